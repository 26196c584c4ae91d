/*
 * Claims: the byte of the gate's file that has the event's number, locked.  The
 * gate itself is a lock of another kind, which these have nothing to do with.
 */
#include <tix/claim.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <tix/db.h>

#include "file.h"

/* Its own opening of the file: the lock belongs to that, not to a process. */
static enum tix_status
open_file(struct tix *tx, int *fd)
{
	const char *path = tix_db_path(tx);
	enum tix_status s = tix_gate_open(tx, path, path, fd);
	int error, low = *fd;

	if (s != TIX_OK || low > STDERR_FILENO)
		return s;
	*fd = fcntl(low, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	error = errno;
	close(low);
	return *fd >= 0 ? TIX_OK :
	    tix_fail(tx, TIX_IO, "gate: %s", strerror(error));
}

static int
lock(int fd, int command, int64_t seq, struct flock *l)
{
	*l = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET,
	    .l_start = seq, .l_len = 1 };
	return fcntl(fd, command, l);
}

enum tix_status
tix_claim_take(struct tix *tx, int64_t seq, int *fd)
{
	enum tix_status s = open_file(tx, fd);
	struct flock l;
	int error;

	if (s != TIX_OK || lock(*fd, F_OFD_SETLK, seq, &l) == 0)
		return s;
	error = errno;
	close(*fd);
	*fd = -1;
	return error == EAGAIN || error == EACCES ? TIX_NO :
	    tix_fail(tx, TIX_IO, "claim: %s", strerror(error));
}

void
tix_claim_drop(int fd)
{
	struct flock all = { .l_type = F_UNLCK, .l_whence = SEEK_SET };

	fcntl(fd, F_OFD_SETLK, &all);
	close(fd);
}

enum tix_status
tix_claim_held(struct tix *tx, int64_t seq)
{
	struct flock l;
	int fd, r, error;
	enum tix_status s = open_file(tx, &fd);

	if (s != TIX_OK)
		return s;
	r = lock(fd, F_OFD_GETLK, seq, &l);
	error = errno;
	close(fd);
	if (r != 0)
		return tix_fail(tx, TIX_IO, "claim: %s", strerror(error));
	return l.l_type == F_UNLCK ? TIX_NO : TIX_OK;
}
