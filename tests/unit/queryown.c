/*
 * Queries over links, people who watch, and the desk's own fields: what their
 * values come out as.
 */
#include "unit.h"

#include <tix/desk.h>
#include <tix/query.h>

static const char *const colours[] = { "red", "green", NULL };

static const struct tix_custom customs[] = {
	{ "site", TIX_C_TEXT, NULL, NULL, 0 },
	{ "seats", TIX_C_INTEGER, NULL, NULL, 0 },
	{ "colour", TIX_C_CHOICE, colours, NULL, 0 },
	{ "bought", TIX_C_DATE, NULL, NULL, 0 },
	{ "leased", TIX_C_FLAG, NULL, NULL, 0 },
};

static const struct tix_desk desk = {
	.name = "unit", .customs = customs, .ncustoms = 5,
};

struct sample {
	const char *query;
	int field;
	const char *values; /* a list, or "from..to", or the first complaint */
};

static const char *
text_of(const struct tix_value *v)
{
	return v->s != NULL ? v->s : "-";
}

static const char *
values_of(struct tix *tx, const struct tix_term *t)
{
	struct tix_buf b = { .arena = tx->mem };

	if (t->op == TIX_Q_RANGE)
		tix_buf_printf(&b, "%s..%s", t->has_from ?
		    text_of(&t->from) : "", t->has_to ? text_of(&t->to) : "");
	if (t->op == TIX_Q_MATCH)
		tix_buf_str(&b, t->text);
	for (size_t i = 0; t->op == TIX_Q_IN && i < t->n; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? " " : "",
		    text_of(&t->values[i]));
	return tix_buf_text(&b);
}

static void
check(struct tix *tx, const struct sample *s)
{
	struct tix_term *t = NULL;
	const char *got;

	if (tix_query_parse(tx, s->query, &t) == TIX_OK) {
		CHECK_INT(t->field, s->field);
		got = values_of(tx, t);
	} else {
		got = tix_arena_dup_n(tx->mem, tx->error,
		    strcspn(tx->error, "\n"));
	}
	CHECK_STR(got, s->values);
}

#define CHECK_ALL(tx, s)                                                \
	for (size_t i = 0; i < sizeof (s) / sizeof (s)[0]; i++)         \
		check((tx), &(s)[i])

static void
links(struct tix *tx)
{
	static const struct sample s[] = {
		{ "links:blocks", TIX_F_LINKS, "blocks" },
		{ "links:blocks:7", TIX_F_LINKS, "blocks:7" },
		{ "links:blocks:T7,relates", TIX_F_LINKS, "blocks:7 relates" },
		{ "links:#7", TIX_F_LINKS, "7" },
		{ "links:", TIX_F_LINKS, "-" },
		{ "links:blocks:", 0, "query: '' is no ticket's number" },
		{ "links:blocks:0", 0, "query: '0' is no ticket's number" },
		{ "links:blocks:99999999999999999999", 0,
		    "query: '99999999999999999999' is no ticket's number" },
		{ "links:0", 0, "query: no relation '0'; there are: parent, "
		    "child, blocks, blocked-by, duplicates, duplicated-by, "
		    "caused-by, causes, recurs, recurred-as, relates, "
		    "split-from, split-to" },
		{ "links:1..2", 0, "query: 'links' takes no range" },
		{ "watchers:me", TIX_F_WATCHERS, "ada" },
		{ "watchers:\"me\"", TIX_F_WATCHERS, "me" },
		{ "watchers:\"a b\"", 0, "query: 'a b' is not one name" },
	};

	CHECK_ALL(tx, s);
}

static void
own_fields(struct tix *tx)
{
	static const struct sample s[] = {
		{ "site:a,\"b c\",", TIX_Q_CUSTOM, "a b c -" },
		{ "site~^b", TIX_Q_CUSTOM, "^b" },
		{ "seats:-3..12", TIX_Q_CUSTOM + 1, "-3..12" },
		{ "seats:9..12", TIX_Q_CUSTOM + 1, "9..12" },
		{ "seats>5", TIX_Q_CUSTOM + 1, "5.." },
		{ "seats:12..9", 0,
		    "query: the range ends before it begins" },
		{ "seats:9223372036854775808", 0,
		    "query: seats '9223372036854775808': it is a whole number" },
		{ "colour:green", TIX_Q_CUSTOM + 2, "green" },
		{ "colour:blue", 0,
		    "query: no colour 'blue'; there are: red, green" },
		{ "colour:red..", 0, "query: 'colour' takes no range" },
		{ "colour:..", TIX_Q_CUSTOM + 2, ".." },
		{ "bought:2026-01-01..", TIX_Q_CUSTOM + 3, "2026-01-01.." },
		{ "bought:2026-02-30", 0, "query: bought '2026-02-30': it is "
		    "a day such as 2026-11-23 or tomorrow" },
		{ "bought:2000-01-01T12:00:00Z", TIX_Q_CUSTOM + 3,
		    "2000-01-01" },
		{ "leased:yes", TIX_Q_CUSTOM + 4, "yes" },
		{ "leased:1", 0, "query: leased '1': it is yes or no" },
	};

	tx->desk = &desk;
	CHECK_ALL(tx, s);
}

static void
live(struct tix *tx)
{
	const struct tix_term *t = tix_query_live(tx);
	struct tix_term *both = tix_query_and(tx, tix_query_live(tx),
	    tix_query_live(tx));

	CHECK_INT(t->op, TIX_Q_IN);
	CHECK_INT(t->field, TIX_F_STATE);
	CHECK_INT(t->n, 3);
	CHECK_INT(t->values[0].i, TIX_NEW);
	CHECK_INT(t->values[1].i, TIX_OPEN);
	CHECK_INT(t->values[2].i, TIX_WAITING);
	CHECK_INT(both->op, TIX_Q_AND);
	CHECK(both->left != NULL && both->right != NULL);
}

static const struct unit_test tests[] = {
	{ "links are relations, tickets, or both", links },
	{ "values of the desk's own fields are of their type", own_fields },
	{ "the live states are those that are live", live },
};

UNIT_MAIN(tests)
