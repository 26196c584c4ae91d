/*
 * Pointing at a place in a text that a user wrote.
 */
#ifndef TIX_POINT_H
#define TIX_POINT_H

#include <tix/arena.h>

/*
 * Two lines to stand behind a complaint, each begun by a newline and two
 * blanks: what is round 'at', a place in 'text', as one harmless line, and a
 * mark below the place.
 */
const char *tix_point(struct tix_arena *mem, const char *text, const char *at);

#endif
