/*
 * Tickets by query from a file: which ones, in which order.  Answers were
 * found by reading the little table of tickets below.
 */
#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

#include <tix/db.h>
#include <tix/desk.h>
#include <tix/texts.h>
#include <tix/tickets.h>

#include "../../lib/store/sql.h"

#define HOUR INT64_C(3600000000)

/* Ages are in hours; 0 and NULL are none. */
struct sample {
	const char *subject;
	const char *body;
	const char *queue;
	const char *level;
	const char *owner;
	const char *tags;
	int64_t state;
	int64_t priority;
	int64_t age;
	int64_t due; /* hours ahead */
};

static const struct sample samples[] = {
/* 1 */	{ "VPN down", "tunnel drops", "net", "L2", "ada", "remote vpn",
	  TIX_OPEN, 2, 1, 2 },
/* 2 */	{ "Printer jam", NULL, "desk", "L1", NULL, NULL,
	  TIX_NEW, 4, 2, 0 },
/* 3 */	{ "Émigré café", "vpn", "net", "L1", "bo", "vpn",
	  TIX_WAITING, 2, 30, -1 },
/* 4 */	{ "100% \"quoted\" 'x' -- drop", NULL, NULL, NULL, "ada", "vp",
	  TIX_RESOLVED, 0, 40, -5 },
/* 5 */	{ "vpn of the printer", "(down)", "net", "vendor", NULL, "remote",
	  TIX_OPEN, 1, 50, 0 },
/* 6 */	{ "net \xff\xfe raw", NULL, "net", "L2", NULL, NULL,
	  TIX_OPEN, 2, 60, 100 },
};

#define SAMPLES (sizeof samples / sizeof samples[0])

static char folder[64];
static char path[80];

/* Clocks go by a desk; queries here are asked without one. */
static const struct tix_desk plain = { .version = 1, .name = "unit" };

static void
save(struct tix *tx, struct tix_ticket *t, struct tix_event *e)
{
	const struct tix_desk *before = tx->desk;

	e->desk = 1;
	tx->desk = before == NULL ? &plain : before;
	CHECK_INT(tix_tickets_save(tx, t, e, 1), TIX_OK);
	tx->desk = before;
	tix_arena_reset(tx->mem);
}

static void
add_sample(struct tix *tx, const struct sample *p)
{
	struct tix_ticket t = { 0 };
	struct tix_event e;

	tix_event_init(&e, TIX_E_OPENED);
	e.at = tx->now - p->age * HOUR;
	tix_event_set_text(&e, TIX_F_SUBJECT, p->subject);
	tix_event_set_text(&e, TIX_F_BODY, p->body);
	tix_event_set_text(&e, TIX_F_QUEUE, p->queue);
	tix_event_set_text(&e, TIX_F_LEVEL, p->level);
	tix_event_set_text(&e, TIX_F_OWNER, p->owner);
	tix_event_set_text(&e, TIX_F_TAGS, p->tags);
	tix_event_set_int(&e, TIX_F_KIND, TIX_INCIDENT);
	tix_event_set_int(&e, TIX_F_STATE, p->state);
	tix_event_set_int(&e, TIX_F_PRIORITY, p->priority);
	if (p->due != 0)
		tix_event_set_int(&e, TIX_F_DUE, tx->now + p->due * HOUR);
	save(tx, &t, &e);
}

/* A fresh file with the samples; their texts all wait for the index. */
static void
begin(struct tix *tx)
{
	snprintf(folder, sizeof folder, "/tmp/tix-unit-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/tix.db", folder);
	CHECK_INT(tix_db_create(tx, path, NULL), TIX_OK);
	for (size_t i = 0; i < SAMPLES; i++)
		add_sample(tx, &samples[i]);
	CHECK_INT(tix_db_finish(tx), TIX_OK);
	CHECK_INT(tix_db_open(tx, path, TIX_DB_WRITE, 1000000), TIX_OK);
}

static void
end(struct tix *tx)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", ".gate",
		"-gate", ".lock" };

	tix_db_close(tx);
	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
		unlink(tix_arena_printf(tx->mem, "%s%s", path, suffixes[i]));
	CHECK_INT(rmdir(folder), 0);
}

