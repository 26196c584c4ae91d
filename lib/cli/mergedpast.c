/*
 * Histories joined by merging.
 */
#include <tix/mergedpast.h>

#include <stdlib.h>
#include <string.h>

struct past {
	int64_t ticket[TIX_MERGED_MAX + 1]; /* those found, the first asked */
	size_t ntickets;
	struct tix_event **event;
	size_t n;
	size_t cap;
};

static void
add_ticket(struct past *p, const struct tix_event *e)
{
	const struct tix_member *other = tix_event_member(e, "other");

	if (e->kind != TIX_E_ABSORBED || e->retracted || other == NULL ||
	    p->ntickets > TIX_MERGED_MAX)
		return;
	for (size_t i = 0; i < p->ntickets; i++)
		if (p->ticket[i] == other->i)
			return;
	p->ticket[p->ntickets++] = other->i;
}

static enum tix_status
collect(struct tix *tx, struct tix_event *e, void *arg)
{
	struct past *p = arg;

	p->event = tix_arena_more(tx->mem, p->event, p->n, &p->cap,
	    sizeof *p->event);
	p->event[p->n++] = e;
	add_ticket(p, e);
	return TIX_OK;
}

static int
by_time(const void *a, const void *b)
{
	const struct tix_event *x = *(struct tix_event *const *)a;
	const struct tix_event *y = *(struct tix_event *const *)b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

enum tix_status
tix_merged_past(struct tix *tx, int64_t ticket, tix_event_fn fn, void *arg)
{
	struct past p = { .ticket = { ticket }, .ntickets = 1 };
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < p.ntickets; i++)
		s = tix_events_of(tx, tx->mem, p.ticket[i], collect, &p);
	if (p.ntickets > 1)
		qsort(p.event, p.n, sizeof *p.event, by_time);
	for (size_t i = 0; s == TIX_OK && i < p.n; i++)
		s = fn(tx, p.event[i], arg);
	return s;
}
