/*
 * Where work is done: levels, queues, and the trees of services and
 * categories.
 */
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define COST_MAX 1000000 /* of an hour */

static const struct tix_dt_names *
calendars(struct tix_dt *dt)
{
	struct tix_dt_names *n = tix_arena_alloc(dt->mem, sizeof *n);

	*n = *TIX_DT_NAMES("calendar", dt->desk.calendars,
	    dt->desk.ncalendars);
	return n;
}

/* An amount of money, in hundredths. */
static int64_t
cost_of(struct tix_dt *dt, const struct tix_dt_section *s)
{
	const char *text = tix_dt_text(dt, s, "cost");
	int64_t whole, part = 0;
	size_t n, d = 0;

	if (text == NULL)
		return 0;
	n = strspn(text, "0123456789");
	if (text[n] == '.')
		d = strspn(text + n + 1, "0123456789");
	if (n == 0 || n > 7 || d > 2 || text[n + (d > 0) + d] != '\0') {
		tix_dt_complain(dt, tix_dt_line(s, "cost"),
		    "cost: '%s' is no amount such as 62 or 62.50", text);
		return 0;
	}
	whole = strtoll(text, NULL, 10);
	if (d > 0)
		part = (text[n + 1] - '0') * 10 +
		    (d > 1 ? text[n + 2] - '0' : 0);
	if (whole <= COST_MAX)
		return whole * 100 + part;
	tix_dt_complain(dt, tix_dt_line(s, "cost"),
	    "cost: '%s' is more than %d an hour", text, COST_MAX);
	return 0;
}

static void
fill_level(struct tix_dt *dt, const struct tix_dt_section *s, int64_t place)
{
	struct tix_level *l = s->item;

	l->title = tix_dt_text(dt, s, "name");
	l->order = tix_dt_int(dt, s, "order", place, 0, 99);
	l->cost = cost_of(dt, s);
	l->calendar = tix_dt_ref(dt, s, "calendar", calendars(dt));
	l->handover = tix_dt_list(dt, s, "handover");
	l->escalates_to = tix_dt_list(dt, s, "escalates_to");
	l->vendor = tix_dt_bool(dt, s, "vendor", false);
	l->queue = tix_dt_ref(dt, s, "queue", TIX_DT_NAMES("queue",
	    dt->desk.queues, dt->desk.nqueues));
	for (size_t i = 0; l->handover[i] != NULL; i++)
		tix_dt_name(dt, tix_dt_line(s, "handover"),
		    "a part of a handover", l->handover[i]);
	tix_dt_distinct(dt, s, "handover", l->handover);
	tix_dt_distinct(dt, s, "escalates_to", l->escalates_to);
}

static void
check_ways_up(struct tix_dt *dt, const struct tix_dt_section *s)
{
	const struct tix_dt_option *o = tix_dt_option(s, "escalates_to");
	const struct tix_level *l = s->item, *to;
	const struct tix_dt_names *levels = TIX_DT_NAMES("level",
	    dt->desk.levels, dt->desk.nlevels);

	for (size_t i = 0; o != NULL && i < o->n; i++) {
		const struct tix_dt_value *v = &o->values[i];

		if (*v->text == '\0' || !tix_dt_need(dt, v->line, levels,
		    v->text))
			continue;
		to = tix_desk_level(&dt->desk, v->text);
		if (to->order <= l->order)
			tix_dt_complain(dt, v->line, "level '%s' is not above "
			    "'%s'", to->name, l->name);
	}
}

static int
by_order(const void *a, const void *b)
{
	const struct tix_level *p = a, *q = b;

	return p->order < q->order ? -1 : p->order > q->order;
}

/* Who holds the order, or the first level. */
static const struct tix_dt_section *
level_section(const struct tix_dt *dt, const char *name)
{
	const struct tix_dt_section *s = dt->first[TIX_DT_LEVEL];

	while (s != NULL && strcmp(s->name, name) != 0)
		s = s->next;
	return s;
}

