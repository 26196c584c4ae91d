/*
 * What the desk's versions said over time, by name.
 */
#ifndef TIX_LAWS_H
#define TIX_LAWS_H

#include <tix/agenda.h>

/*
 * Note what a stored desk version, in force from 'at' on, says other than the
 * one before it; the first version is in force from the beginning of time.
 * Whoever stores its event does this.
 */
enum tix_status tix_laws_note(struct tix *tx, int64_t version, int64_t at);

/* A row: from 'since' on 'name' means this, until the next one of the name. */
struct tix_law_row {
	const char *name;
	int64_t since;          /* microseconds */
	int64_t version;        /* of the desk that brought it */
	const char *definition; /* JSON, see agreement.h and policy.h; or NULL:
				   it is no more */
};

/*
 * All rows of a section ('a': agreements; 'e': escalation policies), by since,
 * then as they were declared; strings live on tx->run.  The failure of 'fn'
 * ends it and is returned.
 */
enum tix_status tix_laws_each(struct tix *tx, char section,
    enum tix_status (*fn)(struct tix *tx, const struct tix_law_row *row,
    void *arg), void *arg);

/*
 * The book that clocks are folded by, on 'mem': all versions of the sla
 * 'agreement' (NULL: of every sla), of all olas and of all ucs.  Its calendars
 * are read when they are first asked for.  It goes by tx->desk, and is old once
 * that has another version.  TIX_IO where what is stored cannot be read.
 */
enum tix_status tix_laws_book(struct tix *tx, struct tix_arena *mem,
    const char *agreement, const struct tix_lawbook **book);

/*
 * The same for many tickets: of all slas, with windows of calendars in memory
 * once they are asked for.
 */
enum tix_status tix_laws_book_for_many(struct tix *tx, struct tix_arena *mem,
    const struct tix_lawbook **book);

/*
 * The escalation policies over time, each read when it is first asked for; on
 * 'mem'.  TIX_IO where what is stored cannot be read.
 */
struct tix_policies *tix_laws_policies(struct tix_arena *mem);

/* Hold the laws against the desk versions; 'say' is told what differs. */
enum tix_status tix_laws_check(struct tix *tx,
    void (*say)(void *arg, const char *finding), void *arg);

#endif
