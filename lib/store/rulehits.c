/*
 * Which rules did something.
 */
#include <tix/rulehits.h>

#include "sql.h"

#include <string.h>

#include <tix/json.h>

#define PIECE 4000 /* events of one read */

/* Rules act in events of these kinds alone. */
static const char grounds_sql[] =
	"SELECT seq, at, recorded, kind IN ('opened', 'changed', 'routed',"
	"       'escalated', 'returned', 'taken', 'assigned'), data"
	"  FROM event /*scan*/"
	" WHERE seq < $before"
	" ORDER BY seq DESC"
	" LIMIT $piece";

struct hits {
	const char **path; /* sorted, no two alike */
	size_t n;
	size_t cap;
	int64_t since;
	int64_t before; /* the next piece is older than this */
	bool more;
};

/* The place of 'path', or where it would go. */
static bool
find(const struct hits *h, const char *path, size_t *place)
{
	size_t low = 0, high = h->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int c = strcmp(h->path[middle], path);

		if (c == 0)
			return true;
		if (c < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*place = low;
	return false;
}

static void
add(struct tix *tx, struct hits *h, const char *path)
{
	size_t place;

	if (path == NULL || find(h, path, &place))
		return;
	h->path = tix_arena_more(tx->run, h->path, h->n, &h->cap,
	    sizeof *h->path);
	memmove(h->path + place + 1, h->path + place,
	    (h->n - place) * sizeof *h->path);
	h->path[place] = tix_arena_dup(tx->run, path);
	h->n++;
}

static enum tix_status
read_grounds(struct tix *tx, struct hits *h, const char *data, size_t len)
{
	const struct tix_json *g;
	struct tix_json *root;
	size_t n;
	const char *why = tix_json_span(data, len, "why", &n);
	enum tix_status s = why == NULL ? TIX_NO :
	    tix_json_parse(tx, tx->mem, why, n, &root);

	if (s != TIX_OK)
		return s == TIX_NO ? TIX_OK : s;
	for (g = root->child; g != NULL; g = g->next) {
		const char *by = tix_json_text(g, "by");

		/* One that sets nothing tells why a rule did not fit. */
		if (by != NULL && strcmp(by, "rule") == 0 &&
		    tix_json_get(g, "set") != NULL)
			add(tx, h, tix_json_get_bytes(tx->mem,
			    tix_json_get(g, "name")));
	}
	return TIX_OK;
}

static enum tix_status
take(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct hits *h = arg;
	const char *data;
	size_t n;
	enum tix_status s = TIX_OK;

	h->before = tix_row_int(row, 0);
	h->more = tix_row_int(row, 2) >= h->since;
	if (!h->more)
		return TIX_NO;
	if (tix_row_int(row, 1) < h->since || tix_row_int(row, 3) == 0)
		return TIX_OK;
	data = tix_row_peek(row, 4, true, &n);
	if (data != NULL)
		s = read_grounds(tx, h, data, n);
	tix_arena_reset(tx->mem);
	return s;
}

enum tix_status
tix_rule_hits(struct tix *tx, int64_t since, const char *const **paths,
    size_t *n)
{
	struct hits h = { .since = since, .before = INT64_MAX, .more = true };
	enum tix_status s = TIX_OK;

	while (s == TIX_OK && h.more) {
		h.more = false;
		s = tix_sql(tx, grounds_sql, TIX_PARAMS(
		    TIX_INT("$before", h.before), TIX_INT("$piece", PIECE)),
		    take, &h);
	}
	*paths = h.path;
	*n = h.n;
	return s;
}
