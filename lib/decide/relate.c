/*
 * Links, merges and splits.
 */
#include <tix/custom.h>
#include <tix/relate.h>
#include <tix/work.h>

#include <string.h>

#include <tix/utf8.h>

static struct tix_event *
event_on(struct tix *tx, struct tix_event *first, int64_t ticket,
    enum tix_event_kind kind)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tix_event_init(e, kind);
	e->ticket = ticket;
	tix_event_join(first, e);
	return e;
}

static enum tix_status
check_pair(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *other)
{
	const struct tix_ticket *merged = t->state == TIX_MERGED ? t :
	    other->state == TIX_MERGED ? other : NULL;

	if (t->id == other->id)
		return tix_fail(tx, TIX_INVALID,
		    "ticket %lld and itself", (long long)t->id);
	if (merged != NULL)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld is merged into %lld", (long long)merged->id,
		    (long long)merged->merged_into);
	return TIX_OK;
}

/* A ticket has one parent, and is the duplicate of one: which, or 0. */
static int64_t
taken_by(const struct tix_ticket *t, const struct tix_relation *r)
{
	return r->single ? tix_links_find(t->links, r->name) : 0;
}

static enum tix_status
check_room(struct tix *tx, const struct tix_ticket *t,
    const struct tix_relation *r)
{
	int64_t there = taken_by(t, r);

	if (there != 0)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld has ticket %lld for its '%s' already",
		    (long long)t->id, (long long)there, r->name);
	if (tix_tags_count(t->links) >= TIX_LINKS_MAX)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld has %d links; more are not kept (links-max)",
		    (long long)t->id, TIX_LINKS_MAX);
	return TIX_OK;
}

static void
name_link(struct tix_event *e, const struct tix_relation *r, int64_t other)
{
	tix_event_text(e, "relation", r->name);
	tix_event_int(e, "other", other);
}

enum tix_status
tix_link(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *other, const struct tix_relation *r,
    struct tix_event *e)
{
	const struct tix_relation *back = tix_relation_find(r->inverse);
	const char *word = tix_link_word(tx->mem, r->name, other->id);
	struct tix_event *twin;
	enum tix_status s;

	if (tix_tags_has(t->links, word))
		return TIX_OK;
	s = check_pair(tx, t, other);
	if (s == TIX_OK)
		s = check_room(tx, t, r);
	if (s == TIX_OK)
		s = check_room(tx, other, back);
	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_LINKED);
	tix_event_add_text(e, TIX_F_LINKS, word);
	name_link(e, r, other->id);
	twin = event_on(tx, e, other->id, TIX_E_LINKED);
	tix_event_add_text(twin, TIX_F_LINKS,
	    tix_link_word(tx->mem, back->name, t->id));
	name_link(twin, back, t->id);
	return TIX_OK;
}

enum tix_status
tix_unlink(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *other, const struct tix_relation *r,
    struct tix_event *e)
{
	const struct tix_relation *back = tix_relation_find(r->inverse);
	const char *word = tix_link_word(tx->mem, r->name, other->id);
	struct tix_event *twin;

	if (!tix_tags_has(t->links, word))
		return TIX_OK;
	tix_event_init(e, TIX_E_UNLINKED);
	tix_event_drop_text(e, TIX_F_LINKS, word);
	name_link(e, r, other->id);
	twin = event_on(tx, e, other->id, TIX_E_UNLINKED);
	tix_event_drop_text(twin, TIX_F_LINKS,
	    tix_link_word(tx->mem, back->name, t->id));
	name_link(twin, back, t->id);
	return TIX_OK;
}

/* The one who asked and those who watch want to hear of the survivor. */
static void
move_watchers(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *into, struct tix_event *absorbed)
{
	const char *who = t->watchers;

	/* A name with blanks in it is no word of a list. */
	if (t->requester != NULL && strpbrk(t->requester, " ,\t\n") == NULL &&
	    (into->requester == NULL ||
	    strcmp(into->requester, t->requester) != 0))
		who = tix_tags_add(tx->mem, who, t->requester);
	if (into->watchers != NULL)
		who = tix_tags_drop(tx->mem, who, into->watchers);
	tix_event_add_text(absorbed, TIX_F_WATCHERS, who);
}

/* What pointed to 't' points to 'into'; a link between the two goes. */
static void
move_links(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *into, struct tix_event *e,
    struct tix_event *absorbed)
{
	const char *at = t->links, *relation, *gained = NULL, *lost = NULL;
	int64_t id;

