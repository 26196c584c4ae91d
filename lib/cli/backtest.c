/*
 * The desk's own tickets under another policy.
 */
#include "private.h"

#include <stdlib.h>
#include <string.h>

#include <tix/backtest.h>
#include <tix/openings.h>
#include <tix/policyfile.h>
#include <tix/replay.h>
#include <tix/utf8.h>

#define BUCKETS 4096

static const struct tix_column columns[] = {
	{ "id", "ID", TIX_T_INT, TIX_COL_RIGHT },
	{ "queue_from", NULL, TIX_T_TEXT, 0 },
	{ "queue_to", NULL, TIX_T_TEXT, 0 },
	{ "level_from", NULL, TIX_T_TEXT, 0 },
	{ "level_to", NULL, TIX_T_TEXT, 0 },
	{ "priority_from", NULL, TIX_T_INT, TIX_COL_RIGHT },
	{ "priority_to", NULL, TIX_T_INT, TIX_COL_RIGHT },
	{ "team_from", NULL, TIX_T_TEXT, 0 },
	{ "team_to", NULL, TIX_T_TEXT, 0 },
};

#define COLUMNS (sizeof columns / sizeof columns[0])

/* "queue network -> vpn", and how often. */
struct move {
	int field;
	const char *from;
	const char *to;
	int64_t n;
	struct move *next;
};

/* A ticket that would change, in words. */
struct line {
	const char *text;
	struct line *next;
};

struct replaying {
	struct tix_run *r;
	const struct tix_backtest *asked;
	const struct tix_desk *candidate;
	struct move *bucket[BUCKETS];
	size_t nmoves;
	struct line *first, **last;
	struct tix_rows rows;
	struct tix_event *room; /* for what is decided */
	int64_t count, changes, blank;
};

static size_t
hash(size_t h, const char *s)
{
	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h * 31 + 1;
}

static void
count_move(struct tix *tx, struct replaying *p, int field, const char *from,
    const char *to)
{
	size_t h = hash(hash((size_t)field + 1, from), to) % BUCKETS;
	struct move *m = p->bucket[h];

	while (m != NULL && (m->field != field || strcmp(m->from, from) != 0 ||
	    strcmp(m->to, to) != 0))
		m = m->next;
	if (m == NULL) {
		m = tix_arena_alloc(tx->run, sizeof *m);
		*m = (struct move){ field, tix_arena_dup(tx->run, from),
		    tix_arena_dup(tx->run, to), 0, p->bucket[h] };
		p->bucket[h] = m;
		p->nmoves++;
	}
	m->n++;
}

static const char *
or_none(const char *s)
{
	return *s == '\0' ? "none" : s;
}

static void
keep_line(struct tix *tx, struct replaying *p, int64_t id,
    const struct tix_outcome *from, const struct tix_outcome *to)
{
	struct line *l = tix_arena_alloc(tx->run, sizeof *l);
	struct tix_buf b = { .arena = tx->mem };

	tix_buf_printf(&b, "%lld:", (long long)id);
	for (int i = 0; i < TIX_OUTCOMES; i++)
		if (strcmp(from->is[i], to->is[i]) != 0)
			tix_buf_printf(&b, "%s %s %s -> %s",
			    b.data[b.len - 1] == ':' ? "" : ",",
			    tix_outcome_names[i], or_none(from->is[i]),
			    or_none(to->is[i]));
	l->text = tix_arena_dup(tx->run, tix_buf_text(&b));
	*p->last = l;
	p->last = &l->next;
}

static enum tix_status
put_row(struct replaying *p, int64_t id, const struct tix_outcome *from,
    const struct tix_outcome *to)
{
	struct tix_value all[COLUMNS] = {
		{ .type = TIX_T_INT, .i = id },
	};

	for (size_t i = 0; i < TIX_OUTCOMES; i++) {
		struct tix_value *v = &all[1 + 2 * i];

		v[0].s = *from->is[i] == '\0' ? NULL : from->is[i];
		v[1].s = *to->is[i] == '\0' ? NULL : to->is[i];
		if (i != TIX_OUT_PRIORITY)
			continue;
		for (int k = 0; k < 2; k++)
			v[k] = (struct tix_value){ .type = TIX_T_INT,
			    .i = v[k].s == NULL ? 0 : *v[k].s - '0' };
	}
	return tix_rows_values(&p->rows, all);
}

static enum tix_status
compare(struct tix *tx, struct replaying *p, int64_t id,
    const struct tix_outcome *from, const struct tix_outcome *to)
{
	bool differs = false;

	for (int i = 0; i < TIX_OUTCOMES; i++) {
		if (strcmp(from->is[i], to->is[i]) == 0)
			continue;
		differs = true;
		if (!p->r->format_given)
			count_move(tx, p, i, from->is[i], to->is[i]);
	}
	p->changes += differs;
	if (!differs)
		return TIX_OK;
	if (p->r->format_given)
		return put_row(p, id, from, to);
	keep_line(tx, p, id, from, to);
	return TIX_OK;
}

