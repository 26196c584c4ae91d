/*
 * Taking events back.  Pure.
 */
#ifndef TIX_UNDO_H
#define TIX_UNDO_H

#include <tix/event.h>

/*
 * The events of one ticket in (at, seq) order, with 'retracted' set as it is
 * now: see tix_events_of().
 */
struct tix_past {
	struct tix_event *const *event;
	size_t n;
};

/* The newest change that can be asked to be taken back, or NULL. */
const struct tix_event *tix_undo_last(const struct tix_past *p);

/*
 * Decide to take event 'seq' of 't' back, or what took another back; no event
 * where that is so already.  The first event of a ticket that was split off
 * cancels it instead; it keeps its link to where it came from.
 *
 * A later event stands on it if it set the same field, or was decided from it.
 * Later is what follows the event; where a retraction is taken back, so that
 * the event holds again, it is what follows the retraction: what came between
 * the two was decided while the event held.
 *
 * No event is taken back twice: where another retraction of it stands, taking
 * back the one, or what took that back, is refused, or no event where things
 * are so already.
 *
 * TIX_NOT_FOUND if it is none of 't'; TIX_CONFLICT if a later event stands on
 * it, which is named, if the ticket was opened by it, a reply went out, a link
 * that comes back has no place any more, or the ticket would be where tx->desk
 * (if any) has no such level, queue, team, agent, category or service.
 */
enum tix_status tix_undo(struct tix *tx, const struct tix_ticket *t,
    const struct tix_past *p, int64_t seq, const char *reason,
    struct tix_event *e);

/*
 * The reply that is taken back, or stands again, when event 'seq' is taken
 * back; 0 where it is about none.
 */
int64_t tix_undo_reply(const struct tix_past *p, int64_t seq);

/*
 * The links that come back to the ticket when event 'seq' is taken back, on
 * tx->mem; NULL where there are none.
 */
const char *tix_undo_links(struct tix *tx, const struct tix_past *p,
    int64_t seq);

#endif
