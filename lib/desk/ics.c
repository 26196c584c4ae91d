/*
 * Holidays of an RFC 5545 calendar.  Each VEVENT is read by itself, so that a
 * complaint has its line.
 */
#include "icsparts.h"

#include <string.h>

#define DAY_SECONDS 86400
#define EVENTS_MAX 5000

void
tix_dt_event_bad(const struct tix_dt_event *e, const char *why)
{
	tix_dt_holidays_bad(e->h, e->line, why);
}

/* What the wall shows, as seconds since 1970 as if it were UTC. */
int64_t
tix_dt_wall(const struct icaltimetype *t)
{
	const struct tix_civil c = { .year = t->year, .month = t->month,
		.day = t->day, .hour = t->is_date ? 0 : t->hour,
		.minute = t->is_date ? 0 : t->minute,
		.second = t->is_date ? 0 : t->second };

	return tix_civil_seconds(&c);
}

/* The zone that a property's times are in; false where complained about. */
static bool
zone_of(const struct tix_dt_event *e, icalproperty *p,
    const struct icaltimetype *t, const struct tix_zone **zone)
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
	tix_dt_event_bad(e, tx->error);
	tx->error[0] = '\0';
	return false;
}

/* Is there such a day, and such a time? */
static bool
is_time(const struct icaltimetype *t)
{
	const struct tix_civil c = { .year = t->year, .month = t->month,
		.day = t->day, .hour = t->is_date ? 0 : t->hour,
		.minute = t->is_date ? 0 : t->minute,
		.second = t->is_date ? 0 : t->second };

	return !icaltime_is_null_time(*t) && tix_civil_valid(&c);
}

/* A time of a property on the wall of the event. */
bool
tix_dt_wall_of(const struct tix_dt_event *e, icalproperty *p,
    struct icaltimetype t, int64_t *at)
{
	const struct tix_zone *zone;

	if (!is_time(&t)) {
		tix_dt_event_bad(e, tix_arena_printf(e->h->dt->mem,
		    "its %s is no day and no time that there is",
		    icalproperty_get_property_name(p)));
		return false;
	}
	if (!zone_of(e, p, &t, &zone))
		return false;
	*at = tix_dt_wall(&t);
	if (!t.is_date && zone != e->zone) {
		*at = tix_zone_utc(zone, *at);
		*at += tix_zone_offset(e->zone, *at, NULL);
	}
	return true;
}

static bool
read_end(struct tix_dt_event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_DTEND_PROPERTY);
	icalproperty *d = icalcomponent_get_first_property(e->c,
	    ICAL_DURATION_PROPERTY);
	int64_t end;

	e->length = e->whole ? DAY_SECONDS : 0;
	if (p != NULL) {
		if (!tix_dt_wall_of(e, p, icalproperty_get_dtend(p), &end))
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
	tix_dt_event_bad(e, e->length > 0 ? "it is longer than a year" :
	    "it ends when it begins, or before that");
	return false;
}

static bool
has_errors(struct tix_dt_event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_XLICERROR_PROPERTY);

	if (p == NULL)
		return false;
	tix_dt_event_bad(e, tix_arena_printf(e->h->dt->mem, "%s",
	    icalproperty_get_xlicerror(p)));
	return true;
}

static bool
read_event(struct tix_dt_event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_DTSTART_PROPERTY);
	struct tix_arena *mem = e->h->dt->mem;

	if (has_errors(e))
		return false;
	e->start = p == NULL ? icaltime_null_time() :
	    icalproperty_get_dtstart(p);
	if (!is_time(&e->start)) {
		tix_dt_event_bad(e,
		    "it has no DTSTART that is a day or a time");
		return false;
	}
	e->whole = e->start.is_date != 0;
	if (!zone_of(e, p, &e->start, &e->zone))
		return false;
	e->from = tix_dt_wall(&e->start);
	e->name = tix_arena_dup(mem, icalcomponent_get_summary(e->c));
	e->uid = tix_arena_dup(mem, icalcomponent_get_uid(e->c));
	return read_end(e);
}

static void
note_moved(struct tix_dt_events *c, const struct tix_dt_event *e)
{
	icalproperty *p = icalcomponent_get_first_property(e->c,
	    ICAL_RECURRENCEID_PROPERTY);
	struct tix_dt_moved *m;
	int64_t at;

	if (p == NULL || e->uid == NULL || !tix_dt_wall_of(e, p,
	    icalproperty_get_recurrenceid(p), &at))
		return;
	TIX_DT_MORE(c->h->dt, c->moved, c->nmoved, c->moved_cap);
	m = &c->moved[c->nmoved++];
	*m = (struct tix_dt_moved){ e->uid, at };
}

/* The text of one VEVENT, which begins on a line of the file. */
static void
take_event(struct tix_dt_events *c, const char *text, size_t len, int64_t line)
{
	const char *one = tix_arena_dup_n(c->h->dt->mem, text, len);
	struct tix_dt_event e = { .h = c->h, .line = line };

	if (c->n == EVENTS_MAX) {
		if (!c->h->many)
			tix_dt_holidays_bad(c->h, line, "more than 5000 "
			    "events");
		c->h->many = true;
		return;
	}
	e.c = icalparser_parse_string(one);
	if (e.c == NULL || icalcomponent_isa(e.c) != ICAL_VEVENT_COMPONENT)
		tix_dt_event_bad(&e, "it is no VEVENT that can be read");
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

/* Is its last line the end of a calendar? */
static bool
is_ended(const char *text)
{
	const char *s = text + strlen(text);

	while (s > text && strchr(" \t\r\n", s[-1]) != NULL)
		s--;
	while (s > text && s[-1] != '\n')
		s--;
	return is_line(s, "END:VCALENDAR");
}

/* Events are whole in the file, one behind the other. */
static void
take_events(struct tix_dt_events *c, const char *text)
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
	else if (!is_ended(text))
		tix_dt_holidays_bad(c->h, line, "the calendar has no end: it "
		    "may have been cut");
}

void
tix_dt_ics(struct tix_dt_holidays *h, const char *text, size_t len)
{
	struct tix_dt_events c = { .h = h };
	const size_t before = h->dt->ncomplaints;

	(void)len;
	icalerror_set_errors_are_fatal(0);
	take_events(&c, text);
	for (size_t i = 0; i < c.n; i++) {
		tix_dt_event_add(&c, &c.events[i]);
		icalcomponent_free(c.events[i].c);
	}
	if (c.n == 0 && h->dt->ncomplaints == before)
		tix_dt_holidays_bad(h, 0, "there is no event in it");
}
