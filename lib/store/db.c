/*
 * The engine: the only file that includes its header.  What is asked of it,
 * and when, stands elsewhere.
 */
#include <tix/db.h>

#include "blocks.h"
#include "file.h"
#include "sql.h"
#include "statements.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include <tix/arena.h>
#include <tix/trace.h>

#define WAIT_MAX (INT64_C(86400) * 1000000) /* the engine counts in an int */

struct tix_db {
	sqlite3 *sq;
	struct tix_session session;
	struct tix_statements kept;
	struct tix_regex **re;
	size_t nre;
	struct tix *tx; /* for functions that the engine calls back */
};

struct tix_row {
	sqlite3_stmt *stmt;
};

void
tix_sql_trouble(const struct tix *tx, struct tix_trouble *t)
{
	static const struct {
		int code;
		enum tix_trouble_kind kind;
	} kinds[] = {
		{ SQLITE_BUSY, TIX_SQL_LOCKED },
		{ SQLITE_LOCKED, TIX_SQL_LOCKED },
		{ SQLITE_NOTADB, TIX_SQL_NO_DESK },
		{ SQLITE_CORRUPT, TIX_SQL_DAMAGED },
		{ SQLITE_IOERR, TIX_SQL_IO }, { SQLITE_CANTOPEN, TIX_SQL_IO },
		{ SQLITE_FULL, TIX_SQL_IO }, { SQLITE_READONLY, TIX_SQL_IO },
		{ SQLITE_PERM, TIX_SQL_IO },
		{ SQLITE_CONSTRAINT, TIX_SQL_BROKEN },
		{ SQLITE_TOOBIG, TIX_SQL_LONG },
	};
	sqlite3 *sq = tx->db->sq;
	const int code = sqlite3_errcode(sq) & 0xff;
	const int error = sqlite3_system_errno(sq);

	t->kind = TIX_SQL_WRONG;
	t->words = sqlite3_errmsg(sq);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (kinds[i].code == code)
			t->kind = kinds[i].kind;
	if (error != 0 && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN))
		t->words = strerror(error);
}

static int
on_commit(void *arg, sqlite3 *sq, const char *name, int frames)
{
	(void)sq;
	(void)name;
	((struct tix_db *)arg)->session.frames = frames;
	return SQLITE_OK;
}

/* SQL's tix_match(number, text): a pattern that gives up matches nothing. */
static void
match_function(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct tix_db *db = sqlite3_user_data(c);
	int64_t i = sqlite3_value_int64(v[0]);
	const char *text = (const char *)sqlite3_value_text(v[1]);

	(void)n;
	if (i < 0 || (size_t)i >= db->nre || text == NULL)
		sqlite3_result_int(c, 0);
	else
		sqlite3_result_int(c,
		    tix_regex_match(db->tx, db->re[i], text) == TIX_OK);
}

void
tix_sql_patterns(struct tix *tx, struct tix_regex **re, size_t n)
{
	tx->db->re = re;
	tx->db->nre = n;
	sqlite3_create_function(tx->db->sq, "tix_match", 2,
	    SQLITE_UTF8 | SQLITE_DIRECTONLY, tx->db, match_function, NULL,
	    NULL);
}

/*
 * Hostile files: a trigger or view that somebody put in runs, but may call
 * nothing that reaches beyond the file, and what it asks is bounded.  tix fsck
 * names it.
 */
