/*
 * Values of tickets and the moves that people may make.
 */
#include "standard.h"

#include <tix/ticket.h>

/* A row for each state from, a column for each to, as the manual has it. */
static void
moves(struct tix *tx)
{
	static const char *const may[] = {
		/*     none new open wait res clo can mer */
		[TIX_S_NONE] = "01000000",
		[TIX_NEW] = "00111111",
		[TIX_OPEN] = "00011111",
		[TIX_WAITING] = "00101111",
		[TIX_RESOLVED] = "00100100",
		[TIX_CLOSED] = "00100000",
		[TIX_CANCELLED] = "00100000",
		[TIX_MERGED] = "00000000",
	};

	(void)tx;
	for (int from = TIX_S_NONE; from <= TIX_MERGED; from++)
		for (int to = TIX_S_NONE; to <= TIX_MERGED; to++)
			CHECK_INT(tix_state_may_move(from, to),
			    may[from][to] == '1');
	CHECK(!tix_state_may_move(-1, TIX_OPEN));
	CHECK(!tix_state_may_move(TIX_NEW, -1));
	CHECK(!tix_state_may_move(8, TIX_OPEN));
	CHECK(!tix_state_may_move(TIX_NEW, 8));
	CHECK(!tix_state_may_move(INT64_MAX, INT64_MIN));
}

static void
lives(struct tix *tx)
{
	(void)tx;
	for (int s = TIX_NEW; s <= TIX_MERGED; s++)
		CHECK(tix_state_is_live(s) != tix_state_is_done(s));
	CHECK(tix_state_is_live(TIX_WAITING));
	CHECK(tix_state_is_done(TIX_RESOLVED));
	CHECK(!tix_state_is_live(TIX_S_NONE));
	CHECK(!tix_state_is_done(TIX_S_NONE));
}

static void
ids(struct tix *tx)
{
	static const struct {
		const char *text;
		int64_t want;
	} t[] = {
		{ "1", 1 }, { "42", 42 }, { "#42", 42 }, { "T42", 42 },
		{ "9223372036854775807", INT64_MAX },
		{ "9223372036854775808", 0 },
		{ "18446744073709551617", 0 },
		{ "99999999999999999999999999", 0 }, { "", 0 }, { "#", 0 },
		{ "T", 0 }, { "0", 0 }, { "-1", 0 }, { "+1", 0 }, { " 1", 0 },
		{ "1 ", 0 }, { "01", 0 }, { "#01", 0 }, { "##1", 0 },
		{ "#T1", 0 }, { "TT1", 0 }, { "t1", 0 }, { "1x", 0 },
		{ "1.0", 0 }, { "0x1", 0 }, { "1e3", 0 }, { "\xd9\xa1", 0 },
	};

	(void)tx;
	for (size_t i = 0; i < N(t); i++)
		CHECK_INT(tix_id_parse(t[i].text), t[i].want);
}

/* Each field has its own place: setting one leaves the others alone. */
static void
places(struct tix *tx)
{
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_ticket t = { 0 };
		struct tix_value v = { .type = tix_fields[f].type, .i = 1 };

		if (tix_type_is_text(v.type))
			v = (struct tix_value){ .type = v.type, .s = "x" };
		tix_ticket_set(&t, (enum tix_field)f, &v);
		for (int g = 0; g < TIX_FIELDS; g++) {
			struct tix_value w = tix_ticket_get(&t,
			    (enum tix_field)g);

			CHECK_INT(tix_value_is_some(&w), f == g);
			if (f == g)
				CHECK(tix_value_equal(&v, &w));
		}
		CHECK_INT(tix_field_find(tix_fields[f].name), f);
	}
	CHECK_INT(tix_field_find("nope"), -1);
	CHECK_INT(tix_field_find(""), -1);
	CHECK_INT(tix_field_find("SUBJECT"), -1);
	CHECK(tix_fields[TIX_FIELDS].name == NULL);
	(void)tx;
}

static void
equality(struct tix *tx)
{
	struct tix_value a = { .type = TIX_T_TEXT, .s = "x" };
	struct tix_value b = { .type = TIX_T_TEXT };
	struct tix_value n = { .type = TIX_T_NAME, .i = 2,
		.names = tix_state_names };

	(void)tx;
	CHECK(!tix_value_equal(&a, &b));
	CHECK(!tix_value_equal(&b, &a));
	CHECK(tix_value_equal(&b, &b));
	CHECK_STR(tix_value_name(&n), "open");
	n.i = 0;
	CHECK(tix_value_name(&n) == NULL);
}

