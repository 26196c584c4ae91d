/* tix-note - add an internal note to tickets */
#include <tix/attach.h>
#include <tix/cli.h>
#include <tix/compose.h>
#include <tix/effort.h>
#include <tix/work.h>

static struct tix_compose text = { .what = "note" };
static const char *effort;
static struct tix_texts paths;
static struct tix_attachments files;
static int64_t worked;

static const struct tix_opt opts[] = {
	{ 'm', "message", TIX_OPT_TEXT, &text.message, "text", "the note",
	    NULL },
	{ 'F', "file", TIX_OPT_FILE, &text.file, "path",
	    "the note from a file, - for standard input", NULL },
	{ 0, "template", TIX_OPT_TEMPLATE, &text.template, "name",
	    "a canned answer of the desk", NULL },
	{ 'e', "edit", TIX_OPT_FLAG, &text.edit, NULL,
	    "go over it in the editor", NULL },
	{ 0, "effort", TIX_OPT_TEXT, &effort, "duration",
	    "time worked; -15m takes some off", NULL },
	{ 0, "attach", TIX_OPT_LIST, &paths, "path",
	    "a file to keep with it; may be given again", NULL },
	{ 0 },
};

/* The text is read once, before anything is locked. */
static enum tix_status
check(struct tix *tx)
{
	enum tix_status s = tix_effort_parse(tx, effort, &worked);

	if (s == TIX_OK)
		s = tix_attach_read(tx, &paths, &files);
	return s == TIX_OK ? tix_compose_check(tx, &text) : s;
}

static enum tix_status
begin(struct tix *tx, struct tix_run *r)
{
	return tix_compose_begin(tx, r, &text);
}

static enum tix_status
note(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	const char *words;
	enum tix_status s = tix_compose_text(tx, &text, t, &words);

	if (s == TIX_OK)
		s = tix_note(tx, t, words, e);
	if (s != TIX_OK)
		return s;
	tix_event_text(e, "template", text.template);
	tix_event_attach(tx, e, &files);
	return tix_effort_add(tx, t, worked, e);
}

static void
end(struct tix *tx, struct tix_run *r, enum tix_status s)
{
	tix_compose_end(tx, r, &text, s);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "note",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.check = check,
		.begin = begin,
		.each = note,
		.end = end,
	};

	return tix_main(&cmd, argc, argv);
}
