/*
 * Export, first half: header, policies, rows, and the list of events.
 */
#include "exporting.h"

#include <stdlib.h>
#include <string.h>

#include <tix/db.h>
#include <tix/desk.h>
#include <tix/events.h>
#include <tix/exports.h>
#include <tix/tickets.h>

static void
number_add(struct tix *tx, struct tix_numbers *l, int64_t n)
{
	l->n = tix_arena_more(tx->run, l->n, l->count, &l->cap,
	    sizeof *l->n);
	l->n[l->count++] = n;
}

static int
compare(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static enum tix_status
put_desk(struct tix *tx, int64_t version, const char *compiled,
    const char *source, void *arg)
{
	struct tix_exporting *x = arg;
	enum tix_status s;

	tix_export_put_desk(x->out, version, compiled, source);
	s = tix_exporting_line(tx, x);
	tix_arena_reset(tx->mem);
	return s;
}

static enum tix_status
put_row(struct tix *tx, const struct tix_export_row *row, void *arg)
{
	struct tix_exporting *x = arg;

	tix_export_put_row(x->out, row);
	return tix_exporting_line(tx, x);
}

static enum tix_status
take_ticket(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	number_add(tx, &((struct tix_exporting *)arg)->tickets, t->id);
	return TIX_OK;
}

static enum tix_status
take_number(struct tix *tx, int64_t n, void *arg)
{
	number_add(tx, &((struct tix_exporting *)arg)->events, n);
	return TIX_OK;
}

/* The events of the tickets that the query selects, in their order. */
static enum tix_status
select_events(struct tix *tx, struct tix_exporting *x)
{
	struct tix_export_header *h = &x->header;
	enum tix_status s = tix_tickets_select(tx, x->query, NULL, 0, 0,
	    TIX_BIT(TIX_F_ID), take_ticket, x, NULL);

	for (size_t i = 0; s == TIX_OK && i < x->tickets.count; i++)
		s = tix_exports_numbers(tx, x->tickets.n[i], h->seq,
		    take_number, x);
	if (x->events.count > 0)
		qsort(x->events.n, x->events.count, sizeof *x->events.n,
		    compare);
	if (x->tickets.count > 0)
		qsort(x->tickets.n, x->tickets.count, sizeof *x->tickets.n,
		    compare);
	h->events = (int64_t)x->events.count;
	return s;
}

static enum tix_status
take_id(struct tix *tx, struct tix_event *e, void *arg)
{
	(void)tx;
	tix_export_id(arg, e->hash);
	return TIX_NO;
}

static enum tix_status
read_header(struct tix *tx, struct tix_exporting *x)
{
	struct tix_export_header *h = &x->header;
	enum tix_status s = tix_events_head(tx, &h->seq, h->hash);

	h->events = h->seq;
	h->name = tx->desk->name;
	if (s == TIX_OK)
		s = tix_events_each(tx, 0, take_id, h->id);
	if (s == TIX_OK)
		s = tix_tickets_next_id(tx, &h->next_ticket);
	if (s == TIX_OK && x->query != NULL)
		s = select_events(tx, x);
	if (s != TIX_OK)
		return s;
	tix_export_put_header(x->out, h);
	return tix_exporting_line(tx, x);
}

enum tix_status
tix_exporting_head(struct tix *tx, struct tix_exporting *x)
{
	enum tix_status s = tix_db_read_begin(tx);

	if (s == TIX_OK)
		s = read_header(tx, x);
	if (s == TIX_OK)
		s = tix_exports_desks(tx, put_desk, x);
	if (s == TIX_OK && x->query == NULL)
		s = tix_exports_rows(tx, 0, put_row, x);
	for (size_t i = 0; s == TIX_OK && i < x->tickets.count; i++)
		s = tix_exports_rows(tx, x->tickets.n[i], put_row, x);
	tix_db_read_end(tx);
	return s;
}
