/*
 * One clock: its stretches, what they consumed, its deadline.  It knows nothing
 * of tickets.
 */
#include "clocktick.h"

#include <string.h>

#include <tix/time.h>

/* A budget for which there is no deadline. */
#define TOO_FAR ((TIX_WORKTIME_YEARS + 1) * 366 * TIX_DAY)

const struct tix_target *
tix_law_target(const struct tix_law *law, enum tix_metric metric,
    int64_t priority)
{
	const struct tix_agreement *a = law != NULL ? law->agreement : NULL;

	if (a == NULL || priority < 1 || priority > TIX_PRIORITIES)
		return NULL;
	for (size_t i = 0; i < a->ntargets; i++) {
		const struct tix_budget *b = &a->targets[i].budget[priority -
		    1];

		if (a->targets[i].metric == metric)
			return b->time > 0 || b->days > 0 ? &a->targets[i] :
			    NULL;
	}
	return NULL;
}

const struct tix_worktime *
tix_worktime_known(const struct tix_worktime *c, int64_t at,
    struct tix_worktime *cut)
{
	if (c == NULL || c->n < 2 || c->pieces[c->n - 1].since <= at)
		return c;
	*cut = *c;
	while (cut->n > 1 && cut->pieces[cut->n - 1].since > at)
		cut->n--;
	return cut;
}

bool
tix_target_counts(const struct tix_target *t, int64_t waiting_on)
{
	return t == NULL || waiting_on == 0 ||
	    (t->pause & 1u << waiting_on) == 0;
}

static struct tix_stretch *
last_of(const struct tix_tick *r)
{
	return r->c.nstretches > 0 ? &r->c.stretches[r->c.nstretches - 1] :
	    NULL;
}

static enum tix_at_close
at_close(const struct tix_tick *r)
{
	return r->c.target != NULL && r->c.target->at_open ? TIX_AT_OPEN :
	    TIX_AT_CLOSE;
}

static int64_t
left_of(const struct tix_tick *r)
{
	return r->c.consumed < r->c.budget ? r->c.budget - r->c.consumed : 0;
}

/*
 * A ticket is not held up by a calendar that has no end for its clock: what is
 * too far ahead to be told is no deadline.
 */
static enum tix_status
due_or_none(struct tix *tx, const struct tix_tick *r,
    const struct tix_worktime *c, int64_t from, int64_t *due)
{
	enum tix_status st = tix_worktime_due(tx, c, from, left_of(r),
	    at_close(r), due);

	if (st == TIX_CONFLICT)
		*due = 0;
	return st == TIX_CONFLICT ? TIX_OK : st;
}

enum tix_status
tix_tick_due(struct tix *tx, const struct tix_tick *r, int64_t at, int64_t *due)
{
	struct tix_worktime cut;

	*due = r->date != 0 ? r->date : r->passed != 0 ? r->passed : r->held;
	if (*due != 0)
		return TIX_OK;
	return due_or_none(tx, r, tix_worktime_known(r->calendar, at, &cut),
	    r->c.since, due);
}

enum tix_status
tix_tick_pass(struct tix *tx, struct tix_tick *r, int64_t at)
{
	enum tix_status st;

	if (r->date != 0 && tix_tick_is_live(r) && r->date < at)
		r->passed = r->date;
	/* Working time is no longer than time: most need no calendar. */
	if (r->passed == 0 && r->date == 0 && r->c.since != 0 &&
	    at - r->c.since > left_of(r)) {
		if (!r->is_due) {
			st = tix_tick_due(tx, r, INT64_MAX, &r->c.due);
			if (st != TIX_OK)
				return st;
			r->is_due = true;
		}
		if (r->c.due != 0 && r->c.due < at)
			r->passed = r->c.due;
	}
	if (r->passed != 0 && r->c.breached == 0)
		r->c.breached = r->passed;
	return TIX_OK;
}

