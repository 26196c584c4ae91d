/*
 * A row of another desk's export as an import map reads it, and the bytes of
 * it that are spooled.
 */
#ifndef TIX_IMPORTROW_H
#define TIX_IMPORTROW_H

#include <tix/importmap.h>

#define TIX_ROW_DIGEST_SIZE 16
#define TIX_IMPORT_KEY_MAX TIX_NAME_MAX /* bytes of a foreign key */

struct tix_import_row {
	const char *key;
	int64_t at;         /* when it changed */
	int64_t order;      /* among changes of one time */
	int64_t opened;     /* when the ticket was opened; 0 unknown */
	int64_t state;      /* whatever the columns say; 0: what they say */
	const char *by;     /* who did it; "" unknown */
	const char **text;  /* of each of the map's fields, not translated */
	uint32_t file;      /* the caller's number of it */
	int64_t line;
	/*
	 * Which row it is: of source, key, time, order, by and the fields that
	 * are true in their row, not of what an export writes on old rows too.
	 */
	unsigned char digest[TIX_ROW_DIGEST_SIZE];
	int64_t occurrence; /* among equal ones of a file, from 1 */
	bool seen;          /* it is in already */
};

struct tix_import_reader;

/* Reads by 'map' as 'source'; all is borrowed, the reader lives on 'mem'. */
struct tix_import_reader *tix_import_reader_new(struct tix_arena *mem,
    const struct tix_map *map, const char *source);

/*
 * The one or two rows (a ticket's resolution, where the map's rows are tickets)
 * that 'record' tells of, on 'mem'.  TIX_INVALID with file:line for a row
 * without key or time, of a time later than the run's clock, or with a value
 * that a field does not take.
 */
enum tix_status tix_import_read(struct tix *tx, struct tix_import_reader *r,
    struct tix_arena *mem, const struct tix_record *record,
    struct tix_import_row rows[2], size_t *n);

/* The bytes of a row beside key, at and order, and the way back on 'mem'. */
void tix_import_pack(const struct tix_map *map,
    const struct tix_import_row *row, struct tix_buf *to);
void tix_import_unpack(const struct tix_map *map, struct tix_arena *mem,
    const void *bytes, size_t size, struct tix_import_row *row);

/*
 * Number equal rows of each file from 1, and leave out those that another
 * file has too: files may overlap.  Returns how many of the 'n' are left, in
 * the order they had.
 */
size_t tix_import_count(struct tix_arena *mem, struct tix_import_row *rows,
    size_t n);

#endif
