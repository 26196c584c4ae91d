/*
 * Words from people as values of fields.
 */
#include <tix/desk.h>
#include <tix/ticket.h>
#include <tix/time.h>

#include <string.h>

static enum tix_status
parse_name(struct tix *tx, const struct tix_field_info *f, const char *text,
    struct tix_value *v)
{
	struct tix_buf b = { .arena = tx->mem };

	for (int64_t i = 0; f->names[i] != NULL; i++) {
		if (strcmp(f->names[i], text) == 0) {
			v->i = i + 1;
			return TIX_OK;
		}
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", f->names[i]);
	}
	return tix_fail(tx, TIX_NOT_FOUND, "no %s '%s'; there are: %s",
	    f->name, text, tix_buf_text(&b));
}

static enum tix_status
parse_priority(struct tix *tx, const char *text, struct tix_value *v)
{
	const char *digit = text + (*text == 'P');

	if (tx->desk != NULL && tx->desk->priorities != NULL &&
	    *digit != '\0' && digit[1] != '\0')
		return tix_desk_priority_find(tx, text, &v->i);
	if (*digit < '1' || *digit > '5' || digit[1] != '\0')
		return tix_fail(tx, TIX_INVALID,
		    "priority '%s': it is 1 (highest) to 5", text);
	v->i = *digit - '0';
	return TIX_OK;
}

static enum tix_status
parse_tags(struct tix *tx, const char *name, const char *text,
    struct tix_value *v)
{
	size_t n;

	v->s = tix_tags_add(tx->mem, NULL, text);
	n = tix_tags_count(v->s);
	if (n > TIX_TAGS_MAX)
		return tix_fail(tx, TIX_INVALID, "%s: %zu words; at most %d "
		    "(%s-max)", name, n, TIX_TAGS_MAX, name);
	n = tix_tags_longest(v->s);
	if (n > TIX_NAME_MAX)
		return tix_fail(tx, TIX_INVALID, "%s: a word of %zu bytes; "
		    "at most %d (name-max)", name, n, TIX_NAME_MAX);
	return TIX_OK;
}

enum tix_status
tix_field_parse(struct tix *tx, enum tix_field field, const char *text,
    struct tix_value *v)
{
	const struct tix_field_info *f = &tix_fields[field];
	size_t n = strlen(text);

	*v = (struct tix_value){ .type = f->type, .names = f->names };
	if (n == 0)
		return TIX_OK;
	if (f->max > 0 && n > f->max)
		return tix_fail(tx, TIX_INVALID,
		    "%s: %zu bytes; at most %zu (%s-max)", f->name, n, f->max,
		    f->name);
	switch (field) {
	case TIX_F_PRIORITY:
		return parse_priority(tx, text, v);
	case TIX_F_IMPACT:
		return tix_desk_impact(tx, text, &v->i);
	case TIX_F_URGENCY:
		return tix_desk_urgency(tx, text, &v->i);
	default:
		break;
	}
	switch (f->type) {
	case TIX_T_NAME:
		return parse_name(tx, f, text, v);
	case TIX_T_TAGS:
		return parse_tags(tx, f->name, text, v);
	case TIX_T_TIME:
		return tix_time_parse(tx, text, &v->i);
	case TIX_T_TEXT:
		v->s = text;
		return TIX_OK;
	case TIX_T_INT:
	case TIX_T_DURATION:
	case TIX_T_FLAG:
	case TIX_T_JSON:
		break;
	}
	return tix_fail(tx, TIX_INVALID, "%s cannot be set", f->name);
}
