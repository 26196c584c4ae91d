/*
 * What is to come on a ticket, and when: thresholds and deadlines of its
 * clocks, steps of its escalation policy, ends of waits, closing by itself.  A
 * pure function of its events, the laws and now, like the clocks, which it
 * folds on the way.  lib/decide/due.c says what becomes of an item that is due;
 * the store keeps the time of the first, so that a sweep looks at no others.
 *
 * The policy is the one that the event of the opening names (member "policy"),
 * as the desk of that event has it; a later event that names one brings that
 * one, from then on.
 *
 * Steps are due on live tickets alone.  While an acknowledgement holds they are
 * put off until it lapses; it ends when the ticket is handed up or back, or is
 * done.  While the ticket waits on the customer, steps that no clock leads to
 * stand still, and their delays begin anew when it goes on.  A ticket that is
 * reopened begins its policy anew.  Each step is due once for each opening (or
 * clock), each repeat of it likewise: what was done is known by its key, which
 * the events "warned", "breached" and "stepped" tell.  What was told to one who
 * did not acknowledge it in time is told to the next one (a turn), counted from
 * when it was told; so are reminders, of which no two ever come at once.
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
	TIX_A_SILENT,        /* reminders are used up: see desk->silent_then */
	TIX_A_CLOSE          /* resolved long enough */
};

extern const char *const tix_agenda_kind_names[]; /* at value - 1 */

struct tix_agenda_item {
	int64_t at;
	enum tix_agenda_kind kind;
	const char *key;     /* unique in the ticket's life:
				"gold/resolve#2 75%", "urgent.second 3" */
	const struct tix_clock *clock;           /* or NULL */
	const struct tix_threshold *threshold;   /* or NULL */
	const struct tix_policy *policy;         /* TIX_A_STEP */
	const struct tix_policy_step *step;
	int64_t round;       /* of the step: 0, then its repeats; of
				reminders: 1 up */
	int64_t turn;        /* of the step: how many of 'notify' were told and
				did not acknowledge it */
};

/* Where policies are found, over time; whoever has the store fills it. */
struct tix_policies {
	/*
	 * The one of 'name' as version 'version' of the desk has it; it lives
	 * as long as the agenda.  TIX_NO where there is none.
	 */
	enum tix_status (*find)(struct tix *tx,
	    const struct tix_policies *from, const char *name,
	    int64_t version, const struct tix_policy **policy);
};

struct tix_agenda;

/*
 * 'book' may be NULL: no clocks and no calendars; so may 'policies'.  tx->desk
 * tells the rest (when resolved tickets close, reminders), NULL: nothing.  Zone
 * for what has no calendar: tx->zone.
 */
struct tix_agenda *tix_agenda_new(struct tix_arena *mem,
    const struct tix_lawbook *book, const struct tix_policies *policies);

/* Go on by one event, as tix_clockwork_step() does. */
enum tix_status tix_agenda_step(struct tix *tx, struct tix_agenda *a,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e);

/*
 * What is not done yet as of 'now', by time: due, and to come as far as it can
 * be known now; of the rounds of a step, and of reminders, only the next.  Also
 * the clocks.
 */
enum tix_status tix_agenda_read(struct tix *tx, struct tix_agenda *a,
    int64_t now, const struct tix_agenda_item **items, size_t *n);
enum tix_status tix_agenda_clocks(struct tix *tx, struct tix_agenda *a,
    int64_t now, const struct tix_clock **clocks, size_t *n);

/* Until when an acknowledgement holds; 0: none does.  INT64_MAX: no end. */
int64_t tix_agenda_acknowledged(const struct tix_agenda *a);

/* The policy that holds for the ticket, or NULL. */
const struct tix_policy *tix_agenda_policy(const struct tix_agenda *a);

/*
 * Can the event change what is to come?  As tix_event_moves_clocks(), more.
 * Only a customer's note can put off a reminder and is not told here: who looks
 * at what is due too early finds nothing.
 */
bool tix_event_moves_agenda(const struct tix_event *e);

/*
 * The instant 'days' working days (Monday to Friday in 'zone') after 'from', at
 * the same time of day; from a Saturday or Sunday the next Monday is the first.
 */
int64_t tix_working_days_after(const struct tix_zone *zone, int64_t from,
    int64_t days);

#endif
