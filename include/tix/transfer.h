/*
 * Events of another desk made fit for this one.  Pure.
 */
#ifndef TIX_TRANSFER_H
#define TIX_TRANSFER_H

#include <tix/event.h>

/* What is called how here; 0 where it is not here. */
struct tix_transfer {
	const char *desk; /* id of the desk that it comes from */
	int64_t (*ticket)(void *arg, int64_t id);
	int64_t (*event)(void *arg, int64_t seq);
	void *arg;
	int64_t with;     /* first event of its act here, or 0: it is that */
};

/*
 * Can tx->desk take the event?  TIX_NOT_FOUND for a level, queue or category
 * that it does not know; TIX_INVALID for a step of impact or urgency that it
 * does not have, a time that is still to come, data that are gone, or so long
 * that there is no room for the origin.
 */
enum tix_status tix_transfer_check(struct tix *tx, const struct tix_event *e);

/*
 * Make 'to' of 'from', with strings on tx->mem: the same data, unknown members
 * included, but for tickets and events, which get their names here.  What leads
 * to nothing here is left out and told in the origin.  TIX_CONFLICT where that
 * is no event any more.
 */
enum tix_status tix_transfer_event(struct tix *tx,
    const struct tix_transfer *how, const struct tix_event *from,
    struct tix_event *to);

/* "DESK:ID", what a ticket's origin is, on 'mem'. */
const char *tix_transfer_origin(struct tix_arena *mem, const char *desk,
    int64_t ticket);

/* The event's number on 'desk', where it came from there, or 0. */
int64_t tix_transfer_seq(struct tix *tx, const struct tix_event *e,
    const char *desk);

#endif
