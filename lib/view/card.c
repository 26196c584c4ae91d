/*
 * Tickets and events as text for people.
 */
#include <tix/card.h>

#include <string.h>

#include <tix/attachment.h>
#include <tix/time.h>
#include <tix/timeview.h>
#include <tix/utf8.h>

#include "view.h"

static const char *
bold(const struct tix_out_options *o)
{
	return o->colour ? "\033[1m" : "";
}

static const char *
plain(const struct tix_out_options *o)
{
	return o->colour ? "\033[0m" : "";
}

/* An instant with how long ago it was. */
static const char *
instant(struct tix *tx, const struct tix_out_options *o, int64_t at)
{
	char when[TIX_TIME_SIZE], ago[TIX_TIME_SIZE];

	tix_time_local(when, at, o->zone);
	if (at > o->now)
		return tix_arena_printf(tx->mem, "%s (in %s)", when,
		    tix_time_age(ago, at - o->now));
	return tix_arena_printf(tx->mem, "%s (%s ago)", when,
	    tix_time_age(ago, o->now - at));
}

static const char *
words(struct tix *tx, const struct tix_out_options *o, enum tix_field f,
    const struct tix_value *v)
{
	const char *step = tix_desk_step(tx->desk, f, v->i);
	char room[TIX_TIME_SIZE];

	if (!tix_value_is_some(v))
		return "none";
	if (step != NULL)
		return step;
	if (f == TIX_F_VISITS)
		return tix_utf8_printable(tx->mem,
		    tix_visits_summary(tx, v->s), false);
	switch (v->type) {
	case TIX_T_TEXT:
	case TIX_T_TAGS:
	case TIX_T_JSON:
		return tix_utf8_printable(tx->mem, v->s, false);
	case TIX_T_NAME:
		return tix_value_name(v);
	case TIX_T_TIME:
		return instant(tx, o, v->i);
	case TIX_T_DURATION:
		return tix_arena_dup(tx->mem, tix_duration_text(room, v->i));
	case TIX_T_FLAG:
		return "yes";
	case TIX_T_INT:
		break;
	}
	return tix_arena_printf(tx->mem, "%lld", (long long)v->i);
}

static bool
is_on_card(enum tix_field f, const struct tix_ticket *t)
{
	if (f == TIX_F_ID || f == TIX_F_SUBJECT || f == TIX_F_BODY ||
	    f == TIX_F_PRIORITY_SOURCE || f == TIX_F_BOUNCES ||
	    f == TIX_F_ALARM)
		return false;
	/* Where it always was, its level says. */
	if (f == TIX_F_VISITS)
		return t->bounces > 0 || tix_tags_count(t->visits) > 1;
	return f != TIX_F_COUNT || t->count > 1;
}

/* Text of people, two cells in; what is empty stays so. */
static void
print_text(struct tix *tx, const struct tix_out_options *o, const char *text)
{
	const char *s = tix_utf8_printable(tx->mem, text, true);

	while (*s != '\0') {
		size_t n = strcspn(s, "\n");

		fprintf(o->to, "%s%.*s\n", n > 0 ? "    " : "", (int)n, s);
		s += n + (s[n] == '\n');
	}
}

void
tix_card_head(struct tix *tx, const struct tix_out_options *o,
    const struct tix_ticket *t)
{
	fprintf(o->to, "%s#%lld  %s%s\n", bold(o), (long long)t->id,
	    tix_utf8_printable(tx->mem, t->subject, false), plain(o));
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value v = tix_ticket_get(t, (enum tix_field)f);

		if (!is_on_card((enum tix_field)f, t) ||
		    !tix_value_is_some(&v))
			continue;
		fprintf(o->to, "%-*s %s", TIX_CARD_LABEL, tix_fields[f].name,
		    words(tx, o, (enum tix_field)f, &v));
		if (f == TIX_F_PRIORITY && t->priority_source != 0)
			fprintf(o->to, " (%s)", tix_priority_source_names[
			    t->priority_source - 1]);
		if (f == TIX_F_VISITS && t->bounces > 0)
			fprintf(o->to, "; came back %lld time%s",
			    (long long)t->bounces, t->bounces > 1 ? "s" : "");
		fputc('\n', o->to);
	}
}

