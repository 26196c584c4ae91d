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

/* What else is said of a text that is right. */
struct tix_lint_asked {
	bool lint;      /* what is odd */
	int64_t unused; /* rules that set nothing for so many us; or -1 */
};

/*
 * Read as many as the operands are; each is complained of, and on it goes.
 * TIX_NO where something is odd; TIX_INVALID for rules that are not used in no
 * time; TIX_NOT_FOUND where they are asked for and there is no desk to ask.
 */
enum tix_status tix_desk_check(struct tix *tx, struct tix_run *r,
    const struct tix_lint_asked *asked);

/* Print the one operand compiled; with its text as one JSON object. */
enum tix_status tix_desk_compile(struct tix *tx, struct tix_run *r,
    bool source);

/* TIX_INVALID unless there are 'min' to 'max' operands, which are 'what'. */
enum tix_status tix_desk_operands(struct tix *tx, const struct tix_run *r,
    int min, int max, const char *what);

#endif
