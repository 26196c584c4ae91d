/*
 * Taking back: the events of an act, on all of its tickets.
 */
#include <tix/related.h>

#include <tix/claim.h>
#include <tix/events.h>
#include <tix/tickets.h>
#include <tix/undo.h>

#define LOOK_BACK 10000 /* newest events of the desk that are looked through */
#define EVENTS_MAX 100000 /* of one ticket */

struct list {
	struct tix_event **event;
	size_t n;
	size_t cap;
};

static enum tix_status
collect(struct tix *tx, struct tix_event *e, void *arg)
{
	struct list *l = arg;

	if (l->n == EVENTS_MAX)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld has more than %d events (events-max)",
		    (long long)e->ticket, EVENTS_MAX);
	if (l->n == l->cap) {
		size_t cap = l->cap == 0 ? 16 : 2 * l->cap;
		struct tix_event **event = tix_arena_array(tx->mem, cap,
		    sizeof *event);

		for (size_t i = 0; i < l->n; i++)
			event[i] = l->event[i];
		l->event = event;
		l->cap = cap;
	}
	l->event[l->n++] = e;
	return TIX_OK;
}

static enum tix_status
read_past(struct tix *tx, int64_t ticket, struct tix_past *p)
{
	struct list l = { 0 };
	enum tix_status s = tix_events_of(tx, tx->mem, ticket, collect, &l);

	p->event = l.event;
	p->n = l.n;
	return s;
}

/* Links that come back must not close a ring. */
static enum tix_status
check_rings(struct tix *tx, int64_t ticket, const char *at)
{
	const char *relation;
	enum tix_status s = TIX_OK;
	int64_t id;

	while (s == TIX_OK &&
	    (id = tix_links_next(tx->mem, &at, &relation)) != 0) {
		const struct tix_relation *r = tix_relation_find(relation);

		if (r != NULL && r->chosen)
			s = tix_link_check(tx, id, ticket, r);
	}
	return s;
}

/* What a program has in hand may reach people whatever is said here. */
static enum tix_status
check_claim(struct tix *tx, int64_t reply)
{
	enum tix_status s = reply == 0 ? TIX_NO : tix_claim_held(tx, reply);

	return s == TIX_NO ? TIX_OK : s != TIX_OK ? s : tix_fail(tx,
	    TIX_CONFLICT, "event %lld: the reply is being sent: if that does "
	    "not deliver it, it can be taken back afterwards",
	    (long long)reply);
}

/* One event of the act, on a ticket that may be another one. */
static enum tix_status
undo_part(struct tix *tx, const struct tix_event *part, const char *reason,
    struct tix_event *e)
{
	struct tix_ticket t = { 0 };
	struct tix_past p = { 0 };
	enum tix_status s = tix_tickets_load(tx, tx->mem, part->ticket, &t);

	if (s == TIX_OK)
		s = read_past(tx, part->ticket, &p);
	if (s == TIX_OK)
		s = tix_undo(tx, &t, &p, part->seq, reason, e);
	if (s != TIX_OK || e->kind == TIX_E_NONE)
		return s;
	s = check_claim(tx, tix_undo_reply(&p, part->seq));
	return s == TIX_OK ? check_rings(tx, part->ticket,
	    tix_undo_links(tx, &p, part->seq)) : s;
}

/* The part asked for comes first, since it names the ticket of the run. */
static enum tix_status
undo_parts(struct tix *tx, const struct tix_event *asked, const char *reason,
    struct tix_event *e)
{
	struct list parts = { 0 };
	enum tix_status s = tix_events_act(tx,
	    asked->with != 0 ? asked->with : asked->seq, collect, &parts);

	if (s == TIX_OK)
		s = undo_part(tx, asked, reason, e);
	for (size_t i = 0; s == TIX_OK && i < parts.n; i++) {
		struct tix_event *other;

		if (parts.event[i]->seq == asked->seq)
			continue;
		other = tix_arena_alloc(tx->mem, sizeof *other);
		s = undo_part(tx, parts.event[i], reason, other);
		if (s == TIX_OK && other->kind != TIX_E_NONE)
			tix_event_join(e, other);
	}
	return s;
}

enum tix_status
tix_undo_act(struct tix *tx, const struct tix_ticket *t, int64_t seq,
    const char *reason, struct tix_event *e)
{
	const struct tix_event *asked = NULL;
	struct tix_past p;
	enum tix_status s = read_past(tx, t->id, &p);

	if (s != TIX_OK)
		return s;
	if (seq == 0)
		asked = tix_undo_last(&p);
	for (size_t i = 0; seq != 0 && i < p.n; i++)
		if (p.event[i]->seq == seq)
			asked = p.event[i];
	if (seq == 0 && asked == NULL)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld: nothing to take back", (long long)t->id);
	if (asked == NULL)
		return tix_undo(tx, t, &p, seq, reason, e);
	return undo_parts(tx, asked, reason, e);
}

/* What the caller typed and is told: the first event of an act is on that. */
static enum tix_status
first_of_act(struct tix *tx, const struct tix_event *e, int64_t *seq,
    int64_t *ticket)
{
	struct tix_event *first = tix_arena_alloc(tx->mem, sizeof *first);
	enum tix_status s = TIX_OK;

	*seq = e->seq;
	*ticket = e->ticket;
	if (e->with == 0)
		return TIX_OK;
	s = tix_events_get(tx, e->with, first);
	if (s == TIX_OK) {
		*seq = first->seq;
		*ticket = first->ticket;
	}
	return s;
}

enum tix_status
tix_undo_find(struct tix *tx, const char *who, int64_t *seq, int64_t *ticket)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	enum tix_status s = tix_events_newest(tx, who, LOOK_BACK, e);

	if (s == TIX_NO)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "no change of '%s' among the newest %d; name the ticket",
		    who, LOOK_BACK);
	return s == TIX_OK ? first_of_act(tx, e, seq, ticket) : s;
}
