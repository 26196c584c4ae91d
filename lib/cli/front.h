/*
 * For lib/cli alone: the front, and what it prints of its own.
 */
#ifndef TIX_FRONT_H
#define TIX_FRONT_H

#include "private.h"

#include <limits.h>

struct tix_front {
	const struct tix_program *programs;
	size_t n;
	struct tix tx; /* for settings alone */
	struct tix_arena *mem;
	char folder[PATH_MAX]; /* where this program is */
};

/* Is it a program of the install directory? */
bool tix_front_has(const struct tix_front *f, const char *name);

/* The page behind a topic of help, or NULL. */
const char *tix_front_topic(const char *name);

/* Print what there is; the exit status. */
int tix_front_list(struct tix_front *f);

/* Candidates for completion, for help the topics too; the exit status. */
int tix_front_complete(struct tix_front *f, bool with_topics);

/* There is no such command: names like it, on standard error; 2. */
int tix_front_unknown(struct tix_front *f, const char *name);

/* The words of f->tx on standard error; their exit status. */
int tix_front_fail(struct tix_front *f, enum tix_status s);

/* Flush what was printed; the exit status. */
int tix_front_printed(void);

#endif
