/*
 * Where a ticket goes and how urgent it is, by the desk's rules.  Pure.
 */
#ifndef TIX_ROUTE_H
#define TIX_ROUTE_H

#include <tix/event.h>

/*
 * What the desk's rules make of 't': the fields that change are added to 'e',
 * the grounds as its member "why" (a JSON array of objects with "by", "name",
 * and "set").  Fields that 'fixed' holds (a bit for each enum tix_field) were
 * given by hand and stay; so does a priority given by hand before.  True if
 * anything changes.
 */
bool tix_route_apply(struct tix *tx, const struct tix_ticket *t,
    uint64_t fixed, struct tix_event *e);

/*
 * Decide tix route: TIX_E_ROUTED, or none where all is so.  A level and a queue
 * that are there stay, unless 'again'; a priority given by hand always does.
 * TIX_CONFLICT if done.
 */
enum tix_status tix_route(struct tix *tx, const struct tix_ticket *t,
    bool again, struct tix_event *e);

#endif
