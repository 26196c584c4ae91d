/*
 * Which rules did something, by the grounds that events carry.
 */
#ifndef TIX_RULEHITS_H
#define TIX_RULEHITS_H

#include <tix/tix.h>

/*
 * The paths of rules that set anything at 'since' or later, sorted by strcmp(),
 * on tx->run.  Reads events from the newest back to the last that was recorded
 * before, and of those the grounds alone, in pieces that hold no read
 * transaction for long.
 */
enum tix_status tix_rule_hits(struct tix *tx, int64_t since,
    const char *const **paths, size_t *n);

#endif
