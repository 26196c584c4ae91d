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
#define TIX_DESKTEXT_LIST_MAX 4000    /* values of one key */
#define TIX_DESKTEXT_DEPTH_MAX 16     /* of a tree of categories, services */
#define TIX_DESKTEXT_COMPLAINTS_MAX 200 /* the rest is counted */

struct tix_desk_complaint {
	const char *file;   /* as given, or as include names it */
	int64_t line;       /* 1 up; 0 where there is none */
	const char *text;   /* one line, without a full stop */
};

/* Where a run of lines of the source came from. */
struct tix_desk_origin {
	int64_t line;       /* the first one, in the source */
	const char *file;
	int64_t file_line;
};

/* What has a name, and where the source gives it. */
struct tix_desk_declared {
	const char *what;   /* the word before it: "queue" */
	const char *name;
	int64_t line;
};

struct tix_desktext {
	const char *compiled; /* see desk.h; NULL where there are complaints */
	const char *source;   /* the text, with what it includes in place */
	const struct tix_desk_complaint *complaints;
	size_t n;
	size_t more;          /* complaints beyond the bound */
	const struct tix_desk_origin *origins; /* by line */
	size_t norigins;
	const struct tix_desk_declared *declared; /* no rules, no requesters */
	size_t ndeclared;
};

/*
 * Compile the desk that is in 'text', on tx->run; 'name' stands for the file,
 * beside which those are that it includes.  TIX_OK; TIX_NO where there are
 * complaints.
 */
enum tix_status tix_desktext_compile(struct tix *tx, const char *name,
    const char *text, size_t len, struct tix_desktext *t);

/* The line of the source that declares it, or 0. */
int64_t tix_desktext_line(const struct tix_desktext *t, const char *what,
    const char *name);

/* Where one line of the source came from; 0 is the file as a whole. */
struct tix_desk_origin tix_desktext_origin(const struct tix_desktext *t,
    int64_t line);

#endif
