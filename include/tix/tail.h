/*
 * Lines of a compiled desk's tail: "KIND TAB NAME TAB JSON".  Rules ("r") are
 * other than that, see rule.h; those are passed over.
 */
#ifndef TIX_TAIL_H
#define TIX_TAIL_H

#include <tix/desk.h>

struct tix_tail_line {
	char kind;          /* 'p' requester, 'o' organisation, 'd' schedule */
	const char *name;   /* on the arena it was asked for */
	const char *json;   /* in the tail: 'len' bytes, and no NUL behind */
	size_t len;
};

/* The line of a kind and name, without reading the lines before it. */
bool tix_tail_find(struct tix_arena *mem, const struct tix_desk *d, char kind,
    const char *name, struct tix_tail_line *line);

/*
 * The next line of a kind from '*at' on (d->tail at first), which it moves;
 * false where there is none.
 */
bool tix_tail_next(struct tix_arena *mem, const char **at, char kind,
    struct tix_tail_line *line);

#endif
