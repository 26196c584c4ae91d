/*
 * A stream that never makes its writer wait: what a slow reader does not take
 * at once goes to a file without a name, and from there to the reader when
 * there is time.  So nobody holds a read of the desk for as long as a reader
 * stalls, while the log of the others' writes grows.
 */
#include "spill.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define AT_ONCE 65536  /* bytes, where a write does not wait or may */
#define TO_TERMINAL 256 /* what one takes without waiting when it says so */

struct tix_spill {
	int fd;
	bool is_file;   /* which never makes its writer wait */
	size_t piece;   /* of a write that must not wait */
	int kept;       /* the file, or -1 */
	off_t from, to; /* what in it is still to be written */
	int error;      /* errno of the first failure */
	bool is_own;    /* and it was the file's, not the reader's */
};

/* A file that has no name, or had one for a moment only. */
static int
open_nameless(void)
{
	const char *folder = getenv("TMPDIR");
	char path[PATH_MAX];
	int fd;

	if (folder == NULL || *folder == '\0')
		folder = "/tmp";
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
	if (fd >= 0 || snprintf(path, sizeof path, "%s/tix-XXXXXX", folder) >=
	    (int)sizeof path)
		return fd;
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

/* Keep the first failure: all later writes meet it again. */
static bool
fail(struct tix_spill *s, bool is_own)
{
	s->error = errno != 0 ? errno : EIO;
	s->is_own = is_own;
	return false;
}

/* One that has gone away is ready: the write says so. */
static bool
is_ready(const struct tix_spill *s)
{
	struct pollfd p = { .fd = s->fd, .events = POLLOUT };

	return s->is_file || poll(&p, 1, 0) > 0;
}

/* A descriptor that others set not to wait is waited for all the same. */
static void
wait_ready(const struct tix_spill *s)
{
	struct pollfd p = { .fd = s->fd, .events = POLLOUT };

	(void)poll(&p, 1, -1);
}

/*
 * As much as goes without waiting, or all of it.  '*done' counts what went;
 * false on an error.
 */
static bool
put(struct tix_spill *s, const char *data, size_t n, bool waits, size_t *done)
{
	*done = 0;
	while (*done < n && (waits || is_ready(s))) {
		size_t most = waits ? AT_ONCE : s->piece;
		size_t piece = n - *done < most ? n - *done : most;
		ssize_t got = write(s->fd, data + *done, piece);

		if (got >= 0)
			*done += (size_t)got;
		else if (errno == EAGAIN && waits)
			wait_ready(s);
		else if (errno == EAGAIN)
			break;
		else if (errno != EINTR || tix_interrupted())
			return fail(s, false);
	}
	return true;
}

/* What was kept goes out, as far as it goes. */
static bool
drain(struct tix_spill *s, bool waits)
{
	char piece[AT_ONCE];
	size_t done;
	ssize_t n;

	while (s->from < s->to && (waits || is_ready(s))) {
		n = pread(s->kept, piece, waits ? sizeof piece : s->piece,
		    s->from);
		if (n <= 0)
			return fail(s, true);
		if (!put(s, piece, (size_t)n, waits, &done))
			return false;
		s->from += (off_t)done;
	}
	if (s->from < s->to || s->to == 0)
		return true;
	s->from = s->to = 0;
	return ftruncate(s->kept, 0) == 0 || fail(s, true);
}

static bool
keep(struct tix_spill *s, const char *data, size_t n)
{
	if (s->kept < 0)
		s->kept = open_nameless();
	if (s->kept < 0)
		return fail(s, true);
	while (n > 0) {
		ssize_t got = pwrite(s->kept, data, n, s->to);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return fail(s, true);
		s->to += (off_t)got;
		data += got;
		n -= (size_t)got;
	}
	return true;
}

/* The stream's write: all of it, or 0 for an error. */
static ssize_t
take(void *cookie, const char *data, size_t n)
{
	struct tix_spill *s = cookie;
	size_t done = 0;
	bool ok = s->error == 0;

	errno = s->error;
	if (ok)
		ok = drain(s, false);
	if (ok && s->to == 0)
		ok = put(s, data, n, false, &done);
	if (ok && done < n)
		ok = keep(s, data + done, n - done);
	return ok ? (ssize_t)n : 0;
}

struct tix_spill *
tix_spill_new(struct tix_arena *a, int fd, FILE **stream)
{
	const cookie_io_functions_t functions = { .write = take };
	struct tix_spill *s = tix_arena_alloc(a, sizeof *s);
	struct stat st;

	s->fd = fd;
	s->kept = -1;
	s->is_file = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	s->piece = s->is_file ? AT_ONCE : isatty(fd) ? TO_TERMINAL : PIPE_BUF;
	*stream = fopencookie(s, "w", functions);
	return *stream != NULL ? s : NULL;
}

bool
tix_spill_drain(struct tix_spill *s)
{
	return s->error == 0 && drain(s, true);
}

int
tix_spill_error(const struct tix_spill *s, bool *is_own)
{
	*is_own = s->is_own;
	return s->error;
}

void
tix_spill_close(struct tix_spill *s)
{
	if (s->kept >= 0)
		close(s->kept);
	s->kept = -1;
}
