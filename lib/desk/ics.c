/*
 * Holidays of an RFC 5545 calendar.  Each VEVENT is read by itself, so that a
 * complaint has its line; what repeats is told one by one, for the years that
 * windows are compiled for.
 */
#include "ics.h"

#include <libical/ical.h>
#include <string.h>

#include <tix/time.h>
#include <tix/worktime.h>

#define DAY_SECONDS 86400
#define EVENTS_MAX 5000
#define STEPS_MAX 100000 /* of one rule, in the years and before them */

/* One VEVENT. */
struct event {
	struct tix_dt_holidays *h;
	icalcomponent *c;
	const struct tix_zone *zone; /* of its times; NULL: UTC */
	int64_t line;
	const char *name;
	const char *uid;
	bool whole;                  /* days, not times */
	struct icaltimetype start;
	int64_t from;                /* as seconds on its wall */
	int64_t length;              /* seconds */
};

/* Instances that another VEVENT of the same UID tells anew. */
struct moved {
	const char *uid;
	int64_t at;
};

struct calendar {
	struct tix_dt_holidays *h;
	struct event *events;
	size_t n, cap;
	struct moved *moved;
	size_t nmoved, moved_cap;
};

static void
bad(const struct event *e, const char *why)
{
	tix_dt_holidays_bad(e->h, e->line, why);
}

/* What the wall shows, as seconds since 1970 as if it were UTC. */
static int64_t
wall(const struct icaltimetype *t)
{
	const struct tix_civil c = { .year = t->year, .month = t->month,
		.day = t->day, .hour = t->is_date ? 0 : t->hour,
		.minute = t->is_date ? 0 : t->minute,
		.second = t->is_date ? 0 : t->second };

	return tix_civil_seconds(&c);
}

/* The zone that a property's times are in; false where complained about. */
static bool
zone_of(const struct event *e, icalproperty *p, const struct icaltimetype *t,
    const struct tix_zone **zone)
{
	icalparameter *tzid = icalproperty_get_first_parameter(p,
	    ICAL_TZID_PARAMETER);
	const char *name = tzid == NULL ? NULL : icalparameter_get_tzid(tzid);
	struct tix *tx = e->h->dt->tx;

	*zone = e->h->zone; /* floating: on the calendar's own wall */
	if (icaltime_is_utc(*t))
		*zone = NULL;
	if (name == NULL || t->is_date || icaltime_is_utc(*t))
		return true;
	if (tix_zone_once(tx, name, zone) == TIX_OK)
		return true;
	bad(e, tx->error);
	tx->error[0] = '\0';
	return false;
}

/* A time of a property on the wall of the event. */
static bool
wall_of(const struct event *e, icalproperty *p, struct icaltimetype t,
    int64_t *at)
{
	const struct tix_zone *zone;

	if (!zone_of(e, p, &t, &zone))
		return false;
	*at = wall(&t);
	if (!t.is_date && zone != e->zone) {
		*at = tix_zone_utc(zone, *at);
		*at += tix_zone_offset(e->zone, *at, NULL);
	}
	return true;
}

static bool
read_end(struct event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_DTEND_PROPERTY);
	icalproperty *d = icalcomponent_get_first_property(e->c,
	    ICAL_DURATION_PROPERTY);
	int64_t end;

	e->length = e->whole ? DAY_SECONDS : 0;
	if (p != NULL) {
		if (!wall_of(e, p, icalproperty_get_dtend(p), &end))
			return false;
		e->length = end - e->from;
		if (e->whole && e->length == 0)
			e->length = DAY_SECONDS;
	} else if (d != NULL) {
		e->length = icaldurationtype_as_int(
		    icalproperty_get_duration(d));
	}
	if (e->length > 0 && e->length <= INT64_C(366) * DAY_SECONDS)
		return true;
	bad(e, e->length > 0 ? "it is longer than a year" :
	    "it ends when it begins, or before that");
	return false;
}

static bool
is_cancelled(const struct event *e)
{
	return icalcomponent_get_status(e->c) == ICAL_STATUS_CANCELLED;
}

/* Feeds of public holidays are transparent, so of days that says nothing. */
static bool
is_transparent(const struct event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_TRANSP_PROPERTY);

	return p != NULL && !e->whole &&
	    icalproperty_get_transp(p) == ICAL_TRANSP_TRANSPARENT;
}

