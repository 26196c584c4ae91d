/*
 * Programs that deliver: what they get, and what becomes of those that fail,
 * die, hang, talk or read nothing.
 */
#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <tix/send.h>
#include <tix/time.h>

static enum tix_status
run(struct tix *tx, const char *script, const char *data, int64_t timeout)
{
	const char *const argv[] = { "/bin/sh", "-c", script, NULL };
	const struct tix_sender sender = { .argv = argv, .timeout = timeout };

	tx->error[0] = '\0';
	return tix_send(tx, &sender, data, strlen(data));
}

static const struct {
	const char *script;
	enum tix_status status;
	const char *error;
} cases[] = {
	{ "exit 0", TIX_OK, "" },
	{ "test \"$(cat)\" = hello", TIX_OK, "" },
	{ "cat; echo noise; echo noise >&2", TIX_OK, "" },
	{ "exit 75", TIX_BUSY, "sh ended with exit status 75" },
	{ "echo 'no such user' >&2; echo more >&2; exit 67", TIX_BUSY,
	  "no such user (exit 67)" },
	{ "printf '\\n\\nlate\\n' >&2; exit 1", TIX_BUSY, "late (exit 1)" },
	{ "kill -9 $$", TIX_BUSY, "sh was ended by signal 9" },
	{ "exec 0<&- 2>&-; exit 3", TIX_BUSY, "sh ended with exit status 3" },
	/* what stays behind with the pipes open is not waited for */
	{ "sleep 20 & exit 0", TIX_OK, "" },
	/* signals are as they are for any program */
	{ "kill -PIPE $$; exit 0", TIX_BUSY, "sh was ended by signal 13" },
	/* no descriptor of ours */
	{ "ls /proc/$$/fd | grep -qx '[3-9]' && exit 9; exit 0", TIX_OK, "" },
};

static void
outcomes(struct tix *tx)
{
	int64_t began = tix_time_clock();

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		CHECK_INT(run(tx, cases[i].script, "hello", 10 * TIX_SECOND),
		    cases[i].status);
		CHECK_STR(tx->error, cases[i].error);
	}
	CHECK(tix_time_clock() - began < 10 * TIX_SECOND);
}

/* The one that it is to have, and what that stands for: the same file. */
static void
kept(struct tix *tx)
{
	static const char *const argv[] = { "/bin/sh", "-c",
	    "test \"$(readlink /proc/$$/fd/9)\" = /dev/full &&"
	    " ! ls /proc/$$/fd | grep -qx '[3-8]'", NULL };
	struct tix_sender s = { .argv = argv, .timeout = 10 * TIX_SECOND };
	int fd = open("/dev/full", O_RDWR | O_CLOEXEC);

	CHECK(fd >= 0 && dup3(fd, 9, O_CLOEXEC) == 9);
	CHECK_INT(tix_send(tx, &s, "x", 1), TIX_BUSY);
	s.keep = 9;
	CHECK_INT(tix_send(tx, &s, "x", 1), TIX_OK);
	CHECK((fcntl(9, F_GETFD) & FD_CLOEXEC) != 0);
	close(9);
	close(fd);
}

/* The last line, and an environment that has nothing else in it. */
static void
hooks(struct tix *tx)
{
	static const struct {
		const char *script;
		enum tix_status status;
		const char *said, *error;
	} t[] = {
		{ "exit 0", TIX_OK, "", "" },
		{ "printf 'one\\ntwo\\n\\n' >&2", TIX_OK, "two", "" },
		{ "printf 'one\\ntwo' >&2; exit 3", TIX_BUSY, "two",
		  "two (exit 3)" },
		{ "printf 'a long one\\nxy\\n' >&2; exit 3", TIX_BUSY, "xy",
		  "xy (exit 3)" },
		{ "seq 100000 >&2", TIX_OK, "100000", "" },
		{ "test \"$A\" = b && test -z \"$HOME\"", TIX_OK, "", "" },
	};
	const char *argv[] = { "/bin/sh", "-c", NULL, NULL };
	const char *const env[] = { "A=b", NULL };
	const char *said;
	const struct tix_sender by = { .argv = argv, .env = env,
	    .timeout = 10 * TIX_SECOND, .said = &said };

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		argv[2] = t[i].script;
		tx->error[0] = '\0';
		CHECK_INT(tix_send(tx, &by, "hello", 5), t[i].status);
		CHECK_STR(said, t[i].said);
		CHECK_STR(tx->error, t[i].error);
	}
}

