/*
 * The acts of those who work on tickets.
 */
#include <tix/custom.h>
#include <tix/route.h>
#include <tix/utf8.h>
#include <tix/work.h>

#include <string.h>

const char *
tix_caller(const struct tix *tx)
{
	return tx->on_behalf != NULL ? tx->on_behalf : tx->actor;
}

enum tix_status
tix_refuse_done(struct tix *tx, const struct tix_ticket *t)
{
	if (t->merged_into != 0)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld is merged into %lld", (long long)t->id,
		    (long long)t->merged_into);
	return tix_fail(tx, TIX_CONFLICT, "ticket %lld is %s",
	    (long long)t->id, tix_state_names[t->state - 1]);
}

enum tix_status
tix_check_declared(struct tix *tx, const struct tix_ticket *t)
{
	enum tix_status s = tix_desk_check_team(tx, t->team);

	if (s == TIX_OK)
		s = tix_desk_check_service(tx, t->service);
	if (s == TIX_OK)
		s = tix_desk_check_agreement(tx, t->agreement);
	if (s == TIX_OK)
		s = tix_desk_check_calendar(tx, t->calendar);
	return s == TIX_OK ? tix_desk_check_checklist(tx, t->checklist) : s;
}

/* The level, queue and category of a draft must be there. */
static enum tix_status
check_names(struct tix *tx, const struct tix_ticket *t)
{
	const struct tix_category *category;
	const struct tix_level *level;
	const struct tix_queue *queue;
	enum tix_status s = TIX_OK;

	if (t->level != NULL)
		s = tix_desk_need_level(tx, t->level, &level);
	if (s == TIX_OK && t->queue != NULL)
		s = tix_desk_need_queue(tx, t->queue, &queue);
	if (s == TIX_OK && t->category != NULL)
		s = tix_desk_need_category(tx, t->category, &category);
	if (s == TIX_OK)
		s = tix_desk_check_agent(tx, t->owner);
	return s == TIX_OK ? tix_check_declared(tx, t) : s;
}

enum tix_status
tix_open(struct tix *tx, const struct tix_ticket *draft,
    const struct tix_route_how *how, struct tix_event *e)
{
	struct tix_ticket t;
	enum tix_status s;

	if (draft->subject == NULL || tix_utf8_blank(draft->subject))
		return tix_fail(tx, TIX_INVALID, "a ticket needs a subject");
	s = check_names(tx, draft);
	if (s == TIX_OK)
		s = tix_custom_require(tx, draft, TIX_ACT_OPEN);
	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_OPENED);
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value v = tix_ticket_get(draft, (enum tix_field)f);

		if (f == TIX_F_FIELDS) /* a patch, with no fields yet */
			v.s = tix_json_patch(tx, NULL, v.s);
		if ((tix_fields[f].flags & TIX_F_EVENT) != 0 &&
		    tix_value_is_some(&v))
			tix_event_set(e, (enum tix_field)f, &v);
	}
	if (draft->kind == 0)
		tix_event_set_int(e, TIX_F_KIND, TIX_INCIDENT);
	tix_event_set_int(e, TIX_F_STATE,
	    draft->owner != NULL ? TIX_OPEN : TIX_NEW);
	if (draft->priority != 0)
		tix_event_set_int(e, TIX_F_PRIORITY_SOURCE, TIX_BY_HAND);
	t = *draft;
	t.kind = draft->kind == 0 ? TIX_INCIDENT : draft->kind;
	t.state = draft->owner != NULL ? TIX_OPEN : TIX_NEW;
	t.count = 1;
	t.fields = tix_json_patch(tx, NULL, draft->fields);
	s = how == NULL ? tix_route_policy(tx, &t, e) :
	    tix_route_apply(tx, &t, how, e);
	return s == TIX_NO ? TIX_OK : s;
}

enum tix_status
tix_repeat(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	if (!tix_state_is_live(t->state))
		return tix_refuse_done(tx, t);
	tix_event_init(e, TIX_E_REPEATED);
	return TIX_OK;
}

enum tix_status
tix_note(struct tix *tx, const struct tix_ticket *t, const char *text,
    struct tix_event *e)
{
	(void)t; /* a note may come at any time, also afterwards */
	if (text == NULL || *text == '\0')
		return tix_fail(tx, TIX_INVALID, "an empty note");
	tix_event_init(e, TIX_E_NOTED);
	tix_event_text(e, "text", text);
	return TIX_OK;
}

enum tix_status
tix_take(struct tix *tx, const struct tix_ticket *t, bool steal,
    struct tix_event *e)
{
	const char *me = tix_caller(tx);

