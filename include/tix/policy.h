/*
 * Escalation policies: what happens, step by step, to a ticket that nobody
 * sees to.  Functional escalation hands the ticket to those who can do more
 * (hand_up); hierarchical escalation tells those who may say more (notify), and
 * leaves the ticket where it is.  Values; see agenda.h for when they are due.
 */
#ifndef TIX_POLICY_H
#define TIX_POLICY_H

#include <tix/desk.h>

#define TIX_STEPS_OF_POLICY_MAX 32
#define TIX_REPEATS_MAX 100

/* What must be so when a step is due, or it is passed over. */
enum {
	TIX_IF_UNACKNOWLEDGED = 1,
	TIX_IF_UNOWNED = 2,
	TIX_IF_REOPENED = 4, /* at least step->reopened times */
	TIX_IF_BOUNCED = 8   /* at least step->bounced times */
};

struct tix_policy_step {
	const char *name;
	/* When: 'after' the opening (or the step's coming into question), or
	 * where a clock reaches a threshold of its own. */
	int64_t after;            /* microseconds, in the policy's calendar */
	enum tix_metric metric;   /* 0: 'after' alone */
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
	int64_t repeat;           /* times more */
	int64_t every;            /* between them, like 'after' */
	int64_t acknowledge;      /* without an acknowledgement by then, the
				     next of 'notify' is told; 0: no */
};

struct tix_policy {
	const char *name;
	const char *title;            /* or NULL */
	const char *calendar;         /* of delays, or NULL: elapsed time */
	const char *const *match;     /* queries; any fits; NULL-ended */
	const struct tix_policy_step *steps;
	size_t nsteps;
};

#endif
