/* tix-sql - ask the desk in SQL */
#include <string.h>
#include <tix/cli.h>
#include <tix/console.h>
#include <tix/sqlrows.h>
#include <tix/time.h>

static const char *file;
static struct tix_texts given;
static int64_t timeout = 60 * TIX_SECOND;
static bool header;
static bool tables;

static const struct tix_opt opts[] = {
	{ 'F', "file", TIX_OPT_FILE, &file, "path",
	    "the statement is in a file (- standard input)", NULL },
	{ 'p', "param", TIX_OPT_LIST, &given, "name=value",
	    "a value for $name in the statement", NULL },
	{ 0, "timeout", TIX_OPT_DURATION, &timeout, "duration",
	    "give up after this time (60s; 0 never)", NULL },
	{ 0, "header", TIX_OPT_FLAG, &header, NULL,
	    "name the columns first, in TAB-separated rows too", NULL },
	{ 0, "tables", TIX_OPT_FLAG, &tables, NULL,
	    "list the views and their columns", NULL },
	{ 0 },
};

static enum tix_status
list_views(struct tix *tx, struct tix_run *r)
{
	static const struct tix_column columns[] = {
		{ "view", "VIEW", TIX_T_TEXT, 0 },
		{ "column", "COLUMN", TIX_T_TEXT, 0 },
		{ "type", "TYPE", TIX_T_TEXT, 0 },
		{ "what", "WHAT", TIX_T_TEXT, TIX_COL_CUT },
	};
	const struct tix_console_part *p;
	struct tix_rows rows;
	size_t n;
	enum tix_status s = tix_rows_columns(tx, r, columns, 4,
	    "view,column,type,what", &rows);

	p = tix_console_parts(tx, &n);
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		const struct tix_value row[] = {
			{ .s = p[i].view }, { .s = p[i].column },
			{ .s = p[i].type }, { .s = p[i].help },
		};

		s = tix_rows_values(&rows, row);
	}
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

static enum tix_status
find_statement(struct tix *tx, const struct tix_run *r, const char **sql)
{
	if (r->noperands > 0 && file != NULL)
		return tix_fail(tx, TIX_INVALID,
		    "the statement is an operand or in a file, not both");
	if (r->noperands == 0 && file == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "which statement? --tables lists what can be asked");
	*sql = tix_run_words(tx, r);
	return file == NULL ? TIX_OK :
	    tix_read_file(tx, tx->run, file, TIX_BODY_MAX, sql);
}

static enum tix_status
find_params(struct tix *tx, struct tix_console *c)
{
	struct tix_console_param *p = tix_arena_array(tx->run, given.n + 1,
	    sizeof *p);

	c->params = p;
	for (; c->nparams < given.n; c->nparams++, p++) {
		const char *text = given.item[c->nparams];
		const char *equals = strchr(text, '=');

		text += *text == '$';
		if (equals == NULL || equals == text)
			return tix_fail(tx, TIX_INVALID,
			    "--param '%s': it is NAME=VALUE",
			    given.item[c->nparams]);
		p->name = tix_arena_dup_n(tx->run, text,
		    (size_t)(equals - text));
		p->value = equals + 1;
	}
	return TIX_OK;
}

static enum tix_status
ask(struct tix *tx, struct tix_run *r)
{
	struct tix_sqlrows rows = { .r = r, .header = header };
	struct tix_console c = {
		.timeout = timeout, .head = tix_sqlrows_head,
		.row = tix_sqlrows_row, .arg = &rows,
	};
	enum tix_status s;

	if (tables && r->noperands == 0 && file == NULL)
		return list_views(tx, r);
	s = find_statement(tx, r, &c.sql);
	if (s == TIX_OK)
		s = find_params(tx, &c);
	if (s == TIX_OK) {
		tix_sqlrows_limit(timeout);
		s = tix_console_ask(tx, &c);
		tix_sqlrows_limit(0);
	}
	return s < TIX_IO ? tix_worse(s, tix_sqlrows_end(tx, &rows, s)) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "sql",
		.args = "[statement]",
		.takes = TIX_TAKES_SQL,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS,
		.run = ask,
		.table = &tix_table,
	};

	return tix_main(&cmd, argc, argv);
}
