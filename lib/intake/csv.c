/*
 * CSV by libcsv, fed line by line so that rows keep their line numbers; the
 * only file that includes it.
 */
#include "rows.h"

#include <csv.h>
#include <string.h>

/* A row being read, and what the heading says. */
struct tix_csv {
	struct csv_parser parser;
	struct tix_buf text;    /* kept fields, each with a NUL */
	size_t start[TIX_COLUMNS_MAX]; /* of each kept field in it */
	bool keep[TIX_COLUMNS_MAX];    /* the columns that are wanted */
	size_t place[TIX_COLUMNS_MAX]; /* column of each wanted one */
	size_t ncolumns;        /* of the heading */
	size_t n;               /* fields so far */
	size_t size;            /* bytes so far */
	bool done;              /* the row is whole */
	const char *fault;
};

static int
no_space(unsigned char c)
{
	(void)c;
	return 0; /* blanks are part of a field (RFC 4180, 2.4) */
}

static void
add_field(struct tix_csv *c, const char *p, size_t n)
{
	size_t column = c->n++;

	if (column >= TIX_COLUMNS_MAX || !c->keep[column])
		return;
	if (n > 0 && memchr(p, '\0', n) != NULL)
		c->fault = "a NUL byte in a field";
	c->start[column] = c->text.len;
	tix_buf_add(&c->text, p, n);
	tix_buf_char(&c->text, '\0');
}

static void
on_field(void *p, size_t n, void *arg)
{
	add_field(arg, p, n);
}

static void
on_row(int end, void *arg)
{
	(void)end;
	((struct tix_csv *)arg)->done = true;
}

