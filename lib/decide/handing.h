/*
 * For lib/decide/escalate.c alone: which way a ticket may go, and the move.
 */
#ifndef TIX_DECIDE_HANDING_H
#define TIX_DECIDE_HANDING_H

#include <tix/desk.h>
#include <tix/staff.h>

/* handway.c: the order of its level; one of no level, or none, is below all. */
int64_t tix_handing_order(const struct tix *tx, const struct tix_ticket *t);

/*
 * The level that a live ticket goes up (down) to: '*level' already where it has
 * a name, another than its own.  TIX_CONFLICT with words where it may not.
 */
enum tix_status tix_handing_up(struct tix *tx, const struct tix_ticket *t,
    const char *name, const struct tix_level **level);
enum tix_status tix_handing_down(struct tix *tx, const struct tix_ticket *t,
    const char *name, const struct tix_level **level);

/* handmove.c: into the hands of whom. */
struct tix_hand {
	const struct tix_level *level;
	const char *queue;  /* or NULL: its own, or where it was */
	bool back;          /* it was there: to whom had it */
	const struct tix_staff *staff;
};

/* TIX_NOT_FOUND for a queue that is not there. */
enum tix_status tix_handing_move(struct tix *tx, const struct tix_ticket *t,
    const struct tix_hand *h, struct tix_event *e);

#endif
