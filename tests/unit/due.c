/*
 * What time does to tickets: each case a desk, a story and when it is swept,
 * and what is done then and who is told, worked out by hand.
 */
#include "unit.h"

#include "plan.h"

#define OPEN " opened subject=x state=new priority=2 level=L1 team=line "
#define POLICY "policy=urgent "
#define TAKE " taken state=open owner=ewa\n"

#define PEOPLE "agent ewa { team = line }\nagent ada { }\n" \
	"team line { level = L1 manager = ada }\nteam net { level = L2 }\n" \
	"calendar office { timezone = \"Europe/Paris\" " \
	"hours = { \"Mon-Fri 09:00-17:00\" } }\n"
#define OFFICE "calendar office 0 2T9:00 2T17:00 3T9:00 3T17:00 4T9:00 " \
	"4T17:00 5T9:00 5T17:00 6T9:00 6T17:00 9T9:00 9T17:00 10T9:00 " \
	"10T17:00 11T9:00 11T17:00\n"

struct the_case {
	const char *title;
	const char *steps;  /* of the escalation "urgent", and what else */
	const char *story;
	const char *sweeps; /* instants, or FROM TO EVERY in minutes */
	const char *want;
};

static const struct the_case cases[] = {
	{ "a step after its delay tells the first that can be told",
	    "step a { after = 15m notify = { owner, team, manager } }",
	    "6T10:00" OPEN POLICY "\n", "6T10:14 6T10:15 6T10:16",
	    "6T10:15 stepped urgent.a 0 to=agent:ada team:line "
	    "unable=nobody owns it\n" },
	{ "a sweep that comes late does the same once",
	    "step a { after = 15m notify = { team } }",
	    "6T10:00" OPEN POLICY "\n", "6T18:00 6T18:01",
	    "6T18:00 stepped urgent.a 0 to=team:line\n" },
	{ "late steps are all logged, and the latest tells for the others",
	    "step a { after = 15m notify = { team } }\n"
	    "step b { after = 30m notify = { team } }\n"
	    "step c { after = 1h notify = { manager } }",
	    "6T10:00" OPEN POLICY "\n", "6T18:00",
	    "6T18:00 stepped urgent.a 0\n"
	    "6T18:00 stepped urgent.b 0 to=team:line late=urgent.a 0\n"
	    "6T18:00 stepped urgent.c 0 to=agent:ada\n" },
	{ "two steps of one instant are two events and one notification",
	    "step a { after = 15m notify = team }\n"
	    "step b { after = 15m notify = team hook = page }",
	    "6T10:00" OPEN POLICY "\n", "6T10:15",
	    "6T10:15 stepped urgent.a 0\n"
	    "6T10:15 stepped urgent.b 0 to=hook:page team:line "
	    "late=urgent.a 0\n" },
	{ "a step is repeated, and after eight hours told once",
	    "step a { after = 15m notify = team repeat = 3 every = 30m }",
	    "6T10:00" OPEN POLICY "\n", "6T10:15 6T10:45 6T18:00",
	    "6T10:15 stepped urgent.a 0 to=team:line\n"
	    "6T10:45 stepped urgent.a 1 to=team:line\n"
	    "6T18:00 stepped urgent.a 2\n"
	    "6T18:00 stepped urgent.a 3 to=team:line late=urgent.a 2\n" },
	{ "delays are working time where there is a calendar",
	    "calendar = office step a { after = 2h notify = team }",
	    OFFICE "6T16:00" OPEN POLICY "\n", "6T18:00 9T9:59 9T10:00",
	    "9T10:00 stepped urgent.a 0 to=team:line\n" },
	{ "a day of work lasts until its end",
	    "calendar = office step a { after = 1bd notify = team }",
	    OFFICE "6T10:00" OPEN POLICY "\n", "9T16:59 9T17:00",
	    "9T17:00 stepped urgent.a 0 to=team:line\n" },
	{ "an acknowledgement puts steps off until it lapses",
	    "step a { after = 15m notify = team }",
	    "6T10:00" OPEN POLICY "\n6T10:10 acknowledged until=6T12:10\n",
	    "6T10:15 6T12:09 6T12:10 6T12:11",
	    "6T12:10 stepped urgent.a 0 to=team:line\n" },
	{ "a step that asks for it has its delay anew when that lapses",
	    "step a { after = 15m when = unacknowledged notify = team }",
	    "6T10:00" OPEN POLICY "\n6T10:10 acknowledged until=6T12:10\n",
	    "6T10:15 6T12:10 6T12:24 6T12:25",
	    "6T12:25 stepped urgent.a 0 to=team:line\n" },
	{ "one without an end ends with the level",
	    "step a { after = 15m notify = team }",
	    "6T10:00" OPEN POLICY "\n6T10:10 acknowledged\n"
	    "6T20:00 escalated reason=x level=L2 team=net\n",
	    "6T10:15 6T19:00 6T20:00",
	    "6T20:00 stepped urgent.a 0 to=team:net\n" },
	{ "whoever does not acknowledge it makes it the next one's turn",
	    "step a { after = 15m notify = { team, manager, \"agent:ewa\" } "
	    "acknowledge = 10m }",
	    "6T10:00" OPEN POLICY "\n",
	    "6T10:15 6T10:24 6T10:25 6T10:35 6T11:00",
	    "6T10:15 stepped urgent.a 0 to=agent:ada agent:ewa team:line\n"
	    "6T10:25 stepped urgent.a 0/1 to=agent:ada agent:ewa\n"
	    "6T10:35 stepped urgent.a 0/2 to=agent:ewa\n" },
	{ "turns are counted from when it was told, and end when it is seen",
	    "step a { after = 15m notify = { team, manager, \"agent:ewa\" } "
	    "acknowledge = 10m }",
	    "6T10:00" OPEN POLICY "\n6T18:15 acknowledged\n",
	    "6T18:00 6T18:09 6T18:10 6T18:20 6T19:00",
	    "6T18:00 stepped urgent.a 0 to=agent:ada agent:ewa team:line\n"
	    "6T18:10 stepped urgent.a 0/1 to=agent:ada agent:ewa\n" },
	{ "a resolved ticket has no steps, a reopened one has all anew",
	    "step a { after = 15m notify = team }",
	    "6T10:00" OPEN POLICY "\n6T10:30 resolved state=resolved\n"
	    "6T12:00 reopened reason=x state=open\n"
	    "6T12:20 resolved state=resolved\n",
	    "6T10:15 6T10:45 6T12:00 6T12:15 6T13:00",
	    "6T10:15 stepped urgent.a 0 to=team:line\n"
	    "6T12:15 stepped urgent.a#2 0 to=team:line\n" },
	{ "a step for what was reopened twice waits for that",
	    "step a { after = 10m when = \"reopened:2\" notify = manager }",
	    "6T10:00" OPEN POLICY "\n6T10:30 resolved state=resolved\n"
	    "6T11:00 reopened reason=x state=open\n"
	    "6T12:00 resolved state=resolved\n"
	    "6T13:00 reopened reason=x state=open\n",
	    "6T10:10 6T11:10 6T13:09 6T13:10",
	    "6T13:10 stepped urgent.a#3 0 to=agent:ada\n" },
	{ "a step for what bounces counts from when it did",
	    "step a { after = 10m when = \"bounced:1\" notify = manager }",
	    "6T10:00" OPEN POLICY "\n"
	    "6T11:00 escalated reason=x level=L2 team=line\n"
	    "6T12:00 returned code=x level=L1\n",
	    "6T11:10 6T12:09 6T12:10",
	    "6T12:10 stepped urgent.a 0 to=agent:ada\n" },
	{ "nobody owns it for so long since it was given back",
	    "step a { after = 10m when = unowned notify = team }",
	    "6T10:00" OPEN POLICY "\n6T10:05" TAKE
	    "6T12:00 assigned owner=\n",
	    "6T10:10 6T11:00 6T12:09 6T12:10",
	    "6T12:10 stepped urgent.a 0 to=team:line\n" },
	{ "functional: it moves; hierarchical: only the manager is told",
	    "step a { after = 10m hand_up = next }\n"
	    "step b { after = 20m notify = manager }",
	    "6T10:00" OPEN POLICY "\n6T10:05" TAKE,
	    "6T10:10 6T10:20",
	    "6T10:10 stepped urgent.a 0\n"
	    "6T10:10 escalated level=L2 owner=\n"
	    "6T10:20 stepped urgent.b 0 "
	    "unable=no manager of team 'net'\n" },
	{ "what cannot be done is said, and the rest is done",
	    "step a { after = 10m hand_up = L1 raise = 4 "
	    "notify = { vendor, watchers } }\n"
	    "step b { after = 20m raise = 1 release = true }",
	    "6T10:00" OPEN POLICY "\n6T10:05" TAKE, "6T10:10 6T10:20",
	    "6T10:10 stepped urgent.a 0 priority=1 unable=it is with no "
	    "vendor; nobody watches it; it is at L1 already\n"
	    "6T10:20 stepped urgent.b 0 owner= "
	    "unable=its priority is the highest already\n" },
	{ "while it waits on the customer delays stand still",
	    "step a { after = 30m notify = team }",
	    "6T10:00" OPEN POLICY "\n"
	    "6T10:20 waited state=waiting waiting_on=customer\n"
	    "6T15:00 resumed state=open\n", "6T10:30 6T15:29 6T15:30",
	    "6T15:30 stepped urgent.a 0 to=team:line\n" },
	{ "while it waits on a vendor they do not",
	    "step a { after = 30m notify = { vendor, team } all = true }",
	    "6T10:00" OPEN POLICY "\n"
	    "6T10:20 waited state=waiting waiting_on=vendor\n", "6T10:30",
	    "6T10:30 stepped urgent.a 0 to=team:line vendor:L4\n" },
	{ "a policy that is applied later counts from then",
	    "step a { after = 15m notify = team }",
	    "6T10:00" OPEN "\n6T12:00 routed " POLICY "\n",
	    "6T10:15 6T12:14 6T12:15",
	    "6T12:15 stepped urgent.a 0 to=team:line\n" },
	{ "a ticket without a policy has no steps",
	    "step a { after = 15m notify = team }",
	    "6T10:00" OPEN "\n", "6T10:15 6T18:00", "" },
	{ "a wait that is over ends as it was to",
	    "step a { after = 9h notify = team }",
	    "6T10:00" OPEN "\n6T10:20 waited state=waiting "
	    "waiting_on=vendor wait_until=6T12:00 wait_then=resolve\n",
	    "6T11:59 6T12:00 6T12:01", "6T12:00 resolved\n" },
	{ "a silent customer is reminded, and then it is resolved",
	    "step a { after = 9h notify = team } }\n"
	    "waiting { remind = 24h reminders = 2 then = resolve",
	    "6T10:00" OPEN "requester=bob@example.org\n6T12:00 waited "
	    "state=waiting waiting_on=customer\n",
	    "7T11:59 7T12:00 8T12:00 9T11:59 9T12:00",
	    "7T12:00 stepped waiting.remind 2/1 to=mail:bob@example.org\n"
	    "8T12:00 stepped waiting.remind 2/2 to=mail:bob@example.org\n"
	    "9T12:00 resolved\n" },
	{ "no two reminders come at once, and none while he answers",
	    "step a { after = 9h notify = team } }\n"
	    "waiting { remind = 24h reminders = 1 then = resume",
	    "6T10:00" OPEN "requester=bob\n6T12:00 waited "
	    "state=waiting waiting_on=customer\n"
	    "10T12:00 noted as=bob text=soon\n",
	    "9T12:00 9T13:00 11T11:00 11T12:00 12T11:00 12T12:00",
	    "9T12:00 stepped waiting.remind 2/1 to=requester:bob\n"
	    "11T12:00 stepped waiting.remind 3/1 to=requester:bob\n"
	    "12T12:00 resumed\n" },
	{ "what was resolved closes in its team's working days",
	    "step a { after = 9h notify = team } }\n"
	    "team far { calendar = office } close { after_days = 2",
	    OFFICE "6T10:00" OPEN "\n6T11:00 changed team=far\n"
	    "6T12:00 resolved state=resolved\n", "10T16:59 10T17:00",
	    "10T17:00 closed\n" },
};

