/*
 * Rules: what each matcher fits, what each action does, and how the tree is
 * walked.
 */
#include "unit.h"

#include <tix/party.h>
#include <tix/route.h>
#include <tix/time.h>
#include <tix/work.h>

#define N(a) (sizeof(a) / sizeof(a)[0])

#define HEAD \
	"{\"name\":\"t\",\"levels\":[{\"name\":\"L1\",\"queue\":\"q1\"}," \
	"{\"name\":\"L2\",\"queue\":\"q2\"},{\"name\":\"L3\"}]," \
	"\"calendars\":[{\"name\":\"office\",\"timezone\":\"UTC\"}]," \
	"\"teams\":[{\"name\":\"net\",\"assign\":\"skills\"}," \
	"{\"name\":\"desk\"}]," \
	"\"queues\":[{\"name\":\"q1\",\"level\":\"L1\",\"team\":\"desk\"}," \
	"{\"name\":\"q2\",\"level\":\"L2\",\"team\":\"net\"}," \
	"{\"name\":\"vpn\",\"level\":\"L2\",\"team\":\"net\"}]," \
	"\"services\":[{\"name\":\"web\"}," \
	"{\"name\":\"shop\",\"parent\":\"web\"}]," \
	"\"agreements\":[{\"name\":\"gold\"},{\"name\":\"iron\"}]," \
	"\"categories\":[{\"name\":\"net\",\"queue\":\"q2\",\"urgency\":1," \
	"\"service\":\"web\"},{\"name\":\"wifi\",\"parent\":\"net\"," \
	"\"impact\":1},{\"name\":\"mail\"}]," \
	"\"fields\":[{\"name\":\"site\",\"type\":\"choice\"," \
	"\"values\":[\"pl\",\"de\"]},{\"name\":\"seats\"," \
	"\"type\":\"integer\"},{\"name\":\"bought\",\"type\":\"date\"}," \
	"{\"name\":\"leased\",\"type\":\"flag\"}," \
	"{\"name\":\"room\",\"type\":\"text\"}]," \
	"\"priority\":{\"impact\":[\"high\",\"medium\",\"low\"]," \
	"\"urgency\":[\"high\",\"medium\",\"low\"]," \
	"\"matrix\":[[1,2,3],[2,3,4],[3,4,5]],\"vip\":1}," \
	"\"default\":{\"impact\":2,\"urgency\":2,\"level\":\"L1\"," \
	"\"queue\":\"q1\"}}\n"

#define PARTIES \
	"c\toffice\t{\"timezone\":\"UTC\"," \
	"\"hours\":[\"Mon-Fri 08:00-17:00\"]}\n" \
	"p\tann\t{\"organisation\":\"acme\",\"vip\":true," \
	"\"agreement\":\"gold\"}\n" \
	"p\tbob\t{\"organisation\":\"acme\"}\n" \
	"p\tcat\t{\"organisation\":\"crown\"}\n" \
	"o\tacme\t{\"agreement\":\"iron\"}\n" \
	"o\tcrown\t{\"vip\":true}\n"

/* A rule: R(0, "a", GO, ifs, dos). */
#define R(depth, name, more, if_, do_) \
	"r\t" #depth "\t\t{\"name\":\"" name "\",\"line\":7" more \
	",\"if\":[" if_ "],\"do\":[" do_ "]}\n"
#define GO ",\"continue\":true"
#define TAG(word) "[\"add_tag\",\"" word "\"]"

static void
use(struct tix *tx, const char *tail)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	const char *text = tix_arena_printf(tx->run, "%s%s%s", HEAD, tail,
	    PARTIES);

	tx->error[0] = '\0';
	CHECK_INT(tix_desk_decode(tx, tx->run, text, strlen(text), d),
	    TIX_OK);
	CHECK_INT(tix_rules_new(tx, tx->run, d, &d->rules), TIX_OK);
	CHECK_STR(tx->error, "");
	d->version = 1;
	tx->desk = d;
}

static void
put(struct tix *tx, struct tix_ticket *t, const struct tix_event *e)
{
	for (size_t i = 0; i < e->nchanges; i++) {
		const struct tix_change *c = &e->changes[i];
		struct tix_value v = tix_ticket_get(t, c->field);

		if (c->op == TIX_SET)
			v = c->value;
		else if (c->field == TIX_F_FIELDS)
			v.s = tix_json_patch(tx, v.s, c->value.s);
		else if (c->op == TIX_ADD)
			v.s = tix_tags_add(tx->mem, v.s, c->value.s);
		else
			v.s = tix_tags_drop(tx->mem, v.s, c->value.s);
		tix_ticket_set(t, c->field, &v);
	}
}

