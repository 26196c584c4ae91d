/*
 * Import: the rows of one ticket into the desk.
 */
#include "importing.h"

#include <stdlib.h>
#include <string.h>

#include <tix/db.h>
#include <tix/events.h>
#include <tix/imports.h>
#include <tix/tickets.h>

#define EVENTS_MAX 256      /* kept before they are saved */
#define SMALL_ROW (100u << 10) /* bytes that make no event too long */

_Static_assert((int)TIX_ROW_DIGEST_SIZE == (int)TIX_IMPORT_DIGEST_SIZE,
    "one digest");

/* Events on their way into a ticket. */
struct saving {
	struct tix_importing *im;
	struct tix_ticket t;
	struct tix_arena *texts; /* of 't' */
	size_t n;                /* events at im->event */
	bool any;
};

static int
compare_ids(const void *a, const void *b)
{
	const struct tix_import_id *x = a, *y = b;
	int c = memcmp(x->digest, y->digest, sizeof x->digest);

	if (c != 0)
		return c;
	return (x->occurrence > y->occurrence) -
	    (x->occurrence < y->occurrence);
}

/* Tell the rows that are in already; returns how many are not. */
static enum tix_status
mark_seen(struct tix *tx, struct tix_arena *mem, int64_t ticket,
    struct tix_import_row *rows, size_t n, size_t *fresh)
{
	struct tix_import_id *ids = NULL, key;
	size_t nids = 0;
	enum tix_status st = TIX_OK;

	*fresh = 0;
	if (ticket != 0)
		st = tix_imports_of(tx, mem, ticket, &ids, &nids);
	for (size_t i = 0; st == TIX_OK && i < n; i++) {
		memcpy(key.digest, rows[i].digest, sizeof key.digest);
		key.occurrence = rows[i].occurrence;
		rows[i].seen = nids > 0 && bsearch(&key, ids, nids, sizeof key,
		    compare_ids) != NULL;
		*fresh += !rows[i].seen;
	}
	return st;
}

struct stored {
	struct tix_arena *mem;
	struct tix_event **event;
	size_t n;
};

static enum tix_status
take_stored(struct tix *tx, struct tix_event *e, void *arg)
{
	struct stored *s = arg;

	(void)tx;
	if ((s->n & (s->n - 1)) == 0) { /* full at powers of two */
		struct tix_event **more = tix_arena_array(s->mem,
		    s->n == 0 ? 1 : 2 * s->n, sizeof *more);

		if (s->n > 0)
			memcpy(more, s->event, s->n * sizeof *more);
		s->event = more;
	}
	s->event[s->n++] = e;
	return TIX_OK;
}

/* What the ticket has been through; a new one nothing. */
static enum tix_status
look_back(struct tix *tx, struct tix_arena *mem, struct tix_history *h)
{
	struct stored s = { .mem = mem };
	enum tix_status st;

	if (h->now == NULL)
		return TIX_OK;
	st = tix_events_of(tx, mem, h->now->id, take_stored, &s);
	h->events = s.event;
	h->nevents = s.n;
	return st;
}

/* Copy the ticket's texts off the memory that they came from. */
static void
keep_texts(struct tix_arena *mem, struct tix_ticket *t)
{
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value v = tix_ticket_get(t, (enum tix_field)f);

		if (!tix_type_is_text(v.type) || v.s == NULL)
			continue;
		v.s = tix_arena_dup(mem, v.s);
		tix_ticket_set(t, (enum tix_field)f, &v);
	}
}

/*
 * Save what is kept.  A long history does so many times, and each may fold all
 * that is stored: its memory is not held on to.
 */
static enum tix_status
flush(struct tix *tx, struct saving *s)
{
	struct tix_arena *kept = tx->mem;
	enum tix_status st;

	if (s->im->r->dry_run || s->n == 0)
		return TIX_OK;
	tx->mem = tix_arena_new();
	st = tix_tickets_save(tx, &s->t, s->im->event, s->n);
	if (st == TIX_OK && s->n == EVENTS_MAX) {
		struct tix_arena *texts = tix_arena_new();

		keep_texts(texts, &s->t);
		tix_arena_free(s->texts);
		s->texts = texts;
	}
	tix_arena_free(tx->mem);
	tx->mem = kept;
	s->n = 0;
	return st;
}

