/*
 * Stories of tickets, each with what its clocks are then; see story.h.
 */
#ifndef TIX_TESTS_STORYCHECK_H
#define TIX_TESTS_STORYCHECK_H

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

struct story_case {
	const char *title;
	const char *story;
	const char *now;
	const char *want; /* "CLOCK STATE KEY=VALUE ...", a line each */
};

static inline const char *
story_say_why(const struct tix_clock *c, size_t i)
{
	return i < c->nstretches ? c->stretches[i].why : "none";
}

/* One of the clock's figures: times in seconds, lengths in microseconds. */
static inline bool
story_figure(const struct tix_clock *c, const char *key, int64_t *got,
    bool *length)
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

static inline void
story_check_figure(const char *title, const struct tix_clock *c, char *word)
{
	char *value = strchr(word, '=');
	bool length = false;
	int64_t got = 0, want;

	*value++ = '\0';
	if (strcmp(word, "version") == 0) {
		got = c->version;
		want = atoi(value);
	} else if (!story_figure(c, word, &got, &length)) {
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

static inline const struct tix_clock *
story_find_clock(struct tix *tx, const struct tix_clock *c, size_t n,
    const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(tix_clock_name(tx->mem, &c[i]), name) == 0)
			return &c[i];
	return NULL;
}

/* "CLOCK STATE KEY=VALUE ...", or "CLOCK none". */
static inline void
story_check_line(struct tix *tx, const char *title, const struct tix_clock *c,
    size_t n, char *line)
{
	char *save = NULL, *name = strtok_r(line, " ", &save);
	const struct tix_clock *found = story_find_clock(tx, c, n, name);
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
		story_check_figure(title, found, w);
}

/* Stretches meet, and what they consumed is what the clock did. */
static inline void
story_check_stretches(const char *title, const struct tix_clock *c)
{
	int64_t at = c->started, sum = 0;

	for (size_t i = 0; i < c->nstretches; i++) {
		const struct tix_stretch *s = &c->stretches[i];

		if (s->from != at || s->why == NULL || s->consumed < 0) {
			printf("# %s: stretch %zu (%s)\n", title, i,
			    story_say_why(c, i));
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

static inline void
story_check_case(struct tix *tx, const struct story_case *t, bool often)
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
		story_check_stretches(t->title, &c[i]);
	for (char *l = strtok_r(want, "\n", &save); l != NULL;
	    l = strtok_r(NULL, "\n", &save))
		story_check_line(tx, t->title, c, n, l);
}

static inline void
story_check_all(struct tix *tx, const struct story_case *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		story_check_case(tx, &t[i], false);
		story_check_case(tx, &t[i], true);
		tix_arena_reset(tx->mem);
	}
}

#define STORIES(tx, t) story_check_all(tx, t, sizeof(t) / sizeof(t)[0])

#endif
