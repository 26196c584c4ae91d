/*
 * Showing tickets, one by one.
 */
#include "private.h"

#include <string.h>

#include <tix/allow.h>
#include <tix/tickets.h>

/* What comes down a pipe may have happened after this program began. */
static void
follow_clock(struct tix *tx, struct tix_run *r)
{
	if (!tix_ids_are_read(r))
		return;
	tix_clock(tx);
	r->out.now = tx->now;
}

static enum tix_status
show_one(struct tix *tx, struct tix_run *r, tix_show_fn show, const char *text)
{
	struct tix_ticket t = { 0 };
	int64_t id = tix_id_parse(text);
	enum tix_status s;

	if (id == 0)
		return tix_fail(tx, TIX_NOT_FOUND, "no ticket '%s'", text);
	s = tix_tickets_load(tx, tx->mem, id, &t);
	if (s == TIX_OK)
		s = tix_allow(tx, r->cmd->name, false, &t);
	return s == TIX_OK ? show(tx, r, &t) : s;
}

enum tix_status
tix_run_show(struct tix *tx, struct tix_run *r, tix_show_fn show)
{
	struct tix_ids *ids = tix_ids_new(tx, r);
	enum tix_status total = TIX_OK, s;
	const char *text;

	while (total < TIX_BUSY && !r->reader_gone && !tix_interrupted()) {
		s = tix_ids_next(tx, ids, -1, &text);
		if (s == TIX_NO)
			break;
		if (s == TIX_BUSY)
			continue;
		follow_clock(tx, r);
		if (s == TIX_OK)
			s = show_one(tx, r, show, text);
		if (s == TIX_OK)
			s = tix_run_flush(tx, r);
		if (s != TIX_OK)
			tix_complain(tx, r, "%s", tx->error);
		total = tix_worse(total, s);
		tix_arena_reset(tx->mem);
	}
	tx->error[0] = '\0'; /* each was told */
	return total;
}
