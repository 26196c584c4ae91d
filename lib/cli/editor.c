/*
 * The editor of a person's choice.  Nothing of the desk is held while it runs.
 */
#include "editor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tix/config.h>

static enum tix_status
bad_file(struct tix *tx, const char *path)
{
	return tix_fail(tx, TIX_IO, "'%s': %s", path, strerror(errno));
}

static enum tix_status
make_folder(struct tix *tx, const char *path)
{
	char *copy = tix_arena_dup(tx->mem, path);
	struct stat st;

	for (char *s = copy + 1;; s++) {
		char c = *s;

		if (c != '/' && c != '\0')
			continue;
		*s = '\0';
		if (mkdir(copy, 0700) != 0 && errno != EEXIST &&
		    stat(copy, &st) != 0)
			return bad_file(tx, copy);
		*s = c;
		if (c == '\0')
			return TIX_OK;
	}
}

/* NULL where the caller has no such place. */
static const char *
folder_path(struct tix *tx)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");

	if (state != NULL && state[0] == '/')
		return tix_arena_printf(tx->run, "%s/tix", state);
	if (home != NULL && home[0] == '/')
		return tix_arena_printf(tx->run, "%s/.local/state/tix", home);
	return NULL;
}

static enum tix_status
folder(struct tix *tx, const char **path)
{
	*path = folder_path(tx);
	if (*path == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "where is a text to be kept? set HOME, or give -m or -F");
	return make_folder(tx, *path);
}

static enum tix_status
write_all(struct tix *tx, int fd, const char *path, const char *text)
{
	size_t n = strlen(text);

	while (n > 0) {
		ssize_t put = write(fd, text, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return bad_file(tx, path);
		text += put;
		n -= (size_t)put;
	}
	return TIX_OK;
}

enum tix_status
tix_draft_make(struct tix *tx, const char *name, const char *end,
    const char *text, const char **path)
{
	uint64_t random = 0;
	const char *where = NULL;
	enum tix_status s = folder(tx, &where);
	int fd;

	if (s != TIX_OK)
		return s;
	if (getrandom(&random, sizeof random, 0) != sizeof random)
		return tix_fail(tx, TIX_FAILED, "random bytes: %s",
		    strerror(errno));
	*path = tix_arena_printf(tx->run, "%s/%s-%08llx%s", where, name,
	    (unsigned long long)(random & 0xFFFFFFFF), end);
	fd = open(*path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd < 0)
		return bad_file(tx, *path);
	s = write_all(tx, fd, *path, text);
	if (close(fd) != 0 && s == TIX_OK)
		s = bad_file(tx, *path);
	if (s != TIX_OK)
		unlink(*path);
	return s;
}

/* NAME-01234567.txt, .conf */
static bool
is_draft(const char *name)
{
	const char *dash = strrchr(name, '-');

	return dash != NULL && dash > name &&
	    strspn(dash + 1, "0123456789abcdef") == 8 &&
	    (strcmp(dash + 9, ".txt") == 0 || strcmp(dash + 9, ".conf") == 0);
}

enum tix_status
tix_drafts_find(struct tix *tx, struct tix_drafts *d)
{
	struct timespec last = { 0 };
	struct dirent *entry;
	struct stat st;
	DIR *dir;

	*d = (struct tix_drafts){ .folder = folder_path(tx) };
	dir = d->folder != NULL ? opendir(d->folder) : NULL;
	if (dir == NULL)
		return d->folder == NULL || errno == ENOENT ? TIX_OK :
		    bad_file(tx, d->folder);
	while ((entry = readdir(dir)) != NULL) {
		if (!is_draft(entry->d_name) || fstatat(dirfd(dir),
		    entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
		    !S_ISREG(st.st_mode))
			continue;
		if (d->n++ > 0 && (st.st_mtim.tv_sec < last.tv_sec ||
		    (st.st_mtim.tv_sec == last.tv_sec &&
		    st.st_mtim.tv_nsec < last.tv_nsec)))
			continue;
		last = st.st_mtim;
		d->newest = tix_arena_dup(tx->run, entry->d_name);
	}
	closedir(dir);
	return TIX_OK;
}

enum tix_status
tix_draft_read(struct tix *tx, const char *path, size_t max, const char **text)
{
	struct stat st;

	/* Some editors write another file and give it the name. */
	if (lstat(path, &st) != 0)
		return bad_file(tx, path);
	if (!S_ISREG(st.st_mode))
		return tix_fail(tx, TIX_IO, "'%s' is no file any more", path);
	return tix_read_file(tx, tx->run, path, max, text);
}

/* What the editor reads and draws on is the terminal, also in a pipeline. */
static void
face_terminal(void)
{
	int tty = open("/dev/tty", O_RDWR | O_CLOEXEC);

	if (!isatty(STDIN_FILENO)) {
		int in = tty >= 0 ? tty : open("/dev/null", O_RDONLY);

		dup2(in, STDIN_FILENO);
	}
	if (!isatty(STDOUT_FILENO))
		dup2(tty >= 0 ? tty : STDERR_FILENO, STDOUT_FILENO);
	if (tty >= 0)
		close(tty);
}

/* A value with arguments is a shell's line; the file is none of its words. */
static _Noreturn void
become_editor(const char *editor, const char *line, const char *path)
{
	face_terminal();
	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	execl("/bin/sh", "sh", "-c", line, editor, path, (char *)NULL);
	_exit(127);
}

static int
wait_for(pid_t pid, const struct tix *tx)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		if (tix_stopped(tx))
			kill(pid, SIGTERM);
	return status;
}

static enum tix_status
judge(struct tix *tx, const char *editor, const char *instead, int status)
{
	if (WIFSIGNALED(status))
		return tix_fail(tx, TIX_NO,
		    "the editor '%s' was ended by signal %d", editor,
		    WTERMSIG(status));
	if (WEXITSTATUS(status) == 127)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "no editor '%s': set EDITOR, or %s", editor, instead);
	if (WEXITSTATUS(status) != 0)
		return tix_fail(tx, TIX_NO,
		    "the editor '%s' ended with exit status %d", editor,
		    WEXITSTATUS(status));
	return TIX_OK;
}

enum tix_status
tix_editor_run(struct tix *tx, const char *path, const char *instead)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old[2];
	const char *editor, *line;
	enum tix_status s = tix_config_get(tx, "editor", &editor, NULL);
	int status = 0, error;
	pid_t pid;

	if (s != TIX_OK)
		return s;
	/* One command needs no shell about it, which would get its signals. */
	line = tix_arena_printf(tx->mem, "%s%s \"$@\"",
	    strpbrk(editor, "|&;<>()`=\n") == NULL ? "exec " : "", editor);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &old[0]);
	sigaction(SIGQUIT, &ignore, &old[1]);
	pid = fork();
	error = errno;
	if (pid > 0)
		status = wait_for(pid, tx);
	sigaction(SIGINT, &old[0], NULL);
	sigaction(SIGQUIT, &old[1], NULL);
	if (pid == 0)
		become_editor(editor, line, path);
	if (pid < 0)
		return tix_fail(tx, TIX_BUSY, "the editor: %s",
		    strerror(error));
	return judge(tx, editor, instead, status);
}