static struct tix_ticket
routed(struct tix *tx, struct tix_ticket t, uint64_t fixed,
    struct tix_steps *steps)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	const struct tix_route_how how = { .fixed = fixed, .steps = steps };

	t.id = 7;
	t.state = TIX_NEW;
	tix_event_init(e, TIX_E_ROUTED);
	CHECK(tix_route_apply(tx, &t, &how, e) <= TIX_NO);
	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	put(tx, &t, e);
	return t;
}

/* What all tickets below have, where they do not say. */
static const struct tix_ticket plain = {
	.subject = "VPN tunnel of host-7 is down", .body = "line\nOops, disk",
	.kind = TIX_INCIDENT, .level = "L1", .queue = "q1", .owner = "ewa",
	.requester = "bob@x.org", .organisation = "acme", .category = "wifi",
	.service = "shop", .asset = "srv-12", .source = "syslog",
	.channel = TIX_BY_MAIL, .impact = 1, .urgency = 2, .count = 3,
	.tags = "env=prod host=web-12 prod", .watchers = "tom", .key = "k/1",
	.vendor_case = "C-1", .agreement = "gold",
	.fields = "{\"bought\":\"2026-05-01\",\"leased\":true,\"room\":\"12b\","
	    "\"seats\":12,\"site\":\"pl\"}",
};

