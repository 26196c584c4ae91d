/*
 * Does a rule fit the ticket as it now is?
 */
#include "routing.h"

#include <tix/calendar.h>
#include <tix/custom.h>

#include <stdlib.h>
#include <string.h>

static const char *
or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

static bool
is_field(const struct tix_routing *r, const struct tix_matcher *m,
    const char *value)
{
	const char *is = tix_routing_words(r, m->field);

	if (*is == '\0' || *value == '\0')
		return *is == *value;
	if (m->field == TIX_F_CATEGORY)
		return tix_desk_category_within(r->tx->desk, is, value);
	if (m->field == TIX_F_SERVICE)
		return tix_desk_service_within(r->tx->desk, is, value);
	return strcmp(is, value) == 0;
}

/* No step of impact, urgency or priority is within no range. */
static bool
is_range(const struct tix_routing *r, const struct tix_matcher *m,
    const char *value)
{
	struct tix_value v = tix_ticket_get(&r->t, m->field);
	const bool counts = m->field == TIX_F_COUNT ||
	    m->field == TIX_F_BOUNCES;

	if (!counts && v.i == 0)
		return *value == '\0';
	return tix_range_has(value, v.i);
}

static bool
is_own(struct tix_routing *r, const struct tix_matcher *m, const char *value)
{
	const struct tix_custom *c = tix_desk_custom(r->tx->desk, m->own);
	const char *is = or_empty(tix_custom_get(r->tx, r->t.fields, m->own));

	if (*is == '\0' || *value == '\0')
		return *is == *value;
	if (c->type == TIX_C_INTEGER)
		return tix_range_has(value, strtoll(is, NULL, 10));
	if (c->type == TIX_C_FLAG)
		return strcmp(is, strcmp(value, "true") == 0 ? "yes" :
		    strcmp(value, "false") == 0 ? "no" : value) == 0;
	return strcmp(is, value) == 0;
}

/* A tag "NAME=..." whose rest fits the pattern behind "=~". */
static enum tix_status
label_fits(struct tix_routing *r, const struct tix_matcher *m, size_t i)
{
	const char *value = m->values[i], *tags = or_empty(r->t.tags);
	const char *pattern;
	enum tix_status s = TIX_NO;
	size_t n;

	if (!tix_label_read(value, &pattern) || pattern == NULL)
		return tix_tags_has(tags, value) ? TIX_OK : TIX_NO;
	n = (size_t)(pattern - value) - 1; /* "NAME=" */
	while (s == TIX_NO && *tags != '\0') {
		size_t len = strcspn(tags, " ");

		if (len >= n && strncmp(tags, value, n) == 0)
			s = tix_routing_pattern(r, m, i, tix_arena_dup_n(
			    r->tx->mem, tags + n, len - n));
		tags += len + (tags[len] == ' ');
	}
	return s;
}

static enum tix_status
text_fits(struct tix_routing *r, const struct tix_matcher *m, size_t i)
{
	enum tix_status s = tix_routing_pattern(r, m, i, r->subject);

	return s == TIX_NO ? tix_routing_pattern(r, m, i, r->text) : s;
}

static bool
is_ascii(const char *s)
{
	while (*s != '\0' && (unsigned char)*s < 0x80)
		s++;
	return *s == '\0';
}

/* The case of ASCII is known without a pattern, at less cost. */
static enum tix_status
word_fits(struct tix_routing *r, const struct tix_matcher *m, size_t i)
{
	const char *word = m->values[i];

	if (!is_ascii(word))
		return text_fits(r, m, i);
	return tix_has_word(r->subject, word) || tix_has_word(r->text, word) ?
	    TIX_OK : TIX_NO;
}

static const char *
subject_of(const struct tix_routing *r, const struct tix_matcher *m)
{
	return m->field == TIX_F_SUBJECT ? r->subject :
	    m->field == TIX_F_BODY ? r->text : tix_routing_words(r, m->field);
}

enum tix_status
tix_routing_vip(struct tix_routing *r, bool *vip)
{
	struct tix_party p = { .vip = false };
	enum tix_status s = TIX_NO;

	*vip = r->vip > 0;
	if (r->vip >= 0)
		return TIX_OK;
	if (r->t.requester != NULL)
		s = tix_desk_requester(r->tx, r->tx->desk, r->t.requester, &p);
	if (s <= TIX_NO && !p.vip && r->t.organisation != NULL)
		s = tix_desk_organisation(r->tx, r->tx->desk,
		    r->t.organisation, &p);
	if (s > TIX_NO)
		return s;
	r->vip = p.vip;
	*vip = p.vip;
	return TIX_OK;
}

