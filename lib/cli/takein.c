/*
 * Import of an export: it is read whole and proved before anything is written.
 */
#include "takein.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/db.h>
#include <tix/events.h>
#include <tix/exports.h>
#include <tix/fsck.h>
#include <tix/import.h>
#include <tix/transfer.h>

#define PROGRESS 20000 /* lines between two words of it */

static enum tix_status
at_line(struct tix *tx, const struct tix_takein *in, int64_t line,
    enum tix_status s)
{
	const char *words = tix_arena_dup(tx->mem, tx->error);

	if (s != TIX_INVALID && s != TIX_CONFLICT && s != TIX_NOT_FOUND)
		return s;
	return tix_fail(tx, s, "%s:%lld: %s", in->path, (long long)line,
	    words);
}

static enum tix_status
take_line(struct tix *tx, struct tix_takein *in, struct tix_lines *l,
    tix_takein_fn fn, void *arg)
{
	struct tix_export_reader *reader = &in->reader;
	struct tix_buf text = { .arena = tx->mem };
	struct tix_export_line line;
	enum tix_status s = tix_takein_line(tx, in, l, &text);

	if (s == TIX_NO)
		return s;
	if (s == TIX_OK)
		s = tix_export_read(tx, reader, tix_buf_text(&text), text.len,
		    &line);
	else if (s == TIX_INVALID)
		reader->lines++; /* the one that is no line */
	if (s == TIX_OK && fn != NULL)
		s = fn(tx, in, &line, arg);
	if (reader->lines % PROGRESS == 0)
		tix_progress(in->r, "%lld lines read",
		    (long long)reader->lines);
	return s == TIX_OK || s == TIX_NO ? s :
	    at_line(tx, in, reader->lines, s);
}

enum tix_status
tix_takein_each(struct tix *tx, struct tix_takein *in, tix_takein_fn fn,
    void *arg)
{
	struct tix_lines *l = tix_arena_alloc(tx->run, sizeof *l);
	bool whole = false;
	enum tix_status s = TIX_OK;

	if (lseek(in->fd, 0, SEEK_SET) != 0)
		return tix_takein_cannot(tx, in->path);
	tix_arena_reset(in->mem);
	in->reader = (struct tix_export_reader){ .mem = in->mem,
	    .room = in->room };
	while (s == TIX_OK) {
		int64_t before = in->reader.lines;

		tix_arena_reset(tx->mem);
		s = take_line(tx, in, l, fn, arg);
		whole = s == TIX_NO && in->reader.lines == before;
	}
	if (s != TIX_NO)
		return s;
	if (!whole)
		return TIX_OK;
	s = tix_export_finish(tx, &in->reader);
	return s == TIX_OK ? s : at_line(tx, in, in->reader.lines + 1, s);
}

void
tix_takein_keep(struct tix *tx, struct tix_takein *in, int64_t id)
{
	in->id = tix_arena_more(tx->run, in->id, in->n, &in->cap,
	    sizeof *in->id);
	in->id[in->n++] = id;
}

