/*
 * A query against one ticket means what the store says of it: tickets and
 * queries made by chance, asked both ways.
 */
#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

#include <tix/db.h>
#include <tix/desk.h>
#include <tix/query.h>
#include <tix/tickets.h>

#define TICKETS 60
#define QUERIES 3000
#define HOUR INT64_C(3600000000)
#define N(a) (sizeof(a) / sizeof(a)[0])

static const char *const colours[] = { "red", "green", NULL };

static const char *const impacts[] = { "high", "medium", "low", NULL };

static const struct tix_custom customs[] = {
	{ "site", TIX_C_TEXT, NULL, NULL, 0 },
	{ "seats", TIX_C_INTEGER, NULL, NULL, 0 },
	{ "colour", TIX_C_CHOICE, colours, NULL, 0 },
	{ "bought", TIX_C_DATE, NULL, NULL, 0 },
	{ "leased", TIX_C_FLAG, NULL, NULL, 0 },
};

static const struct tix_level levels[] = {
	{ .name = "L1", .order = 0 }, { .name = "L2", .order = 1 },
	{ .name = "vendor", .order = 2, .vendor = true },
};

static const struct tix_queue queues[] = {
	{ .name = "net" }, { .name = "desk" }, { .name = "vpn" },
};

static const struct tix_desk desk = {
	.version = 1, .name = "unit", .customs = customs, .ncustoms = 5,
	.levels = levels, .nlevels = 3, .queues = queues, .nqueues = 3,
	.impacts = impacts, .nimpacts = 3,
};

/* Reproducible, and the same everywhere. */
struct dice {
	uint64_t state;
};

static size_t
roll(struct dice *d, size_t sides)
{
	d->state = d->state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (size_t)(d->state >> 33) % sides;
}

static const char *
pick(struct dice *d, const char *const *words, size_t n)
{
	return words[roll(d, n)];
}

#define PICK(d, words) pick((d), (words), N(words))

/* NULL is none. */
static const char *const subjects[] = { "VPN down", "printer", "vpn x",
	"Émigré café", "a", "100%" };
static const char *const bodies[] = { NULL, "tunnel drops", "vpn", "x\ny" };
static const char *const places[] = { NULL, "net", "desk", "vpn" };
static const char *const heights[] = { NULL, "L1", "L2", "vendor" };
static const char *const people[] = { NULL, "ada", "bo", "ada.b" };
static const char *const tags[] = { NULL, "a", "a vpn", "remote vpn", "vp" };
static const char *const own[] = { NULL, "{\"seats\":5}", "{\"seats\":-12,"
	"\"site\":\"pl\"}", "{\"site\":\"7\",\"leased\":true}",
	"{\"leased\":false,\"colour\":\"red\"}", "{\"seats\":\"5\"}",
	"{\"bought\":\"2026-02-01\",\"colour\":\"green\"}" };

static void
add(struct tix *tx, struct dice *d)
{
	struct tix_ticket t = { 0 };
	struct tix_event e;

	tix_event_init(&e, TIX_E_OPENED);
	e.desk = 1;
	e.at = tx->now - (int64_t)roll(d, 100) * HOUR;
	tix_event_set_text(&e, TIX_F_SUBJECT, PICK(d, subjects));
	tix_event_set_text(&e, TIX_F_BODY, PICK(d, bodies));
	tix_event_set_text(&e, TIX_F_QUEUE, PICK(d, places));
	tix_event_set_text(&e, TIX_F_LEVEL, PICK(d, heights));
	tix_event_set_text(&e, TIX_F_OWNER, PICK(d, people));
	tix_event_set_text(&e, TIX_F_REQUESTER, PICK(d, people));
	tix_event_set_text(&e, TIX_F_ORGANISATION, PICK(d, people));
	tix_event_set_text(&e, TIX_F_TAGS, PICK(d, tags));
	tix_event_set_text(&e, TIX_F_WATCHERS, PICK(d, people));
	tix_event_set_text(&e, TIX_F_FIELDS, PICK(d, own));
	tix_event_set_int(&e, TIX_F_KIND, (int64_t)roll(d, 5) + 1);
	tix_event_set_int(&e, TIX_F_STATE, (int64_t)roll(d, 6) + 1);
	tix_event_set_int(&e, TIX_F_IMPACT, (int64_t)roll(d, 4));
	tix_event_set_int(&e, TIX_F_PRIORITY, (int64_t)roll(d, 6));
	if (roll(d, 2) == 0)
		tix_event_set_int(&e, TIX_F_DUE, tx->now +
		    ((int64_t)roll(d, 20) - 10) * HOUR);
	CHECK_INT(tix_tickets_save(tx, &t, &e, 1), TIX_OK);
	tix_arena_reset(tx->mem);
}

