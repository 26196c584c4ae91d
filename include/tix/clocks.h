/*
 * The table of clocks: what the fold made of each, kept for reading.  They come
 * without target, stretches, and what only the fold knows.
 */
#ifndef TIX_CLOCKS_H
#define TIX_CLOCKS_H

#include <tix/clock.h>

/* The ticket has these clocks, and no others; under the write transaction. */
enum tix_status tix_clocks_put(struct tix *tx, int64_t ticket,
    const struct tix_clock *clocks, size_t n);

typedef enum tix_status (*tix_clock_fn)(struct tix *tx, int64_t ticket,
    const struct tix_clock *c, void *arg);

/* Each clock of a ticket, in the fold's order, on tx->mem. */
enum tix_status tix_clocks_of(struct tix *tx, int64_t ticket, tix_clock_fn fn,
    void *arg);

/*
 * Each running clock whose deadline is not after 'until', the earliest first,
 * on tx->mem (reset after each).
 */
enum tix_status tix_clocks_due(struct tix *tx, int64_t until, tix_clock_fn fn,
    void *arg);

/* Is what is stored of the two the same? */
bool tix_clocks_equal(const struct tix_clock *a, const struct tix_clock *b);

#endif
