/*
 * The context of a run and its one error idiom.
 */
#ifndef TIX_TIX_H
#define TIX_TIX_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TIX_VERSION "0.1.0"

struct tix_arena;
struct tix_config;
struct tix_db;
struct tix_desk;
struct tix_lawbook;
struct tix_policies;
struct tix_zone;
struct tix_zones;
struct tix_wholes;

/*
 * What a caller can do about an outcome, from mild to grave: of several
 * outcomes the greatest is the outcome of the run.
 */
enum tix_status {
	TIX_OK,        /* done */
	TIX_NO,        /* the answer is no */
	TIX_PARTIAL,   /* some input records were bad, the others are in */
	TIX_NOT_FOUND, /* a named thing does not exist: name another */
	TIX_CONFLICT,  /* refused as things stand: an illegal move */
	TIX_DENIED,    /* refused to this actor */
	TIX_INVALID,   /* used wrongly: say it differently */
	TIX_BUSY,      /* try again later */
	TIX_IO,        /* reading or writing failed; a write may have been */
	TIX_FAILED     /* a fault of ours */
};

struct tix;

/*
 * Did any version of the desk have the level, queue or category 'name', as
 * 'field' (enum tix_field) tells, or has any ticket it?  TIX_OK, TIX_NO, or a
 * failure.
 */
typedef enum tix_status (*tix_had_fn)(struct tix *tx, int field,
    const char *name);

/*
 * One run of one command.  tix_main() owns it; everything else borrows it.
 * There is no other shared state.
 */
struct tix {
	struct tix_db *db;           /* open database, or NULL */
	struct tix_arena *run;       /* memory that lasts as long as the run */
	struct tix_arena *mem;       /* memory until the next record */
	const struct tix_desk *desk; /* the desk in force, or NULL; on 'run' */
	const struct tix_lawbook *laws; /* as they were; NULL: not read */
	const struct tix_policies *policies; /* the like, of escalation */
	tix_had_fn had;              /* names that are gone, or NULL */
	enum tix_status (*load_tail)(struct tix *tx); /* of 'desk'; or NULL */
	const struct tix_zone *zone; /* local time, or NULL for UTC; on 'run' */
	struct tix_zones *zones;     /* those that were asked for; on 'run' */
	struct tix_wholes *wholes;   /* calendars that were read; on 'run' */
	struct tix_config *config;   /* settings once read, or NULL; on 'run' */
	int64_t now;                 /* microseconds since 1970, UTC */
	int64_t at;                  /* when it happened: --at, else 'now' */
	bool now_given;              /* --now or TIX_NOW: one clock */
	bool at_given;               /* --at */
	bool routes;                 /* the desk's rules are wanted, too */
	const char *actor;           /* the real user, for the event log */
	const char *on_behalf;       /* --as, or NULL */
	bool owns;                   /* the desk's file is his, or he is root */
	const char *via;             /* the program, "open", "import" */
	unsigned trace;              /* enum tix_trace bits */
	const volatile sig_atomic_t *stop; /* not 0: wait no longer; or NULL */
	char error[1024];            /* message of the last failure */
};

/*
 * Word a failure where it is known and return 'status'.  The message is lower
 * case, has no full stop, says first what failed, and may hold raw bytes from
 * the user: whoever prints it escapes it.  Too long a message is cut.
 */
enum tix_status tix_fail(struct tix *tx, enum tix_status status,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Is the run asked to end?  Who waits then fails with TIX_BUSY. */
bool tix_stopped(const struct tix *tx);

/* The graver of two. */
enum tix_status tix_worse(enum tix_status a, enum tix_status b);

/* The exit status (see tix(1)) for 'status': 0 1 5 3 4 4 2 75 74 70. */
int tix_status_exit(enum tix_status status);

#endif