static void
note(struct tix *tx, int64_t id, const char *text)
{
	struct tix_ticket t;
	struct tix_event e;

	CHECK_INT(tix_db_begin(tx), TIX_OK);
	CHECK_INT(tix_tickets_load(tx, tx->run, id, &t), TIX_OK);
	tix_event_init(&e, TIX_E_NOTED);
	e.at = tx->now;
	tix_event_text(&e, "text", text);
	save(tx, &t, &e);
	CHECK_INT(tix_db_commit(tx), TIX_OK);
}

struct found {
	struct tix_buf ids;
	int64_t stop_at; /* a ticket that ends it well */
	bool body;       /* was there one? */
};

static enum tix_status
take(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct found *f = arg;

	(void)tx;
	tix_buf_printf(&f->ids, "%s%" PRId64, f->ids.len > 0 ? " " : "",
	    t->id);
	f->body = f->body || t->body != NULL;
	return t->id == f->stop_at ? TIX_NO : TIX_OK;
}

static const char *
find_sorted(struct tix *tx, const char *query, const char *order,
    int64_t limit, bool *more)
{
	struct found f = { .ids = { .arena = tx->run } };
	struct tix_sort sort[TIX_SORT_MAX];
	struct tix_term *tree;
	size_t n = 0;
	enum tix_status s = TIX_OK;

	if (order != NULL)
		s = tix_sort_parse(tx, order, sort, &n);
	if (s == TIX_OK)
		s = tix_query_parse(tx, query, &tree);
	if (s == TIX_OK)
		s = tix_tickets_select(tx, tree, sort, n, limit,
		    TIX_BIT(TIX_F_ID), take, &f, more);
	CHECK(!f.body);
	return s == TIX_OK ? tix_buf_text(&f.ids) :
	    tix_arena_dup(tx->run, tx->error);
}

static const char *
find(struct tix *tx, const char *query)
{
	return find_sorted(tx, query, NULL, 0, NULL);
}

struct answer {
	const char *query;
	const char *ids;
};

static void
check_answers(struct tix *tx, const struct answer *a, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *ids = find(tx, a[i].query);

		if (strcmp(ids, a[i].ids) != 0)
			printf("# query: %s\n", a[i].query);
		CHECK_STR(ids, a[i].ids);
	}
}

#define ANSWERS(tx, a) check_answers((tx), (a), sizeof (a) / sizeof (a)[0])

static void
by_fields(struct tix *tx)
{
	static const struct answer a[] = {
		{ "", "1 2 3 4 5 6" },
		{ "state:open", "1 5 6" },
		{ "state:open,waiting", "1 3 5 6" },
		{ "not state:open", "2 3 4" },
		{ "queue:net", "1 3 5 6" },
		{ "not queue:net", "2 4" },
		{ "queue:", "4" },
		{ "queue:,desk", "2 4" },
		{ "not queue:,desk", "1 3 5 6" },
		{ "queue:..", "1 2 3 5 6" },
		{ "-queue:..", "4" },
		{ "not not queue:net", "1 3 5 6" },
		{ "state:open or queue:net", "1 3 5 6" },
		{ "not (state:open or queue:net)", "2 4" },
		{ "not (state:open queue:net)", "2 3 4" },
		{ "state>merged", "" },
		{ "not state>merged", "1 2 3 4 5 6" },
		{ "priority:..2", "1 3 5 6" },
		{ "priority>2", "2" },
		{ "not priority>2", "1 3 4 5 6" },
		{ "id:2,#4,T9", "2 4" },
		{ "id:..2 or id>5", "1 2 6" },
		{ "tags:vpn", "1 3" },
		{ "tags:vp", "4" },
		{ "tags:vpn,remote", "1 3 5" },
		{ "tags:", "2 6" },
		{ "tags:,vp", "2 4 6" },
		{ "not tags:vpn", "2 4 5 6" },
		{ "tags:..", "1 3 4 5" },
		{ "owner:me", "1 4" },
		{ "mine", "1" },
		{ "not mine", "2 3 4 5 6" },
		{ "mine:no", "2 3 4 5 6" },
		{ "unassigned", "2 5 6" },
		{ "overdue", "3" },
		{ "overdue:no state:waiting", "" },
		{ "breached", "3" }, /* its date by hand has passed */
		{ "breached:no", "1 2 4 5 6" },
		{ "due:..4h", "1 3 4" },
		{ "due:now..", "1 6" },
		{ "age:2h..", "2 3 5 6" },
		{ "age>2h", "3 5 6" },
		{ "age:..2h", "1 2" },
		{ "age<2h", "1" },
		{ "idle:30h..50h", "3 5" },
		{ "opened:today", "1 2" },
		{ "opened:..yesterday", "3 4 5 6" },
		{ "resolved:", "1 2 3 5 6" },
		{ "level:L1..L2", "1 2 3 6" },
		{ "key:x", "" },
	};

	begin(tx);
	ANSWERS(tx, a);
	end(tx);
}

