/*
 * Who is to be told, and is not: hooks that cannot run, notifications that
 * wait or failed, and time's work that nobody does any more.
 */
#include "doctor.h"
#include "sending.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

#include <tix/outbox.h>
#include <tix/sweeps.h>
#include <tix/time.h>

#define LONG (15 * TIX_MINUTE)

static const char start_timer[] =
	"start tix-escalate.timer, or see the line for cron in tix-escalate(1)";

/* Those that are found by their name must run; others may be no hooks. */
static bool
is_wanted(const char *name)
{
	return strcmp(name, "notify") == 0 ||
	    strncmp(name, "notify-", strlen("notify-")) == 0;
}

/* A name with a dot, as editors leave behind, is never looked for. */
static int64_t
check_folder(struct tix_doctor *d, const char *folder, DIR *dir)
{
	struct tix *tx = d->tx;
	struct dirent *e;
	int64_t n = 0;

	while ((e = readdir(dir)) != NULL) {
		const char *path = tix_arena_printf(tx->run, "%s/%s", folder,
		    e->d_name);

		if (strpbrk(e->d_name, ".~#") != NULL)
			continue;
		if (tix_hook_check(tx, folder, path) == TIX_OK)
			n++;
		else
			tix_doctor_say(d, is_wanted(e->d_name) ?
			    TIX_FOUND_PROBLEM : TIX_FOUND_WARNING, "hooks",
			    "chmod 755 the hook, and see that nobody else may "
			    "write there; see tix-notify(1)", "%s",
			    tix_arena_dup(tx->run, tx->error));
	}
	return n;
}

static void
check_hooks(struct tix_doctor *d)
{
	const char *folder[TIX_HOOK_FOLDERS];
	struct tix *tx = d->tx;
	size_t n;

	if (tix_hook_folders(tx, folder, &n) != TIX_OK)
		return; /* the settings are complained of */
	for (size_t i = 0; i < n; i++) {
		DIR *dir = opendir(folder[i]);

		if (dir == NULL && errno == ENOENT)
			continue;
		if (dir == NULL) {
			tix_doctor_say(d, TIX_FOUND_PROBLEM, "hooks",
			    "let who delivers read it", "'%s': %s", folder[i],
			    strerror(errno));
			continue;
		}
		tix_doctor_say(d, TIX_FOUND_OK, "hooks", NULL,
		    "'%s': %lld that can run", folder[i],
		    (long long)check_folder(d, folder[i], dir));
		closedir(dir);
	}
}

static void
check_outbox(struct tix_doctor *d)
{
	struct tix_outbox_count c;
	struct tix *tx = d->tx;
	char since[TIX_TIME_SIZE];

	if (tix_outbox_count(tx, &c) != TIX_OK) {
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "notifications",
		    "see tix fsck", "%s", tx->error);
		return;
	}
	if (c.failed > 0)
		tix_doctor_say(d, TIX_FOUND_WARNING, "notifications",
		    "tix notify list --state failed says why; tix notify "
		    "retry --all tries them again",
		    "nobody could be told of: %lld", (long long)c.failed);
	if (c.held > 0)
		tix_doctor_say(d, TIX_FOUND_WARNING, "notifications",
		    "tix notify release, or tix notify discard",
		    "held since the desk was restored: %lld",
		    (long long)c.held);
	if (c.pending > 0 && c.oldest < tx->now - LONG)
		tix_doctor_say(d, TIX_FOUND_WARNING, "notifications",
		    "tix notify list says why; tix notify send delivers",
		    "waiting: %lld, the oldest since %s",
		    (long long)c.pending, tix_time_rfc3339(since, c.oldest));
	else if (c.failed + c.held == 0)
		tix_doctor_say(d, TIX_FOUND_OK, "notifications", NULL,
		    "waiting: %lld", (long long)c.pending);
}

/* Many a desk has nothing that time could make due: never is no finding. */
static void
check_sweeps(struct tix_doctor *d)
{
	char last[TIX_TIME_SIZE];
	struct tix *tx = d->tx;
	int64_t at;

	if (tix_sweeps_last(tx, &at) != TIX_OK)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "sweep", "see tix fsck",
		    "%s", tx->error);
	else if (at == 0)
		tix_doctor_say(d, TIX_FOUND_OK, "sweep", start_timer,
		    "tix escalate --due was never run");
	else
		tix_doctor_say(d, at < tx->now - LONG ? TIX_FOUND_WARNING :
		    TIX_FOUND_OK, "sweep", at < tx->now - LONG ?
		    start_timer : NULL, "tix escalate --due was last done "
		    "at %s", tix_time_rfc3339(last, at));
}

void
tix_doctor_notify(struct tix_doctor *d)
{
	check_hooks(d);
	if (d->tx->db == NULL)
		return;
	check_outbox(d);
	check_sweeps(d);
}
