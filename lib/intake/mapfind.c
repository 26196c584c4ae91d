/*
 * Where maps are: ../share/tix/maps beside the folder of the program.
 */
#include <tix/importmap.h>

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".map"
#define NAMES_MAX 1000

static const char *
maps_folder(struct tix_arena *mem)
{
	char *path = tix_arena_alloc(mem, PATH_MAX + 1);
	ssize_t n = readlink("/proc/self/exe", path, PATH_MAX);

	for (int i = 0; n > 0 && i < 2; i++) {
		char *slash = strrchr(path, '/');

		if (slash != NULL)
			*slash = '\0';
	}
	return tix_arena_printf(mem, "%s/share/tix/maps", path);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **
tix_map_names(struct tix_arena *mem)
{
	const char **names = tix_arena_array(mem, NAMES_MAX + 1,
	    sizeof *names);
	const size_t tail = strlen(SUFFIX);
	DIR *d = opendir(maps_folder(mem));
	struct dirent *e;
	size_t n = 0;

	while (d != NULL && n < NAMES_MAX && (e = readdir(d)) != NULL) {
		size_t len = strlen(e->d_name);

		if (len > tail && strcmp(e->d_name + len - tail, SUFFIX) == 0)
			names[n++] = tix_arena_dup_n(mem, e->d_name,
			    len - tail);
	}
	if (d != NULL)
		closedir(d);
	qsort(names, n, sizeof *names, compare);
	return names;
}

enum tix_status
tix_map_find(struct tix *tx, struct tix_arena *mem, const char *name,
    const char **path)
{
	struct tix_buf b = { .arena = mem };

	*path = name;
	if (strchr(name, '/') != NULL || access(name, F_OK) == 0)
		return TIX_OK;
	*path = tix_arena_printf(mem, "%s/%s" SUFFIX, maps_folder(mem), name);
	if (access(*path, F_OK) == 0)
		return TIX_OK;
	for (const char **n = tix_map_names(mem); *n != NULL; n++)
		tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", *n);
	return tix_fail(tx, TIX_NOT_FOUND, "no map '%s'; there are: %s", name,
	    b.len > 0 ? tix_buf_text(&b) : "none");
}
