/*
 * For lib/cli alone: the two halves of an import.
 */
#ifndef TIX_CLI_IMPORTING_H
#define TIX_CLI_IMPORTING_H

#include <tix/history.h>
#include <tix/import.h>
#include <tix/spool.h>

struct tix_importing {
	struct tix_run *r;
	struct tix_map map;
	const char *source;
	struct tix_spool *spool;
	struct tix_event *event; /* of the ticket at hand */
	int64_t rows;          /* read */
	int64_t bad;           /* of them, passed over */
	int64_t tickets;       /* met */
	int64_t opened;        /* of them, new */
	int64_t changed;       /* of them, changed */
	int64_t added;         /* rows that are new */
	int64_t older;         /* of them, from before their ticket's opening */
	enum tix_status worst; /* of what was reported and passed over */
};

/* Take in the rows of the sorted spool, ticket by ticket. */
enum tix_status tix_import_save(struct tix *tx, struct tix_importing *im);

/* The rows of one ticket. */
struct tix_import_group {
	struct tix_import_row *rows;
	size_t n;
	size_t bytes; /* of their text */
};

/*
 * What is new of one ticket's rows goes in, all of it or nothing; '*id' is 0
 * where the ticket is as it was.  From TIX_BUSY on the transaction is lost.
 */
enum tix_status tix_import_ticket(struct tix *tx, struct tix_importing *im,
    struct tix_arena *mem, struct tix_import_group *g, int64_t *id);

#endif
