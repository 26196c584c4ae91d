/* tix-log - what happened, event by event */
#include <poll.h>
#include <string.h>
#include <tix/cli.h>
#include <tix/db.h>
#include <tix/events.h>
#include <tix/logview.h>

static int64_t limit;
static bool follow;

static const struct tix_opt opts[] = {
	{ 'f', "follow", TIX_OPT_FLAG, &follow, NULL,
	    "go on as things happen", NULL },
	{ 0, "limit", TIX_OPT_INT, &limit, "n", "the newest n events", NULL },
	{ 0 },
};

static struct logging {
	struct tix_run *r;
	struct tix_rows rows;
	int64_t last; /* newest seq printed */
} to;

static enum tix_status
put(struct tix *tx, struct tix_event *e, void *arg)
{
	struct tix_value all[TIX_LOG_COLUMNS];
	enum tix_status s;

	(void)arg;
	to.last = e->seq > to.last ? e->seq : to.last;
	tix_log_values(tx, e, all);
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
	struct pollfd reader = { .fd = r->reader, .events = 0 };
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
	s = tix_rows_columns(tx, r, tix_log_columns, TIX_LOG_COLUMNS,
	    r->out.format == TIX_TABLE ? tix_log_table :
	    r->out.format == TIX_TSV ? tix_log_rows : tix_log_all, &to.rows);
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
