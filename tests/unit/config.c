/*
 * A file of settings.
 */
#include "unit.h"

#include <stdlib.h>

#include <tix/config.h>

#define BAD "f:1: not understood; a setting is NAME = \"VALUE\", on one line"

/* One line: "name=value" or what is wrong with it. */
static const struct {
	const char *text;
	const char *want;
} lines[] = {
	{ "", "" },
	{ "\n\n", "" },
	{ "# db = \"x\"", "" },
	{ "  \t# remark", "" },
	{ "db = \"/var/lib/tix/tix.db\"", "db=/var/lib/tix/tix.db" },
	{ "db=\"/x\"", "db=/x" },
	{ "  db  =  '/x'  ", "db=/x" },
	{ "db = /x", "db=/x" },
	{ "db = \"/x\" # mine", "db=/x" },
	{ "db = \"/x\"\r", "db=/x" },
	{ "db = \"/x y\"", "db=/x y" },
	{ "view.mine = \"owner:me priority:..2\"",
	    "view.mine=owner:me priority:..2" },
	{ "view.mine = 'subject~\"a\\.b\"'", "view.mine=subject~\"a\\.b\"" },
	{ "view.mine.sort = \"priority\"", "view.mine.sort=priority" },
	{ "view.a-b_9.columns = \"id,age\"", "view.a-b_9.columns=id,age" },
	{ "alias.mine = \"list owner:me\"", "alias.mine=list owner:me" },
	{ "alias.mine = \"list \\\"a b\\\"\"", "alias.mine=list \"a b\"" },
	{ "alias.mine = 'list \"a b\"'", "alias.mine=list \"a b\"" },
	{ "hook.sms = \"/usr/local/bin/sms\"", "hook.sms=/usr/local/bin/sms" },
	{ "pager = \"\"", "pager=" },
	{ "pager = ''", "pager=" },
	{ "bulk-ask = 0", "bulk-ask=0" },
	{ "bulk-ask = 999999999", "bulk-ask=999999999" },
	{ "color = never", "color=never" },
	{ "from = \"Help desk <help@example.org>\"",
	    "from=Help desk <help@example.org>" },
	{ "reply = sms", "reply=sms" },
	{ "editor = \"code \\x2d-wait\"", "editor=code --wait" },
	{ "editor = \"${TIX_UNIT_WORD}\"", "editor=from outside" },
	{ "editor = \"\xc5\xbc\"", "editor=\xc5\xbc" },

	{ "db", BAD },
	{ "db =", BAD },
	{ "= \"/x\"", BAD },
	{ "db \"/x\"", BAD },
	{ "db = \"/x", BAD },
	{ "db = '/x", BAD },
	{ "db = \"/x\\", BAD },
	{ "db = '/x\\", BAD },
	{ "db = \"/x\" color = never", BAD },
	{ "db = \"/x\" value = \"/y\"", BAD },
	{ "db = \"/x\" \"/y\"", BAD },
	{ "db += \"/x\"", BAD },
	{ "db = { \"/x\" }", BAD },
	{ "db = (x)", BAD },
	{ "db { }", BAD },
	{ "db : /x", BAD },
	{ "include(\"/etc/passwd\")", BAD },
	{ "\"db\" = /x", BAD },
	{ "\xef\xbb\xbf" "db = \"/x\"", BAD },
	{ "\x01\x02\xff", BAD },
	{ "editor = \"\\777\"", BAD },
	{ "db = \"x.db\"", "f:1: db = 'x.db': a path begins with /" },
	{ "db = \"\"", "f:1: db = '': it is empty" },
	{ "db = \"/x\\ny\"", "f:1: db = '/x\ny': it has a control character" },
	{ "hook.sms = \"sms\"",
	    "f:1: hook.sms = 'sms': a path begins with /" },
	{ "color = red", "f:1: color = 'red': it is auto, always or never" },
	{ "bulk-ask = many",
	    "f:1: bulk-ask = 'many': it is a whole number, 0 to 999999999" },
	{ "bulk-ask = -1",
	    "f:1: bulk-ask = '-1': it is a whole number, 0 to 999999999" },
	{ "bulk-ask = 1000000000", "f:1: bulk-ask = '1000000000': "
	    "it is a whole number, 0 to 999999999" },
	{ "from = help", "f:1: from = 'help': an address is NAME@DOMAIN" },
	{ "from = \"@\"", "f:1: from = '@': an address is NAME@DOMAIN" },
	{ "from = \"a@b\\nBcc: c@d\"",
	    "f:1: from = 'a@b\nBcc: c@d': it has a control character" },
	{ "reply = \"a b\"", "f:1: reply = 'a b': a name is of letters, "
	    "digits, - and _" },
	{ "alias.x = \"!ls\"", "f:1: alias.x = '!ls': no shell runs an alias; "
	    "put a program 'tix-NAME' into a folder of PATH instead" },
	{ "alias.x = \" !ls\"", "f:1: alias.x = ' !ls': no shell runs an "
	    "alias; put a program 'tix-NAME' into a folder of PATH instead" },
	{ "alias.x = \"list 'a\"",
	    "f:1: alias.x = 'list 'a': a quote without an end: ''a'" },
	{ "alias.x = \"'' a\"",
	    "f:1: alias.x = ''' a': it begins with a command" },
};

