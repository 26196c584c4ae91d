/*
 * Drafts of tickets from options.
 */
#include <tix/draft.h>

#include <string.h>

#include <tix/custom.h>

enum tix_status
tix_draft_put(struct tix *tx, struct tix_draft *d, enum tix_field f,
    const char *text)
{
	struct tix_value v;
	enum tix_status s = tix_field_parse(tx, f, text, &v);

	if (s == TIX_OK && (d->clears || tix_value_is_some(&v))) {
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

/* All that may be set on this desk. */
static const char *
names(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };

	tix_buf_str(&b, tix_field_names(tx->run, TIX_F_SETTABLE));
	for (size_t i = 0; i < tx->desk->ncustoms; i++)
		tix_buf_printf(&b, ", %s", tx->desk->customs[i].name);
	return tix_buf_text(&b);
}

/* Drafts outlive the record: values go to the run's memory. */
static enum tix_status
put_custom(struct tix *tx, struct tix_draft *d, const struct tix_custom *c,
    const char *text)
{
	enum tix_status s = tix_custom_put(tx, c, text, &d->t.fields);

	d->t.fields = tix_arena_dup(tx->run, d->t.fields);
	d->given |= UINT64_C(1) << TIX_F_FIELDS;
	return s;
}

static enum tix_status
assign(struct tix *tx, struct tix_draft *d, const char *text)
{
	const char *equals = strchr(text, '=');
	const char *name = tix_arena_dup_n(tx->run, text,
	    equals == NULL ? strlen(text) : (size_t)(equals - text));
	const struct tix_custom *c = tix_desk_custom(tx->desk, name);
	int f = tix_field_find(name);

	if (c != NULL && equals != NULL)
		return put_custom(tx, d, c, equals + 1);
	if (c == NULL && (f < 0 || (tix_fields[f].flags & TIX_F_SETTABLE) == 0))
		return tix_fail(tx, TIX_NOT_FOUND,
		    "no field '%s' to set; there are: %s", name, names(tx));
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

void
tix_draft_keep(struct tix *tx, struct tix_draft *d)
{
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value v = tix_ticket_get(&d->t, (enum tix_field)f);

		if (!tix_type_is_text(v.type) || v.s == NULL)
			continue;
		v.s = tix_arena_dup(tx->run, v.s);
		tix_ticket_set(&d->t, (enum tix_field)f, &v);
	}
}

enum tix_status
tix_draft_words(struct tix *tx, enum tix_field f,
    const struct tix_texts *words, const char **list)
{
	const char *name = tix_fields[f].name;

	*list = NULL;
	for (size_t i = 0; i < words->n; i++) {
		const char *word = words->item[i];

		if (tix_tags_count(word) == 0)
			return tix_fail(tx, TIX_INVALID, "%s: an empty word",
			    name);
		if (tix_tags_longest(word) > TIX_NAME_MAX)
			return tix_fail(tx, TIX_INVALID,
			    "%s: a word of %zu bytes; at most %d (name-max)",
			    name, tix_tags_longest(word), TIX_NAME_MAX);
		*list = tix_tags_add(tx->run, *list, word);
	}
	if (tix_tags_count(*list) > TIX_TAGS_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "%s: %zu words; at most %d (%s-max)", name,
		    tix_tags_count(*list), TIX_TAGS_MAX, name);
	return TIX_OK;
}

enum tix_status
tix_draft_list(struct tix *tx, struct tix_draft *d, enum tix_field f,
    const struct tix_texts *words)
{
	const char *list;
	enum tix_status s = tix_draft_words(tx, f, words, &list);

	return s == TIX_OK && list != NULL ? tix_draft_put(tx, d, f, list) : s;
}

enum tix_status
tix_draft_text(struct tix *tx, const struct tix_run *r, struct tix_draft *d,
    const char *subject, const char *body, const char *file)
{
	const char *text = NULL;
	enum tix_status s;

	if (subject != NULL && r->noperands > 0)
		return tix_fail(tx, TIX_INVALID,
		    "a subject twice: as an option and as operands");
	s = tix_read_text(tx, tx->run, body, file, TIX_BODY_MAX, &text);
	if (s == TIX_OK && text != NULL)
		s = tix_draft_put(tx, d, TIX_F_BODY, text);
	return s != TIX_OK ? s : tix_draft_put(tx, d, TIX_F_SUBJECT,
	    subject != NULL ? subject : tix_run_words(tx, r));
}
