/*
 * One write transaction of a program, under the clock and the desk as they are
 * by then.
 */
#include "private.h"

#include <tix/desks.h>
#include <tix/texts.h>
#include <tix/time.h>

void
tix_clock(struct tix *tx)
{
	if (tx->now_given)
		return;
	tx->now = tix_time_clock();
	if (!tx->at_given)
		tx->at = tx->now;
}

enum tix_status
tix_run_begin(struct tix *tx, bool dry_run)
{
	enum tix_status s = dry_run ? TIX_OK : tix_db_begin(tx);

	tix_clock(tx);
	if (s == TIX_OK)
		s = tix_desks_load(tx);
	if (s != TIX_OK)
		tix_db_rollback(tx);
	return s;
}

enum tix_status
tix_run_transaction(struct tix *tx,
    enum tix_status (*fn)(struct tix *tx, void *arg), void *arg)
{
	enum tix_status s = tix_run_begin(tx, false);

	if (s != TIX_OK)
		return s;
	s = fn(tx, arg);
	if (s == TIX_OK)
		s = tix_texts_drain(tx);
	if (s == TIX_OK)
		return tix_db_commit(tx);
	tix_db_rollback(tx);
	return s;
}
