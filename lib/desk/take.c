/*
 * Values of the tree by their type, with one wording for what is wrong.
 */
#include "text.h"

#include <stdlib.h>
#include <string.h>

#include <tix/utf8.h>

#define TEXT_MAX 2000 /* bytes of one value */

const struct tix_dt_option *
tix_dt_option(const struct tix_dt_section *s, const char *key)
{
	for (size_t i = 0; s != NULL && i < s->noptions; i++)
		if (strcmp(s->options[i].key, key) == 0)
			return &s->options[i];
	return NULL;
}

int64_t
tix_dt_line(const struct tix_dt_section *s, const char *key)
{
	const struct tix_dt_option *o = tix_dt_option(s, key);

	return o != NULL ? o->values[0].line : s != NULL ? s->line : 0;
}

static bool
check_text(struct tix_dt *dt, const char *key, const struct tix_dt_value *v,
    bool may_have_lines)
{
	size_t max = may_have_lines ? TIX_BODY_MAX : TEXT_MAX;

	if (*v->text == '\0')
		tix_dt_complain(dt, v->line, "%s: an empty value says "
		    "nothing; leave it out", key);
	else if (strlen(v->text) > max)
		tix_dt_complain(dt, v->line, "%s: %zu bytes; at most %zu",
		    key, strlen(v->text), max);
	else if (!may_have_lines && !tix_is_one_line(v->text))
		tix_dt_complain(dt, v->line,
		    "%s: a control character, or more than one line", key);
	else
		return true;
	return false;
}

/* The one value of a key; NULL without, or where it was complained about. */
static const struct tix_dt_value *
one_value(struct tix_dt *dt, const struct tix_dt_section *s, const char *key,
    bool may_have_lines)
{
	const struct tix_dt_option *o = tix_dt_option(s, key);

	if (o == NULL)
		return NULL;
	if (o->n > 1) {
		tix_dt_complain(dt, o->values[1].line,
		    "%s takes one value, not %zu", key, o->n);
		return NULL;
	}
	return check_text(dt, key, &o->values[0], may_have_lines) ?
	    &o->values[0] : NULL;
}

const char *
tix_dt_text(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key)
{
	const struct tix_dt_value *v = one_value(dt, s, key, false);

	return v == NULL ? NULL : v->text;
}

const char *
tix_dt_body(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key)
{
	const struct tix_dt_value *v = one_value(dt, s, key, true);

	return v == NULL ? NULL : v->text;
}

bool
tix_dt_number(const char *text, int64_t *n)
{
	const char *digits = text + (*text == '+' || *text == '-');
	size_t len = strlen(digits);

	if (len == 0 || len > 15 || strspn(digits, "0123456789") != len)
		return false;
	*n = strtoll(text, NULL, 10);
	return true;
}

int64_t
tix_dt_int(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, int64_t otherwise, int64_t min, int64_t max)
{
	const struct tix_dt_value *v = one_value(dt, s, key, false);
	int64_t n;

	if (v == NULL)
		return otherwise;
	if (tix_dt_number(v->text, &n) && n >= min && n <= max)
		return n;
	tix_dt_complain(dt, v->line, "%s: '%s' is not a whole number from "
	    "%" PRId64 " to %" PRId64, key, v->text, min, max);
	return otherwise;
}

int
tix_dt_truth(const char *text)
{
	static const char *const words[] = {
		"no", "yes", "false", "true", "off", "on", NULL
	};

	int64_t n = tix_name_number(words, text);

	return n == 0 ? -1 : (int)(n - 1) % 2;
}

bool
tix_dt_bool(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, bool otherwise)
{
	const struct tix_dt_value *v = one_value(dt, s, key, false);
	int truth;

	if (v == NULL)
		return otherwise;
	truth = tix_dt_truth(v->text);
	if (truth >= 0)
		return truth == 1;
	tix_dt_complain(dt, v->line,
	    "%s: '%s' is neither true nor false", key, v->text);
	return otherwise;
}

const char *const *
tix_dt_list(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key)
{
	static const char *const none[] = { NULL };
	const struct tix_dt_option *o = tix_dt_option(s, key);
	const char **list;
	size_t n = 0;

	if (o == NULL)
		return none;
	list = tix_arena_array(dt->mem, o->n + 1, sizeof *list);
	for (size_t i = 0; i < o->n; i++)
		if (check_text(dt, key, &o->values[i], false))
			list[n++] = o->values[i].text;
	return list;
}

int64_t
tix_dt_choice(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, const char *const *words, int64_t otherwise)
{
	const struct tix_dt_value *v = one_value(dt, s, key, false);
	int64_t n;

	if (v == NULL)
		return otherwise;
	n = tix_name_number(words, v->text);
	if (n > 0)
		return n - 1;
	tix_dt_complain(dt, v->line, "%s: no '%s'; there are: %s", key,
	    v->text, tix_dt_join(dt->mem, words));
	return otherwise;
}

bool
tix_dt_skill(struct tix_dt *dt, const struct tix_dt_value *v,
    struct tix_skill *k)
{
	if (!tix_skill_read(dt->mem, v->text, k)) {
		tix_dt_complain(dt, v->line, "skill '%s': no grade from 1 to "
		    "%d behind the colon", v->text, TIX_GRADE_MAX);
		return false;
	}
	return tix_dt_name(dt, v->line, "skill", k->name);
}

const struct tix_skill *
tix_dt_skills(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key)
{
	const struct tix_dt_option *o = tix_dt_option(s, key);
	struct tix_skill *list = tix_arena_array(dt->mem,
	    o == NULL ? 1 : o->n + 1, sizeof *list);
	size_t n = 0;

	for (size_t i = 0; o != NULL && i < o->n; i++) {
		if (!tix_dt_skill(dt, &o->values[i], &list[n]))
			continue;
		for (size_t k = 0; k < n; k++)
			if (strcmp(list[k].name, list[n].name) == 0)
				tix_dt_complain(dt, o->values[i].line,
				    "skill '%s' is there twice",
				    list[n].name);
		n++;
	}
	list[n] = (struct tix_skill){ 0 };
	return list;
}

void
tix_dt_distinct(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(words[i], words[k]) == 0)
				tix_dt_complain(dt, tix_dt_line(s, key),
				    "%s: '%s' is there twice", key, words[i]);
}

bool
tix_dt_name(struct tix_dt *dt, int64_t line, const char *what,
    const char *name)
{
	if (tix_desk_is_name(name))
		return true;
	tix_dt_complain(dt, line, "'%s' is no name for %s: 1 to %d bytes, no "
	    "blank, comma, colon, quote or bracket", name, what,
	    TIX_NAME_MAX);
	return false;
}