void
tix_card_body(struct tix *tx, const struct tix_out_options *o,
    const struct tix_ticket *t)
{
	if (t->body == NULL)
		return;
	fputc('\n', o->to);
	print_text(tx, o, t->body);
}

/* Words added to a list or dropped; a time taken off has its own sign. */
static const char *
sign(const struct tix_change *c)
{
	if (c->op == TIX_DROP)
		return "-";
	return c->op == TIX_ADD && (tix_type_is_text(c->value.type) ||
	    c->value.i > 0) ? "+" : "";
}

/* What an event says of another one, or of another ticket: "child #7". */
static const char *
references(struct tix *tx, const struct tix_event *e)
{
	const struct tix_member *relation = tix_event_member(e, "relation");
	const struct tix_member *other = tix_event_member(e, "other");
	const struct tix_member *event = tix_event_member(e, "event");
	struct tix_buf b = { .arena = tx->mem };

	if (relation != NULL)
		tix_buf_printf(&b, "%s ", relation->s);
	if (other != NULL)
		tix_buf_printf(&b, "#%lld", (long long)other->i);
	if (event != NULL)
		tix_buf_printf(&b, "%sevent %lld", b.len > 0 ? ", " : "",
		    (long long)event->i);
	return tix_buf_text(&b);
}

static const char *
changed(struct tix *tx, enum tix_field f, const struct tix_value *v, bool exact)
{
	const struct tix_out_options o = { .zone = tx->zone, .now = tx->now };
	char room[TIX_TIME_SIZE];

	if (exact && v->type == TIX_T_TIME && tix_value_is_some(v))
		return tix_arena_dup(tx->mem, tix_time_rfc3339(room, v->i));
	return words(tx, &o, f, v);
}

/* "level L2, queue network": the fields that an event set. */
static const char *
changes(struct tix *tx, const struct tix_event *e, bool exact)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; i < e->nchanges; i++) {
		enum tix_field f = e->changes[i].field;

		if ((tix_fields[f].flags & TIX_F_TRACKED) == 0 ||
		    f == TIX_F_SUBJECT || f == TIX_F_BODY ||
		    (f == TIX_F_LINKS &&
		    tix_event_member(e, "relation") != NULL))
			continue;
		tix_buf_printf(&b, "%s%s %s%s", b.len > 0 ? ", " : "",
		    tix_fields[f].name, sign(&e->changes[i]), changed(tx, f,
		    &e->changes[i].value, exact));
	}
	return tix_buf_text(&b);
}

static const char *
member(const struct tix_event *e, const char *name)
{
	const struct tix_member *m = tix_event_member(e, name);

	return m != NULL && m->type == TIX_M_TEXT ? m->s : NULL;
}

/* Whom a reply went to, and how, before what the event changed. */
static const char *
way(struct tix *tx, const struct tix_event *e, const char *set)
{
	const char *by = member(e, "by"), *to = member(e, "to");
	const char *cc = member(e, "cc"), *hook = member(e, "hook");
	struct tix_buf b = { .arena = tx->mem };

	if (by == NULL)
		return set;
	tix_buf_str(&b, by);
	if (hook != NULL)
		tix_buf_printf(&b, " %s", hook);
	if (to != NULL)
		tix_buf_printf(&b, " to %s", to);
	if (cc != NULL)
		tix_buf_printf(&b, ", copy to %s", cc);
	if (*set != '\0')
		tix_buf_printf(&b, ", %s", set);
	return tix_utf8_printable(tx->mem, tix_buf_text(&b), false);
}