static void
by_patterns(struct tix *tx)
{
	static const struct answer a[] = {
		{ "subject~^vpn", "1 5" },
		{ "not subject~vpn", "2 3 4 6" },
		{ "owner~.", "1 3 4" },
		{ "not owner~.", "2 5 6" },
		{ "state~^w subject~caf", "3" },
		{ "subject~jam or subject~down$", "1 2" },
		{ "body~\"^\\(down\\)$\"", "5" },
		{ "text~tunnel|jam", "1 2" },
		{ "text~secret", "6" },
		{ "tags~\\bremote\\b", "1 5" },
	};

	begin(tx);
	note(tx, 6, "a secret note");
	ANSWERS(tx, a);
	end(tx);
}

static const struct answer searches[] = {
	{ "vpn", "1 3 5" },
	{ "VPN down", "1 5" },
	{ "vpn or jam", "1 2 3 5" },
	{ "not vpn", "2 4 6" },
	{ "\"vpn down\"", "1" },
	{ "\"down vpn\"", "" },
	{ "-\"vpn down\" vpn", "3 5" },
	{ "emigre", "3" },
	{ "CAFÉ", "3" },
	{ "text:jam,tunnel", "1 2" },
	{ "quoted drop", "4" },
	{ "\"100% \\\"quoted\\\" 'x' -- drop\"", "4" },
	{ "raw", "6" },
	{ "net", "6" },
	{ "secret", "6" },
	{ "secret raw", "6" },
	{ "later", "2" },
	{ "vpn state:open", "1 5" },
	{ "vpn or queue:net", "1 3 5 6" },
	/* Nothing is an operator of the full-text engine. */
	{ "vpn NEAR down", "" },
	{ "subject:vpn", "" },
	{ "vpn*", "1 3 5" },
	{ "vp*", "" },
	{ "vpn^down", "1" },
	{ "{subject}", "" },
	{ "vpn+down", "1" },
	{ "\"vpn\\\" OR \\\"jam\"", "" },
	{ "';drop", "4" },
	{ "\xff", "" },
};

static void
by_words_that_wait(struct tix *tx)
{
	begin(tx);
	note(tx, 6, "a secret note");
	note(tx, 2, "first");
	note(tx, 2, "later");
	ANSWERS(tx, searches);
	end(tx);
}

/* More tickets than may wait, and the index is brought up to date. */
static void
drain(struct tix *tx)
{
	static const struct sample filler = { "filler", NULL, NULL, NULL,
		NULL, NULL, TIX_CLOSED, 5, 1, 0 };

	CHECK_INT(tix_db_begin(tx), TIX_OK);
	for (int i = 0; i < TIX_TEXTS_QUEUE_MAX; i++)
		add_sample(tx, &filler);
	CHECK_INT(tix_texts_drain(tx), TIX_OK);
	CHECK_INT(tix_db_commit(tx), TIX_OK);
}

static void
complain(void *arg, const char *finding)
{
	(void)arg;
	printf("# %s\n", finding);
}

static void
by_words_that_are_indexed(struct tix *tx)
{
	static const struct answer a[] = {
		{ "not vpn not filler", "2 4 6" },
	};

	begin(tx);
	note(tx, 6, "a secret note");
	note(tx, 2, "first");
	drain(tx);
	note(tx, 2, "later");
	CHECK_INT(tix_texts_check(tx, complain, NULL), TIX_OK);
	for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++)
		if (strncmp(searches[i].query, "not", 3) != 0)
			check_answers(tx, &searches[i], 1);
	ANSWERS(tx, a);
	end(tx);
}

