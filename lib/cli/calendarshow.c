/*
 * What calendars say, asked by people and programs.
 */
#include "calendarshow.h"
#include "private.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/time.h>

#define WEEK (7 * TIX_DAY) /* what is shown where nothing else is asked for */

const char *const tix_at_close_names[] = { "close", "open", NULL };

static int64_t
years_end(void)
{
	return tix_days_from_civil(TIX_WORKTIME_LAST + 1, 1, 1) * TIX_DAY;
}

enum tix_status
tix_calendar_time(struct tix *tx, const struct tix_calendar_view *v,
    const char *text, int64_t *at)
{
	const struct tix_zone *zone = tx->zone;
	enum tix_status s = TIX_OK;

	if (!tix_time_from_rfc3339(text, at)) {
		tx->zone = v->zone;
		s = tix_time_parse(tx, text, at);
		tx->zone = zone;
	}
	if (s == TIX_OK && (*at > years_end() || *at < TIX_DAY *
	    tix_days_from_civil(TIX_WORKTIME_FIRST, 1, 1)))
		return tix_fail(tx, TIX_INVALID, "'%s' is not in the years %d "
		    "to %d that calendars are compiled for", text,
		    TIX_WORKTIME_FIRST, TIX_WORKTIME_LAST);
	return s;
}

enum tix_status
tix_calendar_elapsed(struct tix *tx, const struct tix_calendar_view *v,
    const char *from, const char *to, int64_t *elapsed)
{
	int64_t a, b;
	enum tix_status s = tix_calendar_time(tx, v, from, &a);

	if (s == TIX_OK)
		s = tix_calendar_time(tx, v, to, &b);
	return s == TIX_OK ? tix_worktime_elapsed(tx, &v->time, a, b, elapsed)
	    : s;
}

enum tix_status
tix_calendar_due(struct tix *tx, const struct tix_calendar_view *v,
    const char *from, const char *duration, int64_t *due)
{
	const char *at_close = v->asked->at_close;
	struct tix_duration d;
	int64_t a;
	enum tix_status s = tix_calendar_time(tx, v, from, &a);

	if (s == TIX_OK)
		s = tix_duration_parse(tx, duration, &d);
	if (s != TIX_OK)
		return s;
	if (d.days > 0)
		return tix_worktime_day_end(tx, &v->time, a, d.days, due);
	return tix_worktime_due(tx, &v->time, a, d.us,
	    at_close != NULL && strcmp(at_close, "open") == 0 ? TIX_AT_OPEN :
	    TIX_AT_CLOSE, due);
}

/* When it opens or closes next; 0 where it does neither any more. */
static enum tix_status
find_state(struct tix *tx, const struct tix_worktime *c, int64_t at,
    bool *open, int64_t *until)
{
	enum tix_status s = tix_worktime_is_open(tx, c, at, open);

	if (s == TIX_OK)
		s = tix_worktime_change(tx, c, at, until);
	if (s == TIX_NO || (s == TIX_OK && *until >= years_end())) {
		*until = 0;
		return TIX_OK;
	}
	return s;
}

static const struct tix_column list_columns[] = {
	{ "name", "NAME", TIX_T_TEXT, 0 },
	{ "timezone", "ZONE", TIX_T_TEXT, 0 },
	{ "state", "NOW", TIX_T_TEXT, 0 },
	{ "until", "UNTIL", TIX_T_TIME, 0 },
	{ "version", "VERSION", TIX_T_INT, TIX_COL_RIGHT },
	{ "since", "SINCE", TIX_T_TIME, 0 },
};

