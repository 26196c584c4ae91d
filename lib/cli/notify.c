/*
 * Notifications on their way out.  Nothing of the desk is locked while a hook
 * runs; the claim on the row keeps others from telling the same meanwhile, and
 * lapses where this program is killed before it could note what became of it.
 */
#include "notifying.h"
#include "private.h"

#include <string.h>

#include <tix/config.h>
#include <tix/tickets.h>
#include <tix/time.h>
#include <tix/utf8.h>

#define SLACK (30 * TIX_SECOND) /* of a claim, beyond the hook's own time */
#define RUN_TIME (50 * TIX_SECOND) /* then the next run goes on */
#define UNDELIVERED "undelivered"

struct delivery {
	struct tix_run *r;
	struct tix_notify_way way;
	struct tix_outbox_row row;  /* as it was claimed */
	struct tix_outbox_row next; /* as it is from now on */
	const char *target;
	enum tix_status verdict;
	const char *result;
	bool passed;                /* another run settled it */
};

static enum tix_status
claim(struct tix *tx, void *arg)
{
	struct delivery *d = arg;

	return tix_outbox_claim(tx, d->way.timeout + SLACK, &d->row);
}

/* Waiting longer each time: what is wrong may take a while to be mended. */
static int64_t
pause_after(int64_t tries)
{
	static const int64_t minutes[] = { 1, 5, 15 };
	const int64_t n = sizeof minutes / sizeof minutes[0];

	return minutes[tries > n ? n - 1 : tries - 1] * TIX_MINUTE;
}

/* The same target once more, or else the next one at once. */
static void
decide(struct tix *tx, struct delivery *d)
{
	struct tix_outbox_row *n = &d->next;

	*n = d->row;
	n->result = tix_utf8_clean(tx->mem, tix_arena_printf(tx->mem, "%.*s",
	    TIX_OUTBOX_RESULT_MAX, tix_arena_printf(tx->mem, "%s: %s",
	    d->target, d->result)));
	if (d->verdict == TIX_OK) {
		n->state = TIX_O_SENT;
		n->sent = tx->now;
	} else if (d->verdict == TIX_BUSY && n->tries < TIX_OUTBOX_TRIES) {
		/* Before the one that hung, or it would always be first. */
		n->next_try = tx->now + pause_after(n->tries) -
		    (d->way.not_run ? TIX_MINUTE / 2 : 0);
	} else {
		n->target++;
		n->tries = 0;
		n->next_try = tx->now;
		if (tix_target_get(tx, n->targets, n->target) == NULL)
			n->state = TIX_O_FAILED;
	}
}

static const char *
failure_data(struct tix *tx, const struct tix_outbox_row *row)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	size_t len;

	tix_json_open(o, '{');
	tix_json_name(o, "notification");
	tix_json_number(o, row->id);
	tix_json_name(o, "key");
	tix_json_string(o, tix_utf8_clean(tx->mem, row->key));
	tix_json_name(o, "targets");
	tix_json_string(o, tix_utf8_clean(tx->mem, row->targets));
	tix_json_name(o, "result");
	tix_json_string(o, row->result);
	tix_json_close(o, '}');
	return tix_arena_dup(tx->mem, tix_json_out_text(o, &len));
}

/* Is it one of those that were tried? */
static bool
was_tried(struct tix *tx, const char *targets, const char *target)
{
	const char *one;

	for (int64_t i = 0;
	    (one = tix_target_get(tx, targets, i)) != NULL; i++)
		if (strcmp(one, target) == 0)
			return true;
	return false;
}

/*
 * That nobody could be told is told to the ticket's team and to the desk; that
 * they could not be told either, to nobody.
 */
static enum tix_status
tell_of_failure(struct tix *tx, const struct tix_outbox_row *row)
{
	struct tix_ticket *t = tix_arena_alloc(tx->mem, sizeof *t);
	const char *team = NULL;
	enum tix_status s;

	if (row->what != NULL && strcmp(row->what, UNDELIVERED) == 0)
		return TIX_OK;
	s = tix_tickets_load(tx, tx->mem, row->ticket, t);
	if (s == TIX_OK && t->team != NULL)
		team = tix_arena_printf(tx->mem, "team:%s", t->team);
	if (team != NULL && was_tried(tx, row->targets, team))
		team = NULL;
	if (s == TIX_OK)
		s = tix_outbox_put(tx, &(struct tix_outbox_row){
		    .key = tix_arena_printf(tx->mem, UNDELIVERED " %lld",
		    (long long)row->id), .ticket = row->ticket,
		    .event = row->event, .what = UNDELIVERED,
		    .targets = tix_arena_printf(tx->mem, "%s%sdesk",
		    team != NULL ? team : "", team != NULL ? " " : ""),
		    .data = failure_data(tx, row) });
	return s == TIX_NO ? TIX_OK : s;
}

