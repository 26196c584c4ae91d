/*
 * Tables: layout by hand, then random ones, none of which may be too wide,
 * wild, or for ever.
 */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <tix/out.h>
#include <tix/utf8.h>
#include <unistd.h>

#define N(a) (sizeof(a) / sizeof(a)[0])
#define DOTS "\xE2\x80\xA6"
#define ZHONG "\xE4\xB8\xAD"
#define SMILE "\xF0\x9F\x98\x80"

/* An unending table ends the program, and so fails the run. */
#define PATIENCE 100 /* seconds */

/* Rows of texts, "" for none, as a table on tx->run. */
static const char *
draw(struct tix *tx, struct tix_out_options o, const struct tix_column *cols,
    size_t ncols, const char *const *cells, size_t nrows)
{
	struct tix_value row[16] = { 0 };
	char *text = NULL;
	const char *copy;
	size_t len = 0;
	struct tix_out *out;

	o.to = open_memstream(&text, &len);
	o.table = &tix_table;
	out = tix_out_new(tx, tx->run, cols, ncols, &o);
	for (size_t i = 0; i < nrows; i++) {
		for (size_t j = 0; j < ncols; j++) {
			row[j].type = TIX_T_TEXT;
			row[j].s = cells[i * ncols + j];
		}
		CHECK_INT(tix_out_row(out, row), TIX_OK);
		tix_arena_reset(tx->mem);
	}
	CHECK_INT(tix_out_end(out), TIX_OK);
	fclose(o.to);
	copy = tix_arena_dup_n(tx->run, text, len);
	free(text);
	return copy;
}

static const struct tix_column list[] = {
	{ "id", "Id", TIX_T_TEXT, TIX_COL_RIGHT },
	{ "level", "Level", TIX_T_TEXT, 0 },
	{ "subject", "Subject", TIX_T_TEXT, TIX_COL_CUT },
};

static const char *const plain[] = {
	"1", "L1", "Printer on fire",
	"1000", "L2", "",
	"23", NULL, ZHONG ZHONG "!",
	"4", SMILE, "e\xCC\x81t\xC3\xA9",
};

static void
lays_out(struct tix *tx)
{
	struct tix_out_options o = { .format = TIX_TABLE };

	CHECK_STR(draw(tx, o, list, 3, plain, 4),
	    "  Id  Level  Subject\n"
	    "   1  L1     Printer on fire\n"
	    "1000  L2\n"
	    "  23         " ZHONG ZHONG "!\n"
	    "   4  " SMILE "     e\xCC\x81t\xC3\xA9\n");
	o.no_heading = true;
	CHECK_STR(draw(tx, o, list, 3, plain, 1), "1  L1  Printer on fire\n");
	o.no_heading = false;
	o.colour = true;
	CHECK_STR(draw(tx, o, list, 3, plain, 1),
	    "\033[1mId  Level  Subject\033[m\n"
	    " 1  L1     Printer on fire\n");
}

static const char *const wide[] = {
	"12345", "L1", "The printer on the third floor is on fire again",
};

/* 14 cells and two gaps come before what is left for the subject. */
static const struct { int width; const char *want; } fitted[] = {
	{ 61, "   Id  Level  Subject\n"
	    "12345  L1     The printer on the third floor is on fire again\n" },
	{ 60, "   Id  Level  Subject\n"
	    "12345  L1     The printer on the third floor is on fire aga" DOTS
	    "\n" },
	{ 34, "   Id  Level  Subject\n"
	    "12345  L1     The printer on the " DOTS "\n" },
	{ 22, "   Id  Level  Subject\n"
	    "12345  L1     The pri" DOTS "\n" },
	{ 20, "   Id  Level  Subje" DOTS "\n"
	    "12345  L1     The p" DOTS "\n" },
	/* even a cell each is too much: the line is cut */
	{ 5, DOTS "  " DOTS DOTS "\n" DOTS "  " DOTS DOTS "\n" },
	{ 1, DOTS "\n" DOTS "\n" },
};

