/*
 * Lines of times, answered in bulk: the calendar is in memory, and what was
 * read at once is answered at once, so that a program can hold a conversation.
 */
#include "calendarshow.h"
#include "private.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include <tix/time.h>

#define LINE_BYTES_MAX 65536

struct lines {
	const struct tix_calendar_view *view;
	bool due;
	int64_t n;               /* of the line at hand */
	enum tix_status worst;
};

static void
put_answer(const struct lines *l, int64_t answer)
{
	FILE *to = l->view->r->out.to;
	char text[TIX_TIME_SIZE], digits[24];
	char *p = digits + sizeof digits;
	uint64_t seconds = (uint64_t)(answer / TIX_SECOND);

	*--p = '\0';
	do
		*--p = (char)('0' + seconds % 10);
	while ((seconds /= 10) > 0);
	fputs(p, to);
	if (l->due) {
		putc('\t', to);
		fputs(tix_time_rfc3339(text, answer), to);
	}
	putc('\n', to);
}

/* A bad line is told, and has an empty one for an answer. */
static void
bad_line(struct tix *tx, struct lines *l, enum tix_status s)
{
	tix_complain(tx, l->view->r, "line %" PRId64 ": %s", l->n, tx->error);
	tx->error[0] = '\0';
	putc('\n', l->view->r->out.to);
	l->worst = tix_worse(l->worst, s >= TIX_BUSY ? s : TIX_PARTIAL);
}

static void
answer_line(struct tix *tx, struct lines *l, char *line)
{
	char *second = strchr(line, '\t'), *more;
	int64_t answer = 0;
	enum tix_status s;

	l->n++;
	if (second != NULL)
		*second++ = '\0';
	more = second == NULL ? NULL : strchr(second, '\t');
	if (second == NULL || more != NULL)
		s = tix_fail(tx, TIX_INVALID, "%s and a TAB between them are "
		    "wanted", l->due ? "a time, a duration" : "two times");
	else if (l->due)
		s = tix_calendar_due(tx, l->view, line, second, &answer);
	else
		s = tix_calendar_elapsed(tx, l->view, line, second, &answer);
	if (s == TIX_OK)
		put_answer(l, answer);
	else
		bad_line(tx, l, s);
}

/* Answer the whole lines of a text; what is left over moves to its front. */
static size_t
answer_all(struct tix *tx, struct lines *l, char *text, size_t len)
{
	char *end, *s = text;

	while ((end = memchr(s, '\n', len - (size_t)(s - text))) != NULL) {
		*end = '\0';
		if (end > s && end[-1] == '\r')
			end[-1] = '\0';
		answer_line(tx, l, s);
		s = end + 1;
	}
	tix_arena_reset(tx->mem);
	len -= (size_t)(s - text);
	memmove(text, s, len);
	return len;
}

static enum tix_status
read_more(struct tix *tx, char *text, size_t *len, bool *done)
{
	ssize_t n = read(STDIN_FILENO, text + *len, LINE_BYTES_MAX - *len);

	if (n < 0 && errno == EINTR && !tix_interrupted())
		return TIX_OK;
	if (n < 0)
		return tix_fail(tx, TIX_IO, "standard input: %s",
		    strerror(errno));
	*done = n == 0;
	if (*done && *len > 0 && text[*len - 1] != '\n')
		text[(*len)++] = '\n';
	*len += (size_t)n;
	return TIX_OK;
}

enum tix_status
tix_calendar_lines(struct tix *tx, const struct tix_calendar_view *v, bool due)
{
	struct lines l = { .view = v, .due = due };
	char *text = tix_arena_alloc(tx->run, LINE_BYTES_MAX + 1);
	enum tix_status s = TIX_OK;
	bool done = false;
	size_t len = 0;

	while (s == TIX_OK && !done && !tix_interrupted() &&
	    !tix_run_reader_gone(v->r)) {
		s = read_more(tx, text, &len, &done);
		if (s == TIX_OK)
			len = answer_all(tx, &l, text, len);
		if (len == LINE_BYTES_MAX)
			return tix_fail(tx, TIX_INVALID, "line %" PRId64
			    " has more than %d bytes", l.n + 1,
			    LINE_BYTES_MAX);
		if (s == TIX_OK)
			s = tix_run_flush(tx, v->r);
	}
	return s == TIX_OK ? l.worst : s;
}
