/*
 * Files that came with an event: their names stand in the event, their bytes
 * are kept once, by their SHA-256.  Pure.
 */
#ifndef TIX_ATTACHMENT_H
#define TIX_ATTACHMENT_H

#include <tix/event.h>

#define TIX_ATTACHMENT_MAX (16u << 20) /* bytes of one */
#define TIX_ATTACHMENTS_MAX 20         /* of one event */

struct tix_attachment {
	const char *name;                    /* without a folder; any bytes */
	int64_t size;                        /* bytes */
	char sha256[2 * TIX_HASH_SIZE + 1];  /* lower-case hexadecimal */
	const void *data;                    /* NULL in one that was read */
};

struct tix_attachments {
	struct tix_attachment *item;
	size_t n;
};

/* Name them in 'e', and have them stored with it; borrowed. */
void tix_event_attach(struct tix *tx, struct tix_event *e,
    const struct tix_attachments *files);

/* Those that 'e' names, on tx->mem; what is no attachment is passed over. */
void tix_event_attachments(struct tix *tx, const struct tix_event *e,
    struct tix_attachments *files);

#endif
