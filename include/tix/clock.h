/*
 * Clocks: what runs on a ticket under its agreements.  A pure function of its
 * events, the agreements and calendars as they were over time, and now; what
 * is stored is kept from it.
 *
 * What starts and stops them; "done" is resolved, closed, cancelled or merged:
 *
 *  first-response  from the opening to the first answer to the requester by
 *                  somebody else (ticket->first_response); cancelled where the
 *                  owner is the requester, and goes on should he not be
 *  next-reply      from the requester's oldest message without an answer to the
 *                  next answer; each a cycle.  What he wrote (replied, or
 *                  reopened it) is a message, and so is the opening where the
 *                  agreement has no first-response
 *  update          from the opening, each answer and each reopening to the next
 *                  answer or the resolution; each a cycle
 *  own             from the opening (an ola: from the ticket's coming) until
 *                  somebody owns it; at once where somebody did already
 *  resolve         from the opening (an ola: from the ticket's coming, a uc:
 *                  from the vendor's turn) until it is resolved or closed (an
 *                  ola, uc: or is elsewhere); reopened, it goes on with what
 *                  was left, or begins a new cycle where the target says so
 *  due             ticket->due, which nothing moves or pauses: broken where the
 *                  ticket is live after it
 *
 * An sla's clocks are those of ticket->agreement.  Each ola whose level, team
 * and queue (those that it names) are the ticket's runs a clock by visit, and
 * each uc likewise while the ticket waits on a vendor or is at a level of
 * vendors.  These two have targets of 'own' and 'resolve' alone; targets of
 * other metrics run no clock.  An ola's subject is the queue, team or level
 * that it names, the first of them; a uc's the vendor case, or the queue where
 * there is none as it begins.  Another case is another visit.
 *
 * While the ticket waits on somebody whom the target's 'pause' has, the clock
 * does not count, and nothing counts on a ticket that is done.  A clock that
 * is not stopped by then is cancelled: resolved without an answer or an owner
 * (a breach that was stays one), cancelled, merged, or resolved as the
 * duplicate of another.  Reopened, it goes on, without the time between.
 *
 * An sla's clocks count in the ticket's calendar where it has one that the book
 * knows, others in their target's.
 *
 * Another priority, agreement or calendar of the ticket means: the new target
 * over the same time that counted, in its own calendar; a budget that is used
 * up by then was so in the past.  The clock stays the same one.  What has no
 * target any more is cancelled, and goes on where it has one again; what is new
 * begins where it would have.  What was over before is not judged anew.  A
 * ticket without a priority has no targets.
 *
 * A new version of an agreement or a calendar holds from when it came into
 * force: what was consumed by then stays, finished clocks do not move, and what
 * it promises that was not promised before begins then.  An agreement that
 * ends cancels its clocks.  The deadline of a clock that still runs is by all
 * that the book's calendars say: who asks about the past has a book of then.
 *
 * A budget in days is turned into working time when the clock begins.  A
 * deadline is passed after it, not at it: a stop at that instant is in time.
 * One that is too far ahead to be told (see worktime.h) is none.  A breach
 * stays whatever comes after; what a person waives is the breaches of the
 * clocks named that are there by then.  What he restarts is the clocks named
 * that are live: they count from nothing, in the same cycle.
 */
#ifndef TIX_CLOCK_H
#define TIX_CLOCK_H

#include <tix/desk.h>
#include <tix/event.h>
#include <tix/worktime.h>

/* One agreement from 'since' on, until the next of its name. */
struct tix_law {
	const char *name;
	int64_t since;      /* microseconds; 0: ever */
	int64_t version;    /* of the desk that brought it */
	const struct tix_agreement *agreement; /* NULL: it ended */
};

/* All that clocks need to know; whoever has the store fills it. */
struct tix_lawbook {
	int64_t version;    /* of the newest desk, as it was read */
	bool is_for_many;   /* its calendars are whole in memory */
	const struct tix_law *laws; /* by since, then as they were declared */
	size_t n;
	/* The calendar of a name over time; TIX_NOT_FOUND with words. */
	enum tix_status (*calendar)(struct tix *tx,
	    const struct tix_lawbook *book, const char *name,
	    const struct tix_worktime **c);
	/* Is it a level of vendors, under the desk in force? */
	bool (*is_vendor)(const struct tix_lawbook *book, const char *level);
};

/*
 * Where the clocks of an sla count: in the calendar that the ticket has as its
 * 'own', or in that of 'name' where it is NULL or the book does not know it.
 * Sets 'name' to the one it is; NULL is none, and so is 'c' then.
 */
enum tix_status tix_lawbook_calendar(struct tix *tx,
    const struct tix_lawbook *book, const char *own, const char **name,
    const struct tix_worktime **c);

