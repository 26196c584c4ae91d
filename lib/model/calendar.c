/*
 * Is somebody at work?  Windows are days and minutes on the wall clock.  They
 * become instants at both ends by one rule, tix_zone_utc(): an end in a gap is
 * the change itself, one in an overlap its first passing.  So windows that
 * meet on the wall meet in time, and every other reader of calendars can agree.
 */
#include "calendartext.h"

#include <tix/time.h>
#include <tix/zone.h>

#define DAY_SECONDS 86400

static enum tix_status
no(struct tix *tx, const char *what, const char *text, const char *why)
{
	if (why == NULL)
		return TIX_OK;
	return tix_fail(tx, TIX_INVALID, "no %s '%s': %s", what, text, why);
}

enum tix_status
tix_hours_check(struct tix *tx, const char *text)
{
	struct tix_hours h;

	return no(tx, "hours", text, tix_hours_scan(text, &h));
}

enum tix_status
tix_holiday_check(struct tix *tx, const char *text)
{
	struct tix_dates d;

	return no(tx, "holiday", text, tix_holiday_scan(text, &d));
}

enum tix_status
tix_exception_check(struct tix *tx, const char *text)
{
	struct tix_dates d;

	return no(tx, "exception", text, tix_exception_scan(text, &d));
}

enum tix_status
tix_absence_check(struct tix *tx, const char *text)
{
	struct tix_dates d;

	return no(tx, "absence", text, tix_absence_scan(text, &d));
}

/* An instant, and where it is on the wall. */
struct moment {
	const struct tix_zone *zone;
	int64_t seconds;    /* since 1970 */
	int64_t day;        /* of the wall clock, since 1970 */
};

static struct moment
moment_of(const struct tix_zone *zone, int64_t at)
{
	struct moment m = { .zone = zone, .seconds = at / TIX_SECOND };
	int64_t local;

	if (at % TIX_SECOND < 0)
		m.seconds--;
	local = m.seconds + tix_zone_offset(zone, m.seconds, NULL);
	m.day = (local - (local < 0 ? DAY_SECONDS - 1 : 0)) / DAY_SECONDS;
	return m;
}

/* Is it between minute 'from' of one day and minute 'to' of another? */
static bool
is_between(const struct moment *m, int64_t first, int from, int64_t last,
    int to)
{
	return m->seconds >=
	    tix_zone_utc(m->zone, first * DAY_SECONDS + from * 60) &&
	    m->seconds < tix_zone_utc(m->zone, last * DAY_SECONDS + to * 60);
}

/* Is all of the day a holiday? */
static bool
is_holiday(const struct tix_calendar *c, int64_t day)
{
	struct tix_dates d;

	for (const char *const *i = c->holidays; i != NULL && *i != NULL; i++)
		if (tix_holiday_scan(*i, &d) == NULL && !d.timed &&
		    tix_dates_has(&d, day))
			return true;
	return false;
}

/* Is it in a holiday of some hours? */
static bool
is_closed(const struct tix_calendar *c, const struct moment *m)
{
	struct tix_dates d;

	for (const char *const *i = c->holidays; i != NULL && *i != NULL; i++) {
		if (tix_holiday_scan(*i, &d) != NULL || !d.timed)
			continue;
		for (int64_t day = m->day - 1; day <= m->day + 1; day++)
			if (tix_dates_has(&d, day) && is_between(m, day,
			    d.span.from, day, d.span.to))
				return true;
	}
	return false;
}

static bool
is_excepted(const struct tix_calendar *c, const struct moment *m)
{
	struct tix_dates d;

	for (const char *const *i = c->exceptions; i != NULL && *i != NULL; i++)
		if (tix_exception_scan(*i, &d) == NULL && is_between(m,
		    d.from, d.span.from, d.from, d.span.to))
			return true;
	return false;
}

static bool
is_weekday(const struct tix_hours *h, int64_t day)
{
	int64_t weekday = (day % 7 + 11) % 7; /* day 0 was a Thursday */

	return (h->days >> weekday & 1) != 0;
}

