/*
 * What matchers say of each other.
 */
#include <tix/regex.h>

#include <string.h>
#include <strings.h>

#include "lintparts.h"

/* What any pattern may take of any ticket: more may be refused to it. */
#define STEPS 2000

/*
 * What the pattern of value 'i' of 'm' says of 'text'; it is compiled once.
 * TIX_NO is certainly no match: not one that gave up either.
 */
static enum tix_status
try(const struct tix_linting *l, const struct tix_lint_matcher *m, size_t i,
    const char *text)
{
	struct tix_regex *re;
	enum tix_status s = tix_rules_regex(l->tx, l->d->rules, m->m, i, &re);

	return s == TIX_OK ?
	    tix_regex_match_within(l->tx, re, text, STEPS, 0) : s;
}

/* Is 'v' of a matcher like 'm' all within 'w'? */
static bool
is_within(const struct tix_lint_matcher *m, const struct tix_lint_value *v,
    const struct tix_lint_value *w)
{
	if (m->places != NULL && v->span.end > 0 && w->span.end > 0)
		return w->span.first <= v->span.first &&
		    v->span.first < w->span.end;
	return strcmp(v->text, w->text) == 0;
}

/* Does a text that fits 'v' of a matcher like 'm' fit value 'i' of it, too? */
static bool
value_in(const struct tix_linting *l, const struct tix_lint_matcher *m,
    size_t i, const struct tix_lint_value *v)
{
	if (m->m->what == TIX_MATCH_WORDS)
		return strcasecmp(v->text, m->v[i].text) == 0 ||
		    try(l, m, i, v->text) == TIX_OK;
	return is_within(m, v, &m->v[i]);
}

static bool
is_same_key(const struct tix_lint_matcher *p, const struct tix_lint_matcher *q)
{
	const struct tix_matcher *a = p->m, *b = q->m;

	return a->what == b->what && a->field == b->field &&
	    (a->own == NULL) == (b->own == NULL) &&
	    (a->own == NULL || strcmp(a->own, b->own) == 0);
}

bool
tix_lint_names_none(const struct tix_lint_matcher *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].is_none)
			return true;
	return false;
}

/* How far the ranges of 'm' reach that 'at' is within; or below 'at'. */
static int64_t
reach(const struct tix_lint_matcher *m, int64_t at)
{
	int64_t to = INT64_MIN;

	for (size_t i = 0; i < m->n; i++) {
		const struct tix_range *r = &m->v[i].range;

		if (r->from <= at && at <= r->to && r->to > to)
			to = r->to;
	}
	return to;
}

/* Is each number of the range in one of the ranges of 'a' and 'b'? */
static bool
is_covered(struct tix_range r, const struct tix_lint_matcher *a,
    const struct tix_lint_matcher *b)
{
	while (r.from <= r.to) {
		const int64_t x = reach(a, r.from), y = reach(b, r.from);
		const int64_t to = x > y ? x : y;

		if (to < r.from || to == INT64_MIN)
			return false;
		if (to >= r.to)
			return true;
		r.from = to + 1;
	}
	return true;
}

/* Whatever a ticket has fits one of the two, without their negations. */
static bool
is_all(const struct tix_lint_matcher *a, const struct tix_lint_matcher *b)
{
	return a->is_range && is_same_key(a, b) &&
	    (!a->has_none || tix_lint_names_none(a) ||
	    tix_lint_names_none(b)) &&
	    is_covered(a->domain, a, b);
}

/* Is each range of 'a' in those of 'b', be it in several? */
static bool
is_range_in(const struct tix_lint_matcher *a, const struct tix_lint_matcher *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->v[i].is_none ? !tix_lint_names_none(b) :
		    !is_covered(a->v[i].range, b, b))
			return false;
	return true;
}

/*
 * Each name that a ticket may have where the value 'v' of a category, a service
 * or another field fits, to 'fn', until that says false.
 */
struct against {
	const struct tix_linting *l;
	const struct tix_lint_matcher *m; /* patterns */
	bool (*fn)(const struct against *g, const char *name);
};

static bool
fits_one(const struct against *g, const char *name)
{
	for (size_t i = 0; i < g->m->n; i++)
		if (try(g->l, g->m, i, name) == TIX_OK)
			return true;
	return false;
}

static bool
fits_none(const struct against *g, const char *name)
{
	for (size_t i = 0; i < g->m->n; i++)
		if (try(g->l, g->m, i, name) != TIX_NO)
			return false;
	return true;
}

static bool
all_names(const struct against *g, const struct tix_lint_places *places,
    const struct tix_lint_value *v)
{
	if (!g->fn(g, v->text))
		return false;
	for (size_t i = v->span.first + 1; i < v->span.end; i++)
		if (!g->fn(g, places->name[i]))
			return false;
	return true;
}

