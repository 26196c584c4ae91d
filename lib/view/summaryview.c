/*
 * The summary report as rows and words.
 */
#include <tix/summaryview.h>

#include <string.h>

#include <tix/time.h>

const struct tix_column tix_summary_columns[TIX_SUMMARY_COLUMNS] = {
	{ "group", "", TIX_T_TEXT, 0 },
	{ "name", "", TIX_T_TEXT, 0 },
	{ "opened", "OPENED", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "resolved", "SOLVED", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "reopened", "AGAIN", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "cancelled", "VOID", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "escalated", "UP", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "returned", "BACK", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "backlog", "LEFT", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "breached", "LATE", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "resolutions", "N", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "resolve_p50", "P50", TIX_T_DURATION, TIX_COL_RIGHT },
	{ "resolve_p90", "P90", TIX_T_DURATION, TIX_COL_RIGHT },
	{ "resolve_mean", "MEAN", TIX_T_DURATION, TIX_COL_RIGHT },
	{ "since", "SINCE", TIX_T_TIME, 0 },
	{ "until", "UNTIL", TIX_T_TIME, 0 },
	{ "label", "", TIX_T_TEXT, 0 },
};

const char tix_summary_table[] =
	"label,opened,resolved,reopened,escalated,returned,backlog,breached,"
	"resolve_p50,resolve_p90,resolve_mean";

const char tix_summary_all[] =
	"group,name,opened,resolved,reopened,cancelled,escalated,returned,"
	"backlog,breached,resolutions,resolve_p50,resolve_p90,resolve_mean,"
	"since,until";

static struct tix_value
text(const char *s)
{
	return (struct tix_value){ .type = TIX_T_TEXT, .s = s };
}

static struct tix_value
number(int64_t i)
{
	return (struct tix_value){ .type = TIX_T_INT, .i = i };
}

/* Of nothing there is no median: the cell stays empty. */
static struct tix_value
took(const struct tix_summary_row *row, int64_t us)
{
	if (row->resolutions == 0)
		return text(NULL);
	return (struct tix_value){ .type = TIX_T_DURATION, .i = us };
}

static struct tix_value
instant(int64_t at)
{
	return (struct tix_value){ .type = TIX_T_TIME, .i = at };
}

/* What a line of the table is about: "all", "L2", "P3", "no level". */
static const char *
label(struct tix *tx, const struct tix_summary_row *row)
{
	if (*row->name == '\0')
		return row->group;
	if (strcmp(row->name, "none") == 0)
		return tix_arena_printf(tx->mem, "no %s", row->group);
	return tix_arena_printf(tx->mem, "%s%s",
	    strcmp(row->group, "priority") == 0 ? "P" : "", row->name);
}

void
tix_summary_values(struct tix *tx, const struct tix_summary_row *row,
    const struct tix_period *p, struct tix_value out[TIX_SUMMARY_COLUMNS])
{
	const struct tix_value all[TIX_SUMMARY_COLUMNS] = {
		text(row->group), text(row->name),
		number(row->n[TIX_N_OPENED]), number(row->n[TIX_N_RESOLVED]),
		number(row->n[TIX_N_REOPENED]),
		number(row->n[TIX_N_CANCELLED]),
		number(row->n[TIX_N_ESCALATED]),
		number(row->n[TIX_N_RETURNED]), number(row->n[TIX_N_BACKLOG]),
		number(row->n[TIX_N_BREACHED]),
		number(row->resolutions), took(row, row->p50),
		took(row, row->p90), took(row, row->mean),
		instant(p->since), instant(p->until),
		text(label(tx, row)),
	};

	memcpy(out, all, sizeof all);
}

void
tix_summary_head(const struct tix_out_options *o, const struct tix_period *p)
{
	char from[TIX_TIME_SIZE], to[TIX_TIME_SIZE];

	fprintf(o->to, "Summary from %s to %s, %s\n\n",
	    tix_time_local(from, p->since, o->zone),
	    tix_time_local(to, p->until, o->zone),
	    o->zone != NULL ? tix_zone_name(o->zone) : "UTC");
	fputs("OPENED, SOLVED, AGAIN (reopened), UP (escalated out of "
	    "the level), BACK\n(returned out of it): moves within the period, "
	    "by the level and priority that\nthe ticket had then; one that is "
	    "solved twice counts twice.  LEFT: new, open or\nwaiting at its "
	    "end.  LATE: deadlines of clocks that passed within it.  P50, "
	    "P90,\nMEAN: elapsed time from opened to resolved of tickets "
	    "resolved last within the\nperiod and still so, by where they are "
	    "now; "
	    "percentiles by nearest rank.\n\n", o->to);
}
