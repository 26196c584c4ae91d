/*
 * Deadlines that nobody could reach: a calendar may open too seldom for them.
 */
#include "text.h"

#include <string.h>

#include <tix/arena.h>
#include <tix/calendar.h>
#include <tix/time.h>
#include <tix/worktime.h>

#define YEAR (365 * TIX_DAY)

/* One calendar, and what is promised in it. */
struct reach {
	struct tix_dt *dt;
	const struct tix_calendar *calendar;
	const struct tix_worktime *worktime; /* NULL: not compiled yet */
	struct tix_window_set set;
	struct tix_piece piece;
	struct tix_worktime it;
};

/* Its windows; one that is never open is complained about elsewhere. */
static bool
compile(struct reach *r)
{
	if (r->worktime != NULL)
		return true;
	if (tix_calendar_windows(r->dt->tx, r->dt->tx->mem, r->calendar,
	    &r->set) != TIX_OK)
		return false;
	r->piece = (struct tix_piece){ .timezone = r->calendar->timezone,
		.windows = &r->set.base };
	r->it = (struct tix_worktime){ r->calendar->name, &r->piece, 1 };
	r->worktime = &r->it;
	return true;
}

/* Begun in any of the years that follow? */
static bool
is_reached(struct reach *r, const struct tix_budget *b, int64_t *from)
{
	struct tix *tx = r->dt->tx;
	/* What compiles alone has no clock of a run. */
	const int64_t now = tx->now != 0 ? tx->now : tix_time_clock();
	int64_t due;

	for (int i = 0; i < TIX_WORKTIME_YEARS; i++) {
		*from = now + i * YEAR;
		if ((b->days > 0 ? tix_worktime_day_end(tx, r->worktime, *from,
		    b->days, &due) : tix_worktime_due(tx, r->worktime, *from,
		    b->time, TIX_AT_CLOSE, &due)) != TIX_OK)
			return false;
	}
	return true;
}

/* The longest one tells of all. */
static void
check_target(struct reach *r, const struct tix_dt_section *s,
    const struct tix_target *t)
{
	struct tix_budget most = { 0, 0 }, days = { 0, 0 };
	char day[TIX_TIME_SIZE];
	int64_t from;

	for (int i = 0; i < TIX_PRIORITIES; i++) {
		if (t->budget[i].time > most.time)
			most.time = t->budget[i].time;
		if (t->budget[i].days > days.days)
			days.days = t->budget[i].days;
	}
	if (!compile(r) || ((most.time == 0 || is_reached(r, &most, &from)) &&
	    (days.days == 0 || is_reached(r, &days, &from))))
		return;
	tix_time_rfc3339(day, from);
	tix_dt_complain(r->dt, s->line, "target '%s': the calendar '%s' opens "
	    "too seldom: from %.10s on it takes more than %d years", s->name,
	    r->calendar->name, day, TIX_WORKTIME_YEARS);
}

static void
check_section(struct reach *r, const struct tix_dt_section *s)
{
	const struct tix_agreement *g = s->item;
	const struct tix_target *t = g == NULL ? NULL : g->targets;

	for (const struct tix_dt_section *i = s->children; t != NULL &&
	    i != NULL; i = i->next, t++)
		if (t->calendar != NULL &&
		    strcmp(t->calendar, r->calendar->name) == 0)
			check_target(r, i, t);
}

void
tix_dt_reach(struct tix_dt *dt)
{
	static const enum tix_dt_kind kinds[] = { TIX_DT_SLA, TIX_DT_OLA,
		TIX_DT_UC };

	for (size_t c = 0; c < dt->desk.ncalendars; c++) {
		struct reach r = { .dt = dt,
			.calendar = &dt->desk.calendars[c] };

		for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
			for (const struct tix_dt_section *s =
			    dt->first[kinds[k]]; s != NULL; s = s->next)
				check_section(&r, s);
		tix_arena_reset(dt->tx->mem);
	}
}
