/*
 * For lib/model/agenda*.c alone: what an agenda knows of its ticket.
 */
#ifndef TIX_MODEL_AGENDAPARTS_H
#define TIX_MODEL_AGENDAPARTS_H

#include <tix/agenda.h>

#define TIX_AGENDA_BUCKETS 64

/* A thing that was done, and when. */
struct tix_agenda_done {
	const char *key;
	int64_t at;
	struct tix_agenda_done *next; /* in its bucket */
};

struct tix_agenda {
	struct tix_arena *mem;
	const struct tix_lawbook *book;
	const struct tix_policies *policies;
	struct tix_clockwork *clocks;    /* NULL without a book */
	const struct tix_policy *policy; /* that holds, or NULL */
	struct tix_agenda_done *done[TIX_AGENDA_BUCKETS];
	int64_t state;
	int64_t waiting_on;
	int64_t wait_until;
	int64_t silent;       /* the customer has said nothing since */
	int64_t silent_event; /* seq of what that began with */
	int64_t resolved;
	int64_t openings;     /* the first, and each time it was reopened */
	int64_t since;        /* that, or what let the policy begin anew */
	int64_t unowned;      /* since when nobody has it; 0: somebody does */
	int64_t *bounces;     /* when it bounced */
	size_t nbounces, bounces_cap;
	int64_t acknowledged; /* when; 0: not */
	int64_t lapses;       /* when that does; INT64_MAX: never */
	const char *team;     /* on 'mem', or NULL */
	const char *agreement;
	struct tix_agenda_item *items; /* of the last reading */
	size_t n, cap;
};

/* When it was done; 0: it was not. */
int64_t tix_agenda_done(const struct tix_agenda *a, const char *key);

/* Put one among those of the reading, unless it is done. */
void tix_agenda_put(struct tix_agenda *a, const struct tix_agenda_item *item);

/* The calendar of a name, NULL for NULL or without a book. */
enum tix_status tix_agenda_calendar(struct tix *tx,
    const struct tix_agenda *a, const char *name,
    const struct tix_worktime **c);

/* agendasteps.c: steps of the policy. */
enum tix_status tix_agenda_steps(struct tix *tx, struct tix_agenda *a,
    const struct tix_clock *clocks, size_t n);

/* agendadays.c: waits and closing. */
enum tix_status tix_agenda_days(struct tix *tx, struct tix_agenda *a);

#endif
