/*
 * The outbox's table: what is put once, claimed by one, settled by whom.
 */
#include "standard.h"

#include <stdlib.h>
#include <unistd.h>

#include <tix/db.h>
#include <tix/desks.h>
#include <tix/outbox.h>
#include <tix/sweeps.h>
#include <tix/tickets.h>
#include <tix/time.h>

#define MINUTES(n) ((n) * TIX_MINUTE)

static char folder[64], path[96];

static void
begin(struct tix *tx)
{
	struct tix_event *e = tix_arena_alloc(tx->run, sizeof *e);
	struct tix_ticket t = { 0 };

	snprintf(folder, sizeof folder, "/tmp/tix-unit-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/tix.db", folder);
	tx->actor = "unit";
	tx->via = "unit";
	tx->at = tx->now;
	CHECK_INT(tix_db_create(tx, path, NULL), TIX_OK);
	CHECK_INT(tix_desks_apply(tx, standard_text, NULL), TIX_OK);
	tix_event_init(e, TIX_E_OPENED);
	tix_event_set_text(e, TIX_F_SUBJECT, "one");
	tix_event_set_int(e, TIX_F_STATE, TIX_NEW);
	tix_event_set_int(e, TIX_F_KIND, TIX_INCIDENT);
	CHECK_INT(tix_tickets_save(tx, &t, e, 1), TIX_OK);
	CHECK_INT(tix_db_finish(tx), TIX_OK);
	CHECK_INT(tix_db_open(tx, path, TIX_DB_WRITE, TIX_SECOND), TIX_OK);
	CHECK_INT(tix_db_begin(tx), TIX_OK);
}

static void
end(struct tix *tx)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-gate" };

	CHECK_INT(tix_db_commit(tx), TIX_OK);
	tix_db_close(tx);
	for (size_t i = 0; i < N(tails); i++)
		unlink(tix_arena_printf(tx->mem, "%s%s", path, tails[i]));
	CHECK_INT(rmdir(folder), 0);
}

static enum tix_status
put(struct tix *tx, const char *key, int64_t next)
{
	return tix_outbox_put(tx, &(struct tix_outbox_row){ .key = key,
	    .ticket = 1, .event = 2, .targets = "agent:ewa team:net",
	    .next_try = next });
}

static void
once(struct tix *tx)
{
	struct tix_outbox_row row;
	char *big = tix_arena_alloc(tx->run, TIX_OUTBOX_DATA_MAX + 2);

	begin(tx);
	CHECK_INT(put(tx, "a", 0), TIX_OK);
	CHECK_INT(put(tx, "a", 0), TIX_NO);
	CHECK_INT(put(tx, "b", 0), TIX_OK);
	CHECK_INT(tix_outbox_get(tx, 1, &row), TIX_OK);
	CHECK_STR(row.key, "a");
	CHECK_INT(row.state, TIX_O_PENDING);
	CHECK_INT(row.queued, tx->now);
	CHECK_INT(tix_outbox_get(tx, 3, &row), TIX_NOT_FOUND);
	CHECK_STR(tx->error, "no notification '3'");
	memset(big, 'x', TIX_OUTBOX_DATA_MAX + 1);
	big[TIX_OUTBOX_DATA_MAX + 1] = '\0';
	CHECK_INT(put(tx, big + TIX_OUTBOX_DATA_MAX - TIX_OUTBOX_KEY_MAX, 0),
	    TIX_INVALID);
	CHECK_STR(tx->error,
	    "key of a notification: at most 2048 bytes (outbox-key-max)");
	CHECK_INT(put(tx, big + TIX_OUTBOX_DATA_MAX + 1 - TIX_OUTBOX_KEY_MAX,
	    0), TIX_OK);
	row = (struct tix_outbox_row){ .key = "c", .ticket = 1, .event = 2,
	    .targets = "desk", .data = big };
	CHECK_INT(tix_outbox_put(tx, &row), TIX_INVALID);
	row.data = big + 1;
	CHECK_INT(tix_outbox_put(tx, &row), TIX_OK);
	row.targets = "  ";
	CHECK_INT(tix_outbox_put(tx, &row), TIX_INVALID);
	CHECK_STR(tx->error, "notification 'c' is for nobody");
	row = (struct tix_outbox_row){ .key = "d", .ticket = 7, .event = 2,
	    .targets = "desk" };
	CHECK(tix_outbox_put(tx, &row) != TIX_OK); /* no such ticket */
	end(tx);
}

