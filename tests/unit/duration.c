/* Lengths of time as text. */
#include <unit.h>

#include <tix/time.h>

static void
durations_are_read(struct tix *tx)
{
	static const struct {
		const char *text;
		int64_t seconds, days;
		bool working;
	} t[] = {
		{ "0s", 0, 0, false },
		{ "90s", 90, 0, false },
		{ "45m", 2700, 0, false },
		{ "4h", 14400, 0, false },
		{ "2d", 172800, 0, false },
		{ "1w", 604800, 0, false },
		{ "1h30m", 5400, 0, false },
		{ "1h 30m", 5400, 0, false },
		{ "1w2d3h4m5s", 788645, 0, false },
		{ "007m", 420, 0, false },
		{ "90m", 5400, 0, false },
		{ "PT4H", 14400, 0, false },
		{ "P1DT12H", 129600, 0, false },
		{ "P2W", 1209600, 0, false },
		{ "PT1M", 60, 0, false },
		{ "PT1H30M5S", 5405, 0, false },
		{ "4bh", 14400, 0, true },
		{ "30bm", 1800, 0, true },
		{ "2bd", 0, 2, true },
		{ "1bd4bh", 14400, 1, true },
		{ "3653d", 315619200, 0, false },
		{ "315619200s", 315619200, 0, false },
		{ "3653bd", 0, 3653, true },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		struct tix_duration d = { -1, -1, !t[i].working };

		CHECK_INT(tix_duration_parse(tx, t[i].text, &d), TIX_OK);
		CHECK_INT(d.us, t[i].seconds * 1000000);
		CHECK_INT(d.days, t[i].days);
		CHECK(d.working == t[i].working);
	}
}

static void
other_lengths_are_refused(struct tix *tx)
{
	static const char *const t[] = {
		"", " ", "4", "h", "b", "bh", "4b", "4x", "4H", "4 h", " 4h",
		"4h ", "1h  30m", "-4h", "+4h", "1.5h", "1,5h", "30m1h",
		"1h1h", "4h30", "P", "PT", "P1", "P1DT", "P1M", "P1Y", "PT1D",
		"P1H", "P1D ", "PT1S1M", "PTT1H", "PT1HT1M", "pt4h", "P-1D",
		"P1.5D", "1bw", "1bd4h", "1d4bh", "3654d", "522w",
		"315619201s", "3653d1s", "3654bd", "9223372036854775807s",
		"18446744073709551617s", "99999999999999999999999999w",
		"P99999999999999999999D", "\xff", "4\xd9\xa0m", "4h\n",
	};
	struct tix_duration d = { 7, 7, true };

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		enum tix_status st = tix_duration_parse(tx, t[i], &d);

		if (st != TIX_INVALID)
			printf("# took '%s'\n", t[i]);
		CHECK_INT(st, TIX_INVALID);
		CHECK(strncmp(tx->error, "no duration '", 13) == 0);
	}
	CHECK(d.us == 7 && d.days == 7 && d.working);
}

static void
refusals_say_why(struct tix *tx)
{
	static const struct {
		const char *text, *why;
	} t[] = {
		{ "45", "it needs a unit, as in 45m or 2d" },
		{ "P1M", "months and years have no fixed length" },
		{ "1d4bh", "it mixes working time with other time" },
		{ "1bw", "working weeks differ: say how many bd" },
		{ "11000d", "it is longer than ten years" },
		{ "4x", "write it like 90s, 1h30m, 2d, 4bh or PT4H" },
	};
	struct tix_duration d;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK_INT(tix_duration_parse(tx, t[i].text, &d), TIX_INVALID);
		CHECK_STR(tx->error, tix_arena_printf(tx->mem,
		    "no duration '%s': %s", t[i].text, t[i].why));
	}
}

static void
durations_are_printed(struct tix *tx)
{
	static const struct {
		int64_t us;
		const char *age, *text;
	} t[] = {
		{ 0, "0s", "0s" },
		{ 999999, "0s", "0s" },
		{ -999999, "0s", "0s" },
		{ 45 * TIX_SECOND, "45s", "45s" },
		{ 60 * TIX_SECOND, "1m", "1m" },
		{ 61 * TIX_SECOND, "1m", "1m 1s" },
		{ 3599 * TIX_SECOND, "59m", "59m 59s" },
		{ 4 * TIX_HOUR + 30 * TIX_MINUTE, "4h", "4h 30m" },
		{ 4 * TIX_HOUR + 30 * TIX_SECOND, "4h", "4h" },
		{ TIX_DAY - 1, "23h", "23h 59m" },
		{ 28 * TIX_HOUR, "1d", "1d 4h" },
		{ 7 * TIX_DAY - 1, "6d", "6d 23h" },
		{ 7 * TIX_DAY, "1w", "1w" },
		{ 36 * TIX_DAY, "5w", "5w 1d" },
		{ -3 * TIX_HOUR, "-3h", "-3h" },
		{ -28 * TIX_HOUR, "-1d", "-1d 4h" },
		{ INT64_MAX, "15250284w", "15250284w 3d" },
		{ INT64_MIN, "-15250284w", "-15250284w 3d" },
	};
	char out[TIX_TIME_SIZE];

	(void)tx;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK_STR(tix_time_age(out, t[i].us), t[i].age);
		CHECK_STR(tix_duration_text(out, t[i].us), t[i].text);
	}
}

static const struct unit_test tests[] = {
	{ "durations are read", durations_are_read },
	{ "other lengths are refused", other_lengths_are_refused },
	{ "refusals say why", refusals_say_why },
	{ "durations are printed", durations_are_printed },
};

UNIT_MAIN(tests)
