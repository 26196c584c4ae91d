/*
 * What stands behind a key of a rule, proved and compiled.
 */
#include "text.h"

#include <stdlib.h>
#include <string.h>

#include <tix/custom.h>
#include <tix/regex.h>

static const char *
refused(struct tix_dt *dt, const struct tix_dt_value *v, const char *key)
{
	tix_dt_complain_error(dt, v->line, key);
	return NULL;
}

static const char *
empty(struct tix_dt *dt, const struct tix_dt_value *v, const char *key)
{
	tix_dt_complain(dt, v->line, "%s: an empty value says nothing", key);
	return NULL;
}

static const char *
check_pattern(struct tix_dt *dt, const struct tix_dt_value *v,
    const char *key, const char *pattern)
{
	struct tix_regex *re;

	if (tix_regex_new(dt->tx, pattern, &re) != TIX_OK)
		return refused(dt, v, key);
	tix_regex_free(re);
	return v->text;
}

/* One word of a list such as tags. */
static const char *
check_word(struct tix_dt *dt, const struct tix_dt_value *v, const char *key)
{
	if (*v->text == '\0')
		return empty(dt, v, key);
	if (tix_rule_is_word(v->text))
		return v->text;
	tix_dt_complain(dt, v->line, "%s: '%s' is not one word of at most %d "
	    "bytes", key, v->text, TIX_NAME_MAX);
	return NULL;
}

static const char *
check_field(struct tix_dt *dt, const struct tix_dt_value *v, const char *key,
    enum tix_field f)
{
	const struct tix_dt_names *organisations = TIX_DT_NAMES(
	    "organisation", dt->organisations, dt->norganisations);
	struct tix_value value;

	/* A state is never set, and yet it has its names. */
	if (tix_fields[f].names != NULL) {
		if (tix_name_number(tix_fields[f].names, v->text) > 0)
			return v->text;
		tix_dt_complain(dt, v->line, "%s: no '%s'; there are: %s",
		    key, v->text, tix_dt_join(dt->mem, tix_fields[f].names));
		return NULL;
	}
	if (tix_field_parse(dt->tx, f, v->text, &value) != TIX_OK ||
	    tix_desk_check_field(dt->tx, f, v->text) != TIX_OK)
		return refused(dt, v, key);
	if (f == TIX_F_ORGANISATION && dt->norganisations > 0 &&
	    !tix_dt_need(dt, v->line, organisations, v->text))
		return NULL;
	return v->text;
}

/* A step, a priority, or a number, as a number. */
static enum tix_status
read_number(struct tix_dt *dt, enum tix_field f, const char *text, int64_t *n)
{
	switch (f) {
	case TIX_F_IMPACT:
		return tix_desk_impact(dt->tx, text, n);
	case TIX_F_URGENCY:
		return tix_desk_urgency(dt->tx, text, n);
	case TIX_F_PRIORITY:
		return tix_desk_priority_find(dt->tx, text, n);
	default:
		if (tix_dt_number(text, n))
			return TIX_OK;
		return tix_fail(dt->tx, TIX_INVALID,
		    "'%s' is no whole number", text);
	}
}

/* "2", "..2", "3..", "2..4", or "high..medium", as numbers. */
static const char *
check_range(struct tix_dt *dt, const struct tix_dt_value *v, const char *key,
    enum tix_field f)
{
	const struct tix_range_ends e = tix_range_ends(v->text);
	struct tix_buf b = { .arena = dt->mem };
	int64_t from = INT64_MIN, to = INT64_MAX;

	if (e.n > 0 && read_number(dt, f, tix_arena_dup_n(dt->mem, e.from,
	    e.n), &from) != TIX_OK)
		return refused(dt, v, key);
	if (e.to == NULL)
		return tix_arena_printf(dt->mem, "%" PRId64, from);
	if (*e.to != '\0' && read_number(dt, f, e.to, &to) != TIX_OK)
		return refused(dt, v, key);
	if ((e.n == 0 && *e.to == '\0') || from > to) {
		tix_dt_complain(dt, v->line, "%s: nothing is within '%s'",
		    key, v->text);
		return NULL;
	}
	if (e.n > 0)
		tix_buf_printf(&b, "%" PRId64, from);
	tix_buf_str(&b, "..");
	if (*e.to != '\0')
		tix_buf_printf(&b, "%" PRId64, to);
	return tix_buf_text(&b);
}

/* "office open" or "office closed". */
static const char *
check_when(struct tix_dt *dt, const struct tix_dt_value *v, const char *key)
{
	const char *blank = strrchr(v->text, ' ');
	const struct tix_desk *d = &dt->desk;

	if (blank == NULL || (strcmp(blank + 1, "open") != 0 &&
	    strcmp(blank + 1, "closed") != 0)) {
		tix_dt_complain(dt, v->line, "%s: '%s' is not the name of a "
		    "calendar and 'open' or 'closed'", key, v->text);
		return NULL;
	}
	return tix_dt_need(dt, v->line, TIX_DT_NAMES("calendar", d->calendars,
	    d->ncalendars), tix_arena_dup_n(dt->mem, v->text,
	    (size_t)(blank - v->text))) ? v->text : NULL;
}

