/*
 * Tickets by query: the statement, and its rows one by one.
 */
#include "select.h"

#include <string.h>

#include <tix/hindsight.h>

#include "textsql.h"
#include "ticket_row.h"

/* All columns of a ticket; a body that nobody wants is not read. */
static void
add_columns(struct tix_select *b, bool body)
{
	for (int f = 0; f < TIX_FIELDS; f++)
		tix_buf_printf(&b->sql, "%s%s", f > 0 ? ", " : "SELECT ",
		    f == TIX_F_BODY && !body ? "NULL" : tix_fields[f].name);
	tix_buf_str(&b->sql, " FROM ticket WHERE ");
}

/* Compile the patterns of 't', left to right, into b->re. */
static enum tix_status
find_patterns(struct tix_select *b, const struct tix_term *t)
{
	enum tix_status s;

	if (t->op == TIX_Q_NOT)
		return find_patterns(b, t->left);
	if (t->op == TIX_Q_AND || t->op == TIX_Q_OR) {
		s = find_patterns(b, t->left);
		return s == TIX_OK ? find_patterns(b, t->right) : s;
	}
	if (t->op != TIX_Q_MATCH)
		return TIX_OK;
	if (b->nre == TIX_QUERY_TERMS_MAX)
		return tix_fail(b->tx, TIX_FAILED, "query: too many patterns");
	s = tix_regex_new(b->tx, t->text, &b->re[b->nre]);
	b->nre += s == TIX_OK;
	return s;
}

struct selection {
	tix_ticket_fn fn;
	void *arg;
	int64_t left; /* tickets still wanted; below 0: no bound */
	bool more;
};

static enum tix_status
take_row(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct selection *sel = arg;
	struct tix_ticket t = { 0 };
	enum tix_status s;

	if (sel->left == 0) {
		sel->more = true;
		return TIX_NO;
	}
	sel->left -= sel->left > 0;
	tix_ticket_from_row(row, tx->mem, &t);
	s = sel->fn(tx, &t, sel->arg);
	tix_arena_reset(tx->mem);
	return s;
}

/* The statement in b->sql, and one row beyond the limit to know of more. */
static void
assemble(struct tix_select *b, const struct tix_term *query,
    const struct tix_sort *sort, size_t nsort, int64_t limit, bool body)
{
	size_t nre = b->nre;

	add_columns(b, body);
	b->nre = 0;
	tix_select_where(b, query);
	b->nre = nre;
	tix_select_sort(b, sort, nsort);
	if (limit > 0)
		tix_buf_printf(&b->sql, " LIMIT %s", tix_select_int(b,
		    limit < INT64_MAX ? limit + 1 : limit));
	if (!tix_select_is_narrow(query))
		tix_buf_str(&b->sql, " /*scan*/");
}

static bool
has_text(const struct tix_term *t)
{
	if (t->op == TIX_Q_AND || t->op == TIX_Q_OR)
		return has_text(t->left) || has_text(t->right);
	if (t->op == TIX_Q_NOT)
		return has_text(t->left);
	return t->op == TIX_Q_TEXT || t->op == TIX_Q_PHRASE;
}

static enum tix_status
run(struct tix_select *b, struct selection *sel)
{
	enum tix_status s;

	if (b->nre > 0)
		tix_sql_patterns(b->tx, b->re, b->nre);
	s = tix_sql(b->tx, tix_buf_text(&b->sql), b->params, take_row, sel);
	if (b->nre > 0)
		tix_sql_patterns(b->tx, NULL, 0);
	return s;
}

enum tix_status
tix_tickets_select(struct tix *tx, const struct tix_term *query,
    const struct tix_sort *sort, size_t nsort, int64_t limit, bool body,
    tix_ticket_fn fn, void *arg, bool *more)
{
	struct tix_regex *re[TIX_QUERY_TERMS_MAX];
	struct tix_select b = { .tx = tx, .sql = { .arena = tx->run },
		.re = re };
	struct selection sel = { .fn = fn, .arg = arg,
		.left = limit > 0 ? limit : -1 };
	const struct tix_session *d = tix_db_session(tx);
	bool text = has_text(query);
	bool then = tix_hindsight_is_on(tx);
	bool view = (text || then) && !d->in_tx && !d->in_read;
	enum tix_status s = TIX_OK;

	if (view)
		s = tix_db_read_begin(tx);
	if (s == TIX_OK)
		s = tix_hindsight_tickets(tx);
	if (s == TIX_OK && text)
		s = tix_textsearch_begin(tx, query, &b.late);
	if (s == TIX_OK)
		s = find_patterns(&b, query);
	if (s == TIX_OK) {
		assemble(&b, query, sort, nsort, limit, body);
		s = run(&b, &sel);
	}
	while (b.nre > 0)
		tix_regex_free(re[--b.nre]);
	if (view)
		tix_db_read_end(tx);
	if (more != NULL)
		*more = sel.more;
	return s;
}
