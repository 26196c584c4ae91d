/*
 * What live tickets have of the desk's names, counted in one pass over them.
 */
#ifndef TIX_USES_H
#define TIX_USES_H

#include <tix/ticket.h>

#define TIX_USE_FIELDS 6 /* level, queue, team, owner, category, service */
#define TIX_USE_FIRST 3  /* tickets that are named for example */

extern const enum tix_field tix_use_fields[TIX_USE_FIELDS];

struct tix_use {
	enum tix_field field;
	const char *value;
	int64_t n;                    /* live tickets that have it */
	int64_t first[TIX_USE_FIRST]; /* those with the lowest ids; or 0 */
};

/*
 * Each value that live tickets have in one of those fields, by field and in no
 * certain order within it; 'u' and its value are on tx->mem.
 */
typedef enum tix_status (*tix_use_fn)(struct tix *tx, const struct tix_use *u,
    void *arg);
enum tix_status tix_uses_each(struct tix *tx, tix_use_fn fn, void *arg);

/*
 * The ids of live tickets with one of the values, lowest first: values[i] are
 * those of tix_use_fields[i], NULL-ended.
 */
typedef enum tix_status (*tix_use_id_fn)(struct tix *tx, int64_t id,
    void *arg);
enum tix_status tix_uses_tickets(struct tix *tx,
    const char *const *const values[TIX_USE_FIELDS], tix_use_id_fn fn,
    void *arg);

/* For tx->had: see there. */
enum tix_status tix_uses_had(struct tix *tx, int field, const char *name);

#endif
