/*
 * The file of an export, as lines; it can be read again from the start.
 */
#include "takein.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum tix_status
tix_takein_cannot(struct tix *tx, const char *name)
{
	return tix_fail(tx, errno == ENOENT ? TIX_NOT_FOUND : TIX_IO,
	    "'%s': %s", name, strerror(errno));
}

enum tix_status
tix_takein_line(struct tix *tx, struct tix_takein *in, struct tix_lines *l,
    struct tix_buf *line)
{
	for (;;) {
		const char *from = l->bytes + l->at;
		const char *end = memchr(from, '\n', l->len - l->at);
		size_t n = end != NULL ? (size_t)(end - from) : l->len - l->at;
		ssize_t got;

		tix_buf_add(line, from, n);
		l->at += n + (end != NULL ? 1 : 0);
		if (line->len > TIX_EXPORT_LINE_MAX)
			return tix_fail(tx, TIX_INVALID, "a line of more than "
			    "%u bytes (export-line-max)", TIX_EXPORT_LINE_MAX);
		if (end != NULL)
			return TIX_OK;
		got = read(in->fd, l->bytes, sizeof l->bytes);
		if (tix_interrupted())
			return tix_fail(tx, TIX_BUSY, "interrupted");
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return tix_takein_cannot(tx, in->path);
		if (got == 0 && line->len == 0)
			return TIX_NO;
		if (got == 0)
			return tix_fail(tx, TIX_INVALID,
			    "it is cut off within a line");
		l->at = 0;
		l->len = (size_t)got;
	}
}

/* What cannot be rewound is copied to a file without a name. */
static enum tix_status
copy(struct tix *tx, struct tix_takein *in)
{
	const char *folder = getenv("TMPDIR");
	char path[PATH_MAX], *bytes = tix_arena_alloc(tx->run, 65536);
	int from = in->fd;
	ssize_t n;

	if (folder == NULL || *folder == '\0')
		folder = "/tmp";
	snprintf(path, sizeof path, "%s/tix-XXXXXX", folder);
	in->fd = mkostemp(path, O_CLOEXEC);
	if (in->fd < 0)
		return tix_takein_cannot(tx, folder);
	unlink(path);
	while ((n = read(from, bytes, 65536)) != 0) {
		if (tix_interrupted())
			return tix_fail(tx, TIX_BUSY, "interrupted");
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tix_takein_cannot(tx, in->path);
		for (ssize_t at = 0, k; at < n; at += k) {
			k = write(in->fd, bytes + at, (size_t)(n - at));
			if (k < 0)
				return tix_takein_cannot(tx, folder);
		}
	}
	return TIX_OK;
}

enum tix_status
tix_takein_open(struct tix *tx, struct tix_takein *in)
{
	const bool standard = strcmp(in->path, "-") == 0;
	struct stat st;
	enum tix_status s = TIX_OK;
	int first;

	in->fd = standard ? STDIN_FILENO :
	    open(in->path, O_RDONLY | O_CLOEXEC);
	if (in->fd < 0)
		return tix_takein_cannot(tx, in->path);
	first = in->fd;
	if (fstat(in->fd, &st) != 0 || !S_ISREG(st.st_mode))
		s = copy(tx, in);
	if (in->fd != first && !standard)
		close(first);
	return s;
}
