/*
 * The views that statements of others read.  They are made anew in each run
 * and belong to it, so that the file's schema, which every start of a program
 * reads, does not grow.  They find the tables of the past where one is shown.
 */
#include "consoleparts.h"

#include <string.h>

#include <tix/arena.h>
#include <tix/console.h>
#include <tix/fold.h>

struct column {
	const char *name;
	const char *expr; /* NULL: the same */
	enum tix_type type;
	const char *help;
};

struct view {
	const char *name;
	const char *help;
	const struct column *columns; /* NULL: the fields of a ticket */
	const char *from;
};

static const struct column event_columns[] = {
	{ "seq", NULL, TIX_T_INT, "number of the event, without gaps" },
	{ "ticket", NULL, TIX_T_INT, "the ticket, or NULL: of the desk" },
	{ "at", NULL, TIX_T_TIME, "when it happened" },
	{ "recorded", NULL, TIX_T_TIME, "when it was stored" },
	{ "actor", NULL, TIX_T_TEXT, "login name of who did it" },
	{ "on_behalf", NULL, TIX_T_TEXT, "the name given with --as" },
	{ "via", NULL, TIX_T_TEXT, "the program that did it" },
	{ "kind", NULL, TIX_T_TEXT, "opened, noted, escalated and so on" },
	{ "desk", NULL, TIX_T_INT, "version of the policy in force" },
	{ "data", NULL, TIX_T_JSON, "what it changed, a JSON object" },
	{ 0 },
};

#define WORD "j.value"
#define RELATION "substr(" WORD ", 1, instr(" WORD ", ':') - 1)"
#define TARGET "CAST(substr(" WORD ", instr(" WORD ", ':') + 1) AS INTEGER)"

static const struct column tag_columns[] = {
	{ "ticket", "t.id", TIX_T_INT, "the ticket" },
	{ "tag", WORD, TIX_T_TEXT, "one of its tags" },
	{ 0 },
};

static const struct column watcher_columns[] = {
	{ "ticket", "t.id", TIX_T_INT, "the ticket" },
	{ "watcher", WORD, TIX_T_TEXT, "one who wants to know" },
	{ 0 },
};

static const struct column link_columns[] = {
	{ "ticket", "t.id", TIX_T_INT, "the ticket" },
	{ "relation", RELATION, TIX_T_TEXT, "what it is to the other" },
	{ "other", TARGET, TIX_T_INT, "the other ticket" },
	{ 0 },
};

static const struct column level_columns[] = {
	{ "name", "j.value ->> 'name'", TIX_T_TEXT, "as tickets have it" },
	{ "title", "j.value ->> 'title'", TIX_T_TEXT, "for people" },
	{ "place", "j.key", TIX_T_INT, "0 is the lowest" },
	{ "queue", "j.value ->> 'queue'", TIX_T_TEXT,
	    "where what comes to it waits" },
	{ "vendor", "j.value ->> 'vendor'", TIX_T_FLAG, "it is a vendor's" },
	{ "cost", "j.value ->> 'cost'", TIX_T_INT,
	    "of an hour, in hundredths" },
	{ "calendar", "j.value ->> 'calendar'", TIX_T_TEXT,
	    "when it works, or NULL: always" },
	{ 0 },
};

static const struct column queue_columns[] = {
	{ "name", "j.value ->> 'name'", TIX_T_TEXT, "as tickets have it" },
	{ "level", "j.value ->> 'level'", TIX_T_TEXT,
	    "where its tickets begin" },
	{ "team", "j.value ->> 'team'", TIX_T_TEXT, "the team that has it" },
	{ 0 },
};

static const struct column category_columns[] = {
	{ "name", "j.value ->> 'name'", TIX_T_TEXT, "as tickets have it" },
	{ "queue", "j.value ->> 'queue'", TIX_T_TEXT,
	    "where its tickets go" },
	{ "level", "j.value ->> 'level'", TIX_T_TEXT,
	    "their level, or NULL: the queue's" },
	{ 0 },
};

