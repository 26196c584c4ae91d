/*
 * Handovers, and the levels that a ticket was at, as text for people.
 */
#include <tix/card.h>

#include <string.h>

#include <tix/handover.h>
#include <tix/utf8.h>
#include <tix/visit.h>

static const char *
missing_of(const struct tix_event *e)
{
	const struct tix_member *m = tix_event_member(e, "missing");

	return m == NULL || m->type != TIX_M_TEXT ? NULL : m->s;
}

/* Eight cells in, so that no line of it is taken for a name. */
static void
print_text(struct tix *tx, const struct tix_out_options *o, const char *text)
{
	const char *s = tix_utf8_printable(tx->mem, text, true);

	while (*s != '\0') {
		size_t n = strcspn(s, "\n");

		fprintf(o->to, "%s%.*s\n", n > 0 ? "        " : "", (int)n, s);
		s += n + (s[n] == '\n');
	}
}

void
tix_card_handover(struct tix *tx, const struct tix_out_options *o,
    const struct tix_event *e)
{
	const char *missing = missing_of(e);
	struct tix_handover h;

	tix_event_handover(tx, e, &h);
	for (size_t i = 0; i < h.n; i++) {
		fprintf(o->to, "    %s:\n", tix_utf8_printable(tx->mem,
		    h.part[i].name, false));
		print_text(tx, o, h.part[i].text);
	}
	if (missing != NULL)
		fprintf(o->to, "    the handover is incomplete, it lacks: "
		    "%s\n", tix_utf8_printable(tx->mem, missing, false));
}

const char *
tix_handover_summary(struct tix *tx, const struct tix_event *e)
{
	const char *missing = missing_of(e);
	struct tix_buf b = { .arena = tx->mem };
	struct tix_handover h;

	tix_event_handover(tx, e, &h);
	for (size_t i = 0; i < h.n; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "handover ",
		    h.part[i].name);
	if (missing != NULL)
		tix_buf_printf(&b, "%s lacks %s", h.n > 0 ? "," : "handover",
		    missing);
	return tix_buf_text(&b);
}

const char *
tix_visits_summary(struct tix *tx, const char *visits)
{
	struct tix_buf b = { .arena = tx->mem };
	struct tix_visit v;

	while (tix_visits_next(tx->mem, &visits, &v)) {
		tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", v.level);
		if (v.times > 1)
			tix_buf_printf(&b, " %lld times", (long long)v.times);
		if (v.agent != NULL)
			tix_buf_printf(&b, " (handed up by %s)", v.agent);
	}
	return tix_buf_text(&b);
}
