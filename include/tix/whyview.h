/*
 * What the desk did by itself: as rows, a ground each, and as text for people.
 */
#ifndef TIX_WHYVIEW_H
#define TIX_WHYVIEW_H

#include <tix/grounds.h>
#include <tix/out.h>

#define TIX_WHY_COLUMNS 11

extern const struct tix_column tix_why_columns[TIX_WHY_COLUMNS];

/*
 * The values of one ground in the order of the columns, text on tx->mem; 'd' is
 * the desk that has the names of steps, or NULL.
 */
void tix_why_values(struct tix *tx, const struct tix_desk *d,
    const struct tix_event *e, const struct tix_ground *g,
    struct tix_value out[TIX_WHY_COLUMNS]);

/*
 * An automatic decision of ticket 'id' with its grounds below: when, what, by
 * whom it was run, under which version of the desk, and its number.
 */
enum tix_status tix_why_print(struct tix *tx, const struct tix_out_options *o,
    const struct tix_desk *d, int64_t id, const struct tix_event *e);

#endif
