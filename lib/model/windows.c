/*
 * A calendar compiled to windows: what is_open in calendar.c says of one
 * instant, said of all of them.
 */
#include "calendartext.h"

#include <stdlib.h>

#include <tix/time.h>
#include <tix/zone.h>

#define DAY_SECONDS 86400

/* Days that can reach into the years, over midnight and any zone's offset. */
#define MARGIN 3

/* From one second to another, the last one not included. */
struct stretch {
	int64_t from;
	int64_t to;
};

struct stretches {
	struct stretch *item;
	size_t n;
	size_t room;
};

struct work {
	struct tix_arena *mem;
	struct tix_zone_walk zone;
	int64_t first_day;
	int64_t ndays;
	bool *closed;              /* is the day a holiday? by day */
	struct stretches hours;
	struct stretches partly;   /* closed in holidays of some hours */
	struct stretches exceptions;
};

static void
add(struct work *w, struct stretches *to, int64_t from, int64_t until)
{
	if (from >= until)
		return;
	if (to->n == to->room) {
		struct stretch *old = to->item;

		to->room = to->room == 0 ? 256 : to->room * 2;
		to->item = tix_arena_array(w->mem, to->room, sizeof *old);
		for (size_t i = 0; i < to->n; i++)
			to->item[i] = old[i];
	}
	to->item[to->n++] = (struct stretch){ from, until };
}

/* The times of a day, as instants. */
static void
add_span(struct work *w, struct stretches *to, int64_t day,
    const struct tix_span *s)
{
	int64_t midnight = day * DAY_SECONDS;

	int64_t from = tix_zone_utc_next(&w->zone, midnight + s->from * 60);

	add(w, to, from, tix_zone_utc_next(&w->zone, midnight + s->to * 60));
}

static void
add_holiday(struct work *w, const struct tix_dates *d)
{
	int64_t from = w->first_day, to = from + w->ndays - 1;

	if (!d->yearly) {
		from = d->from > from ? d->from : from;
		to = d->to < to ? d->to : to;
	}
	for (int64_t day = from; day <= to; day++) {
		if (d->yearly && !tix_dates_has(d, day))
			continue;
		if (d->timed)
			add_span(w, &w->partly, day, &d->span);
		else
			w->closed[day - w->first_day] = true;
	}
}

static void
add_hours(struct work *w, const struct tix_hours *h)
{
	for (int64_t i = 0; i < w->ndays; i++) {
		int64_t day = w->first_day + i;

		if (!w->closed[i] && (h->days >> (day % 7 + 11) % 7 & 1) != 0)
			add_span(w, &w->hours, day, &h->span);
	}
}

static int
by_from(const void *a, const void *b)
{
	const struct stretch *p = a, *q = b;

	return p->from < q->from ? -1 : p->from > q->from;
}

/* In order, those that meet joined. */
static void
join(struct stretches *s)
{
	size_t n = 0;

	if (s->n > 1)
		qsort(s->item, s->n, sizeof *s->item, by_from);
	for (size_t i = 0; i < s->n; i++) {
		struct stretch *last = &s->item[n == 0 ? 0 : n - 1];

		if (n == 0 || s->item[i].from > last->to)
			s->item[n++] = s->item[i];
		else if (s->item[i].to > last->to)
			last->to = s->item[i].to;
	}
	s->n = n;
}

/* What is in 'from' and not in 'less', both joined. */
static struct stretches
subtract(struct work *w, const struct stretches *from,
    const struct stretches *less)
{
	struct stretches rest = { 0 };
	size_t k = 0;

	for (size_t i = 0; i < from->n; i++) {
		int64_t at = from->item[i].from, to = from->item[i].to;

		while (k < less->n && less->item[k].to <= at)
			k++;
		for (size_t j = k; j < less->n && less->item[j].from < to;
		    j++) {
			add(w, &rest, at, less->item[j].from);
			at = less->item[j].to;
		}
		add(w, &rest, at, to);
	}
	return rest;
}

static void
read_calendar(struct work *w, const struct tix_calendar *c)
{
	struct tix_hours h;
	struct tix_dates d;
	const char *const *i;

	for (i = c->holidays; i != NULL && *i != NULL; i++)
		if (tix_holiday_scan(*i, &d) == NULL)
			add_holiday(w, &d);
	for (i = c->hours; i != NULL && *i != NULL; i++)
		if (tix_hours_scan(*i, &h) == NULL)
			add_hours(w, &h);
	for (i = c->exceptions; i != NULL && *i != NULL; i++)
		if (tix_exception_scan(*i, &d) == NULL &&
		    d.from >= w->first_day &&
		    d.from < w->first_day + w->ndays)
			add_span(w, &w->exceptions, d.from, &d.span);
}

static struct stretches
combine(struct work *w)
{
	struct stretches all;

	join(&w->hours);
	join(&w->partly);
	join(&w->exceptions);
	all = subtract(w, &w->hours, &w->partly);
	for (size_t i = 0; i < w->exceptions.n; i++)
		add(w, &all, w->exceptions.item[i].from,
		    w->exceptions.item[i].to);
	join(&all);
	return all;
}

/* As far as they are in the years that are compiled. */
static void
to_windows(const struct stretches *s, struct tix_arena *mem, int64_t first,
    int64_t end, struct tix_window_set *set)
{
	struct tix_window *w = tix_arena_array(mem, s->n + 1, sizeof *w);
	int64_t sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct stretch x = s->item[i];

		x.from = x.from > first ? x.from : first;
		x.to = x.to < end ? x.to : end;
		if (x.from >= x.to)
			continue;
		w[n++] = (struct tix_window){ x.from, x.to, sum };
		sum += x.to - x.from;
	}
	tix_window_set_init(set, w, n);
}

enum tix_status
tix_calendar_windows(struct tix *tx, struct tix_arena *mem,
    const struct tix_calendar *c, struct tix_window_set *set)
{
	const int64_t first = tix_days_from_civil(TIX_WORKTIME_FIRST, 1, 1);
	const int64_t end = tix_days_from_civil(TIX_WORKTIME_LAST + 1, 1, 1);
	struct work w = {
		.mem = tix_arena_new(), .first_day = first - MARGIN,
		.ndays = end - first + 2 * MARGIN,
	};
	struct stretches all;
	enum tix_status s = tix_calendar_whole(tx, &c);

	if (s == TIX_OK)
		s = tix_zone_once(tx, c->timezone, &w.zone.zone);
	if (s == TIX_OK) {
		w.closed = tix_arena_array(w.mem, (size_t)w.ndays,
		    sizeof *w.closed);
		read_calendar(&w, c);
		all = combine(&w);
		to_windows(&all, mem, first * DAY_SECONDS, end * DAY_SECONDS,
		    set);
		if (set->n == 0)
			s = tix_fail(tx, TIX_INVALID, "calendar '%s' is never "
			    "open", c->name);
	}
	tix_arena_free(w.mem);
	return s;
}
