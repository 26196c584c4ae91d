/*
 * Text from people for a note or a reply: from an option, a file, a canned
 * answer of the desk, or the editor.
 */
#ifndef TIX_COMPOSE_H
#define TIX_COMPOSE_H

#include <tix/cli.h>

struct tix_compose {
	const char *what;     /* "note", "reply": for words and file names */
	bool quotes;          /* the last public message is quoted */
	const char *message;  /* -m, or NULL, like the next ones */
	const char *file;     /* -F */
	const char *template; /* --template */
	bool edit;            /* --edit */
	const char *text;     /* what came of it, on tx->run */
	bool fill;            /* it still has {{}} to be filled in */
	const char *path;     /* where the editor left it, or NULL */
	int64_t kept;         /* tickets that have it by now */
};

/*
 * Before anything is opened: read -m or -F, or see that the editor can be had:
 * standard input and standard error are terminals, or --edit was given.
 * TIX_INVALID where there would be no text, or two.
 */
enum tix_status tix_compose_check(struct tix *tx, struct tix_compose *c);

/*
 * When the desk is open and nothing is locked: take the canned answer and run
 * the editor.  TIX_NO, with words on standard error, where the text stayed
 * empty or as it was, and where the editor failed: then, and whatever happens
 * later, the text stays in its file, whose path is said.  TIX_NOT_FOUND for a
 * ticket, template or editor that is not there; TIX_INVALID, TIX_IO.
 */
enum tix_status tix_compose_begin(struct tix *tx, struct tix_run *r,
    struct tix_compose *c);

/* The text for one ticket, on tx->mem where it is filled in. */
enum tix_status tix_compose_text(struct tix *tx, const struct tix_compose *c,
    const struct tix_ticket *t, const char **text);

/* A ticket that has the text for good. */
void tix_compose_keep(struct tix_compose *c);

/*
 * At the end of a run with the outcome 's': take the editor's file away where
 * all tickets have its text, else say where it is and how to go on.
 */
void tix_compose_end(struct tix *tx, struct tix_run *r, struct tix_compose *c,
    enum tix_status s);

/* Names, help and text of the desk's canned answers, as rows. */
enum tix_status tix_compose_list(struct tix *tx, struct tix_run *r);

#endif
