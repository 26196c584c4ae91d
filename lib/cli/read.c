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
    size_t max, const char **text, size_t *len)
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
	*len = b.len;
	return TIX_OK;
}

/* A path as in a message, in its quotes. */
static const char *
name_of(struct tix_arena *mem, const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" :
	    tix_arena_printf(mem, "'%s'", path);
}

enum tix_status
tix_read_bytes(struct tix *tx, struct tix_arena *mem, const char *path,
    size_t max, const char **text, size_t *len)
{
	const char *name = name_of(mem, path);
	enum tix_status s;
	int fd;

	if (strcmp(path, "-") == 0)
		return read_all(tx, mem, STDIN_FILENO, name, max, text, len);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return tix_fail(tx, errno == ENOENT ? TIX_NOT_FOUND : TIX_IO,
		    "'%s': %s", path, strerror(errno));
	s = read_all(tx, mem, fd, name, max, text, len);
	close(fd);
	return s;
}

enum tix_status
tix_read_file(struct tix *tx, struct tix_arena *mem, const char *path,
    size_t max, const char **text)
{
	size_t len;
	enum tix_status s = tix_read_bytes(tx, mem, path, max, text, &len);

	if (s != TIX_OK || strlen(*text) == len)
		return s;
	return tix_fail(tx, TIX_INVALID,
	    "%s: a NUL at byte %zu; text holds none", name_of(mem, path),
	    strlen(*text));
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
