/* tix-reply - answer the people behind tickets */
#include <tix/address.h>
#include <tix/attach.h>
#include <tix/cli.h>
#include <tix/compose.h>
#include <tix/deliver.h>
#include <tix/effort.h>
#include <tix/reply.h>
#include <tix/time.h>

static struct tix_compose text = { .what = "reply", .quotes = true };
static struct tix_reply reply;
static struct tix_delivery how = { .timeout = 30 * TIX_SECOND };
static struct tix_texts cc, paths;
static struct tix_attachments files;
static const char *effort;
static bool again, templates;

static const char *const said[] = { "phone", "chat", "in-person", NULL };

static const struct tix_opt opts[] = {
	{ 'm', "message", TIX_OPT_TEXT, &text.message, "text", "the reply",
	    NULL },
	{ 'F', "file", TIX_OPT_FILE, &text.file, "path",
	    "the reply from a file, - for standard input", NULL },
	{ 0, "template", TIX_OPT_TEMPLATE, &text.template, "name",
	    "a canned answer of the desk", NULL },
	{ 'e', "edit", TIX_OPT_FLAG, &text.edit, NULL,
	    "go over it in the editor", NULL },
	{ 0, "to", TIX_OPT_TEXT, &reply.to, "address",
	    "to somebody else than the requester", NULL },
	{ 0, "cc", TIX_OPT_LIST, &cc, "address", "a copy; may be repeated",
	    NULL },
	{ 0, "by", TIX_OPT_CHOICE, &reply.by, "way",
	    "it was said by phone, chat or in-person; nothing is sent", said },
	{ 0, "hook", TIX_OPT_HOOK, &reply.hook, "name",
	    "sent by this hook, not by mail", NULL },
	{ 0, "effort", TIX_OPT_TEXT, &effort, "duration",
	    "time worked; -15m takes some off", NULL },
	{ 0, "attach", TIX_OPT_LIST, &paths, "path",
	    "a file to send with it; may be given again", NULL },
	{ 0, "await", TIX_OPT_FLAG, &how.wait, NULL,
	    "afterwards it waits on the customer", NULL },
	{ 0, "timeout", TIX_OPT_DURATION, &how.timeout, "duration",
	    "how long sending may take (30s)", NULL },
	{ 0, "resend", TIX_OPT_FLAG, &again, NULL,
	    "send what was not delivered", NULL },
	{ 0, "templates", TIX_OPT_FLAG, &templates, NULL,
	    "list the canned answers", NULL },
	{ 0 },
};

/* Only what was written before is sent again. */
static enum tix_status
check_again(struct tix *tx)
{
	if (text.message != NULL || text.file != NULL || text.edit ||
	    text.template != NULL || reply.to != NULL || reply.by != NULL ||
	    reply.hook != NULL || cc.n > 0 || paths.n > 0 ||
	    effort != NULL)
		return tix_fail(tx, TIX_INVALID,
		    "--resend sends what was written, as it was addressed");
	return TIX_OK;
}

static enum tix_status
resend(struct tix *tx, struct tix_run *r)
{
	return tix_deliver_again(tx, r, &how);
}

static const struct tix_command *
instead(void)
{
	static const struct tix_command list = {
		.name = "reply", .opts = opts, .run = tix_compose_list,
	};
	static const struct tix_command send = {
		.name = "reply", .opts = opts, .check = check_again,
		.run = resend, .flags = TIX_CMD_WRITES | TIX_CMD_TICKETS,
	};

	return templates ? &list : again ? &send : NULL;
}

static enum tix_status
check(struct tix *tx)
{
	enum tix_status s = tix_address_join(tx, tx->run, cc.item, cc.n,
	    &reply.cc);

	if (s == TIX_OK)
		s = tix_effort_parse(tx, effort, &reply.effort);
	if (s == TIX_OK)
		s = tix_attach_read(tx, &paths, &files);
	if (s == TIX_OK)
		s = tix_delivery_prepare(tx, &reply, &files);
	reply.template = text.template;
	reply.wait = how.wait;
	return s == TIX_OK ? tix_compose_check(tx, &text) : s;
}

static enum tix_status
begin(struct tix *tx, struct tix_run *r)
{
	return tix_compose_begin(tx, r, &text);
}

static enum tix_status
answer(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	enum tix_status s = tix_compose_text(tx, &text, t, &reply.text);

	if (s == TIX_OK)
		s = tix_reply(tx, t, &reply, e);
	if (s == TIX_OK)
		tix_event_attach(tx, e, &files);
	return s;
}

/* It is stored: now it may go out. */
static enum tix_status
after(struct tix *tx, struct tix_run *r, const struct tix_ticket *t,
    const struct tix_event *e)
{
	(void)r;
	tix_compose_keep(&text);
	return tix_event_is_carried(e) ? tix_deliver(tx, t, e, &how) : TIX_OK;
}

static void
end(struct tix *tx, struct tix_run *r, enum tix_status s)
{
	tix_compose_end(tx, r, &text, s);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "reply",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.instead = instead, .check = check, .begin = begin,
		.each = answer, .after = after, .end = end,
	};

	return tix_main(&cmd, argc, argv);
}
