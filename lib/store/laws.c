/*
 * The table of what desk versions said over time, by name.
 */
#include <tix/laws.h>

#include <tix/arena.h>
#include <tix/tail.h>

#include "sql.h"

static const char tail_sql[] =
	"SELECT tail"
	"  FROM desk"
	" WHERE version = $version";

static const char any_sql[] =
	"SELECT EXISTS (SELECT 1 FROM law)";

/* The lines of the version at hand. */
static const char lines_sql[] =
	"CREATE TEMP TABLE IF NOT EXISTS law_line ("
	"	section TEXT, name TEXT, place INTEGER, definition TEXT,"
	"	PRIMARY KEY (section, name)"
	") WITHOUT ROWID;"
	"DELETE FROM temp.law_line;";

static const char line_sql[] =
	"INSERT OR IGNORE INTO temp.law_line"
	"       (section, name, place, definition)"
	" VALUES ($section, $name, $place, $definition)";

/* The same for the table and for what fsck holds against it. */
#define NEWEST(law, column, of)                                         \
	"(SELECT n." column " FROM " law " AS n"                        \
	"  WHERE n.section = " of ".section AND n.name = " of ".name"   \
	"  ORDER BY n.version DESC LIMIT 1)"

/* A law does not begin before the one that it takes the place of. */
#define SAID(law)                                                       \
	"INSERT INTO " law                                              \
	"       (section, name, version, since, place, definition)"     \
	" SELECT l.section, l.name, $version,"                          \
	"        max($at, ifnull(" NEWEST(law, "since", "l") ", $at))," \
	"        l.place, l.definition"                                 \
	"   FROM temp.law_line AS l /*scan*/"                           \
	"  WHERE l.definition IS NOT " NEWEST(law, "definition", "l")

#define UNSAID(law)                                                     \
	"INSERT INTO " law                                              \
	"       (section, name, version, since, place, definition)"     \
	" SELECT o.section, o.name, $version, max($at, o.since), 0, NULL" \
	"   FROM " law " AS o /*scan*/"                                 \
	"  WHERE o.definition IS NOT NULL"                              \
	"    AND o.version = " NEWEST(law, "version", "o")              \
	"    AND NOT EXISTS (SELECT 1 FROM temp.law_line AS l"          \
	"         WHERE l.section = o.section AND l.name = o.name)"

static const char said_sql[] = SAID("law");
static const char unsaid_sql[] = UNSAID("law");

static const char lawful_sql[] =
	"CREATE TEMP TABLE IF NOT EXISTS lawful ("
	"	section TEXT, name TEXT, version INTEGER, since INTEGER,"
	"	place INTEGER, definition TEXT,"
	"	PRIMARY KEY (section, name, version)"
	") WITHOUT ROWID;"
	"DELETE FROM temp.lawful;";

static const char lawful_said_sql[] = SAID("temp.lawful");
static const char lawful_unsaid_sql[] = UNSAID("temp.lawful");

static const char versions_sql[] =
	"SELECT d.version, e.at, d.tail"
	"  FROM event AS e JOIN desk AS d ON d.version = e.desk"
	" WHERE e.ticket IS NULL AND e.kind = 'desk'"
	" ORDER BY e.seq";

static const char differing_sql[] =
	"SELECT name, version"
	"  FROM (SELECT * FROM law /*scan*/"
	"         EXCEPT SELECT * FROM temp.lawful)"
	" UNION "
	"SELECT name, version"
	"  FROM (SELECT * FROM temp.lawful EXCEPT SELECT * FROM law)"
	" LIMIT 20";

static const char each_sql[] =
	"SELECT name, since, version, definition"
	"  FROM law"
	" WHERE section = $section"
	" ORDER BY since, version, place, name";

static enum tix_status
put_lines(struct tix *tx, const char *tail, bool *any)
{
	static const char *const sections[] = { "a", "e" };
	enum tix_status s = tix_sql_script(tx, lines_sql);
	int64_t place = 0;

	for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
		const char *at = tail;
		struct tix_tail_line line;

		while (s == TIX_OK && tix_tail_next(tx->mem, &at,
		    *sections[i], &line)) {
			*any = true;
			s = tix_sql(tx, line_sql, TIX_PARAMS(
			    TIX_TEXT("$section", sections[i]),
			    TIX_TEXT("$name", line.name),
			    TIX_INT("$place", ++place),
			    TIX_TEXT("$definition", tix_arena_dup_n(tx->mem,
			    line.json, line.len))), NULL, NULL);
		}
	}
	return s;
}