static void
claims(struct tix *tx)
{
	struct tix_outbox_row a, b, c, next;
	int64_t now = tx->now;

	begin(tx);
	CHECK_INT(tix_outbox_claim(tx, MINUTES(1), &a), TIX_NO);
	CHECK_INT(put(tx, "late", now - 1), TIX_OK);
	CHECK_INT(put(tx, "early", now - 2), TIX_OK);
	CHECK_INT(put(tx, "to come", now + 1), TIX_OK);
	CHECK_INT(tix_outbox_claim(tx, MINUTES(1), &a), TIX_OK);
	CHECK_STR(a.key, "early");
	CHECK_INT(a.tries, 1);
	CHECK_INT(tix_outbox_claim(tx, MINUTES(9), &b), TIX_OK);
	CHECK_STR(b.key, "late");
	CHECK_INT(tix_outbox_claim(tx, MINUTES(9), &c), TIX_NO);
	/* It lapses, and another has it: the first one's failure is no news,
	 * its success is. */
	tx->now = now + MINUTES(1);
	CHECK_INT(tix_outbox_claim(tx, MINUTES(9), &c), TIX_OK);
	CHECK_STR(c.key, "to come");
	CHECK_INT(tix_outbox_claim(tx, MINUTES(9), &c), TIX_OK);
	CHECK_INT(c.id, a.id);
	CHECK_INT(c.tries, 2);
	next = a;
	next.result = "failed";
	CHECK_INT(tix_outbox_settle(tx, &a, &next), TIX_NO);
	next.state = TIX_O_SENT;
	next.sent = tx->now;
	next.result = "fine";
	CHECK_INT(tix_outbox_settle(tx, &a, &next), TIX_OK);
	CHECK_INT(tix_outbox_settle(tx, &c, &next), TIX_NO);
	next = c;
	CHECK_INT(tix_outbox_settle(tx, &c, &next), TIX_NO);
	CHECK_INT(tix_outbox_get(tx, a.id, &a), TIX_OK);
	CHECK_INT(a.state, TIX_O_SENT);
	CHECK_STR(a.result, "fine");
	end(tx);
}

static void
moves(struct tix *tx)
{
	static const struct {
		enum tix_outbox_state from, to;
		enum tix_status want;
	} t[] = {
		{ TIX_O_PENDING, TIX_O_PENDING, TIX_NO },
		{ TIX_O_PENDING, TIX_O_HELD, TIX_OK },
		{ TIX_O_SENT, TIX_O_HELD, TIX_NO },
		{ TIX_O_SENT, TIX_O_DISCARDED, TIX_CONFLICT },
		{ TIX_O_HELD, TIX_O_PENDING, TIX_OK },
		{ TIX_O_HELD, TIX_O_DISCARDED, TIX_CONFLICT },
		{ TIX_O_PENDING, TIX_O_DISCARDED, TIX_OK },
		{ TIX_O_PENDING, TIX_O_PENDING, TIX_CONFLICT },
	};
	struct tix_outbox_count n;
	int64_t held;

	begin(tx);
	CHECK_INT(put(tx, "a", 0), TIX_OK);
	for (size_t i = 0; i < N(t); i++)
		CHECK_INT(tix_outbox_move(tx, 1, 1u << t[i].from, t[i].to),
		    t[i].want);
	CHECK_INT(tix_outbox_move(tx, 9, ~0u, TIX_O_HELD), TIX_NOT_FOUND);
	CHECK_INT(put(tx, "b", 0), TIX_OK);
	CHECK_INT(put(tx, "c", tx->now + 1), TIX_OK);
	CHECK_INT(tix_outbox_count(tx, &n), TIX_OK);
	CHECK_INT(n.pending, 2);
	CHECK_INT(n.due, 1);
	CHECK_INT(n.oldest, tx->now);
	CHECK_INT(tix_outbox_hold(tx, &held), TIX_OK);
	CHECK_INT(held, 2);
	CHECK_INT(tix_outbox_count(tx, &n), TIX_OK);
	CHECK_INT(n.pending, 0);
	CHECK_INT(n.held, 2);
	CHECK_INT(n.oldest, 0);
	end(tx);
}

static void
sweeps(struct tix *tx)
{
	int64_t at;

	begin(tx);
	CHECK_INT(tix_sweeps_last(tx, &at), TIX_OK);
	CHECK_INT(at, 0);
	CHECK_INT(tix_sweeps_finished(tx, 20), TIX_OK);
	CHECK_INT(tix_sweeps_finished(tx, 10), TIX_OK);
	CHECK_INT(tix_sweeps_last(tx, &at), TIX_OK);
	CHECK_INT(at, 20);
	end(tx);
}

static const struct unit_test tests[] = {
	{ "a key is put once, and what is too much is refused", once },
	{ "one has a claim until it lapses, and who was told is told", claims },
	{ "states go where they may", moves },
	{ "the latest sweep is the last one", sweeps },
};

int
main(void)
{
	return unit_main(tests, sizeof tests / sizeof tests[0]);
}
