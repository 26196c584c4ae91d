/*
 * Working time: what of the time between two instants counts, and when so much
 * of it is used up.  Pure arithmetic over windows that are there already; who
 * has them (memory, the store) tells them through struct tix_windows.
 *
 * A window holds from its first second and ends before its last; windows stand
 * in order, do not meet and do not overlap.  All arithmetic is in whole
 * microseconds.
 */
#ifndef TIX_WORKTIME_H
#define TIX_WORKTIME_H

#include <tix/tix.h>

/* What windows are compiled for, and how far ahead a deadline may be. */
#define TIX_WORKTIME_FIRST 1990 /* year, from its first instant in UTC */
#define TIX_WORKTIME_LAST 2100  /* year, until its end */
#define TIX_WORKTIME_YEARS 10   /* from where a budget begins to its end */

struct tix_window {
	int64_t open;       /* seconds since 1970, UTC */
	int64_t close;
	int64_t before;     /* working seconds of the windows before it */
};

/* A set of windows, by two ways to look.  TIX_NO: there is none such. */
struct tix_windows {
	/* The last one that opens at or before 'at' (seconds). */
	enum tix_status (*by_time)(struct tix *tx,
	    const struct tix_windows *w, int64_t at, struct tix_window *found);
	/* The one in which 'sum' is used up: before < sum <= its end's sum. */
	enum tix_status (*by_sum)(struct tix *tx,
	    const struct tix_windows *w, int64_t sum,
	    struct tix_window *found);
};

/* A set in memory; begin with tix_window_set_init(). */
struct tix_window_set {
	struct tix_windows base;
	const struct tix_window *item;
	size_t n;
};

void tix_window_set_init(struct tix_window_set *set,
    const struct tix_window *item, size_t n);

/*
 * A calendar as it was over time: each piece holds from 'since' up to the next
 * one's; the first holds for all time before it, too.
 */
struct tix_piece {
	int64_t since;               /* microseconds */
	const char *timezone;        /* IANA */
	const struct tix_windows *windows;
	int64_t version;             /* of the desk that brought it, or 0 */
};

struct tix_worktime {
	const char *name;
	const struct tix_piece *pieces;
	size_t n;
};

/*
 * Below, a NULL calendar is one that is always open.
 *
 * Working time from 'from' to 'to'; 0 where 'to' is not later.
 */
enum tix_status tix_worktime_elapsed(struct tix *tx,
    const struct tix_worktime *c, int64_t from, int64_t to, int64_t *elapsed);

/* Where a budget that ends as a window closes is used up. */
enum tix_at_close {
	TIX_AT_CLOSE, /* as it closes: the earliest instant */
	TIX_AT_OPEN   /* as the next one opens: the last instant in time */
};

/*
 * The earliest instant at which 'budget' of working time has passed since
 * 'from'; of no budget, the first open instant.  TIX_CONFLICT with words where
 * that is more than TIX_WORKTIME_YEARS ahead, or beyond the windows.
 */
enum tix_status tix_worktime_due(struct tix *tx, const struct tix_worktime *c,
    int64_t from, int64_t budget, enum tix_at_close at_close, int64_t *due);

/*
 * The end of the last window of the 'days'th working day after the day of
 * 'from', on the calendar's own wall: a working day is one that a window begins
 * on, or that one covers whole; a window that covers the next day, too, ends at
 * midnight here.  Without a calendar days are those of UTC and end at midnight.
 * TIX_INVALID for less than one day, TIX_CONFLICT as for tix_worktime_due().
 */
enum tix_status tix_worktime_day_end(struct tix *tx,
    const struct tix_worktime *c, int64_t from, int64_t days, int64_t *end);

/* The latest instant from which 'offset' of working time passes up to 'due'. */
enum tix_status tix_worktime_before(struct tix *tx,
    const struct tix_worktime *c, int64_t due, int64_t offset, int64_t *at);

/* Up to when it is open without a pause; TIX_NO where it is closed at 'at'. */
enum tix_status tix_worktime_open_until(struct tix *tx,
    const struct tix_worktime *c, int64_t at, int64_t *until);

enum tix_status tix_worktime_is_open(struct tix *tx,
    const struct tix_worktime *c, int64_t at, bool *open);

/* When it opens or closes next after 'at'; TIX_NO: it stays as it is. */
enum tix_status tix_worktime_change(struct tix *tx,
    const struct tix_worktime *c, int64_t at, int64_t *change);

#endif
