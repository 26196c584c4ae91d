/*
 * The rules of a compiled desk: found at once, read when they are wanted.
 */
#include <tix/regex.h>
#include <tix/rule.h>

#include <string.h>

/* A line of the tail: "r DEPTH LITERALS JSON". */
struct line {
	size_t depth;
	const char *literals;
	size_t nliterals;
	const char *json;
	size_t len;
	struct tix_rule *rule; /* once read */
};

struct tix_rules {
	struct tix_arena *mem;
	struct tix_regex *regex;     /* the first, whose space all use */
	const struct tix_desk *desk; /* whose own fields keys may name */
	struct line *line;
	size_t n;
};

static enum tix_status
bad(struct tix *tx, size_t i)
{
	return tix_fail(tx, TIX_INVALID, "desk: rule %zu cannot be read",
	    i + 1);
}

/* The part up to the next TAB, which is passed over; NULL without one. */
static const char *
part(const char **s, const char *end, size_t *n)
{
	const char *from = *s;
	const char *tab = memchr(from, '\t', (size_t)(end - from));

	if (tab == NULL)
		return NULL;
	*n = (size_t)(tab - from);
	*s = tab + 1;
	return from;
}

static bool
read_line(const char *s, const char *end, struct line *l)
{
	size_t n;
	const char *depth;

	s += 2; /* "r" and its TAB */
	depth = part(&s, end, &n);
	if (depth == NULL || n != 1 || *depth < '0' ||
	    *depth >= '0' + TIX_RULE_DEPTH_MAX)
		return false;
	l->depth = (size_t)(*depth - '0');
	l->literals = part(&s, end, &l->nliterals);
	l->json = s;
	l->len = (size_t)(end - s);
	return l->literals != NULL;
}

static size_t
count_lines(const char *tail)
{
	size_t n = 0;

	while (*tail != '\0') {
		n += tail[0] == 'r' && tail[1] == '\t';
		tail = strchrnul(tail, '\n');
		tail += *tail != '\0';
	}
	return n;
}

enum tix_status
tix_rules_new(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *desk, struct tix_rules **rules)
{
	struct tix_rules *r = tix_arena_alloc(mem, sizeof *r);
	const char *end, *s = desk->tail;
	size_t deepest = 0;

	*rules = r;
	r->mem = mem;
	r->desk = desk;
	r->line = tix_arena_array(mem, count_lines(s) + 1, sizeof *r->line);
	for (; *s != '\0'; s = *end == '\0' ? end : end + 1) {
		end = strchrnul(s, '\n');
		if (s[0] != 'r' || s[1] != '\t')
			continue;
		if (r->n == TIX_RULES_MAX)
			return tix_fail(tx, TIX_INVALID,
			    "desk: more than %d rules", TIX_RULES_MAX);
		if (!read_line(s, end, &r->line[r->n]) ||
		    r->line[r->n].depth > deepest)
			return bad(tx, r->n);
		deepest = r->line[r->n++].depth + 1;
	}
	return TIX_OK;
}

size_t
tix_rules_count(const struct tix_rules *rules)
{
	return rules == NULL ? 0 : rules->n;
}

size_t
tix_rules_depth(const struct tix_rules *rules, size_t i)
{
	return rules->line[i].depth;
}

const char *
tix_rules_literals(const struct tix_rules *rules, size_t i, size_t *len)
{
	*len = rules->line[i].nliterals;
	return rules->line[i].literals;
}

static bool
has_patterns(enum tix_match_what what)
{
	return what == TIX_MATCH_PATTERN || what == TIX_MATCH_TEXT ||
	    what == TIX_MATCH_LABEL || what == TIX_MATCH_WORDS;
}

static void
make_room(const struct tix_rules *r, struct tix_matcher *m)
{
	size_t n = 0;

	while (m->values[n] != NULL)
		n++;
	m->regex = tix_arena_array(r->mem, n, sizeof *m->regex);
}

enum tix_status
tix_rules_regex(struct tix *tx, struct tix_rules *rules,
    const struct tix_matcher *m, size_t value, struct tix_regex **re)
{
	const char *pattern = m->values[value];
	enum tix_status s = TIX_OK;

	if (m->what == TIX_MATCH_LABEL && (!tix_label_read(m->values[value],
	    &pattern) || pattern == NULL))
		return tix_fail(tx, TIX_INVALID, "no pattern: '%s'",
		    m->values[value]);
	if (m->what == TIX_MATCH_WORDS && m->regex[value] == NULL)
		pattern = tix_regex_word(rules->mem, pattern);
	if (m->regex[value] == NULL)
		s = tix_regex_keep(tx, rules->mem, rules->regex, pattern,
		    &m->regex[value]);
	*re = m->regex[value];
	if (rules->regex == NULL)
		rules->regex = *re;
	return s;
}

