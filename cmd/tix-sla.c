/* tix-sla - what was promised, when it is due, and why */
#include <tix/calendarshow.h>
#include <tix/cli.h>
#include <tix/sla.h>

static struct tix_clock_act act;
static const char *clock_name;
static const char *within;
static struct tix_calendar_asked asked;

static const struct tix_opt explain_opts[] = {
	{ 0, "clock", TIX_OPT_TEXT, &clock_name, "name", "this clock alone",
	    NULL },
	{ 0 },
};

static const struct tix_opt due_opts[] = {
	{ 0, "within", TIX_OPT_TEXT, &within, "duration",
	    "what is due so soon, 4h or 4bh in its working time", NULL },
	{ 0 },
};

static const struct tix_opt act_opts[] = {
	{ 0, "clock", TIX_OPT_TEXT, &act.clock, "name", "which (required)",
	    NULL },
	{ 'r', "reason", TIX_OPT_TEXT, &act.reason, "text",
	    "why (required)", NULL },
	{ 0 },
};

static const struct tix_opt calendar_opts[] = {
	{ 0, "from", TIX_OPT_TEXT, &asked.from, "time",
	    "show from then on, not from now", NULL },
	{ 0, "to", TIX_OPT_TEXT, &asked.to, "time",
	    "show up to then, not for a week", NULL },
	{ 0, "at", TIX_OPT_TEXT, &asked.at, "time",
	    "is it open then, not now", NULL },
	{ 0, "at-close", TIX_OPT_CHOICE, &asked.at_close, "when",
	    "time that ends as it closes is due then, or as it opens again",
	    tix_at_close_names },
	{ 0 },
};

static enum tix_status
explain(struct tix *tx, struct tix_run *r)
{
	return tix_sla_explain(tx, r, clock_name);
}

static enum tix_status
due(struct tix *tx, struct tix_run *r)
{
	return tix_sla_due(tx, r, within);
}

static enum tix_status
check(struct tix *tx)
{
	return tix_clock_act_check(tx, &act);
}

static enum tix_status
waive(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_sla_waive(tx, t, &act, e);
}

static enum tix_status
restart(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_sla_restart(tx, t, &act, e);
}

static enum tix_status
calendar(struct tix *tx, struct tix_run *r)
{
	return tix_calendar_show(tx, r, &asked);
}

#define COMMAND(word) .name = "sla", .sub = (word)
#define TICKETS .args = "[ticket ...]", .takes = TIX_TAKES_TICKETS

static const struct tix_command commands[] = {
	{ COMMAND("explain"), .help = "tell every stretch of a clock's time",
	  TICKETS, .opts = explain_opts, .run = explain, .table = &tix_table,
	  .flags = TIX_CMD_SHOWS | TIX_CMD_TICKETS },
	{ COMMAND("due"), .help = "list what is due next",
	  .args = "[query]", .takes = TIX_TAKES_QUERY, .opts = due_opts,
	  .run = due, .table = &tix_table,
	  .flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS },
	{ COMMAND("waive"), .help = "let a breach not count",
	  TICKETS, .opts = act_opts, .check = check, .each = waive,
	  .flags = TIX_CMD_WRITES },
	{ COMMAND("restart"), .help = "let a clock begin anew",
	  TICKETS, .opts = act_opts, .check = check, .each = restart,
	  .flags = TIX_CMD_WRITES },
	{ COMMAND("calendar"), .help = "ask calendars for working time",
	  .args = "[list | show | is-open | elapsed | due] [calendar] [time] "
	      "[time | duration]", .opts = calendar_opts, .run = calendar,
	  .table = &tix_table, .flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS },
};

int
main(int argc, char **argv)
{
	static const struct tix_command *const subs[] = {
		&commands[0], &commands[1], &commands[2], &commands[3],
		&commands[4], NULL
	};
	static const struct tix_command cmd = {
		.name = "sla",
		.subs = subs,
	};

	return tix_main(&cmd, argc, argv);
}
