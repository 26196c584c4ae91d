/*
 * Arithmetic over windows.  'Sum' below is the working time of a piece's
 * windows from their first up to an instant; time within one piece is a
 * difference of two sums.
 */
#include "worktimeparts.h"

#include <tix/time.h>

/* The second that 'at' is in. */
static int64_t
second_of(int64_t at)
{
	return at / TIX_SECOND - (at % TIX_SECOND < 0);
}

/* The place of the piece that holds at 'at'. */
static size_t
piece_at(const struct tix_worktime *c, int64_t at)
{
	size_t i = c->n - 1;

	while (i > 0 && c->pieces[i].since > at)
		i--;
	return i;
}

/* Where the piece ends. */
static int64_t
end_of(const struct tix_worktime *c, size_t i)
{
	return i + 1 < c->n ? c->pieces[i + 1].since : INT64_MAX;
}

static int64_t
length(const struct tix_window *w)
{
	return w->close - w->open;
}

/* No windows are as one of no length. */
static enum tix_status
find_by_time(struct tix *tx, const struct tix_piece *p, int64_t at,
    struct tix_window *w)
{
	enum tix_status s = p->windows->by_time(tx, p->windows, second_of(at),
	    w);

	if (s != TIX_NO)
		return s;
	*w = (struct tix_window){ second_of(at), second_of(at), 0 };
	return TIX_OK;
}

static enum tix_status
sum_at(struct tix *tx, const struct tix_piece *p, int64_t at, int64_t *sum)
{
	struct tix_window w;
	enum tix_status s = find_by_time(tx, p, at, &w);

	if (s != TIX_OK)
		return s;
	if (second_of(at) < w.close)
		*sum = w.before * TIX_SECOND + at - w.open * TIX_SECOND;
	else
		*sum = (w.before + length(&w)) * TIX_SECOND;
	return TIX_OK;
}

static enum tix_status
elapsed_in(struct tix *tx, const struct tix_piece *p, int64_t from, int64_t to,
    int64_t *elapsed)
{
	int64_t a, b;
	enum tix_status s = sum_at(tx, p, from, &a);

	if (s == TIX_OK)
		s = sum_at(tx, p, to, &b);
	if (s == TIX_OK)
		*elapsed = b - a;
	return s;
}

enum tix_status
tix_worktime_elapsed(struct tix *tx, const struct tix_worktime *c,
    int64_t from, int64_t to, int64_t *elapsed)
{
	enum tix_status s = TIX_OK;

	*elapsed = 0;
	if (to <= from)
		return TIX_OK;
	if (c == NULL) {
		*elapsed = to - from;
		return TIX_OK;
	}
	for (size_t i = piece_at(c, from); s == TIX_OK && from < to; i++) {
		int64_t end = end_of(c, i), part = 0;

		end = end < to ? end : to;
		s = elapsed_in(tx, &c->pieces[i], from, end, &part);
		*elapsed += part;
		from = end;
	}
	return s;
}

enum tix_status
tix_worktime_too_far(struct tix *tx, const struct tix_worktime *c)
{
	return tix_fail(tx, TIX_CONFLICT, c == NULL ?
	    "that is more than %d years ahead" :
	    "that is more than %d years ahead in calendar '%s'",
	    TIX_WORKTIME_YEARS, c == NULL ? "" : c->name);
}

/*
 * The first window of the piece that ends after 'at': the one 'at' is in, or
 * the next one.  TIX_NO: there is none.
 */
static enum tix_status
window_from(struct tix *tx, const struct tix_piece *p, int64_t at,
    struct tix_window *w)
{
	enum tix_status s = find_by_time(tx, p, at, w);

	if (s != TIX_OK || second_of(at) < w->close)
		return s;
	return p->windows->by_sum(tx, p->windows, w->before + length(w) + 1,
	    w);
}

enum tix_status
tix_worktime_stretch(struct tix *tx, const struct tix_worktime *c, int64_t at,
    struct tix_open_stretch *x)
{
	for (x->piece = piece_at(c, at); x->piece < c->n; x->piece++) {
		int64_t end = end_of(c, x->piece);
		enum tix_status s = window_from(tx, &c->pieces[x->piece], at,
		    &x->window);

		if (s > TIX_NO)
			return s;
		x->from = x->window.open * TIX_SECOND;
		x->to = x->window.close * TIX_SECOND;
		x->from = x->from > at ? x->from : at;
		x->to = x->to < end ? x->to : end;
		if (s == TIX_OK && x->from < end)
			return TIX_OK;
		at = end;
	}
	return TIX_NO;
}

/* The first open instant. */
static enum tix_status
open_from(struct tix *tx, const struct tix_worktime *c, int64_t at,
    int64_t *open)
{
	struct tix_open_stretch x;
	enum tix_status s = tix_worktime_stretch(tx, c, at, &x);

	if (s == TIX_NO)
		return tix_worktime_too_far(tx, c);
	*open = x.from;
	return s;
}