/* Orders run from 0 or 1 on, each once. */
static void
check_orders(struct tix_dt *dt, const struct tix_level *l, size_t n)
{
	const bool all = tix_dt_option(dt->first[TIX_DT_LEVEL], "order") !=
	    NULL;

	for (const struct tix_dt_section *s = dt->first[TIX_DT_LEVEL];
	    s != NULL; s = s->next)
		if ((tix_dt_option(s, "order") != NULL) != all)
			tix_dt_complain(dt, s->line, "level '%s': every "
			    "level has an order, or none has", s->name);
	if (l[0].order > 1)
		tix_dt_complain(dt, tix_dt_line(level_section(dt, l[0].name),
		    "order"), "level '%s': the lowest order is 0 or 1",
		    l[0].name);
	for (size_t i = 1; i < n; i++) {
		int64_t line = tix_dt_line(level_section(dt, l[i].name),
		    "order");

		if (l[i].order == l[i - 1].order)
			tix_dt_complain(dt, line, "levels '%s' and '%s' have "
			    "the same order", l[i - 1].name, l[i].name);
		else if (l[i].order > l[i - 1].order + 1)
			tix_dt_complain(dt, line, "level '%s': no level has "
			    "the order %" PRId64, l[i].name,
			    l[i - 1].order + 1);
	}
}

static void
fill_levels(struct tix_dt *dt, struct tix_level *l)
{
	const struct tix_dt_section *s;
	int64_t place = 0;

	for (s = dt->first[TIX_DT_LEVEL]; s != NULL; s = s->next)
		if (s->item != NULL)
			fill_level(dt, s, place++);
	for (s = dt->first[TIX_DT_LEVEL]; s != NULL; s = s->next)
		if (s->item != NULL)
			check_ways_up(dt, s);
	if (place == 0)
		return;
	qsort(l, (size_t)place, sizeof *l, by_order);
	check_orders(dt, l, (size_t)place);
}

/* Where a text has none of its own. */
static void
standard_levels(struct tix_dt *dt)
{
	static const char *const none[] = { NULL };
	static const struct tix_level levels[] = {
		{ .name = "L0", .title = "Self help", .order = 0 },
		{ .name = "L1", .title = "First line", .order = 1 },
		{ .name = "L2", .title = "Specialists", .order = 2 },
		{ .name = "L3", .title = "Experts", .order = 3 },
		{ .name = "L4", .title = "Vendors", .order = 4,
		    .vendor = true },
	};
	const size_t n = sizeof levels / sizeof levels[0];
	struct tix_level *l = tix_arena_array(dt->mem, n, sizeof *l);

	memcpy(l, levels, sizeof levels);
	for (size_t i = 0; i < n; i++)
		l[i].handover = l[i].escalates_to = none;
	dt->desk.levels = l;
	dt->desk.nlevels = n;
}

static void
declare_queue(struct tix_dt *dt, struct tix_queue *q,
    const struct tix_dt_value *v)
{
	if (tix_desk_queue(&dt->desk, v->text) == NULL &&
	    tix_dt_name(dt, v->line, "a queue", v->text))
		q[dt->desk.nqueues++].name = v->text;
}

/* Queues that only teams name are theirs. */
static void
declare_queues(struct tix_dt *dt)
{
	const struct tix_dt_section *s;
	struct tix_queue *q;
	size_t more = 0;

	for (s = dt->first[TIX_DT_TEAM]; s != NULL; s = s->next)
		if (tix_dt_option(s, "queues") != NULL)
			more += tix_dt_option(s, "queues")->n;
	q = tix_dt_declare(dt, TIX_DT_QUEUE, sizeof *q, more,
	    &dt->desk.nqueues);
	dt->desk.queues = q;
	dt->has_many_queues = more > TIX_DESKTEXT_THINGS_MAX;
	if (dt->has_many_queues)
		tix_dt_complain(dt, dt->first[TIX_DT_TEAM]->line, "teams name "
		    "%zu queues; at most %d", more, TIX_DESKTEXT_THINGS_MAX);
	for (s = dt->first[TIX_DT_TEAM]; s != NULL && !dt->has_many_queues;
	    s = s->next) {
		const struct tix_dt_option *o = tix_dt_option(s, "queues");

		for (size_t i = 0; o != NULL && i < o->n; i++)
			declare_queue(dt, q, &o->values[i]);
	}
}