static const char *const terms[] = {
	"queue:net", "queue:net,vpn", "queue:", "queue:,desk", "queue~^n",
	"level:L1", "level:L2..", "level:..L2", "level:..", "level:",
	"owner:me", "owner:ada,me", "owner:", "owner:..b", "owner>ada",
	"requester:bo", "requester~da", "organisation:ada",
	"organisation:ada.b,", "not organisation:bo", "subject~vpn",
	"subject~^.$", "subject:a", "subject:..Vz", "body~drops", "body:",
	"body~x.y", "tags:vpn", "tags:a,remote", "tags:", "tags:vp,",
	"tags~vpn$", "watchers:bo", "watchers:me", "kind:incident,change",
	"kind:request..change", "kind~in", "state:new,open", "state:open..",
	"state:..waiting", "impact:1..2", "impact:", "impact:3,",
	"impact:..", "priority:..2", "priority:3", "priority>=4",
	"priority<2", "priority:", "due:..4h", "due:", "due:2h..",
	"due:2026-11-23", "due<=2026-11-23", "opened:2026-11-21..",
	"opened:..2026-11-20", "age:2d..", "age:..1d", "age:10h..40h",
	"age>30h", "idle:1d..", "overdue", "overdue:no", "unassigned",
	"unassigned:no", "mine", "mine:no", "breached", "breached:no",
	"seats:5", "seats:..0", "seats:-12..5", "seats>4", "seats:",
	"seats:5,", "site:pl", "site:", "site~.", "site:..8", "colour:red",
	"colour:", "leased:yes", "leased:no", "leased:", "bought:2026-02-01",
	"bought:2026-01-01..", "seats~5", "leased~1", "count:1", "id:3..9",
	"id:1..", "effort:", "links:", "priority_source:", "resolved:",
	"fields:", "fields~pl",
};

static void
add_term(struct dice *d, size_t depth, struct tix_buf *b)
{
	const size_t way = depth == 0 ? 9 : roll(d, 10);

	if (way > 4) {
		tix_buf_str(b, PICK(d, terms));
	} else if (way == 4) {
		tix_buf_str(b, "not (");
		add_term(d, depth - 1, b);
		tix_buf_char(b, ')');
	} else {
		tix_buf_char(b, '(');
		add_term(d, depth - 1, b);
		tix_buf_str(b, way < 2 ? " or " : " ");
		add_term(d, depth - 1, b);
		tix_buf_char(b, ')');
	}
}

static enum tix_status
take(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	bool *selected = arg;

	(void)tx;
	selected[t->id] = true;
	return TIX_OK;
}

struct all {
	struct tix_ticket t[TICKETS + 1];
};

static enum tix_status
keep(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct all *all = arg;

	return tix_tickets_load(tx, tx->run, t->id, &all->t[t->id]);
}

static void
ask(struct tix *tx, const struct all *all, const char *text)
{
	bool selected[TICKETS + 1] = { false };
	struct tix_term *q;

	if (tix_query_parse(tx, text, &q) != TIX_OK) {
		printf("# %s: %s\n", text, tx->error);
		unit_bad++;
		return;
	}
	CHECK_INT(tix_tickets_select(tx, q, NULL, 0, 0, TIX_BIT(TIX_F_ID),
	    take, selected, NULL), TIX_OK);
	for (int64_t i = 1; i <= TICKETS && unit_bad < 20; i++) {
		const enum tix_status s = tix_query_fits(tx, q, &all->t[i]);

		if (s != (selected[i] ? TIX_OK : TIX_NO))
			printf("# ticket %" PRId64 ", query: %s\n", i, text);
		CHECK_INT(s, selected[i] ? TIX_OK : TIX_NO);
	}
	tix_arena_reset(tx->mem);
}

static char folder[64];
static char path[80];

