/*
 * Full text by rank.  To rank a ticket its text is looked up, so of many only
 * the newest are ranked: whoever searches for a word that is everywhere has no
 * use for the best of a hundred thousand.
 */
#include "select.h"

#include <stdlib.h>

#include "textsql.h"

/* A word in the subject says more than one in the body, that than in a note. */
#define WEIGHTS "8.0, 2.0, 1.0"

/* bm25() is negative, and tiny for words that most texts have. */
#define SCORE_SQL(table) \
	"CAST(-1e12 * bm25(" table ", " WEIGHTS ") AS INTEGER)"

/* The best that is in the index, to hold those that wait for it against. */
static const char pivot_sql[] =
	"INSERT INTO temp.text_late (rowid, subject, body, notes)"
	" SELECT -id, subject, body, " TIX_NOTES_SQL(TIX_TAKEN_HERE_SQL)
	"   FROM ticket"
	"  WHERE id = $id";

struct hit {
	int64_t id;
	int64_t score;
};

struct hits {
	struct tix_arena *mem;
	struct hit *item;
	size_t n;
	size_t cap;
	double pivot; /* score in temp.text_late of the best in the index */
};

struct ranking {
	struct tix_select b;
	const char *words;           /* as an expression */
	const struct tix_term *rest; /* the query but for these words */
	tix_ticket_fn fn;
	void *arg;
	int64_t left;                /* tickets still wanted; below 0: all */
	bool more;
};

static bool
is_words(const struct tix_term *t)
{
	return t->op == TIX_Q_TEXT || t->op == TIX_Q_PHRASE;
}

bool
tix_query_has_rank(const struct tix_term *t)
{
	return is_words(t) || (t->op == TIX_Q_AND &&
	    (tix_query_has_rank(t->left) || tix_query_has_rank(t->right)));
}

/* Words that must be there go to 'words'; what is left is the query's rest. */
static struct tix_term *
take_words(struct tix *tx, const struct tix_term *t, struct tix_buf *words)
{
	struct tix_term *rest = tix_arena_alloc(tx->run, sizeof *rest);

	if (is_words(t)) {
		if (words->len > 0)
			tix_buf_char(words, ' ');
		tix_buf_str(words, tix_textsearch_words(tx->run, t->text,
		    t->op == TIX_Q_PHRASE));
		return rest; /* zeros are TIX_Q_ALL */
	}
	*rest = *t;
	if (t->op == TIX_Q_AND) {
		rest->left = take_words(tx, t->left, words);
		rest->right = take_words(tx, t->right, words);
		if (rest->left->op == TIX_Q_ALL)
			return rest->right;
		if (rest->right->op == TIX_Q_ALL)
			return rest->left;
	}
	return rest;
}

/* The rest of the query, of the row that is at hand in 'table'. */
static void
add_rest(struct ranking *r, const char *table)
{
	struct tix_select *b = &r->b;

	if (r->rest->op == TIX_Q_ALL)
		return;
	tix_buf_printf(&b->sql, " AND EXISTS (SELECT 1 FROM ticket"
	    " WHERE ticket.id = %s.rowid AND ", table);
	tix_select_condition(b, r->rest);
	tix_buf_char(&b->sql, ')');
}

/* From the index, the newest first, below 'below' (0: all). */
static void
add_index(struct ranking *r, const char *columns, int64_t below,
    int64_t limit)
{
	struct tix_select *b = &r->b;

	tix_buf_printf(&b->sql, "SELECT %s FROM text WHERE text MATCH %s",
	    columns, tix_select_text(b, r->words));
	if (below > 0)
		tix_buf_printf(&b->sql, " AND text.rowid < %s",
		    tix_select_int(b, below));
	if (b->late != TIX_LATE_NONE)
		tix_buf_str(&b->sql,
		    " AND text.rowid NOT IN (SELECT ticket FROM text_todo)");
	add_rest(r, "text");
	tix_buf_str(&b->sql, " ORDER BY text.rowid DESC");
	if (limit > 0)
		tix_buf_printf(&b->sql, " LIMIT %s", tix_select_int(b, limit));
}

