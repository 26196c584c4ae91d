/*
 * The policy's text in an editor.  Nothing of the desk is held meanwhile, and
 * what somebody typed is in a file until the desk has it.
 */
#include <tix/deskedit.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "editor.h"
#include "private.h"

#include <tix/deskapply.h>
#include <tix/desks.h>
#include <tix/desktake.h>
#include <tix/desktext.h>

struct editing {
	struct tix_run *r;
	const char *path;    /* of the draft */
	const char *first;   /* what the editor begins with */
	struct tix_desk_change change;
};

static enum tix_status
begin(struct tix *tx, struct editing *e)
{
	struct tix_desk_version v;
	enum tix_status s = tix_desk_operands(tx, e->r, 0, 0, "operand");

	if (s == TIX_OK && e->r->dry_run)
		s = tix_fail(tx, TIX_INVALID,
		    "--dry-run opens no editor: try 'tix desk apply -n FILE'");
	if (s == TIX_OK)
		s = tix_desks_get(tx, 0, &v);
	if (s != TIX_OK)
		return s;
	if (v.source == NULL)
		return tix_fail(tx, TIX_CONFLICT, "version %" PRId64
		    " was applied compiled and has no text: apply one first",
		    v.version);
	e->first = v.source;
	e->change.base = v.version;
	return tix_draft_make(tx, "desk", ".conf", v.source, &e->path);
}

/* Compile what is there by now, and put it into force. */
static enum tix_status
take(struct tix *tx, struct editing *e)
{
	const char *text;
	enum tix_status s = tix_draft_read(tx, e->path, TIX_DESKTEXT_MAX,
	    &text);

	if (s == TIX_OK && strcmp(text, e->first) == 0) {
		tix_notice(tx, e->r, "the text is unchanged: nothing is done");
		return TIX_OK;
	}
	if (s == TIX_OK)
		s = tix_desk_take(tx, e->r, e->path, &e->change.file);
	return s == TIX_OK ? tix_desk_put(tx, e->r, &e->change) : s;
}

/* Would another try help, and is there somebody who wants one? */
static bool
goes_again(struct tix *tx, const struct editing *e, enum tix_status s)
{
	if ((s != TIX_INVALID && s != TIX_CONFLICT && s != TIX_NOT_FOUND) ||
	    e->change.overtaken || tix_interrupted())
		return false;
	if (tx->error[0] != '\0')
		tix_complain(tx, e->r, "%s", tx->error);
	tx->error[0] = '\0';
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return false;
	fprintf(stderr, "edit again? [y/N] ");
	fflush(stderr);
	return tix_says_yes();
}

/* Where nothing was typed there is nothing to keep. */
static bool
is_as_it_was(struct tix *tx, const struct editing *e)
{
	const char *text;

	return tix_draft_read(tx, e->path, TIX_DESKTEXT_MAX, &text) ==
	    TIX_OK && strcmp(text, e->first) == 0;
}

static void
say_kept(struct tix *tx, const struct editing *e)
{
	if (access(e->path, F_OK) != 0)
		tix_complain(tx, e->r, "the text is gone: the editor left no "
		    "file '%s'", e->path);
	else if (e->change.overtaken)
		tix_complain(tx, e->r, "the text is kept: tix desk diff %s "
		    "shows how it differs", e->path);
	else
		tix_complain(tx, e->r, "the text is kept: tix desk apply %s",
		    e->path);
}

enum tix_status
tix_desk_edit(struct tix *tx, struct tix_run *r,
    const struct tix_texts *moves)
{
	struct editing e = { .r = r, .change = { .moves = moves } };
	enum tix_status s = begin(tx, &e);

	if (s != TIX_OK)
		return s;
	do {
		s = tix_editor_run(tx, e.path, "apply a file");
		if (s != TIX_OK)
			break;
		s = take(tx, &e);
	} while (s != TIX_OK && goes_again(tx, &e, s));
	if (s == TIX_OK) {
		unlink(e.path);
		return s;
	}
	if (tx->error[0] != '\0')
		tix_complain(tx, r, "%s", tx->error);
	if (is_as_it_was(tx, &e))
		unlink(e.path);
	else
		say_kept(tx, &e);
	tx->error[0] = '\0';
	return s;
}
