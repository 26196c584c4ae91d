/*
 * What the writers of lib/view share.  Only lib/view includes this.
 */
#ifndef TIX_VIEW_H
#define TIX_VIEW_H

#include <tix/out.h>
#include <tix/time.h>

struct tix_out {
	struct tix *tx;
	struct tix_arena *mem;
	const struct tix_column *columns;
	size_t n;
	struct tix_out_options o;
	const struct tix_table_writer *writer;
	struct tix_buf line; /* the record at hand; its room is used again */
	const char *title;   /* before the next row of a table, or NULL */
	size_t rows;         /* written or held back so far */
	void *own;           /* of the writer, on 'mem' */
};

/* A format; begin() comes with the first row or, without any, before end(). */
struct tix_table_writer {
	void (*begin)(struct tix_out *out);
	enum tix_status (*row)(struct tix_out *out,
	    const struct tix_value *row);
	enum tix_status (*end)(struct tix_out *out);
};

extern const struct tix_table_writer tix_tsv;
extern const struct tix_table_writer tix_csv;
extern const struct tix_table_writer tix_json_rows;
extern const struct tix_table_writer tix_json_lines;

/* Room for any value that is not text. */
#define TIX_CELL_SIZE TIX_TIME_SIZE

/* Is it a length of time, to be printed as one? */
bool tix_cell_is_duration(const struct tix_column *c,
    const struct tix_value *v);

/* Is there nothing to print? */
bool tix_cell_is_none(const struct tix_column *c, const struct tix_value *v);

/*
 * The text of a value, in 'room' or borrowed from the value; "" for none.
 * Not escaped: the text may hold any bytes.
 */
const char *tix_cell_machine(char room[TIX_CELL_SIZE],
    const struct tix_column *c, const struct tix_value *v);
const char *tix_cell_person(char room[TIX_CELL_SIZE],
    const struct tix_out *out, const struct tix_column *c,
    const struct tix_value *v);

/*
 * The words of 'list', behind 'used' cells of a line, each with a blank before
 * it; where the line would be longer than o->width (0: no bound) it is broken
 * behind a comma, and what follows is indented.  'end' follows the last.  All
 * must be printable.
 */
void tix_wrap(struct tix *tx, const struct tix_out_options *o, size_t used,
    const char *list, const char *end);

/* The record at hand is empty again. */
void tix_line_clear(struct tix_out *out);

/* Write the record at hand and what ends it: newline, or NUL with -0. */
void tix_line_write(struct tix_out *out);

#endif
