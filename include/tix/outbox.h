/*
 * The outbox: what somebody is to be told, stored with the event that says so,
 * delivered after, at least once, until it arrived somewhere.
 *
 * A row has one key and so is put once, however often it is tried.  Its
 * targets are tried in order: each some times with growing pauses, then the
 * next; where the last has failed, too, the row has, and that is told of.
 */
#ifndef TIX_OUTBOX_H
#define TIX_OUTBOX_H

#include <tix/tix.h>

#define TIX_OUTBOX_TRIES 3          /* at one target */
#define TIX_OUTBOX_KEY_MAX 512

enum tix_outbox_state {
	TIX_O_PENDING = 1,
	TIX_O_SENT,
	TIX_O_FAILED,   /* at all targets */
	TIX_O_HELD,     /* a restored desk's: not before it is released */
	TIX_O_DISCARDED
};

struct tix_outbox_row {
	int64_t id;
	const char *key;      /* "42 gold/resolve 75%" */
	int64_t ticket;
	int64_t event;        /* seq of the event that it tells of */
	const char *targets;  /* blank-separated, in order: "agent:ewa",
				 "hook:pager", "mail:a@example.org" */
	int64_t target;       /* how many of them were given up */
	enum tix_outbox_state state;
	int64_t tries;        /* at the present target */
	int64_t next_try;
	int64_t queued;
	int64_t sent;         /* or 0 */
	const char *result;   /* of the last try, or NULL */
};

/* Put a row under the open write transaction; TIX_NO where the key is there. */
enum tix_status tix_outbox_put(struct tix *tx,
    const struct tix_outbox_row *row);

#endif
