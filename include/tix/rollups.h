/*
 * The desk's tallies by quarter hour, kept by tix_tickets_save(), and the
 * figures that reports take from them.
 */
#ifndef TIX_ROLLUPS_H
#define TIX_ROLLUPS_H

#include <tix/fold.h>

/* Add a ticket's difference to the table. */
enum tix_status tix_rollups_add(struct tix *tx, const struct tix_tallies *l);

/* A sum of one measure, by level and priority. */
typedef enum tix_status (*tix_rollup_fn)(struct tix *tx,
    const struct tix_tally *sum, void *arg);

/* What was counted in slots [from, to): every measure but the backlog. */
enum tix_status tix_rollups_moves(struct tix *tx, int64_t from, int64_t to,
    tix_rollup_fn fn, void *arg);

/* The backlog as it is when slot 'to' begins. */
enum tix_status tix_rollups_backlog(struct tix *tx, int64_t to,
    tix_rollup_fn fn, void *arg);

/* Tickets whose last resolution lies in [from, to) microseconds and stands. */
struct tix_resolution {
	int64_t took;       /* microseconds from opened to resolved */
	const char *level;  /* or NULL */
	int64_t priority;
};

typedef enum tix_status (*tix_resolution_fn)(struct tix *tx,
    const struct tix_resolution *r, void *arg);
enum tix_status tix_rollups_resolutions(struct tix *tx, int64_t from,
    int64_t to, tix_resolution_fn fn, void *arg);

#endif
