/*
 * Tables: cells are held back until their columns' widths are known, cut to
 * them, and padded.
 */
#include "view.h"

#include <string.h>
#include <tix/utf8.h>

#define SEPARATOR_CELLS 2

struct table {
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

/* A cell of column 'i', cut and padded to its width. */
static void
add_cell(struct tix_out *out, struct tix_buf *line, const char *s, size_t i)
{
	const struct table *t = out->own;
	const bool right = (out->columns[i].flags & TIX_COL_RIGHT) != 0;
	size_t pad;

	s = tix_utf8_fit(out->tx->mem, s, t->width[i]);
	pad = t->width[i] - tix_utf8_width(s);
	tix_buf_printf(line, "%*s", i == 0 ? 0 : SEPARATOR_CELLS, "");
	tix_buf_printf(line, "%*s%s%*s", right ? (int)pad : 0, "", s,
	    right ? 0 : (int)pad, "");
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

static void
add_heading(struct tix_out *out)
{
	struct tix_buf line = { .arena = out->tx->mem };

	for (size_t i = 0; i < out->n; i++)
		add_cell(out, &line, heading(out, i), i);
	add_line(out, line.data, true);
}

static void
add_row(struct tix_out *out, size_t row)
{
	struct tix_buf line = { .arena = out->tx->mem };

	add_title(out, row);
	for (size_t i = 0; i < out->n; i++)
		add_cell(out, &line, cell(out, row, i), i);
	add_line(out, line.data, false);
}

static enum tix_status
draw(struct tix_out *out)
{
	struct table *t = out->own;

	measure(out);
	fit(out);
	tix_line_clear(out);
	if (!out->o.no_heading && out->n > 0)
		add_heading(out);
	for (size_t row = 0; row < t->rows && out->n > 0; row++)
		add_row(out, row);
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
