/*
 * How libconfuse reads what a desk's text may say.  It copies for each
 * section the schema of all that the section may hold, and holds each option
 * against each other; so it reads one statement at a time, under a schema of
 * the keys that are known and stand there, no deeper than they do.
 *
 * All values are lists of strings to it, so that what is wrong with one is said
 * by us, in one way.  The library has no pointer for its user: each option
 * carries ours in the number that would be its default, which is not looked at
 * in an option that is a string and has none.
 */
#include "text.h"

#include <confuse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tix_dt_schema {
	struct tix_dt *dt;
	const struct tix_dt_statement *statement; /* being read */
	size_t opening;                           /* in dt->openings */
	size_t nvalues;                           /* read so far */
	const char *const *rule_keys;             /* NULL-ended */
};

static struct tix_dt_schema *
schema_of(const cfg_opt_t *opt)
{
	return (struct tix_dt_schema *)(intptr_t)opt->def.number;
}

static int64_t
line_of(const struct tix_dt_schema *c, const cfg_t *cfg)
{
	return c->statement->line + cfg->line - 1;
}

/* Of a section: the statement's own, or what stands inside it. */
static const struct tix_dt_kind_info *
kind_of(const struct tix_dt_schema *c, const cfg_t *cfg)
{
	const struct tix_dt_kind_info *k = &tix_dt_kinds[
	    c->statement->kind < 0 ? 0 : c->statement->kind];

	return strcmp(cfg->name, k->name) == 0 ? k : &tix_dt_kinds[k->inside];
}

/* Every key of the section at hand; the negated ones go without saying. */
static const char *
keys_of(const struct tix_dt_schema *c, const struct tix_dt_kind_info *kind)
{
	const char *const *k = kind->keys;
	struct tix_buf b = { .arena = c->dt->mem };

	if (kind == &tix_dt_kinds[TIX_DT_RULE])
		k = c->rule_keys;
	for (; *k != NULL; k++)
		if (strncmp(*k, "not_", 4) != 0)
			tix_buf_printf(&b, "%s%s", b.len == 0 ? "" : ", ",
			    *k);
	return tix_buf_text(&b);
}

/*
 * The library's words, where we have none of our own; they are English, since
 * no locale for messages is ever set.
 */
static void on_error(cfg_t *cfg, const char *fmt, va_list ap)
    __attribute__((format(__printf__, 2, 0)));

static void
on_error(cfg_t *cfg, const char *fmt, va_list ap)
{
	static const char unknown[] = "no such option '";
	static const char double_name[] = "found duplicate title '";
	static const char no_equals[] = "missing equal sign after option '";
	struct tix_dt_schema *c = schema_of(&cfg->opts[0]);
	const struct tix_dt_kind_info *kind = kind_of(c, cfg);
	const int64_t line = line_of(c, cfg);
	char words[500];
	const char *key;

	vsnprintf(words, sizeof words, fmt, ap);
	key = strchr(words, '\'');
	if (strncmp(words, unknown, sizeof unknown - 1) == 0)
		tix_dt_complain(c->dt, line, "%s has no key %s; there are: %s",
		    kind->one, key, keys_of(c, kind));
	else if (strncmp(words, double_name, sizeof double_name - 1) == 0)
		tix_dt_complain(c->dt, line, "there is %s %s already in this "
		    "one", tix_dt_kinds[kind->inside].one, key);
	else if (strncmp(words, no_equals, sizeof no_equals - 1) == 0)
		tix_dt_complain(c->dt, line, "there is no '=' behind %s", key);
	else
		tix_dt_complain(c->dt, line, "%s", words);
}

/*
 * A value is kept with its line and its place before it.  A key that is set
 * once more says so by its count, which begins again.
 */
static int
on_value(cfg_t *cfg, cfg_opt_t *opt, const char *value, void *result)
{
	struct tix_dt_schema *c = schema_of(opt);
	const char **out = result;

	if (opt->nvalues == 1 && opt->def.fpnumber > 0)
		tix_dt_complain(c->dt, line_of(c, cfg),
		    "'%s' is set already", opt->name);
	if (opt->nvalues == 1)
		opt->def.fpnumber = (double)line_of(c, cfg);
	*out = tix_arena_printf(c->dt->mem, "%" PRId64 ":%zu:%s",
	    line_of(c, cfg), ++c->nvalues, value);
	return 0;
}

