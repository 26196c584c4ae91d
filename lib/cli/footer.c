/*
 * What stands below a text in the editor, and how it comes off again.
 */
#include <tix/footer.h>

#include <stdbool.h>
#include <string.h>

#include <tix/utf8.h>

#define SUBJECT_WIDTH 60
#define BLANKS " \t\r\n"
#define HEAD "The "
#define TAIL " goes above that line; empty or unchanged, nothing is done."
#define MANY "It is for all tickets that were named."
#define TICKET "Ticket:    "
#define REQUESTER "Requester: "

static const char scissors[] =
	"------ 8< ------ this line and the next ones are cut off "
	"------ 8< ------";

const char *
tix_footer_make(struct tix_arena *mem, const char *what,
    const struct tix_ticket *t)
{
	struct tix_buf b = { .arena = mem };

	tix_buf_printf(&b, "%s\n" HEAD "%s" TAIL "\n", scissors, what);
	if (t->id == 0) {
		tix_buf_str(&b, MANY "\n");
		return tix_buf_text(&b);
	}
	tix_buf_printf(&b, TICKET "%lld, %s\n", (long long)t->id,
	    tix_utf8_fit(mem, tix_utf8_printable(mem, t->subject, false),
	    SUBJECT_WIDTH));
	tix_buf_printf(&b, REQUESTER "%s\n", t->requester == NULL ? "none" :
	    tix_utf8_printable(mem, t->requester, false));
	return tix_buf_text(&b);
}

/* Without what an editor may have put before the newline. */
static size_t
line_size(const char *s)
{
	size_t n = strcspn(s, "\n");

	while (n > 0 && strchr(BLANKS, s[n - 1]) != NULL)
		n--;
	return n;
}

static const char *
next_line(const char *s)
{
	s += strcspn(s, "\n");
	return s + (*s == '\n');
}

static bool
is_same(const char *a, const char *b)
{
	return line_size(a) == line_size(b) &&
	    memcmp(a, b, line_size(a)) == 0;
}

/* Without blank lines at either end. */
static const char *
trim(struct tix_arena *mem, const char *s, size_t n)
{
	const char *end = s + n, *from = s;

	while (end > s && strchr(BLANKS, end[-1]) != NULL)
		end--;
	for (const char *p = s; p < end && strchr(BLANKS, *p) != NULL; p++)
		if (*p == '\n')
			from = p + 1;
	return tix_arena_dup_n(mem, from, (size_t)(end - from));
}

/* The line of 'footer' from 'from' on that 'line' is, or NULL. */
static const char *
find_line(const char *footer, const char *line)
{
	for (; *footer != '\0'; footer = next_line(footer))
		if (is_same(footer, line))
			return footer;
	return NULL;
}

const char *
tix_footer_leave(struct tix_arena *mem, const char *text, const char *footer)
{
	struct tix_buf b = { .arena = mem };
	const char *last = NULL, *s, *next, *at;

	for (s = text; *s != '\0'; s = next_line(s))
		if (is_same(s, scissors))
			last = s;
	if (last == NULL)
		return trim(mem, text, strlen(text));
	tix_buf_add(&b, text, (size_t)(last - text));
	for (s = last; *s != '\0'; s = next) {
		next = next_line(s);
		at = line_size(s) > 0 ? find_line(footer, s) : NULL;
		if (at != NULL)
			footer = next_line(at);
		else
			tix_buf_add(&b, s, (size_t)(next - s));
	}
	return trim(mem, tix_buf_text(&b), b.len);
}

static bool
begins(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

/* "The note goes above that line; ..." */
static bool
is_told(const char *line)
{
	size_t n = line_size(line), word;

	if (!begins(line, HEAD) || n < strlen(HEAD TAIL))
		return false;
	line += strlen(HEAD);
	word = n - strlen(HEAD TAIL);
	for (size_t i = 0; i < word; i++)
		if (line[i] < 'a' || line[i] > 'z')
			return false;
	return memcmp(line + word, TAIL, strlen(TAIL)) == 0;
}

/* The end of a whole footer that begins at 'line', or NULL. */
static const char *
footer_end(const char *line)
{
	size_t digits;

	if (!is_same(line, scissors))
		return NULL;
	line = next_line(line);
	if (!is_told(line))
		return NULL;
	line = next_line(line);
	if (is_same(line, MANY))
		return next_line(line);
	digits = begins(line, TICKET) ?
	    strspn(line + strlen(TICKET), "0123456789") : 0;
	if (digits == 0 || line[strlen(TICKET) + digits] != ',')
		return NULL;
	line = next_line(line);
	return begins(line, REQUESTER) ? next_line(line) : NULL;
}

const char *
tix_footer_drop(struct tix_arena *mem, const char *text)
{
	struct tix_buf b = { .arena = mem };
	const char *from = NULL, *to = NULL, *end;

	for (const char *s = text; *s != '\0'; s = next_line(s)) {
		end = footer_end(s);
		if (end != NULL) {
			from = s;
			to = end;
		}
	}
	if (from == NULL)
		return trim(mem, text, strlen(text));
	tix_buf_add(&b, text, (size_t)(from - text));
	tix_buf_str(&b, to);
	return trim(mem, tix_buf_text(&b), b.len);
}
