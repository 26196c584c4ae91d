/*
 * The desk's files: who may do what to them, and what they are on.
 */
#include "doctor.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>

#include <tix/health.h>

#define MEGABYTE (INT64_C(1) << 20)
#define SPACE_LEAST MEGABYTE       /* without which nothing is written */
#define SPACE_SMALL (64 * MEGABYTE)
#define LOG_LONG (64 * MEGABYTE)

static const char *
owner_of(struct tix *tx, const struct tix_file_health *f)
{
	const struct passwd *pw = getpwuid((uid_t)f->user);
	const char *user = pw != NULL ? tix_arena_dup(tx->run, pw->pw_name) :
	    tix_arena_printf(tx->run, "%lld", (long long)f->user);
	const struct group *gr = getgrgid((gid_t)f->group);

	return gr != NULL ?
	    tix_arena_printf(tx->run, "%s:%s", user, gr->gr_name) :
	    tix_arena_printf(tx->run, "%s:%lld", user, (long long)f->group);
}

/* A desk whose group may write is meant to be shared. */
static bool
is_shared(const struct tix_health *h)
{
	const struct tix_file_health *f = &h->file[TIX_FILE_DESK];

	return f->error == 0 && f->is_plain && (f->mode & 060) == 060;
}

static void
check_folder(struct tix_doctor *d, const struct tix_health *h)
{
	const struct tix_file_health *f = &h->file[TIX_FILE_FOLDER];
	const char *who = owner_of(d->tx, f);
	const char *advice = NULL;
	enum tix_finding found = TIX_FOUND_OK;

	if ((f->mode & 02) != 0) {
		found = (f->mode & 01000) != 0 ? TIX_FOUND_WARNING :
		    TIX_FOUND_PROBLEM;
		advice = "everybody may put files beside the desk; give it a "
		    "folder of its own";
	} else if (is_shared(h) && ((f->mode & 02070) != 02070 ||
	    f->group != h->file[TIX_FILE_DESK].group)) {
		found = TIX_FOUND_PROBLEM;
		advice = tix_arena_printf(d->tx->run,
		    "a shared desk wants the folder in its group: chgrp %lld, "
		    "chmod 2770", (long long)h->file[TIX_FILE_DESK].group);
	} else if (!is_shared(h) && (f->mode & 020) != 0) {
		found = TIX_FOUND_WARNING;
		advice = "its group may replace the desk: chmod g-w";
	}
	tix_doctor_say(d, found, "folder", advice, "'%s': mode %04o, %s",
	    f->path, f->mode, who);
}

static void
check_desk_file(struct tix_doctor *d, const struct tix_health *h)
{
	const struct tix_file_health *f = &h->file[TIX_FILE_DESK];
	enum tix_finding found = TIX_FOUND_OK;
	const char *advice = NULL;

	if ((f->mode & 02) != 0) {
		found = TIX_FOUND_PROBLEM;
		advice = "everybody may change it: chmod o-rwx";
	} else if ((f->mode & 04) != 0) {
		found = TIX_FOUND_WARNING;
		advice = "everybody may read every ticket: chmod o-rwx";
	} else if ((f->mode & 0600) != 0600) {
		found = TIX_FOUND_PROBLEM;
		advice = "its owner may not use it: chmod u+rw";
	}
	tix_doctor_say(d, found, "file", advice,
	    "'%s': mode %04o, %s, %lld bytes", f->path, f->mode,
	    owner_of(d->tx, f), (long long)f->size);
}

/* Who may write the desk must be able to write these; nobody else may. */
static void
check_beside(struct tix_doctor *d, const struct tix_health *h,
    enum tix_health_file which, const char *check)
{
	const struct tix_file_health *f = &h->file[which];
	const struct tix_file_health *desk = &h->file[TIX_FILE_DESK];
	const unsigned want = which == TIX_FILE_GATE ? desk->mode & 0660 :
	    desk->mode & 0666;
	enum tix_finding found = TIX_FOUND_OK;
	const char *advice = NULL;

