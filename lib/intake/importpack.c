/*
 * Rows as bytes for the spool: numbers, then texts with their NULs.
 */
#include <tix/importrow.h>

#include <string.h>

struct packed {
	int64_t opened;
	int64_t state;
	int64_t line;
	uint32_t file;
	unsigned char digest[TIX_ROW_DIGEST_SIZE];
};

void
tix_import_pack(const struct tix_map *map, const struct tix_import_row *row,
    struct tix_buf *to)
{
	struct packed p;

	memset(&p, 0, sizeof p);
	p.opened = row->opened;
	p.state = row->state;
	p.line = row->line;
	p.file = row->file;
	memcpy(p.digest, row->digest, sizeof p.digest);
	tix_buf_add(to, &p, sizeof p);
	tix_buf_add(to, row->by, strlen(row->by) + 1);
	for (size_t i = 0; i < map->nfields; i++)
		tix_buf_add(to, row->text[i], strlen(row->text[i]) + 1);
}

void
tix_import_unpack(const struct tix_map *map, struct tix_arena *mem,
    const void *bytes, size_t size, struct tix_import_row *row)
{
	const size_t texts = size - sizeof(struct packed);
	const char *s;
	struct packed p;

	memcpy(&p, bytes, sizeof p);
	row->opened = p.opened;
	row->state = p.state;
	row->line = p.line;
	row->file = p.file;
	memcpy(row->digest, p.digest, sizeof row->digest);
	s = tix_arena_dup_n(mem, (const char *)bytes + sizeof p, texts);
	row->by = s;
	row->text = tix_arena_array(mem, map->nfields + 1, sizeof *row->text);
	for (size_t i = 0; i < map->nfields; i++) {
		s += strlen(s) + 1;
		row->text[i] = s;
	}
}
