/*
 * The fold of a ticket's clocks, event by event: what it tells of the ticket,
 * and the clocks' turns, in the order in which one event means them.
 */
#include "clockfold.h"

#include <string.h>

static bool
text_equal(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

struct tix_clockwork *
tix_clockwork_new(struct tix_arena *mem, const struct tix_lawbook *book)
{
	struct tix_clockwork *w = tix_arena_alloc(mem, sizeof *w);

	w->mem = mem;
	w->book = book;
	return w;
}

/* Somebody else than the requester answered. */
static enum tix_status
answer(struct tix *tx, struct tix_clockwork *w)
{
	enum tix_status st = tix_line_stop(tx, &w->sla, TIX_NEXT_REPLY,
	    w->at);

	w->silent = w->silent_open = 0;
	w->update = w->at;
	return st != TIX_OK ? st :
	    tix_line_stop(tx, &w->sla, TIX_UPDATE, w->at);
}

/* What was said, before what became of the ticket by it. */
static enum tix_status
hear(struct tix *tx, struct tix_clockwork *w, const struct tix_ticket *after,
    const struct tix_event *e)
{
	bool own = text_equal(tix_event_author(e), after->requester);
	enum tix_status st = TIX_OK;

	if (after->first_response != 0 && !w->answered) {
		w->answered = true;
		st = tix_line_stop(tx, &w->sla, TIX_FIRST_RESPONSE, w->at);
	}
	if (st == TIX_OK && tix_event_is_answer(e) && !own)
		st = answer(tx, w);
	return st;
}

/* Written to a ticket that is done, a message waits until it is reopened. */
static void
note_message(struct tix_clockwork *w, const struct tix_ticket *after,
    const struct tix_event *e)
{
	if ((e->kind == TIX_E_REPLIED || e->kind == TIX_E_REOPENED) &&
	    w->silent == 0 &&
	    text_equal(tix_event_author(e), after->requester))
		w->silent = w->at;
}

static bool
take(struct tix_clockwork *w, const char **field, const char *value)
{
	if (text_equal(*field, value))
		return false;
	*field = tix_arena_dup(w->mem, value);
	return true;
}

/* What of it changed that clocks depend on? */
static const char *
copy(struct tix_clockwork *w, const struct tix_ticket *t)
{
	bool own = t->owner != NULL && text_equal(t->owner, t->requester);
	const char *why = NULL;

	if (take(w, &w->level, t->level))
		why = "moved";
	if (take(w, &w->team, t->team))
		why = "moved";
	if (take(w, &w->queue, t->queue))
		why = "moved";
	if (take(w, &w->vendor_case, t->vendor_case))
		why = "moved";
	if (w->due != t->due || own != w->own_request)
		why = "changed";
	w->due = t->due;
	w->own_request = own;
	if (w->priority != t->priority) {
		w->priority = t->priority;
		why = "priority changed";
	}
	if (take(w, &w->calendar, t->calendar))
		why = "calendar changed";
	if (take(w, &w->agreement, t->agreement)) {
		w->sla.law = tix_clockwork_law(w, w->agreement);
		why = "agreement changed";
	}
	return why;
}

static enum tix_status
settle(struct tix *tx, struct tix_clockwork *w, const struct tix_cause *cause)
{
	enum tix_status st = tix_line_settle(tx, w, &w->sla, cause);

	for (size_t i = 0; i < w->nlines && st == TIX_OK; i++)
		st = tix_line_place(tx, w, &w->lines[i], cause);
	return st != TIX_OK ? st : tix_clockwork_promise(tx, w, cause);
}

/* As if it were opened for nobody to own yet; what else it says comes next. */
static enum tix_status
open_it(struct tix *tx, struct tix_clockwork *w,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e)
{
	const struct tix_cause cause = { .at = w->at, .event = e->seq };
	const struct tix_phase p = { .from = w->at, .event = e->seq,
		.why = "opened" };
	enum tix_status st = tix_clockwork_laws(tx, w, w->at);

	w->opened = w->at;
	w->update = w->silent_open = w->at;
	w->sla.on = true;
	w->sla.came = w->sla.again = w->at;
	w->answered = before->first_response != 0;
	tix_clockwork_enter(w, &p);
	copy(w, after);
	w->own_request = false;
	return st != TIX_OK ? st : settle(tx, w, &cause);
}

static const struct tix_member *
named_by(const struct tix_event *e)
{
	return e->kind == TIX_E_WAIVED || e->kind == TIX_E_RESTARTED ?
	    tix_event_member(e, "clock") : NULL;
}

static enum tix_status
restart(struct tix *tx, struct tix_clockwork *w, struct tix_tick *r,
    const struct tix_event *e)
{
	const struct tix_phase *p = tix_clockwork_phase(w);
	const struct tix_turn turn = { .at = w->at, .event = e->seq,
		.counts = r->c.since != 0,
		.why = r->c.since != 0 ? "restarted" : p->why };
	enum tix_status st = tix_tick_turn(tx, w->mem, r, &turn);

	return st != TIX_OK ? st : tix_tick_restart(tx, r, w->at);
}

/* A person waives breaches, or restarts clocks, by name. */
static enum tix_status
act(struct tix *tx, struct tix_clockwork *w, const struct tix_event *e)
{
	const struct tix_member *name = named_by(e);
	enum tix_status st = TIX_OK;

	for (size_t i = 0; name != NULL && i < w->nruns && st == TIX_OK;
	    i++) {
		struct tix_tick *r = w->runs[i];

		if (!tix_clock_is_named(&r->c, name->s))
			continue;
		st = tix_tick_pass(tx, r, w->at);
		if (e->kind == TIX_E_WAIVED && r->c.breached != 0 &&
		    r->c.waived == 0)
			r->c.waived = w->at;
		if (st == TIX_OK && e->kind == TIX_E_RESTARTED &&
		    tix_tick_is_live(r) && r->date == 0)
			st = restart(tx, w, r, e);
	}
	return st;
}

enum tix_status
tix_clockwork_step(struct tix *tx, struct tix_clockwork *w,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e)
{
	struct tix_cause cause = { .event = e->seq };
	enum tix_status st = TIX_OK;
	const char *why;
	bool moves = false;

	if (e->retracted || (w->opened == 0 && e->kind != TIX_E_OPENED))
		return TIX_OK;
	if (w->opened != 0)
		st = tix_clockwork_laws(tx, w, e->at);
	if (e->at > w->at)
		w->at = e->at;
	if (st == TIX_OK && w->opened == 0)
		st = open_it(tx, w, before, after, e);
	if (st == TIX_OK)
		st = hear(tx, w, after, e);
	if (st == TIX_OK)
		st = tix_clockwork_move(tx, w, before, after, e, &moves);
	note_message(w, after, e);
	why = copy(w, after);
	w->owned = after->owner != NULL;
	cause.at = w->at;
	cause.why = why != NULL ? why : "changed";
	if (st == TIX_OK && (moves || why != NULL ||
	    tix_event_moves_clocks(e)))
		st = settle(tx, w, &cause);
	if (st == TIX_OK)
		st = tix_clockwork_own(tx, w, w->at);
	return st != TIX_OK ? st : act(tx, w, e);
}

enum tix_status
tix_clockwork_read(struct tix *tx, struct tix_clockwork *w, int64_t now,
    const struct tix_clock **clocks, size_t *n)
{
	enum tix_status st = TIX_OK;

	*n = 0;
	if (w->opened == 0)
		return TIX_OK;
	st = tix_clockwork_laws(tx, w, now);
	if (now > w->at)
		w->at = now;
	if (w->nruns > w->out_cap) {
		w->out_cap = w->runs_cap;
		w->out = tix_arena_array(w->mem, w->out_cap, sizeof *w->out);
	}
	for (size_t i = 0; i < w->nruns && st == TIX_OK; i++) {
		struct tix_tick *r = w->runs[i];

		st = tix_tick_pass(tx, r, w->at);
		w->out[i] = r->c;
		if (st == TIX_OK && r->c.since != 0)
			st = tix_tick_due(tx, r, INT64_MAX, &w->out[i].due);
	}
	*clocks = w->out;
	*n = w->nruns;
	return st;
}
