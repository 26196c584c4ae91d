/* tix-tag - put words on tickets and take them off */
#include <tix/cli.h>
#include <tix/draft.h>
#include <tix/edit.h>
#include <tix/route.h>

static struct tix_texts add, drop;
static const char *added, *dropped;

static const struct tix_opt opts[] = {
	{ 'a', "add", TIX_OPT_LIST, &add, "word",
	    "a word; may be given again", NULL },
	{ 'r', "remove", TIX_OPT_LIST, &drop, "word",
	    "take it off; may be given again", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx)
{
	enum tix_status s = tix_draft_words(tx, TIX_F_TAGS, &add, &added);

	if (s == TIX_OK)
		s = tix_draft_words(tx, TIX_F_TAGS, &drop, &dropped);
	if (s != TIX_OK)
		return s;
	if (add.n == 0 && drop.n == 0)
		return tix_fail(tx, TIX_INVALID,
		    "which word? give --add or --remove");
	return TIX_OK;
}

static enum tix_status
tag(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	const struct tix_route_how how = { .staff = &tix_run_staff };
	enum tix_status s = tix_edit_list(tx, t, TIX_F_TAGS, added, dropped,
	    e);

	return s == TIX_OK ? tix_route_follow(tx, t, &how, e) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "tag",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_ROUTES,
		.check = check,
		.each = tag,
	};

	return tix_main(&cmd, argc, argv);
}