/* The stretch at hand ends; what it consumed is added. */
static enum tix_status
close_stretch(struct tix *tx, struct tix_tick *r, int64_t at)
{
	struct tix_stretch *s = last_of(r);
	enum tix_status st = TIX_OK;

	if (s == NULL || s->to != 0)
		return TIX_OK;
	st = tix_tick_pass(tx, r, at);
	if (st == TIX_OK && s->counts)
		st = tix_worktime_elapsed(tx, r->calendar, s->from, at,
		    &s->consumed);
	if (st != TIX_OK)
		return st;
	r->c.consumed += s->consumed;
	s->to = at;
	s->budget = r->c.budget;
	r->c.since = 0;
	r->c.due = 0;
	r->is_due = false;
	return TIX_OK;
}

static struct tix_stretch *
add_stretch(struct tix_arena *mem, struct tix_tick *r)
{
	struct tix_stretch *s;

	if (r->c.nstretches == r->cap) {
		r->cap = r->cap == 0 ? 4 : 2 * r->cap;
		s = tix_arena_array(mem, r->cap, sizeof *s);
		if (r->c.nstretches > 0)
			memcpy(s, r->c.stretches,
			    r->c.nstretches * sizeof *s);
		r->c.stretches = s;
	}
	return &r->c.stretches[r->c.nstretches++];
}

/*
 * Was the last of the budget used up as the stretch ended?  Where time goes on
 * to count there, that is the deadline, not the next opening.
 */
static int64_t
held_by(const struct tix_tick *r, const struct tix_stretch *s, int64_t at)
{
	return s->counts && s->to == at && s->consumed > 0 &&
	    r->c.consumed == r->c.budget && at_close(r) == TIX_AT_CLOSE ?
	    at : 0;
}

enum tix_status
tix_tick_turn(struct tix *tx, struct tix_arena *mem, struct tix_tick *r,
    const struct tix_turn *turn)
{
	struct tix_stretch *s = last_of(r);
	enum tix_status st = close_stretch(tx, r, turn->at);

	if (st != TIX_OK)
		return st;
	if (s == NULL || s->from < turn->at)
		s = add_stretch(mem, r);
	r->held = turn->counts && s > &r->c.stretches[r->c.anew] ?
	    held_by(r, s - 1, turn->at) : 0;
	*s = (struct tix_stretch){
		.from = turn->at,
		.counts = turn->counts,
		.why = turn->why,
		.event = turn->event,
		.calendar = r->c.calendar,
	};
	r->c.since = turn->counts ? turn->at : 0;
	r->c.due = 0;
	r->is_due = false;
	r->c.state = turn->counts ? TIX_RUNNING : TIX_PAUSED;
	r->c.stopped = 0;
	r->c.why = NULL;
	return TIX_OK;
}

/* The deadline in a stretch that is over, where time left it behind; or 0. */
static enum tix_status
passed_in(struct tix *tx, const struct tix_tick *r,
    const struct tix_lawbook *book, const struct tix_stretch *s,
    int64_t *passed)
{
	const struct tix_worktime *c = NULL;
	enum tix_status st = s->calendar == NULL ? TIX_OK :
	    book->calendar(tx, book, s->calendar, &c);

	if (st == TIX_OK)
		st = due_or_none(tx, r, c, s->from, passed);
	if (st == TIX_OK && *passed >= s->to)
		*passed = 0;
	return st;
}

/* Count a stretch that is over; 'next' is the one after it. */
static enum tix_status
recount_one(struct tix *tx, struct tix_tick *r, const struct tix_lawbook *book,
    const struct tix_stretch *s, const struct tix_stretch *next)
{
	enum tix_status st = TIX_OK;

	if (r->passed == 0)
		r->passed = r->held;
	r->held = 0;
	if (r->passed == 0 && s->consumed >= left_of(r))
		st = passed_in(tx, r, book, s, &r->passed);
	r->c.consumed += s->consumed;
	if (next != NULL && next->counts && next->from == s->to)
		r->held = held_by(r, s, s->to);
	return st;
}

/* Anew what was consumed, and whether a deadline passed, under the target. */
static enum tix_status
recount(struct tix *tx, struct tix_tick *r, const struct tix_lawbook *book,
    bool other)
{
	enum tix_status st = TIX_OK;

	r->c.consumed = 0;
	r->passed = 0;
	r->held = 0;
	for (size_t i = r->c.anew; i < r->c.nstretches && st == TIX_OK; i++) {
		struct tix_stretch *s = &r->c.stretches[i];

		if (!s->counts || s->to == 0)
			continue;
		if (other) {
			s->calendar = r->c.calendar;
			st = tix_worktime_elapsed(tx, r->calendar, s->from,
			    s->to, &s->consumed);
		}
		if (st == TIX_OK)
			st = recount_one(tx, r, book, s, i + 1 <
			    r->c.nstretches ? s + 1 : NULL);
	}
	return st;
}

