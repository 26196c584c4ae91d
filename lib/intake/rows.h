/*
 * For lib/intake alone: what the readers of CSV and JSON Lines share.
 */
#ifndef TIX_INTAKE_ROWS_H
#define TIX_INTAKE_ROWS_H

#include <tix/records.h>

struct tix_csv;

struct tix_records {
	const char *path;
	int fd;
	bool eof;           /* nothing more to read from fd */
	char *bytes;        /* what was read */
	size_t at;          /* how much of it is used */
	size_t len;
	int64_t line;       /* number of the line at 'at' */
	struct tix_records_options o;
	struct tix_arena *mem;  /* as long as the file is open */
	struct tix_arena *each; /* of one row */
	const char **field;
	struct tix_csv *csv;
};

/* A piece of input: a line or, where it is long, a part of one. */
struct tix_piece {
	const char *p;
	size_t n;
	bool ends; /* with the end of the line, or of the file */
};

/*
 * The next piece, its line's end included.  Lines end in LF and, with 'cr', in
 * CR too, CR LF being one end.  TIX_NO at the end of the file, TIX_IO.
 */
enum tix_status tix_records_piece(struct tix *tx, struct tix_records *r,
    bool cr, struct tix_piece *piece);

/* TIX_INVALID for the rows from line 'first' on, with 'why'. */
enum tix_status tix_records_bad(struct tix *tx, const struct tix_records *r,
    int64_t first, const char *why);

/* Read the heading; rows; give back what is not on an arena. */
enum tix_status tix_csv_open(struct tix *tx, struct tix_records *r);
enum tix_status tix_csv_next(struct tix *tx, struct tix_records *r,
    struct tix_record *row);
void tix_csv_close(struct tix_records *r);

enum tix_status tix_jsonl_next(struct tix *tx, struct tix_records *r,
    struct tix_record *row);

#endif
