/*
 * Agreements of a compiled desk: read back as they were meant, and refused
 * where no compiler wrote them.
 */
#include "unit.h"

#include <tix/agreement.h>
#include <tix/ticket.h>

#define N(a) (sizeof(a) / sizeof(a)[0])
#define MINUTE INT64_C(60000000)
#define HOUR (60 * MINUTE)

static void
thresholds(struct tix *tx)
{
	static const struct {
		const char *text;
		int64_t percent;
		int64_t offset;
		bool refused;
	} t[] = {
		{ "75%", 75, 0, false },
		{ "1%", 1, 0, false },
		{ "99%", 99, 0, false },
		{ "-10m", 0, -10 * MINUTE, false },
		{ "+2h", 0, 2 * HOUR, false },
		{ "-1h30m", 0, -90 * MINUTE, false },
		{ "-PT4H", 0, -4 * HOUR, false },
		{ "-2bh", 0, -2 * HOUR, false },
		{ "0%", 0, 0, true },
		{ "100%", 0, 0, true },
		{ "99999999999999999999%", 0, 0, true },
		{ "75", 0, 0, true },
		{ "75%%", 0, 0, true },
		{ "7.5%", 0, 0, true },
		{ "10m", 0, 0, true },
		{ "-0m", 0, 0, true },
		{ "-10", 0, 0, true },
		{ "-1bd", 0, 0, true },
		{ "--1h", 0, 0, true },
		{ "+", 0, 0, true },
		{ "", 0, 0, true },
		{ "soon", 0, 0, true },
	};

	for (size_t i = 0; i < N(t); i++) {
		struct tix_threshold got;
		const enum tix_status s = tix_threshold_parse(tx, t[i].text,
		    &got);

		CHECK_INT(s, t[i].refused ? TIX_INVALID : TIX_OK);
		if (s != TIX_OK)
			continue;
		CHECK_STR(got.text, t[i].text);
		CHECK_INT(got.percent, t[i].percent);
		CHECK_INT(got.offset, t[i].offset);
	}
}

static enum tix_status
read_text(struct tix *tx, const char *json, struct tix_agreement *g)
{
	return tix_agreement_read(tx, tx->run, "gold", json, strlen(json), g);
}

static void
reads(struct tix *tx)
{
	static const char json[] = "{\"kind\":\"ola\",\"title\":\"Gold\","
	    "\"calendar\":\"office\",\"level\":\"L2\",\"queue\":\"back\","
	    "\"targets\":[{\"metric\":\"own\",\"time\":[60000000,0,0,0,5],"
	    "\"days\":[0,0,3,0,0]},{\"metric\":\"resolve\",\"calendar\":"
	    "\"night\",\"days\":[1,1,1,1,1],\"pause\":[\"vendor\",\"event\"],"
	    "\"at_open\":true,\"new_cycle\":true,"
	    "\"warn\":[\"75%\",\"-10m\"]}]}";
	struct tix_agreement g;

	CHECK_INT(read_text(tx, json, &g), TIX_OK);
	tix_arena_reset(tx->mem); /* all of it is on the other arena */
	CHECK_STR(g.name, "gold");
	CHECK_STR(g.title, "Gold");
	CHECK_INT(g.kind, TIX_OLA);
	CHECK_STR(g.level, "L2");
	CHECK_STR(g.queue, "back");
	CHECK(g.team == NULL);
	CHECK(g.match[0] == NULL);
	CHECK_INT(g.ntargets, 2);
	CHECK_INT(g.targets[0].metric, TIX_OWN);
	CHECK_STR(g.targets[0].calendar, "office");
	CHECK_INT(g.targets[0].budget[0].time, MINUTE);
	CHECK_INT(g.targets[0].budget[2].days, 3);
	CHECK_INT(g.targets[0].budget[4].time, 5);
	CHECK_INT(g.targets[0].pause, 0);
	CHECK_INT(g.targets[0].nwarn, 0);
	CHECK(!g.targets[0].at_open && !g.targets[0].new_cycle);
	CHECK_STR(g.targets[1].calendar, "night");
	CHECK_INT(g.targets[1].pause, 1 << TIX_ON_VENDOR | 1 << TIX_ON_EVENT);
	CHECK(g.targets[1].at_open && g.targets[1].new_cycle);
	CHECK_INT(g.targets[1].nwarn, 2);
	CHECK_INT(g.targets[1].warn[0].percent, 75);
	CHECK_INT(g.targets[1].warn[1].offset, -10 * MINUTE);
}

