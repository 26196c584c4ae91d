/*
 * Exports of this program's own, read: all lines but those of events.
 */
#include "exportpart.h"

#include <string.h>

#include <tix/desk.h>

#define DESKS_MAX 100000 /* versions of a policy */

enum tix_status
tix_export_bad(struct tix *tx, const char *name)
{
	return tix_fail(tx, TIX_INVALID, "'%s' is missing or wrong", name);
}

bool
tix_export_number(const struct tix_json *line, const char *name, int64_t least,
    int64_t *to)
{
	const struct tix_json *n = tix_json_get(line, name);

	if (n == NULL || n->type != TIX_JSON_INT || n->number < least)
		return false;
	*to = n->number;
	return true;
}

bool
tix_export_hex(const struct tix_json *line, const char *name, unsigned char *to,
    size_t n)
{
	const char *text = tix_json_text(line, name);

	return text != NULL && tix_unhex(to, text, n);
}

bool
tix_export_bytes(struct tix *tx, const struct tix_json *line, const char *name,
    bool none, const char **to)
{
	const struct tix_json *n = tix_json_get(line, name);

	*to = tix_json_get_bytes(tx->mem, n);
	return *to != NULL || (none && n != NULL && n->type == TIX_JSON_NULL);
}

static bool
take_head(const char *text, struct tix_export_header *h)
{
	h->seq = 0;
	for (; text != NULL && *text >= '0' && *text <= '9'; text++)
		if (__builtin_mul_overflow(h->seq, 10, &h->seq) ||
		    __builtin_add_overflow(h->seq, *text - '0', &h->seq))
			return false;
	return text != NULL && *text == ':' && h->seq > 0 &&
	    tix_unhex(h->hash, text + 1, sizeof h->hash);
}

static enum tix_status
read_header(struct tix *tx, struct tix_export_reader *r,
    const struct tix_json *line)
{
	struct tix_export_header *h = &r->header;
	unsigned char id[(TIX_EXPORT_ID_SIZE - 1) / 2];
	int64_t version;

	if (!tix_export_number(line, "version", 1, &version))
		return tix_export_bad(tx, "version");
	if (version > TIX_EXPORT_VERSION)
		return tix_fail(tx, TIX_CONFLICT,
		    "an export of version %lld, of a newer tix",
		    (long long)version);
	if (!tix_export_bytes(tx, line, "desk", true, &h->name))
		return tix_export_bad(tx, "desk");
	if (!tix_export_hex(line, "id", id, sizeof id))
		return tix_export_bad(tx, "id");
	if (!take_head(tix_json_text(line, "head"), h))
		return tix_export_bad(tx, "head");
	if (!tix_export_number(line, "next_ticket", 1, &h->next_ticket) ||
	    h->next_ticket >= INT64_C(1) << 53)
		return tix_export_bad(tx, "next_ticket");
	if (!tix_export_number(line, "events", 0, &h->events) ||
	    h->events > h->seq)
		return tix_export_bad(tx, "events");
	if (!tix_export_bytes(tx, line, "query", true, &h->query))
		return tix_export_bad(tx, "query");
	if (h->query == NULL && h->events != h->seq)
		return tix_export_bad(tx, "events");
	tix_hex(h->id, id, sizeof id);
	h->name = tix_arena_dup(r->mem, h->name);
	h->query = tix_arena_dup(r->mem, h->query);
	return TIX_OK;
}

static void
keep_digest(struct tix_export_reader *r, const char *compiled)
{
	if ((r->desks & (r->desks - 1)) == 0) { /* full at powers of two */
		void *more = tix_arena_array(r->mem,
		    r->desks == 0 ? 1 : 2 * (size_t)r->desks,
		    sizeof *r->digest);

		if (r->desks > 0)
			memcpy(more, r->digest,
			    (size_t)r->desks * sizeof *r->digest);
		r->digest = more;
	}
	tix_hash_text(r->digest[r->desks++], compiled);
}

