/*
 * Handing up and back: whether, and what is said of it.
 */
#include <tix/escalate.h>
#include <tix/work.h>

#include <string.h>

#include "handing.h"

/* It is there already: at most its queue changes, which is no hand-over. */
static enum tix_status
stay(struct tix *tx, const struct tix_ticket *t, const char *queue,
    const char *reason, struct tix_event *e)
{
	const struct tix_queue *q;
	enum tix_status s;

	if (queue == NULL)
		return TIX_OK;
	s = tix_desk_need_queue(tx, queue, &q);
	if (s != TIX_OK || (t->queue != NULL && strcmp(t->queue, queue) == 0))
		return s;
	tix_event_init(e, TIX_E_CHANGED);
	tix_event_set_text(e, TIX_F_QUEUE, queue);
	tix_event_text(e, "reason", reason);
	return TIX_OK;
}

/*
 * A level that is not there is told before the state of the ticket is.  TIX_NO
 * where it stays at its level.
 */
static enum tix_status
target(struct tix *tx, const struct tix_ticket *t, const char *name,
    bool up, const struct tix_level **level)
{
	enum tix_status s = name == NULL ? TIX_OK :
	    tix_desk_need_level(tx, name, level);

	if (s != TIX_OK)
		return s;
	if (!tix_state_is_live(t->state))
		return tix_refuse_done(tx, t);
	if (name != NULL && (*level)->order == tix_handing_order(tx, t))
		return TIX_NO;
	return up ? tix_handing_up(tx, t, name, level) :
	    tix_handing_down(tx, t, name, level);
}

static enum tix_status
escalate_to(struct tix *tx, const struct tix_ticket *t,
    const struct tix_escalation *to, const struct tix_level *level,
    struct tix_event *e)
{
	const struct tix_hand h = { .level = level, .queue = to->queue,
		.staff = to->staff };
	const char *missing;
	enum tix_status s = tix_handover_check(tx, level, &to->handover,
	    &missing);

	if (s == TIX_OK && missing != NULL && !to->automatic)
		s = tix_fail(tx, TIX_INVALID, "a handover to %s lacks: %s; "
		    "give --handover PART=TEXT for each", level->name,
		    missing);
	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_ESCALATED);
	tix_event_text(e, "reason", to->reason);
	tix_event_hand_over(tx, e, &to->handover);
	tix_event_text(e, "missing", missing);
	return tix_handing_move(tx, t, &h, e);
}

enum tix_status
tix_escalate(struct tix *tx, const struct tix_ticket *t,
    const struct tix_escalation *to, struct tix_event *e)
{
	const struct tix_level *level = NULL;
	enum tix_status s;

	if (to->reason == NULL || *to->reason == '\0')
		return tix_fail(tx, TIX_INVALID,
		    "why does it go up? give --reason");
	s = target(tx, t, to->level, true, &level);
	if (s == TIX_NO)
		return stay(tx, t, to->queue, to->reason, e);
	return s == TIX_OK ? escalate_to(tx, t, to, level, e) : s;
}

enum tix_status
tix_return_check(struct tix *tx, const char *code)
{
	const char *const *codes = tx->desk->return_codes;
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; codes[i] != NULL; i++) {
		if (code != NULL && strcmp(code, codes[i]) == 0)
			return TIX_OK;
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", codes[i]);
	}
	if (code == NULL || *code == '\0')
		return tix_fail(tx, TIX_INVALID,
		    "why does it go back? give --reason, one of: %s",
		    tix_buf_text(&b));
	return tix_fail(tx, TIX_NOT_FOUND, "no reason '%s'; there are: %s",
	    code, tix_buf_text(&b));
}

enum tix_status
tix_return(struct tix *tx, const struct tix_ticket *t,
    const struct tix_return *to, struct tix_event *e)
{
	struct tix_hand h = { .queue = to->queue, .staff = to->staff,
		.back = true };
	enum tix_status s = tix_return_check(tx, to->code);

	if (s == TIX_OK)
		s = target(tx, t, to->level, false, &h.level);
	if (s == TIX_NO)
		return stay(tx, t, to->queue, to->note, e);
	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_RETURNED);
	tix_event_text(e, "code", to->code);
	tix_event_text(e, "reason", to->note);
	return tix_handing_move(tx, t, &h, e);
}
