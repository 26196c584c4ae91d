/*
 * What runs on a ticket and what is to come, had from its events and from the
 * laws as they were over time.
 */
#ifndef TIX_TIMING_H
#define TIX_TIMING_H

#include <tix/agenda.h>

/* All of it on tx->mem. */
struct tix_timing {
	struct tix_ticket ticket; /* without what its clocks make of it */
	const struct tix_lawbook *book;
	struct tix_agenda *agenda;
	const struct tix_clock *clocks;
	size_t nclocks;
	const struct tix_agenda_item *items;
	size_t nitems;
	int64_t acknowledged;  /* see tix_agenda_acknowledged() */
};

/*
 * Fold ticket 'id' as of 'now'; 0: as of its newest event, or the newest law
 * where that came later.  An id without events makes a ticket of id 0.
 */
enum tix_status tix_timing_of(struct tix *tx, int64_t id, int64_t now,
    struct tix_timing *w);

/*
 * Each ticket whose alarm has rung by 'until', the earliest first, at most
 * 'limit': a number that 'fn' gets.
 */
enum tix_status tix_alarms_each(struct tix *tx, int64_t until, int64_t limit,
    enum tix_status (*fn)(struct tix *tx, int64_t id, int64_t at, void *arg),
    void *arg);

/*
 * New laws hold for tickets that were there before them: once it is noted that
 * version 'version' of the desk came into force, each call goes on with some
 * live tickets, in the write transaction that is open, and '*left' tells
 * whether there are more.
 */
enum tix_status tix_retiming_note(struct tix *tx, int64_t version);
enum tix_status tix_retiming_go_on(struct tix *tx, bool *left);

/* Where it stands; 0: it is done. */
enum tix_status tix_retiming_left(struct tix *tx, int64_t *next);

#endif
