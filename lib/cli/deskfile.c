/*
 * A desk's policy from a file, compiled by another process: so the reader of
 * desk.conf(5) is in one program alone.
 */
#include <tix/deskfile.h>

#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tix/desk.h>
#include <tix/ruleproof.h>

#define BOTH_MAX (4 * TIX_DESK_SIZE_MAX) /* compiled and text, as JSON */

bool
tix_deskfile_is_compiled(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '{';
}

enum tix_status
tix_deskfile_prove(struct tix *tx, const char *path, const char *text,
    size_t len)
{
	struct tix_desk d;
	enum tix_status s;

	if (strlen(text) != len)
		return tix_fail(tx, TIX_INVALID,
		    "'%s': a NUL at byte %zu; a compiled desk holds none",
		    path, strlen(text));
	s = tix_desk_prove(tx, tx->run, text, len, &d);
	return s == TIX_OK ? s : tix_fail(tx, s, "'%s': %s", path,
	    tix_arena_dup(tx->mem, tx->error));
}

/* A descriptor to read 'text' from. */
static enum tix_status
as_file(struct tix *tx, const char *text, size_t n, int *fd)
{
	*fd = memfd_create("desk", MFD_CLOEXEC);
	while (*fd >= 0 && n > 0) {
		ssize_t put = write(*fd, text, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			break;
		text += put;
		n -= (size_t)put;
	}
	if (*fd >= 0 && n == 0 && lseek(*fd, 0, SEEK_SET) == 0)
		return TIX_OK;
	return tix_fail(tx, TIX_BUSY, "'-': %s", strerror(errno));
}

/* Our own folder's program, else that of PATH. */
static _Noreturn void
become_compiler(const char *own, const char *path, int in, int out)
{
	char name[] = "tix-desk", compile[] = "compile", source[] = "--source";
	char end[] = "--", *file = (char *)(uintptr_t)path;
	char *argv[] = { name, compile, source, end, file, NULL };

	if (in >= 0)
		dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	execv(own, argv);
	if (errno == ENOENT)
		execvp(name, argv);
	_exit(127);
}

static const char *
own_compiler(struct tix *tx)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash;

	if (n <= 0)
		return "";
	self[n] = '\0';
	slash = strrchr(self, '/');
	return slash == NULL ? "" : tix_arena_printf(tx->mem, "%.*s/tix-desk",
	    (int)(slash - self), self);
}

static enum tix_status
read_all(struct tix *tx, int fd, struct tix_buf *b)
{
	char chunk[65536];
	ssize_t n;

	while ((n = read(fd, chunk, sizeof chunk)) != 0) {
		if (n < 0 && errno == EINTR && !tix_stopped(tx))
			continue;
		if (n < 0)
			return tix_fail(tx, TIX_IO, "tix desk compile: %s",
			    strerror(errno));
		if (b->len + (size_t)n > BOTH_MAX)
			return tix_fail(tx, TIX_INVALID,
			    "tix desk compile: more than %u bytes", BOTH_MAX);
		tix_buf_add(b, chunk, (size_t)n);
	}
	return TIX_OK;
}

/* It said itself what is wrong. */
static enum tix_status
judge(struct tix *tx, int status)
{
	static const struct {
		int exit;
		enum tix_status status;
	} known[] = {
		{ 2, TIX_INVALID }, { 3, TIX_NOT_FOUND }, { 4, TIX_CONFLICT },
		{ 74, TIX_IO }, { 75, TIX_BUSY },
	};

	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return TIX_OK;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "no program 'tix-desk' to compile the text with");
	tx->error[0] = '\0';
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (WIFEXITED(status) &&
		    WEXITSTATUS(status) == known[i].exit)
			return known[i].status;
	return tix_fail(tx, TIX_FAILED, "tix desk compile: it ended badly");
}

/* {"compiled":"...","source":"..."} */
static enum tix_status
take(struct tix *tx, const struct tix_buf *b, struct tix_deskfile *f)
{
	struct tix_json *root;
	enum tix_status s = tix_json_parse(tx, tx->run, tix_buf_text(b),
	    b->len, &root);

	if (s != TIX_OK)
		return tix_fail(tx, TIX_FAILED, "tix desk compile: %s",
		    tix_arena_dup(tx->mem, tx->error));
	f->compiled = tix_json_get_bytes(tx->run,
	    tix_json_get(root, "compiled"));
	f->source = tix_json_get_bytes(tx->run, tix_json_get(root, "source"));
	if (f->compiled == NULL || f->source == NULL)
		return tix_fail(tx, TIX_FAILED,
		    "tix desk compile: a part is missing");
	return TIX_OK;
}

static enum tix_status
run_compiler(struct tix *tx, const char *path, int in, struct tix_buf *b)
{
	const char *own = own_compiler(tx);
	enum tix_status s;
	int fd[2], status = 0;
	pid_t pid;

	if (pipe2(fd, O_CLOEXEC) != 0)
		return tix_fail(tx, TIX_BUSY, "tix desk compile: %s",
		    strerror(errno));
	pid = fork();
	if (pid == 0)
		become_compiler(own, path, in, fd[1]);
	s = pid < 0 ? tix_fail(tx, TIX_BUSY, "tix desk compile: %s",
	    strerror(errno)) : TIX_OK;
	close(fd[1]);
	if (s == TIX_OK)
		s = read_all(tx, fd[0], b);
	close(fd[0]); /* who still writes ends then */
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return s == TIX_OK ? judge(tx, status) : s;
}

/* A pipe gives what it has once. */
static bool
is_spent(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

enum tix_status
tix_deskfile_read(struct tix *tx, const char *path, struct tix_deskfile *f)
{
	struct tix_buf b = { .arena = tx->run };
	const char *text = NULL;
	size_t len = 0;
	int in = -1;
	enum tix_status s = tix_read_bytes(tx, tx->run, path,
	    TIX_DESK_SIZE_MAX, &text, &len);

	*f = (struct tix_deskfile){ .compiled = text };
	if (s == TIX_OK && tix_deskfile_is_compiled(text))
		return tix_deskfile_prove(tx, path, text, len);
	if (s != TIX_OK)
		return s;
	if (strcmp(path, "-") == 0 || is_spent(path))
		s = as_file(tx, text, len, &in);
	if (s == TIX_OK)
		s = run_compiler(tx, in >= 0 ? "-" : path, in, &b);
	if (in >= 0)
		close(in);
	return s == TIX_OK ? take(tx, &b, f) : s;
}
