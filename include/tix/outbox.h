/*
 * The outbox: what somebody is to be told, stored with the event that says so,
 * delivered after, at least once, until it arrived somewhere.
 *
 * A row has one key and so is put once, however often it is tried.  Its
 * targets are tried in order: each some times with growing pauses, then the
 * next; where the last has failed, too, the row has, and that is told of.
 *
 * Who delivers claims a row in one transaction, works with nothing locked, and
 * settles it in another.  A claim ends by itself: that of a program that was
 * killed lapses, and the row is due again.
 */
#ifndef TIX_OUTBOX_H
#define TIX_OUTBOX_H

#include <tix/tix.h>

#define TIX_OUTBOX_TRIES 3          /* at one target */
#define TIX_OUTBOX_KEY_MAX 2048     /* bytes, like the next ones */
#define TIX_OUTBOX_TARGETS_MAX 262144
#define TIX_OUTBOX_RESULT_MAX 500
#define TIX_OUTBOX_DATA_MAX (4 << 20)

enum tix_outbox_state {
	TIX_O_PENDING = 1,
	TIX_O_SENT,
	TIX_O_FAILED,   /* at all targets */
	TIX_O_HELD,     /* a restored desk's: not before it is released */
	TIX_O_DISCARDED
};

#define TIX_OUTBOX_STATES 5

/* "pending" for TIX_O_PENDING - 1, ... */
extern const char *const tix_outbox_state_names[TIX_OUTBOX_STATES + 1];

struct tix_outbox_row {
	int64_t id;
	const char *key;      /* "42 gold/resolve 75%" */
	int64_t ticket;
	int64_t event;        /* seq of the event that it tells of */
	const char *what;     /* "warned", "breached", "stepped", or NULL: the
				 event's kind */
	const char *targets;  /* blank-separated, in order: "agent:ewa",
				 "hook:pager", "mail:a@example.org" */
	const char *data;     /* a JSON object, what else is to be told: level,
				 clock, deadline, step; or NULL */
	int64_t target;       /* how many of them were given up */
	enum tix_outbox_state state; /* to put: 0 is pending */
	int64_t tries;        /* at the present target */
	int64_t next_try;     /* pending: not before; to put: 0 is at once */
	int64_t queued;
	int64_t sent;         /* or 0 */
	const char *result;   /* of the last try, or NULL */
};

/*
 * Put a row under the open write transaction; of it the members from 'key' to
 * 'data', 'state' and 'next_try' count.  TIX_NO where the key is there;
 * TIX_INVALID for too much of something, or no target.
 */
enum tix_status tix_outbox_put(struct tix *tx,
    const struct tix_outbox_row *row);

/*
 * Under the write transaction: the row that has been due longest as of tx->now,
 * which then is not due for 'lease' microseconds and has one try more.  On
 * tx->mem; TIX_NO where none is due.
 */
enum tix_status tix_outbox_claim(struct tix *tx, int64_t lease,
    struct tix_outbox_row *row);

/*
 * Under the write transaction: what became of the claimed 'row'; its result,
 * and 'state' sent or failed, or pending with the target, tries and next_try
 * that it is to have from now on.  TIX_NO where that is not said any more: it
 * was settled meanwhile, or, of one that is not sent, the claim lapsed and
 * another has it.
 */
enum tix_status tix_outbox_settle(struct tix *tx,
    const struct tix_outbox_row *claimed, const struct tix_outbox_row *row);

/*
 * Rows in the order of their numbers, of the states in 'states' (bits 1 <<
 * TIX_O_...; 0: all).  Borrowed until the next one; TIX_NO ends it well.
 */
typedef enum tix_status (*tix_outbox_fn)(struct tix *tx,
    const struct tix_outbox_row *row, void *arg);
enum tix_status tix_outbox_each(struct tix *tx, unsigned states,
    tix_outbox_fn fn, void *arg);

/* One, on tx->mem; TIX_NOT_FOUND "no notification '7'". */
enum tix_status tix_outbox_get(struct tix *tx, int64_t id,
    struct tix_outbox_row *row);

/*
 * Under the write transaction: the row 'id', where its state is in 'from' (bits
 * as above), gets another one; pending ones are due at once, from the first
 * target on.  TIX_NO where it is in 'to' already, TIX_CONFLICT where in none of
 * them, TIX_NOT_FOUND.
 */
enum tix_status tix_outbox_move(struct tix *tx, int64_t id, unsigned from,
    enum tix_outbox_state to);

/* Under the write transaction: hold all that is pending; how many that are. */
enum tix_status tix_outbox_hold(struct tix *tx, int64_t *n);

/* How it stands, as of tx->now. */
struct tix_outbox_count {
	int64_t pending;
	int64_t due;     /* of those */
	int64_t failed;
	int64_t held;
	int64_t oldest;  /* queued: the oldest pending one, or 0 */
};

enum tix_status tix_outbox_count(struct tix *tx, struct tix_outbox_count *c);

#endif
