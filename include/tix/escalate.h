/*
 * Handing up and back.  Pure.
 */
#ifndef TIX_ESCALATE_H
#define TIX_ESCALATE_H

#include <tix/event.h>

struct tix_escalation {
	const char *level;  /* to this one, or NULL: one up */
	const char *queue;  /* into this one, or NULL: the level's own */
	const char *reason; /* required */
};

/*
 * Decide the move of 't' to a higher level and describe it in 'e'; nothing is
 * changed.  Strings in 'e' are borrowed from 'to' and the desk.  Already at
 * to->level: no event, or one that changes the queue to to->queue.
 *
 * TIX_INVALID without a reason; TIX_NOT_FOUND if the level or queue does not
 * exist; TIX_CONFLICT if it is below the present one, if there is none above,
 * if 't' is at none and to->level is NULL, or if 't' is done.
 */
enum tix_status tix_escalate(struct tix *tx, const struct tix_ticket *t,
    const struct tix_escalation *to, struct tix_event *e);

/* Why tickets are handed back down; NULL-ended. */
extern const char *const tix_return_codes[];

struct tix_return {
	const char *level;  /* to this one, or NULL: one down */
	const char *queue;
	const char *code;   /* one of tix_return_codes; required */
	const char *note;   /* words to it, or NULL */
};

/* Is 'code' one of them?  TIX_INVALID for none, TIX_NOT_FOUND with the list. */
enum tix_status tix_return_check(struct tix *tx, const char *code);

/* Decide the way back, with the like failures. */
enum tix_status tix_return(struct tix *tx, const struct tix_ticket *t,
    const struct tix_return *to, struct tix_event *e);

#endif
