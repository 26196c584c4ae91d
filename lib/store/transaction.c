/*
 * The gate, transactions, and the log behind them.
 */
#include <tix/db.h>

#include "file.h"
#include "sql.h"

#include <string.h>
#include <time.h>

#include <tix/trace.h>

/* Pages in the log from which the writer that sees them recycles it. */
#define LOG_FRAMES 128

/* From here on its place on the disk is given back, too. */
#define LOG_LONG 16384

/* Within many long transactions: what tix doctor warns of is not reached. */
#define LOG_MANY 10240

#define TRY_MAX 100000 /* microseconds that a try may hold the gate */
#define PAUSE 1000000  /* nanoseconds until the next */

static const char begin_sql[] = "BEGIN IMMEDIATE";
static const char commit_sql[] = "COMMIT";
static const char rollback_sql[] = "ROLLBACK";
static const char savepoint_sql[] = "SAVEPOINT record";
static const char release_sql[] = "RELEASE record";
static const char undo_sql[] = "ROLLBACK TO record";
static const char read_sql[] = "BEGIN";
static const char data_version_sql[] = "PRAGMA data_version";
static const char restart_sql[] = "PRAGMA wal_checkpoint(RESTART)";
static const char truncate_sql[] = "PRAGMA wal_checkpoint(TRUNCATE)";

/* The log begins anew only with a write that changes a byte. */
static const char turn_sql[] =
	"UPDATE meta SET value = value + 1 WHERE name = 'turns'";

const char *
tix_db_path(const struct tix *tx)
{
	return tix_db_session((struct tix *)(uintptr_t)tx)->path;
}

static void
leave_gate(struct tix_session *d)
{
	if (d->in_gate)
		tix_gate_leave(d->gate);
	d->in_gate = false;
}

static int64_t
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * INT64_C(1000000) + ts.tv_nsec / 1000;
}

static enum tix_status
try_begin(struct tix *tx, int64_t left)
{
	struct tix_session *d = tix_db_session(tx);
	enum tix_status s = tix_gate_enter(tx, d->path, &d->gate, left);

	if (s != TIX_OK)
		return s;
	d->in_gate = true;
	if (tix_stopped(tx)) {
		leave_gate(d);
		return tix_fail(tx, TIX_BUSY, "interrupted");
	}
	tix_sql_patience(tx, left < TRY_MAX ? left : TRY_MAX);
	s = tix_sql(tx, begin_sql, NULL, NULL, NULL);
	tix_sql_patience(tx, d->wait);
	d->in_tx = s == TIX_OK;
	if (s != TIX_OK)
		leave_gate(d);
	return s;
}

/*
 * Who writes without the gate must not make its holder keep it for as long as
 * he would wait himself: between tries the others have theirs.
 */
enum tix_status
tix_db_begin(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	const struct timespec pause = { .tv_nsec = PAUSE };
	const int64_t end = now() + d->wait;
	int64_t left = d->wait;
	enum tix_status s = try_begin(tx, left);

	while (s == TIX_BUSY && !tix_stopped(tx) && (left = end - now()) > 0) {
		nanosleep(&pause, NULL);
		s = try_begin(tx, left);
	}
	if (s == TIX_BUSY && tix_stopped(tx))
		s = tix_fail(tx, s, "interrupted");
	d->head.known = false;
	return s;
}

/*
 * Begin the log anew where no reader is in the way.  It is only housekeeping:
 * what was committed is, whatever comes of this.
 */
static void
recycle_log(struct tix *tx, const char *how_sql)
{
	struct tix_session *d = tix_db_session(tx);
	int64_t busy = 1;
	char words[sizeof tx->error];

	memcpy(words, tx->error, sizeof words);
	tix_tracef(tx, TIX_TRACE_GATE, "the log has %d pages", d->frames);
	tix_sql_patience(tx, 0);
	if (tix_sql_int(tx, how_sql, NULL, 1, &busy) == TIX_OK && busy == 0)
		(void)tix_sql(tx, turn_sql, NULL, NULL, NULL);
	tix_sql_patience(tx, d->wait);
	memcpy(tx->error, words, sizeof words);
}

enum tix_status
tix_db_commit(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	enum tix_status s = tix_sql(tx, commit_sql, NULL, NULL, NULL);

	if (s != TIX_OK) {
		tix_db_rollback(tx);
		return s;
	}
	d->in_tx = false;
	if (d->frames > d->peak)
		d->peak = d->frames;
	if (d->frames >= (d->many ? LOG_MANY : LOG_FRAMES))
		recycle_log(tx, d->frames < LOG_LONG ? restart_sql :
		    truncate_sql);
	leave_gate(d);
	return TIX_OK;
}

void
tix_db_many_begin(struct tix *tx)
{
	tix_db_session(tx)->many = true;
	tix_db_session(tx)->peak = 0;
}

/* Where others are at it, one of them will see that the log is long. */
void
tix_db_many_end(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	char words[sizeof tx->error];

	d->many = false;
	if (d->peak < LOG_FRAMES)
		return;
	memcpy(words, tx->error, sizeof words);
	d->in_gate = tix_gate_enter(tx, d->path, &d->gate, 0) == TIX_OK;
	memcpy(tx->error, words, sizeof words);
	if (d->in_gate)
		recycle_log(tx, truncate_sql);
	leave_gate(d);
}

void
tix_db_rollback(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	char words[sizeof tx->error];

	/* The engine may have undone it already: its complaint is no news. */
	memcpy(words, tx->error, sizeof words);
	if (d->in_tx)
		(void)tix_sql(tx, rollback_sql, NULL, NULL, NULL);
	memcpy(tx->error, words, sizeof words);
	d->in_tx = false;
	d->head.known = false;
	leave_gate(d);
}

enum tix_status
tix_db_savepoint(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);

	d->saved = d->head;
	return tix_sql(tx, savepoint_sql, NULL, NULL, NULL);
}

enum tix_status
tix_db_release(struct tix *tx)
{
	return tix_sql(tx, release_sql, NULL, NULL, NULL);
}

enum tix_status
tix_db_undo(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	char words[sizeof tx->error];
	enum tix_status s;

	memcpy(words, tx->error, sizeof words);
	d->head = d->saved;
	s = tix_sql(tx, undo_sql, NULL, NULL, NULL);
	if (s == TIX_OK)
		s = tix_db_release(tx);
	if (s == TIX_OK)
		memcpy(tx->error, words, sizeof words);
	return s;
}

enum tix_status
tix_db_read_begin(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	enum tix_status s = tix_sql(tx, read_sql, NULL, NULL, NULL);

	d->in_read = s == TIX_OK;
	return s;
}

void
tix_db_read_end(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);

	if (d->in_read)
		(void)tix_sql(tx, commit_sql, NULL, NULL, NULL);
	d->in_read = false;
}

enum tix_status
tix_db_changed(struct tix *tx, bool *changed)
{
	struct tix_session *d = tix_db_session(tx);
	int64_t version;
	enum tix_status s = tix_sql_int(tx, data_version_sql, NULL, 0,
	    &version);

	*changed = s == TIX_OK && version != d->version;
	d->version = version;
	return s;
}
