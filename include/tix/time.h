/*
 * Instants and durations: whole microseconds UTC since 1970-01-01, proleptic
 * Gregorian, without leap seconds (POSIX).  0 means "none" in a ticket.
 */
#ifndef TIX_TIME_H
#define TIX_TIME_H

#include <tix/arena.h>
#include <tix/tix.h>
#include <tix/zone.h>

#define TIX_SECOND INT64_C(1000000)
#define TIX_MINUTE (60 * TIX_SECOND)
#define TIX_HOUR (60 * TIX_MINUTE)
#define TIX_DAY (24 * TIX_HOUR)
#define TIX_WEEK (7 * TIX_DAY)

/* Years that are accepted and printed: 1970 to 9999. */
#define TIX_TIME_MAX (INT64_C(253402300799) * TIX_SECOND)

#define TIX_TIME_SIZE 40 /* a buffer for any time or duration as text */

/* A reading of a wall clock, in no zone. */
struct tix_civil {
	int64_t year;
	int month;   /* 1 to 12 */
	int day;     /* 1 to 31 */
	int hour;    /* 0 to 24 where the reader says so, else 0 to 23 */
	int minute;
	int second;
	int micro;   /* microseconds, 0 to 999,999 */
	int weekday; /* 0 Sunday to 6 Saturday; filled in, never read */
};

/*
 * Days since 1970-01-01 of a date, and the other way.  Any year to a thousand
 * million before or after; the time of day comes back as midnight.
 */
int64_t tix_days_from_civil(int64_t year, int month, int day);
void tix_civil_from_days(int64_t days, struct tix_civil *c);

/*
 * Seconds since 1970 of a wall clock as if it were UTC, and the other way;
 * fractions are passed over and come back as 0.
 */
int64_t tix_civil_seconds(const struct tix_civil *c);
void tix_civil_from_seconds(int64_t seconds, struct tix_civil *c);

/* Is there such a time in the years 0 to 9999 (24:00:00 included)? */
bool tix_civil_valid(const struct tix_civil *c);

/* What clocks in 'zone' (NULL: UTC) show at 'at', fractions included. */
void tix_time_civil(int64_t at, const struct tix_zone *zone,
    struct tix_civil *c);

/*
 * The instant at which clocks in 'zone' show 'c', as tix_zone_utc() has it;
 * second 60 is the first of the next minute.  False where there is no such
 * time, or out of range.
 */
bool tix_time_from_civil(const struct tix_civil *c,
    const struct tix_zone *zone, int64_t *at);

/* The clock of the machine. */
int64_t tix_time_clock(void);

/*
 * RFC 3339 with an offset or Z; up to nine digits of fraction, cut to
 * microseconds; 'T', 't' or a blank between date and time; second 60 is read
 * as the first of the next minute.  False if it is not that or out of range.
 */
bool tix_time_from_rfc3339(const char *text, int64_t *at);

/*
 * Any form that tix(1) has under TIME, against tx->now and in tx->zone:
 * RFC 3339, "2026-11-23 14:00[:30]", "2026-11-23", "14:00" (today), "now",
 * "today", "tomorrow", "yesterday" (their first instant), "mon" to "sun" (the
 * next one's first instant, never today), a word for a day with a time
 * ("mon 14:00"), "eod", "eow" (Sunday), "eom" (the last second of them),
 * "+4h", "-2d", and "P..." durations ahead.  Days and weeks of these are
 * calendar days in the zone, the rest is elapsed.  Ambiguous dates such as
 * 3/4/2026 are refused.  TIX_INVALID with words.
 */
enum tix_status tix_time_parse(struct tix *tx, const char *text, int64_t *at);

/*
 * Read 'text' by 'format', a subset of strptime(3): %Y %m %d %H %M %S %y %b
 * %p %I %z %% %f (fraction) and %+ (RFC 3339); one digit is enough where two
 * are usual; a blank matches blanks, also none.  The year, month and day are
 * wanted, and %p with %I.  With %z or %+ the offset in the text holds, else
 * 'zone' (NULL: UTC).  False if it does not fit as a whole.
 */
bool tix_time_scan(const char *format, const char *text,
    const struct tix_zone *zone, int64_t *at);

/* "2026-11-23T14:00:00Z", with ".250000" only where there is a fraction. */
const char *tix_time_rfc3339(char out[TIX_TIME_SIZE], int64_t at);

/* "2026-11-23 15:00" in 'zone' (NULL: UTC). */
const char *tix_time_local(char out[TIX_TIME_SIZE], int64_t at,
    const struct tix_zone *zone);

/* "45s", "3h", "2d", "5w", "-3h" of 'us' for people: the greatest unit. */
const char *tix_time_age(char out[TIX_TIME_SIZE], int64_t us);

/* "1d 4h", "4h 30m", "45s", for people, two units. */
const char *tix_duration_text(char out[TIX_TIME_SIZE], int64_t us);

#define TIX_DURATION_MAX (3653 * TIX_DAY) /* ten years */

/*
 * "90s", "45m", "4h", "2d", "1w", "1h30m", ISO 8601 "PT4H", "P1DT12H", greater
 * units first, blanks between them allowed; '*working' tells whether it was
 * working time: "4bh", "2bd".  A bare number is refused, as are months and more
 * than ten years.  TIX_INVALID with words.
 */
struct tix_duration {
	int64_t us;     /* of elapsed time, or of working time */
	int64_t days;   /* whole working days ("2bd"), else 0 */
	bool working;
};

enum tix_status tix_duration_parse(struct tix *tx, const char *text,
    struct tix_duration *d);

#endif
