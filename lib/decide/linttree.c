/*
 * What is looked up again and again, found once: the rules as a tree, with what
 * the values of their matchers are, and who is below whom of categories and of
 * services.
 */
#include <stdlib.h>
#include <string.h>

#include "lintparts.h"

#define BIT(f) (UINT64_C(1) << (f))

/* A change of one of these may bring a change of the others with it. */
static const uint64_t together[] = {
	BIT(TIX_F_LEVEL) | BIT(TIX_F_QUEUE) | BIT(TIX_F_TEAM) |
	    BIT(TIX_F_OWNER) | BIT(TIX_F_STATE),
	BIT(TIX_F_IMPACT) | BIT(TIX_F_URGENCY) | BIT(TIX_F_PRIORITY) |
	    BIT(TIX_F_PRIORITY_SOURCE),
	BIT(TIX_F_REQUESTER) | BIT(TIX_F_ORGANISATION) | BIT(TIX_F_AGREEMENT) |
	    BIT(TIX_F_CALENDAR),
	BIT(TIX_F_CATEGORY) | BIT(TIX_F_SERVICE),
};

static int
by_name(const void *a, const void *b)
{
	const struct tix_lint_place *p = a, *q = b;

	return strcmp(p->name, q->name);
}

static struct tix_lint_place *
place_of(const struct tix_lint_places *p, const char *name)
{
	const struct tix_lint_place key = { .name = name };

	return p->n == 0 ? NULL :
	    bsearch(&key, p->sorted, p->n, sizeof key, by_name);
}

struct tix_lint_span
tix_lint_span_of(const struct tix_lint_places *p, const char *name)
{
	const struct tix_lint_place *at = place_of(p, name);

	return at == NULL ? (struct tix_lint_span){ 0, 0 } : at->span;
}

/* What categories and services begin with. */
struct node {
	const char *name, *title, *parent;
};

static struct node
node_at(const void *list, size_t i, size_t size)
{
	struct node n;

	memcpy(&n, (const char *)list + i * size, sizeof n);
	return n;
}

/*
 * Places such that all below a thing come right behind it.  In the desk parents
 * come before children: backwards all below is counted before it is wanted,
 * forwards a thing takes the next room of its parent's.
 */
static void
find_places(struct tix_linting *l, struct tix_lint_places *p,
    const void *list, size_t n, size_t size)
{
	struct tix_lint_place **at = tix_arena_array(l->tx->run, n + 1,
	    sizeof *at);
	size_t top = 0;

	p->n = n;
	p->sorted = tix_arena_array(l->tx->run, n + 1, sizeof *p->sorted);
	p->name = tix_arena_array(l->tx->run, n + 1, sizeof *p->name);
	for (size_t i = 0; i < n; i++)
		p->sorted[i].name = node_at(list, i, size).name;
	qsort(p->sorted, n, sizeof *p->sorted, by_name);
	for (size_t i = n; i-- > 0;) {
		const struct node v = node_at(list, i, size);

		at[i] = place_of(p, v.name);
		at[i]->below++;
		if (v.parent != NULL)
			place_of(p, v.parent)->below += at[i]->below;
	}
	for (size_t i = 0; i < n; i++) {
		const char *parent = node_at(list, i, size).parent;
		size_t *next = parent == NULL ? &top :
		    &place_of(p, parent)->next;

		at[i]->span = (struct tix_lint_span){ *next,
			*next + at[i]->below };
		at[i]->next = *next + 1;
		*next = at[i]->span.end;
		p->name[at[i]->span.first] = at[i]->name;
	}
}

/* The values that a ticket's field can have. */
static struct tix_range
domain_of(const struct tix_matcher *m)
{
	switch (m->field) {
	case TIX_F_IMPACT:
	case TIX_F_URGENCY: /* a step of an older desk may be none of this */
		return (struct tix_range){ 1, TIX_STEPS_MAX };
	case TIX_F_PRIORITY:
		return (struct tix_range){ 1, TIX_PRIORITIES };
	case TIX_F_COUNT:
	case TIX_F_BOUNCES:
		return (struct tix_range){ 0, INT64_MAX };
	default:
		return (struct tix_range){ INT64_MIN, INT64_MAX };
	}
}

