/*
 * Standard output: its format, its width, a pager before it, its errors.
 */
#include "spill.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tix/config.h>

#define WIDTH_ELSEWHERE 80 /* cells, where it is no terminal */

static int
width_of(const struct tix_run *r)
{
	const char *columns = getenv("COLUMNS");
	struct winsize w;
	long n;

	if (columns != NULL && (n = strtol(columns, NULL, 10)) > 0 &&
	    n < 10000)
		return (int)n;
	if (r->terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 &&
	    w.ws_col > 0)
		return w.ws_col;
	return WIDTH_ELSEWHERE;
}

static bool
is_set(const char *name)
{
	const char *v = getenv(name);

	return v != NULL && *v != '\0';
}

static bool
is_forced(void)
{
	const char *v = getenv("CLICOLOR_FORCE");

	return v != NULL && *v != '\0' && strcmp(v, "0") != 0;
}

enum tix_status
tix_output_colour(struct tix *tx, const char *when, bool terminal,
    bool *colour)
{
	const char *term = getenv("TERM");
	enum tix_status s = TIX_OK;
	const bool asks = when == NULL || strcmp(when, "auto") == 0;

	if (asks && is_set("NO_COLOR"))
		when = "never";
	else if (asks && is_forced())
		when = "always";
	else if (when == NULL)
		s = tix_config_get(tx, "color", &when, NULL);
	if (when == NULL || strcmp(when, "auto") == 0)
		*colour = terminal && term != NULL && strcmp(term, "dumb") != 0;
	else
		*colour = strcmp(when, "always") == 0;
	return s;
}

/* As the user's own shell would: the pager is his words, not a ticket's. */
static _Noreturn void
become_pager(const char *pager, int in)
{
	dup2(in, STDIN_FILENO);
	signal(SIGPIPE, SIG_DFL);
	setenv("LESS", "FRX", 0);
	execl("/bin/sh", "sh", "-c", pager, (char *)NULL);
	_exit(127);
}

static enum tix_status
start_pager(struct tix *tx, struct tix_run *r)
{
	const char *pager;
	enum tix_status s = tix_config_get(tx, "pager", &pager, NULL);
	int fd[2];
	pid_t pid;

	if (pager == NULL || *pager == '\0' || strcmp(pager, "cat") == 0 ||
	    pipe2(fd, O_CLOEXEC) != 0)
		return s;
	pid = fork();
	if (pid == 0)
		become_pager(pager, fd[0]);
	close(fd[0]);
	if (pid < 0) {
		close(fd[1]);
		return TIX_OK;
	}
	r->reader = fd[1];
	r->pager = pid;
	return TIX_OK;
}

/* Colour and pager; rows for programs have neither, so nothing is read. */
static enum tix_status
dress(struct tix *tx, struct tix_run *r, const struct tix_common *c)
{
	enum tix_status s = TIX_OK;

	r->out.width = width_of(r);
	if (!r->format_given || r->out.format == TIX_TABLE)
		s = tix_output_colour(tx, c->color, r->terminal,
		    &r->out.colour);
	if (s == TIX_OK && r->terminal && !c->no_pager && !r->format_given)
		s = start_pager(tx, r);
	/* What tells of the settings must run with bad ones too. */
	return (r->cmd->flags & TIX_CMD_TELLS) != 0 ? TIX_OK : s;
}

/* Rows come while the desk is read: a reader that stalls must not hold that. */
static enum tix_status
start_spill(struct tix *tx, struct tix_run *r)
{
	FILE *stream;

	r->spill = tix_spill_new(tx->run, r->reader, &stream);
	if (r->spill == NULL)
		return tix_fail(tx, TIX_FAILED, "standard output: %s",
		    strerror(errno));
	r->out.to = stream;
	if (r->terminal && r->pager == 0)
		setvbuf(stream, NULL, _IOLBF, BUFSIZ);
	return TIX_OK;
}

enum tix_status
tix_output_begin(struct tix *tx, struct tix_run *r, const struct tix_common *c)
{
	const bool shows = (r->cmd->flags & TIX_CMD_SHOWS) != 0;
	enum tix_status s;

	r->terminal = isatty(STDOUT_FILENO) != 0;
	r->fields = c->fields;
	r->out.to = stdout;
	r->reader = STDOUT_FILENO;
	r->out.null = r->null;
	r->out.now = tx->now;
	r->out.zone = tx->zone;
	r->out.table = r->cmd->table;
	if (!r->format_given)
		r->out.format = r->terminal && shows ? TIX_TABLE : TIX_TSV;
	if (!shows)
		return TIX_OK;
	s = dress(tx, r, c);
	return s == TIX_OK ? start_spill(tx, r) : s;
}

bool
tix_run_reader_gone(const struct tix_run *r)
{
	return r->reader_gone;
}

/* What keeps standard output from being written, as errno, or 0. */
static int
write_error(struct tix_run *r, const char **what)
{
	bool is_own = false;
	int error = 0;

	errno = 0;
	*what = "standard output";
	if (fflush(r->out.to) != 0 || ferror(r->out.to))
		error = errno != 0 ? errno : EIO;
	if (r->spill == NULL)
		return error;
	if (error == 0)
		tix_spill_drain(r->spill);
	if (tix_spill_error(r->spill, &is_own) != 0)
		error = tix_spill_error(r->spill, &is_own);
	if (is_own)
		*what = "temporary file";
	return error;
}

enum tix_status
tix_run_flush(struct tix *tx, struct tix_run *r)
{
	const char *what;
	int error = r->reader_gone ? 0 : write_error(r, &what);

	if (error == 0)
		return TIX_OK;
	if (error == EPIPE) {
		r->reader_gone = true;
		return TIX_OK;
	}
	r->output_lost = true;
	return tix_fail(tx, TIX_IO, "%s: %s", what, strerror(error));
}

/* The pager goes on until its reader has seen enough. */
static void
end_spill(struct tix_run *r)
{
	int status;

	if (r->spill != NULL) {
		fclose(r->out.to);
		tix_spill_close(r->spill);
		r->out.to = stdout;
	}
	if (r->pager == 0)
		return;
	close(r->reader);
	while (waitpid((pid_t)r->pager, &status, 0) < 0 && errno == EINTR)
		continue;
	r->pager = 0;
}

enum tix_status
tix_output_end(struct tix *tx, struct tix_run *r)
{
	enum tix_status s = r->output_lost ? TIX_OK : tix_run_flush(tx, r);

	end_spill(r);
	/* NFS and quotas tell at the close what the write did not. */
	if (s == TIX_OK && !r->reader_gone && !r->output_lost &&
	    fclose(stdout) != 0 && errno != EPIPE)
		s = tix_fail(tx, TIX_IO, "standard output: %s",
		    strerror(errno));
	return s;
}
