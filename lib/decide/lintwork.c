/*
 * Work that nobody would be given: skills that nobody has, rules that assign
 * and have nobody to assign to.
 */
#include <string.h>

#include "lintparts.h"

/* Has anybody of the team (NULL: of all) the skill, or more of it? */
static bool
is_there(const struct tix_desk *d, const char *team,
    const struct tix_skill *need)
{
	for (size_t i = 0; i < d->nagents; i++) {
		const struct tix_skill *s = d->agents[i].skills;

		if (team != NULL && (d->agents[i].team == NULL ||
		    strcmp(d->agents[i].team, team) != 0))
			continue;
		for (; s != NULL && s->name != NULL; s++)
			if (strcmp(s->name, need->name) == 0 &&
			    s->grade >= need->grade)
				return true;
	}
	return false;
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
				team = tix_desk_team_of(l->d, NULL,
				    r->actions[i].values[0]);
		if (team != NULL)
			return team;
	}
	return NULL;
}

/* "the skill 'vpn:3', which nobody in team 'noc' has"; NULL: somebody has. */
static const char *
lacking(struct tix_linting *l, const char *team, const struct tix_skill *skill)
{
	if (is_there(l->d, team, skill))
		return NULL;
	return tix_arena_printf(l->tx->run, "the skill '%s:%lld', which nobody"
	    "%s%s%s has", skill->name, (long long)skill->grade,
	    team != NULL ? " in team '" : "", team != NULL ? team : "",
	    team != NULL ? "'" : "");
}

static void
rule_skills(struct tix_linting *l, size_t at, const struct tix_action *a)
{
	const struct tix_rule *r = l->node[at].rule;

	for (const char *const *v = a->values; *v != NULL; v++) {
		const char *what = NULL;
		struct tix_skill k;

		if (tix_skill_read(l->tx->run, *v, &k))
			what = lacking(l, team_of(l, at), &k);
		if (what != NULL)
			tix_lint_say(l, r, "rule '%s' needs %s", r->path,
			    what);
	}
}

static void
category_skills(struct tix_linting *l, const struct tix_category *c)
{
	const struct tix_skill *s = c->skills;

	for (; s != NULL && s->name != NULL; s++) {
		const char *what = lacking(l, tix_desk_team_of(l->d, NULL,
		    c->queue), s);

		if (what != NULL)
			tix_lint_say_of(l, "category", c->name,
			    "category '%s' needs %s", c->name, what);
	}
}

static bool
level_has_team(const struct tix_desk *d, const char *level)
{
	const struct tix_level *v = level == NULL ? NULL :
	    tix_desk_level(d, level);

	return v != NULL && tix_desk_team_of(d, NULL, v->queue) != NULL;
}

static bool
brings_team(const struct tix_desk *d, const char *queue, const char *level)
{
	return tix_desk_team_of(d, NULL, queue) != NULL ||
	    level_has_team(d, level);
}

/* May the rule give the ticket a team, by itself or by what follows from it? */
static bool
gives_team(const struct tix_desk *d, const struct tix_rule *r)
{
	for (size_t i = 0; i < r->nactions; i++) {
		const struct tix_action *a = &r->actions[i];
		const char *v = a->values[0];

		if (a->what == TIX_DO_SET && ((a->field == TIX_F_TEAM &&
		    tix_desk_team(d, v) != NULL) ||
		    (a->field == TIX_F_QUEUE && brings_team(d, v, NULL)) ||
		    (a->field == TIX_F_LEVEL && brings_team(d, NULL, v))))
			return true;
	}
	return false;
}

/* What the rules on a path say of where a ticket is that takes it. */
struct path {
	bool placed;    /* it is in a queue that has no team */
	bool team;      /* it may have a team */
	bool sets_category;
	const struct tix_lint_matcher *category; /* or NULL: any */
};

