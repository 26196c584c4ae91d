/*
 * A policy that is not in force: read, and put to use for a while.
 */
#ifndef TIX_POLICYFILE_H
#define TIX_POLICYFILE_H

#include <tix/desk.h>

/*
 * The desk in the file 'path' ("-": standard input), compiled where it is a
 * text, with its rules, on tx->run.  Failures as those of tix_deskfile_read(),
 * TIX_INVALID for a compiled desk that cannot be read.
 */
enum tix_status tix_policyfile_read(struct tix *tx, const char *path,
    const struct tix_desk **desk);

#endif