	while ((id = tix_links_next(tx->mem, &at, &relation)) != 0) {
		const struct tix_relation *r = tix_relation_find(relation);
		struct tix_event *there;
		const char *back;

		if (r == NULL)
			continue;
		back = tix_link_word(tx->mem, r->inverse, t->id);
		if (id == into->id) {
			lost = tix_tags_add(tx->mem, lost, back);
			continue;
		}
		there = event_on(tx, e, id, TIX_E_CHANGED);
		tix_event_drop_text(there, TIX_F_LINKS, back);
		if (taken_by(into, r) != 0)
			continue;
		gained = tix_tags_add(tx->mem, gained,
		    tix_link_word(tx->mem, relation, id));
		tix_event_add_text(there, TIX_F_LINKS,
		    tix_link_word(tx->mem, r->inverse, into->id));
	}
	tix_event_add_text(absorbed, TIX_F_LINKS, gained);
	tix_event_drop_text(absorbed, TIX_F_LINKS, lost);
	tix_event_drop_text(e, TIX_F_LINKS, t->links);
}

enum tix_status
tix_merge(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *into, const char *reason, struct tix_event *e)
{
	struct tix_event *absorbed;
	enum tix_status s;

	if (t->state == TIX_MERGED && t->merged_into == into->id)
		return TIX_OK;
	s = check_pair(tx, t, into);
	if (s != TIX_OK)
		return s;
	if (!tix_state_may_move(t->state, TIX_MERGED))
		return tix_refuse_done(tx, t);
	if (!tix_state_is_live(into->state))
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld is %s; reopen it first", (long long)into->id,
		    tix_state_names[into->state - 1]);
	tix_event_init(e, TIX_E_MERGED);
	tix_event_set_int(e, TIX_F_STATE, TIX_MERGED);
	tix_event_set_int(e, TIX_F_MERGED_INTO, into->id);
	tix_event_add_int(e, TIX_F_EFFORT, -t->effort);
	tix_event_int(e, "other", into->id);
	tix_event_text(e, "reason", reason);
	absorbed = event_on(tx, e, into->id, TIX_E_ABSORBED);
	tix_event_int(absorbed, "other", t->id);
	tix_event_add_int(absorbed, TIX_F_EFFORT, t->effort);
	move_watchers(tx, t, into, absorbed);
	move_links(tx, t, into, e, absorbed);
	return TIX_OK;
}

/* The first line with something on it, cut to what a subject may hold. */
static const char *
first_line(struct tix *tx, const char *text)
{
	size_t n;

	text += strspn(text, " \t\r\n");
	n = strcspn(text, "\r\n");
	return tix_utf8_fit(tx->mem,
	    tix_arena_dup_n(tx->mem, text, n < 400 ? n : 400), 80);
}

enum tix_status
tix_split(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *part, const char *subject, int64_t id,
    const struct tix_staff *staff, struct tix_event *e)
{
	const struct tix_member *text = tix_event_member(part, "text");
	struct tix_ticket draft = {
		.subject = subject, .kind = t->kind, .category = t->category,
		.requester = t->requester, .organisation = t->organisation,
		.service = t->service, .asset = t->asset,
		.channel = t->channel, .fields = t->fields,
	};
	struct tix_route_how how = { .staff = staff };
	struct tix_event *opened;
	enum tix_status s;

	if (text == NULL || (part->kind != TIX_E_NOTED &&
	    part->kind != TIX_E_REPLIED))
		return tix_fail(tx, TIX_INVALID,
		    "event %lld is no note and no reply: nothing to split off",
		    (long long)part->seq);
	s = tix_custom_require(tx, t, TIX_ACT_OPEN);
	if (s != TIX_OK)
		return s;
	draft.body = text->s;
	if (subject == NULL)
		draft.subject = first_line(tx, text->s);
	tix_event_init(e, TIX_E_SPLIT);
	tix_event_int(e, "other", id);
	tix_event_int(e, "event", part->seq);
	tix_event_add_text(e, TIX_F_LINKS,
	    tix_link_word(tx->mem, "split-to", id));
	opened = event_on(tx, e, 0, TIX_E_OPENED);
	/* What it has from the other is as good as said by hand. */
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value v = tix_ticket_get(&draft, (enum tix_field)f);

		if (tix_value_is_some(&v))
			how.fixed |= UINT64_C(1) << f;
	}
	s = tix_open(tx, &draft, &how, opened);
	tix_event_set_text(opened, TIX_F_LINKS,
	    tix_link_word(tx->mem, "split-from", t->id));
	return s;
}