enum tix_clock_state {
	TIX_RUNNING = 1,
	TIX_PAUSED,
	TIX_MET,        /* stopped at its deadline or before */
	TIX_BREACHED,   /* stopped after it */
	TIX_ENDED       /* "cancelled": out of every count */
};

extern const char *const tix_clock_state_names[]; /* at value - 1 */

/* A stretch of time, and why it counted or did not. */
struct tix_stretch {
	int64_t from;
	int64_t to;         /* 0: goes on */
	bool counts;        /* then: inside the calendar */
	const char *why;    /* "opened", "waiting on customer", "resolved" */
	int64_t event;      /* seq of the event that began it, or 0 */
	const char *calendar; /* that it is counted in, or NULL: always open */
	int64_t consumed;   /* in it; 0 where it goes on */
	int64_t budget;     /* that held at its end */
};

struct tix_clock {
	const char *agreement;  /* or NULL for TIX_PROMISED */
	enum tix_promise kind;  /* 0 for TIX_PROMISED */
	enum tix_metric metric;
	const char *subject;    /* level, team, queue or vendor case, or NULL */
	int64_t cycle;          /* 1 up */
	enum tix_clock_state state;
	int64_t version;        /* of the desk whose agreement holds */
	const struct tix_target *target; /* NULL for TIX_PROMISED */
	const char *calendar;   /* that it counts in, or NULL: always open */
	int64_t started;
	int64_t budget;         /* microseconds */
	int64_t consumed;       /* up to 'since', or in all where 0 */
	int64_t since;          /* counts from then on; 0: does not */
	int64_t due;            /* while it counts, and when it stopped the
				   deadline that held then; paused,
				   cancelled or too far: 0 */
	int64_t first_stop;     /* of several resolutions the first */
	int64_t stopped;        /* 0: not yet */
	int64_t breached;       /* the deadline that passed first, or 0 */
	int64_t waived;         /* when a person waived the breach, or 0 */
	const char *why;        /* what ended it where cancelled */
	struct tix_stretch *stretches; /* in order; the fold keeps them */
	size_t nstretches;
	size_t anew;            /* the stretch from which 'consumed' is */
};

/*
 * "gold/resolve", "network/own@L2#2" ('@': subject; '#': cycle above 1), "due":
 * how people and step keys name a clock; on 'mem'.
 */
const char *tix_clock_name(struct tix_arena *mem, const struct tix_clock *c);

/* Is the name that of the clock, or the start of it up to '@' or '#'? */
bool tix_clock_is_named(const struct tix_clock *c, const char *name);

/* A fold of one ticket's clocks; all of it on 'mem'. */
struct tix_clockwork;

struct tix_clockwork *tix_clockwork_new(struct tix_arena *mem,
    const struct tix_lawbook *book);

/*
 * Go on by one event, in (at, seq) order: 'before' and 'after' are the ticket
 * as tix_fold() had and made it.  Those taken back are left out by the caller.
 */
enum tix_status tix_clockwork_step(struct tix *tx, struct tix_clockwork *w,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e);

/*
 * The clocks by 'now', in the order in which they came up, until the next step:
 * laws that came into force since the last event hold, a deadline that passed
 * is a breach.  More steps may follow, not before 'now'.  None before the
 * ticket was opened.
 */
enum tix_status tix_clockwork_read(struct tix *tx, struct tix_clockwork *w,
    int64_t now, const struct tix_clock **clocks, size_t *n);

/* Can the event move a clock at all?  Notes and repeats cannot. */
bool tix_event_moves_clocks(const struct tix_event *e);

/*
 * What the ticket's row says: the earliest deadline of a clock that counts (one
 * that is past, too, unless that was waived), and the earliest breach that was
 * neither waived nor cancelled; 0: none.
 */
void tix_clocks_sum_up(const struct tix_clock *clocks, size_t n,
    int64_t *next_due, int64_t *breached);

/*
 * What a clock consumed up to 'now', and a paused one's deadline if it went on
 * now: such a one is no breach while it waits.  The deadline of others is
 * clock->due; TIX_NO where it was cancelled, or that is too far ahead.
 */
enum tix_status tix_clock_consumed(struct tix *tx,
    const struct tix_lawbook *book, const struct tix_clock *c, int64_t now,
    int64_t *consumed);
enum tix_status tix_clock_due_if(struct tix *tx,
    const struct tix_lawbook *book, const struct tix_clock *c, int64_t now,
    int64_t *due);

/*
 * The instant at which a running clock reaches a threshold of its target; one
 * that is past already is told as it was.  A part of the budget is reached at
 * the earliest instant, what is left before the deadline at the latest one (an
 * hour before Tuesday 10:00 is 09:00, not the close of Monday).  TIX_NO where
 * the clock does not run, or the offset is more than the budget.
 */
enum tix_status tix_clock_threshold(struct tix *tx,
    const struct tix_lawbook *book, const struct tix_clock *c,
    const struct tix_threshold *t, int64_t *at);

#endif
