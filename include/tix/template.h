/*
 * Canned answers: text with {{NAME}} where a fact of the ticket goes.  Pure.
 */
#ifndef TIX_TEMPLATE_H
#define TIX_TEMPLATE_H

#include <tix/desk.h>
#include <tix/ticket.h>

/*
 * The names that a template of the desk 'd' (or NULL) may use: the ticket's
 * fields (but "fields"), "desk" (the desk's name), "agent" (who acts), and the
 * desk's own fields; joined by ", ".
 */
const char *tix_template_names(struct tix_arena *mem,
    const struct tix_desk *d);

/*
 * Is every {{NAME}} of 'text' one of them?  TIX_INVALID with the names that
 * there are, or where a {{ has no }}; 'name' is the template's, for the words.
 */
enum tix_status tix_template_check(struct tix *tx, const struct tix_desk *d,
    const char *name, const char *text);

/*
 * 'text' with the facts of 't' on tx->desk put in, on 'mem'; blanks inside the
 * braces do not matter, and what is put in is not looked through again.  What
 * has no value is nothing, a time is local, a duration as for people.
 * TIX_INVALID as above, and beyond TIX_BODY_MAX.
 */
enum tix_status tix_template_fill(struct tix *tx, struct tix_arena *mem,
    const char *name, const char *text, const struct tix_ticket *t,
    const char **out);

#endif
