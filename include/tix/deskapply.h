/*
 * Putting a policy into force.
 */
#ifndef TIX_DESKAPPLY_H
#define TIX_DESKAPPLY_H

#include <tix/cli.h>
#include <tix/deskfile.h>

struct tix_desk_change {
	struct tix_deskfile file;      /* compiled before */
	const struct tix_texts *moves; /* --move, or NULL */
	int64_t base;                  /* the version it was made of, or 0 */
	bool overtaken;                /* by now there is a newer one */
};

/*
 * Make it the newest version, with the changes to tickets that the moves are,
 * in one transaction, and print its number; equal to the newest it is not
 * stored again.  TIX_CONFLICT, with what is in the way said, where live tickets
 * have what the new desk lacks and no move says where they go, or 'base' is not
 * the newest any more; TIX_NOT_FOUND and TIX_INVALID for moves.
 */
enum tix_status tix_desk_put(struct tix *tx, struct tix_run *r,
    struct tix_desk_change *c);

/* 'tix desk apply': the one operand. */
enum tix_status tix_desk_apply(struct tix *tx, struct tix_run *r,
    const struct tix_texts *moves);

#endif
