/*
 * Import maps: what they say, and every complaint about them.
 */
#include <tix/importmap.h>

#include "importdesk.h"
#include "unit.h"

#define NEEDED "key = {k}\nat = {t}\n"

static enum tix_status
parse(struct tix *tx, const char *text, struct tix_map *map)
{
	enum tix_status st;

	use_desk(tx);
	st = tix_map_parse(tx, tx->run, "m.map", text, strlen(text), map);
	return st == TIX_OK ? tix_map_bind(tx, tx->run, map, NULL) : st;
}

static void
a_whole_map(struct tix *tx)
{
	static const char text[] =
	    "\xef\xbb\xbf# a remark = no setting\r\n"
	    "\r\n"
	    "source = other desk\r\n"
	    "format = csv\n"
	    "separator = tab\n"
	    "time = %d/%m/%Y %H:%M\n"
	    "time = %+\n"
	    "zone = UTC\n"
	    "unknown = ?\n"
	    "unknown = n/a\n"
	    "  # a remark with blanks before it\n"
	    "key = {k}\n"
	    "at={t}\n"
	    "order = {n}\n"
	    "by = {who}\n"
	    "opened = {o}\n"
	    "subject = {a} = {b}: {{x}}\n"
	    "state = {s}\n"
	    "\tNew -> new\n"
	    "\t\" -> \" -> \"open\"\n"
	    "\t* -> \"\"\n"
	    "final code = {c}\n"
	    "latest fields.site = {f}\n";
	struct tix_map m;

	CHECK_INT(parse(tx, text, &m), TIX_OK);
	CHECK_STR(m.source, "other desk");
	CHECK_INT(m.format, TIX_RECORDS_CSV);
	CHECK_INT(m.separator, '\t');
	CHECK_STR(m.times[0], "%d/%m/%Y %H:%M");
	CHECK_STR(m.times[1], "%+");
	CHECK(m.times[2] == NULL);
	CHECK_STR(m.unknown[1], "n/a");
	CHECK_STR(m.zone_name, "UTC");
	CHECK_INT(m.nfields, 4);
	CHECK_INT(m.ncolumns, 10);
	CHECK_INT(m.fields[0].value.n, 4);
	CHECK_STR(m.fields[0].value.part[3].text, ": {x}");
	CHECK_INT(m.fields[1].nwords, 3);
	CHECK_STR(m.fields[1].words[1].from, " -> ");
	CHECK(m.fields[1].words[1].exact);
	CHECK_INT(m.fields[1].words[2].line, 21);
	CHECK_INT(m.fields[2].target, TIX_MAP_CODE);
	CHECK_INT(m.fields[2].when, TIX_MAP_FINAL);
	CHECK_INT(m.fields[3].target, TIX_MAP_OWN);
	CHECK_INT(m.fields[3].when, TIX_MAP_LATEST);
	CHECK_STR(m.fields[3].name, "site");
}

#define SETTINGS "source, format, separator, rows, time, unknown, zone, " \
	"key, at, order, by, opened, resolved, closed, "
#define FIELDS "subject, body, kind, state, waiting_on, level, queue, team, " \
	"owner, requester, organisation, category, service, asset, channel, " \
	"impact, urgency, priority, tags, problem, vendor_case, " \
	"agreement, checklist, watchers, calendar, code, fields.NAME"

