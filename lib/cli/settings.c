/*
 * The settings that there are, and what may stand in them.
 */
#include "settings.h"

#include <string.h>

#include <tix/arena.h>
#include <tix/utf8.h>
#include <tix/words.h>

#define COUNT_DIGITS 9
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

static const char *const colours[] = { "auto", "always", "never", NULL };

const struct tix_setting_kind tix_setting_kinds[] = {
	{ .name = "db", .type = TIX_SET_PATH, .environment = { "TIX_DB" },
	    .help = "the desk's file" },
	{ .name = "editor", .type = TIX_SET_COMMAND, .initial = "vi",
	    .environment = { "TIX_EDITOR", "VISUAL", "EDITOR" },
	    .help = "what texts are written with" },
	{ .name = "pager", .type = TIX_SET_COMMAND, .initial = "less",
	    .environment = { "TIX_PAGER", "PAGER" }, .empty_is_none = true,
	    .help = "what long output is read with; empty: none" },
	{ .name = "color", .type = TIX_SET_CHOICE, .initial = "auto",
	    .choices = colours, .help = "auto, always or never" },
	{ .name = "sendmail", .type = TIX_SET_PATH,
	    .initial = "/usr/sbin/sendmail",
	    .environment = { "TIX_SENDMAIL" },
	    .help = "the program that sends mail" },
	{ .name = "from", .type = TIX_SET_ADDRESS,
	    .help = "the address that mail comes from" },
	{ .name = "reply", .type = TIX_SET_NAME, .initial = "sendmail",
	    .help = "how replies are sent: sendmail or the name of a hook" },
	{ .name = "hooks", .type = TIX_SET_PATH,
	    .environment = { "TIX_HOOKS" },
	    .help = "the folder of hooks, not the usual ones" },
	{ .name = "hook-timeout", .type = TIX_SET_COUNT, .initial = "10",
	    .help = "how many seconds a notification's hook may take" },
	{ .name = "bulk-ask", .type = TIX_SET_COUNT, .initial = "100",
	    .help = "above how many tickets a change asks first" },
	{ .name = "list.sort", .type = TIX_SET_TEXT,
	    .help = "the order of tix list" },
	{ .name = "list.columns", .type = TIX_SET_TEXT,
	    .help = "the columns of tix list" },
	{ .name = "view.*", .type = TIX_SET_TEXT,
	    .help = "a saved query" },
	{ .name = "view.*.columns", .type = TIX_SET_TEXT,
	    .help = "the columns of that view" },
	{ .name = "view.*.sort", .type = TIX_SET_TEXT,
	    .help = "the order of that view" },
	{ .name = "alias.*", .type = TIX_SET_WORDS,
	    .help = "a command and its first words" },
	{ .name = "hook.*", .type = TIX_SET_PATH,
	    .help = "a program that sends replies or tells people" },
	{ .name = NULL },
};

/* Letters, digits, - and _, and no option: how many bytes of 's' are. */
static size_t
name_length(const char *s)
{
	size_t n = strspn(s, LETTERS "0123456789-_");

	return *s == '-' || n > TIX_CONFIG_NAME_MAX ? 0 : n;
}

static bool
is_of(const char *name, const char *pattern)
{
	const char *star = strchr(pattern, '*');
	size_t before, n;

	if (star == NULL)
		return strcmp(name, pattern) == 0;
	before = (size_t)(star - pattern);
	if (strncmp(name, pattern, before) != 0)
		return false;
	n = name_length(name + before);
	return n > 0 && strcmp(name + before + n, star + 1) == 0;
}

const struct tix_setting_kind *
tix_setting_find(const char *name)
{
	const struct tix_setting_kind *k = tix_setting_kinds;

	while (k->name != NULL && (strchr(name, '*') != NULL ||
	    !is_of(name, k->name)))
		k++;
	return k->name != NULL ? k : NULL;
}

bool
tix_setting_is_group(const char *name)
{
	const size_t n = strlen(name);
	const struct tix_setting_kind *k = tix_setting_kinds;

	while (k->name != NULL && (strchr(name, '*') != NULL ||
	    strncmp(k->name, name, n) != 0 || k->name[n] != '.'))
		k++;
	return k->name != NULL;
}

const char *
tix_setting_names(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };

	for (const struct tix_setting_kind *k = tix_setting_kinds;
	    k->name != NULL; k++)
		tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", k->name);
	return tix_buf_text(&b);
}

/* None is of use in any value, and a line break in mail's head is harm. */
static bool
has_control(const char *value)
{
	for (; *value != '\0'; value++)
		if ((unsigned char)*value < ' ' || *value == 0x7f)
			return true;
	return false;
}

static enum tix_status
check_choice(struct tix *tx, const struct tix_setting_kind *kind,
    const char *value)
{
	for (const char *const *c = kind->choices; *c != NULL; c++)
		if (strcmp(*c, value) == 0)
			return TIX_OK;
	return tix_fail(tx, TIX_INVALID, "it is %s", kind->help);
}

/* The words, and a first one that is no call for a shell. */
static enum tix_status
check_words(struct tix *tx, const char *value)
{
	enum tix_status s;
	char **words;
	size_t n;

	if (value[strspn(value, " \t")] == '!')
		return tix_fail(tx, TIX_INVALID, "no shell runs an alias; put "
		    "a program 'tix-NAME' into a folder of PATH instead");
	s = tix_words_split(tx, tx->run, value, &words, &n);
	if (s == TIX_OK && (n == 0 || words[0][0] == '\0'))
		return tix_fail(tx, TIX_INVALID, "it begins with a command");
	return s;
}

/* Somebody@somewhere, perhaps with a name before it. */
static bool
is_address(const char *value)
{
	const char *at = strrchr(value, '@');

	return at != NULL && at > value && at[1] != '\0' &&
	    at[-1] != ' ' && at[1] != ' ' && at[1] != '>';
}

static enum tix_status
check_type(struct tix *tx, const struct tix_setting_kind *kind,
    const char *value)
{
	size_t len = strlen(value);

	if (kind->type == TIX_SET_CHOICE)
		return check_choice(tx, kind, value);
	if (kind->type == TIX_SET_WORDS)
		return check_words(tx, value);
	if (kind->type == TIX_SET_PATH && value[0] != '/')
		return tix_fail(tx, TIX_INVALID, "a path begins with /");
	if (kind->type == TIX_SET_COUNT && (len > COUNT_DIGITS ||
	    strspn(value, "0123456789") != len))
		return tix_fail(tx, TIX_INVALID,
		    "it is a whole number, 0 to 999999999");
	if (kind->type == TIX_SET_ADDRESS && !is_address(value))
		return tix_fail(tx, TIX_INVALID,
		    "an address is NAME@DOMAIN");
	if (kind->type == TIX_SET_NAME && name_length(value) != len)
		return tix_fail(tx, TIX_INVALID,
		    "a name is of letters, digits, - and _");
	return TIX_OK;
}

enum tix_status
tix_setting_check(struct tix *tx, const struct tix_setting_kind *kind,
    const char *value)
{
	if (has_control(value))
		return tix_fail(tx, TIX_INVALID,
		    "it has a control character");
	if (value[strspn(value, " ")] != '\0')
		return check_type(tx, kind, value);
	return kind->empty_is_none ? TIX_OK :
	    tix_fail(tx, TIX_INVALID, "it is empty");
}
