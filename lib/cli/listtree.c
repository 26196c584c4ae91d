/*
 * Tickets as a tree: children below their parents, each where it is first met
 * in the order asked for.
 */
#include "listing.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_SHOWN 12 /* deeper ones are drawn as deep as that */
#define NONE SIZE_MAX

struct node {
	int64_t id;
	int64_t parent;
	size_t first;  /* child, a place in the order; NONE */
	size_t last;
	size_t next;   /* sibling */
	size_t up;     /* parent, while it is being shown */
	bool is_child;
	bool shown;
};

struct tree {
	struct tix_list *l;
	struct node *node; /* in the order asked for */
	size_t n;
	size_t cap;
	size_t *by_id;     /* places, by the ids there */
	const char *const *marks;
};

/* What stands before a subject: a child, the last one, and below either. */
static const char *const lines[] = { "├─ ", "└─ ", "│  ", "   " };
static const char *const ascii[] = { "|- ", "`- ", "|  ", "   " };

static const char *const *
marks_of(void)
{
	bool utf8;

	setlocale(LC_CTYPE, "");
	utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	setlocale(LC_CTYPE, "C");
	return utf8 ? lines : ascii;
}

static enum tix_status
take(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct tree *tr = arg;
	struct node *old = tr->node;

	if (tr->n == tr->cap) {
		tr->cap = tr->cap == 0 ? 256 : tr->cap * 2;
		tr->node = tix_arena_array(tx->run, tr->cap, sizeof *old);
		if (tr->n > 0)
			memcpy(tr->node, old, tr->n * sizeof *old);
	}
	tr->node[tr->n++] = (struct node){ .id = t->id, .parent = t->parent,
		.first = NONE, .last = NONE, .next = NONE, .up = NONE };
	return tix_interrupted() ? TIX_NO : TIX_OK;
}

static int
by_id(const void *a, const void *b, void *arg)
{
	const struct tree *tr = arg;
	int64_t x = tr->node[*(const size_t *)a].id;
	int64_t y = tr->node[*(const size_t *)b].id;

	return x < y ? -1 : x > y;
}

/* The place of a ticket; NONE where it is not selected. */
static size_t
find(const struct tree *tr, int64_t id)
{
	size_t low = 0, high = tr->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tr->node[tr->by_id[middle]].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < tr->n && tr->node[tr->by_id[low]].id == id ?
	    tr->by_id[low] : NONE;
}

/* Children in the order asked for. */
static void
join(struct tix *tx, struct tree *tr)
{
	tr->by_id = tix_arena_array(tx->run, tr->n + 1, sizeof *tr->by_id);
	for (size_t i = 0; i < tr->n; i++)
		tr->by_id[i] = i;
	qsort_r(tr->by_id, tr->n, sizeof *tr->by_id, by_id, tr);
	for (size_t i = 0; i < tr->n; i++) {
		size_t p = tr->node[i].parent == 0 ? NONE :
		    find(tr, tr->node[i].parent);

		if (p == NONE || p == i)
			continue;
		tr->node[i].is_child = true;
		if (tr->node[p].first == NONE)
			tr->node[p].first = i;
		else
			tr->node[tr->node[p].last].next = i;
		tr->node[p].last = i;
	}
}

/* The marks before the subject, read up from the ticket. */
static const char *
indent(struct tix *tx, const struct tree *tr, size_t i)
{
	const char *part[DEPTH_SHOWN];
	struct tix_buf b = { .arena = tx->mem };
	size_t n = 0;

	for (size_t at = i; tr->node[at].up != NONE && n < DEPTH_SHOWN;
	    at = tr->node[at].up) {
		bool last = tr->node[at].next == NONE;

		part[n++] = tr->marks[(at == i ? 0 : 2) + last];
	}
	while (n > 0)
		tix_buf_str(&b, part[--n]);
	return tix_buf_text(&b);
}

static enum tix_status
show(struct tix *tx, struct tree *tr, size_t i, tix_ticket_fn fn, void *arg)
{
	struct tix_ticket t = { 0 };
	enum tix_status s = tix_tickets_load(tx, tx->mem, tr->node[i].id, &t);

	tr->node[i].shown = true;
	if (s == TIX_OK && tr->l->r->out.format == TIX_TABLE)
		t.subject = tix_arena_printf(tx->mem, "%s%s",
		    indent(tx, tr, i), t.subject);
	if (s == TIX_OK)
		s = fn(tx, &t, arg);
	tix_arena_reset(tx->mem);
	return s;
}

/* A ticket and all below it; what was shown before is part of a loop. */
static enum tix_status
show_below(struct tix *tx, struct tree *tr, size_t root, tix_ticket_fn fn,
    void *arg)
{
	size_t at = root, child;
	enum tix_status s = show(tx, tr, root, fn, arg);

	while (s == TIX_OK) {
		child = tr->node[at].first;
		while (child != NONE && tr->node[child].shown)
			child = tr->node[child].next;
		if (child != NONE) {
			tr->node[at].first = tr->node[child].next;
			tr->node[child].up = at;
			at = child;
			s = show(tx, tr, at, fn, arg);
		} else if (at == root) {
			break;
		} else {
			tr->node[at].first = NONE;
			at = tr->node[at].up;
		}
	}
	return s;
}

enum tix_status
tix_list_tree(struct tix *tx, struct tix_list *l, tix_ticket_fn fn, void *arg)
{
	struct tree tr = { .l = l, .marks = marks_of() };
	enum tix_status s = tix_list_select(tx, l, take, &tr);

	if (s == TIX_OK)
		join(tx, &tr);
	for (size_t i = 0; s == TIX_OK && i < tr.n; i++)
		if (!tr.node[i].is_child)
			s = show_below(tx, &tr, i, fn, arg);
	/* What no root leads to hangs on a loop. */
	for (size_t i = 0; s == TIX_OK && i < tr.n; i++)
		if (!tr.node[i].shown)
			s = show_below(tx, &tr, i, fn, arg);
	return s == TIX_NO ? TIX_OK : s;
}
