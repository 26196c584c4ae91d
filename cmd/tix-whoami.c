/* tix-whoami - which desk, which agent, which level */
#include <tix/cli.h>
#include <tix/db.h>
#include <tix/desk.h>
#include <tix/work.h>

static const struct tix_column columns[] = {
	{ "db", "DESK", TIX_T_TEXT, 0 },
	{ "db_from", "FROM", TIX_T_TEXT, 0 },
	{ "desk_version", "VERSION", TIX_T_INT, 0 },
	{ "actor", "LOGIN", TIX_T_TEXT, 0 },
	{ "agent", "AGENT", TIX_T_TEXT, 0 },
	{ "level", "LEVEL", TIX_T_TEXT, 0 },
	{ "team", "TEAM", TIX_T_TEXT, 0 },
};

#define COLUMNS (sizeof columns / sizeof columns[0])
#define ALL "db,db_from,desk_version,actor,agent,level,team"

static enum tix_status
whoami(struct tix *tx, struct tix_run *r)
{
	const char *me = tix_caller(tx);
	const struct tix_agent *agent = tix_desk_agent(tx->desk, me);
	const struct tix_value row[COLUMNS] = {
		{ .s = tix_db_path(tx) },
		{ .s = r->db_from },
		{ .type = TIX_T_INT, .i = tx->desk->version },
		{ .s = tx->actor },
		{ .s = agent != NULL || tx->desk->nagents == 0 ? me : NULL },
		{ .s = agent != NULL ? agent->level : NULL },
		{ .s = agent != NULL ? agent->team : NULL },
	};
	struct tix_rows rows;
	enum tix_status s;

	r->out.single = true;
	s = tix_rows_columns(tx, r, columns, COLUMNS, ALL, &rows);
	if (s == TIX_OK)
		s = tix_rows_values(&rows, row);
	if (s == TIX_OK)
		s = tix_rows_end(&rows);
	if (s == TIX_OK && row[4].s == NULL)
		tix_notice(tx, r, "'%s' is no agent of this desk: may look, "
		    "may not act", me);
	return s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "whoami",
		.flags = TIX_CMD_SHOWS,
		.run = whoami,
		.table = &tix_table,
	};

	return tix_main(&cmd, argc, argv);
}
