/*
 * Which way a ticket may go: up along the paths of the desk, and down to where
 * it was.
 */
#include "handing.h"

#include <string.h>

#include <tix/visit.h>

int64_t
tix_handing_order(const struct tix *tx, const struct tix_ticket *t)
{
	const struct tix_level *l = t->level == NULL ? NULL :
	    tix_desk_level(tx->desk, t->level);

	return l == NULL ? -1 : l->order;
}

/* Where nothing is said, any level above is meant; no other is ever said. */
static bool
leads_to(const struct tix_level *from, const struct tix_level *to)
{
	const char *const *l = from->escalates_to;

	if (l == NULL || *l == NULL)
		return to->order > from->order;
	while (*l != NULL && strcmp(*l, to->name) != 0)
		l++;
	return *l != NULL;
}

static const char *
list_ways(struct tix *tx, const struct tix_level *from)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; i < tx->desk->nlevels; i++)
		if (leads_to(from, &tx->desk->levels[i]))
			tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "",
			    tx->desk->levels[i].name);
	return tix_buf_text(&b);
}

static enum tix_status
placeless(struct tix *tx, const struct tix_ticket *t)
{
	return tix_fail(tx, TIX_CONFLICT,
	    "ticket %lld is at no level of this desk; give --to, or place it "
	    "by tix route", (long long)t->id);
}

static enum tix_status
no_way(struct tix *tx, const struct tix_ticket *t, const char *what)
{
	return tix_fail(tx, TIX_CONFLICT, "ticket %lld is at %s, %s",
	    (long long)t->id, t->level, what);
}

static enum tix_status
next_up(struct tix *tx, const struct tix_ticket *t,
    const struct tix_level **level)
{
	const struct tix_desk *d = tx->desk;
	int64_t at = tix_handing_order(tx, t);

	if (at < 0)
		return placeless(tx, t);
	for (size_t i = (size_t)at + 1; i < d->nlevels; i++)
		if (leads_to(&d->levels[at], &d->levels[i])) {
			*level = &d->levels[i];
			return TIX_OK;
		}
	return no_way(tx, t, "the last level");
}

enum tix_status
tix_handing_up(struct tix *tx, const struct tix_ticket *t, const char *name,
    const struct tix_level **level)
{
	int64_t at = tix_handing_order(tx, t);

	if (name == NULL)
		return next_up(tx, t, level);
	if ((*level)->order < at)
		return tix_fail(tx, TIX_CONFLICT, "ticket %lld is at %s, above "
		    "%s; tix return hands back", (long long)t->id, t->level,
		    (*level)->name);
	if (at < 0 || leads_to(&tx->desk->levels[at], *level))
		return TIX_OK;
	return tix_fail(tx, TIX_CONFLICT, "ticket %lld is at %s, which hands "
	    "up to %s, not to %s", (long long)t->id, t->level,
	    list_ways(tx, &tx->desk->levels[at]), (*level)->name);
}

/* The level of a name below 'at', or NULL. */
static const struct tix_level *
below(const struct tix *tx, const char *name, int64_t at)
{
	const struct tix_level *l = name == NULL ? NULL :
	    tix_desk_level(tx->desk, name);

	return l != NULL && l->order < at ? l : NULL;
}

/* The nearest level below that it was at, or NULL. */
static const struct tix_level *
nearest(struct tix *tx, const struct tix_ticket *t, int64_t at)
{
	const char *visits = t->visits;
	const struct tix_level *best = NULL;
	struct tix_visit v;

	while (tix_visits_next(tx->mem, &visits, &v)) {
		const struct tix_level *l = below(tx, v.level, at);

		if (l != NULL && (best == NULL || l->order > best->order))
			best = l;
	}
	return best;
}

static enum tix_status
next_down(struct tix *tx, const struct tix_ticket *t,
    const struct tix_level **level)
{
	int64_t at = tix_handing_order(tx, t);
	struct tix_visit here;

	if (at < 0)
		return placeless(tx, t);
	*level = NULL;
	if (tix_visits_find(tx->mem, t->visits, t->level, &here))
		*level = below(tx, here.from, at);
	if (*level == NULL)
		*level = nearest(tx, t, at);
	if (*level == NULL && at > 0)
		*level = &tx->desk->levels[at - 1];
	return *level != NULL ? TIX_OK : no_way(tx, t, "the first level");
}

static const char *
list_visits(struct tix *tx, const struct tix_ticket *t, int64_t at)
{
	struct tix_buf b = { .arena = tx->mem };
	struct tix_visit v;

	for (int64_t i = 0; i < at; i++)
		if (tix_visits_find(tx->mem, t->visits,
		    tx->desk->levels[i].name, &v))
			tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "",
			    v.level);
	return tix_buf_text(&b);
}

enum tix_status
tix_handing_down(struct tix *tx, const struct tix_ticket *t, const char *name,
    const struct tix_level **level)
{
	int64_t at = tix_handing_order(tx, t);
	struct tix_visit v;

	if (name == NULL)
		return next_down(tx, t, level);
	if ((*level)->order > at)
		return tix_fail(tx, TIX_CONFLICT, "ticket %lld is at %s, below "
		    "%s; tix escalate hands up", (long long)t->id,
		    t->level == NULL ? "none" : t->level, (*level)->name);
	if (nearest(tx, t, at) == NULL ||
	    tix_visits_find(tx->mem, t->visits, name, &v))
		return TIX_OK;
	return tix_fail(tx, TIX_CONFLICT, "ticket %lld was not at %s; it goes "
	    "back to: %s", (long long)t->id, name, list_visits(tx, t, at));
}
