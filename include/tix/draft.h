/*
 * A ticket before it is opened, from the words of options.
 */
#ifndef TIX_DRAFT_H
#define TIX_DRAFT_H

#include <tix/cli.h>

struct tix_draft {
	struct tix_ticket t;
	uint64_t given; /* a bit for each field that was set */
	bool clears;    /* an empty value is given too: none */
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
 * Set fields, also the desk's own, from words of the form FIELD=VALUE;
 * TIX_NOT_FOUND with the list of what may be set.
 */
enum tix_status tix_draft_assign(struct tix *tx, struct tix_draft *d,
    const struct tix_texts *assignments);

/*
 * Set subject (NULL: the operands) and body, which comes from an option or a
 * file; TIX_INVALID for either twice.
 */
enum tix_status tix_draft_text(struct tix *tx, const struct tix_run *r,
    struct tix_draft *d, const char *subject, const char *body,
    const char *file);

/* What is kept longer than a record: all strings on tx->run. */
void tix_draft_keep(struct tix *tx, struct tix_draft *d);

/*
 * Words for a list (TIX_F_TAGS, TIX_F_WATCHERS) as one, on tx->run; NULL for
 * none.  TIX_INVALID for one that is empty or too long, and for too many.
 */
enum tix_status tix_draft_words(struct tix *tx, enum tix_field f,
    const struct tix_texts *words, const char **list);

/* Set a list to words. */
enum tix_status tix_draft_list(struct tix *tx, struct tix_draft *d,
    enum tix_field f, const struct tix_texts *words);

#endif
