/* tix-open - open a ticket */
#include <tix/attach.h>
#include <tix/cli.h>
#include <tix/draft.h>
#include <tix/tickets.h>
#include <tix/work.h>

static const char *subject, *body, *file, *kind, *impact, *urgency, *priority,
    *category, *service, *asset, *requester, *level, *queue, *owner, *key,
    *source, *due, *channel;
static struct tix_texts tags, sets, watchers, paths;
static struct tix_attachments files;
static bool no_route;

static const struct tix_opt opts[] = {
	{ 's', "subject", TIX_OPT_TEXT, &subject, "text", "the subject", NULL },
	{ 'b', "body", TIX_OPT_TEXT, &body, "text", "the whole story", NULL },
	{ 'F', "file", TIX_OPT_FILE, &file, "path",
	    "the body from a file, - for standard input", NULL },
	{ 0, "kind", TIX_OPT_CHOICE, &kind, "kind",
	    "incident, request, problem, change, security", tix_kind_names },
	{ 0, "impact", TIX_OPT_IMPACT, &impact, "step",
	    "how much is hit, by name or number", NULL },
	{ 0, "urgency", TIX_OPT_URGENCY, &urgency, "step",
	    "how soon it hurts, by name or number", NULL },
	{ 0, "priority", TIX_OPT_TEXT, &priority, "1-5",
	    "set by hand, beside the matrix", NULL },
	{ 'c', "category", TIX_OPT_CATEGORY, &category, "name",
	    "what kind of trouble", NULL },
	{ 0, "service", TIX_OPT_TEXT, &service, "name",
	    "service that suffers", NULL },
	{ 0, "asset", TIX_OPT_TEXT, &asset, "name",
	    "machine or part concerned", NULL },
	{ 'r', "requester", TIX_OPT_TEXT, &requester, "name", "who asked",
	    NULL },
	{ 'l', "level", TIX_OPT_LEVEL, &level, "level",
	    "support level to begin at", NULL },
	{ 0, "queue", TIX_OPT_QUEUE, &queue, "queue",
	    "queue to wait in", NULL },
	{ 'o', "owner", TIX_OPT_TEXT, &owner, "agent", "who has it", NULL },
	{ 't', "tag", TIX_OPT_LIST, &tags, "word",
	    "a word to group by; may be given again", NULL },
	{ 'k', "key", TIX_OPT_TEXT, &key, "key",
	    "while a ticket with this key is live, count it there", NULL },
	{ 0, "source", TIX_OPT_TEXT, &source, "name", "where it came from",
	    NULL },
	{ 0, "channel", TIX_OPT_CHOICE, &channel, "channel",
	    "how it was reported: phone, mail, ...", tix_channel_names },
	{ 0, "watcher", TIX_OPT_LIST, &watchers, "name",
	    "who wants to hear of it; may be given again", NULL },
	{ 0, "due", TIX_OPT_TEXT, &due, "time", "when it is promised", NULL },
	{ 0, "set", TIX_OPT_ASSIGN, &sets, "field=value",
	    "any field, also the desk's own; may be given again", NULL },
	{ 0, "attach", TIX_OPT_LIST, &paths, "path",
	    "a file to keep with it; may be given again", NULL },
	{ 0, "no-route", TIX_OPT_FLAG, &no_route, NULL,
	    "leave priority and place to tix route", NULL },
	{ 0 },
};

static const struct tix_draft_option fields[] = {
	{ TIX_F_KIND, &kind }, { TIX_F_IMPACT, &impact }, { TIX_F_KEY, &key },
	{ TIX_F_URGENCY, &urgency }, { TIX_F_PRIORITY, &priority },
	{ TIX_F_CATEGORY, &category }, { TIX_F_SERVICE, &service },
	{ TIX_F_REQUESTER, &requester }, { TIX_F_SOURCE, &source },
	{ TIX_F_LEVEL, &level }, { TIX_F_QUEUE, &queue }, { TIX_F_DUE, &due },
	{ TIX_F_OWNER, &owner }, { TIX_F_ASSET, &asset },
	{ TIX_F_CHANNEL, &channel }, { 0 },
};

/* What is asked for, read before anything is locked. */
struct asked {
	struct tix_run *r;
	struct tix_draft draft;
	int64_t id;
};

static enum tix_status
read_draft(struct tix *tx, struct tix_run *r, struct tix_draft *d)
{
	enum tix_status s = tix_draft_text(tx, r, d, subject, body, file);

	if (s == TIX_OK)
		s = tix_draft_list(tx, d, TIX_F_TAGS, &tags);
	if (s == TIX_OK)
		s = tix_draft_list(tx, d, TIX_F_WATCHERS, &watchers);
	if (s == TIX_OK)
		s = tix_attach_read(tx, &paths, &files);
	if (s == TIX_OK)
		s = tix_draft_assign(tx, d, &sets);
	return s == TIX_OK ? tix_draft_options(tx, d, fields) : s;
}

/* The live ticket that has the key, or a new one. */
static enum tix_status
open_one(struct tix *tx, void *arg)
{
	struct asked *a = arg;
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	const struct tix_route_how how = { .fixed = a->draft.given,
		.staff = &tix_run_staff, .steps = !a->r->explain ? NULL :
		    tix_arena_alloc(tx->mem, sizeof *how.steps) };
	struct tix_ticket t = { 0 };
	enum tix_status s = a->draft.t.key == NULL ? TIX_OK :
	    tix_tickets_find_key(tx, a->draft.t.key, true, &a->id);

	if (s == TIX_OK && a->id != 0)
		s = tix_tickets_load(tx, tx->mem, a->id, &t);
	if (s == TIX_OK)
		s = a->id != 0 ? tix_repeat(tx, &t, e) :
		    tix_open(tx, &a->draft.t, no_route ? NULL : &how, e);
	if (s == TIX_OK)
		tix_event_attach(tx, e, &files);
	if (s == TIX_OK)
		s = tix_run_event(tx, a->r, &t, e);
	a->id = t.id;
	return s;
}

static enum tix_status
open_ticket(struct tix *tx, struct tix_run *r)
{
	struct asked a = { .r = r };
	struct tix_rows rows;
	enum tix_status s = tix_rows_begin(tx, r, "id", &rows);

	if (s == TIX_OK)
		s = read_draft(tx, r, &a.draft);
	if (s == TIX_OK)
		s = r->dry_run ? open_one(tx, &a) :
		    tix_run_transaction(tx, open_one, &a);
	if (s == TIX_OK && !r->dry_run)
		s = tix_rows_id(tx, &rows, a.id);
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "open",
		.args = "[subject ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_OPERANDS |
		    TIX_CMD_EXPLAINS | TIX_CMD_ROWS | TIX_CMD_ROUTES,
		.run = open_ticket,
	};

	return tix_main(&cmd, argc, argv);
}
