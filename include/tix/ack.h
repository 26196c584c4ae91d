/*
 * Acknowledging: somebody is on it.  Pure.
 */
#ifndef TIX_ACK_H
#define TIX_ACK_H

#include <tix/event.h>

/*
 * Decide that 't' is seen to for 'time' microseconds from tx->at on (0: until
 * it is handed up or back, or done), so that no step of its escalation policy
 * is taken meanwhile; see agenda.h.  It takes the place of one before.
 * TIX_CONFLICT if it is done.
 */
enum tix_status tix_ack(struct tix *tx, const struct tix_ticket *t,
    int64_t time, struct tix_event *e);

#endif
