/*
 * What can be asked of a clock as it stands.
 */
#include <tix/clock.h>

#include <string.h>

#include "clocktick.h"

const char *const tix_clock_state_names[] = {
	"running", "paused", "met", "breached", "cancelled", NULL
};

const char *
tix_clock_name(struct tix_arena *mem, const struct tix_clock *c)
{
	struct tix_buf b = { .arena = mem };

	if (c->metric == TIX_PROMISED)
		return "due";
	tix_buf_printf(&b, "%s/%s", c->agreement,
	    tix_metric_names[c->metric - 1]);
	if (c->subject != NULL)
		tix_buf_printf(&b, "@%s", c->subject);
	if (c->cycle > 1)
		tix_buf_printf(&b, "#%lld", (long long)c->cycle);
	return tix_buf_text(&b);
}

/* Does the name go on with 'part'?  Then it is behind it. */
static bool
goes_on(const char **name, const char *part)
{
	size_t n = strlen(part);

	if (strncmp(*name, part, n) != 0)
		return false;
	*name += n;
	return true;
}

static bool
is_cycle(const char *digits, int64_t cycle)
{
	int64_t n = 0;

	for (; *digits >= '0' && *digits <= '9' && n <= cycle; digits++)
		n = 10 * n + *digits - '0';
	return *digits == '\0' && n == cycle;
}

bool
tix_clock_is_named(const struct tix_clock *c, const char *name)
{
	if (c->metric == TIX_PROMISED)
		return strcmp(name, "due") == 0;
	if (!goes_on(&name, c->agreement) || !goes_on(&name, "/") ||
	    !goes_on(&name, tix_metric_names[c->metric - 1]))
		return false;
	if (*name == '@' && (!goes_on(&name, "@") || c->subject == NULL ||
	    !goes_on(&name, c->subject)))
		return false;
	return *name == '\0' || (*name == '#' && is_cycle(name + 1,
	    c->cycle));
}

/* What the clock of a field is that people change. */
static bool
is_telling(enum tix_field f)
{
	switch (f) {
	case TIX_F_STATE:
	case TIX_F_WAITING_ON:
	case TIX_F_LEVEL:
	case TIX_F_QUEUE:
	case TIX_F_TEAM:
	case TIX_F_OWNER:
	case TIX_F_REQUESTER:
	case TIX_F_PRIORITY:
	case TIX_F_DUE:
	case TIX_F_VENDOR_CASE:
	case TIX_F_AGREEMENT:
	case TIX_F_CALENDAR:
		return true;
	default:
		return false;
	}
}

bool
tix_event_moves_clocks(const struct tix_event *e)
{
	switch (e->kind) {
	case TIX_E_OPENED:
	case TIX_E_REPLIED:
	case TIX_E_SENT:
	case TIX_E_REOPENED:
	case TIX_E_RETRACTED:
	case TIX_E_WAIVED:
	case TIX_E_RESTARTED:
		return true;
	default:
		break;
	}
	for (size_t i = 0; i < e->nchanges; i++)
		if (is_telling(e->changes[i].field))
			return true;
	return false;
}

static void
take_earlier(int64_t *earliest, int64_t at)
{
	if (at != 0 && (*earliest == 0 || at < *earliest))
		*earliest = at;
}

void
tix_clocks_sum_up(const struct tix_clock *clocks, size_t n, int64_t *next_due,
    int64_t *breached)
{
	*next_due = *breached = 0;
	for (size_t i = 0; i < n; i++) {
		const struct tix_clock *c = &clocks[i];

		if (c->state == TIX_RUNNING && c->waived == 0)
			take_earlier(next_due, c->due);
		if (c->state != TIX_ENDED && c->waived == 0)
			take_earlier(breached, c->breached);
	}
}

static enum tix_status
calendar_of(struct tix *tx, const struct tix_lawbook *book, const char *name,
    const struct tix_worktime **c)
{
	*c = NULL;
	return name == NULL ? TIX_OK : book->calendar(tx, book, name, c);
}

enum tix_status
tix_lawbook_calendar(struct tix *tx, const struct tix_lawbook *book,
    const char *own, const char **name, const struct tix_worktime **c)
{
	enum tix_status st = TIX_NOT_FOUND;

	if (own != NULL)
		st = calendar_of(tx, book, own, c);
	if (st == TIX_NOT_FOUND)
		return calendar_of(tx, book, *name, c);
	*name = own;
	return st;
}

