/*
 * Rows in every format, from values of every type.
 */
#include "printed.h"

#include <locale.h>
#include <tix/time.h>

static const char *const colours[] = { "red", "green", NULL };

static const struct tix_column all_columns[] = {
	{ "id", "Id", TIX_T_INT, TIX_COL_RIGHT },
	{ "name", NULL, TIX_T_NAME, 0 },
	{ "text", NULL, TIX_T_TEXT, 0 },
	{ "tags", NULL, TIX_T_TAGS, 0 },
	{ "more", NULL, TIX_T_JSON, 0 },
	{ "when", NULL, TIX_T_TIME, 0 },
	{ "long", NULL, TIX_T_DURATION, 0 },
	{ "flag", NULL, TIX_T_FLAG, 0 },
	{ "num", NULL, TIX_T_INT, TIX_COL_ZERO },
	{ "secs", NULL, TIX_T_INT, TIX_COL_SECONDS },
};

/* 1795442400 s is 2026-11-23T14:00:00Z, by date(1). */
static const struct tix_value all_values[] = {
	{ TIX_T_INT, 42, NULL, NULL },
	{ TIX_T_NAME, 2, NULL, colours },
	{ TIX_T_TEXT, 0, "on fire", NULL },
	{ TIX_T_TAGS, 0, "a b-c", NULL },
	{ TIX_T_JSON, 0, "{\"k\":[1,\"x\"]}", NULL },
	{ TIX_T_TIME, INT64_C(1795442400) * 1000000, NULL, NULL },
	{ TIX_T_DURATION, INT64_C(16200) * 1000000 + 999999, NULL, NULL },
	{ TIX_T_FLAG, 1, NULL, NULL },
	{ TIX_T_INT, -7, NULL, NULL },
	{ TIX_T_INT, 90 * 1000000, NULL, NULL },
	/* and a row of nothing */
	{ TIX_T_INT, 0, NULL, NULL },
	{ TIX_T_NAME, 0, NULL, colours },
	{ TIX_T_TEXT, 0, NULL, NULL },
	{ TIX_T_TAGS, 0, NULL, NULL },
	{ TIX_T_JSON, 0, NULL, NULL },
	{ TIX_T_TIME, 0, NULL, NULL },
	{ TIX_T_DURATION, 0, NULL, NULL },
	{ TIX_T_FLAG, 0, NULL, NULL },
	{ TIX_T_INT, 0, NULL, NULL },
	{ TIX_T_INT, 0, NULL, NULL },
};

#define JSON_SOME "{\"id\":42,\"name\":\"green\",\"text\":\"on fire\","      \
	"\"tags\":[\"a\",\"b-c\"],\"more\":{\"k\":[1,\"x\"]},"              \
	"\"when\":\"2026-11-23T14:00:00Z\",\"long\":16200,\"flag\":true,"   \
	"\"num\":-7,\"secs\":90}"
#define JSON_NONE "{\"id\":null,\"name\":null,\"text\":null,\"tags\":[],"    \
	"\"more\":null,\"when\":null,\"long\":0,\"flag\":false,\"num\":0,"  \
	"\"secs\":0}"

static const struct { enum tix_format format; const char *want; } forms[] = {
	{ TIX_TSV, "42\tgreen\ton fire\ta b-c\t{\"k\":[1,\"x\"]}\t"
	    "2026-11-23T14:00:00Z\t16200\ttrue\t-7\t90\n"
	    "\t\t\t\t\t\t0\tfalse\t0\t0\n" },
	{ TIX_CSV, "\"id\",\"name\",\"text\",\"tags\",\"more\",\"when\","
	    "\"long\",\"flag\",\"num\",\"secs\"\n"
	    "\"42\",\"green\",\"on fire\",\"a b-c\","
	    "\"{\"\"k\"\":[1,\"\"x\"\"]}\",\"2026-11-23T14:00:00Z\","
	    "\"16200\",\"true\",\"-7\",\"90\"\n"
	    "\"\",\"\",\"\",\"\",\"\",\"\",\"0\",\"false\",\"0\",\"0\"\n" },
	{ TIX_JSON, "[" JSON_SOME ",\n" JSON_NONE "]\n" },
	{ TIX_JSONL, JSON_SOME "\n" JSON_NONE "\n" },
	{ TIX_TABLE,
	    "Id  name   text     tags   more           when              "
	    "long    flag  num  secs\n"
	    "42  green  on fire  a b-c  {\"k\":[1,\"x\"]}  2026-11-23 14:00  "
	    "4h 30m  yes   -7   1m 30s\n"
	    "                                                            "
	    "0s            0    0s\n" },
};