/* Clocks: warnings, breaches, and steps that go by them. */
static const struct the_case clock_cases[] = {
	{ "warnings and the breach are told to who has it, late ones once",
	    "step z { after = 90h notify = team }",
	    "law 0 gold sla\ntarget resolve - 4h warn=75% warn=-10m\n"
	    "6T10:00" OPEN "agreement=gold\n6T10:05" TAKE,
	    "6T12:59 6T13:00 6T18:00",
	    "6T13:00 warned gold/resolve 75% to=agent:ewa team:line\n"
	    "6T18:00 warned gold/resolve -10m\n"
	    "6T18:00 breached gold/resolve to=agent:ewa team:line "
	    "late=gold/resolve -10m\n" },
	{ "steps go by the clock of the agreement that holds",
	    "step a { at = \"resolve 75%\" notify = manager }\n"
	    "step b { at = \"resolve +2h\" hand_up = next } }\n"
	    "sla gold { target resolve { P1 = 4h }",
	    "law 0 gold sla\ntarget resolve - 4h\n"
	    "6T10:00" OPEN POLICY "agreement=gold\n",
	    "6T12:59 6T13:00 6T14:00 6T16:00",
	    "6T13:00 stepped urgent.a gold/resolve 0 to=agent:ada\n"
	    "6T14:00 breached gold/resolve to=team:line\n"
	    "6T16:00 stepped urgent.b gold/resolve 0\n"
	    "6T16:00 escalated level=L2\n" },
	{ "a raised priority moves the clock within the same sweep",
	    "step a { after = 2h raise = 1 } }\n"
	    "sla gold { target resolve { P1 = 4h }",
	    "law 0 gold sla\ntarget resolve - 1h 8h warn=50%\n"
	    "6T10:00" OPEN POLICY "agreement=gold\n", "6T11:59 6T12:00",
	    "6T12:00 stepped urgent.a 0 priority=1\n"
	    "6T12:00 warned gold/resolve 50%\n"
	    "6T12:00 breached gold/resolve to=team:line "
	    "late=gold/resolve 50%\n" },
	{ "a clock that waits leads to no step, and is told when it goes on",
	    "step a { at = \"resolve 50%\" notify = manager } }\n"
	    "sla gold { target resolve { P1 = 4h }",
	    "law 0 gold sla\ntarget resolve - 4h pause=2\n"
	    "6T10:00" OPEN POLICY "agreement=gold\n"
	    "6T11:00 waited state=waiting waiting_on=customer\n"
	    "6T15:00 resumed state=open\n", "6T12:00 6T15:59 6T16:00",
	    "6T16:00 stepped urgent.a gold/resolve 0 to=agent:ada\n" },
};

