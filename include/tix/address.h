/*
 * Mail addresses from people: one mailbox, never a list or a route.  Pure.
 */
#ifndef TIX_ADDRESS_H
#define TIX_ADDRESS_H

#include <tix/arena.h>
#include <tix/tix.h>

#define TIX_ADDRESS_MAX 254   /* bytes of "local@domain" (RFC 5321) */
#define TIX_ADDRESS_NAME_MAX 200
#define TIX_ADDRESSES_MAX 50  /* in one list */

struct tix_address {
	const char *name; /* for people, UTF-8, or NULL */
	const char *spec; /* "ewa@example.org" */
};

/*
 * Read "ewa@example.org", "<ewa@example.org>", "Ewa Nowak <ewa@example.org>" or
 * "\"Nowak, Ewa\" <ewa@example.org>" into 'a', on 'mem'.  TIX_INVALID for all
 * else: a list, a group, a comment, a control, invalid UTF-8, a local part
 * with characters by which mail systems run programs, write files or choose
 * routes (| / ! % `, or - at its start), a domain that is no name of a host,
 * more bytes than there may be.
 */
enum tix_status tix_address_parse(struct tix *tx, struct tix_arena *mem,
    const char *text, struct tix_address *a);

/* Is it one? */
bool tix_address_valid(const char *text);

/* May 'spec' stand alone: local part, @, a host's name? */
bool tix_address_spec_valid(const char *spec);

/* A host's name: labels of letters, digits and hyphens, joined by dots. */
bool tix_address_host_valid(const char *host);

/* As it is read, the name in quotes where it has to be; on 'mem'. */
const char *tix_address_text(struct tix_arena *mem,
    const struct tix_address *a);

/*
 * The addresses of a list as joined by ", ": at most TIX_ADDRESSES_MAX;
 * NULL and "" are an empty one.  'list' is on 'mem'.
 */
enum tix_status tix_address_list(struct tix *tx, struct tix_arena *mem,
    const char *text, struct tix_address **list, size_t *n);

/* 'n' texts, an address each, as such a list; NULL where there is none. */
enum tix_status tix_address_join(struct tix *tx, struct tix_arena *mem,
    const char *const *texts, size_t n, const char **list);

#endif