static void
fits(struct tix *tx)
{
	for (size_t i = 0; i < N(fitted); i++) {
		struct tix_out_options o = { .format = TIX_TABLE,
		    .width = fitted[i].width };

		CHECK_STR(draw(tx, o, list, 3, wide, 1), fitted[i].want);
	}
}

static void
cuts_the_last_most(struct tix *tx)
{
	static const struct tix_column cols[] = {
		{ "a", NULL, TIX_T_TEXT, TIX_COL_CUT },
		{ "b", NULL, TIX_T_TEXT, TIX_COL_CUT },
	};
	static const char *const cells[] = {
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", /* 30 each */
		"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
	};
	struct tix_out_options o = { .format = TIX_TABLE, .width = 54 };

	CHECK_STR(draw(tx, o, cols, 2, cells, 1),
	    "a                               b\n"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  bbbbbbbbbbbbbbbbbbbbb" DOTS
	    "\n");
}

static void
spells_out(struct tix *tx)
{
	static const char *const cells[] = {
		"1", "L1", "\x1b[31m\\x1b\\\n\x9Bx",
		"2", "\\", "C:\\xyz",
		"3", "a\tb", "\xC2\xAD",
		"4", "L1", "x",
	};
	struct tix_out_options o = { .format = TIX_TABLE };

	CHECK_STR(draw(tx, o, list, 3, cells, 4),
	    "Id  Level   Subject\n"
	    " 1  L1      \\x1b[31m\\x1b\\\\x0a\xEF\xBF\xBDx\n"
	    " 2  \\       C:\\xyz\n"
	    " 3  a\\x09b  <U+00AD>\n"
	    " 4  L1      x\n");
}

static void
draws_emptiness(struct tix *tx)
{
	static const char *const nothing[] = { "", NULL, "", NULL, "", "" };
	struct tix_out_options o = { .format = TIX_TABLE };

	CHECK_STR(draw(tx, o, list, 3, nothing, 2),
	    "Id  Level  Subject\n\n\n");
	o.width = 1;
	CHECK_STR(draw(tx, o, list, 3, nothing, 0), "");
	o.no_heading = true;
	CHECK_STR(draw(tx, o, list, 3, nothing, 2), "\n\n");
}

static size_t
count(const char *s, const char *what)
{
	size_t n = 0;

	for (; (s = strstr(s, what)) != NULL; s += strlen(what))
		n++;
	return n;
}

static void
draws_in_chunks(struct tix *tx)
{
	const size_t nrows = 2 * TIX_TABLE_CHUNK + 1;
	const char **cells = tix_arena_array(tx->run, nrows * 3,
	    sizeof *cells);
	struct tix_out_options o = { .format = TIX_TABLE, .width = 80 };
	const char *got;

	for (size_t i = 0; i < nrows; i++) {
		cells[i * 3] = tix_arena_printf(tx->run, "%zu", i);
		cells[i * 3 + 1] = "L1";
		cells[i * 3 + 2] = i + 1 == nrows ? "last" : "ticket";
	}
	got = draw(tx, o, list, 3, cells, nrows);
	CHECK_INT(count(got, "Subject"), 3);
	CHECK_INT(count(got, "\n"), nrows + 3);
	CHECK_INT(count(got, "ticket\n"), nrows - 1);
	CHECK_INT(count(got, "2000  L1     last\n"), 1);
}

static void
bears_long_cells(struct tix *tx)
{
	const size_t size = 1u << 20;
	char *text = tix_arena_alloc(tx->run, size + 1);
	const char *cells[] = { "1", "L1", text };
	struct tix_out_options o = { .format = TIX_TABLE, .width = 80 };

	memset(text, 'x', size);
	CHECK_INT(tix_utf8_width(strchr(draw(tx, o, list, 3, cells, 1),
	    '\n') + 1), 80 + 1); /* and its newline */
	o.width = 0;
	CHECK_INT(strlen(draw(tx, o, list, 3, cells, 1)),
	    strlen("Id  Level  Subject\n 1  L1     \n") + size);
	memset(text, '\x1b', size);
	CHECK_INT(strlen(draw(tx, o, list, 3, cells, 1)),
	    strlen("Id  Level  Subject\n 1  L1     \n") + 4 * size);
}

