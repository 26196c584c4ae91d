/*
 * An export into a desk with tickets: act by act, in the order in which they
 * were stored, since an act speaks only of what was there by then.
 */
#include "takein.h"
#include "private.h"

#include <string.h>

#include <tix/attachments.h>
#include <tix/db.h>
#include <tix/digests.h>
#include <tix/events.h>
#include <tix/exports.h>
#include <tix/texts.h>
#include <tix/tickets.h>
#include <tix/time.h>
#include <tix/transfer.h>

#define ACT_MAX 10000  /* events that are held until their act is whole */
#define BATCH_EVENTS 20000
#define BATCH_TIME (200 * TIX_SECOND / 1000)

/* An attachment that waits for its event. */
struct held {
	struct tix_arena *mem;   /* its own: it and its bytes */
	struct tix_attachment a;
	struct held *next;
};

struct adopting {
	struct tix *tx;
	struct tix_takein *in;
	const char *desk;        /* id of the one it comes from */
	struct tix_arena *mem;   /* of the act */
	struct tix_arena *work;  /* of saving an event of it */
	struct tix_event **act;
	size_t n;
	struct held *files;      /* those that came with the act */
	struct held *coming;     /* those of the event that is to come */
	struct tix_digests wanted; /* that come with tickets not left out */
	struct tix_idmap ids;    /* theirs to ours; 0: looked up, not here */
	struct tix_idmap seqs;   /* of tickets that are here */
	struct tix_idmap moved;  /* tickets of ours that were counted */
	int64_t next;            /* id of the next new ticket */
	bool open;               /* a batch is under way */
	int64_t since;
	int64_t batch;           /* its events */
	int64_t opened, changed, added;
};

static bool
is_refused(const struct adopting *a, int64_t ticket)
{
	return tix_idmap_get(&a->in->refused, ticket, 0) != 0;
}

/* What of a ticket that is here came from there. */
static enum tix_status
take_seen(struct tix *tx, struct tix_event *e, void *arg)
{
	struct adopting *a = arg;
	int64_t seq = tix_transfer_seq(tx, e, a->desk);

	if (seq != 0)
		tix_idmap_put(&a->seqs, seq, e->seq);
	return TIX_OK;
}

/* The ticket's id here, or 0. */
static enum tix_status
look_up(struct tix *tx, struct adopting *a, int64_t ticket, int64_t *id)
{
	struct tix_arena *mem;
	enum tix_status s;

	*id = tix_idmap_get(&a->ids, ticket, -1);
	if (*id >= 0)
		return TIX_OK;
	s = tix_tickets_find_origin(tx, tix_transfer_origin(tx->mem, a->desk,
	    ticket), id);
	if (s == TIX_OK)
		tix_idmap_put(&a->ids, ticket, *id);
	if (s != TIX_OK || *id == 0)
		return s;
	mem = tix_arena_new();
	s = tix_events_of(tx, mem, *id, take_seen, a);
	tix_arena_free(mem);
	return s;
}

static int64_t
ticket_here(void *arg, int64_t ticket)
{
	struct adopting *a = arg;
	int64_t id;

	/* A look-up that fails does so again where it is told. */
	if (ticket < 1 || is_refused(a, ticket) ||
	    look_up(a->tx, a, ticket, &id) != TIX_OK)
		return 0;
	return id;
}

static int64_t
event_here(void *arg, int64_t seq)
{
	return tix_idmap_get(&((struct adopting *)arg)->seqs, seq, 0);
}

