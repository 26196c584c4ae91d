/*
 * Names that a new desk takes away from live tickets, and the changes to those
 * tickets that --move asks for.
 */
#include "deskmove.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "private.h"

#include <tix/tickets.h>
#include <tix/utf8.h>

#define SAID_MAX 50 /* names that are told one by one */

enum tix_status
tix_desk_moves_read(struct tix *tx, struct tix_desk_moves *a,
    const struct tix_texts *t)
{
	const size_t n = t == NULL ? 0 : t->n;
	enum tix_status s = TIX_OK;

	a->move = tix_arena_array(tx->run, n + 1, sizeof *a->move);
	for (; s == TIX_OK && a->n < n; a->n++) {
		struct tix_move *m = &a->move[a->n];

		s = tix_move_parse(tx, t->item[a->n], m);
		for (size_t i = 0; s == TIX_OK && i < a->n; i++)
			if (a->move[i].field == m->field &&
			    strcmp(a->move[i].from, m->from) == 0)
				return tix_fail(tx, TIX_INVALID,
				    "--move '%s': %s '%s' goes to one place",
				    t->item[a->n], m->kind, m->from);
	}
	return s;
}

static struct tix_move *
move_of(struct tix_desk_moves *a, const struct tix_use *u)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->move[i].field == u->field &&
		    strcmp(a->move[i].from, u->value) == 0)
			return &a->move[i];
	return NULL;
}

static void
keep(struct tix *tx, struct tix_desk_moves *a, const struct tix_use *u,
    bool waits)
{
	struct tix_orphan **at = &a->orphans;
	struct tix_orphan *o = tix_arena_alloc(tx->run, sizeof *o);

	*o = (struct tix_orphan){ .use = *u, .waits = waits };
	o->use.value = tix_arena_dup(tx->run, u->value);
	while (*at != NULL && ((*at)->use.field < u->field ||
	    ((*at)->use.field == u->field &&
	    strcmp((*at)->use.value, u->value) < 0)))
		at = &(*at)->next;
	o->next = *at;
	*at = o;
	a->nwaiting += waits;
}

/* What had no place before is nothing that this desk takes away. */
static enum tix_status
look(struct tix *tx, const struct tix_use *u, void *arg)
{
	struct tix_desk_moves *a = arg;
	struct tix_move *m;

	if (!tix_desk_lacks(tx->desk, u->field, u->value))
		return TIX_OK;
	m = move_of(a, u);
	if (m != NULL)
		m->used = true;
	keep(tx, a, u, m == NULL &&
	    !tix_desk_lacks(a->old, u->field, u->value));
	return TIX_OK;
}

static const char *
list_of(struct tix *tx, const struct tix_desk_moves *a, enum tix_field f)
{
	struct tix_buf b = { .arena = tx->mem };

	for (const struct tix_orphan *o = a->orphans; o != NULL; o = o->next)
		if (o->use.field == f)
			tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "",
			    o->use.value);
	return b.len > 0 ? tix_buf_text(&b) : "none";
}

static enum tix_status
check_moves(struct tix *tx, const struct tix_desk_moves *a)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < a->n; i++) {
		const struct tix_move *m = &a->move[i];

		if (!m->used && a->old == tx->desk)
			continue; /* the same text again: it was done */
		if (!m->used)
			return tix_fail(tx, TIX_NOT_FOUND, "--move: no live "
			    "ticket has %s '%s' that the new desk lacks; "
			    "there are: %s", m->kind, m->from,
			    list_of(tx, a, m->field));
		s = tix_move_check(tx, m);
	}
	return s;
}

/* The fields' moves as lists for the store. */
struct ids {
	int64_t *id;
	size_t n;
	size_t cap;
};

static enum tix_status
take_id(struct tix *tx, int64_t id, void *arg)
{
	struct ids *l = arg;

	if (l->n == l->cap) {
		int64_t *old = l->id;

		l->cap = l->cap == 0 ? 256 : 2 * l->cap;
		l->id = tix_arena_array(tx->run, l->cap, sizeof *l->id);
		if (l->n > 0)
			memcpy(l->id, old, l->n * sizeof *old);
	}
	l->id[l->n++] = id;
	return TIX_OK;
}

