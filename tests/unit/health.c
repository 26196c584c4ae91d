/*
 * What a desk stands on.
 */
#include "unit.h"

#include <tix/health.h>

/* After SQLite's own notes on the releases that have the mend. */
static const struct {
	const char *version;
	bool has;
} versions[] = {
	{ "3.6.23", false }, { "3.7.0", true }, { "3.40.1", true },
	{ "3.44.0", true }, { "3.44.5", true }, { "3.44.6", false },
	{ "3.44.10", false }, { "3.45.0", true }, { "3.46.1", true },
	{ "3.49.9", true }, { "3.50.6", true }, { "3.50.7", false },
	{ "3.51.0", true }, { "3.51.2", true }, { "3.51.3", false },
	{ "3.52.0", false }, { "3.54.1", false }, { "3.100.0", false },
	{ "4.0.0", false }, { "3", false }, { "", false }, { "x", false },
};

static void
test_versions(struct tix *tx)
{
	(void)tx;
	for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
		CHECK_INT(tix_engine_has_wal_bug(versions[i].version),
		    versions[i].has);
}

static void
test_nothing(struct tix *tx)
{
	struct tix_health h;

	tix_health_files(tx, "/nowhere/at/all/tix.db", &h);
	for (int i = 0; i < TIX_FILES; i++)
		CHECK(h.file[i].error != 0 && h.file[i].path != NULL);
	CHECK(h.fs_error != 0 && h.fs == NULL && !h.network);
	CHECK_STR(h.file[TIX_FILE_GATE].path, "/nowhere/at/all/tix.db-gate");
	CHECK_STR(h.file[TIX_FILE_FOLDER].path, "/nowhere/at/all");
	tix_health_files(tx, "/dev/null", &h);
	CHECK(h.file[TIX_FILE_DESK].error == 0 &&
	    !h.file[TIX_FILE_DESK].is_plain);
	CHECK(h.fs != NULL && h.file[TIX_FILE_FOLDER].is_plain);
}

static const struct unit_test tests[] = {
	{ "which versions of the engine can damage a file", test_versions },
	{ "what is not there can be looked at", test_nothing },
};

UNIT_MAIN(tests)
