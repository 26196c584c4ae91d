/*
 * What agents have to do, whose turn it was, and whom somebody had last.
 */
#ifndef TIX_TURNS_H
#define TIX_TURNS_H

#include <tix/event.h>

/* New and open tickets of an agent by priority; at 0 those that have none. */
struct tix_hands {
	int64_t open[6];
};

/* Without ticket 'but'. */
enum tix_status tix_turns_load(struct tix *tx, const char *agent, int64_t but,
    struct tix_hands *hands);

/* The newest event that says it was the agent's turn, or 0. */
enum tix_status tix_turns_get(struct tix *tx, const char *agent, int64_t *seq);

/* The newest event of a live ticket of theirs but 'but', or 0. */
enum tix_status tix_turns_idle(struct tix *tx, const char *agent, int64_t but,
    int64_t *at);

/*
 * Who has, or had last, the requester's newest ticket but 'but' that has an
 * owner; NULL where there is none.  On tx->mem.
 */
enum tix_status tix_turns_last(struct tix *tx, const char *requester,
    int64_t but, const char **agent);

/* Remember whose turn a stored event was, if anybody's; events.c alone. */
enum tix_status tix_turns_note(struct tix *tx, const struct tix_event *e);

/*
 * Are the turns what the events say?  Each that is not is told to 'say'; then
 * TIX_NO.
 */
enum tix_status tix_turns_check(struct tix *tx,
    void (*say)(void *arg, const char *finding), void *arg);

#endif
