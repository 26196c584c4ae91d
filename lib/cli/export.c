/*
 * Export: what changes in one read of the desk; the events, which nobody can
 * change, some at a time behind it.
 */
#include <tix/export.h>

#include <errno.h>
#include <string.h>

#include <tix/attachments.h>
#include <tix/db.h>
#include <tix/events.h>

#include "exportfile.h"
#include "exporting.h"
#include "spill.h"

#define SLICE 5000        /* events in one read of the desk */
#define PROGRESS 100000   /* events between two words of it */

enum tix_status
tix_exporting_line(struct tix *tx, struct tix_exporting *x)
{
	size_t n;
	const char *text = tix_json_out_text(x->out, &n);

	tix_hash_add(&x->bytes, text, n);
	tix_hash_add(&x->bytes, "\n", 1);
	fwrite_unlocked(text, 1, n, x->to);
	putc_unlocked('\n', x->to);
	tix_json_out_clear(x->out);
	x->lines++;
	if (tix_interrupted())
		return tix_fail(tx, TIX_BUSY, "interrupted");
	return ferror_unlocked(x->to) ? TIX_IO : TIX_OK;
}

static enum tix_status
damaged(struct tix *tx, const struct tix_event *e, const char *what)
{
	return tix_fail(tx, TIX_IO, "'%s' is damaged: event %lld: %s; see tix "
	    "fsck", tix_db_path(tx), (long long)e->seq, what);
}

/* What could not be restored is not exported. */
static enum tix_status
check(struct tix *tx, struct tix_exporting *x, struct tix_event *e)
{
	unsigned char want[TIX_HASH_SIZE];

	if (!tix_export_is_true(e))
		return damaged(tx, e, "its data are not those that were "
		    "stored");
	if (x->query != NULL)
		return TIX_OK;
	if (e->seq != x->seq + 1)
		return damaged(tx, e, "the one before is missing");
	memcpy(want, e->hash, sizeof want);
	tix_event_hash(x->hash, e);
	if (memcmp(want, e->hash, sizeof want) != 0)
		return damaged(tx, e, "the chain is broken");
	x->seq = e->seq;
	memcpy(x->hash, e->hash, sizeof want);
	return TIX_OK;
}

/* One that is not kept any more is gone here, too. */
static enum tix_status
put_file(struct tix *tx, struct tix_exporting *x, const char *sha256)
{
	struct tix_export_file f = { .from = 0 };
	const void *data;
	size_t len;
	enum tix_status s = tix_attachments_get(tx, sha256, &data, &len);

	if (s != TIX_OK)
		return s == TIX_NOT_FOUND ? TIX_OK : s;
	memcpy(f.sha256, sha256, sizeof f.sha256);
	f.size = (int64_t)len;
	do {
		const size_t left = len - (size_t)f.from;

		f.n = left < TIX_EXPORT_PIECE ? left : TIX_EXPORT_PIECE;
		f.data = (const unsigned char *)data + f.from;
		tix_export_put_file(x->out, tx->mem, &f);
		s = tix_exporting_line(tx, x);
		f.from += (int64_t)f.n;
	} while (s == TIX_OK && f.from < f.size);
	return s;
}

/* The attachments that no event before has had; few events have any. */
static enum tix_status
put_files(struct tix *tx, struct tix_exporting *x, struct tix_event *e)
{
	static const char name[] = "\"attachments\":";
	unsigned char digest[TIX_HASH_SIZE];
	struct tix_attachments files;
	enum tix_status s;

	if (e->data == NULL || e->kind == TIX_E_NONE ||
	    memmem(e->data, e->data_len, name, sizeof name - 1) == NULL)
		return TIX_OK;
	s = tix_event_decode(tx, e);
	if (s != TIX_OK)
		return s;
	tix_event_attachments(tx, e, &files);
	for (size_t i = 0; s == TIX_OK && i < files.n; i++)
		if (tix_unhex(digest, files.item[i].sha256, sizeof digest) &&
		    tix_digests_add(&x->files, digest))
			s = put_file(tx, x, files.item[i].sha256);
	return s;
}

static enum tix_status
put_event(struct tix *tx, struct tix_event *e, void *arg)
{
	struct tix_exporting *x = arg;
	enum tix_status s = check(tx, x, e);

	if (s == TIX_OK)
		s = put_files(tx, x, e);
	if (s != TIX_OK)
		return s;
	tix_export_put_event(x->out, e);
	s = tix_exporting_line(tx, x);
	if (s == TIX_OK && x->lines % PROGRESS == 0)
		tix_progress(x->r, "%lld lines", (long long)x->lines);
	if (s == TIX_OK && --x->left == 0)
		return TIX_NO;
	return s;
}