static const struct column agent_columns[] = {
	{ "name", "j.value ->> 'name'", TIX_T_TEXT, "login name" },
	{ "level", "j.value ->> 'level'", TIX_T_TEXT, "level of support" },
	{ "team", "j.value ->> 'team'", TIX_T_TEXT, "team" },
	{ "title", "j.value ->> 'title'", TIX_T_TEXT, "for people" },
	{ "mail", "j.value ->> 'mail'", TIX_T_TEXT, "address" },
	{ "capacity", "nullif(j.value ->> 'capacity', 0)", TIX_T_INT,
	    "tickets at a time, or NULL: any number" },
	{ "skills", "j.value ->> 'skills'", TIX_T_JSON,
	    "a JSON array of objects with name and grade" },
	{ 0 },
};

static const struct column team_columns[] = {
	{ "name", "j.value ->> 'name'", TIX_T_TEXT, "as tickets have it" },
	{ "title", "j.value ->> 'title'", TIX_T_TEXT, "for people" },
	{ "level", "j.value ->> 'level'", TIX_T_TEXT, "level of support" },
	{ "calendar", "j.value ->> 'calendar'", TIX_T_TEXT,
	    "when it works, or NULL: always" },
	{ "assign", "ifnull(j.value ->> 'assign', 'nobody')", TIX_T_TEXT,
	    "who of it gets a ticket" },
	{ 0 },
};

static const struct column service_columns[] = {
	{ "name", "j.value ->> 'name'", TIX_T_TEXT, "as tickets have it" },
	{ "title", "j.value ->> 'title'", TIX_T_TEXT, "for people" },
	{ "parent", "j.value ->> 'parent'", TIX_T_TEXT,
	    "the service that it is a part of" },
	{ 0 },
};

/*
 * The lines of the tail as elements of a JSON array: neither a backslash nor a
 * quote is in the way once two characters that nobody writes stand for them.
 */
#define LINES \
	"json_each('[\"' || replace(replace(replace(replace(d.tail," \
	" '\\', char(57344)), '\"', char(57345)), char(9), '\\t')," \
	" char(10), '\",\"') || '\"]')"
#define LINE "replace(replace(j.value, char(57344), '\\'), char(57345), '\"')"
/* Behind "r TAB DEPTH TAB LITERALS TAB". */
#define RULE \
	"substr(" LINE ", 5 + instr(substr(" LINE ", 5), char(9)))"

static const struct column rule_columns[] = {
	{ "place", "row_number() OVER (ORDER BY j.key)", TIX_T_INT,
	    "1 is tried first" },
	{ "name", RULE " ->> 'name'", TIX_T_TEXT, "as it is called" },
	{ "depth", "CAST(substr(j.value, 3, 1) AS INTEGER)", TIX_T_INT,
	    "in how many rules it is" },
	{ "line", RULE " ->> 'line'", TIX_T_INT, "of the policy's text" },
	{ "matchers", RULE " ->> 'if'", TIX_T_JSON,
	    "what it asks, a JSON array" },
	{ "actions", RULE " ->> 'do'", TIX_T_JSON,
	    "what it sets, a JSON array" },
	{ 0 },
};

static const struct column desk_columns[] = {
	{ "version", "d.version", TIX_T_INT, "number of the version" },
	{ "at", "e.at", TIX_T_TIME, "when it came into force" },
	{ "actor", "e.actor", TIX_T_TEXT, "login name of who applied it" },
	{ "on_behalf", "e.on_behalf", TIX_T_TEXT, "the name given with --as" },
	{ "source", "d.source", TIX_T_TEXT,
	    "its text, or NULL: it was applied compiled" },
	{ "compiled", "d.compiled", TIX_T_JSON,
	    "what it was compiled to, without rules" },
	{ 0 },
};

static const struct column window_columns[] = {
	{ "calendar", "c.name", TIX_T_TEXT, "the calendar" },
	{ "version", "c.version", TIX_T_INT,
	    "the version of the policy that brought these windows" },
	{ "since", "c.since", TIX_T_TIME, "when they came into force" },
	{ "open", "w.open * 1000000", TIX_T_TIME, "when one opens" },
	{ "close", "w.close * 1000000", TIX_T_TIME, "when it closes" },
	{ "before", "w.before", TIX_T_INT,
	    "seconds in the windows before it" },
	{ 0 },
};

