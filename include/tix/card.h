/*
 * Tickets and events as text for people.
 */
#ifndef TIX_CARD_H
#define TIX_CARD_H

#include <stdio.h>
#include <tix/desk.h>
#include <tix/event.h>
#include <tix/out.h>

/* The head of a ticket and its body; what is none is left out. */
void tix_card_print(struct tix *tx, const struct tix_out_options *o,
    const struct tix_ticket *t);

/*
 * One event of the history of ticket 'id': when, who, what, its number, and the
 * words that go with it; one of a ticket that was merged into it says which.
 */
void tix_card_event(struct tix *tx, const struct tix_out_options *o,
    int64_t id, const struct tix_event *e);

/* What an event did, in one line, on tx->mem: "aged (level L2, queue vpn)". */
const char *tix_event_summary(struct tix *tx, const struct tix_event *e);

#endif