/* Others may have written since: what was looked up may have changed. */
static enum tix_status
begin(struct tix *tx, struct adopting *a)
{
	bool changed = false;
	enum tix_status s = TIX_OK;

	if (a->open)
		return TIX_OK;
	if (a->in->r->dry_run)
		s = tix_db_read_begin(tx);
	if (s == TIX_OK)
		s = tix_run_begin(tx, a->in->r->dry_run);
	if (s != TIX_OK)
		return s;
	a->open = true;
	a->since = tix_time_clock();
	a->batch = 0;
	s = tix_db_changed(tx, &changed);
	if (changed) {
		tix_idmap_clear(&a->ids);
		tix_idmap_clear(&a->seqs);
	}
	return s == TIX_OK && (changed || a->next == 0) ?
	    tix_tickets_next_id(tx, &a->next) : s;
}

static enum tix_status
commit(struct tix *tx, struct adopting *a)
{
	enum tix_status s;

	if (!a->open)
		return TIX_OK;
	a->open = false;
	if (a->in->r->dry_run) {
		tix_db_read_end(tx);
		return TIX_OK;
	}
	s = tix_texts_drain(tx);
	if (s == TIX_OK)
		s = tix_db_commit(tx);
	else
		tix_db_rollback(tx);
	tix_progress(a->in->r, "%lld events in", (long long)a->added);
	return s;
}

/* Drop what is left out or here already; name the new tickets. */
static enum tix_status
sift(struct tix *tx, struct adopting *a)
{
	enum tix_status s = TIX_OK;
	size_t n = 0;
	int64_t id;

	for (size_t i = 0; s == TIX_OK && i < a->n; i++) {
		struct tix_event *e = a->act[i];

		s = look_up(tx, a, e->ticket, &id);
		if (s != TIX_OK || event_here(a, e->seq) != 0)
			continue;
		if (id == 0)
			tix_idmap_put(&a->ids, e->ticket, a->next++);
		a->act[n++] = e;
	}
	a->n = n;
	return s;
}

static void
count(struct tix *tx, struct adopting *a, bool opens, int64_t id)
{
	a->added++;
	a->batch++;
	a->opened += opens;
	if (tix_idmap_get(&a->moved, id, 0) != 0)
		return;
	a->changed += !opens;
	tix_idmap_put(&a->moved, id, 1);
	if (!a->in->r->dry_run)
		tix_takein_keep(tx, a->in, id);
}

static enum tix_status
save(struct tix *tx, struct adopting *a, const struct tix_event *from,
    int64_t *with)
{
	struct tix_transfer how = { .desk = a->desk, .ticket = ticket_here,
	    .event = event_here, .arg = a, .with = *with };
	const bool opens = from->kind == TIX_E_OPENED;
	const int64_t id = ticket_here(a, from->ticket);
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { 0 };
	enum tix_status s = TIX_OK;

	if (!opens && !a->in->r->dry_run)
		s = tix_tickets_load(tx, tx->mem, id, &t);
	if (s == TIX_OK)
		s = tix_transfer_event(tx, &how, from, e);
	if (s == TIX_OK && !a->in->r->dry_run)
		s = tix_tickets_save(tx, &t, e, 1);
	if (s == TIX_OK && opens && !a->in->r->dry_run && t.id != id)
		s = tix_fail(tx, TIX_FAILED, "ticket %lld became %lld",
		    (long long)id, (long long)t.id);
	if (s != TIX_OK)
		return s;
	tix_idmap_put(&a->seqs, from->seq, e->seq);
	if (*with == 0)
		*with = e->seq;
	count(tx, a, opens, id);
	return TIX_OK;
}

static enum tix_status
save_files(struct tix *tx, struct adopting *a)
{
	enum tix_status s = TIX_OK;
	struct held *h;

	while (s == TIX_OK && (h = a->files) != NULL) {
		a->files = h->next;
		if (!a->in->r->dry_run)
			s = tix_attachments_put(tx, &h->a);
		tix_arena_free(h->mem);
	}
	return s;
}

static bool
is_full(const struct adopting *a)
{
	return a->batch >= BATCH_EVENTS ||
	    tix_time_clock() - a->since > BATCH_TIME;
}

