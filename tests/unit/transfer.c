/*
 * Events of another desk, made fit for this one.
 */
#include "unit.h"

#include <tix/desk.h>
#include <tix/transfer.h>

#define ORIGIN \
	"\"origin\":{\"desk\":\"aa\",\"ticket\":4,\"seq\":9,\"recorded\":8," \
	"\"actor\":\"ewa\",\"via\":\"note\",\"hash\":\"" ZEROS "\""
#define ZEROS \
	"0000000000000000000000000000000000000000000000000000000000000000"

/* Even numbers are here, a hundred further on. */
static int64_t
here(void *arg, int64_t n)
{
	(void)arg;
	return n % 2 == 0 ? n + 100 : 0;
}

static const char *
moved(struct tix *tx, enum tix_event_kind kind, const char *data, int64_t with,
    struct tix_event *to)
{
	const struct tix_transfer how = { .desk = "aa", .ticket = here,
	    .event = here, .with = with };
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tix_event_init(e, kind);
	e->seq = 9;
	e->ticket = 4;
	e->at = 7;
	e->recorded = 8;
	e->actor = "ewa";
	e->via = "note";
	e->data = data;
	e->data_len = strlen(data);
	CHECK_INT(tix_event_decode(tx, e), TIX_OK);
	CHECK_INT(tix_transfer_event(tx, &how, e, to), TIX_OK);
	CHECK_STR(to->on_behalf, "ewa");
	CHECK_STR(to->actor, "ada");
	CHECK_INT(to->at, 7);
	CHECK(to->encoded);
	CHECK_INT(tix_transfer_seq(tx, to, "aa"), 9);
	CHECK_INT(tix_transfer_seq(tx, to, "ab"), 0);
	return to->data;
}

static void
moving(struct tix *tx)
{
	static const struct {
		enum tix_event_kind kind;
		const char *data;
		int64_t with;
		const char *want;
	} cases[] = {
		{ TIX_E_NOTED, "{\"text\":\"x\",\"new\":[1.50]}", 0,
		    "{\"text\":\"x\",\"new\":[1.50]," ORIGIN "}}" },
		{ TIX_E_OPENED, "{\"set\":{\"subject\":\"s\",\"origin\":"
		    "\"b:1\",\"new\":1},\"origin\":{\"seq\":1}}", 0,
		    "{\"set\":{\"subject\":\"s\",\"new\":1,"
		    "\"origin\":\"aa:4\"}," ORIGIN ",\"origin\":{\"seq\":1}}}"
		    },
		{ TIX_E_OPENED, "{}", 0,
		    "{\"set\":{\"origin\":\"aa:4\"}," ORIGIN "}}" },
		{ TIX_E_LINKED, "{\"with\":3,\"relation\":\"blocks\","
		    "\"other\":8,\"add\":{\"links\":\"blocks:8\"}}", 50,
		    "{\"add\":{\"links\":\"blocks:108\"},\"relation\":"
		    "\"blocks\",\"other\":108,\"with\":50," ORIGIN "}}" },
		/* What leads to nothing here is told. */
		{ TIX_E_CHANGED, "{\"set\":{\"links\":\"blocks:2 blocks:98\"},"
		    "\"drop\":{\"links\":\"blocks:3\"}}", 0,
		    "{\"set\":{\"links\":\"blocks:102 blocks:198\"},"
		    "\"drop\":{}," ORIGIN ",\"outside\":\"blocks:3\"}}" },
		{ TIX_E_MERGED, "{\"set\":{\"merged_into\":5},\"other\":5}", 0,
		    "{\"set\":{\"merged_into\":null},\"other\":0," ORIGIN
		    ",\"outside\":\"merged_into:5 other:5\"}}" },
		{ TIX_E_RETRACTED, "{\"event\":6}", 0,
		    "{\"event\":106," ORIGIN "}}" },
		/* Another kind's "event" is a word as any. */
		{ TIX_E_RATED, "{\"event\":6,\"other\":7}", 0,
		    "{\"event\":6,\"other\":7," ORIGIN "}}" },
	};
	struct tix_event *to = tix_arena_alloc(tx->run, sizeof *to);

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CHECK_STR(moved(tx, cases[i].kind, cases[i].data,
		    cases[i].with, to), cases[i].want);
}

static enum tix_status
judged(struct tix *tx, const char *data, int64_t at)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tix_event_init(e, TIX_E_CHANGED);
	e->at = at;
	e->data = data;
	e->data_len = strlen(data);
	CHECK_INT(tix_event_decode(tx, e), TIX_OK);
	return tix_transfer_check(tx, e);
}

static void
judging(struct tix *tx)
{
	static const struct tix_level level = { .name = "L1" };
	static const struct tix_queue queue = { .name = "q" };
	const struct tix_desk d = { .levels = &level, .nlevels = 1,
	    .queues = &queue, .nqueues = 1, .nimpacts = 3, .nurgencies = 2 };
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tx->desk = &d;
	CHECK_INT(judged(tx, "{\"set\":{\"level\":\"L1\",\"queue\":\"q\","
	    "\"impact\":3,\"urgency\":2,\"category\":null}}", tx->now), TIX_OK);
	CHECK_INT(judged(tx, "{\"set\":{\"level\":\"L2\"}}", 1),
	    TIX_NOT_FOUND);
	CHECK_STR(tx->error, "level 'L2' is none of this desk's");
	CHECK_INT(judged(tx, "{\"set\":{\"queue\":\"r\"}}", 1),
	    TIX_NOT_FOUND);
	CHECK_INT(judged(tx, "{\"set\":{\"category\":\"c\"}}", 1),
	    TIX_NOT_FOUND);
	CHECK_INT(judged(tx, "{\"set\":{\"urgency\":3}}", 1), TIX_INVALID);
	CHECK_INT(judged(tx, "{\"set\":{\"impact\":-1}}", 1), TIX_INVALID);
	CHECK_INT(judged(tx, "{}", tx->now + 1), TIX_INVALID);
	tix_event_init(e, TIX_E_NOTED);
	CHECK_INT(tix_transfer_check(tx, e), TIX_INVALID);
	tx->desk = NULL;
}

int
main(void)
{
	static const struct unit_test tests[] = {
		{ "what an event names gets its name here", moving },
		{ "what this desk does not have is refused", judging },
	};

	return unit_main(tests, sizeof tests / sizeof tests[0]);
}
