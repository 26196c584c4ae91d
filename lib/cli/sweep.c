/*
 * The sweep: from alarms that have rung to events, and to people who are told.
 */
#include "private.h"
#include "sweeping.h"

#include <stdlib.h>
#include <string.h>

#include <tix/allow.h>
#include <tix/db.h>
#include <tix/duty.h>
#include <tix/notify.h>
#include <tix/related.h>
#include <tix/sweeps.h>
#include <tix/tail.h>
#include <tix/tickets.h>
#include <tix/time.h>
#include <tix/timing.h>
#include <tix/zone.h>

#define AT_ONCE 100 /* tickets in one transaction */

static enum tix_status
take_alarm(struct tix *tx, int64_t id, int64_t at, void *arg)
{
	struct tix_rung *g = arg;

	(void)at;
	g->id = tix_arena_more(tx->run, g->id, g->n, &g->cap,
	    sizeof *g->id);
	g->id[g->n++] = id;
	return TIX_OK;
}

enum tix_status
tix_rung_find(struct tix *tx, int64_t until, struct tix_rung *rung)
{
	return tix_alarms_each(tx, until, INT64_MAX, take_alarm, rung);
}

/* Logins of those who have the duty now, by the newest desk. */
static enum tix_status
on_call(struct tix *tx, const char *schedule, const char *const **agents)
{
	const char **list = tix_arena_array(tx->mem, TIX_ROTATIONS_MAX + 1,
	    sizeof *list);
	struct tix_tail_line line;
	struct tix_schedule s;
	struct tix_duty d = { .n = 0 };
	enum tix_status st = TIX_OK;

	*agents = list;
	if (!tix_tail_find(tx->mem, tx->desk, 'd', schedule, &line))
		return TIX_OK;
	st = tix_schedule_read(tx, tx->mem, line.name, line.json, line.len,
	    &s);
	if (st == TIX_OK)
		st = tix_duty_at(tx, &s, tx->now, &d);
	for (size_t i = 0; st == TIX_OK && i < d.n; i++)
		list[i] = d.agent[i];
	return st;
}

const struct tix_due_how tix_sweep_how = {
	.staff = &tix_run_staff,
	.on_call = on_call,
	.end = tix_related_end,
};

struct sweep {
	struct tix_run *r;
	struct tix_rung rung;
	size_t at;           /* the next one */
	int64_t done[AT_ONCE];
	size_t ndone;
	size_t nlost;        /* that could not be looked at */
	enum tix_status worst;
};

static enum tix_status
put_row(struct tix *tx, int64_t id, const struct tix_due *due,
    const struct tix_due_row *d)
{
	const struct tix_outbox_row row = {
		.key = d->key,
		.ticket = id,
		.event = due->events[d->event]->seq,
		.what = d->what,
		.targets = d->targets,
		.data = d->data,
	};
	enum tix_status s = tix_outbox_put(tx, &row);

	return s == TIX_NO ? TIX_OK : s;
}

static enum tix_status
store(struct tix *tx, struct sweep *w, const struct tix_due *due, int64_t id)
{
	struct tix_ticket t = { 0 };
	enum tix_status s = tix_tickets_load(tx, tx->mem, id, &t);

	if (s == TIX_OK)
		s = tix_run_events(tx, w->r, &t, due->events, due->nevents);
	for (size_t i = 0; s == TIX_OK && !w->r->dry_run && i < due->nrows;
	    i++)
		s = put_row(tx, id, due, &due->rows[i]);
	return s;
}

static void
pass_over(struct tix *tx, const struct sweep *w, const char *why)
{
	if (w->r->verbose > 0)
		tix_complain(tx, w->r, "not yet: %s", why);
}

/* TIX_NO: nothing of it changed. */
static enum tix_status
sweep_one(struct tix *tx, struct sweep *w, int64_t id)
{
	struct tix_timing now;
	struct tix_due due = { .nevents = 0 };
	enum tix_status s = tix_timing_of(tx, id, tx->now, &now);

	if (s == TIX_OK)
		s = tix_allow(tx, w->r->cmd->name, true, &now.ticket);
	if (s == TIX_OK)
		s = tix_due(tx, &now.ticket, now.agenda, &tix_sweep_how, &due);
	if (s == TIX_OK && due.refused != NULL)
		pass_over(tx, w, due.refused);
	if (s != TIX_OK || due.nevents == 0)
		return s == TIX_OK ? TIX_NO : s;
	return store(tx, w, &due, id);
}

