/* tix-assign - give tickets to somebody */
#include <tix/cli.h>
#include <tix/edit.h>
#include <tix/route.h>
#include <tix/work.h>

#include <string.h>

static struct tix_assignment to;
static bool nobody;

static const struct tix_opt opts[] = {
	{ 't', "to", TIX_OPT_AGENT, &to.owner, "agent",
	    "who is to have it; \"me\" is you", NULL },
	{ 0, "nobody", TIX_OPT_FLAG, &nobody, NULL,
	    "take it from who has it", NULL },
	{ 0, "team", TIX_OPT_TEXT, &to.team, "team",
	    "which team is to have it", NULL },
	{ 'r', "reason", TIX_OPT_TEXT, &to.reason, "text", "why", NULL },
	{ 0 },
};

/* Within the bounds of its field. */
static enum tix_status
check_name(struct tix *tx, enum tix_field f, const char *name)
{
	struct tix_value v;

	return name == NULL ? TIX_OK : tix_field_parse(tx, f, name, &v);
}

static enum tix_status
check(struct tix *tx)
{
	enum tix_status s = check_name(tx, TIX_F_OWNER, to.owner);

	if (s == TIX_OK)
		s = check_name(tx, TIX_F_TEAM, to.team);
	if (s != TIX_OK)
		return s;
	if (nobody && to.owner != NULL)
		return tix_fail(tx, TIX_INVALID, "--to or --nobody, not both");
	if (to.owner != NULL && *to.owner == '\0')
		return tix_fail(tx, TIX_INVALID,
		    "--to nobody? say --nobody");
	if (nobody)
		to.owner = "";
	if (to.owner != NULL && strcmp(to.owner, "me") == 0)
		to.owner = tix_caller(tx);
	return TIX_OK;
}

static enum tix_status
assign(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	const struct tix_route_how how = { .staff = &tix_run_staff };
	enum tix_status s = tix_assign(tx, t, &to, e);

	return s == TIX_OK ? tix_route_follow(tx, t, &how, e) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "assign",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_ROUTES,
		.check = check,
		.each = assign,
	};

	return tix_main(&cmd, argc, argv);
}