static enum tix_status
find_tickets(struct tix *tx, const struct tix_desk_moves *a, struct ids *ids)
{
	const char *const *values[TIX_USE_FIELDS];

	for (size_t i = 0; i < TIX_USE_FIELDS; i++) {
		const char **v = tix_arena_array(tx->mem, a->n + 1,
		    sizeof *v);

		values[i] = v;
		for (size_t k = 0; k < a->n; k++)
			if (a->move[k].field == tix_use_fields[i])
				*v++ = a->move[k].from;
	}
	return tix_uses_tickets(tx, values, take_id, ids);
}

static enum tix_status
move_one(struct tix *tx, struct tix_run *r, const struct tix_desk_moves *a,
    const char *reason, int64_t id)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket *t = tix_arena_alloc(tx->mem, sizeof *t);
	enum tix_status s = tix_tickets_load(tx, tx->mem, id, t);

	if (s == TIX_OK && tx->at_given && tx->at < t->updated)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %" PRId64 " changed after --at", id);
	if (s != TIX_OK)
		return s;
	tix_move_ticket(tx->desk, t, a->move, a->n, reason, e);
	return tix_run_event(tx, r, t, e);
}

enum tix_status
tix_desk_moves_act(struct tix *tx, struct tix_run *r, struct tix_desk_moves *a)
{
	const char *reason = tix_arena_printf(tx->run, "desk version %" PRId64,
	    tx->desk->version);
	struct ids ids = { 0 };
	enum tix_status s = a->n > 0 ? find_tickets(tx, a, &ids) : TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < ids.n; i++) {
		if (tix_interrupted())
			return tix_fail(tx, TIX_BUSY, "interrupted");
		s = move_one(tx, r, a, reason, ids.id[i]);
		tix_arena_reset(tx->mem);
	}
	a->moved = ids.n;
	return s;
}

enum tix_status
tix_desk_moves_find(struct tix *tx, const struct tix_desk *old,
    struct tix_desk_moves *a)
{
	enum tix_status s;

	a->old = old;
	s = tix_uses_each(tx, look, a);
	if (s == TIX_OK)
		s = check_moves(tx, a);
	tix_arena_reset(tx->mem);
	if (s != TIX_OK || a->nwaiting == 0)
		return s;
	return tix_fail(tx, TIX_CONFLICT, "live tickets have what the new desk "
	    "lacks; nothing is stored");
}

/* "  level 'L3': 2 tickets (4, 9)". */
static void
say_orphan(struct tix *tx, const struct tix_use *u)
{
	const char *more = u->n > TIX_USE_FIRST ? " ..." : "";

	fprintf(stderr, "  %s '%s': %" PRId64 " ticket%s (",
	    tix_move_kind(u->field),
	    tix_utf8_printable(tx->mem, u->value, false), u->n,
	    u->n == 1 ? "" : "s");
	for (size_t i = 0; i < TIX_USE_FIRST && u->first[i] != 0; i++)
		fprintf(stderr, "%s%" PRId64, i > 0 ? ", " : "", u->first[i]);
	fprintf(stderr, "%s)\n", more);
}

void
tix_desk_moves_say(struct tix *tx, struct tix_run *r,
    const struct tix_desk_moves *a)
{
	const struct tix_orphan *first = a->orphans;
	size_t n = 0;

	while (!first->waits)
		first = first->next;
	for (const struct tix_orphan *o = first; o != NULL; o = o->next)
		if (o->waits && n++ < SAID_MAX)
			say_orphan(tx, &o->use);
	if (n > SAID_MAX)
		fprintf(stderr, "  and %zu more\n", n - SAID_MAX);
	tix_complain(tx, r, "say where they go: --move %s:%s=NEW",
	    tix_move_kind(first->use.field), first->use.value);
}
