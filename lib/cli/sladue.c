/*
 * What breaches next: running clocks by deadline.
 */
#include <tix/sla.h>

#include <stdlib.h>
#include <string.h>

#include <tix/calendars.h>
#include <tix/clocks.h>
#include <tix/db.h>
#include <tix/laws.h>
#include <tix/tickets.h>
#include <tix/time.h>

enum column {
	TICKET, DUE, LEFT, CLOCK, PRIORITY, LEVEL, QUEUE, OWNER, SUBJECT,
	COLUMNS
};

static const struct tix_column columns[COLUMNS] = {
	[TICKET] = { "ticket", "TICKET", TIX_T_INT, TIX_COL_RIGHT },
	[DUE] = { "due", "DUE", TIX_T_TIME, 0 },
	[LEFT] = { "left", "LEFT", TIX_T_DURATION, TIX_COL_RIGHT },
	[CLOCK] = { "clock", "CLOCK", TIX_T_TEXT, 0 },
	[PRIORITY] = { "priority", "P", TIX_T_INT, TIX_COL_RIGHT },
	[LEVEL] = { "level", "LEVEL", TIX_T_TEXT, 0 },
	[QUEUE] = { "queue", "QUEUE", TIX_T_TEXT, 0 },
	[OWNER] = { "owner", "OWNER", TIX_T_TEXT, 0 },
	[SUBJECT] = { "subject", "SUBJECT", TIX_T_TEXT, TIX_COL_CUT },
};

/* Up to when is "4bh" from now, by calendar: each is asked once. */
struct horizon {
	const char *calendar;
	int64_t until;
	struct horizon *next;
};

struct listing {
	struct tix_run *r;
	struct tix_rows rows;
	const struct tix_lawbook *book;
	bool has_within;
	struct tix_duration within;
	struct horizon *horizons;
	int64_t *ids;           /* that the query selects, by number */
	size_t n;
	size_t cap;
	bool has_query;
};

/* The calendar of a stored clock's target, or NULL. */
static const char *
calendar_of_target(const struct tix_lawbook *book, const struct tix_clock *c)
{
	const struct tix_agreement *g = NULL;

	if (c->agreement == NULL)
		return NULL;
	for (size_t i = 0; i < book->n; i++)
		if (book->laws[i].version <= c->version &&
		    strcmp(book->laws[i].name, c->agreement) == 0)
			g = book->laws[i].agreement;
	for (size_t i = 0; g != NULL && i < g->ntargets; i++)
		if (g->targets[i].metric == c->metric)
			return g->targets[i].calendar;
	return NULL;
}

/* The calendar that it counts in: an sla's may be that of who asked. */
static enum tix_status
calendar_of(struct tix *tx, const struct listing *l,
    const struct tix_ticket *t, const struct tix_clock *c, const char **name)
{
	const struct tix_worktime *unused;

	*name = calendar_of_target(l->book, c);
	return c->kind != TIX_SLA ? TIX_OK : tix_lawbook_calendar(tx, l->book,
	    t->calendar, name, &unused);
}

static enum tix_status
reckon(struct tix *tx, const struct listing *l, const char *calendar,
    int64_t *until)
{
	const struct tix_worktime *c = NULL;
	enum tix_status s = TIX_OK;

	if (calendar != NULL)
		s = l->book->calendar(tx, l->book, calendar, &c);
	if (s == TIX_OK && l->within.days > 0)
		s = tix_worktime_day_end(tx, c, tx->now, l->within.days,
		    until);
	else if (s == TIX_OK)
		s = tix_worktime_due(tx, c, tx->now, l->within.us,
		    TIX_AT_CLOSE, until);
	if (s != TIX_CONFLICT)
		return s;
	*until = INT64_MAX; /* it hardly opens again */
	return TIX_OK;
}

static enum tix_status
horizon_of(struct tix *tx, struct listing *l, const char *calendar,
    int64_t *until)
{
	struct horizon *h;
	enum tix_status s;

	if (!l->within.working)
		calendar = NULL;
	for (h = l->horizons; h != NULL; h = h->next)
		if (h->calendar == calendar || (calendar != NULL &&
		    h->calendar != NULL &&
		    strcmp(h->calendar, calendar) == 0)) {
			*until = h->until;
			return TIX_OK;
		}
	h = tix_arena_alloc(tx->run, sizeof *h);
	s = reckon(tx, l, calendar, &h->until);
	if (s != TIX_OK)
		return s;
	h->calendar = tix_arena_dup(tx->run, calendar);
	h->next = l->horizons;
	l->horizons = h;
	*until = h->until;
	return TIX_OK;
}

struct reach {
	struct listing *l;
	int64_t until;
};

