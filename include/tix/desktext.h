/*
 * desk.conf(5): a desk as text, proved and compiled.
 *
 * Everything said about a text names its file and line, and, where a name is
 * not there, those that are.  All complaints about meaning come in one run; the
 * first about syntax, an unknown key or a value of the wrong type ends it.
 */
#ifndef TIX_DESKTEXT_H
#define TIX_DESKTEXT_H

#include <tix/desk.h>

#define TIX_DESKTEXT_MAX (4u << 20)   /* bytes, with all that is included */
#define TIX_DESKTEXT_FILES_MAX 64     /* files that one desk is made of */
#define TIX_DESKTEXT_THINGS_MAX 5000  /* queues, agents, ... each */
#define TIX_DESKTEXT_PARTIES_MAX 50000 /* requesters */
#define TIX_DESKTEXT_LIST_MAX 1000    /* values of one key */
#define TIX_DESKTEXT_DEPTH_MAX 16     /* of a tree of categories, services */
#define TIX_DESKTEXT_COMPLAINTS_MAX 200 /* the rest is counted */

struct tix_desk_complaint {
	const char *file;   /* as given, or as include names it */
	int64_t line;       /* 1 up; 0 where there is none */
	const char *text;   /* one line, without a full stop */
};

struct tix_desktext {
	const char *compiled; /* see desk.h; NULL where there are complaints */
	const char *source;   /* the text, with what it includes in place */
	const struct tix_desk_complaint *complaints;
	size_t n;
	size_t more;          /* complaints beyond the bound */
};

/*
 * Read and compile the desk in 'path' ("-": standard input), on tx->run.
 * TIX_OK; TIX_NO where there are complaints; TIX_IO for a file that cannot be
 * read and TIX_NOT_FOUND for one that is not there, the first alone: an
 * included one is a complaint.
 */
enum tix_status tix_desktext_read(struct tix *tx, const char *path,
    struct tix_desktext *t);

/* The same with the text at hand; 'name' stands for the file. */
enum tix_status tix_desktext_compile(struct tix *tx, const char *name,
    const char *text, size_t len, struct tix_desktext *t);

#endif
