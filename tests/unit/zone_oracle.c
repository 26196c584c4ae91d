/*
 * Answers about zones for zone_oracle.bats, and by itself a test that both
 * directions agree.
 *
 * With a zone's name as the argument, each line of standard input is a
 * question: "o SECONDS" prints the offset and its name, "u LOCAL" the instant.
 */
#include <unit.h>

#include <stdlib.h>

#include <tix/zone.h>

static int
answer(struct tix *tx, const char *name)
{
	const struct tix_zone *zone = NULL;
	const char *abbreviation;
	char line[64];

	if (tix_zone_open(tx, tx->run, name, &zone) != TIX_OK) {
		fprintf(stderr, "%s\n", tx->error);
		return 1;
	}
	while (fgets(line, sizeof line, stdin) != NULL) {
		int64_t n = strtoll(line + 1, NULL, 10);

		if (line[0] == 'o') {
			int offset = tix_zone_offset(zone, n, &abbreviation);

			printf("%d %s\n", offset, abbreviation);
		} else
			printf("%" PRId64 "\n", tix_zone_utc(zone, n));
	}
	return 0;
}

/*
 * Every hour of a century: what clocks show leads back to the instant, or to
 * an earlier one that showed the same.
 */
static void
both_directions_agree(struct tix *tx)
{
	static const char *const names[] = {
		"CET-1CEST,M3.5.0,M10.5.0/3",
		"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
		"<-03>3<-02>,M11.1.0/0,M2.3.0/0",
		"EET-2EEST,M3.4.4/50,M10.4.4/50",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct tix_zone *z = NULL;
		int wrong = 0;

		CHECK_INT(tix_zone_local(tx, tx->run, names[i], &z), TIX_OK);
		for (int64_t t = 0; t < INT64_C(3155760000); t += 3600) {
			int64_t local = t + tix_zone_offset(z, t, NULL);
			int64_t back = tix_zone_utc(z, local);

			wrong += back > t || back < t - 3600 ||
			    back + tix_zone_offset(z, back, NULL) != local;
		}
		CHECK_INT(wrong, 0);
	}
}

static const struct unit_test tests[] = {
	{ "what clocks show leads back to the instant",
	    both_directions_agree },
};

int
main(int argc, char **argv)
{
	struct tix tx = { 0 };
	int status;

	if (argc != 2)
		return unit_main(tests, 1);
	tx.run = tx.mem = tix_arena_new();
	status = answer(&tx, argv[1]);
	tix_arena_free(tx.run);
	return status;
}
