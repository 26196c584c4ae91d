/*
 * What time has made due on a ticket: events to append, and who is told.  Pure,
 * but for what is asked of 'how'.
 *
 * An item of the agenda becomes
 *
 *  threshold  "warned"; the owner is told, else his team
 *  breach     "breached"; the like
 *  step       "stepped", which raises the priority and takes the ticket from
 *             its owner, then "escalated" where it is handed up; what cannot be
 *             done is its member "unable", and the rest is.  The ticket changes
 *             in a step's first round alone; repeats and turns only tell, and
 *             run the hook
 *  wait       "resumed" or "resolved"
 *  reminder   "stepped" of the policy "waiting"; the requester is told
 *  silent     as a wait that ends, by desk->silent_then
 *  close      "closed"
 *
 * and the ticket and its agenda are folded on by it before the next one is
 * decided, so that a late sweep does what one at each instant would have done.
 * All is logged, but of those who tell the same target first, only the last
 * does; its "stepped" has the keys of the others as its member "late".
 */
#ifndef TIX_DUE_H
#define TIX_DUE_H

#include <tix/agenda.h>
#include <tix/staff.h>

struct tix_due_how {
	const struct tix_staff *staff; /* NULL: nobody is given it */
	/*
	 * Who is on duty by a schedule at tx->now: logins, NULL-ended, in the
	 * order in which they are tried; none: nobody is.  NULL: there are no
	 * schedules.
	 */
	enum tix_status (*on_call)(struct tix *tx, const char *schedule,
	    const char *const **agents);
	/*
	 * What 'e', which ends 't', ends beside it is joined to it;
	 * TIX_CONFLICT where it may not end yet, which keeps nothing else of
	 * the ticket from being done.  NULL: nothing.
	 */
	enum tix_status (*end)(struct tix *tx, const struct tix_ticket *t,
	    struct tix_event *e);
};

/* A row of the outbox, as outbox.h has it. */
struct tix_due_row {
	const char *key;     /* "42 urgent.second 3" */
	const char *what;    /* "warned", "breached", "stepped", "reminder" */
	const char *targets; /* blank-separated, in order: "agent:ewa",
				"team:network", "vendor:L4", "hook:pager",
				"mail:a@example.org", "requester:bob" */
	const char *data;    /* JSON: key reached subject priority level queue
				owner team agreement, and where it has them
				clock deadline threshold policy step round turn
				late */
	size_t event;        /* place in due->events */
};

#define TIX_DUE_EVENTS_MAX 10000

struct tix_due {
	struct tix_event *const *events; /* in order */
	size_t nevents;
	const struct tix_due_row *rows;
	size_t nrows;
	const char *refused;     /* what may not end yet, or NULL: words */
	struct tix_ticket then;  /* the ticket with all that */
	struct tix_agenda_item next; /* .at 0: nothing is to come */
};

/*
 * What is due on 't' by tx->now; 'a' is its agenda, which all of its events
 * have gone through, and which goes on by what is decided.  So a run ahead is
 * this again and again with tx->now at due->next.at.  On tx->mem.
 */
enum tix_status tix_due(struct tix *tx, const struct tix_ticket *t,
    struct tix_agenda *a, const struct tix_due_how *how, struct tix_due *due);

#endif
