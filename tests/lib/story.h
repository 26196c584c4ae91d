/*
 * A ticket's story with its agreements and calendars, as text; read, folded,
 * and its clocks looked at.  A line each:
 *
 *   calendar NAME SINCE OPEN CLOSE ...    windows; again: from SINCE on
 *   law SINCE NAME sla|ola|uc|end [level=L] [team=T] [queue=Q]
 *   target METRIC CALENDAR|- BUDGET ... [pause=N] [at_open] [new_cycle]
 *          [warn=75%] [warn=-10m] ...
 *   AT KIND [by=WHO] [FIELD=VALUE ...] [MEMBER=VALUE ...]
 *
 * In the key of a step "_" is a blank.
 *
 * A target is of the law before it, with budgets from priority 1 up ("4h",
 * "3d" for days; the last one holds for the rest).  A time is seconds since
 * 1970, or "6T10:00" on that day of June 2025 in Paris.  The level "V" is one
 * of vendors.
 */
#ifndef TIX_TESTS_STORY_H
#define TIX_TESTS_STORY_H

#include <stdlib.h>
#include <string.h>

#include <tix/agreement.h>
#include <tix/clock.h>
#include <tix/fold.h>

#define STORY_SECOND INT64_C(1000000)
#define STORY_MAX 4000 /* words of a line */
#define STORY_LAWS 64

struct story_calendar {
	const char *name;
	struct tix_worktime time;
	struct tix_piece pieces[8];
};

struct story {
	struct tix_lawbook book; /* first: the calendars are behind it */
	struct story_calendar calendars[8];
	size_t ncalendars;
	struct tix_law laws[STORY_LAWS];
	struct tix_agreement agreements[STORY_LAWS];
	struct tix_target targets[STORY_LAWS][TIX_TARGETS_MAX];
	struct tix_event *events[400];
	size_t nevents;
};

/* Seconds of "6T10:00[:30]", or of a number. */
static inline int64_t
story_time(const char *s)
{
	char *end;
	long long n = strtoll(s, &end, 10);
	int h = 0, m = 0, sec = 0;

	if (*end != 'T')
		return n;
	if (sscanf(end + 1, "%d:%d:%d", &h, &m, &sec) < 2)
		abort();
	return 1748728800 + (n - 1) * 86400 + h * 3600 + m * 60 + sec;
}

/* Microseconds of "4h", "90m", "30s", "0". */
static inline int64_t
story_length(const char *s)
{
	char *end;
	long long n = strtoll(s, &end, 10);

	return n * STORY_SECOND * (*end == 'h' ? 3600 : *end == 'm' ? 60 : 1);
}

static inline enum tix_status
story_find_calendar(struct tix *tx, const struct tix_lawbook *book,
    const char *name, const struct tix_worktime **c)
{
	const struct story *s = (const struct story *)(const void *)book;

	for (size_t i = 0; i < s->ncalendars; i++)
		if (strcmp(s->calendars[i].name, name) == 0) {
			*c = &s->calendars[i].time;
			return TIX_OK;
		}
	return tix_fail(tx, TIX_NOT_FOUND, "no calendar '%s'", name);
}

static inline bool
story_is_vendor(const struct tix_lawbook *book, const char *level)
{
	(void)book;
	return strcmp(level, "V") == 0;
}

static inline void
story_calendar(struct tix *tx, struct story *s, char **word, size_t n)
{
	struct tix_window *w = tix_arena_array(tx->mem, n + 1, sizeof *w);
	struct tix_window_set *set = tix_arena_alloc(tx->mem, sizeof *set);
	struct story_calendar *c;
	struct tix_piece *p;
	size_t i, nw = 0;

	for (i = 0; i < s->ncalendars; i++)
		if (strcmp(s->calendars[i].name, word[1]) == 0)
			break;
	c = &s->calendars[i];
	if (i == s->ncalendars) {
		s->ncalendars++;
		c->name = c->time.name = word[1];
		c->time.pieces = c->pieces;
	}
	p = &c->pieces[c->time.n++];
	for (i = 3; i + 1 < n; i += 2, nw++) {
		w[nw].open = story_time(word[i]);
		w[nw].close = story_time(word[i + 1]);
		w[nw].before = nw == 0 ? 0 : w[nw - 1].before +
		    w[nw - 1].close - w[nw - 1].open;
	}
	tix_window_set_init(set, w, nw);
	*p = (struct tix_piece){ .since = story_time(word[2]) * STORY_SECOND,
		.timezone = "Europe/Paris", .windows = &set->base };
}

