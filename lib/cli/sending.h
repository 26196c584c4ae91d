/*
 * For lib/cli alone: how replies go out.
 */
#ifndef TIX_SENDING_H
#define TIX_SENDING_H

#include <tix/deliver.h>
#include <tix/send.h>

/* The program behind a hook; TIX_NOT_FOUND where the settings have none. */
enum tix_status tix_hook_find(struct tix *tx, const char *name,
    const char **path);

/*
 * Hand the stored reply to sendmail or to its hook, run as 'by' says, whose
 * argv is not used; '*id' is the Message-ID of a mail, NULL for a hook.  As
 * tix_send() fails, or for what is not to be had of the settings or the desk.
 */
enum tix_status tix_carry(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, const struct tix_sender *by,
    const char **id);

/* TIX_BUSY: another command has that reply of the ticket in hand. */
enum tix_status tix_refuse_claimed(struct tix *tx, int64_t ticket,
    int64_t seq);

#endif