static const struct {
	const char *matcher; /* without its brackets */
	bool fits;
} matchers[] = {
	{ "\"subject\",\"vpn|mail\"", true },
	{ "\"subject\",\"^vpn .*down$\"", true },
	{ "\"subject\",\"nothing\"", false },
	{ "\"subject\",\"nothing\",\"host-\\\\d\"", true },
	{ "\"not_subject\",\"vpn\"", false },
	{ "\"not_subject\",\"nothing\"", true },
	{ "\"body\",\"vpn\"", false }, { "\"body\",\"^oops\"", false },
	{ "\"body\",\"(?m)^oops\"", true },
	{ "\"text\",\"vpn\"", true }, { "\"text\",\"disk$\"", true },
	{ "\"text\",\"down.*line\"", false },
	{ "\"not_text\",\"disk\"", false },
	{ "\"words\",\"VPN\"", true }, { "\"words\",\"disk\"", true },
	{ "\"words\",\"vp\"", false }, { "\"words\",\"host\"", true },
	{ "\"words\",\"x\",\"y\",\"down\"", true },
	{ "\"not_words\",\"down\"", false }, { "\"not_words\",\"x\"", true },
	{ "\"kind\",\"incident\"", true }, { "\"kind\",\"request\"", false },
	{ "\"state\",\"new\"", true }, { "\"state\",\"open\"", false },
	{ "\"channel\",\"phone\",\"mail\"", true },
	{ "\"channel\",\"\"", false }, { "\"not_channel\",\"\"", true },
	{ "\"level\",\"L1\"", true }, { "\"level\",\"l1\"", false },
	{ "\"queue\",\"q2\",\"vpn\"", false },
	{ "\"queue\",\"q2\",\"q1\"", true }, { "\"not_queue\",\"q1\"", false },
	{ "\"team\",\"\"", true }, { "\"team\",\"net\"", false },
	{ "\"not_team\",\"\"", false },
	{ "\"owner\",\"ewa\"", true }, { "\"owner\",\"\"", false },
	{ "\"requester\",\"bob@x.org\"", true },
	{ "\"requester\",\"bob\"", false },
	{ "\"organisation\",\"acme\",\"crown\"", true },
	{ "\"category\",\"wifi\"", true }, { "\"category\",\"net\"", true },
	{ "\"category\",\"mail\"", false }, { "\"category\",\"\"", false },
	{ "\"not_category\",\"net\"", false },
	{ "\"service\",\"web\"", true }, { "\"service\",\"shop\"", true },
	{ "\"service\",\"other\"", false },
	{ "\"asset\",\"srv-12\"", true }, { "\"source\",\"cron\"", false },
	{ "\"source\",\"syslog\"", true }, { "\"key\",\"k/1\"", true },
	{ "\"problem\",\"\"", true }, { "\"vendor_case\",\"C-1\"", true },
	{ "\"agreement\",\"gold\"", true }, { "\"agreement\",\"iron\"", false },
	{ "\"checklist\",\"\"", true },
	{ "\"impact\",\"1\"", true }, { "\"impact\",\"..2\"", true },
	{ "\"impact\",\"2..\"", false }, { "\"urgency\",\"1..3\"", true },
	{ "\"urgency\",\"1\",\"2\"", true }, { "\"priority\",\"..5\"", false },
	{ "\"priority\",\"\"", true }, { "\"not_priority\",\"..5\"", true },
	{ "\"count\",\"3..\"", true }, { "\"count\",\"4..\"", false },
	{ "\"bounces\",\"0\"", true }, { "\"bounces\",\"..1\"", true },
	{ "\"bounces\",\"1..\"", false },
	{ "\"tag\",\"prod\"", true }, { "\"tag\",\"pro\"", false },
	{ "\"tag\",\"x\",\"prod\"", true }, { "\"tag\",\"\"", false },
	{ "\"not_tag\",\"x\"", true }, { "\"watcher\",\"tom\"", true },
	{ "\"watcher\",\"prod\"", false },
	{ "\"label\",\"env=prod\"", true }, { "\"label\",\"env=pro\"", false },
	{ "\"label\",\"host=~^web-\\\\d+$\"", true },
	{ "\"label\",\"host=~^db\"", false },
	{ "\"label\",\"none=~.\"", false },
	{ "\"not_label\",\"env=test\"", true },
	{ "\"requester_matches\",\"@x[.]org$\"", true },
	{ "\"asset_matches\",\"^SRV-\"", true },
	{ "\"source_matches\",\"^cron\"", false },
	{ "\"category_matches\",\"^net$\"", false },
	{ "\"category_matches\",\"^WI\"", true },
	{ "\"requester_matches\",\"^x\"", false },
	{ "\"organisation_matches\",\"me$\"", true },
	{ "\"organisation_matches\",\"^me\"", false },
	{ "\"service_matches\",\"^sho?p\"", true },
	{ "\"service_matches\",\"web\"", false },
	{ "\"asset_matches\",\"^12\"", false },
	{ "\"source_matches\",\"log$\"", true },
	{ "\"key_matches\",\"^1\"", false },
	{ "\"organisation\",\"crown\"", false },
	{ "\"asset\",\"srv-1\"", false }, { "\"key\",\"k\"", false },
	{ "\"problem\",\"P-1\"", false }, { "\"vendor_case\",\"\"", false },
	{ "\"checklist\",\"c\"", false }, { "\"urgency\",\"3..\"", false },
	{ "\"key_matches\",\"^k/\"", true },
	{ "\"site\",\"pl\"", true }, { "\"site\",\"de\"", false },
	{ "\"site\",\"\"", false }, { "\"not_site\",\"de\"", true },
	{ "\"seats\",\"12\"", true }, { "\"seats\",\"10..\"", true },
	{ "\"seats\",\"..11\"", false }, { "\"seats\",\"5..20\"", true },
	{ "\"bought\",\"2026-05-01\"", true },
	{ "\"bought\",\"2026-05-02\"", false },
	{ "\"leased\",\"yes\"", true }, { "\"leased\",\"true\"", true },
	{ "\"leased\",\"no\"", false }, { "\"room\",\"12b\"", true },
	{ "\"room\",\"12\"", false },
	{ "\"requester_vip\",\"false\"", true },
	{ "\"requester_vip\",\"true\"", false },
	{ "\"when\",\"office open\"", true },
	{ "\"when\",\"office closed\"", false },
	{ "\"not_when\",\"office open\"", false },
};

static void
each_matcher(struct tix *tx)
{
	for (size_t i = 0; i < N(matchers); i++) {
		const char *rule = tix_arena_printf(tx->run, R(0, "r", "",
		    "[%s]", TAG("hit")), matchers[i].matcher);
		struct tix_steps steps = { 0 };
		struct tix_ticket t;

		use(tx, rule);
		t = routed(tx, plain, 0, NULL);
		if (tix_tags_has(t.tags, "hit") != matchers[i].fits)
			printf("# %s\n", matchers[i].matcher), unit_bad++;
		/* Who watches sees the same. */
		t = routed(tx, plain, 0, &steps);
		CHECK_INT(tix_tags_has(t.tags, "hit"), matchers[i].fits);
		CHECK_INT(steps.first->what, matchers[i].fits ?
		    TIX_STEP_TAKEN : TIX_STEP_FAILED);
	}
}

