/*
 * What a compiled desk is held against: its rules here, all else in its place.
 */
#include <tix/ruleproof.h>

#include <stdlib.h>
#include <string.h>

#include <tix/agreement.h>
#include <tix/calendar.h>
#include <tix/custom.h>
#include <tix/duty.h>
#include <tix/policy.h>
#include <tix/promise.h>
#include <tix/regex.h>
#include <tix/tail.h>

static enum tix_status
odd(struct tix *tx, const char *value)
{
	return tix_fail(tx, TIX_INVALID, "what is '%s' to mean?", value);
}

/* "office open", "office closed". */
static enum tix_status
prove_when(struct tix *tx, const char *value)
{
	const char *blank = strrchr(value, ' ');

	if (blank == NULL || (strcmp(blank, " open") != 0 &&
	    strcmp(blank, " closed") != 0))
		return odd(tx, value);
	if (tix_desk_calendar(tx->desk, tix_arena_dup_n(tx->mem, value,
	    (size_t)(blank - value))) != NULL)
		return TIX_OK;
	return tix_fail(tx, TIX_INVALID, "no calendar of '%s'", value);
}

static enum tix_status
prove_word(struct tix *tx, const char *value)
{
	return tix_rule_is_word(value) ? TIX_OK : odd(tx, value);
}

/* One with a pattern is proved as patterns are. */
static enum tix_status
prove_label(struct tix *tx, struct tix_rules *rules,
    const struct tix_matcher *m, size_t i)
{
	const char *pattern;
	struct tix_regex *re;

	if (!tix_label_read(m->values[i], &pattern))
		return odd(tx, m->values[i]);
	return pattern != NULL ? tix_rules_regex(tx, rules, m, i, &re) :
	    prove_word(tx, m->values[i]);
}

static enum tix_status
prove_skill(struct tix *tx, const char *value)
{
	struct tix_skill k;

	return tix_skill_read(tx->mem, value, &k) &&
	    tix_desk_is_name(k.name) ? TIX_OK : odd(tx, value);
}

static enum tix_status
prove_matcher(struct tix *tx, struct tix_rules *rules,
    const struct tix_matcher *m, size_t i)
{
	struct tix_regex *re;

	switch (m->what) {
	case TIX_MATCH_WHEN:
		return prove_when(tx, m->values[i]);
	case TIX_MATCH_LABEL:
		return prove_label(tx, rules, m, i);
	case TIX_MATCH_PATTERN:
	case TIX_MATCH_TEXT:
	case TIX_MATCH_WORDS:
		return tix_rules_regex(tx, rules, m, i, &re);
	default:
		return TIX_OK;
	}
}

/* A whole number from 'low' to 'high'. */
static enum tix_status
prove_number(struct tix *tx, const char *value, long long low, long long high)
{
	char *end;
	long long n = strtoll(value, &end, 10);

	return end != value && *end == '\0' && n >= low && n <= high ?
	    TIX_OK : odd(tx, value);
}

static enum tix_status
prove_set(struct tix *tx, enum tix_field f, const char *value)
{
	const struct tix_desk *d = tx->desk;
	struct tix_value v;
	enum tix_status s;

	if (f == TIX_F_IMPACT)
		return prove_number(tx, value, 1, (long long)d->nimpacts);
	if (f == TIX_F_URGENCY)
		return prove_number(tx, value, 1, (long long)d->nurgencies);
	if (f == TIX_F_PRIORITY)
		return tix_desk_priority_find(tx, value, &(int64_t){ 0 });
	if (tix_fields[f].names != NULL)
		return tix_name_number(tix_fields[f].names, value) > 0 ?
		    TIX_OK : odd(tx, value);
	s = tix_field_parse(tx, f, value, &v);
	return s == TIX_OK ? tix_desk_check_field(tx, f, value) : s;
}

