/*
 * The engine: the only file that includes its header.  What is asked of it,
 * and when, stands elsewhere.
 */
#include <tix/db.h>

#include "file.h"
#include "sql.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tix/arena.h>
#include <tix/trace.h>

#define BUCKETS 64
#define WAIT_MAX (INT64_C(86400) * 1000000) /* the engine counts in an int */

struct statement {
	const char *sql; /* its address is the key */
	sqlite3_stmt *stmt;
	struct statement *next;
};

struct tix_db {
	sqlite3 *sq;
	struct tix_session session;
	struct statement *bucket[BUCKETS];
	struct tix_regex **re;
	size_t nre;
	struct tix *tx; /* for functions that the engine calls back */
};

struct tix_row {
	sqlite3_stmt *stmt;
};

/* The system's word for it, where the engine only has "disk I/O error". */
static const char *
io_words(sqlite3 *sq)
{
	int code = sqlite3_errcode(sq) & 0xff;
	int error = sqlite3_system_errno(sq);

	if (error != 0 && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN))
		return strerror(error);
	return sqlite3_errmsg(sq);
}

/* What the engine found, as what the caller can do about it. */
static enum tix_status
fault(struct tix *tx, const char *what)
{
	sqlite3 *sq = tx->db->sq;
	const char *words = sqlite3_errmsg(sq);

	switch (sqlite3_errcode(sq) & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return tix_fail(tx, TIX_BUSY, "the desk is locked by others");
	case SQLITE_NOTADB:
		return tix_fail(tx, TIX_CONFLICT, "'%s' is no desk",
		    tx->db->session.path);
	case SQLITE_CORRUPT:
		return tix_fail(tx, TIX_IO, "'%s' is damaged: %s; see tix fsck",
		    tx->db->session.path, words);
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return tix_fail(tx, TIX_IO, "'%s': %s", tx->db->session.path,
		    io_words(sq));
	case SQLITE_CONSTRAINT:
		return tix_fail(tx, TIX_CONFLICT, "%s: %s", what, words);
	case SQLITE_TOOBIG:
		return tix_fail(tx, TIX_INVALID, "%s: %s", what, words);
	default:
		return tix_fail(tx, TIX_FAILED, "%s: %s", what, words);
	}
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
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
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
		return fault(tx, path);
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
		return fault(tx, tx->db->session.path);
	return TIX_OK;
}

void
tix_db_close(struct tix *tx)
{
	struct tix_db *db = tx->db;

	if (db == NULL)
		return;
	tix_db_rollback(tx);
	tix_db_read_end(tx);
	for (size_t i = 0; i < BUCKETS; i++)
		while (db->bucket[i] != NULL) {
			struct statement *st = db->bucket[i];

			db->bucket[i] = st->next;
			sqlite3_finalize(st->stmt);
			free(st);
		}
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

static struct statement **
bucket_of(struct tix_db *db, const char *sql)
{
	return &db->bucket[(uintptr_t)sql / 16 % BUCKETS];
}

/* The kept statement, unless it is running further up; else a new one. */
static enum tix_status
prepare(struct tix *tx, const char *sql, sqlite3_stmt **stmt, bool *kept)
{
	struct statement **bucket = bucket_of(tx->db, sql);
	struct statement *st;
	bool running = false;

	for (st = *bucket; st != NULL; st = st->next)
		if (st->sql == sql) {
			running = sqlite3_stmt_busy(st->stmt) != 0;
			*stmt = st->stmt;
			*kept = true;
			if (!running)
				return TIX_OK;
			break;
		}
	tix_tracef(tx, TIX_TRACE_SQL, "prepare: %s", sql);
	if (sqlite3_prepare_v3(tx->db->sq, sql, -1, running ? 0 :
	    SQLITE_PREPARE_PERSISTENT, stmt, NULL) != SQLITE_OK)
		return fault(tx, "sql");
	*kept = false;
	if (running || (st = malloc(sizeof *st)) == NULL)
		return TIX_OK;
	*st = (struct statement){ .sql = sql, .stmt = *stmt, .next = *bucket };
	*bucket = st;
	*kept = true;
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
			return fault(tx, p->name);
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
			s = fault(tx, "sql");
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

/* No program writes one: what comes behind it must not go unseen. */
static const char *
without_nul(struct tix_arena *a, const char *text, size_t n)
{
	char *out = tix_arena_alloc(a, 3 * n + 1), *to = out;

	for (size_t i = 0; i < n; i++)
		if (text[i] != '\0') {
			*to++ = text[i];
		} else {
			memcpy(to, "\xef\xbf\xbd", 3);
			to += 3;
		}
	return out;
}

const char *
tix_row_text(const struct tix_row *row, int column, struct tix_arena *a)
{
	const void *p = sqlite3_column_text(row->stmt, column);
	size_t n = (size_t)sqlite3_column_bytes(row->stmt, column);

	if (p == NULL)
		return NULL;
	return memchr(p, '\0', n) != NULL ? without_nul(a, p, n) :
	    tix_arena_dup_n(a, p, n);
}

const void *
tix_row_blob(const struct tix_row *row, int column, size_t *n,
    struct tix_arena *a)
{
	const void *p = sqlite3_column_blob(row->stmt, column);

	*n = (size_t)sqlite3_column_bytes(row->stmt, column);
	return p == NULL ? NULL : tix_arena_dup_n(a, p, *n);
}
