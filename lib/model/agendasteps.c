/*
 * Steps of an escalation policy: when each is due.
 */
#include "agendaparts.h"

#include <string.h>

/* A step at work: by one clock, or by none. */
struct walk {
	struct tix_agenda *a;
	const struct tix_policy_step *step;
	const struct tix_clock *clock;       /* or NULL */
	const struct tix_worktime *calendar; /* of delays, or NULL */
	const char *head;                    /* of its keys */
	struct tix_buf key;                  /* room for one */
};

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/*
 * From when on all that the step asks for holds; TIX_NO where it does not, or
 * where an acknowledgement has no end.
 */
static enum tix_status
comes_up(const struct tix_agenda *a, const struct tix_policy_step *s,
    int64_t *since)
{
	*since = a->since;
	if (a->lapses == INT64_MAX)
		return TIX_NO;
	if (s->when & TIX_IF_UNACKNOWLEDGED)
		*since = later(*since, a->lapses);
	if (s->when & TIX_IF_UNOWNED) {
		if (a->unowned == 0)
			return TIX_NO;
		*since = later(*since, a->unowned);
	}
	if ((s->when & TIX_IF_REOPENED) && a->openings <= s->reopened)
		return TIX_NO;
	if (s->when & TIX_IF_BOUNCED) {
		if (a->nbounces < (size_t)s->bounced)
			return TIX_NO;
		*since = later(*since, a->bounces[s->bounced - 1]);
	}
	return TIX_OK;
}

/* When its first round is due, by its clock or after its delay. */
static enum tix_status
first_round(struct tix *tx, const struct walk *w, int64_t since, int64_t *at)
{
	const struct tix_policy_step *s = w->step;
	enum tix_status st;

	if (w->clock != NULL) {
		st = tix_clock_threshold(tx, w->a->book, w->clock, &s->at, at);
		*at = later(*at, since);
		return st;
	}
	if (s->after.days > 0)
		return tix_worktime_day_end(tx, w->calendar, since,
		    s->after.days, at);
	return tix_worktime_due(tx, w->calendar, since, s->after.time,
	    TIX_AT_CLOSE, at);
}

/* Its key, until the next one is made. */
static const char *
key_of(struct walk *w, int64_t round, int64_t turn)
{
	w->key.len = 0;
	tix_buf_printf(&w->key, "%s %lld", w->head, (long long)round);
	if (turn > 0)
		tix_buf_printf(&w->key, "/%lld", (long long)turn);
	return tix_buf_text(&w->key);
}

static void
put(struct walk *w, int64_t at, int64_t round, int64_t turn)
{
	struct tix_agenda_item i = {
		.kind = TIX_A_STEP, .clock = w->clock,
		.policy = w->a->policy, .step = w->step,
		.round = round, .turn = turn,
		.key = tix_arena_dup(w->a->mem, key_of(w, round, turn)),
	};

	i.at = later(at, w->a->lapses);
	tix_agenda_put(w->a, &i);
}

/*
 * Who was told and did not acknowledge it in time: the next is told, counted
 * from when he was.
 */
static enum tix_status
put_turns(struct tix *tx, struct walk *w, int64_t round)
{
	const struct tix_policy_step *s = w->step;
	int64_t told = tix_agenda_done(w->a, key_of(w, round, 0)), next, at;
	enum tix_status st;

	if (told == 0 || s->acknowledge == 0 || s->all)
		return TIX_OK;
	for (int64_t turn = 1; s->notify[turn - 1] != NULL &&
	    s->notify[turn] != NULL; turn++) {
		next = tix_agenda_done(w->a, key_of(w, round, turn));
		if (next != 0) {
			told = next;
			continue;
		}
		st = tix_worktime_due(tx, w->calendar, told, s->acknowledge,
		    TIX_AT_CLOSE, &at);
		if (st == TIX_OK)
			put(w, at, round, turn);
		return st;
	}
	return TIX_OK;
}

/* The next round; the others come after it. */
static enum tix_status
put_rounds(struct tix *tx, struct walk *w, int64_t first)
{
	const struct tix_policy_step *s = w->step;
	enum tix_status st = TIX_OK;
	int64_t at = first, r = 0;

	while (r <= s->repeat && tix_agenda_done(w->a, key_of(w, r, 0)) != 0)
		r++;
	if (r > 0 && r <= s->repeat)
		st = tix_worktime_due(tx, w->calendar, first, r * s->every,
		    TIX_AT_CLOSE, &at);
	if (st == TIX_OK && r <= s->repeat)
		put(w, at, r, 0);
	return st == TIX_OK && r > 0 ? put_turns(tx, w, r - 1) : st;
}

static enum tix_status
put_step(struct tix *tx, struct walk *w)
{
	int64_t since, first;
	enum tix_status s = comes_up(w->a, w->step, &since);

	if (s == TIX_OK)
		s = first_round(tx, w, since, &first);
	if (s == TIX_OK)
		s = put_rounds(tx, w, first);
	/* What is further away than anything can be is not to come. */
	return s == TIX_NO || s == TIX_CONFLICT ? TIX_OK : s;
}

/* Does the step go by this clock? */
static bool
goes_by(const struct tix_policy_step *s, const struct tix_clock *c)
{
	if (c->metric != s->metric)
		return false;
	if (s->agreement != NULL)
		return c->agreement != NULL &&
		    strcmp(c->agreement, s->agreement) == 0;
	return c->kind == TIX_SLA || c->metric == TIX_PROMISED;
}

static enum tix_status
put_by_clocks(struct tix *tx, struct walk *w, const struct tix_clock *clocks,
    size_t n)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		if (!goes_by(w->step, &clocks[i]))
			continue;
		w->clock = &clocks[i];
		w->head = tix_arena_printf(w->a->mem, "%s.%s %s",
		    w->a->policy->name, w->step->name,
		    tix_clock_name(w->a->mem, w->clock));
		s = put_step(tx, w);
	}
	return s;
}

static enum tix_status
put_by_delay(struct tix *tx, struct walk *w)
{
	const struct tix_agenda *a = w->a;

	/* It is the customer's turn, not that of who is told. */
	if (a->state == TIX_WAITING && a->waiting_on == TIX_ON_CUSTOMER)
		return TIX_OK;
	w->clock = NULL;
	w->head = a->openings < 2 ? tix_arena_printf(a->mem, "%s.%s",
	    a->policy->name, w->step->name) : tix_arena_printf(a->mem,
	    "%s.%s#%lld", a->policy->name, w->step->name,
	    (long long)a->openings);
	return put_step(tx, w);
}

enum tix_status
tix_agenda_steps(struct tix *tx, struct tix_agenda *a,
    const struct tix_clock *clocks, size_t n)
{
	struct walk w = { .a = a, .key = { .arena = a->mem } };
	enum tix_status s;

	if (a->policy == NULL || !tix_state_is_live(a->state))
		return TIX_OK;
	s = tix_agenda_calendar(tx, a, a->policy->calendar, &w.calendar);
	for (size_t i = 0; s == TIX_OK && i < a->policy->nsteps; i++) {
		w.step = &a->policy->steps[i];
		s = w.step->metric != 0 ?
		    put_by_clocks(tx, &w, clocks, n) : put_by_delay(tx, &w);
	}
	return s;
}
