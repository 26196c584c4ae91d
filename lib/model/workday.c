/*
 * Working days: ends of days on a calendar's own wall.
 */
#include "worktimeparts.h"

#include <tix/time.h>
#include <tix/zone.h>

#define DAY_SECONDS 86400

/* Working days as they are counted. */
struct days {
	int64_t want;
	int64_t n;
	int64_t last; /* the day that was counted last */
	int64_t end;  /* of its last window so far */
};

/* Is that a day after the last one that is wanted? */
static bool
count_day(struct days *k, int64_t day, int64_t end)
{
	if (day > k->last && k->n == k->want)
		return true;
	if (day > k->last) {
		k->last = day;
		k->n++;
	}
	if (day == k->last && k->n > 0)
		k->end = end;
	return false;
}

static int64_t
day_of(const struct tix_zone *zone, int64_t at)
{
	int64_t local = at / TIX_SECOND - (at % TIX_SECOND < 0);

	local += tix_zone_offset(zone, local, NULL);
	return local / DAY_SECONDS - (local % DAY_SECONDS < 0);
}

static int64_t
midnight(const struct tix_zone *zone, int64_t day)
{
	return tix_zone_utc(zone, day * DAY_SECONDS) * TIX_SECOND;
}

/*
 * The days of a window: the one it begins on and those that it covers whole; a
 * rest behind these is the last one's.  Where clocks skip a day, it is none.
 */
static bool
count_days(struct days *k, const struct tix_open_stretch *x,
    const struct tix_zone *zone)
{
	const int64_t close = x->window.close * TIX_SECOND;
	const int64_t first = day_of(zone, x->window.open * TIX_SECOND);
	int64_t day = day_of(zone, x->from), end;

	if (day > first && midnight(zone, day + 1) > close)
		day--;
	for (;; day++) {
		const bool more = midnight(zone, day + 2) <= close;

		end = more ? midnight(zone, day + 1) : close;
		end = end < x->to ? end : x->to;
		if ((day == first || midnight(zone, day) < end) &&
		    count_day(k, day, end))
			return true;
		if (!more || end == x->to)
			return false;
	}
}

static enum tix_status
count_up(struct tix *tx, const struct tix_worktime *c, int64_t from,
    struct days *k)
{
	struct tix_open_stretch x = { .to = from };
	const struct tix_zone *zone;
	bool done = false;
	enum tix_status s;

	while (!done) {
		s = tix_worktime_stretch(tx, c, x.to, &x);
		if (s == TIX_NO)
			break;
		if (s == TIX_OK)
			s = tix_zone_once(tx, c->pieces[x.piece].timezone,
			    &zone);
		if (s != TIX_OK)
			return s;
		if (k->last == INT64_MIN)
			k->last = day_of(zone, from);
		done = count_days(k, &x, zone) ||
		    x.from - from > TIX_WORKTIME_AHEAD;
	}
	return k->n == k->want && k->end - from <= TIX_WORKTIME_AHEAD ?
	    TIX_OK : tix_worktime_too_far(tx, c);
}

enum tix_status
tix_worktime_day_end(struct tix *tx, const struct tix_worktime *c,
    int64_t from, int64_t days, int64_t *end)
{
	struct days k = { .want = days, .last = INT64_MIN };
	enum tix_status s;

	if (days < 1)
		return tix_fail(tx, TIX_INVALID, "no working days are asked "
		    "for");
	if (c == NULL && days > TIX_WORKTIME_AHEAD / TIX_DAY)
		return tix_worktime_too_far(tx, c);
	if (c == NULL) {
		*end = (day_of(NULL, from) + days + 1) * TIX_DAY;
		return TIX_OK;
	}
	s = count_up(tx, c, from, &k);
	*end = k.end;
	return s;
}
