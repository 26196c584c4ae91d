/*
 * Instants: the calendar's arithmetic, the clock, and times as text.  Reading
 * text is for timescan.c and timeparse.c.
 */
#include <tix/time.h>

#include "timescan.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#define DAY_SECONDS 86400

/* Days of 400 years, after which the calendar and its weekdays repeat. */
#define ERA_DAYS 146097

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t
floor_mod(int64_t a, int64_t b)
{
	int64_t r = a % b;

	return r < 0 ? r + b : r;
}

/*
 * Years are counted from 1 March here, so that the leap day is the last of its
 * year and the months before it have the same lengths in every year.
 */
int64_t
tix_days_from_civil(int64_t year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int64_t era = floor_div(y, 400);
	int64_t in_era = floor_mod(y, 400);
	int64_t months = (month + 9) % 12;
	int64_t in_year = (153 * months + 2) / 5 + day - 1;

	return era * ERA_DAYS + in_era * 365 + in_era / 4 - in_era / 100 +
	    in_year - 719468;
}

void
tix_civil_from_days(int64_t days, struct tix_civil *c)
{
	int64_t shifted = days + 719468; /* since 0000-03-01 */
	int64_t era = floor_div(shifted, ERA_DAYS);
	int64_t in_era = floor_mod(shifted, ERA_DAYS);
	int64_t year = (in_era - in_era / 1460 + in_era / 36524 -
	    in_era / (ERA_DAYS - 1)) / 365;
	int64_t in_year = in_era - (year * 365 + year / 4 - year / 100);
	int64_t months = (5 * in_year + 2) / 153;

	*c = (struct tix_civil){
		.day = (int)(in_year - (153 * months + 2) / 5) + 1,
		.month = (int)(months < 10 ? months + 3 : months - 9),
		.weekday = (int)floor_mod(days + 4, 7),
	};
	c->year = era * 400 + year + (c->month <= 2);
}

int64_t
tix_civil_seconds(const struct tix_civil *c)
{
	return tix_days_from_civil(c->year, c->month, c->day) * DAY_SECONDS +
	    (int64_t)c->hour * 3600 + (int64_t)c->minute * 60 + c->second;
}

void
tix_civil_from_seconds(int64_t seconds, struct tix_civil *c)
{
	int rest = (int)floor_mod(seconds, DAY_SECONDS);

	tix_civil_from_days(floor_div(seconds, DAY_SECONDS), c);
	c->hour = rest / 3600;
	c->minute = rest / 60 % 60;
	c->second = rest % 60;
}

static int
days_in_month(int64_t year, int month)
{
	int64_t first = tix_days_from_civil(year, month, 1);
	int64_t next = month == 12 ? tix_days_from_civil(year + 1, 1, 1)
	    : tix_days_from_civil(year, month + 1, 1);

	return (int)(next - first);
}

bool
tix_civil_valid(const struct tix_civil *c)
{
	if (c->year < 0 || c->year > 9999 || c->month < 1 || c->month > 12)
		return false;
	if (c->day < 1 || c->day > days_in_month(c->year, c->month))
		return false;
	if (c->minute < 0 || c->minute > 59 || c->second < 0 || c->second > 59)
		return false;
	if (c->micro < 0 || c->micro >= TIX_SECOND)
		return false;
	if (c->hour == 24)
		return c->minute == 0 && c->second == 0 && c->micro == 0;
	return c->hour >= 0 && c->hour < 24;
}

static bool
in_range(int64_t seconds, int micro, int64_t *at)
{
	int64_t us;

	if (__builtin_mul_overflow(seconds, TIX_SECOND, &us) ||
	    __builtin_add_overflow(us, micro, &us))
		return false;
	if (us < 0 || us > TIX_TIME_MAX)
		return false;
	*at = us;
	return true;
}

static bool
wall_seconds(const struct tix_civil *c, int64_t *seconds)
{
	struct tix_civil checked = *c;

	if (checked.second == 60)
		checked.second = 59;
	*seconds = 0;
	if (!tix_civil_valid(&checked))
		return false;
	*seconds = tix_civil_seconds(c);
	return true;
}

bool
tix_time_from_civil(const struct tix_civil *c, const struct tix_zone *zone,
    int64_t *at)
{
	int64_t local;

	return wall_seconds(c, &local) &&
	    in_range(tix_zone_utc(zone, local), c->micro, at);
}

bool
tix_time_from_offset(const struct tix_civil *c, int offset, int64_t *at)
{
	int64_t local;

	return wall_seconds(c, &local) &&
	    in_range(local - offset, c->micro, at);
}

void
tix_time_civil(int64_t at, const struct tix_zone *zone, struct tix_civil *c)
{
	int64_t seconds = floor_div(at, TIX_SECOND);

	tix_civil_from_seconds(
	    seconds + tix_zone_offset(zone, seconds, NULL), c);
	c->micro = (int)floor_mod(at, TIX_SECOND);
}

int64_t
tix_time_clock(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * TIX_SECOND + ts.tv_nsec / 1000;
}

/* 'n' digits of 'value', and the sign behind them. */
static char *
put_digits(char *to, int64_t value, int n, char sign)
{
	for (int i = n; i-- > 0; value /= 10)
		to[i] = (char)('0' + value % 10);
	to[n] = sign;
	return to + n + 1;
}

/* Lists are full of times, and printf() is the dearest part of one. */
static void
put_time(char *to, const struct tix_civil *c)
{
	to = put_digits(to, c->year, 4, '-');
	to = put_digits(to, c->month, 2, '-');
	to = put_digits(to, c->day, 2, 'T');
	to = put_digits(to, c->hour, 2, ':');
	to = put_digits(to, c->minute, 2, ':');
	to = put_digits(to, c->second, 2, 'Z');
	*to = '\0';
}

const char *
tix_time_rfc3339(char out[TIX_TIME_SIZE], int64_t at)
{
	struct tix_civil c;
	char fraction[16] = "";

	tix_time_civil(at, NULL, &c);
	if (c.micro == 0 && c.year >= 0 && c.year <= 9999) {
		put_time(out, &c);
		return out;
	}
	if (c.micro != 0)
		snprintf(fraction, sizeof fraction, ".%06d", c.micro);
	snprintf(out, TIX_TIME_SIZE,
	    "%04" PRId64 "-%02d-%02dT%02d:%02d:%02d%sZ",
	    c.year, c.month, c.day, c.hour, c.minute, c.second, fraction);
	return out;
}

const char *
tix_time_local(char out[TIX_TIME_SIZE], int64_t at, const struct tix_zone *zone)
{
	struct tix_civil c;

	tix_time_civil(at, zone, &c);
	snprintf(out, TIX_TIME_SIZE, "%04" PRId64 "-%02d-%02d %02d:%02d",
	    c.year, c.month, c.day, c.hour, c.minute);
	return out;
}
