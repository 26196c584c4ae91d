/*
 * Time zones from the system's TZif files (RFC 8536), footer included: any
 * zone at any instant, with no setenv("TZ") and no global state.
 */
#ifndef TIX_ZONE_H
#define TIX_ZONE_H

#include <tix/arena.h>
#include <tix/tix.h>

#define TIX_ZONE_FILE_MAX (1u << 20) /* bytes of a TZif file */

struct tix_zone;

/*
 * The zone of an IANA name ("Europe/Warsaw", "UTC"), read from the system's
 * zoneinfo folder into 'mem'.  TIX_NOT_FOUND for an unknown name (also one
 * with "..", a leading slash, or other than letters, digits, "_+-/");
 * TIX_IO or TIX_INVALID for a file that cannot be read or is no TZif.
 */
enum tix_status tix_zone_open(struct tix *tx, struct tix_arena *mem,
    const char *name, const struct tix_zone **zone);

/* The same on tx->run, read once in a run. */
enum tix_status tix_zone_once(struct tix *tx, const char *name,
    const struct tix_zone **zone);

/*
 * The zone that the environment's TZ ('tz', may be NULL) or /etc/localtime
 * names: a name, ":name", or a POSIX rule ("CET-1CEST,M3.5.0,M10.5.0/3").
 * Neither there nor readable: UTC.  An unknown TZ is TIX_NOT_FOUND.
 */
enum tix_status tix_zone_local(struct tix *tx, struct tix_arena *mem,
    const char *tz, const struct tix_zone **zone);

/* The zone in 'len' bytes of TZif; TIX_INVALID with words. */
enum tix_status tix_zone_parse(struct tix *tx, struct tix_arena *mem,
    const void *bytes, size_t len, const struct tix_zone **zone);

/* The bytes of its file; none for UTC and for a POSIX rule. */
const void *tix_zone_bytes(const struct tix_zone *zone, size_t *len);

/* The name it was opened by. */
const char *tix_zone_name(const struct tix_zone *zone);

/*
 * Seconds east of UTC at 'seconds' since 1970; '*abbreviation' ("CEST"),
 * unless NULL, lives as long as the zone.  A NULL zone is UTC.
 */
int tix_zone_offset(const struct tix_zone *zone, int64_t seconds,
    const char **abbreviation);

/*
 * The instant at which clocks in 'zone' show 'local' (seconds since 1970 as if
 * the wall clock were UTC): in an overlap the first one, in a gap the instant
 * of the transition.
 */
int64_t tix_zone_utc(const struct tix_zone *zone, int64_t local);

/*
 * The same for many readings that rise: what is known of the offset is kept
 * from one to the next.  Initialise with { .zone = zone }.
 */
struct tix_zone_walk {
	const struct tix_zone *zone;
	int64_t from;  /* one offset holds from here ... */
	int64_t until; /* ... up to here */
	int offset;
};

int64_t tix_zone_utc_next(struct tix_zone_walk *w, int64_t local);

#endif
