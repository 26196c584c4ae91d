/*
 * Opening a ticket again, as a draft, under this policy or that.  Pure.
 */
#ifndef TIX_REPLAY_H
#define TIX_REPLAY_H

#include <tix/route.h>

/* Where a ticket is and how urgent: what is compared; "" is none. */
enum tix_outcome_field {
	TIX_OUT_QUEUE,
	TIX_OUT_LEVEL,
	TIX_OUT_PRIORITY,
	TIX_OUT_TEAM,
	TIX_OUTCOMES
};

extern const char *const tix_outcome_names[TIX_OUTCOMES];

struct tix_outcome {
	const char *is[TIX_OUTCOMES];
};

/*
 * What was given when the ticket of 'e', a decoded TIX_E_OPENED, was opened:
 * all that it set but what its grounds say the desk decided by itself; '*given'
 * has a bit for each field.  On tx->mem and borrowed from 'e'.  TIX_CONFLICT
 * for grounds that cannot be read.
 */
enum tix_status tix_replay_draft(struct tix *tx, const struct tix_event *e,
    struct tix_ticket *t, uint64_t *given);

/*
 * Where the rules of 'desk' place the draft at e->at; nobody gets it.  'to' is
 * room for what is decided.
 */
enum tix_status tix_replay_route(struct tix *tx, const struct tix_desk *desk,
    const struct tix_event *e, const struct tix_ticket *draft, uint64_t given,
    struct tix_event *to, struct tix_outcome *out);

/* Where it was placed when it was opened. */
void tix_replay_history(const struct tix_event *e, struct tix_outcome *out);

#endif
