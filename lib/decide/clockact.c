/*
 * Waiving a breach, beginning anew.
 */
#include <tix/clockact.h>

#include <string.h>

#include <tix/arena.h>

static enum tix_status
no_clock(struct tix *tx, const struct tix_clock *clocks, size_t n,
    const char *name)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; i < n; i++)
		tix_buf_printf(&b, "%s%s", i == 0 ? "" : ", ",
		    tix_clock_name(tx->mem, &clocks[i]));
	if (n == 0)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "no clock '%s': the ticket has none", name);
	return tix_fail(tx, TIX_NOT_FOUND, "no clock '%s'; there are: %s",
	    name, tix_buf_text(&b));
}

/* Are they cycles of one and the same? */
static bool
is_same(const struct tix_clock *a, const struct tix_clock *b)
{
	if (a->metric != b->metric || a->kind != b->kind ||
	    (a->agreement == NULL) != (b->agreement == NULL) ||
	    (a->subject == NULL) != (b->subject == NULL))
		return false;
	return (a->agreement == NULL ||
	    strcmp(a->agreement, b->agreement) == 0) &&
	    (a->subject == NULL || strcmp(a->subject, b->subject) == 0);
}

enum tix_status
tix_clock_find(struct tix *tx, const struct tix_clock *clocks, size_t n,
    const char *name, const struct tix_clock **found)
{
	*found = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct tix_clock *c = &clocks[i];

		if (!tix_clock_is_named(c, name))
			continue;
		if (*found != NULL && !is_same(*found, c))
			return tix_fail(tx, TIX_INVALID,
			    "clock '%s' may be %s or %s", name,
			    tix_clock_name(tx->mem, *found),
			    tix_clock_name(tx->mem, c));
		if (*found == NULL || c->cycle > (*found)->cycle)
			*found = c;
	}
	return *found == NULL ? no_clock(tx, clocks, n, name) : TIX_OK;
}

enum tix_status
tix_clock_act_check(struct tix *tx, const struct tix_clock_act *act)
{
	if (act->clock == NULL || *act->clock == '\0')
		return tix_fail(tx, TIX_INVALID, "which clock? give --clock");
	if (act->reason == NULL || *act->reason == '\0')
		return tix_fail(tx, TIX_INVALID, "why? give --reason");
	return TIX_OK;
}

static void
put(struct tix *tx, struct tix_event *e, enum tix_event_kind kind,
    const struct tix_clock *c, const struct tix_clock_act *act)
{
	tix_event_init(e, kind);
	tix_event_text(e, "clock", tix_clock_name(tx->mem, c));
	tix_event_text(e, "reason", act->reason);
}

enum tix_status
tix_clock_waive(struct tix *tx, const struct tix_clock *clocks, size_t n,
    int64_t now, const struct tix_clock_act *act, struct tix_event *e)
{
	const struct tix_clock *c;
	enum tix_status s = tix_clock_find(tx, clocks, n,
	    act->clock, &c);

	if (s != TIX_OK || c->waived != 0)
		return s;
	if (c->breached == 0 &&
	    (c->state != TIX_RUNNING || c->due == 0 || c->due >= now))
		return tix_fail(tx, TIX_CONFLICT, "clock '%s' was not breached",
		    tix_clock_name(tx->mem, c));
	put(tx, e, TIX_E_WAIVED, c, act);
	return TIX_OK;
}

enum tix_status
tix_clock_restart(struct tix *tx, const struct tix_clock *clocks, size_t n,
    const struct tix_clock_act *act, struct tix_event *e)
{
	const struct tix_clock *c;
	enum tix_status s = tix_clock_find(tx, clocks, n,
	    act->clock, &c);

	if (s != TIX_OK)
		return s;
	if (c->metric == TIX_PROMISED)
		return tix_fail(tx, TIX_CONFLICT, "a date promised by hand "
		    "does not begin anew; set another");
	if (c->state != TIX_RUNNING && c->state != TIX_PAUSED)
		return tix_fail(tx, TIX_CONFLICT, "clock '%s' is over: %s",
		    tix_clock_name(tx->mem, c),
		    tix_clock_state_names[c->state - 1]);
	put(tx, e, TIX_E_RESTARTED, c, act);
	return TIX_OK;
}