static inline const char *
story_value(const char *word, const char *name)
{
	size_t n = strlen(name);

	return strncmp(word, name, n) == 0 && word[n] == '=' ? word + n + 1 :
	    NULL;
}

static inline void
story_law(struct story *s, char **word, size_t n)
{
	struct tix_agreement *a = &s->agreements[s->book.n];
	struct tix_law *l = &s->laws[s->book.n++];

	*a = (struct tix_agreement){ .name = word[2],
		.kind = (enum tix_promise)tix_name_number(tix_promise_names,
		    word[3]),
		.targets = s->targets[s->book.n - 1] };
	*l = (struct tix_law){ .name = word[2],
		.since = story_time(word[1]) * STORY_SECOND,
		.version = (int64_t)s->book.n,
		.agreement = a->kind != 0 ? a : NULL };
	for (size_t i = 4; i < n; i++) {
		if (story_value(word[i], "level") != NULL)
			a->level = story_value(word[i], "level");
		if (story_value(word[i], "team") != NULL)
			a->team = story_value(word[i], "team");
		if (story_value(word[i], "queue") != NULL)
			a->queue = story_value(word[i], "queue");
	}
}

static inline void
story_warn(struct tix *tx, struct tix_target *t, const char *text)
{
	struct tix_threshold *w = tix_arena_array(tx->mem, t->nwarn + 1,
	    sizeof *w);

	if (t->nwarn > 0)
		memcpy(w, t->warn, t->nwarn * sizeof *w);
	if (tix_threshold_parse(tx, text, &w[t->nwarn]) != TIX_OK)
		abort();
	t->warn = w;
	t->nwarn++;
}

static inline void
story_target(struct tix *tx, struct story *s, char **word, size_t n)
{
	struct tix_agreement *a = &s->agreements[s->book.n - 1];
	struct tix_target *t = &s->targets[s->book.n - 1][a->ntargets++];
	size_t nb = 0;

	t->metric = (enum tix_metric)tix_name_number(tix_metric_names,
	    word[1]);
	t->calendar = strcmp(word[2], "-") != 0 ? word[2] : NULL;
	for (size_t i = 3; i < n; i++) {
		struct tix_budget *b = &t->budget[nb];

		if (strcmp(word[i], "at_open") == 0)
			t->at_open = true;
		else if (strcmp(word[i], "new_cycle") == 0)
			t->new_cycle = true;
		else if (story_value(word[i], "warn") != NULL)
			story_warn(tx, t, story_value(word[i], "warn"));
		else if (story_value(word[i], "pause") != NULL)
			t->pause = (unsigned)atoi(word[i] + 6);
		else if (nb++ < TIX_PRIORITIES &&
		    word[i][strlen(word[i]) - 1] == 'd')
			b->days = atoi(word[i]);
		else
			b->time = story_length(word[i]);
	}
	for (; nb > 0 && nb < TIX_PRIORITIES; nb++)
		t->budget[nb] = t->budget[nb - 1];
}