static int
compare(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static enum tix_status
print_ids(struct tix *tx, struct tix_takein *in)
{
	struct tix_rows rows;
	enum tix_status s = tix_rows_begin(tx, in->r, "id", &rows);

	if (in->n > 0)
		qsort(in->id, in->n, sizeof *in->id, compare);
	for (size_t i = 0; s == TIX_OK && i < in->n; i++)
		if (i == 0 || in->id[i] != in->id[i - 1]) {
			s = tix_rows_id(tx, &rows, in->id[i]);
			tix_arena_reset(tx->mem);
		}
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

/* Refuse a ticket once, and say why. */
static enum tix_status
judge(struct tix *tx, struct tix_takein *in,
    const struct tix_export_line *line, void *arg)
{
	const struct tix_event *e = line->event;

	(void)arg;
	if (line->kind != TIX_X_EVENT || e->ticket == 0 ||
	    tix_idmap_get(&in->refused, e->ticket, 0) != 0 ||
	    tix_transfer_check(tx, e) == TIX_OK)
		return TIX_OK;
	tix_idmap_put(&in->refused, e->ticket, 1);
	tix_complain(tx, in->r, "%s:%lld: ticket %lld is left out: %s",
	    in->path, (long long)in->reader.lines, (long long)e->ticket,
	    tx->error);
	in->worst = TIX_PARTIAL;
	return TIX_OK;
}

static enum tix_status
take_header(struct tix *tx, struct tix_takein *in,
    const struct tix_export_line *line, void *arg)
{
	(void)tx;
	(void)in;
	(void)line;
	*(bool *)arg = true;
	return TIX_NO;
}

static enum tix_status
take_id(struct tix *tx, struct tix_event *e, void *arg)
{
	(void)tx;
	tix_export_id(arg, e->hash);
	return TIX_NO;
}

/* What this desk itself told is known here, unless it is of another copy. */
static enum tix_status
take_own(struct tix *tx, struct tix_takein *in)
{
	const struct tix_export_header *h = &in->reader.header;
	char hex[2 * TIX_HASH_SIZE + 1];
	enum tix_status s;

	tix_hex(hex, h->hash, sizeof h->hash);
	s = tix_fsck_expect(tx, tix_arena_printf(tx->run, "%lld:%s",
	    (long long)h->seq, hex));
	if (s == TIX_NO)
		return tix_fail(tx, TIX_CONFLICT, "'%s' is of another copy of "
		    "this desk: restore it into an empty one", in->path);
	if (s == TIX_OK)
		tix_notice(tx, in->r, "an export of this desk itself: nothing "
		    "new");
	return s;
}

static enum tix_status
choose(struct tix *tx, struct tix_takein *in)
{
	char id[TIX_EXPORT_ID_SIZE] = "";
	bool known = false, empty;
	enum tix_status s = tix_takein_each(tx, in, take_header, &known);

	if (s == TIX_OK)
		s = tix_exports_is_empty(tx, &empty);
	if (s == TIX_OK)
		s = tix_events_each(tx, 0, take_id, id);
	if (s != TIX_OK)
		return s;
	if (empty && in->reader.header.query == NULL) {
		s = tix_takein_each(tx, in, NULL, NULL);
		return s == TIX_OK ? tix_takein_restore(tx, in) : s;
	}
	s = tix_takein_each(tx, in, judge, NULL);
	if (s == TIX_OK && strcmp(id, in->reader.header.id) == 0)
		return take_own(tx, in);
	return s == TIX_OK ? tix_takein_adopt(tx, in) : s;
}

/* Does it begin as an export does? */
static enum tix_status
look_at(struct tix *tx, struct tix_takein *in, bool *is_export)
{
	struct tix_lines *l = tix_arena_alloc(tx->run, sizeof *l);
	struct tix_buf line = { .arena = tx->mem };
	enum tix_status s;

	*is_export = false;
	if (lseek(in->fd, 0, SEEK_SET) != 0)
		return tix_takein_cannot(tx, in->path);
	s = tix_takein_line(tx, in, l, &line);
	if (s == TIX_OK)
		*is_export = tix_export_is_header(tx, tix_buf_text(&line),
		    line.len);
	tix_arena_reset(tx->mem);
	return s == TIX_NO || s == TIX_INVALID ? TIX_OK : s;
}

bool
tix_import_is_export(struct tix *tx, const char *path)
{
	struct tix_takein in = { .path = path };
	struct stat st;
	bool is_export = false;
	int fd;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	in.fd = fd;
	if (look_at(tx, &in, &is_export) != TIX_OK)
		is_export = false;
	tx->error[0] = '\0';
	close(fd);
	return is_export;
}

enum tix_status
tix_import_export(struct tix *tx, struct tix_run *r)
{
	struct tix_takein in = { .r = r, .path = r->operands[0], .fd = -1 };
	bool is_export = false;
	enum tix_status s;

	in.mem = tix_arena_new();
	in.room = tix_arena_new();
	in.refused.arena = tx->run;
	s = tix_takein_open(tx, &in);
	if (s == TIX_OK)
		s = look_at(tx, &in, &is_export);
	if (s == TIX_OK && !is_export)
		s = tix_fail(tx, TIX_INVALID,
		    "which column is which field? give --map");
	else if (s == TIX_OK && r->noperands > 1)
		s = tix_fail(tx, TIX_INVALID, "an export comes in alone");
	else if (s == TIX_OK)
		s = choose(tx, &in);
	tix_progress_end(r);
	if (s == TIX_OK)
		s = print_ids(tx, &in);
	if (in.fd > STDIN_FILENO)
		close(in.fd);
	tix_arena_free(in.room);
	tix_arena_free(in.mem);
	if (s == TIX_OK)
		tx->error[0] = '\0'; /* each was reported in its place */
	return s == TIX_OK ? in.worst : s;
}
