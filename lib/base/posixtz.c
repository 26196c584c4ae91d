/*
 * POSIX TZ rules, with the wider hours of RFC 8536, section 3.3.1.
 */
#include "posixtz.h"

#include <string.h>

#include <tix/time.h>
#include <tix/utf8.h>

#define DAY_SECONDS 86400

/* Beyond these the year would overflow; the rule repeats, so it is no loss. */
#define SECONDS_MAX (INT64_C(1) << 55)

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
scan_name(const char **p, char out[TIX_ABBREVIATION_SIZE])
{
	bool quoted = **p == '<';
	const char *s = *p + quoted;
	size_t n = 0;

	while (tix_ascii_letter(s[n]) || (quoted &&
	    (is_digit(s[n]) || s[n] == '+' || s[n] == '-')))
		n++;
	if (n < 3 || n >= TIX_ABBREVIATION_SIZE || (quoted && s[n] != '>'))
		return false;
	memcpy(out, s, n);
	out[n] = '\0';
	*p = s + n + quoted;
	return true;
}

static bool
scan_number(const char **p, int min, int max, int *out)
{
	const char *s = *p;
	int n = 0;

	if (!is_digit(*s))
		return false;
	for (; is_digit(*s); s++) {
		n = n * 10 + (*s - '0');
		if (n > max)
			return false;
	}
	*p = s;
	*out = n;
	return n >= min;
}

/* [+-]h[:m[:s]] in seconds */
static bool
scan_time(const char **p, int hours_max, int *out)
{
	int h, m = 0, s = 0;
	int sign = **p == '-' ? -1 : 1;

	if (**p == '-' || **p == '+')
		++*p;
	if (!scan_number(p, 0, hours_max, &h))
		return false;
	if (**p == ':') {
		++*p;
		if (!scan_number(p, 0, 59, &m))
			return false;
		if (**p == ':') {
			++*p;
			if (!scan_number(p, 0, 59, &s))
				return false;
		}
	}
	*out = sign * (h * 3600 + m * 60 + s);
	return true;
}

/* POSIX counts offsets westward. */
static bool
scan_offset(const char **p, int *out)
{
	int west;

	if (!scan_time(p, 24, &west))
		return false;
	*out = -west;
	return true;
}

static bool
scan_char(const char **p, char c)
{
	if (**p != c)
		return false;
	++*p;
	return true;
}

static bool
scan_date(const char **p, struct tix_posixtz_day *d)
{
	if (scan_char(p, 'M')) {
		d->kind = TIX_DAY_OF_WEEK;
		return scan_number(p, 1, 12, &d->month) && scan_char(p, '.') &&
		    scan_number(p, 1, 5, &d->week) && scan_char(p, '.') &&
		    scan_number(p, 0, 6, &d->day);
	}
	if (scan_char(p, 'J')) {
		d->kind = TIX_DAY_WITHOUT_29;
		return scan_number(p, 1, 365, &d->day);
	}
	d->kind = TIX_DAY_OF_YEAR;
	return scan_number(p, 0, 365, &d->day);
}

static bool
scan_day(const char **p, struct tix_posixtz_day *d)
{
	d->time = 2 * 3600;
	if (!scan_char(p, ',') || !scan_date(p, d))
		return false;
	return !scan_char(p, '/') || scan_time(p, 167, &d->time);
}

bool
tix_posixtz_parse(const char *text, struct tix_posixtz *tz)
{
	const char *p = text;

	*tz = (struct tix_posixtz){
		.start = { .month = 3, .week = 2, .time = 2 * 3600 },
		.end = { .month = 11, .week = 1, .time = 2 * 3600 },
	};
	if (!scan_name(&p, tz->std) || !scan_offset(&p, &tz->std_offset))
		return false;
	if (*p == '\0')
		return true;
	if (!scan_name(&p, tz->dst))
		return false;
	tz->dst_offset = tz->std_offset + 3600;
	if (*p != '\0' && *p != ',' && !scan_offset(&p, &tz->dst_offset))
		return false;
	if (*p == '\0')
		return true;
	return scan_day(&p, &tz->start) && scan_day(&p, &tz->end) && *p == '\0';
}

static int64_t
day_of_week(const struct tix_posixtz_day *d, int64_t year)
{
	struct tix_civil first, found;
	int64_t day = tix_days_from_civil(year, d->month, 1);

	tix_civil_from_days(day, &first);
	day += (d->day - first.weekday + 7) % 7 + (d->week - 1) * 7;
	tix_civil_from_days(day, &found);
	return found.month == d->month ? day : day - 7;
}

/* Days since 1970 of 'd' in 'year'. */
static int64_t
day_in_year(const struct tix_posixtz_day *d, int64_t year)
{
	if (d->kind == TIX_DAY_OF_WEEK)
		return day_of_week(d, year);
	if (d->kind == TIX_DAY_OF_YEAR)
		return tix_days_from_civil(year, 1, 1) + d->day;
	if (d->day < 60)
		return tix_days_from_civil(year, 1, 1) + d->day - 1;
	return tix_days_from_civil(year, 3, 1) + d->day - 60;
}

static int64_t
change_in_year(const struct tix_posixtz *tz, int64_t year, bool to_dst)
{
	const struct tix_posixtz_day *d = to_dst ? &tz->start : &tz->end;
	int before = to_dst ? tz->std_offset : tz->dst_offset;

	return day_in_year(d, year) * DAY_SECONDS + d->time - before;
}

static int64_t
clamp(int64_t seconds)
{
	if (seconds > SECONDS_MAX)
		return SECONDS_MAX;
	return seconds < -SECONDS_MAX ? -SECONDS_MAX : seconds;
}

/*
 * Is 'seconds' in summer time?  The latest change not after it decides; where
 * one summer time ends at the instant at which the next begins, it goes on.
 * A change may fall a week outside of its year, so two years back are needed.
 */
static bool
is_dst(const struct tix_posixtz *tz, int64_t seconds)
{
	struct tix_civil c;
	int64_t latest = INT64_MIN;
	bool dst = false;

	tix_civil_from_seconds(seconds, &c);
	for (int64_t y = c.year - 2; y <= c.year + 1; y++) {
		int64_t end = change_in_year(tz, y, false);
		int64_t start = change_in_year(tz, y, true);

		if (end <= seconds && end > latest) {
			latest = end;
			dst = false;
		}
		if (start <= seconds && start >= latest) {
			latest = start;
			dst = true;
		}
	}
	return dst;
}

int
tix_posixtz_offset(const struct tix_posixtz *tz, int64_t seconds,
    const char **abbreviation)
{
	bool dst = tz->dst[0] != '\0' && is_dst(tz, clamp(seconds));

	if (abbreviation != NULL)
		*abbreviation = dst ? tz->dst : tz->std;
	return dst ? tz->dst_offset : tz->std_offset;
}

int64_t
tix_posixtz_next(const struct tix_posixtz *tz, int64_t seconds)
{
	struct tix_civil c;
	int64_t next = INT64_MAX;

	if (tz->dst[0] == '\0' || seconds > SECONDS_MAX)
		return INT64_MAX;
	seconds = clamp(seconds);
	tix_civil_from_seconds(seconds, &c);
	for (int64_t y = c.year - 1; y <= c.year + 2; y++) {
		int64_t end = change_in_year(tz, y, false);
		int64_t start = change_in_year(tz, y, true);

		if (end > seconds && end < next)
			next = end;
		if (start > seconds && start < next)
			next = start;
	}
	return next;
}
