/* tix-why - what the desk decided by itself, and why */
#include <stdio.h>
#include <tix/cli.h>
#include <tix/mergedpast.h>
#include <tix/utf8.h>
#include <tix/whyview.h>

static struct tix_rows rows;

struct telling {
	struct tix_run *r;
	int64_t id;
	bool any;
};

static enum tix_status
tell(struct tix *tx, struct tix_event *e, void *arg)
{
	struct telling *t = arg;

	if (!tix_event_is_automatic(e))
		return TIX_OK;
	t->any = true;
	return tix_why_print(tx, &t->r->out, t->id, e);
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
	size_t n;
	enum tix_status s = tix_event_grounds(tx, e, &g, &n);

	(void)arg;
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		tix_why_values(tx, e, &g[i], all);
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
