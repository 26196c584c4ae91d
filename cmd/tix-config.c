/* tix-config - which settings hold, and where each comes from */
#include <string.h>
#include <tix/cli.h>
#include <tix/config.h>
#include <tix/utf8.h>

static bool all;
static bool paths;
static bool show_origin;

static const struct tix_opt opts[] = {
	{ 0, "all", TIX_OPT_FLAG, &all, NULL,
	    "also those that nobody has set", NULL },
	{ 0, "path", TIX_OPT_FLAG, &paths, NULL,
	    "print the files in their order, and no more", NULL },
	{ 0, "show-origin", TIX_OPT_FLAG, &show_origin, NULL,
	    "also the file and line, or the variable", NULL },
	{ 0 },
};

static const struct tix_column columns[] = {
	{ "name", "SETTING", TIX_T_TEXT, 0 },
	{ "value", "VALUE", TIX_T_TEXT, TIX_COL_CUT },
	{ "origin", "FROM", TIX_T_TEXT, 0 },
	{ "environment", "VARIABLES", TIX_T_TAGS, 0 },
	{ "meaning", "MEANING", TIX_T_TEXT, TIX_COL_CUT },
};

#define COLUMNS (sizeof columns / sizeof columns[0])

struct printing {
	struct tix_run *r;
	const char *name; /* of one setting or a group, or NULL */
	struct tix_rows rows;
	int n;
};

/* The name itself, or one behind it as view.mine is behind view. */
static bool
is_meant(const char *name, const char *asked)
{
	size_t n = asked != NULL ? strlen(asked) : 0;

	return asked == NULL || (strncmp(name, asked, n) == 0 &&
	    (name[n] == '\0' || name[n] == '.'));
}

static void
print_line(struct tix *tx, const struct printing *p,
    const struct tix_setting *s)
{
	if (show_origin)
		fprintf(p->r->out.to, "%s\t", s->origin == NULL ? "not set" :
		    tix_utf8_printable(tx->mem, s->origin, false));
	fprintf(p->r->out.to, "%s=%s%c", s->name, s->value == NULL ? "" :
	    tix_utf8_printable(tx->mem, s->value, false),
	    p->r->null ? '\0' : '\n');
}

static enum tix_status
print(struct tix *tx, const struct tix_setting *s, void *arg)
{
	const struct tix_setting_kind *kind = tix_setting_find(s->name);
	struct printing *p = arg;
	struct tix_buf names = { .arena = tx->mem };

	if (!is_meant(s->name, p->name) ||
	    (p->name != NULL && s->value == NULL))
		return TIX_OK;
	p->n++;
	if (!p->r->format_given) {
		print_line(tx, p, s);
		return TIX_OK;
	}
	for (size_t i = 0; kind->environment[i] != NULL; i++)
		tix_buf_printf(&names, "%s%s", i > 0 ? " " : "",
		    kind->environment[i]);
	return tix_rows_values(&p->rows, (const struct tix_value[COLUMNS]){
		{ .s = s->name }, { .s = s->value }, { .s = s->origin },
		{ .type = TIX_T_TAGS, .s = tix_buf_text(&names) },
		{ .s = kind->help },
	});
}

static enum tix_status
print_paths(struct tix *tx, struct tix_run *r)
{
	size_t n;
	const char *const *path = tix_config_paths(tx, &n);

	for (size_t i = 0; i < n; i++)
		fprintf(r->out.to, "%s%c", tix_utf8_printable(tx->mem, path[i],
		    false), r->null ? '\0' : '\n');
	return TIX_OK;
}

static const char *
fields_of(const struct tix_run *r)
{
	if (r->out.format == TIX_JSON || r->out.format == TIX_JSONL)
		return "name,value,origin,environment,meaning";
	return show_origin ? "name,value,origin" : "name,value";
}

static enum tix_status
config(struct tix *tx, struct tix_run *r)
{
	struct printing p = { .r = r };
	enum tix_status s = TIX_OK;
	const char *value;

	if (r->noperands > 1 || (paths && r->noperands > 0))
		return tix_fail(tx, TIX_INVALID, "what is '%s' to mean?",
		    r->operands[r->noperands - 1]);
	if (paths)
		return print_paths(tx, r);
	p.name = r->noperands == 1 ? r->operands[0] : NULL;
	if (p.name != NULL && !tix_setting_is_group(p.name))
		s = tix_config_get(tx, p.name, &value, NULL);
	if (s == TIX_OK && r->format_given)
		s = tix_rows_columns(tx, r, columns, COLUMNS, fields_of(r),
		    &p.rows);
	if (s == TIX_OK)
		s = tix_config_each(tx, "", all || p.name != NULL, print, &p);
	if (s == TIX_OK)
		s = tix_rows_end(&p.rows);
	return s == TIX_OK && p.name != NULL && p.n == 0 ? TIX_NO : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "config",
		.args = "[setting]",
		.takes = TIX_TAKES_SETTING,
		.opts = opts,
		.flags = TIX_CMD_NO_DB | TIX_CMD_SHOWS | TIX_CMD_OPERANDS |
		    TIX_CMD_TELLS,
		.run = config,
		.table = &tix_table,
	};

	return tix_main(&cmd, argc, argv);
}
