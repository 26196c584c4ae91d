/*
 * The table of events: append-only, chained.
 */
#ifndef TIX_EVENTS_H
#define TIX_EVENTS_H

#include <tix/event.h>

/*
 * Append 'e' under the open write transaction: fills seq, recorded, salt,
 * digest, hash, and actor, on_behalf, via, desk from the run where they are not
 * set; encodes unless e->encoded.
 */
enum tix_status tix_events_append(struct tix *tx, struct tix_event *e);

/* Put an event back as it was, with all that it was stored with. */
enum tix_status tix_events_restore(struct tix *tx, const struct tix_event *e);

typedef enum tix_status (*tix_event_fn)(struct tix *tx, struct tix_event *e,
    void *arg);

/*
 * Each event of a ticket in (at, seq) order, decoded, on 'mem'; with
 * 'retracted' set in those that are taken back.
 */
enum tix_status tix_events_of(struct tix *tx, struct tix_arena *mem,
    int64_t ticket, tix_event_fn fn, void *arg);

/*
 * Each event with seq > 'after' in seq order, not decoded, on tx->mem, which
 * is reset after each.
 */
enum tix_status tix_events_each(struct tix *tx, int64_t after, tix_event_fn fn,
    void *arg);

/*
 * Like it, decoded and with 'retracted', for one ticket ('ticket' 0: all), the
 * newest 'limit' (0: all), for showing: in seq order.
 */
enum tix_status tix_events_log(struct tix *tx, int64_t ticket, int64_t after,
    int64_t limit, tix_event_fn fn, void *arg);

/* The event of a number, decoded, on tx->mem; TIX_NOT_FOUND "no event '7'". */
enum tix_status tix_events_get(struct tix *tx, int64_t seq,
    struct tix_event *e);

/* Each event of the act that began with 'seq', in seq order, decoded. */
enum tix_status tix_events_act(struct tix *tx, int64_t seq, tix_event_fn fn,
    void *arg);

/*
 * The newest change of a ticket that 'who' made (or had done on his behalf) and
 * that stands, among the newest 'among' events of all, decoded, on tx->mem; not
 * one that takes back or tells what became of a reply.  TIX_NO for none.
 */
enum tix_status tix_events_newest(struct tix *tx, const char *who,
    int64_t among, struct tix_event *e);

/* The newest seq and its hash; seq 0 where there is none. */
enum tix_status tix_events_head(struct tix *tx, int64_t *seq,
    unsigned char hash[TIX_HASH_SIZE]);

#endif
