/*
 * Clocks of tickets: each case a story and what its clocks are then, worked
 * out by hand.
 */
#include "unit.h"

#include "story.h"

#define OFFICE "calendar office 0 " \
	"2T9:00 2T17:00 3T9:00 3T17:00 4T9:00 4T17:00 5T9:00 5T17:00 " \
	"6T9:00 6T17:00 9T9:00 9T17:00 10T9:00 10T17:00 11T9:00 11T17:00 " \
	"12T9:00 12T17:00 13T9:00 13T17:00 16T9:00 16T17:00 17T9:00 17T17:00 " \
	"18T9:00 18T17:00 19T9:00 19T17:00 20T9:00 20T17:00 " \
	"23T9:00 23T17:00 24T9:00 24T17:00\n"
#define GOLD OFFICE "law 0 gold sla\ntarget resolve office 8h pause=2\n"
#define FIRST OFFICE "law 0 gold sla\ntarget first-response office 4h\n"
#define OPEN " opened subject=x priority=3 agreement=gold requester=cus "
#define WAIT " waited state=waiting waiting_on=customer\n"
#define SOLVE " resolved state=resolved\n"

struct the_case {
	const char *title;
	const char *story;
	const char *now;
	const char *want; /* "CLOCK STATE KEY=VALUE ...", a line each */
};

static const char *
say_why(const struct tix_clock *c, size_t i)
{
	return i < c->nstretches ? c->stretches[i].why : "none";
}

/* One of the clock's figures: times in seconds, lengths in microseconds. */
static bool
figure(const struct tix_clock *c, const char *key, int64_t *got, bool *length)
{
	const struct {
		const char *key;
		int64_t value;
		bool length;
	} all[] = {
		{ "started", c->started, false }, { "due", c->due, false },
		{ "stopped", c->stopped, false },
		{ "first_stop", c->first_stop, false },
		{ "breached", c->breached, false },
		{ "waived", c->waived, false },
		{ "consumed", c->consumed, true },
		{ "budget", c->budget, true },
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (strcmp(all[i].key, key) == 0) {
			*got = all[i].value;
			*length = all[i].length;
			return true;
		}
	return false;
}

static void
check_figure(const char *title, const struct tix_clock *c, char *word)
{
	char *value = strchr(word, '=');
	bool length = false;
	int64_t got = 0, want;

	*value++ = '\0';
	if (strcmp(word, "version") == 0) {
		got = c->version;
		want = atoi(value);
	} else if (!figure(c, word, &got, &length)) {
		abort();
	} else {
		want = length ? story_length(value) :
		    story_time(value) * STORY_SECOND;
	}
	if (got == want)
		return;
	printf("# %s: %s of %s is %lld, not %lld\n", title, word,
	    c->agreement != NULL ? c->agreement : "due",
	    (long long)got, (long long)want);
	unit_bad++;
}

static const struct tix_clock *
find_clock(struct tix *tx, const struct tix_clock *c, size_t n,
    const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(tix_clock_name(tx->mem, &c[i]), name) == 0)
			return &c[i];
	return NULL;
}

/* "CLOCK STATE KEY=VALUE ...", or "CLOCK none". */
static void
check_line(struct tix *tx, const char *title, const struct tix_clock *c,
    size_t n, char *line)
{
	char *save = NULL, *name = strtok_r(line, " ", &save);
	const struct tix_clock *found = find_clock(tx, c, n, name);
	const char *state = strtok_r(NULL, " ", &save);

	if (strcmp(found == NULL ? "none" :
	    tix_clock_state_names[found->state - 1], state) != 0) {
		printf("# %s: %s is %s, not %s\n", title, name,
		    found == NULL ? "none" :
		    tix_clock_state_names[found->state - 1], state);
		unit_bad++;
	}
	for (char *w; found != NULL && (w = strtok_r(NULL, " ", &save)) !=
	    NULL;)
		check_figure(title, found, w);
}