/* The words of an event that are its own: a reason, a code, a note. */
static const char *
own_words(struct tix *tx, const struct tix_event *e, bool exact)
{
	static const char *const names[] = {
	    "code", "reason", "text", "error" };
	struct tix_buf b = { .arena = tx->mem };

	tix_buf_str(&b, tix_time_summary(tx, e, exact));
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *s = member(e, names[i]);

		if (s != NULL)
			tix_buf_printf(&b, "%s%s", b.len > 0 ? ": " : "", s);
	}
	return tix_buf_text(&b);
}

const char *
tix_event_summary(struct tix *tx, const struct tix_event *e, bool exact)
{
	const struct tix_change *subject = tix_event_change(e, TIX_F_SUBJECT);
	const struct tix_member *version = tix_event_member(e, "version");
	struct tix_buf b = { .arena = tx->mem };
	const char *own = own_words(tx, e, exact);
	const char *hand = tix_handover_summary(tx, e);
	const char *set = way(tx, e, changes(tx, e, exact));

	tix_buf_str(&b, references(tx, e));
	if (version != NULL && e->kind == TIX_E_DESK)
		tix_buf_printf(&b, "version %lld", (long long)version->i);
	if (subject != NULL && subject->value.s != NULL)
		tix_buf_str(&b, subject->value.s);
	if (*own != '\0')
		tix_buf_printf(&b, "%s%s", b.len > 0 ? "; " : "", own);
	if (*hand != '\0')
		tix_buf_printf(&b, "%s%s", b.len > 0 ? "; " : "", hand);
	if (*set != '\0')
		tix_buf_printf(&b, "%s(%s)", b.len > 0 ? " " : "", set);
	return e->retracted ? tix_arena_printf(tx->mem, "taken back: %s",
	    tix_buf_text(&b)) : tix_buf_text(&b);
}

static void
print_files(struct tix *tx, const struct tix_out_options *o,
    const struct tix_event *e)
{
	struct tix_attachments files;

	tix_event_attachments(tx, e, &files);
	for (size_t i = 0; i < files.n; i++)
		fprintf(o->to, "    attached: %s (%lld bytes)\n",
		    tix_utf8_printable(tx->mem, files.item[i].name, false),
		    (long long)files.item[i].size);
}

const char *
tix_event_actor(struct tix *tx, const struct tix_event *e)
{
	return e->on_behalf == NULL ? e->actor : tix_arena_printf(tx->mem,
	    "%s for %s", e->actor, e->on_behalf);
}

void
tix_card_event(struct tix *tx, const struct tix_out_options *o,
    int64_t id, const struct tix_event *e)
{
	const char *own = own_words(tx, e, false);
	const char *set = way(tx, e, changes(tx, e, false));
	const char *to = references(tx, e);
	const char *who = tix_utf8_printable(tx->mem, tix_event_actor(tx, e),
	    false);
	const char *kind = tix_events[e->kind].name, *end;
	struct tix_buf head = { .arena = tx->mem };
	char when[TIX_TIME_SIZE];

	tix_buf_printf(&head, "%s  ", tix_time_local(when, e->at, o->zone));
	if (e->ticket != id)
		tix_buf_printf(&head, "#%lld ", (long long)e->ticket);
	fprintf(o->to, "%s%s%s%s", bold(o), tix_buf_text(&head), kind,
	    plain(o));
	end = tix_arena_printf(tx->mem, " by %s%s%s%s", who,
	    *to != '\0' ? ", " : "", to, *set != '\0' ? ":" : "");
	fputs(end, o->to);
	tix_wrap(tx, o, head.len + strlen(kind) + tix_utf8_width(end), set,
	    tix_arena_printf(tx->mem, "  [%lld%s]", (long long)e->seq,
	    e->retracted ? ", taken back" : ""));
	fputc('\n', o->to);
	if (*own != '\0')
		print_text(tx, o, own);
	print_files(tx, o, e);
}
