/*
 * A query's tree as a condition.  What is put together is constant text chosen
 * by field and operator; whatever comes from users is a parameter.
 */
#include "select.h"

#include <string.h>

#include <tix/hindsight.h>

#include "textsql.h"

/* A chain is flat: the engine's parser bears some dozen levels, not 64. */
static void
add_chain(struct tix_select *b, const struct tix_term *t, const char *word)
{
	if (t->left->op == t->op)
		add_chain(b, t->left, word);
	else
		tix_select_where(b, t->left);
	tix_buf_str(&b->sql, word);
	tix_select_where(b, t->right);
}

static void
add_group(struct tix_select *b, const struct tix_term *t, const char *word)
{
	tix_buf_char(&b->sql, '(');
	add_chain(b, t, word);
	tix_buf_char(&b->sql, ')');
}

/* "NOT" would make NULL of NULL: "not queue:x" takes in what has no queue. */
static void
add_not(struct tix_select *b, const struct tix_term *t)
{
	tix_buf_char(&b->sql, '(');
	tix_select_where(b, t->left);
	tix_buf_str(&b->sql, " IS NOT TRUE)");
}

/* The values of a list that are some, "$p1, $p2", each between two texts. */
static size_t
add_values(struct tix_select *b, const struct tix_term *t, const char *before,
    const char *after)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (tix_value_is_some(&t->values[i]))
			tix_buf_printf(&b->sql, "%s%s%s%s", n++ > 0 ? ", " : "",
			    before, tix_select_value(b, t->field,
			    &t->values[i]), after);
	return n;
}

static size_t
count_some(const struct tix_term *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		n += tix_value_is_some(&t->values[i]);
	return n;
}

/* One value must be "=": it is what lets an index give the order too. */
static void
add_in(struct tix_select *b, const struct tix_term *t)
{
	const char *name = tix_select_column(b, t->field);
	size_t some = count_some(t);

	tix_buf_char(&b->sql, '(');
	if (t->n == 0)
		tix_buf_str(&b->sql, "FALSE");
	if (some < t->n)
		tix_buf_printf(&b->sql, "%s IS NULL%s", name,
		    some > 0 ? " OR " : "");
	if (some > 0 && t->values[0].type == TIX_T_TAGS) {
		/* As rows: many alternatives would nest too deep. */
		tix_buf_str(&b->sql, "EXISTS (SELECT 1 FROM (VALUES ");
		add_values(b, t, "(", ")");
		tix_buf_printf(&b->sql, ") WHERE instr(' ' || ticket.%s"
		    " || ' ', column1) > 0)", name);
	} else if (some > 0) {
		tix_buf_printf(&b->sql, "%s %s", name,
		    some > 1 ? "IN (" : "= ");
		add_values(b, t, "", "");
		tix_buf_str(&b->sql, some > 1 ? ")" : "");
	}
	tix_buf_char(&b->sql, ')');
}

/*
 * An age is a time seen from the other end; only what is live grows old, so
 * that level:L1 age:2d.. is work and not history.
 */
static void
add_age(struct tix_select *b, const struct tix_term *t)
{
	const char *name = t->field == TIX_Q_AGE ? "opened" : "updated";

	tix_buf_printf(&b->sql, "(%s", tix_select_live(b));
	if (t->has_from)
		tix_buf_printf(&b->sql, " AND %s %s %s", name,
		    t->from_open ? "<" : "<=",
		    tix_select_int(b, b->tx->now - t->from.i));
	if (t->has_to)
		tix_buf_printf(&b->sql, " AND %s %s %s", name,
		    t->to_open ? ">" : ">=",
		    tix_select_int(b, b->tx->now - t->to.i));
	tix_buf_char(&b->sql, ')');
}

