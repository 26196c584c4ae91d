/*
 * Queries: what texts mean, and where the mark stands under those that mean
 * nothing.  Trees are written out as text: a & b, a | b, !a, field=x|y,
 * field[a..b] with ( and ) for ends left out, 'words', "phrase", field~re.
 */
#include "unit.h"

#include <stdlib.h>

#include <tix/desk.h>
#include <tix/query.h>
#include <tix/zone.h>

static const char *
name_of(int field)
{
	return field < TIX_FIELDS ? tix_fields[field].name :
	    tix_query_names[field - TIX_Q_AGE].name;
}

static void
dump_value(struct tix_buf *b, const struct tix_value *v)
{
	if (!tix_value_is_some(v))
		tix_buf_char(b, '-');
	else if (tix_type_is_text(v->type))
		tix_buf_str(b, v->s);
	else if (v->type == TIX_T_NAME)
		tix_buf_str(b, tix_value_name(v));
	else if (v->type == TIX_T_INT)
		tix_buf_printf(b, "%" PRId64, v->i);
	else if (v->i % 1000000 != 0)
		tix_buf_printf(b, "%" PRId64 ".%06" PRId64, v->i / 1000000,
		    v->i % 1000000);
	else
		tix_buf_printf(b, "%" PRId64, v->i / 1000000);
}

static void
dump_range(struct tix_buf *b, const struct tix_term *t)
{
	tix_buf_char(b, t->from_open ? '(' : '[');
	if (t->has_from)
		dump_value(b, &t->from);
	tix_buf_str(b, "..");
	if (t->has_to)
		dump_value(b, &t->to);
	tix_buf_char(b, t->to_open ? ')' : ']');
}

static void
dump(struct tix_buf *b, const struct tix_term *t)
{
	switch (t->op) {
	case TIX_Q_ALL:
		tix_buf_str(b, "all");
		break;
	case TIX_Q_AND:
	case TIX_Q_OR:
		tix_buf_char(b, '(');
		dump(b, t->left);
		tix_buf_str(b, t->op == TIX_Q_AND ? " & " : " | ");
		dump(b, t->right);
		tix_buf_char(b, ')');
		break;
	case TIX_Q_NOT:
		tix_buf_char(b, '!');
		dump(b, t->left);
		break;
	case TIX_Q_IN:
		tix_buf_str(b, name_of(t->field));
		for (size_t i = 0; i < t->n; i++) {
			tix_buf_char(b, i > 0 ? '|' : '=');
			dump_value(b, &t->values[i]);
		}
		break;
	case TIX_Q_RANGE:
		tix_buf_str(b, name_of(t->field));
		dump_range(b, t);
		break;
	case TIX_Q_MATCH:
		tix_buf_printf(b, "%s~%s", name_of(t->field), t->text);
		break;
	case TIX_Q_TEXT:
		tix_buf_printf(b, "'%s'", t->text);
		break;
	case TIX_Q_PHRASE:
		tix_buf_printf(b, "\"%s\"", t->text);
		break;
	case TIX_Q_FLAG:
		tix_buf_printf(b, "%s%c", name_of(t->field),
		    t->on ? '+' : '-');
		break;
	}
}

struct meaning {
	const char *text;
	const char *tree;
};

static void
check_meanings(struct tix *tx, const struct meaning *m, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct tix_buf b = { .arena = tx->mem };
		struct tix_term *t = NULL;
		enum tix_status s = tix_query_parse(tx, m[i].text, &t);

		if (s == TIX_OK)
			dump(&b, t);
		else
			tix_buf_str(&b, tx->error);
		if (strcmp(tix_buf_text(&b), m[i].tree) != 0)
			printf("# query: %s\n", m[i].text);
		CHECK_STR(tix_buf_text(&b), m[i].tree);
	}
}

#define MEANINGS(tx, m) check_meanings((tx), (m), sizeof (m) / sizeof (m)[0])

