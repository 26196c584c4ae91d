/*
 * What a new desk would leave without a place: names of the old one that live
 * tickets have, and where they are told to go.  Pure.
 */
#ifndef TIX_ORPHAN_H
#define TIX_ORPHAN_H

#include <tix/desk.h>
#include <tix/event.h>

/* "queue:old=new"; behind '=' there may be nothing, but for a level. */
struct tix_move {
	enum tix_field field;
	const char *kind; /* as typed: "agent" is the owner */
	const char *from;
	const char *to;   /* or NULL: none */
	bool used;        /* it names what live tickets have */
};

/*
 * Read one, on tx->run.  TIX_INVALID for what is none, with the kinds there
 * are.
 */
enum tix_status tix_move_parse(struct tix *tx, const char *text,
    struct tix_move *m);

/* TIX_NOT_FOUND, with what there is, where tx->desk lacks the place named. */
enum tix_status tix_move_check(struct tix *tx, const struct tix_move *m);

/* Is it a field that moves are for? */
bool tix_move_may(enum tix_field f);

/* The kind of a field, as in "level:L3=L2". */
const char *tix_move_kind(enum tix_field f);

/*
 * Does 'd' lack the name?  Teams, agents and services only where it declares
 * any.
 */
bool tix_desk_lacks(const struct tix_desk *d, enum tix_field f,
    const char *name);

/*
 * The moves that concern 't' as one event, with 'reason'; TIX_E_NONE where
 * there are none.  A ticket that goes to another level leaves a queue that is
 * another level's in 'd' for the queue of its new level, unless a move tells
 * of the queue.
 */
void tix_move_ticket(const struct tix_desk *d, const struct tix_ticket *t,
    const struct tix_move *moves, size_t n, const char *reason,
    struct tix_event *e);

#endif
