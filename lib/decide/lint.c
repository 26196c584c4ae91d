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

/* Room for one more, with its words. */
static struct tix_remark *
remark(struct tix_linting *l, const char *fmt, va_list ap)
    __attribute__((format(__printf__, 2, 0)));

static struct tix_remark *
remark(struct tix_linting *l, const char *fmt, va_list ap)
{
	struct tix_remarks *o = l->out;
	char words[sizeof l->tx->error];

	vsnprintf(words, sizeof words, fmt, ap);
	o->item = tix_arena_more(l->tx->run, o->item, o->n, &o->cap,
	    sizeof *o->item);
	o->item[o->n] = (struct tix_remark){
		.text = tix_arena_dup(l->tx->run, words),
	};
	return &o->item[o->n++];
}

void
tix_lint_say(struct tix_linting *l, const struct tix_rule *rule,
    const char *fmt, ...)
{
	struct tix_remark *r;
	va_list ap;

	va_start(ap, fmt);
	r = remark(l, fmt, ap);
	va_end(ap);
	r->line = rule->line;
	r->rule = rule->path;
}

void
tix_lint_say_of(struct tix_linting *l, const char *what, const char *name,
    const char *fmt, ...)
{
	struct tix_remark *r;
	va_list ap;

	va_start(ap, fmt);
	r = remark(l, fmt, ap);
	va_end(ap);
	r->what = what;
	r->name = name;
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
rule_implies(struct tix_linting *l, const struct tix_lint_node *r,
    const struct tix_lint_node *s)
{
	for (size_t i = 0; i < s->rule->nmatchers; i++) {
		size_t k = 0;

		while (k < r->rule->nmatchers &&
		    !tix_lint_implies(l, &r->m[k], &s->m[i]))
			k++;
		if (k == r->rule->nmatchers)
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
		    !rule_implies(l, r, s))
			continue;
		r->dead = true;
		tix_lint_say(l, r->rule, "rule '%s' is never taken: rule '%s' "
		    "in line %lld comes first, takes all that it would, and "
		    "does not continue", r->rule->path, s->rule->path,
		    (long long)s->rule->line);
		return;
	}
}

/* Two matchers of one rule, or one that no value fits. */
static bool
contradicts_itself(struct tix_linting *l, const struct tix_lint_node *n)
{
	const struct tix_rule *r = n->rule;

	for (size_t i = 0; i < r->nmatchers; i++) {
		if (n->m[i].is_range &&
		    tix_lint_excludes(l, &n->m[i], &n->m[i])) {
			tix_lint_say(l, r, "rule '%s' is never taken: nothing "
			    "is within %s", r->path,
			    matcher_text(l, &r->matchers[i]));
			return true;
		}
		for (size_t k = 0; k < i; k++) {
			if (!tix_lint_excludes(l, &n->m[k], &n->m[i]))
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
contradicts_above(struct tix_linting *l, const struct tix_lint_node *n,
    const struct tix_lint_node *above, uint64_t changed)
{
	for (size_t i = 0; i < n->rule->nmatchers; i++)
		for (size_t k = 0; k < above->rule->nmatchers; k++) {
			const struct tix_matcher *m = above->m[k].m;
			uint64_t looks = BIT(m->field);

			if (m->what == TIX_MATCH_VIP)
				looks |= BIT(TIX_F_ORGANISATION);
			if ((looks & changed) != 0 ||
			    !tix_lint_excludes(l, &above->m[k], &n->m[i]))
				continue;
			tix_lint_say(l, n->rule, "rule '%s' is never taken: "
			    "%s and, in rule '%s' of line %lld round it, %s "
			    "exclude each other", n->rule->path,
			    matcher_text(l, n->m[i].m), above->rule->path,
			    (long long)above->rule->line, matcher_text(l, m));
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

	if (contradicts_itself(l, &l->node[at]))
		return true;
	for (size_t i = l->node[at].parent; i != TIX_LINT_NONE;
	    below = i, i = l->node[i].parent) {
		for (size_t k = l->node[below].before; k != TIX_LINT_NONE;
		    k = l->node[k].before)
			if (l->node[k].rule->goes_on)
				changed |= l->node[k].sets;
		changed |= tix_lint_changed_by(l->node[i].rule);
		if (contradicts_above(l, &l->node[at], &l->node[i], changed))
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
