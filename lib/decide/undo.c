/*
 * Taking events back: allowed where nothing that came later stands on them.
 */
#include <tix/undo.h>

#include <string.h>

#include <tix/link.h>
#include <tix/orphan.h>

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

/* What a retraction took back, where that is an event of this ticket. */
static const struct tix_event *
taken(const struct tix_past *p, const struct tix_event *e)
{
	const struct tix_event *of = find(p, about(e));

	return of != NULL && of->seq < e->seq ? of : NULL;
}

/*
 * What 'e' comes down to where it takes back what took back; 'stands' is
 * whether that holds once 'e' does not.  NULL for one of another ticket.
 */
static const struct tix_event *
origin(const struct tix_past *p, const struct tix_event *e, bool *stands)
{
	*stands = false;
	while (e != NULL && e->kind == TIX_E_RETRACTED) {
		e = taken(p, e);
		*stands = !*stands;
	}
	return e;
}

/* What takes back the same as the retraction 'by', and stands; or NULL. */
static const struct tix_event *
rival(const struct tix_past *p, const struct tix_event *by)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct tix_event *l = p->event[i];

		if (l != by && l->kind == TIX_E_RETRACTED && !l->retracted &&
		    about(l) == about(by))
			return l;
	}
	return NULL;
}

/*
 * With 'by' gone, what it took back stands again, and if that took something
 * back, this is taken back again, and so on down: the retraction that would be
 * a second one of the same event on the way; or NULL.
 */
static const struct tix_event *
in_the_way(const struct tix_past *p, const struct tix_event *by)
{
	const struct tix_event *second = NULL;

	while (second == NULL && by != NULL && by->kind == TIX_E_RETRACTED) {
		second = rival(p, by);
		by = taken(p, by);
	}
	return second;
}

/* Whether 'l' was decided from what 'e' made, though it set something else. */
static bool
leans_on(const struct tix_event *l, const struct tix_event *e, bool stands)
{
	if (l->kind == TIX_E_MERGED)
		return true;
	if (stands)
		return l->nchanges > 0 && (e->kind == TIX_E_MERGED ||
		    e->kind == TIX_E_ABSORBED);
	if (l->kind == TIX_E_RATED)
		return e->kind == TIX_E_RESOLVED || e->kind == TIX_E_CLOSED;
	return l->kind == TIX_E_SPLIT && about(l) == e->seq;
}

static enum tix_status
refuse(struct tix *tx, const struct tix_event *l, const struct tix_event *e,
    int field)
{
	const char *set = field < 0 ? "came" :
	    tix_arena_printf(tx->mem, "set '%s'", tix_fields[field].name);

	return tix_fail(tx, TIX_CONFLICT, "event %lld (%s) %s after event "
	    "%lld (%s): take that back first", (long long)l->seq,
	    tix_events[l->kind].name, set, (long long)e->seq,
	    tix_events[e->kind].name);
}

/*
 * Later events that stand, and set what 'e' set or lean on it: the state that
 * they were decided from would no longer be so.  'since' is what they have to
 * be newer than: 'e' itself, or what took it back.
 */
static enum tix_status
check_later(struct tix *tx, const struct tix_past *p,
    const struct tix_event *e, bool stands, const struct tix_event *since)
{
	bool later = false;

	for (size_t i = 0; i < p->n; i++) {
		const struct tix_event *l = p->event[i];
		bool counts = later && !l->retracted;
		int f = counts ? shared_field(e, l) : -1;

		later = later || l == since;
		if (f >= 0 || (counts && leans_on(l, e, stands)))
			return refuse(tx, l, e, f);
	}
	return TIX_OK;
}

int64_t
tix_undo_reply(const struct tix_past *p, int64_t seq)
{
	const struct tix_event *e = find(p, seq);
	bool stands;

	e = e == NULL ? NULL : origin(p, e, &stands);
	return e != NULL && e->kind == TIX_E_REPLIED ? e->seq : 0;
}

/* The links that 'e' added or dropped. */
static const char *
links_of(struct tix *tx, const struct tix_event *e, enum tix_change_op op)
{
	const char *links = NULL;

	for (size_t i = 0; i < e->nchanges; i++) {
		const struct tix_change *c = &e->changes[i];

		if (c->field == TIX_F_LINKS && c->op == op &&
		    c->value.s != NULL)
			links = tix_tags_add(tx->mem, links, c->value.s);
	}
	return links;
}

const char *
tix_undo_links(struct tix *tx, const struct tix_past *p, int64_t seq)
{
	const struct tix_event *e = find(p, seq);
	bool stands;

	e = e == NULL ? NULL : origin(p, e, &stands);
	return e == NULL ? NULL :
	    links_of(tx, e, stands ? TIX_ADD : TIX_DROP);
}

