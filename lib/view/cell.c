/*
 * One value as text, for machines and for people.
 */
#include "view.h"

#include <inttypes.h>

bool
tix_cell_is_duration(const struct tix_column *c, const struct tix_value *v)
{
	return v->type == TIX_T_DURATION ||
	    (v->type == TIX_T_INT && (c->flags & TIX_COL_SECONDS) != 0);
}

bool
tix_cell_is_none(const struct tix_column *c, const struct tix_value *v)
{
	if (v->type == TIX_T_FLAG || tix_cell_is_duration(c, v))
		return false;
	if (v->type == TIX_T_INT && (c->flags & TIX_COL_ZERO) != 0)
		return false;
	if (v->type == TIX_T_NAME)
		return tix_value_name(v) == NULL;
	return !tix_value_is_some(v);
}

static const char *
number(char room[TIX_CELL_SIZE], int64_t i)
{
	snprintf(room, TIX_CELL_SIZE, "%" PRId64, i);
	return room;
}

const char *
tix_cell_machine(char room[TIX_CELL_SIZE], const struct tix_column *c,
    const struct tix_value *v)
{
	if (tix_cell_is_none(c, v))
		return "";
	if (tix_cell_is_duration(c, v))
		return number(room, v->i / TIX_SECOND);
	switch (v->type) {
	case TIX_T_TEXT:
	case TIX_T_TAGS:
	case TIX_T_JSON:
		return v->s;
	case TIX_T_NAME:
		return tix_value_name(v);
	case TIX_T_TIME:
		return tix_time_rfc3339(room, v->i);
	case TIX_T_FLAG:
		return v->i != 0 ? "true" : "false";
	case TIX_T_INT:
	case TIX_T_DURATION:
		break;
	}
	return number(room, v->i);
}

/* How long ago, where no subtraction of hostile times may overflow. */
static const char *
age(char room[TIX_CELL_SIZE], int64_t now, int64_t at)
{
	int64_t us;

	if (__builtin_sub_overflow(now, at, &us))
		us = now < at ? -INT64_MAX : INT64_MAX;
	return tix_time_age(room, us);
}

const char *
tix_cell_person(char room[TIX_CELL_SIZE], const struct tix_out *out,
    const struct tix_column *c, const struct tix_value *v)
{
	bool short_form = (c->flags & TIX_COL_AGE) != 0;

	if (v->type == TIX_T_FLAG)
		return v->i != 0 ? "yes" : "";
	if (tix_cell_is_duration(c, v))
		return short_form ? tix_time_age(room, v->i) :
		    tix_duration_text(room, v->i);
	if (v->type != TIX_T_TIME || v->i == 0)
		return tix_cell_machine(room, c, v);
	return short_form ? age(room, out->o.now, v->i) :
	    tix_time_local(room, v->i, out->o.zone);
}
