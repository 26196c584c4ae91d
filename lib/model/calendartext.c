/*
 * What a calendar may say, read strictly: two digits where there are two, one
 * way to write each thing.
 */
#include "calendartext.h"

#include <tix/time.h>

#include <string.h>

/* As an end it is written for that of the day, and no minute is lost. */
#define LAST_MINUTE (TIX_DAY_MINUTES - 1)

/* Exactly 'n' digits. */
static bool
digits(const char **p, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++, (*p)++) {
		if (**p < '0' || **p > '9')
			return false;
		*out = *out * 10 + (**p - '0');
	}
	return **p < '0' || **p > '9';
}

static bool
literal(const char **p, const char *text)
{
	size_t n = strlen(text);

	if (strncmp(*p, text, n) != 0)
		return false;
	*p += n;
	return true;
}

/* One blank or more. */
static bool
blanks(const char **p)
{
	size_t n = strspn(*p, " \t");

	*p += n;
	return n > 0;
}

/* The word in great letters or small, not a longer one. */
static bool
word(const char **p, const char *small)
{
	const char *s = *p;

	for (; *small != '\0'; s++, small++)
		if ((*s | ('a' - 'A')) != *small)
			return false;
	if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z'))
		return false;
	*p = s;
	return true;
}

static int
weekday(const char **p)
{
	static const char *const names[] = {
		"sun", "mon", "tue", "wed", "thu", "fri", "sat",
	};

	for (int i = 0; i < 7; i++)
		if (word(p, names[i]))
			return i;
	return -1;
}

/* "Mon-Fri,Sun", "Sat-Mon" over the end of the week, "daily". */
static const char *
weekdays(const char **p, unsigned *days)
{
	*days = 0;
	if (word(p, "daily")) {
		*days = 0x7f;
		return NULL;
	}
	do {
		int from = weekday(p), to = from;

		if (from >= 0 && literal(p, "-"))
			to = weekday(p);
		if (from < 0 || to < 0)
			return "days are Mon, Tue, Wed, Thu, Fri, Sat, Sun, "
			    "like 'Mon-Fri', 'Mon,Wed', or 'daily'";
		*days |= 1u << from;
		for (; from != to; from = (from + 1) % 7)
			*days |= 1u << (from + 1) % 7;
	} while (literal(p, ","));
	return NULL;
}

static bool
minute_of_day(const char **p, int *minutes)
{
	int hour, minute;

	if (!digits(p, 2, &hour) || !literal(p, ":") || !digits(p, 2, &minute))
		return false;
	*minutes = hour * 60 + minute;
	return minute < 60 && *minutes <= TIX_DAY_MINUTES;
}

/* "08:00-12:00"; an end before the beginning is the next day's. */
static const char *
span_of(const char **p, struct tix_span *s)
{
	if (!minute_of_day(p, &s->from) || !literal(p, "-") ||
	    !minute_of_day(p, &s->to))
		return "times are like '08:00-12:00', '22:00-06:00' or "
		    "'00:00-24:00'";
	if (s->from == TIX_DAY_MINUTES)
		return "24:00 is only an end; a day begins at 00:00";
	if (s->from == s->to)
		return "it ends when it begins; the whole day is 00:00-24:00";
	if (s->to == LAST_MINUTE)
		s->to = TIX_DAY_MINUTES;
	if (s->to < s->from)
		s->to += TIX_DAY_MINUTES;
	return NULL;
}

const char *
tix_hours_scan(const char *text, struct tix_hours *h)
{
	const char *p = text;
	const char *why = weekdays(&p, &h->days);

	if (why == NULL && !blanks(&p))
		why = "it wants times behind the days, like 'Mon-Fri "
		    "08:00-12:00'";
	if (why == NULL)
		why = span_of(&p, &h->span);
	if (why == NULL && *p != '\0')
		why = "nothing is wanted behind the times; write another "
		    "window by itself";
	return why;
}

/* "2026-12-24"; moves nothing where it is none. */
static bool
date(const char **p, int64_t *day)
{
	const char *s = *p;
	struct tix_civil c = { 0 };
	int year;

	if (!digits(&s, 4, &year) || !literal(&s, "-") ||
	    !digits(&s, 2, &c.month) || !literal(&s, "-") ||
	    !digits(&s, 2, &c.day))
		return false;
	c.year = year;
	if (year < 1970 || !tix_civil_valid(&c))
		return false;
	*day = tix_days_from_civil(year, c.month, c.day);
	*p = s;
	return true;
}

