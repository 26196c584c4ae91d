/*
 * Acting on one ticket: load, decide, save.
 */
#include "act.h"

#include <string.h>

#include <tix/allow.h>
#include <tix/events.h>
#include <tix/tickets.h>
#include <tix/time.h>
#include <tix/visit.h>

enum tix_status
tix_record_next(struct tix *tx, struct tix_ids *ids, int wait,
    struct tix_record *rec)
{
	const char *text;
	enum tix_status s;

	tix_arena_reset(tx->mem); /* a line may be long */
	s = tix_ids_next(tx, ids, wait, &text);
	if (s != TIX_OK)
		return s;
	memset(rec, 0, sizeof *rec);
	strncpy(rec->text, text, sizeof rec->text - 1);
	rec->id = tix_id_parse(text);
	return TIX_OK;
}

/*
 * A move cannot have been made before what the ticket has been through since;
 * a note can.
 */
static enum tix_status
check_order(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *e)
{
	char last[TIX_TIME_SIZE];

	if (!tx->at_given || tx->at >= t->updated || e->nchanges == 0)
		return TIX_OK;
	return tix_fail(tx, TIX_CONFLICT,
	    "ticket %lld changed at %s, after --at", (long long)t->id,
	    tix_time_rfc3339(last, t->updated));
}

/* May this be done to the ticket, at the time that it is said to have been? */
static enum tix_status
check_ticket(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	enum tix_status s = tix_allow(tx, r->cmd->name, true, t);

	if (s == TIX_OK && tx->at_given && tx->at < t->opened)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld was opened after --at", (long long)t->id);
	return s;
}

/* The other tickets of the act are acted on as much as the first. */
static enum tix_status
check_joined(struct tix *tx, struct tix_run *r, const struct tix_event *first)
{
	enum tix_status s = TIX_OK;

	for (const struct tix_event *e = first->also; s == TIX_OK && e != NULL;
	    e = e->also) {
		struct tix_ticket t = { 0 };

		if (e->kind == TIX_E_NONE || e->ticket == 0)
			continue;
		s = tix_tickets_load(tx, tx->mem, e->ticket, &t);
		if (s == TIX_OK)
			s = check_ticket(tx, r, &t);
		if (s == TIX_OK)
			s = check_order(tx, &t, e);
	}
	return s;
}

static enum tix_status
decide(struct tix *tx, struct tix_run *r, struct tix_record *rec,
    struct tix_ticket *t, struct tix_event *e)
{
	enum tix_status s;

	if (rec->id == 0)
		return tix_fail(tx, TIX_NOT_FOUND, "no ticket '%s'", rec->text);
	s = tix_tickets_load(tx, tx->mem, rec->id, t);
	if (s == TIX_OK)
		s = check_ticket(tx, r, t);
	tix_event_init(e, TIX_E_NONE);
	if (s == TIX_OK)
		s = r->cmd->each(tx, t, e);
	if (s == TIX_OK && e->kind != TIX_E_NONE)
		s = check_order(tx, t, e);
	return s == TIX_OK ? check_joined(tx, r, e) : s;
}

enum tix_status
tix_act(struct tix *tx, struct tix_run *r, struct tix_record *rec)
{
	struct tix_ticket *t = tix_arena_alloc(tx->mem, sizeof *t);
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	enum tix_status s = decide(tx, r, rec, t, e);
	int64_t bounces = t->bounces;

	if (s != TIX_OK)
		return s;
	rec->changed = e->kind != TIX_E_NONE;
	s = tix_run_event(tx, r, t, e);
	rec->done = s == TIX_OK;
	rec->back = s == TIX_OK && t->bounces > bounces;
	rec->seq = e->seq;
	return s;
}

static const char *
ending(int64_t n)
{
	static const char *const endings[] = { "th", "st", "nd", "rd" };

	return n % 100 / 10 == 1 || n % 10 > 3 ? "th" : endings[n % 10];
}

enum tix_status
tix_act_tell(struct tix *tx, struct tix_run *r, const struct tix_record *rec)
{
	struct tix_ticket t = { 0 };
	struct tix_visit v;
	const bool tells = rec->done && rec->back && r->verbose >= 0;
	enum tix_status s = !tells ? TIX_NO :
	    tix_tickets_load(tx, tx->mem, rec->id, &t);

	if (s == TIX_OK && t.level != NULL &&
	    tix_visits_find(tx->mem, t.visits, t.level, &v))
		tix_notice(tx, r, "ticket %lld is back at %s for the %lld%s "
		    "time", (long long)t.id, t.level, (long long)v.times,
		    ending(v.times));
	return s == TIX_NO ? TIX_OK : s;
}

/* One record in its own savepoint; a transaction of one needs none. */
enum tix_status
tix_act_saved(struct tix *tx, struct tix_run *r, struct tix_record *rec)
{
	enum tix_status s = tix_db_savepoint(tx), undone;

	if (s == TIX_OK)
		s = tix_act(tx, r, rec);
	if (s == TIX_OK)
		return tix_db_release(tx);
	undone = tix_db_undo(tx);
	return undone == TIX_OK ? s : undone;
}

enum tix_status
tix_act_after(struct tix *tx, struct tix_run *r, const struct tix_record *rec)
{
	struct tix_ticket *t;
	struct tix_event *e;
	enum tix_status s;

	if (r->cmd->after == NULL || r->dry_run || !rec->done || !rec->changed)
		return TIX_OK;
	t = tix_arena_alloc(tx->mem, sizeof *t);
	e = tix_arena_alloc(tx->mem, sizeof *e);
	s = tix_tickets_load(tx, tx->mem, rec->id, t);
	if (s == TIX_OK)
		s = tix_events_get(tx, rec->seq, e);
	return s == TIX_OK ? r->cmd->after(tx, r, t, e) : s;
}
