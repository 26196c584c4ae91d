/*
 * What is to come on a ticket, and when: thresholds and deadlines of its
 * clocks, steps of its escalation policy, ends of waits, closing by itself.  A
 * pure function of its events, the laws and now, like the clocks, which it
 * folds on the way.  lib/decide/due.c says what becomes of an item that is due;
 * the store keeps the time of the first, so that a sweep looks at no others.
 */
#ifndef TIX_AGENDA_H
#define TIX_AGENDA_H

#include <tix/clock.h>
#include <tix/policy.h>

enum tix_agenda_kind {
	TIX_A_THRESHOLD = 1, /* a clock's warning */
	TIX_A_BREACH,        /* a clock's deadline passed */
	TIX_A_STEP,          /* of the escalation policy */
	TIX_A_WAIT_OVER,     /* ticket->wait_until */
	TIX_A_REMIND,        /* a silent wait: the customer is reminded */
	TIX_A_SILENT,        /* reminders are used up: it is resolved */
	TIX_A_CLOSE          /* resolved long enough */
};

struct tix_agenda_item {
	int64_t at;
	enum tix_agenda_kind kind;
	const char *key;     /* unique in the ticket's life:
				"gold/resolve#2 75%", "urgent.second 3" */
	const struct tix_clock *clock;           /* or NULL */
	const struct tix_threshold *threshold;   /* or NULL */
	const struct tix_policy *policy;         /* TIX_A_STEP */
	const struct tix_policy_step *step;
	int64_t round;       /* of the step: 0, then its repeats */
};

struct tix_agenda;

/*
 * 'policy' is the one that holds for the ticket, or NULL; 'desk' tells the rest
 * (when resolved tickets close, reminders).  Zone for what has no calendar:
 * tx->zone.
 */
struct tix_agenda *tix_agenda_new(struct tix_arena *mem,
    const struct tix_lawbook *book, const struct tix_policy *policy);

enum tix_status tix_agenda_step(struct tix *tx, struct tix_agenda *a,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e);

/*
 * What is not done yet as of 'now', by time: due, and to come as far as it can
 * be known now.  Also the clocks.
 */
enum tix_status tix_agenda_read(struct tix *tx, struct tix_agenda *a,
    int64_t now, const struct tix_agenda_item **items, size_t *n);
enum tix_status tix_agenda_clocks(struct tix *tx, struct tix_agenda *a,
    int64_t now, const struct tix_clock **clocks, size_t *n);

/* Until when an acknowledgement holds; 0: none does.  INT64_MAX: no end. */
int64_t tix_agenda_acknowledged(const struct tix_agenda *a);

#endif
