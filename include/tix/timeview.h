/*
 * What time did, and what was said of clocks, in words.
 */
#ifndef TIX_TIMEVIEW_H
#define TIX_TIMEVIEW_H

#include <tix/event.h>

/*
 * "gold/resolve 75%, deadline 2026-11-23 15:00; told agent:ewa": the members of
 * a warning, a breach, a step, an acknowledgement and so on, on tx->mem; "" for
 * other events.  Times are local, or as for machines where 'exact'.
 */
const char *tix_time_summary(struct tix *tx, const struct tix_event *e,
    bool exact);

#endif
