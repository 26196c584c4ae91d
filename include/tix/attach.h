/*
 * Files of the user's as attachments, and attachments to standard output.
 */
#ifndef TIX_ATTACH_H
#define TIX_ATTACH_H

#include <tix/attachment.h>
#include <tix/cli.h>

/*
 * Read the files before anything is locked, on tx->run.  TIX_NOT_FOUND,
 * TIX_IO; TIX_INVALID for a folder, more than TIX_ATTACHMENT_MAX bytes in one
 * or TIX_ATTACHMENTS_MAX files.
 */
enum tix_status tix_attach_read(struct tix *tx, const struct tix_texts *paths,
    struct tix_attachments *files);

/* The attachments of a ticket as rows: id, event, name, size, sha256. */
enum tix_status tix_attach_list(struct tix *tx, struct tix_run *r);

/*
 * The bytes of the one of the operand's that is called 'name', or whose digest
 * begins so (6 digits up), to standard output.  TIX_NOT_FOUND with the list;
 * TIX_CONFLICT where several that differ are meant; TIX_INVALID on a terminal.
 */
enum tix_status tix_attach_show(struct tix *tx, struct tix_run *r,
    const char *name);

#endif