static void
connectives(struct tix *tx)
{
	static const struct meaning m[] = {
		{ "", "all" },
		{ " \t\n\v\f\r", "all" },
		{ "vpn", "'vpn'" },
		{ "vpn down", "'vpn down'" },
		{ "vpn and down", "'vpn down'" },
		{ "vpn or down", "('vpn' | 'down')" },
		{ "a b or c d", "('a b' | 'c d')" },
		{ "a or b or c", "(('a' | 'b') | 'c')" },
		{ "a (b or c) d", "(('a' & ('b' | 'c')) & 'd')" },
		{ "(a)(b)", "'a b'" },
		{ "((a))", "'a'" },
		{ "not a", "!'a'" },
		{ "not not a", "!!'a'" },
		{ "not(a or b)", "!('a' | 'b')" },
		{ "-a", "!'a'" },
		{ "-(a b)", "!'a b'" },
		{ "-\"a b\"", "!\"a b\"" },
		{ "not -a", "!!'a'" },
		{ "a not b", "('a' & !'b')" },
		{ "not a b", "(!'a' & 'b')" },
		{ "not a or b", "(!'a' | 'b')" },
		{ "a AND b OR NOT c", "('a b' | !'c')" },
		{ "Not a", "'Not a'" },
		{ "\"or\"", "\"or\"" },
		{ "order android nothing", "'order android nothing'" },
		{ "a-b", "'a-b'" },
		{ "overdue", "overdue+" },
		{ "owner:me or unassigned", "(owner=ada | unassigned+)" },
		{ "\"mine\"", "\"mine\"" },
		{ "mines", "'mines'" },
		{ "not mine -breached", "(!mine+ & !breached+)" },
	};

	MEANINGS(tx, m);
}

static void
words(struct tix *tx)
{
	static const struct meaning m[] = {
		{ "10:30", "'10:30'" },
		{ "k=v", "'k=v'" },
		{ "ada@example.org", "'ada@example.org'" },
		{ "<x>", "'<x>'" },
		{ "host.example.org:8080", "'host.example.org:8080'" },
		{ "\"two words\"", "\"two words\"" },
		{ "\"a \\\"b\\\" \\\\ \\n\"", "\"a \"b\" \\ \\n\"" },
		{ "text:vpn", "'vpn'" },
		{ "text:a,\"b c\"", "('a' | \"b c\")" },
		{ "text~^a", "text~^a" },
		{ "\xff\xfe", "'\xff\xfe'" },
		{ "Ł*", "'Ł*'" },
		{ "NEAR(a)", "query: a blank is wanted here; put text that"
		    " holds quotes, commas, parentheses or '..' in quotes\n"
		    "  NEAR(a)\n      ^" },
		{ "***", "query: nothing to search for: no letter and no"
		    " digit in '***'\n  ***\n  ^" },
		{ "a \"\"", "query: nothing to search for: no letter and no"
		    " digit in ''\n  a \"\"\n    ^" },
	};

	MEANINGS(tx, m);
}

static void
lists(struct tix *tx)
{
	static const struct meaning m[] = {
		{ "state:open,waiting", "state=open|waiting" },
		{ "owner:", "owner=-" },
		{ "owner:,ewa", "owner=-|ewa" },
		{ "owner:\"\"", "owner=-" },
		{ "owner:\"me\"", "owner=me" },
		{ "requester:me", "requester=ada" },
		{ "team:me", "team=me" },
		{ "requester:\"Ewa Nowak\",\"x,y\"",
		    "requester=Ewa Nowak|x,y" },
		{ "asset:\"a..b\"", "asset=a..b" },
		{ "key:a:b:c", "key=a:b:c" },
		{ "id:42,#43,T44", "id=42|43|44" },
		{ "priority:1,P2", "priority=1|2" },
		{ "count:3", "count=3" },
		{ "kind:problem", "kind=problem" },
		{ "tags:vpn,remote", "tags=vpn|remote" },
		{ "tags:", "tags=-" },
		{ "due:", "due=-" },
		{ "breached:no", "breached-" },
		{ "mine:true overdue:0", "(mine+ & overdue-)" },
		{ "mine:yes,no", "(mine+ | mine-)" },
		{ "impact:2 urgency:1", "(impact=2 & urgency=1)" },
		{ "level:L2", "level=L2" },
		{ "(state:open)", "state=open" },
	};

	MEANINGS(tx, m);
}