static void
complaints(struct tix *tx)
{
	static const struct { const char *text, *want; } cases[] = {
		{ "", "m.map: lacks 'key': what rows of one ticket share" },
		{ "key = {k}\n", "m.map: lacks 'at': the time of a change (or "
		    "'rows = tickets')" },
		{ "rows = tickets\nkey = {k}\n", "m.map: lacks 'opened', "
		    "which 'rows = tickets' needs" },
		{ NEEDED "closed = {c}\n", "m.map: 'resolved' and 'closed' go "
		    "with 'rows = tickets'; changes tell them by their state" },
		{ "stat = {s}\n", "m.map:1: no setting 'stat'; there are: "
		    SETTINGS FIELDS },
		{ "key {k}\n", "m.map:1: a setting is NAME = VALUE" },
		{ "\n\nkey =\n", "m.map:3: 'key' is set to nothing" },
		{ "key = {k}\nkey = {x}\n", "m.map:2: 'key' is set twice" },
		{ "source = a\nsource = b\n",
		    "m.map:2: 'source' is set twice" },
		{ "subject = {k}\nfinal subject = {x}\n",
		    "m.map:2: 'subject' is set twice" },
		{ "fields.x = {k}\nfields.x = {x}\n",
		    "m.map:2: 'x' is set twice" },
		{ "fields. = {k}\n", "m.map:1: no setting 'fields.'; there "
		    "are: " SETTINGS FIELDS },
		{ "key = {k\n", "m.map:1: a '{' without its '}'" },
		{ "key = k}\n", "m.map:1: a '}' without its '{'" },
		{ "key = {}\n", "m.map:1: '{}' names no column" },
		{ "format = xml\n",
		    "m.map:1: no format 'xml'; there are: guess, csv, jsonl" },
		{ "separator = ,\n", "m.map:1: no separator ','; there are: "
		    "comma, semicolon, tab" },
		{ "rows = rows\n", "m.map:1: no rows 'rows'; there are: "
		    "changes, tickets" },
		{ " a -> b\n", "m.map:1: a translation belongs under the "
		    "field it is for" },
		{ "key = {k}\n a -> b\n", "m.map:2: a translation belongs "
		    "under the field it is for" },
		{ "state = {s}\n a = b\n",
		    "m.map:2: a translation is FROM -> TO" },
		{ "state = {s}\n \"a -> b\n",
		    "m.map:2: a translation is FROM -> TO" },
		{ "state = {s}\n a -> \"b\n",
		    "m.map:2: a quote is not closed" },
		{ "state = {s}\n \"a\"b -> c\n",
		    "m.map:2: text behind a closing quote" },
		{ "final state = {s}\n", "m.map:1: 'state' must be true in "
		    "its row, not only at the end" },
		{ "final key = {s}\n", "m.map:1: 'key' is no field that could "
		    "be true at the end" },
		{ NEEDED "state = {s}\n a -> opne\n", "m.map:4: no state "
		    "'opne'; there are: new, open, waiting, resolved, "
		    "closed, cancelled, merged" },
		{ NEEDED "level = {s}\n\n x -> L1\n a -> L9\n",
		    "m.map:6: no level 'L9'; there are: L1, L2, L3" },
		{ NEEDED "queue = {s}\n a -> x\n",
		    "m.map:4: no queue 'x'; there are: helpdesk" },
		{ NEEDED "priority = {s}\n a -> 6\n",
		    "m.map:4: priority '6': it is 1 (highest) to 5" },
		{ NEEDED "impact = {s}\n a -> huge\n",
		    "m.map:4: no impact 'huge'; there are: high, medium, low" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct tix_map m;

		CHECK(parse(tx, cases[i].text, &m) >= TIX_NOT_FOUND);
		/* Long lists are cut where a message ends. */
		CHECK_INT(strncmp(tx->error, cases[i].want,
		    sizeof tx->error - 1), 0);
		if (strncmp(tx->error, cases[i].want,
		    sizeof tx->error - 1) != 0)
			printf("# %s\n# %s\n", tx->error, cases[i].want);
	}
}

static void
bounds(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };
	struct tix_map m;

	for (int i = 0; i <= TIX_MAP_FIELDS_MAX; i++)
		tix_buf_printf(&b, "fields.f%d = x\n", i);
	CHECK_INT(parse(tx, b.data, &m), TIX_INVALID);
	CHECK_STR(tx->error, "m.map:65: more than 64 fields (fields-max)");
	b.len = 0;
	tix_buf_str(&b, "state = {s}\n");
	for (int i = 0; i <= TIX_MAP_WORDS_MAX; i++)
		tix_buf_printf(&b, " %d -> new\n", i);
	CHECK_INT(parse(tx, b.data, &m), TIX_INVALID);
	CHECK_STR(tx->error,
	    "m.map:1002: more than 1000 translations (words-max)");
	b.len = 0;
	tix_buf_str(&b, "subject = ");
	for (int i = 0; i <= TIX_COLUMNS_MAX; i++)
		tix_buf_printf(&b, "{%d}", i);
	CHECK_INT(parse(tx, b.data, &m), TIX_INVALID);
	CHECK_STR(tx->error, "m.map:1: more than 1024 columns (columns-max)");
	b.len = 0;
	for (int i = 0; i <= TIX_MAP_LIST_MAX; i++)
		tix_buf_str(&b, "unknown = x\n");
	CHECK_INT(parse(tx, b.data, &m), TIX_INVALID);
	CHECK_STR(tx->error,
	    "m.map:17: 'unknown' more than 16 times (list-max)");
	CHECK_INT(tix_map_parse(tx, tx->run, "m", "a\0b", 3, &m), TIX_INVALID);
	CHECK_STR(tx->error, "m: holds a NUL byte");
	CHECK_INT(tix_map_parse(tx, tx->run, "m", "", TIX_MAP_SIZE_MAX + 1,
	    &m), TIX_INVALID);
	CHECK_STR(tx->error, "m: 65537 bytes; at most 65536 (map-max)");
}

