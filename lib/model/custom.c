/*
 * The desk's own fields: words to values and back.
 */
#include <tix/custom.h>
#include <tix/time.h>
#include <tix/utf8.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static enum tix_status
put_integer(struct tix *tx, const struct tix_custom *c, const char *text,
    struct tix_json_out *o)
{
	char *end;
	long long i;

	errno = 0;
	i = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || end == text)
		return tix_fail(tx, TIX_INVALID,
		    "%s '%s': it is a whole number", c->name, text);
	tix_json_number(o, i);
	return TIX_OK;
}

static enum tix_status
put_choice(struct tix *tx, const struct tix_custom *c, const char *text,
    struct tix_json_out *o)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; c->values[i] != NULL; i++) {
		if (strcmp(c->values[i], text) == 0) {
			tix_json_string(o, text);
			return TIX_OK;
		}
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", c->values[i]);
	}
	return tix_fail(tx, TIX_NOT_FOUND, "no %s '%s'; there are: %s",
	    c->name, text, tix_buf_text(&b));
}

static bool
is_digits(const char *s, size_t n)
{
	return strspn(s, "0123456789") >= n;
}

static bool
is_full_date(const char *s)
{
	return strlen(s) == 10 && is_digits(s, 4) && s[4] == '-' &&
	    is_digits(s + 5, 2) && s[7] == '-' && is_digits(s + 8, 2);
}

/*
 * A day by itself, in no zone (RFC 3339 full-date); any other time is the day
 * that it falls on where the caller is.
 */
static enum tix_status
put_date(struct tix *tx, const struct tix_custom *c, const char *text,
    struct tix_json_out *o)
{
	struct tix_civil day;
	int64_t at;

	if (tix_time_parse(tx, text, &at) != TIX_OK)
		return tix_fail(tx, TIX_INVALID,
		    "%s '%s': it is a day such as 2026-11-23 or tomorrow",
		    c->name, text);
	tix_time_civil(at, tx->zone, &day);
	tix_json_string(o, is_full_date(text) ? text :
	    tix_arena_printf(tx->mem, "%04d-%02d-%02d", (int)day.year,
	    day.month, day.day));
	return TIX_OK;
}

static enum tix_status
put_flag(struct tix *tx, const struct tix_custom *c, const char *text,
    struct tix_json_out *o)
{
	bool yes = strcmp(text, "yes") == 0;

	if (!yes && strcmp(text, "no") != 0)
		return tix_fail(tx, TIX_INVALID, "%s '%s': it is yes or no",
		    c->name, text);
	tix_json_bool(o, yes);
	return TIX_OK;
}

static enum tix_status
put_value(struct tix *tx, const struct tix_custom *c, const char *text,
    struct tix_json_out *o)
{
	if (*text == '\0') {
		tix_json_null(o);
		return TIX_OK;
	}
	switch (c->type) {
	case TIX_C_TEXT:
		tix_json_bytes(o, text);
		return TIX_OK;
	case TIX_C_INTEGER:
		return put_integer(tx, c, text, o);
	case TIX_C_CHOICE:
		return put_choice(tx, c, text, o);
	case TIX_C_DATE:
		return put_date(tx, c, text, o);
	case TIX_C_FLAG:
		break;
	}
	return put_flag(tx, c, text, o);
}

/* Members of a patch keep their null: that is what takes a value away. */
static void
copy_others(struct tix *tx, const char *fields, const char *but,
    struct tix_json_out *o)
{
	struct tix_json *root;

	if (fields == NULL || tix_json_parse(tx, tx->mem, fields,
	    strlen(fields), &root) != TIX_OK)
		return;
	for (const struct tix_json *c = root->child; c != NULL; c = c->next) {
		if (strcmp(c->name, but) == 0)
			continue;
		tix_json_name(o, c->name);
		tix_json_node(o, c);
	}
}

enum tix_status
tix_custom_put(struct tix *tx, const struct tix_custom *c, const char *text,
    const char **fields)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	enum tix_status s;
	size_t n;

	if (strlen(text) > TIX_SUBJECT_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "%s: %zu bytes; at most %d (field-max)", c->name,
		    strlen(text), TIX_SUBJECT_MAX);
	tix_json_open(o, '{');
	copy_others(tx, *fields, c->name, o);
	tix_json_name(o, c->name);
	s = put_value(tx, c, text, o);
	tix_json_close(o, '}');
	if (s == TIX_OK)
		*fields = tix_json_out_text(o, &n);
	return s;
}

static const struct tix_json *
find(struct tix *tx, const char *fields, const char *name)
{
	struct tix_json *root;

	if (fields == NULL || tix_json_parse(tx, tx->mem, fields,
	    strlen(fields), &root) != TIX_OK)
		return NULL;
	return tix_json_get(root, name);
}

const char *
tix_custom_get(struct tix *tx, const char *fields, const char *name)
{
	const struct tix_json *v = find(tx, fields, name);

	if (v == NULL || v->type == TIX_JSON_NULL)
		return NULL;
	if (v->type == TIX_JSON_TRUE)
		return "yes";
	if (v->type == TIX_JSON_FALSE)
		return "no";
	if (v->type == TIX_JSON_INT || v->type == TIX_JSON_REAL)
		return v->text;
	return tix_json_get_bytes(tx->mem, v);
}

const char *
tix_custom_missing(struct tix *tx, const struct tix_ticket *t, unsigned when)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; i < tx->desk->ncustoms; i++) {
		const struct tix_custom *c = &tx->desk->customs[i];

		if ((c->required & when) == 0 ||
		    tix_custom_get(tx, t->fields, c->name) != NULL)
			continue;
		tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", c->name);
	}
	return b.len == 0 ? NULL : tix_buf_text(&b);
}

enum tix_status
tix_custom_require(struct tix *tx, const struct tix_ticket *t, unsigned when)
{
	const char *act = when == TIX_ACT_OPEN ? "open" :
	    when == TIX_ACT_RESOLVE ? "resolve" : "close";
	const char *missing = tix_custom_missing(tx, t, when);

	if (missing == NULL)
		return TIX_OK;
	if (t->id == 0)
		return tix_fail(tx, TIX_INVALID,
		    "to %s, this desk requires: %s", act, missing);
	return tix_fail(tx, TIX_CONFLICT,
	    "ticket %lld: to %s, this desk requires: %s", (long long)t->id,
	    act, missing);
}