/* Numerical Recipes' generator: the same tables in every run. */
static uint32_t
next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static const char *
random_text(struct tix *tx, uint32_t *seed)
{
	static const char *const pieces[] = { "a", "Z9", " ", ZHONG, SMILE,
	    "e\xCC\x81", "\xCC\x81", "\xEF\xBC\xA1", "\xE2\x80\x8D", "\\x1b",
	    "\\", "\x1b[1m", "\n", "\t", "\xE2\x80\xAE", "\xC2\xAD", "\xFF",
	    "\xC3", "\xF0\x9F", DOTS, "\xCD\xB8", "\xEF\xB8\x8F",
	    "\xD9\x85", "word " };
	struct tix_buf b = { .arena = tx->run };

	for (uint32_t n = next(seed) % 40; n > 0; n--)
		if (next(seed) % 4 == 0)
			tix_buf_char(&b, (char)(1 + next(seed) % 255));
		else
			tix_buf_str(&b, pieces[next(seed) % N(pieces)]);
	return tix_buf_text(&b);
}

/* Lines of a table: how many, and that none is wild or too wide. */
static size_t
check_lines(struct tix *tx, const char *table, size_t width)
{
	size_t lines = 0, n;

	for (; *table != '\0'; table += n + 1, lines++) {
		const char *line;

		n = strcspn(table, "\n");
		line = tix_arena_dup_n(tx->run, table, n);
		CHECK(tix_utf8_width(line) <= width);
		CHECK(strcmp(tix_utf8_printable(tx->run, line, false),
		    line) == 0);
	}
	return lines;
}

static void
draw_random(struct tix *tx, uint32_t *seed)
{
	size_t ncols = 1 + next(seed) % 8, nrows = 1 + next(seed) % 6;
	struct tix_column cols[8];
	const char *cells[8 * 6];
	struct tix_out_options o = { .format = TIX_TABLE,
	    .width = 1 + (int)(next(seed) % 200),
	    .no_heading = next(seed) % 4 == 0 };

	for (size_t i = 0; i < ncols; i++) {
		cols[i].name = random_text(tx, seed);
		cols[i].title = next(seed) % 2 ? "Title" : NULL;
		cols[i].type = TIX_T_TEXT;
		cols[i].flags = next(seed) % 4; /* right, cut */
	}
	for (size_t i = 0; i < ncols * nrows; i++)
		cells[i] = next(seed) % 8 ? random_text(tx, seed) : NULL;
	CHECK_INT(check_lines(tx, draw(tx, o, cols, ncols, cells, nrows),
	    (size_t)o.width), nrows + !o.no_heading);
}

static void
bears_random_tables(struct tix *tx)
{
	uint32_t seed = 20261123;

	for (int i = 0; i < 3000 && unit_bad == 0; i++) {
		draw_random(tx, &seed);
		tix_arena_reset(tx->run);
	}
}

static const struct unit_test tests[] = {
	{ "columns line up in cells, numbers to the right", lays_out },
	{ "a table is cut to its width, with an ellipsis", fits },
	{ "the last column that may be cut is cut first", cuts_the_last_most },
	{ "controls and backslashes are spelt out and aligned", spells_out },
	{ "empty cells make empty lines, no rows nothing", draws_emptiness },
	{ "a long table is drawn in chunks, each headed", draws_in_chunks },
	{ "cells of a mebibyte are drawn", bears_long_cells },
	{ "random tables end, fit and are tame", bears_random_tables },
};

int
main(void)
{
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 2;
	alarm(PATIENCE);
	return unit_main(tests, N(tests));
}