/*
 * Is it in a window of 'hours' whose day is no holiday of 'c' (may be NULL)?
 * The day before may reach over midnight; the one after may have begun, where
 * clocks were put back over midnight.
 */
static bool
is_within(const char *const *hours, const struct tix_calendar *c,
    const struct moment *m)
{
	struct tix_hours h;

	if (c != NULL && is_closed(c, m))
		return false;
	for (const char *const *i = hours; i != NULL && *i != NULL; i++) {
		if (tix_hours_scan(*i, &h) != NULL)
			continue;
		for (int64_t day = m->day - 1; day <= m->day + 1; day++)
			if (is_weekday(&h, day) && is_between(m, day,
			    h.span.from, day, h.span.to) &&
			    (c == NULL || !is_holiday(c, day)))
				return true;
	}
	return false;
}

static bool
is_absent(const struct tix_agent *a, const struct moment *m)
{
	struct tix_dates d;

	for (const char *const *i = a->absences; i != NULL && *i != NULL; i++)
		if (tix_absence_scan(*i, &d) == NULL && is_between(m, d.from,
		    d.span.from, d.to, d.span.to))
			return true;
	return false;
}

enum tix_status
tix_calendar_is_open(struct tix *tx, const struct tix_calendar *c, int64_t at,
    bool *open)
{
	const struct tix_zone *zone;
	struct moment m;
	enum tix_status s = tix_calendar_whole(tx, &c);

	if (s == TIX_OK)
		s = tix_zone_once(tx, c->timezone, &zone);
	if (s != TIX_OK)
		return s;
	m = moment_of(zone, at);
	*open = is_excepted(c, &m) || is_within(c->hours, c, &m);
	return TIX_OK;
}

static const struct tix_calendar *
calendar_of(const struct tix_desk *desk, const struct tix_agent *a)
{
	const struct tix_team *team = a->team == NULL ? NULL :
	    tix_desk_team(desk, a->team);

	return team == NULL || team->calendar == NULL ? NULL :
	    tix_desk_calendar(desk, team->calendar);
}

/* An exception opens what a holiday closed of a shift, not more. */
static bool
is_at_work(const struct tix_agent *a, const struct tix_calendar *c,
    const struct moment *m)
{
	if (a->shifts == NULL || a->shifts[0] == NULL)
		return c == NULL || is_excepted(c, m) ||
		    is_within(c->hours, c, m);
	return is_within(a->shifts, c, m) || (c != NULL &&
	    is_excepted(c, m) && is_within(a->shifts, NULL, m));
}

/* The calendar that holds for the agent, or NULL, and what it shows. */
static enum tix_status
look(struct tix *tx, const struct tix_agent *a, int64_t at,
    const struct tix_calendar **c, struct moment *m)
{
	const struct tix_zone *zone = NULL;
	enum tix_status s = TIX_OK;

	*c = calendar_of(tx->desk, a);
	if (*c != NULL)
		s = tix_calendar_whole(tx, c);
	if (s == TIX_OK && *c != NULL)
		s = tix_zone_once(tx, (*c)->timezone, &zone);
	if (s == TIX_OK)
		*m = moment_of(zone, at);
	return s;
}

enum tix_status
tix_agent_on_shift(struct tix *tx, const struct tix_agent *a, int64_t at,
    bool *on)
{
	const struct tix_calendar *c;
	struct moment m;
	enum tix_status s = look(tx, a, at, &c, &m);

	if (s == TIX_OK)
		*on = !is_absent(a, &m) && is_at_work(a, c, &m);
	return s;
}

enum tix_status
tix_agent_is_absent(struct tix *tx, const struct tix_agent *a, int64_t at,
    bool *absent)
{
	const struct tix_calendar *c;
	struct moment m;
	enum tix_status s = look(tx, a, at, &c, &m);

	if (s == TIX_OK)
		*absent = is_absent(a, &m);
	return s;
}
