/*
 * What matchers say of each other.
 */
#include <tix/lint.h>
#include <tix/regex.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What any pattern may take of any ticket: more may be refused to it. */
#define STEPS 2000

struct range {
	int64_t from;
	int64_t to;
};

/* "2", "..2", "3..", "2..4". */
static struct range
range_of(const char *text)
{
	const char *dots = strstr(text, "..");
	struct range r = { INT64_MIN, INT64_MAX };

	if (dots == NULL) {
		r.from = r.to = strtoll(text, NULL, 10);
		return r;
	}
	if (dots > text)
		r.from = strtoll(text, NULL, 10);
	if (dots[2] != '\0')
		r.to = strtoll(dots + 2, NULL, 10);
	return r;
}

/*
 * What the pattern of value 'i' of 'm' says of 'text'; it is compiled once.
 * TIX_NO is certainly no match: not one that gave up either.
 */
static enum tix_status
try(struct tix *tx, const struct tix_desk *d, const struct tix_matcher *m,
    size_t i, const char *text)
{
	struct tix_regex *re;
	enum tix_status s = tix_rules_regex(tx, d->rules, m, i, &re);

	return s == TIX_OK ? tix_regex_match_within(tx, re, text, STEPS, 0) : s;
}

/* Is the value 'v' of a field all within the value 'w'? */
static bool
is_within(const struct tix_desk *d, enum tix_field f, const char *v,
    const char *w)
{
	if (strcmp(v, w) == 0)
		return true;
	if (*v == '\0' || *w == '\0')
		return false;
	if (f == TIX_F_CATEGORY)
		return tix_desk_category_within(d, v, w);
	return f == TIX_F_SERVICE && tix_desk_service_within(d, v, w);
}

/* Does a text that fits 'v' of a matcher like 'm' fit value 'i' of it, too? */
static bool
value_in(struct tix *tx, const struct tix_desk *d, const struct tix_matcher *m,
    size_t i, const char *v)
{
	const char *w = m->values[i];
	struct range a, b;

	switch (m->what) {
	case TIX_MATCH_FIELD:
		return is_within(d, m->field, v, w);
	case TIX_MATCH_WORDS:
		return strcasecmp(v, w) == 0 ||
		    try(tx, d, m, i, v) == TIX_OK;
	case TIX_MATCH_RANGE:
		if (*v == '\0' || *w == '\0')
			break; /* none is in no range */
		a = range_of(v);
		b = range_of(w);
		return a.from > a.to || (a.from >= b.from && a.to <= b.to);
	case TIX_MATCH_PATTERN:
	case TIX_MATCH_TEXT:
	case TIX_MATCH_TAG:
	case TIX_MATCH_LABEL:
	case TIX_MATCH_OWN:
	case TIX_MATCH_VIP:
	case TIX_MATCH_WHEN:
		break;
	}
	return strcmp(v, w) == 0;
}

static bool
is_same_key(const struct tix_matcher *a, const struct tix_matcher *b)
{
	return a->what == b->what && a->field == b->field &&
	    (a->own == NULL) == (b->own == NULL) &&
	    (a->own == NULL || strcmp(a->own, b->own) == 0);
}

/*
 * Each name that a ticket may have where the value 'v' of a category, a service
 * or another field fits, to 'fn', until that says false.
 */
struct against {
	struct tix *tx;
	const struct tix_desk *d;
	const struct tix_matcher *m; /* patterns */
	bool (*fn)(const struct against *g, const char *name);
};

static bool
fits_one(const struct against *g, const char *name)
{
	for (size_t i = 0; g->m->values[i] != NULL; i++)
		if (try(g->tx, g->d, g->m, i, name) == TIX_OK)
			return true;
	return false;
}

static bool
fits_none(const struct against *g, const char *name)
{
	for (size_t i = 0; g->m->values[i] != NULL; i++)
		if (try(g->tx, g->d, g->m, i, name) != TIX_NO)
			return false;
	return true;
}

static bool
all_names(const struct against *g, enum tix_field f, const char *v)
{
	const struct tix_desk *d = g->d;

	if (!g->fn(g, v))
		return false;
	for (size_t i = 0; f == TIX_F_CATEGORY && i < d->ncategories; i++)
		if (is_within(d, f, d->categories[i].name, v) &&
		    !g->fn(g, d->categories[i].name))
			return false;
	for (size_t i = 0; f == TIX_F_SERVICE && i < d->nservices; i++)
		if (is_within(d, f, d->services[i].name, v) &&
		    !g->fn(g, d->services[i].name))
			return false;
	return true;
}

