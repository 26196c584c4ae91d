/*
 * An event's data: JSON of what it sets ("set") and of its kind's members.
 */
#include <tix/event.h>
#include <tix/time.h>
#include <tix/utf8.h>

#include <string.h>

/* Text that was made by us or read as JSON before. */
static void
put_json(struct tix *tx, struct tix_json_out *o, const char *text)
{
	struct tix_json *node;

	if (tix_json_parse(tx, tx->mem, text, strlen(text), &node) == TIX_OK)
		tix_json_node(o, node);
	else
		tix_json_null(o);
}

static void
put_value(struct tix *tx, struct tix_json_out *o, const struct tix_value *v)
{
	if (!tix_value_is_some(v)) {
		tix_json_null(o);
		return;
	}
	switch (v->type) {
	case TIX_T_TEXT:
	case TIX_T_TAGS:
		tix_json_bytes(o, v->s);
		return;
	case TIX_T_JSON:
		put_json(tx, o, v->s);
		return;
	case TIX_T_NAME:
		tix_json_string(o, tix_value_name(v));
		return;
	case TIX_T_INT:
	case TIX_T_TIME:
	case TIX_T_DURATION:
	case TIX_T_FLAG:
		tix_json_number(o, v->i);
		return;
	}
}

static enum tix_status
put_member(struct tix *tx, const struct tix_event *e,
    const struct tix_member *m, struct tix_json_out *o)
{
	const struct tix_member_info *info = tix_events[e->kind].members;
	struct tix_json *node;
	enum tix_status s;

	while (info->name != NULL && strcmp(info->name, m->name) != 0)
		info++;
	if (info->name == NULL || info->type != m->type)
		return tix_fail(tx, TIX_FAILED, "event '%s' has no member '%s'",
		    tix_events[e->kind].name, m->name);
	tix_json_name(o, m->name);
	switch (m->type) {
	case TIX_M_TEXT:
		tix_json_bytes(o, m->s);
		return TIX_OK;
	case TIX_M_INT:
		tix_json_number(o, m->i);
		return TIX_OK;
	case TIX_M_JSON:
		break;
	}
	s = tix_json_parse(tx, tx->mem, m->s, strlen(m->s), &node);
	if (s == TIX_OK)
		tix_json_node(o, node);
	return s;
}

static enum tix_status
require_members(struct tix *tx, const struct tix_event *e)
{
	const struct tix_member_info *info = tix_events[e->kind].members;

	for (; info->name != NULL; info++)
		if (info->required && tix_event_member(e, info->name) == NULL)
			return tix_fail(tx, TIX_FAILED,
			    "event '%s' lacks its '%s'",
			    tix_events[e->kind].name, info->name);
	return TIX_OK;
}

static const char *const ops[] = {
	[TIX_SET] = "set", [TIX_ADD] = "add", [TIX_DROP] = "drop",
};

static void
put_changes(struct tix *tx, const struct tix_event *e, enum tix_change_op op,
    struct tix_json_out *o)
{
	bool any = false;

	for (size_t i = 0; i < e->nchanges; i++) {
		const struct tix_change *c = &e->changes[i];

		if (c->op != op)
			continue;
		if (!any) {
			tix_json_name(o, ops[op]);
			tix_json_open(o, '{');
		}
		any = true;
		tix_json_name(o, tix_fields[c->field].name);
		put_value(tx, o, &c->value);
	}
	if (any)
		tix_json_close(o, '}');
}

enum tix_status
tix_event_encode(struct tix *tx, struct tix_event *e)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	enum tix_status s = require_members(tx, e);

	tix_json_open(o, '{');
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
		put_changes(tx, e, (enum tix_change_op)i, o);
	if (e->with != 0) {
		tix_json_name(o, "with");
		tix_json_number(o, e->with);
	}
	if (e->origin != NULL) {
		tix_json_name(o, "origin");
		put_json(tx, o, e->origin);
	}
	for (size_t i = 0; s == TIX_OK && i < e->nmembers; i++)
		s = put_member(tx, e, &e->members[i], o);
	tix_json_close(o, '}');
	e->data = tix_json_out_text(o, &e->data_len);
	if (s == TIX_OK && e->data_len > TIX_EVENT_DATA_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "event: %zu bytes; at most %u (event-max)", e->data_len,
		    TIX_EVENT_DATA_MAX);
	return s;
}

static enum tix_status
not_an_event(struct tix *tx, const struct tix_event *e, const char *name)
{
	return tix_fail(tx, TIX_CONFLICT,
	    "event %lld: '%s' is not what '%s' may hold", (long long)e->seq,
	    name, tix_events[e->kind].name);
}

/* A name that this version does not know is a newer desk's. */
static enum tix_status
get_name(struct tix *tx, const struct tix_event *e,
    const struct tix_json *node, struct tix_value *v)
{
	v->i = tix_name_number(v->names, node->text);
	return v->i != 0 ? TIX_OK : not_an_event(tx, e, node->name);
}

