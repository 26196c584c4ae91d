/*
 * Tickets by query: the statement, and its rows one by one.
 */
#include "select.h"

#include <string.h>

#include <tix/hindsight.h>

#include "textsql.h"
#include "ticket_row.h"

/* Only what is wanted: a column costs in the statement and in each row. */
static void
add_columns(struct tix_select *b, uint64_t fields)
{
	const char *before = "SELECT ";

	for (int f = 0; f < TIX_FIELDS; f++) {
		if ((fields & TIX_BIT(f)) == 0)
			continue;
		tix_buf_str(&b->sql, before);
		tix_buf_str(&b->sql, tix_fields[f].name);
		before = ", ";
	}
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
		return tix_fail(b->tx, TIX_INVALID,
		    "query: more than %d patterns", TIX_QUERY_TERMS_MAX);
	s = tix_regex_new(b->tx, t->text, &b->re[b->nre]);
	b->nre += s == TIX_OK;
	return s;
}

struct selection {
	uint64_t fields;
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
	tix_ticket_from_row(row, sel->fields, tx->mem, &t);
	s = sel->fn(tx, &t, sel->arg);
	tix_arena_reset(tx->mem);
	return s;
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

enum tix_status
tix_select_begin(struct tix_select *b, struct tix *tx,
    const struct tix_term *query, bool view)
{
	const struct tix_session *d = tix_db_session(tx);
	bool text = has_text(query);
	enum tix_status s = TIX_OK;

	*b = (struct tix_select){ .tx = tx, .sql = { .arena = tx->run } };
	b->re = tix_arena_array(tx->run, TIX_QUERY_TERMS_MAX, sizeof *b->re);
	b->view = (text || view || tix_hindsight_is_on(tx)) && !d->in_tx &&
	    !d->in_read;
	if (b->view)
		s = tix_db_read_begin(tx);
	if (s == TIX_OK)
		s = tix_hindsight_tickets(tx);
	if (s == TIX_OK && text)
		s = tix_textsearch_begin(tx, query, &b->late);
	return s == TIX_OK ? find_patterns(b, query) : s;
}

void
tix_select_condition(struct tix_select *b, const struct tix_term *query)
{
	size_t nre = b->nre;

	b->nre = 0;
	tix_select_where(b, query);
	b->nre = nre;
}

enum tix_status
tix_select_run(struct tix_select *b, tix_row_fn fn, void *arg)
{
	const char *sql;
	enum tix_status s;

	if (b->nre > 0)
		tix_sql_patterns(b->tx, b->re, b->nre);
	sql = tix_buf_text(&b->sql);
	if (b->taken)
		sql = tix_arena_printf(b->tx->run, "%s%s", TIX_TAKEN_SQL,
		    sql);
	s = tix_sql(b->tx, sql, b->params, fn, arg);
	if (b->nre > 0)
		tix_sql_patterns(b->tx, NULL, 0);
	b->sql = (struct tix_buf){ .arena = b->tx->run };
	b->params = NULL;
	b->n = b->cap = 0;
	b->taken = false;
	return s;
}

void
tix_select_end(struct tix_select *b)
{
	while (b->nre > 0)
		tix_regex_free(b->re[--b->nre]);
	if (b->view)
		tix_db_read_end(b->tx);
}

/* The list of values of 'field', all of them some, that must hold; or NULL. */
static const struct tix_term *
find_list(const struct tix_term *t, int field)
{
	const struct tix_term *found;

	if (t->op == TIX_Q_AND) {
		found = find_list(t->left, field);
		return found != NULL ? found : find_list(t->right, field);
	}
	if (t->op != TIX_Q_IN || t->field != field || t->n == 0)
		return NULL;
	for (size_t i = 0; i < t->n; i++)
		if (!tix_value_is_some(&t->values[i]))
			return NULL;
	return t;
}

/*
 * The indexes have the priority behind the state: for one state the first by
 * priority are read along them, for several each state's are, and merged.
 */
static bool
merges_states(const struct tix_term *query, const struct tix_sort *sort,
    size_t nsort, int64_t limit)
{
	const struct tix_term *state = find_list(query, TIX_F_STATE);
	const struct tix_term *queue = find_list(query, TIX_F_QUEUE);
	const struct tix_term *owner = find_list(query, TIX_F_OWNER);

	return limit > 0 && nsort == 1 && sort[0].field == TIX_F_PRIORITY &&
	    !sort[0].descending && !has_text(query) &&
	    (state != NULL ? state->n > 1 : (queue != NULL && queue->n == 1) ||
	    (owner != NULL && owner->n == 1));
}

static void
add_states(struct tix_select *b, const struct tix_term *query,
    uint64_t fields)
{
	const struct tix_term *list = find_list(query, TIX_F_STATE);

	for (int64_t s = TIX_NEW; s <= TIX_MERGED; s++) {
		bool wanted = list == NULL;

		for (size_t i = 0; !wanted && i < list->n; i++)
			wanted = list->values[i].i == s;
		if (!wanted)
			continue;
		if (b->sql.len > 0)
			tix_buf_str(&b->sql, " UNION ALL ");
		add_columns(b, fields);
		tix_buf_printf(&b->sql, "state = '%s' AND ",
		    tix_state_names[s - 1]);
		tix_select_condition(b, query);
	}
}

/* One row beyond the limit tells of more. */
static void
add_limit(struct tix_select *b, int64_t limit)
{
	if (limit > 0)
		tix_buf_printf(&b->sql, " LIMIT %s", tix_select_int(b,
		    limit < INT64_MAX ? limit + 1 : limit));
}

static bool
has_time(const struct tix_term *t)
{
	if (t->op == TIX_Q_AND)
		return has_time(t->left) || has_time(t->right);
	return t->op == TIX_Q_RANGE && (t->field == TIX_F_OPENED ||
	    t->field == TIX_F_RESOLVED);
}

/*
 * The indexes of times have the priority behind them, so that those of a day
 * are sorted along one, and only the rows of the first are read.
 */
static void
add_first(struct tix_select *b, const struct tix_term *query,
    const struct tix_sort *sort, size_t nsort, int64_t limit)
{
	tix_buf_str(&b->sql, "id IN (SELECT id FROM ticket WHERE ");
	tix_select_condition(b, query);
	tix_select_sort(b, sort, nsort);
	add_limit(b, limit);
	tix_buf_str(&b->sql, ")");
}

/* The statement. */
static void
assemble(struct tix_select *b, const struct tix_term *query,
    const struct tix_sort *sort, size_t nsort, int64_t limit,
    uint64_t fields)
{
	if (merges_states(query, sort, nsort, limit)) {
		add_states(b, query, fields);
	} else {
		add_columns(b, fields);
		if (limit > 0 && has_time(query))
			add_first(b, query, sort, nsort, limit);
		else
			tix_select_condition(b, query);
	}
	tix_select_sort(b, sort, nsort);
	add_limit(b, limit);
	if (!tix_select_is_narrow(query))
		tix_buf_str(&b->sql, " /*scan*/");
}

enum tix_status
tix_tickets_select(struct tix *tx, const struct tix_term *query,
    const struct tix_sort *sort, size_t nsort, int64_t limit,
    uint64_t fields, tix_ticket_fn fn, void *arg, bool *more)
{
	/* States that are merged are ordered by columns that are read. */
	const uint64_t keys = TIX_BIT(TIX_F_ID) | TIX_BIT(TIX_F_PRIORITY);
	struct selection sel = { .fields = fields | keys, .fn = fn,
		.arg = arg, .left = limit > 0 ? limit : -1 };
	struct tix_select b;
	enum tix_status s = tix_select_begin(&b, tx, query, false);

	if (s == TIX_OK) {
		assemble(&b, query, sort, nsort, limit, sel.fields);
		s = tix_select_run(&b, take_row, &sel);
	}
	tix_select_end(&b);
	if (more != NULL)
		*more = sel.more;
	return s;
}
