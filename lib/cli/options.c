/*
 * argv against the option tables.
 */
#include "private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <tix/time.h>

#define TABLE_MAX TIX_OPTIONS_MAX

bool
tix_opt_has_value(const struct tix_opt *o)
{
	return o->type != TIX_OPT_FLAG;
}

bool
tix_opt_value_is_optional(const struct tix_opt *o)
{
	return o->type == TIX_OPT_FIELD && o->arg != NULL && o->arg[0] == '[';
}

/* getopt's two descriptions of both tables, and the way back. */
struct parser {
	const struct tix_opt *opt[TABLE_MAX];
	struct option long_opt[TABLE_MAX + 1];
	char letters[2 * TABLE_MAX + 2];
	size_t n;
};

static void
parser_add(struct parser *p, const struct tix_opt *table)
{
	size_t at = strlen(p->letters);

	for (; table != NULL && table->type != TIX_OPT_END &&
	    p->n < TABLE_MAX; table++) {
		int arg = !tix_opt_has_value(table) ? no_argument :
		    tix_opt_value_is_optional(table) ? optional_argument :
		    required_argument;

		p->opt[p->n] = table;
		p->long_opt[p->n] = (struct option){ table->name, arg, NULL,
		    256 + (int)p->n };
		p->n++;
		if (table->letter == 0)
			continue;
		p->letters[at++] = table->letter;
		if (arg == required_argument)
			p->letters[at++] = ':';
	}
}

static const struct tix_opt *
parser_find(const struct parser *p, int c)
{
	if (c >= 256)
		return p->opt[c - 256];
	for (size_t i = 0; i < p->n; i++)
		if (p->opt[i]->letter == c)
			return p->opt[i];
	return NULL;
}

static enum tix_status
unknown_option(struct tix *tx, const struct parser *p, const char *word)
{
	struct tix_buf b = { .arena = tx->run };

	for (size_t i = 0; i < p->n; i++)
		tix_buf_printf(&b, "%s--%s", i > 0 ? ", " : "",
		    p->opt[i]->name);
	return tix_fail(tx, TIX_INVALID, "unknown option '%s'; there are: %s",
	    word, tix_buf_text(&b));
}

/* What getopt stumbled over, as the user typed it. */
static enum tix_status
bad_option(struct tix *tx, const struct parser *p, int c, char **argv)
{
	char letter[3] = { '-', (char)optopt, '\0' };
	const char *word = optopt != 0 && optopt < 256 ? letter :
	    argv[optind - 1];

	if (c == ':')
		return tix_fail(tx, TIX_INVALID, "option '%s' wants a value",
		    word);
	if (optopt >= 256)
		return tix_fail(tx, TIX_INVALID, "option '--%s' takes no value",
		    p->opt[optopt - 256]->name);
	return unknown_option(tx, p, word);
}

enum tix_status
tix_args_parse(struct tix *tx, struct tix_run *r, int argc, char **argv,
    struct tix_args *a)
{
	struct parser *p = tix_arena_alloc(tx->run, sizeof *p);
	int c;

	a->table = tix_common_options(tx, r, &a->common);
	a->given = tix_arena_array(tx->run, (size_t)argc + 1, sizeof *a->given);
	p->letters[0] = ':';
	parser_add(p, r->cmd->opts);
	parser_add(p, a->table);
	opterr = 0;
	while ((c = getopt_long(argc, argv, p->letters, p->long_opt, NULL)) !=
	    -1) {
		const struct tix_opt *o = c == '?' || c == ':' ? NULL :
		    parser_find(p, c);

		if (o == NULL)
			return bad_option(tx, p, c, argv);
		a->given[a->ngiven++] = (struct tix_given){ o, optarg };
	}
	a->operands = argv + optind;
	a->noperands = argc - optind;
	return TIX_OK;
}

static enum tix_status
apply_int(struct tix *tx, const struct tix_given *g)
{
	char *end;
	long long v;

	errno = 0;
	v = strtoll(g->value, &end, 10);
	if (errno != 0 || *end != '\0' || end == g->value || v < 0)
		return tix_fail(tx, TIX_INVALID,
		    "--%s '%s': it is a whole number, 0 or more",
		    g->opt->name, g->value);
	*(int64_t *)g->opt->to = v;
	return TIX_OK;
}

