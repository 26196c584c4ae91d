/*
 * Handing up and back.  Pure, but for what is asked of 'staff'.
 */
#ifndef TIX_ESCALATE_H
#define TIX_ESCALATE_H

#include <tix/event.h>
#include <tix/handover.h>
#include <tix/staff.h>

struct tix_escalation {
	const char *level;  /* to this one, or NULL: the next that may be */
	const char *queue;  /* into this one, or NULL: the level's own */
	const char *reason; /* required */
	struct tix_handover handover;
	bool automatic;     /* nobody is there to tell what it lacks */
	const struct tix_staff *staff; /* NULL: nobody is given it */
};

/*
 * Decide the move of 't' to a higher level and describe it in 'e'; nothing is
 * changed.  It comes into the queue's team, which may give it to somebody: the
 * grounds are the member "why".  Strings in 'e' are borrowed from 'to' and the
 * desk.  Already at to->level: no event, or one that changes the queue to
 * to->queue.
 *
 * TIX_INVALID without a reason, and for a handover that is not what the level
 * wants; what it lacks is only marked (member "missing") where it is automatic;
 * TIX_NOT_FOUND if the level or queue does not exist; TIX_CONFLICT if it is
 * below the present one or none that this hands up to, if there is none above,
 * if 't' is at none and to->level is NULL, or if 't' is done.
 */
enum tix_status tix_escalate(struct tix *tx, const struct tix_ticket *t,
    const struct tix_escalation *to, struct tix_event *e);

struct tix_return {
	const char *level;  /* to this one, or NULL: see below */
	const char *queue;  /* into this one, or NULL: where it was */
	const char *code;   /* one of the desk's; required */
	const char *note;   /* words to it, or NULL */
	const struct tix_staff *staff; /* NULL: nobody but who had it */
};

/*
 * Is 'code' one that tickets are handed back down for?  TIX_INVALID for none,
 * TIX_NOT_FOUND with the list.
 */
enum tix_status tix_return_check(struct tix *tx, const char *code);

/*
 * Decide the way back, with the like failures: to the level that handed it up
 * to this one, else the nearest below that it was at, else one down; to another
 * than those that it was at only where it was at none below.  There it is in
 * the queue, and with the agent, that it was handed up from, as far as the desk
 * still has them and to->queue is NULL; else with the queue's team.
 */
enum tix_status tix_return(struct tix *tx, const struct tix_ticket *t,
    const struct tix_return *to, struct tix_event *e);

#endif
