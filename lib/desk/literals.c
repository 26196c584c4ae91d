/*
 * What must be in a text if a pattern is to match it: found where it can be
 * proved, so that most rules need not look at most tickets.  Patterns are
 * caseless, so what is found is lower-case ASCII; whoever looks for it takes
 * U+017F for s and U+212A for k.
 */
#include "text.h"

#include <string.h>

#define LITERAL_MIN 3
#define LITERAL_MAX 40      /* bytes of one; the rest is cut */
#define LITERALS_MAX 2000   /* bytes of all of a rule */
#define GROUPS_MAX 16       /* in one another */

/* A set of literals, one of which is there; empty says nothing. */
struct set {
	const char *text;   /* "a|b" */
	size_t shortest;    /* 0: empty */
};

struct reader {
	struct tix_arena *mem;
	const char *at;
	bool is_beyond;     /* something that is not understood here */
	int depth;
};

static const struct set nothing = { "", 0 };

static struct set
better(struct set a, struct set b)
{
	return b.shortest > a.shortest ? b : a;
}

/* Either of two: both must say something. */
static struct set
either(struct tix_arena *mem, struct set a, struct set b)
{
	size_t shortest = a.shortest < b.shortest ? a.shortest : b.shortest;

	if (shortest == 0 || strlen(a.text) + strlen(b.text) > LITERALS_MAX)
		return nothing;
	return (struct set){ tix_arena_printf(mem, "%s|%s", a.text, b.text),
	    shortest };
}

/* A run of characters that follow each other, as a set. */
struct run {
	char text[LITERAL_MAX + 1];
	size_t n;
};

