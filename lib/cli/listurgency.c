/*
 * The most urgent tickets first.  Scores are of now and of other tickets, so
 * no index has them: all that are selected are scored, and of each only what
 * the order takes is kept.
 */
#include "listing.h"

#include <stdlib.h>
#include <string.h>

#include <tix/link.h>

struct scored {
	int64_t id;
	int64_t tenths;
	int64_t opened;
	size_t group; /* in the order of the groups */
};

/* With a limit a heap with the last one on top, else in any order. */
struct heap {
	struct tix_list *l;
	struct scored *item;
	size_t n;
	size_t cap;
	size_t max;
	size_t group;
	const char *words; /* of that group */
	struct tix_arena *mem;
};

static enum tix_status
count_links(struct tix *tx, const struct tix_ticket *t,
    struct tix_urgency_links *links)
{
	const char *at = t->links, *relation;
	enum tix_status s = TIX_OK;
	int64_t id;

	memset(links, 0, sizeof *links);
	while (s == TIX_OK &&
	    (id = tix_links_next(tx->mem, &at, &relation)) != 0) {
		bool blocks = strcmp(relation, "blocks") == 0, live = false;

		if (!blocks && strcmp(relation, "blocked-by") != 0)
			continue;
		s = tix_tickets_is_live(tx, id, &live);
		links->blocks += live && blocks;
		links->blocked += live && !blocks;
	}
	return s;
}

enum tix_status
tix_list_score(struct tix *tx, const struct tix_ticket *t, int64_t *tenths,
    const char **text)
{
	struct tix_urgency_links links;
	struct tix_urgency u;
	enum tix_status s = count_links(tx, t, &links);

	if (s != TIX_OK)
		return s;
	tix_urgency(tx, t, &links, &u);
	*tenths = u.total;
	if (text != NULL)
		*text = tix_urgency_text(tx, tx->mem, t, &links, &u);
	return TIX_OK;
}

/* Below 0 where 'a' comes before 'b': of equal ones the older. */
static int
compare(const struct scored *a, const struct scored *b)
{
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->tenths != b->tenths)
		return a->tenths > b->tenths ? -1 : 1;
	if (a->opened != b->opened)
		return a->opened < b->opened ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static int
by_urgency(const void *a, const void *b)
{
	return compare(a, b);
}

static void
swap(struct scored *a, struct scored *b)
{
	struct scored s = *a;

	*a = *b;
	*b = s;
}

static void
sift_up(struct heap *h, size_t i)
{
	for (; i > 0 && compare(&h->item[i], &h->item[(i - 1) / 2]) > 0;
	    i = (i - 1) / 2)
		swap(&h->item[i], &h->item[(i - 1) / 2]);
}

static void
sift_down(struct heap *h)
{
	for (size_t i = 0, child = 1; child < h->n; child = 2 * i + 1) {
		if (child + 1 < h->n &&
		    compare(&h->item[child + 1], &h->item[child]) > 0)
			child++;
		if (compare(&h->item[child], &h->item[i]) <= 0)
			return;
		swap(&h->item[child], &h->item[i]);
		i = child;
	}
}

static void
add(struct heap *h, const struct scored *s)
{
	if (h->max > 0 && h->n == h->max) {
		h->l->more = true;
		if (compare(s, &h->item[0]) >= 0)
			return;
		h->item[0] = *s;
		sift_down(h);
		return;
	}
	if (h->n == h->cap) {
		struct scored *old = h->item;

		h->cap = h->cap == 0 ? 64 : h->cap * 2;
		h->item = tix_arena_array(h->mem, h->cap, sizeof *h->item);
		if (h->n > 0)
			memcpy(h->item, old, h->n * sizeof *old);
	}
	h->item[h->n++] = *s;
	if (h->max > 0)
		sift_up(h, h->n - 1);
}

static enum tix_status
score(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct heap *h = arg;
	struct scored one = { .id = t->id, .opened = t->opened };
	const char *words = h->l->group < 0 ? "" :
	    tix_list_words(tx, h->l->group, t);
	enum tix_status s = tix_list_score(tx, t, &one.tenths, NULL);

	if (h->words == NULL || strcmp(h->words, words) != 0) {
		h->words = tix_arena_dup(h->mem, words);
		h->group++;
	}
	one.group = h->group;
	if (h->l->backwards)
		one.tenths = -one.tenths;
	if (s == TIX_OK)
		add(h, &one);
	return s == TIX_OK && tix_interrupted() ? TIX_NO : s;
}

enum tix_status
tix_list_urgent(struct tix *tx, struct tix_list *l, tix_ticket_fn fn,
    void *arg)
{
	struct heap h = { .l = l, .mem = tx->run,
		.max = (size_t)l->asked->limit };
	enum tix_status s = tix_tickets_select(tx, l->query, l->sort,
	    l->nsort, 0, TIX_NO_BODY, score, &h, NULL);

	if (s == TIX_OK && h.n > 0)
		qsort(h.item, h.n, sizeof *h.item, by_urgency);
	for (size_t i = 0; s == TIX_OK && i < h.n; i++) {
		struct tix_ticket t = { 0 };

		s = tix_tickets_load(tx, tx->mem, h.item[i].id, &t);
		if (s == TIX_OK)
			s = fn(tx, &t, arg);
		tix_arena_reset(tx->mem);
	}
	return s == TIX_NO ? TIX_OK : s;
}
