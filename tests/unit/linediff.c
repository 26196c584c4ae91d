/* What a unified diff says of two texts; diff -u says the same. */
#include <string.h>
#include <tix/linediff.h>

#include "unit.h"

static const struct {
	const char *name;
	const char *from;
	const char *to;
	const char *want;
} cases[] = {
	{ "equal", "a\nb\n", "a\nb\n", "" },
	{ "both empty", "", "", "" },
	{ "all new", "", "a\nb\n",
	    "--- A\n+++ B\n@@ -0,0 +1,2 @@\n+a\n+b\n" },
	{ "all gone", "a\n", "", "--- A\n+++ B\n@@ -1 +0,0 @@\n-a\n" },
	{ "one replaced", "a\nb\nc\n", "a\nx\nc\n",
	    "--- A\n+++ B\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n" },
	{ "no newline at the end", "a\nb", "a\nb\n",
	    "--- A\n+++ B\n@@ -1,2 +1,2 @@\n a\n-b\n"
	    "\\ No newline at end of file\n+b\n" },
	{ "three lines about it", "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
	    "1\n2\n3\n4\nx\n5\n6\n7\n8\n9\n",
	    "--- A\n+++ B\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+x\n 5\n 6\n 7\n" },
	{ "six lines between: one hunk", "a\n1\n2\n3\n4\n5\n6\nb\n",
	    "A\n1\n2\n3\n4\n5\n6\nB\n",
	    "--- A\n+++ B\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n"
	    "-b\n+B\n" },
	{ "seven: two", "a\n1\n2\n3\n4\n5\n6\n7\nb\n",
	    "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
	    "--- A\n+++ B\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n"
	    "@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n" },
};

static void
it_says_what_diff_says(struct tix *tx)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		printf("# %s\n", cases[i].name);
		CHECK_STR(tix_linediff(tx->mem, "A", cases[i].from, "B",
		    cases[i].to), cases[i].want);
	}
}

/*
 * Random texts of few different lines, so that there is much to be matched:
 * what is told as left out and put in makes the one of the other.
 */
static const char *
some_text(struct tix *tx, unsigned *seed)
{
	struct tix_buf b = { .arena = tx->mem };

	for (unsigned n = (*seed >> 16) % 40; n > 0; n--) {
		*seed = *seed * 1103515245 + 12345;
		tix_buf_char(&b, (char)('a' + (*seed >> 16) % 4));
		tix_buf_char(&b, '\n');
	}
	*seed = *seed * 1103515245 + 12345;
	return tix_buf_text(&b);
}

/* 'from' with the hunks of 'diff' applied, as patch(1) does. */
static const char *
patched(struct tix *tx, const char *from, const char *diff)
{
	struct tix_buf b = { .arena = tx->mem };
	const char *s = strstr(diff, "@@");
	int at = 1, first, n;

	for (; s != NULL && *s != '\0'; s = strchr(s, '\n') + 1) {
		if (*s == '@') {
			n = 1;
			CHECK(sscanf(s, "@@ -%d,%d", &first, &n) >= 1);
			for (first += n == 0; at < first; at++, from += 2)
				tix_buf_add(&b, from, 2);
			continue;
		}
		if (*s != '+') {
			CHECK(strncmp(from, s + 1, 2) == 0);
			from += 2;
			at++;
		}
		if (*s != '-')
			tix_buf_add(&b, s + 1, 2);
	}
	tix_buf_str(&b, from);
	return tix_buf_text(&b);
}

static void
it_makes_the_one_of_the_other(struct tix *tx)
{
	unsigned seed = 4;

	for (int i = 0; i < 3000; i++) {
		const char *a = some_text(tx, &seed), *b = some_text(tx, &seed);

		CHECK_STR(patched(tx, a, tix_linediff(tx->mem, "A", a, "B",
		    b)), b);
	}
}

static void
what_is_wholly_different_is_replaced(struct tix *tx)
{
	struct tix_buf a = { .arena = tx->mem }, b = { .arena = tx->mem };

	for (int i = 0; i < 5000; i++) {
		tix_buf_str(&a, "a\n");
		tix_buf_str(&b, "b\n");
	}
	CHECK_STR(patched(tx, tix_buf_text(&a), tix_linediff(tx->mem, "A",
	    tix_buf_text(&a), "B", tix_buf_text(&b))), tix_buf_text(&b));
}

static const struct unit_test tests[] = {
	{ "it says what diff -u says", it_says_what_diff_says },
	{ "it makes the one text of the other", it_makes_the_one_of_the_other },
	{ "texts wholly different are replaced",
	    what_is_wholly_different_is_replaced },
};

UNIT_MAIN(tests)
