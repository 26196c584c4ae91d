/*
 * For lib/cli alone: a person's editor, and the file that it works on.
 */
#ifndef TIX_EDITOR_H
#define TIX_EDITOR_H

#include <tix/cli.h>

/*
 * Make a file of its own below $XDG_STATE_HOME/tix, else ~/.local/state/tix,
 * that the caller alone may read, with 'text'; its name begins with 'name' and
 * ends in 'end', ".txt" or ".conf".  '*path' is on tx->run.  TIX_IO.
 */
enum tix_status tix_draft_make(struct tix *tx, const char *name,
    const char *end, const char *text, const char **path);

/* Files that tix_draft_make() made and nobody took away. */
struct tix_drafts {
	const char *folder; /* on tx->run; NULL: the caller has none */
	int64_t n;
	const char *newest; /* name of the one that was changed last, or NULL */
};

/* Look for them; a folder that is not there has none.  TIX_IO. */
enum tix_status tix_drafts_find(struct tix *tx, struct tix_drafts *d);

/* What is in it by now, onto tx->run; TIX_INVALID, TIX_IO. */
enum tix_status tix_draft_read(struct tix *tx, const char *path, size_t max,
    const char **text);

/*
 * Run the editor on 'path' and wait for it.  What comes from the keyboard while
 * it runs is the editor's, interrupts too.  TIX_NOT_FOUND where there is no
 * such editor, with what to do 'instead'; TIX_NO where it failed, with the
 * reason in tx->error.
 */
enum tix_status tix_editor_run(struct tix *tx, const char *path,
    const char *instead);

#endif
