/*
 * Tags: a sorted list of words in one string.
 */
#include <tix/ticket.h>

#include <stdlib.h>
#include <string.h>

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Cut a list in place; the words are added to 'words', at most 'max'. */
static size_t
split(char *list, const char **words, size_t n, size_t max)
{
	char *save = NULL;
	char *w;

	for (w = strtok_r(list, " ,\t\n", &save); w != NULL && n < max;
	    w = strtok_r(NULL, " ,\t\n", &save))
		words[n++] = w;
	return n;
}

const char *
tix_tags_add(struct tix_arena *mem, const char *tags, const char *add)
{
	size_t max = (tags ? strlen(tags) : 0) / 2 + strlen(add) / 2 + 2;
	const char **words = tix_arena_array(mem, max, sizeof *words);
	struct tix_buf b = { .arena = mem };
	size_t n = 0;

	if (tags != NULL)
		n = split(tix_arena_dup(mem, tags), words, n, max);
	n = split(tix_arena_dup(mem, add), words, n, max);
	if (n == 0)
		return NULL;
	qsort(words, n, sizeof *words, compare);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && strcmp(words[i], words[i - 1]) == 0)
			continue;
		if (b.len > 0)
			tix_buf_char(&b, ' ');
		tix_buf_str(&b, words[i]);
	}
	return tix_buf_text(&b);
}