/* Whatever fits does not fit with "not_", and the other way round. */
static void
each_negated(struct tix *tx)
{
	for (size_t i = 0; i < N(matchers); i++) {
		const char *m = matchers[i].matcher;
		const bool is_not = strncmp(m, "\"not_", 5) == 0;
		struct tix_ticket t;

		use(tx, tix_arena_printf(tx->run, R(0, "r", "", "[%s%s]",
		    TAG("hit")), is_not ? "\"" : "\"not_",
		    m + (is_not ? 5 : 1)));
		t = routed(tx, plain, 0, NULL);
		if (tix_tags_has(t.tags, "hit") == matchers[i].fits)
			printf("# negated: %s\n", m), unit_bad++;
	}
}

/* Every key that there is stands in the table above, both ways round. */
static void
all_matchers(struct tix *tx)
{
	for (size_t k = 0; tix_rule_matcher_name(k) != NULL; k++) {
		const char *key = tix_arena_printf(tx->mem, "\"%s\",",
		    tix_rule_matcher_name(k));
		bool is_tried[2] = { false, false };

		for (size_t i = 0; i < N(matchers); i++)
			is_tried[matchers[i].fits] |= strncmp(
			    matchers[i].matcher, key, strlen(key)) == 0;
		if (!is_tried[0] || !is_tried[1])
			printf("# not tried both ways: %s\n", key), unit_bad++;
	}
}

static void
times(struct tix *tx)
{
	static const struct {
		const char *at;
		bool open;
	} t[] = {
		{ "2026-11-23T07:59:59Z", false },
		{ "2026-11-23T08:00:00Z", true },
		{ "2026-11-23T16:59:59Z", true },
		{ "2026-11-23T17:00:00Z", false },
		{ "2026-11-22T12:00:00Z", false }, /* a Sunday */
	};

	use(tx, R(0, "r", "", "[\"when\",\"office open\"]", TAG("hit")));
	for (size_t i = 0; i < N(t); i++) {
		struct tix_ticket to;

		CHECK_INT(tix_time_parse(tx, t[i].at, &tx->at), TIX_OK);
		to = routed(tx, plain, 0, NULL);
		CHECK_INT(tix_tags_has(to.tags, "hit"), t[i].open);
	}
}

static void
people(struct tix *tx)
{
	static const struct {
		const char *requester, *organisation;
		bool vip;
		const char *to_organisation, *agreement;
		int64_t priority, source;
	} t[] = {
		{ "ann", NULL, true, "acme", "gold", 2, TIX_BY_VIP },
		{ "bob", NULL, false, "acme", "iron", 3, TIX_BY_MATRIX },
		{ "cat", NULL, true, "crown", NULL, 2, TIX_BY_VIP },
		{ "dan", NULL, false, NULL, NULL, 3, TIX_BY_MATRIX },
		{ "dan", "crown", true, "crown", NULL, 2, TIX_BY_VIP },
		{ "bob", "crown", true, "crown", NULL, 2, TIX_BY_VIP },
		{ NULL, "acme", false, "acme", "iron", 3, TIX_BY_MATRIX },
		{ NULL, NULL, false, NULL, NULL, 3, TIX_BY_MATRIX },
		{ "an", NULL, false, NULL, NULL, 3, TIX_BY_MATRIX },
		{ "", NULL, false, NULL, NULL, 3, TIX_BY_MATRIX },
	};

	use(tx, R(0, "r", "", "[\"requester_vip\",\"true\"]", TAG("vip")));
	for (size_t i = 0; i < N(t); i++) {
		struct tix_ticket to = routed(tx, (struct tix_ticket){
		    .subject = "x", .requester = t[i].requester,
		    .organisation = t[i].organisation }, 0, NULL);

		CHECK_INT(tix_tags_has(to.tags, "vip"), t[i].vip);
		CHECK_STR(to.organisation, t[i].to_organisation);
		CHECK_STR(to.agreement, t[i].agreement);
		CHECK_INT(to.priority, t[i].priority);
		CHECK_INT(to.priority_source, t[i].source);
	}
}

static const char *
word(const struct tix_ticket *t, enum tix_field f, struct tix *tx)
{
	struct tix_value v = tix_ticket_get(t, f);

	if (tix_type_is_text(v.type))
		return v.s == NULL ? "" : v.s;
	if (v.type == TIX_T_NAME)
		return tix_value_name(&v);
	return tix_arena_printf(tx->mem, "%d", (int)v.i);
}

