/*
 * Agreements of a compiled desk, proved.
 */
#include <tix/agreement.h>
#include <tix/query.h>

#include <string.h>

static enum tix_status
need(struct tix *tx, const char *what, const char *name, const void *found)
{
	return name == NULL || found != NULL ? TIX_OK :
	    tix_fail(tx, TIX_INVALID, "no %s '%s'", what, name);
}

static enum tix_status
need_calendar(struct tix *tx, const char *name)
{
	return need(tx, "calendar", name, name == NULL ? NULL :
	    tix_desk_calendar(tx->desk, name));
}

/* Names may be any in a desk that declares none of a kind. */
static enum tix_status
prove_place(struct tix *tx, const struct tix_agreement *g)
{
	enum tix_status s = need(tx, "level", g->level, g->level == NULL ?
	    NULL : tix_desk_level(tx->desk, g->level));

	if (s == TIX_OK)
		s = need(tx, "queue", g->queue, g->queue == NULL ? NULL :
		    tix_desk_queue(tx->desk, g->queue));
	if (s == TIX_OK)
		s = tix_desk_check_team(tx, g->team);
	if (s == TIX_OK && g->kind == TIX_SLA &&
	    (g->level != NULL || g->queue != NULL || g->team != NULL))
		return tix_fail(tx, TIX_INVALID, "an sla has no place");
	return s;
}

static bool
is_named_once(const struct tix_agreement *list, size_t n, const char *name)
{
	size_t times = 0;

	for (size_t i = 0; i < n; i++)
		times += strcmp(list[i].name, name) == 0;
	return times == 1;
}

static enum tix_status
prove_match(struct tix *tx, const struct tix_agreement *g)
{
	enum tix_status s = TIX_OK;
	struct tix_term *query;
	uint64_t fields;

	if (g->kind != TIX_SLA && g->match[0] != NULL)
		return tix_fail(tx, TIX_INVALID, "no sla, but it has a match");
	for (size_t i = 0; s == TIX_OK && g->match[i] != NULL; i++)
		s = tix_query_chooser(tx, g->match[i], &query, &fields);
	return s;
}

static enum tix_status
prove(struct tix *tx, const struct tix_agreement *g)
{
	enum tix_status s = need_calendar(tx, g->calendar);

	for (size_t i = 0; s == TIX_OK && i < g->ntargets; i++)
		s = need_calendar(tx, g->targets[i].calendar);
	if (s == TIX_OK)
		s = prove_place(tx, g);
	return s == TIX_OK ? prove_match(tx, g) : s;
}

/* Does the head name those that tickets may have, and no others? */
static bool
is_head(const struct tix_desk *d, const struct tix_agreement *list, size_t n)
{
	size_t slas = 0;

	for (size_t i = 0; i < n; i++) {
		const bool is_sla = list[i].kind == TIX_SLA;

		slas += is_sla;
		if ((tix_desk_agreement(d, list[i].name) != NULL) != is_sla)
			return false;
	}
	return slas == d->nagreements;
}

enum tix_status
tix_desk_prove_agreements(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *d)
{
	const struct tix_desk *before = tx->desk;
	const struct tix_agreement *list;
	size_t n;
	enum tix_status s = tix_desk_agreements(tx, mem, d, &list, &n);

	if (s == TIX_OK && !is_head(d, list, n))
		return tix_fail(tx, TIX_INVALID, "desk: its agreements are "
		    "others than it names");
	tx->desk = d; /* names are looked up as in any desk */
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		s = is_named_once(list, n, list[i].name) ?
		    prove(tx, &list[i]) :
		    tix_fail(tx, TIX_INVALID, "it is there twice");
		if (s != TIX_OK && s <= TIX_INVALID)
			s = tix_fail(tx, TIX_INVALID,
			    "desk: agreement '%s': %s", list[i].name,
			    tix_arena_dup(tx->mem, tx->error));
	}
	tx->desk = before;
	return s;
}
