/*
 * Rules: each key proved, each rule a line of the compiled desk.
 */
#include "text.h"

#include <string.h>

/* What one rule comes to, as it is written. */
struct writing {
	struct tix_dt *dt;
	struct tix_json_out *json;
	const char *literals;   /* of the matcher that says most */
	size_t shortest;
	size_t nmatchers, nactions;
};

static void
put_list(struct tix_json_out *o, const char *key, const char *const *values)
{
	tix_json_open(o, '[');
	tix_json_string(o, key);
	for (; *values != NULL; values++)
		tix_json_string(o, *values);
	tix_json_close(o, ']');
}

static void
add_matcher(struct writing *w, struct tix_matcher *m,
    const struct tix_dt_option *o)
{
	const char **values = tix_arena_array(w->dt->mem, o->n + 1,
	    sizeof *values);
	const char *literals;
	size_t n = 0, shortest;

	for (size_t i = 0; i < o->n; i++) {
		values[n] = tix_dt_matcher_value(w->dt, m, &o->values[i]);
		n += values[n] != NULL;
	}
	m->values = values;
	put_list(w->json, o->key, values);
	w->nmatchers++;
	literals = tix_dt_literals(w->dt->mem, m, &shortest);
	if (*literals == '\0' || shortest <= w->shortest)
		return;
	w->literals = literals;
	w->shortest = shortest;
}

static bool
takes_many(const struct tix_action *a)
{
	return a->what == TIX_DO_ADD || a->what == TIX_DO_DROP ||
	    a->what == TIX_DO_NEED;
}

static void
add_action(struct writing *w, const struct tix_action *a,
    const struct tix_dt_option *o)
{
	const char **values = tix_arena_array(w->dt->mem, o->n + 1,
	    sizeof *values);
	size_t n = 0;

	if (o->n > 1 && !takes_many(a))
		tix_dt_complain(w->dt, o->values[1].line,
		    "%s takes one value, not %zu", o->key, o->n);
	for (size_t i = 0; i < o->n; i++) {
		values[n] = tix_dt_action_value(w->dt, a, &o->values[i]);
		n += values[n] != NULL;
	}
	put_list(w->json, o->key, values);
	w->nactions++;
}

static void
put_matchers(struct writing *w, const struct tix_dt_section *s)
{
	struct tix_matcher m;

	tix_json_name(w->json, "if");
	tix_json_open(w->json, '[');
	for (size_t i = 0; i < s->noptions; i++)
		if (tix_rule_matcher_key(&w->dt->desk, s->options[i].key, &m))
			add_matcher(w, &m, &s->options[i]);
	tix_json_close(w->json, ']');
}

static void
put_actions(struct writing *w, const struct tix_dt_section *s)
{
	struct tix_action a;

	tix_json_name(w->json, "do");
	tix_json_open(w->json, '[');
	for (size_t i = 0; i < s->noptions; i++)
		if (tix_rule_action_key(&w->dt->desk, s->options[i].key, &a))
			add_action(w, &a, &s->options[i]);
	tix_json_close(w->json, ']');
}

/* A name is a part of a path, such as "vpn/vip". */
static void
check_name(struct tix_dt *dt, const struct tix_dt_section *s)
{
	const char *c = s->name;

	while ((unsigned char)*c >= ' ' && *c != 0x7f && *c != '/')
		c++;
	if (*s->name == '\0' || *c != '\0' || strlen(s->name) > TIX_NAME_MAX)
		tix_dt_complain(dt, s->line, "'%s' is no name for a rule: 1 "
		    "to %d bytes, no '/' and no control character", s->name,
		    TIX_NAME_MAX);
}

/* Who ends the search of its siblings does something. */
static void
check_use(struct writing *w, const struct tix_dt_section *s, bool goes_on)
{
	if (w->nactions == 0 && s->children == NULL &&
	    (goes_on || w->nmatchers == 0))
		tix_dt_complain(w->dt, s->line, "rule '%s' does nothing",
		    s->name);
}

static void
put_rule(struct tix_dt *dt, const struct tix_dt_section *s, size_t depth,
    struct tix_buf *out)
{
	struct writing w = { .dt = dt, .literals = "" };
	const bool goes_on = tix_dt_bool(dt, s, "continue", false);
	const char *json;
	size_t len;

	if (dt->nrules++ == TIX_RULES_MAX)
		tix_dt_complain(dt, s->line, "more than %d rules",
		    TIX_RULES_MAX);
	w.json = tix_json_out_new(dt->mem);
	check_name(dt, s);
	tix_json_open(w.json, '{');
	tix_json_name(w.json, "name");
	tix_json_string(w.json, s->name);
	tix_json_name(w.json, "line");
	tix_json_number(w.json, s->line);
	if (goes_on) {
		tix_json_name(w.json, "continue");
		tix_json_bool(w.json, true);
	}
	put_matchers(&w, s);
	put_actions(&w, s);
	tix_json_close(w.json, '}');
	check_use(&w, s, goes_on);
	json = tix_json_out_text(w.json, &len);
	tix_buf_printf(out, "r\t%zu\t%s\t", depth, w.literals);
	tix_buf_add(out, json, len);
	tix_buf_char(out, '\n');
	for (s = s->children; s != NULL; s = s->next)
		put_rule(dt, s, depth + 1, out);
}

void
tix_dt_rules(struct tix_dt *dt, struct tix_buf *out)
{
	const struct tix_dt_section *s;

	tix_dt_find_doubles(dt, TIX_DT_RULE);
	for (s = dt->first[TIX_DT_RULE]; s != NULL; s = s->next)
		put_rule(dt, s, 0, out);
}
