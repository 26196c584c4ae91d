/*
 * Programs of several commands: "tix desk apply".  Each command has options of
 * its own, so the word is found before they are read.
 */
#include "private.h"

#include <string.h>

/* Does the word before another one want that for its value? */
static bool
wants_value(const struct tix_opt *o, const char *word)
{
	for (; o != NULL && o->type != TIX_OPT_END; o++) {
		if (!tix_opt_has_value(o) || tix_opt_value_is_optional(o))
			continue;
		if (word[1] == '-' && word[2] != '\0' &&
		    strncmp(o->name, word + 2, strlen(word + 2)) == 0)
			return true;
		if (o->letter != 0 && word[1] == o->letter && word[2] == '\0')
			return true;
	}
	return false;
}

/* The same of the options of all commands; a value may be given with '='. */
static bool
any_wants_value(struct tix *tx, const struct tix_command *cmd,
    const char *word)
{
	for (size_t i = 0; cmd->subs[i] != NULL; i++) {
		struct tix_run r = { .cmd = cmd->subs[i] };
		struct tix_common c;

		if (wants_value(cmd->subs[i]->opts, word) ||
		    wants_value(tix_common_options(tx, &r, &c), word))
			return true;
	}
	return false;
}

/* The place of the first word that is no option nor the value of one, or 0. */
static int
find_word(const struct tix_command *cmd, int from, int argc, char **argv)
{
	struct tix tx = { .run = tix_arena_new() };
	int i = from;

	while (i < argc && argv[i][0] == '-' && argv[i][1] != '\0' &&
	    strcmp(argv[i], "--") != 0)
		i += any_wants_value(&tx, cmd, argv[i]) ? 2 : 1;
	i += i < argc && strcmp(argv[i], "--") == 0;
	tix_arena_free(tx.run);
	return i < argc ? i : 0;
}

const struct tix_command *
tix_sub_take(const struct tix_command *cmd, int *argc, char **argv)
{
	const bool completes = *argc > 1 && strcmp(argv[1], "--complete") == 0;
	int at;

	if (cmd->subs == NULL)
		return cmd;
	/* The last word of a line that is completed is still being typed. */
	at = completes ? find_word(cmd, 2, *argc - 1, argv) :
	    find_word(cmd, 1, *argc, argv);
	for (size_t i = 0; at > 0 && cmd->subs[i] != NULL; i++) {
		if (strcmp(cmd->subs[i]->sub, argv[at]) != 0)
			continue;
		memmove(argv + at, argv + at + 1,
		    (size_t)(*argc - at) * sizeof *argv);
		(*argc)--;
		return cmd->subs[i];
	}
	return cmd;
}

static const char *
names(struct tix *tx, const struct tix_command *cmd)
{
	struct tix_buf b = { .arena = tx->run };

	for (size_t i = 0; cmd->subs[i] != NULL; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
		    cmd->subs[i]->sub);
	return tix_buf_text(&b);
}

/* An option's letter among others: "-qh". */
static bool
has_letter(const char *word, char letter)
{
	return word[0] == '-' && word[1] != '-' &&
	    strchr(word + 1, letter) != NULL;
}

enum tix_status
tix_sub_none(struct tix *tx, const struct tix_command *cmd,
    struct tix_common *c, int argc, char **argv)
{
	int at = find_word(cmd, 1, argc, argv);

	for (int i = 1; i < (at > 0 ? at : argc); i++) {
		c->help = c->help || strcmp(argv[i], "--help") == 0 ||
		    has_letter(argv[i], 'h');
		c->version = c->version || strcmp(argv[i], "--version") == 0;
	}
	if (c->help || c->version)
		return TIX_OK;
	if (at == 0 && argc > 1)
		return tix_fail(tx, TIX_INVALID, "unknown option '%s' without "
		    "a command; there are: --help, --version", argv[1]);
	if (at == 0)
		return tix_fail(tx, TIX_INVALID, "which? there are: %s",
		    names(tx, cmd));
	return tix_fail(tx, TIX_INVALID, "no '%s'; there are: %s", argv[at],
	    names(tx, cmd));
}

static bool
has_option(const struct tix_opt *o, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(o[i].name, name) == 0)
			return true;
	return false;
}

const struct tix_opt *
tix_sub_options(struct tix *tx, struct tix_run *r, struct tix_common *c)
{
	const struct tix_command *const *subs = r->cmd->subs;
	struct tix_opt *all = tix_arena_array(tx->run, TIX_OPTIONS_MAX + 1,
	    sizeof *all);
	size_t n = 0;

	for (size_t i = 0; subs[i] != NULL; i++) {
		struct tix_run of = { .cmd = subs[i] };
		const struct tix_opt *o = c == NULL ? subs[i]->opts :
		    tix_common_options(tx, &of, c);

		for (; o != NULL && o->type != TIX_OPT_END; o++)
			if (n < TIX_OPTIONS_MAX && !has_option(all, n, o->name))
				all[n++] = *o;
	}
	return all;
}
