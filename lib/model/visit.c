/*
 * Words for the levels that a ticket was at.
 */
#include <tix/visit.h>

#include <string.h>

static bool
parts(char c)
{
	return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == ':' ||
	    c == '%';
}

static void
add_part(struct tix_buf *b, const char *s)
{
	for (; s != NULL && *s != '\0'; s++)
		if (parts(*s))
			tix_buf_printf(b, "%%%02X", (unsigned char)*s);
		else
			tix_buf_char(b, *s);
}

static int
digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' :
	    c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The part at '*at' of a word that ends at 'end'; NULL for an empty one. */
static const char *
next_part(struct tix_arena *mem, const char **at, const char *end)
{
	struct tix_buf b = { .arena = mem };

	for (; *at < end && **at != ':'; (*at)++) {
		const char *s = *at;
		int high = *s == '%' && end - s > 2 ? digit(s[1]) : -1;
		int low = high < 0 ? -1 : digit(s[2]);

		if (low >= 0)
			tix_buf_char(&b, (char)(high << 4 | low));
		else
			tix_buf_char(&b, *s);
		*at += low < 0 ? 0 : 2;
	}
	*at += *at < end;
	return b.len > 0 ? tix_buf_text(&b) : NULL;
}

static int64_t
number(const char *s)
{
	int64_t n = 0;

	for (; s != NULL && *s >= '0' && *s <= '9'; s++)
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, *s - '0', &n))
			return 0;
	return n;
}

bool
tix_visits_next(struct tix_arena *mem, const char **at, struct tix_visit *v)
{
	while (*at != NULL && **at != '\0') {
		const char *end = *at + strcspn(*at, " ");

		v->level = next_part(mem, at, end);
		v->times = number(next_part(mem, at, end));
		v->agent = next_part(mem, at, end);
		v->queue = next_part(mem, at, end);
		v->from = next_part(mem, at, end);
		*at = end + strspn(end, " ");
		if (v->level != NULL && v->times > 0)
			return true;
	}
	return false;
}

bool
tix_visits_find(struct tix_arena *mem, const char *visits, const char *level,
    struct tix_visit *v)
{
	while (tix_visits_next(mem, &visits, v))
		if (strcmp(v->level, level) == 0)
			return true;
	return false;
}

/* "LEVEL:", which begins the word of one level alone. */
static const char *
head(struct tix_arena *mem, const char *level)
{
	struct tix_buf b = { .arena = mem };

	add_part(&b, level);
	tix_buf_char(&b, ':');
	return tix_buf_text(&b);
}

/* The word of a level as it stands in the list, or NULL. */
static const char *
word_of(struct tix_arena *mem, const char *visits, const char *level)
{
	const char *h = head(mem, level);

	while (visits != NULL && *visits != '\0') {
		size_t n = strcspn(visits, " ");

		if (strncmp(visits, h, strlen(h)) == 0)
			return tix_arena_dup_n(mem, visits, n);
		visits += n;
		visits += strspn(visits, " ");
	}
	return NULL;
}

const char *
tix_visits_put(struct tix_arena *mem, const char *visits,
    const struct tix_visit *v)
{
	const char *old = word_of(mem, visits, v->level);
	struct tix_buf b = { .arena = mem };

	if (old != NULL)
		visits = tix_tags_drop(mem, visits, old);
	else if (tix_tags_count(visits) >= TIX_VISITS_MAX)
		return visits;
	tix_buf_str(&b, head(mem, v->level));
	tix_buf_printf(&b, "%lld:", (long long)v->times);
	add_part(&b, v->agent);
	tix_buf_char(&b, ':');
	add_part(&b, v->queue);
	tix_buf_char(&b, ':');
	add_part(&b, v->from);
	return tix_tags_add(mem, visits, tix_buf_text(&b));
}
