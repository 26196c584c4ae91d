/*
 * For lib/base alone: what a zone is made of.
 */
#ifndef TIX_BASE_TZIF_H
#define TIX_BASE_TZIF_H

#include "posixtz.h"

#include <tix/zone.h>

/* A time in force: what clocks show and what they call it. */
struct tix_zone_type {
	int offset;               /* seconds east of UTC */
	const char *abbreviation;
};

struct tix_zone {
	const char *name;
	const void *bytes;          /* of its file, or NULL */
	size_t len;
	const int64_t *times;       /* instants of change, strictly rising */
	const unsigned char *kinds; /* the type from each on */
	size_t ntimes;
	const struct tix_zone_type *types; /* [0] holds before the first */
	struct tix_posixtz rule;    /* holds from the last change on */
	bool has_rule;
};

/* As tix_zone_parse(), into 'zone', whose name says what complaints are of. */
enum tix_status tix_tzif_decode(struct tix *tx, struct tix_arena *mem,
    const unsigned char *bytes, size_t len, struct tix_zone *zone);

#endif
