/*
 * For lib/cli alone: how replies go out.
 */
#ifndef TIX_SENDING_H
#define TIX_SENDING_H

#include <tix/deliver.h>
#include <tix/json.h>
#include <tix/mail.h>
#include <tix/send.h>

/*
 * The program behind a hook: the setting hook.NAME, else the file NAME in the
 * first folder of hooks that has one, on tx->mem.  TIX_NOT_FOUND where none
 * has; TIX_CONFLICT where it is there and not to be run: no program, or a
 * folder or file that others than root and whoever runs this may change.
 */
enum tix_status tix_hook_find(struct tix *tx, const char *name,
    const char **path);

/* The same, of the folders alone: for those that are found by their name. */
enum tix_status tix_hook_file(struct tix *tx, const char *name,
    const char **path);

/*
 * Where hooks are looked for, in this order, on tx->mem: the setting, or else
 * the usual two.
 */
#define TIX_HOOK_FOLDERS 2
enum tix_status tix_hook_folders(struct tix *tx,
    const char *folder[TIX_HOOK_FOLDERS], size_t *n);

/* May it be run as a hook?  TIX_CONFLICT with the reason. */
enum tix_status tix_hook_check(struct tix *tx, const char *folder,
    const char *path);

/*
 * Hand the stored reply to sendmail or to its hook, run as 'by' says, whose
 * argv is not used; '*id' is the Message-ID of a mail, NULL for a hook.  As
 * tix_send() fails, or for what is not to be had of the settings or the desk.
 */
enum tix_status tix_carry(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, const struct tix_sender *by,
    const char **id);

/* Parts of that: the mail itself, its subject and number, a hook's text. */
enum tix_status tix_carry_mail(struct tix *tx, struct tix_mail *m,
    const struct tix_sender *by);
const char *tix_carry_subject(struct tix *tx, const struct tix_ticket *t);
enum tix_status tix_carry_id(struct tix *tx, const struct tix_event *e,
    const char **id);
void tix_carry_text(struct tix *tx, struct tix_json_out *o, const char *name,
    const char *text);

/* TIX_BUSY: another command has that reply of the ticket in hand. */
enum tix_status tix_refuse_claimed(struct tix *tx, int64_t ticket,
    int64_t seq);

#endif