static struct set
end_run(struct reader *r, struct run *run, struct set best)
{
	struct set s = nothing;

	if (run->n >= LITERAL_MIN)
		s = (struct set){ tix_arena_dup_n(r->mem, run->text, run->n),
		    run->n };
	run->n = 0;
	return better(best, s);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Digits of "{2,5}"; false where the braces are no quantifier. */
static bool
read_braces(struct reader *r, bool *may_be_none)
{
	const char *c = r->at + 1;
	size_t n = strspn(c, "0123456789");

	if (n == 0)
		return false;
	*may_be_none = strspn(c, "0") == n;
	c += n;
	if (*c == ',')
		c += 1 + strspn(c + 1, "0123456789");
	if (*c != '}')
		return false;
	r->at = c + 1;
	return true;
}

/* What stands behind an atom: 0 nothing, 1 it is there, 2 it may not be. */
static int
read_quantifier(struct reader *r)
{
	bool may_be_none = *r->at != '+';

	if (*r->at == '*' || *r->at == '+' || *r->at == '?')
		r->at++;
	else if (*r->at != '{')
		return 0;
	else if (!read_braces(r, &may_be_none)) {
		r->is_beyond = true;
		return 2;
	}
	if (*r->at == '?' || *r->at == '+')
		r->at++;
	return may_be_none ? 2 : 1;
}

/* Behind '[': past the class. */
static void
pass_class(struct reader *r)
{
	r->at++;
	r->at += *r->at == '^';
	r->at += *r->at == ']';
	while (*r->at != ']' && !r->is_beyond) {
		if (*r->at == '\0' || *r->at == '[')
			r->is_beyond = true; /* [:alpha:] and the like */
		else if (*r->at == '\\' && r->at[1] != '\0' &&
		    strchr("QExocNpP0123456789", r->at[1]) == NULL)
			r->at += 2;
		else if (*r->at == '\\')
			r->is_beyond = true;
		else
			r->at++;
	}
	if (!r->is_beyond)
		r->at++;
}

static struct set read_choice(struct reader *r);

/* A group: what its inside says. */
static struct set
read_group(struct reader *r)
{
	struct set s;

	r->at++;
	if (r->at[0] == '?' && r->at[1] == ':')
		r->at += 2;
	else if (*r->at == '?' || *r->at == '*')
		r->is_beyond = true;
	if (++r->depth > GROUPS_MAX)
		r->is_beyond = true;
	s = r->is_beyond ? nothing : read_choice(r);
	r->depth--;
	if (*r->at != ')')
		r->is_beyond = true;
	else
		r->at++;
	return s;
}

/* A character that stands for itself, or 0. */
static char
read_literal(struct reader *r)
{
	char c = *r->at;

	if (c == '\\') {
		c = r->at[1];
		if (c < '!' || c > '~' || c == '|' || (lower(c) >= 'a' &&
		    lower(c) <= 'z') || (c >= '0' && c <= '9'))
			return 0;
		r->at += 2;
		return c;
	}
	if (c < ' ' || c > '~' || strchr(".^$[]{}()*+?|", c) != NULL)
		return 0;
	r->at++;
	return lower(c);
}

/* What is no literal and no group: something, or a place. */
static void
pass_other(struct reader *r)
{
	unsigned char c = (unsigned char)*r->at;

	if (c == '[')
		pass_class(r);
	else if (c == '\\' && r->at[1] != '\0' &&
	    strchr("bBAzZdDwWsShHvV|", r->at[1]) != NULL)
		r->at += 2;
	else if (c == '.' || c == '^' || c == '$')
		r->at++;
	else if (c >= 0x80)
		while (((unsigned char)*++r->at & 0xc0) == 0x80)
			;
	else
		r->is_beyond = true;
}

/* One alternative, up to '|', ')' or the end. */
static struct set
read_sequence(struct reader *r)
{
	struct set best = nothing, inside;
	struct run run = { .n = 0 };

	while (*r->at != '\0' && *r->at != '|' && *r->at != ')' &&
	    !r->is_beyond) {
		char c = read_literal(r);
		int q;

		inside = nothing;
		if (c == 0 && *r->at == '(')
			inside = read_group(r);
		else if (c == 0)
			pass_other(r);
		q = r->is_beyond ? 2 : read_quantifier(r);
		if (c != 0 && q < 2 && run.n < LITERAL_MAX)
			run.text[run.n++] = c;
		if (c == 0 || q > 0 || run.n == LITERAL_MAX)
			best = end_run(r, &run, best);
		if (q < 2)
			best = better(best, inside);
	}
	return end_run(r, &run, best);
}

static struct set
read_choice(struct reader *r)
{
	struct set s = read_sequence(r);

	while (*r->at == '|' && !r->is_beyond) {
		r->at++;
		s = either(r->mem, s, read_sequence(r));
	}
	return s;
}

static struct set
of_pattern(struct tix_arena *mem, const char *pattern)
{
	struct reader r = { .mem = mem, .at = pattern };
	struct set s = read_choice(&r);

	return r.is_beyond || *r.at != '\0' ? nothing : s;
}

/* A word stands for itself; of one with letters beyond ASCII, what is in it. */
static struct set
of_word(struct tix_arena *mem, const char *word)
{
	struct reader r = { .mem = mem };
	struct run run = { .n = 0 };
	struct set best = nothing;

	for (; *word != '\0'; word++) {
		if (*word >= '!' && *word <= '~' && *word != '|')
			run.text[run.n++] = lower(*word);
		else
			best = end_run(&r, &run, best);
		if (run.n == LITERAL_MAX)
			best = end_run(&r, &run, best);
	}
	return end_run(&r, &run, best);
}

const char *
tix_dt_pattern_literals(struct tix_arena *mem, const char *pattern)
{
	return of_pattern(mem, pattern).text;
}

const char *
tix_dt_literals(struct tix_arena *mem, const struct tix_matcher *m,
    size_t *shortest)
{
	const bool is_pattern = m->what == TIX_MATCH_TEXT ||
	    (m->what == TIX_MATCH_PATTERN && (m->field == TIX_F_SUBJECT ||
	    m->field == TIX_F_BODY));
	struct set s = nothing;

	for (size_t i = 0; m->values[i] != NULL; i++) {
		struct set one = is_pattern ? of_pattern(mem, m->values[i]) :
		    of_word(mem, m->values[i]);

		s = i == 0 ? one : either(mem, s, one);
	}
	if (m->negated || (!is_pattern && m->what != TIX_MATCH_WORDS))
		s = nothing;
	*shortest = s.shortest;
	return s.text;
}
