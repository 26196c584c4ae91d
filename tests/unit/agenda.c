/*
 * What is to come on a ticket: each case a desk and a story, and what can be
 * told of it at an instant, worked out by hand.
 */
#include "unit.h"

#include "plan.h"

#define OPEN " opened subject=x state=new priority=2 level=L1 team=line "
#define PEOPLE "agent ewa { team = line }\n" \
	"team line { level = L1 calendar = office }\nteam day { }\n" \
	"calendar office { timezone = \"Europe/Paris\" " \
	"hours = { \"Mon-Fri 09:00-17:00\" } }\n"
#define OFFICE "calendar office 0 2T9:00 2T17:00 3T9:00 3T17:00 4T9:00 " \
	"4T17:00 5T9:00 5T17:00 6T9:00 6T17:00 9T9:00 9T17:00 10T9:00 " \
	"10T17:00 11T9:00 11T17:00\n"

struct the_case {
	const char *title;
	const char *desk;
	const char *story;
	const char *now;
	const char *want; /* "AT KIND KEY", a line each */
};

static const struct the_case cases[] = {
	{ "an open ticket without a policy has nothing before it", "",
	    "6T10:00" OPEN "\n", "6T10:00", "" },
	{ "steps in time, and of their rounds the next",
	    "escalation u { step a { after = 2h notify = team }\n"
	    "step b { after = 1h notify = team repeat = 2 every = 45m } }",
	    "6T10:00" OPEN "policy=u\n", "6T10:00",
	    "6T11:00 step u.b 0\n6T12:00 step u.a 0\n" },
	{ "a round that was told is followed by the next",
	    "escalation u { step b { after = 1h notify = team repeat = 2 "
	    "every = 45m } }",
	    "6T10:00" OPEN "policy=u\n6T11:00 stepped key=u.b_0\n",
	    "6T11:00", "6T11:45 step u.b 1\n" },
	{ "thresholds, deadlines and steps of one instant: clocks first",
	    "sla gold { target resolve { P1 = 4h } }\n"
	    "escalation u { step a { at = \"resolve 50%\" notify = team }\n"
	    "step b { at = \"resolve due\" raise = 1 } }",
	    "law 0 gold sla\ntarget resolve - 4h warn=50% warn=-2h warn=+1h\n"
	    "6T10:00" OPEN "agreement=gold policy=u\n", "6T10:00",
	    "6T12:00 threshold gold/resolve -2h\n"
	    "6T12:00 threshold gold/resolve 50%\n"
	    "6T12:00 step u.a gold/resolve 0\n"
	    "6T14:00 breach gold/resolve breach\n"
	    "6T14:00 step u.b gold/resolve 0\n"
	    "6T15:00 threshold gold/resolve +1h\n" },
	{ "what was told is not to come",
	    "sla gold { target resolve { P1 = 4h } }\n"
	    "escalation u { step a { after = 1h notify = team } }",
	    "law 0 gold sla\ntarget resolve - 4h warn=50% warn=75%\n"
	    "6T10:00" OPEN "agreement=gold policy=u\n"
	    "6T11:00 stepped key=u.a_0\n"
	    "6T12:00 warned clock=gold/resolve threshold=50%\n",
	    "6T12:00",
	    "6T13:00 threshold gold/resolve 75%\n"
	    "6T14:00 breach gold/resolve breach\n" },
	{ "a deadline that passed is told of, though it was met since",
	    "sla gold { target resolve { P1 = 4h } }",
	    "law 0 gold sla\ntarget resolve - 4h\n"
	    "6T10:00" OPEN "agreement=gold\n"
	    "6T15:00 resolved state=resolved\n", "6T16:00",
	    "6T14:00 breach gold/resolve breach\n" },
	{ "steps by the clock of an ola are of that one",
	    "ola day-own { team = day target own { P1 = 1h } }\n"
	    "escalation u { step a { at = \"day-own/own due\" "
	    "notify = team } }",
	    "law 0 day-own ola team=day\ntarget own - 1h\n"
	    "6T10:00" OPEN "policy=u\n6T12:00 changed team=day\n", "6T12:00",
	    "6T13:00 breach day-own/own@day breach\n"
	    "6T13:00 step u.a day-own/own@day 0\n" },
	{ "the date promised by hand is a clock",
	    "escalation u { step a { at = \"due -1h\" notify = team } }",
	    "6T10:00" OPEN "policy=u due=6T18:00\n", "6T10:00",
	    "6T17:00 step u.a due 0\n6T18:00 breach due breach\n" },
	{ "a wait has its end, and reminders before it",
	    "waiting { remind = 2h reminders = 3 then = resolve }",
	    "6T10:00" OPEN "\n6T12:00 waited state=waiting "
	    "waiting_on=customer wait_until=6T15:00 wait_then=resume\n",
	    "6T12:00",
	    "6T14:00 reminder waiting.remind 2/1\n"
	    "6T15:00 wait waiting.until\n" },
	{ "the next reminder counts from the last, in the team's days",
	    "waiting { remind = 1bd reminders = 2 then = resolve }",
	    OFFICE "5T10:00" OPEN "\n5T12:00 waited state=waiting "
	    "waiting_on=customer\n6T18:00 stepped key=waiting.remind_2/1\n",
	    "6T18:00", "9T17:00 reminder waiting.remind 2/2\n" },
	{ "a vendor is not reminded",
	    "waiting { remind = 2h reminders = 3 then = resolve }",
	    "6T10:00" OPEN "\n6T12:00 waited state=waiting "
	    "waiting_on=vendor\n", "6T12:00", "" },
	{ "what is resolved closes at the end of its team's second day",
	    "close { after_days = 2 }",
	    OFFICE "6T10:00" OPEN "\n6T12:00 resolved state=resolved\n",
	    "6T12:00", "10T17:00 close close\n" },
	{ "without a calendar Monday to Friday count, at the same time",
	    "close { after_days = 2 }",
	    "6T10:00 opened subject=x state=new team=day\n"
	    "6T12:00 resolved state=resolved\n",
	    "6T12:00", "10T12:00 close close\n" },
	{ "a closed ticket has nothing before it",
	    "close { after_days = 2 }\n"
	    "escalation u { step a { after = 2h notify = team } }",
	    "6T10:00" OPEN "policy=u\n6T10:30 closed state=closed\n",
	    "6T12:00", "" },
	{ "an acknowledgement without an end leaves no step to come",
	    "escalation u { step a { after = 2h notify = team } }",
	    "6T10:00" OPEN "policy=u\n6T10:30 acknowledged\n", "6T12:00",
	    "" },
};

