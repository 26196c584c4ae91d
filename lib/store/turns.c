/*
 * The table of turns, and what the index of owners knows of an agent's work.
 */
#include <tix/turns.h>

#include "sql.h"

#include <string.h>

/* Had from the index alone. */
static const char load_sql[] =
	"SELECT ifnull(priority, 0), count(*)"
	"  FROM ticket"
	" WHERE owner = $agent AND state IN ('new', 'open') AND id <> $but"
	" GROUP BY state, priority";

static const char get_sql[] =
	"SELECT seq"
	"  FROM turn"
	" WHERE agent = $agent";

/* Reads the agent's live tickets, and no other. */
static const char idle_sql[] =
	"SELECT max(updated)"
	"  FROM ticket"
	" WHERE owner = $agent AND state IN ('new', 'open', 'waiting')"
	"   AND id <> $but";

static const char last_sql[] =
	"SELECT owner"
	"  FROM ticket"
	" WHERE requester = $requester AND owner IS NOT NULL AND id <> $but"
	" ORDER BY id DESC"
	" LIMIT 1";

static const char note_sql[] =
	"INSERT INTO turn (agent, seq)"
	" VALUES ($agent, $seq)"
	" ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)";

static const char differing_sql[] =
	"WITH said (agent, seq) AS ("
	"	SELECT data ->> 'turn', max(seq)"
	"	  FROM event /*scan*/"
	"	 WHERE CASE WHEN instr(data, '\"turn\"') > 0"
	"	                 AND json_valid(data)"
	"	       THEN json_type(data, '$.turn') = 'text' END"
	"	 GROUP BY 1)"
	"SELECT ifnull(said.agent, turn.agent)"
	"  FROM said"
	"  FULL JOIN turn ON turn.agent = said.agent"
	" WHERE said.seq IS NOT turn.seq"
	" ORDER BY 1";

static enum tix_status
take_load(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct tix_hands *h = arg;
	int64_t priority = tix_row_int(row, 0);

	(void)tx;
	if (priority < (int64_t)(sizeof h->open / sizeof h->open[0]))
		h->open[priority] += tix_row_int(row, 1);
	return TIX_OK;
}

enum tix_status
tix_turns_load(struct tix *tx, const char *agent, int64_t but,
    struct tix_hands *hands)
{
	memset(hands, 0, sizeof *hands);
	return tix_sql(tx, load_sql, TIX_PARAMS(TIX_TEXT("$agent", agent),
	    TIX_INT("$but", but)), take_load, hands);
}

enum tix_status
tix_turns_get(struct tix *tx, const char *agent, int64_t *seq)
{
	return tix_sql_int(tx, get_sql, TIX_PARAMS(TIX_TEXT("$agent", agent)),
	    0, seq);
}

enum tix_status
tix_turns_idle(struct tix *tx, const char *agent, int64_t but, int64_t *at)
{
	return tix_sql_int(tx, idle_sql, TIX_PARAMS(TIX_TEXT("$agent", agent),
	    TIX_INT("$but", but)), 0, at);
}

static enum tix_status
take_agent(struct tix *tx, const struct tix_row *row, void *arg)
{
	const char **agent = arg;

	*agent = tix_row_text(row, 0, tx->mem);
	return TIX_NO;
}

enum tix_status
tix_turns_last(struct tix *tx, const char *requester, int64_t but,
    const char **agent)
{
	*agent = NULL;
	return tix_sql(tx, last_sql, TIX_PARAMS(
	    TIX_TEXT("$requester", requester), TIX_INT("$but", but)),
	    take_agent, agent);
}

/* What is stored decides, so that what is restored counts like what is new. */
static const char *
turn_of(struct tix *tx, const struct tix_event *e)
{
	static const char name[] = "\"turn\"";
	struct tix_json *root;

	if (e->data == NULL ||
	    memmem(e->data, e->data_len, name, sizeof name - 1) == NULL ||
	    tix_json_parse(tx, tx->mem, e->data, e->data_len, &root) != TIX_OK)
		return NULL;
	return tix_json_text(root, "turn");
}

enum tix_status
tix_turns_note(struct tix *tx, const struct tix_event *e)
{
	const char *agent = turn_of(tx, e);

	if (agent == NULL)
		return TIX_OK;
	return tix_sql(tx, note_sql, TIX_PARAMS(TIX_TEXT("$agent", agent),
	    TIX_INT("$seq", e->seq)), NULL, NULL);
}

struct telling {
	void (*say)(void *arg, const char *finding);
	void *arg;
	bool any;
};

static enum tix_status
tell(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct telling *t = arg;

	t->any = true;
	t->say(t->arg, tix_arena_printf(tx->mem,
	    "turns: that of '%s' is not what the events say",
	    tix_row_text(row, 0, tx->mem)));
	return TIX_OK;
}

enum tix_status
tix_turns_check(struct tix *tx, void (*say)(void *arg, const char *finding),
    void *arg)
{
	struct telling t = { say, arg, false };
	enum tix_status s = tix_sql(tx, differing_sql, NULL, tell, &t);

	return s == TIX_OK && t.any ? TIX_NO : s;
}
