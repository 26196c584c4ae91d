/*
 * What the desk did by itself.
 */
#include <tix/whyview.h>

#include <string.h>

#include <tix/card.h>
#include <tix/time.h>
#include <tix/utf8.h>

enum column {
	TICKET, AT, SEQ, KIND, DESK, BY, NAME, SET, TO, RETRACTED, WHAT, COLUMNS
};

_Static_assert(COLUMNS == TIX_WHY_COLUMNS, "the columns of tix why");

/* The id comes first, as in every list. */
const struct tix_column tix_why_columns[TIX_WHY_COLUMNS] = {
	[TICKET] = { "ticket", "TICKET", TIX_T_INT, TIX_COL_RIGHT },
	[AT] = { "at", "AT", TIX_T_TIME, 0 },
	[SEQ] = { "seq", "SEQ", TIX_T_INT, TIX_COL_RIGHT },
	[KIND] = { "kind", "KIND", TIX_T_TEXT, 0 },
	[DESK] = { "desk", "DESK", TIX_T_INT, TIX_COL_RIGHT },
	[BY] = { "by", "BY", TIX_T_TEXT, 0 },
	[NAME] = { "name", "NAME", TIX_T_TEXT, TIX_COL_CUT },
	[SET] = { "set", "SET", TIX_T_TEXT, 0 },
	[TO] = { "to", "TO", TIX_T_TEXT, TIX_COL_CUT },
	[RETRACTED] = { "retracted", "TAKEN BACK", TIX_T_FLAG, 0 },
	[WHAT] = { "what", "WHAT", TIX_T_TEXT, TIX_COL_CUT },
};

void
tix_why_values(struct tix *tx, const struct tix_desk *d,
    const struct tix_event *e, const struct tix_ground *g,
    struct tix_value out[TIX_WHY_COLUMNS])
{
	const struct tix_value all[COLUMNS] = {
		[TICKET] = { .type = TIX_T_INT, .i = e->ticket },
		[AT] = { .type = TIX_T_TIME, .i = e->at },
		[SEQ] = { .type = TIX_T_INT, .i = e->seq },
		[KIND] = { .s = e->kind_name },
		[DESK] = { .type = TIX_T_INT, .i = e->desk },
		[BY] = { .s = g->by },
		[NAME] = { .s = g->name },
		[SET] = { .s = g->set },
		[TO] = { .s = g->to },
		[RETRACTED] = { .type = TIX_T_FLAG, .i = e->retracted },
		[WHAT] = { .s = tix_ground_text(tx, d, g) },
	};

	memcpy(out, all, sizeof all);
}

enum tix_status
tix_why_print(struct tix *tx, const struct tix_out_options *o,
    const struct tix_desk *d, int64_t id, const struct tix_event *e)
{
	const struct tix_ground *g;
	char when[TIX_TIME_SIZE];
	size_t n;
	enum tix_status s = tix_event_grounds(tx, e, &g, &n);

	if (s != TIX_OK)
		return s;
	fprintf(o->to, "%s%s  ", o->colour ? "\033[1m" : "",
	    tix_time_local(when, e->at, o->zone));
	if (e->ticket != id)
		fprintf(o->to, "#%lld ", (long long)e->ticket);
	fprintf(o->to, "%s%s by %s, version %lld of the desk  [%lld%s]\n",
	    tix_events[e->kind].name, o->colour ? "\033[0m" : "",
	    tix_utf8_printable(tx->mem, tix_event_actor(tx, e), false),
	    (long long)e->desk, (long long)e->seq,
	    e->retracted ? ", taken back" : "");
	for (size_t i = 0; i < n; i++)
		fprintf(o->to, "    %s\n", tix_utf8_printable(tx->mem,
		    tix_ground_text(tx, d, &g[i]), false));
	return TIX_OK;
}
