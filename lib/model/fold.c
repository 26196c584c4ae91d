/*
 * Events to tickets and tallies.
 */
#include <tix/fold.h>

#include <string.h>

#include <tix/link.h>
#include <tix/visit.h>

/* The cell of the backlog that a ticket is in. */
struct cell {
	bool live;
	const char *level;
	int64_t priority;
};

static struct cell
cell_of(const struct tix_ticket *t)
{
	return (struct cell){
		.live = tix_state_is_live(t->state),
		.level = t->level,
		.priority = t->priority,
	};
}

static bool
text_equal(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void
count(struct tix_tallies *l, const struct tix_event *e, enum tix_measure m,
    const struct cell *c, int64_t n)
{
	struct tix_tally t = {
		.slot = e->at / TIX_SLOT,
		.measure = m,
		.level = c->level,
		.priority = c->priority,
		.n = n,
	};

	if (l != NULL)
		tix_tallies_add(l, &t);
}

/* Whenever a sweep found it: the deadline passed when it did. */
static void
count_breach(struct tix_tallies *l, const struct tix_event *e,
    const struct cell *c)
{
	const struct tix_member *deadline = tix_event_member(e, "deadline");
	struct tix_event then = { .at = e->at };

	if (deadline != NULL)
		then.at = deadline->i;
	count(l, &then, TIX_N_BREACHED, c, 1);
}

static void
count_backlog(struct tix_tallies *l, const struct tix_event *e,
    const struct cell *before, const struct cell *after)
{
	if (before->live == after->live &&
	    before->priority == after->priority &&
	    text_equal(before->level, after->level))
		return;
	if (before->live)
		count(l, e, TIX_N_BACKLOG, before, -1);
	if (after->live)
		count(l, e, TIX_N_BACKLOG, after, 1);
}

static bool
is_solved(int64_t state)
{
	return state == TIX_RESOLVED || state == TIX_CLOSED;
}

/* What a move counts as; from one way of being done to another, as nothing. */
static void
count_move(struct tix_tallies *l, const struct tix_event *e, int64_t was,
    int64_t is, const struct cell *after)
{
	if (tix_state_is_live(is) && tix_state_is_done(was))
		count(l, e, TIX_N_REOPENED, after, 1);
	else if (is_solved(is) && !is_solved(was))
		count(l, e, TIX_N_RESOLVED, after, 1);
	else if (tix_state_is_done(is) && !tix_state_is_done(was))
		count(l, e, TIX_N_CANCELLED, after, 1);
}

static void
change_state(struct tix_ticket *t, const struct tix_event *e, int64_t was,
    const struct cell *after, struct tix_tallies *l)
{
	if (t->state != TIX_WAITING) {
		t->waiting_on = 0;
		t->wait_until = 0;
		t->wait_then = 0;
	}
	if (!is_solved(t->state)) {
		t->resolved = 0;
		t->resolution = NULL;
	} else if (!is_solved(was)) {
		t->resolved = e->at;
	}
	t->closed = t->state == TIX_CLOSED ? e->at : 0;
	count_move(l, e, was, t->state, after);
}

static void
change_owner(struct tix_ticket *t, const struct tix_event *e)
{
	if (t->owner != NULL && t->taken == 0)
		t->taken = e->at;
}

static void
apply(struct tix *tx, struct tix_ticket *t, const struct tix_change *c)
{
	struct tix_value v = tix_ticket_get(t, c->field);

	if (c->op == TIX_SET)
		v = c->value;
	else if (c->op == TIX_DROP)
		v.s = tix_tags_drop(tx->mem, v.s, c->value.s);
	else if (v.type == TIX_T_TAGS)
		v.s = tix_tags_add(tx->mem, v.s, c->value.s);
	else if (v.type == TIX_T_JSON)
		v.s = tix_json_patch(tx, v.s, c->value.s);
	else if (__builtin_add_overflow(v.i, c->value.i, &v.i))
		v.i = c->value.i < 0 ? INT64_MIN : INT64_MAX;
	tix_ticket_set(t, c->field, &v);
	if (c->field == TIX_F_LINKS)
		t->parent = tix_links_find(t->links, "parent");
}

/* What the kind does beside its changes. */
static void
apply_kind(struct tix_ticket *t, const struct tix_event *e)
{
	const struct tix_member *code = tix_event_member(e, "code");

	if (e->kind == TIX_E_REPEATED)
		t->count++;
	if (tix_event_is_carried(e))
		t->undelivered++;
	if (e->kind == TIX_E_SENT && t->undelivered > 0)
		t->undelivered--;
	if ((e->kind == TIX_E_RESOLVED || e->kind == TIX_E_CLOSED) &&
	    code != NULL)
		t->resolution = code->s;
	if (t->first_response == 0 && tix_event_is_answer(e) &&
	    !text_equal(tix_event_author(e), t->requester))
		t->first_response = e->at;
}

/* Whoever had it knows it; else who hands it up does. */
static const char *
handed_by(const struct tix_ticket *was, const struct tix_event *e)
{
	return was->owner != NULL ? was->owner : tix_event_author(e);
}

static void
leave(struct tix *tx, struct tix_ticket *t, const struct tix_ticket *was,
    const struct tix_event *e)
{
	struct tix_visit v;

	if (e->kind != TIX_E_ESCALATED || was->level == NULL ||
	    !tix_visits_find(tx->mem, t->visits, was->level, &v))
		return;
	v.agent = handed_by(was, e);
	v.queue = was->queue;
	t->visits = tix_visits_put(tx->mem, t->visits, &v);
}

/* What comes back down keeps where it came up from; else that is told anew. */
static void
enter(struct tix *tx, struct tix_ticket *t, const struct tix_ticket *was,
    const struct tix_event *e)
{
	struct tix_visit v;

	if (t->level == NULL)
		return;
	if (!tix_visits_find(tx->mem, t->visits, t->level, &v))
		v = (struct tix_visit){ .level = t->level };
	v.times++;
	if (v.times > 1)
		t->bounces++;
	if (e->kind != TIX_E_RETURNED)
		v.from = e->kind == TIX_E_ESCALATED ? was->level : NULL;
	t->visits = tix_visits_put(tx->mem, t->visits, &v);
}

void
tix_fold(struct tix *tx, struct tix_ticket *t, const struct tix_event *e,
    struct tix_tallies *tallies)
{
	const struct tix_ticket whole = *t;
	struct cell before = cell_of(t);
	int64_t was = t->state;
	struct cell after;
	bool moves;

	if (e->retracted)
		return;
	if (e->kind == TIX_E_OPENED) {
		t->id = e->ticket;
		t->opened = e->at;
		t->kind = TIX_INCIDENT;
		t->state = TIX_NEW;
		t->count++; /* a repeat may be known to be older */
	}
	for (size_t i = 0; i < e->nchanges; i++)
		apply(tx, t, &e->changes[i]);
	apply_kind(t, e);
	after = cell_of(t);
	/* An earlier event that came late may have made the move already. */
	moves = !text_equal(before.level, after.level);
	if (moves) {
		leave(tx, t, &whole, e);
		enter(tx, t, &whole, e);
	}
	if (e->kind == TIX_E_OPENED)
		count(tallies, e, TIX_N_OPENED, &after, 1);
	if (e->kind == TIX_E_ESCALATED && moves)
		count(tallies, e, TIX_N_ESCALATED, &before, 1);
	if (e->kind == TIX_E_RETURNED && moves)
		count(tallies, e, TIX_N_RETURNED, &before, 1);
	if (e->kind == TIX_E_BREACHED)
		count_breach(tallies, e, &after);
	if (t->state != was)
		change_state(t, e, was, &after, tallies);
	change_owner(t, e);
	count_backlog(tallies, e, &before, &after);
	t->updated = e->at;
}
