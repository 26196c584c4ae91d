/*
 * Tables by libsmartcols.  Widths are settled here and cells cut to them, so
 * that the library only lays out: its own fitting of tables to a width has
 * hung in several releases, and it marks no cut.
 *
 * It is loaded by the first table that is drawn: most programs run in a pipe,
 * where linking it would be a twentieth of their time.
 */
#include "view.h"

#include <dlfcn.h>
#include <libsmartcols/libsmartcols.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <tix/utf8.h>

#define LIBRARY "libsmartcols.so.1" /* the binary interface of its header */

#define SEPARATOR "  "
#define SEPARATOR_CELLS 2

/*
 * The library reads \x in a cell as an escape of its own and doubles it.  So a
 * backslash travels as a soft hyphen, as wide and never in a printable text.
 */
#define STAND_IN "\xC2\xAD"

/* Its functions, by the types of its header. */
struct scols {
	__typeof__(scols_new_table) *new_table;
	__typeof__(scols_table_set_termforce) *set_termforce;
	__typeof__(scols_table_enable_noheadings) *enable_noheadings;
	__typeof__(scols_table_set_column_separator) *set_separator;
	__typeof__(scols_table_new_column) *new_column;
	__typeof__(scols_table_new_line) *new_line;
	__typeof__(scols_line_set_data) *set_data;
	__typeof__(scols_print_table_to_string) *print_to_string;
	__typeof__(scols_unref_table) *unref_table;
};

static const struct {
	const char *name;
	size_t at; /* in struct scols */
} functions[] = {
	{ "scols_new_table", offsetof(struct scols, new_table) },
	{ "scols_table_set_termforce", offsetof(struct scols, set_termforce) },
	{ "scols_table_enable_noheadings",
	    offsetof(struct scols, enable_noheadings) },
	{ "scols_table_set_column_separator",
	    offsetof(struct scols, set_separator) },
	{ "scols_table_new_column", offsetof(struct scols, new_column) },
	{ "scols_table_new_line", offsetof(struct scols, new_line) },
	{ "scols_line_set_data", offsetof(struct scols, set_data) },
	{ "scols_print_table_to_string",
	    offsetof(struct scols, print_to_string) },
	{ "scols_unref_table", offsetof(struct scols, unref_table) },
};

struct table {
	struct scols *scols; /* NULL until something is drawn */
	struct tix_buf text; /* cells held back, each with its NUL */
	size_t *at;          /* where in 'text' they begin, row by row */
	size_t *width;       /* of each column */
	size_t *title;       /* where a line before the row begins, + 1 */
	size_t rows;         /* held back */
};

static void
begin(struct tix_out *out)
{
	struct table *t = tix_arena_alloc(out->mem, sizeof *t);

	tix_utf8_locale(); /* the library measures text by it */
	t->text.arena = out->mem;
	t->at = tix_arena_array(out->mem, out->n * TIX_TABLE_CHUNK,
	    sizeof *t->at);
	t->title = tix_arena_array(out->mem, TIX_TABLE_CHUNK,
	    sizeof *t->title);
	t->width = tix_arena_array(out->mem, out->n, sizeof *t->width);
	out->own = t;
}

static const char *
heading(const struct tix_out *out, size_t i)
{
	const struct tix_column *c = &out->columns[i];

	return tix_utf8_printable(out->tx->mem,
	    c->title != NULL ? c->title : c->name, false);
}

static const char *
cell(const struct tix_out *out, size_t row, size_t i)
{
	const struct table *t = out->own;

	return t->text.data + t->at[row * out->n + i];
}

static void
measure(struct tix_out *out)
{
	struct table *t = out->own;

	for (size_t i = 0; i < out->n; i++) {
		t->width[i] = out->o.no_heading ? 1 :
		    tix_utf8_width(heading(out, i));
		for (size_t row = 0; row < t->rows; row++) {
			size_t w = tix_utf8_width(cell(out, row, i));

			if (w > t->width[i])
				t->width[i] = w;
		}
	}
}

