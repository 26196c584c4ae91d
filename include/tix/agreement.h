/*
 * Agreements as a desk has them.  Pure.
 *
 * In the tail of a compiled desk each is a line of three parts, parted by TABs
 * (see tail.h); members that would say nothing are left out:
 *
 *   a NAME {"kind":"sla","title":..,"calendar":..,"match":[..],"level":..,
 *     "team":..,"queue":..,"targets":[{"metric":"resolve","calendar":..,
 *     "time":[US,..],"days":[N,..],"pause":["customer"],"at_open":true,
 *     "new_cycle":true,"warn":["75%","-10m"]}]}
 *
 * "time" and "days" have a number for each priority, 0 for none.  A target
 * without a calendar has its agreement's.
 */
#ifndef TIX_AGREEMENT_H
#define TIX_AGREEMENT_H

#include <tix/desk.h>

/*
 * "75%" of a budget, "-10m" before the deadline, "+2h" after it; borrowed.
 * TIX_INVALID with words for anything else: 0% and 100%, working days.
 */
enum tix_status tix_threshold_parse(struct tix *tx, const char *text,
    struct tix_threshold *t);

/*
 * Read one from the JSON of its line onto 'mem'.  TIX_INVALID for what no
 * compiler wrote.  What it names is not looked up: the desk may have changed
 * since.
 */
enum tix_status tix_agreement_read(struct tix *tx, struct tix_arena *mem,
    const char *name, const char *json, size_t len, struct tix_agreement *g);

/*
 * All of the desk's tail in the desk's order, on 'mem'; none where the tail was
 * not read.
 */
enum tix_status tix_desk_agreements(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *d, const struct tix_agreement **list, size_t *n);

/*
 * Hold the tail's agreements against the desk: what they name is there, their
 * queries parse, and those that tickets may have are those that the head names.
 * TIX_INVALID with the agreement.
 */
enum tix_status tix_desk_prove_agreements(struct tix *tx,
    struct tix_arena *mem, const struct tix_desk *d);

#endif
