/*
 * Why a clock shows what it shows: every stretch of its time, counted or not.
 */
#include <tix/sla.h>

#include <tix/time.h>
#include <tix/timing.h>
#include <tix/utf8.h>

enum column {
	TICKET, CLOCK, STATE, DUE, FROM, TO, COUNTED, TOTAL, BUDGET, EVENT,
	WHY, COLUMNS
};

static const struct tix_column columns[COLUMNS] = {
	[TICKET] = { "ticket", "TICKET", TIX_T_INT, TIX_COL_RIGHT },
	[CLOCK] = { "clock", "CLOCK", TIX_T_TEXT, 0 },
	[STATE] = { "state", "STATE", TIX_T_TEXT, 0 },
	[DUE] = { "due", "DUE", TIX_T_TIME, 0 },
	[FROM] = { "from", "FROM", TIX_T_TIME, 0 },
	[TO] = { "to", "TO", TIX_T_TIME, 0 },
	[COUNTED] = { "counted", "COUNTED", TIX_T_DURATION, TIX_COL_RIGHT },
	[TOTAL] = { "total", "TOTAL", TIX_T_DURATION, TIX_COL_RIGHT },
	[BUDGET] = { "budget", "OF", TIX_T_DURATION, TIX_COL_RIGHT },
	[EVENT] = { "event", "EVENT", TIX_T_INT, TIX_COL_RIGHT },
	[WHY] = { "why", "WHY", TIX_T_TEXT, TIX_COL_CUT },
};

struct telling {
	struct tix_run *r;
	struct tix_rows rows;
	const char *clock;      /* wanted alone, or NULL */
	const struct tix_timing *w;
	const struct tix_clock *c;
	const struct tix_worktime *calendar; /* NULL: always open */
	const char *name;       /* of the clock */
	int64_t due;
	int64_t total;
};

static enum tix_status
put(struct telling *l, const struct tix_stretch *s, int64_t from, int64_t to,
    int64_t counted, const char *why)
{
	struct tix_value v[COLUMNS] = {
		[TICKET] = { .i = l->w->ticket.id },
		[CLOCK] = { .s = l->name },
		[STATE] = { .s = tix_clock_state_names[l->c->state - 1] },
		[DUE] = { .i = l->due },
		[FROM] = { .i = from },
		[TO] = { .i = to },
		[COUNTED] = { .i = counted },
		[BUDGET] = { .i = s->to != 0 ? s->budget : l->c->budget },
		[EVENT] = { .i = s->event },
		[WHY] = { .s = why },
	};

	l->total += counted;
	v[TOTAL].i = l->total;
	for (int i = 0; i < COLUMNS; i++)
		v[i].type = columns[i].type;
	return tix_rows_values(&l->rows, v);
}

/* Up to when the calendar goes on as it is at 'at'; opened or not. */
static enum tix_status
same_until(struct tix *tx, const struct telling *l, int64_t at, int64_t to,
    bool *open, int64_t *until)
{
	enum tix_status s;

	*until = to;
	*open = true;
	if (l->calendar == NULL)
		return TIX_OK;
	s = tix_worktime_is_open(tx, l->calendar, at, open);
	if (s == TIX_OK && !*open) {
		s = tix_worktime_due(tx, l->calendar, at, 0, TIX_AT_CLOSE,
		    until);
		if (s == TIX_CONFLICT) { /* never again */
			*until = to;
			s = TIX_OK;
		}
	} else if (s == TIX_OK) {
		s = tix_worktime_open_until(tx, l->calendar, at, until);
	}
	if (*until > to)
		*until = to;
	return s;
}

/* A stretch that counts, by the windows of its calendar. */
static enum tix_status
tell_counted(struct tix *tx, struct telling *l, const struct tix_stretch *s,
    int64_t to)
{
	enum tix_status st = TIX_OK;
	int64_t at = s->from, until;
	bool open;

	l->calendar = NULL;
	if (s->calendar != NULL)
		st = l->w->book->calendar(tx, l->w->book, s->calendar,
		    &l->calendar);
	while (st == TIX_OK && at < to) {
		st = same_until(tx, l, at, to, &open, &until);
		if (st != TIX_OK)
			break;
		if (until <= at)
			return tix_fail(tx, TIX_FAILED,
			    "calendar '%s' does not go on", s->calendar);
		st = put(l, s, at, until, open ? until - at : 0, open ? s->why :
		    tix_arena_printf(tx->mem, "%s (calendar closed)",
		    s->why));
		at = until;
	}
	return st;
}

static enum tix_status
tell_stretches(struct tix *tx, struct telling *l)
{
	enum tix_status st = TIX_OK;

	for (size_t i = 0; st == TIX_OK && i < l->c->nstretches; i++) {
		const struct tix_stretch *s = &l->c->stretches[i];
		int64_t to = s->to != 0 ? s->to : tx->now;

		if (to < s->from)
			to = s->from;
		if (l->c->anew != 0 && i == l->c->anew)
			l->total = 0; /* a person let it begin anew */
		st = s->counts && to > s->from ?
		    tell_counted(tx, l, s, to) :
		    put(l, s, s->from, to, 0, s->why);
	}
	return st;
}

