/*
 * Trees of services and of categories: parents before children, no loops.
 */
#include "text.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define LOOP_MAX 100 /* things in one that is told as such */

/* What services and categories begin with. */
struct node {
	const char *name, *title, *parent;
	const void *item;
	size_t place;
	size_t depth;  /* beyond the bound also in a loop */
};

struct tree {
	struct node *nodes;  /* by name */
	size_t n;
};

static int
by_name(const void *a, const void *b)
{
	const struct node *p = a, *q = b;

	return strcmp(p->name, q->name);
}

static struct tree
tree_of(struct tix_dt *dt, const struct tix_dt_names *list)
{
	struct tree t = { .n = list->n };

	t.nodes = tix_arena_array(dt->mem, t.n + 1, sizeof *t.nodes);
	for (size_t i = 0; i < t.n; i++) {
		struct node *n = &t.nodes[i];

		n->item = (const char *)list->list + i * list->size;
		n->place = i;
		memcpy(n, n->item, offsetof(struct node, item));
	}
	qsort(t.nodes, t.n, sizeof *t.nodes, by_name);
	return t;
}

static const struct node *
parent_of(const struct tree *t, const struct node *n)
{
	const struct node key = { .name = n->parent };

	return n->parent == NULL ? NULL :
	    bsearch(&key, t->nodes, t->n, sizeof key, by_name);
}

static size_t
depth_of(const struct tree *t, const struct node *n)
{
	size_t depth = 0;

	for (; n != NULL && depth <= TIX_DESKTEXT_DEPTH_MAX; depth++)
		n = parent_of(t, n);
	return depth;
}

static int
by_depth(const void *a, const void *b)
{
	const struct node *p = a, *q = b;

	if (p->depth != q->depth)
		return p->depth < q->depth ? -1 : 1;
	return p->place < q->place ? -1 : 1;
}

/* Below itself within a few steps? */
static bool
is_in_loop(const struct tree *t, const struct node *n)
{
	const struct node *up = parent_of(t, n);
	size_t steps = 0;

	while (up != NULL && up != n && steps++ < LOOP_MAX)
		up = parent_of(t, up);
	return up == n;
}

static void
complain(struct tix_dt *dt, const struct tix_dt_section *s, const char *what,
    bool is_loop)
{
	if (is_loop)
		tix_dt_complain(dt, tix_dt_line(s, "parent"),
		    "%s '%s' is below itself", what, s->name);
	else
		tix_dt_complain(dt, tix_dt_line(s, "parent"),
		    "%s '%s' is more than %d deep, or below one that is below "
		    "itself", what, s->name, TIX_DESKTEXT_DEPTH_MAX);
}

/* The things in the order in which a compiled desk has them. */
static void *
order(struct tix_dt *dt, enum tix_dt_kind kind,
    const struct tix_dt_names *list)
{
	char *sorted = tix_arena_array(dt->mem, list->n + 1, list->size);
	struct tree t = tree_of(dt, list);
	const struct tix_dt_section *s;

	for (size_t i = 0; i < t.n; i++)
		t.nodes[i].depth = depth_of(&t, &t.nodes[i]);
	for (s = dt->first[kind]; s != NULL; s = s->next) {
		const struct node key = { .name = s->name };
		const struct node *n = s->item == NULL ? NULL :
		    bsearch(&key, t.nodes, t.n, sizeof key, by_name);

		if (n != NULL && n->depth > TIX_DESKTEXT_DEPTH_MAX)
			complain(dt, s, list->what, is_in_loop(&t, n));
	}
	qsort(t.nodes, t.n, sizeof *t.nodes, by_depth);
	for (size_t i = 0; i < t.n; i++)
		memcpy(sorted + i * list->size, t.nodes[i].item, list->size);
	return sorted;
}

void
tix_dt_trees(struct tix_dt *dt)
{
	struct tix_desk *d = &dt->desk;

	d->services = order(dt, TIX_DT_SERVICE, TIX_DT_NAMES("service",
	    d->services, d->nservices));
	d->categories = order(dt, TIX_DT_CATEGORY, TIX_DT_NAMES("category",
	    d->categories, d->ncategories));
}