/* All instants of a list, or of FROM TO EVERY. */
static void
sweep_all(struct tix *tx, struct plan *p, const char *sweeps)
{
	char *copy = tix_arena_dup(tx->run, sweeps), *save = NULL;

	for (char *w = strtok_r(copy, " ", &save); w != NULL;
	    w = strtok_r(NULL, " ", &save)) {
		struct tix_due due;

		CHECK_INT(plan_sweep(tx, p, story_time(w) * STORY_SECOND,
		    &due), TIX_OK);
	}
}

static const char *
desk_with(struct tix *tx, const char *steps)
{
	return tix_arena_printf(tx->run, "%sescalation urgent { %s }\n",
	    PEOPLE, steps);
}

static void
run_cases(struct tix *tx, const struct the_case *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct plan *p = plan_new(tx, desk_with(tx, c[i].steps),
		    c[i].story);

		sweep_all(tx, p, c[i].sweeps);
		if (strcmp(tix_buf_text(&p->said), c[i].want) == 0)
			continue;
		printf("# %s:\n# got:\n# %s# want:\n# %s", c[i].title,
		    tix_buf_text(&p->said), c[i].want);
		unit_bad++;
	}
}

static void
steps(struct tix *tx)
{
	run_cases(tx, cases, sizeof cases / sizeof cases[0]);
}

