/*
 * An act of another desk into this one.
 */
#include "adopting.h"
#include "private.h"

#include <tix/attachments.h>
#include <tix/db.h>
#include <tix/events.h>
#include <tix/texts.h>
#include <tix/tickets.h>
#include <tix/time.h>
#include <tix/transfer.h>

#define BATCH_EVENTS 20000
#define BATCH_TIME (200 * TIX_SECOND / 1000)

bool
tix_adopt_is_refused(const struct tix_adopting *a, int64_t ticket)
{
	return tix_idmap_get(&a->in->refused, ticket, 0) != 0;
}

/* What of a ticket that is here came from there. */
static enum tix_status
take_seen(struct tix *tx, struct tix_event *e, void *arg)
{
	struct tix_adopting *a = arg;
	int64_t seq = tix_transfer_seq(tx, e, a->desk);

	if (seq != 0)
		tix_idmap_put(&a->seqs, seq, e->seq);
	return TIX_OK;
}

enum tix_status
tix_adopt_look_up(struct tix *tx, struct tix_adopting *a, int64_t ticket,
    int64_t *id)
{
	struct tix_arena *mem;
	enum tix_status s;

	*id = tix_idmap_get(&a->ids, ticket, -1);
	if (*id >= 0)
		return TIX_OK;
	s = tix_tickets_find_origin(tx, tix_transfer_origin(tx->mem, a->desk,
	    ticket), id);
	if (s == TIX_OK)
		tix_idmap_put(&a->ids, ticket, *id);
	if (s != TIX_OK || *id == 0)
		return s;
	mem = tix_arena_new();
	s = tix_events_of(tx, mem, *id, take_seen, a);
	tix_arena_free(mem);
	return s;
}

static int64_t
ticket_here(void *arg, int64_t ticket)
{
	struct tix_adopting *a = arg;
	int64_t id;

	/* A look-up that fails does so again where it is told. */
	if (ticket < 1 || tix_adopt_is_refused(a, ticket) ||
	    tix_adopt_look_up(a->tx, a, ticket, &id) != TIX_OK)
		return 0;
	return id;
}

static int64_t
event_here(void *arg, int64_t seq)
{
	return tix_idmap_get(&((struct tix_adopting *)arg)->seqs, seq, 0);
}

/* Others may have written since: what was looked up may have changed. */
enum tix_status
tix_adopt_begin(struct tix *tx, struct tix_adopting *a)
{
	bool changed = false;
	enum tix_status s = TIX_OK;

	if (a->open)
		return TIX_OK;
	if (a->in->r->dry_run)
		s = tix_db_read_begin(tx);
	if (s == TIX_OK)
		s = tix_run_begin(tx, a->in->r->dry_run);
	if (s != TIX_OK)
		return s;
	a->open = true;
	a->since = tix_time_clock();
	a->batch = 0;
	s = tix_db_changed(tx, &changed);
	if (changed) {
		tix_idmap_clear(&a->ids);
		tix_idmap_clear(&a->seqs);
	}
	return s == TIX_OK && (changed || a->next == 0) ?
	    tix_tickets_next_id(tx, &a->next) : s;
}

enum tix_status
tix_adopt_commit(struct tix *tx, struct tix_adopting *a)
{
	enum tix_status s;

	if (!a->open)
		return TIX_OK;
	a->open = false;
	if (a->in->r->dry_run) {
		tix_db_read_end(tx);
		return TIX_OK;
	}
	s = tix_texts_drain(tx);
	if (s == TIX_OK)
		s = tix_db_commit(tx);
	else
		tix_db_rollback(tx);
	tix_progress(a->in->r, "%lld events in", (long long)a->added);
	return s;
}

/* Drop what is left out or here already; name the new tickets. */
static enum tix_status
sift(struct tix *tx, struct tix_adopting *a)
{
	enum tix_status s = TIX_OK;
	size_t n = 0;
	int64_t id;

	for (size_t i = 0; s == TIX_OK && i < a->n; i++) {
		struct tix_event *e = a->act[i];

		s = tix_adopt_look_up(tx, a, e->ticket, &id);
		if (s != TIX_OK || event_here(a, e->seq) != 0)
			continue;
		if (id == 0)
			tix_idmap_put(&a->ids, e->ticket, a->next++);
		a->act[n++] = e;
	}
	a->n = n;
	return s;
}

static void
count(struct tix *tx, struct tix_adopting *a, bool opens, int64_t id)
{
	a->added++;
	a->batch++;
	a->opened += opens;
	if (tix_idmap_get(&a->moved, id, 0) != 0)
		return;
	a->changed += !opens;
	tix_idmap_put(&a->moved, id, 1);
	if (!a->in->r->dry_run)
		tix_takein_keep(tx, a->in, id);
}

static enum tix_status
save(struct tix *tx, struct tix_adopting *a, const struct tix_event *from,
    int64_t *with)
{
	struct tix_transfer how = { .desk = a->desk, .ticket = ticket_here,
	    .event = event_here, .arg = a, .with = *with };
	const bool opens = from->kind == TIX_E_OPENED;
	const int64_t id = ticket_here(a, from->ticket);
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { 0 };
	enum tix_status s = TIX_OK;

	if (!opens && !a->in->r->dry_run)
		s = tix_tickets_load(tx, tx->mem, id, &t);
	if (s == TIX_OK)
		s = tix_transfer_event(tx, &how, from, e);
	if (s == TIX_OK && !a->in->r->dry_run)
		s = tix_tickets_save(tx, &t, e, 1);
	if (s == TIX_OK && opens && !a->in->r->dry_run && t.id != id)
		s = tix_fail(tx, TIX_FAILED, "ticket %lld became %lld",
		    (long long)id, (long long)t.id);
	if (s != TIX_OK)
		return s;
	tix_idmap_put(&a->seqs, from->seq, e->seq);
	if (*with == 0)
		*with = e->seq;
	count(tx, a, opens, id);
	return TIX_OK;
}

static enum tix_status
save_files(struct tix *tx, struct tix_adopting *a)
{
	enum tix_status s = TIX_OK;
	struct tix_held *h;

	while (s == TIX_OK && (h = a->files) != NULL) {
		a->files = h->next;
		if (!a->in->r->dry_run)
			s = tix_attachments_put(tx, &h->a);
		tix_arena_free(h->mem);
	}
	return s;
}

bool
tix_adopt_is_full(const struct tix_adopting *a)
{
	return a->batch >= BATCH_EVENTS ||
	    tix_time_clock() - a->since > BATCH_TIME;
}

/* The line at hand lives on tx->mem until its act has gone. */
enum tix_status
tix_adopt_act(struct tix *tx, struct tix_adopting *a)
{
	struct tix_arena *line = tx->mem;
	enum tix_status s = TIX_OK;
	int64_t with = 0;

	if (a->n == 0)
		return TIX_OK;
	tx->mem = a->work;
	s = tix_adopt_begin(tx, a);
	if (s == TIX_OK)
		s = save_files(tx, a);
	if (s == TIX_OK)
		s = sift(tx, a);
	for (size_t i = 0; s == TIX_OK && i < a->n; i++) {
		s = save(tx, a, a->act[i], &with);
		tix_arena_reset(tx->mem);
	}
	a->n = 0;
	tix_arena_reset(a->mem);
	if (s == TIX_OK && tix_adopt_is_full(a))
		s = tix_adopt_commit(tx, a);
	tix_arena_reset(a->work);
	tx->mem = line;
	return s;
}