static enum tix_at_close
at_close(const struct tix_clock *c)
{
	return c->target != NULL && c->target->at_open ? TIX_AT_OPEN :
	    TIX_AT_CLOSE;
}

enum tix_status
tix_clock_consumed(struct tix *tx, const struct tix_lawbook *book,
    const struct tix_clock *c, int64_t now, int64_t *consumed)
{
	const struct tix_worktime *cal;
	enum tix_status st;
	int64_t more;

	*consumed = c->consumed;
	if (c->since == 0)
		return TIX_OK;
	st = calendar_of(tx, book, c->calendar, &cal);
	if (st == TIX_OK)
		st = tix_worktime_elapsed(tx, cal, c->since, now, &more);
	if (st == TIX_OK)
		*consumed += more;
	return st;
}

enum tix_status
tix_clock_due_if(struct tix *tx, const struct tix_lawbook *book,
    const struct tix_clock *c, int64_t now, int64_t *due)
{
	int64_t left = c->budget - c->consumed;
	const struct tix_worktime *cal;
	enum tix_status st;

	*due = c->due;
	if (c->state == TIX_ENDED)
		return TIX_NO;
	if (c->state != TIX_PAUSED)
		return TIX_OK;
	if (left < 0 && c->breached != 0) {
		*due = c->breached;
		return TIX_OK;
	}
	st = calendar_of(tx, book, c->calendar, &cal);
	if (st == TIX_OK)
		st = tix_worktime_due(tx, cal, now, left > 0 ? left : 0,
		    at_close(c), due);
	return st == TIX_CONFLICT ? TIX_NO : st;
}

/* When 'part' of the budget was consumed: the earliest instant. */
static enum tix_status
at_part(struct tix *tx, const struct tix_lawbook *book,
    const struct tix_clock *c, int64_t part, int64_t *at)
{
	const struct tix_worktime *cal;
	enum tix_status st = TIX_OK;

	for (size_t i = c->anew; i < c->nstretches && st == TIX_OK; i++) {
		const struct tix_stretch *s = &c->stretches[i];

		if (!s->counts || (s->to != 0 && s->consumed < part)) {
			part -= s->consumed;
			continue;
		}
		st = calendar_of(tx, book, s->calendar, &cal);
		return st != TIX_OK ? st : tix_worktime_due(tx, cal, s->from,
		    part, TIX_AT_CLOSE, at);
	}
	return st == TIX_OK ? TIX_NO : st;
}

/* When so much was consumed: the latest instant, before the next of it was. */
static enum tix_status
before_rest(struct tix *tx, const struct tix_lawbook *book,
    const struct tix_clock *c, int64_t part, int64_t *at)
{
	const struct tix_stretch *s = &c->stretches[c->anew];
	int64_t to = c->due, rest = c->budget - part;
	const struct tix_worktime *cal;
	enum tix_status st;

	for (; s->to != 0 && s->consumed <= part; s++)
		part -= s->consumed;
	if (s->to != 0) {
		to = s->to;
		rest = s->consumed - part;
	}
	st = calendar_of(tx, book, s->calendar, &cal);
	if (st == TIX_OK)
		st = tix_worktime_before(tx, cal, to, rest, at);
	if (st == TIX_OK && *at < s->from)
		*at = s->from;
	return st;
}

enum tix_status
tix_clock_threshold(struct tix *tx, const struct tix_lawbook *book,
    const struct tix_clock *c, const struct tix_threshold *t, int64_t *at)
{
	const struct tix_worktime *cal;
	enum tix_status st;

	if (c->state != TIX_RUNNING || c->due == 0 || -t->offset > c->budget)
		return TIX_NO;
	*at = c->due + t->offset;
	if (t->percent == 0 && (t->offset == 0 || c->target == NULL))
		return TIX_OK;
	if (t->percent > 0)
		return at_part(tx, book, c, c->budget / 100 * t->percent +
		    (c->budget % 100 * t->percent + 99) / 100, at);
	if (t->offset < 0)
		return before_rest(tx, book, c, c->budget + t->offset, at);
	st = calendar_of(tx, book, c->calendar, &cal);
	return st != TIX_OK ? st : tix_worktime_due(tx, cal, c->due,
	    t->offset, TIX_AT_CLOSE, at);
}
