/*
 * What time did, in words.
 */
#include <tix/timeview.h>

#include <tix/time.h>

struct words {
	struct tix *tx;
	const struct tix_event *e;
	struct tix_buf b;
	bool exact;
};

static void
instant(struct words *w, const char *before, const char *name)
{
	const struct tix_member *m = tix_event_member(w->e, name);
	char out[TIX_TIME_SIZE];

	if (m == NULL || m->type != TIX_M_INT)
		return;
	tix_buf_printf(&w->b, "%s%s%s", w->b.len > 0 ? ", " : "", before,
	    w->exact ? tix_time_rfc3339(out, m->i) :
	    tix_time_local(out, m->i, w->tx->zone));
}

static void
text(struct words *w, const char *before, const char *name)
{
	const struct tix_member *m = tix_event_member(w->e, name);

	if (m != NULL && m->type == TIX_M_TEXT && m->s != NULL)
		tix_buf_printf(&w->b, "%s%s", before, m->s);
}

const char *
tix_time_summary(struct tix *tx, const struct tix_event *e, bool exact)
{
	struct words w = { .tx = tx, .e = e, .b = { .arena = tx->mem },
		.exact = exact };

	switch (e->kind) {
	case TIX_E_ACKED:
		instant(&w, "until ", "until");
		break;
	case TIX_E_WARNED:
	case TIX_E_BREACHED:
	case TIX_E_WAIVED:
	case TIX_E_RESTARTED:
		text(&w, "", "clock");
		text(&w, " ", "threshold");
		instant(&w, "deadline ", "deadline");
		break;
	case TIX_E_ROUTED:
		text(&w, "policy ", "policy");
		break;
	case TIX_E_STEPPED:
		text(&w, "", "policy");
		text(&w, ", step ", "step");
		instant(&w, "due ", "reached");
		break;
	default:
		return "";
	}
	text(&w, "; told ", "to");
	text(&w, "; instead of ", "late");
	text(&w, "; unable: ", "unable");
	return tix_buf_text(&w.b);
}
