/*
 * Reading the text of a query: blanks, words, values, and the place that is
 * wrong.
 */
#include "queryread.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <tix/point.h>

bool
tix_query_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void
tix_query_blanks(struct tix_query_reader *r)
{
	while (tix_query_is_blank(*r->at))
		r->at++;
}

/* Does a bare word or value end at 'c'? */
static bool
is_end(char c)
{
	return c == '\0' || c == '(' || c == ')' || c == '"' ||
	    tix_query_is_blank(c);
}

bool
tix_query_keyword(const struct tix_query_reader *r, const char *word)
{
	size_t n = strlen(word);

	/* All small or all capitals: "Not" is a word of somebody's subject. */
	if (strncasecmp(r->at, word, n) != 0 || !is_end(r->at[n]))
		return false;
	return (isupper((unsigned char)r->at[0]) != 0) ==
	    (isupper((unsigned char)r->at[1]) != 0) &&
	    (isupper((unsigned char)r->at[0]) != 0) ==
	    (isupper((unsigned char)r->at[n - 1]) != 0);
}

enum tix_status
tix_query_point(struct tix_query_reader *r, const char *at,
    enum tix_status status)
{
	struct tix_arena *mem = r->tx->mem;
	const char *place = tix_point(mem, r->text, at), *words;
	size_t room;

	words = tix_arena_dup(mem, r->tx->error);
	room = sizeof r->tx->error - strlen("query: ") - strlen(place) - 1;
	/* The place matters more than the end of a long list. */
	if (strlen(words) > room)
		return tix_fail(r->tx, status, "query: %.*s...%s",
		    (int)room - 3, words, place);
	return tix_fail(r->tx, status, "query: %s%s", words, place);
}

/* What is between quotes; r->at is at the first. */
static enum tix_status
quoted(struct tix_query_reader *r, bool pattern, const char **text)
{
	struct tix_buf b = { .arena = r->tx->run };
	const char *s = r->at + 1;

	for (; *s != '\0' && *s != '"'; s++) {
		if (*s == '\\' && (s[1] == '\\' || s[1] == '"')) {
			if (pattern)
				tix_buf_char(&b, *s);
			s++;
		}
		tix_buf_char(&b, *s);
	}
	if (*s == '\0') {
		tix_fail(r->tx, TIX_INVALID, "this quote is never closed");
		return tix_query_point(r, r->at, TIX_INVALID);
	}
	r->at = s + 1;
	*text = tix_buf_text(&b);
	return TIX_OK;
}

/* Take up to 'end' as it is. */
static enum tix_status
bare(struct tix_query_reader *r, const char *end, struct tix_query_piece *p)
{
	p->text = tix_arena_dup_n(r->tx->run, r->at, (size_t)(end - r->at));
	r->at = end;
	return TIX_OK;
}

enum tix_status
tix_query_word(struct tix_query_reader *r, struct tix_query_piece *p)
{
	const char *end = r->at;

	*p = (struct tix_query_piece){ .at = r->at };
	p->quoted = *r->at == '"';
	if (p->quoted)
		return quoted(r, false, &p->text);
	while (!is_end(*end))
		end++;
	return bare(r, end, p);
}

enum tix_status
tix_query_piece(struct tix_query_reader *r, struct tix_query_piece *p)
{
	const char *end = r->at;

	*p = (struct tix_query_piece){ .at = r->at };
	p->quoted = *r->at == '"';
	if (p->quoted)
		return quoted(r, false, &p->text);
	while (!is_end(*end) && *end != ',' &&
	    !(end[0] == '.' && end[1] == '.'))
		end++;
	return bare(r, end, p);
}

enum tix_status
tix_query_pattern(struct tix_query_reader *r, struct tix_query_piece *p)
{
	const char *end = r->at;
	size_t open = 0;

	*p = (struct tix_query_piece){ .at = r->at };
	p->quoted = *r->at == '"';
	if (p->quoted)
		return quoted(r, true, &p->text);
	for (; *end != '\0' && !tix_query_is_blank(*end); end++) {
		if (*end == ')' && open-- == 0)
			break;
		open += *end == '(';
		if (*end == '\\' && end[1] != '\0' &&
		    !tix_query_is_blank(end[1]))
			end++;
	}
	return bare(r, end, p);
}

enum tix_status
tix_query_term_end(struct tix_query_reader *r)
{
	if (*r->at == '\0' || *r->at == ')' || tix_query_is_blank(*r->at))
		return TIX_OK;
	tix_fail(r->tx, TIX_INVALID, "a blank is wanted here; put text that"
	    " holds quotes, commas, parentheses or '..' in quotes");
	return tix_query_point(r, r->at, TIX_INVALID);
}
