/*
 * Rules that are never taken.
 */
#include <tix/lint.h>

#include <stdarg.h>
#include <stdio.h>
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
	BIT(TIX_F_REQUESTER) | BIT(TIX_F_ORGANISATION) | BIT(TIX_F_AGREEMENT),
	BIT(TIX_F_CATEGORY) | BIT(TIX_F_SERVICE),
};

void
tix_lint_say(struct tix_linting *l, const struct tix_rule *rule,
    const char *fmt, ...)
{
	struct tix_remarks *o = l->out;
	struct tix_remark *r;
	char words[sizeof l->tx->error];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof words, fmt, ap);
	va_end(ap);
	if (o->n == o->cap) {
		size_t cap = o->cap == 0 ? 32 : 2 * o->cap;
		struct tix_remark *more = tix_arena_array(l->tx->run, cap,
		    sizeof *more);

		if (o->n > 0)
			memcpy(more, o->item, o->n * sizeof *more);
		o->item = more;
		o->cap = cap;
	}
	r = &o->item[o->n++];
	r->line = rule == NULL ? 0 : rule->line;
	r->rule = rule == NULL ? NULL : rule->path;
	r->text = tix_arena_dup(l->tx->run, words);
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

static uint64_t
changed_by(const struct tix_rule *r)
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

	l->n = tix_rules_count(l->d->rules);
	l->node = tix_arena_array(l->tx->run, l->n + 1, sizeof *l->node);
	for (size_t i = 0; s == TIX_OK && i < l->n; i++) {
		struct tix_lint_node *n = &l->node[i];
		size_t at = tix_rules_depth(l->d->rules, i);

		s = tix_rules_get(l->tx, l->d->rules, i, &n->rule);
		if (s != TIX_OK)
			return s;
		n->parent = at > 0 ? last[at - 1] : TIX_LINT_NONE;
		n->before = at < depth ? last[at] : TIX_LINT_NONE;
		n->end = i + 1;
		n->looks = looked_at(n->rule);
		n->sets = changed_by(n->rule);
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

/* "category = network, vpn", as it stands in the text. */
static const char *
matcher_text(struct tix_linting *l, const struct tix_matcher *m)
{
	struct tix_buf b = { .arena = l->tx->run };

	tix_buf_printf(&b, "%s = ", m->key);
	for (const char *const *v = m->values; *v != NULL; v++) {
		tix_buf_printf(&b, "%s%s", v > m->values ? ", " : "",
		    **v == '\0' ? "\"\"" : *v);
		if (b.len > 60 && v[1] != NULL) {
			tix_buf_str(&b, ", ...");
			break;
		}
	}
	return tix_buf_text(&b);
}

/* Whatever fits 'r' fits 's', if nothing changes between the two. */
static bool
rule_implies(struct tix_linting *l, const struct tix_rule *r,
    const struct tix_rule *s)
{
	for (size_t i = 0; i < s->nmatchers; i++) {
		size_t k = 0;

		while (k < r->nmatchers && !tix_lint_implies(l->tx, l->d,
		    &r->matchers[k], &s->matchers[i]))
			k++;
		if (k == r->nmatchers)
			return false;
	}
	return true;
}

/*
 * Told of a rule that an earlier one takes all from, which ends its siblings
 * also where it does not act, since it looks at nothing that changed.  What
 * stands between the two and continues may have made the ticket fit only later.
 */
static void
look_before(struct tix_linting *l, size_t at)
{
	struct tix_lint_node *r = &l->node[at], *s;
	uint64_t changed = 0;

	for (size_t i = r->before; i != TIX_LINT_NONE; i = s->before) {
		s = &l->node[i];
		if (s->rule->goes_on) {
			changed |= s->sets;
			continue;
		}
		if (s->dead || (s->looks & changed) != 0 ||
		    !rule_implies(l, r->rule, s->rule))
			continue;
		r->dead = true;
		tix_lint_say(l, r->rule, "rule '%s' is never taken: rule '%s' "
		    "in line %lld comes first, takes all that it would, and "
		    "does not continue", r->rule->path, s->rule->path,
		    (long long)s->rule->line);
		return;
	}
}

static bool
is_empty(const struct tix_linting *l, const struct tix_matcher *m)
{
	return m->what == TIX_MATCH_RANGE && !m->negated &&
	    tix_lint_excludes(l->tx, l->d, m, m);
}

/* Two matchers of one rule, or one that no value fits. */
static bool
contradicts_itself(struct tix_linting *l, const struct tix_rule *r)
{
	for (size_t i = 0; i < r->nmatchers; i++) {
		if (is_empty(l, &r->matchers[i])) {
			tix_lint_say(l, r, "rule '%s' is never taken: nothing "
			    "is within %s", r->path,
			    matcher_text(l, &r->matchers[i]));
			return true;
		}
		for (size_t k = 0; k < i; k++) {
			if (!tix_lint_excludes(l->tx, l->d, &r->matchers[k],
			    &r->matchers[i]))
				continue;
			tix_lint_say(l, r, "rule '%s' is never taken: %s and "
			    "%s exclude each other", r->path,
			    matcher_text(l, &r->matchers[k]),
			    matcher_text(l, &r->matchers[i]));
			return true;
		}
	}
	return false;
}

static bool
contradicts_above(struct tix_linting *l, const struct tix_rule *r,
    const struct tix_rule *above, uint64_t changed)
{
	for (size_t i = 0; i < r->nmatchers; i++)
		for (size_t k = 0; k < above->nmatchers; k++) {
			const struct tix_matcher *m = &above->matchers[k];
			uint64_t looks = BIT(m->field);

			if (m->what == TIX_MATCH_VIP)
				looks |= BIT(TIX_F_ORGANISATION);
			if ((looks & changed) != 0 || !tix_lint_excludes(
			    l->tx, l->d, m, &r->matchers[i]))
				continue;
			tix_lint_say(l, r, "rule '%s' is never taken: %s and, "
			    "in rule '%s' of line %lld round it, %s exclude "
			    "each other", r->path,
			    matcher_text(l, &r->matchers[i]), above->path,
			    (long long)above->line, matcher_text(l, m));
			return true;
		}
	return false;
}

/*
 * Does its path hold what no ticket can be?  A rule round it was tried before
 * its own actions, and those of the siblings before this one, changed anything.
 */
static bool
is_contradictory(struct tix_linting *l, size_t at)
{
	uint64_t changed = 0;
	size_t below = at;

	if (contradicts_itself(l, l->node[at].rule))
		return true;
	for (size_t i = l->node[at].parent; i != TIX_LINT_NONE;
	    below = i, i = l->node[i].parent) {
		for (size_t k = l->node[below].before; k != TIX_LINT_NONE;
		    k = l->node[k].before)
			if (l->node[k].rule->goes_on)
				changed |= l->node[k].sets;
		changed |= changed_by(l->node[i].rule);
		if (contradicts_above(l, l->node[at].rule, l->node[i].rule,
		    changed))
			return true;
	}
	return false;
}

enum tix_status
tix_lint(struct tix *tx, const struct tix_desk *d, struct tix_remarks *out)
{
	struct tix_linting l = { .tx = tx, .d = d, .out = out };
	enum tix_status s = tix_lint_tree(&l);

	for (size_t i = 0; s == TIX_OK && i < l.n; i++) {
		struct tix_lint_node *n = &l.node[i];

		n->dead = n->parent != TIX_LINT_NONE &&
		    l.node[n->parent].dead;
		if (n->dead)
			continue; /* said of what is round it */
		n->dead = is_contradictory(&l, i);
		if (!n->dead)
			look_before(&l, i);
	}
	tx->error[0] = '\0'; /* patterns were tried */
	return s == TIX_OK ? tix_lint_names(&l) : s;
}
