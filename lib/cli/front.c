/*
 * tix: runs tix-NAME, helps, lists, suggests and never guesses.
 */
#include "front.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tix/utf8.h>

#define ALIAS_DEPTH 5 /* aliases behind each other */

static bool
find_folder(struct tix_front *f)
{
	ssize_t n = readlink("/proc/self/exe", f->folder, sizeof f->folder - 1);
	char *slash;

	if (n <= 0)
		return false;
	f->folder[n] = '\0';
	slash = strrchr(f->folder, '/');
	if (slash == NULL)
		return false;
	*slash = '\0';
	return true;
}

/* A command's name has no slash, so that no path can be smuggled in. */
static bool
is_name(const char *s)
{
	return *s != '\0' && *s != '-' && strchr(s, '/') == NULL;
}

/* Run tix-NAME from our folder, else from PATH; return if there is none. */
static void
run_program(const struct tix_front *f, const char *name, char **argv)
{
	char *word = tix_arena_printf(f->mem, "tix-%s", name);
	char *own = tix_arena_printf(f->mem, "%s/%s", f->folder, word);

	argv[0] = word;
	execv(own, argv);
	if (errno == ENOENT)
		execvp(word, argv);
}

/* The manual's page, from beside the program where it is not installed. */
static int
open_page(const struct tix_front *f, const char *page)
{
	char *own = tix_arena_printf(f->mem, "%s/../share/man", f->folder);
	char man[] = "man";
	char option[] = "-M";
	char *path = own;
	char *args[] = { man, option, path, (char *)(uintptr_t)page, NULL };
	char *plain[] = { man, (char *)(uintptr_t)page, NULL };

	execvp("man", access(own, R_OK) == 0 ? args : plain);
	fprintf(stderr, "tix: man: %s\n", strerror(errno));
	return 3;
}

/* What an alias stands for is all the help that there is for it. */
static int
help_alias(struct tix_front *f, const char *name)
{
	const char *value;
	enum tix_status s = tix_config_get(&f->tx,
	    tix_arena_printf(f->mem, "alias.%s", name), &value, NULL);

	if (s == TIX_OK && value != NULL) {
		printf("%s is an alias of: %s\n", name,
		    tix_utf8_printable(f->mem, value, false));
		return tix_front_printed();
	}
	if (s == TIX_OK || s == TIX_NOT_FOUND)
		return tix_front_unknown(f, name);
	return tix_front_fail(f, s);
}

/* Off a terminal a command's own --help needs no manual. */
static int
help(struct tix_front *f, int argc, char **argv)
{
	char option[] = "--help";
	char *args[] = { NULL, option, NULL };

	if (argc < 1)
		return tix_front_list(f);
	if (strcmp(argv[0], "--complete") == 0)
		return tix_front_complete(f, true);
	if (tix_front_topic(argv[0]) != NULL)
		return open_page(f, tix_front_topic(argv[0]));
	if (strcmp(argv[0], "tix") == 0)
		return open_page(f, "tix");
	if (tix_front_has(f, argv[0]) && isatty(STDOUT_FILENO))
		return open_page(f,
		    tix_arena_printf(f->mem, "tix-%s", argv[0]));
	if (!is_name(argv[0]))
		return tix_front_unknown(f, argv[0]);
	run_program(f, argv[0], args);
	return help_alias(f, argv[0]);
}

static size_t
count(char **argv)
{
	size_t n = 0;

	while (argv[n] != NULL)
		n++;
	return n;
}

/* The aliases gone through, as in "a, b, c"; was this one among them? */
static bool
went_through(struct tix_buf *trail, const char *name)
{
	const char *mark = tix_arena_printf(trail->arena, "%s, ", name);
	const char *found = strstr(tix_buf_text(trail), mark);
	bool again = false;

	for (; found != NULL && !again; found = strstr(found + 1, mark))
		again = found == trail->data || found[-1] == ' ';
	tix_buf_str(trail, mark);
	return again;
}

static int
lost(struct tix_front *f, const char *first, struct tix_buf *trail, bool loop)
{
	trail->data[trail->len - 2] = '\0';
	return tix_front_fail(f, tix_fail(&f->tx, TIX_INVALID, loop ?
	    "alias '%s' leads back to itself: %s" :
	    "alias '%s' leads through too many others: %s", first,
	    trail->data));
}

/* A program always goes before an alias, so this is what is no program. */
static int
run_alias(struct tix_front *f, char **argv)
{
	struct tix_buf trail = { .arena = f->mem };
	const char *first = argv[0];

	for (int depth = 0;; depth++) {
		char *name = argv[0];
		enum tix_status s;

		s = tix_alias_expand(&f->tx, argv, &argv);
		if (s == TIX_NOT_FOUND && depth == 0)
			return tix_front_unknown(f, first);
		if (s == TIX_NOT_FOUND)
			s = tix_fail(&f->tx, TIX_INVALID,
			    "alias '%s': no command '%s'", first, name);
		if (s != TIX_OK)
			return tix_front_fail(f, s);
		if (went_through(&trail, name))
			return lost(f, first, &trail, true);
		if (depth == ALIAS_DEPTH)
			return lost(f, first, &trail, false);
		name = argv[0];
		if (strcmp(name, "help") == 0)
			return help(f, (int)count(argv) - 1, argv + 1);
		if (is_name(name))
			run_program(f, name, argv);
		argv[0] = name;
	}
}

static int
run(struct tix_front *f, char **argv)
{
	char *word = argv[0];

	if (!is_name(word))
		return tix_front_unknown(f, word);
	run_program(f, word, argv);
	argv[0] = word;
	return run_alias(f, argv);
}

static int
front(struct tix_front *f, int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "help";

	if (!find_folder(f)) {
		fprintf(stderr, "tix: where am I? /proc is not there\n");
		return 70;
	}
	if (strcmp(word, "--version") == 0) {
		printf("tix (tix) %s\n", TIX_VERSION);
		return tix_front_printed();
	}
	if (strcmp(word, "--exec-path") == 0) {
		puts(f->folder);
		return tix_front_printed();
	}
	if (strcmp(word, "--complete") == 0)
		return tix_front_complete(f, false);
	if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 ||
	    strcmp(word, "-h") == 0)
		return help(f, argc - 2, argv + 2);
	if (word[0] == '-') {
		fprintf(stderr, "tix: unknown option '%s'; there are: "
		    "--exec-path, --help, --version\n",
		    tix_utf8_printable(f->mem, word, false));
		return 2;
	}
	return run(f, argv + 1);
}

int
tix_front(const struct tix_program *programs, size_t n, int argc, char **argv)
{
	struct tix_front f = { .programs = programs, .n = n };
	int status;

	tix_process_standard();
	f.mem = tix_arena_new();
	f.tx.run = f.tx.mem = f.mem;
	status = front(&f, argc, argv);
	tix_arena_free(f.mem);
	return status;
}
