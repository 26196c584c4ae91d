/*
 * Settings, from the environment and the files.
 */
#include "settings.h"

#include <stdlib.h>
#include <string.h>

#include <tix/arena.h>

/* The person's own file first: what it has, the system's cannot change. */
struct tix_config {
	struct tix_setting *item;
	size_t n;
};

const char *const *
tix_config_paths(struct tix *tx, size_t *n)
{
	const char *folder = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	const char **path = tix_arena_array(tx->run, 2, sizeof *path);

	*n = 0;
	if (folder != NULL && folder[0] == '/')
		path[(*n)++] = tix_arena_printf(tx->run, "%s/tix/config",
		    folder);
	else if (home != NULL && home[0] == '/')
		path[(*n)++] = tix_arena_printf(tx->run,
		    "%s/.config/tix/config", home);
	path[(*n)++] = "/etc/tix/config";
	return path;
}

static const struct tix_setting *
find(const struct tix_config *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->item[i].name, name) == 0)
			return &c->item[i];
	return NULL;
}

static void
add(struct tix *tx, struct tix_config *c, const struct tix_setting *item,
    size_t n)
{
	struct tix_setting *all = tix_arena_array(tx->run, c->n + n,
	    sizeof *all);

	if (c->n > 0)
		memcpy(all, c->item, c->n * sizeof *all);
	c->item = all;
	for (size_t i = 0; i < n; i++)
		if (find(c, item[i].name) == NULL)
			all[c->n++] = item[i];
}

static enum tix_status
read_file(struct tix *tx, struct tix_config *c, const char *path)
{
	struct tix_setting *item;
	const char *text;
	size_t size, n = 0;
	enum tix_status s = tix_config_open(tx, path, &text, &size);

	if (s != TIX_OK || size == 0)
		return s;
	item = tix_arena_array(tx->run, TIX_CONFIG_MAX, sizeof *item);
	s = tix_config_parse(tx, path, text, size, item, &n, NULL, NULL);
	if (s == TIX_OK)
		add(tx, c, item, n);
	return s;
}

/* Once; what failed is read again, and fails in the same words. */
static enum tix_status
load(struct tix *tx)
{
	struct tix_config *c;
	const char *const *path;
	enum tix_status s = TIX_OK;
	size_t n;

	if (tx->config != NULL)
		return TIX_OK;
	c = tix_arena_alloc(tx->run, sizeof *c);
	path = tix_config_paths(tx, &n);
	for (size_t i = 0; s == TIX_OK && i < n; i++)
		s = read_file(tx, c, path[i]);
	if (s == TIX_OK)
		tx->config = c;
	return s;
}

/* A path in the environment may be a relative one: the desk's always was. */
static enum tix_status
from_environment(struct tix *tx, const struct tix_setting_kind *k,
    struct tix_setting *found)
{
	for (size_t i = 0; k->environment[i] != NULL; i++) {
		const char *v = getenv(k->environment[i]);

		if (v == NULL || (*v == '\0' && !k->empty_is_none))
			continue;
		found->value = v;
		found->origin = k->environment[i];
		if (strcmp(k->name, "db") == 0 ||
		    tix_setting_check(tx, k, v) == TIX_OK)
			return TIX_OK;
		return tix_fail(tx, TIX_INVALID, "%s = '%s': %s",
		    k->environment[i], v, tix_arena_dup(tx->run, tx->error));
	}
	return TIX_OK;
}

static enum tix_status
get(struct tix *tx, const struct tix_setting_kind *k,
    struct tix_setting *found)
{
	const struct tix_setting *s;
	enum tix_status status = from_environment(tx, k, found);

	if (status == TIX_OK && found->value == NULL) {
		status = load(tx);
		s = status == TIX_OK ? find(tx->config, found->name) : NULL;
		if (s != NULL)
			*found = *s;
	}
	if (status == TIX_OK && found->value == NULL && k->initial != NULL) {
		found->value = k->initial;
		found->origin = "default";
	}
	return status;
}

enum tix_status
tix_config_get(struct tix *tx, const char *name, const char **value,
    const char **origin)
{
	const struct tix_setting_kind *k = tix_setting_find(name);
	struct tix_setting found = { .name = name };
	enum tix_status s = TIX_OK;

	if (k == NULL)
		s = tix_fail(tx, TIX_NOT_FOUND,
		    "unknown setting '%s'; there are: %s", name,
		    tix_setting_names(tx));
	else
		s = get(tx, k, &found);
	*value = s == TIX_OK ? found.value : NULL;
	if (origin != NULL)
		*origin = s == TIX_OK ? found.origin : NULL;
	return s;
}

enum tix_status
tix_config_count(struct tix *tx, const char *name, int64_t otherwise,
    int64_t *count)
{
	const char *value;
	enum tix_status s = tix_config_get(tx, name, &value, NULL);

	*count = value != NULL ? strtoll(value, NULL, 10) : otherwise;
	return s;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct tix_setting *)a)->name,
	    ((const struct tix_setting *)b)->name);
}

static enum tix_status
each_fixed(struct tix *tx, const char *prefix, bool all, tix_setting_fn fn,
    void *arg)
{
	const struct tix_setting_kind *k = tix_setting_kinds;
	enum tix_status s = TIX_OK;

	for (; s == TIX_OK && k->name != NULL; k++) {
		struct tix_setting found = { .name = k->name };

		if (strchr(k->name, '*') != NULL ||
		    strncmp(k->name, prefix, strlen(prefix)) != 0)
			continue;
		s = get(tx, k, &found);
		if (s == TIX_OK && (all || (found.value != NULL &&
		    strcmp(found.origin, "default") != 0)))
			s = fn(tx, &found, arg);
	}
	return s;
}

static enum tix_status
each_of_groups(struct tix *tx, const char *prefix, tix_setting_fn fn,
    void *arg)
{
	const struct tix_config *c = tx->config;
	struct tix_setting *item = tix_arena_array(tx->run, c->n + 1,
	    sizeof *item);
	enum tix_status s = TIX_OK;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		if (strchr(tix_setting_find(c->item[i].name)->name, '*') !=
		    NULL && strncmp(c->item[i].name, prefix,
		    strlen(prefix)) == 0)
			item[n++] = c->item[i];
	qsort(item, n, sizeof *item, by_name);
	for (size_t i = 0; s == TIX_OK && i < n; i++)
		s = fn(tx, &item[i], arg);
	return s;
}

enum tix_status
tix_config_each(struct tix *tx, const char *prefix, bool all,
    tix_setting_fn fn, void *arg)
{
	enum tix_status s = load(tx);

	if (s == TIX_OK)
		s = each_fixed(tx, prefix, all, fn, arg);
	if (s == TIX_OK)
		s = each_of_groups(tx, prefix, fn, arg);
	return s == TIX_NO ? TIX_OK : s;
}

enum tix_status
tix_config_check(struct tix *tx, const char *path,
    void (*say)(void *arg, const char *finding), void *arg, int *n)
{
	struct tix_setting *item;
	const char *text;
	size_t size, found = 0;
	enum tix_status s = tix_config_open(tx, path, &text, &size);

	*n = -1;
	if (s != TIX_OK) {
		say(arg, tx->error);
		return TIX_NO;
	}
	if (text == NULL)
		return TIX_OK;
	item = tix_arena_array(tx->run, TIX_CONFIG_MAX, sizeof *item);
	s = tix_config_parse(tx, path, text, size, item, &found, say, arg);
	*n = (int)found;
	return s;
}
