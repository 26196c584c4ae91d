/*
 * For lib/cli alone: what a new desk takes away from live tickets, and where
 * they go.
 */
#ifndef TIX_DESKMOVE_H
#define TIX_DESKMOVE_H

#include <tix/cli.h>
#include <tix/orphan.h>
#include <tix/uses.h>

/* What live tickets have and the new desk lacks. */
struct tix_orphan {
	struct tix_use use;
	bool waits; /* it had a place, and nobody says where it goes */
	struct tix_orphan *next;
};

/* Start with zeros. */
struct tix_desk_moves {
	struct tix_move *move;
	size_t n;
	const struct tix_desk *old;
	struct tix_orphan *orphans; /* on tx->run, by field and value */
	size_t nwaiting;
	size_t moved;               /* tickets */
};

/* Read --move; TIX_INVALID. */
enum tix_status tix_desk_moves_read(struct tix *tx, struct tix_desk_moves *a,
    const struct tix_texts *t);

/*
 * Hold what live tickets have against tx->desk, which comes after 'old'.
 * TIX_CONFLICT where something waits to be told where it goes (the words for
 * that are tix_desk_moves_say()'s); TIX_NOT_FOUND for a move of or to what is
 * not there.  Resets tx->mem.
 */
enum tix_status tix_desk_moves_find(struct tix *tx, const struct tix_desk *old,
    struct tix_desk_moves *a);

/* The moves, an event for each ticket; or in a dry run only said. */
enum tix_status tix_desk_moves_act(struct tix *tx, struct tix_run *r,
    struct tix_desk_moves *a);

/* What waits, a line each, and how to say where it goes. */
void tix_desk_moves_say(struct tix *tx, struct tix_run *r,
    const struct tix_desk_moves *a);

#endif