	if (!tix_state_is_live(t->state))
		return tix_refuse_done(tx, t);
	if (t->owner != NULL && strcmp(t->owner, me) == 0 &&
	    t->state != TIX_NEW)
		return TIX_OK;
	if (t->owner != NULL && strcmp(t->owner, me) != 0 && !steal)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld is with '%s'; --steal takes it all the same",
		    (long long)t->id, t->owner);
	tix_event_init(e, TIX_E_TAKEN);
	tix_event_set_text(e, TIX_F_OWNER, me);
	if (t->state == TIX_NEW)
		tix_event_set_int(e, TIX_F_STATE, TIX_OPEN);
	return TIX_OK;
}

static enum tix_status
check_resolution(struct tix *tx, const struct tix_ticket *t, const char *code,
    const char *text)
{
	enum tix_status s = code == NULL ? TIX_OK :
	    tix_desk_need_code(tx, code);

	if (s != TIX_OK)
		return s;
	if (code == NULL && tx->desk->code_required)
		return tix_fail(tx, TIX_INVALID,
		    "to resolve, this desk requires a --code");
	if ((text == NULL || *text == '\0') && tx->desk->text_required)
		return tix_fail(tx, TIX_INVALID,
		    "to resolve, this desk requires how it was solved: "
		    "give -m or -F");
	return tix_custom_require(tx, t, TIX_ACT_RESOLVE);
}

enum tix_status
tix_resolve(struct tix *tx, const struct tix_ticket *t, const char *code,
    const char *text, struct tix_event *e)
{
	enum tix_status s;

	if (t->state == TIX_RESOLVED)
		return TIX_OK;
	if (!tix_state_may_move(t->state, TIX_RESOLVED))
		return tix_refuse_done(tx, t);
	s = check_resolution(tx, t, code, text);
	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_RESOLVED);
	tix_event_set_int(e, TIX_F_STATE, TIX_RESOLVED);
	tix_event_text(e, "code", code);
	tix_event_text(e, "text", text);
	return TIX_OK;
}

enum tix_status
tix_close(struct tix *tx, const struct tix_ticket *t, const char *reason,
    struct tix_event *e)
{
	enum tix_status s;

	if (t->state == TIX_CLOSED)
		return TIX_OK;
	if (!tix_state_may_move(t->state, TIX_CLOSED))
		return tix_refuse_done(tx, t);
	s = tix_custom_require(tx, t, TIX_ACT_CLOSE);
	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_CLOSED);
	tix_event_set_int(e, TIX_F_STATE, TIX_CLOSED);
	tix_event_text(e, "reason", reason);
	return TIX_OK;
}

enum tix_status
tix_reopen(struct tix *tx, const struct tix_ticket *t, const char *reason,
    struct tix_event *e)
{
	if (reason == NULL || *reason == '\0')
		return tix_fail(tx, TIX_INVALID,
		    "why is it not solved? give --reason");
	if (tix_state_is_live(t->state))
		return TIX_OK;
	if (!tix_state_may_move(t->state, TIX_OPEN))
		return tix_refuse_done(tx, t);
	tix_event_init(e, TIX_E_REOPENED);
	tix_event_set_int(e, TIX_F_STATE, TIX_OPEN);
	tix_event_text(e, "reason", reason);
	return TIX_OK;
}

enum tix_status
tix_cancel(struct tix *tx, const struct tix_ticket *t, const char *reason,
    struct tix_event *e)
{
	if (t->state == TIX_CANCELLED)
		return TIX_OK;
	if (!tix_state_may_move(t->state, TIX_CANCELLED))
		return tix_refuse_done(tx, t);
	tix_event_init(e, TIX_E_CANCELLED);
	tix_event_set_int(e, TIX_F_STATE, TIX_CANCELLED);
	tix_event_text(e, "reason", reason);
	return TIX_OK;
}

enum tix_status
tix_rate(struct tix *tx, const struct tix_ticket *t, int64_t rating,
    const char *text, struct tix_event *e)
{
	if (rating < 1 || rating > 5)
		return tix_fail(tx, TIX_INVALID,
		    "a rating is 1 to 5, 5 the best");
	if (t->state != TIX_RESOLVED && t->state != TIX_CLOSED)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld is %s: nothing to rate yet",
		    (long long)t->id, tix_state_names[t->state - 1]);
	if (t->rating == rating && text == NULL)
		return TIX_OK;
	tix_event_init(e, TIX_E_RATED);
	tix_event_set_int(e, TIX_F_RATING, rating);
	tix_event_text(e, "text", text);
	return TIX_OK;
}
