/*
 * One ticket of many that are acted on.
 */
#ifndef TIX_CLI_ACT_H
#define TIX_CLI_ACT_H

#include "private.h"

struct tix_record {
	int64_t id;     /* 0: 'text' is none */
	int64_t seq;    /* of the event that changed it */
	bool done;      /* the request holds for it */
	bool changed;   /* and it was this run that made it so */
	bool back;      /* which brought it back to a level */
	char text[64];  /* as given, cut */
};

/* The next one: like tix_ids_next(). */
enum tix_status tix_record_next(struct tix *tx, struct tix_ids *ids, int wait,
    struct tix_record *rec);

/*
 * bulk.c: all of them before the first is acted on, on tx->run; each bad line
 * is complained of.  '*n' is 0 where nothing may be done: there are more than
 * TIX_BULK_MAX, one is bad and r->atomic wants all, or reading failed.
 */
#define TIX_BULK_MAX 100000
enum tix_status tix_bulk_read(struct tix *tx, struct tix_run *r,
    struct tix_ids *ids, struct tix_record **all, size_t *n);

/*
 * Load the ticket, decide, and save what was decided, under the transaction of
 * the batch; strings on tx->mem.  On failure part of it may be in the
 * transaction; tix_act_saved() leaves none, by a savepoint.
 */
enum tix_status tix_act(struct tix *tx, struct tix_run *r,
    struct tix_record *rec);
enum tix_status tix_act_saved(struct tix *tx, struct tix_run *r,
    struct tix_record *rec);

/* "ticket 7 is back at L2 for the 2nd time", where it is. */
enum tix_status tix_act_tell(struct tix *tx, struct tix_run *r,
    const struct tix_record *rec);

/* Once it is committed: what the program does after, where it changed. */
enum tix_status tix_act_after(struct tix *tx, struct tix_run *r,
    const struct tix_record *rec);

#endif
