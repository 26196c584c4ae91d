/* tix-merge - make tickets one */
#include <tix/cli.h>
#include <tix/related.h>
#include <tix/relate.h>
#include <tix/tickets.h>

static const char *into, *reason;
static int64_t survivor;

static const struct tix_opt opts[] = {
	{ 'i', "into", TIX_OPT_TEXT, &into, "ticket",
	    "the one that is worked on from now on", NULL },
	{ 'r', "reason", TIX_OPT_TEXT, &reason, "text", "why", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx)
{
	if (into == NULL)
		return tix_fail(tx, TIX_INVALID, "into which? give --into");
	survivor = tix_id_parse(into);
	if (survivor == 0)
		return tix_fail(tx, TIX_NOT_FOUND, "no ticket '%s'", into);
	return TIX_OK;
}

static enum tix_status
merge(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	struct tix_ticket to = { 0 };
	enum tix_status s = tix_tickets_load(tx, tx->mem, survivor, &to);

	if (s == TIX_OK)
		s = tix_merge(tx, t, &to, reason, e);
	return s == TIX_OK && e->kind != TIX_E_NONE ?
	    tix_merge_check(tx, t, &to) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "merge",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.check = check,
		.each = merge,
	};

	return tix_main(&cmd, argc, argv);
}
