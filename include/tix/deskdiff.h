/*
 * Versions of a policy against each other.
 */
#ifndef TIX_DESKDIFF_H
#define TIX_DESKDIFF_H

#include <tix/cli.h>
#include <tix/desks.h>

/*
 * What of the two can be held against each other, on tx->run: their texts, or
 * where one has none, or 'compiled' asks for it, what they were compiled to, a
 * member a line.
 */
void tix_desk_texts(struct tix *tx, const struct tix_desk_version *a,
    const struct tix_desk_version *b, bool compiled, const char **from,
    const char **to);

/* "version 3"; on tx->run. */
const char *tix_desk_name(struct tix *tx, const struct tix_desk_version *v);

/* A unified diff, on tx->run; "" where they are equal. */
const char *tix_desk_diff(struct tix *tx, const char *from_name,
    const char *from, const char *to_name, const char *to);

/* Print it, 'safe' for a terminal. */
void tix_desk_print_diff(FILE *to, bool safe, bool colour, const char *diff);

/*
 * 'tix desk diff [A] [B]': versions or files; the newest against the one before
 * it, a file's against the newest.  TIX_NO where they differ.
 */
enum tix_status tix_desk_diff_run(struct tix *tx, struct tix_run *r,
    bool compiled);

#endif