/* "severity=critical" or "host=~^db". */
static const char *
check_label(struct tix_dt *dt, const struct tix_dt_value *v, const char *key)
{
	const char *pattern;

	if (tix_label_read(v->text, &pattern))
		return pattern != NULL ? check_pattern(dt, v, key, pattern) :
		    check_word(dt, v, key);
	tix_dt_complain(dt, v->line,
	    "%s: '%s' is neither NAME=VALUE nor NAME=~PATTERN", key, v->text);
	return NULL;
}

/* A value of the desk's own field as tickets hold it. */
static const char *
check_own(struct tix_dt *dt, const struct tix_dt_value *v, const char *key,
    const char *own, bool is_range)
{
	const struct tix_custom *c = tix_desk_custom(&dt->desk, own);
	const char *dots = strstr(v->text, ".."), *fields = NULL, *is;

	if (is_range && c->type == TIX_C_INTEGER && dots != NULL)
		return check_range(dt, v, key, TIX_F_FIELDS);
	if (c->type == TIX_C_FLAG && tix_dt_truth(v->text) >= 0)
		return tix_dt_truth(v->text) == 1 ? "yes" : "no";
	if (tix_custom_put(dt->tx, c, v->text, &fields) != TIX_OK)
		return refused(dt, v, key);
	is = tix_custom_get(dt->tx, fields, own);
	if (c->type != TIX_C_DATE || (is != NULL && strcmp(is, v->text) == 0))
		return is == NULL ? v->text : tix_arena_dup(dt->mem, is);
	tix_dt_complain(dt, v->line, "%s: '%s' is no day such as 2026-12-24",
	    key, v->text);
	return NULL;
}

static bool
may_be_empty(const struct tix_matcher *m)
{
	return m->what == TIX_MATCH_FIELD || m->what == TIX_MATCH_OWN ||
	    m->what == TIX_MATCH_TAG || (m->what == TIX_MATCH_RANGE &&
	    m->field != TIX_F_COUNT && m->field != TIX_F_BOUNCES);
}

const char *
tix_dt_matcher_value(struct tix_dt *dt, const struct tix_matcher *m,
    const struct tix_dt_value *v)
{
	int truth;

	if (*v->text == '\0')
		return may_be_empty(m) ? v->text : empty(dt, v, m->key);
	switch (m->what) {
	case TIX_MATCH_FIELD:
		return check_field(dt, v, m->key, m->field);
	case TIX_MATCH_PATTERN:
	case TIX_MATCH_TEXT:
		return check_pattern(dt, v, m->key, v->text);
	case TIX_MATCH_WORDS:
	case TIX_MATCH_TAG:
		return check_word(dt, v, m->key);
	case TIX_MATCH_RANGE:
		return check_range(dt, v, m->key, m->field);
	case TIX_MATCH_LABEL:
		return check_label(dt, v, m->key);
	case TIX_MATCH_OWN:
		return check_own(dt, v, m->key, m->own, true);
	case TIX_MATCH_WHEN:
		return check_when(dt, v, m->key);
	case TIX_MATCH_VIP:
		break;
	}
	truth = tix_dt_truth(v->text);
	if (truth >= 0)
		return truth == 1 ? "true" : "false";
	tix_dt_complain(dt, v->line, "%s: '%s' is neither true nor false",
	    m->key, v->text);
	return NULL;
}

static const char *
check_raise(struct tix_dt *dt, const struct tix_dt_value *v, const char *key)
{
	int64_t n;

	if (tix_dt_number(v->text, &n) && n != 0 && n >= -4 && n <= 4)
		return tix_arena_printf(dt->mem, "%" PRId64, n);
	tix_dt_complain(dt, v->line, "%s: '%s' is not 1 to 4 steps up, or -1 "
	    "to -4 down", key, v->text);
	return NULL;
}

static const char *
check_set(struct tix_dt *dt, const struct tix_action *a,
    const struct tix_dt_value *v)
{
	int64_t n;

	if (a->field != TIX_F_IMPACT && a->field != TIX_F_URGENCY &&
	    a->field != TIX_F_PRIORITY)
		return check_field(dt, v, a->key, a->field);
	if (read_number(dt, a->field, v->text, &n) != TIX_OK)
		return refused(dt, v, a->key);
	return tix_arena_printf(dt->mem, "%" PRId64, n);
}

const char *
tix_dt_action_value(struct tix_dt *dt, const struct tix_action *a,
    const struct tix_dt_value *v)
{
	struct tix_skill k;

	if (*v->text == '\0')
		return empty(dt, v, a->key);
	switch (a->what) {
	case TIX_DO_SET:
		return check_set(dt, a, v);
	case TIX_DO_SET_OWN:
		return check_own(dt, v, a->key, a->own, false);
	case TIX_DO_ADD:
	case TIX_DO_DROP:
		return check_word(dt, v, a->key);
	case TIX_DO_RAISE:
		return check_raise(dt, v, a->key);
	case TIX_DO_NEED:
		return tix_dt_skill(dt, v, &k) ? v->text : NULL;
	case TIX_DO_ASSIGN:
		break;
	}
	if (tix_name_number(tix_strategy_names, v->text) > 0)
		return v->text;
	tix_dt_complain(dt, v->line, "%s: no '%s'; there are: %s", a->key,
	    v->text, tix_dt_join(dt->mem, tix_strategy_names));
	return NULL;
}
