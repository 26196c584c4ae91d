/*
 * Saved views: a query with its order and columns, in the settings.
 */
#include "listing.h"

#include <string.h>

#define PREFIX "view."

/* "view.mine", and not "view.mine.sort"; NULL for that. */
static const char *
name_of(const struct tix_setting *s)
{
	const char *name = s->name + strlen(PREFIX);

	return strchr(name, '.') == NULL ? name : NULL;
}

static enum tix_status
add_name(struct tix *tx, const struct tix_setting *s, void *arg)
{
	struct tix_buf *b = arg;

	(void)tx;
	if (name_of(s) != NULL)
		tix_buf_printf(b, "%s%s", b->len > 0 ? ", " : "", name_of(s));
	return TIX_OK;
}

static enum tix_status
refuse(struct tix *tx, const char *name)
{
	struct tix_buf b = { .arena = tx->run };
	enum tix_status s = tix_config_each(tx, PREFIX, false, add_name, &b);

	if (s != TIX_OK)
		return s;
	if (b.len == 0)
		return tix_fail(tx, TIX_NOT_FOUND, "no view '%s'; there are "
		    "none: see 'view.NAME' in tix-config(5)", name);
	return tix_fail(tx, TIX_NOT_FOUND, "no view '%s'; there are: %s", name,
	    tix_buf_text(&b));
}

static enum tix_status
get(struct tix *tx, const char *name, const char *part, const char **value)
{
	return tix_config_get(tx, tix_arena_printf(tx->run, PREFIX "%s%s",
	    name, part), value, NULL);
}

enum tix_status
tix_view_get(struct tix *tx, const char *name, struct tix_view *v)
{
	const char *setting = tix_arena_printf(tx->run, PREFIX "%s", name);
	enum tix_status s = TIX_OK;

	memset(v, 0, sizeof *v);
	if (strchr(name, '.') == NULL && tix_setting_find(setting) != NULL)
		s = get(tx, name, "", &v->query);
	if (s == TIX_OK && v->query == NULL)
		return refuse(tx, name);
	if (s == TIX_OK)
		s = get(tx, name, ".sort", &v->sort);
	return s == TIX_OK ? get(tx, name, ".columns", &v->columns) : s;
}

static enum tix_status
put_view(struct tix *tx, const struct tix_setting *setting, void *arg)
{
	struct tix_view v;
	const char *name = name_of(setting);
	enum tix_status s;

	if (name == NULL)
		return TIX_OK;
	s = tix_view_get(tx, name, &v);
	if (s != TIX_OK)
		return s;
	return tix_rows_values(arg, (const struct tix_value[]){
		{ .type = TIX_T_TEXT, .s = name },
		{ .type = TIX_T_TEXT, .s = v.query },
		{ .type = TIX_T_TEXT, .s = v.sort },
		{ .type = TIX_T_TEXT, .s = v.columns },
	});
}

enum tix_status
tix_views_list(struct tix *tx, struct tix_run *r)
{
	static const struct tix_column columns[] = {
		{ "name", "NAME", TIX_T_TEXT, 0 },
		{ "query", "QUERY", TIX_T_TEXT, TIX_COL_CUT },
		{ "sort", "SORT", TIX_T_TEXT, 0 },
		{ "columns", "COLUMNS", TIX_T_TEXT, TIX_COL_CUT },
	};
	struct tix_rows rows;
	enum tix_status s = tix_rows_columns(tx, r, columns,
	    sizeof columns / sizeof columns[0], "name,query,sort,columns",
	    &rows);

	if (s == TIX_OK)
		s = tix_config_each(tx, PREFIX, false, put_view, &rows);
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}
