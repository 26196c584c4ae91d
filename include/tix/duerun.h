/*
 * What time has made due: for programs that cron starts.
 */
#ifndef TIX_DUERUN_H
#define TIX_DUERUN_H

#include <tix/cli.h>

/*
 * Give the run the tickets that something is due for.  TIX_INVALID where it has
 * operands, too.
 */
enum tix_status tix_due_begin(struct tix *tx, struct tix_run *r);

/* Decide what is due for one, with what follows for those linked to it. */
enum tix_status tix_due_one(struct tix *tx, const struct tix_ticket *t,
    struct tix_event *e);

#endif
