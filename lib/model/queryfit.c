/*
 * A query's tree against one ticket, as lib/store/where.c has the engine do it.
 */
#include <tix/query.h>

#include <stdlib.h>
#include <string.h>

#include <tix/desk.h>
#include <tix/regex.h>

/* A value as a column holds it: none, a number or a text. */
struct cell {
	enum { NONE, NUMBER, TEXT } is;
	double real;  /* of a number that is not whole */
	int64_t i;
	const char *s;
};

static struct cell
number(int64_t i)
{
	return (struct cell){ .is = NUMBER, .i = i, .real = (double)i };
}

static struct cell
text(const char *s)
{
	return (struct cell){ .is = s == NULL ? NONE : TEXT, .s = s };
}

/* Numbers come before texts. */
static int
compare(const struct cell *a, const struct cell *b)
{
	if (a->is != b->is)
		return a->is < b->is ? -1 : 1;
	if (a->is == TEXT)
		return strcmp(a->s, b->s);
	if (a->i != b->i)
		return a->i < b->i ? -1 : 1;
	return a->real < b->real ? -1 : a->real > b->real;
}

/* One of the desk's own fields as it was kept, whatever it is declared now. */
static struct cell
own_cell(struct tix *tx, const struct tix_ticket *t, const char *name)
{
	struct tix_json *root = NULL;
	const struct tix_json *v;

	if (t->fields == NULL || tix_json_parse(tx, tx->mem, t->fields,
	    strlen(t->fields), &root) != TIX_OK)
		return (struct cell){ .is = NONE };
	v = tix_json_get(root, name);
	if (v == NULL || v->type == TIX_JSON_NULL)
		return (struct cell){ .is = NONE };
	if (v->type == TIX_JSON_TRUE || v->type == TIX_JSON_FALSE)
		return number(v->type == TIX_JSON_TRUE);
	if (v->type == TIX_JSON_INT)
		return number(v->number);
	if (v->type == TIX_JSON_REAL)
		return (struct cell){ .is = NUMBER, .real = strtod(v->text,
		    NULL), .i = (int64_t)strtod(v->text, NULL) };
	return text(v->text == NULL ? "" : v->text);
}

static struct cell
value_cell(const struct tix_value *v)
{
	if (!tix_value_is_some(v))
		return (struct cell){ .is = NONE };
	if (v->type == TIX_T_NAME)
		return text(tix_value_name(v));
	return tix_type_is_text(v->type) ? text(v->s) : number(v->i);
}

static struct cell
field_cell(struct tix *tx, const struct tix_ticket *t, int field)
{
	const struct tix_custom *c = tix_query_custom(tx, field);
	struct tix_value v;

	if (c != NULL)
		return own_cell(tx, t, c->name);
	v = tix_ticket_get(t, (enum tix_field)field);
	return value_cell(&v);
}

/* A value of the query, as it is held against that. */
static struct cell
wanted_cell(struct tix *tx, int field, const struct tix_value *v)
{
	const struct tix_custom *c = tix_query_custom(tx, field);

	if (c == NULL || !tix_value_is_some(v))
		return value_cell(v);
	if (c->type == TIX_C_INTEGER)
		return number(strtoll(v->s, NULL, 10));
	if (c->type == TIX_C_FLAG)
		return number(strcmp(v->s, "yes") == 0);
	return text(v->s);
}

/* Is it a word of the list?  Of a link either half will do. */
static bool
has_word(struct tix *tx, int field, const char *list, const char *word)
{
	const char *before = " ", *after = " ";

	if (field == TIX_F_LINKS && strchr(word, ':') == NULL) {
		const bool is_id = *word >= '0' && *word <= '9';

		before = is_id ? ":" : " ";
		after = is_id ? " " : ":";
	}
	return strstr(tix_arena_printf(tx->mem, " %s ", list),
	    tix_arena_printf(tx->mem, "%s%s%s", before, word, after)) != NULL;
}

static bool
is_in(struct tix *tx, const struct tix_term *q, const struct tix_ticket *t)
{
	const struct cell have = field_cell(tx, t, q->field);

	for (size_t i = 0; i < q->n; i++) {
		const struct cell w = wanted_cell(tx, q->field,
		    &q->values[i]);

		if (w.is == NONE || have.is == NONE) {
			if (w.is == have.is)
				return true;
		} else if (q->values[i].type == TIX_T_TAGS) {
			if (has_word(tx, q->field, have.s, w.s))
				return true;
		} else if (compare(&have, &w) == 0)
			return true;
	}
	return false;
}

