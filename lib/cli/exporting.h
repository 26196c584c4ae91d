/*
 * For lib/cli alone: an export on its way out.
 */
#ifndef TIX_CLI_EXPORTING_H
#define TIX_CLI_EXPORTING_H

#include <tix/cli.h>
#include <tix/digests.h>
#include <tix/exportline.h>
#include <tix/query.h>

struct tix_numbers {
	int64_t *n;
	size_t count;
	size_t cap;
};

struct tix_exporting {
	struct tix_run *r;
	struct tix_term *query;  /* NULL: the whole desk */
	struct tix_export_header header;
	struct tix_numbers tickets;  /* of a query */
	struct tix_numbers events;
	FILE *to;
	struct tix_arena *mem;   /* of the writer */
	struct tix_json_out *out;
	int64_t lines;
	struct tix_hash bytes;   /* of them */
	int64_t seq;             /* of the event before */
	unsigned char hash[TIX_HASH_SIZE];
	struct tix_digests files; /* attachments that were written */
	int64_t left;            /* events of this slice */
};

/* Write what is in the writer as a line. */
enum tix_status tix_exporting_line(struct tix *tx, struct tix_exporting *x);

/* All but the events, of one and the same moment; which events are to come. */
enum tix_status tix_exporting_head(struct tix *tx, struct tix_exporting *x);

#endif