void
tix_dt_declare_all(struct tix_dt *dt)
{
	struct tix_desk *d = &dt->desk;

#define DECLARE(kind, list, n)                                          \
	(list) = tix_dt_declare(dt, (kind), sizeof (list)[0], 0, &(n))
	DECLARE(TIX_DT_CALENDAR, d->calendars, d->ncalendars);
	DECLARE(TIX_DT_LEVEL, d->levels, d->nlevels);
	declare_queues(dt);
	DECLARE(TIX_DT_SERVICE, d->services, d->nservices);
	DECLARE(TIX_DT_CATEGORY, d->categories, d->ncategories);
	DECLARE(TIX_DT_TEAM, d->teams, d->nteams);
	DECLARE(TIX_DT_AGENT, d->agents, d->nagents);
	DECLARE(TIX_DT_SLA, d->agreements, d->nagreements);
	DECLARE(TIX_DT_OLA, dt->olas, dt->nolas);
	DECLARE(TIX_DT_UC, dt->ucs, dt->nucs);
	DECLARE(TIX_DT_CHECKLIST, d->checklists, d->nchecklists);
	DECLARE(TIX_DT_TEMPLATE, d->answers, d->nanswers);
	DECLARE(TIX_DT_FIELD, d->customs, d->ncustoms);
	DECLARE(TIX_DT_ORGANISATION, dt->organisations, dt->norganisations);
	DECLARE(TIX_DT_REQUESTER, dt->requesters, dt->nrequesters);
#undef DECLARE
}

static void
fill_queue(struct tix_dt *dt, const struct tix_dt_section *s)
{
	struct tix_queue *q = s->item;

	q->title = tix_dt_text(dt, s, "name");
	q->level = tix_dt_ref(dt, s, "level", TIX_DT_NAMES("level",
	    dt->desk.levels, dt->desk.nlevels));
	q->team = tix_dt_ref(dt, s, "team", TIX_DT_NAMES("team",
	    dt->desk.teams, dt->desk.nteams));
}

static void
fill_service(struct tix_dt *dt, const struct tix_dt_section *s)
{
	struct tix_service *v = s->item;

	v->title = tix_dt_text(dt, s, "name");
	v->parent = tix_dt_ref(dt, s, "parent", TIX_DT_NAMES("service",
	    dt->desk.services, dt->desk.nservices));
}

/* A step of impact or urgency by name or number; 0 for none. */
static int64_t
step_of(struct tix_dt *dt, const struct tix_dt_section *s, const char *key,
    enum tix_status (*find)(struct tix *tx, const char *text, int64_t *step))
{
	const char *text = tix_dt_text(dt, s, key);
	int64_t step = 0;

	if (text != NULL && find(dt->tx, text, &step) != TIX_OK)
		tix_dt_complain_error(dt, tix_dt_line(s, key), NULL);
	return step;
}

static void
fill_category(struct tix_dt *dt, const struct tix_dt_section *s)
{
	struct tix_category *c = s->item;
	const struct tix_desk *d = &dt->desk;

	c->title = tix_dt_text(dt, s, "name");
	c->parent = tix_dt_ref(dt, s, "parent", TIX_DT_NAMES("category",
	    d->categories, d->ncategories));
	c->service = tix_dt_ref(dt, s, "service", TIX_DT_NAMES("service",
	    d->services, d->nservices));
	c->queue = tix_dt_ref(dt, s, "queue", TIX_DT_NAMES("queue",
	    d->queues, d->nqueues));
	c->level = tix_dt_ref(dt, s, "level", TIX_DT_NAMES("level",
	    d->levels, d->nlevels));
	c->impact = step_of(dt, s, "impact", tix_desk_impact);
	c->urgency = step_of(dt, s, "urgency", tix_desk_urgency);
	c->skills = tix_dt_skills(dt, s, "skills");
}

void
tix_dt_places(struct tix_dt *dt)
{
	const struct tix_dt_section *s;

	for (s = dt->first[TIX_DT_CALENDAR]; s != NULL; s = s->next)
		if (s->item != NULL)
			tix_dt_calendar(dt, s);
	if (dt->first[TIX_DT_LEVEL] == NULL)
		standard_levels(dt);
	else
		fill_levels(dt, (struct tix_level *)(uintptr_t)
		    dt->desk.levels);
	for (s = dt->first[TIX_DT_QUEUE]; s != NULL; s = s->next)
		if (s->item != NULL)
			fill_queue(dt, s);
	for (s = dt->first[TIX_DT_SERVICE]; s != NULL; s = s->next)
		if (s->item != NULL)
			fill_service(dt, s);
	for (s = dt->first[TIX_DT_CATEGORY]; s != NULL; s = s->next)
		if (s->item != NULL)
			fill_category(dt, s);
	tix_dt_trees(dt);
}
