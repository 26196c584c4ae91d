/* tix-desk - prove, apply and compare the policy of the desk */
#include <tix/cli.h>
#include <tix/deskapply.h>
#include <tix/deskdiff.h>
#include <tix/deskedit.h>
#include <tix/deskshow.h>
#include <tix/desktake.h>
#include <tix/oncall.h>

static struct tix_lint_asked lint = { .unused = -1 };
static bool source;
static bool compiled;
static int64_t version;
static struct tix_texts moves;
static struct tix_oncall_asked duty;

#define MOVE \
	{ 0, "move", TIX_OPT_MOVE, &moves, "kind:old=new", \
	    "where live tickets go whose level, queue ... is gone", NULL }

#define COMPILED \
	{ 0, "compiled", TIX_OPT_FLAG, &compiled, NULL, \
	    "what the text was compiled to", NULL }

static const struct tix_opt check_opts[] = {
	{ 0, "lint", TIX_OPT_FLAG, &lint.lint, NULL,
	    "say also what is odd, and not wrong", NULL },
	{ 0, "unused", TIX_OPT_DURATION, &lint.unused, "duration",
	    "and which rules set nothing on this desk for so long", NULL },
	{ 0 },
};

static const struct tix_opt compile_opts[] = {
	{ 0, "source", TIX_OPT_FLAG, &source, NULL,
	    "with the text, as one JSON object", NULL },
	{ 0 },
};

static const struct tix_opt apply_opts[] = { MOVE, { 0 } };
static const struct tix_opt show_opts[] = {
	{ 0, "version", TIX_OPT_VERSION, &version, "n", "not the newest",
	    NULL },
	COMPILED,
	{ 0 },
};

static const struct tix_opt diff_opts[] = { COMPILED, { 0 } };

static const struct tix_opt oncall_opts[] = {
	{ 0, "at", TIX_OPT_TIME, &duty.at, "time", "then, not now", NULL },
	{ 0, "gaps", TIX_OPT_DURATION, &duty.gaps, "duration",
	    "when nobody is, so far ahead; exit 1 if that is ever", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx, struct tix_run *r)
{
	return tix_desk_check(tx, r, &lint);
}

/* A text is proved without a desk; what its rules did is in one. */
static const struct tix_command *
check_alone(void)
{
	static const struct tix_command alone = {
		.name = "desk", .sub = "check", .opts = check_opts,
		.flags = TIX_CMD_NO_DB | TIX_CMD_OPERANDS, .run = check,
	};

	return lint.unused <= 0 ? &alone : NULL;
}

static enum tix_status
compile(struct tix *tx, struct tix_run *r)
{
	return tix_desk_compile(tx, r, source);
}

static enum tix_status
apply(struct tix *tx, struct tix_run *r)
{
	return tix_desk_apply(tx, r, &moves);
}

static enum tix_status
show(struct tix *tx, struct tix_run *r)
{
	return tix_desk_show(tx, r, version, compiled);
}

static enum tix_status
diff(struct tix *tx, struct tix_run *r)
{
	return tix_desk_diff_run(tx, r, compiled);
}

static enum tix_status
edit(struct tix *tx, struct tix_run *r)
{
	return tix_desk_edit(tx, r, &moves);
}

static enum tix_status
oncall(struct tix *tx, struct tix_run *r)
{
	return tix_oncall_run(tx, r, &duty);
}

#define COMMAND(word) .name = "desk", .sub = (word)
#define WRITES (TIX_CMD_WRITES | TIX_CMD_OPERANDS)
#define SHOWS (TIX_CMD_SHOWS | TIX_CMD_OPERANDS)

static const struct tix_command commands[] = {
	{ COMMAND("check"), .help = "prove texts, and say what is wrong",
	  .args = "file ...", .opts = check_opts, .run = check,
	  .instead = check_alone, .flags = TIX_CMD_TELLS | TIX_CMD_OPERANDS },
	{ COMMAND("compile"), .help = "print a text compiled",
	  .args = "file", .opts = compile_opts, .run = compile,
	  .flags = TIX_CMD_NO_DB | TIX_CMD_OPERANDS },
	{ COMMAND("apply"), .help = "put a text into force",
	  .args = "file", .opts = apply_opts, .run = apply, .flags = WRITES },
	{ COMMAND("show"), .help = "print the text in force",
	  .opts = show_opts, .run = show, .table = &tix_table, .flags = SHOWS },
	{ COMMAND("diff"), .help = "compare versions or files",
	  .args = "[a] [b]", .takes = TIX_TAKES_VERSION, .opts = diff_opts,
	  .run = diff, .flags = SHOWS | TIX_CMD_TEXT },
	{ COMMAND("log"), .help = "list the versions",
	  .run = tix_desk_log, .table = &tix_table, .flags = SHOWS },
	{ COMMAND("edit"), .help = "change the text in force in an editor",
	  .opts = apply_opts, .run = edit, .flags = WRITES },
	{ COMMAND("oncall"), .help = "tell who is on call, or when nobody is",
	  .args = "[schedule ...]", .opts = oncall_opts, .run = oncall,
	  .table = &tix_table, .flags = SHOWS | TIX_CMD_ROUTES },
};

int
main(int argc, char **argv)
{
	static const struct tix_command *const subs[] = {
		&commands[0], &commands[1], &commands[2], &commands[3],
		&commands[4], &commands[5], &commands[6], &commands[7], NULL
	};
	static const struct tix_command cmd = {
		.name = "desk",
		.subs = subs,
	};

	return tix_main(&cmd, argc, argv);
}
