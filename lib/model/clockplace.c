/*
 * Agreements by where a ticket is, an ola's and a uc's visits, and laws as they
 * come into force.
 */
#include "clockfold.h"

#include <string.h>

static bool
fits(const char *named, const char *is)
{
	return named == NULL || (is != NULL && strcmp(named, is) == 0);
}

static bool
is_vendors_turn(const struct tix_clockwork *w)
{
	return tix_clockwork_phase(w)->waiting_on == TIX_ON_VENDOR ||
	    (w->level != NULL && w->book->is_vendor != NULL &&
	    w->book->is_vendor(w->book, w->level));
}

static bool
matches(const struct tix_clockwork *w, const struct tix_line *l)
{
	const struct tix_agreement *a = l->law->agreement;

	return a != NULL && a->kind != TIX_SLA && fits(a->level, w->level) &&
	    fits(a->team, w->team) && fits(a->queue, w->queue) &&
	    (a->kind == TIX_OLA || is_vendors_turn(w));
}

static const char *
subject_of(const struct tix_clockwork *w, const struct tix_agreement *a)
{
	if (a->kind == TIX_UC)
		return w->vendor_case != NULL ? w->vendor_case :
		    w->queue != NULL ? w->queue : w->level;
	return a->queue != NULL ? a->queue : a->team != NULL ? a->team :
	    a->level;
}

static void
come(struct tix_clockwork *w, struct tix_line *l, int64_t at)
{
	*l = (struct tix_line){
		.law = l->law,
		.on = true,
		.came = at,
		.again = at,
		.subject = subject_of(w, l->law->agreement),
		.vendor_case = w->vendor_case,
	};
}

/* What was to be done there is done, but for owning it. */
static enum tix_status
leave(struct tix *tx, struct tix_line *l, const struct tix_cause *cause)
{
	struct tix_tick *r = l->cur[TIX_RESOLVE];
	enum tix_status st = TIX_OK;

	l->on = false;
	if (r != NULL && tix_tick_is_live(r))
		st = cause->law ?
		    tix_tick_end(tx, r, cause->at, cause->why, false) :
		    tix_tick_stop(tx, r, cause->at);
	r = l->cur[TIX_OWN];
	if (st == TIX_OK && r != NULL && tix_tick_is_live(r))
		st = tix_tick_end(tx, r, cause->at, cause->law ? cause->why :
		    "went elsewhere", !cause->law);
	memset(l->cur, 0, sizeof l->cur);
	return st;
}

/* Does another vendor case begin?  The first one is that of the visit. */
static bool
is_other_case(const struct tix_clockwork *w, struct tix_line *l)
{
	if (l->law->agreement->kind != TIX_UC || w->vendor_case == NULL)
		return false;
	if (l->vendor_case == NULL)
		l->vendor_case = w->vendor_case;
	return strcmp(l->vendor_case, w->vendor_case) != 0;
}

enum tix_status
tix_line_place(struct tix *tx, struct tix_clockwork *w, struct tix_line *l,
    const struct tix_cause *cause)
{
	bool fit = matches(w, l);
	enum tix_status st = TIX_OK;

	if (l->on && (!fit || is_other_case(w, l)))
		st = leave(tx, l, cause);
	if (fit && !l->on && tix_clockwork_phase(w)->doing == TIX_LIVE)
		come(w, l, cause->at);
	return st == TIX_OK && l->on ? tix_line_settle(tx, w, l, cause) : st;
}

static struct tix_line *
line_of(const struct tix_clockwork *w, const char *name)
{
	for (size_t i = 0; i < w->nlines; i++)
		if (strcmp(w->lines[i].law->name, name) == 0)
			return &w->lines[i];
	return NULL;
}

const struct tix_law *
tix_clockwork_law(const struct tix_clockwork *w, const char *name)
{
	const struct tix_line *l = name != NULL ? line_of(w, name) : NULL;

	return l != NULL && l->law->agreement != NULL &&
	    l->law->agreement->kind == TIX_SLA ? l->law : NULL;
}

static enum tix_status
own_line(struct tix *tx, struct tix_line *l, int64_t at)
{
	bool owned = l->owned;

	l->owned = true;
	return l->on && !owned ? tix_line_stop(tx, l, TIX_OWN, at) : TIX_OK;
}

/* Whoever owns it, owns it in all of its places. */
enum tix_status
tix_clockwork_own(struct tix *tx, struct tix_clockwork *w, int64_t at)
{
	enum tix_status st = TIX_OK;

	if (!w->owned)
		return TIX_OK;
	st = own_line(tx, &w->sla, at);
	for (size_t i = 0; i < w->nlines && st == TIX_OK; i++)
		st = own_line(tx, &w->lines[i], at);
	return st;
}

static enum tix_status
enforce(struct tix *tx, struct tix_clockwork *w, const struct tix_law *law)
{
	const struct tix_cause cause = { .at = law->since, .law = true,
		.why = law->agreement == NULL ? "the agreement ended" :
		    "the agreement changed" };
	struct tix_line *l = line_of(w, law->name);
	enum tix_status st;

	if (l == NULL) {
		w->lines = tix_clockwork_grow(w->mem, w->lines, w->nlines,
		    &w->lines_cap, sizeof *l);
		l = &w->lines[w->nlines++];
		*l = (struct tix_line){ 0 };
	}
	l->law = law;
	if (w->opened == 0)
		return TIX_OK;
	if (w->agreement != NULL && strcmp(law->name, w->agreement) == 0) {
		w->sla.law = tix_clockwork_law(w, w->agreement);
		st = tix_line_settle(tx, w, &w->sla, &cause);
		if (st != TIX_OK)
			return st;
	}
	st = tix_line_place(tx, w, l, &cause);
	return st != TIX_OK ? st : tix_clockwork_own(tx, w, law->since);
}

enum tix_status
tix_clockwork_laws(struct tix *tx, struct tix_clockwork *w, int64_t at)
{
	enum tix_status st = TIX_OK;

	while (st == TIX_OK && w->nlaws < w->book->n &&
	    w->book->laws[w->nlaws].since <= at)
		st = enforce(tx, w, &w->book->laws[w->nlaws++]);
	return st;
}
