/*
 * Words on standard error.
 */
#include "private.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <tix/utf8.h>

/*
 * A line goes on in one that begins with two blanks.  Any other newline is a
 * word's, which must not look like a message.
 */
static void
print_lines(struct tix_arena *mem, char *words)
{
	char *line = words, *end;

	for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		fprintf(stderr, "%s%s", tix_utf8_printable(mem, line, true),
		    strncmp(end + 1, "  ", 2) == 0 ? "\n" : "\\x0a");
	}
	fprintf(stderr, "%s\n", tix_utf8_printable(mem, line, true));
}

static void __attribute__((format(printf, 3, 0)))
say(struct tix *tx, struct tix_run *r, const char *fmt, va_list ap)
{
	/* A run may say a million words: they are not kept. */
	struct tix_arena *mem = tix_arena_new();
	va_list again;
	char *words;
	int n;

	(void)tx;
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	words = tix_arena_alloc(mem, (size_t)(n < 0 ? 0 : n) + 1);
	if (n >= 0)
		vsnprintf(words, (size_t)n + 1, fmt, ap);
	tix_progress_end(r);
	fprintf(stderr, "tix %s: ", r->cmd->name);
	print_lines(mem, words);
	tix_arena_free(mem);
}

void
tix_complain(struct tix *tx, struct tix_run *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(tx, r, fmt, ap);
	va_end(ap);
}

void
tix_notice(struct tix *tx, struct tix_run *r, const char *fmt, ...)
{
	va_list ap;

	if (r->verbose < 0)
		return;
	va_start(ap, fmt);
	say(tx, r, fmt, ap);
	va_end(ap);
}

static bool
shows_progress(const struct tix_run *r)
{
	return r->verbose >= 0 && isatty(STDERR_FILENO);
}

void
tix_progress(struct tix_run *r, const char *fmt, ...)
{
	va_list ap;

	if (!shows_progress(r))
		return;
	fprintf(stderr, "\r\033[Ktix %s: ", r->cmd->name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fflush(stderr);
	r->progress = true;
}

void
tix_progress_end(struct tix_run *r)
{
	if (r->progress)
		fputs("\r\033[K", stderr);
	r->progress = false;
}
