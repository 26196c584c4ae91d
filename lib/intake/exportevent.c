/*
 * The events of an export, read and held against the digests and the chain.
 */
#include "exportpart.h"

#include <string.h>

#include <tix/time.h>

static bool
take_time(const struct tix_json *node, const char *name, int64_t *to)
{
	return tix_export_number(node, name, 0, to) && *to <= TIX_TIME_MAX;
}

/* All but the data; the name of the first member that is not right. */
static const char *
take_columns(struct tix *tx, const struct tix_export_reader *r,
    const struct tix_json *node, struct tix_event *e)
{
	const struct tix_json *ticket = tix_json_get(node, "ticket");

	if (!tix_export_number(node, "seq", r->seq + 1, &e->seq) ||
	    e->seq > r->header.seq)
		return "seq";
	if (ticket == NULL || (ticket->type != TIX_JSON_NULL &&
	    (!tix_export_number(node, "ticket", 1, &e->ticket) ||
	    e->ticket >= r->header.next_ticket)))
		return "ticket";
	if (!take_time(node, "at", &e->at))
		return "at";
	if (!take_time(node, "recorded", &e->recorded))
		return "recorded";
	if (!tix_export_bytes(tx, node, "actor", false, &e->actor))
		return "actor";
	if (!tix_export_bytes(tx, node, "on_behalf", true, &e->on_behalf))
		return "on_behalf";
	if (!tix_export_bytes(tx, node, "via", false, &e->via))
		return "via";
	if (!tix_export_bytes(tx, node, "kind", false, &e->kind_name))
		return "kind";
	if (!tix_export_number(node, "desk", 1, &e->desk) || e->desk > r->desks)
		return "desk";
	if (!tix_export_hex(node, "digest", e->digest, sizeof e->digest))
		return "digest";
	if (!tix_export_hex(node, "hash", e->hash, sizeof e->hash))
		return "hash";
	return NULL;
}

/* The bytes that the digest is of are those in the line. */
static enum tix_status
take_data(struct tix *tx, const struct tix_json *node, const char *text,
    size_t len, struct tix_event *e)
{
	const struct tix_json *data = tix_json_get(node, "data");
	const char *bytes = tix_json_span(text, len, "data", &e->data_len);

	if (data == NULL || bytes == NULL)
		return tix_export_bad(tx, "data");
	if (data->type == TIX_JSON_NULL)
		return TIX_OK; /* redacted */
	if (!tix_export_hex(node, "salt", e->salt, sizeof e->salt))
		return tix_export_bad(tx, "salt");
	e->data = tix_arena_dup_n(tx->mem, bytes, e->data_len);
	if (e->data_len > TIX_EVENT_DATA_MAX)
		return tix_export_bad(tx, "data");
	if (!tix_export_is_true(e))
		return tix_fail(tx, TIX_INVALID, "event %lld: its data are "
		    "not those that were stored", (long long)e->seq);
	return TIX_OK;
}

/* The first event of a desk names it; of a part nothing else can be proved. */
static enum tix_status
check_chain(struct tix *tx, const struct tix_export_reader *r,
    const struct tix_event *e)
{
	struct tix_event *again;
	char id[TIX_EXPORT_ID_SIZE];

	if (r->header.query != NULL)
		return TIX_OK;
	if (e->seq != r->seq + 1)
		return tix_fail(tx, TIX_INVALID, "event %lld is missing",
		    (long long)(r->seq + 1));
	again = tix_arena_alloc(tx->mem, sizeof *again);
	*again = *e;
	tix_event_hash(r->hash, again);
	tix_export_id(id, e->hash);
	if (memcmp(again->hash, e->hash, sizeof e->hash) != 0)
		return tix_fail(tx, TIX_INVALID, "event %lld: the chain is "
		    "broken: it or the one before was changed",
		    (long long)e->seq);
	if (e->seq == 1 && strcmp(id, r->header.id) != 0)
		return tix_export_bad(tx, "id");
	return TIX_OK;
}

static enum tix_status
check_policy(struct tix *tx, const struct tix_export_reader *r,
    const struct tix_event *e)
{
	const struct tix_member *version = tix_event_member(e, "version");
	const struct tix_member *digest = tix_event_member(e, "digest");

	if (e->ticket != 0 || e->kind != TIX_E_DESK)
		return tix_export_bad(tx, "ticket");
	if (version == NULL || version->i < 1 || version->i > r->desks ||
	    digest == NULL ||
	    strcmp(digest->s, r->digest[version->i - 1]) != 0)
		return tix_fail(tx, TIX_INVALID, "event %lld: the policy is "
		    "not the one that came into force", (long long)e->seq);
	return TIX_OK;
}

/* A ticket begins with its opening, and has one. */
static enum tix_status
check_ticket(struct tix *tx, struct tix_export_reader *r,
    const struct tix_event *e)
{
	const bool known = tix_idmap_get(&r->opened, e->ticket, 0) != 0;

	if (e->ticket == 0 || e->kind == TIX_E_DESK)
		return e->data == NULL ? TIX_OK : check_policy(tx, r, e);
	if (known == (e->kind == TIX_E_OPENED))
		return tix_fail(tx, TIX_INVALID, known ?
		    "ticket %lld is opened twice" :
		    "ticket %lld is not opened first", (long long)e->ticket);
	if (!known) {
		tix_idmap_put(&r->opened, e->ticket, 1);
		r->tickets++;
	}
	return TIX_OK;
}

enum tix_status
tix_export_event(struct tix *tx, struct tix_export_reader *r,
    const struct tix_json *node, const char *text, size_t len,
    struct tix_event *e)
{
	const char *wrong;
	enum tix_status s;

	tix_event_init(e, TIX_E_NONE);
	wrong = take_columns(tx, r, node, e);
	if (wrong != NULL)
		return tix_export_bad(tx, wrong);
	e->kind = tix_event_kind_find(e->kind_name);
	if (e->kind == TIX_E_NONE)
		return tix_fail(tx, TIX_CONFLICT, "event %lld is of a kind "
		    "'%s' that this tix does not know; use a newer one",
		    (long long)e->seq, e->kind_name);
	s = take_data(tx, node, text, len, e);
	if (s == TIX_OK)
		s = check_chain(tx, r, e);
	if (s == TIX_OK && e->data != NULL && tix_event_decode(tx, e) != TIX_OK)
		s = TIX_INVALID;
	if (s == TIX_OK)
		s = check_ticket(tx, r, e);
	r->seq = e->seq;
	memcpy(r->hash, e->hash, sizeof r->hash);
	r->events++;
	return s;
}
