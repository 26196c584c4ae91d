/*
 * The settings: files that cannot be read, aliases that are never used, views
 * that do not parse, programs that are not there.
 */
#include "doctor.h"
#include "listing.h"
#include "sending.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/arena.h>
#include <tix/config.h>
#include <tix/query.h>

static void
say_bad_line(void *arg, const char *finding)
{
	tix_doctor_say(arg, TIX_FOUND_PROBLEM, "settings",
	    "mend the file; see tix-config(5)", "%s", finding);
}

/* Is all that is there good? */
static bool
check_files(struct tix_doctor *d)
{
	bool good = true;
	size_t nfiles;
	const char *const *path = tix_config_paths(d->tx, &nfiles);
	int n;

	for (size_t i = 0; i < nfiles; i++) {
		if (tix_config_check(d->tx, path[i], say_bad_line, d, &n) !=
		    TIX_OK)
			good = false;
		else if (n >= 0)
			tix_doctor_say(d, TIX_FOUND_OK, "settings", NULL,
			    "'%s': %d set", path[i], n);
		else
			tix_doctor_say(d, TIX_FOUND_OK, "settings", NULL,
			    "'%s' is not there", path[i]);
	}
	return good;
}

static bool
is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    access(path, X_OK) == 0;
}

/* The program that goes before an alias, or NULL. */
static const char *
program_of(struct tix *tx, const char *name)
{
	char *own = realpath("/proc/self/exe", NULL);
	char *path = tix_arena_dup(tx->run, getenv("PATH"));
	char *save = NULL, *folder, *slash = own ? strrchr(own, '/') : NULL;
	const char *found = NULL;

	if (slash != NULL) {
		found = tix_arena_printf(tx->run, "%.*s/tix-%s",
		    (int)(slash - own), own, name);
		found = is_program(found) ? found : NULL;
	}
	free(own);
	for (folder = path == NULL ? NULL : strtok_r(path, ":", &save);
	    found == NULL && folder != NULL;
	    folder = strtok_r(NULL, ":", &save)) {
		found = tix_arena_printf(tx->run, "%s/tix-%s", folder, name);
		found = is_program(found) ? found : NULL;
	}
	return found;
}

static enum tix_status
check_alias(struct tix *tx, const struct tix_setting *s, void *arg)
{
	const char *name = strchr(s->name, '.') + 1;
	const char *program = strcmp(name, "help") == 0 ? "tix help" :
	    program_of(tx, name);

	if (program != NULL)
		tix_doctor_say(arg, TIX_FOUND_WARNING, "alias",
		    "give it another name",
		    "%s: %s is never used: there is '%s'", s->origin, s->name,
		    program);
	return TIX_OK;
}

static void
say_bad_view(struct tix_doctor *d, const struct tix_setting *s)
{
	const char *words = tix_arena_dup(d->tx->run, d->tx->error);

	tix_doctor_say(d, TIX_FOUND_PROBLEM, "view", "see tix-query(7)",
	    "%s: %s: %s", s->origin, s->name, words);
}

/* As tix list would read it, with the query that it is the order of. */
static void
check_order(struct tix_doctor *d, const struct tix_setting *s,
    struct tix_term *query)
{
	struct tix_list l = { .group = -1, .query = query };

	if (query != NULL && tix_list_order(d->tx, &l, s->value) != TIX_OK)
		say_bad_view(d, s);
}

static void
check_columns(struct tix_doctor *d, const struct tix_setting *s)
{
	if (d->tx->desk != NULL && tix_rows_check(d->tx, s->value) != TIX_OK)
		say_bad_view(d, s);
}

/* Without the query all that is no field of its own can be told of. */
static struct tix_term *
query_of(struct tix *tx, const char *words)
{
	struct tix_term *query;

	if (tx->desk == NULL)
		return NULL;
	return words != NULL && tix_query_parse(tx, words, &query) == TIX_OK ?
	    query : tix_query_live(tx);
}

