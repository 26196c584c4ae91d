/*
 * What lint says of rules and names.
 */
#include "unit.h"

#include <tix/lint.h>

#define N(a) (sizeof(a) / sizeof(a)[0])

/* A small desk: what "..." says stands in the first line beside the rest. */
#define DESK(more) \
	"{\"name\":\"t\",\"levels\":[{\"name\":\"L1\",\"queue\":\"q1\"}]," \
	"\"queues\":[{\"name\":\"q1\",\"level\":\"L1\"}]," \
	"\"categories\":[{\"name\":\"net\",\"queue\":\"q1\"}," \
	"{\"name\":\"vpn\",\"parent\":\"net\"}," \
	"{\"name\":\"mail\",\"queue\":\"q1\"}]," \
	"\"priority\":{\"impact\":[\"high\",\"low\"]," \
	"\"urgency\":[\"high\",\"low\"],\"matrix\":[[1,2],[2,3]]}," \
	"\"default\":{\"impact\":1,\"urgency\":1,\"level\":\"L1\"," \
	"\"queue\":\"q1\"},\"resolve\":{\"codes\":[\"fixed\"]}" more "}\n"

/* A rule: its line is what follows the depth. */
#define R(depth, line, name, more, if_, do_) \
	"r\t" #depth "\t\t{\"name\":\"" name "\",\"line\":" #line more \
	",\"if\":[" if_ "],\"do\":[" do_ "]}\n"
#define GO ",\"continue\":true"

static const struct tix_desk *
desk_of(struct tix *tx, const char *text)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);

	CHECK_INT(tix_desk_decode(tx, tx->run, text, strlen(text), d),
	    TIX_OK);
	CHECK_STR(tx->error, "");
	CHECK_INT(tix_rules_new(tx, tx->run, d, &d->rules), TIX_OK);
	tx->desk = d;
	return d;
}

#define TAKE "[\"add_tag\",\"x\"]"

/* Two siblings, the first with 's', the second with 'r'. */
#define PAIR(s, r) DESK("") R(0, 3, "s", "", s, TAKE) \
	R(0, 7, "r", "", r, TAKE)
#define FIELDS ",\"fields\":[{\"name\":\"site\",\"type\":\"choice\"," \
	"\"values\":[\"pl\",\"de\"]},{\"name\":\"seats\",\"type\":\"integer\"}]"
#define OWN(s, r) DESK(FIELDS) R(0, 3, "s", "", s, TAKE) \
	R(0, 7, "r", "", r, TAKE)

