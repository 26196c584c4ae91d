/*
 * How many tickets a query selects, in all or by the values of a field,
 * without reading them.
 */
#include "select.h"

static enum tix_status
take_number(struct tix *tx, const struct tix_row *row, void *arg)
{
	(void)tx;
	*(int64_t *)arg = tix_row_int(row, 0);
	return TIX_NO;
}

enum tix_status
tix_tickets_count(struct tix *tx, const struct tix_term *query, int64_t *n)
{
	struct tix_select b;
	enum tix_status s = tix_select_begin(&b, tx, query, false);

	*n = 0;
	if (s == TIX_OK) {
		tix_buf_str(&b.sql, "SELECT count(*) FROM ticket WHERE ");
		tix_select_condition(&b, query);
		tix_buf_str(&b.sql, " /*scan*/");
		s = tix_select_run(&b, take_number, n);
	}
	tix_select_end(&b);
	return s;
}

struct grouping {
	enum tix_type type;
	tix_count_fn fn;
	void *arg;
};

static enum tix_status
take_group(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct grouping *g = arg;
	struct tix_value v = { .type = g->type };
	enum tix_status s;

	if (tix_type_is_text(g->type))
		v.s = tix_row_text(row, 0, tx->mem);
	else if (!tix_row_null(row, 0))
		v.i = tix_row_int(row, 0);
	s = g->fn(tx, &v, tix_row_int(row, 1), g->arg);
	tix_arena_reset(tx->mem);
	return s;
}

/* Each word of a list counts; JSON is how the engine takes a text apart. */
static void
add_words(struct tix_select *b, const struct tix_term *query,
    const char *column)
{
	tix_buf_printf(&b->sql,
	    "SELECT nullif(word.value, ''), count(*)"
	    "  FROM (SELECT ifnull(%s, '') AS list FROM ticket WHERE ",
	    column);
	tix_select_condition(b, query);
	tix_buf_str(&b->sql, ") AS each, json_each("
	    "'[' || replace(json_quote(each.list), ' ', '\",\"') || ']')"
	    " AS word");
}

static void
add_values(struct tix_select *b, const struct tix_term *query,
    const char *column)
{
	tix_buf_printf(&b->sql, "SELECT %s, count(*) FROM ticket WHERE ",
	    column);
	tix_select_condition(b, query);
}

enum tix_status
tix_tickets_group(struct tix *tx, const struct tix_term *query, int field,
    tix_count_fn fn, void *arg)
{
	struct grouping g = { .type = TIX_T_TEXT, .fn = fn, .arg = arg };
	struct tix_select b;
	enum tix_status s = tix_select_begin(&b, tx, query, false);
	const char *column;
	bool words = field < TIX_FIELDS &&
	    tix_fields[field].type == TIX_T_TAGS;

	if (field < TIX_FIELDS && !words &&
	    tix_fields[field].type != TIX_T_NAME)
		g.type = tix_fields[field].type;
	if (s == TIX_OK) {
		column = tix_select_column(&b, field);
		(words ? add_words : add_values)(&b, query, column);
		tix_buf_str(&b.sql, " GROUP BY 1"
		    " ORDER BY 2 DESC, 1 NULLS LAST /*scan*/");
		s = tix_select_run(&b, take_group, &g);
	}
	tix_select_end(&b);
	return s;
}
