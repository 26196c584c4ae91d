/*
 * What is told with a notification, beside what its event says.
 */
#include "dueparts.h"

#include <tix/time.h>

static void
text(struct tix_json_out *o, const char *name, const char *s)
{
	if (s == NULL)
		return;
	tix_json_name(o, name);
	tix_json_bytes(o, s);
}

static void
number(struct tix_json_out *o, const char *name, int64_t n)
{
	tix_json_name(o, name);
	tix_json_number(o, n);
}

static void
instant(struct tix_json_out *o, const char *name, int64_t at)
{
	char out[TIX_TIME_SIZE];

	if (at != 0)
		text(o, name, tix_time_rfc3339(out, at));
}

static void
put_ticket(struct tix_json_out *o, const struct tix_ticket *t)
{
	text(o, "subject", t->subject);
	number(o, "priority", t->priority);
	text(o, "level", t->level);
	text(o, "queue", t->queue);
	text(o, "owner", t->owner);
	text(o, "team", t->team);
	text(o, "agreement", t->agreement);
}

const char *
tix_due_data(const struct tix_dueing *d, const struct tix_agenda_item *i)
{
	struct tix_json_out *o = tix_json_out_new(d->tx->mem);
	size_t n;

	tix_json_open(o, '{');
	text(o, "key", i->key);
	instant(o, "reached", i->at);
	put_ticket(o, &d->t);
	if (i->clock != NULL) {
		text(o, "clock", tix_clock_name(d->tx->mem, i->clock));
		instant(o, "deadline", i->clock->breached != 0 ?
		    i->clock->breached : i->clock->due);
	}
	if (i->threshold != NULL)
		text(o, "threshold", i->threshold->text);
	if (i->step != NULL) {
		text(o, "policy", i->policy->name);
		text(o, "step", i->step->name);
		number(o, "turn", i->turn);
	}
	if (i->kind == TIX_A_STEP || i->kind == TIX_A_REMIND)
		number(o, "round", i->round);
	tix_json_close(o, '}');
	return tix_json_out_text(o, &n);
}

const char *
tix_due_data_late(const struct tix_dueing *d, const char *data,
    const char *late)
{
	struct tix_json_out *o = tix_json_out_new(d->tx->mem);
	size_t n;

	tix_json_open(o, '{');
	text(o, "late", late);
	tix_json_close(o, '}');
	return tix_json_patch(d->tx, data, tix_json_out_text(o, &n));
}
