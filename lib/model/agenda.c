/*
 * What is to come on a ticket: what its events tell, and the reading of it.
 */
#include "agendaparts.h"

#include <stdlib.h>
#include <string.h>

const char *const tix_agenda_kind_names[] = {
	"threshold", "breach", "step", "wait", "reminder", "silent", "close",
	NULL
};

struct tix_agenda *
tix_agenda_new(struct tix_arena *mem, const struct tix_lawbook *book,
    const struct tix_policies *policies)
{
	struct tix_agenda *a = tix_arena_alloc(mem, sizeof *a);

	a->mem = mem;
	a->book = book;
	a->policies = policies;
	a->clocks = book == NULL ? NULL : tix_clockwork_new(mem, book);
	return a;
}

enum tix_status
tix_agenda_calendar(struct tix *tx, const struct tix_agenda *a,
    const char *name, const struct tix_worktime **c)
{
	*c = NULL;
	if (name == NULL || a->book == NULL)
		return TIX_OK;
	return a->book->calendar(tx, a->book, name, c);
}

static size_t
bucket(const char *key)
{
	size_t h = 5381;

	for (; *key != '\0'; key++)
		h = h * 33 + (unsigned char)*key;
	return h % TIX_AGENDA_BUCKETS;
}

int64_t
tix_agenda_done(const struct tix_agenda *a, const char *key)
{
	const struct tix_agenda_done *d = a->done[bucket(key)];

	while (d != NULL && strcmp(d->key, key) != 0)
		d = d->next;
	return d == NULL ? 0 : d->at;
}

static void
did(struct tix_agenda *a, const char *key, int64_t at)
{
	struct tix_agenda_done **first = &a->done[bucket(key)];
	struct tix_agenda_done *d = tix_arena_alloc(a->mem, sizeof *d);

	*d = (struct tix_agenda_done){
		.key = tix_arena_dup(a->mem, key), .at = at, .next = *first,
	};
	*first = d;
}

void
tix_agenda_put(struct tix_agenda *a, const struct tix_agenda_item *item)
{
	if (tix_agenda_done(a, item->key) != 0)
		return;
	if (a->n == a->cap) {
		struct tix_agenda_item *more;

		a->cap = a->cap == 0 ? 16 : 2 * a->cap;
		more = tix_arena_array(a->mem, a->cap, sizeof *more);
		if (a->n > 0)
			memcpy(more, a->items, a->n * sizeof *more);
		a->items = more;
	}
	a->items[a->n++] = *item;
}

static const char *
text(const struct tix_event *e, const char *name)
{
	const struct tix_member *m = tix_event_member(e, name);

	return m == NULL || m->s == NULL ? "" : m->s;
}

/* What the event says was done. */
static void
note_done(struct tix_agenda *a, const struct tix_event *e)
{
	if (e->kind == TIX_E_WARNED)
		did(a, tix_arena_printf(a->mem, "%s %s", text(e, "clock"),
		    text(e, "threshold")), e->at);
	else if (e->kind == TIX_E_BREACHED)
		did(a, tix_arena_printf(a->mem, "%s breach",
		    text(e, "clock")), e->at);
	else if (e->kind == TIX_E_STEPPED)
		did(a, text(e, "key"), e->at);
}

static void
note_acknowledged(struct tix_agenda *a, const struct tix_ticket *after,
    const struct tix_event *e)
{
	const struct tix_member *until = tix_event_member(e, "until");

	if (e->kind == TIX_E_ACKED) {
		a->acknowledged = e->at;
		a->lapses = until == NULL ? INT64_MAX : until->i;
	} else if (e->kind == TIX_E_ESCALATED || e->kind == TIX_E_RETURNED ||
	    !tix_state_is_live(after->state)) {
		a->acknowledged = a->lapses = 0;
	}
}

static bool
waits_on_customer(const struct tix_agenda *a)
{
	return a->state == TIX_WAITING && a->waiting_on == TIX_ON_CUSTOMER;
}

/* Whose word it is: the customer's ends his silence. */
static bool
is_customers(const struct tix_ticket *t, const struct tix_event *e)
{
	const char *who = e->on_behalf != NULL ? e->on_behalf : e->actor;

	return (e->kind == TIX_E_REPLIED || e->kind == TIX_E_NOTED ||
	    e->kind == TIX_E_REPEATED) && who != NULL &&
	    t->requester != NULL && strcmp(who, t->requester) == 0;
}

static void
note_state(struct tix_agenda *a, const struct tix_ticket *t,
    const struct tix_event *e)
{
	const bool was_live = tix_state_is_live(a->state);
	const bool waited = waits_on_customer(a);

	a->state = t->state;
	a->waiting_on = t->waiting_on;
	a->wait_until = t->wait_until;
	a->resolved = t->resolved;
	if (!was_live && tix_state_is_live(t->state)) {
		a->openings++;
		a->since = e->at;
	} else if (waited && !waits_on_customer(a)) {
		a->since = e->at;
	}
	if (waits_on_customer(a) && (!waited || e->kind == TIX_E_WAITED ||
	    is_customers(t, e))) {
		a->silent = e->at;
		a->silent_event = e->seq;
	}
}

static void
note_bounces(struct tix_agenda *a, const struct tix_ticket *t, int64_t at)
{
	while (a->nbounces < (size_t)t->bounces) {
		if (a->nbounces == a->bounces_cap) {
			int64_t *more;

			a->bounces_cap = 2 * a->bounces_cap + 8;
			more = tix_arena_array(a->mem, a->bounces_cap,
			    sizeof *more);
			if (a->nbounces > 0)
				memcpy(more, a->bounces,
				    a->nbounces * sizeof *more);
			a->bounces = more;
		}
		a->bounces[a->nbounces++] = at;
	}
}

