/*
 * A compiled desk held against what a compiler writes, before it is believed:
 * what routes a ticket must not fail on its rules.  Pure.
 */
#ifndef TIX_RULEPROOF_H
#define TIX_RULEPROOF_H

#include <tix/rule.h>

/*
 * Read 'compiled', which is borrowed, into 'd' and d->rules, which live on
 * 'mem', and prove every rule: its patterns compile, the calendars that it
 * looks at and what it sets are there; and every agreement, see agreement.h.
 * TIX_INVALID for what no compiler wrote, with the rule and the key.
 */
enum tix_status tix_desk_prove(struct tix *tx, struct tix_arena *mem,
    const char *compiled, size_t len, struct tix_desk *d);

#endif
