/*
 * For lib/store alone: a tally as a row.
 */
#ifndef TIX_STORE_TALLY_ROW_H
#define TIX_STORE_TALLY_ROW_H

#include "sql.h"

#include <tix/fold.h>

/*
 * Run a statement with the parameters $slot, $measure, $level ("": none),
 * $priority and $n.
 */
enum tix_status tix_tally_write(struct tix *tx, const char *sql,
    const struct tix_tally *t);

#endif
