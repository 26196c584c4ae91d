/*
 * One agreement's clocks on a ticket: which of them there are to be, where they
 * begin, and what becomes of them as the ticket goes on.
 */
#include "clockfold.h"

#include <string.h>

static const struct tix_agreement *
agreement_of(const struct tix_line *l)
{
	return l->law != NULL ? l->law->agreement : NULL;
}

static bool
is_sla(const struct tix_clockwork *w, const struct tix_line *l)
{
	return l == &w->sla;
}

/* Where a clock of the metric begins that is to be; 0: none is to be. */
static int64_t
start_of(const struct tix_clockwork *w, const struct tix_line *l,
    enum tix_metric metric)
{
	switch (metric) {
	case TIX_FIRST_RESPONSE:
		return w->answered || w->own_request ? 0 : w->opened;
	case TIX_NEXT_REPLY:
		for (size_t i = 0; i < agreement_of(l)->ntargets; i++)
			if (agreement_of(l)->targets[i].metric ==
			    TIX_FIRST_RESPONSE)
				return w->silent;
		return w->silent_open != 0 ? w->silent_open : w->silent;
	case TIX_UPDATE:
		return w->update;
	case TIX_OWN:
		return l->owned ? 0 : l->came;
	default:
		return l->again;
	}
}

static const struct tix_target *
target_of(const struct tix_clockwork *w, const struct tix_line *l,
    enum tix_metric metric)
{
	if (!is_sla(w, l) && metric != TIX_OWN && metric != TIX_RESOLVE)
		return NULL;
	return tix_law_target(l->law, metric, w->priority);
}

/* Only what was promised to who asked is in his hours. */
static struct tix_aim
aim_of(const struct tix_clockwork *w, const struct tix_line *l)
{
	return (struct tix_aim){ .law = l->law, .priority = w->priority,
		.calendar = is_sla(w, l) ? w->calendar : NULL };
}

static const char *
begins_as(const struct tix_clockwork *w, const struct tix_line *l,
    enum tix_metric metric, int64_t at)
{
	if (at == w->opened)
		return "opened";
	if (at == l->came)
		return agreement_of(l)->kind == TIX_UC ? "the vendor's turn" :
		    "came";
	if (metric == TIX_NEXT_REPLY)
		return "the requester wrote";
	return metric == TIX_UPDATE ? "answered" : "reopened";
}

static enum tix_status
begin(struct tix *tx, struct tix_clockwork *w, struct tix_line *l,
    enum tix_metric metric, const struct tix_cause *cause)
{
	int64_t at = start_of(w, l, metric);
	const char *why = begins_as(w, l, metric, at);
	const struct tix_aim to = aim_of(w, l);
	struct tix_tick *r;
	enum tix_status st;

	if (cause->law && at < cause->at) {
		at = cause->at;
		why = cause->why;
	}
	r = tix_clockwork_run(w, l, metric, at);
	l->cur[metric] = r;
	st = tix_tick_aim(tx, r, w->book, &to, false);
	return st != TIX_OK ? st : tix_clockwork_replay(tx, w, r, at, why);
}

static bool
is_same_budget(const struct tix_tick *r, int64_t priority)
{
	const struct tix_budget *a = &r->c.target->budget[r->priority - 1];
	const struct tix_budget *b = &r->c.target->budget[priority - 1];

	return a->time == b->time && a->days == b->days;
}

/* The stretch goes on under another target. */
static enum tix_status
aim(struct tix *tx, struct tix_clockwork *w, struct tix_line *l,
    struct tix_tick *r, const struct tix_cause *cause)
{
	const struct tix_phase *p = tix_clockwork_phase(w);
	const struct tix_stretch *s = &r->c.stretches[r->c.nstretches - 1];
	const struct tix_target *t = target_of(w, l, r->c.metric);
	const struct tix_aim to = aim_of(w, l);
	const bool other = tix_tick_is_other(r, &to);
	struct tix_turn turn = { .at = cause->at, .event = cause->event };
	enum tix_status st;

	if (!other && r->law == l->law && is_same_budget(r, w->priority))
		return TIX_OK;
	turn.counts = tix_target_counts(t, p->waiting_on);
	turn.why = !turn.counts ? p->why :
	    s->from == cause->at ? s->why : cause->why;
	st = tix_tick_turn(tx, w->mem, r, &turn);
	if (st == TIX_OK)
		st = tix_tick_aim(tx, r, w->book, &to, other);
	return st != TIX_OK ? st : tix_tick_pass(tx, r, cause->at);
}

