/*
 * The order in which tickets are listed.
 */
#include "select.h"

#include <string.h>

#include <tix/desk.h>

static int
find(const struct tix *tx, const char *name)
{
	const struct tix_custom *c = tx->desk == NULL ? NULL :
	    tix_desk_custom(tx->desk, name);

	if (c != NULL)
		return TIX_Q_CUSTOM + (int)(c - tx->desk->customs);
	return strcmp(name, "age") == 0 ? (int)TIX_Q_AGE :
	    strcmp(name, "idle") == 0 ? (int)TIX_Q_IDLE :
	    tix_field_find(name);
}

static enum tix_status
refuse(struct tix *tx, const char *name)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; tx->desk != NULL && i < tx->desk->ncustoms; i++)
		tix_buf_printf(&b, ", %s", tx->desk->customs[i].name);
	return tix_fail(tx, TIX_INVALID, "no field '%s' to sort by; there are: "
	    "%s, age, idle%s", name, tix_field_names(tx->mem, 0),
	    tix_buf_text(&b));
}

enum tix_status
tix_sort_parse(struct tix *tx, const char *text,
    struct tix_sort sort[TIX_SORT_MAX], size_t *n)
{
	const char *name;
	size_t len;

	for (*n = 0; ; text += len + 1) {
		struct tix_sort *k = &sort[*n];

		if (*n == TIX_SORT_MAX)
			return tix_fail(tx, TIX_INVALID,
			    "more than %d keys to sort by", TIX_SORT_MAX);
		k->descending = *text == '-';
		text += k->descending;
		len = strcspn(text, ",");
		name = tix_arena_dup_n(tx->mem, text, len);
		k->field = find(tx, name);
		if (strcmp(name, "rank") == 0 || strcmp(name, "urgency") == 0)
			return tix_fail(tx, TIX_INVALID,
			    "'%s' sorts alone", name);
		if (k->field < 0)
			return refuse(tx, name);
		++*n;
		if (text[len] == '\0')
			return TIX_OK;
	}
}

/* Names sort by their place in the list, levels by the desk's order. */
static void
add_key(struct tix_select *b, int field)
{
	const char *const *names = field >= TIX_Q_CUSTOM ? NULL :
	    tix_fields[field].names;
	const struct tix_desk *d = b->tx->desk;
	const char *name = tix_select_column(b, field);

	if (names == NULL && (field != TIX_F_LEVEL || d == NULL ||
	    d->nlevels == 0)) {
		tix_buf_str(&b->sql, name);
		return;
	}
	tix_buf_printf(&b->sql, "CASE %s", name);
	for (int i = 0; names != NULL && names[i] != NULL; i++)
		tix_buf_printf(&b->sql, " WHEN '%s' THEN %d", names[i], i);
	for (size_t i = 0; names == NULL && i < d->nlevels; i++)
		tix_buf_printf(&b->sql, " WHEN %s THEN %zu",
		    tix_select_text(b, d->levels[i].name), i);
	tix_buf_str(&b->sql, " END");
}

/* Is there always a value?  NULLS LAST would keep an index from serving. */
static bool
is_never_none(int field)
{
	return field == TIX_F_ID || field == TIX_F_SUBJECT ||
	    field == TIX_F_KIND || field == TIX_F_STATE ||
	    field == TIX_F_COUNT || field == TIX_F_OPENED ||
	    field == TIX_F_UPDATED;
}

void
tix_select_sort(struct tix_select *b, const struct tix_sort *sort, size_t n)
{
	tix_buf_str(&b->sql, " ORDER BY ");
	for (size_t i = 0; i < n; i++) {
		bool back = sort[i].field == TIX_Q_AGE ||
		    sort[i].field == TIX_Q_IDLE;
		int field = !back ? sort[i].field :
		    sort[i].field == TIX_Q_AGE ? TIX_F_OPENED : TIX_F_UPDATED;

		add_key(b, field);
		if (sort[i].descending != back)
			tix_buf_str(&b->sql, " DESC");
		else if (!is_never_none(field))
			tix_buf_str(&b->sql, " NULLS LAST");
		tix_buf_str(&b->sql, ", ");
	}
	tix_buf_str(&b->sql, "id");
}
