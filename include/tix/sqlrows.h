/*
 * Rows of a statement's own columns, in the format of the run.
 */
#ifndef TIX_SQLROWS_H
#define TIX_SQLROWS_H

#include <tix/cli.h>
#include <tix/console.h>

/* Starts with 'r' and 'header'. */
struct tix_sqlrows {
	struct tix_run *r;
	bool header; /* also in TAB-separated rows */
	const char *const *names;
	size_t n;
	struct tix_rows rows;
	bool begun;
};

/*
 * For struct tix_console.  TIX_INVALID for a column asked for by name that is
 * none, and for JSON with two of one name.
 */
enum tix_status tix_sqlrows_head(struct tix *tx, const char *const *names,
    size_t n, void *arg);
enum tix_status tix_sqlrows_row(struct tix *tx, const struct tix_value *row,
    void *arg);

/*
 * A single step of the engine, as the search for one long text in another, can
 * take hours and asks nobody: end the process with 75 where more than 'us'
 * microseconds and a few seconds go by.  0 is never.
 */
void tix_sqlrows_limit(int64_t us);

/* The rest of the output; nothing where 's' says that it never began. */
enum tix_status tix_sqlrows_end(struct tix *tx, struct tix_sqlrows *s,
    enum tix_status status);

#endif
