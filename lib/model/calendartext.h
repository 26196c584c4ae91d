/*
 * For lib/model alone: the texts of calendar.h taken apart.  What a calendar
 * may say is read here and nowhere else.
 */
#ifndef TIX_MODEL_CALENDARTEXT_H
#define TIX_MODEL_CALENDARTEXT_H

#include <tix/calendar.h>

#define TIX_DAY_MINUTES 1440

/* Minutes of a day; 'to' is greater, and past 1440 it is the next day's. */
struct tix_span {
	int from;
	int to;
};

struct tix_hours {
	unsigned days;      /* bit 0 Sunday to bit 6 Saturday */
	struct tix_span span;
};

/* Days from one to another, both included. */
struct tix_dates {
	bool yearly;        /* of any year: month * 100 + day */
	bool timed;         /* a holiday of these times alone */
	int64_t from;       /* else days since 1970 */
	int64_t to;
	struct tix_span span; /* of each; 0 to 1440 where nothing is said */
};

/* Each reads all of 'text'.  NULL, or why it is not that: a constant phrase. */
const char *tix_hours_scan(const char *text, struct tix_hours *h);
const char *tix_holiday_scan(const char *text, struct tix_dates *d);
const char *tix_exception_scan(const char *text, struct tix_dates *d);
const char *tix_absence_scan(const char *text, struct tix_dates *d);

/* Is the day one of them? */
bool tix_dates_has(const struct tix_dates *d, int64_t day);

#endif
