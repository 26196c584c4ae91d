/* tix-report - figures of a period */
#include <string.h>
#include <tix/cli.h>
#include <tix/db.h>
#include <tix/desk.h>
#include <tix/rollups.h>
#include <tix/summaryview.h>
#include <tix/time.h>

/* -1: not given. */
static struct tix_period period = { .since = -1, .until = -1 };

static const struct tix_opt opts[] = {
	{ 0, "since", TIX_OPT_TIME, &period.since, "time",
	    "from this instant on (30 days ago, midnight)", NULL },
	{ 0, "until", TIX_OPT_TIME, &period.until, "time",
	    "up to this instant (now)", NULL },
	{ 0 },
};

static enum tix_status
count(struct tix *tx, const struct tix_tally *t, void *arg)
{
	(void)tx;
	tix_summary_count(arg, t);
	return TIX_OK;
}

static enum tix_status
take(struct tix *tx, const struct tix_resolution *r, void *arg)
{
	(void)tx;
	tix_summary_resolution(arg, r->took, r->level, r->priority);
	return TIX_OK;
}

/*
 * Midnight thirty days ago to the end of the present quarter hour.  What is
 * counted is kept by quarter hours: a period is widened to whole ones.
 */
static enum tix_status
find_period(struct tix *tx)
{
	struct tix_civil c;

	if (period.until < 0)
		period.until = tx->now + 1;
	if (period.since < 0) {
		tix_time_civil(tx->now, tx->zone, &c);
		tix_civil_from_days(tix_days_from_civil(c.year, c.month,
		    c.day) - 30, &c);
		c.hour = c.minute = c.second = c.micro = 0;
		if (!tix_time_from_civil(&c, tx->zone, &period.since))
			period.since = 0;
	}
	period.since -= period.since % TIX_SLOT;
	period.until = (period.until + TIX_SLOT - 1) / TIX_SLOT * TIX_SLOT;
	if (period.since > period.until)
		return tix_fail(tx, TIX_INVALID,
		    "the period ends before it begins");
	return TIX_OK;
}

static enum tix_status
gather(struct tix *tx, struct tix_summary *sum)
{
	enum tix_status s = tix_db_read_begin(tx);

	if (s == TIX_OK)
		s = tix_rollups_moves(tx, period.since / TIX_SLOT,
		    period.until / TIX_SLOT, count, sum);
	if (s == TIX_OK)
		s = tix_rollups_backlog(tx, period.until / TIX_SLOT, count,
		    sum);
	if (s == TIX_OK)
		s = tix_rollups_resolutions(tx, period.since, period.until,
		    take, sum);
	tix_db_read_end(tx);
	return s;
}

static const char *const *
level_names(struct tix *tx)
{
	const char **names = tix_arena_array(tx->run, tx->desk->nlevels + 1,
	    sizeof *names);

	for (size_t i = 0; i < tx->desk->nlevels; i++)
		names[i] = tx->desk->levels[i].name;
	return names;
}

static enum tix_status
print(struct tix *tx, struct tix_run *r, struct tix_summary *sum)
{
	struct tix_value values[TIX_SUMMARY_COLUMNS];
	const struct tix_summary_row *row;
	struct tix_rows rows;
	enum tix_status s;
	size_t n;

	if (!r->format_given)
		r->out.format = TIX_TABLE;
	s = tix_rows_columns(tx, r, tix_summary_columns, TIX_SUMMARY_COLUMNS,
	    r->out.format == TIX_TABLE ? tix_summary_table : tix_summary_all,
	    &rows);
	if (s == TIX_OK && r->out.format == TIX_TABLE)
		tix_summary_head(&r->out, &period);
	row = tix_summary_rows(sum, level_names(tx), &n);
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		tix_summary_values(tx, &row[i], &period, values);
		s = tix_rows_values(&rows, values);
	}
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

static enum tix_status
report(struct tix *tx, struct tix_run *r)
{
	struct tix_summary *sum = tix_summary_new(tx->run);
	enum tix_status s;

	if (r->noperands != 1)
		return tix_fail(tx, TIX_INVALID,
		    "which report? there are: summary");
	if (strcmp(r->operands[0], "summary") != 0)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "no report '%s'; there are: summary", r->operands[0]);
	s = find_period(tx);
	if (s == TIX_OK)
		s = gather(tx, sum);
	return s == TIX_OK ? print(tx, r, sum) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "report",
		.args = "summary",
		.takes = TIX_TAKES_WORD,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS,
		.run = report,
		.table = &tix_table,
	};

	return tix_main(&cmd, argc, argv);
}
