/*
 * How tickets were opened, all in one stream.
 */
#ifndef TIX_OPENINGS_H
#define TIX_OPENINGS_H

#include <tix/event.h>

/*
 * The event that opened each ticket, in the order in which they were stored,
 * decoded as far as its ticket, time and data go, on tx->mem, which is reset
 * after each.  With 'ids', sorted, only those 'n' tickets.  One whose data were
 * redacted comes without any.  It is read in pieces that hold no read
 * transaction for long; 'fn' is called while one is held.  TIX_NO from 'fn'
 * ends it well.
 */
enum tix_status tix_openings_each(struct tix *tx, const int64_t *ids, size_t n,
    enum tix_status (*fn)(struct tix *tx, struct tix_event *e, void *arg),
    void *arg);

#endif
