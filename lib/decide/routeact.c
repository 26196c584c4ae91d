/*
 * What a rule does to a ticket.
 */
#include "routing.h"

#include <tix/custom.h>
#include <tix/grounds.h>
#include <tix/trace.h>

#include <stdlib.h>
#include <string.h>

void
tix_routing_by(struct tix_routing *r, const char *by, const char *name)
{
	r->by = by;
	r->name = name;
	r->line = 0;
}

bool
tix_routing_is_fixed(const struct tix_routing *r, enum tix_field f)
{
	return (r->fixed & TIX_BIT(f)) != 0;
}

void
tix_routing_gave_up(struct tix_routing *r)
{
	const struct tix_ground g = {
		.by = r->by, .name = r->name, .more = "a pattern gave up "
		    "after too many steps, so the rule did not fit",
	};

	if (r->why == NULL)
		return;
	tix_ground_put(r->why, &g, NULL);
	r->grounds = true;
}

/* Of a list 'was' says what of it there was before. */
static void
because(struct tix_routing *r, const char *field, const struct tix_value *to,
    const char *was)
{
	const bool is_text = tix_type_is_text(to->type);
	const struct tix_ground g = {
		.by = r->by, .name = r->name, .set = field,
		.to = !is_text || to->s == NULL ? "" : to->s, .was = was,
		.more = r->because,
	};

	if (r->why == NULL)
		return;
	tix_ground_put(r->why, &g, is_text ? NULL : &to->i);
	r->grounds = true;
	tix_tracef(r->tx, TIX_TRACE_ROUTE, "%s '%s' sets %s", r->by, r->name,
	    field);
}

void
tix_routing_because(struct tix_routing *r, const char *field,
    const struct tix_value *to)
{
	because(r, field, to, NULL);
}

static void
say_held(struct tix_routing *r, enum tix_field f, const struct tix_value *to)
{
	struct tix_routing would;

	if (r->steps == NULL)
		return;
	would = *r;
	tix_ticket_set(&would.t, f, to);
	tix_step_add(r, TIX_STEP_HELD, tix_fields[f].name,
	    tix_routing_words(&would, f), tix_routing_words(r, f));
}

/* Change one field without a word of why. */
bool
tix_routing_change(struct tix_routing *r, enum tix_field f,
    const struct tix_value *value)
{
	struct tix_value have = tix_ticket_get(&r->t, f), v = *value;

	v.type = have.type;
	v.names = have.names;
	if (tix_value_equal(&have, &v))
		return false;
	if (tix_routing_is_fixed(r, f)) {
		say_held(r, f, &v);
		return false;
	}
	tix_ticket_set(&r->t, f, &v);
	tix_event_set(r->e, f, &v);
	r->some = true;
	r->changed |= r->follows ? TIX_BIT(f) : 0;
	if (f == TIX_F_REQUESTER || f == TIX_F_ORGANISATION)
		r->vip = -1;
	return true;
}

void
tix_routing_set(struct tix_routing *r, enum tix_field f,
    const struct tix_value *v)
{
	struct tix_value is;

	if (!tix_routing_change(r, f, v))
		return;
	is = tix_ticket_get(&r->t, f);
	tix_routing_because(r, tix_fields[f].name, &is);
	tix_step_add(r, TIX_STEP_SET, tix_fields[f].name, r->because,
	    tix_routing_words(r, f));
}

void
tix_routing_text(struct tix_routing *r, enum tix_field f, const char *s)
{
	struct tix_value v = { .s = s };

	if (s != NULL)
		tix_routing_set(r, f, &v);
}

void
tix_routing_int(struct tix_routing *r, enum tix_field f, int64_t i)
{
	struct tix_value v = { .i = i };

	if (i != 0)
		tix_routing_set(r, f, &v);
}