static void
look_at_matcher(const struct tix_desk *d, const struct tix_lint_matcher *m,
    struct path *p)
{
	if (m->m->negated || m->m->what != TIX_MATCH_FIELD)
		return;
	if (m->m->field == TIX_F_CATEGORY)
		p->category = m;
	for (size_t i = 0; i < m->n; i++)
		p->team = p->team || (m->m->field == TIX_F_TEAM &&
		    !m->v[i].is_none) || (m->m->field == TIX_F_QUEUE &&
		    brings_team(d, m->v[i].text, NULL));
	if (m->m->field == TIX_F_QUEUE && !tix_lint_names_none(m))
		p->placed = true;
}

static void
look_at_rule(const struct tix_linting *l, size_t at, struct path *p)
{
	const struct tix_lint_node *n = &l->node[at];

	p->team = p->team || gives_team(l->d, n->rule);
	for (size_t i = 0; i < n->rule->nmatchers; i++)
		look_at_matcher(l->d, &n->m[i], p);
	for (size_t i = 0; i < n->rule->nactions; i++) {
		const enum tix_field f = n->rule->actions[i].field;

		p->placed = p->placed || f == TIX_F_QUEUE;
		p->sets_category = p->sets_category || f == TIX_F_CATEGORY;
	}
}

/* May a ticket that fits the matcher be of the category, or below it? */
static bool
may_be_of(const struct tix_linting *l, const struct tix_lint_matcher *m,
    const char *category)
{
	const struct tix_lint_span c = tix_lint_span_of(&l->categories,
	    category);

	for (size_t i = 0; m != NULL && i < m->n; i++) {
		const struct tix_lint_span *v = &m->v[i].span;

		if (v->first < c.end && c.first < v->end)
			return true;
	}
	return m == NULL;
}

/* A rule that is taken along with it, or a category that it is of, may. */
static bool
others_give_team(const struct tix_linting *l, size_t at, bool goes_on,
    const struct path *p)
{
	const struct tix_desk *d = l->d;

	for (size_t i = 0; i < l->n; i++) {
		bool also = goes_on || (i > at && i < l->node[at].end);

		for (size_t k = i; !also && k != TIX_LINT_NONE;
		    k = l->node[k].parent)
			also = l->node[k].rule->goes_on;
		if (also && (gives_team(d, l->node[i].rule) ||
		    (l->node[i].sets & (UINT64_C(1) << TIX_F_CATEGORY)) != 0))
			return true;
	}
	for (size_t i = 0; !p->placed && i < d->ncategories; i++)
		if (brings_team(d, d->categories[i].queue,
		    d->categories[i].level) && may_be_of(l, p->category,
		    d->categories[i].name))
			return true;
	return !p->placed && brings_team(d, d->queue, d->level);
}

static bool
may_have_team(const struct tix_linting *l, size_t at)
{
	struct path p = { .placed = false };
	bool goes_on = false;

	for (size_t i = at; i != TIX_LINT_NONE; i = l->node[i].parent) {
		look_at_rule(l, i, &p);
		goes_on = goes_on || l->node[i].rule->goes_on;
	}
	if (p.sets_category)
		p.category = NULL;
	return p.team || others_give_team(l, at, goes_on, &p);
}

static void
assign(struct tix_linting *l, size_t at, const struct tix_action *a)
{
	const struct tix_rule *r = l->node[at].rule;

	if (strcmp(a->values[0], tix_strategy_names[TIX_ASSIGN_NOBODY]) == 0 ||
	    may_have_team(l, at))
		return;
	tix_lint_say(l, r, "rule '%s' says assign = %s, and its tickets have "
	    "no team: neither rules, nor a category, nor the default give "
	    "them one", r->path, a->values[0]);
}

void
tix_lint_work(struct tix_linting *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct tix_rule *r = l->node[i].rule;

		for (size_t k = 0; k < r->nactions; k++)
			if (r->actions[k].what == TIX_DO_NEED)
				rule_skills(l, i, &r->actions[k]);
			else if (r->actions[k].what == TIX_DO_ASSIGN)
				assign(l, i, &r->actions[k]);
	}
	for (size_t i = 0; i < l->d->ncategories; i++)
		category_skills(l, &l->d->categories[i]);
}