static const struct {
	const char *action;
	enum tix_field field;
	const char *want;
} actions[] = {
	{ "\"set_kind\",\"request\"", TIX_F_KIND, "request" },
	{ "\"set_level\",\"L3\"", TIX_F_LEVEL, "L3" },
	{ "\"set_level\",\"L2\"", TIX_F_QUEUE, "q2" },
	{ "\"set_queue\",\"vpn\"", TIX_F_QUEUE, "vpn" },
	{ "\"set_queue\",\"vpn\"", TIX_F_LEVEL, "L2" },
	{ "\"set_queue\",\"vpn\"", TIX_F_TEAM, "net" },
	{ "\"set_team\",\"desk\"", TIX_F_TEAM, "desk" },
	{ "\"set_owner\",\"ola\"", TIX_F_OWNER, "ola" },
	{ "\"set_owner\",\"ola\"", TIX_F_STATE, "open" },
	{ "\"set_organisation\",\"crown\"", TIX_F_ORGANISATION,
	    "crown" },
	{ "\"set_category\",\"mail\"", TIX_F_CATEGORY, "mail" },
	{ "\"set_service\",\"web\"", TIX_F_SERVICE, "web" },
	{ "\"set_asset\",\"a\"", TIX_F_ASSET, "a" },
	{ "\"set_impact\",\"3\"", TIX_F_IMPACT, "3" },
	{ "\"set_urgency\",\"3\"", TIX_F_URGENCY, "3" },
	{ "\"set_impact\",\"3\"", TIX_F_PRIORITY, "4" },
	{ "\"set_priority\",\"5\"", TIX_F_PRIORITY, "5" },
	{ "\"set_priority\",\"5\"", TIX_F_PRIORITY_SOURCE, "rule" },
	{ "\"raise_priority\",\"1\"", TIX_F_PRIORITY, "2" },
	{ "\"raise_priority\",\"9\"", TIX_F_PRIORITY, "1" },
	{ "\"raise_priority\",\"-1\"", TIX_F_PRIORITY, "4" },
	{ "\"raise_priority\",\"-9\"", TIX_F_PRIORITY, "5" },
	{ "\"raise_priority\",\"1\"", TIX_F_PRIORITY_SOURCE, "rule" },
	{ "\"set_problem\",\"P-1\"", TIX_F_PROBLEM, "P-1" },
	{ "\"set_agreement\",\"iron\"", TIX_F_AGREEMENT, "iron" },
	{ "\"set_checklist\",\"c\"", TIX_F_CHECKLIST, "c" },
	{ "\"add_tag\",\"b\",\"z\"", TIX_F_TAGS, "a b z" },
	{ "\"add_tag\",\"a\"", TIX_F_TAGS, "a b" },
	{ "\"drop_tag\",\"a\",\"q\"", TIX_F_TAGS, "b" },
	{ "\"drop_tag\",\"a\",\"b\"", TIX_F_TAGS, "" },
	{ "\"add_watcher\",\"w\"", TIX_F_WATCHERS, "v w" },
	{ "\"drop_watcher\",\"v\"", TIX_F_WATCHERS, "" },
	{ "\"drop_watcher\",\"q\"", TIX_F_WATCHERS, "v" },
	{ "\"set_site\",\"de\"", TIX_F_FIELDS,
	    "{\"site\":\"de\"}" },
	{ "\"set_seats\",\"4\"", TIX_F_FIELDS,
	    "{\"seats\":4,\"site\":\"pl\"}" },
	{ "\"set_leased\",\"yes\"", TIX_F_FIELDS,
	    "{\"leased\":true,\"site\":\"pl\"}" },
};

static void
each_action(struct tix *tx)
{
	for (size_t i = 0; i < N(actions); i++) {
		struct tix_ticket to;

		use(tx, tix_arena_printf(tx->run, R(0, "r", "", "", "[%s]"),
		    actions[i].action));
		to = routed(tx, (struct tix_ticket){ .subject = "x",
		    .tags = "a b", .watchers = "v",
		    .fields = "{\"site\":\"pl\"}" }, 0, NULL);
		CHECK_STR(word(&to, actions[i].field, tx), actions[i].want);
		CHECK_STR(tx->error, "");
	}
}

/*
 * Every key that there is stands in the table above, but for those that say who
 * gets it: see tests/cmd/assignment.bats.
 */
static void
all_actions(struct tix *tx)
{
	for (size_t k = 0; tix_rule_action_name(k) != NULL; k++) {
		const char *name = tix_rule_action_name(k);
		const char *key = tix_arena_printf(tx->mem, "\"%s\",", name);
		bool is_tried = strcmp(name, "assign") == 0 ||
		    strcmp(name, "need_skill") == 0;

		for (size_t i = 0; i < N(actions); i++)
			is_tried |= strncmp(actions[i].action, key,
			    strlen(key)) == 0;
		if (!is_tried)
			printf("# not tried: %s\n", name), unit_bad++;
	}
}