/* An age is a time seen from the other end, of what is live. */
static bool
is_of_age(struct tix *tx, const struct tix_term *q,
    const struct tix_ticket *t)
{
	const int64_t age = tx->now -
	    (q->field == TIX_Q_AGE ? t->opened : t->updated);

	return tix_state_is_live(t->state) &&
	    (!q->has_from || age > q->from.i ||
	    (age == q->from.i && !q->from_open)) &&
	    (!q->has_to || age < q->to.i ||
	    (age == q->to.i && !q->to_open));
}

static bool
is_within(struct tix *tx, const struct tix_term *q,
    const struct tix_ticket *t)
{
	struct cell have, end;
	int c;

	if (q->field == TIX_Q_AGE || q->field == TIX_Q_IDLE)
		return is_of_age(tx, q, t);
	have = field_cell(tx, t, q->field);
	if (have.is == NONE)
		return false;
	end = wanted_cell(tx, q->field, &q->from);
	c = compare(&have, &end);
	if (q->has_from && (c < 0 || (c == 0 && q->from_open)))
		return false;
	end = wanted_cell(tx, q->field, &q->to);
	c = compare(&have, &end);
	return !q->has_to || c < 0 || (c == 0 && !q->to_open);
}

static enum tix_status
matches(struct tix *tx, struct tix_term *q, const struct tix_ticket *t)
{
	enum tix_status s = TIX_OK;
	struct cell have;

	if (q->field == TIX_Q_WORDS)
		return tix_fail(tx, TIX_INVALID,
		    "full text is not searched for in one ticket");
	have = field_cell(tx, t, q->field);
	if (have.is == NONE)
		return TIX_NO;
	if (q->regex == NULL)
		s = tix_regex_keep(tx, tx->run, NULL, q->text, &q->regex);
	if (s == TIX_OK)
		s = tix_regex_match(tx, q->regex, have.is == TEXT ? have.s :
		    tix_arena_printf(tx->mem, "%lld", (long long)have.i));
	return s == TIX_CONFLICT ? TIX_NO : s;
}

static bool
has_flag(struct tix *tx, const struct tix_term *q, const struct tix_ticket *t)
{
	const bool live = tix_state_is_live(t->state);

	switch (q->field) {
	case TIX_F_BREACHED:
		return t->breached == 1 || (live && t->next_due != 0 &&
		    t->next_due < tx->now);
	case TIX_Q_OVERDUE:
		return live && t->due != 0 && t->due < tx->now;
	case TIX_Q_UNASSIGNED:
		return live && t->owner == NULL;
	default:
		return live && t->owner != NULL && strcmp(t->owner,
		    tx->on_behalf != NULL ? tx->on_behalf : tx->actor) == 0;
	}
}

static enum tix_status
answer(bool is)
{
	return is ? TIX_OK : TIX_NO;
}

enum tix_status
tix_query_fits(struct tix *tx, struct tix_term *q, const struct tix_ticket *t)
{
	enum tix_status s;

	switch (q->op) {
	case TIX_Q_ALL:
		return TIX_OK;
	case TIX_Q_AND:
		s = tix_query_fits(tx, q->left, t);
		return s == TIX_OK ? tix_query_fits(tx, q->right, t) : s;
	case TIX_Q_OR:
		s = tix_query_fits(tx, q->left, t);
		return s == TIX_NO ? tix_query_fits(tx, q->right, t) : s;
	case TIX_Q_NOT:
		s = tix_query_fits(tx, q->left, t);
		return s > TIX_NO ? s : answer(s == TIX_NO);
	case TIX_Q_IN:
		return answer(is_in(tx, q, t));
	case TIX_Q_RANGE:
		return answer(is_within(tx, q, t));
	case TIX_Q_MATCH:
		return matches(tx, q, t);
	case TIX_Q_FLAG:
		return answer(has_flag(tx, q, t) == q->on);
	case TIX_Q_TEXT:
	case TIX_Q_PHRASE:
		break;
	}
	return tix_fail(tx, TIX_INVALID,
	    "full text is not searched for in one ticket");
}
