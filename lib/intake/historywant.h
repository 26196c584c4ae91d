/*
 * For lib/intake alone: what the rows of a history say.
 */
#ifndef TIX_INTAKE_HISTORYWANT_H
#define TIX_INTAKE_HISTORYWANT_H

#include <tix/history.h>

/* What a row says of its ticket. */
struct tix_want {
	struct tix_ticket t;
	const char *code; /* of the resolution, or NULL */
};

/* The fields that a map fills, and those that follow from them. */
struct tix_filled {
	enum tix_field field[TIX_FIELDS];
	size_t n;
};

void tix_filled_by(const struct tix_map *map, struct tix_filled *f);

/* What each row of 'h' says, in order; 'state' is the one before the first. */
enum tix_status tix_want_all(struct tix *tx, struct tix_arena *mem,
    const struct tix_history *h, int64_t state, struct tix_want *want);

#endif
