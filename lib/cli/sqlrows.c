/*
 * Rows of a statement's own columns.  What kind a column is of is seen from its
 * first row, so that all begins with that.
 */
#include <tix/sqlrows.h>

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <tix/time.h>

#define GRACE 3 /* seconds that a statement has to stop by itself */

static void
on_alarm(int sig)
{
	static const char words[] =
	    "tix sql: not done in time; --timeout gives it longer\n";

	(void)sig;
	if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
		_exit(74);
	_exit(75);
}

void
tix_sqlrows_limit(int64_t us)
{
	const struct sigaction end = { .sa_handler = on_alarm };

	sigaction(SIGALRM, &end, NULL);
	alarm(us > 0 ? (unsigned)(us / TIX_SECOND) + GRACE : 0);
}

/* Most readers of JSON keep one of two members of a name. */
static enum tix_status
check_names(struct tix *tx, const struct tix_sqlrows *s)
{
	const enum tix_format format = s->r->out.format;

	if (format != TIX_JSON && format != TIX_JSONL)
		return TIX_OK;
	for (size_t i = 1; i < s->n; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(s->names[i], s->names[j]) == 0)
				return tix_fail(tx, TIX_INVALID,
				    "two columns are named '%s'; AS gives "
				    "one another name", s->names[i]);
	return TIX_OK;
}

enum tix_status
tix_sqlrows_head(struct tix *tx, const char *const *names, size_t n, void *arg)
{
	struct tix_sqlrows *s = arg;

	s->names = names;
	s->n = n;
	return s->r->fields == NULL ? check_names(tx, s) : TIX_OK;
}

static bool
is_number(const struct tix_value *v)
{
	return v->type == TIX_T_INT || v->type == TIX_T_JSON;
}

static enum tix_status
put_header(struct tix *tx, struct tix_sqlrows *s)
{
	struct tix_value *names = tix_arena_array(tx->run, s->n,
	    sizeof *names);

	for (size_t i = 0; i < s->n; i++)
		names[i] = (struct tix_value){ .s = s->names[i] };
	return tix_rows_values(&s->rows, names);
}

static enum tix_status
begin(struct tix *tx, struct tix_sqlrows *s, const struct tix_value *first)
{
	struct tix_column *c = tix_arena_array(tx->run, s->n, sizeof *c);
	enum tix_status status;

	for (size_t i = 0; i < s->n; i++) {
		bool number = first != NULL && is_number(&first[i]);

		c[i].name = s->names[i];
		c[i].flags = TIX_COL_ZERO |
		    (number ? TIX_COL_RIGHT : TIX_COL_CUT);
	}
	s->begun = true;
	status = tix_rows_columns(tx, s->r, c, s->n, NULL, &s->rows);
	if (status == TIX_OK && s->header && s->r->out.format == TIX_TSV)
		status = put_header(tx, s);
	return status;
}

enum tix_status
tix_sqlrows_row(struct tix *tx, const struct tix_value *row, void *arg)
{
	struct tix_sqlrows *s = arg;
	enum tix_status status = TIX_OK;

	if (!s->begun)
		status = begin(tx, s, row);
	if (status == TIX_OK)
		status = tix_rows_values(&s->rows, row);
	if (status != TIX_OK || !ferror(s->r->out.to))
		return status;
	status = tix_run_flush(tx, s->r);
	return status == TIX_OK ? TIX_NO : status;
}

enum tix_status
tix_sqlrows_end(struct tix *tx, struct tix_sqlrows *s, enum tix_status status)
{
	enum tix_status begun = TIX_OK;

	if (s->names == NULL || (!s->begun && status != TIX_OK))
		return TIX_OK;
	if (!s->begun)
		begun = begin(tx, s, NULL);
	return begun == TIX_OK ? tix_rows_end(&s->rows) : begun;
}
