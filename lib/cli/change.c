/*
 * What happens to a ticket: saved, or only said (--dry-run); and why.
 */
#include "private.h"

#include <string.h>

#include <tix/attachments.h>
#include <tix/events.h>
#include <tix/grounds.h>
#include <tix/tickets.h>

/* "words 'vpn words' set queue to network", a line for each ground. */
static void
say_why(struct tix *tx, struct tix_run *r, const struct tix_ticket *t,
    const struct tix_event *e)
{
	struct tix_buf b = { .arena = tx->mem };
	const struct tix_ground *g;
	size_t n;

	if (tix_event_grounds(tx, e, &g, &n) != TIX_OK || n == 0) {
		tix_complain(tx, r, "ticket %lld: nothing to change",
		    (long long)t->id);
		return;
	}
	for (size_t i = 0; i < n; i++)
		tix_buf_printf(&b, "\n  %s", tix_ground_text(tx, tx->desk,
		    &g[i]));
	if (t->id == 0)
		tix_complain(tx, r, "the new ticket:%s", tix_buf_text(&b));
	else
		tix_complain(tx, r, "ticket %lld:%s", (long long)t->id,
		    tix_buf_text(&b));
}

/* One that is taken back is not there to be folded: the rest is. */
struct without {
	const struct tix_event *e;
	struct tix_ticket *t;
};

static enum tix_status
fold_without(struct tix *tx, struct tix_event *e, void *arg)
{
	const struct without *w = arg;
	const struct tix_member *m = tix_event_member(w->e, "event");

	e->retracted = e->retracted || (m != NULL && m->i == e->seq);
	tix_fold(tx, w->t, e, NULL);
	return TIX_OK;
}

static enum tix_status
preview(struct tix *tx, struct tix_ticket *t, struct tix_event *e)
{
	struct without w = { .e = e, .t = t };
	int64_t id = t->id;
	enum tix_status s = TIX_OK;

	if (e->kind == TIX_E_RETRACTED) {
		memset(t, 0, sizeof *t);
		s = tix_events_of(tx, tx->mem, id, fold_without, &w);
	}
	e->at = tx->at;
	e->ticket = id;
	tix_fold(tx, t, e, NULL);
	return s;
}

static enum tix_status
save_files(struct tix *tx, const struct tix_event *e)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && e->files != NULL &&
	    i < e->files->n; i++)
		s = tix_attachments_put(tx, &e->files->item[i]);
	return s;
}

static enum tix_status
save_one(struct tix *tx, struct tix_run *r, struct tix_ticket *t,
    struct tix_event *e)
{
	struct tix_ticket before = *t;
	enum tix_status s;

	if (!r->dry_run) {
		s = save_files(tx, e);
		return s == TIX_OK ? tix_tickets_save(tx, t, e, 1) : s;
	}
	s = preview(tx, t, e);
	if (s == TIX_OK)
		tix_diff_say(tx, r, &before, t, e);
	return s;
}

/* The events that were decided with it, on other tickets. */
static enum tix_status
save_joined(struct tix *tx, struct tix_run *r, const struct tix_event *first)
{
	enum tix_status s = TIX_OK;

	for (struct tix_event *e = first->also; s == TIX_OK && e != NULL;
	    e = e->also) {
		struct tix_ticket t = { 0 };

		if (e->kind == TIX_E_NONE)
			continue;
		if (e->ticket != 0)
			s = tix_tickets_load(tx, tx->mem, e->ticket, &t);
		e->with = first->seq;
		if (s == TIX_OK)
			s = save_one(tx, r, &t, e);
	}
	return s;
}

/* A rule that hardly ever fits is dead without anybody noticing: said once. */
void
tix_gave_up_say(struct tix *tx, struct tix_run *r, const struct tix_event *e)
{
	if (e->gave_up == NULL || r->gave_up)
		return;
	r->gave_up = true;
	tix_notice(tx, r, "a pattern of rule '%s' gave up after too many "
	    "steps, so it fits nothing; say it more simply", e->gave_up);
}

static void
say_grounds(struct tix *tx, struct tix_run *r, const struct tix_ticket *t,
    const struct tix_event *e)
{
	tix_gave_up_say(tx, r, e);
	if (r->explain && e->steps != NULL)
		tix_steps_say(tx, r, t, e);
	else if (r->explain)
		say_why(tx, r, t, e);
}

enum tix_status
tix_run_event(struct tix *tx, struct tix_run *r, struct tix_ticket *t,
    struct tix_event *e)
{
	enum tix_status s;

	say_grounds(tx, r, t, e);
	if (e->kind == TIX_E_NONE)
		return TIX_OK;
	s = save_one(tx, r, t, e);
	return s == TIX_OK ? save_joined(tx, r, e) : s;
}

enum tix_status
tix_run_events(struct tix *tx, struct tix_run *r, struct tix_ticket *t,
    struct tix_event *const *events, size_t n)
{
	struct tix_event *all = tix_arena_array(tx->mem, n, sizeof *all);
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && r->dry_run && i < n; i++)
		s = tix_run_event(tx, r, t, events[i]);
	if (r->dry_run)
		return s;
	for (size_t i = 0; i < n; i++) {
		say_grounds(tx, r, t, events[i]);
		all[i] = *events[i];
	}
	s = tix_tickets_save(tx, t, all, n);
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		*events[i] = all[i];
		s = save_joined(tx, r, events[i]);
	}
	return s;
}
