/*
 * For lib/cli alone: what a setting may be, and a file of settings.
 */
#ifndef TIX_CLI_SETTINGS_H
#define TIX_CLI_SETTINGS_H

#include <tix/config.h>

/* Is the value one of this kind?  TIX_INVALID with words about it alone. */
enum tix_status tix_setting_check(struct tix *tx,
    const struct tix_setting_kind *kind, const char *value);

/* All names, for a complaint. */
const char *tix_setting_names(struct tix *tx);

/*
 * The bytes of a file of settings, on tx->run; NULL where there is no file.
 * What cannot be looked at is an error, never absence: TIX_IO, or TIX_INVALID
 * for too much of it.
 */
enum tix_status tix_config_open(struct tix *tx, const char *path,
    const char **text, size_t *size);

#endif
