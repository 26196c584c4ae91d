/*
 * What an export takes from the desk's file beside its events, and what is put
 * back from one.
 */
#ifndef TIX_EXPORTS_H
#define TIX_EXPORTS_H

#include <tix/exportline.h>

/*
 * Each version of the policy, in order, and the text that it was compiled from
 * (or NULL); both are on tx->mem.
 */
typedef enum tix_status (*tix_policy_fn)(struct tix *tx, int64_t version,
    const char *compiled, const char *source, void *arg);
enum tix_status tix_exports_desks(struct tix *tx, tix_policy_fn fn, void *arg);

/* Each row that was imported of a ticket (0: all), by ticket and digest. */
typedef enum tix_status (*tix_exported_row_fn)(struct tix *tx,
    const struct tix_export_row *row, void *arg);
enum tix_status tix_exports_rows(struct tix *tx, int64_t ticket,
    tix_exported_row_fn fn, void *arg);

/* The number of each event of a ticket up to 'last', in no certain order. */
typedef enum tix_status (*tix_number_fn)(struct tix *tx, int64_t n, void *arg);
enum tix_status tix_exports_numbers(struct tix *tx, int64_t ticket,
    int64_t last, tix_number_fn fn, void *arg);

/* Is there nothing in the desk but what tix init put there? */
enum tix_status tix_exports_is_empty(struct tix *tx, bool *empty);

/*
 * Under the write transaction, into such a desk: take what tix init put there
 * out; say what the next ticket is.  Rows may come before their tickets.
 */
enum tix_status tix_exports_clear(struct tix *tx);
enum tix_status tix_exports_put_next(struct tix *tx, int64_t next_ticket);

/* Under the write transaction: put a row in, unless it is there. */
enum tix_status tix_exports_put_row(struct tix *tx,
    const struct tix_export_row *row);

#endif
