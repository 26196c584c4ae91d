/*
 * Hooks: programs of the settings, or of a folder of hooks.  Whoever may write
 * one of them could run what he likes as whoever delivers, so that one that
 * others may change is not run.
 */
#include "private.h"
#include "sending.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/config.h>

#define FOLDER "tix/hooks.d"
#define LETTERS \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

enum tix_status
tix_hook_folders(struct tix *tx, const char *folder[TIX_HOOK_FOLDERS],
    size_t *n)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	const char *set;
	enum tix_status s = tix_config_get(tx, "hooks", &set, NULL);

	*n = 0;
	if (s == TIX_OK && set != NULL)
		folder[(*n)++] = set;
	if (s != TIX_OK || set != NULL)
		return s;
	if (config != NULL && config[0] == '/')
		folder[(*n)++] = tix_arena_printf(tx->mem, "%s/" FOLDER,
		    config);
	else if (home != NULL && home[0] == '/')
		folder[(*n)++] = tix_arena_printf(tx->mem, "%s/.config/"
		    FOLDER, home);
	folder[(*n)++] = "/etc/" FOLDER;
	return TIX_OK;
}

static bool
is_others(const struct stat *st)
{
	return (st->st_uid != 0 && st->st_uid != geteuid()) ||
	    (st->st_mode & (S_IWGRP | S_IWOTH)) != 0;
}

enum tix_status
tix_hook_check(struct tix *tx, const char *folder, const char *path)
{
	const char *name = path;
	struct stat in, file;

	if (stat(folder, &in) != 0 || stat(path, &file) != 0)
		return tix_fail(tx, TIX_CONFLICT, "hook '%s': %s", path,
		    strerror(errno));
	if (!S_ISREG(file.st_mode))
		return tix_fail(tx, TIX_CONFLICT, "hook '%s' is no file",
		    path);
	if (is_others(&in))
		name = folder;
	if (is_others(&in) || is_others(&file))
		return tix_fail(tx, TIX_CONFLICT, "hook '%s' is not run: "
		    "others may change '%s'", path, name);
	if (access(path, X_OK) != 0)
		return tix_fail(tx, TIX_CONFLICT,
		    "hook '%s' is not run: it is not executable", path);
	return TIX_OK;
}

enum tix_status
tix_hook_file(struct tix *tx, const char *name, const char **path)
{
	const char *folder[TIX_HOOK_FOLDERS];
	enum tix_status s;
	struct stat st;
	size_t n;

	*path = NULL;
	if (*name == '\0' || name[strspn(name, LETTERS)] != '\0')
		return tix_fail(tx, TIX_NOT_FOUND, "no hook '%s'", name);
	s = tix_hook_folders(tx, folder, &n);
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		*path = tix_arena_printf(tx->mem, "%s/%s", folder[i], name);
		if (stat(*path, &st) == 0 ||
		    (errno != ENOENT && errno != ENOTDIR))
			return tix_hook_check(tx, folder[i], *path);
	}
	*path = NULL;
	return s != TIX_OK ? s : tix_fail(tx, TIX_NOT_FOUND,
	    "no hook '%s' in '%s'%s%s%s", name, folder[0], n > 1 ? " or '" :
	    "", n > 1 ? folder[1] : "", n > 1 ? "'" : "");
}

enum tix_status
tix_hook_find(struct tix *tx, const char *name, const char **path)
{
	const char *setting = tix_arena_printf(tx->mem, "hook.%s", name);
	enum tix_status s = TIX_OK;

	*path = NULL;
	if (tix_setting_find(setting) != NULL)
		s = tix_config_get(tx, setting, path, NULL);
	if (s != TIX_OK || *path != NULL)
		return s;
	s = tix_hook_file(tx, name, path);
	if (s == TIX_NOT_FOUND)
		return tix_fail(tx, s, "no hook '%s': the settings have no "
		    "hook.%s, nor has the folder of hooks one", name, name);
	return s;
}
