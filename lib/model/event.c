/*
 * The kinds of events, their members, and their chain.
 */
#include <tix/event.h>

#include <string.h>

#define REASON(required_) \
	{ "reason", TIX_M_TEXT, required_, "why" }
#define WHY \
	{ "why", TIX_M_JSON, false, "grounds of an automatic decision" }, \
	{ "turn", TIX_M_TEXT, false, "agent whose turn it was" }
#define CODE(required_) \
	{ "code", TIX_M_TEXT, required_, "reason or resolution code" }

#define ATTACHMENTS \
	{ "attachments", TIX_M_JSON, false, "files: name, size, sha256" }
#define TEMPLATE \
	{ "template", TIX_M_TEXT, false, "canned answer that it began as" }
#define RELATION \
	{ "relation", TIX_M_TEXT, true, "what it is to the other" }
#define OTHER \
	{ "other", TIX_M_INT, true, "the other ticket" }
#define CLOCK \
	{ "clock", TIX_M_TEXT, true, "its name" }
#define TOLD \
	{ "to", TIX_M_TEXT, false, "whom it tells, like tags" }, \
	{ "late", TIX_M_TEXT, false, "keys that it stands for" }
#define DEADLINE(required_) \
	{ "deadline", TIX_M_INT, required_, "microseconds since 1970" }, \
	{ "consumed", TIX_M_INT, false, "microseconds of its calendar" }, \
	{ "version", TIX_M_INT, false, "of the desk it was promised under" }, \
	TOLD
#define POLICY \
	{ "policy", TIX_M_TEXT, false, "escalation that holds from then on" }
#define EVENT(help_) \
	{ "event", TIX_M_INT, true, help_ }

const struct tix_event_info tix_events[TIX_EVENT_KINDS] = {
	[TIX_E_NONE] = { "none", { { 0 } } },
	[TIX_E_OPENED] = { "opened", { WHY, ATTACHMENTS, POLICY } },
	[TIX_E_REPEATED] = { "repeated", { ATTACHMENTS } },
	[TIX_E_CHANGED] = { "changed", { REASON(false), WHY } },
	[TIX_E_NOTED] = { "noted", {
	    { "text", TIX_M_TEXT, true, "the note" }, ATTACHMENTS, TEMPLATE,
	    } },
	[TIX_E_TAKEN] = { "taken", { WHY } },
	[TIX_E_ROUTED] = { "routed", { WHY, POLICY } },
	[TIX_E_ESCALATED] = { "escalated", { REASON(true), WHY,
	    { "handover", TIX_M_JSON, false, "its parts, by name" },
	    { "missing", TIX_M_TEXT, false, "parts that it lacks" } } },
	[TIX_E_RETURNED] = { "returned", { CODE(true), REASON(false), WHY } },
	[TIX_E_RESOLVED] = { "resolved", { CODE(false),
	    { "text", TIX_M_TEXT, false, "how it was solved" } } },
	[TIX_E_CLOSED] = { "closed", { CODE(false), REASON(false) } },
	[TIX_E_REOPENED] = { "reopened", { REASON(true) } },
	[TIX_E_ASSIGNED] = { "assigned", { REASON(false), WHY } },
	[TIX_E_REPLIED] = { "replied", {
	    { "text", TIX_M_TEXT, true, "the reply" },
	    { "by", TIX_M_TEXT, true, "mail, hook, phone, chat, in-person" },
	    { "to", TIX_M_TEXT, false, "whom it is for" },
	    { "cc", TIX_M_TEXT, false, "who gets a copy" },
	    { "hook", TIX_M_TEXT, false, "name of the hook" },
	    ATTACHMENTS, TEMPLATE } },
	[TIX_E_SENT] = { "sent", { EVENT("the reply that went out"),
	    { "message_id", TIX_M_TEXT, false, "Message-ID of the mail" } } },
	[TIX_E_UNSENT] = { "unsent", { EVENT("the reply that did not go out"),
	    { "error", TIX_M_TEXT, true, "what was in the way" } } },
	[TIX_E_WAITED] = { "waited", { REASON(false) } },
	[TIX_E_RESUMED] = { "resumed", { REASON(false) } },
	[TIX_E_CANCELLED] = { "cancelled", { REASON(false) } },
	[TIX_E_RATED] = { "rated", {
	    { "text", TIX_M_TEXT, false, "what was said with it" } } },
	[TIX_E_LINKED] = { "linked", { RELATION, OTHER } },
	[TIX_E_UNLINKED] = { "unlinked", { RELATION, OTHER } },
	[TIX_E_MERGED] = { "merged", { OTHER, REASON(false) } },
	[TIX_E_ABSORBED] = { "absorbed", { OTHER } },
	[TIX_E_SPLIT] = { "split", { OTHER, EVENT("what was split off") } },
	[TIX_E_RETRACTED] = { "retracted", { EVENT("what is taken back"),
	    REASON(false) } },
	[TIX_E_DESK] = { "desk", {
	    { "version", TIX_M_INT, true, "the version that came into force" },
	    { "digest", TIX_M_TEXT, true, "SHA-256 of the compiled desk" },
	    { "source", TIX_M_TEXT, false, "SHA-256 of its text" } } },
	[TIX_E_WARNED] = { "warned", { CLOCK,
	    { "threshold", TIX_M_TEXT, true, "75%, -10m, +2h" },
	    { "reached", TIX_M_INT, true, "microseconds since 1970" },
	    DEADLINE(false) } },
	[TIX_E_BREACHED] = { "breached", { CLOCK, DEADLINE(true) } },
	[TIX_E_WAIVED] = { "waived", { CLOCK, REASON(true) } },
	[TIX_E_RESTARTED] = { "restarted", { CLOCK, REASON(true) } },
	[TIX_E_ACKED] = { "acknowledged", {
	    { "until", TIX_M_INT, false, "microseconds since 1970" } } },
	[TIX_E_STEPPED] = { "stepped", {
	    { "policy", TIX_M_TEXT, true, "the escalation policy" },
	    { "step", TIX_M_TEXT, true, "its step" },
	    { "key", TIX_M_TEXT, true, "what makes the step once" },
	    { "reached", TIX_M_INT, true, "when it was due" },
	    TOLD,
	    { "unable", TIX_M_TEXT, false, "what could not be done" } } },
};