static cfg_opt_t
string_option(struct tix_dt_schema *c, const char *name)
{
	cfg_opt_t o = { .name = name, .type = CFGT_STR,
	    .flags = CFGF_LIST | CFGF_NODEFAULT, .parsecb = on_value };

	o.def.number = (long)(intptr_t)c;
	return o;
}

static cfg_opt_t
section_option(struct tix_dt_schema *c, const char *name, bool is_named,
    cfg_opt_t *inside)
{
	cfg_opt_t o = { .name = name, .type = CFGT_SEC, .subopts = inside,
	    .flags = CFGF_MULTI |
	    (is_named ? CFGF_TITLE | CFGF_NO_TITLE_DUPES : 0) };

	o.def.number = (long)(intptr_t)c;
	return o;
}

static bool
is_key(const char *const *keys, const char *key)
{
	while (*keys != NULL && strcmp(*keys, key) != 0)
		keys++;
	return *keys != NULL;
}

/* Every key of a rule, the desk's own ones last. */
static const char *const *
rule_keys(struct tix_dt *dt)
{
	const char **keys = NULL, *k;
	size_t n = 0, cap = 0;

#define ADD(key) (TIX_DT_MORE(dt, keys, n, cap), keys[n++] = (key))
#define NOT(key) tix_arena_printf(dt->mem, "not_%s", (key))
	ADD("continue");
	for (size_t i = 0; (k = tix_rule_matcher_name(i)) != NULL; i++) {
		ADD(k);
		ADD(NOT(k));
	}
	for (size_t i = 0; (k = tix_rule_action_name(i)) != NULL; i++)
		ADD(k);
	for (size_t i = 0; i < dt->nown; i++) {
		ADD(dt->own[i]);
		ADD(NOT(dt->own[i]));
		ADD(tix_arena_printf(dt->mem, "set_%s", dt->own[i]));
	}
	ADD(NULL);
#undef NOT
#undef ADD
	return keys;
}

/*
 * Options of a section in which others stand 'depth' deep, itself counted.
 * Those of a target have the names of priorities, which are not known yet.
 */
static cfg_opt_t *
options(struct tix_dt_schema *c, enum tix_dt_kind kind, size_t depth)
{
	const struct tix_dt_statement *st = c->statement;
	const struct tix_dt_kind_info *inside =
	    &tix_dt_kinds[tix_dt_kinds[kind].inside];
	const char *const *known = kind == TIX_DT_RULE ? c->rule_keys :
	    tix_dt_kinds[kind].keys;
	cfg_opt_t *o = tix_arena_array(c->dt->mem, st->nkeys + 3, sizeof *o);
	size_t n = 0;

	/* One at least is there to carry what is ours. */
	o[n++] = string_option(c, known[0]);
	for (size_t i = 0; i < st->nkeys; i++)
		if (strcmp(st->keys[i], known[0]) != 0 &&
		    (kind == TIX_DT_TARGET || is_key(known, st->keys[i])))
			o[n++] = string_option(c, st->keys[i]);
	if (tix_dt_kinds[kind].inside != TIX_DT_LEVEL && depth > 1)
		o[n++] = section_option(c, inside->name, inside->is_named,
		    options(c, tix_dt_kinds[kind].inside, depth - 1));
	return o;
}

/* What the statement that is being read may be. */
static cfg_opt_t
root_option(struct tix_dt_schema *c)
{
	const struct tix_dt_statement *st = c->statement;
	const struct tix_dt_kind_info *k;

	if (st->kind < 0)
		return string_option(c, "name");
	k = &tix_dt_kinds[st->kind];
	return section_option(c, k->name, k->is_named, options(c,
	    (enum tix_dt_kind)st->kind, st->depth));
}

static cfg_t *
read_statement(struct tix_dt_schema *c, const struct tix_dt_statement *st)
{
	cfg_opt_t root[2] = { { 0 }, { 0 } };
	cfg_t *cfg;

	c->statement = st;
	root[0] = root_option(c);
	cfg = cfg_init(root, CFGF_NONE);
	if (cfg == NULL)
		return NULL;
	cfg_set_error_function(cfg, on_error);
	if (cfg_parse_buf(cfg, st->text) == CFG_SUCCESS)
		return cfg;
	cfg_free(cfg);
	return NULL;
}

