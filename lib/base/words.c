/*
 * A line as a shell's words, without a shell.
 */
#include <tix/words.h>

#include <string.h>

#define BLANKS " \t\n"

static enum tix_status
no_end(struct tix *tx, const char *what, const char *from)
{
	return tix_fail(tx, TIX_INVALID, "%s without an end: '%s'", what,
	    from);
}

static enum tix_status
read_single(struct tix *tx, const char **s, struct tix_buf *word)
{
	const char *from = *s, *end = strchr(from + 1, '\'');

	if (end == NULL)
		return no_end(tx, "a quote", from);
	tix_buf_add(word, from + 1, (size_t)(end - from - 1));
	*s = end + 1;
	return TIX_OK;
}

static enum tix_status
read_double(struct tix *tx, const char **s, struct tix_buf *word)
{
	const char *from = *s, *c = from + 1;

	for (; *c != '"'; c++) {
		if (*c == '\0')
			return no_end(tx, "a quote", from);
		if (*c != '\\' || c[1] == '\0' ||
		    strchr("$`\"\\\n", c[1]) == NULL)
			tix_buf_char(word, *c);
		else if (*++c != '\n')
			tix_buf_char(word, *c);
	}
	*s = c + 1;
	return TIX_OK;
}

/* '*is_word' tells an empty word in quotes from none. */
static enum tix_status
read_plain(struct tix *tx, const char **s, struct tix_buf *word, bool *is_word)
{
	const char *c = *s;

	*s += 1;
	if (*c == '\\') {
		if (c[1] == '\0')
			return no_end(tx, "a backslash", c);
		*s += 1;
		if (*++c == '\n')
			return TIX_OK;
	}
	*is_word = true;
	tix_buf_char(word, *c);
	return TIX_OK;
}

/* The next word, or NULL where only blanks are left. */
static enum tix_status
read_word(struct tix *tx, struct tix_arena *mem, const char **s, char **word)
{
	struct tix_buf b = { .arena = mem };
	enum tix_status status = TIX_OK;
	bool is_word = false;

	*s += strspn(*s, BLANKS);
	while (status == TIX_OK && **s != '\0' &&
	    strchr(BLANKS, **s) == NULL) {
		is_word = is_word || **s == '\'' || **s == '"';
		if (**s == '\'')
			status = read_single(tx, s, &b);
		else if (**s == '"')
			status = read_double(tx, s, &b);
		else
			status = read_plain(tx, s, &b, &is_word);
	}
	*word = is_word ? tix_arena_dup(mem, tix_buf_text(&b)) : NULL;
	return status;
}

enum tix_status
tix_words_split(struct tix *tx, struct tix_arena *mem, const char *text,
    char ***words, size_t *n)
{
	char **list = tix_arena_array(mem, TIX_WORDS_MAX + 1, sizeof *list);
	enum tix_status s = TIX_OK;
	char *word;

	*words = list;
	*n = 0;
	while (s == TIX_OK && *text != '\0') {
		s = read_word(tx, mem, &text, &word);
		if (s != TIX_OK || word == NULL)
			continue;
		if (*n == TIX_WORDS_MAX)
			return tix_fail(tx, TIX_INVALID, "more than %d words",
			    TIX_WORDS_MAX);
		list[(*n)++] = word;
	}
	list[*n] = NULL;
	return s;
}
