/*
 * Getting a stored reply to whom it is for, and noting what became of it.
 */
#ifndef TIX_DELIVER_H
#define TIX_DELIVER_H

#include <tix/attachment.h>
#include <tix/cli.h>
#include <tix/reply.h>

#define TIX_MAIL_FILES_MAX (18u << 20) /* bytes; sent, a third more */

struct tix_delivery {
	int64_t timeout; /* microseconds that a program may take */
	bool wait;       /* it is the customer's turn once it went out */
};

/*
 * Before anything is written: decide by what a reply goes (the option, else the
 * setting 'reply') and see that it is there; 'r' has "by", "hook" and a
 * well-formed "to" then.  TIX_INVALID for options that do not go together, for
 * no address, and for files that are too much for one mail; TIX_NOT_FOUND for a
 * hook or a program that is not there.
 */
enum tix_status tix_delivery_prepare(struct tix *tx, struct tix_reply *r,
    const struct tix_attachments *files);

/*
 * Outside any transaction: claim the stored event 'replied' of 't', deliver it
 * by sendmail or by its hook, then store in a transaction of its own that it
 * was sent, or why not.  Nothing to do where another run sent it meanwhile.
 *
 * TIX_BUSY with words about the ticket where it was not delivered, where
 * another run has it in hand, or where it was delivered and that could not be
 * stored; TIX_CONFLICT where it was taken back meanwhile, and is not sent.
 */
enum tix_status tix_deliver(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, const struct tix_delivery *d);

/*
 * For 'run' functions: do so for each reply of the run's tickets that was not
 * delivered, oldest first, and print the tickets that have none left.  Those
 * that another run has in hand are passed over, with TIX_BUSY.
 */
enum tix_status tix_deliver_again(struct tix *tx, struct tix_run *r,
    const struct tix_delivery *d);

#endif
