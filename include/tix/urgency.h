/*
 * How much a ticket calls for work now, as a number and as the terms that it
 * is the sum of.  Not the field of that name, which with impact makes the
 * priority: that is the greatest term here.  Pure; tix-list(1) has the weights.
 */
#ifndef TIX_URGENCY_H
#define TIX_URGENCY_H

#include <tix/ticket.h>

/* How it stands to other tickets that are live. */
struct tix_urgency_links {
	int64_t blocks;  /* so many wait for it */
	int64_t blocked; /* it waits for so many */
};

enum tix_urgency_term {
	TIX_U_PRIORITY,
	TIX_U_DUE,
	TIX_U_BREACHED,
	TIX_U_AGE,
	TIX_U_REPEATS,
	TIX_U_BLOCKS,
	TIX_U_BLOCKED,
	TIX_U_NEW,
	TIX_U_UNASSIGNED,
	TIX_U_WAITING,
	TIX_URGENCY_TERMS
};

/* In tenths; what is 0 does not count. */
struct tix_urgency {
	int64_t total;
	int64_t term[TIX_URGENCY_TERMS];
};

/* Of 't' at tx->now; all zeros for a ticket that is not live. */
void tix_urgency(const struct tix *tx, const struct tix_ticket *t,
    const struct tix_urgency_links *links, struct tix_urgency *u);

/* "11.3: priority 1 +8.0, due in 3h +2.2, ...", on 'mem'. */
const char *tix_urgency_text(const struct tix *tx, struct tix_arena *mem,
    const struct tix_ticket *t, const struct tix_urgency_links *links,
    const struct tix_urgency *u);

#endif
