/*
 * Waiting, and what time does by itself.
 */
#include <tix/custom.h>
#include <tix/desk.h>
#include <tix/waiting.h>
#include <tix/work.h>

#define NO_ANSWER "no-answer" /* code, where the desk has it */

static enum tix_status
check_wait(struct tix *tx, const struct tix_wait *w)
{
	if (w->on == 0)
		return tix_fail(tx, TIX_INVALID,
		    "waits on whom? give --on customer, vendor, change or "
		    "event");
	if (w->until != 0 && w->until <= tx->now)
		return tix_fail(tx, TIX_INVALID,
		    "the end of the wait (--until) is past");
	if (w->then != 0 && w->until == 0)
		return tix_fail(tx, TIX_INVALID,
		    "--then needs --until: when?");
	return TIX_OK;
}

enum tix_status
tix_wait(struct tix *tx, const struct tix_ticket *t, const struct tix_wait *w,
    struct tix_event *e)
{
	int64_t then = w->until == 0 ? 0 :
	    w->then != 0 ? w->then : TIX_THEN_RESUME;
	enum tix_status s = check_wait(tx, w);

	if (s != TIX_OK)
		return s;
	if (!tix_state_is_live(t->state))
		return tix_refuse_done(tx, t);
	if (t->state == TIX_WAITING && t->waiting_on == w->on &&
	    t->wait_until == w->until && t->wait_then == then)
		return TIX_OK;
	tix_event_init(e, TIX_E_WAITED);
	tix_event_set_int(e, TIX_F_STATE, TIX_WAITING);
	tix_event_set_int(e, TIX_F_WAITING_ON, w->on);
	tix_event_set_int(e, TIX_F_WAIT_UNTIL, w->until);
	tix_event_set_int(e, TIX_F_WAIT_THEN, then);
	tix_event_text(e, "reason", w->reason);
	return TIX_OK;
}

enum tix_status
tix_resume(struct tix *tx, const struct tix_ticket *t, const char *reason,
    struct tix_event *e)
{
	if (!tix_state_is_live(t->state))
		return tix_refuse_done(tx, t);
	if (t->state != TIX_WAITING)
		return TIX_OK;
	tix_event_init(e, TIX_E_RESUMED);
	tix_event_set_int(e, TIX_F_STATE, TIX_OPEN);
	tix_event_text(e, "reason", reason);
	return TIX_OK;
}

/*
 * What nobody is there to give: "a code, floor", or NULL.  The text that a desk
 * may require is that the wait is over.
 */
static const char *
lacks(struct tix *tx, const struct tix_ticket *t, bool code)
{
	const char *fields = tix_custom_missing(tx, t, TIX_ACT_RESOLVE);

	if (code || !tx->desk->code_required)
		return fields;
	return fields == NULL ? "a code" :
	    tix_arena_printf(tx->mem, "a code, %s", fields);
}

enum tix_status
tix_wait_end(struct tix *tx, const struct tix_ticket *t, int64_t then,
    const char *why, struct tix_event *e)
{
	const bool code = tix_desk_need_code(tx, NO_ANSWER) == TIX_OK;
	const char *lacking;

	if (then != TIX_THEN_RESOLVE)
		return tix_resume(tx, t, why, e);
	lacking = lacks(tx, t, code);
	if (lacking != NULL)
		return tix_resume(tx, t, tix_arena_printf(tx->mem,
		    "%s; not resolved, since this desk requires: %s", why,
		    lacking), e);
	tix_event_init(e, TIX_E_RESOLVED);
	tix_event_set_int(e, TIX_F_STATE, TIX_RESOLVED);
	if (code)
		tix_event_text(e, "code", NO_ANSWER);
	tix_event_text(e, "text", why);
	return TIX_OK;
}

enum tix_status
tix_close_resolved(struct tix *tx, const struct tix_ticket *t,
    struct tix_event *e)
{
	const int64_t days = tx->desk->close_after;
	enum tix_status s = tix_custom_require(tx, t, TIX_ACT_CLOSE);

	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_CLOSED);
	tix_event_set_int(e, TIX_F_STATE, TIX_CLOSED);
	tix_event_text(e, "reason", tix_arena_printf(tx->mem,
	    "resolved for %lld working days", (long long)days));
	return TIX_OK;
}
