/*
 * Fields, lists and owners.
 */
#include <tix/custom.h>
#include <tix/edit.h>
#include <tix/utf8.h>
#include <tix/work.h>

#include <string.h>

static bool
same(const char *now, const char *to)
{
	if (to == NULL)
		return true;
	return strcmp(now == NULL ? "" : now, to) == 0;
}

static const char *
or_none(const char *s)
{
	return *s == '\0' ? NULL : s;
}

enum tix_status
tix_assign(struct tix *tx, const struct tix_ticket *t,
    const struct tix_assignment *to, struct tix_event *e)
{
	enum tix_status s = tix_desk_check_agent(tx, to->owner);

	if (s == TIX_OK)
		s = tix_desk_check_team(tx, to->team);
	if (to->owner == NULL && to->team == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "to whom? give --to or --team");
	if (s != TIX_OK)
		return s;
	if (!tix_state_is_live(t->state))
		return tix_refuse_done(tx, t);
	if (same(t->owner, to->owner) && same(t->team, to->team))
		return TIX_OK;
	tix_event_init(e, TIX_E_ASSIGNED);
	if (!same(t->owner, to->owner))
		tix_event_set_text(e, TIX_F_OWNER, or_none(to->owner));
	if (!same(t->team, to->team))
		tix_event_set_text(e, TIX_F_TEAM, or_none(to->team));
	if (t->state == TIX_NEW && to->owner != NULL && *to->owner != '\0')
		tix_event_set_int(e, TIX_F_STATE, TIX_OPEN);
	tix_event_text(e, "reason", to->reason);
	return TIX_OK;
}

static enum tix_status
check_names(struct tix *tx, const struct tix_ticket *draft, uint64_t given)
{
	const struct tix_category *category;
	const struct tix_level *level;
	const struct tix_queue *queue;
	enum tix_status s = tix_desk_check_agent(tx, draft->owner);

	if (s == TIX_OK && (given >> TIX_F_SUBJECT & 1) != 0 &&
	    (draft->subject == NULL || tix_utf8_blank(draft->subject)))
		s = tix_fail(tx, TIX_INVALID, "a ticket needs a subject");
	if (s == TIX_OK && (given >> TIX_F_KIND & 1) != 0 && draft->kind == 0)
		s = tix_fail(tx, TIX_INVALID, "a ticket needs a kind");
	if (s == TIX_OK && draft->level != NULL)
		s = tix_desk_need_level(tx, draft->level, &level);
	if (s == TIX_OK && draft->queue != NULL)
		s = tix_desk_need_queue(tx, draft->queue, &queue);
	if (s == TIX_OK && draft->category != NULL)
		s = tix_desk_need_category(tx, draft->category, &category);
	return s == TIX_OK ? tix_check_declared(tx, draft) : s;
}

/* The desk's own fields are laid over what is there. */
static void
set_customs(struct tix *tx, const struct tix_ticket *t, const char *patch,
    struct tix_event *e)
{
	const char *is = tix_json_patch(tx, t->fields, patch);
	const char *was = tix_json_patch(tx, t->fields, NULL);

	if (is == was || (is != NULL && was != NULL && strcmp(is, was) == 0))
		return;
	tix_event_add_text(e, TIX_F_FIELDS, patch);
}

/* By hand it stays by hand, and what is cleared may be made anew. */
static void
mark_priority(struct tix_event *e)
{
	const struct tix_change *p = tix_event_change(e, TIX_F_PRIORITY);

	if (p != NULL)
		tix_event_set_int(e, TIX_F_PRIORITY_SOURCE,
		    p->value.i != 0 ? TIX_BY_HAND : 0);
}

enum tix_status
tix_edit(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *draft, uint64_t given, struct tix_event *e)
{
	enum tix_status s = check_names(tx, draft, given);

	if (s != TIX_OK)
		return s;
	if (t->state == TIX_MERGED)
		return tix_refuse_done(tx, t);
	tix_event_init(e, TIX_E_CHANGED);
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value is = tix_ticket_get(t, (enum tix_field)f);
		struct tix_value to = tix_ticket_get(draft,
		    (enum tix_field)f);

		if ((given >> f & 1) == 0)
			continue;
		if (f == TIX_F_FIELDS)
			set_customs(tx, t, to.s, e);
		else if (!tix_value_equal(&is, &to))
			tix_event_set(e, (enum tix_field)f, &to);
	}
	mark_priority(e);
	if (e->nchanges == 0)
		tix_event_init(e, TIX_E_NONE);
	return TIX_OK;
}

enum tix_status
tix_edit_list(struct tix *tx, const struct tix_ticket *t, enum tix_field f,
    const char *add, const char *drop, struct tix_event *e)
{
	const char *now = tix_ticket_get(t, f).s;
	const char *left = tix_tags_drop(tx->mem, now, drop);
	const char *gone = tix_tags_drop(tx->mem, now, left);
	const char *more = add == NULL ? NULL : tix_tags_drop(tx->mem,
	    tix_tags_add(tx->mem, NULL, add), left);

	if (t->state == TIX_MERGED)
		return tix_refuse_done(tx, t);
	if (tix_tags_count(left) + tix_tags_count(more) > TIX_TAGS_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "ticket %lld would have more than %d %s (%s-max)",
		    (long long)t->id, TIX_TAGS_MAX, tix_fields[f].name,
		    tix_fields[f].name);
	gone = tix_tags_drop(tx->mem, gone, more);
	if (gone == NULL && more == NULL)
		return TIX_OK;
	tix_event_init(e, TIX_E_CHANGED);
	tix_event_drop_text(e, f, gone);
	tix_event_add_text(e, f, more);
	return TIX_OK;
}
