/*
 * The table of clocks.
 */
#include <tix/clocks.h>

#include <string.h>

#include "sql.h"

#define COLUMNS \
	"agreement, promise, metric, subject, cycle, state, version," \
	" started, budget, consumed, since, due, first_stop, stopped," \
	" breached, waived, why"

static const char wipe_sql[] =
	"DELETE FROM clock"
	" WHERE ticket = $ticket";

static const char put_sql[] =
	"INSERT INTO clock (ticket, n, " COLUMNS ")"
	" VALUES ($ticket, $n, $agreement, $promise, $metric, $subject,"
	"         $cycle, $state, $version, $started, $budget, $consumed,"
	"         $since, $due, $first_stop, $stopped, $breached, $waived,"
	"         $why)";

static const char of_sql[] =
	"SELECT ticket, " COLUMNS
	"  FROM clock"
	" WHERE ticket = $ticket"
	" ORDER BY n";

static const char due_sql[] =
	"SELECT ticket, " COLUMNS
	"  FROM clock"
	" WHERE state = 'running' AND due <= $until"
	" ORDER BY due, ticket, n";

static enum tix_status
put_one(struct tix *tx, int64_t ticket, int64_t n, const struct tix_clock *c)
{
	return tix_sql(tx, put_sql, TIX_PARAMS(
	    TIX_INT("$ticket", ticket),
	    TIX_INT("$n", n),
	    TIX_TEXT("$agreement", c->agreement),
	    TIX_TEXT("$promise", c->kind == 0 ? NULL :
	    tix_promise_names[c->kind - 1]),
	    TIX_TEXT("$metric", tix_metric_names[c->metric - 1]),
	    TIX_TEXT("$subject", c->subject),
	    TIX_INT("$cycle", c->cycle),
	    TIX_TEXT("$state", tix_clock_state_names[c->state - 1]),
	    TIX_SOME("$version", c->version),
	    TIX_INT("$started", c->started),
	    TIX_INT("$budget", c->budget),
	    TIX_INT("$consumed", c->consumed),
	    TIX_SOME("$since", c->since),
	    TIX_SOME("$due", c->due),
	    TIX_SOME("$first_stop", c->first_stop),
	    TIX_SOME("$stopped", c->stopped),
	    TIX_SOME("$breached", c->breached),
	    TIX_SOME("$waived", c->waived),
	    TIX_TEXT("$why", c->why)), NULL, NULL);
}

enum tix_status
tix_clocks_put(struct tix *tx, int64_t ticket, const struct tix_clock *clocks,
    size_t n)
{
	enum tix_status s = tix_sql(tx, wipe_sql,
	    TIX_PARAMS(TIX_INT("$ticket", ticket)), NULL, NULL);

	for (size_t i = 0; s == TIX_OK && i < n; i++)
		s = put_one(tx, ticket, (int64_t)i, &clocks[i]);
	return s;
}

struct reading {
	tix_clock_fn fn;
	void *arg;
	bool resets;
};

static enum tix_status
take(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct reading *r = arg;
	struct tix_clock c = {
		.agreement = tix_row_text(row, 1, tx->mem),
		.kind = (enum tix_promise)tix_name_number(tix_promise_names,
		    tix_row_text(row, 2, tx->mem)),
		.metric = (enum tix_metric)tix_name_number(tix_metric_names,
		    tix_row_text(row, 3, tx->mem)),
		.subject = tix_row_text(row, 4, tx->mem),
		.cycle = tix_row_int(row, 5),
		.state = (enum tix_clock_state)tix_name_number(
		    tix_clock_state_names, tix_row_text(row, 6, tx->mem)),
		.version = tix_row_int(row, 7),
		.started = tix_row_int(row, 8),
		.budget = tix_row_int(row, 9),
		.consumed = tix_row_int(row, 10),
		.since = tix_row_int(row, 11),
		.due = tix_row_int(row, 12),
		.first_stop = tix_row_int(row, 13),
		.stopped = tix_row_int(row, 14),
		.breached = tix_row_int(row, 15),
		.waived = tix_row_int(row, 16),
		.why = tix_row_text(row, 17, tx->mem),
	};
	enum tix_status s = r->fn(tx, tix_row_int(row, 0), &c, r->arg);

	if (r->resets)
		tix_arena_reset(tx->mem);
	return s;
}

enum tix_status
tix_clocks_of(struct tix *tx, int64_t ticket, tix_clock_fn fn, void *arg)
{
	struct reading r = { .fn = fn, .arg = arg };

	return tix_sql(tx, of_sql, TIX_PARAMS(TIX_INT("$ticket", ticket)),
	    take, &r);
}

enum tix_status
tix_clocks_due(struct tix *tx, int64_t until, tix_clock_fn fn, void *arg)
{
	struct reading r = { .fn = fn, .arg = arg, .resets = true };

	return tix_sql(tx, due_sql, TIX_PARAMS(TIX_INT("$until", until)),
	    take, &r);
}

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool
tix_clocks_equal(const struct tix_clock *a, const struct tix_clock *b)
{
	return is_same(a->agreement, b->agreement) && a->kind == b->kind &&
	    a->metric == b->metric && is_same(a->subject, b->subject) &&
	    a->cycle == b->cycle && a->state == b->state &&
	    a->version == b->version && a->started == b->started &&
	    a->budget == b->budget && a->consumed == b->consumed &&
	    a->since == b->since && a->due == b->due &&
	    a->first_stop == b->first_stop && a->stopped == b->stopped &&
	    a->breached == b->breached && a->waived == b->waived &&
	    is_same(a->why, b->why);
}
