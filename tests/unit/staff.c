/*
 * Who of a team gets a ticket: each strategy and each tie, against loads that
 * are written down here.
 */
#include <unit.h>

#include <tix/staff.h>

#define NOON INT64_C(1795442400) /* 2026-11-23T14:00:00Z, a Monday */

static const struct tix_skill vpn3[] = { { "vpn", 3 }, { NULL, 0 } };
static const struct tix_skill vpn4_linux2[] = {
	{ "vpn", 4 }, { "linux", 2 }, { NULL, 0 }
};
static const struct tix_skill vpn3_linux5[] = {
	{ "linux", 5 }, { "vpn", 3 }, { NULL, 0 }
};
static const char *const nights[] = { "daily 22:00-06:00", NULL };
static const char *const today[] = { "2026-11-23", NULL };

/* Four of the team; one of another, who is never asked for. */
static const struct tix_agent agents[] = {
	{ .name = "ann", .team = "net", .skills = vpn3 },
	{ .name = "zoe", .team = "apps", .skills = vpn3_linux5 },
	{ .name = "bob", .team = "net", .skills = vpn4_linux2, .capacity = 4 },
	{ .name = "cay", .team = "net", .skills = vpn3_linux5 },
	{ .name = "dan", .team = "net", .shifts = nights },
	{ .name = "eve", .team = "net", .absences = today },
	{ .name = "fay" },
};

static const struct tix_team teams[] = {
	{ .name = "net" }, { .name = "apps" }, { .name = "empty" },
};

static const struct tix_desk desk = { .agents = agents, .nagents = 7,
	.teams = teams, .nteams = 3 };

/* By agent in the order of the desk. */
struct said {
	int64_t open, weight, turn, idle;
};

struct row {
	enum tix_strategy by;
	const struct tix_skill *need;
	struct said ann, bob, cay;
	const char *last;       /* of the requester */
	const char *want;
	const char *why;
};

/* What the fakes below answer from: a test is one thread, one at a time. */
static const struct row *at_hand;
static int asked_load, asked_turn, asked_idle;

static const struct said *
said_of(const char *agent)
{
	static const struct said nothing;

	return strcmp(agent, "ann") == 0 ? &at_hand->ann :
	    strcmp(agent, "bob") == 0 ? &at_hand->bob :
	    strcmp(agent, "cay") == 0 ? &at_hand->cay : &nothing;
}

static enum tix_status
say_load(struct tix *tx, const char *agent, int64_t but, struct tix_load *l)
{
	const struct said *s = said_of(agent);

	(void)tx;
	CHECK_INT(but, 7);
	CHECK(strcmp(agent, "dan") != 0 && strcmp(agent, "eve") != 0);
	CHECK(strcmp(agent, "zoe") != 0 && strcmp(agent, "fay") != 0);
	*l = (struct tix_load){ s->open, s->weight, 0, 0 };
	asked_load++;
	return TIX_OK;
}

static enum tix_status
say_turn(struct tix *tx, const char *agent, int64_t *turn)
{
	(void)tx;
	asked_turn++;
	*turn = said_of(agent)->turn;
	return TIX_OK;
}

static enum tix_status
say_idle(struct tix *tx, const char *agent, int64_t but, int64_t *idle)
{
	(void)tx;
	CHECK_INT(but, 7);
	asked_idle++;
	*idle = said_of(agent)->idle;
	return TIX_OK;
}

static enum tix_status
say_last(struct tix *tx, const char *requester, int64_t but,
    const char **agent)
{
	(void)tx;
	CHECK_STR(requester, "rita");
	CHECK_INT(but, 7);
	*agent = at_hand->last;
	return TIX_OK;
}

static const struct tix_staff staff = { say_load, say_turn, say_idle,
	say_last };

#define RR TIX_ASSIGN_ROUND_ROBIN
#define LL TIX_ASSIGN_LEAST_LOADED
#define SK TIX_ASSIGN_SKILLS
#define LI TIX_ASSIGN_LONGEST_IDLE
#define OL TIX_ASSIGN_OWNER_OF_LAST