static const char *
read_text(struct tix *tx, const char *text, size_t size)
{
	struct tix_setting *item = tix_arena_array(tx->mem, TIX_CONFIG_MAX,
	    sizeof *item);
	struct tix_buf b = { .arena = tx->mem };
	size_t n;

	if (tix_config_parse(tx, "f", text, size, item, &n, NULL, NULL) !=
	    TIX_OK)
		return tx->error;
	for (size_t i = 0; i < n; i++)
		tix_buf_printf(&b, "%s%s=%s", i > 0 ? " " : "", item[i].name,
		    item[i].value);
	return tix_buf_text(&b);
}

static void
test_lines(struct tix *tx)
{
	setenv("TIX_UNIT_WORD", "from outside", 1);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		CHECK_STR(read_text(tx, lines[i].text,
		    strlen(lines[i].text)), lines[i].want);
}

static void
test_names(struct tix *tx)
{
	static const char *const unknown[] = {
		"desk", "DB", "view", "view.", "view..sort", "view.a.b",
		"view.a.sort.x", "alias.-x", "alias.a.b", "db.x",
		"list.sort.x", "hook.", ".", "-", "1",
		"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
	};

	for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
		const char *line = tix_arena_printf(tx->mem, "%s = x",
		    unknown[i]);
		const char *want = tix_arena_printf(tx->mem,
		    "f:1: unknown setting '%s'; there are: db, ", unknown[i]);
		const char *got = read_text(tx, line, strlen(line));

		CHECK_STR(tix_arena_dup_n(tx->mem, got, strlen(want)), want);
	}
	CHECK(tix_setting_find("view.*") == NULL);
}

static void
test_file(struct tix *tx)
{
	static const char two[] = "\n# x\ndb = \"/x\"\nreply = a\n\ndb = /y\n";
	static const char nul[] = "db = \"/x\"\nreply\0 = a\n";
	static const char value_nul[] = "db = \"/x\0y\"";
	static const char last[] = "db = \"/x\"\nreply = sms";

	CHECK_STR(read_text(tx, two, sizeof two - 1),
	    "f:6: db is set already by f:3");
	CHECK_STR(read_text(tx, nul, sizeof nul - 1), "f:2: it has a NUL");
	CHECK_STR(read_text(tx, value_nul, sizeof value_nul - 1),
	    "f:1: it has a NUL");
	CHECK_STR(read_text(tx, last, sizeof last - 1), "db=/x reply=sms");
}

static void
count_finding(void *arg, const char *finding)
{
	(void)finding;
	++*(int *)arg;
}

static void
test_findings(struct tix *tx)
{
	static const char text[] = "db = x\nnope\nreply = sms\ncolor = red\n";
	struct tix_setting *item = tix_arena_array(tx->mem, TIX_CONFIG_MAX,
	    sizeof *item);
	int found = 0;
	size_t n;

	CHECK_INT(tix_config_parse(tx, "f", text, sizeof text - 1, item, &n,
	    count_finding, &found), TIX_NO);
	CHECK_INT(found, 3);
	CHECK_INT(n, 1);
	CHECK_STR(item[0].name, "reply");
	CHECK_STR(item[0].origin, "f:3");
}

static void
test_limits(struct tix *tx)
{
	struct tix_setting *item = tix_arena_array(tx->mem, TIX_CONFIG_MAX,
	    sizeof *item);
	struct tix_buf b = { .arena = tx->mem };
	size_t n;

	for (int i = 0; i < TIX_CONFIG_MAX; i++)
		tix_buf_printf(&b, "view.v%d = x\n", i);
	CHECK_INT(tix_config_parse(tx, "f", b.data, b.len, item, &n, NULL,
	    NULL), TIX_OK);
	CHECK_INT(n, TIX_CONFIG_MAX);
	tix_buf_str(&b, "view.more = x\n");
	CHECK_INT(tix_config_parse(tx, "f", b.data, b.len, item, &n, NULL,
	    NULL), TIX_INVALID);
	CHECK_STR(tx->error, "f:1001: more than 1000 settings");
	b.len = 0;
	tix_buf_str(&b, "view.");
	for (int i = 0; i < TIX_CONFIG_NAME_MAX; i++)
		tix_buf_char(&b, 'n');
	CHECK(tix_setting_find(b.data) != NULL);
	tix_buf_char(&b, 'n');
	CHECK(tix_setting_find(b.data) == NULL);
}

static const struct unit_test tests[] = {
	{ "a line is a setting, or said to be none", test_lines },
	{ "an unknown name is refused with those there are", test_names },
	{ "lines are counted, and what is set twice is refused", test_file },
	{ "all that is wrong is found", test_findings },
	{ "settings and names are bounded", test_limits },
};

UNIT_MAIN(tests)
