/*
 * A reply as a mail for sendmail, or as a line for a hook.
 */
#include "sending.h"

#include <string.h>

#include <tix/attachments.h>
#include <tix/config.h>
#include <tix/desk.h>
#include <tix/events.h>
#include <tix/mail.h>
#include <tix/reply.h>
#include <tix/send.h>
#include <tix/utf8.h>
#include <tix/work.h>

#define DESK_MAX 40 /* cells of the desk's name in a subject */

static const char *
member(const struct tix_event *e, const char *name)
{
	const struct tix_member *m = tix_event_member(e, name);

	return m != NULL ? m->s : NULL;
}

/*
 * "tix.42.7.HASH@DESK.tix.invalid", where HASH is the event's and DESK is of
 * the desk's first one: no other mail has it, and each attempt to send this one
 * has the same, so that who gets two of them can tell that they are one.
 */
enum tix_status
tix_carry_id(struct tix *tx, const struct tix_event *e, const char **id)
{
	struct tix_event *first = tix_arena_alloc(tx->mem, sizeof *first);
	char event[2 * 16 + 1], desk[2 * 8 + 1];
	enum tix_status s = tix_events_get(tx, 1, first);

	if (s != TIX_OK)
		return s;
	tix_hex(event, e->hash, sizeof event / 2);
	tix_hex(desk, first->hash, sizeof desk / 2);
	*id = tix_arena_printf(tx->mem, "tix.%lld.%lld.%s@%s.tix.invalid",
	    (long long)e->ticket, (long long)e->seq, event, desk);
	return TIX_OK;
}

/* "[acme #42] VPN down": brackets are for the desk's name alone. */
const char *
tix_carry_subject(struct tix *tx, const struct tix_ticket *t)
{
	const char *name = tx->desk->name != NULL ? tx->desk->name : "tix";
	char *desk = tix_arena_dup(tx->mem, tix_utf8_fit(tx->mem,
	    tix_utf8_printable(tx->mem, name, false), DESK_MAX));

	for (char *s = desk; *s != '\0'; s++)
		if (strchr("[]#", *s) != NULL)
			*s = '_';
	return tix_arena_printf(tx->mem, "[%s #%lld] %s", desk,
	    (long long)t->id, t->subject);
}

/* The files of a reply, with their bytes. */
static enum tix_status
load_files(struct tix *tx, const struct tix_event *replied,
    struct tix_attachments *files)
{
	enum tix_status s = TIX_OK;

	tix_event_attachments(tx, replied, files);
	for (size_t i = 0; s == TIX_OK && i < files->n; i++) {
		struct tix_attachment *a = &files->item[i];
		size_t len;

		s = tix_attachments_get(tx, a->sha256, &a->data, &len);
		a->size = (int64_t)len;
	}
	return s;
}

enum tix_status
tix_carry_mail(struct tix *tx, struct tix_mail *m,
    const struct tix_sender *by)
{
	const char *path, *from, *text;
	struct tix_sender sender = *by;
	struct tix_address *address = tix_arena_alloc(tx->mem,
	    sizeof *address);
	enum tix_status s = tix_config_get(tx, "sendmail", &path, NULL);

	if (s == TIX_OK)
		s = tix_config_get(tx, "from", &from, NULL);
	if (s == TIX_OK && from != NULL) {
		s = tix_address_parse(tx, tx->mem, from, address);
		m->from = address;
	}
	if (s != TIX_OK)
		return s;
	text = tix_mail_text(tx->mem, m);
	sender.argv = (const char *const[]){ path, "-t", "-oi", NULL };
	return tix_send(tx, &sender, text, strlen(text));
}

static enum tix_status
send_mail(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, const struct tix_sender *by,
    const char **id)
{
	struct tix_address *to, *cc;
	struct tix_attachments files;
	struct tix_mail m = { .subject = tix_carry_subject(tx, t),
	    .date = tx->now, .text = member(replied, "text") };
	enum tix_status s = tix_address_list(tx, tx->mem,
	    member(replied, "to"), &to, &m.nto);

	if (s == TIX_OK)
		s = tix_address_list(tx, tx->mem, member(replied, "cc"), &cc,
		    &m.ncc);
	if (s == TIX_OK)
		s = load_files(tx, replied, &files);
	if (s == TIX_OK)
		s = tix_carry_id(tx, replied, id);
	if (s != TIX_OK)
		return s;
	m.file = files.item;
	m.nfiles = files.n;
	m.to = to;
	m.cc = cc;
	m.message_id = *id;
	return tix_carry_mail(tx, &m, by);
}

void
tix_carry_text(struct tix *tx, struct tix_json_out *o, const char *name,
    const char *text)
{
	tix_json_name(o, name);
	if (text != NULL)
		tix_json_string(o, tix_utf8_clean(tx->mem, text));
	else
		tix_json_null(o);
}

/* What a hook is told: one line. */
static const char *
hook_data(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, size_t *len)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	struct tix_attachments files;
	const char *line;

	tix_json_open(o, '{');
	tix_carry_text(tx, o, "event", "reply");
	tix_carry_text(tx, o, "desk", tx->desk->name);
	tix_json_name(o, "id");
	tix_json_number(o, t->id);
	tix_json_name(o, "seq");
	tix_json_number(o, replied->seq);
	tix_carry_text(tx, o, "subject", t->subject);
	tix_carry_text(tx, o, "requester", t->requester);
	tix_carry_text(tx, o, "owner", t->owner);
	tix_carry_text(tx, o, "level", t->level);
	tix_carry_text(tx, o, "queue", t->queue);
	tix_carry_text(tx, o, "state", tix_state_names[t->state - 1]);
	tix_json_name(o, "priority");
	tix_json_number(o, t->priority);
	tix_carry_text(tx, o, "agent", tix_caller(tx));
	tix_carry_text(tx, o, "to", member(replied, "to"));
	tix_carry_text(tx, o, "cc", member(replied, "cc"));
	tix_carry_text(tx, o, "text", member(replied, "text"));
	tix_event_attachments(tx, replied, &files);
	tix_json_name(o, "attachments");
	tix_json_open(o, '[');
	for (size_t i = 0; i < files.n; i++)
		tix_json_string(o, tix_utf8_clean(tx->mem,
		    files.item[i].name));
	tix_json_close(o, ']');
	tix_json_close(o, '}');
	line = tix_arena_printf(tx->mem, "%s\n", tix_json_out_text(o, len));
	(*len)++;
	return line;
}

static enum tix_status
send_hook(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, struct tix_sender *by)
{
	const char *data, *path, *name = member(replied, "hook");
	enum tix_status s = tix_hook_find(tx, name != NULL ? name : "",
	    &path);
	size_t len;

	if (s != TIX_OK)
		return s;
	data = hook_data(tx, t, replied, &len);
	by->argv = (const char *const[]){ path, NULL };
	return tix_send(tx, by, data, len);
}

enum tix_status
tix_carry(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, const struct tix_sender *by,
    const char **id)
{
	struct tix_sender sender = *by;

	*id = NULL;
	return strcmp(member(replied, "by"), "hook") == 0 ?
	    send_hook(tx, t, replied, &sender) :
	    send_mail(tx, t, replied, &sender, id);
}