static bool
is_value_and_pattern(const struct tix_lint_matcher *a,
    const struct tix_lint_matcher *b)
{
	return a->m->what == TIX_MATCH_FIELD &&
	    b->m->what == TIX_MATCH_PATTERN && a->m->field == b->m->field;
}

static bool
all_values(const struct tix_linting *l, const struct tix_lint_matcher *a,
    const struct tix_lint_matcher *b,
    bool (*fn)(const struct against *g, const char *name))
{
	const struct against g = { l, b, fn };

	for (size_t i = 0; i < a->n; i++)
		if ((fn == fits_one && a->v[i].is_none) ||
		    !all_names(&g, a->places, &a->v[i]))
			return false;
	return true;
}

/* Values of both are told apart as texts: is each of 'a' in one of 'b'? */
static bool
each_in_one(const struct tix_linting *l, const struct tix_lint_matcher *a,
    const struct tix_lint_matcher *b)
{
	for (size_t k = 0; k < a->n; k++) {
		size_t i = 0;

		while (i < b->n && !value_in(l, b, i, &a->v[k]))
			i++;
		if (i == b->n)
			return false;
	}
	return true;
}

/* Without their negations: is what fits 'a' among what fits 'b'? */
static bool
is_subset(const struct tix_linting *l, const struct tix_lint_matcher *a,
    const struct tix_lint_matcher *b)
{
	if (is_same_key(a, b))
		return a->is_range ? is_range_in(a, b) : each_in_one(l, a, b);
	if (a->m->what == TIX_MATCH_PATTERN && b->m->what == TIX_MATCH_TEXT &&
	    (a->m->field == TIX_F_SUBJECT || a->m->field == TIX_F_BODY))
		return each_in_one(l, a, b);
	return is_value_and_pattern(a, b) && all_values(l, a, b, fits_one);
}

/* "office open" and "office closed". */
static bool
is_opposite_time(const char *v, const char *w)
{
	const char *a = strrchr(v, ' '), *b = strrchr(w, ' ');

	return a != NULL && b != NULL && a - v == b - w &&
	    strncmp(v, w, (size_t)(a - v)) == 0 && strcmp(a, b) != 0;
}

static bool
is_choice(const struct tix_desk *d, const char *own)
{
	const struct tix_custom *c = tix_desk_custom(d, own);

	return c != NULL && c->type == TIX_C_CHOICE;
}

static bool
is_range_apart(const struct tix_lint_value *v, const struct tix_lint_value *w)
{
	const struct tix_range *a = &v->range, *b = &w->range;

	if (v->is_none || w->is_none)
		return v->is_none != w->is_none;
	return (a->from > b->from ? a->from : b->from) >
	    (a->to < b->to ? a->to : b->to);
}

/* Is there nothing that fits both 'v' and 'w' of matchers like 'm'? */
static bool
is_apart(const struct tix_linting *l, const struct tix_lint_matcher *m,
    const struct tix_lint_value *v, const struct tix_lint_value *w)
{
	if (m->is_range)
		return is_range_apart(v, w);
	switch (m->m->what) {
	case TIX_MATCH_FIELD:
		return !is_within(m, v, w) && !is_within(m, w, v) &&
		    strcasecmp(v->text, w->text) != 0;
	case TIX_MATCH_OWN:
		return is_choice(l->d, m->m->own) &&
		    strcasecmp(v->text, w->text) != 0;
	case TIX_MATCH_VIP:
		return strcmp(v->text, w->text) != 0;
	case TIX_MATCH_WHEN:
		return is_opposite_time(v->text, w->text);
	case TIX_MATCH_RANGE:
	case TIX_MATCH_PATTERN:
	case TIX_MATCH_TEXT:
	case TIX_MATCH_WORDS:
	case TIX_MATCH_TAG:
	case TIX_MATCH_LABEL:
		break;
	}
	return false;
}

static bool
is_disjoint(const struct tix_linting *l, const struct tix_lint_matcher *a,
    const struct tix_lint_matcher *b)
{
	if (is_value_and_pattern(a, b))
		return all_values(l, a, b, fits_none);
	if (is_value_and_pattern(b, a))
		return all_values(l, b, a, fits_none);
	if (!is_same_key(a, b))
		return false;
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (!is_apart(l, a, &a->v[i], &b->v[k]))
				return false;
	return true;
}

bool
tix_lint_implies(const struct tix_linting *l,
    const struct tix_lint_matcher *a, const struct tix_lint_matcher *b)
{
	if (a->m->negated)
		return b->m->negated ? is_subset(l, b, a) : is_all(a, b);
	return b->m->negated ? is_disjoint(l, a, b) : is_subset(l, a, b);
}

bool
tix_lint_excludes(const struct tix_linting *l,
    const struct tix_lint_matcher *a, const struct tix_lint_matcher *b)
{
	if (a->m->negated && b->m->negated)
		return is_all(a, b);
	if (b->m->negated)
		return is_subset(l, a, b);
	return a->m->negated ? is_subset(l, b, a) : is_disjoint(l, a, b);
}
