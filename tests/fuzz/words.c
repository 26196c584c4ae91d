/*
 * Any text as words: refused with words, or words that come out the same when
 * each is quoted and all are read again.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/words.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
quote(struct tix_buf *b, const char *word)
{
	tix_buf_char(b, '\'');
	for (; *word != '\0'; word++)
		if (*word == '\'')
			tix_buf_str(b, "'\\''");
		else
			tix_buf_char(b, *word);
	tix_buf_str(b, "' ");
}

static void
check(struct tix *tx, const char *text)
{
	struct tix_buf b = { .arena = tx->mem };
	char **words, **again;
	size_t n, m, bytes = 0;

	if (tix_words_split(tx, tx->mem, text, &words, &n) != TIX_OK) {
		if (tx->error[0] == '\0')
			abort();
		return;
	}
	for (size_t i = 0; i < n; i++) {
		bytes += strlen(words[i]);
		quote(&b, words[i]);
	}
	if (words[n] != NULL || n > TIX_WORDS_MAX || bytes > strlen(text) ||
	    tix_words_split(tx, tx->mem, tix_buf_text(&b), &again, &m) !=
	    TIX_OK || n != m)
		abort();
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], again[i]) != 0)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { 0 };

	tx.run = tx.mem = tix_arena_new();
	check(&tx, tix_arena_dup_n(tx.mem, data, size));
	tix_arena_free(tx.mem);
	return 0;
}