static enum tix_status
read_desk(struct tix *tx, struct tix_export_reader *r,
    const struct tix_json *node, struct tix_export_line *line)
{
	struct tix_desk desk;
	enum tix_status s;

	if (!tix_export_number(node, "version", 1, &line->version) ||
	    line->version != r->desks + 1 || r->desks == DESKS_MAX)
		return tix_export_bad(tx, "version");
	if (!tix_export_bytes(tx, node, "compiled", false, &line->compiled))
		return tix_export_bad(tx, "compiled");
	if (tix_json_get(node, "source") != NULL &&
	    !tix_export_bytes(tx, node, "source", false, &line->source))
		return tix_export_bad(tx, "source");
	s = tix_desk_decode(tx, tx->mem, line->compiled,
	    strlen(line->compiled), &desk);
	if (s == TIX_OK)
		keep_digest(r, line->compiled);
	return s == TIX_NOT_FOUND ? TIX_INVALID : s;
}

static enum tix_status
read_row(struct tix *tx, struct tix_export_reader *r,
    const struct tix_json *node, struct tix_export_row *row)
{
	if (!tix_export_number(node, "ticket", 1, &row->ticket) ||
	    row->ticket >= r->header.next_ticket)
		return tix_export_bad(tx, "ticket");
	if (!tix_export_hex(node, "digest", row->digest, sizeof row->digest))
		return tix_export_bad(tx, "digest");
	if (!tix_export_number(node, "occurrence", 1, &row->occurrence))
		return tix_export_bad(tx, "occurrence");
	r->rows++;
	return TIX_OK;
}

static bool
is_whole(const struct tix_export_file *f)
{
	char hex[2 * TIX_HASH_SIZE + 1];
	unsigned char digest[TIX_HASH_SIZE];
	struct tix_hash h;

	tix_hash_init(&h);
	tix_hash_add(&h, f->data, f->n);
	tix_hash_end(&h, digest);
	tix_hex(hex, digest, sizeof digest);
	return strcmp(hex, f->sha256) == 0;
}

/* The piece that is to come: the first of another, or the next of this. */
static enum tix_status
begin_piece(struct tix *tx, struct tix_export_reader *r,
    const struct tix_json *node)
{
	const char *hex = tix_json_text(node, "sha256");
	struct tix_export_file *f = &r->file;
	int64_t size, from;

	if (hex == NULL || strlen(hex) != sizeof f->sha256 - 1 ||
	    (r->in_file && strcmp(hex, f->sha256) != 0))
		return tix_export_bad(tx, "sha256");
	if (!tix_export_number(node, "size", 0, &size) ||
	    size > TIX_ATTACHMENT_MAX || (r->in_file && size != f->size))
		return tix_export_bad(tx, "size");
	if (!tix_export_number(node, "from", 0, &from) ||
	    from != (r->in_file ? (int64_t)f->n : 0))
		return tix_export_bad(tx, "from");
	if (r->in_file)
		return TIX_OK;
	tix_arena_reset(r->room);
	*f = (struct tix_export_file){ .size = size };
	memcpy(f->sha256, hex, sizeof f->sha256);
	r->bytes_of = tix_arena_alloc(r->room, (size_t)size + 1);
	f->data = r->bytes_of;
	return TIX_OK;
}

static enum tix_status
read_file(struct tix *tx, struct tix_export_reader *r,
    const struct tix_json *node, struct tix_export_line *line)
{
	const char *text = tix_json_text(node, "base64");
	struct tix_export_file *f = &r->file;
	enum tix_status s = begin_piece(tx, r, node);
	const void *bytes;
	size_t n;

	if (s != TIX_OK)
		return s;
	bytes = text == NULL ? NULL : tix_unbase64(tx->mem, text, &n);
	if (bytes == NULL || n > (size_t)f->size - f->n ||
	    (n == 0 && f->size > 0))
		return tix_export_bad(tx, "base64");
	memcpy(r->bytes_of + f->n, bytes, n);
	f->n += n;
	r->in_file = f->n < (size_t)f->size;
	if (r->in_file)
		return TIX_OK;
	if (!is_whole(f))
		return tix_fail(tx, TIX_INVALID, "attachment %.12s: its bytes "
		    "are not those that were stored", f->sha256);
	line->file = f;
	r->files++;
	return TIX_OK;
}