static enum tix_status
get_value(struct tix *tx, const struct tix_event *e,
    const struct tix_json *node, struct tix_value *v)
{
	size_t n;

	if (v->type == TIX_T_JSON) {
		struct tix_json_out *o = tix_json_out_new(tx->mem);

		if (node->type != TIX_JSON_OBJECT)
			return not_an_event(tx, e, node->name);
		tix_json_node(o, node);
		v->s = tix_json_out_text(o, &n);
	} else if (tix_type_is_text(v->type)) {
		v->s = tix_json_get_bytes(tx->mem, node);
		if (v->s == NULL)
			return not_an_event(tx, e, node->name);
	} else if (v->type == TIX_T_NAME) {
		if (node->type != TIX_JSON_STRING)
			return not_an_event(tx, e, node->name);
		return get_name(tx, e, node, v);
	} else if (node->type == TIX_JSON_INT) {
		v->i = node->number;
	} else {
		return not_an_event(tx, e, node->name);
	}
	return TIX_OK;
}

/* Lists and the desk's own fields can be added to, and durations. */
static bool
may_change(enum tix_type type, enum tix_change_op op)
{
	switch (op) {
	case TIX_SET:
		return true;
	case TIX_ADD:
		return type == TIX_T_TAGS || type == TIX_T_JSON ||
		    type == TIX_T_DURATION;
	case TIX_DROP:
		return type == TIX_T_TAGS;
	}
	return false;
}

static enum tix_status
get_change(struct tix *tx, struct tix_event *e, enum tix_change_op op,
    const struct tix_json *node)
{
	int f = tix_field_find(node->name);
	struct tix_value v = { 0 };
	enum tix_status s = TIX_OK;

	if (f < 0 || (tix_fields[f].flags & TIX_F_EVENT) == 0)
		return TIX_OK; /* a newer desk's: stays in data */
	v.type = tix_fields[f].type;
	v.names = tix_fields[f].names;
	if (!may_change(v.type, op) ||
	    (op != TIX_SET && node->type == TIX_JSON_NULL))
		return not_an_event(tx, e, node->name);
	if (node->type != TIX_JSON_NULL)
		s = get_value(tx, e, node, &v);
	if (s == TIX_OK)
		tix_event_change_put(e, op, (enum tix_field)f, &v);
	return s;
}

static enum tix_status
get_changes(struct tix *tx, struct tix_event *e, enum tix_change_op op,
    const struct tix_json *node)
{
	const struct tix_json *n;
	enum tix_status s = TIX_OK;

	if (node->type != TIX_JSON_OBJECT)
		return not_an_event(tx, e, ops[op]);
	for (n = node->child; s == TIX_OK && n != NULL; n = n->next)
		s = get_change(tx, e, op, n);
	return s;
}

static enum tix_status
get_member(struct tix *tx, struct tix_event *e, const struct tix_json *node)
{
	const struct tix_member_info *info = tix_events[e->kind].members;
	struct tix_json_out *o;
	const char *text;
	size_t n;

	while (info->name != NULL && strcmp(info->name, node->name) != 0)
		info++;
	if (info->name == NULL)
		return TIX_OK;
	switch (info->type) {
	case TIX_M_TEXT:
		text = tix_json_get_bytes(tx->mem, node);
		if (text == NULL)
			return not_an_event(tx, e, node->name);
		tix_event_text(e, info->name, text);
		return TIX_OK;
	case TIX_M_INT:
		if (node->type != TIX_JSON_INT)
			return not_an_event(tx, e, node->name);
		tix_event_int(e, info->name, node->number);
		return TIX_OK;
	case TIX_M_JSON:
		o = tix_json_out_new(tx->mem);
		tix_json_node(o, node);
		tix_event_json(e, info->name, tix_json_out_text(o, &n));
		return TIX_OK;
	}
	return TIX_OK;
}

static enum tix_status
get_origin(struct tix *tx, struct tix_event *e, const struct tix_json *node)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	size_t n;

	if (node->type != TIX_JSON_OBJECT)
		return not_an_event(tx, e, "origin");
	tix_json_node(o, node);
	e->origin = tix_json_out_text(o, &n);
	return TIX_OK;
}

/* What all kinds may carry, or a member of the kind. */
static enum tix_status
get_part(struct tix *tx, struct tix_event *e, const struct tix_json *node)
{
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
		if (strcmp(node->name, ops[i]) == 0)
			return get_changes(tx, e, (enum tix_change_op)i, node);
	if (strcmp(node->name, "origin") == 0)
		return get_origin(tx, e, node);
	if (strcmp(node->name, "with") != 0)
		return get_member(tx, e, node);
	if (node->type != TIX_JSON_INT || node->number < 1)
		return not_an_event(tx, e, "with");
	e->with = node->number;
	return TIX_OK;
}

enum tix_status
tix_event_decode(struct tix *tx, struct tix_event *e)
{
	const struct tix_json *n;
	struct tix_json *root;
	enum tix_status s;

	e->nchanges = 0;
	e->nmembers = 0;
	e->with = 0;
	e->origin = NULL;
	s = tix_json_parse(tx, tx->mem, e->data, e->data_len, &root);
	if (s != TIX_OK || root->type != TIX_JSON_OBJECT)
		return not_an_event(tx, e, "data");
	for (n = root->child; s == TIX_OK && n != NULL; n = n->next)
		s = get_part(tx, e, n);
	return s;
}
