/*
 * Two texts, line by line.  Pure.
 */
#ifndef TIX_LINEDIFF_H
#define TIX_LINEDIFF_H

#include <tix/arena.h>

/* Beyond so many lines in and out the rest is told as wholly replaced. */
#define TIX_LINEDIFF_MAX 1500

/*
 * What makes 'to' of 'from' as a unified diff with three lines about each
 * change, on 'mem'; "" where they are equal.  The names stand in its head.
 */
const char *tix_linediff(struct tix_arena *mem, const char *from_name,
    const char *from, const char *to_name, const char *to);

#endif
