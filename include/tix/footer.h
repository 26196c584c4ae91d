/*
 * What stands below a person's text in the editor: a line with scissors, and
 * what the text is about.  It is no part of the text.  Nothing that a person
 * typed is ever cut off with it, wherever it stands.  Pure.
 */
#ifndef TIX_FOOTER_H
#define TIX_FOOTER_H

#include <tix/arena.h>
#include <tix/ticket.h>

/*
 * The footer of a 'what' ("note") for 't', or where t->id is 0 for many
 * tickets, on 'mem'.
 */
const char *tix_footer_make(struct tix_arena *mem, const char *what,
    const struct tix_ticket *t);

/*
 * What an editor left of a text that 'footer' stood below, on 'mem': without
 * the footer's lines, each once, in their order, from the last line with
 * scissors on.  All other lines are the text, those below the scissors too.
 * Blank lines at either end are cut off, here and below.
 */
const char *tix_footer_leave(struct tix_arena *mem, const char *text,
    const char *footer);

/*
 * A text from a file or a pipe, on 'mem'.  Where a whole footer of any ticket
 * stands in it, it is a draft that an editor session left, and goes without
 * those lines.  All others are the text, a line with scissors too.
 */
const char *tix_footer_drop(struct tix_arena *mem, const char *text);

#endif
