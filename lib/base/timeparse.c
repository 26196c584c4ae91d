/*
 * Times in the forms that people type, against the run's clock and zone.
 */
#include "duration.h"
#include "timescan.h"

#include <string.h>

#define DAY_SECONDS 86400

static enum tix_status
no_time(struct tix *tx, const char *text, const char *why)
{
	return tix_fail(tx, TIX_INVALID, "no time '%s': %s", text, why);
}

static enum tix_status
not_understood(struct tix *tx, const char *text)
{
	return no_time(tx, text,
	    "write it like 2026-11-23, 2026-11-23T14:00, 14:00, today, "
	    "'fri 14:00', +4h, -2d or RFC 3339");
}

static enum tix_status
out_of_range(struct tix *tx, const char *text)
{
	return no_time(tx, text, "it is outside of the years 1970 to 9999");
}

/* Keep 'found' if it is in range. */
static enum tix_status
finish(struct tix *tx, const char *text, int64_t found, int64_t *at)
{
	if (found < 0 || found > TIX_TIME_MAX)
		return out_of_range(tx, text);
	*at = found;
	return TIX_OK;
}

/* The first instant of a day in the run's zone. */
static int64_t
day_start(const struct tix *tx, int64_t days)
{
	return tix_zone_utc(tx->zone, days * DAY_SECONDS) * TIX_SECOND;
}

/* Are the first 'n' bytes of 'text' this word, in small letters or great? */
static bool
is_word_n(const char *text, size_t n, const char *word)
{
	size_t i;

	for (i = 0; i < n && word[i] != '\0'; i++) {
		char c = text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != word[i])
			return false;
	}
	return i == n && word[i] == '\0';
}

static bool
is_word(const char *text, const char *word)
{
	return is_word_n(text, strlen(text), word);
}

static int64_t
month_end(const struct tix_civil *c)
{
	if (c->month == 12)
		return tix_days_from_civil(c->year + 1, 1, 1);
	return tix_days_from_civil(c->year, c->month + 1, 1);
}

/* "sun" to "sat" as 0 to 6, else -1. */
static int
weekday_of(const char *text, size_t n)
{
	static const char *const names[] = {
		"sun", "mon", "tue", "wed", "thu", "fri", "sat",
	};

	for (int i = 0; i < 7; i++)
		if (is_word_n(text, n, names[i]))
			return i;
	return -1;
}

/* The day that 'n' bytes name, since 1970; false if they name none. */
static bool
parse_day(const struct tix *tx, const char *text, size_t n, int64_t *day)
{
	struct tix_civil c;
	int weekday = weekday_of(text, n);

	tix_time_civil(tx->now, tx->zone, &c);
	*day = tix_days_from_civil(c.year, c.month, c.day);
	if (weekday >= 0)
		*day += 1 + (weekday - c.weekday + 6) % 7;
	else if (is_word_n(text, n, "tomorrow"))
		*day += 1;
	else if (is_word_n(text, n, "yesterday"))
		*day -= 1;
	else
		return is_word_n(text, n, "today");
	return true;
}

/* A named time; false if 'text' is no name. */
static bool
parse_name(const struct tix *tx, const char *text, int64_t *at)
{
	struct tix_civil c;
	int64_t day, today;

	tix_time_civil(tx->now, tx->zone, &c);
	today = tix_days_from_civil(c.year, c.month, c.day);
	if (parse_day(tx, text, strlen(text), &day))
		*at = day_start(tx, day);
	else if (is_word(text, "now"))
		*at = tx->now;
	else if (is_word(text, "eod"))
		*at = day_start(tx, today + 1) - TIX_SECOND;
	else if (is_word(text, "eow"))
		*at = day_start(tx, today + 1 + (7 - c.weekday) % 7) -
		    TIX_SECOND;
	else if (is_word(text, "eom"))
		*at = day_start(tx, month_end(&c)) - TIX_SECOND;
	else
		return false;
	return true;
}

/* "+4h", "-2d", "P1DT12H": days by the calendar, then the rest by the clock. */
static enum tix_status
parse_shift(struct tix *tx, const char *text, int64_t *at)
{
	const char *length = *text == 'P' ? text : text + 1;
	struct tix_duration_parts d;
	struct tix_civil c;
	int64_t sign = *text == '-' ? -1 : 1, shifted = tx->now;
	const char *why = tix_duration_scan(length, &d);

	if (why != NULL)
		return no_time(tx, text, why);
	if (d.working)
		return no_time(tx, text, "working time has no place here");
	if (d.days != 0) {
		tix_time_civil(tx->now, tx->zone, &c);
		shifted = tix_zone_utc(tx->zone, tix_civil_seconds(&c) +
		    sign * d.days * DAY_SECONDS) * TIX_SECOND + c.micro;
	}
	return finish(tx, text, shifted + sign * d.us, at);
}

