/* tix-list - list the tickets that a query selects */
#include <string.h>
#include <tix/cli.h>
#include <tix/tickets.h>

#define LIVE "state:new,open,waiting"
#define TABLE "id,priority,state,level,queue,owner,age,subject"
#define ROWS "id,state,priority,level,queue,owner,opened,subject"

static const char *order = "priority";
static const char *fields;
static int64_t limit;
static bool exit_status;

static const struct tix_opt opts[] = {
	{ 's', "sort", TIX_OPT_FIELD, &order, "fields",
	    "in this order, -field backwards (priority)", NULL },
	{ 0, "limit", TIX_OPT_INT, &limit, "n", "at most n tickets", NULL },
	{ 0, "columns", TIX_OPT_FIELD, &fields, "fields", "show these", NULL },
	{ 'e', "exit-status", TIX_OPT_FLAG, &exit_status, NULL,
	    "exit 1 when nothing is found", NULL },
	{ 0 },
};

static struct tix_rows rows;

/* Programs get everything but the body, which may be long. */
static enum tix_status
begin(struct tix *tx, struct tix_run *r)
{
	const char *columns = fields;

	if (columns == NULL && r->out.format == TIX_TABLE)
		columns = TABLE;
	else if (columns == NULL && r->out.format == TIX_TSV)
		columns = ROWS;
	else if (columns == NULL)
		columns = tix_rows_all(tx, false);
	return tix_rows_begin(tx, r, columns, &rows);
}

static enum tix_status
show(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	(void)r;
	return tix_rows_put(tx, &rows, t);
}

/* A reader that is gone or a full disk ends the listing at once. */
static enum tix_status
show_one(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct tix_run *r = arg;
	enum tix_status s = show(tx, r, t);

	if (s != TIX_OK || (!ferror(r->out.to) && !tix_interrupted()))
		return s;
	s = tix_run_flush(tx, r);
	return s == TIX_OK ? TIX_NO : s;
}

/* An empty variable of a script is no query either. */
static const char *
query_of(struct tix *tx, const struct tix_run *r)
{
	const char *words = tix_run_words(tx, r);

	return words[strspn(words, " \t\r\n")] == '\0' ? LIVE : words;
}

static enum tix_status
list_query(struct tix *tx, struct tix_run *r)
{
	struct tix_sort sort[TIX_SORT_MAX];
	struct tix_term *query;
	bool more = false;
	size_t nsort;
	enum tix_status s = tix_sort_parse(tx, order, sort, &nsort);

	if (s == TIX_OK)
		s = tix_query_parse(tx, query_of(tx, r), &query);
	if (s == TIX_OK)
		s = begin(tx, r);
	if (s == TIX_OK)
		s = tix_tickets_select(tx, query, sort, nsort, limit,
		    tix_rows_has(&rows, TIX_F_BODY), show_one, r, &more);
	if (more)
		tix_notice(tx, r, "the first %lld; there are more",
		    (long long)limit);
	return s;
}

/* In the order of the ids; each failure is told at once. */
static enum tix_status
list_given(struct tix *tx, struct tix_run *r)
{
	enum tix_status s = begin(tx, r);

	if (s == TIX_OK)
		s = tix_run_show(tx, r, show);
	return s;
}

static enum tix_status
list(struct tix *tx, struct tix_run *r)
{
	bool given = r->noperands == 1 && strcmp(r->operands[0], "-") == 0;
	enum tix_status s = given ? list_given(tx, r) : list_query(tx, r);

	if (s < TIX_IO)
		s = tix_worse(s, tix_rows_end(&rows));
	return s == TIX_OK && exit_status && rows.count == 0 ? TIX_NO : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "list",
		.args = "[query | -]",
		.takes = TIX_TAKES_QUERY,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS,
		.run = list,
		.table = &tix_table,
	};

	return tix_main(&cmd, argc, argv);
}
