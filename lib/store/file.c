/*
 * The desk's file before it is opened, and how it is made.
 */
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <tix/arena.h>

static bool
is_absence(int error)
{
	return error == ENOENT || error == ENOTDIR;
}

/* The folder resolved, the name as it is: a link there is refused. */
static enum tix_status
resolve(struct tix *tx, const char *path, const char **folder,
    const char **canonical)
{
	char *copy = tix_arena_dup(tx->run, path);
	char *again = tix_arena_dup(tx->run, path);
	char real[PATH_MAX];

	if (realpath(dirname(copy), real) == NULL)
		return tix_fail(tx, is_absence(errno) ? TIX_NOT_FOUND :
		    TIX_IO, "'%s': %s", path, strerror(errno));
	*folder = tix_arena_dup(tx->run, real);
	*canonical = tix_arena_printf(tx->run, "%s/%s",
	    strcmp(real, "/") == 0 ? "" : real, basename(again));
	return TIX_OK;
}

bool
tix_file_is_network(long magic)
{
	static const unsigned long magics[] = {
		0x6969,     /* NFS */
		0x517b,     /* SMB */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB2 */
		0x01021997, /* 9P */
		0x65735546, /* FUSE */
		0x5346414f, /* AFS */
		0x00c36400, /* Ceph */
		0x47504653, /* GPFS */
		0x0bd00bd0, /* Lustre */
	};

	for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
		if ((unsigned long)magic == magics[i])
			return true;
	return false;
}

static enum tix_status
check_local(struct tix *tx, const char *path)
{
	struct statfs fs;

	if (statfs(path, &fs) != 0)
		return tix_fail(tx, TIX_IO, "'%s': %s", path, strerror(errno));
	if (tix_file_is_network(fs.f_type))
		return tix_fail(tx, TIX_CONFLICT,
		    "'%s' is on a network file system, where locks and shared "
		    "memory do not hold", path);
	return TIX_OK;
}

enum tix_status
tix_file_check(struct tix *tx, const char *path, const char **canonical)
{
	const char *folder;
	enum tix_status s = resolve(tx, path, &folder, canonical);
	struct stat st;

	if (s == TIX_OK && lstat(*canonical, &st) != 0)
		s = tix_fail(tx, is_absence(errno) ? TIX_NOT_FOUND : TIX_IO,
		    "'%s': %s", path, strerror(errno));
	if (s == TIX_NOT_FOUND)
		return tix_fail(tx, s, "no desk at '%s'; tix init makes one",
		    path);
	if (s != TIX_OK)
		return s;
	if (S_ISLNK(st.st_mode))
		return tix_fail(tx, TIX_CONFLICT,
		    "'%s' is a symbolic link; name the file itself", path);
	if (!S_ISREG(st.st_mode))
		return tix_fail(tx, TIX_CONFLICT, "'%s' is no desk: no file",
		    path);
	if (st.st_nlink != 1)
		return tix_fail(tx, TIX_CONFLICT,
		    "'%s' has %lu names (hard links); a desk must have one",
		    path, (unsigned long)st.st_nlink);
	return check_local(tx, *canonical);
}

static bool
is_empty(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	int n = 0;

	if (d == NULL)
		return false;
	while ((e = readdir(d)) != NULL)
		n += strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0;
	closedir(d);
	return n == 0;
}

/* Make the folder one that the group shares, or find that it is. */
static enum tix_status
share_folder(struct tix *tx, const char *folder, const struct group *g)
{
	struct stat st;

	if (stat(folder, &st) != 0)
		return tix_fail(tx, TIX_IO, "'%s': %s", folder,
		    strerror(errno));
	if (st.st_gid == g->gr_gid && (st.st_mode & 07777) == 02770)
		return TIX_OK;
	if (!is_empty(folder))
		return tix_fail(tx, TIX_CONFLICT,
		    "'%s' is not empty, so its mode stays; a shared desk "
		    "wants a folder of its own (2770, group %s)", folder,
		    g->gr_name);
	if (chown(folder, (uid_t)-1, g->gr_gid) != 0 ||
	    chmod(folder, 02770) != 0)
		return tix_fail(tx, TIX_IO, "'%s': %s", folder,
		    strerror(errno));
	return TIX_OK;
}

static enum tix_status
find_group(struct tix *tx, const char *name, const struct group **g)
{
	*g = NULL;
	if (name == NULL)
		return TIX_OK;
	*g = getgrnam(name);
	return *g != NULL ? TIX_OK :
	    tix_fail(tx, TIX_NOT_FOUND, "no group '%s'", name);
}

