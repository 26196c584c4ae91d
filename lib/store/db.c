/*
 * The engine: but for logfile.c the only file that includes its header.  What
 * is asked of it, and when, stands elsewhere.
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
};

struct tix_row {
	sqlite3_stmt *stmt;
	struct tix_statement *kept; /* NULL: it ends with its run */
};

void
tix_sql_trouble(const struct tix *tx, struct tix_trouble *t)
{
	static const enum tix_trouble_kind kinds[] = {
		[SQLITE_BUSY] = TIX_SQL_LOCKED,
		[SQLITE_LOCKED] = TIX_SQL_LOCKED,
		[SQLITE_NOTADB] = TIX_SQL_NO_DESK,
		[SQLITE_CORRUPT] = TIX_SQL_DAMAGED,
		[SQLITE_IOERR] = TIX_SQL_IO, [SQLITE_CANTOPEN] = TIX_SQL_IO,
		[SQLITE_FULL] = TIX_SQL_IO, [SQLITE_READONLY] = TIX_SQL_IO,
		[SQLITE_PERM] = TIX_SQL_IO,
		[SQLITE_CONSTRAINT] = TIX_SQL_BROKEN,
		[SQLITE_TOOBIG] = TIX_SQL_LONG,
		[SQLITE_ERROR] = TIX_SQL_WRONG, [SQLITE_AUTH] = TIX_SQL_WRONG,
		[SQLITE_MISMATCH] = TIX_SQL_WRONG,
		[SQLITE_RANGE] = TIX_SQL_WRONG,
		[SQLITE_INTERRUPT] = TIX_SQL_STOPPED,
	};
	sqlite3 *sq = tx->db->sq;
	const size_t code = (size_t)sqlite3_errcode(sq) & 0xff;
	const int error = sqlite3_system_errno(sq);

	t->kind = code < sizeof kinds / sizeof kinds[0] ? kinds[code] :
	    TIX_SQL_FAULT;
	t->words = sqlite3_errmsg(sq);
	t->place = sqlite3_error_offset(sq);
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

/* SQL's tix_match(number, text). */
static void
match_function(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	sqlite3_result_int(c, tix_sql_match(sqlite3_user_data(c),
	    sqlite3_value_int64(v[0]),
	    (const char *)sqlite3_value_text(v[1])));
}

void
tix_sql_patterns(struct tix *tx, struct tix_regex **re, size_t n)
{
	tx->db->session.re = re;
	tx->db->session.nre = n;
	sqlite3_create_function(tx->db->sq, "tix_match", 2,
	    SQLITE_UTF8 | SQLITE_DIRECTONLY, tx, match_function, NULL, NULL);
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

const char *
tix_db_engine(void)
{
	return sqlite3_libversion();
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
	tx->db = db;
	set_up_engine();
	if (sqlite3_open_v2(path, &db->sq, flags, tix_file_vfs()) != SQLITE_OK)
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

static const char *const *
names_of(struct tix *tx, sqlite3_stmt *stmt, size_t n, int first,
    const char *(*name)(sqlite3_stmt *, int))
{
	const char **all = tix_arena_array(tx->run, n + 1, sizeof *all);

	for (size_t i = 0; i < n; i++)
		all[i] = tix_arena_dup(tx->run, name(stmt, first + (int)i));
	return all;
}

/* The kept statement, unless it is running further up; else a new one. */
static enum tix_status
prepare(struct tix *tx, const char *sql, struct tix_row *row)
{
	struct tix_db *db = tx->db;
	struct tix_statement *old = tix_statements_get(&db->kept, sql);

	if (old != NULL && !sqlite3_stmt_busy(old->stmt)) {
		if (old->names == NULL)
			old->names = names_of(tx, old->stmt, (size_t)
			    sqlite3_bind_parameter_count(old->stmt), 1,
			    sqlite3_bind_parameter_name);
		*row = (struct tix_row){ old->stmt, old };
		return TIX_OK;
	}
	tix_tracef(tx, TIX_TRACE_SQL, "prepare: %s", sql);
	if (sqlite3_prepare_v3(db->sq, sql, -1, old != NULL ? 0 :
	    SQLITE_PREPARE_PERSISTENT, &row->stmt, NULL) != SQLITE_OK)
		return tix_sql_fault(tx, "sql");
	row->kept = old != NULL ? NULL :
	    tix_statements_add(&db->kept, sql, row->stmt);
	return TIX_OK;
}

/* Lists mostly have the statement's order; the search by name is dear. */
static int
place_of(const struct tix_row *row, int guess, const char *name)
{
	const char *there = row->kept != NULL && row->kept->names != NULL ?
	    row->kept->names[guess - 1] : /* else the engine walks a list */
	    sqlite3_bind_parameter_name(row->stmt, guess);

	if (there != NULL && strcmp(there, name) == 0)
		return guess;
	return sqlite3_bind_parameter_index(row->stmt, name);
}

static enum tix_status
bind(struct tix *tx, const struct tix_row *row, const struct tix_param *p)
{
	sqlite3_stmt *stmt = row->stmt;
	int i = 0, r;

	for (; p != NULL && p->name != NULL; p++) {
		i = place_of(row, i + 1, p->name);
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

enum tix_status
tix_sql(struct tix *tx, const char *sql, const struct tix_param *params,
    tix_row_fn fn, void *arg)
{
	enum tix_status s = TIX_OK;
	struct tix_row row;
	int r;

	s = prepare(tx, sql, &row);
	if (s != TIX_OK)
		return s;
	s = bind(tx, &row, params);
	while (s == TIX_OK) {
		r = sqlite3_step(row.stmt);
		if (r == SQLITE_DONE)
			break;
		if (r != SQLITE_ROW)
			s = tix_sql_fault(tx, "sql");
		else if (fn != NULL)
			s = fn(tx, &row, arg);
	}
	tix_sql_scanned(tx, sql, sqlite3_stmt_status(row.stmt,
	    SQLITE_STMTSTATUS_FULLSCAN_STEP, 1));
	sqlite3_reset(row.stmt);
	if (row.kept == NULL)
		sqlite3_finalize(row.stmt);
	return s == TIX_NO ? TIX_OK : s;
}

/* Everything that is neither of these is refused, also within a view. */
static int
authorize(void *arg, int action, const char *a, const char *b,
    const char *schema, const char *within)
{
	const struct tix_guard *g = arg;
	bool may = action == SQLITE_SELECT || action == SQLITE_RECURSIVE;

	(void)schema;
	(void)within;
	if (action == SQLITE_READ)
		may = g->may_read(a, b);
	else if (action == SQLITE_FUNCTION)
		may = g->may_call(b);
	return may ? SQLITE_OK : SQLITE_DENY;
}

static int
on_progress(void *arg)
{
	const struct tix_guard *g = arg;

	return g->must_stop(g->arg);
}

void
tix_sql_guard(struct tix *tx, const struct tix_guard *g)
{
	static const int limits[][2] = {
		{ SQLITE_LIMIT_LENGTH, TIX_GUARD_BYTES },
		{ SQLITE_LIMIT_COLUMN, TIX_GUARD_COLUMNS },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 100 },
		{ SQLITE_LIMIT_VDBE_OP, 100000 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
	};
	sqlite3 *sq = tx->db->sq;
	void *arg = (void *)(uintptr_t)g;

	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
		sqlite3_limit(sq, limits[i][0], limits[i][1]);
	sqlite3_set_authorizer(sq, g != NULL ? authorize : NULL, arg);
	sqlite3_progress_handler(sq, g != NULL ? 1000 : 0, on_progress, arg);
}

enum tix_status
tix_sql_compile(struct tix *tx, const char *sql, struct tix_compiled *c)
{
	sqlite3_stmt *stmt;

	*c = (struct tix_compiled){ 0 };
	if (sqlite3_prepare_v3(tx->db->sq, sql, -1, 0, &stmt, &c->rest) !=
	    SQLITE_OK)
		return tix_sql_fault(tx, "sql");
	c->any = stmt != NULL;
	c->ncolumns = (size_t)sqlite3_column_count(stmt);
	c->nparams = (size_t)sqlite3_bind_parameter_count(stmt);
	c->reads = c->ncolumns > 0 && sqlite3_stmt_readonly(stmt);
	c->columns = names_of(tx, stmt, c->ncolumns, 0, sqlite3_column_name);
	c->params = names_of(tx, stmt, c->nparams, 1,
	    sqlite3_bind_parameter_name);
	sqlite3_finalize(stmt);
	return TIX_OK;
}

int64_t
tix_sql_changes(struct tix *tx)
{
	return sqlite3_changes64(tx->db->sq);
}

enum tix_storage
tix_row_storage(const struct tix_row *row, int column)
{
	static const enum tix_storage all[] = {
		[SQLITE_NULL] = TIX_IS_NULL, [SQLITE_INTEGER] = TIX_IS_INT,
		[SQLITE_FLOAT] = TIX_IS_REAL, [SQLITE_TEXT] = TIX_IS_TEXT,
		[SQLITE_BLOB] = TIX_IS_BLOB,
	};

	return all[sqlite3_column_type(row->stmt, column)];
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