static void
parsing(struct tix *tx)
{
	static const struct {
		enum tix_field f;
		const char *text;
		enum tix_status status;
		int64_t i;
		const char *s;
	} t[] = {
		{ TIX_F_SUBJECT, "x", TIX_OK, 0, "x" },
		{ TIX_F_SUBJECT, "", TIX_OK, 0, NULL },
		{ TIX_F_KIND, "request", TIX_OK, 2, NULL },
		{ TIX_F_KIND, "Request", TIX_NOT_FOUND, 0, NULL },
		{ TIX_F_STATE, "merged", TIX_OK, 7, NULL },
		{ TIX_F_STATE, "done", TIX_NOT_FOUND, 0, NULL },
		{ TIX_F_PRIORITY, "1", TIX_OK, 1, NULL },
		{ TIX_F_PRIORITY, "P5", TIX_OK, 5, NULL },
		{ TIX_F_PRIORITY, "PP1", TIX_INVALID, 0, NULL },
		{ TIX_F_PRIORITY, "p1", TIX_INVALID, 0, NULL },
		{ TIX_F_PRIORITY, "1 ", TIX_INVALID, 0, NULL },
		{ TIX_F_PRIORITY, "P", TIX_INVALID, 0, NULL },
		{ TIX_F_IMPACT, "high", TIX_OK, 1, NULL },
		{ TIX_F_IMPACT, "lo", TIX_OK, 3, NULL },
		{ TIX_F_IMPACT, "x", TIX_NOT_FOUND, 0, NULL },
		{ TIX_F_URGENCY, "2", TIX_OK, 2, NULL },
		{ TIX_F_URGENCY, "22", TIX_NOT_FOUND, 0, NULL },
		{ TIX_F_TAGS, "b, a", TIX_OK, 0, "a b" },
		{ TIX_F_TAGS, " , ", TIX_OK, 0, NULL },
		{ TIX_F_DUE, "2026-11-23T14:00:00Z", TIX_OK,
		    INT64_C(1795442400) * 1000000, NULL },
		{ TIX_F_DUE, "soon", TIX_INVALID, 0, NULL },
		{ TIX_F_ID, "7", TIX_INVALID, 0, NULL },
		{ TIX_F_COUNT, "7", TIX_INVALID, 0, NULL },
		{ TIX_F_BREACHED, "1", TIX_INVALID, 0, NULL },
		{ TIX_F_EFFORT, "1h", TIX_INVALID, 0, NULL },
		{ TIX_F_FIELDS, "{}", TIX_INVALID, 0, NULL },
	};
	struct tix_value v;

	standard(tx);
	for (size_t i = 0; i < N(t); i++) {
		enum tix_status s = tix_field_parse(tx, t[i].f, t[i].text, &v);

		if (s != t[i].status)
			printf("# %s '%s'\n", tix_fields[t[i].f].name,
			    t[i].text);
		CHECK_INT(s, t[i].status);
		if (s == TIX_OK && tix_type_is_text(v.type))
			CHECK_STR(v.s, t[i].s);
		else if (s == TIX_OK)
			CHECK_INT(v.i, t[i].i);
	}
}

static void
bounds(struct tix *tx)
{
	struct tix_value v;

	standard(tx);
	for (int f = 0; f < TIX_FIELDS; f++) {
		size_t max = tix_fields[f].max;
		char *text = tix_arena_alloc(tx->mem, max + 2);

		if (max == 0 || tix_fields[f].type != TIX_T_TEXT)
			continue;
		memset(text, 'x', max);
		CHECK_INT(tix_field_parse(tx, (enum tix_field)f, text, &v),
		    TIX_OK);
		text[max] = 'x';
		CHECK_INT(tix_field_parse(tx, (enum tix_field)f, text, &v),
		    TIX_INVALID);
	}
}

static void
names(struct tix *tx)
{
	const char *all = tix_field_names(tx->mem, 0);
	const char *settable = tix_field_names(tx->mem, TIX_F_SETTABLE);

	CHECK(strncmp(all, "id, subject, body, kind, state, waiting_on, ", 43)
	    == 0);
	CHECK(strstr(settable, "id,") == NULL);
	CHECK(strstr(settable, "state") == NULL);
	CHECK(strstr(settable, "owner, ") != NULL);
	for (int f = 0; f < TIX_FIELDS; f++)
		CHECK((tix_fields[f].flags & TIX_F_SETTABLE) == 0 ||
		    (tix_fields[f].flags & TIX_F_EVENT) != 0);
}

static const struct unit_test tests[] = {
	{ "each state's moves are those of the manual", moves },
	{ "a ticket is live or done", lives },
	{ "a number may have a # or a T before it, and nothing else", ids },
	{ "each field has a place and a name of its own", places },
	{ "none is equal to none alone", equality },
	{ "words become values, or are refused", parsing },
	{ "each text has its bound, to the byte", bounds },
	{ "what may be set is what events may carry", names },
};

UNIT_MAIN(tests)
