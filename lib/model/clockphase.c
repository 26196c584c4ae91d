/*
 * Phases of a ticket as clocks see it: live, waiting on somebody, done; and the
 * clocks' turns by them.
 */
#include "clockfold.h"

#include <string.h>

#include <tix/link.h>

static const char *
why_live(const struct tix_clockwork *w, const struct tix_ticket *t,
    enum tix_doing was)
{
	static const char *const waits[] = { "", "waiting on customer",
		"waiting on vendor", "waiting on change",
		"waiting on event" };

	if (t->state == TIX_WAITING && t->waiting_on >= TIX_ON_CUSTOMER &&
	    t->waiting_on <= TIX_ON_EVENT)
		return waits[t->waiting_on];
	return w->nphases == 0 ? "opened" : was != TIX_LIVE ? "reopened" :
	    "resumed";
}

static struct tix_phase
phase_of(const struct tix_clockwork *w, const struct tix_ticket *t,
    const struct tix_phase *was)
{
	struct tix_phase p = { .from = w->at };

	if (!tix_state_is_done(t->state)) {
		p.waiting_on = t->state == TIX_WAITING ? t->waiting_on : 0;
		p.why = why_live(w, t, was->doing);
		return p;
	}
	p.doing = TIX_GONE;
	if (t->state == TIX_CANCELLED)
		p.why = "cancelled";
	else if (t->state == TIX_MERGED)
		p.why = "merged";
	else if (tix_links_find(t->links, "duplicates") != 0)
		p.why = "resolved as a duplicate";
	else {
		p.doing = TIX_SOLVED;
		p.why = t->state == TIX_CLOSED ? "closed" : "resolved";
	}
	return p;
}

void
tix_clockwork_enter(struct tix_clockwork *w, const struct tix_phase *p)
{
	if (w->nphases > 0 && tix_clockwork_phase(w)->from == p->from)
		w->nphases--;
	w->phases = tix_clockwork_grow(w->mem, w->phases, w->nphases,
	    &w->phases_cap, sizeof *p);
	w->phases[w->nphases++] = *p;
}

/* One of resolved and closed to the other is no phase of its own. */
static bool
is_same_phase(const struct tix_phase *was, const struct tix_ticket *before,
    const struct tix_ticket *after)
{
	bool live = !tix_state_is_done(after->state);

	if (live != (was->doing == TIX_LIVE))
		return false;
	if (live)
		return was->waiting_on == (after->state == TIX_WAITING ?
		    after->waiting_on : 0);
	return before->state == after->state ||
	    ((before->state == TIX_RESOLVED || before->state == TIX_CLOSED) &&
	    (after->state == TIX_RESOLVED || after->state == TIX_CLOSED));
}

static enum tix_status
promise_phase(struct tix *tx, struct tix_clockwork *w,
    const struct tix_phase *p)
{
	struct tix_tick *r = w->promised;

	if (r == NULL || !tix_tick_is_live(r) || p->doing == TIX_LIVE)
		return TIX_OK;
	return p->doing == TIX_SOLVED ? tix_tick_stop(tx, r, p->from) :
	    tix_tick_end(tx, r, p->from, p->why, false);
}

enum tix_status
tix_clockwork_move(struct tix *tx, struct tix_clockwork *w,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e, bool *moves)
{
	const struct tix_phase was = *tix_clockwork_phase(w);
	struct tix_phase p;
	enum tix_status st;

	*moves = !is_same_phase(&was, before, after);
	if (!*moves)
		return TIX_OK;
	p = phase_of(w, after, &was);
	p.event = e->seq;
	tix_clockwork_enter(w, &p);
	st = tix_line_phase(tx, w, &w->sla, &was);
	for (size_t i = 0; i < w->nlines && st == TIX_OK; i++)
		if (w->lines[i].on)
			st = tix_line_phase(tx, w, &w->lines[i], &was);
	if (st == TIX_OK)
		st = promise_phase(tx, w, &p);
	if (p.doing == TIX_SOLVED)
		w->silent = w->silent_open = 0;
	if (was.doing != TIX_LIVE && p.doing == TIX_LIVE)
		w->update = p.from;
	return st;
}