/* ["key","value",...]: the values, NULL-ended, or NULL. */
static const char *const *
values_of(struct tix_arena *mem, const struct tix_json *list,
    const char **key)
{
	const struct tix_json *v;
	const char **values;
	size_t n = 0;

	if (list->type != TIX_JSON_ARRAY || list->child == NULL ||
	    list->child->type != TIX_JSON_STRING || list->child->next == NULL)
		return NULL;
	*key = list->child->text;
	for (v = list->child->next; v != NULL; v = v->next)
		n++;
	values = tix_arena_array(mem, n + 1, sizeof *values);
	n = 0;
	for (v = list->child->next; v != NULL; v = v->next) {
		if (v->type != TIX_JSON_STRING)
			return NULL;
		values[n++] = v->text;
	}
	return values;
}

static const struct tix_json *
list_of(const struct tix_json *root, const char *name, size_t *n)
{
	const struct tix_json *list = tix_json_get(root, name);
	const struct tix_json *i;

	*n = 0;
	if (list == NULL || list->type != TIX_JSON_ARRAY)
		return NULL;
	for (i = list->child; i != NULL; i = i->next)
		(*n)++;
	return list->child;
}

static bool
read_matchers(const struct tix_rules *r, const struct tix_json *root,
    struct tix_rule *rule)
{
	const struct tix_json *i = list_of(root, "if", &rule->nmatchers);
	struct tix_matcher *m = tix_arena_array(r->mem, rule->nmatchers + 1,
	    sizeof *m);

	rule->matchers = m;
	for (; i != NULL; i = i->next, m++) {
		const char *key = NULL;
		const char *const *values = values_of(r->mem, i, &key);

		if (values == NULL ||
		    !tix_rule_matcher_key(r->desk, key, m))
			return false;
		m->values = values;
		if (has_patterns(m->what))
			make_room(r, m);
		rule->fields |= UINT64_C(1) << m->field;
		if (m->what == TIX_MATCH_TEXT || m->what == TIX_MATCH_WORDS)
			rule->fields |= UINT64_C(1) << TIX_F_BODY;
	}
	return true;
}

static bool
read_actions(const struct tix_rules *r, const struct tix_json *root,
    struct tix_rule *rule)
{
	const struct tix_json *i = list_of(root, "do", &rule->nactions);
	struct tix_action *a = tix_arena_array(r->mem, rule->nactions + 1,
	    sizeof *a);

	rule->actions = a;
	for (; i != NULL; i = i->next, a++) {
		const char *key = NULL;
		const char *const *values = values_of(r->mem, i, &key);

		if (values == NULL || !tix_rule_action_key(r->desk, key, a))
			return false;
		a->values = values;
	}
	return true;
}

/* The rule that 'i' is a child of, or NULL. */
static enum tix_status
parent_of(struct tix *tx, struct tix_rules *r, size_t i,
    const struct tix_rule **parent)
{
	size_t p = i;

	*parent = NULL;
	if (r->line[i].depth == 0)
		return TIX_OK;
	while (r->line[p].depth >= r->line[i].depth)
		p--;
	return tix_rules_get(tx, r, p, parent);
}

enum tix_status
tix_rules_get(struct tix *tx, struct tix_rules *rules, size_t i,
    const struct tix_rule **rule)
{
	struct line *l = &rules->line[i];
	const struct tix_rule *parent;
	struct tix_rule *r;
	struct tix_json *root;
	const struct tix_json *goes_on;
	enum tix_status s = TIX_OK;

	*rule = l->rule;
	if (l->rule != NULL)
		return TIX_OK;
	s = parent_of(tx, rules, i, &parent);
	if (s == TIX_OK)
		s = tix_json_parse(tx, rules->mem, l->json, l->len, &root);
	if (s != TIX_OK)
		return s;
	r = tix_arena_alloc(rules->mem, sizeof *r);
	goes_on = tix_json_get(root, "continue");
	r->name = tix_json_text(root, "name");
	r->line = tix_json_int(root, "line", 0);
	r->depth = l->depth;
	r->goes_on = goes_on != NULL && goes_on->type == TIX_JSON_TRUE;
	if (r->name == NULL || !read_matchers(rules, root, r) ||
	    !read_actions(rules, root, r))
		return bad(tx, i);
	r->path = parent == NULL ? r->name : tix_arena_printf(rules->mem,
	    "%s/%s", parent->path, r->name);
	*rule = l->rule = r;
	return TIX_OK;
}
