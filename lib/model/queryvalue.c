/*
 * Values in a query: like those of tickets, but times may be days, people may
 * be "me", and what a desk declares must be there.
 */
#include "queryread.h"

#include <string.h>

#include <tix/custom.h>
#include <tix/desk.h>
#include <tix/link.h>
#include <tix/time.h>

static enum tix_status
parse_number(struct tix *tx, const char *name, const char *text, int64_t *out)
{
	int64_t n = 0;
	const char *s = text;

	for (; *s >= '0' && *s <= '9'; s++)
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, *s - '0', &n))
			break;
	if (s == text || *s != '\0')
		return tix_fail(tx, TIX_INVALID, "%s '%s': no whole number",
		    name, text);
	*out = n;
	return TIX_OK;
}

static enum tix_status
parse_integer(struct tix *tx, int field, const char *text,
    struct tix_value *v)
{
	bool step = field == TIX_F_IMPACT || field == TIX_F_URGENCY;

	if (field == TIX_F_PRIORITY || (step && tx->desk != NULL))
		return tix_field_parse(tx, (enum tix_field)field, text, v);
	if (field != TIX_F_ID && field != TIX_F_PARENT &&
	    field != TIX_F_MERGED_INTO)
		return parse_number(tx, tix_fields[field].name, text, &v->i);
	v->i = tix_id_parse(text);
	return v->i > 0 ? TIX_OK :
	    tix_fail(tx, TIX_INVALID, "'%s' is no ticket's number", text);
}

bool
tix_query_is_integer(const struct tix *tx, int field)
{
	const struct tix_custom *c = tix_query_custom(tx, field);

	return c != NULL && c->type == TIX_C_INTEGER;
}

static enum tix_status
refuse_working(struct tix *tx)
{
	return tix_fail(tx, TIX_INVALID,
	    "working time needs a calendar; this desk has none");
}

static enum tix_status
parse_duration(struct tix *tx, const char *text, struct tix_value *v)
{
	struct tix_duration d;
	enum tix_status s = tix_duration_parse(tx, text, &d);

	if (s != TIX_OK)
		return s;
	if (d.working)
		return refuse_working(tx);
	v->i = d.us;
	return TIX_OK;
}

/* Does 'text' name a whole day: a date, or a day by a word? */
static bool
is_day(const char *text)
{
	static const char *const days[] = { "today", "tomorrow", "yesterday",
		"mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	size_t i;

	for (i = 0; i < sizeof days / sizeof days[0]; i++)
		if (strcmp(text, days[i]) == 0)
			return true;
	for (i = 0; text[i] != '\0'; i++)
		if (i >= 10 || ((i == 4 || i == 7) ? text[i] != '-' :
		    text[i] < '0' || text[i] > '9'))
			return false;
	return i == 10;
}

/* The last instant of the day that 'at' is in. */
static int64_t
day_end(const struct tix_zone *zone, int64_t at)
{
	int64_t second = at / TIX_SECOND;
	int64_t local = second + tix_zone_offset(zone, second, NULL);
	int64_t next = (local / 86400 + 1) * 86400;

	return tix_zone_utc(zone, next) * TIX_SECOND - 1;
}

static enum tix_status
parse_time(struct tix *tx, int field, const char *text, struct tix_value *from,
    struct tix_value *to)
{
	const char *bare = text + (*text == '+' || *text == '-');
	bool ahead = field == TIX_F_DUE || field == TIX_F_NEXT_DUE ||
	    field == TIX_F_WAIT_UNTIL;
	struct tix_duration d;
	enum tix_status s;

	if (tix_duration_parse(tx, bare, &d) == TIX_OK) {
		if (d.working)
			return refuse_working(tx);
		if (bare == text && *text != 'P' && ahead)
			text = tix_arena_printf(tx->mem, "+%s", text);
	}
	s = tix_time_parse(tx, text, &from->i);
	to->i = from->i;
	if (s == TIX_OK && is_day(text))
		to->i = day_end(tx->zone, from->i);
	return s;
}

/* What its program takes, the ticket may have. */
static enum tix_status
parse_custom(struct tix *tx, int field, const char *text, struct tix_value *v)
{
	const struct tix_custom *c = tix_query_custom(tx, field);
	const char *fields = NULL;
	enum tix_status s = tix_custom_put(tx, c, text, &fields);

	v->s = text;
	if (s == TIX_OK && c->type == TIX_C_DATE && *text != '\0')
		v->s = tix_arena_dup(tx->run, tix_custom_get(tx,
		    fields, c->name));
	return s;
}

static const char *
caller(const struct tix *tx)
{
	return tx->on_behalf != NULL ? tx->on_behalf : tx->actor;
}

/* What is done may be where the desk had a place once. */
static enum tix_status
check_place(struct tix *tx, int field, const char *name)
{
	const struct tix_level *level;
	const struct tix_queue *queue;
	const struct tix_category *category;
	enum tix_status s = TIX_OK, had;

	if (tx->desk != NULL && field == TIX_F_LEVEL)
		s = tix_desk_need_level(tx, name, &level);
	else if (tx->desk != NULL && field == TIX_F_QUEUE)
		s = tix_desk_need_queue(tx, name, &queue);
	else if (tx->desk != NULL && field == TIX_F_CATEGORY)
		s = tix_desk_need_category(tx, name, &category);
	if (s == TIX_OK || tx->had == NULL)
		return s;
	had = tx->had(tx, field, name);
	if (had == TIX_OK)
		tx->error[0] = '\0';
	return had == TIX_NO ? s : had;
}

static enum tix_status
parse_text(struct tix *tx, int field, const struct tix_query_piece *p,
    struct tix_value *v)
{
	enum tix_status s = check_place(tx, field, p->text);

	if (s == TIX_OK)
		s = tix_field_parse(tx, (enum tix_field)field, p->text, v);
	if ((field == TIX_F_OWNER || field == TIX_F_REQUESTER) && !p->quoted &&
	    strcmp(p->text, "me") == 0)
		v->s = caller(tx);
	return s;
}

static enum tix_status
parse_tag(struct tix *tx, int field, const struct tix_query_piece *p,
    struct tix_value *v)
{
	enum tix_status s = tix_field_parse(tx, (enum tix_field)field, p->text,
	    v);

	if (s == TIX_OK && (v->s == NULL || strchr(v->s, ' ') != NULL))
		return tix_fail(tx, TIX_INVALID, "'%s' is not one %s", p->text,
		    field == TIX_F_TAGS ? "tag" : "name");
	v->s = tix_arena_dup(tx->run, v->s);
	if (field == TIX_F_WATCHERS && !p->quoted &&
	    strcmp(p->text, "me") == 0)
		v->s = caller(tx);
	return s;
}

static enum tix_status
refuse_relation(struct tix *tx, const char *name)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; tix_relations[i].name != NULL; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
		    tix_relations[i].name);
	return tix_fail(tx, TIX_NOT_FOUND, "no relation '%s'; there are: %s",
	    name, tix_buf_text(&b));
}

