/*
 * Words on standard error, and how a ticket changed.
 */
#include "private.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <tix/time.h>
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

/* A value for people: steps by name, times in local time, none as "none". */
static const char *
words_of(struct tix *tx, enum tix_field f, const struct tix_value *v)
{
	char time[TIX_TIME_SIZE];

	(void)f;
	if (!tix_value_is_some(v))
		return "none";
	switch (v->type) {
	case TIX_T_TEXT:
	case TIX_T_TAGS:
	case TIX_T_JSON:
		return tix_utf8_fit(tx->mem,
		    tix_utf8_printable(tx->mem, v->s, false), 60);
	case TIX_T_NAME:
		return tix_value_name(v);
	case TIX_T_TIME:
		return tix_arena_dup(tx->mem,
		    tix_time_local(time, v->i, tx->zone));
	case TIX_T_DURATION:
		return tix_arena_dup(tx->mem, tix_duration_text(time, v->i));
	case TIX_T_INT:
	case TIX_T_FLAG:
		break;
	}
	return tix_arena_printf(tx->mem, "%lld", (long long)v->i);
}

void
tix_run_changes(struct tix *tx, struct tix_run *r,
    const struct tix_ticket *before, const struct tix_ticket *after)
{
	struct tix_buf b = { .arena = tx->mem };

	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value old = tix_ticket_get(before,
		    (enum tix_field)f);
		struct tix_value new = tix_ticket_get(after,
		    (enum tix_field)f);

		if ((tix_fields[f].flags & TIX_F_TRACKED) == 0 ||
		    tix_value_equal(&old, &new))
			continue;
		tix_buf_printf(&b, "\n  %s: %s -> %s", tix_fields[f].name,
		    words_of(tx, (enum tix_field)f, &old),
		    words_of(tx, (enum tix_field)f, &new));
	}
	if (before->id == 0)
		tix_complain(tx, r, "would open a ticket%s", tix_buf_text(&b));
	else
		tix_complain(tx, r, "would change ticket %lld%s",
		    (long long)before->id,
		    b.len > 0 ? tix_buf_text(&b) : "\n  a note is added");
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
