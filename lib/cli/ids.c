/*
 * Ticket ids, one by one, from operands or from standard input.
 */
#include "private.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_BYTES_MAX (2u << 20) /* of one record on standard input */
#define POLL_MAX 1000 /* milliseconds: a signal before the wait is seen then */

struct tix_ids {
	const int64_t *given;
	char **operand;
	size_t left;       /* of either */
	char end;          /* what ends a record: newline, or NUL with -0 */
	bool stdin_done;
	bool skipping;     /* the rest of a line that is too long */
	int64_t line;
	char *data;
	size_t start;      /* of what was not handed out yet */
	size_t len;
	size_t cap;
	char text[64];
};

static bool
asks_for_stdin(const struct tix_run *r)
{
	return r->noperands == 1 && strcmp(r->operands[0], "-") == 0;
}

bool
tix_stdin_is_pipe(void)
{
	struct stat st;

	return fstat(STDIN_FILENO, &st) == 0 &&
	    (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
}

enum tix_status
tix_ids_check(struct tix *tx, const struct tix_run *r)
{
	if (r->given != NULL || r->query != NULL || r->noperands > 0 ||
	    tix_stdin_is_pipe())
		return TIX_OK;
	return tix_fail(tx, TIX_INVALID,
	    "which ticket? give ids, or '-' to read them");
}

bool
tix_ids_are_read(const struct tix_run *r)
{
	return r->given == NULL && (r->noperands == 0 || asks_for_stdin(r));
}

struct tix_ids *
tix_ids_new(struct tix *tx, struct tix_run *r)
{
	struct tix_ids *ids = tix_arena_alloc(tx->run, sizeof *ids);

	ids->end = r->null ? '\0' : '\n';
	if (r->given != NULL) {
		ids->given = r->given;
		ids->left = r->ngiven;
		return ids;
	}
	if (!tix_ids_are_read(r)) {
		ids->operand = r->operands;
		ids->left = (size_t)r->noperands;
		return ids;
	}
	ids->cap = 65536;
	ids->data = tix_arena_alloc(tx->run, ids->cap);
	return ids;
}

/* Make room behind what is there: move it down, or grow. */
static void
make_room(struct tix *tx, struct tix_ids *ids)
{
	char *data = ids->data;

	if (ids->start > 0) {
		memmove(data, data + ids->start, ids->len - ids->start);
		ids->len -= ids->start;
		ids->start = 0;
	}
	if (ids->len + 1 < ids->cap)
		return;
	ids->cap *= 2;
	ids->data = tix_arena_alloc(tx->run, ids->cap);
	memcpy(ids->data, data, ids->len);
}

static enum tix_status
fill(struct tix *tx, struct tix_ids *ids, int wait)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
	ssize_t n;
	int ready = poll(&p, 1, wait < 0 ? POLL_MAX : wait);

	if (tix_interrupted())
		return TIX_NO;
	if (ready == 0 || (ready < 0 && errno == EINTR))
		return TIX_BUSY;
	make_room(tx, ids);
	n = read(STDIN_FILENO, ids->data + ids->len, ids->cap - ids->len - 1);
	if (n < 0 && errno == EINTR)
		return TIX_BUSY;
	if (n < 0)
		return tix_fail(tx, TIX_IO, "standard input: %s",
		    strerror(errno));
	ids->stdin_done = n == 0;
	ids->len += (size_t)n;
	return TIX_OK;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/*
 * Without the blanks round it and, where it is an object, without what makes
 * an array of such lines; a line of those alone holds nothing.
 */
static size_t
trim(const char **line, size_t n)
{
	const char *s, *end;

	for (; n > 0 && is_blank(**line); n--)
		(*line)++;
	for (s = *line, end = s + n; s < end; s++)
		if (!is_blank(*s) && *s != '[' && *s != ',')
			break;
	while (end > s && (is_blank(end[-1]) || end[-1] == ']' ||
	    end[-1] == ','))
		end--;
	if (s < end && *s != '{')
		return n;
	*line = s;
	return (size_t)(end - s);
}

/* The id in an object: a number, or a string that is one. */
static enum tix_status
pick_member(struct tix *tx, const char *line, size_t n, const char **text)
{
	const struct tix_json *id;
	struct tix_json *root;
	enum tix_status s = tix_json_parse(tx, tx->mem, line, n, &root);

	if (s != TIX_OK)
		return s;
	id = tix_json_get(root, "id");
	if (id == NULL ||
	    (id->type != TIX_JSON_INT && id->type != TIX_JSON_STRING))
		return tix_fail(tx, TIX_INVALID, "an object without an id");
	*text = id->text;
	return TIX_OK;
}

/* The id in a line: its first field, or the member of a JSON object. */
static enum tix_status
pick(struct tix *tx, struct tix_ids *ids, const char *line, size_t n,
    const char **text)
{
	size_t word;

	if (*line == '{')
		return pick_member(tx, line, n, text);
	for (word = 0; word < n && !is_blank(line[word]); word++)
		continue;
	if (word >= sizeof ids->text)
		return tix_fail(tx, TIX_INVALID, "no ticket id: %zu bytes",
		    word);
	if (memchr(line, '\0', word) != NULL)
		return tix_fail(tx, TIX_INVALID,
		    "no ticket id: it holds a NUL; -0 reads such records");
	memcpy(ids->text, line, word);
	ids->text[word] = '\0';
	*text = ids->text;
	return TIX_OK;
}

static enum tix_status
in_line(struct tix *tx, const struct tix_ids *ids, enum tix_status s)
{
	char words[sizeof tx->error];

	if (s != TIX_INVALID)
		return s;
	memcpy(words, tx->error, sizeof words);
	return tix_fail(tx, s, "standard input, line %lld: %.900s",
	    (long long)ids->line, words);
}

/* One whole record from what is there, if there is one. */
static bool
take_line(struct tix_ids *ids, const char **line, size_t *n)
{
	char *at = ids->data + ids->start;
	char *end = memchr(at, ids->end, ids->len - ids->start);

	if (end == NULL && !(ids->stdin_done && ids->len > ids->start))
		return false;
	*line = at;
	*n = end != NULL ? (size_t)(end - at) : ids->len - ids->start;
	ids->start += *n + (end != NULL);
	ids->line++;
	return true;
}

static enum tix_status
too_long(struct tix *tx, int64_t line)
{
	return tix_fail(tx, TIX_INVALID, "standard input, line %lld: more than "
	    "%u bytes (line-max)", (long long)line, LINE_BYTES_MAX);
}

/* What is there of a line that is too long goes; the rest of it will. */
static enum tix_status
skip(struct tix *tx, struct tix_ids *ids)
{
	const bool told = ids->skipping;

	ids->start = ids->len;
	ids->skipping = true;
	return told ? TIX_OK : too_long(tx, ids->line + 1);
}

static enum tix_status
next_line(struct tix *tx, struct tix_ids *ids, int wait, const char **text)
{
	enum tix_status s = TIX_OK;
	const char *line;
	size_t n;

	while (s == TIX_OK) {
		if (take_line(ids, &line, &n)) {
			const bool rest = ids->skipping;

			ids->skipping = false;
			if (!rest && n > LINE_BYTES_MAX)
				return too_long(tx, ids->line);
			n = trim(&line, n);
			if (!rest && n > 0)
				return in_line(tx, ids,
				    pick(tx, ids, line, n, text));
		} else if (ids->stdin_done) {
			return TIX_NO;
		} else if (ids->len - ids->start > LINE_BYTES_MAX) {
			s = skip(tx, ids);
		} else {
			s = fill(tx, ids, wait);
		}
	}
	return s;
}

enum tix_status
tix_ids_next(struct tix *tx, struct tix_ids *ids, int wait, const char **text)
{
	if (ids->operand == NULL && ids->given == NULL)
		return next_line(tx, ids, wait, text);
	if (ids->left == 0)
		return TIX_NO;
	ids->left--;
	if (ids->operand != NULL)
		*text = *ids->operand++;
	else
		*text = tix_arena_printf(tx->mem, "%lld",
		    (long long)*ids->given++);
	return TIX_OK;
}