/* "blocks", "blocks:7" or "7". */
static enum tix_status
parse_link(struct tix *tx, const char *text, struct tix_value *v)
{
	const char *colon = strchr(text, ':');
	const char *name = colon == NULL ? text :
	    tix_arena_dup_n(tx->mem, text, (size_t)(colon - text));
	int64_t id = tix_id_parse(colon == NULL ? text : colon + 1);

	v->s = text;
	if (colon == NULL && id > 0)
		v->s = tix_arena_printf(tx->run, "%lld", (long long)id);
	else if (tix_relation_find(name) == NULL)
		return refuse_relation(tx, name);
	else if (colon != NULL && id == 0)
		return tix_fail(tx, TIX_INVALID, "'%s' is no ticket's number",
		    colon + 1);
	else if (colon != NULL)
		v->s = tix_link_word(tx->run, name, id);
	return TIX_OK;
}

enum tix_status
tix_query_value(struct tix *tx, int field, const struct tix_query_piece *p,
    struct tix_value *from, struct tix_value *to)
{
	enum tix_status s = TIX_OK;

	*from = (struct tix_value){ .type = tix_query_type(field) };
	if (field < TIX_FIELDS)
		from->names = tix_fields[field].names;
	*to = *from;
	if (*p->text == '\0')
		return TIX_OK;
	switch (from->type) {
	case TIX_T_TIME:
		return parse_time(tx, field, p->text, from, to);
	case TIX_T_DURATION:
		s = parse_duration(tx, p->text, from);
		break;
	case TIX_T_INT:
		s = parse_integer(tx, field, p->text, from);
		break;
	case TIX_T_NAME:
		s = tix_field_parse(tx, (enum tix_field)field, p->text, from);
		break;
	case TIX_T_TAGS:
		s = field == TIX_F_LINKS ? parse_link(tx, p->text, from) :
		    parse_tag(tx, field, p, from);
		break;
	case TIX_T_TEXT:
		s = field >= TIX_Q_CUSTOM ?
		    parse_custom(tx, field, p->text, from) :
		    parse_text(tx, field, p, from);
		break;
	case TIX_T_JSON:
	case TIX_T_FLAG:
		return tix_fail(tx, TIX_INVALID, "'%s' takes no such value",
		    tix_query_field_name(tx, field));
	}
	*to = *from;
	return s;
}
