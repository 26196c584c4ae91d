/* tix-show - show tickets with their history */
#include <tix/attach.h>
#include <tix/card.h>
#include <tix/cli.h>
#include <tix/handed.h>
#include <tix/mergedpast.h>
#include <tix/reply.h>
#include <tix/sla.h>

static const char *attachment;
static bool brief, attachments;
static struct tix_rows rows;

static const struct tix_opt opts[] = {
	{ 'b', "brief", TIX_OPT_FLAG, &brief, NULL,
	    "without the history", NULL },
	{ 0, "attachments", TIX_OPT_FLAG, &attachments, NULL,
	    "list the files that came with them", NULL },
	{ 0, "attachment", TIX_OPT_TEXT, &attachment, "name",
	    "the bytes of this file, also by its digest", NULL },
	{ 0 },
};

struct card {
	struct tix_run *r;
	struct tix_out_options out;
	int64_t id;
	bool started;
	int64_t handed; /* event of the handover above */
	struct tix_undelivered left; /* replies that did not go out */
};

static enum tix_status
show_event(struct tix *tx, struct tix_event *e, void *arg)
{
	struct card *c = arg;

	if (!c->started)
		fputc('\n', c->r->out.to);
	c->started = true;
	tix_card_event(tx, &c->out, c->id, e);
	if (e->seq != c->handed)
		tix_card_handover(tx, &c->out, e);
	if (e->ticket == c->id)
		tix_undelivered_see(&c->left, e);
	return TIX_OK;
}

static void
show_undelivered(const struct card *c, int64_t id)
{
	for (size_t i = 0; i < c->left.n; i++)
		fprintf(c->r->out.to, "not delivered: the reply with number "
		    "%lld; tix reply --resend %lld sends it again\n",
		    (long long)c->left.seq[i], (long long)id);
}

/* Text for people; a blank line stands between tickets. */
static enum tix_status
show_card(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	static bool between;
	struct card c = { .r = r, .id = t->id, .left.arena = tx->mem };
	enum tix_status s;

	if (between)
		fputc('\n', r->out.to);
	between = true;
	c.out = r->out;
	if (!r->terminal)
		c.out.width = 0; /* a line for an event, for grep */
	tix_card_head(tx, &r->out, t);
	s = tix_sla_show(tx, r, t->id);
	tix_card_body(tx, &r->out, t);
	if (s == TIX_OK)
		s = tix_handed_show(tx, &r->out, t, &c.handed);
	if (brief || s != TIX_OK)
		return s;
	s = tix_merged_past(tx, t->id, show_event, &c);
	show_undelivered(&c, t->id);
	return s;
}

static enum tix_status
show_row(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	(void)r;
	return tix_rows_put(tx, &rows, t);
}

static enum tix_status
show(struct tix *tx, struct tix_run *r)
{
	enum tix_status s;

	if (!r->format_given)
		return tix_run_show(tx, r, show_card);
	r->out.single = true;
	s = tix_rows_begin(tx, r, tix_rows_all(tx, true), &rows);
	if (s != TIX_OK)
		return s;
	s = tix_run_show(tx, r, show_row);
	return s < TIX_BUSY ? tix_worse(s, tix_rows_end(&rows)) : s;
}

static enum tix_status
show_file(struct tix *tx, struct tix_run *r)
{
	return tix_attach_show(tx, r, attachment);
}

static const struct tix_command *
instead(void)
{
	static const struct tix_command list = {
		.name = "show",
		.takes = TIX_TAKES_TICKETS,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_TICKETS,
		.run = tix_attach_list,
		.table = &tix_table,
	};
	static const struct tix_command file = {
		.name = "show",
		.takes = TIX_TAKES_TICKETS,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_TICKETS,
		.run = show_file,
	};

	return attachment != NULL ? &file : attachments ? &list : NULL;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "show",
		.args = "[ticket ...]",
		.takes = TIX_TAKES_TICKETS,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_TICKETS,
		.instead = instead,
		.run = show,
	};

	return tix_main(&cmd, argc, argv);
}
