/*
 * The acts of those who work on tickets, decided.  Pure; each describes what
 * happens in 'e', or leaves TIX_E_NONE where it is so already.
 */
#ifndef TIX_WORK_H
#define TIX_WORK_H

#include <tix/route.h>

/* TIX_CONFLICT with the state that forbids the move. */
enum tix_status tix_refuse_done(struct tix *tx, const struct tix_ticket *t);

/*
 * What a ticket names of what a desk may declare (team, service, agreement,
 * checklist) must be there, on a desk that declares any; else TIX_NOT_FOUND
 * with the list.
 */
enum tix_status tix_check_declared(struct tix *tx,
    const struct tix_ticket *t);

/* Who acts: the name behind --as, else the login. */
const char *tix_caller(const struct tix *tx);

/*
 * A new ticket from the fields in 'draft'; with 'how', the desk's rules place
 * it too.
 * TIX_INVALID without a subject that can be seen; TIX_NOT_FOUND for a level,
 * queue, category.
 */
enum tix_status tix_open(struct tix *tx, const struct tix_ticket *draft,
    const struct tix_route_how *how, struct tix_event *e);

/* The same fault again, on a ticket that has its key. */
enum tix_status tix_repeat(struct tix *tx, const struct tix_ticket *t,
    struct tix_event *e);

/* An internal note.  TIX_INVALID if empty. */
enum tix_status tix_note(struct tix *tx, const struct tix_ticket *t,
    const char *text, struct tix_event *e);

/*
 * The caller makes it his own; a new one becomes open.  TIX_CONFLICT if it is
 * done or somebody else has it, unless 'steal'.
 */
enum tix_status tix_take(struct tix *tx, const struct tix_ticket *t, bool steal,
    struct tix_event *e);

/*
 * Solved; TIX_CONFLICT if closed, cancelled or merged, or without a field of
 * its own that the desk requires; TIX_INVALID without a code or text that it
 * requires; TIX_NOT_FOUND for a code that it does not have.
 */
enum tix_status tix_resolve(struct tix *tx, const struct tix_ticket *t,
    const char *code, const char *text, struct tix_event *e);

/*
 * Not to be done after all: asked for by mistake, or not wanted any more.
 * TIX_CONFLICT where it is done already.
 */
enum tix_status tix_cancel(struct tix *tx, const struct tix_ticket *t,
    const char *reason, struct tix_event *e);

/*
 * How content the requester was, 1 to 5 (best), with words or NULL.
 * TIX_INVALID for another number, TIX_CONFLICT for a ticket still worked on.
 */
enum tix_status tix_rate(struct tix *tx, const struct tix_ticket *t,
    int64_t rating, const char *text, struct tix_event *e);

/*
 * Done for good; from any state that may be closed.  TIX_CONFLICT from others,
 * and without a field of its own that the desk requires.
 */
enum tix_status tix_close(struct tix *tx, const struct tix_ticket *t,
    const char *reason, struct tix_event *e);

/* Not solved after all; a reason is wanted.  Live ones are so already. */
enum tix_status tix_reopen(struct tix *tx, const struct tix_ticket *t,
    const char *reason, struct tix_event *e);

#endif