/* A slow reader is waited for here, where nothing of the desk is held. */
static enum tix_status
next_slice(struct tix *tx, struct tix_exporting *x)
{
	enum tix_status s = x->to == x->r->out.to ? tix_run_flush(tx, x->r) :
	    TIX_OK;

	tix_arena_reset(x->mem);
	x->out = tix_json_out_new(x->mem);
	x->left = SLICE;
	return s;
}

static enum tix_status
put_all(struct tix *tx, struct tix_exporting *x)
{
	const int64_t last = x->header.seq;
	enum tix_status s = TIX_OK;

	while (s == TIX_OK && x->seq < last && !tix_run_reader_gone(x->r)) {
		const int64_t before = x->seq;

		s = next_slice(tx, x);
		if (x->left > last - x->seq)
			x->left = last - x->seq;
		if (s == TIX_OK)
			s = tix_events_each(tx, x->seq, put_event, x);
		if (s == TIX_OK && x->seq == before)
			s = tix_fail(tx, TIX_IO, "'%s' is damaged: event %lld "
			    "is missing; see tix fsck", tix_db_path(tx),
			    (long long)(before + 1));
	}
	return s;
}

static enum tix_status
put_some(struct tix *tx, struct tix_exporting *x)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < x->events.count; i++) {
		if (i % SLICE == 0)
			s = next_slice(tx, x);
		if (tix_run_reader_gone(x->r))
			break;
		x->left = 1;
		if (s == TIX_OK)
			s = tix_events_each(tx, x->events.n[i] - 1, put_event,
			    x);
	}
	return s;
}

static enum tix_status
put_end(struct tix *tx, struct tix_exporting *x)
{
	unsigned char digest[TIX_HASH_SIZE];

	tix_hash_end(&x->bytes, digest);
	tix_export_put_end(x->out, x->lines + 1, digest);
	return tix_exporting_line(tx, x);
}

static enum tix_status
put_lines(struct tix *tx, struct tix_exporting *x)
{
	enum tix_status s;

	x->mem = tix_arena_new();
	x->out = tix_json_out_new(x->mem);
	tix_hash_init(&x->bytes);
	s = tix_exporting_head(tx, x);
	if (s == TIX_OK)
		s = x->query == NULL ? put_all(tx, x) : put_some(tx, x);
	if (s == TIX_OK && !tix_run_reader_gone(x->r))
		s = put_end(tx, x);
	tix_arena_free(x->mem);
	tix_progress_end(x->r);
	return s;
}

static enum tix_status
to_output(struct tix *tx, struct tix_exporting *x)
{
	struct tix_run *r = x->r;
	FILE *stream;
	enum tix_status s;

	if (r->terminal)
		return tix_fail(tx, TIX_INVALID, "a terminal cannot take an "
		    "export; give -o, or a pipe");
	r->spill = tix_spill_new(tx->run, r->reader, &stream);
	if (r->spill == NULL)
		return tix_fail(tx, TIX_FAILED, "standard output: %s",
		    strerror(errno));
	x->to = r->out.to = stream;
	s = put_lines(tx, x);
	/* The words for what could not be written are the stream's. */
	return ferror(stream) ? tix_run_flush(tx, r) : s;
}

static enum tix_status
to_file(struct tix *tx, struct tix_exporting *x, const char *path)
{
	struct tix_whole_file f;
	enum tix_status s = tix_whole_begin(tx, &f, path, tix_db_path(tx));

	if (s != TIX_OK)
		return s;
	x->to = f.to;
	s = put_lines(tx, x);
	if (ferror(f.to))
		s = TIX_OK; /* what that was, the end says */
	return tix_whole_end(tx, &f, s);
}

/* A path alone is meant as the file, and would be a search for its words. */
static bool
is_path(const struct tix_run *r)
{
	const char *word = r->noperands == 1 ? r->operands[0] : "";

	return word[strcspn(word, " \t\r\n\"")] == '\0' &&
	    (*word == '/' || strncmp(word, "./", 2) == 0 ||
	    strncmp(word, "../", 3) == 0);
}

static enum tix_status
read_query(struct tix *tx, struct tix_exporting *x)
{
	const char *words = tix_run_words(tx, x->r);

	if (words[strspn(words, " \t\r\n")] == '\0')
		return TIX_OK;
	if (is_path(x->r))
		return tix_fail(tx, TIX_INVALID, "'%s' is a file? then give -o "
		    "before it; to search for it, text:%s", words, words);
	x->header.query = words;
	return tix_query_parse(tx, words, &x->query);
}

enum tix_status
tix_export(struct tix *tx, struct tix_run *r, const char *file)
{
	struct tix_exporting x = { .r = r, .files = { .arena = tx->run } };
	enum tix_status s = read_query(tx, &x);

	if (s == TIX_OK)
		s = file == NULL || strcmp(file, "-") == 0 ?
		    to_output(tx, &x) : to_file(tx, &x, file);
	if (s == TIX_OK && x.query != NULL && x.tickets.count == 0)
		tix_notice(tx, r, "no ticket selected: the export has the "
		    "policies alone");
	return s;
}
