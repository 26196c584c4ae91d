/*
 * Memory that is freed all at once.
 */
#ifndef TIX_ARENA_H
#define TIX_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct tix_arena;

/* A new arena; tix_arena_free() releases it and all that came from it. */
struct tix_arena *tix_arena_new(void);
void tix_arena_free(struct tix_arena *a);

/* Forget everything allocated; some memory is kept for the next round. */
void tix_arena_reset(struct tix_arena *a);

/*
 * 'size' bytes of zeros, aligned for any type.  Never NULL: out of memory ends
 * the process at once with exit status 70 and a line on standard error, which
 * is as safe as any other kill: what was not committed is not there.
 */
void *tix_arena_alloc(struct tix_arena *a, size_t size);

/* Room for 'n' things of 'size' bytes; an overflow is out of memory. */
void *tix_arena_array(struct tix_arena *a, size_t n, size_t size);

/*
 * Room for one more in a list of 'n' things of 'size' bytes that has room for
 * '*cap': the list itself, or a longer copy.  Begin with NULL, 0 and 0.
 */
void *tix_arena_more(struct tix_arena *a, void *list, size_t n, size_t *cap,
    size_t size);

/* A copy of 's', or NULL for NULL. */
char *tix_arena_dup(struct tix_arena *a, const char *s);

/* A copy of 'n' bytes with a NUL behind. */
char *tix_arena_dup_n(struct tix_arena *a, const void *p, size_t n);

/* What printf would print. */
char *tix_arena_printf(struct tix_arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A growing string; 'data' is NUL-terminated once anything was added (NULL
 * before).  Initialise with { .arena = a }; there is nothing to free.
 */
struct tix_buf {
	struct tix_arena *arena;
	char *data;
	size_t len;
	size_t cap;
};

void tix_buf_add(struct tix_buf *b, const void *p, size_t n);
void tix_buf_str(struct tix_buf *b, const char *s);
void tix_buf_char(struct tix_buf *b, char c);
void tix_buf_printf(struct tix_buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The text so far: never NULL. */
const char *tix_buf_text(const struct tix_buf *b);

#endif
