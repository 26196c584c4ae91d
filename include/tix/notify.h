/*
 * Telling people: delivering what is in the outbox, by hooks and by mail, and
 * looking after what did not arrive.
 */
#ifndef TIX_NOTIFY_H
#define TIX_NOTIFY_H

#include <tix/cli.h>
#include <tix/outbox.h>

/*
 * Outside any transaction, with nothing locked: try all notifications that are
 * due, at most 'limit' times in all (0: no bound), until about a minute is
 * over: the next run goes on.  Each that fails is complained of, and told of
 * by a notification of its own once nobody is left to be told.  'sent' (or
 * NULL) is called with each that arrived, once that is stored; it may not use
 * tx->mem.  With --dry-run only what would be tried is said.
 *
 * TIX_BUSY where any failed or the run was asked to stop: what is left is
 * tried by a later run.  Any other failure ends it.
 */
enum tix_status tix_outbox_deliver(struct tix *tx, struct tix_run *r,
    int64_t limit, tix_outbox_fn sent, void *arg);

/* What tix notify is asked. */
struct tix_notify {
	const char *state; /* of the rows to list, or NULL */
	int64_t limit;     /* of tries; 0: none */
	bool all;          /* instead of numbers */
};

/* The commands of tix notify. */
enum tix_status tix_notify_list(struct tix *tx, struct tix_run *r,
    const struct tix_notify *n);
enum tix_status tix_notify_show(struct tix *tx, struct tix_run *r);
enum tix_status tix_notify_send(struct tix *tx, struct tix_run *r,
    const struct tix_notify *n);
enum tix_status tix_notify_retry(struct tix *tx, struct tix_run *r,
    const struct tix_notify *n);
enum tix_status tix_notify_release(struct tix *tx, struct tix_run *r,
    const struct tix_notify *n);
enum tix_status tix_notify_discard(struct tix *tx, struct tix_run *r,
    const struct tix_notify *n);

#endif
