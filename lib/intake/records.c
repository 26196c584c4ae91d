/*
 * Files of rows: opening, guessing what they are, pieces of lines.
 */
#include <tix/records.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"

#define BUFFER_SIZE 65536

/* Move what is left to the front and read behind it. */
static enum tix_status
fill(struct tix *tx, struct tix_records *r)
{
	ssize_t got;

	memmove(r->bytes, r->bytes + r->at, r->len - r->at);
	r->len -= r->at;
	r->at = 0;
	do
		got = read(r->fd, r->bytes + r->len, BUFFER_SIZE - r->len);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return tix_fail(tx, TIX_IO, "cannot read '%s': %s", r->path,
		    strerror(errno));
	r->len += (size_t)got;
	r->eof = got == 0;
	return TIX_OK;
}

/* Bytes up to and with the first end of line, or 0; '*more' wants a look on. */
static size_t
line_end(const char *p, size_t n, bool cr, bool *more)
{
	const char *lf = memchr(p, '\n', n);
	const char *c = cr ? memchr(p, '\r', lf ? (size_t)(lf - p) : n) : NULL;

	*more = false;
	if (c == NULL)
		return lf == NULL ? 0 : (size_t)(lf - p) + 1;
	if (c + 1 == p + n)
		*more = true; /* an LF may follow */
	return (size_t)(c - p) + 1 + (c + 1 == lf);
}

enum tix_status
tix_records_piece(struct tix *tx, struct tix_records *r, bool cr,
    struct tix_piece *piece)
{
	enum tix_status st;
	bool more;
	size_t n;

	for (;;) {
		n = line_end(r->bytes + r->at, r->len - r->at, cr, &more);
		if ((n > 0 && !more) || r->eof ||
		    r->len - r->at == BUFFER_SIZE)
			break;
		st = fill(tx, r);
		if (st != TIX_OK)
			return st;
	}
	if (r->at == r->len)
		return TIX_NO;
	piece->ends = n > 0 && (!more || r->eof);
	piece->p = r->bytes + r->at;
	piece->n = n > 0 ? n : r->len - r->at;
	if (n > 0 && !piece->ends && piece->n > 1)
		piece->n--; /* the CR waits for what follows it */
	r->at += piece->n;
	r->line += piece->ends;
	piece->ends |= r->eof && r->at == r->len;
	return TIX_OK;
}

enum tix_status
tix_records_bad(struct tix *tx, const struct tix_records *r, int64_t first,
    const char *why)
{
	int64_t last = r->line - 1;

	if (last <= first)
		return tix_fail(tx, TIX_INVALID, "%s:%lld: %s", r->path,
		    (long long)first, why);
	return tix_fail(tx, TIX_INVALID,
	    "%s:%lld: %s (up to line %lld passed over)", r->path,
	    (long long)first, why, (long long)last);
}

/* Look at the first bytes: marks, and what the file is. */
static enum tix_status
look(struct tix *tx, struct tix_records *r)
{
	enum tix_status st = TIX_OK;
	size_t i = 0;

	while (st == TIX_OK && r->len < 4 && !r->eof)
		st = fill(tx, r);
	if (st != TIX_OK)
		return st;
	if (r->len >= 2 && (memcmp(r->bytes, "\xff\xfe", 2) == 0 ||
	    memcmp(r->bytes, "\xfe\xff", 2) == 0))
		return tix_fail(tx, TIX_INVALID,
		    "%s: is UTF-16; give it as UTF-8", r->path);
	if (r->len >= 3 && memcmp(r->bytes, "\xef\xbb\xbf", 3) == 0)
		r->at = 3;
	for (i = r->at; i < r->len && strchr(" \t\r\n", r->bytes[i]); i++)
		;
	if (r->o.format == TIX_RECORDS_GUESS)
		r->o.format = i < r->len && r->bytes[i] == '{' ?
		    TIX_RECORDS_JSONL : TIX_RECORDS_CSV;
	return TIX_OK;
}

enum tix_status
tix_records_open(struct tix *tx, const char *path,
    const struct tix_records_options *o, struct tix_records **out)
{
	struct tix_arena *mem;
	struct tix_records *r;
	enum tix_status st;
	bool in = strcmp(path, "-") == 0;
	int fd = in ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

	*out = NULL;
	if (fd < 0)
		return tix_fail(tx, errno == ENOENT ? TIX_NOT_FOUND : TIX_IO,
		    "cannot read '%s': %s", path, strerror(errno));
	mem = tix_arena_new();
	r = tix_arena_alloc(mem, sizeof *r);
	r->mem = mem;
	r->each = tix_arena_new();
	r->path = in ? "standard input" : tix_arena_dup(mem, path);
	r->fd = fd;
	r->line = 1;
	r->o = *o;
	r->bytes = tix_arena_alloc(mem, BUFFER_SIZE);
	r->field = tix_arena_array(mem, o->ncolumns + 1, sizeof *r->field);
	st = look(tx, r);
	if (st == TIX_OK && r->o.format == TIX_RECORDS_CSV)
		st = tix_csv_open(tx, r);
	if (st != TIX_OK)
		tix_records_close(r);
	else
		*out = r;
	return st;
}

enum tix_status
tix_records_next(struct tix *tx, struct tix_records *r,
    struct tix_record *row)
{
	row->file = r->path;
	row->field = r->field;
	tix_arena_reset(r->each);
	if (r->csv != NULL)
		return tix_csv_next(tx, r, row);
	return tix_jsonl_next(tx, r, row);
}

const char *const *
tix_records_columns(const struct tix_records *r, size_t *n)
{
	*n = r->o.ncolumns;
	return r->o.columns;
}

void
tix_records_close(struct tix_records *r)
{
	if (r == NULL)
		return;
	tix_csv_close(r);
	if (r->fd != STDIN_FILENO)
		close(r->fd);
	tix_arena_free(r->each);
	tix_arena_free(r->mem);
}
