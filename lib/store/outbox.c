/*
 * The table of notifications.
 */
#include <tix/outbox.h>

#include "sql.h"

#include <string.h>

#include <tix/arena.h>

#define COLUMNS \
	" id, key, ticket, event, what, targets, data, target, state, tries," \
	" next_try, queued, sent, result"

static const char put_sql[] =
	"INSERT INTO outbox (key, ticket, event, what, targets, data, state,"
	"       next_try, queued)"
	" VALUES ($key, $ticket, $event, $what, $targets, $data, $state,"
	"       $next, $now)"
	" ON CONFLICT (key) DO NOTHING";

static const char claim_sql[] =
	"UPDATE outbox"
	"   SET next_try = $until, tries = tries + 1"
	" WHERE id = (SELECT id"
	"               FROM outbox"
	"              WHERE state = 'pending' AND next_try <= $now"
	"              ORDER BY next_try, id"
	"              LIMIT 1)"
	" RETURNING" COLUMNS;

/* Each claim has a try of its own: that and the target name it. */
static const char settle_sql[] =
	"UPDATE outbox"
	"   SET state = $state, target = $target, tries = $tries,"
	"       next_try = $next, sent = $sent, result = $result"
	" WHERE id = $id AND state = 'pending'"
	"   AND ($sent IS NOT NULL OR"
	"        (target = $old_target AND tries = $old_tries))";

static const char each_sql[] =
	"SELECT" COLUMNS
	"  FROM outbox"
	" WHERE state IN ($pending, $sent, $failed, $held, $discarded)"
	" ORDER BY id";

static const char get_sql[] =
	"SELECT" COLUMNS
	"  FROM outbox"
	" WHERE id = $id";

static const char move_sql[] =
	"UPDATE outbox"
	"   SET state = $state, target = 0, tries = 0, next_try = $now"
	" WHERE id = $id";

static const char hold_sql[] =
	"UPDATE outbox"
	"   SET state = 'held'"
	" WHERE state = 'pending'";

static const char count_sql[] =
	"SELECT (SELECT count(*) FROM outbox WHERE state = 'pending'),"
	"       (SELECT count(*) FROM outbox"
	"         WHERE state = 'pending' AND next_try <= $now),"
	"       (SELECT count(*) FROM outbox WHERE state = 'failed'),"
	"       (SELECT count(*) FROM outbox WHERE state = 'held'),"
	"       (SELECT min(queued) FROM outbox WHERE state = 'pending')";

const char *const tix_outbox_state_names[TIX_OUTBOX_STATES + 1] = {
	"pending", "sent", "failed", "held", "discarded", NULL
};

static enum tix_outbox_state
state_of(const char *name)
{
	int i = 0;

	while (i < TIX_OUTBOX_STATES &&
	    strcmp(tix_outbox_state_names[i], name) != 0)
		i++;
	return (enum tix_outbox_state)(i + 1);
}

static void
read_row(struct tix *tx, const struct tix_row *row, struct tix_outbox_row *r)
{
	*r = (struct tix_outbox_row){
		.id = tix_row_int(row, 0),
		.key = tix_row_text(row, 1, tx->mem),
		.ticket = tix_row_int(row, 2),
		.event = tix_row_int(row, 3),
		.what = tix_row_text(row, 4, tx->mem),
		.targets = tix_row_text(row, 5, tx->mem),
		.data = tix_row_text(row, 6, tx->mem),
		.target = tix_row_int(row, 7),
		.state = state_of(tix_row_text(row, 8, tx->mem)),
		.tries = tix_row_int(row, 9),
		.next_try = tix_row_int(row, 10),
		.queued = tix_row_int(row, 11),
		.sent = tix_row_int(row, 12),
		.result = tix_row_text(row, 13, tx->mem),
	};
}

/* A bound and a name for each part of a row. */
static enum tix_status
check_part(struct tix *tx, const char *name, const char *text, size_t max)
{
	if (text != NULL && strlen(text) > max)
		return tix_fail(tx, TIX_INVALID, "%s of a notification: at "
		    "most %zu bytes (outbox-%s-max)", name, max, name);
	return TIX_OK;
}

static enum tix_status
check(struct tix *tx, const struct tix_outbox_row *row)
{
	enum tix_status s = check_part(tx, "key", row->key,
	    TIX_OUTBOX_KEY_MAX);

	if (s == TIX_OK)
		s = check_part(tx, "targets", row->targets,
		    TIX_OUTBOX_TARGETS_MAX);
	if (s == TIX_OK)
		s = check_part(tx, "data", row->data, TIX_OUTBOX_DATA_MAX);
	if (s == TIX_OK && row->targets[strspn(row->targets, " ")] == '\0')
		s = tix_fail(tx, TIX_INVALID,
		    "notification '%s' is for nobody", row->key);
	return s;
}

