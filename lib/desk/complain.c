/*
 * Complaints about a desk's text, and the arrays that they and others are in.
 */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tix/utf8.h>

#define WORDS_MAX 4000 /* bytes of one complaint */

void *
tix_dt_grow(struct tix_dt *dt, void *list, size_t n, size_t *cap, size_t size)
{
	return tix_arena_more(dt->mem, list, n, cap, size);
}

void
tix_dt_complain(struct tix_dt *dt, int64_t line, const char *fmt, ...)
{
	char words[WORDS_MAX];
	va_list ap;

	TIX_DT_MORE(dt, dt->complaints, dt->ncomplaints, dt->complaints_cap);
	va_start(ap, fmt);
	vsnprintf(words, sizeof words, fmt, ap);
	va_end(ap);
	dt->complaints[dt->ncomplaints] = (struct tix_dt_complaint){
		.line = line, .place = dt->ncomplaints,
		.text = tix_utf8_printable(dt->mem, tix_arena_dup(dt->mem,
		    words), false),
	};
	dt->ncomplaints++;
}

void
tix_dt_complain_error(struct tix_dt *dt, int64_t line, const char *what)
{
	const char *words = tix_arena_dup(dt->mem, dt->tx->error);

	if (what == NULL)
		tix_dt_complain(dt, line, "%s", words);
	else
		tix_dt_complain(dt, line, "%s: %s", what, words);
}

static int
by_line(const void *a, const void *b)
{
	const struct tix_dt_complaint *p = a, *q = b;

	if (p->line != q->line)
		return p->line < q->line ? -1 : 1;
	return p->place < q->place ? -1 : p->place > q->place;
}

/* By the last run of lines that begins at the line or before it. */
struct tix_desk_origin
tix_desktext_origin(const struct tix_desktext *t, int64_t line)
{
	struct tix_desk_origin o;
	size_t low = 0, high = t->norigins;

	while (low + 1 < high) {
		size_t mid = low + (high - low) / 2;

		if (t->origins[mid].line <= line)
			low = mid;
		else
			high = mid;
	}
	o = t->origins[low];
	o.file_line = line == 0 ? 0 : o.file_line + line - o.line;
	o.line = line;
	return o;
}

void
tix_dt_report(struct tix_dt *dt, struct tix_desktext *t)
{
	size_t n = dt->ncomplaints;
	struct tix_desk_complaint *c;

	t->origins = dt->origins;
	t->norigins = dt->norigins;
	if (n == 0)
		return;
	qsort(dt->complaints, n, sizeof *dt->complaints, by_line);
	if (n > TIX_DESKTEXT_COMPLAINTS_MAX)
		n = TIX_DESKTEXT_COMPLAINTS_MAX;
	c = tix_arena_array(dt->mem, n, sizeof *c);
	for (size_t i = 0; i < n; i++) {
		const struct tix_desk_origin o = tix_desktext_origin(t,
		    dt->complaints[i].line);

		c[i].file = o.file;
		c[i].line = o.file_line;
		c[i].text = dt->complaints[i].text;
	}
	t->complaints = c;
	t->n = n;
	t->more = dt->ncomplaints - n;
}
