/* tix-why - what the desk decided by itself, and why */
#include <stdio.h>
#include <tix/arena.h>
#include <tix/cli.h>
#include <tix/desks.h>
#include <tix/mergedpast.h>
#include <tix/utf8.h>
#include <tix/whyview.h>

static struct tix_rows rows;

/* Desks of the past that were met, so that none is read twice. */
static struct past {
	struct past *next;
	int64_t version;
	const struct tix_desk *desk;
} *past;

struct telling {
	struct tix_run *r;
	int64_t id;
	bool any;
};

/* The one that the event was decided under has the names of its steps. */
static enum tix_status
desk_of(struct tix *tx, const struct tix_event *e, const struct tix_desk **d)
{
	struct past *p = past;
	enum tix_status s;

	while (p != NULL && p->version != e->desk)
		p = p->next;
	if (p != NULL) {
		*d = p->desk;
		return TIX_OK;
	}
	s = tix_desks_past(tx, e->desk, d);
	if (s != TIX_OK)
		return s;
	p = tix_arena_alloc(tx->run, sizeof *p);
	*p = (struct past){ past, e->desk, *d };
	past = p;
	return TIX_OK;
}

static enum tix_status
tell(struct tix *tx, struct tix_event *e, void *arg)
{
	struct telling *t = arg;
	const struct tix_desk *d;
	enum tix_status s;

	if (!tix_event_is_automatic(e))
		return TIX_OK;
	t->any = true;
	s = desk_of(tx, e, &d);
	return s == TIX_OK ? tix_why_print(tx, &t->r->out, d, t->id, e) : s;
}

/* Text for people; a blank line stands between tickets. */
static enum tix_status
tell_ticket(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	static bool between;
	struct telling to = { .r = r, .id = t->id };
	enum tix_status s;

	fprintf(r->out.to, "%s%s#%lld  %s%s\n", between ? "\n" : "",
	    r->out.colour ? "\033[1m" : "", (long long)t->id,
	    tix_utf8_printable(tx->mem, t->subject, false),
	    r->out.colour ? "\033[0m" : "");
	between = true;
	s = tix_merged_past(tx, t->id, tell, &to);
	if (s == TIX_OK && !to.any)
		fputs("nothing was decided by itself\n", r->out.to);
	return s;
}

static enum tix_status
put(struct tix *tx, struct tix_event *e, void *arg)
{
	struct tix_value all[TIX_WHY_COLUMNS];
	const struct tix_ground *g;
	const struct tix_desk *d = NULL;
	size_t n;
	enum tix_status s = tix_event_grounds(tx, e, &g, &n);

	(void)arg;
	if (s == TIX_OK && n > 0)
		s = desk_of(tx, e, &d);
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		tix_why_values(tx, d, e, &g[i], all);
		s = tix_rows_values(&rows, all);
	}
	return s;
}

static enum tix_status
put_ticket(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	(void)r;
	return tix_merged_past(tx, t->id, put, NULL);
}

static enum tix_status
why(struct tix *tx, struct tix_run *r)
{
	enum tix_status s;

	if (!r->format_given)
		return tix_run_show(tx, r, tell_ticket);
	s = tix_rows_columns(tx, r, tix_why_columns, TIX_WHY_COLUMNS, NULL,
	    &rows);
	if (s != TIX_OK)
		return s;
	s = tix_run_show(tx, r, put_ticket);
	return s < TIX_BUSY ? tix_worse(s, tix_rows_end(&rows)) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_opt opts[] = { { 0 } };
	static const struct tix_command cmd = {
		.name = "why",
		.args = "[ticket ...]",
		.takes = TIX_TAKES_TICKETS,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_TICKETS,
		.run = why,
	};

	return tix_main(&cmd, argc, argv);
}
