/*
 * Finding the one ticket to work on now, and taking it.
 */
#ifndef TIX_NEXTRUN_H
#define TIX_NEXTRUN_H

#include <tix/cli.h>

/*
 * How many of each queue (or of somebody's own) are looked at: the first by
 * priority, then those that were opened first.
 */
#define TIX_NEXT_MAX 100

/*
 * Print the ticket that the caller should work on now, with words why; with
 * 'take' it is his in the same transaction.  TIX_NO where there is none;
 * TIX_DENIED for who is no agent of a desk that declares its agents.
 */
enum tix_status tix_next_run(struct tix *tx, struct tix_run *r, bool take);

#endif
