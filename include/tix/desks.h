/*
 * The table of desk versions.
 */
#ifndef TIX_DESKS_H
#define TIX_DESKS_H

#include <tix/desk.h>

/*
 * Load the newest version into tx->desk, on tx->run, unless it is there
 * already.  TIX_CONFLICT where the file has none; TIX_IO for one that cannot
 * be read any more.
 */
enum tix_status tix_desks_load(struct tix *tx);

/* Load the tail of tx->desk, too, and nothing of what is in it. */
enum tix_status tix_desks_load_tail(struct tix *tx);

/*
 * The desk as of a version, for the names that things had by then; without its
 * tail, on tx->run.  NULL where the file has no such version; TIX_IO as above.
 */
enum tix_status tix_desks_past(struct tix *tx, int64_t version,
    const struct tix_desk **desk);

/*
 * Load the tail of tx->desk, too: its rules and parties.  For who routes.
 */
enum tix_status tix_desks_load_rules(struct tix *tx);

/*
 * Take 'compiled', and the text that it was compiled from (or NULL), for the
 * desk that comes next: tx->desk, with its rules and the version that it would
 * get, on tx->run.  TIX_NO where content and text equal the newest, and its
 * calendars open as they did (zone data may be newer);
 * TIX_INVALID for what is no compiled desk.
 */
enum tix_status tix_desks_prepare(struct tix *tx, const char *compiled,
    const char *source);

/* Store it as well, with its event, under the open write transaction. */
enum tix_status tix_desks_apply(struct tix *tx, const char *compiled,
    const char *source);

/* The row alone, as it is in an export. */
enum tix_status tix_desks_put(struct tix *tx, int64_t version,
    const char *compiled, const char *source);

/* A version that is stored; on tx->run. */
struct tix_desk_version {
	int64_t version;
	const char *compiled;
	const char *source;  /* or NULL */
	int64_t at;          /* when it came into force, and by whom */
	const char *actor;
	const char *on_behalf; /* or NULL */
	/* How many there are, from tix_desks_each() alone. */
	int64_t levels, queues, teams, agents, categories, rules;
	int64_t has_text;
};

/* Version 'n', or with 0 the newest.  TIX_NOT_FOUND with how many there are. */
enum tix_status tix_desks_get(struct tix *tx, int64_t n,
    struct tix_desk_version *v);

/* Each version that came into force, newest first, without its texts. */
enum tix_status tix_desks_each(struct tix *tx,
    enum tix_status (*fn)(struct tix *tx, const struct tix_desk_version *v,
    void *arg), void *arg);

/* The desk that 'tix init' applies, and the text that it is made of. */
const char *tix_desks_builtin(void);
const char *tix_desks_builtin_source(void);

#endif
