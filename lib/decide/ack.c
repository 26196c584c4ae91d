/*
 * Acknowledging.
 */
#include <tix/ack.h>
#include <tix/work.h>

enum tix_status
tix_ack(struct tix *tx, const struct tix_ticket *t, int64_t time,
    struct tix_event *e)
{
	if (!tix_state_is_live(t->state))
		return tix_refuse_done(tx, t);
	tix_event_init(e, TIX_E_ACKED);
	if (time != 0)
		tix_event_int(e, "until", tx->at + time);
	return TIX_OK;
}
