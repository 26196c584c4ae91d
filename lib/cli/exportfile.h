/*
 * For lib/cli alone: a file that is there whole, or as it was before.
 */
#ifndef TIX_CLI_EXPORTFILE_H
#define TIX_CLI_EXPORTFILE_H

#include <stdio.h>
#include <tix/tix.h>

struct tix_whole_file {
	const char *path;  /* its name in the end; NULL: written in place */
	const char *name;  /* what it was given as, for complaints */
	char *made;        /* its name until then */
	FILE *to;
};

/*
 * Begin to write 'path': beside it, mode 0600, under another name.  What is
 * there and no plain file, a pipe or a device, is written in place.
 * TIX_INVALID where it is the file 'not'; TIX_IO.
 */
enum tix_status tix_whole_begin(struct tix *tx, struct tix_whole_file *f,
    const char *path, const char *not);

/* Sync it and give it its name, or take it away where 's' is no TIX_OK. */
enum tix_status tix_whole_end(struct tix *tx, struct tix_whole_file *f,
    enum tix_status s);

#endif
