/*
 * Events from what follows on what.
 */
#include <tix/history.h>

#include <string.h>

#include <tix/desk.h>
#include <tix/fold.h>

#include "historywant.h"

#define REASON "imported"

/* Where the telling is. */
struct teller {
	struct tix *tx;
	const struct tix_history *h;
	struct tix_filled filled;
	const struct tix_want *want; /* of each row */
	struct tix_ticket is;        /* the ticket as folded so far */
	struct tix_ticket was;       /* the same of stored events alone */
	size_t folded;               /* stored events that are in it */
	bool told;                   /* some event was handed out */
	struct tix_event *e;
	tix_history_fn emit;
	void *arg;
};

/*
 * Set in 'e' what is not yet as 'to' has it, with 'had' only what that has too;
 * true if anything.
 */
static bool
set_changes(const struct teller *g, const struct tix_ticket *to,
    const struct tix_ticket *had, struct tix_event *e)
{
	for (size_t i = 0; i < g->filled.n; i++) {
		enum tix_field f = g->filled.field[i];
		struct tix_value is = tix_ticket_get(&g->is, f);
		struct tix_value v = tix_ticket_get(to, f);

		if (had != NULL) {
			struct tix_value old = tix_ticket_get(had, f);

			if (!tix_value_equal(&old, &v))
				continue;
		}
		if (!tix_value_equal(&is, &v))
			tix_event_set(e, f, &v);
	}
	return e->nchanges > 0;
}

static int
compare_levels(const struct tix *tx, const char *from, const char *to)
{
	const struct tix_level *a, *b;

	a = from == NULL ? NULL : tix_desk_level(tx->desk, from);
	b = to == NULL ? NULL : tix_desk_level(tx->desk, to);
	if (a == NULL || b == NULL)
		return 0;
	return (b->order > a->order) - (b->order < a->order);
}

/* What kind of thing a change is, and what that kind must say. */
static void
name_change(const struct teller *g, const struct tix_want *to,
    struct tix_event *e)
{
	int up = compare_levels(g->tx, g->is.level, to->t.level);
	bool moves = g->is.state != to->t.state;

	if (up > 0) {
		e->kind = TIX_E_ESCALATED;
		tix_event_text(e, "reason", REASON);
	} else if (up < 0) {
		e->kind = TIX_E_RETURNED;
		tix_event_text(e, "code", "other");
		tix_event_text(e, "reason", REASON);
	} else if (moves && to->t.state == TIX_RESOLVED) {
		e->kind = TIX_E_RESOLVED;
		tix_event_text(e, "code", to->code);
	} else if (moves && to->t.state == TIX_CLOSED) {
		e->kind = TIX_E_CLOSED;
		tix_event_text(e, "code", to->code);
	} else if (tix_state_is_done(g->is.state) &&
	    tix_state_is_live(to->t.state)) {
		e->kind = TIX_E_REOPENED;
		tix_event_text(e, "reason", REASON);
	}
}

static enum tix_status
hand_out(struct teller *g, const char *by, int64_t at)
{
	g->told = true;
	g->e->at = at;
	g->e->on_behalf = by == NULL || *by == '\0' ? NULL : by;
	return g->emit(g->tx, g->e, g->arg);
}

/* Make the ticket what 'to' says, as far as 'had' had it, at 'at'. */
static enum tix_status
tell(struct teller *g, const struct tix_want *to, const struct tix_ticket *had,
    const char *by, int64_t at)
{
	struct tix_event *e = g->e;

	tix_event_init(e, TIX_E_CHANGED);
	if (!set_changes(g, &to->t, had, e))
		return TIX_OK;
	name_change(g, to, e);
	for (size_t i = 0; i < e->nchanges; i++)
		tix_ticket_set(&g->is, e->changes[i].field,
		    &e->changes[i].value);
	return hand_out(g, by, at);
}

/* A new ticket: as its first row has it, but new until that row's time. */
static enum tix_status
tell_opening(struct teller *g)
{
	const struct tix_import_row *row = &g->h->rows[0];
	struct tix_ticket first = g->want[0].t;
	int64_t at = row->at;

	if (row->opened > 0 && row->opened < at) {
		at = row->opened;
		first.state = TIX_NEW;
		first.waiting_on = 0;
	}
	g->is.state = TIX_NEW; /* as an opening has it by itself */
	tix_event_init(g->e, TIX_E_OPENED);
	set_changes(g, &first, NULL, g->e);
	tix_event_set_text(g->e, TIX_F_KEY, g->h->key);
	tix_event_set_text(g->e, TIX_F_SOURCE, g->h->source);
	g->is = first;
	return hand_out(g, at == row->at ? row->by : NULL, at);
}

/* Fold what is stored, up to a time. */
static void
fold_until(struct teller *g, int64_t at)
{
	const struct tix_history *h = g->h;

	while (g->folded < h->nevents && h->events[g->folded]->at <= at) {
		tix_fold(g->tx, &g->is, h->events[g->folded], NULL);
		tix_fold(g->tx, &g->was, h->events[g->folded++], NULL);
	}
}

/* No row comes before the opening that is told already. */
static int64_t
time_of(const struct teller *g, size_t i)
{
	int64_t at = g->h->rows[i].at;

	if (g->h->now != NULL && at < g->h->now->opened)
		return g->h->now->opened;
	return at;
}

/*
 * Rows [i, n) of one time: the seen ones are told already.  A row before one of
 * them has nothing to tell: at its time that one's word holds, and there is no
 * going back to it that would not look like a move.
 */
static enum tix_status
tell_group(struct teller *g, size_t i, size_t n)
{
	const struct tix_import_row *rows = g->h->rows;
	enum tix_status st = TIX_OK;
	size_t first = n;

	while (first > i && !rows[first - 1].seen)
		first--;
	fold_until(g, time_of(g, i));
	/*
	 * After a late row of an earlier time the seen one's word holds again,
	 * unless somebody else had the last one.
	 */
	if (g->told && first > i)
		st = tell(g, &g->want[first - 1], &g->was, NULL,
		    time_of(g, i));
	for (size_t k = first; st == TIX_OK && k < n; k++)
		st = tell(g, &g->want[k], NULL, rows[k].by, time_of(g, k));
	return st;
}

enum tix_status
tix_history_events(struct tix *tx, struct tix_arena *mem,
    const struct tix_history *h, tix_history_fn emit, void *arg)
{
	struct tix_want *want = tix_arena_array(mem, h->n, sizeof *want);
	struct teller g = {
		.tx = tx, .h = h, .want = want, .emit = emit, .arg = arg,
		.e = tix_arena_alloc(mem, sizeof *g.e),
	};
	enum tix_status st;

	if (h->n == 0)
		return TIX_OK;
	tix_filled_by(h->map, &g.filled);
	fold_until(&g, time_of(&g, 0));
	st = tix_want_all(tx, mem, h,
	    h->now == NULL ? TIX_NEW : g.is.state, want);
	if (st != TIX_OK)
		return st;
	if (h->now == NULL)
		st = tell_opening(&g);
	for (size_t i = 0, n; st == TIX_OK && i < h->n; i = n) {
		for (n = i + 1; n < h->n && time_of(&g, n) == time_of(&g, i);)
			n++;
		st = tell_group(&g, i, n);
	}
	return st;
}
