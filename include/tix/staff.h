/*
 * Who of a team gets a ticket.  Pure: what people have to do is asked of
 * whoever calls.
 */
#ifndef TIX_STAFF_H
#define TIX_STAFF_H

#include <tix/desk.h>
#include <tix/event.h>

/*
 * What an agent has to do, the ticket at hand not counted; of it what the
 * strategy or the capacity wants to know.
 */
struct tix_load {
	int64_t open;   /* live tickets, waiting ones not counted */
	int64_t weight; /* the same, each by tix_load_weight() */
	int64_t turn;   /* event by which the desk last gave one; 0: never */
	int64_t idle;   /* newest event of a live ticket of theirs, waiting
	                 * ones counted; 0: there is none */
};

/* The agent's grade in a skill, or 0. */
int64_t tix_staff_grade(const struct tix_agent *a, const char *skill);

/* 16 for priority 1, 8, 4, 2, 1 for 5; none counts as 3. */
int64_t tix_load_weight(int64_t priority);

/*
 * How to ask, each without ticket 'but' (0: all are counted).  NULL in place of
 * it: nobody is given anything.
 */
struct tix_staff {
	/* load->open and load->weight. */
	enum tix_status (*load)(struct tix *tx, const char *agent,
	    int64_t but, struct tix_load *load);
	/* load->turn, for round-robin and longest-idle. */
	enum tix_status (*turn)(struct tix *tx, const char *agent,
	    int64_t *turn);
	/* load->idle, for longest-idle alone. */
	enum tix_status (*idle)(struct tix *tx, const char *agent,
	    int64_t but, int64_t *idle);
	/* The requester's last agent, or NULL in *agent. */
	enum tix_status (*last)(struct tix *tx, const char *requester,
	    int64_t but, const char **agent);
};

/* Of one who was looked at, for --explain. */
struct tix_candidate {
	const char *agent;
	const char *out;       /* why not: "off shift", "absent", "lacks vpn 3",
	                        * "at capacity 8"; or NULL */
	struct tix_load load;
	int64_t grade;         /* sum over what is needed */
};

struct tix_choice {
	const char *agent;     /* or NULL: it waits in the queue */
	enum tix_strategy by;
	const char *why;       /* "least loaded: 12, then anna 14" */
	const struct tix_candidate *all;
	size_t n;
};

/*
 * Who of 'team' gets 't' at tx->at by 'by', which needs 'skills' (ended by no
 * name, or NULL).  Only those who are on shift and below their capacity:
 *
 * round-robin    whom the desk gave one longest ago, or never
 * least-loaded   the least weight
 * skills         all that is needed, each at the grade needed or above; the
 *                greatest sum of grades over that, then the least weight
 * longest-idle   the least load.idle, then as round-robin
 * owner-of-last  the requester's last agent, where he can; else least-loaded
 *
 * Of equals it is the first in the desk.  Nobody is chosen where nobody can,
 * which 'why' says.  On tx->mem.
 */
enum tix_status tix_staff_choose(struct tix *tx, const struct tix_staff *staff,
    const struct tix_team *team, enum tix_strategy by,
    const struct tix_skill *skills, const struct tix_ticket *t,
    struct tix_choice *choice);

#endif
