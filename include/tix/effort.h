/*
 * Time worked, and corrections of it.  Pure.
 */
#ifndef TIX_EFFORT_H
#define TIX_EFFORT_H

#include <tix/event.h>

/*
 * Read "15m", or "-15m" to take some off, in microseconds; NULL is 0.
 * TIX_INVALID for what is no duration, for none at all and for working time.
 */
enum tix_status tix_effort_parse(struct tix *tx, const char *text,
    int64_t *effort);

/*
 * Add it to the ticket in 'e'.  TIX_CONFLICT where less than nothing would be
 * left, and for a ticket that is merged: the time is kept by the survivor.
 */
enum tix_status tix_effort_add(struct tix *tx, const struct tix_ticket *t,
    int64_t effort, struct tix_event *e);

#endif