/* The line at hand lives on tx->mem until its act has gone. */
static enum tix_status
save_act(struct tix *tx, struct adopting *a)
{
	struct tix_arena *line = tx->mem;
	enum tix_status s = TIX_OK;
	int64_t with = 0;

	if (a->n == 0)
		return TIX_OK;
	tx->mem = a->work;
	s = begin(tx, a);
	if (s == TIX_OK)
		s = save_files(tx, a);
	if (s == TIX_OK)
		s = sift(tx, a);
	for (size_t i = 0; s == TIX_OK && i < a->n; i++) {
		s = save(tx, a, a->act[i], &with);
		tix_arena_reset(tx->mem);
	}
	a->n = 0;
	tix_arena_reset(a->mem);
	if (s == TIX_OK && is_full(a))
		s = commit(tx, a);
	tix_arena_reset(a->work);
	tx->mem = line;
	return s;
}

/* Off the memory of its line; what was decoded is so again. */
static void
keep(struct adopting *a, const struct tix_event *e)
{
	struct tix_event *mine = tix_arena_alloc(a->mem, sizeof *mine);

	tix_event_init(mine, e->kind);
	mine->seq = e->seq;
	mine->ticket = e->ticket;
	mine->at = e->at;
	mine->recorded = e->recorded;
	mine->with = e->with;
	mine->actor = tix_arena_dup(a->mem, e->actor);
	mine->on_behalf = tix_arena_dup(a->mem, e->on_behalf);
	mine->via = tix_arena_dup(a->mem, e->via);
	mine->origin = tix_arena_dup(a->mem, e->origin);
	mine->data = tix_arena_dup_n(a->mem, e->data, e->data_len);
	mine->data_len = e->data_len;
	memcpy(mine->hash, e->hash, sizeof mine->hash);
	a->act[a->n++] = mine;
}

/* Those of tickets that come in: others would be nobody's. */
static enum tix_status
want(struct tix *tx, struct tix_takein *in,
    const struct tix_export_line *line, void *arg)
{
	struct adopting *a = arg;
	unsigned char digest[TIX_HASH_SIZE];
	struct tix_attachments files;

	(void)in;
	if (line->kind != TIX_X_EVENT || is_refused(a, line->event->ticket))
		return TIX_OK;
	tix_event_attachments(tx, line->event, &files);
	for (size_t i = 0; i < files.n; i++)
		if (tix_unhex(digest, files.item[i].sha256, sizeof digest))
			tix_digests_add(&a->wanted, digest);
	return TIX_OK;
}

/*
 * It stands before its event, which begins the next act or goes on with this
 * one: it goes in with it, so that it is never there alone.
 */
static void
hold(struct adopting *a, const struct tix_export_file *file)
{
	struct tix_arena *mem = tix_arena_new();
	unsigned char digest[TIX_HASH_SIZE];
	struct held *h;

	if (!tix_unhex(digest, file->sha256, sizeof digest) ||
	    !tix_digests_has(&a->wanted, digest)) {
		tix_arena_free(mem);
		return;
	}
	h = tix_arena_alloc(mem, sizeof *h);
	h->mem = mem;
	h->a.size = file->size;
	h->a.data = tix_arena_dup_n(mem, file->data, (size_t)file->size);
	memcpy(h->a.sha256, file->sha256, sizeof h->a.sha256);
	h->next = a->coming;
	a->coming = h;
}

static void
hold_on(struct adopting *a)
{
	struct held *h;

	while ((h = a->coming) != NULL) {
		a->coming = h->next;
		h->next = a->files;
		a->files = h;
	}
}

static enum tix_status
take(struct tix *tx, struct tix_takein *in,
    const struct tix_export_line *line, void *arg)
{
	struct adopting *a = arg;
	const struct tix_event *e = line->event;
	enum tix_status s = TIX_OK;

	(void)in;
	if (line->file != NULL)
		hold(a, line->file);
	if (line->kind != TIX_X_EVENT || e->ticket == 0 ||
	    is_refused(a, e->ticket))
		return TIX_OK;
	if (a->n > 0 && (e->with == 0 || a->n == ACT_MAX ||
	    (e->with != a->act[0]->seq && e->with != a->act[0]->with)))
		s = save_act(tx, a);
	if (s != TIX_OK || tix_interrupted())
		return s != TIX_OK ? s : TIX_NO;
	hold_on(a);
	keep(a, e);
	return TIX_OK;
}