static void
reach(struct tix *tx)
{
	static const struct {
		const char *text;
		bool dead; /* is the second never taken? */
	} t[] = {
		{ PAIR("", "[\"queue\",\"q1\"]"), true },
		{ PAIR("", ""), true },
		{ PAIR("[\"queue\",\"q1\"]", ""), false },
		{ PAIR("[\"queue\",\"a\",\"b\"]", "[\"queue\",\"b\"]"), true },
		{ PAIR("[\"queue\",\"b\"]", "[\"queue\",\"a\",\"b\"]"), false },
		{ PAIR("[\"queue\",\"a\"]", "[\"queue\",\"b\"]"), false },
		{ PAIR("[\"queue\",\"a\"]",
		    "[\"queue\",\"a\"],[\"tag\",\"y\"]"), true },
		{ PAIR("[\"queue\",\"a\"],[\"tag\",\"y\"]",
		    "[\"queue\",\"a\"]"), false },
		{ PAIR("[\"category\",\"net\"]", "[\"category\",\"vpn\"]"),
		    true },
		{ PAIR("[\"category\",\"vpn\"]", "[\"category\",\"net\"]"),
		    false },
		{ PAIR("[\"not_category\",\"vpn\"]",
		    "[\"not_category\",\"net\"]"), true },
		{ PAIR("[\"not_category\",\"net\"]",
		    "[\"not_category\",\"vpn\"]"), false },
		{ PAIR("[\"not_category\",\"mail\"]",
		    "[\"category\",\"vpn\"]"), true },
		{ PAIR("[\"not_category\",\"vpn\"]",
		    "[\"category\",\"net\"]"), false },
		{ PAIR("[\"category\",\"\"]", "[\"category\",\"\"]"), true },
		{ PAIR("[\"subject\",\"a|b\"]", "[\"subject\",\"a|b\"]"),
		    true },
		{ PAIR("[\"subject\",\"a|b\"]", "[\"subject\",\"a\"]"),
		    false },
		{ PAIR("[\"text\",\"a|b\"]", "[\"body\",\"a|b\"]"), true },
		{ PAIR("[\"body\",\"a|b\"]", "[\"text\",\"a|b\"]"), false },
		{ PAIR("[\"source_matches\",\"^nag\"]",
		    "[\"source\",\"nagios\"]"), true },
		{ PAIR("[\"source_matches\",\"^nag\"]",
		    "[\"source\",\"nagios\",\"cron\"]"), false },
		{ PAIR("[\"not_source_matches\",\"^nag\"]",
		    "[\"source\",\"cron\"]"), true },
		{ PAIR("[\"category_matches\",\"^net\"]",
		    "[\"category\",\"net\"]"), false }, /* nor vpn in it */
		{ PAIR("[\"category_matches\",\"^net|vpn\"]",
		    "[\"category\",\"net\"]"), true },
		{ PAIR("[\"words\",\"vpn\",\"bgp\"]", "[\"words\",\"VPN\"]"),
		    true },
		{ PAIR("[\"words\",\"has\xc5\x82o\"]",
		    "[\"words\",\"HAS\xc5\x81O\"]"), true },
		{ PAIR("[\"words\",\"has\xc5\x82o\"]",
		    "[\"words\",\"HASLO\"]"), false },
		{ PAIR("[\"words\",\"vpn\"]", "[\"words\",\"vpn\",\"x\"]"),
		    false },
		{ PAIR("[\"priority\",\"1..3\"]", "[\"priority\",\"..2\"]"),
		    true }, /* none is above 1 */
		{ PAIR("[\"priority\",\"2..3\"]", "[\"priority\",\"..2\"]"),
		    false },
		{ PAIR("[\"priority\",\"..3\"]", "[\"priority\",\"1..2\"]"),
		    true },
		{ PAIR("[\"priority\",\"2..\"]", "[\"priority\",\"3\",\"5\"]"),
		    true },
		{ PAIR("[\"not_priority\",\"1\"]", "[\"priority\",\"2..\"]"),
		    true },
		{ PAIR("[\"not_priority\",\"2\"]", "[\"priority\",\"2..\"]"),
		    false },
		{ PAIR("[\"priority\",\"..2\"]", "[\"priority\",\"\"]"),
		    false }, /* none */
		{ PAIR("[\"not_priority\",\"..2\"]", "[\"priority\",\"\"]"),
		    true },
		/* Ranges together: 1..2 is all of ..2, and 1 and 2 are. */
		{ PAIR("[\"impact\",\"1..2\"]", "[\"impact\",\"..2\"]"),
		    true },
		{ PAIR("[\"impact\",\"1\",\"2\"]", "[\"impact\",\"..2\"]"),
		    true },
		{ PAIR("[\"urgency\",\"1\",\"3\"]",
		    "[\"urgency\",\"1..3\"]"), false },
		{ PAIR("[\"priority\",\"2..5\"]", "[\"priority\",\"2..\"]"),
		    true },
		{ PAIR("[\"priority\",\"2..4\"]", "[\"priority\",\"2..\"]"),
		    false },
		{ PAIR("[\"not_priority\",\"\",\"..2\"]",
		    "[\"priority\",\"3..\"]"), true },
		{ PAIR("[\"priority\",\"3..\"]",
		    "[\"not_priority\",\"\",\"..2\"]"), true },
		{ PAIR("[\"priority\",\"3..\"]",
		    "[\"not_priority\",\"..2\"]"), false }, /* none */
		{ PAIR("[\"count\",\"..9\"]", "[\"count\",\"0..9\"]"),
		    true },
		{ PAIR("[\"count\",\"4..\"]", "[\"not_count\",\"..3\"]"),
		    true }, /* there is always one */
		{ OWN("[\"seats\",\"..5\",\"6..\"]", "[\"seats\",\"2..9\"]"),
		    true },
		{ OWN("[\"seats\",\"2..9\"]", "[\"seats\",\"4\"]"), true },
		{ OWN("[\"seats\",\"4\"]", "[\"seats\",\"2..9\"]"), false },
		{ PAIR("[\"tag\",\"a\",\"b\"]", "[\"tag\",\"a\"]"), true },
		{ PAIR("[\"not_tag\",\"a\"]", "[\"not_tag\",\"a\",\"b\"]"),
		    true },
		{ PAIR("[\"not_tag\",\"a\"]", "[\"tag\",\"b\"]"), false },
		{ PAIR("[\"requester_vip\",\"true\"]",
		    "[\"requester_vip\",\"true\"]"), true },
		{ PAIR("[\"not_requester_vip\",\"true\"]",
		    "[\"requester_vip\",\"false\"]"), true },
		{ PAIR("[\"when\",\"office open\"]",
		    "[\"when\",\"office closed\"]"), false },
		{ PAIR("[\"not_when\",\"office open\"]",
		    "[\"when\",\"office closed\"]"), true },
		{ OWN("[\"site\",\"pl\",\"de\"]", "[\"site\",\"de\"]"), true },
		{ OWN("[\"not_site\",\"pl\"]", "[\"site\",\"de\"]"), true },
		{ OWN("[\"not_site\",\"pl\"]", "[\"site\",\"pl\"]"), false },
	};

	for (size_t i = 0; i < N(t); i++) {
		struct tix_remarks out = { 0 };

		CHECK_INT(tix_lint(tx, desk_of(tx, t[i].text), &out), TIX_OK);
		if (out.n != (t[i].dead ? 1u : 0u))
			printf("# case %zu\n", i);
		CHECK_INT(out.n, t[i].dead);
		if (out.n == 1) {
			CHECK_INT(out.item[0].line, 7);
			CHECK_STR(out.item[0].rule, "r");
			CHECK(strstr(out.item[0].text, "'s' in line 3"));
		}
		CHECK_STR(tx->error, "");
	}
}

