/*
 * What deciders ask of people, answered from the desk's file.
 */
#include <tix/cli.h>
#include <tix/staff.h>
#include <tix/turns.h>

static enum tix_status
load(struct tix *tx, const char *agent, int64_t but, struct tix_load *l)
{
	struct tix_hands h;
	enum tix_status s = tix_turns_load(tx, agent, but, &h);

	l->open = l->weight = 0;
	for (int64_t p = 0; p <= 5; p++) {
		l->open += h.open[p];
		l->weight += h.open[p] * tix_load_weight(p);
	}
	return s;
}

const struct tix_staff tix_run_staff = {
	.load = load,
	.turn = tix_turns_get,
	.idle = tix_turns_idle,
	.last = tix_turns_last,
};
