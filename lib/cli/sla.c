/*
 * What runs on a ticket, on its card.
 */
#include <tix/sla.h>

#include <tix/card.h>
#include <tix/clocks.h>

static enum tix_status
show(struct tix *tx, int64_t ticket, const struct tix_clock *c, void *arg)
{
	const struct tix_run *r = arg;

	(void)ticket;
	tix_card_clock(tx, &r->out, c);
	return TIX_OK;
}

enum tix_status
tix_sla_show(struct tix *tx, struct tix_run *r, int64_t id)
{
	return tix_clocks_of(tx, id, show, r);
}
