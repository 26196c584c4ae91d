/*
 * The desk as it was: what was taken back, which policy held, which indexes
 * find it.  A ticket's day, in hours: opened at 1, resolved at 2, taken back at
 * 3 and stored at 5, that taken back at 6; another opened at 4, stored at 5.
 */
#include "standard.h"

#include <stdlib.h>
#include <unistd.h>

#include <tix/db.h>
#include <tix/desks.h>
#include <tix/hindsight.h>
#include <tix/rollups.h>
#include <tix/tickets.h>

#include "../../lib/store/sql.h"

#define HOUR INT64_C(3600000000)
#define START (INT64_C(1764000000) * 1000000)
#define ANY INT64_MAX

static char folder[64];
static char path[80];

static int64_t
hour(double n)
{
	return START + (int64_t)(n * (double)HOUR);
}

static void
save(struct tix *tx, int64_t id, struct tix_event *e, double at, double stored)
{
	struct tix_ticket t = { 0 };

	tx->now = hour(stored);
	e->at = hour(at);
	if (id != 0)
		CHECK_INT(tix_tickets_load(tx, tx->run, id, &t), TIX_OK);
	CHECK_INT(tix_tickets_save(tx, &t, e, 1), TIX_OK);
	tix_arena_reset(tx->mem);
}

static void
move(struct tix *tx, int64_t id, enum tix_event_kind kind, int64_t state,
    double at)
{
	struct tix_event e;

	tix_event_init(&e, kind);
	if (id == 0)
		tix_event_set_text(&e, TIX_F_SUBJECT, "vpn");
	tix_event_set_text(&e, TIX_F_LEVEL, id == 0 ? "L1" : "L2");
	tix_event_set_int(&e, TIX_F_STATE, state);
	save(tx, id, &e, at, at > 3 ? 5 : at);
}

static void
take_back(struct tix *tx, int64_t seq, double at, double stored)
{
	struct tix_event e;

	tix_event_init(&e, TIX_E_RETRACTED);
	tix_event_int(&e, "event", seq);
	save(tx, 1, &e, at, stored);
}

/* Another policy, in which the first queue has another name. */
static const char *
changed_desk(struct tix *tx)
{
	char *text = tix_arena_dup(tx->run, standard_text);
	char *name;

	while ((name = strstr(text, "\"helpdesk\"")) != NULL)
		memcpy(name, "\"frontdsk\"", 10);
	return text;
}

static void
apply(struct tix *tx, const char *compiled, double at, double stored)
{
	tx->now = hour(stored);
	tx->at = hour(at);
	CHECK_INT(tix_desks_apply(tx, compiled, NULL), TIX_OK);
	tix_arena_reset(tx->mem);
}

static void
make(struct tix *tx)
{
	snprintf(folder, sizeof folder, "/tmp/tix-unit-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/tix.db", folder);
	CHECK_INT(tix_db_create(tx, path, NULL), TIX_OK);
	apply(tx, standard_text, 0.5, 0.5); /* event 1 */
	move(tx, 0, TIX_E_OPENED, TIX_OPEN, 1);
	move(tx, 1, TIX_E_RESOLVED, TIX_RESOLVED, 2); /* event 3 */
	take_back(tx, 3, 3, 5); /* event 4 */
	move(tx, 0, TIX_E_OPENED, TIX_NEW, 4);
	take_back(tx, 4, 6, 6);
	apply(tx, changed_desk(tx), 2.5, 7);
	CHECK_INT(tix_db_finish(tx), TIX_OK);
	tx->desk = NULL;
}

static void
look(struct tix *tx, double at, double known)
{
	const struct tix_cut cut = {
		.at = at < 0 ? ANY : hour(at), .known = known < 0 ? ANY :
		    hour(known),
	};

	CHECK_INT(tix_db_open(tx, path, TIX_DB_READ, 1000000), TIX_OK);
	CHECK_INT(tix_hindsight_begin(tx, &cut), TIX_OK);
	CHECK(tix_hindsight_is_on(tx));
	tx->desk = NULL;
	CHECK_INT(tix_desks_load(tx), TIX_OK);
}

static void
end(struct tix *tx)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", "-gate" };

	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
		unlink(tix_arena_printf(tx->mem, "%s%s", path, suffixes[i]));
	CHECK_INT(rmdir(folder), 0);
}

static enum tix_status
take(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	(void)tx;
	tix_buf_printf(arg, "%" PRId64 ":%s:%s ", t->id,
	    tix_state_names[t->state - 1], t->level);
	return TIX_OK;
}

/* "ID:STATE:LEVEL " of each, by the table and by loading one. */
static const char *
tickets(struct tix *tx)
{
	static const struct tix_sort by_id = { TIX_F_ID, false };
	struct tix_buf all = { .arena = tx->run }, each = all;
	struct tix_term *query;

	CHECK_INT(tix_query_parse(tx, "", &query), TIX_OK);
	CHECK_INT(tix_tickets_select(tx, query, &by_id, 1, 0, TIX_NO_BODY,
	    take, &all, NULL), TIX_OK);
	for (int64_t id = 1; id < 4; id++) {
		struct tix_ticket t;
		enum tix_status s = tix_tickets_load(tx, tx->mem, id, &t);

		if (s == TIX_OK)
			take(tx, &t, &each);
		else
			CHECK_INT(s, TIX_NOT_FOUND);
	}
	CHECK_STR(tix_buf_text(&each), tix_buf_text(&all));
	return tix_buf_text(&all);
}

