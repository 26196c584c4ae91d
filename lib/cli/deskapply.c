/*
 * Putting a policy into force.  It was compiled before; what live tickets have
 * of its names is counted under the write transaction, and said after it.
 */
#include <tix/deskapply.h>

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "deskmove.h"
#include "private.h"

#include <tix/calendars.h>
#include <tix/deskdiff.h>
#include <tix/desks.h>
#include <tix/desktake.h>
#include <tix/sweep.h>

struct applying {
	int64_t version; /* that it makes; others may follow at once */
	struct tix_run *r;
	struct tix_desk_change *c;
	struct tix_desk_version newest;
	struct tix_desk_moves moves;
	const char *const *stale; /* calendars that zone data changed */
	bool same;
};

/* Of a zone that is gone whoever still has it will hear. */
static void
find_stale(struct tix *tx, struct applying *a)
{
	static const char *const none[] = { NULL };

	if (tix_calendars_stale(tx, a->newest.compiled, &a->stale) == TIX_OK)
		return;
	a->stale = none;
	tx->error[0] = '\0';
}

/* In a dry run nothing is locked and nothing stored. */
static enum tix_status
put_version(struct tix *tx, struct applying *a)
{
	const struct tix_deskfile *f = &a->c->file;
	enum tix_status s = tix_desks_get(tx, 0, &a->newest);

	if (s == TIX_OK && a->c->base != 0 &&
	    a->newest.version != a->c->base) {
		a->c->overtaken = true;
		return tix_fail(tx, TIX_CONFLICT,
		    "version %" PRId64 " came into force meanwhile",
		    a->newest.version);
	}
	if (s == TIX_OK && tx->at_given && tx->at < a->newest.at)
		return tix_fail(tx, TIX_CONFLICT, "version %" PRId64
		    " came into force after --at", a->newest.version);
	if (s != TIX_OK)
		return s;
	find_stale(tx, a);
	return a->r->dry_run ? tix_desks_prepare(tx, f->compiled, f->source) :
	    tix_desks_apply(tx, f->compiled, f->source);
}

static void
say_dry(struct tix *tx, struct applying *a)
{
	const struct tix_desk_version next = {
		.version = tx->desk->version,
		.compiled = a->c->file.compiled, .source = a->c->file.source,
	};
	const char *from, *to;
	bool colour = false;

	tix_complain(tx, a->r, "would make version %" PRId64 " of the desk",
	    next.version);
	(void)tix_output_colour(tx, NULL, isatty(STDERR_FILENO) != 0, &colour);
	tix_desk_texts(tx, &a->newest, &next, false, &from, &to);
	tix_desk_print_diff(stderr, true, colour, tix_desk_diff(tx,
	    tix_desk_name(tx, &a->newest), from, tix_desk_name(tx, &next),
	    to));
}

static enum tix_status
apply(struct tix *tx, void *arg)
{
	struct applying *a = arg;
	const struct tix_desk *old = tx->desk;
	enum tix_status s = put_version(tx, a);

	a->same = s == TIX_NO;
	a->version = tx->desk->version;
	if (s > TIX_NO || (a->same && a->moves.n == 0))
		return a->same ? TIX_OK : s;
	s = tix_desk_moves_find(tx, old, &a->moves);
	if ((s == TIX_OK || s == TIX_CONFLICT) && a->r->dry_run && !a->same)
		say_dry(tx, a);
	return s == TIX_OK ? tix_desk_moves_act(tx, a->r, &a->moves) : s;
}

static enum tix_status
say_done(struct tix *tx, struct tix_run *r, const struct applying *a)
{
	const int64_t version = a->same ? a->newest.version : a->version;

	for (const char *const *c = a->stale; !a->same && *c != NULL; c++)
		tix_notice(tx, r, "calendar '%s' has other hours by the "
		    "system's time zone data", *c);

	if (a->same && a->moves.moved == 0)
		tix_notice(tx, r, "the same as version %" PRId64
		    ", which is in force", version);
	else if (a->moves.moved > 0)
		tix_notice(tx, r, "version %" PRId64 " is in force, and %zu "
		    "ticket%s changed", version, a->moves.moved,
		    a->moves.moved == 1 ? " is" : "s are");
	else
		tix_notice(tx, r, "version %" PRId64 " is in force", version);
	fprintf(r->out.to, "%" PRId64 "\n", version);
	return TIX_OK;
}

enum tix_status
tix_desk_put(struct tix *tx, struct tix_run *r, struct tix_desk_change *c)
{
	static const struct tix_texts none;
	struct applying a = { .r = r, .c = c };
	enum tix_status s = tix_desk_moves_read(tx, &a.moves,
	    c->moves != NULL ? c->moves : &none);

	if (s == TIX_OK)
		s = r->dry_run ? apply(tx, &a) :
		    tix_run_transaction(tx, apply, &a);
	if (s == TIX_OK && !r->dry_run)
		s = tix_retime(tx, r);
	if (s == TIX_OK && (!r->dry_run || a.same))
		return say_done(tx, r, &a);
	if (s == TIX_CONFLICT && a.moves.nwaiting > 0) {
		tix_complain(tx, r, "%s", tx->error);
		tix_desk_moves_say(tx, r, &a.moves);
		tx->error[0] = '\0';
	}
	return s;
}

enum tix_status
tix_desk_apply(struct tix *tx, struct tix_run *r,
    const struct tix_texts *moves)
{
	struct tix_desk_change c = { .moves = moves };
	enum tix_status s = tix_desk_operands(tx, r, 1, 1, "file");

	if (s == TIX_OK)
		s = tix_desk_take(tx, r, r->operands[0], &c.file);
	return s == TIX_OK ? tix_desk_put(tx, r, &c) : s;
}
