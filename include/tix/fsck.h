/*
 * Proof that the file is what its events say.
 */
#ifndef TIX_FSCK_H
#define TIX_FSCK_H

#include <tix/events.h>

struct tix_fsck {
	int64_t events;   /* verified */
	int64_t tickets;  /* folded and equal */
	int64_t findings;
	bool timed;       /* the policy can be read: clocks are checked, too */
	int64_t retime;   /* see tix_retiming_left() */
	void (*say)(void *arg, const char *finding);
	void *arg;
};

/*
 * Verify the chain, fold every ticket again and compare, sum up the tallies,
 * check the full text, run the engine's own checks.  TIX_OK; TIX_NO when
 * anything was said.
 */
enum tix_status tix_fsck_run(struct tix *tx, struct tix_fsck *f);

/*
 * Hold an anchor "SEQ:HASH" against the chain.  TIX_OK, TIX_NO with words in
 * tx->error, TIX_INVALID for an anchor that is none.
 */
enum tix_status tix_fsck_expect(struct tix *tx, const char *anchor);

#endif