/* 0 would be the newest, which is had by saying nothing. */
static enum tix_status
apply_version(struct tix *tx, const struct tix_given *g)
{
	enum tix_status s = apply_int(tx, g);

	return s != TIX_OK || *(int64_t *)g->opt->to > 0 ? s :
	    tix_fail(tx, TIX_INVALID, "--%s '%s': versions begin at 1",
	    g->opt->name, g->value);
}

static enum tix_status
apply_duration(struct tix *tx, const struct tix_given *g)
{
	struct tix_duration d;
	enum tix_status s = tix_duration_parse(tx, g->value, &d);

	if (s == TIX_OK && d.working)
		return tix_fail(tx, TIX_INVALID,
		    "--%s '%s': it is elapsed time", g->opt->name, g->value);
	if (s == TIX_OK)
		*(int64_t *)g->opt->to = d.us;
	return s;
}

static enum tix_status
apply_choice(struct tix *tx, const struct tix_given *g)
{
	struct tix_buf b = { .arena = tx->run };

	for (size_t i = 0; g->opt->choices[i] != NULL; i++) {
		if (strcmp(g->opt->choices[i], g->value) == 0) {
			*(const char **)g->opt->to = g->value;
			return TIX_OK;
		}
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
		    g->opt->choices[i]);
	}
	return tix_fail(tx, TIX_INVALID, "no %s '%s'; there are: %s",
	    g->opt->name, g->value, tix_buf_text(&b));
}

static void
apply_list(struct tix *tx, const struct tix_given *g)
{
	struct tix_texts *l = g->opt->to;
	const char **item = tix_arena_array(tx->run, l->n + 1, sizeof *item);

	if (l->n > 0)
		memcpy(item, l->item, l->n * sizeof *item);
	item[l->n++] = g->value;
	l->item = item;
}

static enum tix_status
apply(struct tix *tx, const struct tix_given *g)
{
	switch (g->opt->type) {
	case TIX_OPT_FLAG:
		*(bool *)g->opt->to = true;
		return TIX_OK;
	case TIX_OPT_INT:
		return apply_int(tx, g);
	case TIX_OPT_VERSION:
		return apply_version(tx, g);
	case TIX_OPT_TIME:
		return tix_time_parse(tx, g->value, g->opt->to);
	case TIX_OPT_DURATION:
		return apply_duration(tx, g);
	case TIX_OPT_CHOICE:
		return apply_choice(tx, g);
	case TIX_OPT_LIST:
	case TIX_OPT_ASSIGN:
	case TIX_OPT_PART:
	case TIX_OPT_MOVE:
		apply_list(tx, g);
		return TIX_OK;
	default:
		*(const char **)g->opt->to = g->value;
		return TIX_OK;
	}
}

/* Which format an option stands for, if any. */
static void
note_format(struct tix_run *r, const struct tix_opt *o)
{
	static const struct {
		const char *name;
		enum tix_format format;
	} formats[] = {
		{ "json", TIX_JSON }, { "jsonl", TIX_JSONL },
		{ "tsv", TIX_TSV }, { "csv", TIX_CSV },
		{ "table", TIX_TABLE },
	};

	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (strcmp(o->name, formats[i].name) == 0) {
			r->out.format = formats[i].format;
			r->format_given = true;
		}
}

static bool
is_common(const struct tix_args *a, const struct tix_opt *o)
{
	const struct tix_opt *c = a->table;

	while (c->type != TIX_OPT_END && c != o)
		c++;
	return c == o;
}

enum tix_status
tix_args_apply(struct tix *tx, struct tix_run *r, const struct tix_args *a,
    bool common)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < a->ngiven; i++) {
		const struct tix_given *g = &a->given[i];

		if (is_common(a, g->opt) != common)
			continue;
		if (g->opt->to == &a->common.fields)
			note_format(r, g->opt);
		if (strcmp(g->opt->name, "quiet") == 0)
			r->verbose--;
		if (strcmp(g->opt->name, "verbose") == 0)
			r->verbose++;
		s = apply(tx, g);
	}
	return s;
}
