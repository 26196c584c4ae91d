/*
 * Names that nothing refers to, and skills that nobody has.
 */
#include <stdlib.h>
#include <string.h>

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
			tix_lint_say(l, NULL, "queue '%s' is never used: no "
			    "rule, category, level or default puts a ticket "
			    "there", name);
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
			tix_lint_say(l, NULL, "team '%s' is never used: it has "
			    "no queue, and no rule names it", name);
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
			tix_lint_say(l, NULL, "category '%s' is never used: it "
			    "decides nothing, and no rule names it", name);
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
			tix_lint_say(l, NULL, "service '%s' is never used: no "
			    "rule, category or service names it", name);
	}
}

static void
checklists(struct tix_linting *l)
{
	for (size_t i = 0; i < l->d->nchecklists; i++)
		if (!in_rules(l, TIX_F_CHECKLIST, l->d->checklists[i].name))
			tix_lint_say(l, NULL, "checklist '%s' is never used: "
			    "no rule names it", l->d->checklists[i].name);
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
		for (size_t k = 0; !used && k < d->nagreements; k++)
			used = is_name(d->agreements[k].calendar, name);
		if (!used)
			tix_lint_say(l, NULL, "calendar '%s' is never used: no "
			    "level, team, agreement, requester, organisation "
			    "or rule names it", name);
	}
}

static void
agreements(struct tix_linting *l, const struct referred *to)
{
	const struct tix_desk *d = l->d;

	for (size_t i = 0; i < d->nagreements; i++)
		if (!to->agreement[i] &&
		    !in_rules(l, TIX_F_AGREEMENT, d->agreements[i].name))
			tix_lint_say(l, NULL, "agreement '%s' is never used: "
			    "no requester, organisation or rule names it",
			    d->agreements[i].name);
}

/* Has anybody of the team (NULL: of all) the skill, or more of it? */
static bool
is_there(const struct tix_desk *d, const char *team,
    const struct tix_skill *need)
{
	for (size_t i = 0; i < d->nagents; i++) {
		const struct tix_skill *s = d->agents[i].skills;

		if (team != NULL && !is_name(d->agents[i].team, team))
			continue;
		for (; s != NULL && s->name != NULL; s++)
			if (strcmp(s->name, need->name) == 0 &&
			    s->grade >= need->grade)
				return true;
	}
	return false;
}

static const char *
team_of_queue(const struct tix_desk *d, const char *queue)
{
	const struct tix_queue *q = queue == NULL ? NULL :
	    tix_desk_queue(d, queue);

	return q == NULL ? NULL : q->team;
}

/* The team that a rule, or one round it, gives tickets to; or NULL. */
static const char *
team_of(const struct tix_linting *l, size_t at)
{
	for (; at != TIX_LINT_NONE; at = l->node[at].parent) {
		const struct tix_rule *r = l->node[at].rule;
		const char *team = NULL;

		for (size_t i = 0; i < r->nactions; i++)
			if (r->actions[i].field == TIX_F_TEAM)
				return r->actions[i].values[0];
			else if (r->actions[i].field == TIX_F_QUEUE)
				team = team_of_queue(l->d,
				    r->actions[i].values[0]);
		if (team != NULL)
			return team;
	}
	return NULL;
}

static void
need(struct tix_linting *l, const struct tix_rule *r, const char *what,
    const char *name, const char *team, const struct tix_skill *skill)
{
	if (is_there(l->d, team, skill))
		return;
	tix_lint_say(l, r, "%s '%s' needs the skill '%s:%lld', which nobody"
	    "%s%s%s has", what, name, skill->name, (long long)skill->grade,
	    team != NULL ? " in team '" : "", team != NULL ? team : "",
	    team != NULL ? "'" : "");
}

static void
rule_skills(struct tix_linting *l, size_t at, const struct tix_action *a)
{
	const struct tix_rule *r = l->node[at].rule;

	for (const char *const *v = a->values; *v != NULL; v++) {
		struct tix_skill k;

		if (tix_skill_read(l->tx->run, *v, &k))
			need(l, r, "rule", r->path, team_of(l, at), &k);
	}
}

static void
skills(struct tix_linting *l)
{
	const struct tix_desk *d = l->d;

	for (size_t i = 0; i < l->n; i++) {
		const struct tix_rule *r = l->node[i].rule;

		for (size_t k = 0; k < r->nactions; k++)
			if (r->actions[k].what == TIX_DO_NEED)
				rule_skills(l, i, &r->actions[k]);
	}
	for (size_t i = 0; i < d->ncategories; i++) {
		const struct tix_category *c = &d->categories[i];
		const struct tix_skill *s = c->skills;

		for (; s != NULL && s->name != NULL; s++)
			need(l, NULL, "category", c->name,
			    team_of_queue(d, c->queue), s);
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
	enum tix_status s = parties(l, &to);

	if (s != TIX_OK)
		return s;
	queues(l);
	teams(l);
	categories(l);
	services(l);
	checklists(l);
	agreements(l, &to);
	calendars(l, &to);
	skills(l);
	return TIX_OK;
}