static bool
has_errors(struct event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_XLICERROR_PROPERTY);

	if (p == NULL)
		return false;
	bad(e, tix_arena_printf(e->h->dt->mem, "%s",
	    icalproperty_get_xlicerror(p)));
	return true;
}

static bool
read_event(struct event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_DTSTART_PROPERTY);
	struct tix_arena *mem = e->h->dt->mem;

	if (has_errors(e))
		return false;
	e->start = p == NULL ? icaltime_null_time() :
	    icalproperty_get_dtstart(p);
	if (icaltime_is_null_time(e->start) ||
	    !icaltime_is_valid_time(e->start)) {
		bad(e, "it has no DTSTART that is a day or a time");
		return false;
	}
	e->whole = e->start.is_date != 0;
	if (!zone_of(e, p, &e->start, &e->zone))
		return false;
	e->from = wall(&e->start);
	e->name = tix_arena_dup(mem, icalcomponent_get_summary(e->c));
	e->uid = tix_arena_dup(mem, icalcomponent_get_uid(e->c));
	return read_end(e);
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
add_days(const struct event *e, int64_t first, int64_t last)
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
add_times(const struct event *e, int64_t day, int64_t from, int64_t to)
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
add_span(const struct event *e, int64_t at)
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
is_moved(const struct calendar *c, const struct event *e, int64_t at)
{
	for (size_t i = 0; i < c->nmoved && e->uid != NULL; i++)
		if (c->moved[i].at == at &&
		    strcmp(c->moved[i].uid, e->uid) == 0)
			return true;
	return false;
}

static bool
is_excluded(const struct event *e, int64_t at)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_EXDATE_PROPERTY);

	for (; p != NULL; p = icalcomponent_get_next_property(e->c,
	    ICAL_EXDATE_PROPERTY)) {
		struct icaltimetype t = icalproperty_get_exdate(p);
		int64_t out;

		if (wall_of(e, p, t, &out) && (t.is_date ?
		    day_of(out) == day_of(at) : out == at))
			return true;
	}
	return false;
}

/* One instance, on the wall of the event. */
static void
add_instance(const struct calendar *c, const struct event *e, int64_t at)
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
until_of(const struct event *e, const struct icaltimetype *t)
{
	int64_t at;

	if (icaltime_is_null_time(*t))
		return INT64_MAX;
	at = wall(t);
	if (t->is_date)
		return at + DAY_SECONDS - 1;
	if (icaltime_is_utc(*t) && !e->whole)
		at += tix_zone_offset(e->zone, at, NULL);
	return at;
}

static void
add_rule(const struct calendar *c, const struct event *e, icalproperty *p)
{
	struct icalrecurrencetype rule = icalproperty_get_rrule(p);
	const int64_t until = until_of(e, &rule.until);
	struct icaltimetype start = e->start, t;
	icalrecur_iterator *i;
	long steps = 0;

	if (rule.freq == ICAL_SECONDLY_RECURRENCE ||
	    rule.freq == ICAL_MINUTELY_RECURRENCE ||
	    rule.freq == ICAL_HOURLY_RECURRENCE) {
		bad(e, "it comes back within a day");
		return;
	}
	rule.until = icaltime_null_time();
	start.zone = NULL;
	i = icalrecur_iterator_new(rule, start);
	if (i == NULL) {
		bad(e, "its RRULE is none");
		return;
	}
	for (t = icalrecur_iterator_next(i); !icaltime_is_null_time(t) &&
	    t.year <= TIX_WORKTIME_LAST && wall(&t) <= until &&
	    ++steps < STEPS_MAX && !e->h->many;
	    t = icalrecur_iterator_next(i))
		add_instance(c, e, wall(&t));
	icalrecur_iterator_free(i);
}

static void
add_rdate(const struct calendar *c, const struct event *e, icalproperty *p)
{
	struct icaldatetimeperiodtype d = icalproperty_get_rdate(p);
	struct event one = *e;
	int64_t at;

	if (icaltime_is_null_time(d.time)) {
		d.time = d.period.start;
		one.length = icaltime_is_null_time(d.period.end) ?
		    icaldurationtype_as_int(d.period.duration) :
		    wall(&d.period.end) - wall(&d.period.start);
	}
	one.whole = d.time.is_date != 0;
	if (one.length <= 0 || one.length > INT64_C(366) * DAY_SECONDS)
		bad(e, "its RDATE ends before it begins, or after a year");
	else if (wall_of(&one, p, d.time, &at))
		add_instance(c, &one, at);
}

