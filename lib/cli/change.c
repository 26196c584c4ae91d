/*
 * What happens to a ticket: saved, or only said (--dry-run); and why.
 */
#include "private.h"

#include <string.h>

#include <tix/events.h>
#include <tix/tickets.h>
#include <tix/time.h>
#include <tix/utf8.h>

/* A value for people: steps by name, times in local time, none as "none". */
static const char *
words_of(struct tix *tx, const struct tix_value *v)
{
	char time[TIX_TIME_SIZE];

	if (!tix_value_is_some(v))
		return "none";
	switch (v->type) {
	case TIX_T_TEXT:
	case TIX_T_TAGS:
	case TIX_T_JSON:
		return tix_utf8_fit(tx->mem,
		    tix_utf8_printable(tx->mem, v->s, false), 60);
	case TIX_T_NAME:
		return tix_value_name(v);
	case TIX_T_TIME:
		return tix_arena_dup(tx->mem,
		    tix_time_local(time, v->i, tx->zone));
	case TIX_T_DURATION:
		return tix_arena_dup(tx->mem, tix_duration_text(time, v->i));
	case TIX_T_INT:
	case TIX_T_FLAG:
		break;
	}
	return tix_arena_printf(tx->mem, "%lld", (long long)v->i);
}

static void
say_changes(struct tix *tx, struct tix_run *r,
    const struct tix_ticket *before, const struct tix_ticket *after)
{
	struct tix_buf b = { .arena = tx->mem };

	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value old = tix_ticket_get(before,
		    (enum tix_field)f);
		struct tix_value new = tix_ticket_get(after,
		    (enum tix_field)f);

		if ((tix_fields[f].flags & TIX_F_TRACKED) == 0 ||
		    tix_value_equal(&old, &new))
			continue;
		tix_buf_printf(&b, "\n  %s: %s -> %s", tix_fields[f].name,
		    words_of(tx, &old), words_of(tx, &new));
	}
	if (before->id == 0)
		tix_complain(tx, r, "would open a ticket%s", tix_buf_text(&b));
	else
		tix_complain(tx, r, "would change ticket %lld%s",
		    (long long)before->id,
		    b.len > 0 ? tix_buf_text(&b) : "\n  a note is added");
}

/* "words 'vpn words' set queue to network", a line for each ground. */
static void
say_why(struct tix *tx, struct tix_run *r, const struct tix_ticket *t,
    const struct tix_event *e)
{
	const struct tix_member *why = tix_event_member(e, "why");
	struct tix_buf b = { .arena = tx->mem };
	const struct tix_json *g;
	struct tix_json *root;

	if (why == NULL || tix_json_parse(tx, tx->mem, why->s, strlen(why->s),
	    &root) != TIX_OK) {
		tix_complain(tx, r, "ticket %lld: nothing to change",
		    (long long)t->id);
		return;
	}
	for (g = root->child; g != NULL; g = g->next) {
		const struct tix_json *to = tix_json_get(g, "to");
		const char *value = tix_json_get_bytes(tx->mem, to);

		tix_buf_printf(&b, "\n  %s '%s' set %s to %s",
		    tix_json_text(g, "by"), tix_json_get_bytes(tx->mem,
		    tix_json_get(g, "name")), tix_json_text(g, "set"),
		    value != NULL ? value : to->text);
	}
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
save_one(struct tix *tx, struct tix_run *r, struct tix_ticket *t,
    struct tix_event *e)
{
	struct tix_ticket before = *t;
	enum tix_status s;

	if (!r->dry_run)
		return tix_tickets_save(tx, t, e, 1);
	s = preview(tx, t, e);
	if (s == TIX_OK)
		say_changes(tx, r, &before, t);
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

enum tix_status
tix_run_event(struct tix *tx, struct tix_run *r, struct tix_ticket *t,
    struct tix_event *e)
{
	enum tix_status s;

	if (r->explain)
		say_why(tx, r, t, e);
	if (e->kind == TIX_E_NONE)
		return TIX_OK;
	s = save_one(tx, r, t, e);
	return s == TIX_OK ? save_joined(tx, r, e) : s;
}
