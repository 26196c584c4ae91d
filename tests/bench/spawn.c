/*
 * spawn - start programs as a shell does and take their time
 *
 *   spawn race ROUNDS -- NAME PROGRAM ARG... [-- NAME PROGRAM ARG...]...
 *       in turns of five runs each, the first of all another each time: as in
 *       a shell's loop, not each behind what another left in the caches;
 *       prints "NAME median p99 longest mean" in microseconds
 *   spawn storm WORKERS EACH OUTPUT -- PROGRAM ARG...
 *       WORKERS at once, each EACH times in a row; OUTPUT takes what they
 *       print; prints "wall longest failed"
 *   spawn once -- PROGRAM ARG...
 *       prints "wall cpu peak", the last in KiB
 *
 * Only the time from the start of a process to its end is counted, in one
 * process's clock: a tool that starts a shell or reads its own settings between
 * two runs hides differences of a millisecond.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ENTRANTS_MAX 8
#define ROUNDS_MAX 100000
#define TURN 5

extern char **environ;

struct entrant {
	const char *name;
	char **argv;
	int64_t *took;
};

/* What the workers of a storm tell. */
struct told {
	int64_t longest;
	int64_t failed;
};

static _Noreturn void
die(const char *what, const char *name)
{
	fprintf(stderr, "spawn: %s '%s': %s\n", what, name, strerror(errno));
	exit(2);
}

static int64_t
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * INT64_C(1000000) + ts.tv_nsec / 1000;
}

static int64_t
number(const char *text, int64_t max)
{
	char *end;
	long long n = strtoll(text, &end, 10);

	if (*end != '\0' || n < 1 || n > max) {
		errno = EINVAL;
		die("no number", text);
	}
	return n;
}

static void
plan(posix_spawn_file_actions_t *files, const char *output)
{
	posix_spawn_file_actions_init(files);
	posix_spawn_file_actions_addopen(files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(files, 1, output,
	    O_WRONLY | O_CREAT | O_APPEND, 0600);
}

/* Start it, wait for its end; its time, or -1 if it failed. */
static int64_t
start(char **argv, const posix_spawn_file_actions_t *files, struct rusage *use)
{
	int64_t since = now();
	int error, status;
	pid_t pid;

	error = posix_spawnp(&pid, argv[0], files, NULL, argv, environ);
	if (error != 0) {
		errno = error;
		die("cannot start", argv[0]);
	}
	while (wait4(pid, &status, 0, use) < 0)
		if (errno != EINTR)
			die("cannot wait for", argv[0]);
	since = now() - since;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? since : -1;
}

static int
compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The command lines between "--"s; each ends in NULL where the "--" was. */
static size_t
entrants(struct entrant *e, char **argv)
{
	size_t n = 0;

	for (char **a = argv; *a != NULL; a++) {
		if (strcmp(*a, "--") != 0)
			continue;
		*a = NULL;
		if (n == ENTRANTS_MAX || a[1] == NULL || a[2] == NULL) {
			errno = EINVAL;
			die("cannot race", a[1] != NULL ? a[1] : "--");
		}
		e[n++] = (struct entrant){ .name = a[1], .argv = a + 2 };
	}
	return n;
}

static void
run(struct entrant *e, const posix_spawn_file_actions_t *files, int64_t round)
{
	int64_t took = start(e->argv, files, NULL);

	if (took < 0) {
		fprintf(stderr, "spawn: %s failed in round %lld\n", e->name,
		    (long long)round);
		exit(1);
	}
	e->took[round] = took;
}

static void
tell(struct entrant *e, int64_t rounds)
{
	int64_t sum = 0;

	qsort(e->took, (size_t)rounds, sizeof *e->took, compare);
	for (int64_t i = 0; i < rounds; i++)
		sum += e->took[i];
	printf("%s %lld %lld %lld %lld\n", e->name,
	    (long long)e->took[rounds / 2],
	    (long long)e->took[rounds * 99 / 100],
	    (long long)e->took[rounds - 1], (long long)(sum / rounds));
	free(e->took);
}

static int
race(int64_t rounds, char **argv)
{
	posix_spawn_file_actions_t files;
	struct entrant e[ENTRANTS_MAX];
	size_t n = entrants(e, argv);

	plan(&files, "/dev/null");
	rounds = (rounds + TURN - 1) / TURN * TURN;
	for (size_t i = 0; i < n; i++) {
		e[i].took = calloc((size_t)rounds, sizeof *e[i].took);
		if (e[i].took == NULL)
			die("no memory for", e[i].name);
	}
	for (int64_t turn = 0; turn < rounds / TURN; turn++)
		for (size_t i = 0; i < n; i++)
			for (int64_t k = 0; k < TURN; k++)
				run(&e[(i + (size_t)turn) % n], &files,
				    turn * TURN + k);
	for (size_t i = 0; i < n; i++)
		tell(&e[i], rounds);
	return 0;
}

/* A worker waits until the pipe closes, so that all begin at once. */
static _Noreturn void
work(int begin, int64_t each, const char *output, char **argv, struct told *t)
{
	posix_spawn_file_actions_t files;
	char byte;

	plan(&files, output);
	while (read(begin, &byte, 1) < 0 && errno == EINTR)
		;
	for (int64_t i = 0; i < each; i++) {
		int64_t took = start(argv, &files, NULL);

		t->failed += took < 0;
		t->longest = took > t->longest ? took : t->longest;
	}
	_exit(0);
}

static int
storm(int64_t workers, int64_t each, const char *output, char **argv)
{
	const size_t size = (size_t)workers * sizeof(struct told);
	struct told *told = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct told all = { 0, 0 };
	int64_t since;
	int begin[2];

	if (told == MAP_FAILED || pipe2(begin, O_CLOEXEC) != 0)
		die("cannot prepare", output);
	for (int64_t i = 0; i < workers; i++) {
		pid_t pid = fork();

		if (pid < 0)
			die("cannot fork for", argv[0]);
		if (pid == 0) {
			close(begin[1]);
			work(begin[0], each, output, argv, &told[i]);
		}
	}
	since = now();
	close(begin[1]);
	while (wait(NULL) > 0)
		;
	since = now() - since;
	for (int64_t i = 0; i < workers; i++) {
		all.failed += told[i].failed;
		if (told[i].longest > all.longest)
			all.longest = told[i].longest;
	}
	printf("%lld %lld %lld\n", (long long)since, (long long)all.longest,
	    (long long)all.failed);
	return 0;
}

static int64_t
microseconds(struct timeval t)
{
	return t.tv_sec * INT64_C(1000000) + t.tv_usec;
}

static int
once(char **argv)
{
	posix_spawn_file_actions_t files;
	struct rusage use;
	int64_t took;

	plan(&files, "/dev/null");
	took = start(argv, &files, &use);
	if (took < 0) {
		fprintf(stderr, "spawn: %s failed\n", argv[0]);
		return 1;
	}
	printf("%lld %lld %ld\n", (long long)took,
	    (long long)(microseconds(use.ru_utime) + microseconds(use.ru_stime)),
	    use.ru_maxrss);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc > 4 && strcmp(argv[1], "race") == 0)
		return race(number(argv[2], ROUNDS_MAX), argv + 3);
	if (argc > 6 && strcmp(argv[1], "storm") == 0)
		return storm(number(argv[2], 4096), number(argv[3], ROUNDS_MAX),
		    argv[4], argv + 6);
	if (argc > 3 && strcmp(argv[1], "once") == 0)
		return once(argv + 3);
	fputs("usage: spawn race|storm|once ... -- program ...\n", stderr);
	return 2;
}
