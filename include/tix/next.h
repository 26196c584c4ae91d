/*
 * The one ticket that somebody should work on now.  Pure: what may come into
 * question is shown to it one by one.
 */
#ifndef TIX_NEXT_H
#define TIX_NEXT_H

#include <tix/desk.h>
#include <tix/ticket.h>

/* How a ticket comes into question; the first that has any is asked. */
enum tix_next_scope {
	TIX_NEXT_OWN,   /* whoever asks has it */
	TIX_NEXT_TEAM,  /* nobody's, in a queue of his team */
	TIX_NEXT_LEVEL, /* nobody's, at his level */
	TIX_NEXT_ANY,   /* nobody's, on a desk that declares no agents */
	TIX_NEXT_SCOPES
};

/*
 * In tenths: what nobody has comes before one's own work only where it is more
 * urgent by so much.
 */
#define TIX_NEXT_MARGIN 40

struct tix_next_pick {
	int64_t id;     /* 0: none */
	int64_t tenths; /* urgency */
	int64_t opened;
	enum tix_next_scope scope;
};

/* Start with zeros. */
struct tix_next {
	struct tix_next_pick best[TIX_NEXT_SCOPES];
};

/*
 * Is there work on 't' for 'agent' (NULL: the desk declares none)?  Not where
 * it is done or still waits, where somebody else has it, or where it is
 * nobody's and the agent lacks a skill that its category takes.
 */
bool tix_next_may(struct tix *tx, const struct tix_ticket *t,
    const struct tix_agent *agent, const char *who);

/* One that may be, with its urgency: of equals the older comes first. */
void tix_next_see(struct tix_next *n, const struct tix_ticket *t,
    enum tix_next_scope scope, int64_t tenths);

/* The one; id 0 where there is none. */
struct tix_next_pick tix_next_choose(const struct tix_next *n);

#endif
