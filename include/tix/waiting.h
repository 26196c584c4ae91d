/*
 * Waiting for somebody else, and going on.  Pure.
 */
#ifndef TIX_WAITING_H
#define TIX_WAITING_H

#include <tix/event.h>

struct tix_wait {
	int64_t on;    /* enum tix_waiting, required */
	int64_t until; /* when it ends by itself, or 0 */
	int64_t then;  /* enum tix_then; wants 'until'; 0: resume */
	const char *reason; /* or NULL */
};

/*
 * Wait on whom 'w' says.  No event where the ticket waits so already.
 * TIX_INVALID without 'on', for an end that is not to come, and for 'then'
 * without 'until'; TIX_CONFLICT if it is done.
 */
enum tix_status tix_wait(struct tix *tx, const struct tix_ticket *t,
    const struct tix_wait *w, struct tix_event *e);

/* Go on.  A live ticket that does not wait is so already. */
enum tix_status tix_resume(struct tix *tx, const struct tix_ticket *t,
    const char *reason, struct tix_event *e);

/*
 * End the wait of 't' for what time says: 'then' resolve (enum tix_then) or go
 * on.  One that was to resolve resumes, and says so, where the desk requires a
 * code or fields that are not there.
 */
enum tix_status tix_wait_end(struct tix *tx, const struct tix_ticket *t,
    int64_t then, const char *why, struct tix_event *e);

/*
 * Close what has been resolved long enough.  TIX_CONFLICT where a field is
 * missing to close.
 */
enum tix_status tix_close_resolved(struct tix *tx, const struct tix_ticket *t,
    struct tix_event *e);

#endif