/* Stretches meet, and what they consumed is what the clock did. */
static void
check_stretches(const char *title, const struct tix_clock *c)
{
	int64_t at = c->started, sum = 0;

	for (size_t i = 0; i < c->nstretches; i++) {
		const struct tix_stretch *s = &c->stretches[i];

		if (s->from != at || s->why == NULL || s->consumed < 0) {
			printf("# %s: stretch %zu (%s)\n", title, i,
			    say_why(c, i));
			unit_bad++;
		}
		at = s->to;
		sum += i >= c->anew ? s->consumed : 0;
	}
	if (sum != c->consumed || at != c->stopped) {
		printf("# %s: stretches do not sum up\n", title);
		unit_bad++;
	}
}

static void
check_case(struct tix *tx, const struct the_case *t, bool often)
{
	const struct story *s = story_read(tx, t->story);
	char *want = tix_arena_dup(tx->mem, t->want), *save = NULL;
	const struct tix_clock *c = NULL;
	size_t n = 0;

	if (story_fold(tx, s, story_time(t->now) * STORY_SECOND, often, &c,
	    &n) != TIX_OK) {
		printf("# %s: %s\n", t->title, tx->error);
		unit_bad++;
	}
	for (size_t i = 0; i < n; i++)
		check_stretches(t->title, &c[i]);
	for (char *l = strtok_r(want, "\n", &save); l != NULL;
	    l = strtok_r(NULL, "\n", &save))
		check_line(tx, t->title, c, n, l);
}

static void
check_all(struct tix *tx, const struct the_case *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		check_case(tx, &t[i], false);
		check_case(tx, &t[i], true);
		tix_arena_reset(tx->mem);
	}
}

#define ALL(tx, t) check_all(tx, t, sizeof(t) / sizeof(t)[0])

static void
pauses(struct tix *tx)
{
	static const struct the_case t[] = {
		{ "waiting over a weekend", GOLD "6T10:00" OPEN "\n"
		    "6T12:00" WAIT "9T11:00 resumed state=open\n", "9T11:30",
		    "gold/resolve running due=1749481200 consumed=2h "
		    "budget=8h" },
		{ "waiting while nobody works", GOLD
		    "6T10:00" OPEN "\n6T17:00" WAIT
		    "9T9:00 resumed state=open\n", "9T9:30",
		    "gold/resolve running due=1749456000 consumed=7h" },
		{ "resolved straight from waiting", GOLD "6T10:00" OPEN "\n"
		    "6T12:00" WAIT "11T11:00" SOLVE, "12T9:00",
		    "gold/resolve met consumed=2h stopped=11T11:00 "
		    "due=11T17:00" },
		{ "paused at its deadline, resolved later", GOLD
		    "2T9:00" OPEN "\n2T17:00" WAIT "3T12:00" SOLVE, "4T9:00",
		    "gold/resolve met consumed=8h due=3T12:00" },
		{ "paused after its deadline", GOLD
		    "2T9:00" OPEN "\n2T17:00:01" WAIT "3T12:00" SOLVE,
		    "4T9:00",
		    "gold/resolve breached breached=2T17:00 due=2T17:00" },
		{ "twice in a minute, once for no time", GOLD
		    "2T10:00" OPEN "\n2T10:01:10" WAIT
		    "2T10:01:25 resumed state=open\n2T10:01:30" WAIT
		    "2T10:01:30 resumed state=open\n2T10:01:40" WAIT
		    "2T10:01:55 resumed state=open\n", "2T11:00",
		    "gold/resolve running consumed=85s due=3T10:00:30" },
		{ "from one wait to another that does not pause", GOLD
		    "law 0 acme uc\ntarget resolve office 4h\n"
		    "2T10:00" OPEN "queue=net vendor_case=C1\n2T11:00" WAIT
		    "2T12:00 waited waiting_on=vendor\n", "2T13:00",
		    "gold/resolve running consumed=1h due=3T11:00\n"
		    "acme/resolve@C1 running started=2T12:00 due=2T16:00" },
		{ "from a wait to another that pauses, too", OFFICE
		    "law 0 gold sla\ntarget resolve office 8h pause=6\n"
		    "2T10:00" OPEN "\n2T11:00" WAIT
		    "2T12:00 waited waiting_on=vendor\n"
		    "2T13:00 resumed state=open\n", "2T14:00",
		    "gold/resolve running consumed=1h due=3T12:00" },
		{ "a new agreement while it waits", GOLD
		    "law 0 silver sla\ntarget resolve office 4h pause=2\n"
		    "2T10:00" OPEN "\n2T11:00" WAIT
		    "2T14:00 changed agreement=silver\n"
		    "2T15:00 resumed state=open\n", "2T15:30",
		    "silver/resolve running consumed=1h due=3T10:00\n"
		    "gold/resolve none" },
		{ "a date by hand does not wait", GOLD
		    "2T10:00" OPEN "due=3T12:00\n2T11:00" WAIT, "3T12:00",
		    "due running due=3T12:00\ngold/resolve paused due=0" },
		{ "a date by hand passes while it waits", GOLD
		    "2T10:00" OPEN "due=3T12:00\n2T11:00" WAIT, "3T12:00:01",
		    "due running due=3T12:00 breached=3T12:00" },
	};

	ALL(tx, t);
}