/* One that was cancelled, or stopped for a while, goes on. */
static enum tix_status
go_on(struct tix *tx, struct tix_clockwork *w, struct tix_line *l,
    struct tix_tick *r)
{
	const struct tix_aim to = aim_of(w, l);
	const bool other = tix_tick_is_other(r, &to);
	enum tix_status st = TIX_OK;

	if (other || r->law != l->law || r->priority != w->priority)
		st = tix_tick_aim(tx, r, w->book, &to, other);
	return st != TIX_OK ? st :
	    tix_clockwork_replay(tx, w, r, r->c.stopped, NULL);
}

static enum tix_status
end_metric(struct tix *tx, struct tix_clockwork *w, struct tix_line *l,
    enum tix_metric metric, const struct tix_cause *cause)
{
	struct tix_tick *r = l->cur[metric];
	const char *why = "no target";

	if (metric == TIX_FIRST_RESPONSE && w->own_request)
		why = "the owner is the requester";
	if (cause->law) {
		why = cause->why;
		l->cur[metric] = NULL;
	}
	return r != NULL && tix_tick_is_live(r) ?
	    tix_tick_end(tx, r, cause->at, why, false) : TIX_OK;
}

enum tix_status
tix_line_settle(struct tix *tx, struct tix_clockwork *w, struct tix_line *l,
    const struct tix_cause *cause)
{
	enum tix_status st = TIX_OK;
	enum tix_metric m;

	if (tix_clockwork_phase(w)->doing != TIX_LIVE)
		return TIX_OK;
	for (m = TIX_FIRST_RESPONSE; m <= TIX_RESOLVE && st == TIX_OK; m++) {
		struct tix_tick *r = l->cur[m];

		if (target_of(w, l, m) == NULL || start_of(w, l, m) == 0)
			st = end_metric(tx, w, l, m, cause);
		else if (r == NULL)
			st = begin(tx, w, l, m, cause);
		else if (!tix_tick_is_live(r))
			st = go_on(tx, w, l, r);
		else
			st = aim(tx, w, l, r, cause);
	}
	return st;
}

/* What a ticket's resolution is to a clock. */
static enum tix_status
resolve_metric(struct tix *tx, struct tix_line *l, enum tix_metric metric,
    const struct tix_phase *p)
{
	struct tix_tick *r = l->cur[metric];

	if (metric == TIX_UPDATE || metric == TIX_NEXT_REPLY)
		l->cur[metric] = NULL;
	if (metric == TIX_UPDATE || metric == TIX_RESOLVE)
		return tix_tick_stop(tx, r, p->from);
	return tix_tick_end(tx, r, p->from, p->why, true);
}

/* A ticket that lives again begins what its target wants begun. */
static void
reopen(struct tix_clockwork *w, struct tix_line *l)
{
	const struct tix_tick *r = l->cur[TIX_RESOLVE];

	if (r == NULL || !r->c.target->new_cycle)
		return;
	l->again = tix_clockwork_phase(w)->from;
	l->cur[TIX_RESOLVE] = NULL;
}

enum tix_status
tix_line_phase(struct tix *tx, struct tix_clockwork *w, struct tix_line *l,
    const struct tix_phase *was)
{
	const struct tix_phase *p = tix_clockwork_phase(w);
	struct tix_turn turn = { .at = p->from, .event = p->event,
		.why = p->why };
	enum tix_status st = TIX_OK;
	enum tix_metric m;

	if (was->doing != TIX_LIVE && p->doing == TIX_LIVE)
		reopen(w, l);
	for (m = TIX_FIRST_RESPONSE; m <= TIX_RESOLVE && st == TIX_OK; m++) {
		struct tix_tick *r = l->cur[m];

		if (r == NULL || !tix_tick_is_live(r))
			continue;
		turn.counts = tix_target_counts(r->c.target,
		    p->waiting_on);
		if (p->doing == TIX_LIVE)
			st = tix_tick_turn(tx, w->mem, r, &turn);
		else if (p->doing == TIX_SOLVED)
			st = resolve_metric(tx, l, m, p);
		else
			st = tix_tick_end(tx, r, p->from, p->why, false);
	}
	return st;
}

enum tix_status
tix_line_stop(struct tix *tx, struct tix_line *l, enum tix_metric metric,
    int64_t at)
{
	struct tix_tick *r = l->cur[metric];

	l->cur[metric] = NULL;
	return r != NULL && tix_tick_is_live(r) ? tix_tick_stop(tx, r, at) :
	    TIX_OK;
}