static enum tix_status
take_calendar(struct tix *tx, const char *name, void *arg)
{
	struct reach *r = arg;
	int64_t until;
	enum tix_status s = horizon_of(tx, r->l, name, &until);

	if (s == TIX_OK && until > r->until)
		r->until = until;
	return s;
}

/* No clock that is due within is due after this. */
static enum tix_status
farthest(struct tix *tx, struct listing *l, int64_t *until)
{
	struct reach r = { .l = l };
	enum tix_status s;

	*until = INT64_MAX;
	if (!l->has_within)
		return TIX_OK;
	s = horizon_of(tx, l, NULL, &r.until);
	if (s == TIX_OK && l->within.working)
		s = tix_calendars_each(tx, take_calendar, &r);
	*until = r.until;
	return s;
}

static int
by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static enum tix_status
take_id(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct listing *l = arg;

	l->ids = tix_arena_more(tx->run, l->ids, l->n, &l->cap,
	    sizeof *l->ids);
	l->ids[l->n++] = t->id;
	return TIX_OK;
}

static enum tix_status
select_ids(struct tix *tx, struct listing *l)
{
	struct tix_term *query;
	enum tix_status s;

	l->has_query = l->r->noperands > 0;
	if (!l->has_query)
		return TIX_OK;
	s = tix_query_parse(tx, tix_run_words(tx, l->r), &query);
	if (s == TIX_OK)
		s = tix_tickets_select(tx, tix_query_and(tx,
		    tix_query_live(tx), query), NULL, 0, 0, false, take_id, l,
		    NULL);
	if (s == TIX_OK && l->n > 0)
		qsort(l->ids, l->n, sizeof *l->ids, by_number);
	return s;
}

static enum tix_status
put(struct tix *tx, struct listing *l, const struct tix_ticket *t,
    const struct tix_clock *c)
{
	struct tix_value v[COLUMNS] = {
		[TICKET] = { .i = t->id },
		[DUE] = { .i = c->due },
		[LEFT] = { .i = c->due - tx->now },
		[CLOCK] = { .s = tix_clock_name(tx->mem, c) },
		[PRIORITY] = { .i = t->priority },
		[LEVEL] = { .s = t->level },
		[QUEUE] = { .s = t->queue },
		[OWNER] = { .s = t->owner },
		[SUBJECT] = { .s = t->subject },
	};

	for (int i = 0; i < COLUMNS; i++)
		v[i].type = columns[i].type;
	return tix_rows_values(&l->rows, v);
}

static enum tix_status
take(struct tix *tx, int64_t ticket, const struct tix_clock *c, void *arg)
{
	struct listing *l = arg;
	struct tix_ticket t = { 0 };
	int64_t until = INT64_MAX;
	const char *calendar = NULL;
	enum tix_status s;

	if (l->has_query && (l->n == 0 || bsearch(&ticket, l->ids, l->n,
	    sizeof ticket, by_number) == NULL))
		return TIX_OK;
	s = tix_tickets_load(tx, tx->mem, ticket, &t);
	if (s == TIX_OK && l->has_within)
		s = calendar_of(tx, l, &t, c, &calendar);
	if (s == TIX_OK && l->has_within)
		s = horizon_of(tx, l, calendar, &until);
	if (s != TIX_OK || c->due > until)
		return s;
	s = put(tx, l, &t, c);
	return tix_run_reader_gone(l->r) || tix_interrupted() ? TIX_NO : s;
}

static enum tix_status
list(struct tix *tx, struct listing *l)
{
	int64_t until;
	enum tix_status s = tix_laws_book(tx, tx->run, NULL, &l->book);

	if (s == TIX_OK)
		s = select_ids(tx, l);
	if (s == TIX_OK)
		s = farthest(tx, l, &until);
	if (s == TIX_OK)
		s = tix_clocks_due(tx, until, take, l);
	return s == TIX_NO ? TIX_OK : s;
}

/* What fits a terminal. */
#define FOR_PEOPLE "ticket,due,left,clock,priority,owner,subject"

enum tix_status
tix_sla_due(struct tix *tx, struct tix_run *r, const char *within)
{
	struct listing l = { .r = r, .has_within = within != NULL };
	const bool people = !r->format_given && r->out.format == TIX_TABLE;
	enum tix_status s = TIX_OK;

	if (within != NULL)
		s = tix_duration_parse(tx, within, &l.within);
	if (s == TIX_OK)
		s = tix_rows_columns(tx, r, columns, COLUMNS,
		    people ? FOR_PEOPLE : NULL, &l.rows);
	if (s == TIX_OK)
		s = tix_db_read_begin(tx);
	if (s != TIX_OK)
		return s;
	s = list(tx, &l);
	tix_db_read_end(tx);
	return s < TIX_BUSY ? tix_worse(s, tix_rows_end(&l.rows)) : s;
}
