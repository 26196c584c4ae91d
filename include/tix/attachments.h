/*
 * The table of attachments: bytes by their SHA-256, each kept once.
 */
#ifndef TIX_ATTACHMENTS_H
#define TIX_ATTACHMENTS_H

#include <tix/attachment.h>

/* Keep the bytes, under the open write transaction, unless they are there. */
enum tix_status tix_attachments_put(struct tix *tx,
    const struct tix_attachment *a);

/* The bytes on tx->mem; TIX_NOT_FOUND where they are not kept (any more). */
enum tix_status tix_attachments_get(struct tix *tx,
    const char *sha256, const void **data, size_t *len);

typedef enum tix_status (*tix_attachment_fn)(struct tix *tx,
    const struct tix_attachment *a, void *arg);

/* Each that is kept, with its bytes and no name, by digest; on tx->mem. */
enum tix_status tix_attachments_each(struct tix *tx, tix_attachment_fn fn,
    void *arg);

#endif
