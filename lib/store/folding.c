/*
 * Events to a ticket and what runs on it.  What is stored of the clocks is as
 * of the newest event or law, never as of the time of the run, so that whoever
 * folds it again has the same.
 */
#include "folding.h"

#include <string.h>

#include <tix/clocks.h>
#include <tix/desks.h>
#include <tix/events.h>
#include <tix/fold.h>
#include <tix/hindsight.h>
#include <tix/laws.h>
#include <tix/trace.h>

/* The laws are read once in a run, and again where a new desk is in force. */
static enum tix_status
book_of(struct tix *tx, const struct tix_lawbook **book)
{
	enum tix_status s = TIX_OK;

	if (tx->laws == NULL || tx->laws->version != tx->desk->version)
		s = tix_laws_book(tx, tx->run, NULL, &tx->laws);
	*book = tx->laws;
	return s;
}

enum tix_status
tix_folding_many(struct tix *tx)
{
	enum tix_status s = tx->desk == NULL ? tix_desks_load(tx) : TIX_OK;

	if (s != TIX_OK || (tx->laws != NULL && tx->laws->is_for_many &&
	    tx->laws->version == tx->desk->version))
		return s;
	return tix_laws_book_for_many(tx, tx->run, &tx->laws);
}

enum tix_status
tix_folding_begin(struct tix *tx, struct tix_folding *f,
    struct tix_ticket *t, struct tix_tallies *tallies)
{
	enum tix_status s = TIX_OK;

	*f = (struct tix_folding){ .t = t, .tallies = tallies };
	if (tx->desk == NULL)
		s = tix_desks_load(tx);
	if (s == TIX_OK)
		s = book_of(tx, &f->book);
	if (tx->policies == NULL)
		tx->policies = tix_laws_policies(tx->run);
	if (s == TIX_OK)
		f->agenda = tix_agenda_new(tx->mem, f->book, tx->policies);
	return s;
}

enum tix_status
tix_folding_step(struct tix *tx, struct tix_folding *f,
    const struct tix_event *e)
{
	const struct tix_ticket before = *f->t;

	tix_fold(tx, f->t, e, f->tallies);
	if (f->agenda == NULL || e->retracted)
		return TIX_OK;
	return tix_agenda_step(tx, f->agenda, &before, f->t, e);
}

static enum tix_status
take_event(struct tix *tx, struct tix_event *e, void *arg)
{
	return tix_folding_step(tx, arg, e);
}

enum tix_status
tix_folding_all(struct tix *tx, struct tix_folding *f, int64_t id)
{
	return tix_events_of(tx, tx->mem, id, take_event, f);
}

int64_t
tix_folding_moment(const struct tix_folding *f)
{
	const struct tix_lawbook *b = f->book;
	int64_t newest = b->n == 0 ? 0 : b->laws[b->n - 1].since;

	return newest > f->t->updated ? newest : f->t->updated;
}

/* Without a date by hand a ticket is due when the requester was promised it. */
static void
sum_up(struct tix_ticket *t, const struct tix_clock *clocks, size_t n)
{
	tix_clocks_sum_up(clocks, n, &t->next_due, &t->breached);
	t->breached = t->breached != 0;
	for (size_t i = 0; t->due == 0 && i < n; i++)
		if (clocks[i].kind == TIX_SLA &&
		    clocks[i].metric == TIX_RESOLVE &&
		    clocks[i].state == TIX_RUNNING)
			t->due = clocks[i].due;
}

enum tix_status
tix_folding_end(struct tix *tx, struct tix_folding *f)
{
	const struct tix_clock *clocks;
	const struct tix_agenda_item *items;
	int64_t at;
	size_t n;
	enum tix_status s;

	if (f->agenda == NULL || f->t->id == 0)
		return TIX_OK;
	at = tix_folding_moment(f);
	s = tix_agenda_clocks(tx, f->agenda, at, &clocks, &n);
	if (s == TIX_OK)
		sum_up(f->t, clocks, n);
	if (s == TIX_OK)
		s = tix_agenda_read(tx, f->agenda, at, &items, &n);
	if (s == TIX_OK)
		f->t->alarm = n == 0 ? 0 : items[0].at;
	return s;
}

enum tix_status
tix_folding_whole(struct tix *tx, struct tix_folding *f, int64_t id,
    struct tix_ticket *t, struct tix_tallies *tallies)
{
	enum tix_status s;

	memset(t, 0, sizeof *t);
	s = tix_folding_begin(tx, f, t, tallies);
	tix_tracef(tx, TIX_TRACE_FOLD, "ticket %lld is folded again",
	    (long long)id);
	if (s == TIX_OK)
		s = tix_folding_all(tx, f, id);
	return s == TIX_OK ? tix_folding_end(tx, f) : s;
}

enum tix_status
tix_folding_save(struct tix *tx, const struct tix_folding *f)
{
	const struct tix_clock *clocks;
	size_t n;
	enum tix_status s;

	if (f->agenda == NULL)
		return TIX_OK;
	s = tix_agenda_clocks(tx, f->agenda, tix_folding_moment(f), &clocks,
	    &n);
	return s == TIX_OK ? tix_clocks_put(tx, f->t->id, clocks, n) : s;
}
