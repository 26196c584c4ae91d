/*
 * Of random rules, those that lint calls never taken are never taken, whatever
 * ticket comes and whatever changes on it.
 */
#include "unit.h"

#include <tix/lint.h>
#include <tix/route.h>

#define N(a) (sizeof(a) / sizeof(a)[0])
#define DESKS 400
#define RULES 14
#define TICKETS 120

static const char head[] =
	"{\"name\":\"t\",\"levels\":[{\"name\":\"L1\",\"queue\":\"q1\"},"
	"{\"name\":\"L2\",\"queue\":\"q2\"}],"
	"\"queues\":[{\"name\":\"q1\",\"level\":\"L1\"},"
	"{\"name\":\"q2\",\"level\":\"L2\"}],"
	"\"categories\":[{\"name\":\"net\",\"queue\":\"q1\"},"
	"{\"name\":\"vpn\",\"parent\":\"net\"},"
	"{\"name\":\"mail\",\"queue\":\"q2\"}],"
	"\"calendars\":[{\"name\":\"office\",\"timezone\":\"UTC\"}],"
	"\"fields\":[{\"name\":\"site\",\"type\":\"choice\",\"values\":"
	"[\"pl\",\"de\"]},{\"name\":\"seats\",\"type\":\"integer\"}],"
	"\"priority\":{\"impact\":[\"high\",\"medium\",\"low\"],"
	"\"urgency\":[\"high\",\"medium\",\"low\"],"
	"\"matrix\":[[1,2,3],[2,3,4],[3,4,5]]},"
	"\"default\":{\"impact\":2,\"urgency\":2,\"level\":\"L1\","
	"\"queue\":\"q1\"},\"resolve\":{\"codes\":[\"fixed\"]}}\n";

/* Few of each, so that they often meet. */
static const char *const matchers[] = {
	"\"category\",\"net\"", "\"category\",\"vpn\"", "\"category\",\"\"",
	"\"category\",\"mail\",\"vpn\"", "\"not_category\",\"net\"",
	"\"not_category\",\"\"", "\"category_matches\",\"n\"",
	"\"not_category_matches\",\"^m\"", "\"source\",\"cron\"",
	"\"source\",\"nagios\",\"cron\"", "\"source_matches\",\"^na\"",
	"\"not_source_matches\",\"o\"", "\"source\",\"\"",
	"\"subject\",\"vpn|mail\"", "\"text\",\"vpn|mail\"",
	"\"body\",\"vpn|mail\"", "\"not_text\",\"vpn|mail\"",
	"\"words\",\"vpn\"", "\"words\",\"VPN\",\"mail\"",
	"\"not_words\",\"mail\"", "\"tag\",\"a\"", "\"tag\",\"a\",\"b\"",
	"\"not_tag\",\"a\"", "\"not_tag\",\"a\",\"b\"", "\"tag\",\"\"",
	"\"impact\",\"..2\"", "\"impact\",\"1\",\"2\"", "\"impact\",\"\"",
	"\"impact\",\"2..\"", "\"not_impact\",\"1..2\"", "\"impact\",\"3..2\"",
	"\"not_impact\",\"\"", "\"priority\",\"1\"", "\"priority\",\"..3\"",
	"\"requester_vip\",\"true\"", "\"requester_vip\",\"false\"",
	"\"not_requester_vip\",\"true\"", "\"when\",\"office open\"",
	"\"when\",\"office closed\"", "\"not_when\",\"office open\"",
	"\"site\",\"pl\"", "\"site\",\"pl\",\"de\"", "\"not_site\",\"de\"",
	"\"site\",\"\"", "\"seats\",\"..5\"", "\"seats\",\"3\"",
	"\"queue\",\"q1\"", "\"not_queue\",\"q2\"", "\"level\",\"L2\"",
	"\"organisation\",\"acme\"", "\"label\",\"host=a\"",
	"\"label\",\"host=~a|b\"", "\"count\",\"..1\"", "\"count\",\"\"",
};

static const char *const actions[] = {
	"\"add_tag\",\"a\"", "\"add_tag\",\"b\",\"c\"", "\"drop_tag\",\"a\"",
	"\"set_category\",\"vpn\"", "\"set_category\",\"mail\"",
	"\"set_impact\",\"1\"", "\"set_queue\",\"q2\"", "\"set_level\",\"L1\"",
	"\"set_site\",\"pl\"", "\"set_organisation\",\"acme\"",
	"\"add_tag\",\"z\"", "\"raise_priority\",\"1\"",
};

static uint64_t state;

/* xorshift: the same rules in every run. */
static size_t
below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % n);
}

#define POOL 6 /* of each list, for one desk */

static void
fill_pool(const char *pool[POOL], const char *const *all, size_t n)
{
	for (size_t i = 0; i < POOL; i++)
		pool[i] = all[below(n)];
}

static void
put_some(struct tix_buf *b, const char *const pool[POOL], size_t most)
{
	size_t some = below(most + 1);

	for (size_t i = 0; i < some; i++)
		tix_buf_printf(b, "%s[%s]", i > 0 ? "," : "",
		    pool[below(POOL)]);
}