struct row {
	double at, known; /* -1: any */
	const char *want;
	int64_t backlog;
	int64_t desk;
};

static const struct row rows[] = {
	{ 0.2, -1, "", 0, 1 },
	{ 0.9, -1, "", 0, 1 },
	{ 1, -1, "1:open:L1 ", 1, 1 },
	{ 1.9, -1, "1:open:L1 ", 1, 1 },
	{ 2, -1, "1:resolved:L2 ", 0, 1 },
	{ 2.5, -1, "1:resolved:L2 ", 0, 2 },
	{ 3, -1, "1:open:L1 ", 1, 2 },
	{ 4, -1, "1:open:L1 2:new:L1 ", 2, 2 },
	{ 6, -1, "1:resolved:L2 2:new:L1 ", 1, 2 },
	{ 99, -1, "1:resolved:L2 2:new:L1 ", 1, 2 },
	{ -1, 0.2, "", 0, 1 },
	{ -1, 1, "1:open:L1 ", 1, 1 },
	{ -1, 4.9, "1:resolved:L2 ", 0, 1 },
	{ -1, 5, "1:open:L1 2:new:L1 ", 2, 1 },
	{ -1, 6, "1:resolved:L2 2:new:L1 ", 1, 1 },
	{ -1, 7, "1:resolved:L2 2:new:L1 ", 1, 2 },
	{ 3, 4.9, "1:resolved:L2 ", 0, 1 },
	{ 3, 5, "1:open:L1 ", 1, 1 },
	{ 2, 99, "1:resolved:L2 ", 0, 1 },
	{ 0.9, 99, "", 0, 1 },
};

static enum tix_status
add(struct tix *tx, const struct tix_tally *t, void *arg)
{
	(void)tx;
	*(int64_t *)arg += t->n;
	return TIX_OK;
}

static void
at_each_time(struct tix *tx)
{
	make(tx);
	for (size_t i = 0; i < N(rows); i++) {
		const struct row *r = &rows[i];
		int64_t backlog = 0;

		look(tx, r->at, r->known);
		CHECK_STR(tickets(tx), r->want);
		CHECK_INT(tix_db_read_begin(tx), TIX_OK);
		CHECK_INT(tix_rollups_backlog(tx, INT64_MAX, add, &backlog),
		    TIX_OK);
		tix_db_read_end(tx);
		CHECK_INT(backlog, r->backlog);
		CHECK_INT(tx->desk->version, r->desk);
		CHECK_STR(tx->desk->queues[0].name,
		    r->desk == 1 ? "helpdesk" : "frontdsk");
		CHECK_STR(tickets(tx), r->want);
		tix_db_close(tx);
	}
	end(tx);
}

static enum tix_status
take_step(struct tix *tx, const struct tix_row *row, void *arg)
{
	tix_buf_printf(arg, "%s\n", tix_row_text(row, 3, tx->mem));
	return TIX_OK;
}

/* Each wants the words and not the others; NULL: nothing more. */
static const struct {
	const char *sql;
	const char *has;
	const char *has_not;
} plans[] = {
	{ "EXPLAIN QUERY PLAN SELECT data FROM event"
	    " WHERE ticket = 1 ORDER BY at, seq",
	    "INDEX event_ticket (ticket=?)", "TEMP B-TREE" },
	{ "EXPLAIN QUERY PLAN SELECT data FROM event"
	    " WHERE ticket = 1 AND kind = 'retracted' ORDER BY seq DESC",
	    "INDEX event_retracted (ticket=?)", "TEMP B-TREE" },
	{ "EXPLAIN QUERY PLAN SELECT data FROM event WHERE seq = 7",
	    "INTEGER PRIMARY KEY (rowid=?)", "SCAN main" },
	{ "EXPLAIN QUERY PLAN SELECT subject FROM ticket"
	    " WHERE state = 'open' ORDER BY priority, id",
	    "INDEX ticket_state (state=?)", "SCAN main" },
	{ "EXPLAIN QUERY PLAN SELECT subject FROM ticket WHERE id = 3",
	    "main.ticket USING INTEGER PRIMARY KEY", "SCAN main" },
	{ "EXPLAIN QUERY PLAN SELECT opened FROM ticket"
	    " WHERE resolved >= 1 AND resolved < 9",
	    "INDEX ticket_resolved (resolved>? AND resolved<?)", "SCAN main" },
	{ "EXPLAIN QUERY PLAN SELECT sum(n) FROM rollup"
	    " WHERE slot >= 1 AND slot < 9",
	    "PRIMARY KEY (slot>? AND slot<?)", "SCAN main" },
	{ "EXPLAIN QUERY PLAN SELECT max(version) FROM desk",
	    "INDEX event_ticket (ticket=?)", "SCAN main.event" },
};

