/*
 * The desk as it was: once begun, every reader sees the events up to a cut,
 * and what they fold to, and none of them has to know.
 *
 * Readers of single tickets fold them from their events.  Readers of the tables
 * of tickets and tallies call tix_hindsight_tickets() or
 * tix_hindsight_tallies() first; one that does not fails, for before that the
 * tables of then are not there.
 */
#ifndef TIX_HINDSIGHT_H
#define TIX_HINDSIGHT_H

#include <tix/tix.h>

/* Events that count: those that happened, and were stored, by then. */
struct tix_cut {
	int64_t at;    /* microseconds; INT64_MAX: whenever it happened */
	int64_t known; /* microseconds; INT64_MAX: whenever it was stored */
};

/*
 * From now on events, tickets, tallies, full text and policy are those of the
 * cut.  Of a file open for reading, before anything of the desk is read and
 * under no transaction.  The policy is the one in force by then, or the first
 * where the cut is before it.
 */
enum tix_status tix_hindsight_begin(struct tix *tx, const struct tix_cut *cut);

/* Has it begun? */
bool tix_hindsight_is_on(const struct tix *tx);

/* What is late is by this: tx->now, or the cut where that is less. */
int64_t tix_hindsight_moment(const struct tix *tx);

/*
 * Under a read transaction: make the table of tickets, and with tallies that of
 * tallies too, what it was.  Tickets that have no event behind the cut are
 * those that are stored; the others are folded from their events.  What this
 * takes is kept in memory up to the engine's bound and then in a file without a
 * name.  Harmless in the present, and where it is done for the file as it is
 * now.
 */
enum tix_status tix_hindsight_tickets(struct tix *tx);
enum tix_status tix_hindsight_tallies(struct tix *tx);

#endif