/* "12-24", also "02-29". */
static bool
month_day(const char **p, int64_t *day)
{
	const char *s = *p;
	struct tix_civil c = { .year = 2000 };

	if (!digits(&s, 2, &c.month) || !literal(&s, "-") ||
	    !digits(&s, 2, &c.day) || !tix_civil_valid(&c))
		return false;
	*day = c.month * 100 + c.day;
	*p = s;
	return true;
}

/* "2026-12-24", "2026-12-24..2027-01-02" */
static const char *
dates(const char **p, struct tix_dates *d)
{
	*d = (struct tix_dates){ .span = { 0, TIX_DAY_MINUTES } };
	if (!date(p, &d->from))
		return "a day is like '2026-12-24', in the years 1970 to 9999";
	d->to = d->from;
	if (literal(p, "..") && !date(p, &d->to))
		return "days up to another are like '2026-12-24..2026-12-31'";
	return d->to < d->from ? "it ends before it begins" : NULL;
}

static bool
are_times(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n > 0 && s[n] == ':';
}

/* " 12:00-24:00" behind days of which only these hours are meant. */
static const char *
hours_of(const char **p, struct tix_dates *d)
{
	const char *s = *p;

	if (!blanks(&s) || !are_times(s))
		return NULL;
	*p = s;
	d->timed = true;
	return span_of(p, &d->span);
}

/* "12-24 yearly", "12-24..01-02 yearly", "12-24 12:00-24:00 yearly" */
static const char *
yearly(const char **p, struct tix_dates *d)
{
	const char *why;

	d->yearly = true;
	d->to = d->from;
	if (literal(p, "..") && !month_day(p, &d->to))
		return "days of each year are like '12-24..01-02 yearly'";
	why = hours_of(p, d);
	if (why != NULL)
		return why;
	if (!blanks(p) || !word(p, "yearly"))
		return "a day without its year wants 'yearly' behind it, like "
		    "'12-25 yearly'";
	return NULL;
}

static const char *
days_of_holiday(const char **p, struct tix_dates *d)
{
	const char *why;

	*d = (struct tix_dates){ .span = { 0, TIX_DAY_MINUTES } };
	if (month_day(p, &d->from))
		return yearly(p, d);
	if ((*p)[strspn(*p, "0123456789")] == '-' && strcspn(*p, "-") == 2)
		return "there is no such day of the year";
	why = dates(p, d);
	return why == NULL ? hours_of(p, d) : why;
}

const char *
tix_holiday_scan(const char *text, struct tix_dates *d)
{
	const char *p = text, *why = days_of_holiday(&p, d);

	if (why != NULL)
		return why;
	if (*p != '\0' && !blanks(&p))
		return "a blank is wanted between the days and their name";
	if (!d->yearly && word(&p, "yearly"))
		return "a day of each year is without its year, like '12-25 "
		    "yearly'";
	return are_times(p) ? "times stand once, right behind the days" :
	    NULL;
}

const char *
tix_exception_scan(const char *text, struct tix_dates *d)
{
	const char *p = text;
	const char *why = dates(&p, d);

	if (why == NULL && d->from != d->to)
		why = "an exception is of one day";
	if (why == NULL && !blanks(&p))
		why = "it wants times behind the day, like '2026-12-19 "
		    "09:00-13:00'";
	if (why == NULL)
		why = span_of(&p, &d->span);
	if (why == NULL && *p != '\0')
		why = "nothing is wanted behind the times";
	return why;
}

const char *
tix_absence_scan(const char *text, struct tix_dates *d)
{
	const char *p = text;
	const char *why = dates(&p, d);

	if (why != NULL || *p == '\0')
		return why;
	if (!blanks(&p))
		return "a blank is wanted between the day and the times";
	if (d->from != d->to)
		return "times stand behind one day, not behind several";
	why = span_of(&p, &d->span);
	if (why == NULL && *p != '\0')
		why = "nothing is wanted behind the times";
	return why;
}

bool
tix_dates_has(const struct tix_dates *d, int64_t day)
{
	struct tix_civil c;
	int64_t at = day;

	if (d->yearly) {
		tix_civil_from_days(day, &c);
		at = c.month * 100 + c.day;
		if (d->to < d->from)
			return at >= d->from || at <= d->to;
	}
	return at >= d->from && at <= d->to;
}