static const char *
instant(struct tix *tx, const struct tix_run *r, int64_t at)
{
	char room[TIX_TIME_SIZE];

	return tix_arena_dup(tx->mem, tix_time_local(room, at, r->out.zone));
}

/* "#42 gold/resolve: running, due 2026-11-24 17:00, 3h of 8h" */
static const char *
heading(struct tix *tx, const struct telling *l, int64_t consumed)
{
	const struct tix_clock *c = l->c;
	struct tix_buf b = { .arena = tx->mem };
	char room[TIX_TIME_SIZE];

	tix_buf_printf(&b, "#%lld %s: %s", (long long)l->w->ticket.id,
	    tix_utf8_printable(tx->mem, l->name, false),
	    tix_clock_state_names[c->state - 1]);
	if (c->why != NULL && c->state == TIX_ENDED)
		tix_buf_printf(&b, " (%s)", c->why);
	if (l->due != 0)
		tix_buf_printf(&b, ", due %s%s", instant(tx, l->r, l->due),
		    c->state == TIX_PAUSED ? " if it went on now" : "");
	if (c->metric != TIX_PROMISED) {
		tix_buf_printf(&b, ", %s", tix_duration_text(room, consumed));
		tix_buf_printf(&b, " of %s",
		    tix_duration_text(room, c->budget));
	}
	if (c->breached != 0)
		tix_buf_printf(&b, ", breached %s%s",
		    instant(tx, l->r, c->breached),
		    c->waived != 0 ? " (waived)" : "");
	return tix_buf_text(&b);
}

static enum tix_status
tell_clock(struct tix *tx, struct telling *l)
{
	int64_t consumed = l->c->consumed;
	enum tix_status s;

	l->name = tix_clock_name(tx->mem, l->c);
	l->due = l->c->due;
	l->total = 0;
	s = tix_clock_consumed(tx, l->w->book, l->c, tx->now, &consumed);
	if (s == TIX_OK && l->c->state == TIX_PAUSED)
		s = tix_clock_due_if(tx, l->w->book, l->c, tx->now, &l->due);
	if (s != TIX_OK)
		return s;
	if (l->rows.table)
		tix_out_title(l->rows.out, heading(tx, l, consumed));
	return tell_stretches(tx, l);
}

static enum tix_status
tell_ticket(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	struct telling *l = r->arg;
	struct tix_timing w;
	const struct tix_clock *only = NULL;
	enum tix_status s = tix_timing_of(tx, t->id, tx->now, &w);

	l->w = &w;
	if (s == TIX_OK && l->clock != NULL)
		s = tix_clock_find(tx, w.clocks, w.nclocks, l->clock, &only);
	for (size_t i = 0; s == TIX_OK && i < w.nclocks; i++) {
		l->c = &w.clocks[i];
		if (only == NULL || l->c == only)
			s = tell_clock(tx, l);
	}
	return s;
}

/* On a terminal the clock is told above its rows. */
#define FOR_PEOPLE "from,to,counted,total,why"

enum tix_status
tix_sla_explain(struct tix *tx, struct tix_run *r, const char *clock)
{
	struct telling *l = tix_arena_alloc(tx->run, sizeof *l);
	const bool people = !r->format_given && r->out.format == TIX_TABLE;
	enum tix_status s = tix_rows_columns(tx, r, columns, COLUMNS,
	    people ? FOR_PEOPLE : NULL, &l->rows);

	if (s != TIX_OK)
		return s;
	l->r = r;
	l->clock = clock;
	r->arg = l;
	s = tix_run_show(tx, r, tell_ticket);
	return s < TIX_BUSY ? tix_worse(s, tix_rows_end(&l->rows)) : s;
}

static enum tix_status
act(struct tix *tx, const struct tix_ticket *t, struct tix_timing *w)
{
	return tix_timing_of(tx, t->id, tx->at, w);
}

enum tix_status
tix_sla_waive(struct tix *tx, const struct tix_ticket *t,
    const struct tix_clock_act *how, struct tix_event *e)
{
	struct tix_timing w;
	enum tix_status s = act(tx, t, &w);

	return s != TIX_OK ? s :
	    tix_clock_waive(tx, w.clocks, w.nclocks, tx->at, how, e);
}

enum tix_status
tix_sla_restart(struct tix *tx, const struct tix_ticket *t,
    const struct tix_clock_act *how, struct tix_event *e)
{
	struct tix_timing w;
	enum tix_status s = act(tx, t, &w);

	return s != TIX_OK ? s :
	    tix_clock_restart(tx, w.clocks, w.nclocks, how, e);
}
