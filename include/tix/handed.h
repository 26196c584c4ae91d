/*
 * The newest handover of a ticket, found in its history.
 */
#ifndef TIX_HANDED_H
#define TIX_HANDED_H

#include <tix/out.h>
#include <tix/tickets.h>

/*
 * Print the newest handover of 't' under its head, unless there is none; '*seq'
 * is its event, or 0.
 */
enum tix_status tix_handed_show(struct tix *tx, const struct tix_out_options *o,
    const struct tix_ticket *t, int64_t *seq);

#endif