/* What was said before is not found in the index any more. */
static void
by_words_that_changed(struct tix *tx)
{
	struct tix_ticket t;
	struct tix_event e;

	begin(tx);
	drain(tx);
	CHECK_STR(find(tx, "jam"), "2");
	CHECK_INT(tix_db_begin(tx), TIX_OK);
	CHECK_INT(tix_tickets_load(tx, tx->run, 2, &t), TIX_OK);
	tix_event_init(&e, TIX_E_CHANGED);
	tix_event_set_text(&e, TIX_F_SUBJECT, "Scanner");
	save(tx, &t, &e);
	CHECK_STR(find(tx, "jam"), "");
	CHECK_STR(find(tx, "scanner"), "2");
	CHECK_INT(tix_db_commit(tx), TIX_OK);
	CHECK_STR(find(tx, "jam"), "");
	CHECK_STR(find(tx, "scanner"), "2");
	drain(tx);
	CHECK_STR(find(tx, "jam"), "");
	CHECK_STR(find(tx, "scanner"), "2");
	CHECK_INT(tix_texts_check(tx, complain, NULL), TIX_OK);
	end(tx);
}

static void
collect(void *arg, const char *finding)
{
	struct tix_buf *b = arg;

	tix_buf_printf(b, "%s%s", b->len > 0 ? "; " : "", finding);
}

/* An index that says other than tickets and notes is found out. */
static void
checked(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };

	begin(tx);
	note(tx, 3, "noted");
	drain(tx);
	CHECK_INT(tix_texts_check(tx, collect, &b), TIX_OK);
	CHECK_INT(tix_db_begin(tx), TIX_OK);
	CHECK_INT(tix_sql_script(tx,
	    "UPDATE text SET body = 'other' WHERE rowid = 1;"
	    "DELETE FROM text WHERE rowid = 2;"
	    "UPDATE text SET notes = NULL WHERE rowid = 3;"
	    "INSERT INTO text (rowid, subject) VALUES (9000, 'stray');"
	    "INSERT INTO text_todo (ticket) VALUES (9001);"), TIX_OK);
	CHECK_INT(tix_texts_check(tx, collect, &b), TIX_NO);
	tix_db_rollback(tx);
	CHECK_STR(tix_buf_text(&b),
	    "ticket 1: its full text is not what it says; "
	    "ticket 2: its full text is not what it says; "
	    "ticket 3: its full text is not what it says; "
	    "ticket 9000: has full text but does not exist; "
	    "ticket 9001: waits for the full text but does not exist");
	end(tx);
}

static void
in_order(struct tix *tx)
{
	static const struct { const char *order, *ids; } orders[] = {
		{ NULL, "1 2 3 4 5 6" },
		{ "-id", "6 5 4 3 2 1" },
		{ "priority", "5 1 3 6 2 4" },
		{ "-priority", "2 1 3 6 5 4" },
		{ "priority,-id", "5 6 3 1 2 4" },
		{ "age", "1 2 3 4 5 6" },
		{ "-age", "6 5 4 3 2 1" },
		{ "opened", "6 5 4 3 2 1" },
		{ "-idle", "6 5 4 3 2 1" },
		{ "due", "4 3 1 6 2 5" },
		{ "-due", "6 1 3 4 2 5" },
		{ "state", "2 1 5 6 3 4" },
		{ "-state", "4 3 1 5 6 2" },
		{ "queue,-priority", "2 1 3 6 5 4" },
		{ "level", "2 3 1 6 5 4" },
		{ "subject", "4 2 1 6 5 3" },
	};

	begin(tx);
	for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
		CHECK_STR(find_sorted(tx, "", orders[i].order, 0, NULL),
		    orders[i].ids);
	end(tx);
}

static void
by_the_desks_levels(struct tix *tx)
{
	static const struct tix_level levels[] = {
		{ .name = "vendor", .order = 0, .vendor = true },
		{ .name = "L2", .order = 1 },
		{ .name = "L1", .order = 2 },
	};
	static const struct tix_desk desk = { .version = 1, .name = "unit",
		.levels = levels, .nlevels = 3 };

	begin(tx);
	tx->desk = &desk;
	CHECK_STR(find_sorted(tx, "", "level", 0, NULL), "5 1 6 2 3 4");
	CHECK_STR(find_sorted(tx, "", "-level", 0, NULL), "2 3 1 6 5 4");
	CHECK_STR(find(tx, "level:L2.."), "1 2 3 6");
	CHECK_STR(find(tx, "level<L2"), "5");
	end(tx);
}