/* Where the piece's sum is 'sum', greater than 0: the earliest instant. */
static enum tix_status
at_sum(struct tix *tx, const struct tix_piece *p, int64_t sum, int64_t *at)
{
	struct tix_window w;
	enum tix_status s = p->windows->by_sum(tx, p->windows,
	    second_of(sum - 1) + 1, &w);

	if (s == TIX_OK)
		*at = w.open * TIX_SECOND + sum - w.before * TIX_SECOND;
	return s;
}

/* The earliest instant, as long as it takes. */
static enum tix_status
use_up(struct tix *tx, const struct tix_worktime *c, int64_t from,
    int64_t budget, int64_t *due)
{
	for (size_t i = piece_at(c, from); i < c->n; i++) {
		const struct tix_piece *p = &c->pieces[i];
		int64_t end = end_of(c, i), used;
		enum tix_status s = sum_at(tx, p, from, &used);

		if (s == TIX_OK)
			s = at_sum(tx, p, used + budget, due);
		if (s > TIX_NO || (s == TIX_OK && *due <= end))
			return s;
		s = elapsed_in(tx, p, from, end, &used);
		if (s != TIX_OK)
			return s;
		budget -= used;
		from = end;
	}
	return tix_worktime_too_far(tx, c);
}

enum tix_status
tix_worktime_due(struct tix *tx, const struct tix_worktime *c, int64_t from,
    int64_t budget, enum tix_at_close at_close, int64_t *due)
{
	enum tix_status s = TIX_OK;

	if (budget > TIX_WORKTIME_AHEAD)
		return tix_worktime_too_far(tx, c);
	*due = budget > 0 ? from + budget : from;
	if (c == NULL)
		return TIX_OK;
	if (budget > 0)
		s = use_up(tx, c, from, budget, due);
	if (s == TIX_OK && (budget <= 0 || at_close == TIX_AT_OPEN))
		s = open_from(tx, c, *due, due);
	if (s == TIX_OK && *due - from > TIX_WORKTIME_AHEAD)
		return tix_worktime_too_far(tx, c);
	return s;
}

/* The latest instant at which the piece's sum is 'sum', short of its end. */
static enum tix_status
last_at_sum(struct tix *tx, const struct tix_piece *p, int64_t sum,
    int64_t *at)
{
	struct tix_window w;
	enum tix_status s = p->windows->by_sum(tx, p->windows,
	    second_of(sum) + 1, &w);

	if (s == TIX_OK)
		*at = w.open * TIX_SECOND + sum - w.before * TIX_SECOND;
	return s;
}

static enum tix_status
too_early(struct tix *tx, const struct tix_worktime *c)
{
	return tix_fail(tx, TIX_CONFLICT,
	    "calendar '%s' has not so much working time before", c->name);
}

enum tix_status
tix_worktime_before(struct tix *tx, const struct tix_worktime *c, int64_t due,
    int64_t offset, int64_t *at)
{
	*at = offset > 0 ? due - offset : due;
	if (c == NULL || offset <= 0)
		return TIX_OK;
	for (size_t i = piece_at(c, due);; i--) {
		const struct tix_piece *p = &c->pieces[i];
		int64_t sum, used;
		enum tix_status s = sum_at(tx, p, due, &sum);

		if (s == TIX_OK && sum >= offset)
			s = last_at_sum(tx, p, sum - offset, at);
		else if (s == TIX_OK)
			s = TIX_NO;
		if (s > TIX_NO || (s == TIX_OK && (i == 0 ||
		    *at >= p->since)))
			return s;
		if (i == 0)
			return too_early(tx, c);
		s = elapsed_in(tx, p, p->since, due, &used);
		if (s != TIX_OK)
			return s;
		offset -= used;
		due = p->since;
	}
}

enum tix_status
tix_worktime_is_open(struct tix *tx, const struct tix_worktime *c, int64_t at,
    bool *open)
{
	struct tix_window w;
	enum tix_status s;

	*open = true;
	if (c == NULL)
		return TIX_OK;
	s = find_by_time(tx, &c->pieces[piece_at(c, at)], at, &w);
	*open = s == TIX_OK && second_of(at) < w.close;
	return s;
}

enum tix_status
tix_worktime_open_until(struct tix *tx, const struct tix_worktime *c,
    int64_t at, int64_t *until)
{
	struct tix_open_stretch x;
	enum tix_status s;

	*until = INT64_MAX;
	if (c == NULL)
		return TIX_OK;
	s = tix_worktime_stretch(tx, c, at, &x);
	if (s == TIX_OK)
		*until = x.to;
	return s == TIX_OK && x.from > at ? TIX_NO : s;
}

enum tix_status
tix_worktime_change(struct tix *tx, const struct tix_worktime *c, int64_t at,
    int64_t *change)
{
	struct tix_open_stretch x;
	enum tix_status s;

	if (c == NULL)
		return TIX_NO;
	s = tix_worktime_stretch(tx, c, at, &x);
	if (s == TIX_OK && x.from > at) {
		*change = x.from;
		return TIX_OK;
	}
	/* The next piece may go on with the same window. */
	while (s == TIX_OK) {
		*change = x.to;
		s = tix_worktime_stretch(tx, c, x.to, &x);
		if (s > TIX_NO || s == TIX_NO || x.from > *change)
			return s == TIX_NO ? TIX_OK : s;
	}
	return s;
}
