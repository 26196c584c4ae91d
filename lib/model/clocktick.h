/*
 * One clock as the fold runs it.  What moves it is told in order of time.
 */
#ifndef TIX_MODEL_CLOCKTICK_H
#define TIX_MODEL_CLOCKTICK_H

#include <tix/arena.h>
#include <tix/clock.h>

struct tix_tick {
	struct tix_clock c;
	const struct tix_law *law; /* whose target holds; NULL: a date */
	int64_t priority;    /* that the budget is of */
	const struct tix_worktime *calendar; /* c.calendar, or NULL */
	const char *own;     /* the ticket's calendar, or NULL */
	int64_t date;        /* promised by hand; 0: a target's clock */
	int64_t base;        /* where a budget in days begins */
	int64_t passed;      /* what deadline did, under this target, or 0 */
	int64_t held;        /* the budget was used up as the stretch began,
				and time counted until then: the deadline */
	bool is_due;         /* c.due is worked out */
	size_t cap;          /* of stretches */
	size_t place;        /* among all clocks of the ticket */
};

/* What begins a stretch. */
struct tix_turn {
	int64_t at;
	int64_t event;       /* seq, or 0 */
	bool counts;
	const char *why;     /* lasts as long as the clock */
};

/* The target of a metric, where it has a budget for the priority, or NULL. */
const struct tix_target *tix_law_target(const struct tix_law *law,
    enum tix_metric metric, int64_t priority);

/* The calendar without the versions that came after 'at'. */
const struct tix_worktime *tix_worktime_known(const struct tix_worktime *c,
    int64_t at, struct tix_worktime *cut);

static inline bool
tix_tick_is_live(const struct tix_tick *r)
{
	return r->c.state == TIX_RUNNING || r->c.state == TIX_PAUSED;
}

/*
 * Does time count that a ticket spends waiting on somebody (0: on nobody)?  A
 * date (NULL) does not wait.
 */
bool tix_target_counts(const struct tix_target *t, int64_t waiting_on);

/* What a clock is held to. */
struct tix_aim {
	const struct tix_law *law;
	int64_t priority;
	const char *calendar; /* the ticket's own, or NULL: the target's */
};

/* Is a clock that was aimed held to other promises, in other hours? */
bool tix_tick_is_other(const struct tix_tick *r, const struct tix_aim *aim);

/*
 * Put the target that holds for a priority, and count anew under it; where it
 * is 'other' than before, in its calendar, too.
 */
enum tix_status tix_tick_aim(struct tix *tx, struct tix_tick *r,
    const struct tix_lawbook *book, const struct tix_aim *aim, bool other);

/* Promise another date. */
void tix_tick_promise(struct tix_tick *r, int64_t date);

/* End the stretch at hand and begin another; one without length goes. */
enum tix_status tix_tick_turn(struct tix *tx, struct tix_arena *mem,
    struct tix_tick *r, const struct tix_turn *turn);

/* Count from nothing, from the stretch at hand on, which begins at 'at'. */
enum tix_status tix_tick_restart(struct tix *tx, struct tix_tick *r,
    int64_t at);

/* It was reached what it waits for: met or breached. */
enum tix_status tix_tick_stop(struct tix *tx, struct tix_tick *r, int64_t at);

/* It is no more; with 'broken', a breach that was stays in the count. */
enum tix_status tix_tick_end(struct tix *tx, struct tix_tick *r, int64_t at,
    const char *why, bool broken);

/* Did its deadline pass before 'at'?  Then it is a breach. */
enum tix_status tix_tick_pass(struct tix *tx, struct tix_tick *r, int64_t at);

/* Work out the deadline of one that counts, as was known at 'at'. */
enum tix_status tix_tick_due(struct tix *tx, const struct tix_tick *r,
    int64_t at, int64_t *due);

#endif
