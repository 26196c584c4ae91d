/*
 * For lib/decide/lint*.c alone.
 */
#ifndef TIX_DECIDE_LINTPARTS_H
#define TIX_DECIDE_LINTPARTS_H

#include <tix/agreement.h>
#include <tix/lint.h>

#define TIX_LINT_NONE SIZE_MAX

/* The places of a thing and of all below it; none: there is no such thing. */
struct tix_lint_span {
	size_t first;
	size_t end;
};

struct tix_lint_place {
	const char *name;
	struct tix_lint_span span;
	size_t below;     /* things in the span */
	size_t next;      /* while places are given */
};

/* The tree of categories, or of services. */
struct tix_lint_places {
	struct tix_lint_place *sorted; /* by name */
	const char **name;             /* by place */
	size_t n;
};

struct tix_lint_value {
	const char *text;
	bool is_none;            /* "": the ticket has nothing there */
	struct tix_lint_span span;
	struct tix_range range;  /* no wider than the domain */
};

/* A matcher, with what its values are. */
struct tix_lint_matcher {
	const struct tix_matcher *m;
	struct tix_lint_value *v;
	size_t n;
	const struct tix_lint_places *places; /* or NULL: no tree */
	bool is_range;
	bool has_none;           /* a ticket may have nothing there */
	struct tix_range domain; /* of a range: what a ticket may have */
};

/* A rule with its place in the tree. */
struct tix_lint_node {
	const struct tix_rule *rule;
	struct tix_lint_matcher *m; /* its matchers */
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
	struct tix_lint_places categories;
	struct tix_lint_places services;
	struct tix_remarks *out;
};

/* linttree.c: read all rules of d->rules into a tree, on tx->run. */
enum tix_status tix_lint_tree(struct tix_linting *l);

struct tix_lint_span tix_lint_span_of(const struct tix_lint_places *p,
    const char *name);

/* Fields that the rule by itself, or what follows from it, may change. */
uint64_t tix_lint_changed_by(const struct tix_rule *r);

/*
 * lintmatch.c: does whatever 'a' takes fit 'b', too?  Is there nothing that
 * fits both ('a' may be 'b')?  True only where it is certain, for one ticket at
 * one time.
 */
bool tix_lint_implies(const struct tix_linting *l,
    const struct tix_lint_matcher *a, const struct tix_lint_matcher *b);
bool tix_lint_excludes(const struct tix_linting *l,
    const struct tix_lint_matcher *a, const struct tix_lint_matcher *b);

/* lintpromise.c: of one agreement. */
void tix_lint_promise(struct tix_linting *l, const struct tix_agreement *g);

/* A remark on a rule, or on a thing with a name. */
void tix_lint_say(struct tix_linting *l, const struct tix_rule *rule,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void tix_lint_say_of(struct tix_linting *l, const char *what,
    const char *name, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Is one of its values that the ticket has nothing there? */
bool tix_lint_names_none(const struct tix_lint_matcher *m);

/* lintnames.c: names that nothing refers to. */
enum tix_status tix_lint_names(struct tix_linting *l);

/* lintwork.c: skills that nobody has, rules that assign and have no team. */
void tix_lint_work(struct tix_linting *l);

#endif