	if (f->error == ENOENT) {
		tix_doctor_say(d, TIX_FOUND_OK, check, NULL,
		    "none; who writes makes it");
		return;
	}
	if (f->error != 0 || !f->is_plain) {
		tix_doctor_say(d, TIX_FOUND_PROBLEM, check,
		    "only tix may put files there", "'%s': %s", f->path,
		    f->error != 0 ? strerror(f->error) : "no plain file");
		return;
	}
	if ((f->mode & 0777) != want) {
		found = TIX_FOUND_PROBLEM;
		advice = tix_arena_printf(d->tx->run,
		    "not as the desk's file: chmod %04o", want);
	} else if (is_shared(h) ? f->group != desk->group :
	    f->user != desk->user) {
		found = TIX_FOUND_PROBLEM;
		advice = is_shared(h) ? tix_arena_printf(d->tx->run,
		    "not in the desk's group: chgrp %lld",
		    (long long)desk->group) :
		    tix_arena_printf(d->tx->run,
		    "not of the desk's owner: chown %lld",
		    (long long)desk->user);
	}
	tix_doctor_say(d, found, check, advice, "'%s': mode %04o, %s",
	    f->path, f->mode, owner_of(d->tx, f));
}

static void
check_fs(struct tix_doctor *d, const struct tix_health *h)
{
	if (h->fs_error != 0)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "file system", NULL,
		    "%s", strerror(h->fs_error));
	else if (h->network)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "file system",
		    "put the desk on a disk of the machine",
		    "%s: locks and shared memory do not hold over a network",
		    h->fs);
	else if (h->volatile_fs)
		tix_doctor_say(d, TIX_FOUND_WARNING, "file system",
		    "put the desk on a disk",
		    "%s: gone when the machine is switched off", h->fs);
	else
		tix_doctor_say(d, TIX_FOUND_OK, "file system", NULL, "%s",
		    h->fs);
}

/* A desk may have to be written once more beside itself. */
static void
check_space(struct tix_doctor *d, const struct tix_health *h)
{
	const int64_t size = h->file[TIX_FILE_DESK].size;
	const int64_t want = size > SPACE_SMALL / 2 ? 2 * size : SPACE_SMALL;
	enum tix_finding found = h->free < SPACE_LEAST ? TIX_FOUND_PROBLEM :
	    h->free < want ? TIX_FOUND_WARNING : TIX_FOUND_OK;

	if (h->fs_error != 0)
		return;
	tix_doctor_say(d, found, "space", found == TIX_FOUND_OK ? NULL :
	    tix_arena_printf(d->tx->run, "make room: %lld MB are wanted",
	    (long long)(want / MEGABYTE)), "%lld MB free",
	    (long long)(h->free / MEGABYTE));
}

static void
check_log(struct tix_doctor *d, const struct tix_health *h)
{
	const struct tix_file_health *f = &h->file[TIX_FILE_LOG];

	if (f->error != 0)
		return;
	if (f->size > LOG_LONG)
		tix_doctor_say(d, TIX_FOUND_WARNING, "log length",
		    "look for a program that has read the desk for long "
		    "(fuser) and end it", "%lld MB",
		    (long long)(f->size / MEGABYTE));
	else
		tix_doctor_say(d, TIX_FOUND_OK, "log length", NULL,
		    "%lld bytes", (long long)f->size);
}

void
tix_doctor_files(struct tix_doctor *d)
{
	struct tix_health h;

	tix_health_files(d->tx, d->r->db, &h);
	if (h.file[TIX_FILE_FOLDER].error == 0)
		check_folder(d, &h);
	else
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "folder",
		    "make it, or ask who may enter it", "'%s': %s",
		    h.file[TIX_FILE_FOLDER].path,
		    strerror(h.file[TIX_FILE_FOLDER].error));
	if (h.file[TIX_FILE_DESK].error == 0 &&
	    h.file[TIX_FILE_DESK].is_plain) {
		check_desk_file(d, &h);
		check_beside(d, &h, TIX_FILE_LOG, "log");
		check_beside(d, &h, TIX_FILE_MAP, "map of the log");
		check_beside(d, &h, TIX_FILE_GATE, "gate");
	}
	if (h.file[TIX_FILE_FOLDER].error != 0)
		return;
	check_fs(d, &h);
	check_space(d, &h);
	check_log(d, &h);
}