/* A begin is an instance, whether or not the rule says so, too. */
static void
add_event(const struct calendar *c, const struct event *e)
{
	icalproperty *p;

	if (is_cancelled(e) || is_transparent(e))
		return;
	add_instance(c, e, e->from);
	for (p = icalcomponent_get_first_property(e->c, ICAL_RRULE_PROPERTY);
	    p != NULL; p = icalcomponent_get_next_property(e->c,
	    ICAL_RRULE_PROPERTY))
		add_rule(c, e, p);
	for (p = icalcomponent_get_first_property(e->c, ICAL_RDATE_PROPERTY);
	    p != NULL; p = icalcomponent_get_next_property(e->c,
	    ICAL_RDATE_PROPERTY))
		add_rdate(c, e, p);
}

static void
note_moved(struct calendar *c, const struct event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_RECURRENCEID_PROPERTY);
	struct moved *m;
	int64_t at;

	if (p == NULL || e->uid == NULL || !wall_of(e, p,
	    icalproperty_get_recurrenceid(p), &at))
		return;
	TIX_DT_MORE(c->h->dt, c->moved, c->nmoved, c->moved_cap);
	m = &c->moved[c->nmoved++];
	*m = (struct moved){ e->uid, at };
}

/* The text of one VEVENT, which begins on a line of the file. */
static void
take_event(struct calendar *c, const char *text, size_t len, int64_t line)
{
	const char *one = tix_arena_dup_n(c->h->dt->mem, text, len);
	struct event e = { .h = c->h, .line = line };

	if (c->n == EVENTS_MAX) {
		if (!c->h->many)
			tix_dt_holidays_bad(c->h, line, "more than 5000 "
			    "events");
		c->h->many = true;
		return;
	}
	e.c = icalparser_parse_string(one);
	if (e.c == NULL || icalcomponent_isa(e.c) != ICAL_VEVENT_COMPONENT)
		bad(&e, "it is no VEVENT that can be read");
	else if (read_event(&e)) {
		TIX_DT_MORE(c->h->dt, c->events, c->n, c->cap);
		c->events[c->n++] = e;
		note_moved(c, &e);
		return;
	}
	if (e.c != NULL)
		icalcomponent_free(e.c);
}

static bool
is_line(const char *s, const char *words)
{
	size_t n = strlen(words);

	return strncasecmp(s, words, n) == 0 && strchr(" \t\r\n", s[n]) != NULL;
}

/* Events are whole in the file, one behind the other. */
static void
take_events(struct calendar *c, const char *text)
{
	const char *begin = NULL, *end;
	int64_t line = 1, first = 0;

	for (const char *s = text; *s != '\0'; line++, s = *end == '\0' ? end :
	    end + 1) {
		end = strchrnul(s, '\n');
		if (is_line(s, "BEGIN:VEVENT")) {
			if (begin != NULL)
				tix_dt_holidays_bad(c->h, first,
				    "a VEVENT without its end");
			begin = s;
			first = line;
		}
		if (!is_line(s, "END:VEVENT"))
			continue;
		if (begin == NULL)
			tix_dt_holidays_bad(c->h, line,
			    "an end without its VEVENT");
		else
			take_event(c, begin, (size_t)(end - begin), first);
		begin = NULL;
	}
	if (begin != NULL)
		tix_dt_holidays_bad(c->h, first, "a VEVENT without its end");
}

void
tix_dt_ics(struct tix_dt_holidays *h, const char *text, size_t len)
{
	struct calendar c = { .h = h };
	const size_t before = h->dt->ncomplaints;

	(void)len;
	icalerror_set_errors_are_fatal(0);
	take_events(&c, text);
	for (size_t i = 0; i < c.n; i++) {
		add_event(&c, &c.events[i]);
		icalcomponent_free(c.events[i].c);
	}
	if (c.n == 0 && h->dt->ncomplaints == before)
		tix_dt_holidays_bad(h, 0, "there is no event in it");
}
