/*
 * Events as rows: the columns of tix log.
 */
#ifndef TIX_LOGVIEW_H
#define TIX_LOGVIEW_H

#include <tix/event.h>
#include <tix/out.h>

#define TIX_LOG_COLUMNS 12

extern const struct tix_column tix_log_columns[TIX_LOG_COLUMNS];

/* Those of a table, of TAB-separated rows, and all that are stored. */
extern const char tix_log_table[];
extern const char tix_log_rows[];
extern const char tix_log_all[];

/*
 * The event's values in the order of the columns; text is on tx->mem.  'exact'
 * as in tix_event_summary().
 */
void tix_log_values(struct tix *tx, const struct tix_event *e, bool exact,
    struct tix_value out[TIX_LOG_COLUMNS]);

#endif