static void
carries(struct tix *tx)
{
#define TWO OFFICE "law 0 gold sla\ntarget resolve office 4h 4h 16h pause=2\n"
	static const struct the_case t[] = {
		{ "more urgent than its time", TWO "2T9:00" OPEN "\n"
		    "3T11:00 changed priority=1\n", "3T11:00",
		    "gold/resolve running due=1748862000 consumed=10h "
		    "breached=1748862000 budget=4h" },
		{ "less urgent after the breach", TWO "2T9:00" OPEN
		    "priority=1\n2T14:00 changed priority=3\n2T15:00" SOLVE,
		    "3T9:00", "gold/resolve breached breached=2T13:00 "
		    "due=3T17:00 stopped=2T15:00" },
		{ "without a priority there is no target", TWO
		    "2T9:00 opened agreement=gold\n2T11:00 changed "
		    "priority=3\n", "2T12:00",
		    "gold/resolve running started=2T9:00 due=3T17:00" },
		{ "finished before the change", TWO "2T9:00" OPEN "\n3T9:00"
		    SOLVE "3T11:00 changed priority=1\n", "3T11:00",
		    "gold/resolve met consumed=8h due=3T17:00" },
		{ "an agreement without the metric", TWO
		    "law 0 thin sla\ntarget first-response office 1h\n"
		    "2T9:00" OPEN "\n2T10:00 changed agreement=thin\n",
		    "3T9:00", "gold/resolve cancelled stopped=2T10:00 "
		    "breached=0\nthin/first-response running started=2T9:00 "
		    "due=2T10:00 breached=2T10:00" },
		{ "and back again", TWO
		    "law 0 thin sla\ntarget first-response office 1h\n"
		    "2T9:00" OPEN "\n2T10:00 changed agreement=thin\n"
		    "2T12:00 changed agreement=gold\n", "2T13:00",
		    "gold/resolve running due=3T17:00 stopped=0\n"
		    "thin/first-response cancelled" },
		{ "a calendar of its own", GOLD
		    "law 0 always sla\ntarget resolve - 48h pause=2\n"
		    "6T10:00" OPEN "\n6T12:00" WAIT
		    "6T16:00 resumed state=open\n"
		    "9T10:00 changed agreement=always\n", "9T10:00",
		    "always/resolve running due=8T14:00 consumed=68h "
		    "breached=8T14:00" },
	};

	ALL(tx, t);
}

static const struct unit_test tests[] = {
	{ "what a ticket waits does not count where the target says so",
	    pauses },
	{ "a new target counts the same time", carries },
};

UNIT_MAIN(tests)