static void
expansion(struct tix *tx)
{
	static const struct { const char *subject, *a, *b, *want; } cases[] = {
		{ "{a} {b}", "x", "y", "x y" },
		{ "{a} {b}", "?", "y", "y" },
		{ "{a} {b}", "x", "?", "x" },
		{ "{a} {b}", "?", "", "" },
		{ "{a}/{b}", "?", NULL, "" },
		{ "{a}/{b}", "x", NULL, "x/" },
		{ "about {a}", "?", "", "" },
		{ "{a}", " \t x y \n", "", "x y" },
		{ "{a}", "??", "", "??" },
		{ "fixed", "?", "?", "fixed" },
		{ "{{{a}}}", "x", "", "{x}" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct tix_map m;
		const char *field[4] = { NULL };
		struct tix_record row = { .field = field };

		CHECK_INT(parse(tx, tix_arena_printf(tx->run,
		    "key = {a}{b}\nat = t\nunknown = ?\nsubject = %s\n",
		    cases[i].subject), &m), TIX_OK);
		field[0] = cases[i].a;
		field[1] = cases[i].b;
		CHECK_STR(tix_map_expand(&m, tx->mem, &m.fields[0].value,
		    &row), cases[i].want);
	}
}

static void
translation(struct tix *tx)
{
	static const struct { const char *words, *text, *want; } cases[] = {
		{ " a -> b\n", "a", "b" },
		{ " a -> b\n", "A", "A" },
		{ " a -> b\n a -> c\n", "a", "b" },
		{ " a* -> b\n", "abc", "b" },
		{ " a* -> b\n", "a", "b" },
		{ " *c -> b\n", "abcbc", "b" },
		{ " *b*d -> x\n", "abcbd", "x" },
		{ " *b*d -> x\n", "abcbde", "abcbde" },
		{ " \"a*\" -> b\n", "abc", "abc" },
		{ " \"a*\" -> b\n", "a*", "b" },
		{ " * -> b\n", "", "" },
		{ " \"\" -> b\n", "", "b" },
		{ " * 2nd 3rd -> L2\n * 2nd -> L2\n * 3rd -> L3\n * -> L1\n",
		    "G1 2nd 3rd", "L2" },
		{ " * 2nd 3rd -> L2\n * 2nd -> L2\n * 3rd -> L3\n * -> L1\n",
		    "G1 3rd", "L3" },
		{ " * 2nd 3rd -> L2\n * 2nd -> L2\n * 3rd -> L3\n * -> L1\n",
		    "2nd", "L1" },
		{ " \"say \\\"no\\\" -> \\\\\" -> \" b \"\n",
		    "say \"no\" -> \\", " b " },
		{ " a -> \n", "a", "" },
		{ " ** -> x\n", "a", "x" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct tix_map m;

		CHECK_INT(parse(tx, tix_arena_printf(tx->run,
		    NEEDED "subject = {s}\n%s", cases[i].words), &m), TIX_OK);
		CHECK_STR(tix_map_translate(&m.fields[0], cases[i].text),
		    cases[i].want);
	}
}

static void
values(struct tix *tx)
{
	struct tix_value v;
	struct tix_map m;

	CHECK_INT(parse(tx, NEEDED "level = {l}\nstate = {s}\n x -> open\n"
	    "impact = {i}\ntags = {t}\ncode = {c}\nsubject = {u}\n", &m),
	    TIX_OK);
	CHECK_INT(tix_map_value(tx, &m.fields[0], "L2", &v), TIX_OK);
	CHECK_STR(v.s, "L2");
	CHECK_INT(tix_map_value(tx, &m.fields[0], "", &v), TIX_OK);
	CHECK(v.s == NULL);
	CHECK_INT(tix_map_value(tx, &m.fields[0], "L9", &v), TIX_NOT_FOUND);
	CHECK_INT(tix_map_value(tx, &m.fields[1], "x", &v), TIX_OK);
	CHECK_INT(v.i, TIX_OPEN);
	CHECK_INT(tix_map_value(tx, &m.fields[1], "closed", &v), TIX_OK);
	CHECK_INT(v.i, TIX_CLOSED);
	CHECK_INT(tix_map_value(tx, &m.fields[1], "Closed", &v),
	    TIX_NOT_FOUND);
	CHECK_INT(tix_map_value(tx, &m.fields[2], "high", &v), TIX_OK);
	CHECK_INT(v.i, 1);
	CHECK_INT(tix_map_value(tx, &m.fields[3], "b a b", &v), TIX_OK);
	CHECK_STR(v.s, "a b");
	CHECK_INT(tix_map_value(tx, &m.fields[4], "code 7", &v), TIX_OK);
	CHECK_STR(v.s, "code 7");
	CHECK_INT(tix_map_value(tx, &m.fields[5], tix_arena_printf(tx->mem,
	    "%1001d", 0), &v), TIX_INVALID);
	CHECK_STR(tx->error,
	    "subject: 1001 bytes; at most 1000 (subject-max)");
}

/* date -u -d '2016-02-29 07:17:00' +%s; the same in New York's clocks. */
static void
times(struct tix *tx)
{
	struct tix_map m;
	int64_t at = 0;

	CHECK_INT(parse(tx, NEEDED "time = %d/%m/%Y %H:%M\ntime = %+\n", &m),
	    TIX_OK);
	CHECK(tix_map_time(&m, "29/2/2016 07:17", &at));
	CHECK_INT(at, INT64_C(1456730220000000));
	CHECK(tix_map_time(&m, "2012-05-16T00:22:58+01:00", &at));
	CHECK_INT(at, INT64_C(1337124178000000));
	CHECK(!tix_map_time(&m, "29/2/2015 07:17", &at));
	CHECK(!tix_map_time(&m, "", &at));
	CHECK_INT(tix_map_bind(tx, tx->run, &m, "America/New_York"), TIX_OK);
	CHECK(tix_map_time(&m, "29/2/2016 07:17", &at));
	CHECK_INT(at, INT64_C(1456748220000000));
	CHECK(tix_map_time(&m, "2012-05-16T00:22:58+01:00", &at));
	CHECK_INT(at, INT64_C(1337124178000000));
	CHECK_INT(tix_map_bind(tx, tx->run, &m, "Mars/Olympus"),
	    TIX_NOT_FOUND);
	CHECK_INT(parse(tx, NEEDED, &m), TIX_OK);
	CHECK(tix_map_time(&m, "2012-05-16T00:22:58+01:00", &at));
	CHECK(!tix_map_time(&m, "2012-05-16 00:22", &at));
}

static const struct unit_test tests[] = {
	{ "a map with everything in it is read", a_whole_map },
	{ "every complaint names the line and what there is", complaints },
	{ "each bound is kept and named", bounds },
	{ "a template takes columns, and is nothing where all are unknown",
	    expansion },
	{ "the first translation that fits holds", translation },
	{ "values are those that the field takes", values },
	{ "times are read by the map's formats and zone", times },
};

UNIT_MAIN(tests)
