/* tix-note - add an internal note to tickets */
#include <tix/cli.h>
#include <tix/work.h>

static const char *message;
static const char *file;
static const char *text;

static const struct tix_opt opts[] = {
	{ 'm', "message", TIX_OPT_TEXT, &message, "text", "the note", NULL },
	{ 'F', "file", TIX_OPT_FILE, &file, "path",
	    "the note from a file, - for standard input", NULL },
	{ 0 },
};

/* The text is read once, before anything is locked. */
static enum tix_status
check(struct tix *tx)
{
	enum tix_status s = tix_read_text(tx, tx->run, message, file,
	    TIX_BODY_MAX, &text);

	if (s == TIX_OK && (text == NULL || *text == '\0'))
		return tix_fail(tx, TIX_INVALID,
		    "an empty note: give -m or -F");
	return s;
}

static enum tix_status
note(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_note(tx, t, text, e);
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
		.each = note,
	};

	return tix_main(&cmd, argc, argv);
}
