/*
 * Unit tests in TAP: a program is a list of functions, each one test.  A
 * failed check says where and fails its test; the others go on.
 */
#ifndef TIX_TESTS_UNIT_H
#define TIX_TESTS_UNIT_H

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <tix/arena.h>
#include <tix/tix.h>

static int unit_bad; /* failed checks of the test at hand */

#define CHECK(cond)                                                     \
	do {                                                            \
		if (!(cond)) {                                          \
			printf("# %s:%d: %s\n", __FILE__, __LINE__, #cond); \
			unit_bad++;                                     \
		}                                                       \
	} while (0)

#define CHECK_INT(got, want)                                            \
	do {                                                            \
		int64_t g_ = (int64_t)(got), w_ = (int64_t)(want);      \
		if (g_ != w_) {                                         \
			printf("# %s:%d: %s: got %" PRId64              \
			    ", want %" PRId64 "\n",                     \
			    __FILE__, __LINE__, #got, g_, w_);          \
			unit_bad++;                                     \
		}                                                       \
	} while (0)

#define CHECK_STR(got, want)                                            \
	do {                                                            \
		const char *g_ = (got), *w_ = (want);                   \
		if (strcmp(g_ ? g_ : "(null)", w_ ? w_ : "(null)") != 0) { \
			printf("# %s:%d: %s: got '%s', want '%s'\n",    \
			    __FILE__, __LINE__, #got,                   \
			    g_ ? g_ : "(null)", w_ ? w_ : "(null)");    \
			unit_bad++;                                     \
		}                                                       \
	} while (0)

struct unit_test {
	const char *name; /* a sentence */
	void (*run)(struct tix *tx);
};

/* Runs each with a fresh context at 2026-11-23T14:00:00Z, without a zone. */
static inline int
unit_main(const struct unit_test *tests, size_t n)
{
	int failed = 0;

	printf("1..%zu\n", n);
	for (size_t i = 0; i < n; i++) {
		struct tix tx = { 0 };

		tx.run = tix_arena_new();
		tx.mem = tix_arena_new();
		tx.now = tx.at = INT64_C(1795442400) * 1000000;
		tx.actor = "ada";
		tx.via = "unit";
		unit_bad = 0;
		tests[i].run(&tx);
		printf("%s %zu %s\n", unit_bad ? "not ok" : "ok", i + 1,
		    tests[i].name);
		failed += unit_bad != 0;
		tix_arena_free(tx.mem);
		tix_arena_free(tx.run);
	}
	return failed ? 1 : 0;
}

#define UNIT_MAIN(tests)                                                \
	int                                                             \
	main(void)                                                      \
	{                                                               \
		return unit_main(tests, sizeof tests / sizeof tests[0]); \
	}

#endif
