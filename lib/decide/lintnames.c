/*
 * Names that nothing refers to.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/policy.h>

#include "lintparts.h"

/* Is the name among those that rules match or set in the field? */
static bool
value_names(const char *const *values, const char *name)
{
	for (; *values != NULL; values++)
		if (strcmp(*values, name) == 0)
			return true;
	return false;
}

static bool
in_rules(const struct tix_linting *l, enum tix_field f, const char *name)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct tix_rule *r = l->node[i].rule;

		for (size_t k = 0; k < r->nmatchers; k++)
			if (r->matchers[k].field == f && (r->matchers[k].what ==
			    TIX_MATCH_PATTERN || value_names(
			    r->matchers[k].values, name)))
				return true;
		for (size_t k = 0; k < r->nactions; k++)
			if (r->actions[k].field == f &&
			    value_names(r->actions[k].values, name))
				return true;
	}
	return false;
}

static bool
is_name(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

static void
never_used(struct tix_linting *l, const char *what, const char *name,
    const char *why)
{
	tix_lint_say_of(l, what, name, "%s '%s' is never used: %s", what, name,
	    why);
}

static void
queues(struct tix_linting *l)
{
	const struct tix_desk *d = l->d;

	for (size_t i = 0; i < d->nqueues; i++) {
		const char *name = d->queues[i].name;
		bool used = is_name(d->queue, name) ||
		    in_rules(l, TIX_F_QUEUE, name);

		for (size_t k = 0; !used && k < d->ncategories; k++)
			used = is_name(d->categories[k].queue, name);
		for (size_t k = 0; !used && k < d->nlevels; k++)
			used = is_name(d->levels[k].queue, name);
		if (!used)
			never_used(l, "queue", name,
			    "no rule, category, level or default puts a "
			    "ticket there");
	}
}

static void
teams(struct tix_linting *l)
{
	const struct tix_desk *d = l->d;

	for (size_t i = 0; i < d->nteams; i++) {
		const char *name = d->teams[i].name;
		bool used = in_rules(l, TIX_F_TEAM, name);

		for (size_t k = 0; !used && k < d->nqueues; k++)
			used = is_name(d->queues[k].team, name);
		if (!used)
			never_used(l, "team", name,
			    "it has no queue, and no rule names it");
	}
}

/* A category that decides nothing, by itself, above or below. */
static bool
decides(const struct tix_linting *l, const struct tix_category *c)
{
	return c->queue != NULL || c->level != NULL || c->service != NULL ||
	    c->impact != 0 || c->urgency != 0 ||
	    (c->skills != NULL && c->skills->name != NULL) ||
	    in_rules(l, TIX_F_CATEGORY, c->name);
}

/* Is any of those below it, itself included, or above it marked? */
static bool
is_near(const struct tix_lint_places *p, const bool *marked,
    struct tix_lint_span at)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct tix_lint_span *s = &p->sorted[i].span;

		if (marked[s->first] && ((at.first <= s->first &&
		    s->first < at.end) || (s->first <= at.first &&
		    at.first < s->end)))
			return true;
	}
	return false;
}

static void
categories(struct tix_linting *l)
{
	const struct tix_lint_places *p = &l->categories;
	bool *decisive = tix_arena_array(l->tx->run, p->n + 1,
	    sizeof *decisive);

	for (size_t i = 0; i < p->n; i++)
		decisive[tix_lint_span_of(p, l->d->categories[i].name).first] =
		    decides(l, &l->d->categories[i]);
	for (size_t i = 0; i < p->n; i++) {
		const char *name = l->d->categories[i].name;

		if (!is_near(p, decisive, tix_lint_span_of(p, name)))
			never_used(l, "category", name,
			    "it decides nothing, and no rule names it");
	}
}

/* A service is used, too, where a rule means what is above it. */
static void
services(struct tix_linting *l)
{
	const struct tix_desk *d = l->d;
	const struct tix_lint_places *p = &l->services;
	bool *named = tix_arena_array(l->tx->run, p->n + 1, sizeof *named);

	for (size_t i = 0; i < p->n; i++)
		named[i] = in_rules(l, TIX_F_SERVICE, p->name[i]);
	for (size_t i = 0; i < d->nservices; i++) {
		const char *name = d->services[i].name;
		const struct tix_lint_span at = tix_lint_span_of(p, name);
		bool used = at.end - at.first > 1; /* others are below it */

		for (size_t k = 0; !used && k < p->n; k++) {
			const struct tix_lint_span *s = &p->sorted[k].span;

			used = named[s->first] && s->first <= at.first &&
			    at.first < s->end;
		}
		for (size_t k = 0; !used && k < d->ncategories; k++)
			used = is_name(d->categories[k].service, name);
		if (!used)
			never_used(l, "service", name,
			    "no rule, category or service names it");
	}
}

static void
checklists(struct tix_linting *l)
{
	for (size_t i = 0; i < l->d->nchecklists; i++)
		if (!in_rules(l, TIX_F_CHECKLIST, l->d->checklists[i].name))
			never_used(l, "checklist", l->d->checklists[i].name,
			    "no rule names it");
}

/* What requesters and organisations refer to. */
struct referred {
	bool *agreement; /* by place in the desk */
	bool *calendar;
};

