/*
 * A growing string on an arena.
 */
#include <tix/arena.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void
grow(struct tix_buf *b, size_t want)
{
	size_t cap = b->cap < 64 ? 64 : b->cap;
	char *data;

	while (cap < want)
		cap *= 2;
	data = tix_arena_alloc(b->arena, cap);
	if (b->len > 0)
		memcpy(data, b->data, b->len);
	b->data = data;
	b->cap = cap;
}

/* There is mostly room: that much is worth no call. */
static inline void
make_room(struct tix_buf *b, size_t n)
{
	const size_t want = b->len + n + 1;

	if (want > b->cap)
		grow(b, want);
}

void
tix_buf_add(struct tix_buf *b, const void *p, size_t n)
{
	make_room(b, n);
	if (n > 0)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
tix_buf_str(struct tix_buf *b, const char *s)
{
	tix_buf_add(b, s, strlen(s));
}

void
tix_buf_char(struct tix_buf *b, char c)
{
	make_room(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void
tix_buf_printf(struct tix_buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	make_room(b, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

const char *
tix_buf_text(const struct tix_buf *b)
{
	return b->data == NULL ? "" : b->data;
}
