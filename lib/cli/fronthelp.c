/*
 * What the front prints of its own: commands, aliases, topics, suggestions.
 */
#include "front.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tix/utf8.h>

#define SUGGESTIONS 3

static const struct {
	const char *name;
	const char *page;
	const char *summary;
} topics[] = {
	{ "tutorial", "tix-tutorial", "a first day with tix" },
	{ "query", "tix-query", "how tickets are selected" },
	{ "bulk", "tix-bulk", "how to act on many tickets at once" },
	{ "time", "tix-time", "how times and durations are written" },
	{ "exit-codes", "tix-exit-codes", "what an exit status means" },
	{ "environment", "tix-environment", "variables, files, which desk" },
	{ "formats", "tix-formats", "what comes out, and its fields" },
};

#define TOPICS (sizeof topics / sizeof topics[0])

const char *
tix_front_topic(const char *name)
{
	for (size_t i = 0; i < TOPICS; i++)
		if (strcmp(topics[i].name, name) == 0)
			return topics[i].page;
	return NULL;
}

int
tix_front_fail(struct tix_front *f, enum tix_status s)
{
	fprintf(stderr, "tix: %s\n",
	    tix_utf8_printable(f->mem, f->tx.error, false));
	return tix_status_exit(s);
}

bool
tix_front_has(const struct tix_front *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->programs[i].name, name) == 0)
			return true;
	return false;
}

/* A user's own tix-NAME programs in one folder of PATH. */
static void
list_own(const struct tix_front *f, const char *folder, struct tix_buf *seen)
{
	DIR *d = opendir(folder);
	struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		const char *name = e->d_name + 4;
		const char *mark;

		if (strncmp(e->d_name, "tix-", 4) != 0 ||
		    tix_front_has(f, name) ||
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
list_path(const struct tix_front *f)
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
int
tix_front_printed(void)
{
	signal(SIGPIPE, SIG_IGN);
	if (fflush(stdout) == 0 || errno == EPIPE)
		return 0;
	fprintf(stderr, "tix: standard output: %s\n", strerror(errno));
	return 74;
}

static enum tix_status
print_alias(struct tix *tx, const struct tix_setting *alias, void *arg)
{
	int *n = arg;

	if ((*n)++ == 0)
		puts("\nAliases:");
	printf("  %-12s %s\n", strchr(alias->name, '.') + 1,
	    tix_utf8_printable(tx->run, alias->value, false));
	return TIX_OK;
}

int
tix_front_list(struct tix_front *f)
{
	enum tix_status s;
	int aliases = 0;

	puts("tix - a help desk for the shell\n\n"
	    "usage: tix command [option ...] [operand ...]\n"
	    "       tix help [command | topic]\n");
	for (size_t i = 0; i < f->n; i++)
		printf("  %-10s %s\n", f->programs[i].name,
		    f->programs[i].summary);
	list_path(f);
	s = tix_alias_each(&f->tx, print_alias, &aliases);
	if (s != TIX_OK) /* the rest goes on without */
		(void)tix_front_fail(f, s);
	puts("\nTopics:");
	for (size_t i = 0; i < TOPICS; i++)
		printf("  %-12s %s\n", topics[i].name, topics[i].summary);
	return tix_front_printed();
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

/* Names like what was typed, the likest first. */
struct suggestions {
	const char *typed;
	int far;
	int found;
	struct tix_buf words;
};

static void
suggest(struct suggestions *s, const char *name)
{
	if (s->found < SUGGESTIONS && farness(s->typed, name) == s->far)
		tix_buf_printf(&s->words, "%s%s", s->found++ > 0 ? ", " : "",
		    name);
}

static enum tix_status
suggest_alias(struct tix *tx, const struct tix_setting *alias, void *arg)
{
	(void)tx;
	suggest(arg, strchr(alias->name, '.') + 1);
	return TIX_OK;
}

int
tix_front_unknown(struct tix_front *f, const char *name)
{
	struct suggestions s = { .typed = name, .words.arena = f->mem };

	for (s.far = 0; s.far <= 2; s.far++) {
		for (size_t i = 0; i < f->n; i++)
			suggest(&s, f->programs[i].name);
		(void)tix_alias_each(&f->tx, suggest_alias, &s);
	}
	fprintf(stderr, "tix: no command '%s'; %s%s\n",
	    tix_utf8_printable(f->mem, name, false),
	    s.found > 0 ? "is it one of these: " : "tix help lists them",
	    tix_buf_text(&s.words));
	return 2;
}

static enum tix_status
offer_alias(struct tix *tx, const struct tix_setting *alias, void *arg)
{
	(void)arg;
	printf("%s\talias of %s\n", strchr(alias->name, '.') + 1,
	    tix_utf8_printable(tx->run, alias->value, false));
	return TIX_OK;
}

int
tix_front_complete(struct tix_front *f, bool with_topics)
{
	for (size_t i = 0; with_topics && i < TOPICS; i++)
		printf("%s\t%s\n", topics[i].name, topics[i].summary);
	for (size_t i = 0; i < f->n; i++)
		printf("%s\t%s\n", f->programs[i].name,
		    f->programs[i].summary);
	puts("help\tlist commands, or show a page");
	(void)tix_alias_each(&f->tx, offer_alias, NULL);
	return tix_front_printed();
}