#define ANY(depth, name, more) R(depth, name, more, "", TAG(name))
#define NO(depth, name, more) \
	R(depth, name, more, "[\"queue\",\"none\"]", TAG(name))

static void
walks(struct tix *tx)
{
	static const struct {
		const char *tail, *tags;
	} t[] = {
		{ "", "" },
		{ ANY(0, "a", "") ANY(0, "b", ""), "a" },
		{ ANY(0, "a", GO) ANY(0, "b", "") ANY(0, "c", ""), "a b" },
		{ NO(0, "a", "") ANY(0, "b", ""), "b" },
		{ ANY(0, "a", "") ANY(1, "b", "") ANY(1, "c", ""), "a b" },
		{ ANY(0, "a", "") NO(1, "b", "") ANY(1, "c", ""), "a c" },
		{ ANY(0, "a", "") ANY(1, "b", GO) ANY(1, "c", ""), "a b c" },
		{ ANY(0, "a", "") NO(1, "b", "") ANY(2, "c", "")
		    ANY(1, "d", ""), "a d" },
		{ NO(0, "a", "") ANY(1, "b", "") ANY(2, "c", "")
		    ANY(0, "d", ""), "d" },
		/* What ends among children ends nothing above them. */
		{ ANY(0, "a", GO) ANY(1, "b", "") ANY(1, "c", "")
		    ANY(0, "d", ""), "a b d" },
		{ ANY(0, "a", "") ANY(1, "b", GO) ANY(0, "d", ""), "a b" },
		/* Nor does it end the children of the next. */
		{ ANY(0, "a", GO) ANY(1, "b", "") ANY(0, "c", "")
		    ANY(1, "d", ""), "a b c d" },
		{ ANY(0, "a", "") ANY(1, "b", "") ANY(2, "c", "")
		    ANY(3, "d", "") ANY(4, "e", "") ANY(5, "f", "")
		    ANY(6, "g", "") ANY(7, "h", "") ANY(7, "i", ""),
		    "a b c d e f g h" },
		/* Later ones see what earlier ones did. */
		{ R(0, "a", GO, "", "[\"set_category\",\"mail\"]")
		    R(0, "b", "", "[\"category\",\"mail\"]", TAG("b")), "b" },
		{ R(0, "a", "", "", TAG("x"))
		    R(1, "b", "", "[\"tag\",\"x\"]", "[\"drop_tag\",\"x\"]"),
		    "" },
	};

	for (size_t i = 0; i < N(t); i++) {
		struct tix_ticket to;

		use(tx, t[i].tail);
		to = routed(tx, (struct tix_ticket){ .subject = "x" }, 0,
		    NULL);
		CHECK_STR(to.tags == NULL ? "" : to.tags, t[i].tags);
	}
}

static void
literals(struct tix *tx)
{
	static const struct {
		const char *literal, *subject, *body;
		bool fits;
	} t[] = {
		{ "vpn", "a VPN", NULL, true }, { "vpn", "v p n", NULL, false },
		{ "vpn", "x", "y vPn", true }, { "vpn", "v", "pn", false },
		{ "xx|vpn", "vpn", NULL, true }, { "vp", "VP", NULL, true },
		{ "q", "abc", NULL, false }, { "", "abc", NULL, true },
		{ "disk", "di\xc5\xbf\xe2\x84\xaa", NULL, true },
		{ "disk", "dis\xe2\x84", NULL, false },
	};

	for (size_t i = 0; i < N(t); i++) {
		struct tix_ticket to;

		use(tx, tix_arena_printf(tx->run, "r\t0\t%s\t{\"name\":\"r\","
		    "\"do\":[" TAG("hit") "]}\n", t[i].literal));
		to = routed(tx, (struct tix_ticket){ .subject = t[i].subject,
		    .body = t[i].body }, 0, NULL);
		CHECK_INT(tix_tags_has(to.tags, "hit"), t[i].fits);
	}
	/* A rule that is passed over is not even read. */
	use(tx, "r\t0\tzzz\tno JSON\n");
	routed(tx, plain, 0, NULL);
}

