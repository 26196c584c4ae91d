/*
 * Values of the desk's own fields, held as one JSON object on the ticket.
 */
#ifndef TIX_CUSTOM_H
#define TIX_CUSTOM_H

#include <tix/desk.h>
#include <tix/ticket.h>

/*
 * Read words of people as a value of 'c' and lay it over 'fields' (a patch, or
 * NULL), on tx->mem; "" is none; a date may be any time (tix_time_parse()),
 * whose day in tx->zone it is.  TIX_INVALID for what is no such value,
 * TIX_NOT_FOUND with the list for a choice that is not there.
 */
enum tix_status tix_custom_put(struct tix *tx, const struct tix_custom *c,
    const char *text, const char **fields);

/* The value in 'fields' as words, on tx->mem; NULL where there is none. */
const char *tix_custom_get(struct tix *tx, const char *fields,
    const char *name);

/* What 'when' (TIX_AT_...) wants and 't' lacks, "floor, os"; or NULL. */
const char *tix_custom_missing(struct tix *tx, const struct tix_ticket *t,
    unsigned when);

/*
 * Something is missing: TIX_CONFLICT naming it and the ticket, TIX_INVALID for
 * a draft, which has no number.
 */
enum tix_status tix_custom_require(struct tix *tx, const struct tix_ticket *t,
    unsigned when);

#endif
