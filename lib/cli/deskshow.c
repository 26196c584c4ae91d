/*
 * The versions of a policy, for reading.
 */
#include <tix/deskshow.h>

#include <inttypes.h>
#include <stdio.h>

#include <tix/desktake.h>
#include <tix/utf8.h>

static const struct tix_column show_columns[] = {
	{ "version", "VERSION", TIX_T_INT, TIX_COL_RIGHT },
	{ "at", "AT", TIX_T_TIME, 0 },
	{ "actor", "BY", TIX_T_TEXT, 0 },
	{ "on_behalf", "FOR", TIX_T_TEXT, 0 },
	{ "source", "TEXT", TIX_T_TEXT, TIX_COL_CUT },
	{ "compiled", "COMPILED", TIX_T_TEXT, TIX_COL_CUT },
};

static enum tix_status
show_row(struct tix *tx, struct tix_run *r, const struct tix_desk_version *v)
{
	struct tix_rows rows;
	enum tix_status s = tix_rows_columns(tx, r, show_columns, 6,
	    "version,at,actor,on_behalf,source,compiled", &rows);

	if (s == TIX_OK)
		s = tix_rows_values(&rows, (const struct tix_value[]){
		    { .type = TIX_T_INT, .i = v->version },
		    { .type = TIX_T_TIME, .i = v->at },
		    { .s = v->actor }, { .s = v->on_behalf },
		    { .s = v->source }, { .s = v->compiled } });
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

enum tix_status
tix_desk_version(struct tix *tx, const struct tix_run *r, int64_t n,
    struct tix_desk_version *v)
{
	enum tix_status s = tix_desks_get(tx, n, v);

	/* Looking back, what has no event yet was not there. */
	if (s == TIX_OK && r->cut != NULL && v->actor == NULL)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "there was no policy yet then");
	return s;
}

/* As it was given, but for a terminal. */
enum tix_status
tix_desk_show(struct tix *tx, struct tix_run *r, int64_t version,
    bool compiled)
{
	struct tix_desk_version v;
	const char *text;
	enum tix_status s = tix_desk_operands(tx, r, 0, 0, "operand");

	if (s == TIX_OK)
		s = tix_desk_version(tx, r, version, &v);
	if (s != TIX_OK || r->format_given)
		return s == TIX_OK ? show_row(tx, r, &v) : s;
	text = compiled ? v.compiled : v.source;
	if (text == NULL)
		return tix_fail(tx, TIX_NOT_FOUND, "version %" PRId64 " was "
		    "applied compiled and has no text; --compiled shows it",
		    v.version);
	fputs(r->terminal ? tix_utf8_printable(tx->run, text, true) : text,
	    r->out.to);
	return TIX_OK;
}

static const struct tix_column log_columns[] = {
	{ "version", "VERSION", TIX_T_INT, TIX_COL_RIGHT },
	{ "at", "AT", TIX_T_TIME, 0 },
	{ "actor", "BY", TIX_T_TEXT, 0 },
	{ "on_behalf", "FOR", TIX_T_TEXT, 0 },
	{ "levels", "LEVELS", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "queues", "QUEUES", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "teams", "TEAMS", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "agents", "AGENTS", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "categories", "CATEGORIES", TIX_T_INT,
	    TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "rules", "RULES", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "text", "TEXT", TIX_T_FLAG, 0 },
};

#define LOG_COLUMNS (sizeof log_columns / sizeof log_columns[0])

static enum tix_status
log_row(struct tix *tx, const struct tix_desk_version *v, void *arg)
{
	(void)tx;
	return tix_rows_values(arg, (const struct tix_value[LOG_COLUMNS]){
		{ .type = TIX_T_INT, .i = v->version },
		{ .type = TIX_T_TIME, .i = v->at },
		{ .s = v->actor }, { .s = v->on_behalf },
		{ .type = TIX_T_INT, .i = v->levels },
		{ .type = TIX_T_INT, .i = v->queues },
		{ .type = TIX_T_INT, .i = v->teams },
		{ .type = TIX_T_INT, .i = v->agents },
		{ .type = TIX_T_INT, .i = v->categories },
		{ .type = TIX_T_INT, .i = v->rules },
		{ .type = TIX_T_FLAG, .i = v->has_text } });
}

enum tix_status
tix_desk_log(struct tix *tx, struct tix_run *r)
{
	struct tix_rows rows;
	enum tix_status s = tix_desk_operands(tx, r, 0, 0, "operand");

	if (s == TIX_OK)
		s = tix_rows_columns(tx, r, log_columns, LOG_COLUMNS,
		    r->out.format == TIX_TABLE ?
		    "version,at,actor,on_behalf,agents,rules,text" :
		    "version,at,actor,on_behalf,levels,queues,teams,agents,"
		    "categories,rules,text", &rows);
	if (s == TIX_OK)
		s = tix_desks_each(tx, log_row, &rows);
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}