static enum tix_status
is_vip(struct tix_routing *r, const char *value)
{
	bool vip;
	enum tix_status s = tix_routing_vip(r, &vip);

	if (s != TIX_OK)
		return s;
	return vip == (strcmp(value, "true") == 0) ? TIX_OK : TIX_NO;
}

/* "office open", "office closed": is that so at the time of this act? */
static enum tix_status
is_when(struct tix_routing *r, const char *value)
{
	const char *blank = strrchr(value, ' ');
	const struct tix_calendar *c;
	enum tix_status s;
	bool open;

	if (blank == NULL)
		return TIX_NO;
	c = tix_desk_calendar(r->tx->desk, tix_arena_dup_n(r->tx->mem, value,
	    (size_t)(blank - value)));
	if (c == NULL)
		return TIX_NO;
	s = tix_calendar_is_open(r->tx, c, r->tx->at, &open);
	if (s != TIX_OK)
		return s;
	return open == (strcmp(blank + 1, "open") == 0) ? TIX_OK : TIX_NO;
}

static enum tix_status
value_fits(struct tix_routing *r, const struct tix_matcher *m, size_t i)
{
	const char *value = m->values[i];
	bool fits = false;

	switch (m->what) {
	case TIX_MATCH_FIELD:
		fits = is_field(r, m, value);
		break;
	case TIX_MATCH_RANGE:
		fits = is_range(r, m, value);
		break;
	case TIX_MATCH_OWN:
		fits = is_own(r, m, value);
		break;
	case TIX_MATCH_WORDS:
		return word_fits(r, m, i);
	case TIX_MATCH_TAG: {
		const char *list = tix_routing_words(r, m->field);

		fits = *value == '\0' ? *list == '\0' :
		    tix_tags_has(list, value);
		break;
	}
	case TIX_MATCH_PATTERN:
		return tix_routing_pattern(r, m, i, subject_of(r, m));
	case TIX_MATCH_TEXT:
		return text_fits(r, m, i);
	case TIX_MATCH_LABEL:
		return label_fits(r, m, i);
	case TIX_MATCH_VIP:
		return is_vip(r, value);
	case TIX_MATCH_WHEN:
		return is_when(r, value);
	}
	return fits ? TIX_OK : TIX_NO;
}

/* What it wants, as in desk.conf(5). */
static const char *
wanted(const struct tix_routing *r, const struct tix_matcher *m)
{
	struct tix_buf b = { .arena = r->tx->mem };

	for (size_t i = 0; m->values[i] != NULL; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", m->values[i]);
	return tix_buf_text(&b);
}

static const char *
saw(struct tix_routing *r, const struct tix_matcher *m)
{
	bool vip;

	switch (m->what) {
	case TIX_MATCH_TEXT:
	case TIX_MATCH_WORDS:
		return *r->text == '\0' ? r->subject : tix_arena_printf(
		    r->tx->mem, "%s / %s", r->subject, r->text);
	case TIX_MATCH_OWN:
		return tix_custom_get(r->tx, r->t.fields, m->own);
	case TIX_MATCH_VIP:
		return tix_routing_vip(r, &vip) == TIX_OK && vip ? "true" :
		    "false";
	case TIX_MATCH_WHEN:
		return m->negated == (strstr(m->values[0], "open") != NULL) ?
		    "open" : "closed";
	default:
		return subject_of(r, m);
	}
}

static void
say_failed(struct tix_routing *r, enum tix_step_what what,
    const struct tix_matcher *m)
{
	if (r->steps != NULL)
		tix_step_add(r, what, m->key, wanted(r, m), saw(r, m));
}

/*
 * A pattern that gave up is no match, negated or not: what it would have
 * found is not known.
 */
static enum tix_status
matcher_fits(struct tix_routing *r, const struct tix_matcher *m)
{
	enum tix_status s = TIX_NO;

	for (size_t i = 0; s == TIX_NO && m->values[i] != NULL; i++)
		s = value_fits(r, m, i);
	if (s == TIX_CONFLICT) {
		say_failed(r, TIX_STEP_LIMIT, m);
		r->gives_up = true;
		return TIX_NO;
	}
	if (s > TIX_NO)
		return s;
	if ((s == TIX_OK) != m->negated)
		return TIX_OK;
	say_failed(r, TIX_STEP_FAILED, m);
	return TIX_NO;
}

enum tix_status
tix_routing_match(struct tix_routing *r, const struct tix_rule *rule)
{
	enum tix_status s = TIX_OK;

	r->gives_up = false;
	for (size_t i = 0; s == TIX_OK && i < rule->nmatchers; i++)
		s = matcher_fits(r, &rule->matchers[i]);
	if (r->gives_up && r->gave_up == NULL)
		r->gave_up = rule->path;
	return s;
}
