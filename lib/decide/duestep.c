/*
 * A step of an escalation policy, taken.
 */
#include "dueparts.h"

#include <string.h>

#include <tix/escalate.h>
#include <tix/grounds.h>

/* What could not be done, one after the other. */
static void
unable(struct tix_buf *b, const char *words)
{
	if (words != NULL)
		tix_buf_printf(b, "%s%s", b->len > 0 ? "; " : "", words);
}

/* One row for each that is told, or one for all, tried in order. */
static enum tix_status
tell(struct tix_dueing *d, const struct tix_agenda_item *i, struct tix_buf *no)
{
	const char *const *notify = i->step->notify;
	struct tix_buf b = { .arena = d->tx->mem };
	enum tix_status s = TIX_OK;

	for (int64_t k = i->turn; s == TIX_OK && notify[k] != NULL; k++) {
		const char *words, *why;

		s = tix_due_whom(d, notify[k], &words, &why);
		unable(no, why);
		if (s != TIX_OK || words == NULL)
			continue;
		if (i->step->all)
			tix_due_tell(d, i, "stepped", notify[k], words);
		else
			tix_buf_printf(&b, "%s%s", b.len > 0 ? " " : "",
			    words);
	}
	if (s == TIX_OK && b.len > 0)
		tix_due_tell(d, i, "stepped", NULL, tix_buf_text(&b));
	if (s == TIX_OK && i->step->hook != NULL && i->turn == 0)
		tix_due_tell(d, i, "stepped", "hook", tix_arena_printf(
		    d->tx->mem, "hook:%s", i->step->hook));
	return s;
}

static void
raise_priority(struct tix_dueing *d, int64_t steps, struct tix_event *e,
    struct tix_buf *no)
{
	const int64_t is = d->t.priority;
	const int64_t to = is - steps < 1 ? 1 : is - steps;

	if (steps == 0)
		return;
	if (is == 0)
		unable(no, "it has no priority to raise");
	else if (is == 1)
		unable(no, "its priority is the highest already");
	if (is <= 1)
		return;
	tix_event_set_int(e, TIX_F_PRIORITY, to);
	if (d->t.priority_source != TIX_BY_HAND)
		tix_event_set_int(e, TIX_F_PRIORITY_SOURCE, TIX_BY_RULE);
}

/* The step comes before what else was decided of the move. */
static enum tix_status
say_why(struct tix_dueing *d, const struct tix_agenda_item *i,
    struct tix_event *e)
{
	const struct tix_ground g = {
		.by = "escalation", .name = tix_arena_printf(d->tx->mem,
		    "%s/%s", i->policy->name, i->step->name),
		.set = "level", .to = tix_event_change(e,
		    TIX_F_LEVEL)->value.s,
	};
	struct tix_json_out *o = tix_json_out_new(d->tx->mem);
	const struct tix_member *why = tix_event_member(e, "why");
	struct tix_json *rest;
	enum tix_status s = TIX_OK;
	size_t n;

	tix_json_open(o, '[');
	tix_ground_put(o, &g, NULL);
	if (why != NULL)
		s = tix_json_parse(d->tx, d->tx->mem, why->s, strlen(why->s),
		    &rest);
	for (const struct tix_json *k = why == NULL || s != TIX_OK ? NULL :
	    rest->child; k != NULL; k = k->next)
		tix_json_node(o, k);
	tix_json_close(o, ']');
	if (why == NULL)
		tix_event_json(e, "why", tix_json_out_text(o, &n));
	for (size_t k = 0; k < e->nmembers; k++)
		if (&e->members[k] == why)
			e->members[k].s = tix_json_out_text(o, &n);
	return s;
}

static enum tix_status
hand_up(struct tix_dueing *d, const struct tix_agenda_item *i,
    struct tix_event **up, struct tix_buf *no)
{
	const struct tix_escalation to = {
		.level = strcmp(i->step->hand_up, "next") == 0 ? NULL :
		    i->step->hand_up,
		.reason = tix_arena_printf(d->tx->mem, "escalation %s, step "
		    "%s", i->policy->name, i->step->name),
		.automatic = true, .staff = d->how->staff,
	};
	struct tix_event *e = tix_due_event(d);
	enum tix_status s = tix_escalate(d->tx, &d->t, &to, e);

	if (s == TIX_CONFLICT || s == TIX_NOT_FOUND || s == TIX_INVALID) {
		unable(no, tix_arena_dup(d->tx->mem, d->tx->error));
		return TIX_OK;
	}
	if (s == TIX_OK && e->kind == TIX_E_NONE)
		unable(no, tix_arena_printf(d->tx->mem, "it is at %s already",
		    d->t.level == NULL ? "that level" : d->t.level));
	else if (s == TIX_OK)
		s = say_why(d, i, e);
	if (s == TIX_OK && e->kind != TIX_E_NONE)
		*up = e;
	return s;
}

enum tix_status
tix_due_step(struct tix_dueing *d, const struct tix_agenda_item *i)
{
	struct tix_buf no = { .arena = d->tx->mem };
	struct tix_event *e = tix_due_event(d), *up = NULL;
	const bool first = i->round == 0 && i->turn == 0;
	enum tix_status s;

	tix_event_init(e, TIX_E_STEPPED);
	tix_event_text(e, "policy", i->policy->name);
	tix_event_text(e, "step", i->step->name);
	tix_event_text(e, "key", i->key);
	tix_event_int(e, "reached", i->at);
	s = tell(d, i, &no);
	if (first)
		raise_priority(d, i->step->raise, e, &no);
	if (s == TIX_OK && first && i->step->hand_up != NULL)
		s = hand_up(d, i, &up, &no);
	/* Who hands it up has it until then, and it may come back to him. */
	if (first && i->step->release && up == NULL && d->t.owner != NULL)
		tix_event_set_text(e, TIX_F_OWNER, NULL);
	if (no.len > 0)
		tix_event_text(e, "unable", tix_buf_text(&no));
	if (s == TIX_OK)
		s = tix_due_fold(d, e);
	return s == TIX_OK && up != NULL ? tix_due_fold(d, up) : s;
}