static bool
is_value_and_pattern(const struct tix_matcher *a, const struct tix_matcher *b)
{
	return a->what == TIX_MATCH_FIELD && b->what == TIX_MATCH_PATTERN &&
	    a->field == b->field;
}

static bool
all_values(struct tix *tx, const struct tix_desk *d,
    const struct tix_matcher *a, const struct tix_matcher *b,
    bool (*fn)(const struct against *g, const char *name))
{
	const struct against g = { tx, d, b, fn };

	for (const char *const *v = a->values; *v != NULL; v++)
		if ((fn == fits_one && **v == '\0') ||
		    !all_names(&g, a->field, *v))
			return false;
	return true;
}

/* Values of both are told apart as texts: is each of 'a' in one of 'b'? */
static bool
each_in_one(struct tix *tx, const struct tix_desk *d,
    const struct tix_matcher *a, const struct tix_matcher *b)
{
	for (const char *const *v = a->values; *v != NULL; v++) {
		size_t i = 0;

		while (b->values[i] != NULL && !value_in(tx, d, b, i, *v))
			i++;
		if (b->values[i] == NULL)
			return false;
	}
	return true;
}

/* Without their negations: is what fits 'a' among what fits 'b'? */
static bool
is_subset(struct tix *tx, const struct tix_desk *d,
    const struct tix_matcher *a, const struct tix_matcher *b)
{
	if (is_same_key(a, b))
		return each_in_one(tx, d, a, b);
	if (a->what == TIX_MATCH_PATTERN && b->what == TIX_MATCH_TEXT &&
	    (a->field == TIX_F_SUBJECT || a->field == TIX_F_BODY))
		return each_in_one(tx, d, a, b);
	return is_value_and_pattern(a, b) && all_values(tx, d, a, b, fits_one);
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

/* Is there nothing that fits both 'v' and 'w' of matchers like 'm'? */
static bool
is_apart(const struct tix_desk *d, const struct tix_matcher *m, const char *v,
    const char *w)
{
	struct range a, b;

	switch (m->what) {
	case TIX_MATCH_FIELD:
		return strcasecmp(v, w) != 0 &&
		    !is_within(d, m->field, v, w) &&
		    !is_within(d, m->field, w, v);
	case TIX_MATCH_RANGE:
		if (*v == '\0' || *w == '\0')
			return *v != *w;
		a = range_of(v);
		b = range_of(w);
		return a.from > b.to || b.from > a.to;
	case TIX_MATCH_OWN:
		return is_choice(d, m->own) && strcasecmp(v, w) != 0;
	case TIX_MATCH_VIP:
		return strcmp(v, w) != 0;
	case TIX_MATCH_WHEN:
		return is_opposite_time(v, w);
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
is_disjoint(struct tix *tx, const struct tix_desk *d,
    const struct tix_matcher *a, const struct tix_matcher *b)
{
	if (is_value_and_pattern(a, b))
		return all_values(tx, d, a, b, fits_none);
	if (is_value_and_pattern(b, a))
		return all_values(tx, d, b, a, fits_none);
	if (!is_same_key(a, b))
		return false;
	for (const char *const *v = a->values; *v != NULL; v++)
		for (const char *const *w = b->values; *w != NULL; w++)
			if (!is_apart(d, a, *v, *w))
				return false;
	return true;
}

bool
tix_lint_implies(struct tix *tx, const struct tix_desk *d,
    const struct tix_matcher *a, const struct tix_matcher *b)
{
	if (a->negated)
		return b->negated && is_subset(tx, d, b, a);
	return b->negated ? is_disjoint(tx, d, a, b) : is_subset(tx, d, a, b);
}

bool
tix_lint_excludes(struct tix *tx, const struct tix_desk *d,
    const struct tix_matcher *a, const struct tix_matcher *b)
{
	if (a->negated && b->negated)
		return false;
	if (b->negated)
		return is_subset(tx, d, a, b);
	return a->negated ? is_subset(tx, d, b, a) : is_disjoint(tx, d, a, b);
}
