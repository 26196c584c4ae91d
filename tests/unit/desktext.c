/*
 * A desk as text: what it compiles to, and what is said where it is wrong.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/cli.h>
#include <tix/desktext.h>
#include <tix/party.h>
#include <tix/rule.h>

#include "unit.h"

static const char builtin[] =
#include "builtin.h"
    ;

/* For nftw(3): what a test made goes. */
static int
drop(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

/* All complaints, "LINE: TEXT" each. */
static const char *
said(struct tix *tx, const struct tix_desktext *t)
{
	struct tix_buf b = { .arena = tx->run };

	for (size_t i = 0; i < t->n; i++)
		tix_buf_printf(&b, "%s%" PRId64 ": %s", i > 0 ? "\n" : "",
		    t->complaints[i].line, t->complaints[i].text);
	return tix_buf_text(&b);
}

/* As programs do. */
static enum tix_status
read_desk(struct tix *tx, const char *path, struct tix_desktext *t)
{
	const char *text;
	enum tix_status s = tix_read_file(tx, tx->run, path,
	    TIX_DESKTEXT_MAX, &text);

	return s == TIX_OK ? tix_desktext_compile(tx, path, text,
	    strlen(text), t) : s;
}

static const char *
complaints(struct tix *tx, const char *text)
{
	struct tix_desktext t;
	enum tix_status s;

	s = tix_desktext_compile(tx, "d", text, strlen(text), &t);
	CHECK_INT(s, t.n == 0 ? TIX_OK : TIX_NO);
	CHECK((t.compiled == NULL) == (t.n > 0));
	return said(tx, &t);
}

/* The desk of a text that is right. */
static struct tix_desk *
desk_of(struct tix *tx, const char *text)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_desktext t;

	CHECK_INT(tix_desktext_compile(tx, "d", text, strlen(text), &t),
	    TIX_OK);
	CHECK_STR(said(tx, &t), "");
	if (t.compiled == NULL)
		return d;
	CHECK_INT(tix_desk_decode(tx, tx->run, t.compiled,
	    strlen(t.compiled), d), TIX_OK);
	CHECK_INT(tix_rules_new(tx, tx->run, d, &d->rules), TIX_OK);
	return d;
}

static void
table(struct tix *tx, const char *const (*cases)[2])
{
	for (; (*cases)[0] != NULL; cases++)
		CHECK_STR(complaints(tx, (*cases)[0]), (*cases)[1]);
}

static void
syntax_ends_the_run(struct tix *tx)
{
	static const char *const cases[][2] = {
		{ "level L1 {\n", "2: the file ends before a '}' that is "
		    "wanted" },
		{ "\n}", "2: '}' without a '{' before it" },
		{ "name = \"a\nb", "1: a quote without an end" },
		{ "/* a\n", "1: a remark '/*' without an end" },
		{ "name = a+b\n}", "1: '+' stands in quotes alone" },
		{ "name = a*b", "1: '*' stands in quotes alone" },
		{ "level L1 { order 1 }", "1: there is no '=' behind "
		    "'order'" },
		{ "level L1 {\n order = {}\n}", "2: an empty list says "
		    "nothing; leave it out" },
		{ "level L1 {\n order =\n}", "3: '}' cannot stand behind "
		    "'='" },
		{ "team { level = L1 }", "1: a team wants a name: team NAME "
		    "{ ... }" },
		{ "close now { }", "1: 'now' cannot stand behind 'close'" },
		{ "rule a { rule b { }\n rule b { } }",
		    "2: there is a rule 'b' already in this one" },
		{ "/* one\n two */ team t {\n levl = L1\n}\nlevel = 3",
		    "5: '=' cannot stand behind 'level'" },
		{ "/* one\n two */ team t { # three\n\n levl = L1\n}\n",
		    "4: a team has no key 'levl'; there are: name, level, "
		    "queues, calendar, assign, manager" },
		{ "teem t {}", "1: nothing of a desk is called 'teem'; there "
		    "are: level, calendar, team, agent, queue, category, "
		    "service, organisation, requester, field, sla, ola, uc, "
		    "checklist, template, priority, default, resolve, return, "
		    "close, waiting, rule, escalation, schedule, name, include" },
		{ "name = \"a\\q\"", "1: a backslash in double quotes stands "
		    "before \\ \" n t or the end of a line; a pattern stands "
		    "in single quotes" },
		{ NULL }
	};

	table(tx, cases);
}