static void
take_option(struct tix_dt *dt, cfg_opt_t *opt, struct tix_dt_option *out)
{
	const unsigned n = opt->nvalues < TIX_DESKTEXT_LIST_MAX ?
	    opt->nvalues : TIX_DESKTEXT_LIST_MAX;
	struct tix_dt_value *v = tix_arena_array(dt->mem, n, sizeof *v);

	out->key = tix_arena_dup(dt->mem, opt->name);
	out->values = v;
	out->n = n;
	for (unsigned i = 0; i < n; i++) {
		char *text;

		v[i].line = strtoll(cfg_opt_getnstr(opt, i), &text, 10);
		v[i].place = strtoull(text + 1, &text, 10);
		v[i].text = tix_arena_dup(dt->mem, text + 1);
	}
	if (opt->nvalues > n)
		tix_dt_complain(dt, v[n - 1].line, "%s: %u values; at most "
		    "%u", out->key, opt->nvalues, n);
}

static int
by_place(const void *a, const void *b)
{
	const struct tix_dt_option *p = a, *q = b;

	return p->values[0].place < q->values[0].place ? -1 : 1;
}

static struct tix_dt_section *take_section(struct tix_dt_schema *c,
    cfg_t *cfg, enum tix_dt_kind kind);

static void
take_children(struct tix_dt_schema *c, cfg_opt_t *opt,
    struct tix_dt_section *s)
{
	struct tix_dt_section **last = &s->children;

	for (unsigned i = 0; i < opt->nvalues; i++) {
		*last = take_section(c, cfg_opt_getnsec(opt, i),
		    tix_dt_kinds[s->kind].inside);
		last = &(*last)->next;
	}
}

/* Sections come as they begin in the text, whose lines are known. */
static struct tix_dt_section *
take_section(struct tix_dt_schema *c, cfg_t *cfg, enum tix_dt_kind kind)
{
	struct tix_dt *dt = c->dt;
	struct tix_dt_section *s = tix_arena_alloc(dt->mem, sizeof *s);
	size_t n = 0;

	for (cfg_opt_t *o = cfg->opts; o->name != NULL; o++)
		n += o->nvalues > 0;
	s->kind = kind;
	s->name = tix_arena_dup(dt->mem, cfg_title(cfg));
	s->line = dt->openings[c->opening++];
	s->options = tix_arena_array(dt->mem, n + 1, sizeof *s->options);
	for (cfg_opt_t *o = cfg->opts; o->name != NULL; o++)
		if (o->type == CFGT_SEC)
			take_children(c, o, s);
		else if (o->nvalues > 0)
			take_option(dt, o, &s->options[s->noptions++]);
	qsort(s->options, s->noptions, sizeof *s->options, by_place);
	return s;
}

static void
take_statement(struct tix_dt_schema *c, cfg_t *cfg)
{
	struct tix_dt *dt = c->dt;
	const struct tix_dt_statement *st = c->statement;
	struct tix_dt_option name;
	struct tix_dt_section *s;

	if (st->kind < 0) {
		if (dt->name != NULL)
			tix_dt_complain(dt, st->line,
			    "the desk has a name already: '%s'", dt->name);
		take_option(dt, &cfg->opts[0], &name);
		dt->name = name.values[0].text;
		if (name.n > 1 || *dt->name == '\0' ||
		    strlen(dt->name) > TIX_NAME_MAX)
			tix_dt_complain(dt, st->line, "the desk's name is "
			    "one text of 1 to %d bytes", TIX_NAME_MAX);
		return;
	}
	s = take_section(c, cfg_opt_getnsec(&cfg->opts[0], 0),
	    (enum tix_dt_kind)st->kind);
	if (dt->last[st->kind] == NULL)
		dt->last[st->kind] = &dt->first[st->kind];
	*dt->last[st->kind] = s;
	dt->last[st->kind] = &s->next;
}

enum tix_status
tix_dt_parse(struct tix_dt *dt)
{
	struct tix_dt_schema c = { .dt = dt, .rule_keys = rule_keys(dt) };

	for (size_t i = 0; i < dt->nstatements; i++) {
		cfg_t *cfg = read_statement(&c, &dt->statements[i]);

		if (cfg == NULL && dt->ncomplaints == 0)
			tix_dt_complain(dt, dt->statements[i].line,
			    "not understood");
		if (cfg == NULL)
			return TIX_NO;
		take_statement(&c, cfg);
		cfg_free(cfg);
	}
	return TIX_OK;
}
