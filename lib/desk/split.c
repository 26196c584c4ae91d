/*
 * One text into statements: a section with all in it, or the desk's name.
 * Fields that the text declares are found on the way: they make keys of rules.
 */
#include "text.h"

#include <string.h>

/* More than any section has keys. */
#define WORDS_MAX (4 * TIX_DESKTEXT_THINGS_MAX)

static int
kind_of(const struct tix_dt_lexer *x)
{
	for (int k = 0; k < TIX_DT_KINDS; k++)
		if (!tix_dt_kinds[k].is_inside &&
		    tix_dt_is(x, tix_dt_kinds[k].name))
			return k;
	return -1;
}

static enum tix_status
unknown(struct tix_dt_lexer *x)
{
	struct tix_buf b = { .arena = x->dt->mem };

	for (int k = 0; k < TIX_DT_KINDS; k++)
		if (!tix_dt_kinds[k].is_inside)
			tix_buf_printf(&b, "%s, ", tix_dt_kinds[k].name);
	tix_dt_complain(x->dt, x->token_line,
	    "nothing of a desk is called '%.*s'; there are: %sname, include",
	    (int)x->len, x->token, tix_buf_text(&b));
	return TIX_NO;
}

static enum tix_status
not_here(struct tix_dt_lexer *x, enum tix_dt_token t, const char *behind)
{
	if (t == TIX_DT_END)
		tix_dt_complain(x->dt, x->token_line,
		    "the text ends behind '%s'", behind);
	else if (t != TIX_DT_BAD)
		tix_dt_complain(x->dt, x->token_line,
		    "'%.*s' cannot stand behind '%s'", (int)x->len, x->token,
		    behind);
	return TIX_NO;
}

static bool
is_sign(const struct tix_dt_lexer *x, enum tix_dt_token t, char sign)
{
	return t == TIX_DT_SIGN && *x->token == sign;
}

/*
 * What may pause a clock may be nothing; it must be seen to be there, as an
 * empty text, since the library makes nothing of an empty list.
 */
static bool
may_be_empty(struct tix_dt_lexer *x, const char *open, const char *key)
{
	if (strcmp(key, "pause") != 0)
		return false;
	x->blank[open - x->text] = x->blank[x->token - x->text] = '"';
	return true;
}

/* Behind "=": a value, or a list that is not empty. */
static enum tix_status
pass_value(struct tix_dt_lexer *x, const char *key)
{
	enum tix_dt_token t = tix_dt_next(x);
	const char *open = x->token;
	bool is_empty = true;

	if (t == TIX_DT_WORD || t == TIX_DT_QUOTED)
		return TIX_OK;
	if (!is_sign(x, t, '{'))
		return not_here(x, t, "=");
	while (t = tix_dt_next(x), !is_sign(x, t, '}')) {
		if (t != TIX_DT_WORD && t != TIX_DT_QUOTED &&
		    !is_sign(x, t, ','))
			return not_here(x, t, "{");
		is_empty = is_empty && is_sign(x, t, ',');
	}
	if (!is_empty || may_be_empty(x, open, key))
		return TIX_OK;
	tix_dt_complain(x->dt, x->token_line, "an empty list says nothing; "
	    "leave it out");
	return TIX_NO;
}

static void
add_opening(struct tix_dt_lexer *x, int64_t line)
{
	struct tix_dt *dt = x->dt;

	TIX_DT_MORE(dt, dt->openings, dt->nopenings, dt->openings_cap);
	dt->openings[dt->nopenings++] = line;
}

/* The word at hand, which may be a key; "" for one too many. */
static const char *
add_key(struct tix_dt_lexer *x, struct tix_dt_statement *st)
{
	if (st->nkeys == WORDS_MAX)
		return "";
	for (size_t i = 0; i < st->nkeys; i++)
		if (tix_dt_is(x, st->keys[i]))
			return st->keys[i];
	TIX_DT_MORE(x->dt, st->keys, st->nkeys, st->keys_cap);
	return st->keys[st->nkeys++] = tix_arena_dup_n(x->dt->mem, x->token,
	    x->len);
}

static enum tix_status
too_deep(struct tix_dt_lexer *x)
{
	tix_dt_complain(x->dt, x->token_line,
	    "rules stand in rules %d deep at most", TIX_RULE_DEPTH_MAX);
	return TIX_NO;
}

static enum tix_status
too_many(struct tix_dt_lexer *x)
{
	tix_dt_complain(x->dt, x->token_line, "more than %d rules",
	    TIX_RULES_MAX);
	return TIX_NO;
}