static enum tix_status
find_budget(struct tix *tx, struct tix_tick *r)
{
	const struct tix_budget *b = &r->c.target->budget[r->priority - 1];
	const struct tix_worktime *c;
	struct tix_worktime cut;
	enum tix_status st;
	int64_t end;

	r->c.budget = b->time;
	if (b->time > 0)
		return TIX_OK;
	c = tix_worktime_known(r->calendar, r->base, &cut);
	st = tix_worktime_day_end(tx, c, r->base, b->days, &end);
	if (st == TIX_OK)
		st = tix_worktime_elapsed(tx, c, r->base, end, &r->c.budget);
	else if (st == TIX_CONFLICT)
		r->c.budget = TOO_FAR;
	return st == TIX_CONFLICT ? TIX_OK : st;
}

bool
tix_tick_is_other(const struct tix_tick *r, const struct tix_aim *aim)
{
	if (strcmp(r->law->name, aim->law->name) != 0 ||
	    (r->own == NULL) != (aim->calendar == NULL))
		return true;
	return r->own != NULL && strcmp(r->own, aim->calendar) != 0;
}

enum tix_status
tix_tick_aim(struct tix *tx, struct tix_tick *r, const struct tix_lawbook *book,
    const struct tix_aim *aim, bool other)
{
	const struct tix_target *t = tix_law_target(aim->law, r->c.metric,
	    aim->priority);
	struct tix_stretch *s = last_of(r);
	enum tix_status st;

	r->law = aim->law;
	r->priority = aim->priority;
	r->own = aim->calendar;
	r->c.agreement = aim->law->name;
	r->c.version = aim->law->version;
	r->c.target = t;
	r->c.calendar = t->calendar;
	st = tix_lawbook_calendar(tx, book, r->own, &r->c.calendar,
	    &r->calendar);
	if (st == TIX_OK)
		st = find_budget(tx, r);
	if (st == TIX_OK)
		st = recount(tx, r, book, other);
	if (s != NULL && s->to == 0)
		s->calendar = r->c.calendar;
	r->c.due = 0;
	r->is_due = false;
	return st;
}

void
tix_tick_promise(struct tix_tick *r, int64_t date)
{
	r->date = date;
	r->passed = 0;
	r->c.budget = date > r->c.started ? date - r->c.started : 0;
}

enum tix_status
tix_tick_restart(struct tix *tx, struct tix_tick *r, int64_t at)
{
	r->c.anew = r->c.nstretches - 1;
	r->c.consumed = 0;
	r->passed = 0;
	r->held = 0;
	r->base = at;
	return r->c.target != NULL ? find_budget(tx, r) : TIX_OK;
}

enum tix_status
tix_tick_stop(struct tix *tx, struct tix_tick *r, int64_t at)
{
	bool counts = r->c.since != 0;
	enum tix_status st = tix_tick_pass(tx, r, at);
	int64_t due = 0;

	if (!counts)
		r->c.since = at; /* as if it went on now */
	if (st == TIX_OK)
		st = tix_tick_due(tx, r, at, &due);
	if (!counts)
		r->c.since = 0;
	if (st == TIX_OK)
		st = close_stretch(tx, r, at);
	r->c.due = due;
	r->c.stopped = at;
	if (r->c.first_stop == 0)
		r->c.first_stop = at;
	r->c.state = r->c.breached != 0 ? TIX_BREACHED : TIX_MET;
	return st;
}

enum tix_status
tix_tick_end(struct tix *tx, struct tix_tick *r, int64_t at, const char *why,
    bool broken)
{
	enum tix_status st = close_stretch(tx, r, at);

	r->c.stopped = at;
	r->c.why = why;
	r->c.state = broken && r->c.breached != 0 ? TIX_BREACHED : TIX_ENDED;
	if (r->c.state == TIX_BREACHED)
		r->c.due = r->passed != 0 ? r->passed : r->c.breached;
	return st;
}
