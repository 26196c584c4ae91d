/*
 * Taking events back: allowed where nothing that came later stands on them.
 */
#include <tix/undo.h>

#include <string.h>

/* What follows from another act is taken back with it, never by itself. */
static bool
is_change(const struct tix_event *e)
{
	return e->kind != TIX_E_RETRACTED && e->kind != TIX_E_SENT &&
	    e->kind != TIX_E_UNSENT;
}

const struct tix_event *
tix_undo_last(const struct tix_past *p)
{
	const struct tix_event *last = NULL;

	/* The last that was done, which need not be the last that happened. */
	for (size_t i = 0; i < p->n; i++)
		if (is_change(p->event[i]) && !p->event[i]->retracted &&
		    (last == NULL || p->event[i]->seq > last->seq))
			last = p->event[i];
	return last;
}

static const struct tix_event *
find(const struct tix_past *p, int64_t seq)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->event[i]->seq == seq)
			return p->event[i];
	return NULL;
}

/* The event that 'e' speaks of. */
static int64_t
about(const struct tix_event *e)
{
	const struct tix_member *m = tix_event_member(e, "event");

	return m == NULL ? 0 : m->i;
}

/* A field that both set, or -1.  What adds and drops stands by itself. */
static int
shared_field(const struct tix_event *a, const struct tix_event *b)
{
	for (size_t i = 0; i < a->nchanges; i++) {
		enum tix_field f = a->changes[i].field;

		if (a->changes[i].op == TIX_SET &&
		    tix_event_change(b, f) != NULL)
			return (int)f;
	}
	return -1;
}

/*
 * Later events that stand, and set what 'e' set: the state that they were
 * decided from would no longer be so.  'since' is what 'e' has to be newer
 * than: itself, or what took it back.
 */
static enum tix_status
check_later(struct tix *tx, const struct tix_past *p,
    const struct tix_event *e, const struct tix_event *since)
{
	bool later = false;

	for (size_t i = 0; i < p->n; i++) {
		const struct tix_event *l = p->event[i];
		int f = l->retracted || !later ? -1 : shared_field(e, l);

		later = later || l == since;
		if (f < 0)
			continue;
		return tix_fail(tx, TIX_CONFLICT, "event %lld (%s) set '%s' "
		    "after event %lld (%s): take that back first",
		    (long long)l->seq, tix_events[l->kind].name,
		    tix_fields[f].name, (long long)e->seq,
		    tix_events[e->kind].name);
	}
	return TIX_OK;
}

static enum tix_status
check_reply(struct tix *tx, const struct tix_past *p,
    const struct tix_event *e)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->event[i]->kind == TIX_E_SENT &&
		    about(p->event[i]) == e->seq)
			return tix_fail(tx, TIX_CONFLICT,
			    "event %lld: the reply went out", (long long)
			    e->seq);
	return TIX_OK;
}

/* A part that became a ticket: nothing may have been done to that since. */
static enum tix_status
undo_opening(struct tix *tx, const struct tix_ticket *t,
    const struct tix_past *p, const struct tix_event *opened,
    struct tix_event *e)
{
	const struct tix_event *last = tix_undo_last(p);

	if (opened->with == 0)
		return tix_fail(tx, TIX_CONFLICT, "event %lld opened ticket "
		    "%lld: cancel that instead", (long long)opened->seq,
		    (long long)t->id);
	if (t->state == TIX_CANCELLED)
		return TIX_OK;
	if (last != opened)
		return tix_fail(tx, TIX_CONFLICT, "event %lld (%s) came after "
		    "ticket %lld was split off: take that back first",
		    (long long)last->seq, tix_events[last->kind].name,
		    (long long)t->id);
	tix_event_init(e, TIX_E_RETRACTED);
	e->ticket = t->id;
	tix_event_set_int(e, TIX_F_STATE, TIX_CANCELLED);
	tix_event_drop_text(e, TIX_F_LINKS, t->links);
	tix_event_int(e, "event", opened->with);
	tix_event_text(e, "reason", "the split was taken back");
	return TIX_OK;
}

/* Bring back what 'back' took: as if it had never been taken. */
static enum tix_status
redo(struct tix *tx, const struct tix_past *p, const struct tix_event *back)
{
	const struct tix_event *e = find(p, about(back));

	if (e == NULL)
		return TIX_OK;
	return check_later(tx, p, e, back);
}

static enum tix_status
check(struct tix *tx, const struct tix_past *p, const struct tix_event *e)
{
	enum tix_status s = TIX_OK;

	if (e->kind == TIX_E_SENT || e->kind == TIX_E_UNSENT)
		return tix_fail(tx, TIX_CONFLICT,
		    "event %lld tells what became of a reply: it stays",
		    (long long)e->seq);
	if (e->kind == TIX_E_RETRACTED)
		return redo(tx, p, e);
	if (e->kind == TIX_E_REPLIED)
		s = check_reply(tx, p, e);
	return s == TIX_OK ? check_later(tx, p, e, e) : s;
}

enum tix_status
tix_undo(struct tix *tx, const struct tix_ticket *t, const struct tix_past *p,
    int64_t seq, const char *reason, struct tix_event *e)
{
	const struct tix_event *target = find(p, seq);
	enum tix_status s;

	if (target == NULL)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "ticket %lld has no event '%lld'", (long long)t->id,
		    (long long)seq);
	if (target->retracted)
		return TIX_OK;
	if (target->kind == TIX_E_OPENED)
		return undo_opening(tx, t, p, target, e);
	s = check(tx, p, target);
	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_RETRACTED);
	e->ticket = t->id;
	tix_event_int(e, "event", seq);
	tix_event_text(e, "reason", reason);
	return TIX_OK;
}