/* What comes back must not be a second parent, or a second master. */
static enum tix_status
check_links(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *e, bool stands)
{
	const char *at = links_of(tx, e, stands ? TIX_ADD : TIX_DROP);
	const char *left = tix_tags_drop(tx->mem, t->links,
	    links_of(tx, e, stands ? TIX_DROP : TIX_ADD));
	const char *relation;
	int64_t id, there;

	while ((id = tix_links_next(tx->mem, &at, &relation)) != 0) {
		const struct tix_relation *r = tix_relation_find(relation);

		if (r == NULL || !r->single)
			continue;
		there = tix_links_find(left, relation);
		if (there != 0 && there != id)
			return tix_fail(tx, TIX_CONFLICT, "ticket %lld has "
			    "ticket %lld for its '%s' already",
			    (long long)t->id, (long long)there, relation);
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

/* What the field is where 'e' stands or not, and nothing else changes. */
static const char *
would_be(const struct tix_past *p, const struct tix_event *e, bool stands,
    enum tix_field f)
{
	const char *value = NULL;

	for (size_t i = 0; i < p->n; i++) {
		const struct tix_event *l = p->event[i];
		const struct tix_change *c = tix_event_change(l, f);

		if (c != NULL && c->op == TIX_SET &&
		    (l == e ? stands : !l->retracted))
			value = c->value.s;
	}
	return value;
}

/* It does not go back to what the desk took away since. */
static enum tix_status
check_places(struct tix *tx, const struct tix_ticket *t,
    const struct tix_past *p, const struct tix_event *e, bool stands)
{
	for (size_t i = 0; tx->desk != NULL && i < e->nchanges; i++) {
		const enum tix_field f = e->changes[i].field;
		const char *is = tix_ticket_get(t, f).s, *to;

		if (!tix_move_may(f))
			continue;
		to = would_be(p, e, stands, f);
		if (to == NULL || *to == '\0' ||
		    !tix_desk_lacks(tx->desk, f, to) ||
		    (is != NULL && tix_desk_lacks(tx->desk, f, is)))
			continue;
		return tix_fail(tx, TIX_CONFLICT, "ticket %lld would go back "
		    "to %s '%s', which the desk no longer has",
		    (long long)t->id, tix_move_kind(f), to);
	}
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
	tix_event_int(e, "event", opened->with);
	tix_event_text(e, "reason", "the split was taken back");
	return TIX_OK;
}

static enum tix_status
refuse_second(struct tix *tx, const struct tix_event *target,
    const struct tix_event *second)
{
	return tix_fail(tx, TIX_CONFLICT, "event %lld (retracted) would change "
	    "nothing: event %lld (retracted) stands; take that back first",
	    (long long)target->seq, (long long)second->seq);
}

/* Whether all is already as it would be without the retraction 'e'. */
static bool
is_so(const struct tix_past *p, const struct tix_event *e)
{
	bool stands;
	const struct tix_event *of = origin(p, e, &stands);

	return e->kind == TIX_E_RETRACTED && of != NULL &&
	    of->retracted != stands && in_the_way(p, e) != NULL;
}

static enum tix_status
check(struct tix *tx, const struct tix_ticket *t, const struct tix_past *p,
    const struct tix_event *target)
{
	bool stands;
	const struct tix_event *e = origin(p, target, &stands);
	const struct tix_event *second = in_the_way(p, target);
	enum tix_status s = TIX_OK;

	if (second != NULL)
		return refuse_second(tx, target, second);
	if (target->kind == TIX_E_SENT || target->kind == TIX_E_UNSENT)
		return tix_fail(tx, TIX_CONFLICT,
		    "event %lld tells what became of a reply: it stays",
		    (long long)target->seq);
	if (e == NULL)
		return check_later(tx, p, target, false, target);
	if (e->kind == TIX_E_REPLIED)
		s = check_reply(tx, p, e);
	if (s == TIX_OK)
		s = check_later(tx, p, e, stands, stands ? target : e);
	if (s == TIX_OK)
		s = check_places(tx, t, p, e, stands);
	return s == TIX_OK ? check_links(tx, t, e, stands) : s;
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
	if (target->retracted || is_so(p, target))
		return TIX_OK;
	if (target->kind == TIX_E_OPENED)
		return undo_opening(tx, t, p, target, e);
	s = check(tx, t, p, target);
	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_RETRACTED);
	e->ticket = t->id;
	tix_event_int(e, "event", seq);
	tix_event_text(e, "reason", reason);
	return TIX_OK;
}
