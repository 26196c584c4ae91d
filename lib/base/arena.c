/*
 * Memory in blocks that are freed all at once.
 */
#include <tix/arena.h>

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE 16384

struct block {
	struct block *next;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char data[];
};

struct tix_arena {
	struct block *block; /* the one at hand, newest first */
};

/* Nothing can be worded or undone without memory; what is stored is safe. */
static _Noreturn void
out_of_memory(void)
{
	static const char words[] = "tix: out of memory\n";
	ssize_t n = write(STDERR_FILENO, words, sizeof words - 1);

	(void)n;
	_exit(70);
}

static struct block *
block_new(size_t size, struct block *next)
{
	struct block *b = malloc(sizeof *b + size);

	if (b == NULL)
		out_of_memory();
	b->next = next;
	b->size = size;
	b->used = 0;
	return b;
}

struct tix_arena *
tix_arena_new(void)
{
	struct tix_arena *a = malloc(sizeof *a);

	if (a == NULL)
		out_of_memory();
	a->block = block_new(BLOCK_SIZE, NULL);
	return a;
}

void
tix_arena_free(struct tix_arena *a)
{
	struct block *b, *next;

	if (a == NULL)
		return;
	for (b = a->block; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

void
tix_arena_reset(struct tix_arena *a)
{
	struct block *b, *next;

	for (b = a->block; b->next != NULL; b = next) {
		next = b->next;
		free(b);
	}
	b->used = 0; /* the first block stays */
	a->block = b;
}

void *
tix_arena_alloc(struct tix_arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct block *b = a->block;
	void *p;

	if (size > SIZE_MAX / 2)
		out_of_memory();
	size = (size + align - 1) & ~(align - 1);
	if (b->size - b->used < size) {
		b = block_new(size > BLOCK_SIZE ? size : BLOCK_SIZE, b);
		a->block = b;
	}
	p = b->data + b->used;
	b->used += size;
	return memset(p, 0, size);
}

void *
tix_arena_array(struct tix_arena *a, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		out_of_memory();
	return tix_arena_alloc(a, total);
}

void *
tix_arena_more(struct tix_arena *a, void *list, size_t n, size_t *cap,
    size_t size)
{
	void *longer;

	if (n < *cap)
		return list;
	*cap = *cap == 0 ? 16 : 2 * *cap;
	longer = tix_arena_array(a, *cap, size);
	if (n > 0)
		memcpy(longer, list, n * size);
	return longer;
}

char *
tix_arena_dup(struct tix_arena *a, const char *s)
{
	return s == NULL ? NULL : tix_arena_dup_n(a, s, strlen(s));
}

char *
tix_arena_dup_n(struct tix_arena *a, const void *p, size_t n)
{
	char *s = tix_arena_alloc(a, n + 1);

	if (n > 0)
		memcpy(s, p, n);
	return s;
}

char *
tix_arena_printf(struct tix_arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		out_of_memory();
	s = tix_arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(s, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return s;
}
