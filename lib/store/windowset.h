/*
 * For lib/store alone: what a set of windows is known by.
 */
#ifndef TIX_STORE_WINDOWSET_H
#define TIX_STORE_WINDOWSET_H

#include <tix/hash.h>
#include <tix/worktime.h>

/* One more window of the set; those of a set are hashed in order. */
void tix_window_hash(struct tix_hash *h, const struct tix_window *w);

#endif
