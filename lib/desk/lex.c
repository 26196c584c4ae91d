/*
 * The words of a desk's text.  What a lexer of libconfuse would pass over,
 * echo, or take from the environment is refused here, before it sees it.
 */
#include "text.h"

#include <string.h>

#include <tix/utf8.h>

#define SIGNS "{}()=,"
#define WORD_MAX 2000 /* bytes without quotes */

static enum tix_dt_token
bad(struct tix_dt_lexer *x, int64_t line, const char *words)
{
	tix_dt_complain(x->dt, line, "%s", words);
	return TIX_DT_BAD;
}

/* What a remark says is nobody's business further on. */
static void
pass(struct tix_dt_lexer *x)
{
	if (*x->at == '\n')
		x->line++;
	else if (x->blank != NULL)
		x->blank[x->at - x->text] = ' ';
	x->at++;
}

/* Behind blanks and remarks. */
static bool
skip(struct tix_dt_lexer *x)
{
	int64_t line;

	for (;;) {
		while (*x->at != '\0' && strchr(" \t\n", *x->at) != NULL)
			pass(x);
		if (*x->at == '#' || (x->at[0] == '/' && x->at[1] == '/')) {
			while (*x->at != '\0' && *x->at != '\n')
				pass(x);
		} else if (x->at[0] == '/' && x->at[1] == '*') {
			line = x->line;
			pass(x);
			pass(x);
			while (*x->at != '\0' &&
			    (x->at[0] != '*' || x->at[1] != '/'))
				pass(x);
			if (*x->at == '\0') {
				bad(x, line, "a remark '/*' without an end");
				return false;
			}
			pass(x);
			pass(x);
		} else
			return true;
	}
}

static enum tix_dt_token
environment(struct tix_dt_lexer *x)
{
	return bad(x, x->line, "'${' would take a value from the environment; "
	    "write it out, or in single quotes");
}

static enum tix_dt_token
quoted(struct tix_dt_lexer *x)
{
	const char quote = *x->at;

	for (x->at++; *x->at != quote; x->at++) {
		if (*x->at == '\0')
			return bad(x, x->token_line, "a quote without an end");
		if (quote == '"' && x->at[0] == '$' && x->at[1] == '{')
			return environment(x);
		if (*x->at == '\\' && x->at[1] != '\0') {
			x->at++;
			if (quote == '"' && strchr("\\\"nt\n", *x->at) == NULL)
				return bad(x, x->line, "a backslash in double "
				    "quotes stands before \\ \" n t or the "
				    "end of a line; a pattern stands in "
				    "single quotes");
		}
		x->line += *x->at == '\n';
	}
	x->at++;
	return TIX_DT_QUOTED;
}

/* Letters, digits, what is not ASCII, and a few signs. */
static bool
is_plain(char c)
{
	return tix_ascii_letter(c) || (c >= '0' && c <= '9') ||
	    (unsigned char)c >= 0x80 || (c != '\0' &&
	    strchr("_-.:@%~/!?<>&;^|[]", c) != NULL);
}

static enum tix_dt_token
word(struct tix_dt_lexer *x)
{
	while (is_plain(*x->at) && (*x->at != '/' ||
	    (x->at[1] != '/' && x->at[1] != '*')))
		x->at++;
	if (x->at[0] == '$' && x->at[1] == '{')
		return environment(x);
	if (x->at - x->token > WORD_MAX)
		return bad(x, x->line, "a word of more than 2000 bytes");
	if (*x->at != '\0' && strchr(" \t\n#/+'\"" SIGNS, *x->at) == NULL) {
		tix_dt_complain(x->dt, x->line,
		    "'%c' stands in quotes alone", *x->at);
		return TIX_DT_BAD;
	}
	return TIX_DT_WORD;
}

static enum tix_dt_token
read_token(struct tix_dt_lexer *x)
{
	char c = *x->at;

	if (c == '\0')
		return TIX_DT_END;
	if (c == '\'' || c == '"')
		return quoted(x);
	if (c == '+' && x->at[1] == '=') {
		x->at += 2;
		return TIX_DT_APPEND;
	}
	if (strchr(SIGNS, c) != NULL) {
		x->at++;
		return TIX_DT_SIGN;
	}
	if (is_plain(c) || (c == '$' && x->at[1] == '{'))
		return word(x);
	tix_dt_complain(x->dt, x->line, "'%s' stands in quotes alone",
	    (const char[]){ c, '\0' });
	return TIX_DT_BAD;
}

enum tix_dt_token
tix_dt_next(struct tix_dt_lexer *x)
{
	enum tix_dt_token kind;

	if (!skip(x))
		return TIX_DT_BAD;
	x->token = x->at;
	x->token_line = x->line;
	kind = read_token(x);
	x->len = (size_t)(x->at - x->token);
	return kind;
}

bool
tix_dt_is(const struct tix_dt_lexer *x, const char *text)
{
	return x->len == strlen(text) && memcmp(x->token, text, x->len) == 0;
}
