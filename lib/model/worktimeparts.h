/*
 * For worktime.c and workday.c alone: open stretches of a calendar that may
 * have changed.
 */
#ifndef TIX_MODEL_WORKTIMEPARTS_H
#define TIX_MODEL_WORKTIMEPARTS_H

#include <tix/worktime.h>

#define TIX_WORKTIME_AHEAD TIX_DURATION_MAX /* TIX_WORKTIME_YEARS */

/* A window as far as its piece holds, from an instant on. */
struct tix_open_stretch {
	size_t piece;
	struct tix_window window;
	int64_t from; /* microseconds */
	int64_t to;
};

/* The first stretch that ends after 'at'; TIX_NO: there is none. */
enum tix_status tix_worktime_stretch(struct tix *tx,
    const struct tix_worktime *c, int64_t at, struct tix_open_stretch *x);

/* TIX_CONFLICT in words. */
enum tix_status tix_worktime_too_far(struct tix *tx,
    const struct tix_worktime *c);

#endif