static const char *
to_come(struct tix *tx, struct plan *p, int64_t now)
{
	struct tix_buf b = { .arena = tx->run };
	const struct tix_agenda_item *items;
	size_t n = 0;

	plan_fold(tx, p, now);
	CHECK_INT(tix_agenda_read(tx, p->agenda, now, &items, &n), TIX_OK);
	for (size_t i = 0; i < n; i++)
		tix_buf_printf(&b, "%s %s %s\n", plan_time(tx, items[i].at),
		    tix_agenda_kind_names[items[i].kind - 1], items[i].key);
	return tix_buf_text(&b);
}

static void
what_is_to_come(struct tix *tx)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct plan *p = plan_new(tx, tix_arena_printf(tx->run,
		    "%s%s\n", PEOPLE, cases[i].desk), cases[i].story);
		const char *got = to_come(tx, p, story_time(cases[i].now) *
		    STORY_SECOND);

		if (strcmp(got, cases[i].want) == 0)
			continue;
		printf("# %s:\n# got:\n# %s# want:\n# %s", cases[i].title,
		    got, cases[i].want);
		unit_bad++;
	}
}

/* The clock set from one thing to the next gives what a sweep a minute does. */
static void
ahead(struct tix *tx)
{
	static const char desk[] = PEOPLE
	    "sla gold { target resolve { P1 = 1h P2 = 4h } }\n"
	    "escalation u {\n"
	    "step a { after = 15m notify = { team, \"agent:ewa\" } "
	    "acknowledge = 10m repeat = 2 every = 1h }\n"
	    "step b { at = \"resolve 50%\" raise = 1 hand_up = next } }";
	static const char story[] =
	    "law 0 gold sla\ntarget resolve - 3h 4h warn=75%\n"
	    "6T10:00" OPEN "agreement=gold policy=u\n";
	struct plan *each = plan_new(tx, desk, story);
	struct plan *next = plan_new(tx, desk, story);
	int64_t now = story_time("6T10:00") * STORY_SECOND;
	const int64_t until = story_time("6T18:00") * STORY_SECOND;
	struct tix_due due;

	for (int64_t at = now; at <= until; at += 60 * STORY_SECOND)
		CHECK_INT(plan_sweep(tx, each, at, &due), TIX_OK);
	for (size_t n = 0; n < 1000 && now != 0 && now <= until; n++) {
		CHECK_INT(plan_sweep(tx, next, now, &due), TIX_OK);
		now = due.next.at;
	}
	CHECK(each->said.len > 0);
	CHECK_STR(tix_buf_text(&next->said), tix_buf_text(&each->said));
	CHECK(strstr(tix_buf_text(&each->said), "u.a 2/1") != NULL);
}

int
main(void)
{
	static const struct unit_test tests[] = {
		{ "what is to come is told in time", what_is_to_come },
		{ "a run ahead does what one each minute does", ahead },
	};

	return unit_main(tests, sizeof tests / sizeof tests[0]);
}
