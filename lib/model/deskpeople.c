/*
 * The parts of a compiled desk that say who works, when, and on what.
 */
#include "deskread.h"

#include <string.h>

const char *const tix_strategy_names[] = {
	[TIX_ASSIGN_NOBODY] = "nobody",
	[TIX_ASSIGN_ROUND_ROBIN] = "round-robin",
	[TIX_ASSIGN_LEAST_LOADED] = "least-loaded",
	[TIX_ASSIGN_SKILLS] = "skills",
	[TIX_ASSIGN_LONGEST_IDLE] = "longest-idle",
	[TIX_ASSIGN_OWNER_OF_LAST] = "owner-of-last",
	NULL
};

static const char *
text(const struct tix_desk_reading *r, const struct tix_json *n,
    const char *name)
{
	return tix_arena_dup(r->mem, tix_json_text(n, name));
}

/* A list of words that may be empty, NULL-ended. */
static enum tix_status
words(const struct tix_desk_reading *r, const struct tix_json *object,
    const char *name, const char *const **out)
{
	static const char *const none[] = { NULL };
	size_t n;

	*out = none;
	if (tix_json_get(object, name) == NULL)
		return TIX_OK;
	return tix_desk_read_strings(r, object, name, out, &n);
}

/* What it names must be there; NULL names nothing. */
static enum tix_status
need(const struct tix_desk_reading *r, const char *what, const char *name,
    const void *found)
{
	if (name == NULL || found != NULL)
		return TIX_OK;
	return tix_desk_bad(r->tx, tix_arena_printf(r->tx->mem, "no %s", what),
	    name);
}

static enum tix_status
need_calendar(const struct tix_desk_reading *r, const char *name)
{
	return need(r, "calendar", name, name == NULL ? NULL :
	    tix_desk_calendar(r->desk, name));
}

static enum tix_status
need_level(const struct tix_desk_reading *r, const char *name)
{
	return need(r, "level", name, name == NULL ? NULL :
	    tix_desk_level(r->desk, name));
}

enum tix_status
tix_desk_read_calendars(const struct tix_desk_reading *r,
    const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "calendars", &n);
	struct tix_calendar *c = tix_arena_array(r->mem, n + 1, sizeof *c);
	enum tix_status s = TIX_OK;

	r->desk->calendars = c;
	for (; s == TIX_OK && i != NULL; i = i->next, c++) {
		s = tix_desk_read_name(r, i, "calendar", &c->name);
		if (s == TIX_OK && tix_desk_calendar(r->desk, c->name) != NULL)
			return tix_desk_bad(r->tx, "twice calendar", c->name);
		c->timezone = text(r, i, "timezone");
		if (c->timezone == NULL)
			c->timezone = "UTC";
		c->apart = true;
		r->desk->ncalendars++;
	}
	return s;
}

/* What a level says of its people, and where it may hand up to. */
enum tix_status
tix_desk_read_level(const struct tix_desk_reading *r,
    const struct tix_json *object, struct tix_level *l)
{
	enum tix_status s;

	l->cost = tix_json_int(object, "cost", 0);
	l->calendar = text(r, object, "calendar");
	if (l->cost < 0)
		return tix_desk_bad(r->tx, "a negative cost of level", l->name);
	s = need_calendar(r, l->calendar);
	if (s == TIX_OK)
		s = words(r, object, "handover", &l->handover);
	return s == TIX_OK ? words(r, object, "escalates_to",
	    &l->escalates_to) : s;
}

static enum tix_status
read_strategy(const struct tix_desk_reading *r, const struct tix_json *object,
    struct tix_team *t)
{
	const char *name = tix_json_text(object, "assign");
	int64_t n = name == NULL ? 1 :
	    tix_name_number(tix_strategy_names, name);

	if (n == 0)
		return tix_desk_bad(r->tx, "no strategy", name);
	t->assign = (enum tix_strategy)(n - 1);
	return TIX_OK;
}

static enum tix_status
read_teams(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "teams", &n);
	struct tix_team *t = tix_arena_array(r->mem, n + 1, sizeof *t);
	enum tix_status s = TIX_OK;

	r->desk->teams = t;
	for (; s == TIX_OK && i != NULL; i = i->next, t++) {
		s = tix_desk_read_name(r, i, "team", &t->name);
		if (s == TIX_OK && tix_desk_team(r->desk, t->name) != NULL)
			return tix_desk_bad(r->tx, "twice team", t->name);
		t->title = text(r, i, "title");
		t->level = text(r, i, "level");
		t->calendar = text(r, i, "calendar");
		t->manager = text(r, i, "manager");
		r->desk->nteams++;
		if (s == TIX_OK)
			s = need_level(r, t->level);
		if (s == TIX_OK)
			s = need_calendar(r, t->calendar);
		if (s == TIX_OK)
			s = read_strategy(r, i, t);
	}
	return s;
}

/* [{"name":"vpn","grade":3}], ended by no name. */
enum tix_status
tix_desk_read_skills(const struct tix_desk_reading *r,
    const struct tix_json *object, const struct tix_skill **skills)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(object, "skills", &n);
	struct tix_skill *k = tix_arena_array(r->mem, n + 1, sizeof *k);
	enum tix_status s = TIX_OK;

	*skills = k;
	for (; s == TIX_OK && i != NULL; i = i->next, k++) {
		s = tix_desk_read_name(r, i, "skill", &k->name);
		k->grade = tix_json_int(i, "grade", 1);
		if (s == TIX_OK && (k->grade < 1 || k->grade > TIX_GRADE_MAX))
			return tix_desk_bad(r->tx, "not a grade of skill",
			    k->name);
	}
	return s;
}