static enum tix_status
take_row(struct tix *tx, struct tix_takein *in,
    const struct tix_export_line *line, void *arg)
{
	struct adopting *a = arg;
	struct tix_export_row row = line->row;
	enum tix_status s;

	(void)in;
	if (line->kind == TIX_X_EVENT)
		return TIX_NO;
	if (line->kind != TIX_X_ROW || is_refused(a, row.ticket))
		return TIX_OK;
	s = begin(tx, a);
	if (s == TIX_OK)
		s = look_up(tx, a, line->row.ticket, &row.ticket);
	if (s == TIX_OK && row.ticket != 0 && !a->in->r->dry_run)
		s = tix_exports_put_row(tx, &row);
	a->batch++;
	return s == TIX_OK && is_full(a) ? commit(tx, a) : s;
}

static enum tix_status
take_all(struct tix *tx, struct adopting *a)
{
	const bool rows = a->in->reader.rows > 0;
	enum tix_status s = TIX_OK;

	if (a->in->reader.files > 0)
		s = tix_takein_each(tx, a->in, want, a);
	if (s == TIX_OK)
		s = tix_takein_each(tx, a->in, take, a);

	if (s == TIX_OK && !tix_interrupted())
		s = save_act(tx, a);
	if (s == TIX_OK && rows && !tix_interrupted())
		s = tix_takein_each(tx, a->in, take_row, a);
	if (s == TIX_OK)
		s = commit(tx, a);
	if (s != TIX_OK && a->in->r->dry_run)
		tix_db_read_end(tx);
	else if (s != TIX_OK)
		tix_db_rollback(tx);
	tix_progress_end(a->in->r);
	return s;
}

static void
summarise(struct tix *tx, const struct adopting *a, int64_t tickets,
    int64_t events)
{
	struct tix_run *r = a->in->r;
	const char *would = r->dry_run ? "would be " : "";
	const char *out = a->in->refused.n == 0 ? "" :
	    tix_arena_printf(tx->run, ", %zu left out", a->in->refused.n);

	if (tix_interrupted())
		tix_complain(tx, r, "interrupted: %lld events are in; run it "
		    "again for the others", (long long)a->added);
	else if (a->added == 0)
		tix_notice(tx, r, "%lld tickets%s, %lld events: nothing new",
		    (long long)tickets, out, (long long)events);
	else
		tix_notice(tx, r, "%lld tickets%s, %lld events: %s%lld opened, "
		    "%lld changed, by %lld new events", (long long)tickets,
		    out, (long long)events, would, (long long)a->opened,
		    (long long)a->changed, (long long)a->added);
}

enum tix_status
tix_takein_adopt(struct tix *tx, struct tix_takein *in)
{
	const int64_t tickets = in->reader.tickets;
	const int64_t events = in->reader.events;
	struct adopting a = { .tx = tx, .in = in,
	    .desk = tix_arena_dup(tx->run, in->reader.header.id),
	    .ids = { .arena = tx->run }, .seqs = { .arena = tx->run },
	    .wanted = { .arena = tx->run }, .moved = { .arena = tx->run } };
	enum tix_status s;

	a.mem = tix_arena_new();
	a.work = tix_arena_new();
	a.act = tix_arena_array(tx->run, ACT_MAX, sizeof(void *));
	s = take_all(tx, &a);
	if (s == TIX_OK)
		summarise(tx, &a, tickets, events);
	tix_arena_free(a.work);
	tix_arena_free(a.mem);
	return s;
}