static void
ranges(struct tix *tx)
{
	static const struct meaning m[] = {
		{ "priority:..2", "priority[..2]" },
		{ "priority:2..", "priority[2..]" },
		{ "priority:2..3", "priority[2..3]" },
		{ "priority:3..3", "priority[3..3]" },
		{ "priority<2", "priority[..2)" },
		{ "priority<=2", "priority[..2]" },
		{ "priority>2", "priority(2..]" },
		{ "priority>=2", "priority[2..]" },
		{ "due:..", "due[..]" },
		{ "tags:..", "tags[..]" },
		{ "queue:..", "queue[..]" },
		{ "queue:a..b", "queue[a..b]" },
		{ "asset:\"a b\"..\"c\"", "asset[a b..c]" },
		{ "state:..", "state[..]" },
		{ "state:new..waiting", "state=new|open|waiting" },
		{ "state:closed..", "state=closed|cancelled|merged" },
		{ "state>closed", "state=cancelled|merged" },
		{ "state<open", "state=new" },
		{ "state<new", "state" },
		{ "state>merged", "state" },
		{ "level:L1..L2", "level[L1..L2]" },
		{ "(priority:..2)", "priority[..2]" },
		{ "age:2d..", "age[172800..]" },
		{ "age:..90m", "age[..5400]" },
		{ "age>1w", "age(604800..]" },
		{ "idle:PT4H..2d", "idle[14400..172800]" },
		{ "effort:1h..", "effort[3600..]" },
	};

	MEANINGS(tx, m);
}

/* Seconds are those of date -u -d. */
static void
times(struct tix *tx)
{
	static const struct meaning m[] = {
		{ "opened:2026-11-01",
		    "opened[1793491200..1793577599.999999]" },
		{ "opened:2026-11-01..", "opened[1793491200..]" },
		{ "opened:..2026-11-01", "opened[..1793577599.999999]" },
		{ "opened<2026-11-01", "opened[..1793491200)" },
		{ "opened<=2026-11-01", "opened[..1793577599.999999]" },
		{ "opened>2026-11-01", "opened(1793577599.999999..]" },
		{ "opened>=2026-11-01", "opened[1793491200..]" },
		{ "opened:today", "opened[1795392000..1795478399.999999]" },
		{ "opened:2026-11-23T18:00:00Z..", "opened[1795456800..]" },
		{ "opened:\"2026-11-23 18:00\"..", "opened[1795456800..]" },
		{ "opened:18:00..", "opened[1795456800..]" },
		{ "opened:-4h..now", "opened[1795428000..1795442400]" },
		{ "opened:today,2026-11-01",
		    "(opened[1795392000..1795478399.999999] |"
		    " opened[1793491200..1793577599.999999])" },
		{ "closed:,2026-11-01",
		    "(closed=- | closed[1793491200..1793577599.999999])" },
		{ "due:..4h", "due[..1795456800]" },
		{ "due:..+4h", "due[..1795456800]" },
		{ "due:-1h..2d", "due[1795438800..1795615200]" },
		{ "next_due:..PT4H", "next_due[..1795456800]" },
		{ "due:tomorrow..today",
		    "due[1795478400..1795478399.999999]" },
	};

	MEANINGS(tx, m);
}

static void
long_day(struct tix *tx)
{
	static const struct meaning m[] = {
		{ "opened:2026-10-25",
		    "opened[1792879200..1792969199.999999]" },
	};

	CHECK_INT(tix_zone_open(tx, tx->run, "Europe/Warsaw", &tx->zone),
	    TIX_OK);
	MEANINGS(tx, m);
}

static void
patterns(struct tix *tx)
{
	static const struct meaning m[] = {
		{ "subject~vpn|tunnel", "subject~vpn|tunnel" },
		{ "subject~(vpn|tunnel)x", "subject~(vpn|tunnel)x" },
		{ "(subject~a(b)c)", "subject~a(b)c" },
		{ "subject~a\\)b", "subject~a\\)b" },
		{ "subject~\"a b\"", "subject~a b" },
		{ "subject~\"a\\\\.\\\"b\"", "subject~a\\\\.\\\"b" },
		{ "state~^re", "state~^re" },
		{ "tags~vpn fields~x", "(tags~vpn & fields~x)" },
		{ "body~a,b..c", "body~a,b..c" },
	};

	MEANINGS(tx, m);
}

struct complaint {
	const char *text;
	enum tix_status status;
	const char *words; /* how it begins, behind "query: " */
	int column;        /* of the mark, from 0 */
};

