/*
 * For lib/desk alone: files of holidays taken apart.
 */
#ifndef TIX_DESK_ICS_H
#define TIX_DESK_ICS_H

#include "text.h"

struct tix_zone;

/* A file that is read into entries of the grammar of calendar.h. */
struct tix_dt_holidays {
	struct tix_dt *dt;
	const char *path;
	int64_t at;                  /* line of the desk that names it */
	const struct tix_zone *zone; /* the calendar's */
	const char **entries;
	size_t n, cap;
	bool many;                   /* complained about */
};

/* Complain about a line of the file (0: the file). */
void tix_dt_holidays_bad(struct tix_dt_holidays *h, int64_t line,
    const char *why);

/* An entry: days, times or nothing, and a name that may be any text. */
void tix_dt_holidays_add(struct tix_dt_holidays *h, const char *days,
    const char *name);

/* One VEVENT after the other of an RFC 5545 calendar. */
void tix_dt_ics(struct tix_dt_holidays *h, const char *text, size_t len);

#endif
