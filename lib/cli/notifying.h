/*
 * For lib/cli alone: one notification on its way.
 */
#ifndef TIX_CLI_NOTIFYING_H
#define TIX_CLI_NOTIFYING_H

#include <tix/json.h>
#include <tix/notify.h>

/* What is told, and to whom. */
struct tix_telling {
	const struct tix_outbox_row *row;
	const char *target; /* "agent:ewa" */
	const char *kind;   /* "agent" */
	const char *name;   /* "ewa" */
	const char *mail;   /* of an agent, or of the target itself; or NULL */
	struct tix_ticket t;
	struct tix_event *e;
	struct tix_json *data; /* an object, or NULL */
};

/* The target 'i' of a row, "agent:ewa", on tx->mem; NULL: it has no more. */
const char *tix_target_get(struct tix *tx, const char *targets, int64_t i);

/*
 * How a run delivers.  What hangs for one would hang for the next hundred, too,
 * each for its whole time: a hook that did is not run again by this run.
 */
struct tix_notify_way {
	int64_t timeout;    /* microseconds */
	const char *hung;   /* the path of that hook, on tx->run, or NULL */
	bool not_run;       /* the last one was not, for this reason */
};

/*
 * Tell the present target of 'row' by its hook or by mail; '*result' is how it
 * ended, on tx->mem, also where it failed.  TIX_BUSY: it may be tried again.
 * TIX_NOT_FOUND, TIX_CONFLICT, TIX_INVALID: to do so has no point.  Others are
 * faults of the desk.
 */
enum tix_status tix_notify_tell(struct tix *tx,
    const struct tix_outbox_row *row, struct tix_notify_way *way,
    const char **result);

/* What a hook is told of it: one line, on tx->mem. */
enum tix_status tix_notify_line(struct tix *tx,
    const struct tix_outbox_row *row, const char *target, const char **line);

/* Of it: what happened, and the deadline as RFC 3339 or NULL, on tx->mem. */
const char *tix_telling_what(const struct tix_telling *l);
const char *tix_telling_deadline(struct tix *tx, const struct tix_telling *l);

/* notifymail.c: find the address of the target, l->mail. */
enum tix_status tix_telling_find(struct tix *tx, struct tix_telling *l);

/* All who get the mail, also of a team: a list, or NULL. */
const char *tix_telling_addresses(struct tix *tx,
    const struct tix_telling *l);

/* Mail them; as tix_notify_tell() fails. */
enum tix_status tix_telling_mail(struct tix *tx, const struct tix_telling *l,
    const char *to, int64_t timeout, const char **result);

#endif
