/*
 * Drafts of tickets from options.
 */
#include <tix/draft.h>

#include <string.h>

enum tix_status
tix_draft_put(struct tix *tx, struct tix_draft *d, enum tix_field f,
    const char *text)
{
	struct tix_value v;
	enum tix_status s = tix_field_parse(tx, f, text, &v);

	if (s == TIX_OK && tix_value_is_some(&v)) {
		tix_ticket_set(&d->t, f, &v);
		d->given |= UINT64_C(1) << f;
	}
	return s;
}

enum tix_status
tix_draft_options(struct tix *tx, struct tix_draft *d,
    const struct tix_draft_option *options)
{
	enum tix_status s = TIX_OK;

	for (; s == TIX_OK && options->value != NULL; options++)
		if (*options->value != NULL)
			s = tix_draft_put(tx, d, options->field,
			    *options->value);
	return s;
}

static enum tix_status
assign(struct tix *tx, struct tix_draft *d, const char *text)
{
	const char *equals = strchr(text, '=');
	const char *name = tix_arena_dup_n(tx->run, text,
	    equals == NULL ? strlen(text) : (size_t)(equals - text));
	int f = tix_field_find(name);

	if (f < 0 || (tix_fields[f].flags & TIX_F_SETTABLE) == 0)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "no field '%s' to set; there are: %s", name,
		    tix_field_names(tx->run, TIX_F_SETTABLE));
	if (equals == NULL)
		return tix_fail(tx, TIX_INVALID, "--set %s=VALUE", name);
	return tix_draft_put(tx, d, (enum tix_field)f, equals + 1);
}

enum tix_status
tix_draft_assign(struct tix *tx, struct tix_draft *d,
    const struct tix_texts *assignments)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < assignments->n; i++)
		s = assign(tx, d, assignments->item[i]);
	return s;
}

enum tix_status
tix_draft_tags(struct tix *tx, struct tix_draft *d,
    const struct tix_texts *tags)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < tags->n; i++)
		s = tix_draft_put(tx, d, TIX_F_TAGS, d->t.tags == NULL ?
		    tags->item[i] :
		    tix_tags_add(tx->run, d->t.tags, tags->item[i]));
	return s;
}