static inline void
story_set(struct tix_event *e, const char *name, char *value)
{
	int f = tix_field_find(name);

	if (e->kind == TIX_E_STEPPED) {
		for (char *c = value; *c != '\0'; c++)
			*c = *c == '_' ? ' ' : *c;
		f = -1; /* a ticket has a key, too */
	}
	if (f < 0 && strcmp(name, "until") == 0)
		tix_event_int(e, name, story_time(value) * STORY_SECOND);
	else if (f < 0)
		tix_event_text(e, name, value);
	if (f < 0)
		return;
	if (f == TIX_F_STATE)
		tix_event_set_int(e, TIX_F_STATE,
		    tix_name_number(tix_state_names, value));
	else if (f == TIX_F_WAITING_ON)
		tix_event_set_int(e, TIX_F_WAITING_ON,
		    tix_name_number(tix_waiting_names, value));
	else if (f == TIX_F_WAIT_THEN)
		tix_event_set_int(e, TIX_F_WAIT_THEN,
		    tix_name_number(tix_then_names, value));
	else if (f == TIX_F_PRIORITY)
		tix_event_set_int(e, TIX_F_PRIORITY, atoi(value));
	else if (f == TIX_F_DUE || f == TIX_F_WAIT_UNTIL)
		tix_event_set_int(e, (enum tix_field)f, story_time(value) *
		    STORY_SECOND);
	else
		tix_event_set_text(e, (enum tix_field)f, *value != '\0' ?
		    value : NULL);
}

static inline void
story_event(struct tix *tx, struct story *s, char **word, size_t n)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tix_event_init(e, tix_event_kind_find(word[1]));
	if (e->kind == TIX_E_NONE)
		abort();
	e->seq = (int64_t)s->nevents + 1;
	e->ticket = 7;
	e->at = story_time(word[0]) * STORY_SECOND;
	e->actor = "op";
	s->events[s->nevents++] = e;
	for (size_t i = 2; i < n; i++) {
		char *value = strchr(word[i], '=');

		if (value == NULL)
			abort();
		*value++ = '\0';
		if (strcmp(word[i], "as") == 0)
			e->on_behalf = value;
		else
			story_set(e, word[i], value);
	}
}

static inline void
story_line(struct tix *tx, struct story *s, char *line)
{
	char **word = tix_arena_array(tx->mem, STORY_MAX, sizeof *word);
	char *save = NULL;
	size_t n = 0;

	for (char *w = strtok_r(line, " \t", &save); w != NULL &&
	    n < STORY_MAX; w = strtok_r(NULL, " \t", &save))
		word[n++] = w;
	if (n == 0)
		return;
	if (strcmp(word[0], "calendar") == 0)
		story_calendar(tx, s, word, n);
	else if (strcmp(word[0], "law") == 0)
		story_law(s, word, n);
	else if (strcmp(word[0], "target") == 0)
		story_target(tx, s, word, n);
	else
		story_event(tx, s, word, n);
}

/* All of it on tx->mem. */
static inline struct story *
story_read(struct tix *tx, const char *text)
{
	struct story *s = tix_arena_alloc(tx->mem, sizeof *s);
	char *copy = tix_arena_dup(tx->mem, text), *save = NULL;

	s->book.laws = s->laws;
	s->book.calendar = story_find_calendar;
	s->book.is_vendor = story_is_vendor;
	for (char *l = strtok_r(copy, "\n", &save); l != NULL;
	    l = strtok_r(NULL, "\n", &save))
		story_line(tx, s, l);
	return s;
}

/*
 * Fold it up to 'now' (microseconds); with 'often', the clocks are read after
 * each event, too.
 */
static inline enum tix_status
story_fold(struct tix *tx, const struct story *s, int64_t now, bool often,
    const struct tix_clock **clocks, size_t *n)
{
	struct tix_clockwork *w = tix_clockwork_new(tx->mem, &s->book);
	struct tix_ticket before, after = { 0 };
	enum tix_status st = TIX_OK;

	for (size_t i = 0; i < s->nevents && st == TIX_OK; i++) {
		if (s->events[i]->at > now)
			break;
		before = after;
		tix_fold(tx, &after, s->events[i], NULL);
		st = tix_clockwork_step(tx, w, &before, &after, s->events[i]);
		if (st == TIX_OK && often)
			st = tix_clockwork_read(tx, w, s->events[i]->at,
			    clocks, n);
	}
	return st != TIX_OK ? st : tix_clockwork_read(tx, w, now, clocks, n);
}

#endif