static enum tix_status
keep(struct tix *tx, struct tix_event *e, void *arg)
{
	struct saving *s = arg;

	e->actor = tx->actor;
	if (e->on_behalf == NULL)
		e->on_behalf = tx->on_behalf;
	s->any = true;
	s->im->event[s->n++] = *e;
	if (s->im->r->dry_run)
		s->n = 0;
	return s->n == EVENTS_MAX ? flush(tx, s) : TIX_OK;
}

static enum tix_status
note_rows(struct tix *tx, int64_t ticket, const struct tix_import_row *rows,
    size_t n)
{
	enum tix_status st = TIX_OK;

	for (size_t i = 0; st == TIX_OK && i < n; i++)
		if (!rows[i].seen)
			st = tix_imports_add(tx, ticket, rows[i].digest,
			    rows[i].occurrence);
	return st;
}

static enum tix_status
save(struct tix *tx, struct tix_importing *im, struct tix_arena *mem,
    struct tix_history *h, struct saving *s)
{
	enum tix_status st = look_back(tx, mem, h);

	if (st == TIX_OK)
		st = tix_history_events(tx, mem, h, keep, s);
	if (st == TIX_OK)
		st = flush(tx, s);
	if (st == TIX_OK && !im->r->dry_run)
		st = note_rows(tx, s->t.id, h->rows, h->n);
	return st;
}

/*
 * Can it be refused once some of it is written?  Not a new ticket of short
 * rows, all of which were read by the fields' own rules.
 */
static bool
is_risky(const struct tix_history *h, size_t bytes)
{
	return h->now != NULL || bytes > SMALL_ROW;
}

/* All of a ticket, or none: a savepoint is dear, so only where it may be. */
static enum tix_status
save_whole(struct tix *tx, struct tix_importing *im, struct tix_arena *mem,
    struct tix_history *h, struct saving *s, bool risky)
{
	enum tix_status st = TIX_OK, undone;

	if (im->r->dry_run || !risky)
		return save(tx, im, mem, h, s);
	st = tix_db_savepoint(tx);
	if (st != TIX_OK)
		return st;
	st = save(tx, im, mem, h, s);
	if (st == TIX_OK)
		return tix_db_release(tx);
	undone = tix_db_undo(tx);
	return undone == TIX_OK ? st : undone;
}

/* New rows from before the opening, which stays where it is. */
static int64_t
count_older(const struct tix_history *h)
{
	int64_t n = 0;

	for (size_t i = 0; h->now != NULL && i < h->n; i++)
		n += !h->rows[i].seen && h->rows[i].at < h->now->opened;
	return n;
}

enum tix_status
tix_import_ticket(struct tix *tx, struct tix_importing *im,
    struct tix_arena *mem, struct tix_import_group *g, int64_t *id)
{
	struct saving s = { .im = im };
	struct tix_ticket now = { 0 };
	struct tix_history h = { .map = &im->map, .source = im->source };
	enum tix_status st;
	size_t fresh = 0;

	h.key = tix_arena_printf(mem, "%s:%s", im->source, g->rows[0].key);
	h.n = tix_import_count(mem, g->rows, g->n);
	h.rows = g->rows;
	*id = 0;
	st = tix_tickets_find_key(tx, h.key, false, &now.id);
	if (st == TIX_OK)
		st = mark_seen(tx, mem, now.id, g->rows, h.n, &fresh);
	if (st != TIX_OK || fresh == 0)
		return st;
	if (now.id != 0) {
		st = tix_tickets_load(tx, tx->mem, now.id, &now);
		h.now = &now;
		s.t = now;
	}
	if (im->event == NULL)
		im->event = tix_arena_array(tx->run, EVENTS_MAX,
		    sizeof *im->event);
	if (st == TIX_OK)
		st = save_whole(tx, im, mem, &h, &s, is_risky(&h, g->bytes));
	tix_arena_free(s.texts);
	if (st != TIX_OK)
		return is_risky(&h, g->bytes) || !s.any ? st :
		    tix_worse(st, TIX_FAILED);
	im->added += (int64_t)fresh;
	im->older += count_older(&h);
	im->opened += h.now == NULL;
	im->changed += h.now != NULL && s.any;
	*id = h.now == NULL || s.any ? s.t.id : 0;
	return TIX_OK;
}
