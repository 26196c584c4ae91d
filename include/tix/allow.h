/*
 * Who may do what: the one place that says so.
 */
#ifndef TIX_ALLOW_H
#define TIX_ALLOW_H

#include <tix/ticket.h>

/*
 * May the run's actor do 'verb' ("escalate", "show") to 't' (NULL: to the desk
 * as a whole)?  While the desk declares no agents anyone who may open the file
 * may; once it does, reading stays open and acting wants an agent of that name,
 * but for the policy ("desk"), which the owner of the file may change, too.
 * TIX_DENIED with what to do about it.
 */
enum tix_status tix_allow(struct tix *tx, const char *verb, bool acts,
    const struct tix_ticket *t);

#endif
