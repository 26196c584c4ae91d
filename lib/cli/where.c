/*
 * Which desk.
 */
#include "private.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/config.h>

#define SYSTEM_DESK "/var/lib/tix/tix.db"

/* Is it there?  What cannot be looked at is an error, never absence. */
static enum tix_status
candidate(struct tix *tx, const char *path, bool *there)
{
	struct stat st;

	*there = stat(path, &st) == 0;
	if (*there || errno == ENOENT || errno == ENOTDIR)
		return TIX_OK;
	return tix_fail(tx, TIX_IO, "'%s': %s", path, strerror(errno));
}

/* $XDG_DATA_HOME/tix/tix.db; its default is below the home folder. */
static enum tix_status
own_desk(struct tix *tx, const char **path)
{
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	if (data != NULL && data[0] == '/')
		*path = tix_arena_printf(tx->run, "%s/tix/tix.db", data);
	else if (home != NULL && home[0] == '/')
		*path = tix_arena_printf(tx->run, "%s/.local/share/tix/tix.db",
		    home);
	else
		return tix_fail(tx, TIX_NOT_FOUND,
		    "which desk? give --db, or set TIX_DB or HOME");
	return TIX_OK;
}

/* All folders above the desk's own one, which the store makes. */
static enum tix_status
make_parents(struct tix *tx, const char *path)
{
	char *copy = tix_arena_dup(tx->run, path);
	char *last = strrchr(copy, '/');
	struct stat st;
	int error;

	*last = '\0';
	for (char *s = strchr(copy + 1, '/'); s != NULL;
	    s = strchr(s + 1, '/')) {
		*s = '\0';
		error = mkdir(copy, 0700) == 0 ? 0 : errno;
		if (error != 0 && stat(copy, &st) != 0)
			return tix_fail(tx, TIX_IO, "'%s': %s", copy,
			    strerror(error));
		*s = '/';
	}
	return TIX_OK;
}

enum tix_status
tix_where(struct tix *tx, struct tix_run *r, const char *option)
{
	const char *env = getenv("TIX_DB");
	enum tix_status s;
	bool there;

	if (option != NULL) {
		r->db = option;
		r->db_from = "--db";
		return TIX_OK;
	}
	if (env != NULL && *env != '\0') {
		r->db = env;
		r->db_from = "TIX_DB";
		return TIX_OK;
	}
	s = tix_config_get(tx, "db", &r->db, &r->db_from);
	if (s != TIX_OK || r->db != NULL)
		return s;
	r->db = SYSTEM_DESK;
	r->db_from = "the system's desk";
	s = candidate(tx, r->db, &there);
	if (s != TIX_OK || there)
		return s;
	r->db_from = "your own desk";
	s = own_desk(tx, &r->db);
	if (s == TIX_OK && (r->cmd->flags & TIX_CMD_MAKES) != 0 && !r->dry_run)
		s = make_parents(tx, r->db);
	return s;
}