static void
no_environment(struct tix *tx)
{
	static const char words[] = "'${' would take a value from the "
	    "environment; write it out, or in single quotes";
	static const char *const texts[] = {
		"name = ${HOME}", "name = \"x${HOME}\"", "name = x${HOME}",
		"level ${L} { }", "level L1 { name = \"${X:-y}\" }",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		CHECK_STR(complaints(tx, texts[i]), tix_arena_printf(tx->run,
		    "1: %s", words));
	CHECK_STR(complaints(tx, "# ${A}\n/* ${B} */ rule a { subject = "
	    "'${C}' set_level = L1 }"), "");
}

static void
places(struct tix *tx)
{
	static const char *const cases[][2] = {
		{ "level A { order = 0 }\nlevel A { order = 1 }",
		    "2: there is a level 'A' already" },
		{ "level A { order = 0 }\nlevel B { order = 2 }",
		    "2: level 'B': no level has the order 1" },
		{ "level A { order = 1 }\nlevel B { order = 1 }",
		    "2: levels 'A' and 'B' have the same order" },
		{ "level A {\norder = 2 }", "2: level 'A': the lowest order "
		    "is 0 or 1" },
		{ "level A { order = 0 }\nlevel B { }",
		    "2: level 'B': every level has an order, or none has" },
		{ "level A { order = 1 escalates_to = B }\n"
		    "level B { order = 2 escalates_to = { A, C } }",
		    "2: level 'A' is not above 'B'\n"
		    "2: no level 'C'; there are: A, B" },
		{ "level A { cost = 1.234 vendor = perhaps order = x }",
		    "1: order: 'x' is not a whole number from 0 to 99\n"
		    "1: cost: '1.234' is no amount such as 62 or 62.50\n"
		    "1: vendor: 'perhaps' is neither true nor false" },
		{ "level \"a b\" { }\nqueue 'a:b' { }\nteam 'a,b' { }",
		    "1: 'a b' is no name for a level: 1 to 200 bytes, no "
		    "blank, comma, colon, quote or bracket\n"
		    "2: 'a:b' is no name for a queue: 1 to 200 bytes, no "
		    "blank, comma, colon, quote or bracket\n"
		    "3: 'a,b' is no name for a team: 1 to 200 bytes, no "
		    "blank, comma, colon, quote or bracket" },
		{ "queue q { level = L9 team = t }",
		    "1: no level 'L9'; there are: L0, L1, L2, L3, L4\n"
		    "1: no team 't'; there are: none" },
		{ "category a { parent = b }\ncategory b { parent = a }\n"
		    "category c { parent = c }\ncategory d { }",
		    "1: category 'a' is below itself\n"
		    "2: category 'b' is below itself\n"
		    "3: category 'c' is below itself" },
		{ "category a { queue = q service = s\n impact = x }",
		    "1: no service 's'; there are: none\n"
		    "1: no queue 'q'; there are: none\n"
		    "2: no impact 'x'; there are: high, medium, low" },
		{ "calendar c { timezone = Mars/Base\n hours = \"Mon 25:00-"
		    "26:00\"\n holidays = { \"file:pl.ics\",\n\"soon\" } }",
		    "1: timezone: no time zone 'Mars/Base'\n"
		    "2: no hours 'Mon 25:00-26:00': times are like "
		    "'08:00-12:00', '22:00-06:00' or '00:00-24:00'\n"
		    "3: holidays: 'pl.ics': No such file or directory\n"
		    "4: no holiday 'soon': a day is like '2026-12-24', in the "
		    "years 1970 to 9999" },
		{ "calendar c { }", "1: calendar 'c' has no hours" },
		{ NULL }
	};

	table(tx, cases);
}

static void
people(struct tix *tx)
{
	static const char *const cases[][2] = {
		{ "team a { queues = q }\nteam b { queues = { q } }",
		    "2: queue 'q' has the team 'a' already" },
		{ "queue q { team = b }\nteam a { queues = q }\nteam b { }",
		    "2: queue 'q' has the team 'b' already" },
		{ "team a { assign = fair calendar = c }",
		    "1: no calendar 'c'; there are: none\n"
		    "1: assign: no 'fair'; there are: nobody, round-robin, "
		    "least-loaded, skills, longest-idle, owner-of-last" },
		{ "agent a { team = t\nlevel = L7\nmail = a\n"
		    "skills = { \"vpn:6\", \"x:\", bgp, bgp }\n"
		    "capacity = many }",
		    "1: no team 't'; there are: none\n"
		    "2: no level 'L7'; there are: L0, L1, L2, L3, L4\n"
		    "3: mail: 'a' is no address such as ada@example.org\n"
		    "4: skill 'vpn:6': no grade from 1 to 5 behind the "
		    "colon\n"
		    "4: skill 'x:': no grade from 1 to 5 behind the colon\n"
		    "4: skill 'bgp' is there twice\n"
		    "5: capacity: 'many' is not a whole number from 0 to "
		    "10000" },
		{ "agent a { absences = \"2026-02-30\" }",
		    "1: no absence '2026-02-30': a day is like '2026-12-24', "
		    "in the years 1970 to 9999" },
		{ "requester r { vip = 1 organisation = o agreement = g }",
		    "1: vip: '1' is neither true nor false\n"
		    "1: no sla 'g'; there are: none\n"
		    "1: no organisation 'o'; there are: none" },
		{ "checklist c { }", "1: checklist 'c' has no steps" },
		{ "team t { level = { L1, L2 } }",
		    "1: level takes one value, not 2" },
		{ "team t { level = L1 level = L2 }",
		    "1: 'level' is set already" },
		{ "team t { level = \"\" }",
		    "1: level: an empty value says nothing; leave it out" },
		{ NULL }
	};

	table(tx, cases);
}

static void
policy(struct tix *tx)
{
	static const char *const cases[][2] = {
		{ "priority { impact = { a, b }\n matrix = { \"1 2 3\" } }",
		    "2: matrix: 1 rows, and there are 2 steps of impact" },
		{ "priority {\n matrix = { \"1 2\", \"1 2 3\", \"1 2 3 4\" "
		    "} }",
		    "2: matrix: '1 2' has 2 cells, and there are 3 steps of "
		    "urgency\n"
		    "2: matrix: '1 2 3 4' has 4 cells, and there are 3 steps "
		    "of urgency" },
		{ "priority { matrix = { \"1 2 6\", \"1 x 3\", \"0 1 1\" } }",
		    "1: matrix: '6' is no priority from 1 to 5\n"
		    "1: matrix: 'x' is no priority from 1 to 5\n"
		    "1: matrix: '0' is no priority from 1 to 5" },
		{ "priority { urgency = { a, b } }", "1: priority has no "
		    "matrix: a row of priorities for each impact" },
		{ "priority { impact = { a, a, b } names = { x, y } vip = 9 }",
		    "1: impact: 'a' is there twice\n"
		    "1: vip: '9' is not a whole number from 0 to 4\n"
		    "1: names: 2 of them, and there are 5 priorities" },
		{ "priority { impact = { 1st, b, c } }", "1: impact: '1st' "
		    "begins with a digit, as its number does" },
		{ "priority { names = { 2, a, b, c, d } }", "1: names: '2' "
		    "begins with a digit, as its number does" },
		{ "close { }\nclose { }", "2: 'close' is there already" },
		{ "default { level = L9 queue = q impact = huge }",
		    "1: no level 'L9'; there are: L0, L1, L2, L3, L4\n"
		    "1: no queue 'q'; there are: none\n"
		    "1: no impact 'huge'; there are: high, medium, low" },
		{ "close { children = no after_days = -1 }",
		    "1: children: no 'no'; there are: refuse, cascade, "
		    "leave\n"
		    "1: after_days: '-1' is not a whole number from 0 to "
		    "3650" },
		{ "field queue { }\nfield words { }\nfield Site { }",
		    "1: 'queue' is no name for a field: a-z, 0-9 and _, a "
		    "letter first, and not what tickets, queries or rules "
		    "have already\n"
		    "2: 'words' is no name for a field: a-z, 0-9 and _, a "
		    "letter first, and not what tickets, queries or rules "
		    "have already\n"
		    "3: 'Site' is no name for a field: a-z, 0-9 and _, a "
		    "letter first, and not what tickets, queries or rules "
		    "have already" },
		{ "field a { type = choice }\nfield b { values = { x } }\n"
		    "field c { type = number required = start }",
		    "1: field 'a': values go with type = choice, which goes "
		    "with values\n"
		    "2: field 'b': values go with type = choice, which goes "
		    "with values\n"
		    "3: type: no 'number'; there are: text, integer, choice, "
		    "date, flag\n"
		    "3: required: no 'start'; there are: open, resolve, "
		    "close" },
		{ "template t { }", "1: template 't' has no text" },
		{ "resolve { codes = { a, a } }",
		    "1: codes: 'a' is there twice" },
		{ "name = \"\"", "1: the desk's name is one text of 1 to 200 "
		    "bytes" },
		{ "name = a\nname = b", "2: the desk has a name already: "
		    "'a'" },
		{ NULL }
	};

	table(tx, cases);
}

static void
rules(struct tix *tx)
{
	static const char *const cases[][2] = {
		{ "rule a { subject = '('\n not_text = 'x{2,1}'\n"
		    " set_level = L9 }",
		    "1: subject: pattern '(': missing closing parenthesis, at "
		    "byte 1\n"
		    "2: not_text: pattern 'x{2,1}': numbers out of order in "
		    "{} quantifier, at byte 5\n"
		    "3: set_level: no level 'L9'; there are: L0, L1, L2, L3, "
		    "L4" },
		{ "rule a { when = \"lunch open\" when += soon }",
		    "1: no calendar 'lunch'; there are: none\n"
		    "1: when: 'soon' is not the name of a calendar and 'open' "
		    "or 'closed'" },
		{ "rule a { set_level = L1 }\nrule a { set_level = L2 }",
		    "2: there is a rule 'a' already" },
		{ "rule a { }\nrule b { continue = true subject = x }\n"
		    "rule c { subject = 'stop' }",
		    "1: rule 'a' does nothing\n2: rule 'b' does nothing" },
		{ "rule a/b { set_level = L1 }", "1: 'a/b' is no name for a "
		    "rule: 1 to 200 bytes, no '/' and no control character" },
		{ "rule a { kind = ticket state = { new, old }\n"
		    " channel = fax }",
		    "1: kind: no 'ticket'; there are: incident, request, "
		    "problem, change, security\n"
		    "1: state: no 'old'; there are: new, open, waiting, "
		    "resolved, closed, cancelled, merged\n"
		    "2: channel: no 'fax'; there are: phone, mail, chat, "
		    "in-person, self-service, monitor" },
		{ "rule a { priority = ..6\n impact = \"low..high\"\n"
		    " urgency = soon\n count = x.. }",
		    "1: priority: no priority '6'; there are: 1, 2, 3, 4, 5\n"
		    "2: impact: nothing is within 'low..high'\n"
		    "3: urgency: no urgency 'soon'; there are: high, medium, "
		    "low\n"
		    "4: count: 'x' is no whole number" },
		{ "rule a { label = x\n label += \"h=~(\"\n words = \"a b\"\n"
		    " requester_vip = perhaps\n subject = \"\" }",
		    "1: label: 'x' is neither NAME=VALUE nor NAME=~PATTERN\n"
		    "2: label: pattern '(': missing closing parenthesis, at "
		    "byte 1\n"
		    "3: words: 'a b' is not one word of at most 200 bytes\n"
		    "4: requester_vip: 'perhaps' is neither true nor false\n"
		    "5: subject: an empty value says nothing" },
		{ "agent ewa { }\nrule a { set_owner = eva\n"
		    " set_queue = { x, y }\n raise_priority = 0\n"
		    " need_skill = \"x:9\"\n assign = who\n add_tag = \"\" }",
		    "2: set_owner: no agent 'eva'; there are: ewa\n"
		    "3: set_queue takes one value, not 2\n"
		    "3: set_queue: no queue 'x'; there are: none\n"
		    "3: set_queue: no queue 'y'; there are: none\n"
		    "4: raise_priority: '0' is not 1 to 4 steps up, or -1 to "
		    "-4 down\n"
		    "5: skill 'x:9': no grade from 1 to 5 behind the colon\n"
		    "6: assign: no 'who'; there are: nobody, round-robin, "
		    "least-loaded, skills, longest-idle, owner-of-last\n"
		    "7: add_tag: an empty value says nothing" },
		{ "rule a { site = x set_level = L1\n set_site = b }\n"
		    "field site { type = choice values = { a, b } }\n"
		    "field on { type = date }\n"
		    "rule b { on = \"2026-02-30\" set_level = L1 }",
		    "1: site: no site 'x'; there are: a, b\n"
		    "5: on: on '2026-02-30': it is a day such as 2026-11-23 "
		    "or tomorrow" },
		{ NULL }
	};

	table(tx, cases);
	CHECK(strstr(complaints(tx, "rule a { site = x set_level = L1 }"),
	    "1: a rule has no key 'site'; there are: continue, subject, "
	    "body") != NULL);
}

static void
bytes(struct tix *tx)
{
	static const char nul[] = "name = a\n\0name";
	struct tix_desktext t;

	CHECK_INT(tix_desktext_compile(tx, "d", nul, sizeof nul - 1, &t),
	    TIX_NO);
	CHECK_STR(said(tx, &t), "2: there is a NUL in the text");
	CHECK_STR(complaints(tx, "# \xc3\xa9\n\nname = '\xff'"),
	    "3: the text is not UTF-8 here");
	CHECK_STR(complaints(tx, "\xef\xbb\xbfname = a\r\nlevl\r\n"),
	    tix_arena_printf(tx->run, "2: %s",
	    strchr(complaints(tx, "levl"), ' ') + 1));
}

static void
what_is_not_said(struct tix *tx)
{
	const struct tix_desk *d = desk_of(tx, "");

	CHECK_STR(d->name, "desk");
	CHECK_INT(d->nlevels, 5);
	CHECK_STR(d->levels[4].title, "Vendors");
	CHECK(d->levels[4].vendor);
	CHECK_STR(d->level, "L1");
	CHECK(d->queue == NULL);
	CHECK_INT(d->impact, 2);
	CHECK_INT(tix_desk_priority(d, 1, 1), 1);
	CHECK_INT(tix_desk_priority(d, 3, 1), 3);
	CHECK_INT(tix_desk_priority(d, 3, 3), 4);
	CHECK_INT(tix_rules_count(d->rules), 0);
	d = desk_of(tx, "level help { }\nlevel desk { }");
	CHECK_STR(d->levels[0].name, "help");
	CHECK_STR(d->level, "desk");
	d = desk_of(tx, "level two { order = 2 }\nlevel one { order = 1 }");
	CHECK_STR(d->levels[0].name, "one");
	CHECK_STR(d->level, "one");
}

static void
whole_desk(struct tix *tx)
{
	static const char text[] =
	    "calendar office { timezone = Europe/Warsaw hours = \"Mon-Fri "
	    "08:00-17:00\" }\n"
	    "level L1 { name = \"First line\" cost = 22.5 calendar = office "
	    "handover = { tried, question } queue = front }\n"
	    "level L2 { cost = 62 }\n"
	    "team net { level = L2 queues = { vpn, lan } assign = skills }\n"
	    "queue front { name = \"The front\" level = L1 }\n"
	    "queue lan { }\n"
	    "category leaf { parent = root impact = 1 skills = \"bgp:2\" }\n"
	    "category root { queue = front urgency = h }\n"
	    "agent ewa { team = net skills = { \"vpn:3\", lan } capacity = 8 "
	    "mail = ewa@example.org }\n"
	    "organisation acme { vip = yes agreement = gold }\n"
	    "requester bob { organisation = acme name = \"Bob B.\" }\n"
	    "sla gold { calendar = office }\n";
	const struct tix_desk *d = desk_of(tx, text);
	struct tix_party p;

	CHECK_INT(d->levels[0].cost, 2250);
	CHECK_INT(d->levels[1].cost, 6200);
	CHECK_STR(d->levels[0].handover[1], "question");
	CHECK_STR(tix_desk_queue(d, "vpn")->level, "L2");
	CHECK_STR(tix_desk_queue(d, "lan")->level, "L2");
	CHECK_STR(tix_desk_queue(d, "lan")->team, "net");
	CHECK_STR(tix_desk_queue(d, "front")->title, "The front");
	CHECK_INT(d->teams[0].assign, TIX_ASSIGN_SKILLS);
	CHECK_STR(d->categories[0].name, "root");
	CHECK_INT(d->categories[0].urgency, 1);
	CHECK_STR(d->categories[1].parent, "root");
	CHECK_INT(d->categories[1].skills[0].grade, 2);
	CHECK_INT(d->agents[0].skills[0].grade, 3);
	CHECK_INT(d->agents[0].skills[1].grade, 1);
	CHECK_INT(d->agents[0].capacity, 8);
	CHECK_INT(tix_desk_requester(tx, d, "bob", &p), TIX_OK);
	CHECK(p.vip);
	CHECK_STR(p.title, "Bob B.");
	CHECK_STR(p.agreement, "gold");
}

static const struct tix_rule *
rule_at(struct tix *tx, const struct tix_desk *d, size_t i)
{
	const struct tix_rule *r = NULL;

	if (d->rules == NULL || i >= tix_rules_count(d->rules))
		exit(1);
	CHECK_INT(tix_rules_get(tx, d->rules, i, &r), TIX_OK);
	return r;
}

static void
rules_are_compiled(struct tix *tx)
{
	static const char text[] =
	    "field floor { type = integer }\nfield urgent { type = flag }\n"
	    "priority { names = { p1, p2, p3, p4, p5 } }\n"
	    "rule a {\n"
	    "  floor = \"2..\" not_urgent = true subject = 'a\\d' \n"
	    "  rule \"b c\" { continue = yes impact = \"high..medium\"\n"
	    "    set_priority = p2 set_floor = 3 set_urgent = no }\n"
	    "  rule d { category = \"\" set_urgency = l }\n"
	    "}\nrule e { raise_priority = \"+1\" }\n";
	const struct tix_desk *d = desk_of(tx, text);
	const struct tix_rule *r;

	CHECK_INT(tix_rules_count(d->rules), 4);
	r = rule_at(tx, d, 0);
	CHECK_INT(r->line, 4);
	CHECK_INT(r->nmatchers, 3);
	CHECK_STR(r->matchers[0].own, "floor");
	CHECK_STR(r->matchers[0].values[0], "2..");
	CHECK(r->matchers[1].negated);
	CHECK_STR(r->matchers[1].values[0], "yes");
	CHECK_STR(r->matchers[2].values[0], "a\\d");
	r = rule_at(tx, d, 1);
	CHECK_STR(r->path, "a/b c");
	CHECK_INT(r->line, 6);
	CHECK(r->goes_on);
	CHECK_STR(r->matchers[0].values[0], "1..2");
	CHECK_STR(r->actions[0].values[0], "2");
	CHECK_STR(r->actions[2].values[0], "no");
	r = rule_at(tx, d, 2);
	CHECK_INT(r->depth, 1);
	CHECK_STR(r->matchers[0].values[0], "");
	CHECK_STR(r->actions[0].values[0], "3");
	r = rule_at(tx, d, 3);
	CHECK_INT(r->depth, 0);
	CHECK_STR(r->actions[0].values[0], "1");
}

static void
rules_eight_deep(struct tix *tx)
{
	const struct tix_desk *d = desk_of(tx, "rule a{rule b{rule c{rule d{"
	    "rule e{rule f{rule g{rule h{set_level=L2}}}}}}}}");

	CHECK_INT(tix_rules_count(d->rules), 8);
	CHECK_STR(rule_at(tx, d, 7)->path, "a/b/c/d/e/f/g/h");
	CHECK_STR(complaints(tx, "rule a{rule b{rule c{rule d{rule e{rule f{"
	    "rule g{rule h{\nrule i{set_level=L2}}}}}}}}}"),
	    "2: rules stand in rules 8 deep at most");
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	CHECK(f != NULL);
	if (f == NULL)
		return;
	fputs(text, f);
	fclose(f);
}

static void
includes(struct tix *tx)
{
	char dir[] = "/tmp/tix-desktext-XXXXXX";
	struct tix_desktext t, again;

	CHECK(mkdtemp(dir) != NULL);
	CHECK_INT(chdir(dir), 0);
	mkdir("sub", 0700);
	write_file("main.conf", "name = m\n\n  include \"sub/a.conf\" # x\n"
	    "queue z { level = L9 }\n");
	write_file("sub/a.conf", "queue a { }\ninclude(\"b.conf\")\n"
	    "queue c { level = L8 }");
	write_file("sub/b.conf", "queue b { level = L7 }\n");
	CHECK_INT(read_desk(tx, "main.conf", &t), TIX_NO);
	CHECK_INT(t.n, 3);
	CHECK_STR(t.complaints[0].file, "sub/b.conf");
	CHECK_INT(t.complaints[0].line, 1);
	CHECK_STR(t.complaints[1].file, "sub/a.conf");
	CHECK_INT(t.complaints[1].line, 3);
	CHECK_STR(t.complaints[2].file, "main.conf");
	CHECK_INT(t.complaints[2].line, 4);

	write_file("sub/b.conf", "rule b { set_level = L2 }");
	write_file("sub/a.conf", "queue a { }\ninclude \"b.conf\"\n");
	write_file("main.conf", "name = m\ninclude \"sub/a.conf\"\n"
	    "rule z { set_level = L1 }\n");
	CHECK_INT(read_desk(tx, "main.conf", &t), TIX_OK);
	CHECK_STR(t.source, "name = m\n# include \"sub/a.conf\"\nqueue a { }"
	    "\n# include \"b.conf\"\nrule b { set_level = L2 }\n"
	    "rule z { set_level = L1 }\n");
	CHECK_INT(tix_desktext_compile(tx, "other", t.source,
	    strlen(t.source), &again), TIX_OK);
	CHECK_STR(again.compiled, t.compiled);
	CHECK_STR(again.source, t.source);

	write_file("sub/b.conf", "\ninclude \"../main.conf\"\n");
	CHECK_INT(read_desk(tx, "main.conf", &t), TIX_NO);
	CHECK_STR(said(tx, &t), "2: include: 'sub/../main.conf' includes "
	    "itself");
	CHECK_STR(t.complaints[0].file, "sub/b.conf");
	write_file("main.conf", "\nqueue a { } include \"x\"\n");
	CHECK_INT(read_desk(tx, "main.conf", &t), TIX_NO);
	CHECK_STR(said(tx, &t),
	    "2: it is include \"FILE\", on a line of its own");
	/* As a name and as a value it is a word like others. */
	write_file("sub/c.conf", "queue c { }\n");
	write_file("main.conf", "name = include\nqueue include { }\n"
	    "level L1 { queue = include }\nname = queue\n"
	    "include \"sub/c.conf\"\ndefault { queue = c }\n");
	CHECK_INT(read_desk(tx, "main.conf", &t), TIX_NO);
	CHECK_STR(said(tx, &t), "4: the desk has a name already: 'include'");
	write_file("main.conf", "name = include\nqueue include { }\n"
	    "level L1 { queue = include }\ncategory queue { queue = c }\n"
	    "include \"sub/c.conf\"\n"
	    "default { level = L1 queue = include }\n");
	CHECK_INT(read_desk(tx, "main.conf", &t), TIX_OK);
	CHECK_STR(said(tx, &t), "");
	write_file("main.conf", "include \"gone\"\n");
	CHECK_INT(read_desk(tx, "main.conf", &t), TIX_NO);
	CHECK_STR(said(tx, &t), "1: include: 'gone': No such file or "
	    "directory");
	CHECK_INT(read_desk(tx, "gone", &t), TIX_NOT_FOUND);
	CHECK_STR(tx->error, "'gone': No such file or directory");
	CHECK_INT(read_desk(tx, "sub", &t), TIX_IO);
	for (int i = 0; i < 9; i++)
		write_file(tix_arena_printf(tx->run, "%d", i),
		    tix_arena_printf(tx->run, "include \"%d\"\n", i + 1));
	CHECK_INT(read_desk(tx, "0", &t), TIX_NO);
	CHECK_STR(said(tx, &t), "1: include: more than 8 files deep");
	CHECK_STR(t.complaints[0].file, "7");
	CHECK_INT(chdir("/"), 0);
	CHECK_INT(nftw(dir, drop, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void
many_complaints(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };
	struct tix_desktext t;

	for (int i = 0; i < 300; i++)
		tix_buf_printf(&b, "queue q%d { level = L9 }\n", i);
	CHECK_INT(tix_desktext_compile(tx, "d", b.data, b.len, &t), TIX_NO);
	CHECK_INT(t.n, TIX_DESKTEXT_COMPLAINTS_MAX);
	CHECK_INT(t.more, 100);
	CHECK_INT(t.complaints[199].line, 200);
}

static void
standard_is_builtin(struct tix *tx)
{
	struct tix_desktext t;

	CHECK_INT(read_desk(tx, "lib/desks/standard.conf", &t),
	    TIX_OK);
	CHECK_STR(said(tx, &t), "");
	CHECK_STR(t.compiled, builtin);
}

static struct tix_desk *
sample(struct tix *tx, const char *name)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_desktext t;

	CHECK_INT(read_desk(tx, tix_arena_printf(tx->run,
	    "lib/desks/%s.conf", name), &t), TIX_OK);
	CHECK_STR(said(tx, &t), "");
	if (t.compiled != NULL)
		CHECK_INT(tix_desk_decode(tx, tx->run, t.compiled,
		    strlen(t.compiled), d), TIX_OK);
	return d;
}

/* 11: 1; 12, 21: 2; 22, 31: 3; 23, 32, 33: 4; half of the sum of two. */
static void
sample_matrices(struct tix *tx)
{
	static const int64_t want[3][3] = {
		{ 1, 2, 3 }, { 2, 3, 4 }, { 3, 4, 4 }
	};
	const struct tix_desk *three = sample(tx, "servicenow");
	const struct tix_desk *five = sample(tx, "fivestep");

	CHECK_INT(three->nimpacts, 3);
	CHECK_INT(three->nurgencies, 3);
	CHECK_INT(five->nimpacts, 5);
	CHECK_INT(five->nurgencies, 5);
	for (int64_t i = 1; i <= 5; i++)
		for (int64_t u = 1; u <= 5; u++) {
			CHECK_INT(tix_desk_priority(five, i, u), (i + u) / 2);
			CHECK_INT(tix_desk_priority(three, i, u),
			    i > 3 || u > 3 ? 0 : want[i - 1][u - 1]);
		}
}

static void
bounds(struct tix *tx)
{
	char dir[] = "/tmp/tix-desktext-XXXXXX";
	struct tix_buf b = { .arena = tx->run };
	struct tix_desktext t;

	CHECK_STR(complaints(tx, tix_arena_printf(tx->run, "level L1 { name = "
	    "'%02001d' }", 0)), "1: name: 2001 bytes; at most 2000");
	CHECK_STR(complaints(tx, tix_arena_printf(tx->run,
	    "rule a { subject = '%01025d' set_level = L1 }", 0)),
	    "1: subject: pattern: 1025 bytes; at most 1024");
	for (int i = 0; i <= TIX_RULES_MAX; i++)
		tix_buf_printf(&b, "rule %d{set_level=L1}\n", i);
	CHECK_STR(complaints(tx, b.data), "20001: more than 20000 rules");
	tix_buf_printf(&b, "/*%*s*/", (int)TIX_DESKTEXT_MAX, "");
	CHECK_STR(complaints(tx, b.data), "1: the desk has more than 4194304 "
	    "bytes");

	b.len = 0;
	for (int i = 0; i <= TIX_DESKTEXT_THINGS_MAX; i++)
		tix_buf_printf(&b, "queue q%d{}\n", i);
	CHECK_STR(complaints(tx, b.data), "5001: a queue too many: at most "
	    "5000");
	b.len = 0;
	for (int i = 0; i <= TIX_DESKTEXT_THINGS_MAX; i++)
		tix_buf_printf(&b, "team t%d{queues=q%d}\n", i % 5000, i);
	CHECK_STR(complaints(tx, b.data), "1: teams name 5001 queues; at most "
	    "5000\n5001: there is a team 't0' already\n5001: a team too "
	    "many: at most 5000");
	CHECK_STR(complaints(tx, tix_arena_printf(tx->run, "name = %02001d",
	    0)), "1: a word of more than 2000 bytes");
	b.len = 0;
	tix_buf_str(&b, "resolve { codes = a0\n");
	for (int i = 1; i <= TIX_DESKTEXT_LIST_MAX; i++)
		tix_buf_printf(&b, "codes += a%d\n", i);
	tix_buf_str(&b, "}");
	CHECK_STR(complaints(tx, b.data), "4000: codes: 4001 values; at most "
	    "4000");
	b.len = 0;
	tix_buf_str(&b, "service s0 { }\n");
	for (int i = 1; i <= TIX_DESKTEXT_DEPTH_MAX; i++)
		tix_buf_printf(&b, "service s%d { parent = s%d }\n", i,
		    i - 1);
	CHECK_STR(complaints(tx, b.data), "17: service 's16' is more than 16 "
	    "deep, or below one that is below itself");

	CHECK(mkdtemp(dir) != NULL);
	CHECK_INT(chdir(dir), 0);
	write_file("a", "# nothing\n");
	b.len = 0;
	for (int i = 0; i < TIX_DESKTEXT_FILES_MAX; i++)
		tix_buf_str(&b, "include 'a'\n");
	write_file("main", b.data);
	CHECK_INT(read_desk(tx, "main", &t), TIX_NO);
	CHECK_STR(said(tx, &t), "64: include: more than 64 files");
	CHECK_INT(chdir("/"), 0);
	CHECK_INT(nftw(dir, drop, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static const struct unit_test tests[] = {
	{ "the standard desk's text is the one that programs carry",
	    standard_is_builtin },
	{ "the sample desks have the matrices of real ones",
	    sample_matrices },
	{ "the first complaint about syntax ends the run",
	    syntax_ends_the_run },
	{ "no value comes from the environment", no_environment },
	{ "calendars, levels, queues and trees are proved", places },
	{ "teams, agents and requesters are proved", people },
	{ "priorities, fields and endings are proved", policy },
	{ "rules are proved", rules },
	{ "bytes that are no text are found", bytes },
	{ "what is not said is the standard's", what_is_not_said },
	{ "what is said is in the desk", whole_desk },
	{ "rules are compiled with their values", rules_are_compiled },
	{ "rules stand in rules eight deep", rules_eight_deep },
	{ "files include files, each with its lines", includes },
	{ "what has a bound is held to it", bounds },
	{ "more than two hundred complaints are counted", many_complaints },
};

UNIT_MAIN(tests)
