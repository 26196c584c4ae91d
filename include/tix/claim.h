/*
 * Claims: of those who would deliver one and the same reply, one does.  A claim
 * is a lock that ends with the processes that hold it, so that nothing is left
 * behind by one that is killed; nobody waits for it.
 */
#ifndef TIX_CLAIM_H
#define TIX_CLAIM_H

#include <tix/tix.h>

/*
 * Claim event 'seq' of the open desk.  The claim is '*fd', 3 or more, closed
 * on exec: a child that is given it holds the claim too.  TIX_NO where it is
 * held already; TIX_IO.
 */
enum tix_status tix_claim_take(struct tix *tx, int64_t seq, int *fd);

/* Give it up, also for children that have it still. */
void tix_claim_drop(int fd);

/* TIX_OK where the event is claimed, TIX_NO where not; TIX_IO. */
enum tix_status tix_claim_held(struct tix *tx, int64_t seq);

#endif