static void
prints_types(struct tix *tx)
{
	for (size_t i = 0; i < N(forms); i++) {
		struct tix_out_options o = { .format = forms[i].format };

		CHECK_STR(print(tx, o, all_columns, N(all_columns),
		    all_values, 2), forms[i].want);
	}
}

static void
prints_wrong_names(struct tix *tx)
{
	static const struct tix_column col = { "n", NULL, TIX_T_NAME, 0 };
	struct tix_value v = { .type = TIX_T_NAME, .i = 1 };
	struct tix_out_options o = { .format = TIX_JSONL };

	CHECK_STR(print(tx, o, &col, 1, &v, 1), "{\"n\":null}\n");
}

static void
shows_local_times(struct tix *tx)
{
	static const struct tix_column cols[] = {
		{ "t", NULL, TIX_T_TIME, 0 },
		{ "t", "age", TIX_T_TIME, TIX_COL_AGE },
		{ "d", NULL, TIX_T_DURATION, TIX_COL_AGE },
	};
	const struct tix_value v[] = {
		{ TIX_T_TIME, tx->now - 3 * TIX_HOUR, NULL, NULL },
		{ TIX_T_TIME, tx->now - 3 * TIX_HOUR - 59 * TIX_MINUTE,
		  NULL, NULL },
		{ TIX_T_DURATION, 26 * TIX_HOUR, NULL, NULL },
	};
	struct tix_out_options o = { .format = TIX_TABLE, .now = tx->now };

	CHECK_INT(tix_zone_local(tx, tx->run, "CET-1CEST,M3.5.0,M10.5.0/3",
	    &o.zone), TIX_OK);
	CHECK_STR(print(tx, o, cols, 3, v, 1),
	    "t                 age  d\n"
	    "2026-11-23 12:00  3h   1d\n");
	o.format = TIX_TSV;
	CHECK_STR(print(tx, o, cols, 3, v, 1),
	    "2026-11-23T11:00:00Z\t2026-11-23T10:01:00Z\t93600\n");
}

static void
bears_extremes(struct tix *tx)
{
	static const int64_t at[] = { INT64_MIN, INT64_MIN + 1, -1, 1,
	    INT64_MAX - 1, INT64_MAX };
	static const enum tix_type types[] = { TIX_T_INT, TIX_T_TIME,
	    TIX_T_DURATION, TIX_T_FLAG };

	for (size_t i = 0; i < N(at) * N(types) * 2; i++) {
		struct tix_column col = { "x", NULL, types[i / 2 % N(types)],
		    i % 2 ? TIX_COL_AGE : 0 };
		struct tix_value v = { .type = col.type,
		    .i = at[i / 2 / N(types)] };

		for (enum tix_format f = TIX_TABLE; f <= TIX_JSONL; f++) {
			struct tix_out_options o = { .format = f,
			    .now = i % 3 ? tx->now : INT64_MIN };

			CHECK(*print(tx, o, &col, 1, &v, 1) != '\0');
		}
	}
}

static void
joins_json(struct tix *tx)
{
	static const struct tix_column col = { "i", NULL, TIX_T_INT, 0 };
	static const struct tix_value v[] = { { TIX_T_INT, 1, NULL, NULL },
	    { TIX_T_INT, 2, NULL, NULL }, { TIX_T_INT, 3, NULL, NULL } };
	static const char *const want[][2] = {
		{ "[]\n", "[]\n" },
		{ "[{\"i\":1}]\n", "{\"i\":1}\n" },
		{ "[{\"i\":1},\n{\"i\":2}]\n", "[{\"i\":1},\n{\"i\":2}]\n" },
		{ "[{\"i\":1},\n{\"i\":2},\n{\"i\":3}]\n",
		  "[{\"i\":1},\n{\"i\":2},\n{\"i\":3}]\n" },
	};

	for (size_t n = 0; n < N(want); n++)
		for (int single = 0; single < 2; single++) {
			struct tix_out_options o = { .format = TIX_JSON,
			    .single = single != 0, .null = true };

			CHECK_STR(print(tx, o, &col, 1, v, n),
			    want[n][single]);
		}
}

