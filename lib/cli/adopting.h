/*
 * For lib/cli alone: an export's events, act by act, on their way into a desk
 * with tickets.
 */
#ifndef TIX_CLI_ADOPTING_H
#define TIX_CLI_ADOPTING_H

#include "takein.h"

#include <tix/attachment.h>
#include <tix/digests.h>

/* An attachment that waits for its event. */
struct tix_held {
	struct tix_arena *mem;   /* its own: it and its bytes */
	struct tix_attachment a;
	struct tix_held *next;
};

struct tix_adopting {
	struct tix *tx;
	struct tix_takein *in;
	const char *desk;        /* id of the one it comes from */
	struct tix_arena *mem;   /* of the act */
	struct tix_arena *work;  /* of saving an event of it */
	struct tix_event **act;
	size_t n;
	struct tix_held *files;      /* those that came with the act */
	struct tix_held *coming;     /* those of the event that is to come */
	struct tix_digests wanted; /* that come with tickets not left out */
	struct tix_idmap ids;    /* theirs to ours; 0: looked up, not here */
	struct tix_idmap seqs;   /* of tickets that are here */
	struct tix_idmap moved;  /* tickets of ours that were counted */
	int64_t next;            /* id of the next new ticket */
	bool open;               /* a batch is under way */
	int64_t since;
	int64_t batch;           /* its events */
	int64_t opened, changed, added;
};

/* Is the ticket left out? */
bool tix_adopt_is_refused(const struct tix_adopting *a, int64_t ticket);

/* The ticket's id here, or 0. */
enum tix_status tix_adopt_look_up(struct tix *tx, struct tix_adopting *a,
    int64_t ticket, int64_t *id);

/* A batch: begin one where none is, end it, and is it time to? */
enum tix_status tix_adopt_begin(struct tix *tx, struct tix_adopting *a);
enum tix_status tix_adopt_commit(struct tix *tx, struct tix_adopting *a);
bool tix_adopt_is_full(const struct tix_adopting *a);

/* Save the act at hand and its attachments; then none is at hand. */
enum tix_status tix_adopt_act(struct tix *tx, struct tix_adopting *a);

#endif