enum tix_status
tix_outbox_put(struct tix *tx, const struct tix_outbox_row *row)
{
	enum tix_outbox_state state = row->state == 0 ? TIX_O_PENDING :
	    row->state;
	enum tix_status s = check(tx, row);

	if (s == TIX_OK)
		s = tix_sql(tx, put_sql, TIX_PARAMS(
		    TIX_TEXT("$key", row->key),
		    TIX_INT("$ticket", row->ticket),
		    TIX_INT("$event", row->event),
		    TIX_TEXT("$what", row->what),
		    TIX_TEXT("$targets", row->targets),
		    TIX_TEXT("$data", row->data),
		    TIX_TEXT("$state", tix_outbox_state_names[state - 1]),
		    TIX_INT("$next", row->next_try),
		    TIX_INT("$now", tx->now)), NULL, NULL);
	return s == TIX_OK && tix_sql_changes(tx) == 0 ? TIX_NO : s;
}

static enum tix_status
take_one(struct tix *tx, const struct tix_row *row, void *arg)
{
	read_row(tx, row, arg);
	return TIX_OK;
}

enum tix_status
tix_outbox_claim(struct tix *tx, int64_t lease, struct tix_outbox_row *row)
{
	enum tix_status s;

	row->id = 0;
	s = tix_sql(tx, claim_sql, TIX_PARAMS(
	    TIX_INT("$until", tx->now + lease), TIX_INT("$now", tx->now)),
	    take_one, row);
	return s == TIX_OK && row->id == 0 ? TIX_NO : s;
}

enum tix_status
tix_outbox_settle(struct tix *tx, const struct tix_outbox_row *claimed,
    const struct tix_outbox_row *row)
{
	enum tix_status s = tix_sql(tx, settle_sql, TIX_PARAMS(
	    TIX_TEXT("$state", tix_outbox_state_names[row->state - 1]),
	    TIX_INT("$target", row->target), TIX_INT("$tries", row->tries),
	    TIX_INT("$next", row->next_try), TIX_SOME("$sent", row->sent),
	    TIX_TEXT("$result", row->result), TIX_INT("$id", claimed->id),
	    TIX_INT("$old_target", claimed->target),
	    TIX_INT("$old_tries", claimed->tries)), NULL, NULL);

	return s == TIX_OK && tix_sql_changes(tx) == 0 ? TIX_NO : s;
}

struct each {
	tix_outbox_fn fn;
	void *arg;
};

static enum tix_status
hand_on(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct each *e = arg;
	struct tix_outbox_row r;

	read_row(tx, row, &r);
	return e->fn(tx, &r, e->arg);
}

enum tix_status
tix_outbox_each(struct tix *tx, unsigned states, tix_outbox_fn fn, void *arg)
{
	const char *name[TIX_OUTBOX_STATES] = { NULL };

	for (int i = 0; i < TIX_OUTBOX_STATES; i++)
		if (states == 0 || (states & 1u << (i + 1)) != 0)
			name[i] = tix_outbox_state_names[i];
	return tix_sql(tx, each_sql, TIX_PARAMS(
	    TIX_TEXT("$pending", name[TIX_O_PENDING - 1]),
	    TIX_TEXT("$sent", name[TIX_O_SENT - 1]),
	    TIX_TEXT("$failed", name[TIX_O_FAILED - 1]),
	    TIX_TEXT("$held", name[TIX_O_HELD - 1]),
	    TIX_TEXT("$discarded", name[TIX_O_DISCARDED - 1])), hand_on,
	    &(struct each){ fn, arg });
}

enum tix_status
tix_outbox_get(struct tix *tx, int64_t id, struct tix_outbox_row *row)
{
	enum tix_status s;

	row->id = 0;
	s = tix_sql(tx, get_sql, TIX_PARAMS(TIX_INT("$id", id)), take_one,
	    row);
	if (s == TIX_OK && row->id == 0)
		return tix_fail(tx, TIX_NOT_FOUND, "no notification '%lld'",
		    (long long)id);
	return s;
}

enum tix_status
tix_outbox_move(struct tix *tx, int64_t id, unsigned from,
    enum tix_outbox_state to)
{
	struct tix_outbox_row row;
	enum tix_status s = tix_outbox_get(tx, id, &row);

	if (s != TIX_OK)
		return s;
	if (row.state == to)
		return TIX_NO;
	if ((from & 1u << row.state) == 0)
		return tix_fail(tx, TIX_CONFLICT, "notification %lld is %s",
		    (long long)id, tix_outbox_state_names[row.state - 1]);
	return tix_sql(tx, move_sql, TIX_PARAMS(
	    TIX_TEXT("$state", tix_outbox_state_names[to - 1]),
	    TIX_INT("$now", tx->now), TIX_INT("$id", id)), NULL, NULL);
}

enum tix_status
tix_outbox_hold(struct tix *tx, int64_t *n)
{
	enum tix_status s = tix_sql(tx, hold_sql, NULL, NULL, NULL);

	*n = s == TIX_OK ? tix_sql_changes(tx) : 0;
	return s;
}

static enum tix_status
take_count(struct tix *tx, const struct tix_row *row, void *arg)
{
	(void)tx;
	*(struct tix_outbox_count *)arg = (struct tix_outbox_count){
		tix_row_int(row, 0), tix_row_int(row, 1),
		tix_row_int(row, 2), tix_row_int(row, 3),
		tix_row_int(row, 4),
	};
	return TIX_OK;
}

enum tix_status
tix_outbox_count(struct tix *tx, struct tix_outbox_count *c)
{
	return tix_sql(tx, count_sql, TIX_PARAMS(TIX_INT("$now", tx->now)),
	    take_count, c);
}
