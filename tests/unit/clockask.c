/*
 * What can be asked of a clock, and of an event.
 */
#include "storycheck.h"

static const struct tix_clock *
one_clock(struct tix *tx, const char *text, const char *now,
    const struct story **s)
{
	const struct tix_clock *c = NULL;
	size_t n = 0;

	*s = story_read(tx, text);
	CHECK_INT(story_fold(tx, *s, story_time(now) * STORY_SECOND, false,
	    &c, &n), TIX_OK);
	CHECK(n >= 1);
	return c;
}

static void
thresholds(struct tix *tx)
{
	static const struct {
		const char *story;
		const char *now;
		int64_t percent;
		const char *offset; /* "-1h", "2h" */
		const char *at;     /* NULL: none */
	} t[] = {
		/* Due on Tuesday at 10:00. */
		{ GOLD "2T10:00" OPEN "\n", "2T11:00", 0, "-1h",
		    "1748934000" },
		{ GOLD "2T10:00" OPEN "\n", "2T11:00", 0, "-2h",
		    "1748872800" },
		{ GOLD "2T10:00" OPEN "\n", "2T11:00", 0, "-8h", "2T10:00" },
		{ GOLD "2T10:00" OPEN "\n", "2T11:00", 0, "-9h", NULL },
		{ GOLD "2T10:00" OPEN "\n", "2T11:00", 0, "1h", "3T11:00" },
		{ GOLD "2T10:00" OPEN "\n", "2T11:00", 0, "0", "3T10:00" },
		{ GOLD "2T9:00" OPEN "\n", "2T11:00", 0, "0", "2T17:00" },
		/* A part of the budget, and what is left of it. */
		{ GOLD "2T10:00" OPEN "\n", "2T11:00", 75, "0", "2T16:00" },
		{ GOLD "2T10:00" OPEN "\n", "2T11:00", 1, "0",
		    "2T10:04:48" },
		/* It was reached before the wait. */
		{ GOLD "2T9:00" OPEN "\n2T15:30" WAIT
		    "3T10:00 resumed state=open\n", "3T11:00", 75, "0",
		    "2T15:00" },
		{ GOLD "2T9:00" OPEN "\n2T15:30" WAIT
		    "3T10:00 resumed state=open\n", "3T11:00", 0, "-2h",
		    "2T15:00" },
		{ GOLD "2T9:00" OPEN "\n2T15:30" WAIT
		    "3T10:00 resumed state=open\n", "3T11:00", 0, "-1h",
		    "3T10:30" },
		{ GOLD "2T9:00" OPEN "\n2T15:30" WAIT, "3T11:00", 75, "0",
		    NULL },
		{ "2T9:00 opened due=4T9:00\n", "3T9:00", 0, "-24h",
		    "3T9:00" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		const struct story *s;
		const struct tix_clock *c = one_clock(tx, t[i].story,
		    t[i].now, &s);
		const struct tix_threshold th = { .text = "x",
			.percent = t[i].percent,
			.offset = story_length(t[i].offset) };
		int64_t at = 0;

		CHECK_INT(tix_clock_threshold(tx, &s->book, c, &th, &at),
		    t[i].at != NULL ? TIX_OK : TIX_NO);
		if (t[i].at != NULL)
			CHECK_INT(at / STORY_SECOND, story_time(t[i].at));
	}
}

static void
questions(struct tix *tx)
{
	const struct story *s;
	const struct tix_clock *c = one_clock(tx, GOLD "2T9:00" OPEN
	    "\n2T12:00" WAIT, "3T12:00", &s);
	int64_t at, breached;

	CHECK_INT(tix_clock_due_if(tx, &s->book, c, story_time("3T12:00") *
	    STORY_SECOND, &at), TIX_OK);
	CHECK_INT(at / STORY_SECOND, story_time("3T17:00"));
	CHECK_INT(tix_clock_consumed(tx, &s->book, c, tx->now, &at), TIX_OK);
	CHECK_INT(at, story_length("3h"));
	tix_clocks_sum_up(c, 1, &at, &breached);
	CHECK_INT(at, 0);
	CHECK_INT(breached, 0);
	CHECK_STR(c->stretches[0].why, "opened");
	CHECK_STR(c->stretches[1].why, "waiting on customer");
	CHECK_INT(c->stretches[1].event, 2);
	c = one_clock(tx, GOLD "2T9:00" OPEN "due=3T9:00\n", "2T12:00", &s);
	CHECK_INT(tix_clock_consumed(tx, &s->book, c, story_time("2T12:00") *
	    STORY_SECOND, &at), TIX_OK);
	CHECK_INT(at, story_length("3h"));
	tix_clocks_sum_up(c, 2, &at, &breached);
	CHECK_INT(at / STORY_SECOND, story_time("2T17:00"));
	CHECK_INT(breached, 0);
	c = one_clock(tx, GOLD "2T9:00" OPEN "due=3T9:00\n", "4T12:00", &s);
	tix_clocks_sum_up(c, 2, &at, &breached);
	CHECK_INT(breached / STORY_SECOND, story_time("2T17:00"));
	c = one_clock(tx, GOLD "2T9:00" OPEN "due=3T9:00\n4T9:00 waived "
	    "clock=gold/resolve\n", "4T12:00", &s);
	tix_clocks_sum_up(c, 2, &at, &breached);
	CHECK_INT(breached / STORY_SECOND, story_time("3T9:00"));
}

static void
names(struct tix *tx)
{
	struct tix_clock c = { .agreement = "net", .kind = TIX_OLA,
		.metric = TIX_OWN, .subject = "L2", .cycle = 2 };
	const struct tix_clock due = { .metric = TIX_PROMISED, .cycle = 1 };

	CHECK_STR(tix_clock_name(tx->mem, &c), "net/own@L2#2");
	CHECK(tix_clock_is_named(&c, "net/own@L2#2"));
	CHECK(tix_clock_is_named(&c, "net/own@L2"));
	CHECK(tix_clock_is_named(&c, "net/own"));
	CHECK(tix_clock_is_named(&c, "net/own#2"));
	CHECK(!tix_clock_is_named(&c, "net/own#1"));
	CHECK(!tix_clock_is_named(&c, "net/own@L2#22"));
	CHECK(!tix_clock_is_named(&c, "net/own@L"));
	CHECK(!tix_clock_is_named(&c, "net/owned"));
	CHECK(!tix_clock_is_named(&c, "net/resolve"));
	CHECK(!tix_clock_is_named(&c, "due"));
	CHECK(!tix_clock_is_named(&c, ""));
	CHECK_STR(tix_clock_name(tx->mem, &due), "due");
	CHECK(tix_clock_is_named(&due, "due"));
	CHECK(!tix_clock_is_named(&due, "due/resolve"));
	c.subject = NULL;
	c.cycle = 1;
	CHECK_STR(tix_clock_name(tx->mem, &c), "net/own");
	CHECK(!tix_clock_is_named(&c, "net/own@L2"));
}

static void
movers(struct tix *tx)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tix_event_init(e, TIX_E_NOTED);
	CHECK(!tix_event_moves_clocks(e));
	tix_event_set_text(e, TIX_F_TAGS, "x");
	CHECK(!tix_event_moves_clocks(e));
	tix_event_set_text(e, TIX_F_QUEUE, "x");
	CHECK(tix_event_moves_clocks(e));
	tix_event_init(e, TIX_E_REPEATED);
	CHECK(!tix_event_moves_clocks(e));
	tix_event_init(e, TIX_E_BREACHED);
	CHECK(!tix_event_moves_clocks(e));
	tix_event_init(e, TIX_E_SENT);
	CHECK(tix_event_moves_clocks(e));
	tix_event_init(e, TIX_E_RETRACTED);
	CHECK(tix_event_moves_clocks(e));
}

static const struct unit_test tests[] = {
	{ "thresholds are instants of the budget", thresholds },
	{ "a clock is asked for what it would be", questions },
	{ "a clock has a name, and shorter ones", names },
	{ "notes and repeats move no clock", movers },
};

UNIT_MAIN(tests)
