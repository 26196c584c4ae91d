/*
 * Text from files and standard input.
 */
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

const char *
tix_run_words(struct tix *tx, const struct tix_run *r)
{
	struct tix_buf b = { .arena = tx->run };

	for (int i = 0; i < r->noperands; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? " " : "", r->operands[i]);
	return tix_buf_text(&b);
}

/* 'name' as in a message: a path in its quotes. */
static enum tix_status
read_all(struct tix *tx, struct tix_arena *mem, int fd, const char *name,
    size_t max, const char **text)
{
	struct tix_buf b = { .arena = mem };
	char chunk[65536];
	ssize_t n;

	while ((n = read(fd, chunk, sizeof chunk)) != 0) {
		if (n < 0 && errno == EINTR && !tix_interrupted())
			continue;
		if (n < 0)
			return tix_fail(tx, TIX_IO, "%s: %s", name,
			    strerror(errno));
		tix_buf_add(&b, chunk, (size_t)n);
		if (b.len > max)
			return tix_fail(tx, TIX_INVALID,
			    "%s: more than %zu bytes%s", name, max,
			    max == TIX_BODY_MAX ? " (body-max)" : "");
	}
	*text = tix_buf_text(&b);
	if (strlen(*text) != b.len)
		return tix_fail(tx, TIX_INVALID,
		    "%s: a NUL at byte %zu; text holds none", name,
		    strlen(*text));
	return TIX_OK;
}

enum tix_status
tix_read_file(struct tix *tx, struct tix_arena *mem, const char *path,
    size_t max, const char **text)
{
	enum tix_status s;
	int fd;

	if (strcmp(path, "-") == 0)
		return read_all(tx, mem, STDIN_FILENO, "standard input", max,
		    text);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return tix_fail(tx, errno == ENOENT ? TIX_NOT_FOUND : TIX_IO,
		    "'%s': %s", path, strerror(errno));
	s = read_all(tx, mem, fd, tix_arena_printf(mem, "'%s'", path), max,
	    text);
	close(fd);
	return s;
}

enum tix_status
tix_read_text(struct tix *tx, struct tix_arena *mem, const char *m,
    const char *file, size_t max, const char **text)
{
	*text = NULL;
	if (m != NULL && file != NULL)
		return tix_fail(tx, TIX_INVALID,
		    "text comes from an option or from a file, not both");
	if (m != NULL && strlen(m) > max)
		return tix_fail(tx, TIX_INVALID,
		    "text: %zu bytes; at most %zu (body-max)", strlen(m), max);
	if (m != NULL)
		*text = m;
	return file != NULL ? tix_read_file(tx, mem, file, max, text) : TIX_OK;
}
