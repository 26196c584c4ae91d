/*
 * --as-of and --known: which past, and what the clock shows in it.
 */
#include "private.h"

#include <tix/hindsight.h>
#include <tix/time.h>

static enum tix_status
read_time(struct tix *tx, const char *option, const char *text, int64_t *at)
{
	enum tix_status s = text == NULL ? TIX_OK :
	    tix_time_parse(tx, text, at);

	if (s == TIX_OK && *at < TIX_SECOND)
		return tix_fail(tx, TIX_INVALID, "%s '%s': time begins in 1970",
		    option, text);
	return s;
}

/* What is to happen may be asked for, what will be known of it may not. */
enum tix_status
tix_past(struct tix *tx, struct tix_run *r, const struct tix_common *c)
{
	struct tix_cut cut = { INT64_MAX, INT64_MAX }, *kept;
	enum tix_status s;

	if (c->as_of == NULL && c->known == NULL)
		return TIX_OK;
	s = read_time(tx, "--as-of", c->as_of, &cut.at);
	if (s == TIX_OK)
		s = read_time(tx, "--known", c->known, &cut.known);
	if (s == TIX_OK && c->known != NULL && cut.known > tx->now)
		s = tix_fail(tx, TIX_INVALID,
		    "--known '%s' is still to come", c->known);
	if (s != TIX_OK)
		return s;
	if (c->now == NULL)
		tx->now = c->as_of != NULL ? cut.at : cut.known;
	tx->now_given = true;
	tx->at = tx->now;
	kept = tix_arena_alloc(tx->run, sizeof *kept);
	*kept = cut;
	r->cut = kept;
	return TIX_OK;
}
