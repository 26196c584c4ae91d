/*
 * Time worked.
 */
#include <tix/effort.h>

#include <tix/time.h>
#include <tix/work.h>

enum tix_status
tix_effort_parse(struct tix *tx, const char *text, int64_t *effort)
{
	const bool less = text != NULL && *text == '-';
	struct tix_duration d;
	enum tix_status s;

	*effort = 0;
	if (text == NULL)
		return TIX_OK;
	s = tix_duration_parse(tx, text + less, &d);
	if (s != TIX_OK)
		return s;
	if (d.working)
		return tix_fail(tx, TIX_INVALID,
		    "effort '%s': it is plain time, as 2h", text);
	if (d.us == 0)
		return tix_fail(tx, TIX_INVALID, "effort '%s': it is nothing",
		    text);
	*effort = less ? -d.us : d.us;
	return TIX_OK;
}

enum tix_status
tix_effort_add(struct tix *tx, const struct tix_ticket *t, int64_t effort,
    struct tix_event *e)
{
	char have[TIX_TIME_SIZE], off[TIX_TIME_SIZE];

	if (effort != 0 && t->state == TIX_MERGED)
		return tix_refuse_done(tx, t);
	if (effort < 0 && t->effort + effort < 0)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld: the effort is %s, %s cannot be taken off",
		    (long long)t->id, tix_duration_text(have, t->effort),
		    tix_duration_text(off, -effort));
	tix_event_add_int(e, TIX_F_EFFORT, effort);
	return TIX_OK;
}