static enum tix_status
take_hit(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct hits *h = arg;
	struct hit hit = { tix_row_int(row, 0), tix_row_int(row, 1) };
	struct hit *old = h->item;

	(void)tx;
	if (hit.id < 0) {
		h->pivot = (double)hit.score;
		return TIX_OK;
	}
	if (h->n == h->cap) {
		h->cap = h->cap == 0 ? 256 : h->cap * 2;
		h->item = tix_arena_array(h->mem, h->cap, sizeof *h->item);
		for (size_t i = 0; i < h->n; i++)
			h->item[i] = old[i];
	}
	h->item[h->n++] = hit;
	return TIX_OK;
}

static int
better(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

/*
 * Those that wait for the index are few, and how rare a word is among them says
 * little: one ticket that is scored in both places tells how scores compare.
 */
static enum tix_status
find_late(struct ranking *r, struct hits *h)
{
	struct tix *tx = r->b.tx;
	struct hit best = { 0 };
	size_t first = h->n;
	enum tix_status s = TIX_OK;

	for (size_t i = 0; i < h->n; i++)
		if (i == 0 || better(&h->item[i], &best) < 0)
			best = h->item[i];
	if (best.id > 0)
		s = tix_sql(tx, pivot_sql, TIX_PARAMS(
		    TIX_INT("$id", best.id)), NULL, NULL);
	if (s != TIX_OK)
		return s;
	tix_buf_printf(&r->b.sql, "SELECT rowid, " SCORE_SQL("text_late")
	    " FROM temp.text_late WHERE text_late MATCH %s"
	    " AND (rowid < 0 OR (TRUE", tix_select_text(&r->b, r->words));
	add_rest(r, "text_late");
	tix_buf_str(&r->b.sql, ")) ORDER BY rowid DESC");
	s = tix_select_run(&r->b, take_hit, h);
	for (size_t i = first; h->pivot > 0 && i < h->n; i++)
		h->item[i].score = (int64_t)((double)h->item[i].score *
		    (double)best.score / h->pivot);
	return s;
}

static enum tix_status
give(struct ranking *r, int64_t id)
{
	struct tix *tx = r->b.tx;
	struct tix_ticket t = { 0 };
	enum tix_status s;

	if (r->left == 0) {
		r->more = true;
		return TIX_NO;
	}
	r->left -= r->left > 0;
	s = tix_tickets_load(tx, tx->mem, id, &t);
	if (s == TIX_OK)
		s = r->fn(tx, &t, r->arg);
	tix_arena_reset(tx->mem);
	return s;
}

static enum tix_status
give_row(struct tix *tx, const struct tix_row *row, void *arg)
{
	(void)tx;
	return give(arg, tix_row_int(row, 0));
}

/* What is older than all that were ranked. */
static enum tix_status
give_older(struct ranking *r, int64_t below)
{
	if (r->left == 0) {
		r->more = true;
		return TIX_OK;
	}
	add_index(r, "rowid", below, 0);
	return tix_select_run(&r->b, give_row, r);
}

static enum tix_status
rank(struct ranking *r, bool *partly)
{
	struct hits h = { .mem = r->b.tx->run };
	enum tix_status s;
	int64_t oldest = 0;

	add_index(r, "rowid, " SCORE_SQL("text"), 0, TIX_RANK_MAX + 1);
	s = tix_select_run(&r->b, take_hit, &h);
	*partly = h.n > TIX_RANK_MAX;
	if (*partly)
		oldest = h.item[--h.n - 1].id;
	if (s == TIX_OK && r->b.late == TIX_LATE_SOME)
		s = find_late(r, &h);
	if (s == TIX_OK && h.n > 0)
		qsort(h.item, h.n, sizeof *h.item, better);
	for (size_t i = 0; s == TIX_OK && i < h.n; i++)
		s = give(r, h.item[i].id);
	if (s == TIX_OK && *partly)
		s = give_older(r, oldest);
	return s == TIX_NO ? TIX_OK : s;
}

enum tix_status
tix_tickets_rank(struct tix *tx, const struct tix_term *query, int64_t limit,
    tix_ticket_fn fn, void *arg, bool *more, bool *partly)
{
	struct ranking r = { .fn = fn, .arg = arg,
		.left = limit > 0 ? limit : -1 };
	struct tix_buf words = { .arena = tx->run };
	enum tix_status s = tix_select_begin(&r.b, tx, query, true);

	*more = *partly = false;
	r.rest = take_words(tx, query, &words);
	r.words = tix_buf_text(&words);
	if (s == TIX_OK)
		s = rank(&r, partly);
	tix_select_end(&r.b);
	*more = r.more;
	return s;
}
