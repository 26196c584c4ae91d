/*
 * Routing a ticket: rules, category, default, priority, and who gets it.
 */
#include "routing.h"

#include <tix/work.h>

#include <string.h>

/* What rules look at of a body, whole characters. */
static const char *
visible(struct tix *tx, const char *body)
{
	size_t n = TIX_ROUTE_TEXT_MAX;

	if (body == NULL || strnlen(body, n + 1) <= n)
		return body == NULL ? "" : body;
	while (n > TIX_ROUTE_TEXT_MAX - 4 && (body[n] & 0xc0) == 0x80)
		n--;
	return tix_arena_dup_n(tx->mem, body, n);
}

static struct tix_routing *
begin(struct tix *tx, const struct tix_ticket *t,
    const struct tix_route_how *how, struct tix_event *e)
{
	struct tix_routing *r = tix_arena_alloc(tx->mem, sizeof *r);

	r->tx = tx;
	r->was = t;
	r->t = *t;
	r->e = e;
	r->fixed = how->fixed;
	r->steps = how->steps;
	r->changed = how->changed;
	r->follows = how->changed != 0;
	r->idle = tix_state_is_done(t->state);
	r->text = visible(tx, t->body);
	r->is_cut = t->body != NULL && r->text != t->body;
	r->subject = t->subject == NULL ? "" : t->subject;
	r->budget = TIX_ROUTE_STEPS_MAX;
	r->vip = -1;
	r->needs.mem = tx->mem;
	r->why = how->silent ? NULL : tix_json_out_new(tx->mem);
	if ((how->fixed & TIX_BIT(TIX_F_FIELDS)) != 0)
		r->own_fixed = t->fields;
	if (r->why != NULL)
		tix_json_open(r->why, '[');
	return r;
}

/*
 * What came of a list: set where the event sets it, else what is new and what
 * is gone.
 */
static void
end_list(struct tix_routing *r, enum tix_field f, const char *was)
{
	struct tix_arena *mem = r->tx->mem;
	const char *is = tix_ticket_get(&r->t, f).s;
	const char *now = is == NULL ? "" : is;

	if (strcmp(was == NULL ? "" : was, now) == 0)
		return;
	if (r->e->kind == TIX_E_OPENED || tix_event_change(r->e, f) != NULL) {
		tix_event_set_text(r->e, f, is);
		return;
	}
	tix_event_drop_text(r->e, f, tix_tags_drop(mem, was, now));
	tix_event_add_text(r->e, f, was == NULL ? is :
	    tix_tags_drop(mem, is, was));
}

static enum tix_status
end(struct tix_routing *r, const struct tix_ticket *was)
{
	size_t n;

	end_list(r, TIX_F_TAGS, was->tags);
	end_list(r, TIX_F_WATCHERS, was->watchers);
	if (r->own_patch != NULL && r->e->kind == TIX_E_OPENED)
		tix_event_set_text(r->e, TIX_F_FIELDS, r->t.fields);
	else if (r->own_patch != NULL)
		tix_event_add_text(r->e, TIX_F_FIELDS, r->own_patch);
	r->e->steps = r->steps;
	r->e->gave_up = r->gave_up;
	if (r->grounds || (r->some && r->why != NULL)) {
		tix_json_close(r->why, ']');
		tix_event_json(r->e, "why", tix_json_out_text(r->why, &n));
	}
	return r->some ? TIX_OK : TIX_NO;
}

enum tix_status
tix_route_apply(struct tix *tx, const struct tix_ticket *t,
    const struct tix_route_how *how, struct tix_event *e)
{
	struct tix_routing *r = begin(tx, t, how, e);
	enum tix_status s = tix_routing_was_chosen(r, &r->was_chosen);

	if (s == TIX_OK)
		s = tix_routing_party(r);
	if (s == TIX_OK)
		s = tix_routing_walk(r);
	if (s == TIX_OK)
		s = tix_routing_party(r);
	if (s != TIX_OK)
		return s;
	tix_routing_category(r);
	tix_routing_fit(r);
	tix_routing_default(r);
	s = tix_routing_priority(r);
	if (s == TIX_OK)
		s = tix_routing_assign(r, how->staff);
	if (s == TIX_OK)
		s = tix_routing_promise(r);
	if (s == TIX_OK && !how->silent)
		s = tix_routing_policy(r, how->again);
	return s == TIX_OK ? end(r, t) : s;
}

enum tix_status
tix_route_policy(struct tix *tx, const struct tix_ticket *t,
    struct tix_event *e)
{
	const struct tix_route_how how = { 0 };
	struct tix_routing *r = begin(tx, t, &how, e);
	enum tix_status s = tix_routing_policy(r, false);

	if (s == TIX_OK)
		s = end(r, t);
	return s == TIX_NO ? TIX_OK : s;
}

/*
 * What it has stays: somebody may have set it since.  The priority has a source
 * that tells, and a word more on a list does no harm.
 */
