/*
 * The history of a ticket with that of those that were merged into it.
 */
#ifndef TIX_MERGEDPAST_H
#define TIX_MERGEDPAST_H

#include <tix/events.h>

#define TIX_MERGED_MAX 100 /* tickets whose history stands in one's */

/*
 * Each event of 'ticket', and of the first TIX_MERGED_MAX tickets that it or
 * they took in, in (at, seq) order, decoded, on tx->mem.
 */
enum tix_status tix_merged_past(struct tix *tx, int64_t ticket, tix_event_fn fn,
    void *arg);

#endif
