/*
 * Public replies, decided.  Pure.
 */
#ifndef TIX_REPLY_H
#define TIX_REPLY_H

#include <tix/event.h>

/* How a reply gets, or got, to whom it is for; NULL-ended. */
extern const char *const tix_reply_ways[]; /* mail hook phone chat in-person */

/* What was asked for; strings are borrowed. */
struct tix_reply {
	const char *text;
	const char *by;          /* of tix_reply_ways */
	const char *hook;        /* its name, where it is by hook */
	const char *to;          /* NULL: the requester */
	const char *cc;          /* addresses joined by ", ", or NULL */
	const char *template;    /* name, or NULL */
	int64_t effort;          /* microseconds, may be negative */
	bool wait;               /* afterwards the customer's turn */
};

/*
 * Reply to 't'.  TIX_INVALID if the text is empty; TIX_CONFLICT for a mail
 * without an address to go to, merged tickets, an effort that would be less
 * than nothing, or where 'wait' is not a legal move.
 */
enum tix_status tix_reply(struct tix *tx, const struct tix_ticket *t,
    const struct tix_reply *r, struct tix_event *e);

/*
 * What became of the reply with number 'seq': it went out (under 'message_id',
 * or NULL), or could not for 'error'.
 */
void tix_reply_sent(int64_t seq, const char *message_id,
    struct tix_event *e);
void tix_reply_unsent(int64_t seq, const char *error, struct tix_event *e);

/* Then it is the customer's turn, where that is a legal move. */
void tix_reply_wait(const struct tix_ticket *t, struct tix_event *e);

/*
 * Replies of a ticket that were not delivered, as its events are seen in
 * order: start with { .arena = a }.
 */
struct tix_undelivered {
	struct tix_arena *arena;
	int64_t *seq; /* of each, oldest first */
	size_t n;
	size_t cap;
};

void tix_undelivered_see(struct tix_undelivered *u,
    const struct tix_event *e);

#endif