/* "14:00", "14:00:30" and, behind seconds, a fraction */
static bool
scan_clock(const char **p, struct tix_civil *c)
{
	if (!tix_scan_number(p, 1, 2, &c->hour) || !tix_scan_char(p, ':') ||
	    !tix_scan_number(p, 2, 2, &c->minute))
		return false;
	if (!tix_scan_char(p, ':'))
		return true;
	if (!tix_scan_number(p, 2, 2, &c->second))
		return false;
	return !tix_scan_char(p, '.') || tix_scan_fraction(p, &c->micro);
}

/*
 * A wall clock's reading, 'offset' seconds east of UTC or, where that is NULL,
 * in the run's zone.
 */
static enum tix_status
from_civil(struct tix *tx, const char *text, const struct tix_civil *c,
    const int *offset, int64_t *at)
{
	struct tix_civil checked = *c;
	bool found;

	if (checked.second == 60)
		checked.second = 59;
	if (!tix_civil_valid(&checked))
		return no_time(tx, text, "there is no such date or hour");
	if (offset != NULL)
		found = tix_time_from_offset(c, *offset, at);
	else
		found = tix_time_from_civil(c, tx->zone, at);
	return found ? TIX_OK : out_of_range(tx, text);
}

/* "tomorrow 08:00", "mon 14:00": 'day', and a clock behind the blanks. */
static enum tix_status
parse_day_clock(struct tix *tx, const char *text, int64_t day,
    const char *blanks, int64_t *at)
{
	const char *p = blanks + strspn(blanks, " ");
	struct tix_civil c, clock = { 0 };

	if (!scan_clock(&p, &clock) || *p != '\0')
		return not_understood(tx, text);
	tix_civil_from_days(day, &c);
	clock.year = c.year;
	clock.month = c.month;
	clock.day = c.day;
	return from_civil(tx, text, &clock, NULL, at);
}

static enum tix_status
parse_date(struct tix *tx, const char *text, int64_t *at)
{
	struct tix_civil c = { 0 };
	const char *p = text;
	int offset;

	if (tix_time_from_rfc3339(text, at))
		return TIX_OK;
	if (!tix_scan_date(&p, &c))
		return not_understood(tx, text);
	if (*p == '\0')
		return from_civil(tx, text, &c, NULL, at);
	if (*p != ' ' && *p != 'T' && *p != 't')
		return not_understood(tx, text);
	p++;
	if (!scan_clock(&p, &c))
		return not_understood(tx, text);
	if (*p == '\0')
		return from_civil(tx, text, &c, NULL, at);
	if (!tix_scan_offset(&p, true, &offset) || *p != '\0')
		return not_understood(tx, text);
	return from_civil(tx, text, &c, &offset, at);
}

/* Dates that people of two continents read differently: 3/4/2026, 3.4.26. */
static bool
is_ambiguous(const char *text)
{
	const char *p = text;
	char separator;
	int n;

	if (!tix_scan_number(&p, 1, 2, &n))
		return false;
	separator = *p;
	if (separator != '/' && separator != '.' && separator != '-')
		return false;
	p++;
	return tix_scan_number(&p, 1, 2, &n) && *p == separator;
}

enum tix_status
tix_time_parse(struct tix *tx, const char *text, int64_t *at)
{
	const size_t word = strcspn(text, " ");
	const char *p = text;
	int64_t found;
	int n;

	if (*text == '+' || *text == '-' || *text == 'P')
		return parse_shift(tx, text, at);
	if (parse_name(tx, text, &found))
		return finish(tx, text, found, at);
	if (text[word] == ' ' && parse_day(tx, text, word, &found))
		return parse_day_clock(tx, text, found, text + word, at);
	if (is_ambiguous(text))
		return no_time(tx, text,
		    "it can be read in two ways; write it year-month-day");
	if (tix_scan_number(&p, 1, 2, &n) && *p == ':' &&
	    parse_day(tx, "today", strlen("today"), &found))
		return parse_day_clock(tx, text, found, text, at);
	return parse_date(tx, text, at);
}
