/*
 * A desk's policy from a file, compiled here: for 'tix desk' alone.
 */
#ifndef TIX_DESKTAKE_H
#define TIX_DESKTAKE_H

#include <tix/cli.h>
#include <tix/deskfile.h>

/*
 * Read the desk in 'path' ("-": standard input), a text or compiled already,
 * onto tx->run.  TIX_INVALID for a text that is none: what is wrong with it is
 * said, "FILE:LINE: words" a line, and tx->error is empty.
 */
enum tix_status tix_desk_take(struct tix *tx, struct tix_run *r,
    const char *path, struct tix_deskfile *f);

/* Read as many as the operands are; each is complained of, and on it goes. */
enum tix_status tix_desk_check(struct tix *tx, struct tix_run *r, bool lint);

/* Print the one operand compiled; with its text as one JSON object. */
enum tix_status tix_desk_compile(struct tix *tx, struct tix_run *r,
    bool source);

/* TIX_INVALID unless there are 'min' to 'max' operands, which are 'what'. */
enum tix_status tix_desk_operands(struct tix *tx, const struct tix_run *r,
    int min, int max, const char *what);

#endif
