/*
 * The time line that would follow if nothing else happened: each ticket is
 * folded in memory, and its clock set from one thing to the next.
 */
#include "sweeping.h"

#include <stdlib.h>
#include <string.h>

#include <tix/card.h>
#include <tix/timing.h>

#define LINES_MAX 100000 /* in all; a policy may repeat itself for long */

enum column { TICKET, AT, KIND, WHAT, TELLS, COLUMNS };

static const struct tix_column columns[COLUMNS] = {
	[TICKET] = { "ticket", "TICKET", TIX_T_INT, TIX_COL_RIGHT },
	[AT] = { "at", "AT", TIX_T_TIME, 0 },
	[KIND] = { "kind", "KIND", TIX_T_TEXT, 0 },
	[WHAT] = { "what", "WHAT", TIX_T_TEXT, TIX_COL_CUT },
	[TELLS] = { "tells", "TELLS", TIX_T_TEXT, TIX_COL_CUT },
};

struct line {
	int64_t at;
	int64_t ticket;
	size_t place;       /* in the order in which they came */
	const char *kind;
	const char *what;
	const char *tells;  /* or NULL */
};

struct ahead {
	struct tix_run *r;
	int64_t until;
	struct line *lines;
	size_t n;
	size_t cap;
};

static enum tix_status
add(struct tix *tx, struct ahead *a, const struct line *l)
{
	if (a->n == LINES_MAX)
		return tix_fail(tx, TIX_CONFLICT, "more than %d events are to "
		    "come by then; say an earlier --until", LINES_MAX);
	a->lines = tix_arena_more(tx->run, a->lines, a->n, &a->cap,
	    sizeof *a->lines);
	a->lines[a->n] = *l;
	a->lines[a->n].place = a->n;
	a->n++;
	return TIX_OK;
}

/* Whom the rows of an event tell, in the order in which they are tried. */
static const char *
tells(struct tix *tx, const struct tix_due *due, size_t event)
{
	struct tix_buf b = { .arena = tx->run };

	for (size_t i = 0; i < due->nrows; i++)
		if (due->rows[i].event == event)
			tix_buf_printf(&b, "%s%s", b.len > 0 ? " + " : "",
			    due->rows[i].targets);
	return b.len == 0 ? NULL : tix_buf_text(&b);
}

static enum tix_status
add_events(struct tix *tx, struct ahead *a, const struct tix_due *due)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < due->nevents; i++) {
		const struct tix_event *e = due->events[i];
		const struct line l = {
			.at = e->at,
			.ticket = e->ticket,
			.kind = tix_events[e->kind].name,
			.what = tix_arena_dup(tx->run,
			    tix_event_summary(tx, e, !a->r->terminal)),
			.tells = tells(tx, due, i),
		};

		s = add(tx, a, &l);
	}
	return s;
}

/* One ticket, as far as it goes; the run's clock is that of what is due. */
static enum tix_status
look(struct tix *tx, struct ahead *a, int64_t id)
{
	struct tix_timing w;
	struct tix_due due = { .nevents = 0 };
	struct tix_ticket t;
	enum tix_status s = tix_timing_of(tx, id, tx->now, &w);

	t = w.ticket;
	while (s == TIX_OK) {
		s = tix_due(tx, &t, w.agenda, &tix_sweep_how, &due);
		if (s == TIX_OK)
			s = add_events(tx, a, &due);
		if (s != TIX_OK || due.next.at == 0 || due.next.at > a->until)
			break;
		t = due.then;
		if (due.next.at > tx->now)
			tx->now = due.next.at;
		else if (due.nevents == 0)
			break; /* what may not end yet stays due */
	}
	return s;
}

static int
by_time(const void *x, const void *y)
{
	const struct line *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}

static enum tix_status
print(struct tix *tx, struct ahead *a)
{
	struct tix_rows rows;
	enum tix_status s = tix_rows_columns(tx, a->r, columns, COLUMNS, NULL,
	    &rows);

	if (a->n > 0)
		qsort(a->lines, a->n, sizeof *a->lines, by_time);
	for (size_t i = 0; s == TIX_OK && i < a->n; i++) {
		const struct line *l = &a->lines[i];
		const struct tix_value v[COLUMNS] = {
			[TICKET] = { .type = TIX_T_INT, .i = l->ticket },
			[AT] = { .type = TIX_T_TIME, .i = l->at },
			[KIND] = { .type = TIX_T_TEXT, .s = l->kind },
			[WHAT] = { .type = TIX_T_TEXT, .s = l->what },
			[TELLS] = { .type = TIX_T_TEXT, .s = l->tells },
		};

		s = tix_rows_values(&rows, v);
	}
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

enum tix_status
tix_sweep_ahead(struct tix *tx, struct tix_run *r, int64_t until)
{
	struct ahead a = { .r = r, .until = until };
	struct tix_rung rung = { .n = 0 };
	const int64_t now = tx->now, at = tx->at;
	enum tix_status s = tix_rung_find(tx, until, &rung);

	for (size_t i = 0; s == TIX_OK && i < rung.n && !tix_interrupted();
	    i++) {
		s = look(tx, &a, rung.id[i]);
		tx->now = now;
		tx->at = at;
		tix_arena_reset(tx->mem);
	}
	return s == TIX_OK ? print(tx, &a) : s;
}
