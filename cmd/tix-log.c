/* tix-log - what happened, event by event */
#include <poll.h>
#include <string.h>
#include <tix/card.h>
#include <tix/cli.h>
#include <tix/db.h>
#include <tix/events.h>

static int64_t limit;
static bool follow;

static const struct tix_opt opts[] = {
	{ 'f', "follow", TIX_OPT_FLAG, &follow, NULL,
	    "go on as things happen", NULL },
	{ 0, "limit", TIX_OPT_INT, &limit, "n", "the newest n events", NULL },
	{ 0 },
};

enum column { TICKET, AT, RECORDED, KIND, ACTOR, AS, VIA, SEQ, DESK, WHAT,
	DATA, COLUMNS };

/* The id comes first, as in every list. */
static const struct tix_column columns[COLUMNS] = {
	[TICKET] = { "ticket", "TICKET", TIX_T_INT, TIX_COL_RIGHT },
	[AT] = { "at", "AT", TIX_T_TIME, 0 },
	[RECORDED] = { "recorded", "RECORDED", TIX_T_TIME, 0 },
	[KIND] = { "kind", "KIND", TIX_T_TEXT, 0 },
	[ACTOR] = { "actor", "ACTOR", TIX_T_TEXT, 0 },
	[AS] = { "on_behalf", "FOR", TIX_T_TEXT, 0 },
	[VIA] = { "via", "VIA", TIX_T_TEXT, 0 },
	[SEQ] = { "seq", "SEQ", TIX_T_INT, TIX_COL_RIGHT },
	[DESK] = { "desk", "DESK", TIX_T_INT, TIX_COL_RIGHT },
	[WHAT] = { "what", "WHAT", TIX_T_TEXT, TIX_COL_CUT },
	[DATA] = { "data", "DATA", TIX_T_JSON, TIX_COL_CUT },
};

#define TABLE "ticket,at,kind,actor,what"
#define ROWS "ticket,at,kind,actor,on_behalf,seq,what"
#define ALL "ticket,at,recorded,kind,actor,on_behalf,via,seq,desk,data"

static struct logging {
	struct tix_run *r;
	struct tix_rows rows;
	int64_t last; /* newest seq printed */
} to;

static enum tix_status
put(struct tix *tx, struct tix_event *e, void *arg)
{
	const struct tix_value all[COLUMNS] = {
		[TICKET] = { .type = TIX_T_INT, .i = e->ticket },
		[AT] = { .type = TIX_T_TIME, .i = e->at },
		[RECORDED] = { .type = TIX_T_TIME, .i = e->recorded },
		[KIND] = { .s = e->kind_name },
		[ACTOR] = { .s = e->actor },
		[AS] = { .s = e->on_behalf },
		[VIA] = { .s = e->via },
		[SEQ] = { .type = TIX_T_INT, .i = e->seq },
		[DESK] = { .type = TIX_T_INT, .i = e->desk },
		[WHAT] = { .s = tix_event_summary(tx, e) },
		[DATA] = { .type = TIX_T_JSON, .s = e->data },
	};
	enum tix_status s;

	(void)arg;
	to.last = e->seq > to.last ? e->seq : to.last;
	s = tix_rows_values(&to.rows, all);
	if (s != TIX_OK || !ferror(to.r->out.to))
		return s;
	s = tix_run_flush(tx, to.r);
	return s == TIX_OK ? TIX_NO : s;
}

static enum tix_status
put_ticket(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	(void)r;
	return tix_events_log(tx, t->id, 0, limit, put, NULL);
}

/* Only those of the tickets asked for; all without any. */
static enum tix_status
put_new(struct tix *tx, struct tix_event *e, void *arg)
{
	struct tix_run *r = arg;

	for (int i = 0; i < r->noperands; i++)
		if (tix_id_parse(r->operands[i]) == e->ticket)
			return put(tx, e, NULL);
	to.last = e->seq;
	return r->noperands == 0 ? put(tx, e, NULL) : TIX_OK;
}

static enum tix_status
follow_on(struct tix *tx, struct tix_run *r)
{
	enum tix_status s = tix_run_flush(tx, r);
	struct pollfd reader = { .fd = fileno(r->out.to), .events = 0 };
	bool changed;

	while (s == TIX_OK && !tix_run_reader_gone(r)) {
		s = tix_db_changed(tx, &changed);
		if (s == TIX_OK && changed)
			s = tix_events_log(tx, 0, to.last, 0, put_new, r);
		if (s == TIX_OK)
			s = tix_run_flush(tx, r);
		if (poll(&reader, 1, 250) > 0)
			break; /* nobody reads any more */
	}
	return s;
}

static enum tix_status
log_events(struct tix *tx, struct tix_run *r)
{
	const bool given = r->noperands > 0;
	unsigned char hash[TIX_HASH_SIZE];
	int64_t head = 0;
	enum tix_status s;

	to.r = r;
	if (follow && r->out.format == TIX_TABLE)
		r->out.format = TIX_TSV; /* a table waits for its last row */
	s = tix_rows_columns(tx, r, columns, COLUMNS,
	    r->out.format == TIX_TABLE ? TABLE :
	    r->out.format == TIX_TSV ? ROWS : ALL, &to.rows);
	if (s == TIX_OK && follow)
		s = tix_events_head(tx, &head, hash);
	if (s == TIX_OK)
		s = given ? tix_run_show(tx, r, put_ticket) :
		    tix_events_log(tx, 0, 0, limit, put, NULL);
	if (s == TIX_OK && follow) {
		to.last = head > to.last ? head : to.last;
		s = follow_on(tx, r);
	}
	return s < TIX_BUSY ? tix_worse(s, tix_rows_end(&to.rows)) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "log",
		.args = "[ticket ... | -]",
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS,
		.run = log_events,
		.table = &tix_table,
	};

	return tix_main(&cmd, argc, argv);
}
