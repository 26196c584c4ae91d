/*
 * For lib/store alone: what tix fsck checks beside the chain.
 */
#ifndef TIX_STORE_FSCKPARTS_H
#define TIX_STORE_FSCKPARTS_H

#include <tix/fsck.h>
#include <tix/fold.h>

/* A finding. */
void tix_fsck_say(struct tix_fsck *f, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The engine's checks of structure and references; bytes that hide others. */
enum tix_status tix_fsck_engine(struct tix *tx, struct tix_fsck *f);

/* Tables, indexes, triggers and views are those of a new file. */
enum tix_status tix_fsck_schema(struct tix *tx, struct tix_fsck *f);

/* The counters beside the tickets. */
enum tix_status tix_fsck_meta(struct tix *tx, struct tix_fsck *f);

/* Each desk version is what its event says, can be read, and is there. */
enum tix_status tix_fsck_desks(struct tix *tx, struct tix_fsck *f);

/* Attachments are what their digests say; events name those there are. */
enum tix_status tix_fsck_attachments(struct tix *tx, struct tix_fsck *f);

/* The tallies of all tickets against the table of sums. */
enum tix_status tix_fsck_count_begin(struct tix *tx);
enum tix_status tix_fsck_count(struct tix *tx, const struct tix_tallies *l);
enum tix_status tix_fsck_count_end(struct tix *tx, struct tix_fsck *f);

#endif