/* The words, the query and the mark, or the bare words where 'column' < 0. */
static void
check_complaints(struct tix *tx, const struct complaint *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct tix_term *t;
		const char *want, *mark;

		CHECK_INT(tix_query_parse(tx, c[i].text, &t), c[i].status);
		want = tix_arena_printf(tx->mem, "query: %s", c[i].words);
		if (strncmp(tx->error, want, strlen(want)) != 0)
			CHECK_STR(tx->error, want);
		mark = tix_arena_printf(tx->mem, "\n  %s\n  %*s^", c[i].text,
		    c[i].column, "");
		if (strstr(tx->error, mark) == NULL)
			CHECK_STR(tx->error, mark);
	}
}

#define COMPLAINTS(tx, c) \
	check_complaints((tx), (c), sizeof (c) / sizeof (c)[0])

static void
bad_grammar(struct tix *tx)
{
	static const struct complaint c[] = {
		{ "(a", TIX_INVALID, "this '(' is never closed", 0 },
		{ "a)", TIX_INVALID, "this ')' was never opened", 1 },
		{ "()", TIX_INVALID, "a term is missing here", 1 },
		{ "or a", TIX_INVALID, "a term is missing here", 0 },
		{ "a or", TIX_INVALID, "a term is missing here", 4 },
		{ "a or or b", TIX_INVALID, "a term is missing here", 5 },
		{ "a and", TIX_INVALID, "a term is missing here", 5 },
		{ "not", TIX_INVALID, "a term is missing here", 3 },
		{ "- a", TIX_INVALID, "a term is missing here", 1 },
		{ "a \"b", TIX_INVALID, "this quote is never closed", 2 },
		{ "owner:\"b", TIX_INVALID, "this quote is never closed", 6 },
		{ "\"a\"b", TIX_INVALID, "a blank is wanted here", 3 },
		{ "a\"b\"", TIX_INVALID, "a blank is wanted here", 1 },
		{ "owner:a\"b\"", TIX_INVALID, "a blank is wanted here", 7 },
		{ "owner:a(b)", TIX_INVALID, "a blank is wanted here", 7 },
		{ "priority:1..2,3", TIX_INVALID, "a blank is wanted here",
		    13 },
		{ "priority:1..2..3", TIX_INVALID, "a blank is wanted here",
		    13 },
		{ "priority:1,2..3", TIX_INVALID, "a list holds no range",
		    12 },
		{ "state=open", TIX_INVALID,
		    "'=' compares nothing here; write 'state:'", 5 },
		{ "Łódź (", TIX_INVALID, "a term is missing here", 6 },
	};

	COMPLAINTS(tx, c);
}

