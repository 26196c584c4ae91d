/*
 * Rows of CSV and JSON Lines: RFC 4180 by hand, and what breaks it.
 */
#include <stdlib.h>
#include <unistd.h>

#include <tix/records.h>

#include "unit.h"

static const char *const ab[] = { "a", "b" };

/* Write bytes to a file of their own; its path is on 'mem'. */
static const char *
file_of(struct tix_arena *mem, const char *bytes, size_t n)
{
	const char *folder = getenv("TMPDIR");
	char *path = tix_arena_printf(mem, "%s/unit-csv-XXXXXX",
	    folder ? folder : "/tmp");
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");

	fwrite(bytes, 1, n, f);
	fclose(f);
	return path;
}

/* All rows of columns a and b: "LINE:a|b;", "LINE:!words;" for a bad one. */
static const char *
read_all(struct tix *tx, const char *bytes, size_t n,
    const struct tix_records_options *o)
{
	struct tix_buf b = { .arena = tx->run };
	const char *path = file_of(tx->run, bytes, n);
	size_t skip = strlen(path) + 1;
	struct tix_records *r;
	struct tix_record row;
	enum tix_status st = tix_records_open(tx, path, o, &r);

	if (st != TIX_OK) {
		unlink(path);
		return tix_arena_printf(tx->run, "%d %s", st,
		    strncmp(tx->error, path, skip - 1) == 0 ?
		    tx->error + skip : tx->error);
	}
	while ((st = tix_records_next(tx, r, &row)) != TIX_NO) {
		if (st == TIX_INVALID) {
			const char *words = tx->error + skip;

			tix_buf_printf(&b, "%.*s!%s;",
			    (int)strcspn(words, ":"), words,
			    words + strcspn(words, ":") + 2);
			continue;
		}
		if (st != TIX_OK)
			break;
		tix_buf_printf(&b, "%lld:%s|%s;", (long long)row.line,
		    row.field[0] ? row.field[0] : "(null)",
		    row.field[1] ? row.field[1] : "(null)");
	}
	CHECK_INT(st, TIX_NO);
	tix_records_close(r);
	unlink(path);
	return tix_buf_text(&b);
}

struct csv_case {
	const char *in;
	const char *want;
	char separator;
};

static void
check_cases(struct tix *tx, const struct csv_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct tix_records_options o = {
			.columns = ab, .ncolumns = 2,
			.separator = cases[i].separator,
		};

		CHECK_STR(read_all(tx, cases[i].in, strlen(cases[i].in), &o),
		    cases[i].want);
	}
}

static void
good_rows(struct tix *tx)
{
	static const struct csv_case cases[] = {
		{ "a,b\n1,2\n", "2:1|2;", 0 },
		{ "a,b\n1,2", "2:1|2;", 0 },
		{ "a,b\r\n1,2\r\n3,4\r\n", "2:1|2;3:3|4;", 0 },
		{ "a,b\r1,2\r3,4", "2:1|2;3:3|4;", 0 },
		{ "\xef\xbb\xbf" "a,b\n1,2\n", "2:1|2;", 0 },
		{ "b,x,a\n1,2,3\n", "2:3|1;", 0 },
		{ "a;b\n1;2,5\n", "2:1|2,5;", 0 },
		{ "a\tb\n1\t2\n", "2:1|2;", 0 },
		{ "a,b\n\"x\ny\",2\n3,4\n", "2:x\ny|2;4:3|4;", 0 },
		{ "a,b\n\"x\r\ny\",2\r\n3,4\n", "2:x\r\ny|2;4:3|4;", 0 },
		{ "a,b\n\"he said \"\"no\"\"\",\"\"\n",
		    "2:he said \"no\"|;", 0 },
		{ "a,b\n\"1,2\",3\n", "2:1,2|3;", 0 },
		{ "a,b\n 1 , 2 \n", "2: 1 | 2 ;", 0 },
		{ "a,b\n,\n", "2:|;", 0 },
		{ "a,b\n\n\n1,2\n\n", "4:1|2;", 0 },
		{ "a,b\r\n\r\n1,2\r\n", "3:1|2;", 0 },
		{ "a,b\n1,2\n\"3\n\",4\r5,\r\n,6\n7,8",
		    "2:1|2;3:3\n|4;5:5|;6:|6;7:7|8;", 0 },
		{ "a,b\n", "", 0 },
		{ "a,b", "", 0 },
		{ "a,b\n\xff\xfe,\x01\n", "2:\xff\xfe|\x01;", 0 },
		{ "\"a\",\"b\"\n1,2\n", "2:1|2;", 0 },
		{ "\"a\n\",a,b\nx,1,2\n", "3:1|2;", 0 },
		{ "a;b\n1;2\n", "2:1|2;", ';' },
		{ "\"x;y;z\",a,b\n0,1,2\n", "2:1|2;", 0 },
	};

	check_cases(tx, cases, sizeof cases / sizeof cases[0]);
}