#define SLA(targets) "{\"kind\":\"sla\",\"targets\":[" targets "]}"
#define OWN(more) "{\"metric\":\"own\",\"time\":[1,0,0,0,0]" more "}"

static void
refuses(struct tix *tx)
{
	static const struct {
		const char *json;
		const char *what; /* NULL: it is well */
	} t[] = {
		{ "{\"kind\":\"sla\"}", NULL },
		{ SLA(OWN("")), NULL },
		{ "", "its line" },
		{ "[]", "its line" },
		{ "{\"kind\":\"sla\"} x", "its line" },
		{ "{}", "its kind" },
		{ "{\"kind\":\"deal\"}", "its kind" },
		{ "{\"kind\":\"sla\",\"match\":\"a\"}", "its match" },
		{ "{\"kind\":\"sla\",\"match\":[\"\"]}", "its match" },
		{ "{\"kind\":\"sla\",\"match\":[1]}", "its match" },
		{ SLA("{}"), "what a target measures" },
		{ SLA("{\"metric\":\"due\"}"), "what a target measures" },
		{ SLA(OWN("") "," OWN("")), "what a target measures" },
		{ SLA("{\"metric\":\"own\"}"), "how long a target is" },
		{ SLA("{\"metric\":\"own\",\"time\":[0,0,0,0,0]}"),
		    "how long a target is" },
		{ SLA("{\"metric\":\"own\",\"time\":[1,0,0,0]}"),
		    "how long a target is" },
		{ SLA("{\"metric\":\"own\",\"time\":[1,0,0,0,0,0]}"),
		    "how long a target is" },
		{ SLA("{\"metric\":\"own\",\"time\":[-1,0,0,0,0]}"),
		    "how long a target is" },
		{ SLA("{\"metric\":\"own\",\"time\":[1.5,0,0,0,0]}"),
		    "how long a target is" },
		/* Ten years and a bit. */
		{ SLA("{\"metric\":\"own\",\"time\":[315619200000001,0,0,0,"
		    "0]}"), "how long a target is" },
		{ SLA("{\"metric\":\"own\",\"days\":[3654,0,0,0,0]}"),
		    "how long a target is" },
		{ SLA(OWN(",\"days\":[1,0,0,0,0]")), "how long a target is" },
		{ SLA(OWN(",\"pause\":[\"nobody\"]")),
		    "what pauses a target" },
		{ SLA(OWN(",\"pause\":true")), "what pauses a target" },
		{ SLA(OWN(",\"warn\":[\"100%\"]")), "when a target warns" },
		{ SLA(OWN(",\"warn\":{}")), "when a target warns" },
	};

	for (size_t i = 0; i < N(t); i++) {
		struct tix_agreement g;
		const enum tix_status s = read_text(tx, t[i].json, &g);
		const char *want = t[i].what == NULL ? "" :
		    tix_arena_printf(tx->run, "desk: agreement 'gold': not "
		    "understood: %s", t[i].what);

		CHECK_INT(s, t[i].what == NULL ? TIX_OK : TIX_INVALID);
		CHECK_STR(s == TIX_OK ? "" : tx->error, want);
	}
}

static const struct tix_level levels[] = { { .name = "L1" } };
static const struct tix_queue queues[] = { { .name = "front" } };
static const struct tix_team teams[] = { { .name = "net" } };
static const struct tix_calendar calendars[] = { { .name = "office" } };