static bool
also_sets(const struct tix_rule *rule, enum tix_field f)
{
	for (size_t i = 0; i < rule->nactions; i++)
		if (rule->actions[i].what == TIX_DO_SET &&
		    rule->actions[i].field == f)
			return true;
	return false;
}

/* Its compiler saw to that; who wrote it by hand may not have. */
static bool
is_there(const struct tix_desk *d, enum tix_field f, const char *name)
{
	if (name == NULL)
		return true;
	return f == TIX_F_LEVEL ? tix_desk_level(d, name) != NULL :
	    f == TIX_F_QUEUE ? tix_desk_queue(d, name) != NULL :
	    f != TIX_F_CATEGORY || tix_desk_category(d, name) != NULL;
}

static enum tix_status
set(struct tix_routing *r, const struct tix_rule *rule,
    const struct tix_action *a)
{
	struct tix_value v;
	enum tix_status s = tix_field_parse(r->tx, a->field, a->values[0], &v);

	if (s != TIX_OK || !is_there(r->tx->desk, a->field, v.s))
		return tix_fail(r->tx, TIX_INVALID,
		    "desk: rule '%s': %s: there is no '%s'", rule->path,
		    a->key, a->values[0]);
	if (a->field == TIX_F_QUEUE && v.s != NULL)
		tix_routing_queue(r, v.s,
		    (also_sets(rule, TIX_F_LEVEL) ? 0 : TIX_BRINGS_LEVEL) |
		    (also_sets(rule, TIX_F_TEAM) ? 0 : TIX_BRINGS_TEAM));
	else
		tix_routing_set(r, a->field, &v);
	if (!tix_routing_is_fixed(r, a->field))
		r->ruled |= TIX_BIT(a->field);
	return TIX_OK;
}

static enum tix_status
set_own(struct tix_routing *r, const struct tix_action *a)
{
	const struct tix_custom *c = tix_desk_custom(r->tx->desk, a->own);
	const char *have = tix_custom_get(r->tx, r->t.fields, a->own);
	struct tix_value v = { .type = TIX_T_TEXT, .s = a->values[0] };
	const char *patch = NULL;
	enum tix_status s;

	if (strcmp(have == NULL ? "" : have, v.s) == 0)
		return TIX_OK;
	if (tix_custom_get(r->tx, r->own_fixed, a->own) != NULL) {
		tix_step_add(r, TIX_STEP_HELD, a->own, v.s, have);
		return TIX_OK;
	}
	s = tix_custom_put(r->tx, c, v.s, &patch);
	if (s == TIX_OK)
		s = tix_custom_put(r->tx, c, v.s, &r->own_patch);
	if (s != TIX_OK)
		return s;
	r->t.fields = tix_json_patch(r->tx, r->t.fields, patch);
	r->some = true;
	r->changed |= r->follows ? TIX_BIT(TIX_F_FIELDS) : 0;
	tix_routing_because(r, a->own, &v);
	tix_step_add(r, TIX_STEP_SET, a->own, NULL, v.s);
	return TIX_OK;
}

/* Words that somebody put there, or took off, in this very act. */
static bool
is_given(const struct tix_routing *r, enum tix_change_op op, enum tix_field f,
    const char *word)
{
	for (size_t i = 0; i < r->e->nchanges; i++) {
		const struct tix_change *c = &r->e->changes[i];

		if (c->field == f && c->op == op)
			return tix_tags_has(c->value.s, word);
	}
	return false;
}

static const char *
without_word(struct tix_routing *r, const struct tix_action *a,
    const char *list, const char *word)
{
	if (!tix_tags_has(list, word))
		return list;
	if (tix_routing_is_fixed(r, a->field) ||
	    is_given(r, TIX_ADD, a->field, word)) {
		tix_step_add(r, TIX_STEP_HELD, a->key, word, list);
		return list;
	}
	return tix_tags_drop(r->tx->mem, list, word);
}