static void
harden(struct tix_db *db)
{
	int one = 1;

	sqlite3_extended_result_codes(db->sq, 1);
	sqlite3_db_config(db->sq, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->sq, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->sq, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->sq, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(db->sq, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_limit(db->sq, SQLITE_LIMIT_LENGTH, 64 << 20);
	sqlite3_limit(db->sq, SQLITE_LIMIT_SQL_LENGTH, 100000);
	sqlite3_limit(db->sq, SQLITE_LIMIT_EXPR_DEPTH, 200);
	sqlite3_limit(db->sq, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_file_control(db->sq, "main", SQLITE_FCNTL_PERSIST_WAL, &one);
	sqlite3_wal_hook(db->sq, on_commit, db); /* no automatic checkpoint */
}

/*
 * A process is one thread: locks within it and counts of its memory are a tenth
 * of a short program's instructions.  This must come before anything else.
 */
static void
set_up_engine(void)
{
	static const sqlite3_mem_methods memory = {
		tix_blocks_get, tix_blocks_put, tix_blocks_resize,
		tix_blocks_size, tix_blocks_round, tix_blocks_init,
		tix_blocks_clear, NULL,
	};

	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (tix_blocks_wanted())
		sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
}

enum tix_status
tix_db_attach(struct tix *tx, const char *path, int64_t wait)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
	    SQLITE_OPEN_NOMUTEX;
	struct tix_db *db = tix_arena_alloc(tx->run, sizeof *db);

	db->session.path = path;
	db->session.wait = wait < WAIT_MAX ? wait : WAIT_MAX;
	db->session.gate = -1;
	db->tx = tx;
	tx->db = db;
	set_up_engine();
	if (sqlite3_open_v2(path, &db->sq, flags, NULL) != SQLITE_OK)
		return tix_sql_fault(tx, path);
	harden(db);
	tix_sql_patience(tx, db->session.wait);
	return TIX_OK;
}

void
tix_sql_patience(struct tix *tx, int64_t wait)
{
	sqlite3_busy_timeout(tx->db->sq, (int)(wait / 1000));
}

enum tix_status
tix_sql_script(struct tix *tx, const char *sql)
{
	if (sqlite3_exec(tx->db->sq, sql, NULL, NULL, NULL) != SQLITE_OK)
		return tix_sql_fault(tx, tx->db->session.path);
	return TIX_OK;
}

void
tix_db_close(struct tix *tx)
{
	struct tix_db *db = tx->db;
	sqlite3_stmt *stmt;

	if (db == NULL)
		return;
	tix_db_rollback(tx);
	tix_db_read_end(tx);
	while ((stmt = tix_statements_take(&db->kept)) != NULL)
		sqlite3_finalize(stmt);
	sqlite3_close(db->sq);
	if (db->session.final != NULL)
		tix_file_remove(db->session.path);
	if (db->session.gate >= 0)
		close(db->session.gate);
	tx->db = NULL;
}

struct tix_session *
tix_db_session(struct tix *tx)
{
	return &tx->db->session;
}

/* The kept statement, unless it is running further up; else a new one. */
static enum tix_status
prepare(struct tix *tx, const char *sql, sqlite3_stmt **stmt, bool *kept)
{
	struct tix_db *db = tx->db;
	sqlite3_stmt *old = tix_statements_get(&db->kept, sql);

	*stmt = old;
	*kept = old != NULL && !sqlite3_stmt_busy(old);
	if (*kept)
		return TIX_OK;
	tix_tracef(tx, TIX_TRACE_SQL, "prepare: %s", sql);
	if (sqlite3_prepare_v3(db->sq, sql, -1, old != NULL ? 0 :
	    SQLITE_PREPARE_PERSISTENT, stmt, NULL) != SQLITE_OK)
		return tix_sql_fault(tx, "sql");
	*kept = old == NULL && tix_statements_add(&db->kept, sql, *stmt);
	return TIX_OK;
}

/* Lists mostly have the statement's order; the search by name is dear. */
static int
place_of(sqlite3_stmt *stmt, int guess, const char *name)
{
	const char *there = sqlite3_bind_parameter_name(stmt, guess);

	if (there != NULL && strcmp(there, name) == 0)
		return guess;
	return sqlite3_bind_parameter_index(stmt, name);
}

static enum tix_status
bind(struct tix *tx, sqlite3_stmt *stmt, const struct tix_param *p)
{
	int i = 0, r;

	for (; p != NULL && p->name != NULL; p++) {
		i = place_of(stmt, i + 1, p->name);
		if (i == 0)
			return tix_fail(tx, TIX_FAILED, "sql: no parameter %s",
			    p->name);
		if (p->none || (p->type != TIX_P_INT && p->p == NULL))
			r = sqlite3_bind_null(stmt, i);
		else if (p->type == TIX_P_INT)
			r = sqlite3_bind_int64(stmt, i, p->i);
		else if (p->type == TIX_P_TEXT)
			r = sqlite3_bind_text(stmt, i, p->p, -1,
			    SQLITE_STATIC);
		else
			r = sqlite3_bind_blob64(stmt, i, p->p, p->n,
			    SQLITE_STATIC);
		if (r != SQLITE_OK)
			return tix_sql_fault(tx, p->name);
	}
	return TIX_OK;
}

/* Tests ask to be told of a scan that nobody meant. */
static void
warn_of_scan(struct tix *tx, const char *sql, sqlite3_stmt *stmt)
{
	if ((tx->trace & TIX_TRACE_SCAN) != 0 &&
	    strstr(sql, "/*scan*/") == NULL &&
	    sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1) > 0)
		tix_tracef(tx, TIX_TRACE_SCAN, "full scan: %s", sql);
}

enum tix_status
tix_sql(struct tix *tx, const char *sql, const struct tix_param *params,
    tix_row_fn fn, void *arg)
{
	enum tix_status s = TIX_OK;
	struct tix_row row;
	bool kept;
	int r;

	s = prepare(tx, sql, &row.stmt, &kept);
	if (s != TIX_OK)
		return s;
	s = bind(tx, row.stmt, params);
	while (s == TIX_OK) {
		r = sqlite3_step(row.stmt);
		if (r == SQLITE_DONE)
			break;
		if (r != SQLITE_ROW)
			s = tix_sql_fault(tx, "sql");
		else if (fn != NULL)
			s = fn(tx, &row, arg);
	}
	warn_of_scan(tx, sql, row.stmt);
	sqlite3_reset(row.stmt);
	if (!kept)
		sqlite3_finalize(row.stmt);
	return s == TIX_NO ? TIX_OK : s;
}

int64_t
tix_sql_changes(struct tix *tx)
{
	return sqlite3_changes64(tx->db->sq);
}

bool
tix_row_null(const struct tix_row *row, int column)
{
	return sqlite3_column_type(row->stmt, column) == SQLITE_NULL;
}

int64_t
tix_row_int(const struct tix_row *row, int column)
{
	return sqlite3_column_int64(row->stmt, column);
}

const void *
tix_row_peek(const struct tix_row *row, int column, bool text, size_t *n)
{
	const void *p = text ?
	    (const void *)sqlite3_column_text(row->stmt, column) :
	    sqlite3_column_blob(row->stmt, column);

	*n = (size_t)sqlite3_column_bytes(row->stmt, column);
	return p;
}
