/*
 * Queries: the grammar, by recursive descent.
 */
#include "queryread.h"

#include <ctype.h>
#include <string.h>

#include <tix/desk.h>

static enum tix_status parse_or(struct tix_query_reader *r,
    struct tix_term **t);

enum tix_status
tix_query_leaf(struct tix_query_reader *r, enum tix_term_op op, int field,
    struct tix_term **t)
{
	if (++r->terms > TIX_QUERY_TERMS_MAX)
		return tix_fail(r->tx, TIX_INVALID,
		    "more than %d terms (query-terms-max)",
		    TIX_QUERY_TERMS_MAX);
	*t = tix_arena_alloc(r->tx->run, sizeof **t);
	(*t)->op = op;
	(*t)->field = field;
	return TIX_OK;
}

struct tix_term *
tix_query_join(struct tix_query_reader *r, enum tix_term_op op,
    struct tix_term *left, struct tix_term *right)
{
	struct tix_term *t = tix_arena_alloc(r->tx->run, sizeof *t);

	t->op = op;
	t->left = left;
	t->right = right;
	return t;
}

/* One level down, or TIX_INVALID with the place. */
static enum tix_status
descend(struct tix_query_reader *r)
{
	if (++r->depth <= TIX_QUERY_DEPTH_MAX)
		return TIX_OK;
	tix_fail(r->tx, TIX_INVALID, "nested more than %d deep"
	    " (query-depth-max)", TIX_QUERY_DEPTH_MAX);
	return tix_query_point(r, r->at, TIX_INVALID);
}

static bool
is_connective(const struct tix_query_reader *r)
{
	return tix_query_keyword(r, "or") || tix_query_keyword(r, "and");
}

static enum tix_status
parse_group(struct tix_query_reader *r, struct tix_term **t)
{
	const char *open = r->at;
	enum tix_status s = descend(r);

	if (s != TIX_OK)
		return s;
	r->at++;
	s = parse_or(r, t);
	if (s != TIX_OK)
		return s;
	if (*r->at != ')') {
		tix_fail(r->tx, TIX_INVALID, "this '(' is never closed");
		return tix_query_point(r, open, TIX_INVALID);
	}
	r->at++;
	r->depth--;
	return TIX_OK;
}

/* The name of a field that stands before an operator, or NULL. */
static const char *
field_name(const struct tix_query_reader *r, const char **op)
{
	const char *s = r->at;

	if (!isalpha((unsigned char)*s))
		return NULL;
	while (isalnum((unsigned char)*s) || *s == '_' || *s == '-')
		s++;
	if (*s == '\0' || strchr(":~<>=", *s) == NULL)
		return NULL;
	*op = s;
	return tix_arena_dup_n(r->tx->run, r->at, (size_t)(s - r->at));
}

/* All names that may stand before an operator. */
static const char *
all_names(const struct tix *tx)
{
	struct tix_buf b = { .arena = tx->mem };

	tix_buf_str(&b, tix_field_names(tx->mem, 0));
	for (size_t i = 0; tix_query_names[i].name != NULL; i++)
		tix_buf_printf(&b, ", %s", tix_query_names[i].name);
	for (size_t i = 0; tx->desk != NULL && i < tx->desk->ncustoms; i++)
		tix_buf_printf(&b, ", %s", tx->desk->customs[i].name);
	return tix_buf_text(&b);
}

static enum tix_status
parse_field(struct tix_query_reader *r, const char *name, const char *op,
    struct tix_term **t)
{
	const char *at = r->at;
	int field = tix_query_field(r->tx, name);
	enum tix_status s;

	if (field < 0 && *op != '=') {
		tix_fail(r->tx, TIX_INVALID,
		    "unknown field '%s'; there are: %s", name,
		    all_names(r->tx));
		return tix_query_point(r, at, TIX_INVALID);
	}
	r->at = op;
	s = tix_query_term(r, at, field, t);
	return s == TIX_OK ? tix_query_term_end(r) : s;
}

/* A word or a phrase; the bare name of a flag is the flag. */
static enum tix_status
parse_word(struct tix_query_reader *r, struct tix_term **t)
{
	struct tix_query_piece p;
	enum tix_status s = tix_query_word(r, &p);
	int field;

	if (s != TIX_OK)
		return s;
	field = p.quoted ? -1 : tix_query_field(r->tx, p.text);
	if (field >= 0 && tix_query_type(field) == TIX_T_FLAG) {
		s = tix_query_leaf(r, TIX_Q_FLAG, field, t);
		if (s == TIX_OK)
			(*t)->on = true;
	} else {
		s = tix_query_words(r, &p, t);
	}
	if (s != TIX_OK)
		return tix_query_point(r, p.at, s);
	return tix_query_term_end(r);
}

