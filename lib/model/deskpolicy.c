/*
 * The parts of a compiled desk that working on tickets goes by.
 */
#include "deskread.h"

#include <string.h>

#include <tix/query.h>
#include <tix/rule.h>
#include <tix/template.h>
#include <tix/time.h>

#define CLOSE_AFTER_MAX 3650 /* days */

/* The place of a member's word in a list; -1 for one that is not there. */
static int
word(const struct tix_json *object, const char *name,
    const char *const *words)
{
	const char *s = tix_json_text(object, name);

	for (int i = 0; s != NULL && words[i] != NULL; i++)
		if (strcmp(words[i], s) == 0)
			return i;
	return -1;
}

static enum tix_status
read_templates(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "templates", &n);
	struct tix_answer *t = tix_arena_array(r->mem, n + 1, sizeof *t);
	enum tix_status s = TIX_OK;

	r->desk->answers = t;
	for (; s == TIX_OK && i != NULL; i = i->next, t++) {
		s = tix_desk_read_name(r, i, "template", &t->name);
		if (s == TIX_OK && tix_desk_answer(r->desk, t->name) != NULL)
			return tix_desk_bad(r->tx, "a second template",
			    t->name);
		t->help = tix_arena_dup(r->mem, tix_json_text(i, "help"));
		t->text = tix_arena_dup(r->mem, tix_json_text(i, "text"));
		if (s == TIX_OK && t->text == NULL)
			return tix_desk_bad(r->tx, "no text in template",
			    t->name);
		r->desk->nanswers++;
		if (s == TIX_OK)
			s = tix_template_check(r->tx, r->desk, t->name,
			    t->text);
	}
	return s;
}

/* Names that a query, an option or JSON could take for something else. */
bool
tix_desk_is_own_name(const char *s)
{
	for (size_t i = 0; tix_query_names[i].name != NULL; i++)
		if (strcmp(tix_query_names[i].name, s) == 0)
			return false;
	return *s >= 'a' && *s <= 'z' && strlen(s) <= 40 &&
	    strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(s) &&
	    tix_field_find(s) < 0 && !tix_rule_has_key(s);
}

static enum tix_status
read_required(const struct tix_desk_reading *r, const struct tix_json *object,
    struct tix_custom *c)
{
	static const char *const acts[] = { "open", "resolve", "close", NULL };
	size_t n;
	const struct tix_json *i = tix_desk_list(object, "required", &n);

	for (; i != NULL; i = i->next) {
		int k = 0;

		while (acts[k] != NULL && (i->type != TIX_JSON_STRING ||
		    strcmp(acts[k], i->text) != 0))
			k++;
		if (acts[k] == NULL)
			return tix_desk_bad(r->tx, "no such act in the field",
			    c->name);
		c->required |= 1u << k;
	}
	return TIX_OK;
}

static enum tix_status
read_custom(const struct tix_desk_reading *r, const struct tix_json *object,
    struct tix_custom *c)
{
	static const char *const types[] = {
		"text", "integer", "choice", "date", "flag", NULL
	};
	int type = word(object, "type", types);
	enum tix_status s = tix_desk_read_name(r, object, "field", &c->name);
	size_t n;

	if (s != TIX_OK)
		return s;
	if (!tix_desk_is_own_name(c->name))
		return tix_desk_bad(r->tx, "not a name for a field:", c->name);
	if (tix_desk_custom(r->desk, c->name) != NULL)
		return tix_desk_bad(r->tx, "a second field", c->name);
	if (type < 0)
		return tix_desk_bad(r->tx, "no such type in the field",
		    c->name);
	c->type = (enum tix_custom_type)type;
	c->help = tix_arena_dup(r->mem, tix_json_text(object, "help"));
	if (c->type == TIX_C_CHOICE)
		s = tix_desk_read_strings(r, object, "values", &c->values, &n);
	return s == TIX_OK ? read_required(r, object, c) : s;
}