/* The folder is made where it is missing, one step deep. */
static enum tix_status
make_folder(struct tix *tx, const char *path)
{
	char *folder = dirname(tix_arena_dup(tx->run, path));

	int error = mkdir(folder, 0700) == 0 ? 0 : errno;
	struct stat st;

	/* Absence above it is said of the whole path. */
	if (error == 0 || is_absence(error) || stat(folder, &st) == 0)
		return TIX_OK;
	return tix_fail(tx, TIX_IO, "'%s': %s", folder, strerror(error));
}

static enum tix_status
taken(struct tix *tx, const char *path)
{
	return tix_fail(tx, TIX_CONFLICT,
	    "'%s' is there already; it is left as it is", path);
}

/* A name of its own, also beside one that somebody killed left behind. */
static int
open_new(struct tix *tx, const char *final, const char **made)
{
	int fd = -1;

	for (int i = 0; i < 100; i++) {
		*made = tix_arena_printf(tx->run, "%s.init-%ld.%d", final,
		    (long)getpid(), i);
		fd = open(*made, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC |
		    O_NOFOLLOW, 0600);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	return fd;
}

static enum tix_status
make_file(struct tix *tx, const char *final, const struct group *g,
    const char **made)
{
	int fd = open_new(tx, final, made);
	int error = 0;

	if (fd < 0)
		return tix_fail(tx, TIX_IO, "'%s': %s", *made, strerror(errno));
	if (g != NULL && (fchown(fd, (uid_t)-1, g->gr_gid) != 0 ||
	    fchmod(fd, 0660) != 0))
		error = errno;
	close(fd);
	if (error == 0)
		return TIX_OK;
	unlink(*made);
	return tix_fail(tx, TIX_IO, "'%s': %s", *made, strerror(error));
}

enum tix_status
tix_file_create(struct tix *tx, const char *path, const char *group,
    const char **made, const char **final)
{
	const char *folder;
	const struct group *g;
	struct stat st;
	enum tix_status s = find_group(tx, group, &g);

	if (s == TIX_OK)
		s = make_folder(tx, path);
	if (s == TIX_OK)
		s = resolve(tx, path, &folder, final);
	if (s == TIX_OK)
		s = check_local(tx, folder);
	if (s == TIX_OK && lstat(*final, &st) == 0)
		return taken(tx, path);
	if (s == TIX_OK && g != NULL)
		s = share_folder(tx, folder, g);
	return s == TIX_OK ? make_file(tx, *final, g, made) : s;
}

/* In one step where the file system can: else it has two names in between. */
static enum tix_status
rename_new(struct tix *tx, const char *made, const char *final)
{
	int r = renameat2(AT_FDCWD, made, AT_FDCWD, final, RENAME_NOREPLACE);

	if (r != 0 && (errno == EINVAL || errno == ENOSYS)) {
		r = link(made, final);
		if (r == 0)
			unlink(made);
	}
	if (r == 0)
		return TIX_OK;
	return errno == EEXIST ? taken(tx, final) :
	    tix_fail(tx, TIX_IO, "'%s': %s", final, strerror(errno));
}

static enum tix_status
sync_folder(struct tix *tx, const char *path)
{
	const char *folder = dirname(tix_arena_dup(tx->run, path));
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int r = fd < 0 ? -1 : fsync(fd);
	int error = errno;

	if (fd >= 0)
		close(fd);
	return r == 0 || error == EINVAL ? TIX_OK :
	    tix_fail(tx, TIX_IO, "'%s': %s", folder, strerror(error));
}

/* Under the gate.  The log of a desk that was deleted must not be read. */
static enum tix_status
name_it(struct tix *tx, const char *made, const char *final)
{
	struct stat st;
	enum tix_status s;

	if (lstat(final, &st) == 0)
		return taken(tx, final);
	unlink(tix_arena_printf(tx->run, "%s-wal", final));
	unlink(tix_arena_printf(tx->run, "%s-shm", final));
	s = rename_new(tx, made, final);
	return s == TIX_OK ? sync_folder(tx, final) : s;
}

enum tix_status
tix_file_name(struct tix *tx, const char *made, const char *final)
{
	struct stat st;
	int fd = -1;
	enum tix_status s = tix_gate_open(tx, final, made, &fd);

	/* An old gate has the mode of an old desk. */
	if (s == TIX_OK && (stat(made, &st) != 0 ||
	    fchown(fd, (uid_t)-1, st.st_gid) != 0 ||
	    fchmod(fd, st.st_mode & 0660) != 0))
		s = tix_fail(tx, TIX_IO, "'%s-gate': %s", final,
		    strerror(errno));
	if (s == TIX_OK)
		s = tix_gate_enter(tx, final, &fd, 1000000);
	if (s == TIX_OK)
		s = name_it(tx, made, final);
	if (fd >= 0)
		close(fd);
	tix_file_remove(made);
	return s;
}

void
tix_file_remove(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-gate" };
	char name[PATH_MAX];

	for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		unlink(name);
	}
}
