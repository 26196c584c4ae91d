/*
 * Trees of services and of categories: parents before children, no loops.
 */
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* What services and categories begin with. */
struct node {
	const char *name, *title, *parent;
};

#define LOOP_MAX 100 /* things in one that is told as such */

struct ranked {
	size_t depth;  /* beyond the bound also in a loop */
	size_t place;
};

static struct node
node_at(const void *item)
{
	struct node n;

	memcpy(&n, item, sizeof n);
	return n;
}

static size_t
depth_of(const struct tix_dt_names *list, const void *item)
{
	size_t depth = 0;

	while (item != NULL && depth <= TIX_DESKTEXT_DEPTH_MAX) {
		struct node n = node_at(item);

		item = n.parent == NULL ? NULL : tix_dt_find(list, n.parent);
		depth++;
	}
	return depth;
}

static void
complain(struct tix_dt *dt, const struct tix_dt_section *s,
    const struct tix_dt_names *list, const void *item)
{
	const void *i = item;
	size_t n = 0;

	do {
		const struct node node = node_at(i);

		i = node.parent == NULL ? NULL :
		    tix_dt_find(list, node.parent);
	} while (i != NULL && i != item && n++ <= LOOP_MAX);
	if (i == item)
		tix_dt_complain(dt, tix_dt_line(s, "parent"),
		    "%s '%s' is below itself", list->what, s->name);
	else
		tix_dt_complain(dt, tix_dt_line(s, "parent"),
		    "%s '%s' is more than %d deep, or below one that is below "
		    "itself", list->what, s->name, TIX_DESKTEXT_DEPTH_MAX);
}

static int
by_depth(const void *a, const void *b)
{
	const struct ranked *p = a, *q = b;

	if (p->depth != q->depth)
		return p->depth < q->depth ? -1 : 1;
	return p->place < q->place ? -1 : 1;
}

/* The things in the order in which a compiled desk has them. */
static void *
order(struct tix_dt *dt, enum tix_dt_kind kind,
    const struct tix_dt_names *list)
{
	struct ranked *r = tix_arena_array(dt->mem, list->n + 1, sizeof *r);
	char *sorted = tix_arena_array(dt->mem, list->n + 1, list->size);
	const struct tix_dt_section *s;

	for (size_t i = 0; i < list->n; i++) {
		const char *item = (const char *)list->list + i * list->size;

		r[i] = (struct ranked){ depth_of(list, item), i };
		for (s = dt->first[kind]; s != NULL &&
		    r[i].depth > TIX_DESKTEXT_DEPTH_MAX; s = s->next)
			if (s->item == item)
				complain(dt, s, list, item);
	}
	qsort(r, list->n, sizeof *r, by_depth);
	for (size_t i = 0; i < list->n; i++)
		memcpy(sorted + i * list->size, (const char *)list->list +
		    r[i].place * list->size, list->size);
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
