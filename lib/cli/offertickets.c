/*
 * Tickets for the shell's completion: those that are likely to be meant.
 */
#include "offer.h"

#include <tix/query.h>
#include <tix/tickets.h>

#define RECENT 2000  /* tickets are looked through first */
#define LIVE_MAX 150 /* live tickets that are offered */
#define DONE_MAX 50  /* and others */

/* Tickets as they are found, and which of them are meant. */
struct tickets {
	const struct tix_offer *c;
	int64_t newest;
	int64_t below; /* this id */
	bool live;
	int left;      /* how many more */
};

static enum tix_status
note_newest(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct tickets *found = arg;

	(void)tx;
	found->newest = t->id;
	return TIX_NO;
}

static enum tix_status
offer_ticket(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct tickets *found = arg;

	if (t->id >= found->below || t->state == TIX_MERGED ||
	    tix_state_is_live(t->state) != found->live)
		return TIX_OK;
	tix_offer(found->c, tix_arena_printf(tx->mem, "%lld",
	    (long long)t->id), t->subject);
	return --found->left > 0 ? TIX_OK : TIX_NO;
}

/* By a query, or NULL for the live ones. */
static void
find(struct tickets *found, const char *query, enum tix_field newest,
    tix_ticket_fn fn)
{
	const struct tix_sort sort = { (int)newest, true };
	struct tix *tx = found->c->tx;
	struct tix_term *q = tix_query_live(tx);

	if (query == NULL || tix_query_parse(tx, query, &q) == TIX_OK)
		(void)tix_tickets_select(tx, q, &sort, 1, 0, TIX_BIT(TIX_F_ID) |
		    TIX_BIT(TIX_F_STATE) | TIX_BIT(TIX_F_SUBJECT), fn, found,
		    NULL);
}

/*
 * A shell waits for this: the newest ones are looked through, and older live
 * ones only where those were few, by the index of states.
 */
void
tix_offer_tickets(const struct tix_offer *c)
{
	struct tickets found = { .c = c, .live = true, .left = LIVE_MAX };
	const char *recent;

	find(&found, "", TIX_F_ID, note_newest);
	found.below = INT64_MAX;
	recent = tix_arena_printf(c->tx->run, "id:%lld..",
	    (long long)(found.newest > RECENT ? found.newest - RECENT : 1));
	find(&found, recent, TIX_F_ID, offer_ticket);
	found.below = found.newest - RECENT;
	if (found.left > 0 && found.below > 1)
		find(&found, NULL, TIX_F_UPDATED, offer_ticket);
	found.below = INT64_MAX;
	found.live = false;
	found.left = DONE_MAX;
	find(&found, recent, TIX_F_ID, offer_ticket);
}