static void
bad_values(struct tix *tx)
{
	static const struct complaint c[] = {
		{ "state:open levle:L2", TIX_INVALID,
		    "unknown field 'levle'; there are: id, subject, body,",
		    11 },
		{ "a State:open", TIX_INVALID, "unknown field 'State'", 2 },
		{ "state:oepn", TIX_NOT_FOUND, "no state 'oepn'; there are:"
		    " new, open, waiting,", 6 },
		{ "state:open,oepn", TIX_NOT_FOUND, "no state 'oepn'", 11 },
		{ "state:..oepn", TIX_NOT_FOUND, "no state 'oepn'", 8 },
		{ "state<oepn", TIX_NOT_FOUND, "no state 'oepn'", 6 },
		{ "priority:9", TIX_INVALID, "priority '9'", 9 },
		{ "priority:3..1", TIX_INVALID,
		    "the range ends before it begins", 9 },
		{ "age:2d..1d", TIX_INVALID,
		    "the range ends before it begins", 4 },
		{ "state:closed..new", TIX_INVALID,
		    "the range ends before it begins", 6 },
		{ "id:0", TIX_INVALID, "'0' is no ticket's number", 3 },
		{ "id:-1", TIX_INVALID, "'-1' is no ticket's number", 3 },
		{ "id:99999999999999999999", TIX_INVALID,
		    "'99999999999999999999' is no", 3 },
		{ "count:99999999999999999999", TIX_INVALID,
		    "count '99999999999999999999': no whole number", 6 },
		{ "count:1x", TIX_INVALID, "count '1x': no whole number", 6 },
		{ "age:2d", TIX_INVALID, "'age' wants a range", 4 },
		{ "age:", TIX_INVALID, "'age' wants a range", 4 },
		{ "age:4bh..", TIX_INVALID, "working time needs a calendar;"
		    " this desk has none", 4 },
		{ "due:..2bd", TIX_INVALID, "working time needs a calendar",
		    6 },
		{ "due:..+2bd", TIX_INVALID, "working time needs a calendar",
		    6 },
		{ "opened:3/4/2026", TIX_INVALID, "", 7 },
		{ "opened:2026-13-01", TIX_INVALID, "", 7 },
		{ "age:..x", TIX_INVALID, "", 6 },
		{ "age:200y..", TIX_INVALID, "", 4 },
		{ "priority>", TIX_INVALID, "a value is missing", 9 },
		{ "priority<=", TIX_INVALID, "a value is missing", 10 },
		{ "mine:maybe", TIX_INVALID, "'mine' is yes or no", 5 },
		{ "mine:..", TIX_INVALID, "'mine' takes no range", 5 },
		{ "mine>1", TIX_INVALID, "'mine' takes no range", 0 },
		{ "text:a..b", TIX_INVALID, "'text' takes no range", 5 },
		{ "tags:a..", TIX_INVALID, "'tags' takes no range", 5 },
		{ "tags:\"a b\"", TIX_INVALID, "'a b' is not one tag", 5 },
		{ "fields:x", TIX_INVALID,
		    "'fields' takes a pattern: fields~...", 7 },
		{ "due~x", TIX_INVALID, "'due' is no text to match", 4 },
		{ "age~x", TIX_INVALID, "'age' is no text to match", 4 },
		{ "subject~", TIX_INVALID, "a pattern is missing", 8 },
		{ "subject~\"\"", TIX_INVALID, "a pattern is missing", 8 },
		{ "subject~(", TIX_INVALID, "pattern '(': ", 8 },
		{ "text:,a", TIX_INVALID, "nothing to search for", 5 },
	};

	COMPLAINTS(tx, c);
}

static const struct tix_level levels[] = {
	{ .name = "self", .title = "Self help", .order = 0 },
	{ .name = "L1", .title = "First line", .order = 1 },
	{ .name = "L2", .title = "Specialists", .order = 2 },
	{ .name = "Avendor", .title = "Vendors", .order = 3, .vendor = true },
};
static const struct tix_queue queues[] = { {
	.name = "network", .level = "L2" } };
static const struct tix_category categories[] = {
	{ .name = "vpn", .queue = "network", .level = "L2" },
};
static const char *const steps[] = { "high", "medium", "low" };

static const struct tix_desk desk = {
	.version = 1, .name = "unit",
	.levels = levels, .nlevels = 4,
	.queues = queues, .nqueues = 1,
	.categories = categories, .ncategories = 1,
	.impacts = steps, .nimpacts = 3,
	.urgencies = steps, .nurgencies = 3,
};

static void
names_of_the_desk(struct tix *tx)
{
	static const struct meaning m[] = {
		{ "level:L1..", "level=L1|L2|Avendor" },
		{ "level:..L1", "level=self|L1" },
		{ "level>L2", "level=Avendor" },
		{ "level>Avendor", "level" },
		{ "level:..", "level[..]" },
		{ "level:", "level=-" },
		{ "queue:network category:vpn",
		    "(queue=network & category=vpn)" },
		{ "queue:", "queue=-" },
		{ "impact:high", "impact=1" },
		{ "impact:high..medium urgency:3",
		    "(impact[1..2] & urgency=3)" },
	};
	static const struct complaint c[] = {
		{ "level:L9", TIX_NOT_FOUND, "no level 'L9'", 6 },
		{ "level:..L9", TIX_NOT_FOUND, "no level 'L9'", 8 },
		{ "level:Avendor..L1", TIX_INVALID,
		    "the range ends before it begins", 6 },
		{ "queue:netwrok", TIX_NOT_FOUND, "no queue 'netwrok'", 6 },
		{ "category:a", TIX_NOT_FOUND, "no category 'a'", 9 },
		{ "impact:huge", TIX_NOT_FOUND, "", 7 },
	};

	tx->desk = &desk;
	MEANINGS(tx, m);
	COMPLAINTS(tx, c);
}

static void
on_behalf(struct tix *tx)
{
	static const struct meaning m[] = { { "owner:me", "owner=bo" } };

	tx->on_behalf = "bo";
	MEANINGS(tx, m);
}

