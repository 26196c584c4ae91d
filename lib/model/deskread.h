/*
 * For lib/model alone: the parts of reading a compiled desk.
 */
#ifndef TIX_MODEL_DESKREAD_H
#define TIX_MODEL_DESKREAD_H

#include <tix/desk.h>

/* What is being read, for the words of a complaint. */
struct tix_desk_reading {
	struct tix *tx;
	struct tix_arena *mem;
	struct tix_desk *desk;
};

/* "desk: WHAT 'NAME'", TIX_INVALID. */
enum tix_status tix_desk_bad(struct tix *tx, const char *what,
    const char *name);

/* The first member of a list and how many there are. */
const struct tix_json *tix_desk_list(const struct tix_json *root,
    const char *name, size_t *n);

/* The name of a thing, which is wanted. */
enum tix_status tix_desk_read_name(const struct tix_desk_reading *r,
    const struct tix_json *n, const char *what, const char **name);

/* A list of words, NULL-ended; TIX_INVALID for an empty one. */
enum tix_status tix_desk_read_strings(const struct tix_desk_reading *r,
    const struct tix_json *object, const char *name,
    const char *const **out, size_t *n);

/* deskpolicy.c: templates, own fields, resolving and closing. */
enum tix_status tix_desk_read_policy(const struct tix_desk_reading *r,
    const struct tix_json *root);

/* deskpeople.c: who works, when, and on what. */
enum tix_status tix_desk_read_calendars(const struct tix_desk_reading *r,
    const struct tix_json *root);
enum tix_status tix_desk_read_level(const struct tix_desk_reading *r,
    const struct tix_json *object, struct tix_level *l);
enum tix_status tix_desk_read_skills(const struct tix_desk_reading *r,
    const struct tix_json *object, const struct tix_skill **skills);
enum tix_status tix_desk_read_people(const struct tix_desk_reading *r,
    const struct tix_json *root);

#endif
