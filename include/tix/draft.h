/*
 * A ticket before it is opened, from the words of options.
 */
#ifndef TIX_DRAFT_H
#define TIX_DRAFT_H

#include <tix/cli.h>

struct tix_draft {
	struct tix_ticket t;
	uint64_t given; /* a bit for each field that was set */
};

/* An option that is a field by itself. */
struct tix_draft_option {
	enum tix_field field;
	const char **value; /* NULL where the option was not given */
};

/* Set a field from words; failures as those of tix_field_parse(). */
enum tix_status tix_draft_put(struct tix *tx, struct tix_draft *d,
    enum tix_field f, const char *text);

/* Set the fields of the options that were given; field 0 ends the list. */
enum tix_status tix_draft_options(struct tix *tx, struct tix_draft *d,
    const struct tix_draft_option *options);

/*
 * Set fields from words of the form FIELD=VALUE; TIX_NOT_FOUND with the list of
 * what may be set.
 */
enum tix_status tix_draft_assign(struct tix *tx, struct tix_draft *d,
    const struct tix_texts *assignments);

/* Add tags. */
enum tix_status tix_draft_tags(struct tix *tx, struct tix_draft *d,
    const struct tix_texts *tags);

#endif