enum tix_event_kind
tix_event_kind_find(const char *name)
{
	for (int k = 1; k < TIX_EVENT_KINDS; k++)
		if (strcmp(tix_events[k].name, name) == 0)
			return (enum tix_event_kind)k;
	return TIX_E_NONE;
}

void
tix_event_init(struct tix_event *e, enum tix_event_kind kind)
{
	memset(e, 0, offsetof(struct tix_event, changes));
	memset(&e->nchanges, 0, sizeof e->nchanges);
	memset(&e->nmembers, 0, sizeof e->nmembers);
	e->kind = kind;
}

const struct tix_change *
tix_event_change(const struct tix_event *e, enum tix_field f)
{
	for (size_t i = 0; i < e->nchanges; i++)
		if (e->changes[i].field == f && e->changes[i].op == TIX_SET)
			return &e->changes[i];
	return NULL;
}

void
tix_event_change_put(struct tix_event *e, enum tix_change_op op,
    enum tix_field f, const struct tix_value *v)
{
	size_t i;

	for (i = 0; i < e->nchanges; i++)
		if (e->changes[i].field == f && e->changes[i].op == op)
			break;
	if (i == TIX_CHANGES_MAX)
		return; /* three changes of one field: none decides that */
	if (i == e->nchanges)
		e->nchanges++;
	e->changes[i].field = f;
	e->changes[i].op = op;
	e->changes[i].value = *v;
	e->changes[i].value.type = tix_fields[f].type;
	e->changes[i].value.names = tix_fields[f].names;
}

void
tix_event_set(struct tix_event *e, enum tix_field f, const struct tix_value *v)
{
	tix_event_change_put(e, TIX_SET, f, v);
}

void
tix_event_add_text(struct tix_event *e, enum tix_field f, const char *s)
{
	struct tix_value v = { .s = s };

	if (s != NULL)
		tix_event_change_put(e, TIX_ADD, f, &v);
}

void
tix_event_add_int(struct tix_event *e, enum tix_field f, int64_t i)
{
	struct tix_value v = { .i = i };

	if (i != 0)
		tix_event_change_put(e, TIX_ADD, f, &v);
}

void
tix_event_drop_text(struct tix_event *e, enum tix_field f, const char *s)
{
	struct tix_value v = { .s = s };

	if (s != NULL)
		tix_event_change_put(e, TIX_DROP, f, &v);
}

