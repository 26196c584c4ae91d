/*
 * For lib/decide/lint*.c alone.
 */
#ifndef TIX_DECIDE_LINTPARTS_H
#define TIX_DECIDE_LINTPARTS_H

#include <tix/lint.h>

#define TIX_LINT_NONE SIZE_MAX

/* A rule with its place in the tree. */
struct tix_lint_node {
	const struct tix_rule *rule;
	size_t parent;    /* or TIX_LINT_NONE, like the next */
	size_t before;    /* the sibling before it */
	size_t end;       /* behind the last rule in it */
	uint64_t looks;   /* fields that its matchers look at */
	uint64_t sets;    /* fields that it and the rules in it may change */
	bool dead;        /* it is never taken */
};

/* A look at one desk. */
struct tix_linting {
	struct tix *tx;
	const struct tix_desk *d;
	struct tix_lint_node *node;
	size_t n;
	struct tix_remarks *out;
};

/* Read all rules of d->rules into a tree, on tx->run. */
enum tix_status tix_lint_tree(struct tix_linting *l);

/* A remark on a rule (NULL: on none). */
void tix_lint_say(struct tix_linting *l, const struct tix_rule *rule,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* lintnames.c: names that nothing refers to, skills that nobody has. */
enum tix_status tix_lint_names(struct tix_linting *l);

#endif
