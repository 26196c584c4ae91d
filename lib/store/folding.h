/*
 * For lib/store alone: folding a ticket with its clocks.
 */
#ifndef TIX_STORE_FOLDING_H
#define TIX_STORE_FOLDING_H

#include <tix/timing.h>

struct tix_folding {
	struct tix_ticket *t;
	struct tix_tallies *tallies;     /* or NULL: not wanted */
	const struct tix_lawbook *book;
	struct tix_agenda *agenda;       /* NULL: the ticket alone */
};

/* Many tickets are to be folded in this run: windows are read once. */
enum tix_status tix_folding_many(struct tix *tx);

/* 't' is all zeros, or for the ticket alone as it is. */
enum tix_status tix_folding_begin(struct tix *tx, struct tix_folding *f,
    struct tix_ticket *t, struct tix_tallies *tallies);
enum tix_status tix_folding_step(struct tix *tx, struct tix_folding *f,
    const struct tix_event *e);

/* All events of the ticket. */
enum tix_status tix_folding_all(struct tix *tx, struct tix_folding *f,
    int64_t id);

/* The ticket's own members that time makes: due, next_due, breached, alarm. */
enum tix_status tix_folding_end(struct tix *tx, struct tix_folding *f);

/*
 * All of that for ticket 'id', which 't' becomes; all zeros where it has no
 * events.
 */
enum tix_status tix_folding_whole(struct tix *tx, struct tix_folding *f,
    int64_t id, struct tix_ticket *t, struct tix_tallies *tallies);

/* When what is stored of it is as of. */
int64_t tix_folding_moment(const struct tix_folding *f);

/* Its clocks go into their table. */
enum tix_status tix_folding_save(struct tix *tx, const struct tix_folding *f);

/* Fold a ticket that is there again, and save what time makes of it. */
enum tix_status tix_ticket_retime(struct tix *tx, int64_t id);

#endif
