/*
 * Who is on call.
 */
#include <tix/duty.h>

#include <string.h>

#include <tix/time.h>
#include <tix/zone.h>

#include "calendartext.h"

#define DAY_SECONDS INT64_C(86400)
#define STEPS_MAX 100000 /* changes that are looked at in one search */

/* Seconds since 1970, downwards. */
static int64_t
seconds_of(int64_t at)
{
	return at / TIX_SECOND - (at % TIX_SECOND < 0);
}

/* No earlier change than this one. */
static void
bound(int64_t *until, int64_t seconds)
{
	if (seconds < *until)
		*until = seconds;
}

/* Where the turn of a number begins. */
static int64_t
turn_at(const struct tix_rotation *r, const struct tix_zone *zone, int64_t k)
{
	if (r->days == 0)
		return tix_zone_utc(zone, r->begins) + k * r->hours * 3600;
	return tix_zone_utc(zone, r->begins + k * r->days * DAY_SECONDS);
}

/* The number of the turn at 't', -1 before the first; '*until' its end. */
static int64_t
turn_of(const struct tix_rotation *r, const struct tix_zone *zone, int64_t t,
    int64_t *until)
{
	const int64_t first = turn_at(r, zone, 0);
	const int64_t length = r->days == 0 ? r->hours * 3600 :
	    r->days * DAY_SECONDS;
	int64_t k;

	if (t < first) {
		bound(until, first);
		return -1;
	}
	k = (t - first) / length;
	while (k > 0 && turn_at(r, zone, k) > t)
		k--;
	while (turn_at(r, zone, k + 1) <= t)
		k++;
	bound(until, turn_at(r, zone, k + 1));
	return k;
}

/* Is 't' in the window of a day?  Its ends are where that may change. */
static bool
is_in_window(const struct tix_hours *h, const struct tix_zone *zone,
    int64_t day, int64_t t, int64_t *until)
{
	const int64_t open = tix_zone_utc(zone, day * DAY_SECONDS +
	    h->span.from * 60);
	const int64_t close = tix_zone_utc(zone, day * DAY_SECONDS +
	    h->span.to * 60);

	if (open > t)
		bound(until, open);
	else if (close > t)
		bound(until, close);
	return open <= t && t < close;
}

/* The day before may reach over midnight; the next window is days away. */
static bool
is_during(const char *const *during, const struct tix_zone *zone, int64_t t,
    int64_t *until)
{
	const int64_t local = t + tix_zone_offset(zone, t, NULL);
	const int64_t today = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
	struct tix_hours h;
	bool in = during == NULL || during[0] == NULL;

	for (; during != NULL && *during != NULL; during++) {
		if (tix_hours_scan(*during, &h) != NULL)
			continue;
		for (int64_t day = today - 1; day <= today + 8; day++)
			if ((h.days >> (day % 7 + 11) % 7 & 1) != 0 &&
			    is_in_window(&h, zone, day, t, until))
				in = true;
	}
	return in;
}

static const char *
agent_of(const struct tix_rotation *r, int64_t turn)
{
	int64_t n = 0;

	while (r->agents[n] != NULL)
		n++;
	return n == 0 ? NULL : r->agents[turn % n];
}

static void
add(struct tix_duty *d, const char *agent, const char *rotation)
{
	for (size_t i = 0; agent != NULL && i < d->n; i++)
		if (strcmp(d->agent[i], agent) == 0)
			return;
	if (agent == NULL || d->n == TIX_ROTATIONS_MAX)
		return;
	d->agent[d->n] = agent;
	d->rotation[d->n++] = rotation;
}

static void
rotate(const struct tix_schedule *s, const struct tix_zone *zone, int64_t t,
    struct tix_duty *d, int64_t *until)
{
	for (size_t i = 0; i < s->nrotations; i++) {
		const struct tix_rotation *r = &s->rotations[i];
		const int64_t turn = turn_of(r, zone, t, until);

		if (turn >= 0 && is_during(r->during, zone, t, until))
			add(d, agent_of(r, turn), r->name);
	}
}

/* Who takes another's place keeps it; who stands in for all is alone. */
static void
override(struct tix_duty *d, const struct tix_override *o)
{
	struct tix_duty old = *d;

	d->n = 0;
	if (o->instead_of == NULL) {
		add(d, o->agent, NULL);
		return;
	}
	for (size_t i = 0; i < old.n; i++)
		if (strcmp(old.agent[i], o->instead_of) == 0)
			add(d, o->agent, NULL);
		else
			add(d, old.agent[i], old.rotation[i]);
}

enum tix_status
tix_duty_at(struct tix *tx, const struct tix_schedule *s, int64_t at,
    struct tix_duty *d)
{
	const struct tix_zone *zone;
	const int64_t t = seconds_of(at);
	int64_t until = INT64_MAX;
	enum tix_status st = tix_zone_once(tx, s->timezone, &zone);

	memset(d, 0, sizeof *d);
	if (st != TIX_OK)
		return st;
	rotate(s, zone, t, d, &until);
	for (size_t i = 0; i < s->noverrides; i++) {
		const struct tix_override *o = &s->overrides[i];
		const int64_t from = tix_zone_utc(zone, o->from);
		const int64_t to = tix_zone_utc(zone, o->to);

		if (from > t)
			bound(&until, from);
		else if (to > t)
			bound(&until, to);
		if (from <= t && t < to)
			override(d, o);
	}
	d->until = until == INT64_MAX ? until : until * TIX_SECOND;
	return TIX_OK;
}

bool
tix_duty_equal(const struct tix_duty *a, const struct tix_duty *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (strcmp(a->agent[i], b->agent[i]) != 0)
			return false;
	return a->n == b->n;
}

enum tix_status
tix_duty_until(struct tix *tx, const struct tix_schedule *s, int64_t at,
    int64_t limit, int64_t *until)
{
	struct tix_duty now, then;
	enum tix_status st = tix_duty_at(tx, s, at, &now);

	*until = now.until;
	for (int i = 0; st == TIX_OK && *until < limit && i < STEPS_MAX; i++) {
		st = tix_duty_at(tx, s, *until, &then);
		if (st != TIX_OK || !tix_duty_equal(&now, &then))
			break;
		*until = then.until;
	}
	if (*until > limit)
		*until = limit;
	return st;
}

enum tix_status
tix_duty_gap(struct tix *tx, const struct tix_schedule *s, int64_t from,
    int64_t to, int64_t *begins, int64_t *ends)
{
	struct tix_duty d;
	enum tix_status st = tix_duty_at(tx, s, from, &d);

	while (st == TIX_OK && d.n > 0 && d.until < to) {
		from = d.until;
		st = tix_duty_at(tx, s, from, &d);
	}
	if (st != TIX_OK)
		return st;
	if (d.n > 0 || from >= to)
		return TIX_NO;
	*begins = from;
	return tix_duty_until(tx, s, from, to, ends);
}
