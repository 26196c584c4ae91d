/*
 * Any bytes as an import map: a complaint with the map's name, or a map that
 * makes values of any text.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/importrow.h>

#include "importdesk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each column holds a piece of the map's own text. */
static void
use_map(struct tix *tx, const struct tix_map *map, const char *text)
{
	const char **field = tix_arena_array(tx->mem, map->ncolumns + 1,
	    sizeof *field);
	struct tix_record rec = { .file = "f", .line = 1, .field = field };
	struct tix_import_reader *r = tix_import_reader_new(tx->mem, map, "s");
	struct tix_import_row rows[2], back;
	struct tix_buf b = { .arena = tx->mem };
	size_t n, len = strlen(text);

	for (size_t i = 0; i < map->ncolumns; i++)
		field[i] = i % 5 == 0 ? NULL : i % 3 == 0 ?
		    "2026-11-23T14:00:00Z" : text + len * i / map->ncolumns;
	if (tix_import_read(tx, r, tx->mem, &rec, rows, &n) != TIX_OK)
		return;
	if (n < 1 || n > 2 || rows[0].at <= 0)
		abort();
	tix_import_pack(map, &rows[0], &b);
	tix_import_unpack(map, tx->mem, b.data, b.len, &back);
	for (size_t i = 0; i < map->nfields; i++)
		if (strcmp(back.text[i], rows[0].text[i]) != 0)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { 0 };
	struct tix_map map;
	const char *text;

	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	use_desk(&tx);
	text = tix_arena_dup_n(tx.mem, data, size);
	if (tix_map_parse(&tx, tx.mem, "m.map", text, size, &map) == TIX_OK) {
		if (tix_map_bind(&tx, tx.mem, &map, "UTC") == TIX_OK)
			use_map(&tx, &map, text);
	} else if (strncmp(tx.error, "m.map:", 6) != 0) {
		abort();
	}
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
