/*
 * For lib/store alone: SQL by named parameters.  A query resets its statement
 * on every path, so table files own nothing.
 */
#ifndef TIX_STORE_SQL_H
#define TIX_STORE_SQL_H

#include <tix/db.h>
#include <tix/regex.h>

struct tix_row; /* the row at hand of a running query */

enum tix_param_type { TIX_P_INT, TIX_P_TEXT, TIX_P_BLOB };

/* A value for "$name"; a NULL pointer or TIX_NONE binds NULL. */
struct tix_param {
	const char *name; /* NULL ends a list */
	enum tix_param_type type;
	int64_t i;
	const void *p;
	size_t n;
	bool none;
};

#define TIX_INT(name_, v_) \
	{ .name = (name_), .type = TIX_P_INT, .i = (v_) }
#define TIX_TEXT(name_, s_) \
	{ .name = (name_), .type = TIX_P_TEXT, .p = (s_) }
#define TIX_BLOB(name_, p_, n_) \
	{ .name = (name_), .type = TIX_P_BLOB, .p = (p_), .n = (n_) }
/* An integer whose 0 is NULL. */
#define TIX_SOME(name_, v_) \
	{ .name = (name_), .type = TIX_P_INT, .i = (v_), .none = (v_) == 0 }
#define TIX_PARAMS(...) ((const struct tix_param[]){ __VA_ARGS__, { 0 } })

/*
 * Called for each row.  TIX_OK goes on, TIX_NO ends the query well; any other
 * ends it and is returned.
 */
typedef enum tix_status (*tix_row_fn)(struct tix *tx, const struct tix_row *row,
    void *arg);

/*
 * Run the statement 'sql' with 'params' (NULL: none) and hand its rows to 'fn'
 * (NULL: none wanted).  The compiled statement is kept by the address of the
 * text, so 'sql' must be a static constant, or live as long as the database
 * (tx->run).  TIX_CONFLICT for a broken constraint, TIX_BUSY, TIX_IO,
 * TIX_FAILED.
 */
enum tix_status tix_sql(struct tix *tx, const char *sql,
    const struct tix_param *params, tix_row_fn fn, void *arg);

/* Run several statements of a constant text, without parameters. */
enum tix_status tix_sql_script(struct tix *tx, const char *sql);

/* How many microseconds a statement waits for a lock of the engine's. */
void tix_sql_patience(struct tix *tx, int64_t wait);

/* One integer of a one-row query; 'otherwise' where there is no row or NULL. */
enum tix_status tix_sql_int(struct tix *tx, const char *sql,
    const struct tix_param *params, int64_t otherwise, int64_t *out);

/* Rows changed by the last statement. */
int64_t tix_sql_changes(struct tix *tx);

/* Why the engine refused the last call. */
enum tix_trouble_kind {
	TIX_SQL_FAULT,   /* none of these */
	TIX_SQL_WRONG,   /* the statement */
	TIX_SQL_STOPPED, /* by a guard */
	TIX_SQL_LOCKED,
	TIX_SQL_NO_DESK, /* the file is none of the engine's */
	TIX_SQL_DAMAGED,
	TIX_SQL_IO,
	TIX_SQL_BROKEN,  /* a constraint */
	TIX_SQL_LONG     /* a text or statement */
};

struct tix_trouble {
	enum tix_trouble_kind kind;
	const char *words; /* borrowed until the next call */
	int place;         /* the byte of the statement that is wrong, or -1 */
};

void tix_sql_trouble(const struct tix *tx, struct tix_trouble *t);

/* The same as a failure of 'what', which is named where it may be at fault. */
enum tix_status tix_sql_fault(struct tix *tx, const char *what);

/* A column as the engine has it. */
enum tix_storage {
	TIX_IS_NULL,
	TIX_IS_INT,
	TIX_IS_REAL,
	TIX_IS_TEXT,
	TIX_IS_BLOB
};

enum tix_storage tix_row_storage(const struct tix_row *row, int column);