#define MEASURE \
	"CASE measure WHEN 1 THEN 'opened' WHEN 2 THEN 'resolved'" \
	" WHEN 3 THEN 'reopened' WHEN 4 THEN 'escalated'" \
	" WHEN 5 THEN 'returned' WHEN 6 THEN 'backlog'" \
	" WHEN 7 THEN 'cancelled' WHEN 8 THEN 'breached'" \
	" ELSE 'measure ' || measure END"

_Static_assert(TIX_N_OPENED == 1 && TIX_N_RESOLVED == 2 &&
    TIX_N_REOPENED == 3 && TIX_N_ESCALATED == 4 && TIX_N_RETURNED == 5 &&
    TIX_N_BACKLOG == 6 && TIX_N_CANCELLED == 7 &&
    TIX_N_BREACHED == 8, "measures by name");
_Static_assert(TIX_SLOT == INT64_C(900000000), "slots in microseconds");

static const struct column flow_columns[] = {
	{ "at", "slot * 900000000", TIX_T_TIME,
	    "when the quarter of an hour began" },
	{ "measure", MEASURE, TIX_T_TEXT,
	    "opened, resolved, reopened, escalated, returned, backlog, "
	    "cancelled" },
	{ "level", "nullif(level, '')", TIX_T_TEXT,
	    "the level that the ticket had then" },
	{ "priority", "nullif(priority, 0)", TIX_T_INT,
	    "the priority that it had then" },
	{ "n", NULL, TIX_T_INT, "how many; of the backlog the change" },
	{ 0 },
};

#define IN_FORCE(list) \
	" FROM desk AS d, json_each(d.compiled, '$." list "') AS j" \
	" WHERE d.version = (SELECT max(version) FROM desk)"

/* Words joined by blanks as a JSON array. */
#define WORDS_OF(list) \
	" FROM ticket AS t," \
	" json_each('[' || replace(json_quote(t." list "), ' ', '\",\"')" \
	" || ']') AS j WHERE t." list " IS NOT NULL"

static const struct view views[] = {
	{ "v_ticket", "tickets as they are", NULL, " FROM ticket" },
	{ "v_event", "what happened", event_columns, " FROM event" },
	{ "v_tag", "tags of tickets", tag_columns, WORDS_OF("tags") },
	{ "v_watcher", "watchers of tickets", watcher_columns,
	    WORDS_OF("watchers") },
	{ "v_link", "links of tickets", link_columns, WORDS_OF("links") },
	{ "v_flow", "what is counted, by quarter hours", flow_columns,
	    " FROM rollup" },
	{ "v_level", "levels of the policy in force", level_columns,
	    IN_FORCE("levels") },
	{ "v_queue", "queues of the policy in force", queue_columns,
	    IN_FORCE("queues") },
	{ "v_category", "categories of the policy in force", category_columns,
	    IN_FORCE("categories") },
	{ "v_agent", "agents of the policy in force", agent_columns,
	    IN_FORCE("agents") },
	{ "v_team", "teams of the policy in force", team_columns,
	    IN_FORCE("teams") },
	{ "v_service", "services of the policy in force", service_columns,
	    IN_FORCE("services") },
	{ "v_rule", "rules of the policy in force", rule_columns,
	    " FROM desk AS d, " LINES " AS j"
	    " WHERE d.version = (SELECT max(version) FROM desk)"
	    " AND substr(j.value, 1, 1) = 'r'" },
	{ "v_window", "when calendars are open", window_columns,
	    " FROM calendar AS c JOIN window AS w"
	    " ON w.set_id = c.set_id" },
	{ "v_desk", "versions of the policy", desk_columns,
	    " FROM event AS e JOIN desk AS d ON d.version = e.desk"
	    " WHERE e.ticket IS NULL AND e.kind = 'desk'" },
};

/* Their first use declares them as tables, which a guard would refuse. */
static const char met_sql[] =
	"SELECT 1"
	"  FROM json_each('[]'), json_tree('[]')";

#define VIEWS (sizeof views / sizeof views[0])

bool
tix_console_is_view(const char *name)
{
	for (size_t i = 0; i < VIEWS; i++)
		if (strcmp(views[i].name, name) == 0)
			return true;
	return false;
}

