/*
 * A desk's text, proved and compiled: the way from one step to the next.
 */
#include "text.h"

#include <string.h>

#include <tix/ruleproof.h>

/* What the text means, in full: each part says all that is wrong with it. */
static void
check(struct tix_dt *dt, struct tix_buf *rules)
{
	struct tix *tx = dt->tx;
	const struct tix_desk *before = tx->desk;

	/* Steps, own fields and names are looked up as in any desk. */
	tx->desk = &dt->desk;
	dt->desk.name = dt->name != NULL ? dt->name : "desk";
	tix_dt_declare_all(dt);
	tix_dt_priority(dt);
	tix_dt_places(dt);
	tix_dt_people(dt);
	tix_dt_policy(dt);
	tix_dt_agreements(dt);
	tix_dt_rules(dt, rules);
	tix_dt_schedules(dt, rules);
	tx->desk = before;
}

static enum tix_status
compile(struct tix_dt *dt, struct tix_desktext *t)
{
	struct tix_buf out = { .arena = dt->mem };
	struct tix_buf rules = { .arena = dt->mem };
	struct tix_desk read;

	if (tix_dt_split(dt) != TIX_OK || tix_dt_parse(dt) != TIX_OK)
		return TIX_NO;
	check(dt, &rules);
	if (dt->ncomplaints > 0)
		return TIX_NO;
	tix_dt_encode(dt, &out);
	tix_buf_add(&out, tix_buf_text(&rules), rules.len);
	if (out.len > TIX_DESK_SIZE_MAX) {
		tix_dt_complain(dt, 0, "compiled, the desk has %zu bytes; at "
		    "most %u", out.len, TIX_DESK_SIZE_MAX);
		return TIX_NO;
	}
	/* It must be read by others as it was meant. */
	if (tix_desk_prove(dt->tx, dt->mem, out.data, out.len, &read) !=
	    TIX_OK) {
		tix_dt_complain_error(dt, 0, NULL);
		return TIX_NO;
	}
	t->compiled = tix_buf_text(&out);
	return TIX_OK;
}

enum tix_status
tix_desktext_compile(struct tix *tx, const char *name, const char *text,
    size_t len, struct tix_desktext *t)
{
	struct tix_dt dt = { .tx = tx, .mem = tx->run };
	enum tix_status s;

	*t = (struct tix_desktext){ 0 };
	dt.source.arena = tx->run;
	s = tix_dt_source(&dt, name, text, len);
	if (s == TIX_OK)
		s = compile(&dt, t);
	t->source = tix_buf_text(&dt.source);
	tix_dt_report(&dt, t);
	return s;
}

enum tix_status
tix_desktext_read(struct tix *tx, const char *path, struct tix_desktext *t)
{
	struct tix_dt dt = { .tx = tx, .mem = tx->run };
	const char *text;
	enum tix_status s;
	size_t len;

	*t = (struct tix_desktext){ 0 };
	s = tix_dt_file(&dt, path, &text, &len);
	return s == TIX_OK ? tix_desktext_compile(tx, path, text, len, t) : s;
}
