/*
 * What an act on one ticket means for those it is linked to: read inside the
 * transaction, decided by lib/decide.
 */
#ifndef TIX_RELATED_H
#define TIX_RELATED_H

#include <tix/cli.h>
#include <tix/link.h>

#define TIX_CHAIN_MAX 1000 /* tickets that a chain of links is followed */

/*
 * Take event 'seq' of 't' (0: its last change) back in 'e', with all events of
 * the same act; see undo.h.  TIX_CONFLICT where there is nothing to take back,
 * or it is a reply that is being sent; see claim.h.
 */
enum tix_status tix_undo_act(struct tix *tx, const struct tix_ticket *t,
    int64_t seq, const char *reason, struct tix_event *e);

/*
 * The last change of 'who' that stands, for 'tix undo' by itself: its event and
 * ticket.  TIX_NOT_FOUND where none is among the newest events of the desk.
 */
enum tix_status tix_undo_find(struct tix *tx, const char *who, int64_t *seq,
    int64_t *ticket);

/*
 * TIX_CONFLICT where 'relation' from 'from' onwards comes to 'to': linking the
 * two would close a ring.
 */
enum tix_status tix_link_check(struct tix *tx, int64_t from, int64_t to,
    const struct tix_relation *relation);

/*
 * TIX_CONFLICT where a chain of links leads from one of the two to the other by
 * way of others: as one ticket they would close a ring.
 */
enum tix_status tix_merge_check(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *into);

/*
 * 'e' makes 't' resolved, closed or cancelled: join the same for its duplicates
 * and, as the desk says, for its parts.  TIX_CONFLICT where parts are open that
 * must not be, or what blocks it is.  Any other event ends nothing.
 */
enum tix_status tix_related_end(struct tix *tx, const struct tix_ticket *t,
    struct tix_event *e);

#endif