/* Text and the remarks that are to come of it, a line for each. */
struct remarked {
	const char *text;
	const char *want;
};

static void
check_remarks(struct tix *tx, const struct remarked *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct tix_buf b = { .arena = tx->run };
		struct tix_remarks out = { 0 };

		CHECK_INT(tix_lint(tx, desk_of(tx, t[i].text), &out), TIX_OK);
		for (size_t k = 0; k < out.n; k++)
			tix_buf_printf(&b, "%lld %s\n",
			    (long long)out.item[k].line, out.item[k].text);
		CHECK_STR(tix_buf_text(&b), t[i].want);
	}
}

/* What stands between two rules and continues can make the second one fit. */
static void
between(struct tix *tx)
{
	static const struct remarked t[] = {
		{ DESK("")
		R(0, 1, "s", "", "[\"category\",\"vpn\"]", TAKE)
		R(0, 2, "x", GO, "[\"tag\",\"x\"]",
		    "[\"set_category\",\"vpn\"]")
		R(0, 3, "r", "", "[\"category\",\"vpn\"]", TAKE), "" },
		{ DESK("")
		R(0, 1, "s", "", "[\"category\",\"vpn\"]", TAKE)
		R(0, 2, "x", GO, "[\"tag\",\"x\"]", TAKE)
		R(1, 3, "y", "", "", "[\"set_category\",\"vpn\"]")
		R(0, 4, "r", "", "[\"category\",\"vpn\"]", TAKE), "" },
		{ DESK("")
		R(0, 1, "s", "", "[\"category\",\"vpn\"]", TAKE)
		R(0, 2, "x", "", "[\"tag\",\"x\"]",
		    "[\"set_category\",\"vpn\"]")
		R(0, 3, "r", "", "[\"category\",\"vpn\"]", TAKE)
		R(1, 4, "in it", "", "", TAKE),
		"3 rule 'r' is never taken: rule 's' in line 1 comes first, "
		"takes all that it would, and does not continue\n" },
		{ DESK("")
		R(0, 1, "s", GO, "", TAKE) R(0, 2, "r", "", "", TAKE), "" },
		{ DESK("") /* the children of others are not its siblings */
		R(0, 1, "a", "", "[\"tag\",\"a\"]", TAKE)
		R(1, 2, "s", "", "", TAKE)
		R(0, 3, "b", "", "[\"tag\",\"b\"]", TAKE)
		R(1, 4, "r", "", "", TAKE), "" },
		{ DESK("")
		R(0, 1, "s", "", "[\"category\",\"vpn\"]", TAKE)
		R(0, 2, "r", "", "[\"category\",\"vpn\"],[\"tag\",\"a\"]",
		    TAKE),
		"2 rule 'r' is never taken: rule 's' in line 1 comes first, "
		"takes all that it would, and does not continue\n" },
	};

	check_remarks(tx, t, N(t));
}