static const char *
with_word(struct tix_routing *r, const struct tix_action *a,
    const char *list, const char *word)
{
	if (tix_tags_has(list, word))
		return list;
	if (is_given(r, TIX_DROP, a->field, word) ||
	    tix_tags_count(list) >= TIX_TAGS_MAX) {
		tix_step_add(r, TIX_STEP_HELD, a->key, word, list);
		return list;
	}
	return tix_tags_add(r->tx->mem, list, word);
}

/* The event gets what came of lists at the end: see route.c. */
static void
edit_list(struct tix_routing *r, const struct tix_action *a)
{
	struct tix_value v = tix_ticket_get(&r->t, a->field);
	const char *was = v.s;

	for (size_t i = 0; a->values[i] != NULL; i++)
		v.s = a->what == TIX_DO_ADD ?
		    with_word(r, a, v.s, a->values[i]) :
		    without_word(r, a, v.s, a->values[i]);
	if (v.s == was)
		return;
	tix_ticket_set(&r->t, a->field, &v);
	r->some = true;
	r->changed |= r->follows ? TIX_BIT(a->field) : 0;
	because(r, tix_fields[a->field].name, &v, was == NULL ? "" : was);
	tix_step_add(r, TIX_STEP_SET, tix_fields[a->field].name, NULL, v.s);
}

static void
raise_priority(struct tix_routing *r, const struct tix_rule *rule,
    const char *steps)
{
	if (r->nraises == r->raise_room) {
		const struct tix_raise *old = r->raise;

		r->raise_room = 2 * r->raise_room + 8;
		r->raise = tix_arena_array(r->tx->mem, r->raise_room,
		    sizeof *r->raise);
		if (old != NULL)
			memcpy(r->raise, old, r->nraises * sizeof *old);
	}
	r->raise[r->nraises++] = (struct tix_raise){
		.path = rule->path, .steps = strtoll(steps, NULL, 10),
	};
}

static enum tix_status
need(struct tix_routing *r, const struct tix_rule *rule, const char *text)
{
	struct tix_skill k;

	if (!tix_skill_read(r->tx->mem, text, &k))
		return tix_fail(r->tx, TIX_INVALID,
		    "desk: rule '%s': need_skill: no skill '%s'", rule->path,
		    text);
	tix_skills_need(&r->needs, &k);
	return TIX_OK;
}

static enum tix_status
act_once(struct tix_routing *r, const struct tix_rule *rule,
    const struct tix_action *a)
{
	enum tix_status s = TIX_OK;

	switch (a->what) {
	case TIX_DO_SET:
		return a->field == TIX_F_PRIORITY ? TIX_OK : set(r, rule, a);
	case TIX_DO_SET_OWN:
		return set_own(r, a);
	case TIX_DO_ADD:
	case TIX_DO_DROP:
		edit_list(r, a);
		break;
	case TIX_DO_NEED:
		for (size_t i = 0; s == TIX_OK && a->values[i] != NULL; i++)
			s = need(r, rule, a->values[i]);
		break;
	case TIX_DO_ASSIGN:
		r->assign = a->values[0];
		break;
	case TIX_DO_RAISE:
		break; /* with the priority */
	}
	return s;
}

/* Steps count wherever the priority is made anew, whoever else acts. */
static void
note_priority(struct tix_routing *r, const struct tix_rule *rule,
    const struct tix_action *a)
{
	if (a->what == TIX_DO_RAISE)
		raise_priority(r, rule, a->values[0]);
	if (a->what != TIX_DO_SET || a->field != TIX_F_PRIORITY)
		return;
	r->set_priority = strtoll(a->values[0], NULL, 10);
	r->set_path = rule->path;
}

enum tix_status
tix_routing_act(struct tix_routing *r, const struct tix_rule *rule, bool acts)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < rule->nactions; i++) {
		note_priority(r, rule, &rule->actions[i]);
		if (acts)
			s = act_once(r, rule, &rule->actions[i]);
	}
	return s;
}
