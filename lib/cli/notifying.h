/*
 * For lib/cli alone: one notification on its way.
 */
#ifndef TIX_CLI_NOTIFYING_H
#define TIX_CLI_NOTIFYING_H

#include <tix/notify.h>

/* The target 'i' of a row, "agent:ewa", on tx->mem; NULL: it has no more. */
const char *tix_target_get(struct tix *tx, const char *targets, int64_t i);

/*
 * Tell the present target of 'row' by its hook or by mail, within 'timeout'
 * microseconds; '*result' is how it ended, on tx->mem, also where it failed.
 * TIX_BUSY: it may be tried again.  TIX_NOT_FOUND, TIX_CONFLICT, TIX_INVALID:
 * to do so has no point.  Others are faults of the desk.
 */
enum tix_status tix_notify_tell(struct tix *tx,
    const struct tix_outbox_row *row, int64_t timeout, const char **result);

/* What a hook is told of it: one line, on tx->mem. */
enum tix_status tix_notify_line(struct tix *tx,
    const struct tix_outbox_row *row, const char *target, const char **line);

#endif