static void
by_indexes(struct tix *tx)
{
	make(tx);
	look(tx, 3, 5);
	CHECK_INT(tix_db_read_begin(tx), TIX_OK);
	CHECK_INT(tix_hindsight_tallies(tx), TIX_OK);
	for (size_t i = 0; i < N(plans); i++) {
		struct tix_buf b = { .arena = tx->run };

		CHECK_INT(tix_sql(tx, plans[i].sql, NULL, take_step, &b),
		    TIX_OK);
		if (strstr(tix_buf_text(&b), plans[i].has) == NULL ||
		    strstr(tix_buf_text(&b), plans[i].has_not) != NULL)
			CHECK_STR(tix_buf_text(&b), plans[i].has);
	}
	tix_db_read_end(tx);
	tix_db_close(tx);
	end(tx);
}

/* A reader that forgets to ask must not get the present for the past. */
static void
asked_first(struct tix *tx)
{
	static const char tickets_sql[] = "SELECT id FROM ticket";
	static const char rollup_sql[] = "SELECT n FROM rollup";

	make(tx);
	look(tx, 3, 5);
	CHECK_INT(tix_sql(tx, tickets_sql, NULL, NULL, NULL), TIX_FAILED);
	CHECK_INT(tix_hindsight_tickets(tx), TIX_OK);
	CHECK_INT(tix_sql(tx, tickets_sql, NULL, NULL, NULL), TIX_OK);
	CHECK_INT(tix_sql(tx, rollup_sql, NULL, NULL, NULL), TIX_FAILED);
	CHECK_INT(tix_hindsight_tallies(tx), TIX_OK);
	CHECK_INT(tix_sql(tx, rollup_sql, NULL, NULL, NULL), TIX_OK);
	tix_db_close(tx);
	end(tx);
}

/* The clock went back between the two: the note was stored before. */
static void
without_opening(struct tix *tx)
{
	struct tix_event e;
	int64_t n = 0;

	snprintf(folder, sizeof folder, "/tmp/tix-unit-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/tix.db", folder);
	CHECK_INT(tix_db_create(tx, path, NULL), TIX_OK);
	apply(tx, standard_text, 0, 0);
	tix_event_init(&e, TIX_E_OPENED);
	tix_event_set_text(&e, TIX_F_SUBJECT, "vpn");
	save(tx, 0, &e, 3, 3);
	tix_event_init(&e, TIX_E_CHANGED);
	tix_event_set_int(&e, TIX_F_STATE, TIX_OPEN);
	save(tx, 1, &e, 3, 2);
	CHECK_INT(tix_db_finish(tx), TIX_OK);
	look(tx, -1, 2);
	CHECK_STR(tickets(tx), "");
	CHECK_INT(tix_db_read_begin(tx), TIX_OK);
	CHECK_INT(tix_rollups_backlog(tx, INT64_MAX, add, &n), TIX_OK);
	tix_db_read_end(tx);
	CHECK_INT(n, 0);
	tix_db_close(tx);
	end(tx);
}

static void
write_beside(void)
{
	struct tix other = { .actor = "bo", .via = "unit" };
	struct tix_event e;
	struct tix_ticket t;

	other.run = tix_arena_new();
	other.mem = tix_arena_new();
	other.now = other.at = hour(8);
	CHECK_INT(tix_db_open(&other, path, TIX_DB_WRITE, 1000000), TIX_OK);
	CHECK_INT(tix_db_begin(&other), TIX_OK);
	CHECK_INT(tix_desks_load(&other), TIX_OK);
	CHECK_INT(tix_tickets_load(&other, other.mem, 2, &t), TIX_OK);
	tix_event_init(&e, TIX_E_CLOSED);
	tix_event_set_int(&e, TIX_F_STATE, TIX_CLOSED);
	CHECK_INT(tix_tickets_save(&other, &t, &e, 1), TIX_OK);
	CHECK_INT(tix_db_commit(&other), TIX_OK);
	tix_db_close(&other);
	tix_arena_free(other.mem);
	tix_arena_free(other.run);
}

/* Ticket 2 has not changed since, and then it does: the past stays. */
static void
while_others_write(struct tix *tx)
{
	make(tx);
	look(tx, 7, -1);
	CHECK_STR(tickets(tx), "1:resolved:L2 2:new:L1 ");
	write_beside();
	CHECK_STR(tickets(tx), "1:resolved:L2 2:new:L1 ");
	tix_db_close(tx);
	look(tx, -1, 8);
	CHECK_STR(tickets(tx), "1:resolved:L2 2:closed:L1 ");
	tix_db_close(tx);
	end(tx);
}

static const struct unit_test tests[] = {
	{ "a desk is what it was, by what happened and what was known",
	    at_each_time },
	{ "the past is found by the indexes of the present", by_indexes },
	{ "who does not ask for the past gets no present instead",
	    asked_first },
	{ "what was not opened by then is no ticket, whatever is said of it",
	    without_opening },
	{ "the past stays while others write", while_others_write },
};

UNIT_MAIN(tests)
