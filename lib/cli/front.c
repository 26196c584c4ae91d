/*
 * tix: runs tix-NAME, helps, lists, suggests and never guesses.
 */
#include "private.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tix/utf8.h>

#define SUGGESTIONS 3

struct front {
	const struct tix_program *programs;
	size_t n;
	struct tix_arena *mem;
	char folder[PATH_MAX]; /* where this program is */
};

static const struct {
	const char *name;
	const char *page;
	const char *summary;
} topics[] = {
	{ "tutorial", "tix-tutorial", "a first day with tix" },
	{ "query", "tix-query", "how tickets are selected" },
	{ "time", "tix-time", "how times and durations are written" },
	{ "exit-codes", "tix-exit-codes", "what an exit status means" },
	{ "environment", "tix-environment", "variables, files, which desk" },
	{ "formats", "tix-formats", "what comes out, and its fields" },
};

#define TOPICS (sizeof topics / sizeof topics[0])

static bool
find_folder(struct front *f)
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

/* Distance by insertions, deletions, swaps (Damerau 1964), cut at 9. */
static int
distance(const char *a, const char *b)
{
	int d[24][24];
	int n = (int)strlen(a), m = (int)strlen(b);

	if (n > 22 || m > 22)
		return 9;
	for (int i = 0; i <= n; i++)
		for (int j = 0; j <= m; j++) {
			int best;

			if (i == 0 || j == 0) {
				d[i][j] = i + j;
				continue;
			}
			best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			if (d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	return d[n][m];
}

/* The start of a name is as good as two slips. */
static int
farness(const char *typed, const char *name)
{
	size_t n = strlen(typed);
	int far = distance(typed, name);

	return far > 2 && n > 1 && strncmp(name, typed, n) == 0 ? 2 : far;
}

static int
unknown(const struct front *f, const char *name)
{
	struct tix_buf b = { .arena = f->mem };
	int found = 0;

	for (int far = 0; far <= 2 && found < SUGGESTIONS; far++)
		for (size_t i = 0; i < f->n && found < SUGGESTIONS; i++)
			if (farness(name, f->programs[i].name) == far)
				tix_buf_printf(&b, "%s%s",
				    found++ > 0 ? ", " : "",
				    f->programs[i].name);
	fprintf(stderr, "tix: no command '%s'; %s%s\n",
	    tix_utf8_printable(f->mem, name, false),
	    found > 0 ? "is it one of these: " : "tix help lists them",
	    tix_buf_text(&b));
	return 2;
}

/* Run tix-NAME from our folder, else from PATH; return if there is none. */
static void
run_program(const struct front *f, const char *name, char **argv)
{
	char *word = tix_arena_printf(f->mem, "tix-%s", name);
	char *own = tix_arena_printf(f->mem, "%s/%s", f->folder, word);

	argv[0] = word;
	execv(own, argv);
	if (errno == ENOENT)
		execvp(word, argv);
}

static bool
is_ours(const struct front *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->programs[i].name, name) == 0)
			return true;
	return false;
}

/* A user's own tix-NAME programs in one folder of PATH. */
static void
list_own(const struct front *f, const char *folder, struct tix_buf *seen)
{
	DIR *d = opendir(folder);
	struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		const char *name = e->d_name + 4;
		const char *mark;

		if (strncmp(e->d_name, "tix-", 4) != 0 || is_ours(f, name) ||
		    faccessat(dirfd(d), e->d_name, X_OK, 0) != 0)
			continue;
		mark = tix_arena_printf(f->mem, "/%s/", name);
		if (strstr(tix_buf_text(seen), mark) != NULL)
			continue;
		tix_buf_str(seen, mark);
		printf("  %-10s %s\n", tix_utf8_printable(f->mem, name, false),
		    tix_utf8_printable(f->mem, folder, false));
	}
	closedir(d);
}