/* Take 'excess' from columns with 'flags', the last first, down to 'floor'. */
static size_t
narrow(struct tix_out *out, size_t excess, unsigned flags, size_t floor)
{
	struct table *t = out->own;

	for (size_t i = out->n; i-- > 0 && excess > 0;) {
		size_t spare = t->width[i] > floor ? t->width[i] - floor : 0;
		size_t less = spare < excess ? spare : excess;

		if ((out->columns[i].flags & flags) != flags)
			continue;
		t->width[i] -= less;
		excess -= less;
	}
	return excess;
}

/* Gently at first; numbers and short words only where nothing else helps. */
static void
fit(struct tix_out *out)
{
	struct table *t = out->own;
	size_t total = out->n > 0 ? (out->n - 1) * SEPARATOR_CELLS : 0;
	size_t width = (size_t)out->o.width;

	for (size_t i = 0; i < out->n; i++)
		total += t->width[i];
	if (out->o.width <= 0 || total <= width)
		return;
	total = narrow(out, total - width, TIX_COL_CUT, 20);
	total = narrow(out, total, TIX_COL_CUT, 8);
	narrow(out, total, 0, 1);
}

/* 's' cut to column 'i', as the library is to have it. */
static const char *
fitted(struct tix_out *out, const char *s, size_t i)
{
	struct table *t = out->own;
	struct tix_buf b = { .arena = out->tx->mem };

	s = tix_utf8_fit(out->tx->mem, s, t->width[i]);
	if (strchr(s, '\\') == NULL)
		return s;
	for (; *s != '\0'; s++)
		if (*s == '\\')
			tix_buf_str(&b, STAND_IN);
		else
			tix_buf_char(&b, *s);
	return tix_buf_text(&b);
}

static enum tix_status
load(struct tix_out *out)
{
	struct table *t = out->own;
	struct scols *s = tix_arena_alloc(out->mem, sizeof *s);
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL), *function;

	if (library == NULL)
		return tix_fail(out->tx, TIX_FAILED,
		    "cannot draw a table: %s", dlerror());
	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
		function = dlsym(library, functions[i].name);
		if (function == NULL)
			return tix_fail(out->tx, TIX_FAILED,
			    "cannot draw a table: %s", dlerror());
		memcpy((char *)s + functions[i].at, &function,
		    sizeof function);
	}
	t->scols = s;
	return TIX_OK;
}

static bool
add_columns(struct tix_out *out, struct libscols_table *tb)
{
	const struct table *t = out->own;

	for (size_t i = 0; i < out->n; i++) {
		bool right = (out->columns[i].flags & TIX_COL_RIGHT) != 0;

		if (t->scols->new_column(tb, fitted(out, heading(out, i), i),
		    0, right ? SCOLS_FL_RIGHT : 0) == NULL)
			return false;
	}
	return true;
}

static bool
add_rows(struct tix_out *out, struct libscols_table *tb)
{
	const struct table *t = out->own;

	for (size_t row = 0; row < t->rows; row++) {
		struct libscols_line *line = t->scols->new_line(tb, NULL);

		if (line == NULL)
			return false;
		for (size_t i = 0; i < out->n; i++)
			if (t->scols->set_data(line, i,
			    fitted(out, cell(out, row, i), i)) != 0)
				return false;
	}
	return true;
}

/* The laid out table in memory of malloc(), or NULL. */
static char *
lay_out(struct tix_out *out)
{
	const struct scols *scols = ((struct table *)out->own)->scols;
	struct libscols_table *tb = scols->new_table();
	char *text = NULL;

	if (tb == NULL)
		return NULL;
	scols->set_termforce(tb, SCOLS_TERMFORCE_NEVER);
	scols->enable_noheadings(tb, out->o.no_heading);
	if (scols->set_separator(tb, SEPARATOR) != 0 ||
	    !add_columns(out, tb) || !add_rows(out, tb) ||
	    scols->print_to_string(tb, &text) != 0) {
		free(text);
		text = NULL;
	}
	scols->unref_table(tb);
	return text;
}

