/*
 * Lists of tallies and their differences.
 */
#include <tix/fold.h>

#include <string.h>

static bool
same_cell(const struct tix_tally *a, const struct tix_tally *b)
{
	if (a->slot != b->slot || a->measure != b->measure ||
	    a->priority != b->priority)
		return false;
	if (a->level == NULL || b->level == NULL)
		return a->level == b->level;
	return strcmp(a->level, b->level) == 0;
}

/* A ticket has few of them: a walk from the newest is quick. */
static struct tix_tally *
find(struct tix_tallies *l, const struct tix_tally *t)
{
	for (size_t i = l->n; i > 0; i--)
		if (same_cell(&l->item[i - 1], t))
			return &l->item[i - 1];
	return NULL;
}

void
tix_tallies_add(struct tix_tallies *l, const struct tix_tally *t)
{
	struct tix_tally *there = find(l, t);

	if (there != NULL) {
		there->n += t->n;
		return;
	}
	l->item = tix_arena_more(l->arena, l->item, l->n, &l->cap,
	    sizeof *l->item);
	l->item[l->n++] = *t;
}

void
tix_tallies_subtract(struct tix_tallies *l, const struct tix_tallies *old)
{
	size_t kept = 0;

	for (size_t i = 0; i < old->n; i++) {
		struct tix_tally t = old->item[i];

		t.n = -t.n;
		tix_tallies_add(l, &t);
	}
	for (size_t i = 0; i < l->n; i++)
		if (l->item[i].n != 0)
			l->item[kept++] = l->item[i];
	l->n = kept;
}
