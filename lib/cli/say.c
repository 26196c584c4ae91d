/*
 * Words on standard error.
 */
#include "private.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <tix/utf8.h>

static void
say(struct tix *tx, struct tix_run *r, const char *fmt, va_list ap)
{
	char words[4096];

	vsnprintf(words, sizeof words, fmt, ap);
	tix_progress_end(r);
	fprintf(stderr, "tix %s: %s\n", r->cmd->name,
	    tix_utf8_printable(tx->run, words, true));
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
