/*
 * Who is on call.
 */
#include <tix/oncall.h>

#include <string.h>

#include <tix/duty.h>
#include <tix/tail.h>
#include <tix/time.h>

#define AHEAD (400 * TIX_DAY) /* no change by then is none */

enum column { SCHEDULE, AGENT, ROTATION, FROM, UNTIL, COLUMNS };

static const struct tix_column columns[COLUMNS] = {
	[SCHEDULE] = { "schedule", "SCHEDULE", TIX_T_TEXT, TIX_COL_CUT },
	[AGENT] = { "agent", "AGENT", TIX_T_TEXT, TIX_COL_CUT },
	[ROTATION] = { "rotation", "ROTATION", TIX_T_TEXT, TIX_COL_CUT },
	[FROM] = { "from", "FROM", TIX_T_TIME, 0 },
	[UNTIL] = { "until", "UNTIL", TIX_T_TIME, 0 },
};

struct asking {
	struct tix_rows rows;
	int64_t at;
	int64_t gaps;
	bool any_gap;
};

static enum tix_status
put(struct asking *a, const char *schedule, const char *agent,
    const char *rotation, int64_t from, int64_t until)
{
	const struct tix_value v[COLUMNS] = {
		[SCHEDULE] = { .type = TIX_T_TEXT, .s = schedule },
		[AGENT] = { .type = TIX_T_TEXT, .s = agent },
		[ROTATION] = { .type = TIX_T_TEXT, .s = rotation },
		[FROM] = { .type = TIX_T_TIME, .i = from },
		[UNTIL] = { .type = TIX_T_TIME, .i = until },
	};

	return tix_rows_values(&a->rows, v);
}

static enum tix_status
tell_duty(struct tix *tx, struct asking *a, const struct tix_schedule *s)
{
	struct tix_duty d;
	int64_t until;
	enum tix_status st = tix_duty_at(tx, s, a->at, &d);

	if (st == TIX_OK)
		st = tix_duty_until(tx, s, a->at, a->at + AHEAD, &until);
	if (st == TIX_OK && until == a->at + AHEAD)
		until = 0;
	if (st == TIX_OK && d.n == 0)
		return put(a, s->name, NULL, NULL, a->at, until);
	for (size_t i = 0; st == TIX_OK && i < d.n; i++)
		st = put(a, s->name, d.agent[i], d.rotation[i], a->at, until);
	return st;
}

static enum tix_status
tell_gaps(struct tix *tx, struct asking *a, const struct tix_schedule *s)
{
	const int64_t end = a->at + a->gaps;
	int64_t from = a->at, begins, ends;
	enum tix_status st = TIX_OK;

	while (st == TIX_OK && from < end) {
		st = tix_duty_gap(tx, s, from, end, &begins, &ends);
		if (st == TIX_OK) {
			a->any_gap = true;
			st = put(a, s->name, NULL, NULL, begins, ends);
			from = ends;
		}
	}
	return st == TIX_NO ? TIX_OK : st;
}

static enum tix_status
tell(struct tix *tx, struct asking *a, const struct tix_tail_line *line)
{
	struct tix_schedule s;
	enum tix_status st = tix_schedule_read(tx, tx->run, line->name,
	    line->json, line->len, &s);

	if (st != TIX_OK)
		return st;
	return a->gaps > 0 ? tell_gaps(tx, a, &s) : tell_duty(tx, a, &s);
}

static enum tix_status
no_schedule(struct tix *tx, const char *name)
{
	const char *at = tx->desk->tail;
	struct tix_buf b = { .arena = tx->run };
	struct tix_tail_line line;

	while (tix_tail_next(tx->run, &at, 'd', &line))
		tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", line.name);
	return tix_fail(tx, TIX_NOT_FOUND, "no schedule '%s'; there are: %s",
	    name, b.len == 0 ? "none" : tix_buf_text(&b));
}

static enum tix_status
tell_all(struct tix *tx, struct tix_run *r, struct asking *a)
{
	const char *at = tx->desk->tail;
	struct tix_tail_line line;
	enum tix_status st = TIX_OK;

	while (r->noperands == 0 && st == TIX_OK &&
	    tix_tail_next(tx->run, &at, 'd', &line))
		st = tell(tx, a, &line);
	for (int i = 0; st == TIX_OK && i < r->noperands; i++)
		st = tix_tail_find(tx->run, tx->desk, 'd', r->operands[i],
		    &line) ? tell(tx, a, &line) :
		    no_schedule(tx, r->operands[i]);
	return st;
}

enum tix_status
tix_oncall_run(struct tix *tx, struct tix_run *r,
    const struct tix_oncall_asked *asked)
{
	struct asking a = {
		.at = asked->at != 0 ? asked->at : tx->now,
		.gaps = asked->gaps,
	};
	enum tix_status st = tix_rows_columns(tx, r, columns, COLUMNS,
	    a.gaps > 0 ? "schedule,from,until" : NULL, &a.rows);

	if (st != TIX_OK)
		return st;
	st = tell_all(tx, r, &a);
	if (st == TIX_OK)
		st = tix_rows_end(&a.rows);
	return st == TIX_OK && a.any_gap ? TIX_NO : st;
}
