/*
 * The tickets that something is due for.
 */
#include <tix/duerun.h>

#include <stdlib.h>
#include <string.h>

#include <tix/db.h>
#include <tix/related.h>
#include <tix/tickets.h>
#include <tix/waiting.h>
#include <tix/zone.h>

struct due {
	int64_t *id;
	size_t n;
	size_t cap;
	struct tix_event *e;
};

static enum tix_status
look(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct due *d = arg;
	enum tix_status s;

	tix_event_init(d->e, TIX_E_NONE);
	s = tix_due_act(tx, t, d->e);
	if (s != TIX_CONFLICT && (s != TIX_OK || d->e->kind == TIX_E_NONE))
		return s;
	if (d->n == d->cap) {
		size_t cap = d->cap == 0 ? 64 : 2 * d->cap;
		int64_t *id = tix_arena_array(tx->run, cap, sizeof *id);

		if (d->n > 0)
			memcpy(id, d->id, d->n * sizeof *id);
		d->id = id;
		d->cap = cap;
	}
	d->id[d->n++] = t->id;
	return TIX_OK;
}

static enum tix_status
decide(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	enum tix_status s = tix_due_act(tx, t, e);

	return s == TIX_OK ? tix_related_end(tx, t, e) : s;
}

/* What cannot end yet, for what it lacks or is linked to, is not due. */
static enum tix_status
pass_over(struct tix *tx, struct tix_run *r, struct due *d)
{
	enum tix_status s = TIX_OK;
	size_t k = 0;

	for (size_t i = 0; i < d->n && s < TIX_BUSY; i++) {
		struct tix_ticket t = { 0 };

		tix_arena_reset(tx->mem);
		tix_event_init(d->e, TIX_E_NONE);
		s = tix_tickets_load(tx, tx->mem, d->id[i], &t);
		if (s == TIX_OK)
			s = decide(tx, &t, d->e);
		if (s != TIX_CONFLICT)
			d->id[k++] = d->id[i];
		else if (r->verbose > 0)
			tix_complain(tx, r, "not yet: %s", tx->error);
	}
	d->n = k;
	return s < TIX_BUSY ? TIX_OK : s;
}

enum tix_status
tix_due_begin(struct tix *tx, struct tix_run *r)
{
	struct due d = { .e = tix_arena_alloc(tx->run, sizeof *d.e) };
	struct tix_term *query;
	enum tix_status s = TIX_OK;

	r->changed = true; /* one that is passed over is not told of */
	if (r->noperands > 0)
		return tix_fail(tx, TIX_INVALID,
		    "--due finds its tickets by itself");
	if (tx->zone == NULL)
		s = tix_zone_local(tx, tx->run, getenv("TZ"), &tx->zone);
	if (s == TIX_OK)
		s = tix_query_parse(tx, "state:waiting,resolved", &query);
	if (s == TIX_OK)
		s = tix_tickets_select(tx, query, NULL, 0, 0, TIX_NO_BODY,
		    look, &d, NULL);
	if (s == TIX_OK)
		s = pass_over(tx, r, &d);
	r->given = d.id != NULL ? d.id : tix_arena_alloc(tx->run, 8);
	r->ngiven = d.n;
	return s;
}

enum tix_status
tix_due_one(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	enum tix_status s = decide(tx, t, e);

	if (s == TIX_CONFLICT) { /* since it was found */
		tix_event_init(e, TIX_E_NONE);
		return TIX_OK;
	}
	return s;
}
