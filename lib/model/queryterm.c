/*
 * Terms of a query: "field op values" to a node of the tree.
 */
#include "queryread.h"

#include <string.h>

#include <tix/desk.h>
#include <tix/regex.h>

const struct tix_query_name tix_query_names[] = {
	{ "age", "time since it was opened" },
	{ "idle", "time since something last happened" },
	{ "overdue", "live, and its due time has passed" },
	{ "unassigned", "live, and nobody has it" },
	{ "mine", "live, and the caller has it" },
	{ "text", "words of subject, body and notes" },
	{ NULL, NULL },
};

_Static_assert(sizeof tix_query_names / sizeof tix_query_names[0] ==
    TIX_Q_WORDS - TIX_Q_AGE + 2, "a name for each");

const struct tix_custom *
tix_query_custom(const struct tix *tx, int field)
{
	return field < TIX_Q_CUSTOM ? NULL :
	    &tx->desk->customs[field - TIX_Q_CUSTOM];
}

int
tix_query_field(const struct tix *tx, const char *name)
{
	const struct tix_custom *c = tx->desk == NULL ? NULL :
	    tix_desk_custom(tx->desk, name);

	for (int i = 0; tix_query_names[i].name != NULL; i++)
		if (strcmp(tix_query_names[i].name, name) == 0)
			return TIX_Q_AGE + i;
	return c == NULL ? tix_field_find(name) :
	    TIX_Q_CUSTOM + (int)(c - tx->desk->customs);
}

const char *
tix_query_field_name(const struct tix *tx, int field)
{
	if (field >= TIX_Q_CUSTOM)
		return tix_query_custom(tx, field)->name;
	return field < TIX_FIELDS ? tix_fields[field].name :
	    tix_query_names[field - TIX_Q_AGE].name;
}

enum tix_type
tix_query_type(int field)
{
	if (field < TIX_FIELDS)
		return tix_fields[field].type;
	if (field == TIX_Q_AGE || field == TIX_Q_IDLE)
		return TIX_T_DURATION;
	return field >= TIX_Q_WORDS ? TIX_T_TEXT : TIX_T_FLAG;
}

/* Has the search index anything to look up in 's'?  It has letters, digits. */
static bool
is_searchable(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s >= 0x80 || (*s >= '0' && *s <= '9') ||
		    (*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z'))
			return true;
	return false;
}

enum tix_status
tix_query_words(struct tix_query_reader *r, const struct tix_query_piece *p,
    struct tix_term **t)
{
	enum tix_status s;

	if (!is_searchable(p->text))
		return tix_fail(r->tx, TIX_INVALID,
		    "nothing to search for: no letter and no digit in '%s'",
		    p->text);
	s = tix_query_leaf(r, p->quoted ? TIX_Q_PHRASE : TIX_Q_TEXT,
	    TIX_Q_WORDS, t);
	if (s == TIX_OK)
		(*t)->text = p->text;
	return s;
}

static enum tix_status
flag_term(struct tix_query_reader *r, int field,
    const struct tix_query_piece *p, struct tix_term **t)
{
	static const char *const words[] = { "no", "yes", "false", "true",
	    "0", "1" };
	enum tix_status s;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(words[i], p->text) != 0)
			continue;
		s = tix_query_leaf(r, TIX_Q_FLAG, field, t);
		if (s == TIX_OK)
			(*t)->on = i % 2 == 1;
		return s;
	}
	return tix_fail(r->tx, TIX_INVALID, "'%s' is yes or no",
	    tix_query_field_name(r->tx, field));
}

/* An instant, or a day as a range: no list holds that. */
static enum tix_status
time_term(struct tix_query_reader *r, int field,
    const struct tix_query_piece *p, struct tix_term **t)
{
	enum tix_status s = tix_query_leaf(r, TIX_Q_RANGE, field, t);
	struct tix_term *x = *t;

	if (s == TIX_OK)
		s = tix_query_value(r->tx, field, p, &x->from, &x->to);
	if (s != TIX_OK)
		return s;
	x->has_from = x->has_to = tix_value_is_some(&x->from);
	if (x->has_from)
		return TIX_OK;
	x->op = TIX_Q_IN;
	x->values = &x->from;
	x->n = 1;
	return TIX_OK;
}