static uint64_t
present(const struct tix_ticket *t)
{
	uint64_t fixed = 0;

	for (int f = 0; f < TIX_FIELDS; f++) {
		const struct tix_value v = tix_ticket_get(t,
		    (enum tix_field)f);

		if ((tix_fields[f].flags & TIX_F_SETTABLE) != 0 &&
		    f != TIX_F_PRIORITY && tix_value_is_some(&v))
			fixed |= TIX_BIT(f);
	}
	return t->fields == NULL ? fixed : fixed | TIX_BIT(TIX_F_FIELDS);
}

enum tix_status
tix_route(struct tix *tx, const struct tix_ticket *t, bool again,
    const struct tix_route_how *how, struct tix_event *e)
{
	struct tix_route_how h = *how;
	enum tix_status s;

	if (!tix_state_is_live(t->state))
		return tix_refuse_done(tx, t);
	tix_event_init(e, TIX_E_ROUTED);
	h.fixed |= again ? 0 : present(t);
	h.again = again;
	s = tix_route_apply(tx, t, &h, e);
	if (s == TIX_NO)
		e->kind = TIX_E_NONE;
	return s == TIX_NO ? TIX_OK : s;
}

/* The ticket as the event makes it, and the fields that it changes. */
static uint64_t
changed_by(struct tix *tx, const struct tix_event *e, struct tix_ticket *t,
    uint64_t *fixed)
{
	uint64_t changed = 0;

	for (size_t i = 0; i < e->nchanges; i++) {
		const struct tix_change *c = &e->changes[i];
		struct tix_value v = tix_ticket_get(t, c->field);

		changed |= TIX_BIT(c->field);
		if (c->op == TIX_SET)
			*fixed |= TIX_BIT(c->field);
		if (c->op == TIX_SET)
			v = c->value;
		else if (c->field == TIX_F_FIELDS)
			v.s = tix_json_patch(tx, v.s, c->value.s);
		else if (v.type == TIX_T_TAGS)
			v.s = c->op == TIX_ADD ? tix_tags_add(tx->mem, v.s,
			    c->value.s) : tix_tags_drop(tx->mem, v.s,
			    c->value.s);
		else
			v.i += c->value.i;
		tix_ticket_set(t, c->field, &v);
	}
	return changed;
}

/* What the matrix is asked anew for. */
static bool
is_priority_asked(const struct tix_routing *r)
{
	const uint64_t asks = TIX_BIT(TIX_F_IMPACT) | TIX_BIT(TIX_F_URGENCY) |
	    TIX_BIT(TIX_F_REQUESTER) | TIX_BIT(TIX_F_ORGANISATION);
	const int64_t by = r->t.priority_source;

	return (by == TIX_BY_MATRIX || by == TIX_BY_RULE ||
	    by == TIX_BY_VIP) &&
	    ((r->changed & asks) != 0 || r->rules_priority);
}

/* Rules that moved it may have found it a team. */
static enum tix_status
hand_on(struct tix_routing *r, const struct tix_staff *staff)
{
	const uint64_t places = TIX_BIT(TIX_F_QUEUE) | TIX_BIT(TIX_F_TEAM) |
	    TIX_BIT(TIX_F_LEVEL) | TIX_BIT(TIX_F_OWNER);

	if (r->idle)
		return TIX_OK;
	tix_routing_part(r);
	if ((r->changed & places & ~r->fixed) == 0)
		return TIX_OK;
	return tix_routing_assign(r, staff);
}

enum tix_status
tix_route_follow(struct tix *tx, const struct tix_ticket *t,
    const struct tix_route_how *how, struct tix_event *e)
{
	struct tix_ticket *now = tix_arena_alloc(tx->mem, sizeof *now);
	struct tix_route_how h = *how;
	struct tix_routing *r;
	const struct tix_change *own = NULL;
	enum tix_status s;

	if (e->kind == TIX_E_NONE)
		return TIX_OK;
	*now = *t;
	h.changed = changed_by(tx, e, now, &h.fixed);
	r = begin(tx, now, &h, e);
	for (size_t i = 0; i < e->nchanges; i++)
		if (e->changes[i].field == TIX_F_FIELDS)
			own = &e->changes[i];
	r->own_fixed = r->own_patch = own == NULL ? NULL : own->value.s;
	r->follows = true;
	tix_routing_moved(r);
	r->was = t;
	s = tix_routing_was_chosen(r, &r->was_chosen);
	if (s == TIX_OK)
		s = tix_routing_was_brought(r);
	if (s == TIX_OK && !r->idle)
		s = tix_routing_party(r);
	if (s == TIX_OK)
		s = tix_routing_walk(r);
	if (s != TIX_OK)
		return s;
	if (!r->idle)
		tix_routing_fit(r);
	if (is_priority_asked(r))
		s = tix_routing_priority(r);
	if (s == TIX_OK)
		s = hand_on(r, how->staff);
	if (s == TIX_OK && !r->idle)
		s = tix_routing_promise(r);
	s = s == TIX_OK ? end(r, t) : s;
	return s == TIX_NO ? TIX_OK : s;
}
