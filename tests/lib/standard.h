/*
 * The desk that tix init applies, for unit tests of decisions.
 */
#ifndef TIX_TESTS_STANDARD_H
#define TIX_TESTS_STANDARD_H

#include <tix/rule.h>

#include "unit.h"

#define N(a) (sizeof(a) / sizeof(a)[0])

static const char standard_text[] =
#include "builtin.h"
;

/* Put it into tx->desk, with its rules. */
static inline const struct tix_desk *
standard(struct tix *tx)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);

	CHECK_INT(tix_desk_decode(tx, tx->run, standard_text,
	    strlen(standard_text), d), TIX_OK);
	CHECK_INT(tix_rules_new(tx, tx->run, d, &d->rules), TIX_OK);
	d->version = 1;
	tx->desk = d;
	return d;
}

#endif
