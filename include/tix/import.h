/*
 * Import of whole histories: files by a map into the desk.
 */
#ifndef TIX_IMPORT_H
#define TIX_IMPORT_H

#include <tix/cli.h>
#include <tix/importmap.h>

struct tix_import_options {
	const char *map;     /* name or path; required */
	const char *source;  /* the other desk's name, or NULL: the map's */
	const char *zone;    /* of its times, or NULL: the map's */
};

/*
 * Import the files that are the run's operands.  All are read and sorted
 * before the first ticket is written; then each ticket's rows go in whole, and
 * its id is printed once that is committed.
 *
 * TIX_PARTIAL where rows were bad (each is reported) and the others are in;
 * TIX_INVALID or TIX_NOT_FOUND for a map, a heading or a file that cannot be
 * used, before anything is written; else as the store.
 */
enum tix_status tix_import(struct tix *tx, struct tix_run *r,
    const struct tix_import_options *o);

/*
 * Import the export (see exportline.h) that is the run's operand.  Into a desk
 * without tickets it is restored to the byte; into any other its tickets come
 * by new ids, and what of them is there already is passed over.  It is proved
 * whole before anything is written.
 *
 * TIX_PARTIAL where tickets were left out, each with the reason; TIX_INVALID
 * for a file that is no export, or a broken one; TIX_CONFLICT for one of a
 * newer version; TIX_NOT_FOUND, TIX_IO.
 */
enum tix_status tix_import_export(struct tix *tx, struct tix_run *r);

/* Is the file one, and not a pipe? */
bool tix_import_is_export(struct tix *tx, const char *path);

#endif