static void
says_nothing(struct tix *tx)
{
	static const char *const want[] = {
		[TIX_TABLE] = "", [TIX_TSV] = "", [TIX_CSV] = "\"a\",\"b\"\n",
		[TIX_JSON] = "[]\n", [TIX_JSONL] = "",
	};
	static const struct tix_column cols[] = {
		{ "a", NULL, TIX_T_TEXT, 0 }, { "b", NULL, TIX_T_TEXT, 0 } };

	for (enum tix_format f = TIX_TABLE; f <= TIX_JSONL; f++) {
		struct tix_out_options o = { .format = f };

		CHECK_STR(print(tx, o, cols, 2, NULL, 0), want[f]);
	}
}

static void
ends_in_nul(struct tix *tx)
{
	static const struct { enum tix_format format; size_t n;
	    const char *want; } ends[] = {
		{ TIX_TSV, 4, "1\0" "2\0" },
		{ TIX_CSV, 12, "\"i\"\0\"1\"\0\"2\"\0" },
		{ TIX_JSONL, 16, "{\"i\":1}\0{\"i\":2}\0" },
	};
	static const struct tix_column col = { "i", NULL, TIX_T_INT, 0 };
	static const struct tix_value v[] = { { TIX_T_INT, 1, NULL, NULL },
	    { TIX_T_INT, 2, NULL, NULL } };

	for (size_t i = 0; i < N(ends); i++) {
		struct tix_out_options o = { .format = ends[i].format,
		    .null = true };

		CHECK(memcmp(print(tx, o, &col, 1, v, 2), ends[i].want,
		    ends[i].n + 1) == 0);
	}
}

static void
falls_back(struct tix *tx)
{
	static const struct tix_column col = { "i", NULL, TIX_T_INT, 0 };
	static const struct tix_value v = { TIX_T_INT, 1, NULL, NULL };
	char text[16] = "";
	struct tix_out_options o = { .format = TIX_TABLE,
	    .to = fmemopen(text, sizeof text, "w") };
	struct tix_out *out = tix_out_new(tx, tx->run, &col, 1, &o);

	CHECK_INT(tix_out_row(out, &v), TIX_OK);
	CHECK_INT(tix_out_end(out), TIX_OK);
	fclose(o.to);
	CHECK_STR(text, "1\n");
}

static void
leaves_errors_on_the_stream(struct tix *tx)
{
	static const struct tix_column col = { "i", NULL, TIX_T_INT, 0 };
	static const struct tix_value v = { TIX_T_INT, 1, NULL, NULL };

	for (enum tix_format f = TIX_TABLE; f <= TIX_JSONL; f++) {
		struct tix_out_options o = { .format = f,
		    .table = &tix_table, .to = fopen("/dev/full", "w") };
		struct tix_out *out = tix_out_new(tx, tx->run, &col, 1, &o);

		CHECK(o.to != NULL);
		if (o.to == NULL)
			return;
		setvbuf(o.to, NULL, _IONBF, 0);
		tix_out_row(out, &v);
		tix_out_end(out);
		CHECK(ferror(o.to) != 0);
		fclose(o.to);
	}
}

static const struct unit_test tests[] = {
	{ "every type has its form in every format", prints_types },
	{ "a name without a list is none", prints_wrong_names },
	{ "people get local times and ages, machines UTC", shows_local_times },
	{ "numbers at the ends of their range are printed", bears_extremes },
	{ "JSON is one array, a lone row an object if asked", joins_json },
	{ "no rows leave what the format needs", says_nothing },
	{ "records end in NUL if asked", ends_in_nul },
	{ "without a drawer of tables there is TSV", falls_back },
	{ "write errors show on the stream", leaves_errors_on_the_stream },
};

int
main(void)
{
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 2;
	return unit_main(tests, N(tests));
}
