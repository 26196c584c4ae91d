/*
 * Where a ticket goes that no rule placed: by its category, then by the
 * desk's default; and for whom it is.
 */
#include "routing.h"

#include <string.h>

static const struct tix_queue *
queue_of(const struct tix_routing *r)
{
	return r->t.queue == NULL ? NULL :
	    tix_desk_queue(r->tx->desk, r->t.queue);
}

static bool
is_said(const struct tix_routing *r, enum tix_field f)
{
	return ((r->fixed | r->ruled) & TIX_BIT(f)) != 0;
}

/* What a queue brings where nothing else was said of it. */
static unsigned
unsaid(const struct tix_routing *r)
{
	return (is_said(r, TIX_F_LEVEL) ? 0 : TIX_BRINGS_LEVEL) |
	    (is_said(r, TIX_F_TEAM) ? 0 : TIX_BRINGS_TEAM);
}

/*
 * Put it into a queue, which brings its level and team with it; a queue that
 * was given by hand brings its own.
 */
void
tix_routing_queue(struct tix_routing *r, const char *queue, unsigned brings)
{
	const char *before = r->t.queue;
	const struct tix_queue *q = queue == NULL ? NULL :
	    tix_desk_queue(r->tx->desk, queue);

	if (q != NULL && q->level != NULL && r->t.level != NULL &&
	    tix_routing_is_fixed(r, TIX_F_LEVEL) &&
	    strcmp(q->level, r->t.level) != 0) {
		tix_step_add(r, TIX_STEP_HELD, "level", q->level, r->t.level);
		return; /* another level's queue */
	}
	tix_routing_text(r, TIX_F_QUEUE, queue);
	q = queue_of(r);
	if (q == NULL)
		return;
	if ((brings & TIX_BRINGS_LEVEL) != 0 && q->level != NULL)
		tix_routing_text(r, TIX_F_LEVEL, q->level);
	if ((brings & TIX_BRINGS_TEAM) != 0 &&
	    (r->t.team == NULL || r->t.queue != before))
		tix_routing_text(r, TIX_F_TEAM, q->team);
}

/* A queue of another level than the one that was said does not do. */
static bool
is_elsewhere(const struct tix_routing *r, const char *queue)
{
	const struct tix_queue *q = queue == NULL ? NULL :
	    tix_desk_queue(r->tx->desk, queue);

	return q != NULL && q->level != NULL && is_said(r, TIX_F_LEVEL) &&
	    r->t.level != NULL && strcmp(q->level, r->t.level) != 0;
}

static void
place(struct tix_routing *r, const char *queue, const char *level)
{
	const bool own = tix_routing_is_fixed(r, TIX_F_QUEUE) &&
	    r->t.queue != NULL;

	if (is_elsewhere(r, queue))
		return;
	tix_routing_queue(r, queue, level == NULL || own ? unsaid(r) :
	    unsaid(r) & TIX_BRINGS_TEAM);
	if (level != NULL && !own && !is_said(r, TIX_F_LEVEL))
		tix_routing_text(r, TIX_F_LEVEL, level);
}

static const struct tix_category *
category_of(const struct tix_routing *r, const char *name)
{
	return name == NULL ? NULL : tix_desk_category(r->tx->desk, name);
}

/* Each field by the nearest of the category and those above it that says. */
void
tix_routing_category(struct tix_routing *r)
{
	const struct tix_category *c = category_of(r, r->t.category);
	bool placed = is_said(r, TIX_F_QUEUE) && r->t.queue != NULL;

	for (; c != NULL; c = category_of(r, c->parent)) {
		tix_routing_by(r, "category", c->name);
		if (r->t.impact == 0)
			tix_routing_int(r, TIX_F_IMPACT, c->impact);
		if (r->t.urgency == 0)
			tix_routing_int(r, TIX_F_URGENCY, c->urgency);
		if (r->t.service == NULL)
			tix_routing_text(r, TIX_F_SERVICE, c->service);
		if (placed || (c->queue == NULL && c->level == NULL))
			continue;
		place(r, c->queue, c->level);
		placed = true;
	}
}

/* A level that a rule set alone has a queue of its own. */
void
tix_routing_fit(struct tix_routing *r)
{
	const struct tix_level *l = r->t.level == NULL ? NULL :
	    tix_desk_level(r->tx->desk, r->t.level);

	if ((r->ruled & TIX_BIT(TIX_F_LEVEL)) == 0 ||
	    is_said(r, TIX_F_QUEUE) || !is_elsewhere(r, r->t.queue) ||
	    l == NULL || l->queue == NULL)
		return;
	tix_routing_by(r, "default", "level");
	tix_routing_queue(r, l->queue, unsaid(r) & TIX_BRINGS_TEAM);
}

/* What the queue that it is in has, where nothing else was said. */
static void
bring(struct tix_routing *r)
{
	tix_routing_queue(r, NULL, unsaid(r));
}

static void
queue_of_level(struct tix_routing *r)
{
	const struct tix_level *l = r->t.level == NULL ? NULL :
	    tix_desk_level(r->tx->desk, r->t.level);

	tix_routing_by(r, "default", "level");
	if (l != NULL)
		tix_routing_queue(r, l->queue, unsaid(r) & TIX_BRINGS_TEAM);
}

void
tix_routing_moved(struct tix_routing *r)
{
	const struct tix_queue *q = queue_of(r);

	if ((r->changed & TIX_BIT(TIX_F_QUEUE)) == 0 || q == NULL)
		return;
	tix_routing_by(r, "queue", q->name);
	tix_routing_text(r, TIX_F_LEVEL, q->level);
	tix_routing_text(r, TIX_F_TEAM, q->team);
}

/* Where the desk names nobody, nobody is of another team. */
static bool
is_of_team(const struct tix_routing *r, const char *agent)
{
	const struct tix_agent *a = tix_desk_agent(r->tx->desk, agent);

	return r->tx->desk->nagents == 0 || r->t.team == NULL ||
	    (a != NULL && a->team != NULL &&
	    strcmp(a->team, r->t.team) == 0);
}

void
tix_routing_part(struct tix_routing *r)
{
	const struct tix_value nobody = { .type = TIX_T_TEXT };

	if (r->t.owner == NULL || is_said(r, TIX_F_OWNER) ||
	    (r->changed & TIX_BIT(TIX_F_TEAM)) == 0 ||
	    is_of_team(r, r->t.owner))
		return;
	tix_routing_by(r, "team", r->t.team);
	tix_routing_set(r, TIX_F_OWNER, &nobody);
}

void
tix_routing_default(struct tix_routing *r)
{
	const struct tix_desk *d = r->tx->desk;

	tix_routing_by(r, "default", "desk");
	if (r->t.queue == NULL && r->t.level == NULL)
		place(r, d->queue, NULL);
	if (r->t.level == NULL) {
		tix_routing_by(r, "default", "queue");
		bring(r);
	}
	tix_routing_by(r, "default", "desk");
	if (r->t.level == NULL)
		tix_routing_text(r, TIX_F_LEVEL, d->level);
	if (r->t.queue == NULL)
		queue_of_level(r);
	tix_routing_by(r, "default", "desk");
	if (r->t.impact == 0)
		tix_routing_int(r, TIX_F_IMPACT, d->impact);
	if (r->t.urgency == 0)
		tix_routing_int(r, TIX_F_URGENCY, d->urgency);
}
