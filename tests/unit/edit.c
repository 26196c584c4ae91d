/*
 * Fields, lists and owners on the standard desk.
 */
#include "standard.h"

#include <tix/edit.h>
#include <tix/route.h>

static struct tix_event *
nothing(struct tix *tx)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tix_event_init(e, TIX_E_NONE);
	return e;
}

static int64_t
number(const struct tix_event *e, enum tix_field f)
{
	const struct tix_change *c = tix_event_change(e, f);

	return c == NULL ? -1 : c->value.i;
}

static void
assigning(struct tix *tx)
{
	static const struct {
		struct tix_ticket t;
		struct tix_assignment to;
		enum tix_status status;
		enum tix_event_kind kind;
		int64_t state; /* -1: unchanged */
	} rows[] = {
		{ { .state = TIX_NEW }, { .owner = "ewa" }, TIX_OK,
		    TIX_E_ASSIGNED, TIX_OPEN },
		{ { .state = TIX_NEW }, { .team = "net" }, TIX_OK,
		    TIX_E_ASSIGNED, -1 },
		{ { .state = TIX_NEW }, { .owner = "" }, TIX_OK, TIX_E_NONE,
		    -1 },
		{ { .state = TIX_WAITING, .owner = "jan" }, { .owner = "ewa" },
		    TIX_OK, TIX_E_ASSIGNED, -1 },
		{ { .state = TIX_OPEN, .owner = "ewa" }, { .owner = "ewa" },
		    TIX_OK, TIX_E_NONE, -1 },
		{ { .state = TIX_OPEN, .owner = "ewa" }, { .owner = "" },
		    TIX_OK, TIX_E_ASSIGNED, -1 },
		{ { .state = TIX_OPEN }, { .reason = "x" }, TIX_INVALID,
		    TIX_E_NONE, -1 },
		{ { .state = TIX_RESOLVED }, { .owner = "ewa" },
		    TIX_CONFLICT, TIX_E_NONE, -1 },
		{ { .state = TIX_MERGED }, { .team = "x" }, TIX_CONFLICT,
		    TIX_E_NONE, -1 },
	};

	standard(tx);
	for (size_t i = 0; i < N(rows); i++) {
		struct tix_event *e = nothing(tx);

		CHECK_INT(tix_assign(tx, &rows[i].t, &rows[i].to, e),
		    rows[i].status);
		CHECK_INT(e->kind, rows[i].kind);
		CHECK_INT(number(e, TIX_F_STATE), rows[i].state);
	}
}

static void
agents(struct tix *tx)
{
	static const struct tix_agent list[] = { { .name = "ewa" } };
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_ticket t = { .state = TIX_OPEN, .owner = "tom" };
	struct tix_assignment to = { .owner = "jan" };

	*d = *standard(tx);
	d->agents = list;
	d->nagents = 1;
	tx->desk = d;
	CHECK_INT(tix_assign(tx, &t, &to, nothing(tx)), TIX_NOT_FOUND);
	CHECK(strstr(tx->error, "'jan'") != NULL);
	to.owner = "ewa";
	CHECK_INT(tix_assign(tx, &t, &to, nothing(tx)), TIX_OK);
	to.owner = "";
	CHECK_INT(tix_assign(tx, &t, &to, nothing(tx)), TIX_OK);
}

/* 0 is none, for what is given and for what is wanted of the event. */
static void
priorities(struct tix *tx)
{
	static const struct {
		int64_t source, impact, urgency; /* of the ticket */
		int64_t to_impact, to_urgency;   /* given, or 0 */
		int64_t to_priority;             /* given; -1: not */
		int64_t want, want_source;       /* -1: unchanged */
	} rows[] = {
		{ TIX_BY_MATRIX, 2, 2, 1, 0, -1, 2, -1 },
		{ TIX_BY_MATRIX, 2, 2, 0, 1, -1, 2, -1 },
		{ TIX_BY_MATRIX, 2, 2, 1, 1, -1, 1, -1 },
		{ TIX_BY_MATRIX, 2, 2, 3, 3, -1, 4, -1 },
		{ TIX_BY_MATRIX, 2, 2, 1, 3, -1, -1, -1 },
		{ TIX_BY_MATRIX, 2, 2, 2, 2, -1, -1, -1 },
		{ TIX_BY_HAND, 2, 2, 1, 1, -1, -1, -1 },
		{ TIX_BY_RULE, 2, 2, 1, 1, -1, 1, TIX_BY_MATRIX },
		{ TIX_BY_MATRIX, 2, 2, 1, 1, 5, 5, TIX_BY_HAND },
		{ TIX_BY_MATRIX, 2, 2, 0, 0, 1, 1, TIX_BY_HAND },
		{ TIX_BY_HAND, 2, 2, 0, 0, 0, 0, 0 },
	};
	const struct tix_route_how how = { 0 };

	standard(tx);
	for (size_t i = 0; i < N(rows); i++) {
		struct tix_ticket t = { .state = TIX_OPEN, .subject = "s",
			.kind = TIX_INCIDENT, .impact = rows[i].impact,
			.urgency = rows[i].urgency, .priority = 3,
			.priority_source = rows[i].source };
		struct tix_ticket d = { .impact = rows[i].to_impact,
			.urgency = rows[i].to_urgency,
			.priority = rows[i].to_priority };
		struct tix_event *e = nothing(tx);
		uint64_t given = 0;

		if (rows[i].to_impact != 0)
			given |= UINT64_C(1) << TIX_F_IMPACT;
		if (rows[i].to_urgency != 0)
			given |= UINT64_C(1) << TIX_F_URGENCY;
		if (rows[i].to_priority >= 0)
			given |= UINT64_C(1) << TIX_F_PRIORITY;
		CHECK_INT(tix_edit(tx, &t, &d, given, e), TIX_OK);
		CHECK_INT(tix_route_follow(tx, &t, &how, e), TIX_OK);
		CHECK_INT(number(e, TIX_F_PRIORITY), rows[i].want);
		CHECK_INT(number(e, TIX_F_PRIORITY_SOURCE),
		    rows[i].want_source);
	}
}

