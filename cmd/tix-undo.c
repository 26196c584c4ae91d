/* tix-undo - take changes of tickets back */
#include <tix/cli.h>
#include <tix/events.h>
#include <tix/related.h>
#include <tix/work.h>

static int64_t event = -1; /* not given */
static bool found;         /* by us, and said so */
static const char *reason;

static const struct tix_opt opts[] = {
	{ 'e', "event", TIX_OPT_INT, &event, "n",
	    "this event of the ticket, not its last", NULL },
	{ 'r', "reason", TIX_OPT_TEXT, &reason, "text", "why", NULL },
	{ 0 },
};

/* Nobody named it, so that it is said what it is. */
static enum tix_status
name_it(struct tix *tx, struct tix_run *r, int64_t ticket)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	enum tix_status s = tix_events_get(tx, event, e);

	if (s == TIX_OK)
		tix_notice(tx, r, "the last is event %lld (%s) of ticket %lld",
		    (long long)event, tix_events[e->kind].name,
		    (long long)ticket);
	return s;
}

static enum tix_status
check(struct tix *tx)
{
	return event != 0 ? TIX_OK : tix_fail(tx, TIX_INVALID,
	    "--event 0: events are numbered from 1");
}

/* Without a ticket it is the caller's own last change, wherever that was. */
static enum tix_status
begin(struct tix *tx, struct tix_run *r)
{
	int64_t *id;
	enum tix_status s;

	if (r->noperands > 0 || r->query != NULL)
		return TIX_OK;
	if (event > 0)
		return tix_fail(tx, TIX_INVALID,
		    "event %lld of which ticket?", (long long)event);
	id = tix_arena_alloc(tx->run, sizeof *id);
	s = tix_undo_find(tx, tix_caller(tx), &event, id);
	r->given = id;
	r->ngiven = s == TIX_OK;
	found = true;
	return s == TIX_OK ? name_it(tx, r, *id) : s;
}

static enum tix_status
undo(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_undo_act(tx, t, event > 0 ? event : 0, reason, e);
}

static enum tix_status
after(struct tix *tx, struct tix_run *r, const struct tix_ticket *t,
    const struct tix_event *e)
{
	const struct tix_member *of = tix_event_member(e, "event");
	struct tix_event *back = tix_arena_alloc(tx->mem, sizeof *back);
	enum tix_status s;

	if (found || of == NULL)
		return TIX_OK;
	s = tix_events_get(tx, of->i, back);
	if (s == TIX_OK)
		tix_notice(tx, r, "ticket %lld: event %lld (%s) is taken back",
		    (long long)t->id, (long long)of->i,
		    tix_events[back->kind].name);
	return s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "undo",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_ALONE,
		.check = check,
		.begin = begin,
		.each = undo,
		.after = after,
	};

	return tix_main(&cmd, argc, argv);
}
