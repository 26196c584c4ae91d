/*
 * Lines of a compiled desk's tail.
 */
#include <tix/tail.h>

#include <string.h>

/* The JSON from 's' to the end of its line. */
static void
take(struct tix_tail_line *line, char kind, const char *name, const char *s)
{
	*line = (struct tix_tail_line){
		.kind = kind,
		.name = name,
		.json = s,
		.len = (size_t)(strchrnul(s, '\n') - s),
	};
}

bool
tix_tail_find(struct tix_arena *mem, const struct tix_desk *d, char kind,
    const char *name, struct tix_tail_line *line)
{
	const char *key, *s;
	size_t n;

	if (d->tail == NULL || name == NULL || *name == '\0' ||
	    strpbrk(name, "\t\n") != NULL)
		return false;
	key = tix_arena_printf(mem, "\n%c\t%s\t", kind, name);
	n = strlen(key);
	if (strncmp(d->tail, key + 1, n - 1) == 0) {
		take(line, kind, name, d->tail + n - 1);
		return true;
	}
	s = strstr(d->tail, key);
	if (s != NULL)
		take(line, kind, name, s + n);
	return s != NULL;
}

bool
tix_tail_next(struct tix_arena *mem, const char **at, char kind,
    struct tix_tail_line *line)
{
	while (*at != NULL && **at != '\0') {
		const char *s = *at, *name = s + 2;
		const char *end = strchrnul(s, '\n');
		const char *tab;

		*at = end + (*end != '\0');
		if (s[0] != kind || s[1] != '\t')
			continue;
		tab = memchr(name, '\t', (size_t)(end - name));
		if (tab == NULL)
			continue;
		take(line, kind, tix_arena_dup_n(mem, name,
		    (size_t)(tab - name)), tab + 1);
		return true;
	}
	return false;
}
