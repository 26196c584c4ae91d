/*
 * Which sla a ticket gets, and which escalation policy: the first, in the
 * desk's order, of which any query fits.  Pure.
 */
#ifndef TIX_PROMISE_H
#define TIX_PROMISE_H

#include <tix/desk.h>

struct tix_promises;

/* Those of the desk's tail, which are read when they are first asked for. */
struct tix_promises *tix_promises_new(struct tix_arena *mem,
    const struct tix_desk *d);

/*
 * The fields that their queries look at, a bit each; 0 where none has a query.
 * NULL has none.  TIX_INVALID for what no compiler wrote.
 */
enum tix_status tix_promises_fields(struct tix *tx, struct tix_promises *p,
    uint64_t *fields);

/* Which one, and by which of its queries. */
struct tix_promised {
	const char *agreement; /* or policy */
	const char *query;     /* NULL: it has none, and fits all */
};

/* Told of those that do not fit. */
typedef void (*tix_unfit_fn)(void *arg, const char *name,
    const char *const *queries);

/*
 * Choose for 't'.  TIX_NO where none fits.  'each', unless NULL, is told of
 * those before it that do not fit.
 */
enum tix_status tix_promises_choose(struct tix *tx, struct tix_promises *p,
    const struct tix_ticket *t, tix_unfit_fn each, void *arg,
    struct tix_promised *chosen);

/* The same for the escalation policy, of which one without a query fits all. */
enum tix_status tix_promises_policy(struct tix *tx, struct tix_promises *p,
    const struct tix_ticket *t, tix_unfit_fn each, void *arg,
    struct tix_promised *chosen);

/* Is there any escalation policy? */
enum tix_status tix_promises_any_policy(struct tix *tx,
    struct tix_promises *p, bool *any);

#endif