static void
bad_rows(struct tix *tx)
{
	static const struct csv_case cases[] = {
		{ "a,b\n1\n2,3\n",
		    "2!1 fields where the heading has 2;3:2|3;", 0 },
		{ "a,b\n1,2,3\n4,5\n",
		    "2!3 fields where the heading has 2;3:4|5;", 0 },
		{ "a,b\n1\"x,2\n3,4\n",
		    "2!a quote that does not enclose the whole field;3:3|4;",
		    0 },
		{ "a,b\n\"1\" ,2\n3,4\n",
		    "2!a quote that does not enclose the whole field;3:3|4;",
		    0 },
		{ "a,b\n\"1,2\n3,4\n", "2!a quote that is never closed "
		    "(up to line 3 passed over);", 0 },
		{ "a,b\n\"1,2\n\"3,4\n5,6\n",
		    "2!a quote that does not enclose the whole field "
		    "(up to line 3 passed over);4:5|6;", 0 },
		{ "a,b\n1\"x,2", "2!a quote that does not enclose the whole "
		    "field;", 0 },
	};

	check_cases(tx, cases, sizeof cases / sizeof cases[0]);
}

static void
bad_headings(struct tix *tx)
{
	static const struct csv_case cases[] = {
		{ "", "6 is empty: no heading", 0 },
		{ "\n\n", "6 is empty: no heading", 0 },
		{ "a,c\n1,2\n", "3 1: no column 'b'; there are: a, c", 0 },
		{ "a,b,b\n1,2,3\n", "6 1: column 'b' is there 2 times", 0 },
		{ "a,\"b\n", "6 1: a quote that is never closed", 0 },
		{ "\xff\xfe" "a\0", "6 is UTF-16; give it as UTF-8", 0 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *got = read_all(tx, cases[i].in,
		    strlen(cases[i].in), &(struct tix_records_options){
			.columns = ab, .ncolumns = 2 });

		/* The words may begin with a blank behind the path's colon. */
		CHECK_STR(got + 2 + (got[2] == ' '), cases[i].want + 2);
		CHECK_INT(got[0], cases[i].want[0]);
	}
}

static void
a_nul_is_refused(struct tix *tx)
{
	static const char in[] = "a,b\n1\0,2\n3,4\n";
	struct tix_records_options o = { .columns = ab, .ncolumns = 2 };

	CHECK_STR(read_all(tx, in, sizeof in - 1, &o),
	    "2!a NUL byte in a field;3:3|4;");
}

/* A field as long as one may be, one that is longer, and a row behind it. */
static void
long_rows(struct tix *tx)
{
	struct tix_records_options o = { .columns = ab, .ncolumns = 2 };
	const size_t most = TIX_RECORD_MAX - 5;
	struct tix_buf in = { .arena = tx->run };
	char *x = tix_arena_alloc(tx->run, most + 2);
	const char *got;

	memset(x, 'x', most + 1);
	tix_buf_str(&in, "a,b\n\"");
	tix_buf_add(&in, x, most);
	tix_buf_str(&in, "\",2\n1,2\n\"");
	tix_buf_add(&in, x, most + 1);
	tix_buf_str(&in, "\",2\n3,4\n");
	got = read_all(tx, in.data, in.len, &o);
	CHECK(strncmp(got, "2:xxxx", 6) == 0);
	CHECK_STR(got + 2 + most, "|2;3:1|2;"
	    "4!a row of more than 2 MiB (record-max);5:3|4;");
}

/* Lines across the bounds of what is read at once, with all ends of lines. */
static void
rows_across_reads(struct tix *tx)
{
	static const char *const ends[] = { "\n", "\r\n", "\r" };
	struct tix_records_options o = { .columns = ab, .ncolumns = 2 };

	for (size_t e = 0; e < 3; e++) {
		struct tix_buf in = { .arena = tx->run };
		struct tix_buf want = { .arena = tx->run };

		tix_buf_printf(&in, "a,b%s", ends[e]);
		for (int i = 0; i < 30000; i++) {
			tix_buf_printf(&in, "%d,%d%s", i, i * 7, ends[e]);
			tix_buf_printf(&want, "%d:%d|%d;", i + 2, i, i * 7);
		}
		CHECK(strcmp(read_all(tx, in.data, in.len, &o),
		    tix_buf_text(&want)) == 0);
	}
}

static void
many_columns(struct tix *tx)
{
	struct tix_records_options o = { .columns = ab, .ncolumns = 2 };
	struct tix_buf in = { .arena = tx->run };

	tix_buf_str(&in, "a,b");
	for (int i = 2; i < TIX_COLUMNS_MAX; i++)
		tix_buf_printf(&in, ",c%d", i);
	tix_buf_str(&in, "\n1,2");
	for (int i = 2; i < TIX_COLUMNS_MAX; i++)
		tix_buf_char(&in, ',');
	tix_buf_str(&in, "\n3,4,,\n");
	CHECK_STR(read_all(tx, in.data, in.len, &o),
	    "2:1|2;3!4 fields where the heading has 1024;");
	in.len = 0;
	tix_buf_str(&in, "a,b");
	for (int i = 2; i <= TIX_COLUMNS_MAX; i++)
		tix_buf_printf(&in, ",c%d", i);
	CHECK_STR(read_all(tx, in.data, in.len, &o),
	    "6 1: more than 1024 columns (columns-max)");
}

static void
json_lines(struct tix *tx)
{
	static const char in[] =
	    "{\"a\":\"x\",\"b\":12}\n"
	    "\n"
	    "{\"b\":true,\"c\":[1]}\r\n"
	    "{\"a\":null,\"b\":1.50}\n"
	    "{\"a\":[1]}\n"
	    "[1]\n"
	    "{\"a\":\"1\",\"a\":\"2\"}\n"
	    "nonsense\n"
	    "{\"a\":\"\\u00e9\\n\",\"b\":\"z\"}";
	struct tix_records_options o = { .columns = ab, .ncolumns = 2 };
	const char *got = read_all(tx, in, sizeof in - 1, &o);
	static const char want[] =
	    "1:x|12;3:(null)|true;4:(null)|1.50;"
	    "5!'a' is neither text nor a number;6!the line is no JSON object;"
	    "7!";

	CHECK_INT(strncmp(got, want, sizeof want - 1), 0);
	CHECK(strstr(got, ";8!") != NULL);
	CHECK(strstr(got, ";9:\xc3\xa9\n|z;") != NULL);
}

static void
files_that_are_not_there(struct tix *tx)
{
	struct tix_records_options o = { .columns = ab, .ncolumns = 2 };
	struct tix_records *r;

	CHECK_INT(tix_records_open(tx, "/nonexistent/x", &o, &r),
	    TIX_NOT_FOUND);
	CHECK_STR(tx->error,
	    "cannot read '/nonexistent/x': No such file or directory");
	CHECK(r == NULL);
	CHECK_INT(tix_records_open(tx, "/", &o, &r), TIX_IO);
	tix_records_close(NULL);
}

/* Each column of the heading, in its order, and rows as wide as that. */
static void
all_columns(struct tix *tx)
{
	static const char text[] = "c,a\n\n1,\"x\ny\"\n2\n3,z\n";
	const struct tix_records_options o = {
		.format = TIX_RECORDS_CSV, .all = true,
	};
	const char *path = file_of(tx->run, text, sizeof text - 1);
	const char *const *names;
	struct tix_records *r;
	struct tix_record row;
	size_t n;

	CHECK_INT(tix_records_open(tx, path, &o, &r), TIX_OK);
	names = tix_records_columns(r, &n);
	CHECK_INT(n, 2);
	CHECK_STR(names[0], "c");
	CHECK_STR(names[1], "a");
	CHECK_INT(tix_records_next(tx, r, &row), TIX_OK);
	CHECK_INT(row.line, 3);
	CHECK_STR(row.field[0], "1");
	CHECK_STR(row.field[1], "x\ny");
	CHECK_INT(tix_records_next(tx, r, &row), TIX_INVALID);
	CHECK_INT(tix_records_next(tx, r, &row), TIX_OK);
	CHECK_STR(row.field[0], "3");
	CHECK_STR(row.field[1], "z");
	CHECK_INT(tix_records_next(tx, r, &row), TIX_NO);
	tix_records_close(r);
	unlink(path);
}

static const struct unit_test tests[] = {
	{ "rows are read as RFC 4180 has them", good_rows },
	{ "a bad row is told with its line and the next one is read",
	    bad_rows },
	{ "a heading without a wanted column is refused with what there is",
	    bad_headings },
	{ "a NUL in a field makes its row bad, no other", a_nul_is_refused },
	{ "a row may have 2 MiB and not a byte more", long_rows },
	{ "rows and their line numbers survive any cut between reads",
	    rows_across_reads },
	{ "a table may have 1024 columns", many_columns },
	{ "JSON Lines give members as text", json_lines },
	{ "a file that cannot be read is named", files_that_are_not_there },
	{ "all columns of a heading may be wanted", all_columns },
};

UNIT_MAIN(tests)
