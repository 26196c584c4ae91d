/*
 * tix escalate --due: what time has made due, for programs that cron starts.
 */
#ifndef TIX_SWEEP_H
#define TIX_SWEEP_H

#include <tix/cli.h>

/*
 * Do what is due by tx->now on the tickets whose alarm has rung, and on no
 * others, each in a record of its own; print the ids of those that changed;
 * then tell whom it concerns, and note that the sweep is over.  Each step is
 * taken once, however late, and however many sweeps run at once: a ticket is
 * folded and decided on inside the transaction that stores what was decided.
 *
 * With --dry-run nothing is stored and nobody told; with 'until', too, the time
 * line up to then is printed, an event a row, as it would come if nothing else
 * happened.
 *
 * What may not end yet, since parts or blockers are open or a field is missing,
 * is passed over, with -v told.
 */
enum tix_status tix_sweep(struct tix *tx, struct tix_run *r, int64_t until);

/* Hold tickets that are there against new agreements, as far as is left. */
enum tix_status tix_retime(struct tix *tx, struct tix_run *r);

#endif
