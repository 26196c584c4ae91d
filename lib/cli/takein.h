/*
 * For lib/cli alone: the parts of an import of an export.
 */
#ifndef TIX_CLI_TAKEIN_H
#define TIX_CLI_TAKEIN_H

#include <tix/cli.h>
#include <tix/exportread.h>

struct tix_takein {
	struct tix_run *r;
	const char *path;                /* of the export, for complaints */
	int fd;                          /* it, or a copy: it can be rewound */
	struct tix_arena *mem;           /* what the last reading kept */
	struct tix_arena *room;          /* of an attachment on its way */
	struct tix_export_reader reader; /* told by the last reading */
	struct tix_idmap refused;        /* tickets that are left out */
	enum tix_status worst;           /* of what was reported */
	int64_t *id;                     /* tickets to be printed */
	size_t n;
	size_t cap;
};

/* Bytes of the file on their way to lines. */
struct tix_lines {
	char bytes[65536];
	size_t at, len;
};

/* Open the file; what cannot be rewound is copied to one without a name. */
enum tix_status tix_takein_open(struct tix *tx, struct tix_takein *in);

/*
 * A line without its end, on tx->mem; TIX_NO behind the last one, TIX_INVALID
 * for one that is too long or whose end is missing.
 */
enum tix_status tix_takein_line(struct tix *tx, struct tix_takein *in,
    struct tix_lines *l, struct tix_buf *line);

/* What errno says of a file. */
enum tix_status tix_takein_cannot(struct tix *tx, const char *name);

typedef enum tix_status (*tix_takein_fn)(struct tix *tx, struct tix_takein *in,
    const struct tix_export_line *line, void *arg);

/*
 * Each line from the first on to 'fn' (NULL: none), which ends it well with
 * TIX_NO.  What is wrong is told with file and line.
 */
enum tix_status tix_takein_each(struct tix *tx, struct tix_takein *in,
    tix_takein_fn fn, void *arg);

/* Note a ticket that is new or changed. */
void tix_takein_keep(struct tix *tx, struct tix_takein *in, int64_t id);

/* restore.c: all of it, as it was, into a desk without tickets. */
enum tix_status tix_takein_restore(struct tix *tx, struct tix_takein *in);

/* adopt.c: its tickets, by new ids, into a desk that has some. */
enum tix_status tix_takein_adopt(struct tix *tx, struct tix_takein *in);

#endif
