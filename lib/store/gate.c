/*
 * The write gate: one flock(2) that every writer and every checkpoint holds.
 * It is a fair queue, and it keeps a write and a checkpoint from happening at
 * the same moment, which the engine's versions 3.7.0 to 3.51.2 may not survive.
 */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <tix/arena.h>

enum tix_status
tix_gate_open(struct tix *tx, const char *path, int *fd)
{
	const char *gate = tix_arena_printf(tx->run, "%s-gate", path);
	struct stat st;

	*fd = open(gate, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (*fd < 0 && errno == ENOENT && stat(path, &st) == 0) {
		*fd = open(gate, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
		    st.st_mode & 0660);
		if (*fd >= 0 && fchmod(*fd, st.st_mode & 0660) != 0)
			errno = 0; /* somebody else's: it has its mode */
	}
	if (*fd < 0)
		return tix_fail(tx, TIX_IO, "'%s': %s", gate, strerror(errno));
	return TIX_OK;
}

static void
on_alarm(int sig)
{
	(void)sig; /* only to end the waiting call */
}

static int64_t
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * INT64_C(1000000) + ts.tv_nsec / 1000;
}

/*
 * Wait with a deadline and keep the place in the line: a timer ends the call.
 * It rings again, lest its first ring fall before the call begins.  Any other
 * signal that comes between is somebody who does not want to wait.
 */
static int
wait_in_line(int fd, int64_t wait)
{
	struct itimerval ring = { { 0, 20000 },
	    { wait / 1000000, wait % 1000000 + 1 } };
	struct sigaction quiet = { .sa_handler = on_alarm }, old;
	struct itimerval off = { 0 };
	int r, error;

	sigemptyset(&quiet.sa_mask);
	sigaction(SIGALRM, &quiet, &old);
	setitimer(ITIMER_REAL, &ring, NULL);
	r = flock(fd, LOCK_EX);
	error = errno;
	setitimer(ITIMER_REAL, &off, NULL);
	sigaction(SIGALRM, &old, NULL);
	errno = error;
	return r;
}

enum tix_status
tix_gate_enter(struct tix *tx, int fd, int64_t wait)
{
	int64_t since = now();
	int r = flock(fd, LOCK_EX | LOCK_NB);

	if (r != 0 && errno == EWOULDBLOCK && wait > 0)
		r = wait_in_line(fd, wait);
	if (r == 0)
		return TIX_OK;
	if (errno == EWOULDBLOCK || errno == EINTR) {
		int64_t waited = now() - since;

		return tix_fail(tx, TIX_BUSY,
		    "others are writing; waited %lld.%llds",
		    (long long)(waited / 1000000),
		    (long long)(waited / 100000 % 10));
	}
	return tix_fail(tx, TIX_IO, "gate: %s", strerror(errno));
}

void
tix_gate_leave(int fd)
{
	flock(fd, LOCK_UN);
}
