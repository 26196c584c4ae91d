/*
 * Runs of sorted rows in the spool's file, and their merge.
 */
#include "spoolrun.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
tix_spool_compare(const struct tix_spool_head *a, const char *akey,
    const struct tix_spool_head *b, const char *bkey)
{
	int c = strcmp(akey, bkey);

	if (c != 0)
		return c;
	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static enum tix_status
failed(struct tix *tx, const char *folder)
{
	return tix_fail(tx, TIX_IO, "temporary file in '%s': %s", folder,
	    strerror(errno));
}

/* A file that nobody else can open, and that is gone with the process. */
static int
open_nameless(const char *folder)
{
	struct tix_arena *mem;
	char *path;
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	mem = tix_arena_new();
	path = tix_arena_printf(mem, "%s/tix-XXXXXX", folder);
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	tix_arena_free(mem);
	return fd;
}

enum tix_status
tix_spool_run_begin(struct tix *tx, struct tix_spool_file *f, int tier)
{
	if (f->to == NULL) {
		f->fd = open_nameless(f->folder);
		if (f->fd < 0)
			return failed(tx, f->folder);
		f->to = fdopen(f->fd, "w");
		if (f->to == NULL) {
			close(f->fd);
			return failed(tx, f->folder);
		}
		/* Short writes would begin and end within pages. */
		f->window = malloc(TIX_SPOOL_WINDOW);
		if (f->window != NULL)
			setvbuf(f->to, f->window, _IOFBF, TIX_SPOOL_WINDOW);
	}
	f->run[f->nruns].start = f->size;
	f->run[f->nruns].tier = tier;
	return TIX_OK;
}

enum tix_status
tix_spool_run_put(struct tix *tx, struct tix_spool_file *f,
    const struct tix_spool_head *h, const char *key, const void *data)
{
	if (fwrite(h, sizeof *h, 1, f->to) != 1 ||
	    fwrite(key, h->key, 1, f->to) != 1 ||
	    (h->data > 0 && fwrite(data, h->data, 1, f->to) != 1))
		return failed(tx, f->folder);
	f->size += (off_t)(sizeof *h + h->key + h->data);
	return TIX_OK;
}

enum tix_status
tix_spool_run_end(struct tix *tx, struct tix_spool_file *f)
{
	if (fflush(f->to) != 0)
		return failed(tx, f->folder);
	f->run[f->nruns++].end = f->size;
	return TIX_OK;
}

void
tix_spool_file_close(struct tix_spool_file *f)
{
	if (f->to != NULL)
		fclose(f->to);
	free(f->window);
	f->to = NULL;
	f->window = NULL;
}

/* A run being read: a window on the file and the row at its front. */
struct source {
	char *window;
	size_t at, len;          /* what is unread of the window */
	off_t next, end;         /* what is unread of the run */
	struct tix_spool_head h;
	char key[TIX_SPOOL_KEY_MAX + 1];
};

struct tix_spool_merge {
	const struct tix_spool_file *f;
	struct tix_arena *mem;
	struct source *source;
	struct source *heap[TIX_SPOOL_RUNS]; /* the least row in front */
	size_t n;
};

/* The next 'n' bytes of a run. */
static enum tix_status
take(struct tix *tx, struct tix_spool_merge *m, struct source *s, void *to,
    size_t n)
{
	char *out = to;

	while (n > 0) {
		size_t some = s->len - s->at;
		ssize_t got;

		if (some > n)
			some = n;
		memcpy(out, s->window + s->at, some);
		s->at += some;
		out += some;
		n -= some;
		if (n == 0)
			break;
		some = s->end - s->next < TIX_SPOOL_WINDOW ?
		    (size_t)(s->end - s->next) : TIX_SPOOL_WINDOW;
		do
			got = pread(m->f->fd, s->window, some, s->next);
		while (got < 0 && errno == EINTR);
		if (got <= 0) {
			errno = got < 0 ? errno : EIO; /* it was cut */
			return failed(tx, m->f->folder);
		}
		s->next += got;
		s->at = 0;
		s->len = (size_t)got;
	}
	return TIX_OK;
}

/* Put the source at 'i' where it belongs below. */
static void
sift(struct tix_spool_merge *m, size_t i)
{
	for (;;) {
		size_t least = i;

		for (size_t c = 2 * i + 1; c <= 2 * i + 2 && c < m->n; c++) {
			struct source *a = m->heap[c], *b = m->heap[least];

			if (tix_spool_compare(&a->h, a->key, &b->h, b->key) < 0)
				least = c;
		}
		if (least == i)
			return;
		struct source *s = m->heap[i];

		m->heap[i] = m->heap[least];
		m->heap[least] = s;
		i = least;
	}
}

/* Read the head and key of a source's next row; TIX_NO at its end. */
static enum tix_status
advance(struct tix *tx, struct tix_spool_merge *m, struct source *s)
{
	enum tix_status st;

	if (s->at == s->len && s->next == s->end)
		return TIX_NO;
	st = take(tx, m, s, &s->h, sizeof s->h);
	return st == TIX_OK ? take(tx, m, s, s->key, s->h.key) : st;
}

enum tix_status
tix_spool_merge_new(struct tix *tx, const struct tix_spool_file *f,
    size_t first, size_t n, struct tix_spool_merge **out)
{
	struct tix_arena *mem = tix_arena_new();
	struct tix_spool_merge *m = tix_arena_alloc(mem, sizeof *m);
	enum tix_status st = TIX_OK;

	m->f = f;
	m->mem = mem;
	m->source = tix_arena_array(mem, n, sizeof *m->source);
	for (size_t i = 0; st == TIX_OK && i < n; i++) {
		struct source *s = &m->source[i];

		s->window = tix_arena_alloc(mem, TIX_SPOOL_WINDOW);
		s->next = f->run[first + i].start;
		s->end = f->run[first + i].end;
		st = advance(tx, m, s);
		if (st == TIX_OK)
			m->heap[m->n++] = s;
		else if (st == TIX_NO)
			st = TIX_OK;
	}
	for (size_t i = m->n; i-- > 0;)
		sift(m, i);
	*out = m;
	return st;
}

void
tix_spool_merge_free(struct tix_spool_merge *m)
{
	if (m != NULL)
		tix_arena_free(m->mem);
}

enum tix_status
tix_spool_merge_next(struct tix *tx, struct tix_spool_merge *m,
    struct tix_arena *mem, struct tix_spool_row *row)
{
	struct source *s = m->heap[0];
	enum tix_status st;
	char *data;

	if (m->n == 0)
		return TIX_NO;
	data = tix_arena_alloc(mem, s->h.data);
	*row = (struct tix_spool_row){
		.key = tix_arena_dup(mem, s->key),
		.time = s->h.time,
		.order = s->h.order,
		.row = s->h.row,
		.data = data,
		.size = s->h.data,
	};
	st = take(tx, m, s, data, s->h.data);
	if (st == TIX_OK)
		st = advance(tx, m, s);
	if (st == TIX_NO)
		m->heap[0] = m->heap[--m->n];
	else if (st != TIX_OK)
		return st;
	sift(m, 0);
	return TIX_OK;
}
