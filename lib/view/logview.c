/*
 * Events as rows.
 */
#include <tix/logview.h>

#include <string.h>

#include <tix/card.h>

enum column {
	TICKET, AT, RECORDED, KIND, ACTOR, ON_BEHALF, WHO, VIA, SEQ, DESK,
	WHAT, DATA, COLUMNS
};

_Static_assert(COLUMNS == TIX_LOG_COLUMNS, "the columns of tix log");

/* The id comes first, as in every list. */
const struct tix_column tix_log_columns[TIX_LOG_COLUMNS] = {
	[TICKET] = { "ticket", "TICKET", TIX_T_INT, TIX_COL_RIGHT },
	[AT] = { "at", "AT", TIX_T_TIME, 0 },
	[RECORDED] = { "recorded", "RECORDED", TIX_T_TIME, 0 },
	[KIND] = { "kind", "KIND", TIX_T_TEXT, 0 },
	[ACTOR] = { "actor", "ACTOR", TIX_T_TEXT, 0 },
	[ON_BEHALF] = { "on_behalf", "FOR", TIX_T_TEXT, 0 },
	[WHO] = { "who", "WHO", TIX_T_TEXT, TIX_COL_CUT },
	[VIA] = { "via", "VIA", TIX_T_TEXT, 0 },
	[SEQ] = { "seq", "SEQ", TIX_T_INT, TIX_COL_RIGHT },
	[DESK] = { "desk", "DESK", TIX_T_INT, TIX_COL_RIGHT },
	[WHAT] = { "what", "WHAT", TIX_T_TEXT, TIX_COL_CUT },
	[DATA] = { "data", "DATA", TIX_T_JSON, TIX_COL_CUT },
};

const char tix_log_table[] = "ticket,at,kind,who,what";
const char tix_log_rows[] = "ticket,at,kind,actor,on_behalf,seq,what";
const char tix_log_all[] =
	"ticket,at,recorded,kind,actor,on_behalf,via,seq,desk,data";

void
tix_log_values(struct tix *tx, const struct tix_event *e, bool exact,
    struct tix_value out[TIX_LOG_COLUMNS])
{
	const struct tix_value all[COLUMNS] = {
		[TICKET] = { .type = TIX_T_INT, .i = e->ticket },
		[AT] = { .type = TIX_T_TIME, .i = e->at },
		[RECORDED] = { .type = TIX_T_TIME, .i = e->recorded },
		[KIND] = { .s = e->kind_name },
		[ACTOR] = { .s = e->actor },
		[ON_BEHALF] = { .s = e->on_behalf },
		[WHO] = { .s = tix_event_actor(tx, e) },
		[VIA] = { .s = e->via },
		[SEQ] = { .type = TIX_T_INT, .i = e->seq },
		[DESK] = { .type = TIX_T_INT, .i = e->desk },
		[WHAT] = { .s = tix_event_summary(tx, e, exact) },
		[DATA] = { .type = TIX_T_JSON, .s = e->data },
	};

	memcpy(out, all, sizeof all);
}
