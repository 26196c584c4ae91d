/*
 * The fold: events in (at, seq) order make the ticket and what it adds to the
 * desk's tallies.  Pure.
 */
#ifndef TIX_FOLD_H
#define TIX_FOLD_H

#include <tix/event.h>

/* What is counted, by level and priority that the ticket has then. */
enum tix_measure {
	TIX_N_OPENED = 1, /* level and priority it was opened with */
	TIX_N_RESOLVED,   /* became resolved or closed, and was neither */
	TIX_N_REOPENED,   /* went from resolved, closed or cancelled to live */
	TIX_N_ESCALATED,  /* handed up out of this level */
	TIX_N_RETURNED,   /* handed back down out of this level */
	TIX_N_BACKLOG,    /* +1 live in this cell from now on, -1 no longer */
	TIX_N_CANCELLED,  /* went from live to cancelled or merged */
	TIX_N_BREACHED    /* a clock's deadline passed, when that was; in the
			     cell where it was when a sweep noted it */
};

/* Tallies are kept by UTC quarter hours: slot = at / TIX_SLOT. */
#define TIX_SLOT (15 * 60 * INT64_C(1000000))

struct tix_tally {
	int64_t slot;
	enum tix_measure measure;
	const char *level;   /* or NULL */
	int64_t priority;
	int64_t n;
};

/* A list of tallies on an arena; start with { .arena = a }. */
struct tix_tallies {
	struct tix_arena *arena;
	struct tix_tally *item;
	size_t n;
	size_t cap;
};

void tix_tallies_add(struct tix_tallies *l, const struct tix_tally *t);

/* Take 'old' from 'l': what is left is the difference; zeros go. */
void tix_tallies_subtract(struct tix_tallies *l, const struct tix_tallies *old);

/*
 * What 'e' makes of 't', a ticket of the events before it or all zeros; one
 * that was taken back makes nothing.  Strings in 't' are borrowed from 'e' or
 * on tx->mem.  'tallies' may be NULL.
 *
 * Each event that changes the level, of whatever kind, is a visit of the new
 * one; the level that a ticket was opened at was entered once.  'visits' has
 * them (see visit.h): how often each level was entered; for one that it was
 * escalated from, out of which queue, and who had it then, or who escalated it
 * where nobody had; for one that it was escalated to, from which level it last
 * was, for as long as it is returned only, and not placed there otherwise.
 * 'bounces' counts the times that a level was entered again.
 */
void tix_fold(struct tix *tx, struct tix_ticket *t, const struct tix_event *e,
    struct tix_tallies *tallies);

#endif