#define LINE(name, json) "a\t" name "\t" json "\n"

/* What the head names is there, and what the lines name. */
static void
proves(struct tix *tx)
{
	static const struct tix_agreement head[] = {
		{ .name = "gold", .kind = TIX_SLA },
	};
	static const struct {
		const char *tail;
		const char *error;
	} t[] = {
		{ LINE("gold", "{\"kind\":\"sla\"}"), "" },
		{ LINE("gold", SLA(OWN(",\"calendar\":\"office\"")))
		    LINE("in", "{\"kind\":\"ola\",\"level\":\"L1\",\"team\":"
		    "\"net\",\"queue\":\"front\"}"), "" },
		{ "", "desk: its agreements are others than it names" },
		{ LINE("gold", "{\"kind\":\"uc\"}"),
		    "desk: its agreements are others than it names" },
		{ LINE("gold", "{\"kind\":\"sla\"}")
		    LINE("tin", "{\"kind\":\"sla\"}"),
		    "desk: its agreements are others than it names" },
		{ LINE("gold", "{\"kind\":\"sla\"}")
		    LINE("in", "{\"kind\":\"uc\"}")
		    LINE("in", "{\"kind\":\"uc\"}"),
		    "desk: agreement 'in': it is there twice" },
		{ LINE("gold", "{\"kind\":\"sla\",\"calendar\":\"x\"}"),
		    "desk: agreement 'gold': no calendar 'x'" },
		{ LINE("gold", SLA(OWN(",\"calendar\":\"x\""))),
		    "desk: agreement 'gold': no calendar 'x'" },
		{ LINE("gold", "{\"kind\":\"sla\",\"level\":\"L1\"}"),
		    "desk: agreement 'gold': an sla has no place" },
		{ LINE("gold", "{\"kind\":\"sla\"}")
		    LINE("in", "{\"kind\":\"ola\",\"level\":\"L9\"}"),
		    "desk: agreement 'in': no level 'L9'" },
		{ LINE("gold", "{\"kind\":\"sla\"}")
		    LINE("in", "{\"kind\":\"ola\",\"queue\":\"x\"}"),
		    "desk: agreement 'in': no queue 'x'" },
		{ LINE("gold", "{\"kind\":\"sla\"}")
		    LINE("in", "{\"kind\":\"ola\",\"team\":\"x\"}"),
		    "desk: agreement 'in': no team 'x'; there are: net" },
		{ LINE("gold", "{\"kind\":\"sla\"}")
		    LINE("in", "{\"kind\":\"uc\",\"match\":[\"queue:front\"]}"),
		    "desk: agreement 'in': no sla, but it has a match" },
		{ LINE("gold", "{\"kind\":\"sla\",\"match\":[\"mine\"]}"),
		    "desk: agreement 'gold': query: 'mine' cannot choose: it "
		    "depends on who asks" },
	};

	for (size_t i = 0; i < N(t); i++) {
		const struct tix_desk d = { .levels = levels, .nlevels = 1,
			.queues = queues, .nqueues = 1, .teams = teams,
			.nteams = 1, .calendars = calendars, .ncalendars = 1,
			.agreements = head, .nagreements = 1,
			.tail = t[i].tail };
		const enum tix_status s = tix_desk_prove_agreements(tx,
		    tx->run, &d);

		CHECK_INT(s, *t[i].error == '\0' ? TIX_OK : TIX_INVALID);
		CHECK_STR(s == TIX_OK ? "" : tx->error, t[i].error);
		CHECK(tx->desk == NULL);
	}
}

int
main(void)
{
	static const struct unit_test tests[] = {
		{ "a threshold is a part of the time, or so much before or "
		    "after the deadline", thresholds },
		{ "an agreement is read as it was meant", reads },
		{ "what no compiler wrote is refused, and what of it",
		    refuses },
		{ "an agreement is held against the desk that it is of",
		    proves },
	};

	return unit_main(tests, N(tests));
}
