/*
 * 'tix desk edit': the policy's text in an editor, as with crontab -e.
 */
#ifndef TIX_DESKEDIT_H
#define TIX_DESKEDIT_H

#include <tix/cli.h>

/*
 * Edit the newest version's text and put it into force.  What is wrong with it
 * is said, and on a terminal asked whether to go on; what was typed is kept in
 * a file, whose path is told, until it is in force.  TIX_CONFLICT where there
 * is no text, or a newer version came meanwhile.
 */
enum tix_status tix_desk_edit(struct tix *tx, struct tix_run *r,
    const struct tix_texts *moves);

#endif