/* Add a value to the list 't', begun where there is none. */
static enum tix_status
list_term(struct tix_query_reader *r, int field,
    const struct tix_query_piece *p, struct tix_term **t)
{
	struct tix_value unused;
	const char *name = tix_query_field_name(r->tx, field);
	enum tix_status s = TIX_OK;

	if (tix_query_type(field) == TIX_T_JSON && *p->text != '\0')
		return tix_fail(r->tx, TIX_INVALID,
		    "'%s' takes a pattern: %s~...", name, name);
	if (*t == NULL) {
		s = tix_query_leaf(r, TIX_Q_IN, field, t);
		if (s != TIX_OK)
			return s;
		(*t)->values = tix_arena_array(r->tx->run,
		    TIX_QUERY_VALUES_MAX, sizeof *(*t)->values);
	}
	return tix_query_value(r->tx, field, p, &(*t)->values[(*t)->n++],
	    &unused);
}

/* One value of a list; alternatives that are no list are joined by "or". */
static enum tix_status
value_term(struct tix_query_reader *r, int field,
    const struct tix_query_piece *p, struct tix_term **t)
{
	const char *name = tix_query_field_name(r->tx, field);
	enum tix_type type = tix_query_type(field);
	struct tix_term *one = NULL;
	enum tix_status s;

	if (++r->values > TIX_QUERY_VALUES_MAX)
		return tix_fail(r->tx, TIX_INVALID,
		    "more than %d values (query-values-max)",
		    TIX_QUERY_VALUES_MAX);
	if (field == TIX_Q_AGE || field == TIX_Q_IDLE)
		return tix_fail(r->tx, TIX_INVALID, "'%s' wants a range, such"
		    " as %s:2d.. or %s:..2d", name, name, name);
	if (field == TIX_Q_WORDS)
		s = tix_query_words(r, p, &one);
	else if (type == TIX_T_FLAG)
		s = flag_term(r, field, p, &one);
	else if (type == TIX_T_TIME)
		s = time_term(r, field, p, &one);
	else
		return list_term(r, field, p, t);
	if (s == TIX_OK)
		*t = *t == NULL ? one : tix_query_join(r, TIX_Q_OR, *t, one);
	return s;
}

static bool
at_dots(const struct tix_query_reader *r)
{
	return r->at[0] == '.' && r->at[1] == '.';
}

/* "a,b,c" or "a..b"; r->at is behind the colon. */
static enum tix_status
values(struct tix_query_reader *r, int field, struct tix_term **t)
{
	struct tix_query_piece p;
	enum tix_status s = tix_query_piece(r, &p);

	*t = NULL;
	if (s == TIX_OK && at_dots(r)) {
		r->at += 2;
		return tix_query_range(r, &p, field, t);
	}
	while (s == TIX_OK) {
		s = value_term(r, field, &p, t);
		if (s != TIX_OK)
			return tix_query_point(r, p.at, s);
		if (*r->at != ',')
			break;
		r->at++;
		s = tix_query_piece(r, &p);
	}
	if (s == TIX_OK && at_dots(r)) {
		tix_fail(r->tx, TIX_INVALID, "a list holds no range; join two"
		    " terms with 'or'");
		return tix_query_point(r, r->at, TIX_INVALID);
	}
	return s;
}

static enum tix_status
match_term(struct tix_query_reader *r, int field, struct tix_term **t)
{
	enum tix_type type = tix_query_type(field);
	struct tix_query_piece p;
	struct tix_regex *re;
	enum tix_status s;

	r->at++;
	s = tix_query_pattern(r, &p);
	if (s != TIX_OK)
		return s;
	if (!tix_type_is_text(type) && type != TIX_T_NAME)
		s = tix_fail(r->tx, TIX_INVALID, "'%s' is no text to match",
		    tix_query_field_name(r->tx, field));
	else if (p.text[0] == '\0')
		s = tix_fail(r->tx, TIX_INVALID, "a pattern is missing");
	else
		s = tix_regex_new(r->tx, p.text, &re);
	if (s == TIX_OK) {
		tix_regex_free(re);
		s = tix_query_leaf(r, TIX_Q_MATCH, field, t);
	}
	if (s != TIX_OK)
		return tix_query_point(r, p.at, s);
	(*t)->text = p.text;
	return TIX_OK;
}

enum tix_status
tix_query_term(struct tix_query_reader *r, const char *name, int field,
    struct tix_term **t)
{
	switch (*r->at) {
	case ':':
		r->at++;
		return values(r, field, t);
	case '~':
		return match_term(r, field, t);
	case '<':
	case '>':
		return tix_query_comparison(r, name, field, t);
	default:
		tix_fail(r->tx, TIX_INVALID, "'=' compares nothing here;"
		    " write '%s:'", tix_query_field_name(r->tx, field));
		return tix_query_point(r, r->at, TIX_INVALID);
	}
}
