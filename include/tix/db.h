/*
 * The desk's file: opening, the write gate, transactions.  No other header
 * tells what engine is behind it.
 */
#ifndef TIX_DB_H
#define TIX_DB_H

#include <tix/hash.h>
#include <tix/tix.h>

#define TIX_DB_SCHEMA 1 /* number of the newest migration */

enum tix_db_mode { TIX_DB_READ, TIX_DB_WRITE };

/*
 * Make the file 'path' with an empty schema, under another name in the same
 * folder.  With 'group' its folder becomes 2770 and the files 0660 of that
 * group, else 0600.  TIX_CONFLICT where something is there already, or on a
 * network file system; TIX_NOT_FOUND for an unknown group or folder; TIX_IO.
 * Left open in a transaction: without tix_db_finish() tix_db_close() takes all
 * of it away again.
 */
enum tix_status tix_db_create(struct tix *tx, const char *path,
    const char *group);

/*
 * Commit, put all into the one file, close it and give it its name; failures
 * leave nothing.  TIX_CONFLICT where that name was taken meanwhile; TIX_IO.
 */
enum tix_status tix_db_finish(struct tix *tx);

/*
 * Open 'path' (no links are followed) and keep it in tx->db.  'wait' is how
 * many microseconds any lock is waited for.  TIX_NOT_FOUND: no such file;
 * TIX_CONFLICT: no desk, one of a newer or older version, a link, a network
 * file system; TIX_IO: not readable.
 */
enum tix_status tix_db_open(struct tix *tx, const char *path,
    enum tix_db_mode mode, int64_t wait);

/*
 * What tix_db_close() does for the desk, as the last act of a process: what
 * the system takes back by itself then is not given back one by one.
 */
void tix_db_leave(struct tix *tx);

/* Close it; harmless where none is open. */
void tix_db_close(struct tix *tx);

/* The version of SQLite that the program runs with, "3.40.1". */
const char *tix_db_engine(void);

/* Canonical path of the open file. */
const char *tix_db_path(const struct tix *tx);

/*
 * Enter the gate and begin a write transaction.  TIX_BUSY when either was not
 * to be had in time, or the run is asked to stop.  What was decided before must
 * be read again.
 */
enum tix_status tix_db_begin(struct tix *tx);

/*
 * Commit, recycle a long log, leave the gate.  On failure everything is rolled
 * back as far as can be known: after TIX_IO it may have happened.
 */
enum tix_status tix_db_commit(struct tix *tx);

/*
 * Many long transactions of this process follow: the log is recycled less
 * often, as each costs three syncs and writes anew what all of them change.
 * The end brings all of it into the file and gives its place on the disk back,
 * unless others are writing or reading.  Do without the end after a failure:
 * what could not be synced must not be copied.
 */
void tix_db_many_begin(struct tix *tx);
void tix_db_many_end(struct tix *tx);

/* Undo the transaction and leave the gate; harmless where there is none. */
void tix_db_rollback(struct tix *tx);

/* A record's part of the transaction: kept, or undone as if never begun. */
enum tix_status tix_db_savepoint(struct tix *tx);
enum tix_status tix_db_release(struct tix *tx);
enum tix_status tix_db_undo(struct tix *tx);

/* One consistent view for several reads; tix_db_read_end() ends it. */
enum tix_status tix_db_read_begin(struct tix *tx);
void tix_db_read_end(struct tix *tx);

/* Has another process committed since the last call? */
enum tix_status tix_db_changed(struct tix *tx, bool *changed);

/*
 * SQLite's own checks of the file and of references: TIX_OK, or TIX_NO with
 * each complaint handed to 'say'.
 */
enum tix_status tix_db_check(struct tix *tx,
    void (*say)(void *arg, const char *complaint), void *arg);

#endif