static void
not_there(struct tix *tx)
{
	static const char *const none[] = { "/nowhere/sendmail", NULL };
	static const char *const folder[] = { "/tmp", NULL };
	struct tix_sender s = { .argv = none, .timeout = TIX_SECOND };

	CHECK_INT(tix_send(tx, &s, "x", 1), TIX_BUSY);
	CHECK_STR(tx->error,
	    "'/nowhere/sendmail': No such file or directory");
	s.argv = folder;
	CHECK_INT(tix_send(tx, &s, "x", 1), TIX_BUSY);
	CHECK_STR(tx->error, "'/tmp': Permission denied");
}

static void
much(struct tix *tx)
{
	size_t n = 3 << 20;
	char *data = malloc(n + 1);

	if (data == NULL)
		abort();
	memset(data, 'x', n);
	data[n] = '\0';
	CHECK_INT(run(tx, "test $(wc -c) -eq 3145728", data,
	    20 * TIX_SECOND), TIX_OK);
	CHECK_INT(run(tx, "exit 0", data, 20 * TIX_SECOND), TIX_OK);
	CHECK_INT(run(tx, "head -c 5 >&2; exit 1", data, 20 * TIX_SECOND),
	    TIX_BUSY);
	CHECK_STR(tx->error, "xxxxx (exit 1)");
	CHECK_INT(run(tx, "cat >&2; exit 1", data, 20 * TIX_SECOND),
	    TIX_BUSY);
	CHECK_INT(strlen(tx->error), 300 + strlen(" (exit 1)"));
	CHECK_INT(run(tx, "printf 'a\\0b\\n' >&2; exit 1", "", TIX_SECOND),
	    TIX_BUSY);
	CHECK_STR(tx->error, "ab (exit 1)");
	free(data);
}

static void
slow(struct tix *tx)
{
	char path[] = "/tmp/tix-unit-XXXXXX";
	int64_t began = tix_time_clock();
	int fd = mkstemp(path);

	close(fd);
	CHECK_INT(run(tx, "sleep 60", "", TIX_SECOND), TIX_BUSY);
	CHECK_STR(tx->error, "'/bin/sh' took longer than 1 s");
	/* one that will not hear, and its child */
	CHECK_INT(run(tx, tix_arena_printf(tx->mem, "trap '' TERM; "
	    "(sleep 4; rm %s) & while :; do sleep 1; done", path), "",
	    TIX_SECOND / 2), TIX_BUSY);
	CHECK(tix_time_clock() - began < 8 * TIX_SECOND);
	sleep(3);
	CHECK_INT(access(path, F_OK), 0);
	unlink(path);
}

static void
stops(struct tix *tx)
{
	static const volatile sig_atomic_t stop = 1;

	tx->stop = &stop;
	CHECK_INT(run(tx, "sleep 60", "", 30 * TIX_SECOND), TIX_BUSY);
	CHECK_STR(tx->error, "interrupted");
}

static const struct unit_test tests[] = {
	{ "what a program ends with is the outcome", outcomes },
	{ "it has the descriptor that it is given, and no other", kept },
	{ "a hook's last line counts, in an environment of its own", hooks },
	{ "a program that is not there is a reason", not_there },
	{ "much data and many words do not stall", much },
	{ "one that hangs is ended, and its children with it", slow },
	{ "who is asked to stop ends it", stops },
};

int
main(void)
{
	signal(SIGPIPE, SIG_IGN);
	return unit_main(tests, sizeof tests / sizeof tests[0]);
}