static void
fields(struct tix *tx)
{
	static const uint64_t subject = UINT64_C(1) << TIX_F_SUBJECT;
	static const uint64_t queue = UINT64_C(1) << TIX_F_QUEUE;
	static const struct {
		struct tix_ticket d;
		uint64_t given;
		int64_t state;
		enum tix_status status;
		enum tix_event_kind kind;
	} rows[] = {
		{ { .subject = "t" }, subject, TIX_NEW, TIX_OK,
		    TIX_E_CHANGED },
		{ { .subject = "s" }, subject, TIX_NEW, TIX_OK, TIX_E_NONE },
		{ { .subject = NULL }, subject, TIX_NEW, TIX_INVALID,
		    TIX_E_NONE },
		{ { .subject = " \t" }, subject, TIX_NEW, TIX_INVALID,
		    TIX_E_NONE },
		{ { .subject = "t" }, subject, TIX_CLOSED, TIX_OK,
		    TIX_E_CHANGED },
		{ { .subject = "t" }, subject, TIX_MERGED, TIX_CONFLICT,
		    TIX_E_NONE },
		{ { .queue = "mail" }, queue, TIX_NEW, TIX_OK,
		    TIX_E_CHANGED },
		{ { .queue = "post" }, queue, TIX_NEW, TIX_NOT_FOUND,
		    TIX_E_NONE },
		{ { .subject = "t" }, 0, TIX_NEW, TIX_OK, TIX_E_NONE },
	};

	standard(tx);
	for (size_t i = 0; i < N(rows); i++) {
		struct tix_ticket t = { .id = 7, .subject = "s",
			.kind = TIX_INCIDENT, .state = rows[i].state };
		struct tix_event *e = nothing(tx);

		CHECK_INT(tix_edit(tx, &t, &rows[i].d, rows[i].given, e),
		    rows[i].status);
		CHECK_INT(e->kind, rows[i].kind);
	}
}

static const char *
words(const struct tix_event *e, enum tix_change_op op)
{
	for (size_t i = 0; i < e->nchanges; i++)
		if (e->changes[i].op == op)
			return e->changes[i].value.s;
	return NULL;
}

static void
lists(struct tix *tx)
{
	static const struct {
		const char *tags, *add, *drop;
		const char *added, *dropped; /* of the event */
	} rows[] = {
		{ NULL, "a", NULL, "a", NULL },
		{ "a", "a", NULL, NULL, NULL },
		{ "a", "b a", NULL, "b", NULL },
		{ "a b", NULL, "b c", NULL, "b" },
		{ "a", "b", "a", "b", "a" },
		{ "a", "a", "a", "a", NULL },
		{ NULL, "a", "a", "a", NULL },
		{ NULL, NULL, "a", NULL, NULL },
		{ NULL, NULL, NULL, NULL, NULL },
	};

	for (size_t i = 0; i < N(rows); i++) {
		struct tix_ticket t = { .state = TIX_OPEN,
			.tags = rows[i].tags };
		struct tix_event *e = nothing(tx);

		CHECK_INT(tix_edit_list(tx, &t, TIX_F_TAGS, rows[i].add,
		    rows[i].drop, e), TIX_OK);
		CHECK_STR(words(e, TIX_ADD), rows[i].added);
		CHECK_STR(words(e, TIX_DROP), rows[i].dropped);
		CHECK((e->kind == TIX_E_NONE) == (e->nchanges == 0));
	}
}

static void
full_list(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->mem };
	struct tix_ticket t = { .id = 7, .state = TIX_OPEN };

	for (int i = 0; i < TIX_TAGS_MAX; i++)
		tix_buf_printf(&b, "w%02d ", i);
	CHECK_INT(tix_edit_list(tx, &t, TIX_F_WATCHERS, tix_buf_text(&b),
	    NULL, nothing(tx)), TIX_OK);
	t.watchers = tix_tags_add(tx->mem, NULL, tix_buf_text(&b));
	CHECK_INT(tix_edit_list(tx, &t, TIX_F_WATCHERS, "more", NULL,
	    nothing(tx)), TIX_INVALID);
	CHECK_INT(tix_edit_list(tx, &t, TIX_F_WATCHERS, "w07", NULL,
	    nothing(tx)), TIX_OK);
	CHECK_INT(tix_edit_list(tx, &t, TIX_F_WATCHERS, "more", "w07",
	    nothing(tx)), TIX_OK);
}

static const struct unit_test tests[] = {
	{ "tickets are given to people and teams", assigning },
	{ "only agents get one, where the desk has agents", agents },
	{ "the matrix follows impact and urgency, a hand does not",
	    priorities },
	{ "fields are set where they may be, and differ", fields },
	{ "words are added and dropped, as far as they are not", lists },
	{ "a full list takes no more", full_list },
};

UNIT_MAIN(tests)
