/*
 * For lib/cli alone: candidates for the shell's completion.
 */
#ifndef TIX_OFFER_H
#define TIX_OFFER_H

#include "private.h"

struct tix_offer {
	struct tix *tx;
	const char *prefix; /* before the part that is completed: "--to=" */
	const char *word;   /* that part as typed */
};

/*
 * Print "word TAB what" if the word begins as typed.  A word that no line can
 * hold, or that a terminal should not get, is passed over.
 */
void tix_offer(const struct tix_offer *c, const char *word, const char *what);

/* The part up to and with 'last', which is in the word, needs no completing. */
struct tix_offer tix_offer_behind(const struct tix_offer *c, const char *last);

/* Long options; NULL is an empty table. */
void tix_offer_options(const struct tix_offer *c, const struct tix_opt *o);

/* Values of an option; nothing where any text will do. */
void tix_offer_value(const struct tix_offer *c, const struct tix_opt *o);

/* The last term of a query, as far as it is typed. */
void tix_offer_query(const struct tix_offer *c);

/* offerdesk.c: versions of the policy; what goes where when a name is gone. */
void tix_offer_versions(const struct tix_offer *c);
void tix_offer_move(const struct tix_offer *c);

/* Views and columns at the end of a statement. */
void tix_offer_sql(const struct tix_offer *c);

/* The newest tickets with their subjects, those that are live first. */
void tix_offer_tickets(const struct tix_offer *c);

#endif