void
tix_event_join(struct tix_event *e, struct tix_event *other)
{
	while (e->also != NULL)
		e = e->also;
	e->also = other;
}

void
tix_event_set_text(struct tix_event *e, enum tix_field f, const char *s)
{
	struct tix_value v = { .s = s };

	tix_event_set(e, f, &v);
}

void
tix_event_set_int(struct tix_event *e, enum tix_field f, int64_t i)
{
	struct tix_value v = { .i = i };

	tix_event_set(e, f, &v);
}

static void
member_add(struct tix_event *e, const char *name, enum tix_member_type type,
    const char *s, int64_t i)
{
	if (e->nmembers == TIX_MEMBERS_MAX)
		return; /* encode finds the one that is missing */
	e->members[e->nmembers++] = (struct tix_member){
		.name = name, .type = type, .s = s, .i = i,
	};
}

void
tix_event_text(struct tix_event *e, const char *name, const char *s)
{
	if (s != NULL)
		member_add(e, name, TIX_M_TEXT, s, 0);
}

void
tix_event_int(struct tix_event *e, const char *name, int64_t i)
{
	member_add(e, name, TIX_M_INT, NULL, i);
}

void
tix_event_json(struct tix_event *e, const char *name, const char *json)
{
	if (json != NULL)
		member_add(e, name, TIX_M_JSON, json, 0);
}

const struct tix_member *
tix_event_member(const struct tix_event *e, const char *name)
{
	for (size_t i = 0; i < e->nmembers; i++)
		if (strcmp(e->members[i].name, name) == 0)
			return &e->members[i];
	return NULL;
}

const char *
tix_event_author(const struct tix_event *e)
{
	return e->on_behalf != NULL ? e->on_behalf : e->actor;
}

bool
tix_event_is_answer(const struct tix_event *e)
{
	return e->kind == TIX_E_SENT || (e->kind == TIX_E_REPLIED &&
	    tix_event_member(e, "by") != NULL && !tix_event_is_carried(e));
}

bool
tix_event_is_carried(const struct tix_event *e)
{
	const struct tix_member *by = tix_event_member(e, "by");

	return e->kind == TIX_E_REPLIED && by != NULL &&
	    (strcmp(by->s, "mail") == 0 || strcmp(by->s, "hook") == 0);
}

void
tix_event_digest(struct tix_event *e)
{
	struct tix_hash h;

	tix_hash_init(&h);
	tix_hash_add(&h, e->salt, sizeof e->salt);
	tix_hash_add(&h, e->data, e->data_len);
	tix_hash_end(&h, e->digest);
}

static void
put_length(struct tix_hash *h, uint32_t n)
{
	unsigned char b[4] = {
		(unsigned char)(n >> 24), (unsigned char)(n >> 16),
		(unsigned char)(n >> 8), (unsigned char)n,
	};

	tix_hash_add(h, b, sizeof b);
}

static void
put_number(struct tix_hash *h, int64_t value)
{
	uint64_t v = (uint64_t)value;
	unsigned char b[8];

	for (int i = 7; i >= 0; i--, v >>= 8)
		b[i] = (unsigned char)v;
	put_length(h, sizeof b);
	tix_hash_add(h, b, sizeof b);
}

static void
put_text(struct tix_hash *h, const char *s)
{
	if (s == NULL) {
		put_length(h, UINT32_MAX);
		return;
	}
	put_length(h, (uint32_t)strlen(s));
	tix_hash_add(h, s, strlen(s));
}

void
tix_event_hash(const unsigned char previous[TIX_HASH_SIZE],
    struct tix_event *e)
{
	struct tix_hash h;

	tix_hash_init(&h);
	tix_hash_add(&h, previous, TIX_HASH_SIZE);
	put_number(&h, e->seq);
	if (e->ticket != 0)
		put_number(&h, e->ticket);
	else
		put_text(&h, NULL);
	put_number(&h, e->at);
	put_number(&h, e->recorded);
	put_text(&h, e->actor);
	put_text(&h, e->on_behalf);
	put_text(&h, e->via);
	put_text(&h, e->kind_name != NULL ? e->kind_name :
	    tix_events[e->kind].name);
	put_number(&h, e->desk);
	put_length(&h, TIX_HASH_SIZE);
	tix_hash_add(&h, e->digest, TIX_HASH_SIZE);
	tix_hash_end(&h, e->hash);
}