static enum tix_status
prove_action(struct tix *tx, const struct tix_action *a, const char *value)
{
	const char *fields = NULL;

	if (*value == '\0')
		return tix_fail(tx, TIX_INVALID, "an empty value");
	switch (a->what) {
	case TIX_DO_SET:
		return prove_set(tx, a->field, value);
	case TIX_DO_SET_OWN:
		return tix_custom_put(tx, tix_desk_custom(tx->desk, a->own),
		    value, &fields);
	case TIX_DO_ASSIGN:
		return tix_name_number(tix_strategy_names, value) > 0 ?
		    TIX_OK : odd(tx, value);
	case TIX_DO_RAISE:
		return prove_number(tx, value, -4, 4);
	case TIX_DO_NEED:
		return prove_skill(tx, value);
	case TIX_DO_ADD:
	case TIX_DO_DROP:
		break;
	}
	return prove_word(tx, value);
}

/* 's' and its words, with where they are of. */
static enum tix_status
proved(struct tix *tx, enum tix_status s, const struct tix_rule *rule,
    const char *key)
{
	if (s == TIX_OK || s > TIX_INVALID)
		return s;
	return tix_fail(tx, TIX_INVALID, "desk: rule '%s': %s: %s",
	    rule->path, key, tix_arena_dup(tx->mem, tx->error));
}

static enum tix_status
prove_rule(struct tix *tx, struct tix_rules *rules, const struct tix_rule *r)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < r->nmatchers; i++) {
		const struct tix_matcher *m = &r->matchers[i];

		for (size_t k = 0; s == TIX_OK && m->values[k] != NULL; k++)
			s = proved(tx, prove_matcher(tx, rules, m, k), r,
			    m->key);
	}
	for (size_t i = 0; s == TIX_OK && i < r->nactions; i++) {
		const struct tix_action *a = &r->actions[i];

		for (size_t k = 0; s == TIX_OK && a->values[k] != NULL; k++)
			s = proved(tx, prove_action(tx, a, a->values[k]), r,
			    a->key);
	}
	return s;
}

/* Schedules name agents that are there, and say what they say by the rules. */
static enum tix_status
prove_schedule(struct tix *tx, const struct tix_tail_line *line)
{
	struct tix_schedule c;
	enum tix_status s = tix_schedule_read(tx, tx->mem, line->name,
	    line->json, line->len, &c);

	for (size_t i = 0; s == TIX_OK && i < c.nrotations; i++)
		for (const char *const *a = c.rotations[i].agents;
		    s == TIX_OK && *a != NULL; a++)
			s = tix_desk_check_agent(tx, *a);
	for (size_t i = 0; s == TIX_OK && i < c.noverrides; i++)
		s = tix_desk_check_agent(tx, c.overrides[i].agent);
	if (s == TIX_OK || s > TIX_INVALID)
		return s;
	return tix_fail(tx, TIX_INVALID, "desk: schedule '%s': %s",
	    line->name, tix_arena_dup(tx->mem, tx->error));
}

enum tix_status
tix_desk_prove(struct tix *tx, struct tix_arena *mem, const char *compiled,
    size_t len, struct tix_desk *d)
{
	const struct tix_desk *before = tx->desk;
	const struct tix_rule *rule;
	struct tix_tail_line line;
	const char *at;
	enum tix_status s = tix_desk_decode(tx, mem, compiled, len, d);

	if (s == TIX_OK)
		s = tix_desk_prove_calendars(tx, mem, d);
	if (s == TIX_OK)
		s = tix_rules_new(tx, mem, d, &d->rules);
	d->promises = tix_promises_new(mem, d);
	tx->desk = d; /* names are looked up as in any desk */
	for (size_t i = 0; s == TIX_OK && i < tix_rules_count(d->rules); i++) {
		s = tix_rules_get(tx, d->rules, i, &rule);
		if (s == TIX_OK)
			s = prove_rule(tx, d->rules, rule);
	}
	at = d->tail;
	while (s == TIX_OK && tix_tail_next(tx->mem, &at, 'd', &line))
		s = prove_schedule(tx, &line);
	tx->desk = before;
	if (s == TIX_OK)
		s = tix_desk_prove_policies(tx, tx->mem, d);
	return s == TIX_OK ? tix_desk_prove_agreements(tx, mem, d) : s;
}
