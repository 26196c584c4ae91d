/*
 * Files that are there whole, or as they were before.
 */
#include "exportfile.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/arena.h>

static enum tix_status
trouble(struct tix *tx, const struct tix_whole_file *f)
{
	return tix_fail(tx, TIX_IO, "'%s': %s", f->name,
	    strerror(errno != 0 ? errno : EIO));
}

static bool
is_same(const struct stat *st, const char *other)
{
	struct stat there;

	return other != NULL && stat(other, &there) == 0 &&
	    there.st_dev == st->st_dev && there.st_ino == st->st_ino;
}

static enum tix_status
open_beside(struct tix *tx, struct tix_whole_file *f)
{
	const char *folder = dirname(tix_arena_dup(tx->run, f->path));
	int fd;

	f->made = tix_arena_printf(tx->run, "%s/.tix-XXXXXX", folder);
	fd = mkostemp(f->made, O_CLOEXEC);
	if (fd < 0)
		return trouble(tx, f);
	f->to = fdopen(fd, "w");
	if (f->to != NULL)
		return TIX_OK;
	close(fd);
	unlink(f->made);
	return trouble(tx, f);
}

enum tix_status
tix_whole_begin(struct tix *tx, struct tix_whole_file *f, const char *path,
    const char *not)
{
	struct stat st;
	char *real;

	*f = (struct tix_whole_file){ .path = path, .name = path };
	if (stat(path, &st) != 0)
		return open_beside(tx, f);
	if (is_same(&st, not))
		return tix_fail(tx, TIX_INVALID, "'%s' is the desk itself",
		    path);
	if (!S_ISREG(st.st_mode)) {
		f->path = NULL;
		f->to = fopen(path, "we");
		return f->to != NULL ? TIX_OK : trouble(tx, f);
	}
	real = realpath(path, NULL); /* what a link leads to is replaced */
	if (real == NULL)
		return trouble(tx, f);
	f->path = tix_arena_dup(tx->run, real);
	free(real);
	return open_beside(tx, f);
}

static int
sync_folder(struct tix *tx, const char *path)
{
	const char *folder = dirname(tix_arena_dup(tx->run, path));
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int r = fd < 0 ? -1 : fsync(fd), error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
	return r != 0 && error != EINVAL ? -1 : 0;
}

enum tix_status
tix_whole_end(struct tix *tx, struct tix_whole_file *f, enum tix_status s)
{
	errno = 0;
	if (s == TIX_OK && (fflush(f->to) != 0 || ferror(f->to) ||
	    (f->path != NULL && fsync(fileno(f->to)) != 0)))
		s = trouble(tx, f);
	errno = 0;
	if (fclose(f->to) != 0 && s == TIX_OK)
		s = trouble(tx, f);
	if (f->path == NULL)
		return s;
	if (s == TIX_OK && rename(f->made, f->path) != 0)
		s = trouble(tx, f);
	else if (s == TIX_OK)
		return sync_folder(tx, f->path) == 0 ? s : trouble(tx, f);
	unlink(f->made);
	return s;
}