static enum tix_status
parser_new(struct tix *tx, struct tix_records *r)
{
	struct csv_parser *p = &r->csv->parser;

	if (csv_init(p, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		return tix_fail(tx, TIX_FAILED, "cannot start reading CSV");
	csv_set_delim(p, (unsigned char)r->o.separator);
	csv_set_space_func(p, no_space);
	csv_set_blk_size(p, 4096);
	return TIX_OK;
}

/* After a fault: go on behind the end of the line at hand. */
static enum tix_status
resume(struct tix *tx, struct tix_records *r, bool at_end)
{
	struct tix_piece piece = { .ends = at_end };
	enum tix_status st = TIX_OK;

	while (!piece.ends && st == TIX_OK)
		st = tix_records_piece(tx, r, true, &piece);
	if (st == TIX_IO)
		return st;
	csv_free(&r->csv->parser);
	return parser_new(tx, r);
}

/*
 * A line without quotes is what stands between the separators, and most are:
 * the parser would look at it byte by byte.  False where it has to.
 */
static bool
split(struct tix_csv *c, const struct tix_piece *piece, char separator)
{
	const char *p = piece->p, *stop;
	size_t n = piece->n;

	n -= n > 0 && p[n - 1] == '\n';
	n -= n > 0 && p[n - 1] == '\r';
	if (n == piece->n || memchr(p, '"', n) != NULL ||
	    memchr(p, '\r', n) != NULL)
		return false;
	while ((stop = memchr(p, separator, n)) != NULL) {
		add_field(c, p, (size_t)(stop - p));
		n -= (size_t)(stop - p) + 1;
		p = stop + 1;
	}
	add_field(c, p, n);
	c->size = piece->n;
	c->done = true;
	return true;
}

/* Feed one piece; false where the row is bad. */
static bool
feed(struct tix_csv *c, const struct tix_piece *piece)
{
	size_t got = csv_parse(&c->parser, piece->p, piece->n, on_field,
	    on_row, c);

	c->size += piece->n;
	if (got != piece->n && c->fault == NULL)
		c->fault = csv_error(&c->parser) == CSV_EPARSE ?
		    "a quote that does not enclose the whole field" :
		    "no memory for the field";
	else if (c->size > TIX_RECORD_MAX)
		c->fault = "a row of more than 2 MiB (record-max)";
	return got == piece->n && c->size <= TIX_RECORD_MAX;
}

/* The file ended: TIX_NO where it did so between rows. */
static enum tix_status
finish(struct tix *tx, struct tix_records *r)
{
	struct tix_csv *c = r->csv;

	if (csv_fini(&c->parser, on_field, on_row, c) != 0) {
		c->fault = "a quote that is never closed";
		csv_free(&c->parser); /* a failed end would fail again */
		return parser_new(tx, r);
	}
	return c->done ? TIX_OK : TIX_NO;
}

static bool
is_empty(const struct tix_piece *piece)
{
	return piece->ends && strspn(piece->p, "\r\n") >= piece->n;
}

/* Feed lines until the row is whole, or bad. */
static enum tix_status
feed_row(struct tix *tx, struct tix_records *r, int64_t *line)
{
	struct tix_csv *c = r->csv;
	struct tix_piece piece;
	enum tix_status st;

	while (!c->done) {
		*line = c->size == 0 ? r->line : *line;
		st = tix_records_piece(tx, r, true, &piece);
		if (st == TIX_NO)
			return finish(tx, r);
		if (st != TIX_OK)
			return st;
		if (c->size == 0 && is_empty(&piece))
			continue;
		if (c->size == 0 && split(c, &piece, r->o.separator))
			break;
		if (!feed(c, &piece))
			return resume(tx, r, piece.ends);
	}
	return TIX_OK;
}

/* The fields of the next row; TIX_NO at the end, TIX_INVALID for a bad one. */
static enum tix_status
read_row(struct tix *tx, struct tix_records *r, int64_t *line)
{
	struct tix_csv *c = r->csv;
	enum tix_status st;

	c->n = c->size = c->text.len = 0;
	c->done = false;
	c->fault = NULL;
	st = feed_row(tx, r, line);
	if (st == TIX_OK && c->fault != NULL)
		return tix_records_bad(tx, r, *line, c->fault);
	return st;
}

/* The separator that the first line has most of, outside quotes. */
static char
guess(const char *p, size_t n)
{
	static const char all[] = ",;\t";
	size_t count[3] = { 0 };
	bool quoted = false;
	size_t best = 0;

	for (size_t i = 0; i < n && p[i] != '\n' && p[i] != '\r'; i++) {
		const char *s = p[i] == '\0' ? NULL : strchr(all, p[i]);

		quoted ^= p[i] == '"';
		if (s != NULL && !quoted)
			count[s - all]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (count[i] > count[best])
			best = i;
	return all[best];
}

/* All columns of the heading, for a message. */
static const char *
heading_names(struct tix_records *r)
{
	struct tix_buf b = { .arena = r->mem };

	for (size_t i = 0; i < r->csv->ncolumns; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
		    r->csv->text.data + r->csv->start[i]);
	return tix_buf_text(&b);
}

/* Find the column 'wanted' in the heading. */
static enum tix_status
find_column(struct tix *tx, struct tix_records *r, const char *wanted,
    size_t *place)
{
	struct tix_csv *c = r->csv;
	size_t found = 0;

	for (size_t i = 0; i < c->ncolumns; i++)
		if (strcmp(c->text.data + c->start[i], wanted) == 0) {
			*place = i;
			found++;
		}
	if (found == 1)
		return TIX_OK;
	if (found > 1)
		return tix_fail(tx, TIX_INVALID,
		    "%s:1: column '%s' is there %zu times", r->path, wanted,
		    found);
	return tix_fail(tx, TIX_NOT_FOUND,
	    "%s:1: no column '%s'; there are: %s", r->path, wanted,
	    heading_names(r));
}

/* All of the heading are wanted. */
static void
want_all(struct tix_records *r)
{
	const struct tix_csv *c = r->csv;
	const char **names = tix_arena_array(r->mem, c->ncolumns + 1,
	    sizeof *names);

	for (size_t i = 0; i < c->ncolumns; i++)
		names[i] = tix_arena_dup(r->mem, c->text.data + c->start[i]);
	r->o.columns = names;
	r->o.ncolumns = c->ncolumns;
	r->field = tix_arena_array(r->mem, c->ncolumns + 1, sizeof *r->field);
}

static enum tix_status
read_heading(struct tix *tx, struct tix_records *r)
{
	struct tix_csv *c = r->csv;
	enum tix_status st;
	int64_t line = 1;

	memset(c->keep, 1, sizeof c->keep);
	st = read_row(tx, r, &line);
	if (st == TIX_NO)
		return tix_fail(tx, TIX_INVALID, "%s: is empty: no heading",
		    r->path);
	if (st != TIX_OK)
		return st;
	if (c->n > TIX_COLUMNS_MAX)
		return tix_records_bad(tx, r, line,
		    "more than 1024 columns (columns-max)");
	c->ncolumns = c->n;
	if (r->o.all)
		want_all(r);
	memset(c->keep, 0, sizeof c->keep);
	for (size_t i = 0; i < r->o.ncolumns; i++) {
		st = find_column(tx, r, r->o.columns[i], &c->place[i]);
		if (st != TIX_OK)
			return st;
	}
	for (size_t i = 0; i < r->o.ncolumns; i++)
		c->keep[c->place[i]] = true;
	return TIX_OK;
}

enum tix_status
tix_csv_open(struct tix *tx, struct tix_records *r)
{
	enum tix_status st;

	if (r->o.ncolumns > TIX_COLUMNS_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "more than %d columns wanted (columns-max)",
		    TIX_COLUMNS_MAX);
	if (r->o.separator == '\0')
		r->o.separator = guess(r->bytes + r->at, r->len - r->at);
	r->csv = tix_arena_alloc(r->mem, sizeof *r->csv);
	r->csv->text.arena = r->mem;
	st = parser_new(tx, r);
	return st == TIX_OK ? read_heading(tx, r) : st;
}

enum tix_status
tix_csv_next(struct tix *tx, struct tix_records *r, struct tix_record *row)
{
	struct tix_csv *c = r->csv;
	enum tix_status st = read_row(tx, r, &row->line);

	if (st != TIX_OK)
		return st;
	if (c->n != c->ncolumns)
		return tix_records_bad(tx, r, row->line,
		    tix_arena_printf(r->each,
		    "%zu fields where the heading has %zu", c->n,
		    c->ncolumns));
	for (size_t i = 0; i < r->o.ncolumns; i++)
		r->field[i] = c->text.data + c->start[c->place[i]];
	return TIX_OK;
}

void
tix_csv_close(struct tix_records *r)
{
	if (r->csv != NULL)
		csv_free(&r->csv->parser);
}