static void
contradictions(struct tix *tx)
{
	static const struct remarked t[] = {
		{ DESK("") R(0, 1, "r", "",
		    "[\"category\",\"mail\"],[\"category\",\"vpn\"]", TAKE),
		"1 rule 'r' is never taken: category = mail and category = "
		"vpn exclude each other\n" },
		{ DESK("") R(0, 1, "r", "",
		    "[\"category\",\"vpn\"],[\"not_category\",\"net\"]", TAKE)
		R(1, 2, "in it", "", "[\"priority\",\"4..2\"]", TAKE),
		"1 rule 'r' is never taken: category = vpn and not_category = "
		"net exclude each other\n" },
		{ DESK("") R(0, 1, "r", "", "[\"priority\",\"4..2\"]", TAKE),
		"1 rule 'r' is never taken: nothing is within priority = "
		"4..2\n" },
		{ DESK("") R(0, 1, "a", "", "[\"source\",\"cron\"]", TAKE)
		R(1, 2, "b", "", "[\"tag\",\"a\"]", TAKE)
		R(2, 3, "c", "", "[\"source_matches\",\"^nag\"]", TAKE),
		"3 rule 'a/b/c' is never taken: source_matches = ^nag and, in "
		"rule 'a' of line 1 round it, source = cron exclude each "
		"other\n" },
		{ DESK("") R(0, 1, "a", "", "[\"when\",\"office open\"]", TAKE)
		R(1, 2, "b", "", "[\"when\",\"office closed\"]", TAKE),
		"2 rule 'a/b' is never taken: when = office closed and, in "
		"rule 'a' of line 1 round it, when = office open exclude each "
		"other\n" },
		/* What is round it, or before it, may change what it looks at. */
		{ DESK("") R(0, 1, "a", "", "[\"category\",\"\"]",
		    "[\"set_category\",\"vpn\"]")
		R(1, 2, "b", "", "[\"category\",\"vpn\"]", TAKE), "" },
		{ DESK("") R(0, 1, "a", "", "[\"category\",\"\"]", TAKE)
		R(1, 2, "b", GO, "[\"tag\",\"a\"]", "[\"set_category\",\"vpn\"]")
		R(1, 3, "c", "", "[\"category\",\"vpn\"]", TAKE), "" },
		{ DESK("") R(0, 1, "a", "", "[\"tag\",\"a\"]", TAKE)
		R(1, 2, "b", "", "[\"tag\",\"b\"],[\"not_tag\",\"c\"]", TAKE),
		"" },
	};

	check_remarks(tx, t, N(t));
}

/* Two matchers of one rule that takes ranges. */
#define BOTH(a, b) DESK(FIELDS) R(0, 1, "r", "", a "," b, TAKE)

static void
ranges(struct tix *tx)
{
	static const struct {
		const char *text;
		bool dead;
	} t[] = {
		{ BOTH("[\"impact\",\"..2\"]", "[\"not_impact\",\"1..2\"]"),
		    true },
		{ BOTH("[\"impact\",\"..2\"]", "[\"not_impact\",\"2\"]"),
		    false },
		{ BOTH("[\"impact\",\"1..3\"]",
		    "[\"not_impact\",\"1\",\"2..3\"]"), true },
		{ BOTH("[\"impact\",\"\",\"1\"]", "[\"not_impact\",\"1\"]"),
		    false }, /* none */
		{ BOTH("[\"impact\",\"\",\"1\"]",
		    "[\"not_impact\",\"\",\"..1\"]"), true },
		/* Four steps or more an older desk may have had. */
		{ BOTH("[\"impact\",\"2..\"]", "[\"not_impact\",\"2..3\"]"),
		    false },
		{ BOTH("[\"urgency\",\"1\"]", "[\"not_urgency\",\"..2\"]"),
		    true },
		{ BOTH("[\"urgency\",\"..2\"]", "[\"urgency\",\"3..\"]"),
		    true },
		{ BOTH("[\"priority\",\"4..\"]",
		    "[\"not_priority\",\"4..5\"]"), true },
		{ BOTH("[\"not_priority\",\"\",\"..3\"]",
		    "[\"not_priority\",\"4\",\"5\"]"), true },
		{ BOTH("[\"not_priority\",\"..3\"]",
		    "[\"not_priority\",\"4\",\"5\"]"), false },
		{ BOTH("[\"count\",\"3..\"]", "[\"not_count\",\"2..\"]"),
		    true },
		{ BOTH("[\"not_count\",\"..4\"]", "[\"not_count\",\"5..\"]"),
		    true },
		{ BOTH("[\"bounces\",\"1..\"]", "[\"not_bounces\",\"0..\"]"),
		    true },
		{ BOTH("[\"bounces\",\"..-1\"]", "[\"tag\",\"a\"]"), true },
		{ BOTH("[\"not_count\",\"0..\"]", "[\"tag\",\"a\"]"), true },
		{ BOTH("[\"seats\",\"2..5\"]", "[\"not_seats\",\"..9\"]"),
		    true },
		{ BOTH("[\"seats\",\"2\"]", "[\"seats\",\"3..9\"]"), true },
		{ BOTH("[\"seats\",\"2..5\"]", "[\"not_seats\",\"3..9\"]"),
		    false },
		{ BOTH("[\"seats\",\"9223372036854775807\"]",
		    "[\"not_seats\",\"5..\"]"), true },
	};

	for (size_t i = 0; i < N(t); i++) {
		struct tix_remarks out = { 0 };

		CHECK_INT(tix_lint(tx, desk_of(tx, t[i].text), &out), TIX_OK);
		if (out.n != (t[i].dead ? 1u : 0u))
			printf("# case %zu\n", i);
		CHECK_INT(out.n, t[i].dead);
	}
}

