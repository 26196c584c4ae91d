/*
 * Changing what stands on a ticket, and who has it.  Pure; no event where it
 * is so already.
 */
#ifndef TIX_EDIT_H
#define TIX_EDIT_H

#include <tix/event.h>

struct tix_assignment {
	const char *owner; /* agent, "" for nobody, or NULL: as it is */
	const char *team;  /* likewise */
	const char *reason;
};

/*
 * Give 't' to somebody; a new one becomes open.  TIX_INVALID where neither is
 * said, TIX_NOT_FOUND for an agent that the desk does not have, TIX_CONFLICT if
 * it is done.
 */
enum tix_status tix_assign(struct tix *tx, const struct tix_ticket *t,
    const struct tix_assignment *to, struct tix_event *e);

/*
 * Set the fields of which 'given' has a bit to what 'draft' has (none: clear
 * them); its "fields" is a patch of the desk's own.  What the desk's rules make
 * of it is tix_route_follow()'s.
 *
 * TIX_NOT_FOUND for a level, queue, category or agent that is not there,
 * TIX_INVALID for a subject that cannot be seen, TIX_CONFLICT if it is merged.
 */
enum tix_status tix_edit(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *draft, uint64_t given, struct tix_event *e);

/*
 * Add and drop words of a list (TIX_F_TAGS, TIX_F_WATCHERS); either may be
 * NULL.  TIX_INVALID where more than TIX_TAGS_MAX would be left.
 */
enum tix_status tix_edit_list(struct tix *tx, const struct tix_ticket *t,
    enum tix_field f, const char *add, const char *drop, struct tix_event *e);

#endif
