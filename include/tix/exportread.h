/*
 * Reading an export line by line, and holding each against those before it.
 * Pure.
 */
#ifndef TIX_EXPORTREAD_H
#define TIX_EXPORTREAD_H

#include <tix/exportline.h>
#include <tix/attachment.h>
#include <tix/idmap.h>

#define TIX_EXPORT_LINE_MAX TIX_JSON_SIZE_MAX /* bytes of a line */

/* A line; all of it is on tx->mem. */
struct tix_export_line {
	enum tix_export_kind kind;
	int64_t version;          /* TIX_X_DESK, like the next */
	const char *compiled;
	const char *source;       /* or NULL */
	struct tix_export_row row;
	const struct tix_export_file *file; /* once it is whole, else NULL */
	struct tix_event *event;  /* decoded, 'data' as it stands */
};

/*
 * What all lines so far have told; start with { .mem = a,
 * .room = b }.
 */
struct tix_export_reader {
	struct tix_arena *mem;
	struct tix_export_header header;
	enum tix_export_kind last;  /* kind of the line before */
	int64_t lines;
	int64_t desks;              /* versions of the policy */
	char (*digest)[2 * TIX_HASH_SIZE + 1]; /* of each, by version - 1 */
	int64_t rows;
	int64_t files;
	int64_t events;
	int64_t tickets;
	int64_t seq;                /* of the event before */
	unsigned char hash[TIX_HASH_SIZE];
	struct tix_idmap opened;    /* tickets met */
	struct tix_hash bytes;      /* of all lines so far */
	struct tix_arena *room;     /* of the attachment at hand */
	struct tix_export_file file;
	unsigned char *bytes_of;    /* its bytes as far as they came */
	bool in_file;               /* more of them are to come */
	bool ended;
};

/* Is the text the first line of an export? */
bool tix_export_is_header(struct tix *tx, const char *text, size_t len);

/*
 * Read the next line.  TIX_INVALID with words for a line that is none, stands
 * where it may not, or is not what the digests and the chain say: nothing of
 * the file is then to be trusted.  TIX_CONFLICT for a version or a kind of
 * event that is a newer one's.
 */
enum tix_status tix_export_read(struct tix *tx, struct tix_export_reader *r,
    const char *text, size_t len, struct tix_export_line *line);

/* Was that all?  TIX_INVALID for a file that was cut off. */
enum tix_status tix_export_finish(struct tix *tx,
    const struct tix_export_reader *r);

#endif
