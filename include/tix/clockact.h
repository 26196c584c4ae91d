/*
 * What people may do to a clock.  Pure.
 */
#ifndef TIX_CLOCKACT_H
#define TIX_CLOCKACT_H

#include <tix/clock.h>

struct tix_clock_act {
	const char *clock;  /* its name, see tix_clock_is_named() */
	const char *reason; /* required */
};

/* TIX_INVALID without a clock or a reason. */
enum tix_status tix_clock_act_check(struct tix *tx,
    const struct tix_clock_act *act);

/*
 * The breach of a clock does not count, for a reason; it stays recorded.  No
 * event where it was waived already.  TIX_NOT_FOUND with the list where the
 * ticket has no such clock, TIX_CONFLICT where it was not breached.
 */
enum tix_status tix_clock_waive(struct tix *tx,
    const struct tix_clock *clocks, size_t n, int64_t now,
    const struct tix_clock_act *act, struct tix_event *e);

/* It begins anew; TIX_CONFLICT where it neither runs nor waits. */
enum tix_status tix_clock_restart(struct tix *tx,
    const struct tix_clock *clocks, size_t n,
    const struct tix_clock_act *act, struct tix_event *e);

/*
 * The one clock of the name; of several cycles the newest.  TIX_NOT_FOUND with
 * the list; TIX_INVALID for the start of the names of several.
 */
enum tix_status tix_clock_find(struct tix *tx, const struct tix_clock *clocks,
    size_t n, const char *name, const struct tix_clock **found);

#endif