static enum tix_status
replay(struct tix *tx, struct tix_event *e, void *arg)
{
	struct replaying *p = arg;
	struct tix_outcome from, to;
	struct tix_ticket draft;
	uint64_t given;
	enum tix_status s;

	if (tix_interrupted())
		return tix_fail(tx, TIX_BUSY, "interrupted");
	if (tix_run_reader_gone(p->r))
		return TIX_NO;
	if (e->data == NULL) {
		p->blank++;
		return TIX_OK;
	}
	if (++p->count % 10000 == 0)
		tix_progress(p->r, "%lld tickets", (long long)p->count);
	s = tix_replay_draft(tx, e, &draft, &given);
	if (s == TIX_OK)
		s = tix_replay_route(tx, p->candidate, e, &draft, given,
		    p->room, &to);
	if (s == TIX_OK)
		tix_gave_up_say(tx, p->r, p->room);
	if (s == TIX_OK && p->asked->history)
		tix_replay_history(e, &from);
	else if (s == TIX_OK)
		s = tix_replay_route(tx, tx->desk, e, &draft, given,
		    p->room, &from);
	return s == TIX_OK ? compare(tx, p, e->ticket, &from, &to) : s;
}

/* By field, then those that move most. */
static int
by_count(const void *a, const void *b)
{
	const struct move *x = *(struct move *const *)a;
	const struct move *y = *(struct move *const *)b;

	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->from, y->from) != 0 ? strcmp(x->from, y->from) :
	    strcmp(x->to, y->to);
}

static void
print(struct tix *tx, struct replaying *p)
{
	struct move **all = tix_arena_array(tx->run, p->nmoves + 1,
	    sizeof *all);
	FILE *to = p->r->out.to;
	size_t n = 0;

	for (size_t i = 0; i < BUCKETS; i++)
		for (struct move *m = p->bucket[i]; m != NULL; m = m->next)
			all[n++] = m;
	qsort(all, n, sizeof *all, by_count);
	for (size_t i = 0; i < n; i++)
		fprintf(to, "%8lld  %s %s\n", (long long)all[i]->n,
		    tix_outcome_names[all[i]->field], tix_utf8_printable(
		    tx->run, tix_arena_printf(tx->run, "%s -> %s",
		    or_none(all[i]->from), or_none(all[i]->to)), false));
	if (p->first != NULL)
		fputc('\n', to);
	for (const struct line *l = p->first; l != NULL; l = l->next) {
		fprintf(to, "%s\n", tix_utf8_printable(tx->mem, l->text,
		    false));
		tix_arena_reset(tx->mem);
	}
}

static int
by_id(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* The tickets that the query selects, in order; left as it is: all. */
static enum tix_status
selected(struct tix *tx, struct tix_run *r, const int64_t **ids, size_t *n)
{
	int64_t *sorted;
	enum tix_status s;

	if (r->noperands == 0)
		return TIX_OK;
	r->query = tix_run_words(tx, r);
	s = tix_bulk_select(tx, r);
	if (s != TIX_OK)
		return s;
	*n = r->ngiven;
	sorted = tix_arena_array(tx->run, *n + 1, sizeof *sorted);
	memcpy(sorted, r->given, *n * sizeof *sorted);
	qsort(sorted, *n, sizeof *sorted, by_id);
	*ids = sorted;
	return TIX_OK;
}

static void
sum_up(struct tix *tx, const struct replaying *p)
{
	if (p->blank > 0)
		tix_complain(tx, p->r, p->blank == 1 ? "%lld ticket was "
		    "redacted and is passed over" : "%lld tickets were "
		    "redacted and are passed over", (long long)p->blank);
	tix_notice(tx, p->r, "%lld of %lld ticket%s differ%s from %s",
	    (long long)p->changes, (long long)p->count,
	    p->count == 1 ? "" : "s", p->changes == 1 ? "s" : "",
	    p->asked->history ? "what happened" : "the policy in force");
}

enum tix_status
tix_backtest(struct tix *tx, struct tix_run *r, const struct tix_backtest *b)
{
	struct replaying *p = tix_arena_alloc(tx->run, sizeof *p);
	const int64_t *ids = NULL;
	size_t n = 0;
	enum tix_status s = tix_policyfile_read(tx, b->desk, &p->candidate);

	p->r = r;
	p->asked = b;
	p->last = &p->first;
	p->room = tix_arena_alloc(tx->run, sizeof *p->room);
	if (s == TIX_OK)
		s = selected(tx, r, &ids, &n);
	if (s == TIX_OK && r->format_given)
		s = tix_rows_columns(tx, r, columns, COLUMNS, NULL, &p->rows);
	if (s == TIX_OK)
		s = tix_openings_each(tx, ids, n, replay, p);
	tix_progress_end(r);
	if (s != TIX_OK)
		return s;
	if (r->format_given)
		s = tix_rows_end(&p->rows);
	else
		print(tx, p);
	if (s == TIX_OK)
		s = tix_run_flush(tx, r);
	sum_up(tx, p);
	return s == TIX_OK && p->changes > 0 ? TIX_NO : s;
}
