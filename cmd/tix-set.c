/* tix-set - set fields of tickets */
#include <tix/cli.h>
#include <tix/draft.h>
#include <tix/edit.h>
#include <tix/route.h>

static const char *subject, *kind, *impact, *urgency, *priority, *category,
    *service, *asset, *requester, *organisation, *queue, *channel, *due;
static struct tix_texts sets;
static struct tix_draft draft = { .clears = true };

static const struct tix_opt opts[] = {
	{ 's', "subject", TIX_OPT_TEXT, &subject, "text",
	    "what it is about", NULL },
	{ 0, "kind", TIX_OPT_CHOICE, &kind, "kind",
	    "incident, request, problem, change, security", tix_kind_names },
	{ 0, "impact", TIX_OPT_IMPACT, &impact, "step",
	    "how much is hit, by name or number", NULL },
	{ 0, "urgency", TIX_OPT_URGENCY, &urgency, "step",
	    "how soon it hurts, by name or number", NULL },
	{ 'p', "priority", TIX_OPT_TEXT, &priority, "1-5",
	    "set by hand, beside the matrix", NULL },
	{ 'c', "category", TIX_OPT_CATEGORY, &category, "name",
	    "what kind of trouble", NULL },
	{ 0, "service", TIX_OPT_TEXT, &service, "name",
	    "service that suffers", NULL },
	{ 0, "asset", TIX_OPT_TEXT, &asset, "name",
	    "machine or part concerned", NULL },
	{ 0, "requester", TIX_OPT_TEXT, &requester, "name",
	    "who asked", NULL },
	{ 0, "organisation", TIX_OPT_TEXT, &organisation, "name",
	    "for whom", NULL },
	{ 0, "queue", TIX_OPT_QUEUE, &queue, "queue",
	    "queue it waits in", NULL },
	{ 0, "channel", TIX_OPT_CHOICE, &channel, "channel",
	    "how it was reported", tix_channel_names },
	{ 0, "due", TIX_OPT_TEXT, &due, "time", "when it is promised", NULL },
	{ 0, "set", TIX_OPT_ASSIGN, &sets, "field=value",
	    "any field, also the desk's own; empty clears it; "
	    "may be given again", NULL },
	{ 0 },
};

static const struct tix_draft_option fields[] = {
	{ TIX_F_SUBJECT, &subject }, { TIX_F_KIND, &kind },
	{ TIX_F_IMPACT, &impact }, { TIX_F_URGENCY, &urgency },
	{ TIX_F_PRIORITY, &priority }, { TIX_F_CATEGORY, &category },
	{ TIX_F_SERVICE, &service }, { TIX_F_ASSET, &asset },
	{ TIX_F_REQUESTER, &requester }, { TIX_F_ORGANISATION, &organisation },
	{ TIX_F_QUEUE, &queue }, { TIX_F_CHANNEL, &channel },
	{ TIX_F_DUE, &due }, { 0 },
};

/* Read once, against the desk, before anything is locked. */
static enum tix_status
begin(struct tix *tx, struct tix_run *r)
{
	enum tix_status s = tix_draft_assign(tx, &draft, &sets);

	(void)r;
	if (s == TIX_OK)
		s = tix_draft_options(tx, &draft, fields);
	tix_draft_keep(tx, &draft);
	if (s == TIX_OK && draft.given == 0)
		return tix_fail(tx, TIX_INVALID, "set what? give a field");
	return s;
}

static enum tix_status
set(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	const struct tix_route_how how = { .fixed = draft.given,
		.staff = &tix_run_staff };
	enum tix_status s = tix_edit(tx, t, &draft.t, draft.given, e);

	return s == TIX_OK ? tix_route_follow(tx, t, &how, e) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "set",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_ROUTES,
		.begin = begin,
		.each = set,
	};

	return tix_main(&cmd, argc, argv);
}
