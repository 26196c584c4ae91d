/*
 * What a ticket was last handed up with.
 */
#include <tix/handed.h>

#include <tix/card.h>
#include <tix/events.h>
#include <tix/utf8.h>

static enum tix_status
see(struct tix *tx, struct tix_event *e, void *arg)
{
	const struct tix_event **newest = arg;
	struct tix_event *copy;

	if (e->kind != TIX_E_ESCALATED || e->retracted ||
	    *tix_handover_summary(tx, e) == '\0')
		return TIX_OK;
	copy = tix_arena_alloc(tx->mem, sizeof *copy);
	*copy = *e;
	*newest = copy;
	return TIX_OK;
}

static void
print(struct tix *tx, const struct tix_out_options *o,
    const struct tix_event *e)
{
	const struct tix_change *level = tix_event_change(e, TIX_F_LEVEL);

	fprintf(o->to, "\nhandover to %s by %s\n",
	    level == NULL || level->value.s == NULL ? "a level" :
	    tix_utf8_printable(tx->mem, level->value.s, false),
	    tix_utf8_printable(tx->mem, tix_event_actor(tx, e), false));
	tix_card_handover(tx, o, e);
}

enum tix_status
tix_handed_show(struct tix *tx, const struct tix_out_options *o,
    const struct tix_ticket *t, int64_t *seq)
{
	const struct tix_event *newest = NULL;
	enum tix_status s = TIX_OK;

	*seq = 0;
	if (tix_tags_count(t->visits) > 1) /* else nothing handed it up */
		s = tix_events_of(tx, tx->mem, t->id, see, &newest);
	if (s != TIX_OK || newest == NULL)
		return s;
	*seq = newest->seq;
	print(tx, o, newest);
	return TIX_OK;
}