static void
refer(const struct tix_desk *d, const struct referred *to,
    const char *agreement, const char *calendar)
{
	for (size_t i = 0; agreement != NULL && i < d->nagreements; i++)
		if (strcmp(d->agreements[i].name, agreement) == 0)
			to->agreement[i] = true;
	for (size_t i = 0; calendar != NULL && i < d->ncalendars; i++)
		if (strcmp(d->calendars[i].name, calendar) == 0)
			to->calendar[i] = true;
}

/* The lines "p NAME JSON" and "o NAME JSON" of the tail. */
static enum tix_status
parties(struct tix_linting *l, const struct referred *to)
{
	const char *s = l->d->tail, *end, *json;
	enum tix_status st = TIX_OK;

	for (; st == TIX_OK && *s != '\0'; s = *end == '\0' ? end : end + 1) {
		struct tix_json *root;

		end = strchrnul(s, '\n');
		if ((*s != 'p' && *s != 'o') || s[1] != '\t')
			continue;
		json = memchr(s + 2, '\t', (size_t)(end - s - 2));
		if (json == NULL)
			continue;
		tix_arena_reset(l->tx->mem);
		st = tix_json_parse(l->tx, l->tx->mem, json + 1,
		    (size_t)(end - json - 1), &root);
		if (st == TIX_OK)
			refer(l->d, to, tix_json_text(root, "agreement"),
			    tix_json_text(root, "calendar"));
	}
	return st;
}

/* "office open": is it about this calendar? */
static bool
in_times(const struct tix_linting *l, const char *name)
{
	const size_t n = strlen(name);

	for (size_t i = 0; i < l->n; i++) {
		const struct tix_rule *r = l->node[i].rule;

		for (size_t k = 0; k < r->nmatchers; k++)
			for (const char *const *v = r->matchers[k].values;
			    r->matchers[k].what == TIX_MATCH_WHEN &&
			    *v != NULL; v++)
				if (strncmp(*v, name, n) == 0 &&
				    (*v)[n] == ' ')
					return true;
	}
	return false;
}

static void
calendars(struct tix_linting *l, const struct referred *to)
{
	const struct tix_desk *d = l->d;

	for (size_t i = 0; i < d->ncalendars; i++) {
		const char *name = d->calendars[i].name;
		bool used = to->calendar[i] || in_times(l, name);

		for (size_t k = 0; !used && k < d->nlevels; k++)
			used = is_name(d->levels[k].calendar, name);
		for (size_t k = 0; !used && k < d->nteams; k++)
			used = is_name(d->teams[k].calendar, name);
		if (!used)
			never_used(l, "calendar", name,
			    "no level, team, agreement, escalation, "
			    "requester, organisation or rule names it");
	}
}

/* Calendars of agreements; and those that queries choose. */
static enum tix_status
promises(struct tix_linting *l, const struct referred *to)
{
	const struct tix_agreement *g;
	size_t n;
	enum tix_status s = tix_desk_agreements(l->tx, l->tx->run, l->d, &g,
	    &n);

	for (; s == TIX_OK && n > 0; n--, g++) {
		refer(l->d, to, g->match[0] != NULL ? g->name : NULL,
		    g->calendar);
		for (size_t i = 0; i < g->ntargets; i++)
			refer(l->d, to, NULL, g->targets[i].calendar);
		tix_lint_promise(l, g);
	}
	return s;
}

struct policies {
	struct tix_linting *l;
	const struct referred *to;
	const char *all; /* the first that fits all tickets, or NULL */
};

static enum tix_status
policy(struct tix *tx, const struct tix_policy *p, void *arg)
{
	struct policies *m = arg;

	(void)tx;
	refer(m->l->d, m->to, NULL, p->calendar);
	if (m->all != NULL)
		tix_lint_say_of(m->l, "escalation", p->name, "escalation '%s' "
		    "never holds: '%s' before it fits every ticket", p->name,
		    m->all);
	else if (p->match[0] == NULL)
		m->all = p->name;
	return TIX_OK;
}

static void
agreements(struct tix_linting *l, const struct referred *to)
{
	for (size_t i = 0; i < l->d->nagreements; i++) {
		const struct tix_agreement *a = &l->d->agreements[i];

		if (!to->agreement[i] &&
		    !in_rules(l, TIX_F_AGREEMENT, a->name))
			tix_lint_say_of(l, "sla", a->name, "agreement "
			    "'%s' is never used: no requester, organisation "
			    "or rule names it", a->name);
	}
}

enum tix_status
tix_lint_names(struct tix_linting *l)
{
	const struct referred to = {
		tix_arena_array(l->tx->run, l->d->nagreements + 1,
		    sizeof(bool)),
		tix_arena_array(l->tx->run, l->d->ncalendars + 1,
		    sizeof(bool)),
	};
	struct policies m = { .l = l, .to = &to };
	enum tix_status s = parties(l, &to);

	if (s == TIX_OK)
		s = promises(l, &to);
	if (s == TIX_OK)
		s = tix_desk_policies(l->tx, l->tx->run, l->d, policy, &m);
	if (s != TIX_OK)
		return s;
	queues(l);
	teams(l);
	categories(l);
	services(l);
	checklists(l);
	agreements(l, &to);
	calendars(l, &to);
	tix_lint_work(l);
	return TIX_OK;
}
