/*
 * For lib/cli alone: what replies go out by.
 */
#ifndef TIX_SENDING_H
#define TIX_SENDING_H

#include <tix/deliver.h>

/* The program behind a hook; TIX_NOT_FOUND where the settings have none. */
enum tix_status tix_hook_find(struct tix *tx, const char *name,
    const char **path);

#endif