/*
 * Columns of a row; text is copied to 'a' (NULL for NULL), with U+FFFD for each
 * NUL in it.
 */
bool tix_row_null(const struct tix_row *row, int column);
int64_t tix_row_int(const struct tix_row *row, int column);
const char *tix_row_text(const struct tix_row *row, int column,
    struct tix_arena *a);
const void *tix_row_blob(const struct tix_row *row, int column, size_t *n,
    struct tix_arena *a);

/* The bytes of a column where they are, until the next row; or NULL. */
const void *tix_row_peek(const struct tix_row *row, int column, bool text,
    size_t *n);

/*
 * Patterns of the query at hand, for SQL's tix_match(number, text): set before
 * the query, borrowed until set anew.
 */
void tix_sql_patterns(struct tix *tx, struct tix_regex **re, size_t n);

/* For lib/store/db.c: that function, and a statement's steps of full scans. */
bool tix_sql_match(struct tix *tx, int64_t i, const char *text);
void tix_sql_scanned(struct tix *tx, const char *sql, int steps);

/*
 * What statements that others wrote are held to: they read, by these functions,
 * and end when they must.
 */
struct tix_guard {
	/* "" is the column where a table's rows are only counted. */
	bool (*may_read)(const char *table, const char *column);
	bool (*may_call)(const char *function);
	bool (*must_stop)(void *arg); /* asked every now and then */
	void *arg;
};

#define TIX_GUARD_BYTES (16 << 20) /* of a value, of a row */
#define TIX_GUARD_COLUMNS 200

/*
 * From now on refuse all else, also to begin or end a transaction, until NULL
 * is given; 'g' is borrowed.  The bounds stay.
 */
void tix_sql_guard(struct tix *tx, const struct tix_guard *g);

/* The first statement of a text, on tx->run. */
struct tix_compiled {
	bool any;         /* is there one, not just blanks and comments? */
	bool reads;       /* it gives rows and changes nothing */
	const char *rest; /* of the text, behind it */
	const char *const *columns;
	size_t ncolumns;
	const char *const *params; /* "$name"; NULL for one without a name */
	size_t nparams;
};

/* Failures are those of tix_sql(). */
enum tix_status tix_sql_compile(struct tix *tx, const char *sql,
    struct tix_compiled *c);

/* The chain's head of the transaction; kept by lib/store/events.c alone. */
struct tix_head {
	int64_t seq;
	unsigned char hash[TIX_HASH_SIZE];
	bool known;
};

/* Salts drawn and not given out yet; kept by lib/store/events.c alone. */
#define TIX_SALTS 256

struct tix_salts {
	unsigned char (*salt)[TIX_SALT_SIZE]; /* TIX_SALTS of them, or NULL */
	size_t left;
	bool any; /* was one given out? */
};

struct tix_hindsight;

/* What lib/store/transaction.c keeps of an open database. */
struct tix_session {
	const char *path;
	int64_t wait;    /* microseconds that a lock is waited for */
	int gate;        /* descriptor; -1: opened for reading */
	const char *final; /* the name of what is still being made, or NULL */
	bool in_gate;
	bool in_tx;
	bool in_read;
	int frames;      /* pages in the log after the last commit */
	int peak;        /* the most that there were */
	bool many;       /* transactions in a row: let the log grow longer */
	int64_t version; /* data version seen last */
	struct tix_head head;
	struct tix_head saved; /* at the savepoint */
	struct tix_salts salts;
	struct tix_regex **re;   /* for tix_match() */
	size_t nre;
	struct tix_hindsight *past; /* hindsight.c's, or NULL: the present */
};

struct tix_session *tix_db_session(struct tix *tx);

/* Open the file in the engine, hardened, and keep it in tx->db. */
enum tix_status tix_db_attach(struct tix *tx, const char *path, int64_t wait);

/* What writers set for themselves. */
enum tix_status tix_db_settle(struct tix *tx);

/* All migrations, into an empty file. */
enum tix_status tix_db_schema(struct tix *tx);

#define TIX_DB_APPLICATION 0x74697821 /* "tix!" */

#endif