static bool
is_range(const struct tix_desk *d, const struct tix_matcher *m)
{
	const struct tix_custom *c = m->what == TIX_MATCH_OWN ?
	    tix_desk_custom(d, m->own) : NULL;

	return m->what == TIX_MATCH_RANGE ||
	    (c != NULL && c->type == TIX_C_INTEGER);
}

static void
read_values(struct tix_lint_matcher *m)
{
	for (size_t i = 0; i < m->n; i++) {
		struct tix_lint_value *v = &m->v[i];

		v->text = m->m->values[i];
		v->is_none = *v->text == '\0';
		if (m->places != NULL)
			v->span = tix_lint_span_of(m->places, v->text);
		if (!m->is_range)
			continue;
		v->range = tix_range_of(v->text);
		if (v->range.from < m->domain.from)
			v->range.from = m->domain.from;
		if (v->range.to > m->domain.to)
			v->range.to = m->domain.to;
	}
}

static struct tix_lint_matcher *
matchers_of(const struct tix_linting *l, const struct tix_rule *r)
{
	struct tix_lint_matcher *all = tix_arena_array(l->tx->run,
	    r->nmatchers + 1, sizeof *all);

	for (size_t i = 0; i < r->nmatchers; i++) {
		struct tix_lint_matcher *m = &all[i];

		m->m = &r->matchers[i];
		if (m->m->what == TIX_MATCH_FIELD)
			m->places = m->m->field == TIX_F_CATEGORY ?
			    &l->categories : m->m->field == TIX_F_SERVICE ?
			    &l->services : NULL;
		m->is_range = is_range(l->d, m->m);
		m->domain = domain_of(m->m);
		m->has_none = m->m->field != TIX_F_COUNT &&
		    m->m->field != TIX_F_BOUNCES;
		while (m->m->values[m->n] != NULL)
			m->n++;
		m->v = tix_arena_array(l->tx->run, m->n + 1, sizeof *m->v);
		read_values(m);
	}
	return all;
}

static uint64_t
looked_at(const struct tix_rule *r)
{
	uint64_t fields = r->fields;

	for (size_t i = 0; i < r->nmatchers; i++)
		if (r->matchers[i].what == TIX_MATCH_VIP)
			fields |= BIT(TIX_F_ORGANISATION);
	return fields;
}

uint64_t
tix_lint_changed_by(const struct tix_rule *r)
{
	uint64_t fields = 0, all;

	for (size_t i = 0; i < r->nactions; i++)
		fields |= BIT(r->actions[i].field);
	all = fields;
	for (size_t i = 0; i < sizeof together / sizeof together[0]; i++)
		if ((fields & together[i]) != 0)
			all |= together[i];
	return all;
}

enum tix_status
tix_lint_tree(struct tix_linting *l)
{
	size_t last[TIX_RULE_DEPTH_MAX]; /* rule of each depth, on the path */
	size_t depth = 0;
	enum tix_status s = TIX_OK;

	find_places(l, &l->categories, l->d->categories, l->d->ncategories,
	    sizeof *l->d->categories);
	find_places(l, &l->services, l->d->services, l->d->nservices,
	    sizeof *l->d->services);
	l->n = tix_rules_count(l->d->rules);
	l->node = tix_arena_array(l->tx->run, l->n + 1, sizeof *l->node);
	for (size_t i = 0; s == TIX_OK && i < l->n; i++) {
		struct tix_lint_node *n = &l->node[i];
		size_t at = tix_rules_depth(l->d->rules, i);

		s = tix_rules_get(l->tx, l->d->rules, i, &n->rule);
		if (s != TIX_OK)
			return s;
		n->m = matchers_of(l, n->rule);
		n->parent = at > 0 ? last[at - 1] : TIX_LINT_NONE;
		n->before = at < depth ? last[at] : TIX_LINT_NONE;
		n->end = i + 1;
		n->looks = looked_at(n->rule);
		n->sets = tix_lint_changed_by(n->rule);
		for (size_t p = n->parent; p != TIX_LINT_NONE;
		    p = l->node[p].parent) {
			l->node[p].end = i + 1;
			l->node[p].sets |= n->sets;
		}
		last[at] = i;
		depth = at + 1;
	}
	return s;
}