static void
end(struct tix *tx)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", ".gate",
		"-gate", ".lock" };

	tix_db_close(tx);
	for (size_t i = 0; i < N(suffixes); i++)
		unlink(tix_arena_printf(tx->mem, "%s%s", path, suffixes[i]));
	CHECK_INT(rmdir(folder), 0);
}

static void
agrees(struct tix *tx)
{
	struct dice d = { 20261123 };
	struct all *all = tix_arena_alloc(tx->run, sizeof *all);
	struct tix_term *q;

	tx->actor = "ada";
	tx->desk = &desk;
	snprintf(folder, sizeof folder, "/tmp/tix-unit-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/tix.db", folder);
	CHECK_INT(tix_db_create(tx, path, NULL), TIX_OK);
	tx->desk = &desk;
	for (size_t i = 0; i < TICKETS; i++)
		add(tx, &d);
	CHECK_INT(tix_db_finish(tx), TIX_OK);
	CHECK_INT(tix_db_open(tx, path, TIX_DB_WRITE, 1000000), TIX_OK);
	tx->desk = &desk;
	CHECK_INT(tix_query_parse(tx, "", &q), TIX_OK);
	CHECK_INT(tix_tickets_select(tx, q, NULL, 0, 0, TIX_BIT(TIX_F_ID),
	    keep, all, NULL), TIX_OK);
	for (size_t i = 0; i < N(terms); i++)
		ask(tx, all, terms[i]);
	for (size_t i = 0; i < QUERIES && unit_bad == 0; i++) {
		struct tix_buf b = { .arena = tx->run };

		add_term(&d, 4, &b);
		ask(tx, all, tix_buf_text(&b));
	}
	end(tx);
}

static void
refuses_full_text(struct tix *tx)
{
	const struct tix_ticket t = { .id = 1, .subject = "vpn",
		.state = TIX_OPEN };
	static const char *const texts[] = { "vpn", "\"vpn down\"",
		"text:vpn", "text~vpn" };
	struct tix_term *q;

	for (size_t i = 0; i < N(texts); i++) {
		CHECK_INT(tix_query_parse(tx, texts[i], &q), TIX_OK);
		CHECK_INT(tix_query_fits(tx, q, &t), TIX_INVALID);
	}
}

/* What may choose, and the fields that it looks at. */
static void
choosers(struct tix *tx)
{
	static const struct {
		const char *text;
		uint64_t fields;
		const char *error;
	} t[] = {
		{ "", 0, "" },
		{ "queue:net not (priority:..2 or seats:5)",
		    TIX_BIT(TIX_F_QUEUE) | TIX_BIT(TIX_F_PRIORITY) |
		    TIX_BIT(TIX_F_FIELDS), "" },
		{ "owner:\"me\"", TIX_BIT(TIX_F_OWNER), "" },
		{ "owner:me", 0, "query: 'me' cannot choose: it depends on "
		    "who asks" },
		{ "queue:net mine", 0, "query: 'mine' cannot choose: it "
		    "depends on who asks" },
		{ "age:2d..", 0, "query: 'age' cannot choose: it depends on "
		    "the time" },
		{ "not due:..4h", 0, "query: 'due' cannot choose: it depends "
		    "on the time" },
		{ "state:open", 0, "query: 'state' cannot choose: it comes "
		    "of what happens" },
		{ "agreement:gold", 0, "query: 'agreement' cannot choose: it "
		    "is what is chosen" },
		{ "vpn", 0, "query: 'text' cannot choose: give it a field, "
		    "as in subject~vpn" },
	};

	tx->desk = &desk;
	tx->actor = "ada";
	for (size_t i = 0; i < N(t); i++) {
		struct tix_term *q;
		uint64_t fields;
		const enum tix_status s = tix_query_chooser(tx, t[i].text, &q,
		    &fields);

		CHECK_INT(s, *t[i].error == '\0' ? TIX_OK : TIX_INVALID);
		CHECK_STR(s == TIX_OK ? "" : tx->error, t[i].error);
		if (s == TIX_OK)
			CHECK_INT(fields, t[i].fields);
		CHECK_STR(tx->actor, "ada");
	}
}

int
main(void)
{
	static const struct unit_test tests[] = {
		{ "a ticket in memory is selected by the queries that find it "
		    "in the store", agrees },
		{ "full text is for the store alone", refuses_full_text },
		{ "what chooses looks at what people and rules set",
		    choosers },
	};

	return unit_main(tests, N(tests));
}