static void
limits(struct tix *tx)
{
	bool more;

	begin(tx);
	CHECK_STR(find_sorted(tx, "", NULL, 2, &more), "1 2");
	CHECK(more);
	CHECK_STR(find_sorted(tx, "", NULL, 6, &more), "1 2 3 4 5 6");
	CHECK(!more);
	CHECK_STR(find_sorted(tx, "", NULL, INT64_MAX, &more), "1 2 3 4 5 6");
	CHECK(!more);
	CHECK_STR(find_sorted(tx, "priority:1", NULL, 1, &more), "5");
	CHECK(!more);
	CHECK_STR(find_sorted(tx, "", "bogus", 0, NULL), "no field 'bogus'"
	    " to sort by; there are: id, subject, body, kind, state,"
	    " waiting_on, wait_until, wait_then, level, queue, team, owner,"
	    " requester, organisation, category, service, asset, source,"
	    " channel, impact, urgency, priority, priority_source, tags, key,"
	    " count, opened, updated, taken, first_response, resolved, closed,"
	    " resolution, rating, due, next_due, breached, effort,"
	    " undelivered, problem, vendor_case, agreement, checklist, visits,"
	    " bounces, parent, merged_into, links, watchers, origin, fields,"
	    " alarm, calendar, age, idle");
	CHECK_STR(find_sorted(tx, "", "owner,rank", 0, NULL),
	    "'rank' sorts alone");
	CHECK_STR(find_sorted(tx, "", "urgency", 0, NULL),
	    "'urgency' sorts alone");
	CHECK_STR(find_sorted(tx, "", "id,id,id,id,id", 0, NULL),
	    "more than 4 keys to sort by");
	end(tx);
}

static void
ends_where_told(struct tix *tx)
{
	struct found f = { .ids = { .arena = tx->run }, .stop_at = 3 };
	struct tix_term *tree;
	bool more = true;

	begin(tx);
	CHECK_INT(tix_query_parse(tx, "vpn or id:..", &tree), TIX_OK);
	CHECK_INT(tix_tickets_select(tx, tree, NULL, 0, 0, TIX_ALL_FIELDS, take,
	    &f, &more), TIX_OK);
	CHECK_STR(tix_buf_text(&f.ids), "1 2 3");
	CHECK(f.body);
	CHECK(!more);
	/* The view was left: writing goes on. */
	note(tx, 1, "after");
	end(tx);
}

/* The greatest queries that parse also run. */
static void
greatest(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };

	begin(tx);
	for (int i = 0; i < 64; i++)
		tix_buf_str(&b, i % 2 ? "or tags:x,y " : "vpn not mine or a ");
	CHECK(strstr(find(tx, tix_buf_text(&b)), "query-terms-max") != NULL);
	b.len = 0;
	for (int i = 0; i < 10; i++)
		tix_buf_str(&b, "subject~a or -text~b -\"y\" (");
	tix_buf_str(&b, "text~x or \"z\" jam");
	for (int i = 0; i < 10; i++)
		tix_buf_str(&b, ")");
	CHECK_STR(find(tx, tix_buf_text(&b)), "2 3 4 6");
	b.len = 0;
	tix_buf_str(&b, "tags:x");
	for (int i = 0; i < 254; i++)
		tix_buf_str(&b, ",x");
	tix_buf_str(&b, ",vp");
	CHECK_STR(find(tx, tix_buf_text(&b)), "4");
	b.len = 0;
	tix_buf_str(&b, "opened:today");
	for (int i = 0; i < 63; i++)
		tix_buf_str(&b, ",today");
	CHECK_STR(find(tx, tix_buf_text(&b)), "1 2");
	end(tx);
}

static const struct unit_test tests[] = {
	{ "tickets are found by their fields", by_fields },
	{ "patterns are held against texts and notes", by_patterns },
	{ "words are found before they are indexed", by_words_that_wait },
	{ "words are found once they are indexed", by_words_that_are_indexed },
	{ "words that changed are not found by the old ones",
	    by_words_that_changed },
	{ "a wrong index is found out", checked },
	{ "tickets come sorted, none last", in_order },
	{ "levels follow the desk's order", by_the_desks_levels },
	{ "a limit tells of more", limits },
	{ "a caller may end the listing", ends_where_told },
	{ "the greatest queries run", greatest },
};

UNIT_MAIN(tests)
