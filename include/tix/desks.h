/*
 * The table of desk versions.
 */
#ifndef TIX_DESKS_H
#define TIX_DESKS_H

#include <tix/desk.h>

/*
 * Load the newest version into tx->desk, on tx->run, unless it is there
 * already.  TIX_CONFLICT where the file has none; TIX_IO for one that cannot
 * be read any more.
 */
enum tix_status tix_desks_load(struct tix *tx);

/*
 * Store 'compiled' as a new version with its event, under the open write
 * transaction; equal content to the newest makes none (TIX_NO).
 */
enum tix_status tix_desks_apply(struct tix *tx, const char *compiled);

/* The desk that 'tix init' applies. */
const char *tix_desks_builtin(void);

#endif
