/*
 * Clocks of stories for clock_oracle.bats, and by itself a test that what is
 * not read is no other than what is.
 *
 * With any argument, standard input is stories (see story.h), each ended by a
 * line "now AT"; the clocks by then are printed, with a line "." behind them:
 * name, state, version, started, stopped, first_stop, breached, waived, due,
 * budget, consumed; all in microseconds.
 */
#include "unit.h"

#include "story.h"

/* Stretches follow each other, and what they consumed is what the clock did. */
static bool
is_whole(const struct tix_clock *c)
{
	int64_t at = c->started, sum = 0;

	for (size_t i = 0; i < c->nstretches; i++) {
		const struct tix_stretch *s = &c->stretches[i];

		if (s->from != at || (s->to != 0 && s->to < at) ||
		    s->consumed < 0 || s->why == NULL)
			return false;
		at = s->to;
		sum += i >= c->anew ? s->consumed : 0;
	}
	return at == c->stopped && sum == c->consumed;
}

static void
print(struct tix *tx, const struct story *s, const struct tix_clock *c,
    int64_t now)
{
	int64_t consumed = 0;

	if (tix_clock_consumed(tx, &s->book, c, now, &consumed) != TIX_OK)
		printf("# %s\n", tx->error);
	if (!is_whole(c))
		printf("# stretches do not sum up\n");
	printf("%s %s %" PRId64, tix_clock_name(tx->mem, c),
	    tix_clock_state_names[c->state - 1], c->version);
	printf(" %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64, c->started,
	    c->stopped, c->first_stop, c->breached);
	printf(" %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 "\n",
	    c->waived, c->due, c->budget, consumed);
}

static void
tell(struct tix *tx, const char *text, int64_t now)
{
	const struct story *s = story_read(tx, text);
	const struct tix_clock *c = NULL;
	size_t n = 0;

	for (int often = 0; often < 2; often++)
		if (story_fold(tx, s, now, often == 0, &c, &n) != TIX_OK)
			printf("# %s\n", tx->error);
		else
			for (size_t i = 0; i < n; i++)
				print(tx, s, &c[i], now);
	printf(".\n");
	tix_arena_reset(tx->mem);
}

static void
answer(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };
	static char line[1 << 16];

	while (fgets(line, sizeof line, stdin) != NULL) {
		if (strncmp(line, "now ", 4) != 0) {
			tix_buf_str(&b, line);
			continue;
		}
		tell(tx, tix_buf_text(&b), story_time(line + 4) *
		    STORY_SECOND);
		b.len = 0;
	}
}

static void
nothing(struct tix *tx)
{
	const struct story *s = story_read(tx, "law 0 gold sla\n"
	    "target resolve - 4h\n");
	const struct tix_clock *c;
	size_t n = 1;

	CHECK_INT(story_fold(tx, s, tx->now, true, &c, &n), TIX_OK);
	CHECK_INT(n, 0);
}

int
main(int argc, char **argv)
{
	static const struct unit_test tests[] = {
		{ "a ticket without events has no clocks", nothing },
	};
	struct tix tx = { 0 };

	(void)argv;
	if (argc == 1)
		return unit_main(tests, 1);
	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	answer(&tx);
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
