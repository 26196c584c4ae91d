/*
 * The gate, transactions, and the log behind them.
 */
#include <tix/db.h>

#include "file.h"
#include "sql.h"

#include <stdio.h>
#include <string.h>

#include <tix/trace.h>

/* Pages in the log from which the writer that sees them recycles it. */
#define LOG_FRAMES 128

static const char begin_sql[] = "BEGIN IMMEDIATE";
static const char commit_sql[] = "COMMIT";
static const char rollback_sql[] = "ROLLBACK";
static const char savepoint_sql[] = "SAVEPOINT record";
static const char release_sql[] = "RELEASE record";
static const char undo_sql[] = "ROLLBACK TO record";
static const char read_sql[] = "BEGIN";
static const char data_version_sql[] = "PRAGMA data_version";
static const char impatient_sql[] = "PRAGMA busy_timeout = 0";
static const char checkpoint_sql[] = "PRAGMA wal_checkpoint(RESTART)";

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

enum tix_status
tix_db_begin(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	enum tix_status s = tix_gate_enter(tx, d->gate, d->wait);

	if (s != TIX_OK)
		return s;
	d->in_gate = true;
	s = tix_sql(tx, begin_sql, NULL, NULL, NULL);
	if (s != TIX_OK) {
		leave_gate(d);
		return s;
	}
	d->in_tx = true;
	d->head.known = false;
	return TIX_OK;
}

/*
 * Begin the log anew where no reader is in the way.  It is only housekeeping:
 * what was committed is, whatever comes of this.
 */
static void
recycle_log(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	char patience[48];
	int64_t busy = 1;
	char words[sizeof tx->error];

	memcpy(words, tx->error, sizeof words);
	snprintf(patience, sizeof patience, "PRAGMA busy_timeout = %d",
	    (int)(d->wait / 1000));
	tix_tracef(tx, TIX_TRACE_GATE, "the log has %d pages", d->frames);
	if (tix_sql_script(tx, impatient_sql) == TIX_OK &&
	    tix_sql_int(tx, checkpoint_sql, NULL, 1, &busy) == TIX_OK &&
	    busy == 0)
		(void)tix_sql(tx, turn_sql, NULL, NULL, NULL);
	(void)tix_sql_script(tx, patience);
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
	d->fresh = false;
	if (d->frames >= LOG_FRAMES)
		recycle_log(tx);
	leave_gate(d);
	return TIX_OK;
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
