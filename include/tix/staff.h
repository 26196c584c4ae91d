/*
 * Who of a team gets a ticket.  Pure: what people have to do is asked of
 * whoever calls.
 */
#ifndef TIX_STAFF_H
#define TIX_STAFF_H

#include <tix/desk.h>
#include <tix/event.h>

/* What an agent has to do. */
struct tix_load {
	int64_t open;   /* live tickets, waiting ones not counted */
	int64_t weight; /* the same, each by tix_load_weight() */
	int64_t turn;   /* event by which the team last gave one; 0: never */
	int64_t idle;   /* when something last happened to a ticket of theirs */
};

/* 16 for priority 1, 8, 4, 2, 1 for 5; none counts as 3. */
int64_t tix_load_weight(int64_t priority);

/* How to ask.  NULL in place of it: nobody is given anything. */
struct tix_staff {
	enum tix_status (*load)(struct tix *tx, const char *agent,
	    struct tix_load *load);
	/* The requester's last agent, or NULL in *agent. */
	enum tix_status (*last)(struct tix *tx, const char *requester,
	    int64_t but, const char **agent);
};

/* Of one who was looked at, for --explain. */
struct tix_candidate {
	const char *agent;
	const char *out;       /* why not ("off shift", "at capacity 8"), NULL */
	struct tix_load load;
	int64_t grade;         /* sum over what is needed */
};

struct tix_choice {
	const char *agent;     /* or NULL: it waits in the queue */
	enum tix_strategy by;
	const char *why;       /* "least loaded: 12, then anna 14"; never NULL */
	const struct tix_candidate *all;
	size_t n;
};

/*
 * Who of 'team' gets 't' at tx->at by 'by', which needs 'skills' (ended by no
 * name, or NULL).  Only those who are on shift and below their capacity; of
 * equals the first in the desk.  Nobody is chosen where nobody can, which 'why'
 * says.  On tx->mem.
 */
enum tix_status tix_staff_choose(struct tix *tx, const struct tix_staff *staff,
    const struct tix_team *team, enum tix_strategy by,
    const struct tix_skill *skills, const struct tix_ticket *t,
    struct tix_choice *choice);

#endif
