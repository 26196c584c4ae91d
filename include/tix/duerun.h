/*
 * What time has made due: for programs that cron starts.
 */
#ifndef TIX_DUERUN_H
#define TIX_DUERUN_H

#include <tix/cli.h>

/*
 * Give the run the tickets that something is due for, and let it print what is
 * done alone.  What may not end yet, since parts or blockers are open or a
 * field is missing, is not due: it is passed over, with -v told.  TIX_INVALID
 * where the run has operands, too.
 */
enum tix_status tix_due_begin(struct tix *tx, struct tix_run *r);

/*
 * Decide what is due for one, with what follows for those linked to it; no
 * event where it may not end any more.
 */
enum tix_status tix_due_one(struct tix *tx, const struct tix_ticket *t,
    struct tix_event *e);

#endif
