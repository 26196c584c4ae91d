/*
 * The lines of an export, written.
 */
#include <tix/exportline.h>
#include <tix/utf8.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *const tix_export_names[TIX_EXPORT_KINDS] = {
	[TIX_X_HEADER] = "export", [TIX_X_DESK] = "desk",
	[TIX_X_ROW] = "row", [TIX_X_FILE] = "attachment",
	[TIX_X_EVENT] = "event", [TIX_X_END] = "end",
};

void
tix_export_id(char id[TIX_EXPORT_ID_SIZE],
    const unsigned char hash[TIX_HASH_SIZE])
{
	tix_hex(id, hash, (TIX_EXPORT_ID_SIZE - 1) / 2);
}

static void
put_number(struct tix_json_out *o, const char *name, int64_t value)
{
	tix_json_name(o, name);
	tix_json_number(o, value);
}

static void
put_text(struct tix_json_out *o, const char *name, const char *s)
{
	tix_json_name(o, name);
	if (s != NULL)
		tix_json_bytes(o, s);
	else
		tix_json_null(o);
}

static void
put_hex(struct tix_json_out *o, const char *name, const unsigned char *p,
    size_t n)
{
	char hex[2 * TIX_HASH_SIZE + 1];

	tix_hex(hex, p, n);
	tix_json_name(o, name);
	tix_json_string(o, hex);
}

static void
begin(struct tix_json_out *o, enum tix_export_kind kind)
{
	tix_json_open(o, '{');
	tix_json_name(o, "tix");
	tix_json_string(o, tix_export_names[kind]);
}

void
tix_export_put_header(struct tix_json_out *o,
    const struct tix_export_header *h)
{
	char hex[2 * TIX_HASH_SIZE + 1], head[sizeof hex + 24];

	tix_hex(hex, h->hash, sizeof h->hash);
	snprintf(head, sizeof head, "%" PRId64 ":%s", h->seq, hex);
	begin(o, TIX_X_HEADER);
	put_number(o, "version", TIX_EXPORT_VERSION);
	put_text(o, "desk", h->name);
	put_text(o, "id", h->id);
	put_text(o, "head", head);
	put_number(o, "next_ticket", h->next_ticket);
	put_number(o, "events", h->events);
	put_text(o, "query", h->query);
	tix_json_close(o, '}');
}

void
tix_export_put_desk(struct tix_json_out *o, int64_t version,
    const char *compiled, const char *source)
{
	begin(o, TIX_X_DESK);
	put_number(o, "version", version);
	put_text(o, "compiled", compiled);
	if (source != NULL)
		put_text(o, "source", source);
	tix_json_close(o, '}');
}

void
tix_export_put_row(struct tix_json_out *o, const struct tix_export_row *row)
{
	begin(o, TIX_X_ROW);
	put_number(o, "ticket", row->ticket);
	put_hex(o, "digest", row->digest, sizeof row->digest);
	put_number(o, "occurrence", row->occurrence);
	tix_json_close(o, '}');
}

void
tix_export_put_file(struct tix_json_out *o, struct tix_arena *mem,
    const struct tix_export_file *file)
{
	begin(o, TIX_X_FILE);
	put_text(o, "sha256", file->sha256);
	put_number(o, "size", file->size);
	put_number(o, "from", file->from);
	put_text(o, "base64", tix_base64(mem, file->data, file->n));
	tix_json_close(o, '}');
}

static void
put_data(struct tix_json_out *o, const struct tix_event *e)
{
	if (e->data != NULL)
		put_hex(o, "salt", e->salt, sizeof e->salt);
	else
		put_text(o, "salt", NULL);
	put_hex(o, "digest", e->digest, sizeof e->digest);
	put_hex(o, "hash", e->hash, sizeof e->hash);
	tix_json_name(o, "data");
	if (e->data != NULL)
		tix_json_raw(o, e->data, e->data_len);
	else
		tix_json_null(o);
}

void
tix_export_put_event(struct tix_json_out *o, const struct tix_event *e)
{
	begin(o, TIX_X_EVENT);
	put_number(o, "seq", e->seq);
	tix_json_name(o, "ticket");
	if (e->ticket != 0)
		tix_json_number(o, e->ticket);
	else
		tix_json_null(o);
	put_number(o, "at", e->at);
	put_number(o, "recorded", e->recorded);
	put_text(o, "actor", e->actor);
	put_text(o, "on_behalf", e->on_behalf);
	put_text(o, "via", e->via);
	put_text(o, "kind", e->kind_name);
	put_number(o, "desk", e->desk);
	put_data(o, e);
	tix_json_close(o, '}');
}

void
tix_export_put_end(struct tix_json_out *o, int64_t lines,
    const unsigned char digest[TIX_HASH_SIZE])
{
	begin(o, TIX_X_END);
	put_number(o, "lines", lines);
	put_hex(o, "digest", digest, TIX_HASH_SIZE);
	tix_json_close(o, '}');
}

static bool
is_one_line(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20)
			return false;
	return true;
}

bool
tix_export_is_true(const struct tix_event *e)
{
	struct tix_event again;

	if (e->data == NULL)
		return true;
	if (e->data_len < 2 || e->data[0] != '{' ||
	    e->data[e->data_len - 1] != '}' ||
	    !is_one_line(e->data, e->data_len) ||
	    !tix_utf8_valid(e->data, e->data_len))
		return false;
	memcpy(again.salt, e->salt, sizeof again.salt);
	again.data = e->data;
	again.data_len = e->data_len;
	tix_event_digest(&again);
	return memcmp(again.digest, e->digest, sizeof again.digest) == 0;
}
