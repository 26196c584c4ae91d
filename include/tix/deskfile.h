/*
 * A desk's policy from a file, for programs that cannot compile a text
 * themselves: 'tix desk compile' does it for them.
 */
#ifndef TIX_DESKFILE_H
#define TIX_DESKFILE_H

#include <tix/tix.h>

struct tix_deskfile {
	const char *compiled; /* see desk.h; on tx->run */
	const char *source;   /* the text it was compiled from, or NULL */
};

/* Is the text a compiled desk, and not one to be compiled? */
bool tix_deskfile_is_compiled(const char *text);

/*
 * Is the compiled desk of 'len' bytes right, and without a NUL?  TIX_INVALID,
 * told with the file's name, where not.
 */
enum tix_status tix_deskfile_prove(struct tix *tx, const char *path,
    const char *text, size_t len);

/*
 * Read the desk in 'path' ("-": standard input): a text is compiled, what is
 * compiled already is proved, and taken as it is.  TIX_INVALID for a text that
 * is none; what is wrong with it was said then, and tx->error is empty.
 * TIX_NOT_FOUND where there is no such file, or no program to compile it.
 */
enum tix_status tix_deskfile_read(struct tix *tx, const char *path,
    struct tix_deskfile *f);

#endif
