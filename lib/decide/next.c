/*
 * What to work on next.
 */
#include <tix/next.h>

#include <string.h>

#include <tix/place.h>

/* A wait whose end has come is none any more. */
static bool
is_workable(const struct tix *tx, const struct tix_ticket *t)
{
	if (t->state == TIX_WAITING)
		return t->wait_until != 0 && t->wait_until <= tx->now;
	return tix_state_is_live(t->state);
}

bool
tix_next_may(struct tix *tx, const struct tix_ticket *t,
    const struct tix_agent *agent, const char *who)
{
	if (!is_workable(tx, t))
		return false;
	if (t->owner != NULL)
		return strcmp(t->owner, who) == 0;
	return agent == NULL || t->category == NULL ||
	    tix_place_is_able(agent, tix_place_skills(tx->mem, tx->desk,
	    t->category));
}

static bool
comes_before(const struct tix_next_pick *a, const struct tix_next_pick *b)
{
	if (b->id == 0 || a->tenths != b->tenths)
		return b->id == 0 || a->tenths > b->tenths;
	return a->opened != b->opened ? a->opened < b->opened : a->id < b->id;
}

void
tix_next_see(struct tix_next *n, const struct tix_ticket *t,
    enum tix_next_scope scope, int64_t tenths)
{
	const struct tix_next_pick p = { .id = t->id, .tenths = tenths,
		.opened = t->opened, .scope = scope };

	if (comes_before(&p, &n->best[scope]))
		n->best[scope] = p;
}

struct tix_next_pick
tix_next_choose(const struct tix_next *n)
{
	const struct tix_next_pick *own = &n->best[TIX_NEXT_OWN];
	const struct tix_next_pick *free = own + 1;

	while (free->id == 0 && free < &n->best[TIX_NEXT_SCOPES - 1])
		free++;
	if (own->id == 0)
		return *free;
	return free->id != 0 && free->tenths - own->tenths >= TIX_NEXT_MARGIN ?
	    *free : *own;
}