static const struct row rows[] = {
	{ RR, NULL, { .turn = 30 }, { .turn = 20 }, { .turn = 10 }, NULL,
	    "cay", "round-robin: last given longest ago" },
	{ RR, NULL, { .turn = 30 }, { .turn = 0 }, { .turn = 10 }, NULL,
	    "bob", "round-robin: never given one" },
	{ RR, NULL, { .turn = 0 }, { .turn = 0 }, { .turn = 0 }, NULL,
	    "ann", "round-robin: never given one" },
	/* weight does not count, capacity does */
	{ RR, NULL, { 9, 99, 8, 0 }, { 4, 4, 1, 0 }, { 1, 1, 9, 0 }, NULL,
	    "ann", "round-robin: last given longest ago" },
	{ LL, NULL, { 1, 16, 0, 0 }, { 2, 12, 0, 0 }, { 3, 14, 0, 0 }, NULL,
	    "bob", "least loaded: 12, then cay 14" },
	/* equals by the desk's order, whosever turn it is */
	{ LL, NULL, { 2, 12, 9, 0 }, { 2, 12, 1, 0 }, { 3, 14, 0, 0 }, NULL,
	    "ann", "least loaded: 12, then bob 12" },
	{ LL, NULL, { 1, 16, 0, 0 }, { 4, 4, 0, 0 }, { 3, 14, 0, 0 }, NULL,
	    "cay", "least loaded: 14, then ann 16" },
	{ LL, NULL, { 1, 16, 0, 0 }, { 3, 4, 0, 0 }, { 3, 14, 0, 0 }, NULL,
	    "bob", "least loaded: 4, then cay 14" },
	/* vpn 3 3, 4, 3: the best grade; a tie by weight, then order */
	{ SK, vpn3, { 0, 0, 0, 0 }, { 3, 48, 0, 0 }, { 0, 0, 0, 0 }, NULL,
	    "bob", "best skills: 4, then ann 3" },
	{ SK, vpn3, { 1, 8, 0, 0 }, { 4, 4, 0, 0 }, { 1, 4, 0, 0 }, NULL,
	    "cay", "best skills: 3 like ann; least loaded: 4, then ann 8" },
	{ SK, vpn3, { 1, 8, 0, 0 }, { 4, 4, 0, 0 }, { 1, 8, 0, 0 }, NULL,
	    "ann", "best skills: 3 like cay; least loaded: 8, then cay 8" },
	/* both at their grades: 4 + 2, as cay's vpn is too low */
	{ SK, vpn4_linux2, { 0 }, { 0 }, { 0 }, NULL,
	    "bob", "best skills: 6, and nobody else can" },
	/* a greater sum is no substitute for a grade */
	{ SK, vpn3_linux5, { 0 }, { 0 }, { 9, 90, 0, 0 }, NULL,
	    "cay", "best skills: 8, and nobody else can" },
	{ SK, NULL, { 1, 8, 0, 0 }, { 1, 4, 0, 0 }, { 1, 8, 0, 0 }, NULL,
	    "bob", "no skill is needed; least loaded: 4, then ann 8" },
	{ LI, NULL, { 1, 1, 1, NOON * 1000000 }, { 1, 1, 2,
	    NOON * 1000000 - 1 }, { 1, 1, 3, NOON * 1000000 + 1 }, NULL,
	    "bob", "longest idle: since 2026-11-23T13:59:59.999999Z" },
	{ LI, NULL, { 1, 1, 1, 5 }, { 1, 1, 2, 6 }, { 0 }, NULL,
	    "cay", "longest idle: no live ticket" },
	{ LI, NULL, { .turn = 4 }, { .turn = 3 }, { .turn = 9 }, NULL,
	    "bob", "longest idle: no live ticket" },
	{ LI, NULL, { 0 }, { 0 }, { 0 }, NULL,
	    "ann", "longest idle: no live ticket" },
	{ OL, NULL, { 1, 1, 0, 0 }, { 1, 2, 0, 0 }, { 9, 99, 0, 0 }, "cay",
	    "cay", "last agent of rita" },
	{ OL, NULL, { 1, 2, 0, 0 }, { 1, 1, 0, 0 }, { 9, 99, 0, 0 }, NULL,
	    "bob", "least loaded: 1, then ann 2" },
	{ OL, NULL, { 1, 2, 0, 0 }, { 4, 1, 0, 0 }, { 9, 99, 0, 0 }, "bob",
	    "ann", "bob, the last agent of rita, is at capacity 4; least "
	    "loaded: 2, then cay 99" },
	{ OL, NULL, { 1, 2, 0, 0 }, { 1, 1, 0, 0 }, { 9, 99, 0, 0 }, "dan",
	    "bob", "dan, the last agent of rita, is off shift; least "
	    "loaded: 1, then ann 2" },
	{ OL, NULL, { 1, 2, 0, 0 }, { 1, 1, 0, 0 }, { 9, 99, 0, 0 }, "eve",
	    "bob", "eve, the last agent of rita, is absent; least "
	    "loaded: 1, then ann 2" },
	{ OL, NULL, { 1, 2, 0, 0 }, { 1, 1, 0, 0 }, { 9, 99, 0, 0 }, "zoe",
	    "bob", "zoe, the last agent of rita, is not of the team; least "
	    "loaded: 1, then ann 2" },
	{ OL, NULL, { 1, 2, 0, 0 }, { 1, 1, 0, 0 }, { 9, 99, 0, 0 }, "gone",
	    "bob", "gone, the last agent of rita, is not of the team; least "
	    "loaded: 1, then ann 2" },
};

static void
each_strategy_chooses(struct tix *tx)
{
	const struct tix_ticket t = { .id = 7, .requester = "rita" };
	struct tix_choice c;

	tx->desk = &desk;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		at_hand = &rows[i];
		asked_load = asked_turn = asked_idle = 0;
		CHECK_INT(tix_staff_choose(tx, &staff, &teams[0],
		    rows[i].by, rows[i].need, &t, &c), TIX_OK);
		CHECK_STR(c.agent, rows[i].want);
		CHECK_STR(c.why, rows[i].why);
		CHECK_INT(c.by, rows[i].by);
		CHECK_INT(asked_idle > 0, rows[i].by == LI);
		CHECK_INT(asked_turn > 0, rows[i].by == LI ||
		    rows[i].by == RR);
		/* bob alone has a capacity */
		if (rows[i].by == LI || rows[i].by == RR)
			CHECK_INT(asked_load, 1);
	}
}

