/*
 * An export into a desk with tickets: act by act, in the order in which they
 * were stored, since an act speaks only of what was there by then.
 */
#include "adopting.h"

#include <string.h>

#include <tix/db.h>
#include <tix/exports.h>

#define ACT_MAX 10000  /* events that are held until their act is whole */

/* Off the memory of its line; what was decoded is so again. */
static void
keep(struct tix_adopting *a, const struct tix_event *e)
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
	struct tix_adopting *a = arg;
	unsigned char digest[TIX_HASH_SIZE];
	struct tix_attachments files;

	(void)in;
	if (line->kind != TIX_X_EVENT ||
	    tix_adopt_is_refused(a, line->event->ticket))
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
hold(struct tix_adopting *a, const struct tix_export_file *file)
{
	struct tix_arena *mem = tix_arena_new();
	unsigned char digest[TIX_HASH_SIZE];
	struct tix_held *h;

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
hold_on(struct tix_adopting *a)
{
	struct tix_held *h;

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
	struct tix_adopting *a = arg;
	const struct tix_event *e = line->event;
	enum tix_status s = TIX_OK;

	(void)in;
	if (line->file != NULL)
		hold(a, line->file);
	if (line->kind != TIX_X_EVENT || e->ticket == 0 ||
	    tix_adopt_is_refused(a, e->ticket))
		return TIX_OK;
	if (a->n > 0 && (e->with == 0 || a->n == ACT_MAX ||
	    (e->with != a->act[0]->seq && e->with != a->act[0]->with)))
		s = tix_adopt_act(tx, a);
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
	struct tix_adopting *a = arg;
	struct tix_export_row row = line->row;
	enum tix_status s;

	(void)in;
	if (line->kind == TIX_X_EVENT)
		return TIX_NO;
	if (line->kind != TIX_X_ROW || tix_adopt_is_refused(a, row.ticket))
		return TIX_OK;
	s = tix_adopt_begin(tx, a);
	if (s == TIX_OK)
		s = tix_adopt_look_up(tx, a, line->row.ticket, &row.ticket);
	if (s == TIX_OK && row.ticket != 0 && !a->in->r->dry_run)
		s = tix_exports_put_row(tx, &row);
	a->batch++;
	if (s == TIX_OK && tix_adopt_is_full(a))
		s = tix_adopt_commit(tx, a);
	return s;
}

static enum tix_status
take_all(struct tix *tx, struct tix_adopting *a)
{
	const bool rows = a->in->reader.rows > 0;
	enum tix_status s = TIX_OK;

	if (a->in->reader.files > 0)
		s = tix_takein_each(tx, a->in, want, a);
	if (s == TIX_OK)
		s = tix_takein_each(tx, a->in, take, a);

	if (s == TIX_OK && !tix_interrupted())
		s = tix_adopt_act(tx, a);
	if (s == TIX_OK && rows && !tix_interrupted())
		s = tix_takein_each(tx, a->in, take_row, a);
	if (s == TIX_OK)
		s = tix_adopt_commit(tx, a);
	if (s != TIX_OK && a->in->r->dry_run)
		tix_db_read_end(tx);
	else if (s != TIX_OK)
		tix_db_rollback(tx);
	tix_progress_end(a->in->r);
	return s;
}

static void
summarise(struct tix *tx, const struct tix_adopting *a, int64_t tickets,
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
	struct tix_adopting a = { .tx = tx, .in = in,
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
