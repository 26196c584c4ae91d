/* tix-link - say how tickets stand to another */
#include <tix/cli.h>
#include <tix/related.h>
#include <tix/relate.h>
#include <tix/tickets.h>

static const char *parent, *blocks, *duplicates, *caused_by, *recurs,
    *relates;
static bool away;

static const struct tix_opt opts[] = {
	{ 0, "parent", TIX_OPT_TEXT, &parent, "ticket",
	    "they are parts of this one", NULL },
	{ 0, "blocks", TIX_OPT_TEXT, &blocks, "ticket",
	    "they have to be done before this one can be", NULL },
	{ 0, "duplicates", TIX_OPT_TEXT, &duplicates, "ticket",
	    "they are the same trouble as this one, and end with it", NULL },
	{ 0, "caused-by", TIX_OPT_TEXT, &caused_by, "ticket",
	    "they come of this one", NULL },
	{ 0, "recurs", TIX_OPT_TEXT, &recurs, "ticket",
	    "they are the trouble of this one come back", NULL },
	{ 0, "relates", TIX_OPT_TEXT, &relates, "ticket",
	    "they have something to do with this one", NULL },
	{ 0, "remove", TIX_OPT_FLAG, &away, NULL,
	    "the link is no more", NULL },
	{ 0 },
};

static const struct {
	const char *name;
	const char **to;
} links[] = {
	{ "parent", &parent }, { "blocks", &blocks },
	{ "duplicates", &duplicates }, { "caused-by", &caused_by },
	{ "recurs", &recurs }, { "relates", &relates },
};

static const struct tix_relation *relation;
static int64_t other;

static enum tix_status
check(struct tix *tx)
{
	for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
		if (*links[i].to == NULL)
			continue;
		if (relation != NULL)
			return tix_fail(tx, TIX_INVALID,
			    "one link at a time: --%s or --%s",
			    relation->name, links[i].name);
		relation = tix_relation_find(links[i].name);
		other = tix_id_parse(*links[i].to);
		if (other == 0)
			return tix_fail(tx, TIX_NOT_FOUND, "no ticket '%s'",
			    *links[i].to);
	}
	if (relation == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "how do they stand to which ticket? give --parent, "
		    "--blocks, --duplicates, --caused-by, --recurs or "
		    "--relates");
	return TIX_OK;
}

static enum tix_status
link_ticket(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	struct tix_ticket to = { 0 };
	enum tix_status s = tix_tickets_load(tx, tx->mem, other, &to);

	if (s == TIX_OK && away)
		return tix_unlink(tx, t, &to, relation, e);
	if (s == TIX_OK)
		s = tix_link(tx, t, &to, relation, e);
	if (s == TIX_OK && e->kind != TIX_E_NONE)
		s = tix_link_check(tx, other, t->id, relation);
	return s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "link",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.check = check,
		.each = link_ticket,
	};

	return tix_main(&cmd, argc, argv);
}