static enum tix_status
read_end(struct tix *tx, struct tix_export_reader *r,
    const struct tix_json *node)
{
	unsigned char want[TIX_HASH_SIZE], have[TIX_HASH_SIZE];
	int64_t lines;

	if (!tix_export_number(node, "lines", 1, &lines) || lines != r->lines)
		return tix_export_bad(tx, "lines");
	tix_hash_end(&r->bytes, have);
	if (!tix_export_hex(node, "digest", want, sizeof want) ||
	    memcmp(want, have, sizeof want) != 0)
		return tix_fail(tx, TIX_INVALID, "the lines before are not "
		    "those that were written");
	if (r->events != r->header.events)
		return tix_fail(tx, TIX_INVALID, "%lld events, not the %lld "
		    "that the first line tells of", (long long)r->events,
		    (long long)r->header.events);
	if (r->header.query == NULL &&
	    memcmp(r->hash, r->header.hash, sizeof r->hash) != 0)
		return tix_export_bad(tx, "head");
	r->ended = true;
	return TIX_OK;
}

static int
kind_of(const struct tix_json *node)
{
	const char *name = tix_json_text(node, "tix");

	for (int k = 0; name != NULL && k < TIX_EXPORT_KINDS; k++)
		if (strcmp(name, tix_export_names[k]) == 0)
			return k;
	return -1;
}

bool
tix_export_is_header(struct tix *tx, const char *text, size_t len)
{
	struct tix_json *node;

	return tix_json_parse(tx, tx->mem, text, len, &node) == TIX_OK &&
	    kind_of(node) == TIX_X_HEADER;
}

enum tix_status
tix_export_read(struct tix *tx, struct tix_export_reader *r, const char *text,
    size_t len, struct tix_export_line *line)
{
	struct tix_json *node;
	enum tix_status s = tix_json_parse(tx, tx->mem, text, len, &node);
	const bool first = r->lines++ == 0;
	int kind = s == TIX_OK ? kind_of(node) : -1;

	if (s != TIX_OK)
		return s;
	if (kind < 0)
		return tix_fail(tx, TIX_INVALID, "no line of an export");
	if (r->ended || (kind == TIX_X_HEADER) != first ||
	    kind < (int)r->last || (r->in_file && kind != TIX_X_FILE))
		return tix_fail(tx, TIX_INVALID, "a line '%s' that may not "
		    "stand here", tix_export_names[kind]);
	memset(line, 0, sizeof *line);
	line->kind = (enum tix_export_kind)kind;
	r->last = kind == TIX_X_EVENT ? TIX_X_FILE : line->kind;
	r->opened.arena = r->mem;
	if (first)
		tix_hash_init(&r->bytes);
	if (line->kind != TIX_X_END) {
		tix_hash_add(&r->bytes, text, len);
		tix_hash_add(&r->bytes, "\n", 1);
	}
	switch (line->kind) {
	case TIX_X_HEADER:
		return read_header(tx, r, node);
	case TIX_X_DESK:
		return read_desk(tx, r, node, line);
	case TIX_X_ROW:
		return read_row(tx, r, node, &line->row);
	case TIX_X_FILE:
		return read_file(tx, r, node, line);
	case TIX_X_EVENT:
		line->event = tix_arena_alloc(tx->mem, sizeof *line->event);
		return tix_export_event(tx, r, node, text, len, line->event);
	case TIX_X_END:
	case TIX_EXPORT_KINDS:
		break;
	}
	return read_end(tx, r, node);
}

enum tix_status
tix_export_finish(struct tix *tx, const struct tix_export_reader *r)
{
	if (r->ended)
		return TIX_OK;
	return tix_fail(tx, TIX_INVALID, "it is cut off: there is no end");
}
