/*
 * When time's work was last done to the end, so that a cron job that died can
 * be noticed.
 */
#ifndef TIX_SWEEPS_H
#define TIX_SWEEPS_H

#include <tix/tix.h>

/* Under the write transaction: a sweep was finished at 'at'. */
enum tix_status tix_sweeps_finished(struct tix *tx, int64_t at);

/* When the last one was; 0: none ever. */
enum tix_status tix_sweeps_last(struct tix *tx, int64_t *at);

#endif