static void
add_range(struct tix_select *b, const struct tix_term *t)
{
	const char *name;

	if (t->field == TIX_Q_AGE || t->field == TIX_Q_IDLE) {
		add_age(b, t);
		return;
	}
	/* Every ticket: as a range of ids, all of each would be read. */
	if (t->field == TIX_F_ID && t->has_from && !t->from_open &&
	    t->from.i <= 1 && !t->has_to) {
		tix_buf_str(&b->sql, "TRUE");
		return;
	}
	name = tix_select_column(b, t->field);
	tix_buf_printf(&b->sql, "(%s IS NOT NULL", name);
	if (t->has_from)
		tix_buf_printf(&b->sql, " AND %s %s %s", name,
		    t->from_open ? ">" : ">=", tix_select_value(b, t->field,
		    &t->from));
	if (t->has_to)
		tix_buf_printf(&b->sql, " AND %s %s %s", name,
		    t->to_open ? "<" : "<=", tix_select_value(b, t->field,
		    &t->to));
	tix_buf_char(&b->sql, ')');
}

/* Patterns were compiled before, in the order in which they are met here. */
static void
add_match(struct tix_select *b, const struct tix_term *t)
{
	const char *p = tix_select_int(b, (int64_t)b->nre++);

	b->taken = b->taken || t->field == TIX_Q_WORDS;
	if (t->field == TIX_Q_WORDS)
		tix_buf_printf(&b->sql, "(tix_match(%s, subject)"
		    " OR tix_match(%s, body)"
		    " OR tix_match(%s, " TIX_NOTES_SQL("taken") "))", p, p, p);
	else
		tix_buf_printf(&b->sql, "tix_match(%s, %s)", p,
		    tix_select_column(b, t->field));
}

static void
add_text(struct tix_select *b, const struct tix_term *t)
{
	const char *words = tix_textsearch_words(b->tx->run, t->text,
	    t->op == TIX_Q_PHRASE);

	tix_buf_str(&b->sql, tix_textsearch_sql(b->tx->mem,
	    tix_select_text(b, words), b->late));
}

static void
add_flag(struct tix_select *b, const struct tix_term *t)
{
	const struct tix *tx = b->tx;

	tix_buf_char(&b->sql, '(');
	if (t->field == TIX_F_BREACHED)
		tix_buf_printf(&b->sql, "breached = 1 OR (%s AND"
		    " next_due < %s)", tix_select_live(b),
		    tix_select_int(b, tix_hindsight_moment(tx)));
	else if (t->field == TIX_Q_OVERDUE)
		tix_buf_printf(&b->sql, "%s AND due < %s", tix_select_live(b),
		    tix_select_int(b, tix_hindsight_moment(tx)));
	else if (t->field == TIX_Q_UNASSIGNED)
		tix_buf_printf(&b->sql, "%s AND owner IS NULL",
		    tix_select_live(b));
	else
		tix_buf_printf(&b->sql, "%s AND owner = %s", tix_select_live(b),
		    tix_select_text(b, tx->on_behalf != NULL ?
		    tx->on_behalf : tx->actor));
	tix_buf_str(&b->sql, t->on ? ")" : ") IS NOT TRUE");
}

void
tix_select_where(struct tix_select *b, const struct tix_term *t)
{
	switch (t->op) {
	case TIX_Q_ALL:
		tix_buf_str(&b->sql, "TRUE");
		break;
	case TIX_Q_AND:
		add_group(b, t, " AND ");
		break;
	case TIX_Q_OR:
		add_group(b, t, " OR ");
		break;
	case TIX_Q_NOT:
		add_not(b, t);
		break;
	case TIX_Q_IN:
		add_in(b, t);
		break;
	case TIX_Q_RANGE:
		add_range(b, t);
		break;
	case TIX_Q_MATCH:
		add_match(b, t);
		break;
	case TIX_Q_TEXT:
	case TIX_Q_PHRASE:
		add_text(b, t);
		break;
	case TIX_Q_FLAG:
		add_flag(b, t);
		break;
	}
}

bool
tix_select_is_narrow(const struct tix_term *t)
{
	if (t->op == TIX_Q_AND)
		return tix_select_is_narrow(t->left) ||
		    tix_select_is_narrow(t->right);
	if (t->op == TIX_Q_FLAG)
		return t->on && t->field != TIX_F_BREACHED;
	return t->op == TIX_Q_TEXT || t->op == TIX_Q_PHRASE ||
	    (t->op == TIX_Q_IN && (t->field == TIX_F_ID ||
	    t->field == TIX_F_STATE || t->field == TIX_F_QUEUE ||
	    t->field == TIX_F_OWNER || t->field == TIX_F_KEY));
}
