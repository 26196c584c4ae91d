/*
 * A ticket's clocks on its card.
 */
#include <tix/card.h>

#include <tix/time.h>
#include <tix/utf8.h>

/* "due 2026-11-24 17:00 (in 3h)", "due 2026-11-24 17:00 (2h ago)". */
static const char *
deadline(struct tix *tx, const struct tix_out_options *o,
    const struct tix_clock *c)
{
	char when[TIX_TIME_SIZE], span[TIX_TIME_SIZE];
	const bool ahead = c->due > o->now;

	tix_time_local(when, c->due, o->zone);
	tix_time_age(span, ahead ? c->due - o->now : o->now - c->due);
	return tix_arena_printf(tx->mem, ahead ? "due %s (in %s)" :
	    "due %s (%s ago)", when, span);
}

static const char *
state(struct tix *tx, const struct tix_out_options *o,
    const struct tix_clock *c)
{
	char used[TIX_TIME_SIZE], budget[TIX_TIME_SIZE];

	if (c->state == TIX_RUNNING)
		return deadline(tx, o, c);
	tix_duration_text(used, c->consumed);
	tix_duration_text(budget, c->budget);
	return tix_arena_printf(tx->mem, "%s, %s of %s used",
	    tix_clock_state_names[c->state - 1], used, budget);
}

void
tix_card_clock(struct tix *tx, const struct tix_out_options *o,
    const struct tix_clock *c)
{
	const bool late = c->breached != 0 || (c->state == TIX_RUNNING &&
	    c->due != 0 && c->due < o->now);

	if (c->state == TIX_ENDED || c->metric == TIX_PROMISED)
		return;
	fprintf(o->to, "%-*s %s: %s%s%s\n", TIX_CARD_LABEL, "clock",
	    tix_utf8_printable(tx->mem, tix_clock_name(tx->mem, c), false),
	    state(tx, o, c), late && c->state != TIX_BREACHED ?
	    ", breached" : "", c->waived != 0 ? ", waived" : "");
}