static enum tix_status
read_agent(const struct tix_desk_reading *r, const struct tix_json *object,
    struct tix_agent *a)
{
	enum tix_status s;

	a->level = text(r, object, "level");
	a->team = text(r, object, "team");
	a->title = text(r, object, "title");
	a->mail = text(r, object, "mail");
	a->manager = text(r, object, "manager");
	a->capacity = tix_json_int(object, "capacity", 0);
	if (a->capacity < 0)
		return tix_desk_bad(r->tx, "a negative capacity of agent",
		    a->name);
	s = need_level(r, a->level);
	if (s == TIX_OK && r->desk->nteams > 0 && a->team != NULL)
		s = need(r, "team", a->team, tix_desk_team(r->desk, a->team));
	if (s == TIX_OK)
		s = tix_desk_read_skills(r, object, &a->skills);
	if (s == TIX_OK)
		s = words(r, object, "shifts", &a->shifts);
	return s == TIX_OK ? words(r, object, "absences", &a->absences) : s;
}

static enum tix_status
read_agents(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "agents", &n);
	struct tix_agent *a = tix_arena_array(r->mem, n + 1, sizeof *a);
	enum tix_status s = TIX_OK;

	r->desk->agents = a;
	for (; s == TIX_OK && i != NULL; i = i->next, a++) {
		s = tix_desk_read_name(r, i, "agent", &a->name);
		if (s == TIX_OK && tix_desk_agent(r->desk, a->name) != NULL)
			return tix_desk_bad(r->tx, "twice agent", a->name);
		r->desk->nagents++;
		if (s == TIX_OK)
			s = read_agent(r, i, a);
	}
	return s;
}

/* Who manages is somebody of the desk. */
static enum tix_status
need_managers(const struct tix_desk_reading *r)
{
	const struct tix_desk *d = r->desk;
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < d->nteams; i++)
		s = need(r, "manager", d->teams[i].manager,
		    d->teams[i].manager == NULL ? NULL :
		    tix_desk_agent(d, d->teams[i].manager));
	for (size_t i = 0; s == TIX_OK && i < d->nagents; i++)
		s = need(r, "manager", d->agents[i].manager,
		    d->agents[i].manager == NULL ? NULL :
		    tix_desk_agent(d, d->agents[i].manager));
	return s;
}

static enum tix_status
read_services(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "services", &n);
	struct tix_service *v = tix_arena_array(r->mem, n + 1, sizeof *v);
	enum tix_status s = TIX_OK;

	r->desk->services = v;
	for (; s == TIX_OK && i != NULL; i = i->next, v++) {
		s = tix_desk_read_name(r, i, "service", &v->name);
		if (s == TIX_OK && tix_desk_service(r->desk, v->name) != NULL)
			return tix_desk_bad(r->tx, "twice service", v->name);
		v->title = text(r, i, "title");
		v->parent = text(r, i, "parent");
		/* Parents come first, so that no tree has a loop. */
		if (s == TIX_OK && v->parent != NULL)
			s = need(r, "service", v->parent,
			    tix_desk_service(r->desk, v->parent));
		r->desk->nservices++;
	}
	return s;
}

static enum tix_status
read_agreements(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "agreements", &n);
	struct tix_agreement *g = tix_arena_array(r->mem, n + 1, sizeof *g);
	enum tix_status s = TIX_OK;

	r->desk->agreements = g;
	for (; s == TIX_OK && i != NULL; i = i->next, g++) {
		s = tix_desk_read_name(r, i, "agreement", &g->name);
		if (s == TIX_OK && tix_desk_agreement(r->desk, g->name) !=
		    NULL)
			return tix_desk_bad(r->tx, "twice agreement", g->name);
		g->title = text(r, i, "title");
		g->kind = TIX_SLA;
		r->desk->nagreements++;
	}
	return s;
}

static enum tix_status
read_checklists(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "checklists", &n);
	struct tix_checklist *c = tix_arena_array(r->mem, n + 1, sizeof *c);
	enum tix_status s = TIX_OK;

	r->desk->checklists = c;
	for (; s == TIX_OK && i != NULL; i = i->next, c++) {
		s = tix_desk_read_name(r, i, "checklist", &c->name);
		if (s == TIX_OK && tix_desk_checklist(r->desk, c->name) !=
		    NULL)
			return tix_desk_bad(r->tx, "twice checklist", c->name);
		c->title = text(r, i, "title");
		r->desk->nchecklists++;
		if (s == TIX_OK)
			s = words(r, i, "steps", &c->steps);
	}
	return s;
}

enum tix_status
tix_desk_read_people(const struct tix_desk_reading *r,
    const struct tix_json *root)
{
	enum tix_status s = read_teams(r, root);

	if (s == TIX_OK)
		s = read_agents(r, root);
	if (s == TIX_OK)
		s = need_managers(r);
	if (s == TIX_OK)
		s = read_services(r, root);
	if (s == TIX_OK)
		s = read_agreements(r, root);
	return s == TIX_OK ? read_checklists(r, root) : s;
}
