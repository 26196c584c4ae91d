/*
 * An export into a desk without tickets: to the byte, and in one transaction.
 */
#include "takein.h"

#include <string.h>

#include <tix/attachments.h>
#include <tix/db.h>
#include <tix/desks.h>
#include <tix/events.h>
#include <tix/exports.h>
#include <tix/texts.h>
#include <tix/tickets.h>

#define DRAIN 4096 /* tickets between two drains of the full text's queue */

static enum tix_status
put_file(struct tix *tx, const struct tix_export_file *file)
{
	struct tix_attachment a = { .size = file->size, .data = file->data };

	memcpy(a.sha256, file->sha256, sizeof a.sha256);
	return tix_attachments_put(tx, &a);
}

static enum tix_status
put_line(struct tix *tx, struct tix_takein *in,
    const struct tix_export_line *line, void *arg)
{
	const struct tix_event *e = line->event;

	(void)arg;
	switch (line->kind) {
	case TIX_X_DESK:
		return tix_desks_put(tx, line->version, line->compiled,
		    line->source);
	case TIX_X_ROW:
		return tix_exports_put_row(tx, &line->row);
	case TIX_X_FILE:
		return line->file != NULL ? put_file(tx, line->file) : TIX_OK;
	case TIX_X_EVENT:
		if (e->kind == TIX_E_OPENED)
			tix_takein_keep(tx, in, e->ticket);
		return tix_events_restore(tx, e);
	case TIX_X_HEADER:
	case TIX_X_END:
	case TIX_EXPORT_KINDS:
		break;
	}
	return TIX_OK;
}

/* Tickets are what their events make of them. */
static enum tix_status
make_tickets(struct tix *tx, struct tix_takein *in)
{
	enum tix_status s;

	/* The policy is another now, though it may have the same number. */
	tx->desk = NULL;
	tx->laws = NULL;
	tx->policies = NULL;
	s = tix_desks_load(tx);
	for (size_t i = 0; s == TIX_OK && i < in->n; i++) {
		s = tix_tickets_restore(tx, in->id[i]);
		if (s == TIX_OK && (i + 1) % DRAIN == 0)
			s = tix_texts_drain(tx);
		tix_arena_reset(tx->mem);
		if (tix_interrupted())
			return tix_fail(tx, TIX_BUSY, "interrupted");
		if (i % DRAIN == 0)
			tix_progress(in->r, "%zu of %zu tickets", i, in->n);
	}
	return s == TIX_OK ? tix_texts_drain(tx) : s;
}

static enum tix_status
put_all(struct tix *tx, struct tix_takein *in)
{
	bool empty = false;
	enum tix_status s = tix_exports_is_empty(tx, &empty);

	if (s == TIX_OK && !empty)
		return tix_fail(tx, TIX_BUSY,
		    "the desk got its first ticket just now");
	if (s == TIX_OK)
		s = tix_exports_clear(tx);
	if (s == TIX_OK)
		s = tix_takein_each(tx, in, put_line, NULL);
	if (s == TIX_OK)
		s = make_tickets(tx, in);
	if (s == TIX_OK)
		s = tix_exports_put_next(tx, in->reader.header.next_ticket);
	return s;
}

/* "desk 'NAME'", or "a desk" for one without. */
static const char *
desk_words(struct tix *tx, const struct tix_export_header *h)
{
	return h->name == NULL ? "a desk" :
	    tix_arena_printf(tx->run, "desk '%s'", h->name);
}

enum tix_status
tix_takein_restore(struct tix *tx, struct tix_takein *in)
{
	const struct tix_export_reader *x = &in->reader;
	enum tix_status s;

	if (in->r->dry_run) {
		tix_notice(tx, in->r, "would restore %s (%s): %lld "
		    "tickets, %lld events", desk_words(tx, &x->header),
		    x->header.id, (long long)x->tickets, (long long)x->events);
		return TIX_OK;
	}
	s = tix_db_begin(tx);
	if (s != TIX_OK)
		return s;
	s = put_all(tx, in);
	if (s == TIX_OK)
		s = tix_db_commit(tx);
	else
		tix_db_rollback(tx);
	tix_progress_end(in->r);
	if (s != TIX_OK)
		return s;
	tix_notice(tx, in->r, "restored %s (%s): %lld tickets, %lld "
	    "events", desk_words(tx, &x->header), x->header.id,
	    (long long)x->tickets, (long long)x->events);
	return TIX_OK;
}
