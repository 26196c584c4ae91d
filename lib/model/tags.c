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

/* The first word of 'tags' and its length; NULL where there is none. */
static const char *
next_word(const char *tags, size_t *n)
{
	tags += strspn(tags, " ,\t\n");
	*n = strcspn(tags, " ,\t\n");
	return *n > 0 ? tags : NULL;
}

static bool
has(const char *tags, const char *word, size_t len)
{
	size_t n;

	if (tags == NULL)
		return false;
	while ((tags = next_word(tags, &n)) != NULL) {
		if (n == len && memcmp(tags, word, n) == 0)
			return true;
		tags += n;
	}
	return false;
}

bool
tix_tags_has(const char *tags, const char *word)
{
	return has(tags, word, strlen(word));
}

size_t
tix_tags_count(const char *tags)
{
	size_t count = 0, n;

	for (; tags != NULL && (tags = next_word(tags, &n)) != NULL; tags += n)
		count++;
	return count;
}

size_t
tix_tags_longest(const char *tags)
{
	size_t longest = 0, n;

	for (; tags != NULL && (tags = next_word(tags, &n)) != NULL; tags += n)
		if (n > longest)
			longest = n;
	return longest;
}

const char *
tix_tags_drop(struct tix_arena *mem, const char *tags, const char *drop)
{
	struct tix_buf b = { .arena = mem };
	size_t n;

	for (; tags != NULL && (tags = next_word(tags, &n)) != NULL;
	    tags += n) {
		if (has(drop, tags, n))
			continue;
		if (b.len > 0)
			tix_buf_char(&b, ' ');
		tix_buf_add(&b, tags, n);
	}
	return b.len > 0 ? tix_buf_text(&b) : NULL;
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
