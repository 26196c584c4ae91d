/*
 * Events of an RFC 5545 calendar as days and hours: what comes back is told one
 * by one, for the years that windows are compiled for.
 */
#include "icsparts.h"

#include <string.h>

#include <tix/worktime.h>

#define DAY_SECONDS 86400
#define STEPS_MAX 100000 /* of one rule, in the years and before them */

static bool
is_cancelled(const struct tix_dt_event *e)
{
	return icalcomponent_get_status(e->c) == ICAL_STATUS_CANCELLED;
}

/* Feeds of public holidays are transparent, so of days that says nothing. */
static bool
is_transparent(const struct tix_dt_event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_TRANSP_PROPERTY);

	return p != NULL && !e->whole &&
	    icalproperty_get_transp(p) == ICAL_TRANSP_TRANSPARENT;
}

static const char *
day_text(struct tix_arena *mem, int64_t day)
{
	struct tix_civil c;

	tix_civil_from_days(day, &c);
	return tix_arena_printf(mem, "%04d-%02d-%02d", (int)c.year, c.month,
	    c.day);
}

static int64_t
day_of(int64_t wall_seconds)
{
	return wall_seconds / DAY_SECONDS - (wall_seconds % DAY_SECONDS < 0);
}

static void
add_days(const struct tix_dt_event *e, int64_t first, int64_t last)
{
	struct tix_arena *mem = e->h->dt->mem;
	const char *days = day_text(mem, first);

	if (last > first)
		days = tix_arena_printf(mem, "%s..%s", days,
		    day_text(mem, last));
	tix_dt_holidays_add(e->h, days, e->name);
}

/* Times of one day, in minutes of it. */
static void
add_times(const struct tix_dt_event *e, int64_t day, int64_t from, int64_t to)
{
	struct tix_arena *mem = e->h->dt->mem;

	if (from == 0 && to == 1440)
		add_days(e, day, day);
	else if (from < to)
		tix_dt_holidays_add(e->h, tix_arena_printf(mem,
		    "%s %02d:%02d-%02d:%02d", day_text(mem, day),
		    (int)from / 60, (int)from % 60, (int)to / 60,
		    (int)to % 60), e->name);
}

/* On the calendar's wall; begun minutes count. */
static void
add_span(const struct tix_dt_event *e, int64_t at)
{
	const struct tix_zone *to = e->h->zone;
	int64_t from = tix_zone_utc(e->zone, at);
	int64_t end = tix_zone_utc(e->zone, at + e->length);
	int64_t day, last;

	from += tix_zone_offset(to, from, NULL);
	end += tix_zone_offset(to, end, NULL) + 59;
	last = day_of(end - 60);
	for (day = day_of(from); day <= last; day++) {
		int64_t a = (from - day * DAY_SECONDS) / 60;
		int64_t b = (end - day * DAY_SECONDS) / 60;

		add_times(e, day, a > 0 ? a : 0, b < 1440 ? b : 1440);
	}
}

static bool
is_moved(const struct tix_dt_events *c, const struct tix_dt_event *e,
    int64_t at)
{
	for (size_t i = 0; i < c->nmoved && e->uid != NULL; i++)
		if (c->moved[i].at == at &&
		    strcmp(c->moved[i].uid, e->uid) == 0)
			return true;
	return false;
}

static bool
is_excluded(const struct tix_dt_event *e, int64_t at)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_EXDATE_PROPERTY);

	for (; p != NULL; p = icalcomponent_get_next_property(e->c,
	    ICAL_EXDATE_PROPERTY)) {
		struct icaltimetype t = icalproperty_get_exdate(p);
		int64_t out;

		if (tix_dt_wall_of(e, p, t, &out) && (t.is_date ?
		    day_of(out) == day_of(at) : out == at))
			return true;
	}
	return false;
}

/* One instance, on the wall of the event. */
static void
add_instance(const struct tix_dt_events *c, const struct tix_dt_event *e,
    int64_t at)
{
	struct tix_civil civil;

	tix_civil_from_days(day_of(at), &civil);
	if (civil.year < TIX_WORKTIME_FIRST ||
	    civil.year > TIX_WORKTIME_LAST || is_excluded(e, at) ||
	    (icalcomponent_get_first_property(e->c,
	    ICAL_RECURRENCEID_PROPERTY) == NULL && is_moved(c, e, at)))
		return;
	if (e->whole)
		add_days(e, day_of(at), day_of(at + e->length - 1));
	else
		add_span(e, at);
}