static const struct column *
columns_of(struct tix *tx, const struct view *v)
{
	struct column *c;

	if (v->columns != NULL)
		return v->columns;
	c = tix_arena_array(tx->run, TIX_FIELDS + 1, sizeof *c);
	for (int f = 0; f < TIX_FIELDS; f++) {
		c[f].name = tix_fields[f].name;
		c[f].type = tix_fields[f].type;
		c[f].help = tix_fields[f].help;
	}
	return c;
}

static bool
has_exact(const struct column *c)
{
	return c->type == TIX_T_TIME || c->type == TIX_T_DURATION;
}

static const char *
expr_of(const struct column *c)
{
	return c->expr != NULL ? c->expr : c->name;
}

/* Whole seconds, so that times compare as text with any that is written. */
static void
add_value(struct tix_buf *b, const struct column *c)
{
	const char *e = expr_of(c);

	if (c->type == TIX_T_TIME)
		tix_buf_printf(b, "strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ',"
		    " (%s) / 1000000, 'unixepoch'), %s", e, e);
	else if (c->type == TIX_T_DURATION)
		tix_buf_printf(b, "ifnull(%s, 0) / 1000000, ifnull(%s, 0)", e,
		    e);
	else if (c->type == TIX_T_FLAG)
		tix_buf_printf(b, "ifnull(%s, 0)", e);
	else
		tix_buf_str(b, e);
}

static void
add_view(struct tix *tx, struct tix_buf *b, const struct view *v, bool stub)
{
	struct tix_buf values = { .arena = tx->run };
	const struct column *c = columns_of(tx, v);

	tix_buf_printf(b, "CREATE TEMP VIEW %s (", v->name);
	for (size_t i = 0; c[i].name != NULL; i++) {
		const char *comma = i > 0 ? ", " : "";

		tix_buf_printf(b, "%s\"%s\"", comma, c[i].name);
		tix_buf_str(&values, comma);
		if (has_exact(&c[i]))
			tix_buf_printf(b, ", \"%s_us\"", c[i].name);
		if (stub)
			tix_buf_str(&values, has_exact(&c[i]) ? "NULL, NULL" :
			    "NULL");
		else
			add_value(&values, &c[i]);
	}
	tix_buf_printf(b, ") AS SELECT %s%s;\n", tix_buf_text(&values),
	    stub ? "" : v->from);
}

const char *
tix_console_views(struct tix *tx, bool stubs)
{
	struct tix_buf b = { .arena = tx->run };

	for (size_t i = 0; i < VIEWS; i++)
		add_view(tx, &b, &views[i], stubs);
	tix_buf_str(&b, met_sql);
	return tix_buf_text(&b);
}

static const char *
help_of(struct tix *tx, const struct column *c)
{
	if (c->type == TIX_T_DURATION)
		return tix_arena_printf(tx->run, "%s, in seconds", c->help);
	if (c->type == TIX_T_FLAG)
		return tix_arena_printf(tx->run, "%s, 0 or 1", c->help);
	return c->help;
}

const struct tix_console_part *
tix_console_parts(struct tix *tx, size_t *n)
{
	const size_t max = VIEWS * (2 * TIX_FIELDS + 1);
	struct tix_console_part *p = tix_arena_array(tx->run, max, sizeof *p);

	*n = 0;
	for (size_t i = 0; i < VIEWS; i++) {
		const struct column *c = columns_of(tx, &views[i]);
		const char *v = views[i].name;

		p[(*n)++] = (struct tix_console_part){ v, "", "",
		    views[i].help };
		for (; c->name != NULL; c++) {
			const bool number = c->type == TIX_T_INT ||
			    c->type == TIX_T_DURATION ||
			    c->type == TIX_T_FLAG;

			p[(*n)++] = (struct tix_console_part){ v, c->name,
			    number ? "integer" : "text", help_of(tx, c) };
			if (has_exact(c))
				p[(*n)++] = (struct tix_console_part){ v,
				    tix_arena_printf(tx->run, "%s_us",
				    c->name), "integer",
				    "the same in microseconds" };
		}
	}
	return p;
}
