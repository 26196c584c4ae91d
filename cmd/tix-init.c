/* tix-init - make a desk */
#include <tix/cli.h>
#include <tix/db.h>
#include <tix/deskfile.h>
#include <tix/desks.h>

static const char *group;
static const char *file;

static const struct tix_opt opts[] = {
	{ 0, "desk", TIX_OPT_FILE, &file, "file",
	    "its policy; else the standard one", NULL },
	{ 0, "group", TIX_OPT_TEXT, &group, "name",
	    "share it with a group: 0660 in a 2770 folder", NULL },
	{ 0 },
};

static enum tix_status
init(struct tix *tx, struct tix_run *r)
{
	struct tix_deskfile policy = {
		.compiled = tix_desks_builtin(),
		.source = tix_desks_builtin_source(),
	};
	enum tix_status s = TIX_OK;

	if (file != NULL)
		s = tix_deskfile_read(tx, file, &policy);
	if (s == TIX_OK && r->dry_run) {
		tix_notice(tx, r, "would make '%s'", r->db);
		return TIX_OK;
	}
	if (s == TIX_OK)
		s = tix_db_create(tx, r->db, group);
	if (s == TIX_OK)
		s = tix_desks_apply(tx, policy.compiled, policy.source);
	if (s == TIX_OK)
		s = tix_db_finish(tx);
	if (s == TIX_OK)
		tix_notice(tx, r, "made '%s'", r->db);
	return s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "init",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_MAKES,
		.run = init,
	};

	return tix_main(&cmd, argc, argv);
}
