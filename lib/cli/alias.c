/*
 * Commands by other names: alias.NAME = "COMMAND WORD ...".
 */
#include "private.h"

#include <string.h>

#include <tix/words.h>

static size_t
count(char **argv)
{
	size_t n = 0;

	while (argv[n] != NULL)
		n++;
	return n;
}

enum tix_status
tix_alias_expand(struct tix *tx, char **argv, char ***out)
{
	const char *name = tix_arena_printf(tx->run, "alias.%s", argv[0]);
	const char *value;
	char **words, **rest = argv + 1, **to;
	enum tix_status s = tix_config_get(tx, name, &value, NULL);
	size_t n;

	if (s == TIX_OK && value == NULL)
		return tix_fail(tx, TIX_NOT_FOUND, "no alias '%s'", argv[0]);
	if (s == TIX_OK)
		s = tix_words_split(tx, tx->run, value, &words, &n);
	if (s != TIX_OK)
		return s;
	to = *out = tix_arena_array(tx->run, n + count(argv) + 1, sizeof *to);
	*to++ = words[0];
	if (*rest != NULL && strcmp(*rest, "--complete") == 0)
		*to++ = *rest++;
	for (size_t i = 1; i < n; i++)
		*to++ = words[i];
	while (*rest != NULL)
		*to++ = *rest++;
	return TIX_OK;
}

enum tix_status
tix_alias_each(struct tix *tx, tix_setting_fn fn, void *arg)
{
	return tix_config_each(tx, "alias.", false, fn, arg);
}
