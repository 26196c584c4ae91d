/*
 * The clocks of a ticket: new ones, and what they are told of its past; the
 * date that was promised by hand.
 */
#include "clockfold.h"

#include <string.h>

static bool
text_equal(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

void *
tix_clockwork_grow(struct tix_arena *mem, void *array, size_t n, size_t *cap,
    size_t size)
{
	void *more;

	if (n < *cap)
		return array;
	*cap = *cap == 0 ? 4 : 2 * *cap;
	more = tix_arena_array(mem, *cap, size);
	if (n > 0)
		memcpy(more, array, n * size);
	return more;
}

static int64_t
next_cycle(const struct tix_clockwork *w, const struct tix_clock *c)
{
	int64_t n = 1;

	for (size_t i = 0; i < w->nruns; i++) {
		const struct tix_clock *o = &w->runs[i]->c;

		if (o->metric == c->metric && o->kind == c->kind &&
		    text_equal(o->subject, c->subject) &&
		    (c->kind == TIX_SLA || text_equal(o->agreement,
		    c->agreement)) && o->cycle >= n)
			n = o->cycle + 1;
	}
	return n;
}

struct tix_tick *
tix_clockwork_run(struct tix_clockwork *w, const struct tix_line *line,
    enum tix_metric metric, int64_t at)
{
	struct tix_tick *r = tix_arena_alloc(w->mem, sizeof *r);

	r->c.metric = metric;
	r->c.started = at;
	r->base = at;
	if (line != NULL) {
		r->c.agreement = line->law->name;
		r->c.kind = line->law->agreement->kind;
		r->c.subject = line->subject;
	}
	r->c.cycle = next_cycle(w, &r->c);
	w->runs = tix_clockwork_grow(w->mem, w->runs, w->nruns, &w->runs_cap,
	    sizeof(struct tix_tick *));
	w->runs[w->nruns++] = r;
	return r;
}

enum tix_status
tix_clockwork_replay(struct tix *tx, struct tix_clockwork *w,
    struct tix_tick *r, int64_t from, const char *why)
{
	enum tix_status st = TIX_OK;

	for (size_t i = 0; i < w->nphases && st == TIX_OK; i++) {
		const struct tix_phase *p = &w->phases[i];
		struct tix_turn turn = {
			.at = p->from > from ? p->from : from,
			.event = p->event,
			.counts = p->doing == TIX_LIVE &&
			    tix_target_counts(r->c.target, p->waiting_on),
			.why = p->why,
		};

		if (i + 1 < w->nphases && p[1].from <= from)
			continue;
		if (turn.counts && p->from <= from && why != NULL)
			turn.why = why;
		st = tix_tick_turn(tx, w->mem, r, &turn);
	}
	return st != TIX_OK ? st : tix_tick_pass(tx, r, w->at);
}

static enum tix_status
promise_date(struct tix *tx, struct tix_clockwork *w, struct tix_tick *r,
    const struct tix_cause *cause)
{
	struct tix_turn turn = { .at = cause->at, .event = cause->event,
		.counts = true, .why = "another date" };
	enum tix_status st = TIX_OK;

	if (!tix_tick_is_live(r)) {
		if (r->date != w->due)
			tix_tick_promise(r, w->due);
		return tix_clockwork_replay(tx, w, r, r->c.nstretches == 0 ?
		    cause->at : r->c.stopped, r->c.nstretches == 0 ?
		    "promised" : NULL);
	}
	if (r->date == w->due)
		return TIX_OK;
	st = tix_tick_turn(tx, w->mem, r, &turn);
	tix_tick_promise(r, w->due);
	return st != TIX_OK ? st : tix_tick_pass(tx, r, cause->at);
}

enum tix_status
tix_clockwork_promise(struct tix *tx, struct tix_clockwork *w,
    const struct tix_cause *cause)
{
	struct tix_tick *r = w->promised;

	if (tix_clockwork_phase(w)->doing != TIX_LIVE)
		return TIX_OK;
	if (w->due == 0)
		return r != NULL && tix_tick_is_live(r) ?
		    tix_tick_end(tx, r, cause->at, "no date", false) : TIX_OK;
	if (r == NULL)
		r = w->promised = tix_clockwork_run(w, NULL, TIX_PROMISED,
		    cause->at);
	return promise_date(tx, w, r, cause);
}
