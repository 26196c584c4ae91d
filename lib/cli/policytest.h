/*
 * For lib/cli/policytest*.c alone.
 */
#ifndef TIX_CLI_POLICYTEST_H
#define TIX_CLI_POLICYTEST_H

#include <tix/draft.h>
#include <tix/grounds.h>
#include <tix/policytest.h>
#include <tix/records.h>
#include <tix/route.h>

enum tix_test_what {
	TIX_TEST_FIELD, /* of the ticket: 'field' */
	TIX_TEST_OWN,   /* of the desk's own: 'own' */
	TIX_TEST_AT,    /* when it is opened */
	TIX_TEST_RULE   /* the last rule taken; wanted only */
};

struct tix_test_column {
	enum tix_test_what what;
	bool wanted;     /* "want_...": what is to come out */
	enum tix_field field;
	const char *own;
	const char *name; /* without "want_" */
};

/* What the columns of the heading mean; TIX_NOT_FOUND with what there is. */
enum tix_status tix_test_columns(struct tix *tx, const char *file,
    const char *const *names, size_t n, struct tix_test_column **columns);

/* What became of one row. */
struct tix_tested {
	const struct tix_record *row;
	struct tix_ticket t;
	const struct tix_ground *grounds;
	size_t ngrounds;
	const char *rule; /* path of the last one taken, or NULL */
};

/*
 * Hold one cell against it: TIX_NO with both as words where they differ ("-"
 * is none), TIX_INVALID or TIX_NOT_FOUND for a cell that is no such value.
 */
enum tix_status tix_test_compare(struct tix *tx,
    const struct tix_test_column *c, const char *cell,
    const struct tix_tested *d, const char **wanted, const char **got);

/* The last ground that set the column's field, or NULL. */
const struct tix_ground *tix_test_ground(const struct tix_test_column *c,
    const struct tix_tested *d);

#endif