static void
list_path(const struct front *f)
{
	char *path = tix_arena_dup(f->mem, getenv("PATH"));
	struct tix_buf seen = { .arena = f->mem };
	char *save = NULL;
	char *folder;

	if (path == NULL)
		return;
	for (folder = strtok_r(path, ":", &save); folder != NULL;
	    folder = strtok_r(NULL, ":", &save))
		if (folder[0] == '/' && strcmp(folder, f->folder) != 0)
			list_own(f, folder, &seen);
}

/* What is printed is short; a reader that has gone wants no words. */
static int
printed(void)
{
	signal(SIGPIPE, SIG_IGN);
	if (fflush(stdout) == 0 || errno == EPIPE)
		return 0;
	fprintf(stderr, "tix: standard output: %s\n", strerror(errno));
	return 74;
}

static int
print_help(const struct front *f)
{
	puts("tix - a help desk for the shell\n\n"
	    "usage: tix command [option ...] [operand ...]\n"
	    "       tix help [command | topic]\n");
	for (size_t i = 0; i < f->n; i++)
		printf("  %-10s %s\n", f->programs[i].name,
		    f->programs[i].summary);
	list_path(f);
	puts("\nTopics:");
	for (size_t i = 0; i < TOPICS; i++)
		printf("  %-12s %s\n", topics[i].name, topics[i].summary);
	return printed();
}

/* The manual's page, from beside the program where it is not installed. */
static int
open_page(const struct front *f, const char *page)
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

static int
complete(const struct front *f)
{
	for (size_t i = 0; i < f->n; i++)
		printf("%s\t%s\n", f->programs[i].name,
		    f->programs[i].summary);
	puts("help\tlist commands, or show a page");
	return printed();
}

/* What help may be asked for. */
static int
complete_help(const struct front *f)
{
	for (size_t i = 0; i < TOPICS; i++)
		printf("%s\t%s\n", topics[i].name, topics[i].summary);
	return complete(f);
}

/* Off a terminal a command's own --help needs no manual. */
static int
help(const struct front *f, int argc, char **argv)
{
	char option[] = "--help";
	char *args[] = { NULL, option, NULL };

	if (argc < 1)
		return print_help(f);
	if (strcmp(argv[0], "--complete") == 0)
		return complete_help(f);
	for (size_t i = 0; i < TOPICS; i++)
		if (strcmp(topics[i].name, argv[0]) == 0)
			return open_page(f, topics[i].page);
	if (strcmp(argv[0], "tix") == 0)
		return open_page(f, "tix");
	if (is_ours(f, argv[0]) && isatty(STDOUT_FILENO))
		return open_page(f,
		    tix_arena_printf(f->mem, "tix-%s", argv[0]));
	if (is_name(argv[0]))
		run_program(f, argv[0], args);
	return unknown(f, argv[0]);
}

static int
front(struct front *f, int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "help";

	if (!find_folder(f)) {
		fprintf(stderr, "tix: where am I? /proc is not there\n");
		return 70;
	}
	if (strcmp(word, "--version") == 0) {
		printf("tix (tix) %s\n", TIX_VERSION);
		return printed();
	}
	if (strcmp(word, "--exec-path") == 0) {
		puts(f->folder);
		return printed();
	}
	if (strcmp(word, "--complete") == 0)
		return complete(f);
	if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 ||
	    strcmp(word, "-h") == 0)
		return help(f, argc - 2, argv + 2);
	if (word[0] == '-') {
		fprintf(stderr, "tix: unknown option '%s'; there are: "
		    "--exec-path, --help, --version\n",
		    tix_utf8_printable(f->mem, word, false));
		return 2;
	}
	if (is_name(word))
		run_program(f, word, argv + 1);
	return unknown(f, word);
}

int
tix_front(const struct tix_program *programs, size_t n, int argc, char **argv)
{
	struct front f = { .programs = programs, .n = n };
	int status;

	tix_process_standard();
	f.mem = tix_arena_new();
	status = front(&f, argc, argv);
	tix_arena_free(f.mem);
	return status;
}