static void
each_is_told(struct tix *tx)
{
	static const struct row full = { .bob = { 4, 9, 2, 0 },
		.ann = { 1, 3, 1, 0 } };
	static const char *const names[] = { "ann", "bob", "cay", "dan",
		"eve" };
	static const char *const outs[] = { NULL, NULL, "lacks vpn 4",
		"off shift", "absent" };
	const struct tix_ticket t = { .id = 7 };
	struct tix_choice c;

	tx->desk = &desk;
	at_hand = &full;
	CHECK_INT(tix_staff_choose(tx, &staff, &teams[0], SK, vpn4_linux2, &t,
	    &c), TIX_OK);
	CHECK(c.agent == NULL);
	CHECK_STR(c.why, "nobody of team net: 2 away, 1 at capacity, 2 "
	    "without the skills");
	CHECK_INT(c.n, 5);
	for (size_t i = 0; i < c.n && i < 5; i++)
		CHECK_STR(c.all[i].agent, names[i]);
	CHECK_STR(c.all[0].out, "lacks vpn 4");
	CHECK_STR(c.all[1].out, "at capacity 4");
	for (size_t i = 2; i < c.n && i < 5; i++)
		CHECK_STR(c.all[i].out, outs[i]);
	CHECK_INT(c.all[1].grade, 6);
	CHECK_INT(c.all[1].load.weight, 9);
}

/* A desk of one agent and how he is. */
static void
nobody_is_told(struct tix *tx)
{
	static const struct row idle;
	static const struct row busy = { .ann = { 2, 6, 0, 0 } };
	static const struct {
		struct tix_agent agent;
		const struct row *row;
		enum tix_strategy by;
		const char *why;
	} t[] = {
		{ { .name = "ann", .team = "apps" }, &idle, RR,
		    "nobody is of team net" },
		{ { .name = "ann" }, &idle, RR, "nobody is of team net" },
		{ { .name = "ann", .team = "net", .shifts = nights }, &idle,
		    RR, "nobody of team net is on shift" },
		{ { .name = "ann", .team = "net", .absences = today }, &idle,
		    OL, "nobody of team net is on shift" },
		{ { .name = "ann", .team = "net", .capacity = 2 }, &busy, LL,
		    "all of team net are at capacity" },
		{ { .name = "ann", .team = "net" }, &busy, SK,
		    "nobody of team net has the skills" },
		{ { .name = "ann", .team = "net" }, &busy,
		    TIX_ASSIGN_NOBODY, "team net gives nobody its tickets" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		const struct tix_desk one = { .agents = &t[i].agent,
			.nagents = 1, .teams = teams, .nteams = 3 };
		const struct tix_ticket ticket = { .id = 7 };
		struct tix_choice c;

		tx->desk = &one;
		at_hand = t[i].row;
		CHECK_INT(tix_staff_choose(tx, &staff, &teams[0], t[i].by,
		    t[i].by == SK ? vpn3 : NULL, &ticket, &c), TIX_OK);
		CHECK(c.agent == NULL);
		CHECK_STR(c.why, t[i].why);
	}
}

static enum tix_status
fail_load(struct tix *tx, const char *agent, int64_t but, struct tix_load *l)
{
	(void)agent;
	(void)but;
	(void)l;
	return tix_fail(tx, TIX_IO, "no disk");
}

static void
faults_come_through(struct tix *tx)
{
	const struct tix_staff broken = { fail_load, say_turn, say_idle,
		say_last };
	const struct tix_ticket t = { .id = 7 };
	struct tix_choice c;

	tx->desk = &desk;
	CHECK_INT(tix_staff_choose(tx, &broken, &teams[0], RR, NULL, &t, &c),
	    TIX_IO);
	CHECK_STR(tx->error, "no disk");
	CHECK_INT(tix_staff_choose(tx, NULL, &teams[0], RR, NULL, &t, &c),
	    TIX_OK);
	CHECK(c.agent == NULL);
}

static void
priorities_weigh(struct tix *tx)
{
	static const int64_t want[] = { 3, 16, 8, 4, 2, 1, 3 };

	(void)tx;
	for (int64_t i = 0; i < 7; i++)
		CHECK_INT(tix_load_weight(i), want[i]);
	CHECK_INT(tix_load_weight(-1), 3);
}

static const struct unit_test tests[] = {
	{ "each strategy chooses, and says why", each_strategy_chooses },
	{ "each who was looked at is told", each_is_told },
	{ "where nobody can, it says so", nobody_is_told },
	{ "a fault in asking ends it; nobody to ask gives nobody",
	    faults_come_through },
	{ "priorities weigh 16 to 1, none 3", priorities_weigh },
};

UNIT_MAIN(tests)