/* The query, or the order, or the view that columns and order are of. */
static enum tix_status
check_view(struct tix *tx, const struct tix_setting *s, void *arg)
{
	const char *kind = tix_setting_find(s->name)->name;
	const char *value = NULL, *view = strchr(s->name, '.') + 1;
	struct tix_term *query;
	enum tix_status found;

	if (strcmp(kind, "view.*") == 0) {
		if (tx->desk != NULL &&
		    tix_query_parse(tx, s->value, &query) != TIX_OK)
			say_bad_view(arg, s);
		return TIX_OK;
	}
	view = tix_arena_printf(tx->run, "view.%.*s",
	    (int)strcspn(view, "."), view);
	found = tix_config_get(tx, view, &value, NULL);
	if (strcmp(kind, "view.*.sort") == 0)
		check_order(arg, s, query_of(tx, value));
	else
		check_columns(arg, s);
	if (found == TIX_OK && value == NULL)
		tix_doctor_say(arg, TIX_FOUND_WARNING, "view",
		    "set the query too", "%s: %s, but there is no %s",
		    s->origin, s->name, view);
	return TIX_OK;
}

static void
check_list(struct tix_doctor *d)
{
	struct tix_setting s = { .name = "list.sort" };

	if (tix_config_get(d->tx, s.name, &s.value, &s.origin) == TIX_OK &&
	    s.value != NULL)
		check_order(d, &s, query_of(d->tx, NULL));
	s.name = "list.columns";
	if (tix_config_get(d->tx, s.name, &s.value, &s.origin) == TIX_OK &&
	    s.value != NULL)
		check_columns(d, &s);
}

/* What others may write runs what they like in the caller's name. */
static void
check_program(struct tix_doctor *d, const char *name, const char *path,
    enum tix_finding missing, const char *advice)
{
	struct stat st;

	if (!is_program(path))
		tix_doctor_say(d, missing, name, advice,
		    "'%s' is no program that can be run", path);
	else if (stat(path, &st) == 0 && (st.st_mode & 02) != 0)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, name, "chmod o-w",
		    "everybody may change '%s'", path);
	else
		tix_doctor_say(d, TIX_FOUND_OK, name, NULL, "'%s'", path);
}

static enum tix_status
check_hook(struct tix *tx, const struct tix_setting *s, void *arg)
{
	(void)tx;
	check_program(arg, s->name, s->value, TIX_FOUND_PROBLEM,
	    tix_arena_printf(tx->run, "mend %s", s->origin));
	return TIX_OK;
}

static void
check_reply(struct tix_doctor *d)
{
	const char *reply, *value = NULL;
	struct tix *tx = d->tx;

	if (tix_config_get(tx, "reply", &reply, NULL) != TIX_OK)
		return;
	if (strcmp(reply, "sendmail") == 0) {
		if (tix_config_get(tx, "sendmail", &value, NULL) == TIX_OK)
			check_program(d, "sendmail", value, TIX_FOUND_WARNING,
			    "replies cannot be mailed; set sendmail, or reply "
			    "to a hook");
		else
			tix_doctor_say(d, TIX_FOUND_PROBLEM, "sendmail",
			    "mend the variable", "%s", tx->error);
		return;
	}
	if (tix_hook_find(tx, reply, &value) == TIX_NOT_FOUND)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "reply",
		    tix_arena_printf(tx->run, "set hook.%s", reply),
		    "reply = '%s', but there is no hook.%s", reply, reply);
}

void
tix_doctor_settings(struct tix_doctor *d)
{
	struct tix *tx = d->tx;

	if (!check_files(d))
		return;
	(void)tix_config_each(tx, "alias.", false, check_alias, d);
	check_list(d);
	(void)tix_config_each(tx, "view.", false, check_view, d);
	(void)tix_config_each(tx, "hook.", false, check_hook, d);
	check_reply(d);
}
