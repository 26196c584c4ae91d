/*
 * What sweep.c and sweepahead.c share.
 */
#ifndef TIX_CLI_SWEEPING_H
#define TIX_CLI_SWEEPING_H

#include <tix/due.h>
#include <tix/sweep.h>

/* Tickets whose alarm has rung, by when it did. */
struct tix_rung {
	int64_t *id;
	size_t n;
	size_t cap;
};

enum tix_status tix_rung_find(struct tix *tx, int64_t until,
    struct tix_rung *rung);

/* Whom deciding may ask. */
extern const struct tix_due_how tix_sweep_how;

enum tix_status tix_sweep_ahead(struct tix *tx, struct tix_run *r,
    int64_t until);

#endif
