/*
 * An export: a desk as JSON Lines, first a header, last an end.  See
 * tix-formats(7) for every member.
 */
#ifndef TIX_EXPORTLINE_H
#define TIX_EXPORTLINE_H

#include <tix/event.h>

#define TIX_EXPORT_VERSION 1
#define TIX_EXPORT_ID_SIZE 17 /* a desk's id, with its NUL */
#define TIX_EXPORT_PIECE (512u << 10) /* bytes of an attachment in a line */
#define TIX_EXPORT_DIGEST 16  /* of a row that was imported */

/* In the order in which they stand. */
enum tix_export_kind {
	TIX_X_HEADER,
	TIX_X_DESK,  /* a version of the policy */
	TIX_X_ROW,   /* a row of yet another desk that is in already */
	TIX_X_FILE,  /* a piece of an attachment, before its event */
	TIX_X_EVENT,
	TIX_X_END,
	TIX_EXPORT_KINDS
};

/* The word for each under "tix". */
extern const char *const tix_export_names[TIX_EXPORT_KINDS];

struct tix_export_header {
	const char *name;    /* of the desk; NULL: it has none */
	char id[TIX_EXPORT_ID_SIZE];
	int64_t seq;         /* newest event of the desk, and its hash */
	unsigned char hash[TIX_HASH_SIZE];
	int64_t next_ticket;
	int64_t events;      /* that follow */
	const char *query;   /* NULL: the whole desk */
};

struct tix_export_row {
	int64_t ticket;
	unsigned char digest[TIX_EXPORT_DIGEST];
	int64_t occurrence;
};

/* An attachment, or a piece of one from byte 'from' on. */
struct tix_export_file {
	char sha256[2 * TIX_HASH_SIZE + 1];
	int64_t size; /* of all of it */
	int64_t from;
	const unsigned char *data;
	size_t n;
};

/* What a desk is known by elsewhere: the hash of its first event. */
void tix_export_id(char id[TIX_EXPORT_ID_SIZE],
    const unsigned char hash[TIX_HASH_SIZE]);

/* Write a line, without its end, into an empty writer. */
void tix_export_put_header(struct tix_json_out *o,
    const struct tix_export_header *h);
void tix_export_put_desk(struct tix_json_out *o, int64_t version,
    const char *compiled, const char *source);
void tix_export_put_row(struct tix_json_out *o,
    const struct tix_export_row *row);
void tix_export_put_file(struct tix_json_out *o, struct tix_arena *mem,
    const struct tix_export_file *file);
void tix_export_put_event(struct tix_json_out *o, const struct tix_event *e);
void tix_export_put_end(struct tix_json_out *o, int64_t lines,
    const unsigned char digest[TIX_HASH_SIZE]);

/*
 * May the data of a stored event stand in a line as they are?  They are an
 * object, on one line, of valid UTF-8, and those that its digest was made of.
 */
bool tix_export_is_true(const struct tix_event *e);

#endif