static void
held(struct tix *tx)
{
	const uint64_t fixed = UINT64_C(1) << TIX_F_QUEUE |
	    UINT64_C(1) << TIX_F_PRIORITY | UINT64_C(1) << TIX_F_TAGS |
	    UINT64_C(1) << TIX_F_FIELDS;
	struct tix_steps steps = { 0 };
	struct tix_ticket to;
	size_t n = 0;

	use(tx, R(0, "r", "", "", "[\"set_queue\",\"vpn\"],"
	    "[\"set_priority\",\"1\"],[\"add_tag\",\"b\"],"
	    "[\"drop_tag\",\"a\"],[\"set_site\",\"de\"],[\"set_seats\",\"2\"]"));
	to = routed(tx, (struct tix_ticket){ .subject = "x", .queue = "q1",
	    .priority = 4, .tags = "a", .fields = "{\"site\":\"pl\"}" }, fixed,
	    &steps);
	CHECK_STR(to.queue, "q1");
	CHECK_STR(to.level, "L1");
	CHECK_INT(to.priority, 4);
	CHECK_STR(to.tags, "a b");
	CHECK_STR(to.fields, "{\"seats\":2,\"site\":\"pl\"}");
	for (const struct tix_step *s = steps.first; s != NULL; s = s->next)
		n += s->what == TIX_STEP_HELD;
	CHECK_INT(n, 4); /* queue, priority, a, site */
}

static void
categories(struct tix *tx)
{
	struct tix_ticket to;

	use(tx, "");
	to = routed(tx, (struct tix_ticket){ .subject = "x",
	    .category = "wifi" }, 0, NULL);
	CHECK_STR(to.queue, "q2"); /* of net, above it */
	CHECK_STR(to.level, "L2");
	CHECK_STR(to.team, "net");
	CHECK_STR(to.service, "web");
	CHECK_INT(to.impact, 1);
	CHECK_INT(to.urgency, 1);
	/* What a rule says of the place, a category does not undo. */
	use(tx, R(0, "r", "", "", "[\"set_level\",\"L1\"]"));
	to = routed(tx, (struct tix_ticket){ .subject = "x",
	    .category = "net" }, 0, NULL);
	CHECK_STR(to.level, "L1");
	CHECK_STR(to.queue, "q1");
}

/* Exponential where it is tried out: PCRE2 gives up at its limit. */
static void
hostile(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };
	struct tix_steps steps = { 0 };
	struct tix_ticket t = { .subject = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" };
	size_t limits = 0;

	for (int i = 0; i < 1000; i++)
		tix_buf_printf(&b, R(0, "r%d", "", "[\"subject\","
		    "\"^(a|a|b%d)*$\"]", TAG("hit")), i, i);
	tix_buf_printf(&b, R(0, "not", "",
	    "[\"not_subject\",\"^(a|a)*$\"]", TAG("not")));
	use(tx, tix_buf_text(&b));
	t = routed(tx, t, 0, &steps);
	CHECK_STR(t.tags, NULL);
	for (const struct tix_step *s = steps.first; s != NULL; s = s->next)
		limits += s->what == TIX_STEP_LIMIT;
	CHECK_INT(limits, 1001);
	/* One that is like them but finds what it looks for is taken. */
	t = routed(tx, (struct tix_ticket){ .subject = "aaaa" }, 0, NULL);
	CHECK_STR(t.tags, "hit");
}

/* 'to' is set on 't'; what do the rules make of it? */
static struct tix_ticket
followed(struct tix *tx, struct tix_ticket t, enum tix_field f,
    struct tix_value v)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	const struct tix_route_how how = { 0 };

	t.id = 7;
	t.state = t.state == 0 ? TIX_NEW : t.state;
	tix_event_init(e, TIX_E_CHANGED);
	if (f == TIX_F_TAGS)
		tix_event_add_text(e, f, v.s);
	else
		tix_event_set(e, f, &v);
	CHECK_INT(tix_route_follow(tx, &t, &how, e), TIX_OK);
	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	put(tx, &t, e);
	return t;
}

#define TEXT(word) (struct tix_value){ .s = (word) }
#define NUMBER(n) (struct tix_value){ .i = (n) }