/* 'n' copies of 's' between 'before' and 'after'. */
static const char *
repeat(struct tix *tx, const char *before, const char *s, size_t n,
    const char *after)
{
	struct tix_buf b = { .arena = tx->mem };

	tix_buf_str(&b, before);
	while (n-- > 0)
		tix_buf_str(&b, s);
	tix_buf_str(&b, after);
	return tix_buf_text(&b);
}

static void
limits(struct tix *tx)
{
	struct tix_term *t;

	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "a", 4096, ""), &t),
	    TIX_OK);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "a", 4097, ""), &t),
	    TIX_INVALID);
	CHECK_STR(tx->error, "query: 4097 bytes; at most 4096 (query-max)");
	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "a:", 64, ""), &t),
	    TIX_INVALID);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "id:1 ", 64, ""), &t),
	    TIX_OK);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "id:1 ", 65, ""), &t),
	    TIX_INVALID);
	CHECK(strstr(tx->error, "(query-terms-max)") != NULL);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "not ", 10, "a"), &t),
	    TIX_OK);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "not ", 11, "a"), &t),
	    TIX_INVALID);
	CHECK(strstr(tx->error, "(query-depth-max)") != NULL);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "(a)", 11, ""), &t),
	    TIX_OK);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "(", 4000, ""), &t),
	    TIX_INVALID);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "id:1", ",1", 255, ""), &t),
	    TIX_OK);
	CHECK_INT((int64_t)t->n, 256);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "id:1", ",1", 256, ""), &t),
	    TIX_INVALID);
	CHECK(strstr(tx->error, "(query-values-max)") != NULL);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "due:", ",", 63, ""), &t),
	    TIX_OK);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "due:", ",", 64, ""), &t),
	    TIX_INVALID);
	CHECK(strstr(tx->error, "(query-terms-max)") != NULL);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "subject~", "a", 1025, ""),
	    &t), TIX_INVALID);
	CHECK_INT(tix_query_parse(tx, repeat(tx, "owner:", "a", 201, ""), &t),
	    TIX_INVALID);
}

static void
excerpt(struct tix *tx)
{
	struct tix_term *t;

	CHECK_INT(tix_query_parse(tx, repeat(tx, "", "x", 60,
	    " a\tb ) yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"), &t), TIX_INVALID);
	CHECK_STR(tx->error, "query: this ')' was never opened\n  ..."
	    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx a b ) yyyyyyyyyyyyyy"
	    "yyyyyyyy...\n"
	    "                                                     ^");
	CHECK_INT(tix_query_parse(tx, "\x1b[2J \xe2\x80\xae \xff \x80\x80 )",
	    &t), TIX_INVALID);
	CHECK(strstr(tx->error, "\x1b") == NULL);
	CHECK(strstr(tx->error, "\xe2\x80\xae") == NULL);
}

/* A long list gives way to the place. */
static void
long_message(struct tix *tx)
{
	static struct tix_queue many[500];
	struct tix_desk d = desk;
	struct tix_term *t;

	for (size_t i = 0; i < 500; i++)
		many[i].name = "a-queue-with-a-long-name";
	d.queues = many;
	d.nqueues = 500;
	tx->desk = &d;
	CHECK_INT(tix_query_parse(tx, "queue:x", &t), TIX_NOT_FOUND);
	CHECK(strlen(tx->error) < sizeof tx->error);
	CHECK(strstr(tx->error, "\n  queue:x\n        ^") != NULL);
}

static const struct unit_test tests[] = {
	{ "terms are joined by and, or, not", connectives },
	{ "what is no term of a field is searched for", words },
	{ "a list of values", lists },
	{ "ranges and comparisons", ranges },
	{ "times are instants, days are ranges", times },
	{ "a day of 25 hours ends at its midnight", long_day },
	{ "patterns end where their text ends", patterns },
	{ "what does not parse is pointed at", bad_grammar },
	{ "a wrong value is pointed at", bad_values },
	{ "levels, queues and categories are the desk's", names_of_the_desk },
	{ "me is who acts, or for whom", on_behalf },
	{ "bounds have names", limits },
	{ "the excerpt is short, harmless and on one line", excerpt },
	{ "the mark is there however long the list is", long_message },
};

UNIT_MAIN(tests)
