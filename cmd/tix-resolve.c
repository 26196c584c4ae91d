/* tix-resolve - say that tickets are solved */
#include <tix/cli.h>
#include <tix/effort.h>
#include <tix/related.h>
#include <tix/work.h>

static const char *code, *effort;
static int64_t worked;
static const char *message;
static const char *file;
static const char *text;

static const struct tix_opt opts[] = {
	{ 0, "code", TIX_OPT_CODE, &code, "code",
	    "resolution code: fixed, workaround, ...", NULL },
	{ 'm', "message", TIX_OPT_TEXT, &message, "text",
	    "how it was solved", NULL },
	{ 'F', "file", TIX_OPT_FILE, &file, "path",
	    "the same from a file, - for standard input", NULL },
	{ 0, "effort", TIX_OPT_TEXT, &effort, "duration",
	    "time worked: 15m, -5m to take some off", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx)
{
	enum tix_status s = tix_effort_parse(tx, effort, &worked);

	return s != TIX_OK ? s : tix_read_text(tx, tx->run, message, file,
	    TIX_BODY_MAX, &text);
}

static enum tix_status
resolve(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	enum tix_status s = tix_resolve(tx, t, code, text, e);

	if (s == TIX_OK && e->kind != TIX_E_NONE)
		s = tix_effort_add(tx, t, worked, e);
	return s == TIX_OK ? tix_related_end(tx, t, e) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "resolve",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.check = check,
		.each = resolve,
	};

	return tix_main(&cmd, argc, argv);
}
