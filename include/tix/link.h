/*
 * How tickets stand to each other.  A ticket's links are a sorted list of words
 * "RELATION:ID"; each link stands on both tickets, once each way.
 */
#ifndef TIX_LINK_H
#define TIX_LINK_H

#include <tix/ticket.h>

struct tix_relation {
	const char *name;    /* what this ticket is to the other, "blocks" */
	const char *inverse; /* what the other is to this one, "blocked-by" */
	bool chosen;         /* people say it this way round */
	bool loops;          /* may lead back to where it began */
	bool single;         /* a ticket has one at most */
	const char *help;    /* one phrase, of the chosen ones */
};

/* Ended by one without a name. */
extern const struct tix_relation tix_relations[];

/* The relation of a name, or NULL. */
const struct tix_relation *tix_relation_find(const char *name);

/* "blocks:7" on 'mem'. */
const char *tix_link_word(struct tix_arena *mem, const char *relation,
    int64_t id);

/* The first ticket that the list has under a relation, or 0. */
int64_t tix_links_find(const char *links, const char *relation);

/*
 * The next link at '*at' (NULL: none is left): its id, and its relation on
 * 'mem'; moves '*at' on.  A word that is no link is passed over.  0 at the end.
 */
int64_t tix_links_next(struct tix_arena *mem, const char **at,
    const char **relation);

#endif
