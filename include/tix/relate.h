/*
 * Acts between two tickets.  Pure; each leaves two events, joined: one for
 * either ticket.
 */
#ifndef TIX_RELATE_H
#define TIX_RELATE_H

#include <tix/event.h>
#include <tix/link.h>

struct tix_staff;

/*
 * 't' is to 'other' what 'relation' says.  No event where it is so already.
 * TIX_INVALID for a ticket and itself; TIX_CONFLICT where 't' has another
 * parent or master, or has TIX_LINKS_MAX links, or one of the two is merged.
 * That a chain of links leads back is for the caller to find: see link_loops()
 * in lib/cli.
 */
enum tix_status tix_link(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *other, const struct tix_relation *relation,
    struct tix_event *e);

/* The link is no more. */
enum tix_status tix_unlink(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *other, const struct tix_relation *relation,
    struct tix_event *e);

/*
 * 't' is the same as 'into' and is worked on there: its effort, watchers and
 * links go over, its clocks end.  TIX_INVALID for a ticket and itself,
 * TIX_CONFLICT if either is merged into another or done.
 */
enum tix_status tix_merge(struct tix *tx, const struct tix_ticket *t,
    const struct tix_ticket *into, const char *reason, struct tix_event *e);

/*
 * The note or reply 'part' of 't' becomes ticket 'id' of its own, with
 * 'subject' or else the first line of its text; its team gives it to somebody
 * where 'staff' is not NULL.  TIX_INVALID for any other event and one without
 * text, TIX_CONFLICT where 't' lacks a field that the desk requires to open.
 */
enum tix_status tix_split(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *part, const char *subject, int64_t id,
    const struct tix_staff *staff, struct tix_event *e);

#endif