static void
names(struct tix *tx)
{
	static const struct remarked t[] = {
		{ DESK(",\"agreements\":[{\"name\":\"gold\"},"
		    "{\"name\":\"tin\"}],\"calendars\":[{\"name\":\"office\","
		    "\"timezone\":\"UTC\",\"hours\":[\"Mon-Fri 08:00-16:00\"]},"
		    "{\"name\":\"night\",\"timezone\":\"UTC\",\"hours\":"
		    "[\"daily 00:00-06:00\"]}],"
		    "\"checklists\":[{\"name\":\"new\"},{\"name\":\"old\"}],"
		    "\"services\":[{\"name\":\"web\"},{\"name\":\"shop\","
		    "\"parent\":\"web\"},{\"name\":\"fax\"}],"
		    "\"teams\":[{\"name\":\"noc\"}]")
		R(0, 1, "r", "", "[\"when\",\"office open\"]",
		    "[\"set_checklist\",\"new\"],[\"set_service\",\"web\"],"
		    "[\"need_skill\",\"bgp:2\"]")
		"o\tacme\t{\"agreement\":\"gold\"}\n",
		"0 team 'noc' is never used: it has no queue, and no rule "
		"names it\n"
		"0 service 'fax' is never used: no rule, category or service "
		"names it\n"
		"0 checklist 'old' is never used: no rule names it\n"
		"0 agreement 'tin' is never used: no requester, organisation "
		"or rule names it\n"
		"0 calendar 'night' is never used: no level, team, agreement, "
		"escalation, requester, organisation or rule names it\n"
		"1 rule 'r' needs the skill 'bgp:2', which nobody has\n" },
	};

	check_remarks(tx, t, N(t));
}

static void
unused(struct tix *tx)
{
	static const char *const hit[] = { "a/b", "c" };
	struct tix_remarks out = { 0 };
	const struct tix_desk *d = desk_of(tx, DESK("")
	    R(0, 1, "a", "", "[\"tag\",\"a\"]", TAKE)
	    R(1, 2, "b", "", "", TAKE)
	    R(1, 3, "x", "", "", TAKE)
	    R(0, 4, "c", "", "[\"tag\",\"c\"]", TAKE)
	    R(0, 5, "d", "", "[\"tag\",\"d\"]", TAKE)
	    R(1, 6, "y", "", "", TAKE)
	    R(0, 7, "e", "", "[\"tag\",\"e\"]", "[\"need_skill\",\"x:1\"]"));

	CHECK_INT(tix_lint_unused(tx, d, hit, N(hit), "90d", &out), TIX_OK);
	CHECK_INT(out.n, 2);
	CHECK_STR(out.item[0].text, "rule 'a/x' set nothing in the last 90d");
	CHECK_INT(out.item[0].line, 3);
	CHECK_STR(out.item[1].text, "rule 'd' set nothing in the last 90d");
}

static const struct unit_test tests[] = {
	{ "an earlier rule takes all that a later one would", reach },
	{ "what changes between two rules is minded", between },
	{ "no ticket is both this and that", contradictions },
	{ "no number is in these ranges and not in those", ranges },
	{ "names that nothing refers to are told", names },
	{ "rules that set nothing for a while are told, outermost", unused },
};

UNIT_MAIN(tests)
