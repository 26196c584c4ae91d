/*
 * Links followed from ticket to ticket.
 */
#include <tix/related.h>

#include <string.h>

#include <tix/desk.h>
#include <tix/tickets.h>
#include <tix/work.h>

static bool
has(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* The tickets that 'id' has under the relation, put behind those seen. */
static enum tix_status
follow(struct tix *tx, int64_t id, const char *relation, int64_t *ids,
    size_t *n)
{
	struct tix_ticket t = { 0 };
	const char *at, *word;
	int64_t next;
	enum tix_status s = tix_tickets_load(tx, tx->mem, id, &t);

	at = t.links;
	while (s == TIX_OK && *n < TIX_CHAIN_MAX &&
	    (next = tix_links_next(tx->mem, &at, &word)) != 0)
		if (strcmp(word, relation) == 0 && !has(ids, *n, next))
			ids[(*n)++] = next;
	return s;
}

/* Whether one of the 'n' in 'ids' comes to 'to'; 'from' is for the words. */
static enum tix_status
check_chain(struct tix *tx, int64_t *ids, size_t n, int64_t from, int64_t to,
    const struct tix_relation *relation)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		if (ids[i] == to)
			return tix_fail(tx, TIX_CONFLICT,
			    "ticket %lld '%s' ticket %lld already: that would "
			    "be a ring", (long long)from, relation->name,
			    (long long)to);
		s = follow(tx, ids[i], relation->name, ids, &n);
	}
	if (s == TIX_OK && n == TIX_CHAIN_MAX)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld: more than %d in a chain (chain-max)",
		    (long long)from, TIX_CHAIN_MAX);
	return s;
}

enum tix_status
tix_link_check(struct tix *tx, int64_t from, int64_t to,
    const struct tix_relation *relation)
{
	int64_t *ids = tix_arena_array(tx->mem, TIX_CHAIN_MAX, sizeof *ids);

	ids[0] = from;
	return relation->loops ? TIX_OK :
	    check_chain(tx, ids, 1, from, to, relation);
}

/* Whether what 't' has under a relation, but for 'to', leads to 'to'. */
static enum tix_status
check_beyond(struct tix *tx, const struct tix_ticket *t, int64_t to,
    const struct tix_relation *relation)
{
	int64_t *ids = tix_arena_array(tx->mem, TIX_CHAIN_MAX, sizeof *ids);
	const char *at = t->links, *word;
	int64_t id;
	size_t n = 0;

	while (n < TIX_CHAIN_MAX &&
	    (id = tix_links_next(tx->mem, &at, &word)) != 0)
		if (id != to && strcmp(word, relation->name) == 0)
			ids[n++] = id;
	return check_chain(tx, ids, n, t->id, to, relation);
}

enum tix_status
tix_merge_check(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *into)
{
	const struct tix_relation *r;
	enum tix_status s = TIX_OK;

	for (r = tix_relations; s == TIX_OK && r->name != NULL; r++) {
		if (!r->chosen || r->loops)
			continue;
		s = check_beyond(tx, t, into->id, r);
		if (s == TIX_OK)
			s = check_beyond(tx, into, t->id, r);
	}
	return s;
}

/* What is gathered for one act. */
struct ending {
	struct tix_event *e;      /* the act */
	int64_t *seen;            /* tickets that it has ended */
	size_t n;
	struct tix_buf open;      /* "7, 8": what must not be open */
};

/* Ends a ticket as the act ends the first, for its sake. */
static enum tix_status
end_one(struct tix *tx, struct ending *d, const struct tix_ticket *t,
    const char *why, const char *code)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	enum tix_status s;

	if (d->e->kind == TIX_E_RESOLVED)
		s = tix_resolve(tx, t, code, why, e);
	else if (d->e->kind == TIX_E_CLOSED)
		s = tix_close(tx, t, why, e);
	else
		s = tix_cancel(tx, t, why, e);
	e->ticket = t->id;
	if (s == TIX_OK)
		tix_event_join(d->e, e);
	return s;
}

static enum tix_status related(struct tix *tx, struct ending *d,
    const struct tix_ticket *t);

/* A duplicate says so where the desk has a word for it; else as the act. */
static const char *
code_of(struct tix *tx, const struct ending *d, bool duplicate)
{
	const struct tix_member *code = tix_event_member(d->e, "code");

	if (duplicate && tix_desk_need_code(tx, "duplicate") == TIX_OK)
		return "duplicate";
	return tx->desk->code_required && code != NULL ? code->s : NULL;
}

/* One that is live, linked under 'relation'. */
static enum tix_status
end_linked(struct tix *tx, struct ending *d, const struct tix_ticket *t,
    const struct tix_ticket *other, const char *relation)
{
	const enum tix_children children = tx->desk->children;
	bool duplicate = strcmp(relation, "duplicated-by") == 0;
	bool part = strcmp(relation, "child") == 0;
	enum tix_status s;

	if ((part && children == TIX_REFUSE) ||
	    (strcmp(relation, "blocked-by") == 0 &&
	    d->e->kind != TIX_E_CANCELLED))
		tix_buf_printf(&d->open, "%s%lld", d->open.len > 0 ? ", " : "",
		    (long long)other->id);
	if (!duplicate && !(part && children == TIX_CASCADE))
		return TIX_OK;
	if (d->n == TIX_CHAIN_MAX)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld: more than %d tickets hang on it (chain-max)",
		    (long long)t->id, TIX_CHAIN_MAX);
	d->seen[d->n++] = other->id;
	s = end_one(tx, d, other, tix_arena_printf(tx->mem,
	    duplicate ? "with ticket %lld, of which it is a duplicate" :
	    "with ticket %lld, of which it is a part", (long long)t->id),
	    code_of(tx, d, duplicate));
	return s == TIX_OK ? related(tx, d, other) : s;
}

static enum tix_status
related(struct tix *tx, struct ending *d, const struct tix_ticket *t)
{
	const char *at = t->links, *relation;
	enum tix_status s = TIX_OK;
	int64_t id;

	while (s == TIX_OK &&
	    (id = tix_links_next(tx->mem, &at, &relation)) != 0) {
		struct tix_ticket *other;

		if (has(d->seen, d->n, id))
			continue;
		other = tix_arena_alloc(tx->mem, sizeof *other);
		s = tix_tickets_load(tx, tx->mem, id, other);
		if (s == TIX_OK && tix_state_is_live(other->state))
			s = end_linked(tx, d, t, other, relation);
	}
	return s;
}

enum tix_status
tix_related_end(struct tix *tx, const struct tix_ticket *t,
    struct tix_event *e)
{
	struct ending d = { .e = e, .open = { .arena = tx->mem } };
	enum tix_status s;

	if (t->links == NULL || (e->kind != TIX_E_RESOLVED &&
	    e->kind != TIX_E_CLOSED && e->kind != TIX_E_CANCELLED))
		return TIX_OK;
	d.seen = tix_arena_array(tx->mem, TIX_CHAIN_MAX, sizeof *d.seen);
	d.seen[d.n++] = t->id;
	s = related(tx, &d, t);
	if (s == TIX_OK && d.open.len > 0)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld: parts of it, or what blocks it, are open: "
		    "%s", (long long)t->id, tix_buf_text(&d.open));
	return s;
}
