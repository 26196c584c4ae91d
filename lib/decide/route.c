/*
 * Placing tickets by category, by words, and by the matrix.
 */
#include <tix/desk.h>
#include <tix/route.h>
#include <tix/trace.h>
#include <tix/work.h>

#include <string.h>

/* The decision as it grows: the ticket as it would be, and the grounds. */
struct routing {
	struct tix *tx;
	struct tix_ticket t;
	uint64_t fixed;
	struct tix_event *e;
	struct tix_json_out *why;
	bool changed;
};

static bool
is_fixed(const struct routing *r, enum tix_field f)
{
	return (r->fixed >> f & 1) != 0;
}

/* Change one field, unless it was given by hand or is so. */
static bool
change(struct routing *r, enum tix_field f, const struct tix_value *value)
{
	struct tix_value v = *value;
	struct tix_value have = tix_ticket_get(&r->t, f);

	v.type = have.type;
	if (is_fixed(r, f) || tix_value_equal(&have, &v))
		return false;
	tix_ticket_set(&r->t, f, &v);
	tix_event_set(r->e, f, &v);
	if (!r->changed)
		tix_json_open(r->why, '[');
	r->changed = true;
	return true;
}

/* A ground: which rule of which kind set what. */
static void
because(struct routing *r, const char *by, const char *name, enum tix_field f)
{
	struct tix_value v = tix_ticket_get(&r->t, f);

	tix_json_open(r->why, '{');
	tix_json_name(r->why, "by");
	tix_json_string(r->why, by);
	tix_json_name(r->why, "name");
	tix_json_bytes(r->why, name);
	tix_json_name(r->why, "set");
	tix_json_string(r->why, tix_fields[f].name);
	tix_json_name(r->why, "to");
	if (v.s != NULL)
		tix_json_bytes(r->why, v.s);
	else
		tix_json_number(r->why, v.i);
	tix_json_close(r->why, '}');
	tix_tracef(r->tx, TIX_TRACE_ROUTE, "%s '%s' sets %s", by, name,
	    tix_fields[f].name);
}

static void
put_text(struct routing *r, const char *by, const char *name,
    enum tix_field f, const char *s)
{
	struct tix_value v = { .s = s };

	if (s != NULL && change(r, f, &v))
		because(r, by, name, f);
}

static void
put_int(struct routing *r, const char *by, const char *name,
    enum tix_field f, int64_t i)
{
	struct tix_value v = { .i = i };

	if (i != 0 && change(r, f, &v))
		because(r, by, name, f);
}

/* Level and queue go together: a queue given by hand brings its own level. */
static void
place(struct routing *r, const char *by, const char *name, const char *queue,
    const char *level)
{
	const struct tix_queue *q = queue == NULL ? NULL :
	    tix_desk_queue(r->tx->desk, queue);

	if (q != NULL && q->level != NULL && is_fixed(r, TIX_F_LEVEL) &&
	    r->t.level != NULL && strcmp(q->level, r->t.level) != 0)
		return; /* another level's queue */
	put_text(r, by, name, TIX_F_QUEUE, queue);
	if (level == NULL && r->t.queue != NULL) {
		q = tix_desk_queue(r->tx->desk, r->t.queue);
		level = q == NULL ? NULL : q->level;
	}
	put_text(r, by, name, TIX_F_LEVEL, level);
	if (r->t.queue != NULL && r->t.team == NULL) {
		q = tix_desk_queue(r->tx->desk, r->t.queue);
		if (q != NULL)
			put_text(r, by, name, TIX_F_TEAM, q->team);
	}
}

static void
by_category(struct routing *r)
{
	const struct tix_category *c = r->t.category == NULL ? NULL :
	    tix_desk_category(r->tx->desk, r->t.category);

	if (c == NULL)
		return;
	if (r->t.impact == 0)
		put_int(r, "category", c->name, TIX_F_IMPACT, c->impact);
	if (r->t.urgency == 0)
		put_int(r, "category", c->name, TIX_F_URGENCY, c->urgency);
	if (r->t.queue == NULL)
		place(r, "category", c->name, c->queue, c->level);
}

static void
by_default(struct routing *r)
{
	const struct tix_desk *d = r->tx->desk;

	if (r->t.queue == NULL && r->t.level == NULL)
		place(r, "default", "desk", d->queue, NULL);
	else if (r->t.queue == NULL) {
		const struct tix_level *l = tix_desk_level(d, r->t.level);

		put_text(r, "default", "level",
		    TIX_F_QUEUE, l == NULL ? NULL : l->queue);
	}
	if (r->t.level == NULL)
		place(r, "default", "queue", NULL, NULL);
	if (r->t.level == NULL)
		put_text(r, "default", "desk", TIX_F_LEVEL, d->level);
	if (r->t.impact == 0)
		put_int(r, "default", "desk", TIX_F_IMPACT, d->impact);
	if (r->t.urgency == 0)
		put_int(r, "default", "desk", TIX_F_URGENCY, d->urgency);
}

static void
by_matrix(struct routing *r)
{
	struct tix_value source = { .i = TIX_BY_MATRIX };
	int64_t p;

	if (r->t.priority != 0 && r->t.priority_source == TIX_BY_HAND)
		return;
	p = tix_desk_priority(r->tx->desk, r->t.impact, r->t.urgency);
	put_int(r, "matrix", "impact and urgency", TIX_F_PRIORITY, p);
	if (p != 0 && !is_fixed(r, TIX_F_PRIORITY))
		change(r, TIX_F_PRIORITY_SOURCE, &source);
}

enum tix_status
tix_route_apply(struct tix *tx, const struct tix_ticket *t,
    const struct tix_route_how *how, struct tix_event *e)
{
	struct routing r = {
		.tx = tx, .t = *t, .fixed = how->fixed, .e = e,
		.why = tix_json_out_new(tx->mem),
	};
	size_t n;

	by_category(&r);
	by_default(&r);
	by_matrix(&r);
	if (!r.changed)
		return TIX_NO;
	tix_json_close(r.why, ']');
	tix_event_json(e, "why", tix_json_out_text(r.why, &n));
	return TIX_OK;
}

/* What is placed stays: somebody may have moved it since. */
static uint64_t
placed(const struct tix_ticket *t)
{
	uint64_t fixed = 0;

	if (t->level != NULL)
		fixed |= UINT64_C(1) << TIX_F_LEVEL;
	if (t->queue != NULL)
		fixed |= UINT64_C(1) << TIX_F_QUEUE;
	return fixed;
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
	h.fixed |= again ? 0 : placed(t);
	s = tix_route_apply(tx, t, &h, e);
	if (s == TIX_NO)
		e->kind = TIX_E_NONE;
	return s == TIX_NO ? TIX_OK : s;
}