static void
follows(struct tix *tx)
{
	static const char tail[] =
	    R(0, "cat", GO, "[\"category\",\"mail\"]",
		"[\"set_queue\",\"vpn\"],[\"add_tag\",\"cat\"]")
	    R(0, "queue", GO, "[\"queue\",\"vpn\"]", TAG("queue"))
	    R(0, "asset", GO, "[\"asset\",\"a\"]", TAG("asset"))
	    R(1, "below", GO, "[\"subject\",\"x\"]", TAG("below"))
	    R(0, "prod", GO, "[\"tag\",\"prod\"]", "[\"raise_priority\",\"1\"]")
	    R(0, "all", GO, "", TAG("all"));
	const struct tix_ticket t = { .subject = "x", .queue = "q1",
		.level = "L1", .impact = 2, .urgency = 2, .priority = 3,
		.priority_source = TIX_BY_MATRIX };
	struct tix_ticket to, done = t;

	use(tx, tail);
	to = followed(tx, t, TIX_F_CATEGORY, TEXT("mail"));
	CHECK_STR(to.queue, "vpn");
	CHECK_STR(to.level, "L2");
	CHECK_STR(to.tags, "cat queue"); /* that which it moved acts, too */
	to = followed(tx, t, TIX_F_ASSET, TEXT("a"));
	CHECK_STR(to.tags, "asset below");
	to = followed(tx, t, TIX_F_SERVICE, TEXT("web"));
	CHECK_STR(to.tags, NULL);
	to = followed(tx, t, TIX_F_TAGS, TEXT("prod"));
	CHECK_STR(to.tags, "prod");
	CHECK_INT(to.priority, 2);
	CHECK_INT(to.priority_source, TIX_BY_RULE);
	/* Its steps count whenever the priority is made anew. */
	to = followed(tx, to, TIX_F_URGENCY, NUMBER(3));
	CHECK_INT(to.priority, 3);
	CHECK_INT(to.priority_source, TIX_BY_RULE);
	to = followed(tx, to, TIX_F_PRIORITY, NUMBER(5));
	CHECK_INT(to.priority, 5);
	to.priority_source = TIX_BY_HAND;
	to = followed(tx, to, TIX_F_URGENCY, NUMBER(1));
	CHECK_INT(to.priority, 5);
	to = followed(tx, t, TIX_F_REQUESTER, TEXT("cat"));
	CHECK_STR(to.organisation, "crown");
	CHECK_INT(to.priority, 2);
	CHECK_INT(to.priority_source, TIX_BY_VIP);
	done.state = TIX_CLOSED;
	to = followed(tx, done, TIX_F_ASSET, TEXT("a"));
	CHECK_STR(to.tags, NULL);
	to = followed(tx, done, TIX_F_IMPACT, NUMBER(1));
	CHECK_INT(to.priority, 2);
}

static void
refused(struct tix *tx)
{
	static const char *const t[] = {
		"r\n", "r\t0\n", "r\t\t\t{}\n", "r\t9\t\t{}\n", "r\tx\t\t{}\n",
		"r\t1\t\t{\"name\":\"a\"}\n", "r\t10\t\t{}\n",
	};
	static const char *const unread[] = {
		"r\t0\t\tno\n", "r\t0\t\t{}\n", "r\t0\t\t[]\n",
		"r\t0\t\t{\"name\":7}\n", "r\t0\t\t\n",
		R(0, "r", "", "[]", ""), R(0, "r", "", "[\"subject\"]", ""),
		R(0, "r", "", "[\"bogus\",\"x\"]", ""),
		R(0, "r", "", "", "[\"bogus\",\"x\"]"),
		R(0, "r", "", "[\"subject\",7]", ""),
		R(0, "r", "", "[\"subject\",\"(\"]", ""),
		R(0, "r", "", "", "[\"set_queue\",\"none\"]"),
		R(0, "r", "", "", "[\"set_impact\",\"9\"]"),
		R(0, "r", "", "", "[\"set_kind\",\"x\"]"),
	};
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	const struct tix_route_how how = { 0 };
	struct tix_rules *rules;

	use(tx, "");
	for (size_t i = 1; i < N(t); i++) {
		struct tix_desk d = *tx->desk;

		d.tail = t[i];
		CHECK_INT(tix_rules_new(tx, tx->run, &d, &rules),
		    TIX_INVALID);
	}
	for (size_t i = 0; i < N(unread); i++) {
		use(tx, unread[i]);
		tix_event_init(e, TIX_E_ROUTED);
		if (tix_route_apply(tx, &plain, &how, e) != TIX_INVALID)
			printf("# taken: %s", unread[i]), unit_bad++;
	}
}

static const struct unit_test tests[] = {
	{ "each matcher fits what it should", each_matcher },
	{ "what fits does not with not_, and the other way", each_negated },
	{ "each matcher is tried", all_matchers },
	{ "a rule may hold at times alone", times },
	{ "a requester brings an organisation, an agreement, a rank", people },
	{ "each action does what it should", each_action },
	{ "each action is tried", all_actions },
	{ "the tree is walked in order, depth first", walks },
	{ "literals pass rules over unread", literals },
	{ "what was given by hand is held", held },
	{ "the nearest category that says something places", categories },
	{ "a thousand hostile patterns cost a bounded time", hostile },
	{ "a change lets those rules act that look at it", follows },
	{ "what no compiler wrote is refused", refused },
};

UNIT_MAIN(tests)