static void
clocks(struct tix *tx)
{
	run_cases(tx, clock_cases, sizeof clock_cases / sizeof clock_cases[0]);
}

/* --- a late sweep against one each minute ----------------------------- */

#define STORIES 300
#define KEYS_MAX 1000

struct keys {
	const char *key[KEYS_MAX];
	size_t n;
};

static int
by_key(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static uint64_t
next_random(uint64_t *state, uint64_t below)
{
	*state = *state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (*state >> 33) % below;
}

/* Steps of all kinds but those whose acts another step waits for. */
static const char *
random_steps(struct tix *tx, uint64_t *r)
{
	static const char *const when[] = {
		"", "when = unowned", "when = unacknowledged",
		"when = { unowned, unacknowledged }", "when = \"reopened:1\"",
	};
	static const char *const acts[] = {
		"notify = team", "notify = manager raise = 1",
		"notify = { team, manager } all = true",
		"notify = owner repeat = 3 every = 17m", "raise = 2",
	};
	struct tix_buf b = { .arena = tx->run };
	const size_t n = 1 + (size_t)next_random(r, 5);

	for (size_t i = 0; i < n; i++) {
		tix_buf_printf(&b, "step s%zu { ", i);
		switch (next_random(r, 5)) {
		case 0:
			tix_buf_printf(&b, "after = %dm",
			    (int)(1 + next_random(r, 400)));
			break;
		case 1:
			tix_buf_printf(&b, "at = \"resolve %d%%\"",
			    (int)(1 + next_random(r, 99)));
			break;
		case 2:
			tix_buf_printf(&b, "at = \"resolve -%dm\"",
			    (int)(1 + next_random(r, 29)));
			break;
		case 3:
			tix_buf_printf(&b, "at = \"resolve +%dm\"",
			    (int)(1 + next_random(r, 200)));
			break;
		default:
			tix_buf_str(&b, "at = \"resolve due\"");
			break;
		}
		tix_buf_printf(&b, " %s %s }\n", when[next_random(r, 5)],
		    acts[next_random(r, 5)]);
	}
	tix_buf_str(&b, "}\nsla gold { target resolve { P1 = 30m }");
	return tix_buf_text(&b);
}

/* What happened by six o'clock; sweeps come after. */
static const char *
random_story(struct tix *tx, uint64_t *r)
{
	static const char *const events[] = {
		"taken state=open owner=ewa\n",
		"assigned owner=\n",
		"acknowledged until=6T11:30\n",
		"waited state=waiting waiting_on=customer\n",
		"resumed state=open\n",
		"resolved state=resolved\n",
		"reopened reason=x state=open\n",
	};
	struct tix_buf b = { .arena = tx->run };
	int minute = 0;

	tix_buf_printf(&b, "%slaw 0 gold sla\ntarget resolve %s 45m 2h 5h "
	    "warn=50%% warn=-10m warn=+1h pause=2\n6T08:00" OPEN POLICY
	    "agreement=gold\n", OFFICE, next_random(r, 2) ? "office" : "-");
	for (uint64_t n = next_random(r, 5); n > 0; n--) {
		minute += 1 + (int)next_random(r, 20);
		tix_buf_printf(&b, "6T%02d:%02d %s",
		    8 + minute / 60, minute % 60, events[next_random(r, 7)]);
	}
	return tix_buf_text(&b);
}

static void
take_keys(struct tix *tx, const struct tix_due *due, struct keys *k)
{
	for (size_t i = 0; i < due->nevents; i++) {
		const struct tix_event *e = due->events[i];

		if (k->n < KEYS_MAX)
			k->key[k->n++] = tix_arena_printf(tx->run,
			    "%s %s %s %s", tix_events[e->kind].name,
			    plan_word(e, "clock"), plan_word(e, "threshold"),
			    plan_word(e, "key"));
	}
}

/* From ten o'clock on, each 'every' minutes up to six in the evening. */
static void
sweep_day(struct tix *tx, const char *desk, const char *story, int64_t first,
    int64_t every, struct keys *k)
{
	struct plan *p = plan_new(tx, desk, story);
	struct tix_due due;

	for (int64_t m = first; m <= 480; m += every) {
		CHECK_INT(plan_sweep(tx, p, (story_time("6T10:00") + m * 60) *
		    STORY_SECOND, &due), TIX_OK);
		take_keys(tx, &due, k);
	}
	qsort(k->key, k->n, sizeof *k->key, by_key);
}

static void
late_as_early(struct tix *tx)
{
	uint64_t r = 20261124;
	size_t keys = 0;

	for (int i = 0; i < STORIES; i++) {
		struct keys early = { .n = 0 }, late = { .n = 0 };
		const char *desk = desk_with(tx, random_steps(tx, &r));
		const char *story = random_story(tx, &r);
		bool same;

		sweep_day(tx, desk, story, 0, 1, &early);
		sweep_day(tx, desk, story, 480, 1, &late);
		same = early.n == late.n;
		for (size_t n = 0; same && n < early.n; n++)
			same = strcmp(early.key[n], late.key[n]) == 0 &&
			    (n == 0 || strcmp(early.key[n],
			    early.key[n - 1]) != 0);
		keys += early.n;
		if (same)
			continue;
		printf("# story %d:\n%s%s", i, desk, story);
		for (size_t n = 0; n < early.n; n++)
			printf("# early %s\n", early.key[n]);
		for (size_t n = 0; n < late.n; n++)
			printf("# late %s\n", late.key[n]);
		unit_bad++;
		break;
	}
	CHECK(keys > STORIES);
}

int
main(void)
{
	static const struct unit_test tests[] = {
		{ "steps are taken when they are due, once", steps },
		{ "clocks warn, are breached, and lead to steps", clocks },
		{ "a late sweep does what one each minute does",
		    late_as_early },
	};

	return unit_main(tests, sizeof tests / sizeof tests[0]);
}
