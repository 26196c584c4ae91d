/*
 * Replies on their way out.  Nothing is locked while a program delivers.
 */
#include "sending.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include <tix/attachments.h>
#include <tix/cli.h>
#include <tix/config.h>
#include <tix/desk.h>
#include <tix/mail.h>
#include <tix/reply.h>
#include <tix/send.h>
#include <tix/tickets.h>
#include <tix/time.h>
#include <tix/utf8.h>
#include <tix/work.h>

#define HOST_MAX 256
#define DESK_MAX 40 /* cells of the desk's name in a subject */

static const char *
member(const struct tix_event *e, const char *name)
{
	const struct tix_member *m = tix_event_member(e, name);

	return m != NULL ? m->s : NULL;
}

/* "tix.42.7.0123456789abcdef@host", which no other mail has. */
static enum tix_status
make_id(struct tix *tx, const struct tix_event *replied, const char **id)
{
	char host[HOST_MAX + 1] = "";
	uint64_t random = 0;

	if (getrandom(&random, sizeof random, 0) != sizeof random)
		return tix_fail(tx, TIX_FAILED, "random bytes: %s",
		    strerror(errno));
	if (gethostname(host, HOST_MAX) != 0 || !tix_address_host_valid(host))
		memcpy(host, "localhost", sizeof "localhost");
	*id = tix_arena_printf(tx->mem, "tix.%lld.%lld.%016" PRIx64 "@%s",
	    (long long)replied->ticket, (long long)replied->seq, random, host);
	return TIX_OK;
}

/* "[acme #42] VPN down": brackets are for the desk's name alone. */
static const char *
subject(struct tix *tx, const struct tix_ticket *t)
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

static enum tix_status
send_mail(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, int64_t timeout, const char **id)
{
	const char *path, *from, *text;
	struct tix_address sender, *to, *cc;
	struct tix_attachments files;
	struct tix_mail m = { .subject = subject(tx, t), .date = tx->now,
	    .text = member(replied, "text") };
	enum tix_status s = tix_config_get(tx, "sendmail", &path, NULL);

	if (s == TIX_OK)
		s = tix_config_get(tx, "from", &from, NULL);
	if (s == TIX_OK && from != NULL) {
		s = tix_address_parse(tx, tx->mem, from, &sender);
		m.from = &sender;
	}
	if (s == TIX_OK)
		s = tix_address_list(tx, tx->mem, member(replied, "to"), &to,
		    &m.nto);
	if (s == TIX_OK)
		s = tix_address_list(tx, tx->mem, member(replied, "cc"), &cc,
		    &m.ncc);
	if (s == TIX_OK)
		s = load_files(tx, replied, &files);
	if (s == TIX_OK)
		s = make_id(tx, replied, id);
	if (s != TIX_OK)
		return s;
	m.file = files.item;
	m.nfiles = files.n;
	m.to = to;
	m.cc = cc;
	m.message_id = *id;
	text = tix_mail_text(tx->mem, &m);
	return tix_send(tx, &(struct tix_sender){ .timeout = timeout,
	    .argv = (const char *const[]){ path, "-t", "-oi", NULL } },
	    text, strlen(text));
}

static void
put_text(struct tix *tx, struct tix_json_out *o, const char *name,
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
	put_text(tx, o, "event", "reply");
	put_text(tx, o, "desk", tx->desk->name);
	tix_json_name(o, "id");
	tix_json_number(o, t->id);
	tix_json_name(o, "seq");
	tix_json_number(o, replied->seq);
	put_text(tx, o, "subject", t->subject);
	put_text(tx, o, "requester", t->requester);
	put_text(tx, o, "owner", t->owner);
	put_text(tx, o, "level", t->level);
	put_text(tx, o, "queue", t->queue);
	put_text(tx, o, "state", tix_state_names[t->state - 1]);
	tix_json_name(o, "priority");
	tix_json_number(o, t->priority);
	put_text(tx, o, "agent", tix_caller(tx));
	put_text(tx, o, "to", member(replied, "to"));
	put_text(tx, o, "cc", member(replied, "cc"));
	put_text(tx, o, "text", member(replied, "text"));
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
    const struct tix_event *replied, int64_t timeout)
{
	const char *data, *path, *name = member(replied, "hook");
	enum tix_status s = tix_hook_find(tx, name != NULL ? name : "",
	    &path);
	size_t len;

	if (s != TIX_OK)
		return s;
	data = hook_data(tx, t, replied, &len);
	return tix_send(tx, &(struct tix_sender){ .timeout = timeout,
	    .argv = (const char *const[]){ path, NULL } }, data, len);
}

/* What is to be noted of a reply that a program had. */
struct outcome {
	int64_t ticket;
	int64_t seq;
	const char *message_id;
	const char *error; /* or NULL: it went out */
	bool wait;
};

static enum tix_status
note(struct tix *tx, void *arg)
{
	const struct outcome *o = arg;
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { 0 };
	int64_t at = tx->at;
	enum tix_status s = tix_tickets_load(tx, tx->mem, o->ticket, &t);

	if (s != TIX_OK)
		return s;
	if (o->error != NULL)
		tix_reply_unsent(o->seq, o->error, e);
	else
		tix_reply_sent(o->seq, o->message_id, e);
	if (o->error == NULL && o->wait)
		tix_reply_wait(&t, e);
	tx->at = tx->now; /* it goes out now, whenever it was written */
	s = tix_tickets_save(tx, &t, e, 1);
	tx->at = at;
	return s;
}

enum tix_status
tix_deliver(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, const struct tix_delivery *d)
{
	struct outcome o = { .ticket = t->id, .seq = replied->seq,
	    .wait = d->wait };
	enum tix_status s, noted;

	if (strcmp(member(replied, "by"), "hook") == 0)
		s = send_hook(tx, t, replied, d->timeout);
	else
		s = send_mail(tx, t, replied, d->timeout, &o.message_id);
	if (s != TIX_OK)
		o.error = tix_arena_dup(tx->mem, tx->error);
	noted = tix_run_transaction(tx, note, &o);
	if (s == TIX_OK && noted != TIX_OK)
		return tix_fail(tx, TIX_BUSY, "ticket %lld: the reply was "
		    "sent, but that could not be noted: %.800s",
		    (long long)t->id, tix_arena_dup(tx->mem, tx->error));
	return s == TIX_OK ? s : tix_fail(tx, TIX_BUSY,
	    "ticket %lld: the reply was not delivered: %.800s; "
	    "tix reply --resend %lld sends it again", (long long)t->id,
	    o.error, (long long)t->id);
}