/*
 * What the lines say other than is there, by two statements.  The first policy
 * of a desk holds for all that was before it, too: histories are brought in.
 */
static enum tix_status
put_laws(struct tix *tx, const char *said, const char *unsaid,
    int64_t version, int64_t at)
{
	const struct tix_param *p = TIX_PARAMS(TIX_INT("$version", version),
	    TIX_INT("$at", version == 1 ? 0 : at));
	enum tix_status s = tix_sql(tx, said, p, NULL, NULL);

	return s == TIX_OK ? tix_sql(tx, unsaid, p, NULL, NULL) : s;
}

static enum tix_status
take_tail(struct tix *tx, const struct tix_row *row, void *arg)
{
	*(const char **)arg = tix_row_text(row, 0, tx->mem);
	return TIX_NO;
}

enum tix_status
tix_laws_note(struct tix *tx, int64_t version, int64_t at)
{
	const char *tail = NULL;
	int64_t any_before = 0;
	bool any = false;
	enum tix_status s = tix_sql(tx, tail_sql, TIX_PARAMS(
	    TIX_INT("$version", version)), take_tail, &tail);

	if (s == TIX_OK)
		s = tix_sql_int(tx, any_sql, NULL, 0, &any_before);
	if (s == TIX_OK && tail != NULL)
		s = put_lines(tx, tail, &any);
	if (s != TIX_OK || tail == NULL || (!any && any_before == 0))
		return s;
	return put_laws(tx, said_sql, unsaid_sql, version, at);
}

struct each {
	enum tix_status (*fn)(struct tix *tx, const struct tix_law_row *row,
	    void *arg);
	void *arg;
};

static enum tix_status
take_row(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct each *each = arg;
	const struct tix_law_row law = {
		.name = tix_row_text(row, 0, tx->run),
		.since = tix_row_int(row, 1),
		.version = tix_row_int(row, 2),
		.definition = tix_row_text(row, 3, tx->run),
	};

	return each->fn(tx, &law, each->arg);
}

enum tix_status
tix_laws_each(struct tix *tx, char section, enum tix_status (*fn)(
    struct tix *tx, const struct tix_law_row *row, void *arg), void *arg)
{
	const char text[] = { section, '\0' };
	struct each each = { fn, arg };

	return tix_sql(tx, each_sql, TIX_PARAMS(TIX_TEXT("$section", text)),
	    take_row, &each);
}

static enum tix_status
add_version(struct tix *tx, const struct tix_row *row, void *arg)
{
	bool *any = arg;
	enum tix_status s = put_lines(tx, tix_row_text(row, 2, tx->mem), any);

	if (s == TIX_OK)
		s = put_laws(tx, lawful_said_sql, lawful_unsaid_sql,
		    tix_row_int(row, 0), tix_row_int(row, 1));
	tix_arena_reset(tx->mem);
	return s;
}

struct telling {
	void (*say)(void *arg, const char *finding);
	void *arg;
	bool any;
};

static enum tix_status
tell(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct telling *t = arg;

	t->any = true;
	t->say(t->arg, tix_arena_printf(tx->mem, "laws: '%s' of desk version "
	    "%lld is not what that says", tix_row_text(row, 0, tx->mem),
	    (long long)tix_row_int(row, 1)));
	return TIX_OK;
}

enum tix_status
tix_laws_check(struct tix *tx, void (*say)(void *arg, const char *finding),
    void *arg)
{
	struct telling t = { say, arg, false };
	bool any = false;
	enum tix_status s = tix_sql_script(tx, lawful_sql);

	if (s == TIX_OK)
		s = tix_sql(tx, versions_sql, NULL, add_version, &any);
	if (s == TIX_OK)
		s = tix_sql(tx, differing_sql, NULL, tell, &t);
	return s == TIX_OK && t.any ? TIX_NO : s;
}
