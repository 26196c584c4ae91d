/*
 * Import, first half: the map, and the rows of all files into the spool.
 */
#include <tix/import.h>

#include <stdlib.h>
#include <string.h>

#include "importing.h"

#define PROGRESS_ROWS 20000

static enum tix_status
read_map(struct tix *tx, struct tix_importing *im,
    const struct tix_import_options *o)
{
	const char *path, *text;
	enum tix_status st;

	st = tix_map_find(tx, tx->run, o->map, &path);
	if (st == TIX_OK)
		st = tix_read_file(tx, tx->run, path, TIX_MAP_SIZE_MAX, &text);
	if (st == TIX_OK)
		st = tix_map_parse(tx, tx->run, path, text, strlen(text),
		    &im->map);
	if (st == TIX_OK)
		st = tix_map_bind(tx, tx->run, &im->map, o->zone);
	if (st != TIX_OK)
		return st;
	im->source = o->source != NULL ? o->source : im->map.source;
	if (im->source == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "%s: names no source; give --source", path);
	if (*im->source == '\0' || strlen(im->source) > TIX_NAME_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "source '%s': 1 to %d bytes (name-max)", im->source,
		    TIX_NAME_MAX);
	return TIX_OK;
}

/* Report a bad row; the others go on. */
static void
pass_over(struct tix *tx, struct tix_importing *im)
{
	tix_complain(tx, im->r, "%s", tx->error);
	im->bad++;
	im->worst = tix_worse(im->worst, TIX_PARTIAL);
}

static bool
is_bad_row(enum tix_status st)
{
	return st == TIX_INVALID || st == TIX_NOT_FOUND;
}

static enum tix_status
spool_rows(struct tix *tx, struct tix_importing *im,
    struct tix_import_row *rows, size_t n, uint32_t file)
{
	enum tix_status st = TIX_OK;

	for (size_t i = 0; st == TIX_OK && i < n; i++) {
		struct tix_buf b = { .arena = tx->mem };

		rows[i].file = file;
		tix_import_pack(&im->map, &rows[i], &b);
		st = tix_spool_add(tx, im->spool, &(struct tix_spool_row){
			.key = rows[i].key,
			.time = rows[i].at,
			.order = rows[i].order,
			.row = 2 * im->rows + (int64_t)i,
			.data = b.data,
			.size = b.len,
		    });
	}
	return st;
}

static enum tix_status
read_rows(struct tix *tx, struct tix_importing *im, struct tix_records *in,
    struct tix_import_reader *reader, uint32_t file)
{
	struct tix_import_row rows[2];
	struct tix_record rec;
	enum tix_status st = TIX_OK;
	size_t n;

	while (st != TIX_NO && !tix_interrupted()) {
		tix_arena_reset(tx->mem);
		st = tix_records_next(tx, in, &rec);
		if (st == TIX_NO)
			break;
		im->rows++;
		if (st == TIX_OK)
			st = tix_import_read(tx, reader, tx->mem, &rec, rows,
			    &n);
		if (st == TIX_OK)
			st = spool_rows(tx, im, rows, n, file);
		if (is_bad_row(st))
			pass_over(tx, im);
		else if (st != TIX_OK)
			return st;
		if (im->rows % PROGRESS_ROWS == 0)
			tix_progress(im->r, "%lld rows read",
			    (long long)im->rows);
	}
	return TIX_OK;
}

static enum tix_status
read_files(struct tix *tx, struct tix_importing *im)
{
	const struct tix_records_options o = {
		.format = im->map.format,
		.separator = im->map.separator,
		.columns = im->map.columns,
		.ncolumns = im->map.ncolumns,
	};
	struct tix_import_reader *reader = tix_import_reader_new(tx->run,
	    &im->map, im->source);
	struct tix_records *in;
	enum tix_status st = TIX_OK;

	for (int i = 0; st == TIX_OK && i < im->r->noperands; i++) {
		st = tix_records_open(tx, im->r->operands[i], &o, &in);
		if (st != TIX_OK)
			break;
		st = read_rows(tx, im, in, reader, (uint32_t)i);
		tix_records_close(in);
	}
	return st;
}

/* "13746" as "13,746". */
static const char *
grouped(struct tix *tx, int64_t n)
{
	char *digits = tix_arena_printf(tx->run, "%lld", (long long)n);
	size_t len = strlen(digits);
	struct tix_buf b = { .arena = tx->run };

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			tix_buf_char(&b, ',');
		tix_buf_char(&b, digits[i]);
	}
	return tix_buf_text(&b);
}

static void
summarise(struct tix *tx, const struct tix_importing *im)
{
	const char *bad = im->bad == 0 ? "" :
	    tix_arena_printf(tx->run, ", %s bad", grouped(tx, im->bad));
	const char *would = im->r->dry_run ? "would be " : "";
	const char *older = im->older == 0 ? "" : tix_arena_printf(tx->run,
	    "; %s rows older than their ticket's opening",
	    grouped(tx, im->older));

	if (im->added == 0)
		tix_notice(tx, im->r, "%s tickets, %s rows%s: nothing new",
		    grouped(tx, im->tickets), grouped(tx, im->rows), bad);
	else
		tix_notice(tx, im->r, "%s tickets, %s rows%s: %s%s opened, "
		    "%s changed, by %s new rows%s", grouped(tx, im->tickets),
		    grouped(tx, im->rows), bad, would, grouped(tx, im->opened),
		    grouped(tx, im->changed), grouped(tx, im->added), older);
}

static enum tix_status
read_all(struct tix *tx, struct tix_importing *im,
    const struct tix_import_options *o)
{
	enum tix_status st = read_map(tx, im, o);

	if (st == TIX_OK)
		st = read_files(tx, im);
	if (st == TIX_OK && !tix_interrupted())
		st = tix_spool_sort(tx, im->spool);
	return st;
}

enum tix_status
tix_import(struct tix *tx, struct tix_run *r,
    const struct tix_import_options *o)
{
	const char *folder = getenv("TMPDIR");
	struct tix_importing im = { .r = r };
	enum tix_status st;

	if (folder == NULL || *folder == '\0')
		folder = "/tmp";
	im.spool = tix_spool_new(folder, TIX_SPOOL_MEMORY);
	st = read_all(tx, &im, o);
	if (st == TIX_OK && !tix_interrupted())
		st = tix_import_save(tx, &im);
	tix_spool_free(im.spool);
	tix_progress_end(r);
	if (st != TIX_OK)
		return st;
	if (tix_interrupted())
		tix_complain(tx, r, "interrupted: %s rows are in; run it again "
		    "for the others", grouped(tx, im.added));
	else
		summarise(tx, &im);
	tx->error[0] = '\0'; /* each was reported in its place */
	return im.worst;
}
