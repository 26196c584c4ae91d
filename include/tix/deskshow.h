/*
 * The versions of a policy, for reading.
 */
#ifndef TIX_DESKSHOW_H
#define TIX_DESKSHOW_H

#include <tix/cli.h>
#include <tix/desks.h>

/*
 * Print the text of a version (0: the newest), or what it was compiled to; in a
 * format of rows all that is known of it.  TIX_NOT_FOUND for a version that is
 * not there, or has no text.
 */
enum tix_status tix_desk_show(struct tix *tx, struct tix_run *r,
    int64_t version, bool compiled);

/*
 * Version 'n' of the policy (0: the newest) at the time that is looked back to.
 * TIX_NOT_FOUND where it was not there, or none was.
 */
enum tix_status tix_desk_version(struct tix *tx, const struct tix_run *r,
    int64_t n, struct tix_desk_version *v);

/* A row for each version, the newest first. */
enum tix_status tix_desk_log(struct tix *tx, struct tix_run *r);

#endif
