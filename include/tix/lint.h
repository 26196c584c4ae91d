/*
 * What is odd in a desk that is right: rules that are never taken, names that
 * nothing refers to.  Pure.
 *
 * A remark on a rule is never wrong, but not all that could be said is: that a
 * rule is never taken is told where an earlier sibling that does not continue
 * takes all that it would, matcher by matcher; or where two matchers down its
 * path exclude each other.  Patterns are held against values and against the
 * same pattern, not against others; that one may give up is not minded.
 */
#ifndef TIX_LINT_H
#define TIX_LINT_H

#include <tix/rule.h>

struct tix_remark {
	int64_t line;      /* of the rule in desk.conf(5), or 0 */
	const char *rule;  /* path of the rule it is about, or NULL: */
	const char *what;  /* of the thing it is about: "queue", "sla" */
	const char *name;
	const char *text;  /* one line that names it; no full stop */
};

/* In order of the rules, then of the names; start with zeros. */
struct tix_remarks {
	struct tix_remark *item; /* on tx->run, with all that is in it */
	size_t n;
	size_t cap;
};

/*
 * Look at 'd', whose rules are read (d->rules): rules never taken, then names
 * never used, then skills that nobody has and rules that assign tickets which
 * have no team unless somebody gave them one by hand.  Resets tx->mem.
 * TIX_INVALID for rules that no compiler wrote.
 */
enum tix_status tix_lint(struct tix *tx, const struct tix_desk *d,
    struct tix_remarks *out);

/*
 * Rules whose path is none of the 'n' in 'hit', sorted by strcmp(): nothing was
 * set by them, or by a rule in them, for as long as 'since' says ("90d").
 * Rules that set nothing, and have none in them that do, leave no trace and are
 * passed over.
 */
enum tix_status tix_lint_unused(struct tix *tx, const struct tix_desk *d,
    const char *const *hit, size_t n, const char *since,
    struct tix_remarks *out);

#endif
