/*
 * What is handed over with a ticket that goes up: texts by name, as "tried",
 * "evidence", "question".  Pure.
 */
#ifndef TIX_HANDOVER_H
#define TIX_HANDOVER_H

#include <tix/desk.h>
#include <tix/event.h>

#define TIX_HANDOVER_MAX 32              /* parts of one */
#define TIX_HANDOVER_BYTES_MAX (1u << 20) /* of all its texts */

struct tix_part {
	const char *name;
	const char *text;
};

struct tix_handover {
	const struct tix_part *part;
	size_t n;
};

/* The text of a part, or NULL. */
const char *tix_handover_find(const struct tix_handover *h, const char *name);

/*
 * Is it what 'level' wants?  '*missing' gets the parts that it lacks ("tried,
 * question", on tx->mem), or NULL.  TIX_INVALID for a part that the level does
 * not know, with the list of those that it wants (one that wants none takes
 * any word), for one that is given twice or says nothing, for more than the
 * bounds.
 */
enum tix_status tix_handover_check(struct tix *tx,
    const struct tix_level *level, const struct tix_handover *h,
    const char **missing);

/* Put it into 'e'; one without parts is none. */
void tix_event_hand_over(struct tix *tx, struct tix_event *e,
    const struct tix_handover *h);

/* What 'e' handed over, on tx->mem; no parts where it is none. */
void tix_event_handover(struct tix *tx, const struct tix_event *e,
    struct tix_handover *h);

#endif
