/*
 * Personal and system-wide settings, read only where there is a file.
 */
#include "private.h"

#include <confuse.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONFIG_MAX 65536 /* bytes */

/* The library would print; the words are ours. */
static void
say_nothing(cfg_t *cfg, const char *fmt, va_list ap)
{
	(void)cfg;
	(void)fmt;
	(void)ap;
}

static enum tix_status
read_config(struct tix *tx, const char *path, const char **db)
{
	cfg_opt_t opts[] = { CFG_STR("db", NULL, CFGF_NONE), CFG_END() };
	cfg_t *cfg = cfg_init(opts, CFGF_NONE);
	enum tix_status s = TIX_OK;

	if (cfg == NULL)
		return tix_fail(tx, TIX_FAILED, "'%s': out of memory", path);
	cfg_set_error_function(cfg, say_nothing);
	if (cfg_parse(cfg, path) != CFG_SUCCESS)
		s = tix_fail(tx, TIX_INVALID,
		    "%s:%d: not understood; there is one setting: "
		    "db = \"PATH\"", path, cfg->line);
	else if (cfg_getstr(cfg, "db") != NULL &&
	    cfg_getstr(cfg, "db")[0] != '/')
		s = tix_fail(tx, TIX_INVALID,
		    "%s: db = '%s': a path begins with /", path,
		    cfg_getstr(cfg, "db"));
	else if (cfg_getstr(cfg, "db") != NULL)
		*db = tix_arena_dup(tx->run, cfg_getstr(cfg, "db"));
	cfg_free(cfg);
	return s;
}

/* Is there a file?  What cannot be looked at is an error, never absence. */
static enum tix_status
try_config(struct tix *tx, const char *path, const char **db)
{
	struct stat st;

	if (access(path, R_OK) == 0 && stat(path, &st) == 0) {
		/* What cannot be read ends the library's scanner, and us. */
		if (S_ISREG(st.st_mode) && st.st_size <= CONFIG_MAX)
			return read_config(tx, path, db);
		return tix_fail(tx, TIX_IO, "'%s' is no file of settings",
		    path);
	}
	if (errno == ENOENT || errno == ENOTDIR)
		return TIX_OK;
	return tix_fail(tx, TIX_IO, "'%s': %s", path, strerror(errno));
}

enum tix_status
tix_config_db(struct tix *tx, const char **db, const char **from)
{
	const char *folder = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	enum tix_status s = TIX_OK;

	*db = NULL;
	*from = NULL;
	if (folder != NULL && folder[0] == '/')
		*from = tix_arena_printf(tx->run, "%s/tix/config", folder);
	else if (home != NULL && home[0] == '/')
		*from = tix_arena_printf(tx->run, "%s/.config/tix/config",
		    home);
	if (*from != NULL)
		s = try_config(tx, *from, db);
	if (s == TIX_OK && *db == NULL) {
		*from = "/etc/tix/config";
		s = try_config(tx, *from, db);
	}
	return s;
}
