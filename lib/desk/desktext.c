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
	tix_dt_escalations(dt, rules);
	tix_dt_rules(dt, rules);
	tix_dt_schedules(dt, rules);
	if (dt->ncomplaints == 0)
		tix_dt_reach(dt);
	tx->desk = before;
}

static bool
is_kept(enum tix_dt_kind kind)
{
	return tix_dt_kinds[kind].is_named && kind != TIX_DT_RULE &&
	    kind != TIX_DT_REQUESTER;
}

/* Where the things are of which something may be said later on. */
static void
declare(const struct tix_dt *dt, struct tix_desktext *t)
{
	struct tix_desk_declared *all;
	const struct tix_dt_section *s;
	size_t n = 0;

	for (int k = 0; k < TIX_DT_KINDS; k++)
		for (s = dt->first[k]; is_kept((enum tix_dt_kind)k) &&
		    s != NULL; s = s->next)
			n++;
	t->declared = all = tix_arena_array(dt->mem, n + 1, sizeof *all);
	for (int k = 0; k < TIX_DT_KINDS; k++)
		for (s = dt->first[k]; is_kept((enum tix_dt_kind)k) &&
		    s != NULL; s = s->next)
			all[t->ndeclared++] = (struct tix_desk_declared){
				tix_dt_kinds[k].name, s->name, s->line };
}

int64_t
tix_desktext_line(const struct tix_desktext *t, const char *what,
    const char *name)
{
	for (size_t i = 0; i < t->ndeclared; i++)
		if (strcmp(t->declared[i].name, name) == 0 &&
		    strcmp(t->declared[i].what, what) == 0)
			return t->declared[i].line;
	return 0;
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
	declare(dt, t);
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
