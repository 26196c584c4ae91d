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

#define TURN 1000000 /* microseconds of one call that waits */

enum tix_status
tix_gate_open(struct tix *tx, const char *path, const char *like, int *fd)
{
	const char *gate = tix_arena_printf(tx->run, "%s-gate", path);
	struct stat st;

	*fd = open(gate, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (*fd < 0 && errno == ENOENT && stat(like, &st) == 0) {
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

/* Ring after 'left', and again, lest the first fall before the call begins. */
static void
set_alarm(int64_t left)
{
	struct itimerval ring = { .it_interval = { 0, 20000 } };

	if (left > TURN)
		left = TURN;
	if (left < 1)
		left = 1; /* none at all would stop the clock */
	ring.it_value.tv_sec = left / 1000000;
	ring.it_value.tv_usec = left % 1000000;
	setitimer(ITIMER_REAL, &ring, NULL);
}

/*
 * Wait with a deadline: a timer ends the call.  A call that ends loses its
 * place in the line, so it is a long one; mostly the signal that asks to stop
 * ends it, too.
 */
static int
wait_in_line(const struct tix *tx, int fd, int64_t end)
{
	struct sigaction quiet = { .sa_handler = on_alarm }, old;
	struct itimerval off = { 0 };
	int64_t left = end - now();
	int r, error;

	sigemptyset(&quiet.sa_mask);
	sigaction(SIGALRM, &quiet, &old);
	do {
		set_alarm(left);
		r = flock(fd, LOCK_EX);
		error = errno;
	} while (r != 0 && error == EINTR && !tix_stopped(tx) &&
	    (left = end - now()) > 0);
	setitimer(ITIMER_REAL, &off, NULL);
	sigaction(SIGALRM, &old, NULL);
	errno = error;
	return r;
}

/* A lock on a file that was taken away or put aside keeps nobody out. */
static bool
is_in_place(struct tix *tx, const char *path, int fd)
{
	const char *gate = tix_arena_printf(tx->mem, "%s-gate", path);
	struct stat here, there;

	return fstat(fd, &here) == 0 && lstat(gate, &there) == 0 &&
	    here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

static enum tix_status
in_vain(struct tix *tx, int error, int64_t waited)
{
	if (tix_stopped(tx))
		return tix_fail(tx, TIX_BUSY, "interrupted");
	if (error != EWOULDBLOCK && error != EINTR)
		return tix_fail(tx, TIX_IO, "gate: %s", strerror(error));
	return tix_fail(tx, TIX_BUSY,
	    "others are writing; waited %lld.%llds",
	    (long long)(waited / 1000000), (long long)(waited / 100000 % 10));
}

enum tix_status
tix_gate_enter(struct tix *tx, const char *path, int *fd, int64_t wait)
{
	const int64_t since = now();
	enum tix_status s;
	int r;

	for (;;) {
		r = flock(*fd, LOCK_EX | LOCK_NB);
		if (r != 0 && errno == EWOULDBLOCK && wait > 0)
			r = wait_in_line(tx, *fd, since + wait);
		if (r != 0)
			return in_vain(tx, errno, now() - since);
		if (is_in_place(tx, path, *fd))
			return TIX_OK;
		close(*fd);
		s = tix_gate_open(tx, path, path, fd);
		if (s != TIX_OK)
			return s;
	}
}

void
tix_gate_leave(int fd)
{
	flock(fd, LOCK_UN);
}