/* A ticket that cannot be seen to does not keep others from it. */
static enum tix_status
sweep_saved(struct tix *tx, struct sweep *w, int64_t id)
{
	enum tix_status s = tix_db_savepoint(tx), undone;

	if (s == TIX_OK)
		s = sweep_one(tx, w, id);
	if (s == TIX_OK || s == TIX_NO) {
		undone = tix_db_release(tx);
		if (s == TIX_OK && undone == TIX_OK)
			w->done[w->ndone++] = id;
		return undone;
	}
	undone = tix_db_undo(tx);
	if (s >= TIX_BUSY || undone != TIX_OK)
		return undone == TIX_OK ? s : undone;
	if (s == TIX_CONFLICT) {
		pass_over(tx, w, tx->error);
		return TIX_OK;
	}
	tix_complain(tx, w->r, "ticket %lld: %s", (long long)id, tx->error);
	w->worst = tix_worse(w->worst, s);
	return TIX_OK;
}

static enum tix_status
sweep_some(struct tix *tx, void *arg)
{
	struct sweep *w = arg;
	const size_t from = w->at;
	enum tix_status s = TIX_OK;

	w->ndone = 0;
	while (s == TIX_OK && w->at < w->rung.n && w->at - from < AT_ONCE &&
	    !tix_interrupted()) {
		s = sweep_saved(tx, w, w->rung.id[w->at++]);
		tix_arena_reset(tx->mem);
	}
	return s;
}

static enum tix_status
print(struct tix *tx, const struct sweep *w, struct tix_rows *rows)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < w->ndone; i++) {
		s = tix_rows_id(tx, rows, w->done[i]);
		tix_arena_reset(tx->mem);
	}
	return s == TIX_OK ? tix_run_flush(tx, w->r) : s;
}

static enum tix_status
go_on(struct tix *tx, void *arg)
{
	return tix_retiming_go_on(tx, arg);
}

enum tix_status
tix_retime(struct tix *tx, struct tix_run *r)
{
	int64_t next;
	bool left = true;
	enum tix_status s = tix_retiming_left(tx, &next);

	while (s == TIX_OK && next != 0 && left && !tix_interrupted()) {
		s = tix_run_transaction(tx, go_on, &left);
		if (s == TIX_OK && left)
			s = tix_retiming_left(tx, &next);
		tix_progress(r, "tickets up to %lld are held against the new "
		    "agreements", (long long)(next < 0 ? -next : next));
	}
	tix_progress_end(r);
	return s;
}

static enum tix_status
finished(struct tix *tx, void *arg)
{
	(void)arg;
	return tix_sweeps_finished(tx, tx->now);
}

static enum tix_status
sweep(struct tix *tx, struct tix_run *r)
{
	struct sweep w = { .r = r };
	struct tix_rows rows;
	enum tix_status s = tix_rows_begin(tx, r, "id", &rows);

	if (s == TIX_OK)
		s = tix_retime(tx, r);
	if (s == TIX_OK)
		s = tix_rung_find(tx, tx->now, &w.rung);
	while (s == TIX_OK && w.at < w.rung.n && !tix_interrupted()) {
		s = tix_run_transaction(tx, sweep_some, &w);
		if (s == TIX_OK)
			s = print(tx, &w, &rows);
	}
	if (s == TIX_OK)
		s = tix_rows_end(&rows);
	if (s == TIX_OK && !tix_interrupted())
		s = tix_run_transaction(tx, finished, NULL);
	if (s == TIX_OK && !tix_interrupted())
		s = tix_outbox_deliver(tx, r, 0, NULL, NULL);
	return tix_worse(s, w.worst);
}

/* What would change by now, ticket by ticket, as every dry run tells it. */
static enum tix_status
sweep_dry(struct tix *tx, struct tix_run *r)
{
	struct sweep w = { .r = r };
	enum tix_status s = tix_rung_find(tx, tx->now, &w.rung);

	for (; s < TIX_BUSY && w.at < w.rung.n && !tix_interrupted(); w.at++) {
		s = sweep_one(tx, &w, w.rung.id[w.at]);
		if (s == TIX_CONFLICT)
			pass_over(tx, &w, tx->error);
		tix_arena_reset(tx->mem);
	}
	return s < TIX_BUSY ? TIX_OK : s;
}

enum tix_status
tix_sweep(struct tix *tx, struct tix_run *r, int64_t until)
{
	enum tix_status s = TIX_OK;

	if (r->noperands > 0)
		return tix_fail(tx, TIX_INVALID,
		    "--due finds its tickets by itself");
	if (until != 0 && !r->dry_run)
		return tix_fail(tx, TIX_INVALID,
		    "--until is for a dry run: what is to come is not done");
	if (tx->zone == NULL)
		s = tix_zone_local(tx, tx->run, getenv("TZ"), &tx->zone);
	if (s != TIX_OK)
		return s;
	if (until != 0)
		return tix_sweep_ahead(tx, r, until);
	return r->dry_run ? sweep_dry(tx, r) : sweep(tx, r);
}
