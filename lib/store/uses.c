/*
 * What live tickets have of the desk's names, and which there ever were.
 */
#include <tix/uses.h>

#include <string.h>

#include <tix/json.h>

#include "sql.h"

#define BUCKETS 256

const enum tix_field tix_use_fields[TIX_USE_FIELDS] = {
	TIX_F_LEVEL, TIX_F_QUEUE, TIX_F_TEAM, TIX_F_OWNER, TIX_F_CATEGORY,
	TIX_F_SERVICE,
};

/* Live ones are few among many that are done: the index of states has them. */
static const char each_sql[] =
	"SELECT id, level, queue, team, owner, category, service"
	"  FROM ticket"
	" WHERE state IN (SELECT value FROM json_each($live) /*scan*/)";

static const char tickets_sql[] =
	"SELECT id"
	"  FROM ticket"
	" WHERE state IN (SELECT value FROM json_each($live) /*scan*/)"
	"   AND (level IN (SELECT value FROM json_each($level))"
	"    OR queue IN (SELECT value FROM json_each($queue))"
	"    OR team IN (SELECT value FROM json_each($team))"
	"    OR owner IN (SELECT value FROM json_each($owner))"
	"    OR category IN (SELECT value FROM json_each($category))"
	"    OR service IN (SELECT value FROM json_each($service)))"
	" ORDER BY id";

/* Asked for what the desk in force lacks: seldom, and mostly found at once. */
#define HAD(list, column) \
	"SELECT 1" \
	"  FROM desk, json_each(desk.compiled, '$." list "') AS i" \
	" WHERE json_extract(i.value, '$.name') = $name" \
	" UNION ALL " \
	"SELECT 1" \
	"  FROM ticket /*scan*/" \
	" WHERE " column " = $name" \
	" LIMIT 1"

static const char had_level_sql[] = HAD("levels", "level");
static const char had_queue_sql[] = HAD("queues", "queue");
static const char had_category_sql[] = HAD("categories", "category");

struct used {
	struct tix_use use;
	size_t len;
	struct used *next;
};

struct counting {
	struct used *bucket[TIX_USE_FIELDS][BUCKETS];
};

/* What is live is said in one place, and that is not SQL. */
static const char *
live_states(struct tix *tx)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	size_t n;

	tix_json_open(o, '[');
	for (int64_t s = TIX_NEW; s <= TIX_MERGED; s++)
		if (tix_state_is_live(s))
			tix_json_string(o, tix_state_names[s - 1]);
	tix_json_close(o, ']');
	return tix_json_out_text(o, &n);
}

static size_t
hash(const char *s, size_t n)
{
	uint32_t h = 2166136261u;

	while (n-- > 0)
		h = (h ^ (unsigned char)*s++) * 16777619u;
	return h % BUCKETS;
}

static struct used *
find(struct tix *tx, struct counting *c, size_t field, const char *s,
    size_t n)
{
	struct used **head = &c->bucket[field][hash(s, n)], *u = *head;

	while (u != NULL && (u->len != n || memcmp(u->use.value, s, n) != 0))
		u = u->next;
	if (u != NULL)
		return u;
	u = tix_arena_alloc(tx->mem, sizeof *u);
	u->use.field = tix_use_fields[field];
	u->use.value = tix_arena_dup_n(tx->mem, s, n);
	u->len = n;
	u->next = *head;
	*head = u;
	return u;
}

static void
note(struct tix_use *u, int64_t id)
{
	size_t i = TIX_USE_FIRST;

	u->n++;
	if (u->first[i - 1] != 0 && id > u->first[i - 1])
		return;
	for (i--; i > 0 && (u->first[i - 1] == 0 || id < u->first[i - 1]); i--)
		u->first[i] = u->first[i - 1];
	u->first[i] = id;
}

static enum tix_status
count(struct tix *tx, const struct tix_row *row, void *arg)
{
	for (int i = 0; i < TIX_USE_FIELDS; i++) {
		size_t n;
		const char *s = tix_row_null(row, i + 1) ? NULL :
		    tix_row_peek(row, i + 1, true, &n);

		if (s != NULL)
			note(&find(tx, arg, (size_t)i, s, n)->use,
			    tix_row_int(row, 0));
	}
	return TIX_OK;
}

enum tix_status
tix_uses_each(struct tix *tx, tix_use_fn fn, void *arg)
{
	struct counting *c = tix_arena_alloc(tx->mem, sizeof *c);
	enum tix_status s = tix_sql(tx, each_sql,
	    TIX_PARAMS(TIX_TEXT("$live", live_states(tx))), count, c);

	for (size_t i = 0; s == TIX_OK && i < TIX_USE_FIELDS; i++)
		for (size_t b = 0; b < BUCKETS; b++)
			for (const struct used *u = c->bucket[i][b];
			    s == TIX_OK && u != NULL; u = u->next)
				s = fn(tx, &u->use, arg);
	return s;
}

static const char *
as_list(struct tix *tx, const char *const *values)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	size_t n;

	tix_json_open(o, '[');
	for (; values != NULL && *values != NULL; values++)
		tix_json_string(o, *values);
	tix_json_close(o, ']');
	return tix_json_out_text(o, &n);
}

struct telling {
	tix_use_id_fn fn;
	void *arg;
};

static enum tix_status
tell(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct telling *t = arg;

	return t->fn(tx, tix_row_int(row, 0), t->arg);
}

enum tix_status
tix_uses_tickets(struct tix *tx,
    const char *const *const values[TIX_USE_FIELDS], tix_use_id_fn fn,
    void *arg)
{
	struct telling t = { fn, arg };

	return tix_sql(tx, tickets_sql, TIX_PARAMS(
	    TIX_TEXT("$live", live_states(tx)),
	    TIX_TEXT("$level", as_list(tx, values[0])),
	    TIX_TEXT("$queue", as_list(tx, values[1])),
	    TIX_TEXT("$team", as_list(tx, values[2])),
	    TIX_TEXT("$owner", as_list(tx, values[3])),
	    TIX_TEXT("$category", as_list(tx, values[4])),
	    TIX_TEXT("$service", as_list(tx, values[5]))), tell, &t);
}

enum tix_status
tix_uses_had(struct tix *tx, int field, const char *name)
{
	const char *sql = field == TIX_F_LEVEL ? had_level_sql :
	    field == TIX_F_QUEUE ? had_queue_sql : had_category_sql;
	int64_t had;
	enum tix_status s;

	if (tx->db == NULL)
		return TIX_NO;
	s = tix_sql_int(tx, sql, TIX_PARAMS(TIX_TEXT("$name", name)), 0,
	    &had);
	return s != TIX_OK ? s : had != 0 ? TIX_OK : TIX_NO;
}
