/*
 * What was given at an opening is told from what the desk made of it: opened
 * again under the same desk, a ticket goes where it went.
 */
#include "unit.h"

#include <tix/replay.h>
#include <tix/work.h>

#define N(a) (sizeof(a) / sizeof(a)[0])
#define PICK(list) (list)[below(N(list))]

static const char desk_text[] =
	"{\"name\":\"t\",\"levels\":[{\"name\":\"L1\",\"queue\":\"q1\"},"
	"{\"name\":\"L2\",\"queue\":\"q2\"}],"
	"\"teams\":[{\"name\":\"noc\"}],"
	"\"queues\":[{\"name\":\"q1\",\"level\":\"L1\"},"
	"{\"name\":\"q2\",\"level\":\"L2\",\"team\":\"noc\"}],"
	"\"categories\":[{\"name\":\"net\",\"queue\":\"q1\",\"impact\":1},"
	"{\"name\":\"mail\",\"queue\":\"q2\",\"urgency\":3}],"
	"\"fields\":[{\"name\":\"site\",\"type\":\"choice\",\"values\":"
	"[\"pl\",\"de\"]},{\"name\":\"seats\",\"type\":\"integer\"}],"
	"\"priority\":{\"impact\":[\"high\",\"medium\",\"low\"],"
	"\"urgency\":[\"high\",\"medium\",\"low\"],"
	"\"matrix\":[[1,2,3],[2,3,4],[3,4,5]]},"
	"\"default\":{\"impact\":2,\"urgency\":2,\"level\":\"L1\","
	"\"queue\":\"q1\"},\"resolve\":{\"codes\":[\"fixed\"]}}\n"
	"r\t0\t\t{\"name\":\"a\",\"continue\":true,\"if\":[[\"tag\",\"a\"]],"
	"\"do\":[[\"add_tag\",\"b\",\"c\"],[\"set_site\",\"pl\"]]}\n"
	"r\t0\t\t{\"name\":\"b\",\"continue\":true,\"if\":[[\"tag\",\"b\"],"
	"[\"not_tag\",\"a\"]],\"do\":[[\"drop_tag\",\"b\"],"
	"[\"set_queue\",\"q2\"]]}\n"
	"r\t0\t\t{\"name\":\"pl\",\"continue\":true,\"if\":[[\"site\",\"pl\"],"
	"[\"not_tag\",\"b\"]],\"do\":[[\"set_level\",\"L2\"],"
	"[\"set_kind\",\"request\"]]}\n"
	"r\t0\t\t{\"name\":\"net\",\"continue\":true,\"if\":[[\"category\","
	"\"\"]],\"do\":[[\"set_category\",\"net\"],[\"set_seats\",\"3\"],"
	"[\"add_watcher\",\"eve\"]]}\n"
	"r\t0\t\t{\"name\":\"up\",\"if\":[[\"seats\",\"..5\"]],"
	"\"do\":[[\"raise_priority\",\"1\"],[\"set_urgency\",\"1\"]]}\n"
	"p\tboss\t{\"organisation\":\"acme\"}\n";

static uint64_t state;

static size_t
below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % n);
}

static struct tix_ticket
random_draft(uint64_t *given)
{
	static const char *const categories[] = { NULL, "net", "mail" };
	static const char *const tags[] = { NULL, "a", "a b", "b", "c" };
	static const char *const fields[] = {
		NULL, "{\"site\":\"de\"}", "{\"seats\":9,\"site\":\"pl\"}",
	};
	static const char *const requesters[] = { NULL, "boss", "ewa" };
	static const char *const queues[] = { NULL, NULL, "q1", "q2" };
	static const char *const levels[] = { NULL, NULL, NULL, "L1", "L2" };
	struct tix_ticket t = {
		.subject = "x", .category = PICK(categories),
		.tags = PICK(tags), .fields = PICK(fields),
		.requester = PICK(requesters), .queue = PICK(queues),
		.level = PICK(levels), .impact = (int64_t)below(4),
		.urgency = (int64_t)below(4),
		.priority = below(3) == 0 ? 1 + (int64_t)below(5) : 0,
		.watchers = below(2) == 0 ? NULL : "ola",
		.kind = below(3) == 0 ? TIX_CHANGE : 0,
	};

	*given = 0;
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value v = tix_ticket_get(&t, (enum tix_field)f);

		if (tix_value_is_some(&v))
			*given |= UINT64_C(1) << f;
	}
	return t;
}

static void
check_same(struct tix *tx, const struct tix_ticket *a,
    const struct tix_ticket *b)
{
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value x = tix_ticket_get(a, (enum tix_field)f);
		struct tix_value y = tix_ticket_get(b, (enum tix_field)f);

		if (f == TIX_F_FIELDS)
			x.s = tix_json_patch(tx, NULL, x.s);
		if (tix_value_equal(&x, &y))
			continue;
		printf("# %s: %s, %lld, and %s, %lld\n", tix_fields[f].name,
		    x.s != NULL ? x.s : "-", (long long)x.i,
		    y.s != NULL ? y.s : "-", (long long)y.i);
		CHECK(false); /* the draft is another */
	}
}

static void
again(struct tix *tx)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_event *room = tix_arena_alloc(tx->run, sizeof *room);

	CHECK_INT(tix_desk_decode(tx, tx->run, desk_text, strlen(desk_text),
	    d), TIX_OK);
	CHECK_INT(tix_rules_new(tx, tx->run, d, &d->rules), TIX_OK);
	CHECK_STR(tx->error, "");
	tx->desk = d;
	state = 88172645463325252u;
	for (int i = 0; i < 20000 && unit_bad == 0; i++) {
		struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
		struct tix_route_how how = { 0 };
		struct tix_ticket t = random_draft(&how.fixed), draft;
		struct tix_outcome was, is;
		uint64_t given;

		CHECK_INT(tix_open(tx, &t, &how, e), TIX_OK);
		e->at = tx->at;
		CHECK_INT(tix_event_encode(tx, e), TIX_OK);
		CHECK_INT(tix_event_decode(tx, e), TIX_OK);
		CHECK_INT(tix_replay_draft(tx, e, &draft, &given), TIX_OK);
		check_same(tx, &t, &draft);
		CHECK_INT(given, how.fixed);
		tix_replay_history(e, &was);
		CHECK_INT(tix_replay_route(tx, d, e, &draft, given, room,
		    &is), TIX_OK);
		for (int k = 0; k < TIX_OUTCOMES; k++)
			CHECK_STR(is.is[k], was.is[k]);
		tix_arena_reset(tx->mem);
	}
}

static const struct unit_test tests[] = {
	{ "a ticket that is opened again goes where it went", again },
};

UNIT_MAIN(tests)
