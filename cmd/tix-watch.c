/* tix-watch - say who wants to hear of tickets */
#include <tix/cli.h>
#include <tix/draft.h>
#include <tix/edit.h>
#include <tix/route.h>
#include <tix/work.h>

#include <string.h>

static struct tix_texts add, drop;
static const char *added, *dropped;

static const struct tix_opt opts[] = {
	{ 'a', "add", TIX_OPT_LIST, &add, "name",
	    "somebody; may be given again", NULL },
	{ 'r', "remove", TIX_OPT_LIST, &drop, "name",
	    "take them off; may be given again", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx)
{
	enum tix_status s = tix_draft_words(tx, TIX_F_WATCHERS, &add, &added);

	if (s == TIX_OK)
		s = tix_draft_words(tx, TIX_F_WATCHERS, &drop, &dropped);
	if (s != TIX_OK)
		return s;
	if (add.n > 0 || drop.n > 0)
		return TIX_OK;
	added = tix_caller(tx);
	return strpbrk(added, " ,\t\n") == NULL ? TIX_OK :
	    tix_fail(tx, TIX_INVALID, "'%s' is more than a word: name who is "
	    "to watch with --add", added);
}

static enum tix_status
watch(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	const struct tix_route_how how = { .staff = &tix_run_staff };
	enum tix_status s = tix_edit_list(tx, t, TIX_F_WATCHERS, added,
	    dropped, e);

	return s == TIX_OK ? tix_route_follow(tx, t, &how, e) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "watch",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_ROUTES,
		.check = check,
		.each = watch,
	};

	return tix_main(&cmd, argc, argv);
}
