/* tix-split - make a ticket of its own from a note or a reply */
#include <tix/allow.h>
#include <tix/cli.h>
#include <tix/events.h>
#include <tix/relate.h>
#include <tix/tickets.h>

#include <string.h>

static int64_t event = -1; /* not given */
static const char *subject;

static const struct tix_opt opts[] = {
	{ 'e', "event", TIX_OPT_INT, &event, "n",
	    "the note or reply, by the number that tix log gives", NULL },
	{ 's', "subject", TIX_OPT_TEXT, &subject, "text",
	    "what it is about, instead of its first line", NULL },
	{ 0 },
};

struct asked {
	struct tix_run *r;
	int64_t ticket;
	int64_t id; /* of the new one */
};

static enum tix_status
check(struct tix *tx)
{
	if (event < 0)
		return tix_fail(tx, TIX_INVALID,
		    "which note or reply? give --event");
	if (event == 0)
		return tix_fail(tx, TIX_INVALID,
		    "--event 0: events are numbered from 1");
	if (subject != NULL && strlen(subject) > TIX_SUBJECT_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "subject: %zu bytes; at most %d (subject-max)",
		    strlen(subject), TIX_SUBJECT_MAX);
	return TIX_OK;
}

static enum tix_status
split_one(struct tix *tx, void *arg)
{
	struct asked *a = arg;
	struct tix_event *part = tix_arena_alloc(tx->mem, sizeof *part);
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { 0 };
	enum tix_status s = tix_tickets_load(tx, tx->mem, a->ticket, &t);

	if (s == TIX_OK)
		s = tix_allow(tx, "split", true, &t);
	if (s == TIX_OK)
		s = tix_events_get(tx, event, part);
	if (s == TIX_OK && part->ticket != t.id)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "ticket %lld has no event '%lld'", (long long)t.id,
		    (long long)event);
	if (s == TIX_OK)
		s = tix_tickets_next_id(tx, &a->id);
	if (s == TIX_OK)
		s = tix_split(tx, &t, part, subject, a->id, &tix_run_staff,
		    e);
	return s == TIX_OK ? tix_run_event(tx, a->r, &t, e) : s;
}

static enum tix_status
split(struct tix *tx, struct tix_run *r)
{
	struct asked a = { .r = r };
	struct tix_rows rows;
	enum tix_status s = tix_rows_begin(tx, r, "id", &rows);

	if (s == TIX_OK && r->noperands != 1)
		return tix_fail(tx, TIX_INVALID, "split which ticket?");
	if (s == TIX_OK)
		a.ticket = tix_id_parse(r->operands[0]);
	if (s == TIX_OK && a.ticket == 0)
		return tix_fail(tx, TIX_NOT_FOUND, "no ticket '%s'",
		    r->operands[0]);
	if (s == TIX_OK)
		s = r->dry_run ? split_one(tx, &a) :
		    tix_run_transaction(tx, split_one, &a);
	if (s == TIX_OK && !r->dry_run)
		s = tix_rows_id(tx, &rows, a.id);
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "split",
		.args = "ticket",
		.takes = TIX_TAKES_TICKETS,
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_OPERANDS | TIX_CMD_ROWS |
		    TIX_CMD_ROUTES,
		.check = check,
		.run = split,
	};

	return tix_main(&cmd, argc, argv);
}
