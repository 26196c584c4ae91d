/*
 * Listing tickets: which ones, in what order, how they are laid out.
 */
#ifndef TIX_LIST_H
#define TIX_LIST_H

#include <tix/cli.h>

/* What the caller asks for; NULL, 0 and false are not asked for. */
struct tix_listing {
	const char *view;    /* a saved query, with its order and columns */
	const char *sort;    /* fields, or "rank" or "urgency" */
	const char *columns;
	const char *group;   /* a field */
	int64_t limit;       /* at most so many; 0: all */
	bool count;          /* how many, not which */
	bool tree;           /* children below their parents */
	bool views;          /* list the saved views instead */
	bool exit_status;    /* nothing found is TIX_NO */
};

/*
 * List what the run's operands select: a query, or "-" for ids on standard
 * input.  Settings are read for a view and, where neither order nor columns
 * are asked for, for a table on a terminal; for nothing else.  TIX_INVALID
 * for what cannot go together; TIX_NOT_FOUND for an unknown view, with those
 * that there are.
 */
enum tix_status tix_list(struct tix *tx, struct tix_run *r,
    const struct tix_listing *asked);

#endif
