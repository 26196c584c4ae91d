/*
 * Tickets and events as text for people.
 */
#ifndef TIX_CARD_H
#define TIX_CARD_H

#include <stdio.h>
#include <tix/clock.h>
#include <tix/desk.h>
#include <tix/event.h>
#include <tix/out.h>

#define TIX_CARD_LABEL 15 /* cells of a field's name */

/* The head of a ticket, what is none left out; and its body, if it has one. */
void tix_card_head(struct tix *tx, const struct tix_out_options *o,
    const struct tix_ticket *t);
void tix_card_body(struct tix *tx, const struct tix_out_options *o,
    const struct tix_ticket *t);

/*
 * One event of the history of ticket 'id': when, who, what, its number, and the
 * words that go with it; one of a ticket that was merged into it says which.
 * What it changed is broken at o->width, with an indent; 0 is no bound.
 */
void tix_card_event(struct tix *tx, const struct tix_out_options *o,
    int64_t id, const struct tix_event *e);

/* A line for a clock as it is stored; none for one that was cancelled. */
void tix_card_clock(struct tix *tx, const struct tix_out_options *o,
    const struct tix_clock *c);

/*
 * What was handed over, a part after the other by name, and what it lacks;
 * nothing where the event handed nothing over and lacks nothing.
 */
void tix_card_handover(struct tix *tx, const struct tix_out_options *o,
    const struct tix_event *e);

/* "handover tried, question, lacks evidence" on tx->mem, or "". */
const char *tix_handover_summary(struct tix *tx, const struct tix_event *e);

/* "L1 (handed up by ewa), L2 (3 times)" on tx->mem; as it is stored. */
const char *tix_visits_summary(struct tix *tx, const char *visits);

/*
 * What an event did, in one line, on tx->mem: "aged (level L2, queue vpn)".
 * Times are those of local clocks with their distance from now; where 'exact',
 * RFC 3339 in UTC.
 */
const char *tix_event_summary(struct tix *tx, const struct tix_event *e,
    bool exact);

/* Who did it: "root", or "root for ewa"; as stored, on tx->mem. */
const char *tix_event_actor(struct tix *tx, const struct tix_event *e);

#endif
