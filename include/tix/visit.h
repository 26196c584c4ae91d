/*
 * The levels that a ticket was at.  They are a sorted list of words
 * "LEVEL:TIMES:AGENT:QUEUE:FROM", one for each level that it entered; a part
 * that is none is empty, and what would part words or parts is "%" and two
 * hexadecimal digits.
 */
#ifndef TIX_VISIT_H
#define TIX_VISIT_H

#include <tix/ticket.h>

#define TIX_VISITS_MAX 64 /* levels that are kept track of */

struct tix_visit {
	const char *level;
	int64_t times;     /* it entered the level; the opening one, too */
	const char *agent; /* who last handed it up from there, or NULL */
	const char *queue; /* out of which, or NULL */
	const char *from;  /* level that handed it up to this one, or NULL */
};

/*
 * The next at '*at' (NULL: none is left), on 'mem'; moves '*at' on.  A word
 * that is none is passed over.  False at the end.
 */
bool tix_visits_next(struct tix_arena *mem, const char **at,
    struct tix_visit *v);

/* The visit of a level, on 'mem'; false where it never was there. */
bool tix_visits_find(struct tix_arena *mem, const char *visits,
    const char *level, struct tix_visit *v);

/*
 * The list with 'v' in place of what it has of that level, on 'mem'; as it is
 * where there is no room for one more.
 */
const char *tix_visits_put(struct tix_arena *mem, const char *visits,
    const struct tix_visit *v);

#endif