/* UNTIL on the wall of the event; INT64_MAX without one. */
static int64_t
until_of(const struct tix_dt_event *e, const struct icaltimetype *t)
{
	int64_t at;

	if (icaltime_is_null_time(*t))
		return INT64_MAX;
	at = tix_dt_wall(t);
	if (t->is_date)
		return at + DAY_SECONDS - 1;
	if (icaltime_is_utc(*t) && !e->whole)
		at += tix_zone_offset(e->zone, at, NULL);
	return at;
}

static void
add_rule(const struct tix_dt_events *c, const struct tix_dt_event *e,
    icalproperty *p)
{
	struct icalrecurrencetype rule = icalproperty_get_rrule(p);
	const int64_t until = until_of(e, &rule.until);
	struct icaltimetype start = e->start, t;
	icalrecur_iterator *i;
	long steps = 0;

	if (rule.freq == ICAL_SECONDLY_RECURRENCE ||
	    rule.freq == ICAL_MINUTELY_RECURRENCE ||
	    rule.freq == ICAL_HOURLY_RECURRENCE) {
		tix_dt_event_bad(e, "it comes back within a day");
		return;
	}
	rule.until = icaltime_null_time();
	start.zone = NULL;
	i = icalrecur_iterator_new(rule, start);
	if (i == NULL) {
		tix_dt_event_bad(e, "its RRULE is none");
		return;
	}
	for (t = icalrecur_iterator_next(i); !icaltime_is_null_time(t) &&
	    t.year <= TIX_WORKTIME_LAST && tix_dt_wall(&t) <= until &&
	    ++steps < STEPS_MAX && !e->h->many;
	    t = icalrecur_iterator_next(i))
		add_instance(c, e, tix_dt_wall(&t));
	icalrecur_iterator_free(i);
}

static void
add_rdate(const struct tix_dt_events *c, const struct tix_dt_event *e,
    icalproperty *p)
{
	struct icaldatetimeperiodtype d = icalproperty_get_rdate(p);
	struct tix_dt_event one = *e;
	int64_t at;

	if (icaltime_is_null_time(d.time)) {
		d.time = d.period.start;
		one.length = icaltime_is_null_time(d.period.end) ?
		    icaldurationtype_as_int(d.period.duration) :
		    tix_dt_wall(&d.period.end) - tix_dt_wall(&d.period.start);
	}
	one.whole = d.time.is_date != 0;
	if (one.length <= 0 || one.length > INT64_C(366) * DAY_SECONDS)
		tix_dt_event_bad(e,
		    "its RDATE ends before it begins, or after a year");
	else if (tix_dt_wall_of(&one, p, d.time, &at))
		add_instance(c, &one, at);
}

/* A component has one place that it is walked at: adding walks it, too. */
static void
each_property(const struct tix_dt_events *c, const struct tix_dt_event *e,
    icalproperty_kind kind, void (*add)(const struct tix_dt_events *c,
    const struct tix_dt_event *e, icalproperty *p))
{
	const size_t n = (size_t)icalcomponent_count_properties(e->c, kind);
	icalproperty **all = tix_arena_array(e->h->dt->mem, n + 1,
	    sizeof *all);
	icalproperty *p = icalcomponent_get_first_property(e->c, kind);

	for (size_t i = 0; i < n && p != NULL; i++) {
		all[i] = p;
		p = icalcomponent_get_next_property(e->c, kind);
	}
	for (size_t i = 0; i < n && all[i] != NULL; i++)
		add(c, e, all[i]);
}

/* A begin is an instance, whether or not the rule says so, too. */
void
tix_dt_event_add(const struct tix_dt_events *c, const struct tix_dt_event *e)
{
	if (is_cancelled(e) || is_transparent(e))
		return;
	add_instance(c, e, e->from);
	each_property(c, e, ICAL_RRULE_PROPERTY, add_rule);
	each_property(c, e, ICAL_RDATE_PROPERTY, add_rdate);
}