static enum tix_status
read_customs(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "fields", &n);
	struct tix_custom *c = tix_arena_array(r->mem, n + 1, sizeof *c);
	enum tix_status s = TIX_OK;

	r->desk->customs = c;
	for (; s == TIX_OK && i != NULL; i = i->next, c++) {
		s = read_custom(r, i, c);
		r->desk->ncustoms += s == TIX_OK;
	}
	return s;
}

static bool
is_true(const struct tix_json *object, const char *name)
{
	const struct tix_json *v = tix_json_get(object, name);

	return v != NULL && v->type == TIX_JSON_TRUE;
}

static enum tix_status
read_resolve(const struct tix_desk_reading *r, const struct tix_json *root)
{
	const struct tix_json *o = tix_json_get(root, "resolve");
	struct tix_desk *d = r->desk;

	d->code_required = is_true(o, "code_required");
	d->text_required = is_true(o, "text_required");
	if (tix_json_get(o, "codes") == NULL)
		return TIX_OK;
	return tix_desk_read_strings(r, o, "codes", &d->codes, &d->ncodes);
}

/* Why tickets go back down, where the desk does not say. */
static const char *const return_codes[] = {
	"missing-information", "wrong-level", "solved-with-knowledge",
	"not-a-fault", "duplicate", "other", NULL
};

static enum tix_status
read_return(const struct tix_desk_reading *r, const struct tix_json *root)
{
	const struct tix_json *o = tix_json_get(root, "return");
	size_t n;

	r->desk->return_codes = return_codes;
	if (tix_json_get(o, "codes") == NULL)
		return TIX_OK;
	return tix_desk_read_strings(r, o, "codes", &r->desk->return_codes,
	    &n);
}

static enum tix_status
read_close(const struct tix_desk_reading *r, const struct tix_json *root)
{
	static const char *const children[] = {
		[TIX_REFUSE] = "refuse", [TIX_CASCADE] = "cascade",
		[TIX_LEAVE] = "leave", NULL
	};
	const struct tix_json *o = tix_json_get(root, "close");
	int which = word(o, "children", children);

	if (tix_json_get(o, "children") != NULL && which < 0)
		return tix_desk_bad(r->tx, "not refuse, cascade or leave in",
		    "close");
	r->desk->children = which < 0 ? TIX_REFUSE : (enum tix_children)which;
	r->desk->close_after = tix_json_int(o, "after_days", 0);
	if (r->desk->close_after < 0 || r->desk->close_after > CLOSE_AFTER_MAX)
		return tix_desk_bad(r->tx, "not 0 to 3650 days in", "close");
	return TIX_OK;
}

static enum tix_status
read_waiting(const struct tix_desk_reading *r, const struct tix_json *root)
{
	const struct tix_json *o = tix_json_get(root, "waiting");
	const char *then = tix_json_text(o, "then");
	struct tix_desk *d = r->desk;

	if (o == NULL)
		return TIX_OK;
	d->remind.time = tix_json_int(o, "remind", 0);
	d->remind.days = tix_json_int(o, "days", 0);
	d->reminders = tix_json_int(o, "reminders", 0);
	d->silent_then = then == NULL ? 0 :
	    tix_name_number(tix_then_names, then);
	if ((then != NULL && d->silent_then == 0) || d->reminders < 1 ||
	    d->remind.time < 0 || d->remind.time > TIX_DURATION_MAX ||
	    d->remind.days < 0 || d->remind.days > CLOSE_AFTER_MAX ||
	    (d->remind.time > 0) == (d->remind.days > 0))
		return tix_desk_bad(r->tx, "no way to remind in", "waiting");
	return TIX_OK;
}

enum tix_status
tix_desk_read_policy(const struct tix_desk_reading *r,
    const struct tix_json *root)
{
	enum tix_status s = read_customs(r, root);

	if (s == TIX_OK)
		s = read_templates(r, root); /* which name those */
	if (s == TIX_OK)
		s = read_resolve(r, root);
	if (s == TIX_OK)
		s = read_return(r, root);
	if (s == TIX_OK)
		s = read_waiting(r, root);
	return s == TIX_OK ? read_close(r, root) : s;
}