static const char *
kept(const struct tix_agenda *a, const char *old, const char *s)
{
	if (old == NULL || s == NULL || strcmp(old, s) != 0)
		return tix_arena_dup(a->mem, s);
	return old;
}

/* Which policy holds from this event on; the same one goes on. */
static enum tix_status
note_policy(struct tix *tx, struct tix_agenda *a, const struct tix_event *e)
{
	const struct tix_member *m = tix_event_member(e, "policy");
	const struct tix_policy *before = a->policy;
	enum tix_status s = TIX_OK;

	if (m == NULL || a->policies == NULL || (e->kind != TIX_E_OPENED &&
	    e->kind != TIX_E_ROUTED))
		return TIX_OK;
	a->policy = NULL;
	if (*m->s != '\0')
		s = a->policies->find(tx, a->policies, m->s, e->desk,
		    &a->policy);
	if (a->policy != NULL && (before == NULL ||
	    strcmp(before->name, a->policy->name) != 0))
		a->since = e->at;
	return s == TIX_NO ? TIX_OK : s;
}

enum tix_status
tix_agenda_step(struct tix *tx, struct tix_agenda *a,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e)
{
	enum tix_status s = a->clocks == NULL ? TIX_OK :
	    tix_clockwork_step(tx, a->clocks, before, after, e);

	note_done(a, e);
	note_acknowledged(a, after, e);
	note_state(a, after, e);
	note_bounces(a, after, e->at);
	if (after->owner != NULL)
		a->unowned = 0;
	else if (a->unowned == 0)
		a->unowned = e->at;
	a->team = kept(a, a->team, after->team);
	a->agreement = kept(a, a->agreement, after->agreement);
	return s == TIX_OK ? note_policy(tx, a, e) : s;
}

int64_t
tix_agenda_acknowledged(const struct tix_agenda *a)
{
	return a->lapses;
}

const struct tix_policy *
tix_agenda_policy(const struct tix_agenda *a)
{
	return a->policy;
}

enum tix_status
tix_agenda_clocks(struct tix *tx, struct tix_agenda *a, int64_t now,
    const struct tix_clock **clocks, size_t *n)
{
	*clocks = NULL;
	*n = 0;
	return a->clocks == NULL ? TIX_OK :
	    tix_clockwork_read(tx, a->clocks, now, clocks, n);
}

/* A deadline that passed is told of, whatever came after. */
static void
put_breach(struct tix_agenda *a, const struct tix_clock *c, const char *name)
{
	struct tix_agenda_item i = { .kind = TIX_A_BREACH, .clock = c };

	i.at = c->breached;
	if (i.at == 0 && c->state == TIX_RUNNING)
		i.at = c->due;
	i.key = tix_arena_printf(a->mem, "%s breach", name);
	if (i.at != 0)
		tix_agenda_put(a, &i);
}

static enum tix_status
put_clock(struct tix *tx, struct tix_agenda *a, const struct tix_clock *c)
{
	const char *name = tix_clock_name(a->mem, c);
	enum tix_status s = TIX_OK;

	for (size_t k = 0; s <= TIX_NO && c->state == TIX_RUNNING &&
	    c->target != NULL && k < c->target->nwarn; k++) {
		struct tix_agenda_item i = { .kind = TIX_A_THRESHOLD,
			.clock = c, .threshold = &c->target->warn[k] };

		s = tix_clock_threshold(tx, a->book, c, i.threshold, &i.at);
		i.key = tix_arena_printf(a->mem, "%s %s", name,
		    i.threshold->text);
		if (s == TIX_OK)
			tix_agenda_put(a, &i);
	}
	put_breach(a, c, name);
	return s == TIX_NO ? TIX_OK : s;
}

/* By time; of one instant by kind, and steps as the policy has them. */
static int
by_time(const void *one, const void *other)
{
	const struct tix_agenda_item *p = one, *q = other;

	if (p->at != q->at)
		return p->at < q->at ? -1 : 1;
	if (p->kind != q->kind)
		return p->kind < q->kind ? -1 : 1;
	if (p->step != q->step)
		return p->step < q->step ? -1 : 1;
	if (p->round != q->round)
		return p->round < q->round ? -1 : 1;
	return strcmp(p->key, q->key);
}

enum tix_status
tix_agenda_read(struct tix *tx, struct tix_agenda *a, int64_t now,
    const struct tix_agenda_item **items, size_t *n)
{
	const struct tix_clock *clocks;
	size_t nclocks;
	enum tix_status s = tix_agenda_clocks(tx, a, now, &clocks, &nclocks);

	a->n = 0;
	for (size_t i = 0; s == TIX_OK && i < nclocks; i++)
		s = put_clock(tx, a, &clocks[i]);
	if (s == TIX_OK)
		s = tix_agenda_steps(tx, a, clocks, nclocks);
	if (s == TIX_OK)
		s = tix_agenda_days(tx, a);
	if (s == TIX_OK && a->n > 1)
		qsort(a->items, a->n, sizeof *a->items, by_time);
	*items = a->items;
	*n = a->n;
	return s;
}

bool
tix_event_moves_agenda(const struct tix_event *e)
{
	return tix_event_moves_clocks(e) || e->kind == TIX_E_ACKED ||
	    e->kind == TIX_E_STEPPED || e->kind == TIX_E_WARNED ||
	    e->kind == TIX_E_BREACHED || e->kind == TIX_E_ROUTED ||
	    e->kind == TIX_E_REPLIED ||
	    tix_event_change(e, TIX_F_OWNER) != NULL ||
	    tix_event_change(e, TIX_F_TEAM) != NULL ||
	    tix_event_change(e, TIX_F_STATE) != NULL ||
	    tix_event_change(e, TIX_F_LEVEL) != NULL;
}
