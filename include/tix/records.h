/*
 * Rows of a table in a file, CSV (RFC 4180) and JSON Lines alike.
 */
#ifndef TIX_RECORDS_H
#define TIX_RECORDS_H

#include <tix/arena.h>
#include <tix/tix.h>

#define TIX_RECORD_MAX (2u << 20) /* bytes of one row */
#define TIX_COLUMNS_MAX 1024      /* columns of a table */

enum tix_records_format {
	TIX_RECORDS_GUESS, /* JSON Lines where the first byte is '{' */
	TIX_RECORDS_CSV,
	TIX_RECORDS_JSONL
};

/* How to read, and what is wanted; all borrowed until the close. */
struct tix_records_options {
	enum tix_records_format format;
	char separator;             /* of CSV; 0: guessed from the heading */
	bool all;                   /* of CSV: each column of the heading */
	const char *const *columns; /* else the names wanted, no two alike */
	size_t ncolumns;
};

/* A row; it holds until the next one is read. */
struct tix_record {
	const char *file;
	int64_t line;       /* its first one, from 1 */
	const char **field; /* in the order of the wanted columns; NULL: none */
};

struct tix_records;

/*
 * Open 'path' ("-": standard input).  In CSV the heading must have all wanted
 * columns; in JSON Lines a column is a member of the object, and one that is
 * absent or null is none.  A byte order mark is passed over, lines may end in
 * LF, CRLF or CR.
 *
 * TIX_NOT_FOUND: no such file, or no such column, with the list of all;
 * TIX_INVALID: no heading, or one that is no CSV; TIX_IO.
 */
enum tix_status tix_records_open(struct tix *tx, const char *path,
    const struct tix_records_options *o, struct tix_records **r);

/*
 * The next row.  TIX_NO: there is none; TIX_INVALID: a bad one, with file:line
 * and cause, and the next call goes on with the line behind it; TIX_IO.
 */
enum tix_status tix_records_next(struct tix *tx, struct tix_records *r,
    struct tix_record *row);

/* The columns of each row, in order; they hold until the close. */
const char *const *tix_records_columns(const struct tix_records *r, size_t *n);

/* Also for NULL. */
void tix_records_close(struct tix_records *r);

#endif
