/*
 * What comes of waiting, and of having been resolved.
 */
#include "agendaparts.h"

#include <string.h>

/* What the agreement that holds now has, or NULL. */
static const char *
agreements_calendar(const struct tix_agenda *a)
{
	const struct tix_lawbook *b = a->book;

	for (size_t i = b == NULL || a->agreement == NULL ? 0 : b->n; i > 0;
	    i--)
		if (strcmp(b->laws[i - 1].name, a->agreement) == 0)
			return b->laws[i - 1].agreement == NULL ? NULL :
			    b->laws[i - 1].agreement->calendar;
	return NULL;
}

/* The days of whom it is with, else those that were promised. */
static enum tix_status
calendar_of(struct tix *tx, const struct tix_agenda *a,
    const struct tix_worktime **c)
{
	const struct tix_team *t = a->team == NULL ? NULL :
	    tix_desk_team(tx->desk, a->team);

	return tix_agenda_calendar(tx, a, t != NULL && t->calendar != NULL ?
	    t->calendar : agreements_calendar(a), c);
}

/* Elapsed time, or working days; where no calendar has such, Mon to Fri. */
static enum tix_status
span_after(struct tix *tx, const struct tix_agenda *a, int64_t from,
    const struct tix_budget *span, int64_t *at)
{
	const struct tix_worktime *c;
	enum tix_status s = TIX_OK;

	*at = from + span->time;
	if (span->days > 0)
		s = calendar_of(tx, a, &c);
	if (s != TIX_OK || span->days == 0)
		return s;
	if (c != NULL)
		return tix_worktime_day_end(tx, c, from, span->days, at);
	*at = tix_working_days_after(tx->zone, from, span->days);
	return TIX_OK;
}

static enum tix_status
put(struct tix *tx, struct tix_agenda *a, int64_t from,
    const struct tix_budget *span, const struct tix_agenda_item *what)
{
	struct tix_agenda_item i = *what;
	enum tix_status s = span_after(tx, a, from, span, &i.at);

	/* The wait may have an end of its own before that. */
	if (s == TIX_OK && (i.kind == TIX_A_CLOSE || a->wait_until == 0 ||
	    i.at < a->wait_until))
		tix_agenda_put(a, &i);
	return s;
}

static const char *
reminder_key(const struct tix_agenda *a, int64_t i)
{
	return tix_arena_printf(a->mem, "waiting.remind %lld/%lld",
	    (long long)a->silent_event, (long long)i);
}

/*
 * The next reminder, counted from the last one that was sent; and when they are
 * used up, what becomes of the wait, unless it was told when it ends.
 */
static enum tix_status
put_silence(struct tix *tx, struct tix_agenda *a)
{
	const struct tix_desk *d = tx->desk;
	struct tix_agenda_item i = { .kind = TIX_A_REMIND, .round = 1 };
	int64_t from = a->silent, sent;

	if (d->remind.time == 0 && d->remind.days == 0)
		return TIX_OK;
	for (; i.round <= d->reminders; i.round++) {
		i.key = reminder_key(a, i.round);
		sent = tix_agenda_done(a, i.key);
		if (sent == 0)
			return put(tx, a, from, &d->remind, &i);
		from = sent;
	}
	if (d->silent_then == 0 || a->wait_until != 0)
		return TIX_OK;
	i.kind = TIX_A_SILENT;
	i.key = tix_arena_printf(a->mem, "waiting.silent %lld",
	    (long long)a->silent_event);
	return put(tx, a, from, &d->remind, &i);
}

static enum tix_status
put_wait(struct tix *tx, struct tix_agenda *a)
{
	struct tix_agenda_item i = { .kind = TIX_A_WAIT_OVER,
		.at = a->wait_until, .key = "waiting.until" };

	if (a->wait_until != 0)
		tix_agenda_put(a, &i);
	return a->waiting_on == TIX_ON_CUSTOMER && tx->desk != NULL ?
	    put_silence(tx, a) : TIX_OK;
}

static enum tix_status
put_close(struct tix *tx, struct tix_agenda *a)
{
	const struct tix_agenda_item i = { .kind = TIX_A_CLOSE,
		.key = "close" };
	const struct tix_budget days = { .days = tx->desk->close_after };

	return days.days == 0 ? TIX_OK : put(tx, a, a->resolved, &days, &i);
}

enum tix_status
tix_agenda_days(struct tix *tx, struct tix_agenda *a)
{
	enum tix_status s = TIX_OK;

	if (a->state == TIX_WAITING)
		s = put_wait(tx, a);
	else if (a->state == TIX_RESOLVED && tx->desk != NULL)
		s = put_close(tx, a);
	return s == TIX_CONFLICT ? TIX_OK : s;
}
