/*
 * How the engine opens its log; beside db.c the only file that includes the
 * engine's header, and for this alone.
 */
#include "file.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define NAME "tix"
#define HEADER_SIZE 32 /* of a log */
#define TURNS_AT 12    /* in it: how many times it began anew */

/*
 * Has the log begun anew since it was made?  Before that it was copied into the
 * file, and so it was synced with its name in the folder: by the handle that
 * could have made it, or by one that found this.
 */
static bool
has_turned(sqlite3_file *f)
{
	static const unsigned char magic[] = { 0x37, 0x7f, 0x06 };
	static const unsigned char none[4] = { 0 };
	unsigned char head[HEADER_SIZE];

	return f->pMethods->xRead(f, head, sizeof head, 0) == SQLITE_OK &&
	    memcmp(head, magic, sizeof magic) == 0 &&
	    memcmp(head + TURNS_AT, none, sizeof none) != 0;
}

/*
 * The engine takes each log that it may have made for one that it has: the
 * first sync is of the folder, too.  A name that is known to last needs none:
 * half of the syncs of a program that writes once.
 */
static int
open_file(sqlite3_vfs *v, const char *path, sqlite3_file *f, int flags,
    int *given)
{
	sqlite3_vfs *system = v->pAppData;
	const int old = flags & ~SQLITE_OPEN_CREATE;

	if ((flags & SQLITE_OPEN_WAL) != 0 && old != flags) {
		if (system->xOpen(system, path, f, old, given) == SQLITE_OK &&
		    has_turned(f))
			return SQLITE_OK;
		if (f->pMethods != NULL)
			f->pMethods->xClose(f);
	}
	return system->xOpen(system, path, f, flags, given);
}

const char *
tix_file_vfs(void)
{
	sqlite3_vfs *system, *v;

	if (sqlite3_vfs_find(NAME) != NULL)
		return NAME;
	system = sqlite3_vfs_find(NULL);
	v = malloc(sizeof *v);
	if (system == NULL || v == NULL) {
		free(v);
		return NULL;
	}
	*v = *system;
	v->pNext = NULL;
	v->zName = NAME;
	v->pAppData = system;
	v->xOpen = open_file;
	if (sqlite3_vfs_register(v, 0) == SQLITE_OK)
		return NAME;
	free(v);
	return NULL;
}
