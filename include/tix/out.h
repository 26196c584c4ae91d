/*
 * Rows out: tables for people, TSV, CSV, JSON and JSON Lines for programs.
 * Rows come one by one; only a table holds back (at most TIX_TABLE_CHUNK).
 */
#ifndef TIX_OUT_H
#define TIX_OUT_H

#include <stdio.h>
#include <tix/ticket.h>

#define TIX_TABLE_CHUNK 1000 /* rows fitted to one set of widths */

enum tix_format {
	TIX_TABLE, /* aligned, cut to the width of the terminal */
	TIX_TSV,   /* escaped: \t \n \r \\ and \xNN for other controls; no heading */
	TIX_CSV,   /* RFC 4180 with a heading; formulas guarded by ' */
	TIX_JSON,  /* one array (see 'single') */
	TIX_JSONL  /* one object a line */
};

enum {
	TIX_COL_RIGHT = 1, /* numbers */
	TIX_COL_CUT = 2,   /* may be cut to fit (the last such one most) */
	TIX_COL_SECONDS = 4, /* a TIX_T_DURATION or age: whole seconds off a terminal */
	TIX_COL_AGE = 8    /* a TIX_T_TIME shown as its age in a table */
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
	const struct tix_table_writer *table; /* &tix_table; NULL: TSV instead */
	FILE *to;
	bool null;        /* records end in NUL instead of newline (not table) */
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
 * One row of 'n' values; text is copied where it is held back.  Machine forms:
 * times as RFC 3339 UTC, durations as whole seconds, none as an empty cell or null, tags as words or an array,
 * invalid UTF-8 as U+FFFD.  Write errors show on the stream (ferror).
 */
enum tix_status tix_out_row(struct tix_out *out, const struct tix_value *row);

/* Finish: the table, the closing bracket ("[]" for no rows). */
enum tix_status tix_out_end(struct tix_out *out);

#endif