static const struct tix_desk *
random_desk(struct tix *tx)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_buf b = { .arena = tx->run };
	const char *ifs[POOL], *dos[POOL];
	size_t depth = 0;

	fill_pool(ifs, matchers, N(matchers));
	fill_pool(dos, actions, N(actions));
	tix_buf_str(&b, head);
	for (int i = 0; i < RULES; i++) {
		tix_buf_printf(&b, "r\t%zu\t\t{\"name\":\"r%d\",\"line\":%d"
		    "%s,\"if\":[", depth, i, i + 1,
		    below(3) == 0 ? ",\"continue\":true" : "");
		put_some(&b, ifs, 2);
		tix_buf_str(&b, "],\"do\":[");
		put_some(&b, dos, 2);
		tix_buf_str(&b, "]}\n");
		depth = below(depth + 2 > 4 ? 4 : depth + 2);
	}
	tix_buf_str(&b, "c\toffice\t{\"timezone\":\"UTC\","
	    "\"hours\":[\"Mon-Fri 08:00-16:00\"]}\n"
	    "p\tboss\t{\"vip\":true}\n"
	    "o\tacme\t{\"vip\":true}\n");
	CHECK_INT(tix_desk_decode(tx, tx->run, b.data, b.len, d), TIX_OK);
	CHECK_INT(tix_rules_new(tx, tx->run, d, &d->rules), TIX_OK);
	CHECK_STR(tx->error, "");
	tx->desk = d;
	return d;
}

#define PICK(list) (list)[below(N(list))]

static struct tix_ticket
random_ticket(struct tix *tx)
{
	static const char *const texts[] = {
		"vpn", "mail is slow", "x", "the VPN, and mail", NULL,
	};
	static const char *const categories[] = {
		NULL, "net", "vpn", "mail", "gone",
	};
	static const char *const sources[] = { NULL, "cron", "nagios", "web" };
	static const char *const tags[] = {
		NULL, "a", "a b", "b host=a", "c host=b",
	};
	static const char *const fields[] = {
		NULL, "{\"site\":\"pl\"}", "{\"site\":\"de\",\"seats\":3}",
		"{\"seats\":9}",
	};
	static const char *const requesters[] = { NULL, "boss", "ewa" };
	static const char *const queues[] = { NULL, NULL, "q1", "q2" };

	tx->at = tx->now + (int64_t)below(7) * 5 * 3600 * 1000000;
	return (struct tix_ticket){
		.id = 1, .state = TIX_NEW, .subject = PICK(texts),
		.body = PICK(texts), .category = PICK(categories),
		.source = PICK(sources), .tags = PICK(tags),
		.fields = PICK(fields), .requester = PICK(requesters),
		.organisation = below(4) == 0 ? "acme" : NULL,
		.queue = PICK(queues), .count = 1,
		.impact = (int64_t)below(4), .priority = (int64_t)below(3),
	};
}

/* Is the rule, or one round it, among those remarked on? */
static bool
is_dead(const struct tix_remarks *out, const char *path)
{
	for (size_t i = 0; i < out->n; i++) {
		const char *dead = out->item[i].rule;
		size_t n = dead == NULL ? 0 : strlen(dead);

		if (dead != NULL && strncmp(path, dead, n) == 0 &&
		    (path[n] == '\0' || path[n] == '/'))
			return true;
	}
	return false;
}

static void
walk(struct tix *tx, const struct tix_remarks *out, bool follow)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = random_ticket(tx), to = random_ticket(tx);
	struct tix_steps steps = { 0 };
	const struct tix_route_how how = {
		.steps = &steps,
		.fixed = below(2) == 0 ? 0 : UINT64_C(1) << TIX_F_CATEGORY,
	};
	enum tix_status s;

	tix_event_init(e, follow ? TIX_E_CHANGED : TIX_E_OPENED);
	if (follow && below(2) == 0)
		tix_event_set_text(e, TIX_F_CATEGORY, to.category);
	if (follow && below(2) == 0)
		tix_event_set_text(e, TIX_F_SOURCE, to.source);
	if (follow)
		tix_event_add_text(e, TIX_F_TAGS, to.tags);
	s = follow ? tix_route_follow(tx, &t, &how, e) :
	    tix_route_apply(tx, &t, &how, e);
	CHECK(s <= TIX_NO);
	for (const struct tix_step *i = steps.first; i != NULL; i = i->next) {
		if (i->what != TIX_STEP_TAKEN && i->what != TIX_STEP_PASSED)
			continue;
		if (is_dead(out, i->name)) {
			printf("# rule '%s' is taken\n", i->name);
			CHECK(false); /* it is said never to be */
		}
	}
	tix_arena_reset(tx->mem);
}

static void
never_taken(struct tix *tx)
{
	struct tix_arena *run = tx->run;
	size_t dead = 0;

	state = 88172645463325252u;
	for (int i = 0; i < DESKS && unit_bad == 0; i++) {
		struct tix_remarks out = { 0 };
		const struct tix_desk *d;

		tx->run = tix_arena_new();
		tx->zones = NULL; /* they were on the one before */
		tx->wholes = NULL;
		d = random_desk(tx);
		CHECK_INT(tix_lint(tx, d, &out), TIX_OK);
		for (size_t k = 0; k < out.n; k++)
			dead += out.item[k].rule != NULL;
		for (int k = 0; k < TICKETS; k++)
			walk(tx, &out, k % 3 == 0);
		if (unit_bad != 0)
			printf("# desk %d:\n# %s\n", i, d->tail);
		tix_arena_free(tx->run);
	}
	tx->run = run;
	printf("# %zu of %d rules are never taken\n", dead, DESKS * RULES);
	CHECK(dead > 100);
}

static const struct unit_test tests[] = {
	{ "what lint calls never taken is never taken", never_taken },
};

UNIT_MAIN(tests)
