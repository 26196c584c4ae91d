/*
 * For lib/base alone: the rule that POSIX puts into TZ and RFC 8536 into the
 * foot of a TZif file.
 */
#ifndef TIX_BASE_POSIXTZ_H
#define TIX_BASE_POSIXTZ_H

#include <stdbool.h>
#include <stdint.h>

#define TIX_ABBREVIATION_SIZE 16 /* longer abbreviations are refused */

/* The day of a change, and the time on it. */
struct tix_posixtz_day {
	enum {
		TIX_DAY_OF_WEEK,     /* Mm.w.d */
		TIX_DAY_WITHOUT_29,  /* Jn: 29 February is never counted */
		TIX_DAY_OF_YEAR      /* n: from 0, 29 February is counted */
	} kind;
	int month;  /* 1 to 12 */
	int week;   /* 1 to 5; 5 is the last */
	int day;    /* of the week, 0 Sunday; or of the year */
	int time;   /* seconds after midnight, -167 to 167 hours */
};

struct tix_posixtz {
	char std[TIX_ABBREVIATION_SIZE];
	char dst[TIX_ABBREVIATION_SIZE]; /* "" where there is no summer time */
	int std_offset;                  /* seconds east of UTC */
	int dst_offset;
	struct tix_posixtz_day start;    /* of summer time, by standard time */
	struct tix_posixtz_day end;      /* by summer time */
};

/*
 * Read all of 'text'.  A summer time without days begins on the second Sunday
 * of March and ends on the first of November, as it does elsewhere.
 */
bool tix_posixtz_parse(const char *text, struct tix_posixtz *tz);

/* As tix_zone_offset(). */
int tix_posixtz_offset(const struct tix_posixtz *tz, int64_t seconds,
    const char **abbreviation);

/* The first change after 'seconds', or INT64_MAX. */
int64_t tix_posixtz_next(const struct tix_posixtz *tz, int64_t seconds);

#endif
