/*
 * tix sla: what runs on tickets, why, and what is due next.
 */
#ifndef TIX_SLA_H
#define TIX_SLA_H

#include <tix/cli.h>
#include <tix/clockact.h>

/* The time line of the clocks of each ticket; 'clock': of that one alone. */
enum tix_status tix_sla_explain(struct tix *tx, struct tix_run *r,
    const char *clock);

/* Running clocks by deadline; 'within': "4h", "4bh", or NULL for all. */
enum tix_status tix_sla_due(struct tix *tx, struct tix_run *r,
    const char *within);

/* A ticket's clocks, a line each, as a part of its card. */
enum tix_status tix_sla_show(struct tix *tx, struct tix_run *r, int64_t id);

/* For 'each' of tix sla waive and restart. */
enum tix_status tix_sla_waive(struct tix *tx, const struct tix_ticket *t,
    const struct tix_clock_act *act, struct tix_event *e);
enum tix_status tix_sla_restart(struct tix *tx, const struct tix_ticket *t,
    const struct tix_clock_act *act, struct tix_event *e);

#endif
