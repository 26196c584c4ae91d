/*
 * Rows out: tables for people, TSV, CSV, JSON and JSON Lines for programs.
 * Rows come one by one; only a table holds back (at most TIX_TABLE_CHUNK).
 */
#ifndef TIX_OUT_H
#define TIX_OUT_H

#include <stdio.h>
#include <tix/ticket.h>

#define TIX_TABLE_CHUNK 1000 /* rows under one heading, of the same widths */
#define TIX_TABLE_BYTES (4u << 20) /* text held back: more begins a new chunk */

/*
 * A table shows controls as \xNN and other characters that are unsafe on a
 * terminal as <U+XXXX> (see tix_utf8_printable()).  TSV has one record a line,
 * and \\, \t, \n, \r and, for each byte of any other unsafe character, \xNN;
 * printf %b gives the text back.  CSV (RFC 4180, but lines end in a bare
 * newline) keeps tabs, newlines and CR LF and shows the rest as a table does;
 * a cell that a spreadsheet could take for a formula has ' before it.  JSON
 * has all characters, unsafe ones as \uXXXX.  So none of them can make a
 * terminal do things.
 */
enum tix_format {
	TIX_TABLE, /* aligned, cut to the width of the terminal */
	TIX_TSV,   /* escaped; no heading */
	TIX_CSV,   /* with a heading */
	TIX_JSON,  /* one array (see 'single'), a row a line */
	TIX_JSONL  /* one object a line */
};

enum {
	TIX_COL_RIGHT = 1, /* numbers */
	TIX_COL_CUT = 2,   /* may be cut to fit (the last such one most) */
	TIX_COL_SECONDS = 4, /* microseconds in a TIX_T_INT: a duration */
	TIX_COL_AGE = 8,   /* in a table: a time as its age, "3h" */
	TIX_COL_ZERO = 16  /* 0 in a TIX_T_INT is a number, not none */
};

struct tix_column {
	const char *name;  /* for machines */
	const char *title; /* for people; NULL: the name */
	enum tix_type type;
	unsigned flags;
};

struct tix_table_writer;

/* The drawer of tables; only programs that name it link its library. */
extern const struct tix_table_writer tix_table;

struct tix_out_options {
	enum tix_format format;
	const struct tix_table_writer *table; /* &tix_table; NULL: TSV */
	FILE *to;
	bool null;        /* records end in NUL, not newline (not table) */
	bool single;      /* JSON: a lone row is an object, more are an array */
	bool colour;      /* a table may use SGR sequences */
	bool no_heading;  /* a table without one */
	int width;        /* cells of a line in a table; 0: no bound */
	int64_t now;      /* for ages */
	const struct tix_zone *zone; /* for times in a table */
};

struct tix_out;

/*
 * A writer of rows with 'n' columns, on 'mem', which must outlive it.  What
 * 'columns' and 'o' point to is borrowed.
 */
struct tix_out *tix_out_new(struct tix *tx, struct tix_arena *mem,
    const struct tix_column *columns, size_t n,
    const struct tix_out_options *o);

/*
 * A line of its own before the next row of a table, above a group of rows;
 * other formats have none.  Borrowed until that row.
 */
void tix_out_title(struct tix_out *out, const char *title);

/*
 * One row of 'n' values; text is copied where it is held back, and scratch
 * goes on tx->mem.  Machine forms: times as RFC 3339 UTC, durations as whole
 * seconds (0 too), flags as true and false, tags as words or an array (of
 * none: empty), other values that are none as an empty cell or null, invalid
 * UTF-8 as U+FFFD.  TIX_FAILED where a table cannot be drawn; write errors
 * show on the stream (ferror).
 */
enum tix_status tix_out_row(struct tix_out *out, const struct tix_value *row);

/*
 * Finish: the rest of the table (nothing at all for no rows), the heading of
 * CSV, the closing bracket ("[]" for no rows).
 */
enum tix_status tix_out_end(struct tix_out *out);

#endif