static enum tix_status
parse_term(struct tix_query_reader *r, struct tix_term **t)
{
	const char *name, *op;

	if (*r->at == '\0' || *r->at == ')' || tix_query_is_blank(*r->at) ||
	    is_connective(r)) {
		tix_fail(r->tx, TIX_INVALID, "a term is missing here");
		return tix_query_point(r, r->at, TIX_INVALID);
	}
	if (*r->at == '(')
		return parse_group(r, t);
	name = field_name(r, &op);
	/* k=v is a fair thing to search for, unless k is one of ours. */
	if (name != NULL && *op == '=' &&
	    tix_query_field(r->tx, name) < 0)
		name = NULL;
	if (name != NULL)
		return parse_field(r, name, op, t);
	return parse_word(r, t);
}

static enum tix_status
parse_not(struct tix_query_reader *r, struct tix_term **t)
{
	bool word, minus = *r->at == '-';
	enum tix_status s;

	word = tix_query_keyword(r, "not");
	if (!word && !minus)
		return parse_term(r, t);
	s = descend(r);
	if (s != TIX_OK)
		return s;
	r->at += word ? strlen("not") : strlen("-");
	if (word)
		tix_query_blanks(r);
	s = word ? parse_not(r, t) : parse_term(r, t);
	if (s != TIX_OK)
		return s;
	r->depth--;
	*t = tix_query_join(r, TIX_Q_NOT, *t, NULL);
	return TIX_OK;
}

/* Words side by side are one search. */
static struct tix_term *
conjoin(struct tix_query_reader *r, struct tix_term *left,
    struct tix_term *right)
{
	struct tix_term *last = left;

	if (left->op == TIX_Q_AND)
		last = left->right;
	if (last->op != TIX_Q_TEXT || right->op != TIX_Q_TEXT)
		return tix_query_join(r, TIX_Q_AND, left, right);
	last->text = tix_arena_printf(r->tx->run, "%s %s", last->text,
	    right->text);
	return left;
}

static enum tix_status
parse_and(struct tix_query_reader *r, struct tix_term **t)
{
	enum tix_status s = parse_not(r, t);
	struct tix_term *right;

	while (s == TIX_OK) {
		tix_query_blanks(r);
		if (*r->at == '\0' || *r->at == ')' ||
		    tix_query_keyword(r, "or"))
			return TIX_OK;
		if (tix_query_keyword(r, "and")) {
			r->at += strlen("and");
			tix_query_blanks(r);
		}
		s = parse_not(r, &right);
		if (s == TIX_OK)
			*t = conjoin(r, *t, right);
	}
	return s;
}

static enum tix_status
parse_or(struct tix_query_reader *r, struct tix_term **t)
{
	struct tix_term *right;
	enum tix_status s;

	tix_query_blanks(r);
	s = parse_and(r, t);
	while (s == TIX_OK && tix_query_keyword(r, "or")) {
		r->at += strlen("or");
		tix_query_blanks(r);
		s = parse_and(r, &right);
		if (s == TIX_OK)
			*t = tix_query_join(r, TIX_Q_OR, *t, right);
	}
	return s;
}

enum tix_status
tix_query_parse(struct tix *tx, const char *text, struct tix_term **query)
{
	struct tix_query_reader r = { .tx = tx, .text = text, .at = text };
	enum tix_status s;

	if (strlen(text) > TIX_QUERY_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "query: %zu bytes; at most %d (query-max)", strlen(text),
		    TIX_QUERY_MAX);
	tix_query_blanks(&r);
	if (*r.at == '\0') {
		*query = tix_arena_alloc(tx->run, sizeof **query);
		return TIX_OK;
	}
	s = parse_or(&r, query);
	if (s == TIX_OK && *r.at != '\0') {
		tix_fail(tx, TIX_INVALID, "this ')' was never opened");
		return tix_query_point(&r, r.at, TIX_INVALID);
	}
	return s;
}

struct tix_term *
tix_query_live(struct tix *tx)
{
	struct tix_term *t = tix_arena_alloc(tx->run, sizeof *t);

	t->op = TIX_Q_IN;
	t->field = TIX_F_STATE;
	t->values = tix_arena_array(tx->run, TIX_MERGED, sizeof *t->values);
	for (int64_t state = TIX_NEW; state <= TIX_MERGED; state++)
		if (tix_state_is_live(state))
			t->values[t->n++] = (struct tix_value){
				.type = TIX_T_NAME, .i = state,
				.names = tix_state_names,
			};
	return t;
}

struct tix_term *
tix_query_and(struct tix *tx, struct tix_term *a, struct tix_term *b)
{
	struct tix_query_reader r = { .tx = tx };

	return tix_query_join(&r, TIX_Q_AND, a, b);
}