static enum tix_status
list(struct tix *tx, struct tix_run *r)
{
	const struct tix_desk *d = tx->desk;
	struct tix_rows rows;
	enum tix_status s = tix_rows_columns(tx, r, list_columns, 6,
	    "name,timezone,state,until,version,since", &rows);

	for (size_t i = 0; s == TIX_OK && i < d->ncalendars; i++) {
		struct tix_worktime c;
		int64_t until;
		bool open;

		s = tix_calendars_worktime(tx, tx->run, d->calendars[i].name,
		    &c);
		if (s == TIX_OK)
			s = find_state(tx, &c, tx->now, &open, &until);
		if (s == TIX_OK)
			s = tix_rows_values(&rows, (const struct tix_value[]){
			    { .s = c.name }, { .s = d->calendars[i].timezone },
			    { .s = open ? "open" : "closed" },
			    { .type = TIX_T_TIME, .i = until },
			    { .type = TIX_T_INT,
			      .i = c.pieces[c.n - 1].version },
			    { .type = TIX_T_TIME,
			      .i = c.pieces[c.n - 1].since } });
	}
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

static const struct tix_column show_columns[] = {
	{ "open", "OPENS", TIX_T_TIME, 0 },
	{ "close", "CLOSES", TIX_T_TIME, 0 },
	{ "time", "TIME", TIX_T_INT, TIX_COL_SECONDS | TIX_COL_RIGHT },
	{ "total", "TOTAL", TIX_T_INT, TIX_COL_SECONDS | TIX_COL_RIGHT },
};

static enum tix_status
show_rows(struct tix *tx, const struct tix_calendar_view *v,
    struct tix_rows *rows, int64_t from, int64_t to)
{
	int64_t total = 0, until;
	enum tix_status s = TIX_OK;
	bool open;

	while (s == TIX_OK && from < to && !tix_interrupted()) {
		s = find_state(tx, &v->time, from, &open, &until);
		until = until == 0 || until > to ? to : until;
		if (s == TIX_OK && open) {
			total += until - from;
			s = tix_rows_values(rows, (const struct tix_value[]){
			    { .type = TIX_T_TIME, .i = from },
			    { .type = TIX_T_TIME, .i = until },
			    { .type = TIX_T_INT, .i = until - from },
			    { .type = TIX_T_INT, .i = total } });
		}
		from = until;
	}
	return s;
}

/* Its windows as far as they are between two times, on its own wall. */
static enum tix_status
show(struct tix *tx, struct tix_calendar_view *v)
{
	int64_t from = tx->now, to;
	struct tix_rows rows;
	enum tix_status s = TIX_OK;

	if (v->asked->from != NULL)
		s = tix_calendar_time(tx, v, v->asked->from, &from);
	to = from + WEEK;
	if (s == TIX_OK && v->asked->to != NULL)
		s = tix_calendar_time(tx, v, v->asked->to, &to);
	v->r->out.zone = v->zone;
	if (s == TIX_OK)
		s = tix_rows_columns(tx, v->r, show_columns, 4,
		    "open,close,time,total", &rows);
	if (s == TIX_OK)
		s = show_rows(tx, v, &rows, from, to);
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

static const struct tix_column state_columns[] = {
	{ "state", "STATE", TIX_T_TEXT, 0 },
	{ "until", "UNTIL", TIX_T_TIME, 0 },
};

static enum tix_status
is_open(struct tix *tx, struct tix_calendar_view *v)
{
	int64_t at = tx->now, until;
	struct tix_rows rows;
	bool open = false;
	enum tix_status s = TIX_OK;

	if (v->asked->at != NULL)
		s = tix_calendar_time(tx, v, v->asked->at, &at);
	if (s == TIX_OK)
		s = find_state(tx, &v->time, at, &open, &until);
	v->r->out.zone = v->zone;
	if (s == TIX_OK)
		s = tix_rows_columns(tx, v->r, state_columns, 2, "state,until",
		    &rows);
	if (s == TIX_OK)
		s = tix_rows_values(&rows, (const struct tix_value[]){
		    { .s = open ? "open" : "closed" },
		    { .type = TIX_T_TIME, .i = until } });
	if (s == TIX_OK)
		s = tix_rows_end(&rows);
	return s == TIX_OK && !open ? TIX_NO : s;
}

static const struct tix_column elapsed_columns[] = {
	{ "elapsed", "ELAPSED", TIX_T_INT, TIX_COL_SECONDS | TIX_COL_ZERO },
};

static const struct tix_column due_columns[] = {
	{ "seconds", "SECONDS", TIX_T_INT, 0 },
	{ "due", "DUE", TIX_T_TIME, 0 },
};

static enum tix_status
elapsed(struct tix *tx, struct tix_calendar_view *v, const char *from,
    const char *to)
{
	struct tix_rows rows;
	int64_t us = 0;
	enum tix_status s = tix_calendar_elapsed(tx, v, from, to, &us);

	if (s == TIX_OK)
		s = tix_rows_columns(tx, v->r, elapsed_columns, 1, "elapsed",
		    &rows);
	if (s == TIX_OK)
		s = tix_rows_values(&rows, (const struct tix_value[]){
		    { .type = TIX_T_INT, .i = us } });
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

static enum tix_status
due(struct tix *tx, struct tix_calendar_view *v, const char *from,
    const char *duration)
{
	struct tix_rows rows;
	int64_t at = 0;
	enum tix_status s = tix_calendar_due(tx, v, from, duration, &at);

	v->r->out.zone = v->zone;
	if (s == TIX_OK)
		s = tix_rows_columns(tx, v->r, due_columns, 2, "seconds,due",
		    &rows);
	if (s == TIX_OK)
		s = tix_rows_values(&rows, (const struct tix_value[]){
		    { .type = TIX_T_INT, .i = at / TIX_SECOND },
		    { .type = TIX_T_TIME, .i = at } });
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

/* Two times, or a time and a duration; from lines where none are given. */
static enum tix_status
reckon(struct tix *tx, struct tix_calendar_view *v, bool is_due)
{
	const struct tix_run *r = v->r;
	char **o = r->operands;

	if (r->noperands == 4)
		return is_due ? due(tx, v, o[2], o[3]) :
		    elapsed(tx, v, o[2], o[3]);
	if (r->noperands == 3 && strcmp(o[2], "-") != 0)
		return tix_fail(tx, TIX_INVALID, "how long? a %s is wanted "
		    "behind '%s'", is_due ? "duration" : "time", o[2]);
	if (r->noperands == 2 && !tix_stdin_is_pipe())
		return tix_fail(tx, TIX_INVALID, "from when? give FROM and "
		    "%s, or '-' to read lines", is_due ? "DURATION" : "TO");
	if (r->format_given)
		return tix_fail(tx, TIX_INVALID,
		    "lines are answered by lines, in no other format");
	return tix_calendar_lines(tx, v, is_due);
}

static enum tix_status
view(struct tix *tx, struct tix_calendar_view *v, const char *word)
{
	const bool bulk = v->r->noperands < 4 && (strcmp(word, "elapsed") ==
	    0 || strcmp(word, "due") == 0);
	const char *name = v->r->operands[1];
	enum tix_status s = bulk ? tix_calendars_load(tx, tx->run, name,
	    &v->time) : tix_calendars_worktime(tx, tx->run, name, &v->time);

	if (s == TIX_OK)
		s = tix_zone_once(tx, v->time.pieces[v->time.n - 1].timezone,
		    &v->zone);
	if (s != TIX_OK)
		return s;
	if (strcmp(word, "show") == 0)
		return show(tx, v);
	if (strcmp(word, "is-open") == 0)
		return is_open(tx, v);
	return reckon(tx, v, strcmp(word, "due") == 0);
}

enum tix_status
tix_calendar_show(struct tix *tx, struct tix_run *r,
    const struct tix_calendar_asked *asked)
{
	static const struct {
		const char *word;
		int min, max; /* operands, with the word */
	} words[] = {
		{ "list", 1, 1 }, { "show", 2, 2 }, { "is-open", 2, 2 },
		{ "elapsed", 2, 4 }, { "due", 2, 4 },
	};
	struct tix_calendar_view v = { .r = r, .asked = asked };
	const char *word = r->noperands == 0 ? "list" : r->operands[0];

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(words[i].word, word) != 0)
			continue;
		if (r->noperands > words[i].max)
			return tix_fail(tx, TIX_INVALID, "what is '%s' to "
			    "mean?", r->operands[words[i].max]);
		if (i == 0)
			return list(tx, r);
		if (r->noperands < words[i].min)
			return tix_fail(tx, TIX_INVALID, "which calendar?");
		return view(tx, &v, word);
	}
	return tix_fail(tx, TIX_INVALID, "no '%s'; there are: list, show, "
	    "is-open, elapsed, due", word);
}
