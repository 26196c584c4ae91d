/*
 * The table of tickets: the fold's result, kept for reading.
 */
#ifndef TIX_TICKETS_H
#define TIX_TICKETS_H

#include <tix/fold.h>
#include <tix/query.h>

/* Load 'id' onto 'mem'; TIX_NOT_FOUND "no ticket '7'". */
enum tix_status tix_tickets_load(struct tix *tx, struct tix_arena *mem,
    int64_t id, struct tix_ticket *t);

/* Is there a live ticket 'id'? */
enum tix_status tix_tickets_is_live(struct tix *tx, int64_t id, bool *live);

/* The newest ticket with 'key' ('live': that is not done yet), or id 0. */
enum tix_status tix_tickets_find_key(struct tix *tx, const char *key, bool live,
    int64_t *id);

/* The ticket that was imported from "DESK:ID", or id 0. */
enum tix_status tix_tickets_find_origin(struct tix *tx, const char *origin,
    int64_t *id);

/* The id that the next new ticket gets. */
enum tix_status tix_tickets_next_id(struct tix *tx, int64_t *id);

/*
 * Append 'n' events to one ticket, fold them, save the ticket and its tallies:
 * the only writer of tickets.  't' is the ticket as loaded in this transaction
 * (all zeros for a new one, whose first event is TIX_E_OPENED and gets its id
 * here) and afterwards the ticket as saved, on tx->mem.  An event older than
 * the ticket's newest, or one that takes another back, folds the whole ticket
 * again.
 */
enum tix_status tix_tickets_save(struct tix *tx, struct tix_ticket *t,
    struct tix_event *events, size_t n);

/* The ticket and its tallies as the stored events make them, on tx->mem. */
enum tix_status tix_tickets_fold(struct tix *tx, int64_t id,
    struct tix_ticket *t, struct tix_tallies *tallies);

/*
 * Make a ticket whose events are there and which is not: for a desk that is
 * restored.
 */
enum tix_status tix_tickets_restore(struct tix *tx, int64_t id);

/*
 * A sort key: a field of the ticket or of the desk's own, or age or idle (which
 * run backwards).
 */
struct tix_sort {
	int field; /* enum tix_field, TIX_Q_AGE, TIX_Q_IDLE, TIX_Q_CUSTOM up */
	bool descending;
};

#define TIX_SORT_MAX 4

/*
 * Read "priority,-opened" ('-': descending); TIX_INVALID with the list for
 * an unknown field, for more than TIX_SORT_MAX, and for "rank" and "urgency",
 * which are no order of the table.
 */
enum tix_status tix_sort_parse(struct tix *tx, const char *text,
    struct tix_sort sort[TIX_SORT_MAX], size_t *n);

typedef enum tix_status (*tix_ticket_fn)(struct tix *tx,
    const struct tix_ticket *t, void *arg);

/*
 * Each ticket that 'query' selects, on tx->mem (reset after each), by 'sort' of
 * 'nsort' keys and then by id; at most 'limit' (0: all); '*more' (NULL: not
 * asked) tells whether there were more.  'fields' are those wanted, as bits:
 * of others only the id and the priority are sure to be there.  Whatever is
 * none comes last, either way; kind and state sort by their lists, level by the
 * desk's order.  'fn' ends it with any other status than TIX_OK; with TIX_NO,
 * well.
 */
enum tix_status tix_tickets_select(struct tix *tx, const struct tix_term *query,
    const struct tix_sort *sort, size_t nsort, int64_t limit,
    uint64_t fields, tix_ticket_fn fn, void *arg, bool *more);

#define TIX_RANK_MAX 2000 /* hits of a search that are ranked */

/* Does the query search for words that each ticket it selects must have? */
bool tix_query_has_rank(const struct tix_term *query);

/*
 * Like it, those that the words fit best first: words count most in the
 * subject and least in notes, rare ones more than common ones.  Where more
 * than TIX_RANK_MAX are found, only the newest are ranked, the others follow,
 * newest first, and '*partly' is set.
 */
enum tix_status tix_tickets_rank(struct tix *tx, const struct tix_term *query,
    int64_t limit, tix_ticket_fn fn, void *arg, bool *more, bool *partly);

/* How many tickets 'query' selects. */
enum tix_status tix_tickets_count(struct tix *tx, const struct tix_term *query,
    int64_t *n);

typedef enum tix_status (*tix_count_fn)(struct tix *tx,
    const struct tix_value *value, int64_t n, void *arg);

/*
 * How many there are of each value of 'field' (an enum tix_field or one of the
 * desk's own), the most frequent first, then by value, none last.  In lists
 * (tags) each word counts.  Names and the desk's own values come as text, on
 * tx->mem.
 */
enum tix_status tix_tickets_group(struct tix *tx, const struct tix_term *query,
    int field, tix_count_fn fn, void *arg);

#endif