/* Behind the '{' of a section: up to its end, with sections inside. */
static enum tix_status
pass_section(struct tix_dt_lexer *x, struct tix_dt_statement *st)
{
	const struct tix_dt_kind_info *inside =
	    &tix_dt_kinds[tix_dt_kinds[st->kind].inside];
	bool is_name = false; /* of what stands inside, behind its word */
	const size_t first = x->dt->nopenings;
	const char *key = "";
	size_t depth = 1;

	add_opening(x, st->line);
	st->depth = 1;
	while (depth > 0) {
		enum tix_dt_token t = tix_dt_next(x);

		if (t == TIX_DT_END || t == TIX_DT_BAD)
			return not_here(x, t, "{");
		if (t == TIX_DT_WORD && !is_name)
			key = add_key(x, st);
		is_name = t == TIX_DT_WORD && !is_name &&
		    inside->is_named && tix_dt_is(x, inside->name);
		if (t == TIX_DT_APPEND || is_sign(x, t, '=')) {
			if (pass_value(x, key) != TIX_OK)
				return TIX_NO;
		} else if (is_sign(x, t, '{')) {
			if (++depth > TIX_RULE_DEPTH_MAX)
				return too_deep(x);
			if (x->dt->nopenings - first == TIX_RULES_MAX)
				return too_many(x);
			add_opening(x, x->token_line);
			if (depth > st->depth)
				st->depth = depth;
		} else if (is_sign(x, t, '}'))
			depth--;
		else if (t == TIX_DT_SIGN)
			return not_here(x, t, "a value");
	}
	return TIX_OK;
}

static void
add_own(struct tix_dt *dt, const char *name)
{
	if (dt->nown == TIX_DESKTEXT_THINGS_MAX)
		return; /* complained about where they are declared */
	for (size_t i = 0; i < dt->nown; i++)
		if (strcmp(dt->own[i], name) == 0)
			return;
	TIX_DT_MORE(dt, dt->own, dt->nown, dt->own_cap);
	dt->own[dt->nown++] = name;
}

/* The name of a token, without its quotes. */
static const char *
name_of(struct tix_dt_lexer *x, enum tix_dt_token t)
{
	size_t quote = t == TIX_DT_QUOTED;

	return tix_arena_dup_n(x->dt->mem, x->token + quote,
	    x->len - 2 * quote);
}

/* Behind the word that begins a section. */
static enum tix_status
read_section(struct tix_dt_lexer *x, struct tix_dt_statement *st)
{
	const struct tix_dt_kind_info *k = &tix_dt_kinds[st->kind];
	enum tix_dt_token t = tix_dt_next(x);
	const bool is_named = t == TIX_DT_WORD || t == TIX_DT_QUOTED;

	if (is_named && k->is_named) {
		if (st->kind == TIX_DT_FIELD)
			add_own(x->dt, name_of(x, t));
		t = tix_dt_next(x);
	} else if (is_sign(x, t, '{') && k->is_named) {
		tix_dt_complain(x->dt, x->token_line, "%s wants a name: "
		    "%s NAME { ... }", k->one, k->name);
		return TIX_NO;
	}
	if (!is_sign(x, t, '{'))
		return not_here(x, t, k->name);
	return pass_section(x, st);
}

static enum tix_status
read_statement(struct tix_dt_lexer *x, enum tix_dt_token t,
    struct tix_dt_statement *st)
{
	st->line = x->token_line;
	st->kind = kind_of(x);
	if (t != TIX_DT_WORD)
		return not_here(x, t, "the end of a section");
	if (st->kind >= 0)
		return read_section(x, st);
	if (!tix_dt_is(x, "name"))
		return unknown(x);
	t = tix_dt_next(x);
	return is_sign(x, t, '=') ? pass_value(x, "name") :
	    not_here(x, t, "name");
}

enum tix_status
tix_dt_split(struct tix_dt *dt)
{
	struct tix_dt_lexer x = { .dt = dt, .line = 1 };
	enum tix_status s = TIX_OK;
	enum tix_dt_token t;

	x.at = x.text = tix_buf_text(&dt->source);
	x.blank = tix_arena_dup(dt->mem, x.text);
	while (s == TIX_OK && (t = tix_dt_next(&x)) != TIX_DT_END) {
		struct tix_dt_statement *st;
		const char *from = x.token;

		if (t == TIX_DT_BAD)
			return TIX_NO;
		TIX_DT_MORE(dt, dt->statements, dt->nstatements,
		    dt->statements_cap);
		st = &dt->statements[dt->nstatements++];
		s = read_statement(&x, t, st);
		st->text = tix_arena_printf(dt->mem, "%.*s\n",
		    (int)(x.at - from), x.blank + (from - x.text));
	}
	return s;
}
