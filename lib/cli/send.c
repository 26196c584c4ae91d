/*
 * Programs that deliver.
 */
#include <tix/send.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <tix/arena.h>

#define REASON_MAX 300  /* bytes of the reason */
#define STEP 20         /* milliseconds between two looks */
#define LAST_WORDS 2000 /* milliseconds from the first signal to the last */
#define PIPE_CHUNKS 16  /* that a pipe holds */

/* A program that runs. */
struct child {
	pid_t pid;
	int in;  /* its standard input, -1 once all is written */
	int err; /* its standard error, -1 once it ended */
	const char *data;
	size_t left;
	char reason[REASON_MAX + 1];
	size_t nreason;
	bool line_ended;
	bool last; /* line, not the first, is the reason */
	int status;
};

static int64_t
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Signals that this process ignores are the child's again. */
static int
spawn(pid_t *pid, const struct tix_sender *by, int in, int err)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t all, none;
	int error;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attr);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null",
	    O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
	if (by->keep != 0) /* the same number: only no more closed on exec */
		posix_spawn_file_actions_adddup2(&files, by->keep, by->keep);
	else /* what we were given by others, too */
		posix_spawn_file_actions_addclosefrom_np(&files,
		    STDERR_FILENO + 1);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSID |
	    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setsigmask(&attr, &none);
	error = posix_spawn(pid, by->argv[0], &files, &attr,
	    (char *const *)(uintptr_t)by->argv, by->env != NULL ?
	    (char *const *)(uintptr_t)by->env : environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

static enum tix_status
start(struct tix *tx, struct child *c, const struct tix_sender *by)
{
	int in[2], err[2], error;

	if (pipe2(in, O_CLOEXEC) != 0)
		return tix_fail(tx, TIX_BUSY, "pipe: %s", strerror(errno));
	if (pipe2(err, O_CLOEXEC) != 0) {
		error = errno;
		close(in[0]);
		close(in[1]);
		return tix_fail(tx, TIX_BUSY, "pipe: %s", strerror(error));
	}
	error = spawn(&c->pid, by, in[0], err[1]);
	close(in[0]);
	close(err[1]);
	c->in = in[1];
	c->err = err[0];
	if (error == 0) {
		fcntl(c->in, F_SETFL, O_NONBLOCK);
		fcntl(c->err, F_SETFL, O_NONBLOCK);
		return TIX_OK;
	}
	close_end(&c->in);
	close_end(&c->err);
	return tix_fail(tx, TIX_BUSY, "'%s': %s", by->argv[0],
	    strerror(error));
}

/* One that reads no more may have all it wants. */
static void
feed(struct child *c)
{
	ssize_t n = write(c->in, c->data, c->left);

	if (n > 0) {
		c->data += n;
		c->left -= (size_t)n;
	}
	if (c->left == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		close_end(&c->in);
}

/* A line is kept until it ended and, where the last counts, another begins. */
static void
keep(struct child *c, const char *s, size_t n)
{
	for (size_t i = 0; i < n && (c->last || !c->line_ended); i++) {
		if (s[i] == '\n')
			c->line_ended = c->nreason > 0;
		if (s[i] == '\n' || s[i] == '\0')
			continue;
		if (c->line_ended && c->last) {
			c->line_ended = false;
			c->nreason = 0;
		}
		if (!c->line_ended && c->nreason < REASON_MAX)
			c->reason[c->nreason++] = s[i];
		c->reason[c->nreason] = '\0';
	}
}

static void
listen_to(struct child *c)
{
	char chunk[4096];
	ssize_t n = read(c->err, chunk, sizeof chunk);

	if (n > 0)
		keep(c, chunk, (size_t)n);
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		close_end(&c->err);
}

/* What is left of its words; others that have the pipe are not waited for. */
static void
hear_out(struct child *c)
{
	for (int i = 0; i < PIPE_CHUNKS && c->err >= 0; i++)
		listen_to(c);
}

/* Did it end?  If not, go on with what it takes and says, for a moment. */
static bool
attend(struct child *c, int wait)
{
	struct pollfd fd[2] = {
		{ .fd = c->in, .events = POLLOUT },
		{ .fd = c->err, .events = POLLIN },
	};

	if (waitpid(c->pid, &c->status, WNOHANG) == c->pid)
		return true;
	(void)poll(fd, 2, wait);
	if (fd[0].revents != 0)
		feed(c);
	if (fd[1].revents != 0)
		listen_to(c);
	return false;
}

/* Its whole group, politely first. */
static void
end(struct child *c)
{
	int64_t until = milliseconds() + LAST_WORDS;

	close_end(&c->in);
	kill(-c->pid, SIGTERM);
	while (milliseconds() < until)
		if (attend(c, STEP)) {
			kill(-c->pid, SIGKILL);
			return;
		}
	kill(-c->pid, SIGKILL);
	while (waitpid(c->pid, &c->status, 0) < 0 && errno == EINTR)
		continue;
}

static enum tix_status
verdict(struct tix *tx, const struct child *c, const char *path)
{
	const char *name = strrchr(path, '/');

	name = name != NULL ? name + 1 : path;
	if (WIFSIGNALED(c->status))
		return tix_fail(tx, TIX_BUSY, "%s was ended by signal %d",
		    name, WTERMSIG(c->status));
	if (WEXITSTATUS(c->status) == 0)
		return TIX_OK;
	if (c->nreason > 0)
		return tix_fail(tx, TIX_BUSY, "%s (exit %d)", c->reason,
		    WEXITSTATUS(c->status));
	return tix_fail(tx, TIX_BUSY, "%s ended with exit status %d", name,
	    WEXITSTATUS(c->status));
}

enum tix_status
tix_send(struct tix *tx, const struct tix_sender *sender, const char *data,
    size_t len)
{
	struct child c = { .data = data, .left = len,
	    .last = sender->said != NULL };
	int64_t until = milliseconds() + sender->timeout / 1000;
	enum tix_status s = start(tx, &c, sender);
	bool ended = false, stopped = false;

	if (sender->said != NULL)
		*sender->said = "";
	if (s != TIX_OK)
		return s;
	if (len == 0)
		close_end(&c.in);
	for (int wait = 1; !ended && !stopped && milliseconds() < until;
	    wait = wait < STEP ? wait + 1 : STEP) {
		ended = attend(&c, wait);
		stopped = tix_stopped(tx);
	}
	if (!ended)
		end(&c);
	else
		hear_out(&c);
	close_end(&c.in);
	close_end(&c.err);
	if (sender->said != NULL)
		*sender->said = tix_arena_dup_n(tx->mem, c.reason, c.nreason);
	if (stopped && !ended)
		return tix_fail(tx, TIX_BUSY, "interrupted");
	if (!ended)
		return tix_fail(tx, TIX_BUSY, "'%s' took longer than %lld s",
		    sender->argv[0], (long long)(sender->timeout / 1000000));
	return verdict(tx, &c, sender->argv[0]);
}
