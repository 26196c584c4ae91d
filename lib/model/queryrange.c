/*
 * Ranges and comparisons in a query.
 */
#include "queryread.h"

#include <stdlib.h>
#include <string.h>

#include <tix/desk.h>

/* Place of a name in its list or of a level in the desk's order, from 0. */
static int64_t
name_place(const struct tix *tx, const struct tix_value *v)
{
	return v->type == TIX_T_NAME ? v->i - 1 :
	    tix_desk_level(tx->desk, v->s) - tx->desk->levels;
}

/* A range of names as a list of them. */
static void
name_range(struct tix *tx, struct tix_term *t)
{
	const char *const *names = tix_fields[t->field].names;
	int64_t from = 0, to = -1;

	if (names == NULL)
		to = (int64_t)tx->desk->nlevels - 1;
	else
		while (names[to + 1] != NULL)
			to++;
	if (t->has_from)
		from = name_place(tx, &t->from) + t->from_open;
	if (t->has_to)
		to = name_place(tx, &t->to) - t->to_open;
	t->op = TIX_Q_IN;
	if (from > to)
		return;
	t->values = tix_arena_array(tx->run, (size_t)(to - from + 1),
	    sizeof *t->values);
	for (int64_t i = from; i <= to; i++) {
		struct tix_value *v = &t->values[t->n++];

		v->type = tix_fields[t->field].type;
		v->names = names;
		if (names == NULL)
			v->s = tx->desk->levels[i].name;
		else
			v->i = i + 1;
	}
}

static bool
is_reversed(const struct tix *tx, const struct tix_term *t)
{
	enum tix_type type = tix_query_type(t->field);

	/* "now..eod" may be empty in good faith. */
	if (!t->has_from || !t->has_to || type == TIX_T_TIME)
		return false;
	if (t->field == TIX_F_LEVEL && tx->desk != NULL)
		return name_place(tx, &t->from) > name_place(tx, &t->to);
	if (tix_query_is_integer(tx, t->field))
		return strtoll(t->from.s, NULL, 10) >
		    strtoll(t->to.s, NULL, 10);
	return tix_type_is_text(type) ? strcmp(t->from.s, t->to.s) > 0 :
	    t->from.i > t->to.i;
}

/* A range whose ends are read; both may be open. */
static enum tix_status
range_term(struct tix_query_reader *r, struct tix_term *t)
{
	if (is_reversed(r->tx, t))
		return tix_fail(r->tx, TIX_INVALID,
		    "the range ends before it begins");
	if ((t->has_from || t->has_to) && (tix_query_type(t->field) ==
	    TIX_T_NAME || (t->field == TIX_F_LEVEL && r->tx->desk != NULL)))
		name_range(r->tx, t);
	return TIX_OK;
}

/* An end of a range; 'is_to' is the far one. */
static enum tix_status
range_end(struct tix_query_reader *r, const struct tix_query_piece *p,
    struct tix_term *t, bool is_to)
{
	const struct tix_level *level;
	struct tix_value from, to;
	enum tix_status s = TIX_OK;

	if (*p->text == '\0')
		return TIX_OK;
	if (t->field == TIX_F_LEVEL && r->tx->desk != NULL)
		s = tix_desk_need_level(r->tx, p->text, &level);
	if (s == TIX_OK)
		s = tix_query_value(r->tx, t->field, p, &from, &to);
	if (s != TIX_OK)
		return tix_query_point(r, p->at, s);
	if (is_to) {
		t->to = to;
		t->has_to = true;
	} else {
		t->from = from;
		t->has_from = true;
	}
	return TIX_OK;
}

/* Has 'field' an order? */
static enum tix_status
need_order(struct tix_query_reader *r, int field, bool open)
{
	const struct tix_custom *c = tix_query_custom(r->tx, field);
	enum tix_type type = tix_query_type(field);
	bool unordered = c != NULL &&
	    (c->type == TIX_C_CHOICE || c->type == TIX_C_FLAG);

	if (type == TIX_T_FLAG || field == TIX_Q_WORDS ||
	    (unordered && !open) ||
	    ((type == TIX_T_TAGS || type == TIX_T_JSON) && !open))
		return tix_fail(r->tx, TIX_INVALID, "'%s' takes no range",
		    tix_query_field_name(r->tx, field));
	return TIX_OK;
}

enum tix_status
tix_query_range(struct tix_query_reader *r, const struct tix_query_piece *first,
    int field, struct tix_term **t)
{
	struct tix_query_piece last;
	enum tix_status s = tix_query_piece(r, &last);

	if (s != TIX_OK)
		return s;
	s = need_order(r, field, first->text[0] == '\0' &&
	    last.text[0] == '\0');
	if (s == TIX_OK)
		s = tix_query_leaf(r, TIX_Q_RANGE, field, t);
	if (s != TIX_OK)
		return tix_query_point(r, first->at, s);
	s = range_end(r, first, *t, false);
	if (s == TIX_OK)
		s = range_end(r, &last, *t, true);
	if (s != TIX_OK)
		return s;
	s = range_term(r, *t);
	return s == TIX_OK ? s : tix_query_point(r, first->at, s);
}

enum tix_status
tix_query_comparison(struct tix_query_reader *r, const char *name, int field,
    struct tix_term **t)
{
	bool less = *r->at++ == '<', equal = *r->at == '=';
	struct tix_query_piece p;
	enum tix_status s = need_order(r, field, false);
	struct tix_term *x;

	r->at += equal;
	if (s == TIX_OK)
		s = tix_query_leaf(r, TIX_Q_RANGE, field, t);
	if (s != TIX_OK)
		return tix_query_point(r, name, s);
	s = tix_query_piece(r, &p);
	if (s != TIX_OK)
		return s;
	if (p.text[0] == '\0') {
		tix_fail(r->tx, TIX_INVALID, "a value is missing");
		return tix_query_point(r, p.at, TIX_INVALID);
	}
	/* A day lies whole on one side of "<" and ">", within "<=" and ">=". */
	x = *t;
	s = range_end(r, &p, x, less == equal);
	if (s != TIX_OK)
		return s;
	if (less != x->has_to) {
		struct tix_value v = x->has_to ? x->to : x->from;

		x->from = x->to = v;
		x->has_to = less;
		x->has_from = !less;
	}
	x->to_open = less && !equal;
	x->from_open = !less && !equal;
	return range_term(r, x);
}
