/*
 * Attachments in and out.
 */
#include <tix/attach.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/attachments.h>
#include <tix/events.h>

#define DIGITS_MIN 6 /* of a digest, to mean an attachment by */

static const char *
name_of(struct tix *tx, const char *path)
{
	const char *slash = strrchr(path, '/');

	return tix_arena_dup(tx->run, slash != NULL ? slash + 1 : path);
}

static enum tix_status
read_bytes(struct tix *tx, int fd, const char *path, struct tix_attachment *a)
{
	struct tix_buf b = { .arena = tx->run };
	unsigned char digest[TIX_HASH_SIZE];
	struct tix_hash h;
	char chunk[65536];
	ssize_t n;

	tix_hash_init(&h);
	while ((n = read(fd, chunk, sizeof chunk)) != 0) {
		if (n < 0 && errno == EINTR && !tix_interrupted())
			continue;
		if (n < 0)
			return tix_fail(tx, TIX_IO, "'%s': %s", path,
			    strerror(errno));
		tix_hash_add(&h, chunk, (size_t)n);
		tix_buf_add(&b, chunk, (size_t)n);
		if (b.len > TIX_ATTACHMENT_MAX)
			return tix_fail(tx, TIX_INVALID, "'%s': more than %u "
			    "bytes (attachment-max)", path,
			    TIX_ATTACHMENT_MAX);
	}
	tix_hash_end(&h, digest);
	tix_hex(a->sha256, digest, sizeof digest);
	a->size = (int64_t)b.len;
	a->data = tix_buf_text(&b);
	return TIX_OK;
}

static enum tix_status
read_one(struct tix *tx, const char *path, struct tix_attachment *a)
{
	enum tix_status s;
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return tix_fail(tx, errno == ENOENT ? TIX_NOT_FOUND : TIX_IO,
		    "'%s': %s", path, strerror(errno));
	a->name = name_of(tx, path);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		s = tix_fail(tx, TIX_INVALID, "'%s': not a regular file",
		    path);
	else if (strlen(a->name) > TIX_NAME_MAX)
		s = tix_fail(tx, TIX_INVALID,
		    "'%s': a name of %zu bytes; at most %d (name-max)", path,
		    strlen(a->name), TIX_NAME_MAX);
	else
		s = read_bytes(tx, fd, path, a);
	close(fd);
	return s;
}

enum tix_status
tix_attach_read(struct tix *tx, const struct tix_texts *paths,
    struct tix_attachments *files)
{
	enum tix_status s = TIX_OK;

	*files = (struct tix_attachments){ 0 };
	if (paths->n > TIX_ATTACHMENTS_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "%zu files; at most %d (attachments-max)", paths->n,
		    TIX_ATTACHMENTS_MAX);
	files->item = tix_arena_array(tx->run, paths->n + 1,
	    sizeof *files->item);
	for (size_t i = 0; s == TIX_OK && i < paths->n; i++, files->n++)
		s = read_one(tx, paths->item[i], &files->item[i]);
	return s;
}

enum { ID, EVENT, NAME, SIZE, SHA256, COLUMNS };

static const struct tix_column columns[COLUMNS] = {
	[ID] = { "id", "ID", TIX_T_INT, 0 },
	[EVENT] = { "event", "EVENT", TIX_T_INT, 0 },
	[NAME] = { "name", "NAME", TIX_T_TEXT, 0 },
	[SIZE] = { "size", "SIZE", TIX_T_INT, 0 },
	[SHA256] = { "sha256", "SHA256", TIX_T_TEXT, 0 },
};

struct listing {
	struct tix_rows rows;
	const struct tix_attachment *wanted; /* by tix_attach_show() */
	const char *name;
	struct tix_buf names;
};

static enum tix_status
list_event(struct tix *tx, struct tix_event *e, void *arg)
{
	struct listing *l = arg;
	struct tix_attachments files;
	enum tix_status s = TIX_OK;

	if (e->retracted)
		return TIX_OK;
	tix_event_attachments(tx, e, &files);
	for (size_t i = 0; s == TIX_OK && i < files.n; i++) {
		struct tix_value v[COLUMNS] = {
			[ID] = { .type = TIX_T_INT, .i = e->ticket },
			[EVENT] = { .type = TIX_T_INT, .i = e->seq },
			[NAME] = { .s = files.item[i].name },
			[SIZE] = { .type = TIX_T_INT, .i = files.item[i].size },
			[SHA256] = { .s = files.item[i].sha256 },
		};

		s = tix_rows_values(&l->rows, v);
	}
	return s;
}

static struct listing *
listing_of(const struct tix_run *r)
{
	return r->arg;
}

static enum tix_status
list_ticket(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	return tix_events_of(tx, tx->mem, t->id, list_event, listing_of(r));
}

enum tix_status
tix_attach_list(struct tix *tx, struct tix_run *r)
{
	struct listing *l = tix_arena_alloc(tx->run, sizeof *l);
	enum tix_status s = tix_rows_columns(tx, r, columns, COLUMNS, NULL,
	    &l->rows);

	r->arg = l;
	if (s != TIX_OK)
		return s;
	s = tix_run_show(tx, r, list_ticket);
	return s < TIX_BUSY ? tix_worse(s, tix_rows_end(&l->rows)) : s;
}

static bool
is_meant(const struct tix_attachment *a, const char *name)
{
	size_t n = strlen(name);

	if (strcmp(a->name, name) == 0)
		return true;
	return n >= DIGITS_MIN && n < sizeof a->sha256 &&
	    strncmp(a->sha256, name, n) == 0;
}

static enum tix_status
find_event(struct tix *tx, struct tix_event *e, void *arg)
{
	struct listing *l = arg;
	struct tix_attachments files;

	if (e->retracted)
		return TIX_OK;
	tix_event_attachments(tx, e, &files);
	for (size_t i = 0; i < files.n; i++) {
		const struct tix_attachment *a = &files.item[i];

		tix_buf_printf(&l->names, "%s%s", l->names.len > 0 ? ", " : "",
		    a->name);
		if (!is_meant(a, l->name))
			continue;
		if (l->wanted != NULL &&
		    strcmp(l->wanted->sha256, a->sha256) != 0)
			return tix_fail(tx, TIX_CONFLICT, "ticket %lld has "
			    "more than one '%s': give digits of its digest",
			    (long long)e->ticket, l->name);
		l->wanted = a;
	}
	return TIX_OK;
}

static enum tix_status
show_bytes(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	struct listing *l = listing_of(r);
	const void *data;
	size_t len;
	enum tix_status s;

	l->wanted = NULL;
	l->names = (struct tix_buf){ .arena = tx->mem };
	s = tix_events_of(tx, tx->mem, t->id, find_event, l);
	if (s == TIX_OK && l->wanted == NULL)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "ticket %lld has no attachment '%s'%s%s",
		    (long long)t->id, l->name,
		    l->names.len > 0 ? "; there are: " : "",
		    tix_buf_text(&l->names));
	if (s == TIX_OK)
		s = tix_attachments_get(tx, l->wanted->sha256, &data, &len);
	if (s == TIX_OK)
		fwrite(data, 1, len, r->out.to);
	return s;
}

enum tix_status
tix_attach_show(struct tix *tx, struct tix_run *r, const char *name)
{
	struct listing *l = tix_arena_alloc(tx->run, sizeof *l);

	if (r->terminal)
		return tix_fail(tx, TIX_INVALID,
		    "its bytes may be any: send them to a file or a pipe");
	l->name = name;
	r->arg = l;
	return tix_run_show(tx, r, show_bytes);
}