static void
restore_backslashes(char *s)
{
	char *to = s;

	while (*s != '\0')
		if (strncmp(s, STAND_IN, sizeof STAND_IN - 1) == 0) {
			*to++ = '\\';
			s += sizeof STAND_IN - 1;
		} else {
			*to++ = *s++;
		}
	*to = '\0';
}

/* Many columns may not fit, however narrow: the line is cut as a whole. */
static void
add_line(struct tix_out *out, char *line, bool is_heading)
{
	bool colour = is_heading && out->o.colour;
	size_t n = strlen(line);

	while (n > 0 && line[n - 1] == ' ')
		line[--n] = '\0';
	tix_buf_str(&out->line, colour ? "\033[1m" : "");
	tix_buf_str(&out->line, out->o.width > 0 ?
	    tix_utf8_fit(out->tx->mem, line, (size_t)out->o.width) : line);
	tix_buf_str(&out->line, colour ? "\033[m\n" : "\n");
}

static void
add_title(struct tix_out *out, size_t row)
{
	const struct table *t = out->own;

	if (t->title[row] > 0)
		add_line(out, tix_arena_dup(out->tx->mem,
		    t->text.data + t->title[row] - 1), true);
}

/* By number: the last line has no newline, and may be empty. */
static void
add_lines(struct tix_out *out, char *text)
{
	const struct table *t = out->own;
	size_t headings = out->o.no_heading ? 0 : 1;
	char *line = text;

	for (size_t i = 0; i < t->rows + headings; i++) {
		char *end = line + strcspn(line, "\n");
		bool is_last = *end == '\0';

		*end = '\0';
		if (i >= headings)
			add_title(out, i - headings);
		add_line(out, line, i < headings);
		line = is_last ? end : end + 1;
	}
}

static enum tix_status
draw(struct tix_out *out)
{
	struct table *t = out->own;
	enum tix_status s = t->scols != NULL ? TIX_OK : load(out);
	char *text;

	if (s != TIX_OK)
		return s;
	measure(out);
	fit(out);
	text = lay_out(out);
	if (text == NULL)
		return tix_fail(out->tx, TIX_FAILED, "cannot draw a table");
	restore_backslashes(text);
	tix_line_clear(out);
	add_lines(out, text);
	free(text);
	fwrite(out->line.data, 1, out->line.len, out->o.to);
	t->rows = 0;
	t->text.len = 0;
	return TIX_OK;
}

static void
hold_title(struct tix_out *out)
{
	struct table *t = out->own;
	const char *s = out->title;

	t->title[t->rows] = s != NULL ? t->text.len + 1 : 0;
	if (s == NULL)
		return;
	s = tix_utf8_printable(out->tx->mem, s, false);
	tix_buf_add(&t->text, s, strlen(s) + 1);
	out->title = NULL;
}

static enum tix_status
row(struct tix_out *out, const struct tix_value *values)
{
	struct table *t = out->own;
	char room[TIX_CELL_SIZE];

	hold_title(out);
	for (size_t i = 0; i < out->n; i++) {
		const char *s = tix_utf8_printable(out->tx->mem,
		    tix_cell_person(room, out, &out->columns[i], &values[i]),
		    false);

		if (out->o.width > 0)
			s = tix_utf8_fit(out->tx->mem, s,
			    (size_t)out->o.width);
		t->at[t->rows * out->n + i] = t->text.len;
		tix_buf_add(&t->text, s, strlen(s) + 1);
	}
	t->rows++;
	return t->rows == TIX_TABLE_CHUNK || t->text.len > TIX_TABLE_BYTES ?
	    draw(out) : TIX_OK;
}

static enum tix_status
end(struct tix_out *out)
{
	const struct table *t = out->own;

	return t->rows > 0 ? draw(out) : TIX_OK;
}

const struct tix_table_writer tix_table = { begin, row, end };
