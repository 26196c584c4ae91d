/*
 * Escalation policies: what happens, step by step, to a ticket that nobody
 * sees to.  Functional escalation hands the ticket to those who can do more
 * (hand_up: it moves); hierarchical escalation tells those who may say more
 * (notify), and leaves the ticket where it is.  A step may do both.  Values;
 * see agenda.h for when they are due.
 *
 * In the tail of a compiled desk each is a line of three parts, parted by TABs:
 *
 *   e NAME {"title":..,"calendar":..,"match":[..],"steps":[{"name":..,
 *     "after":US,"days":N,"agreement":..,"metric":"resolve","at":{"text":..,
 *     "percent":N,"offset":US},"when":[..],"reopened":N,"bounced":N,
 *     "notify":[..],"all":true,"raise":N,"hand_up":..,"release":true,
 *     "hook":..,"repeat":N,"every":US,"acknowledge":US}]}
 */
#ifndef TIX_POLICY_H
#define TIX_POLICY_H

#include <tix/desk.h>

#define TIX_STEPS_OF_POLICY_MAX 32
#define TIX_REPEATS_MAX 100
#define TIX_RAISE_MAX 4

/*
 * What must be so while a step is due, or it waits until it is: it is due when
 * its time has come and all of them hold.
 */
enum {
	TIX_IF_UNACKNOWLEDGED = 1, /* since it was opened, or since the last
				      acknowledgement lapsed */
	TIX_IF_UNOWNED = 2,
	TIX_IF_REOPENED = 4, /* at least step->reopened times */
	TIX_IF_BOUNCED = 8   /* at least step->bounced times */
};

struct tix_policy_step {
	const char *name;
	/*
	 * When: 'after' what 'when' asks for has come to hold, counted from the
	 * opening, a reopening, or the coming into force of the policy at the
	 * earliest; or where a clock reaches a threshold.
	 */
	struct tix_budget after;  /* in the policy's calendar */
	enum tix_metric metric;   /* 0: 'after' alone */
	const char *agreement;    /* of that clock; NULL: the sla that holds */
	struct tix_threshold at;  /* of that clock; text "due": its deadline */
	unsigned when;            /* TIX_IF_... */
	int64_t reopened;
	int64_t bounced;
	/* What. */
	const char *const *notify; /* "owner", "team", "manager", "agent:ewa",
				      "team:network", "schedule:night",
				      "watchers", "vendor"; NULL-ended, in the
				      order in which they are tried */
	bool all;                 /* tell all of them, not the first that is
				     reached */
	int64_t raise;            /* steps of priority up */
	const char *hand_up;      /* a level, "next", or NULL */
	bool release;             /* take it from its owner */
	const char *hook;         /* of hooks.d, or NULL */
	int64_t repeat;           /* times more: who is told and the hook */
	int64_t every;            /* between them, like 'after' */
	int64_t acknowledge;      /* without an acknowledgement by then, the
				     next of 'notify' is told; 0: no */
};

struct tix_policy {
	const char *name;
	const char *title;            /* or NULL */
	const char *calendar;         /* of delays, or NULL: elapsed time */
	const char *const *match;     /* queries; any fits; NULL-ended; none:
					 every ticket */
	const struct tix_policy_step *steps;
	size_t nsteps;
};

/*
 * Read one from the JSON of its line, 'len' bytes, onto 'mem'.  TIX_INVALID for
 * what no compiler wrote.  What it names is not looked up: the desk may have
 * changed since.
 */
enum tix_status tix_policy_decode(struct tix *tx, struct tix_arena *mem,
    const char *name, const char *json, size_t len, struct tix_policy *p);

/*
 * All in the desk's tail, in its order and on 'mem', until 'each' returns other
 * than TIX_OK, which is returned then.
 */
enum tix_status tix_desk_policies(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *d, enum tix_status (*each)(struct tix *tx,
    const struct tix_policy *p, void *arg), void *arg);

/*
 * All of a desk's policies read, their queries parsed, and what they name found
 * in it.  TIX_INVALID with the policy and the step.
 */
enum tix_status tix_desk_prove_policies(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *d);

/*
 * Is 'target' one that a step can tell?  TIX_INVALID for no such form,
 * TIX_NOT_FOUND for an agent, team or schedule that tx->desk does not have.
 */
enum tix_status tix_policy_target(struct tix *tx, const char *target);

#endif
