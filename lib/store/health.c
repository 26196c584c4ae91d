/*
 * What a desk stands on.
 */
#include <tix/health.h>

#include "file.h"
#include "sql.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <tix/arena.h>

static const char queue_sql[] =
	"SELECT count(*) FROM text_todo /*scan*/";

/* The whole of an index, but of no event. */
static const char ahead_sql[] =
	"SELECT count(*), max(at)"
	"  FROM event INDEXED BY event_ticket"
	" WHERE at > $at /*scan*/";

bool
tix_engine_has_wal_bug(const char *version)
{
	int major = 0, minor = 0, patch = 0;

	if (sscanf(version, "%d.%d.%d", &major, &minor, &patch) < 2 ||
	    major != 3)
		return false;
	if (minor == 44)
		return patch < 6;
	if (minor == 50)
		return patch < 7;
	if (minor == 51)
		return patch < 3;
	return minor >= 7 && minor < 51;
}

static void
look(struct tix *tx, struct tix_file_health *f, const char *path,
    const char *tail, bool is_folder)
{
	struct stat st;

	f->path = tix_arena_printf(tx->run, "%s%s", path, tail);
	/* A folder may be reached through a link, a file may not. */
	if ((is_folder ? stat(f->path, &st) : lstat(f->path, &st)) != 0) {
		f->error = errno;
		return;
	}
	f->is_plain = is_folder ? S_ISDIR(st.st_mode) : S_ISREG(st.st_mode);
	f->mode = st.st_mode & 07777;
	f->user = st.st_uid;
	f->group = st.st_gid;
	f->size = st.st_size;
}

static const char *
name_of(struct tix *tx, unsigned long magic)
{
	static const struct {
		unsigned long magic;
		const char *name;
	} known[] = {
		{ 0xef53, "ext4" }, { 0x58465342, "xfs" },
		{ 0x9123683e, "btrfs" }, { 0x2fc12fc1, "zfs" },
		{ 0xf2f52010, "f2fs" }, { 0x01021994, "tmpfs" },
		{ 0x858458f6, "ramfs" }, { 0x794c7630, "overlay" },
		{ 0x6969, "nfs" }, { 0x517b, "smb" }, { 0xff534d42, "cifs" },
		{ 0xfe534d42, "smb2" }, { 0x01021997, "9p" },
		{ 0x65735546, "fuse" }, { 0x5346414f, "afs" },
		{ 0x00c36400, "ceph" },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].magic == magic)
			return known[i].name;
	return tix_arena_printf(tx->run, "0x%lx", magic);
}

static int64_t
bytes_free(const struct statfs *fs)
{
	int64_t n;

	return __builtin_mul_overflow((int64_t)fs->f_bavail,
	    (int64_t)fs->f_bsize, &n) ? INT64_MAX : n;
}

void
tix_health_files(struct tix *tx, const char *path, struct tix_health *h)
{
	static const char *const tails[TIX_FILES] = {
		[TIX_FILE_DESK] = "", [TIX_FILE_LOG] = "-wal",
		[TIX_FILE_MAP] = "-shm", [TIX_FILE_GATE] = "-gate",
	};
	const char *folder = dirname(tix_arena_dup(tx->run, path));
	struct statfs fs;

	*h = (struct tix_health){ 0 };
	look(tx, &h->file[TIX_FILE_FOLDER], folder, "", true);
	for (int i = TIX_FILE_DESK; i < TIX_FILES; i++)
		look(tx, &h->file[i], path, tails[i], false);
	if (statfs(folder, &fs) != 0) {
		h->fs_error = errno;
		return;
	}
	h->fs = name_of(tx, (unsigned long)fs.f_type);
	h->network = tix_file_is_network(fs.f_type);
	h->volatile_fs = (unsigned long)fs.f_type == 0x01021994 ||
	    (unsigned long)fs.f_type == 0x858458f6;
	h->free = bytes_free(&fs);
}

struct ahead {
	int64_t n;
	int64_t newest;
};

static enum tix_status
take_ahead(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct ahead *a = arg;

	(void)tx;
	a->n = tix_row_int(row, 0);
	a->newest = tix_row_int(row, 1);
	return TIX_OK;
}

enum tix_status
tix_health_ahead(struct tix *tx, int64_t at, int64_t *n, int64_t *newest)
{
	struct ahead a = { 0 };
	enum tix_status s = tix_sql(tx, ahead_sql,
	    TIX_PARAMS(TIX_INT("$at", at)), take_ahead, &a);

	*n = a.n;
	*newest = a.newest;
	return s;
}

enum tix_status
tix_health_queue(struct tix *tx, int64_t *n)
{
	return tix_sql_int(tx, queue_sql, NULL, 0, n);
}
