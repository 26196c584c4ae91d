/* tix-log - what happened, event by event */
#include <poll.h>
#include <stdlib.h>
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
	int64_t last;    /* newest seq met, or before anything was shown */
	int64_t *ticket; /* those asked for, in order once all are known */
	size_t n, cap;
} to;

static enum tix_status
put(struct tix *tx, struct tix_event *e, void *arg)
{
	struct tix_value all[TIX_LOG_COLUMNS];
	enum tix_status s;

	(void)arg;
	tix_log_values(tx, e, to.r->out.format != TIX_TABLE, all);
	s = tix_rows_values(&to.rows, all);
	if (s != TIX_OK || !ferror(to.r->out.to))
		return s;
	s = tix_run_flush(tx, to.r);
	return s == TIX_OK ? TIX_NO : s;
}

/* What comes while this goes on is for those who follow. */
static enum tix_status
put_old(struct tix *tx, struct tix_event *e, void *arg)
{
	return follow && e->seq > to.last ? TIX_OK : put(tx, e, arg);
}

static void
keep(struct tix *tx, int64_t id)
{
	if (to.n == to.cap) {
		int64_t *more = tix_arena_array(tx->run, 2 * to.cap + 64,
		    sizeof *more);

		to.cap = 2 * to.cap + 64;
		if (to.n > 0)
			memcpy(more, to.ticket, to.n * sizeof *more);
		to.ticket = more;
	}
	to.ticket[to.n++] = id;
}

static enum tix_status
put_ticket(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	if (follow)
		keep(tx, t->id);
	return tix_events_log(tx, t->id, 0, limit, put_old, r);
}

static int
compare(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Only those of the tickets asked for; all without any. */
static enum tix_status
put_new(struct tix *tx, struct tix_event *e, void *arg)
{
	to.last = e->seq;
	if (to.r->noperands > 0 && (to.n == 0 || bsearch(&e->ticket,
	    to.ticket, to.n, sizeof *to.ticket, compare) == NULL))
		return TIX_OK;
	return put(tx, e, arg);
}

static enum tix_status
follow_on(struct tix *tx, struct tix_run *r)
{
	enum tix_status s = tix_run_flush(tx, r);
	struct pollfd reader = { .fd = r->reader, .events = 0 };
	bool changed;

	if (to.n > 0)
		qsort(to.ticket, to.n, sizeof *to.ticket, compare);
	while (s == TIX_OK && !tix_run_reader_gone(r) &&
	    poll(&reader, 1, 250) <= 0) {
		s = tix_db_changed(tx, &changed);
		if (s == TIX_OK && changed)
			s = tix_events_log(tx, 0, to.last, 0, put_new, r);
		if (s == TIX_OK)
			s = tix_run_flush(tx, r);
	}
	return s;
}

static enum tix_status
log_events(struct tix *tx, struct tix_run *r)
{
	unsigned char hash[TIX_HASH_SIZE];
	enum tix_status s;

	to.r = r;
	if (follow && r->cut != NULL)
		return tix_fail(tx, TIX_INVALID, "the past does not go on");
	if (follow && r->out.format == TIX_TABLE)
		r->out.format = TIX_TSV; /* a table waits for its last row */
	s = tix_rows_columns(tx, r, tix_log_columns, TIX_LOG_COLUMNS,
	    r->out.format == TIX_TABLE ? tix_log_table :
	    r->out.format == TIX_TSV ? tix_log_rows : tix_log_all, &to.rows);
	if (s == TIX_OK && follow)
		s = tix_events_head(tx, &to.last, hash);
	if (s == TIX_OK)
		s = r->noperands > 0 ? tix_run_show(tx, r, put_ticket) :
		    tix_events_log(tx, 0, 0, limit, put_old, NULL);
	if (s == TIX_OK && follow)
		s = follow_on(tx, r);
	return s < TIX_BUSY ? tix_worse(s, tix_rows_end(&to.rows)) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "log",
		.args = "[ticket ... | -]",
		.takes = TIX_TAKES_TICKETS,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS,
		.run = log_events,
		.table = &tix_table,
	};

	return tix_main(&cmd, argc, argv);
}