static enum tix_status
settle(struct tix *tx, void *arg)
{
	struct delivery *d = arg;
	enum tix_status s;

	decide(tx, d);
	s = tix_outbox_settle(tx, &d->row, &d->next);
	d->passed = s == TIX_NO;
	if (s == TIX_OK && d->next.state == TIX_O_FAILED)
		s = tell_of_failure(tx, &d->next);
	return s == TIX_NO ? TIX_OK : s;
}

static void
complain(struct tix *tx, const struct delivery *d)
{
	const struct tix_outbox_row *n = &d->next;
	char at[TIX_TIME_SIZE];
	const char *then;

	if (n->state == TIX_O_FAILED)
		then = "nobody is left to be told; tix notify list --state "
		    "failed";
	else if (n->target == d->row.target)
		then = tix_arena_printf(tx->mem, "tried again at %s",
		    tix_time_rfc3339(at, n->next_try));
	else
		then = tix_arena_printf(tx->mem, "next is %s",
		    tix_target_get(tx, n->targets, n->target));
	tix_complain(tx, d->r, "ticket %lld: notification %lld to %s; %s",
	    (long long)n->ticket, (long long)n->id, n->result, then);
}

/* TIX_BUSY where it did not arrive, which is told of. */
static enum tix_status
deliver(struct tix *tx, struct delivery *d, tix_outbox_fn sent, void *arg)
{
	enum tix_status s;

	d->target = tix_target_get(tx, d->row.targets, d->row.target);
	if (d->target == NULL)
		d->target = d->row.targets;
	d->verdict = tix_notify_tell(tx, &d->row, &d->way, &d->result);
	if (d->verdict > TIX_BUSY)
		return d->verdict;
	s = tix_run_transaction(tx, settle, d);
	if (s != TIX_OK || d->passed)
		return s;
	if (d->verdict == TIX_OK)
		return sent != NULL ? sent(tx, &d->next, arg) : TIX_OK;
	complain(tx, d);
	tx->error[0] = '\0'; /* it was told */
	return TIX_BUSY;
}

static enum tix_status
say_due(struct tix *tx, const struct tix_outbox_row *row, void *arg)
{
	const char *target = tix_target_get(tx, row->targets, row->target);

	if (row->next_try <= tx->now)
		tix_complain(tx, arg, "ticket %lld: would tell %s: %s",
		    (long long)row->ticket, target != NULL ? target : "nobody",
		    row->key);
	tix_arena_reset(tx->mem);
	return TIX_OK;
}

static enum tix_status
prepare(struct tix *tx, struct delivery *d, bool *any)
{
	struct tix_outbox_count count = { 0 };
	int64_t seconds;
	enum tix_status s = tix_config_count(tx, "hook-timeout", 10, &seconds);

	if (s == TIX_OK)
		s = tix_outbox_count(tx, &count);
	*any = s == TIX_OK && count.due > 0;
	d->way.timeout = (seconds > 0 ? seconds : 1) * TIX_SECOND;
	return s;
}

enum tix_status
tix_outbox_deliver(struct tix *tx, struct tix_run *r, int64_t limit,
    tix_outbox_fn sent, void *arg)
{
	struct delivery d = { .r = r };
	const int64_t until = tix_time_clock() + RUN_TIME;
	bool any;
	enum tix_status total = TIX_OK, s;

	tix_clock(tx);
	s = prepare(tx, &d, &any);
	if (s != TIX_OK || !any)
		return s;
	if (r->dry_run)
		return tix_outbox_each(tx, 1u << TIX_O_PENDING, say_due, r);
	for (int64_t n = 0; (limit == 0 || n < limit) && !tix_stopped(tx) &&
	    tix_time_clock() < until; n++) {
		tix_arena_reset(tx->mem);
		s = tix_run_transaction(tx, claim, &d);
		if (s != TIX_OK)
			return s == TIX_NO ? total : tix_worse(total, s);
		s = deliver(tx, &d, sent, arg);
		total = tix_worse(total, s);
		if (s > TIX_BUSY || r->reader_gone)
			return total;
	}
	return tix_stopped(tx) ? tix_worse(total, TIX_BUSY) : total;
}
