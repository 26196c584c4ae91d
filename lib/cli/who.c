/*
 * Who acts: the login behind the real user.
 */
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PASSWD "/etc/passwd"
#define GETENT "/usr/bin/getent"

/* Bytes of an entry; a longer one names nobody. */
#define ENTRY_MAX 4096

/* '+' and '-' stand for other sources, and name nobody. */
static bool
is_of(const struct passwd *pw, uid_t uid)
{
	return pw->pw_uid == uid && pw->pw_name[0] != '\0' &&
	    strchr("+-", pw->pw_name[0]) == NULL;
}

/* The name of the first entry of 'uid' in 'f', which is closed; or NULL. */
static const char *
name_in(struct tix *tx, FILE *f, uid_t uid)
{
	struct passwd entry = { 0 }, *pw = NULL;
	const char *name = NULL;
	char room[ENTRY_MAX];

	while (fgetpwent_r(f, &entry, room, sizeof room, &pw) == 0 &&
	    !is_of(pw, uid))
		pw = NULL;
	if (pw != NULL)
		name = tix_arena_dup(tx->run, pw->pw_name);
	fclose(f);
	return name;
}

/* Start getent; its output is to be read from *out. */
static bool
ask(uid_t uid, pid_t *pid, int *out)
{
	char text[24];
	const char *argv[] = { "getent", "passwd", text, NULL };
	posix_spawn_file_actions_t files;
	int ends[2], error;

	snprintf(text, sizeof text, "%lu", (unsigned long)uid);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null",
	    O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null",
	    O_WRONLY, 0);
	error = posix_spawn(pid, GETENT, &files, NULL,
	    (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&files);
	close(ends[1]);
	*out = ends[0];
	if (error != 0)
		close(ends[0]);
	return error == 0;
}

/*
 * The machine's other sources (NSS: LDAP and its like) are asked by a program
 * of the system: their modules belong to the shared libc, which short programs
 * of ours do without.
 */
static const char *
name_elsewhere(struct tix *tx, uid_t uid)
{
	const char *name = NULL;
	pid_t pid;
	FILE *f;
	int out;

	if (!ask(uid, &pid, &out))
		return NULL;
	f = fdopen(out, "r");
	if (f != NULL)
		name = name_in(tx, f, uid);
	else
		close(out);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	return name;
}

enum tix_status
tix_who(struct tix *tx)
{
	const uid_t uid = getuid();
	FILE *f = fopen(PASSWD, "re");

	tx->actor = f == NULL ? NULL : name_in(tx, f, uid);
	if (tx->actor == NULL)
		tx->actor = name_elsewhere(tx, uid);
	if (tx->actor == NULL)
		tx->actor = tix_arena_printf(tx->run, "uid%lu",
		    (unsigned long)uid);
	return TIX_OK;
}
