/*
 * Who is on call: schedules, and the rotations that stand in them.
 */
#include "text.h"

#include <string.h>

#include <tix/calendar.h>
#include <tix/duty.h>
#include <tix/zone.h>

/* A person whom the desk knows, where it knows any. */
static bool
need_agent(struct tix_dt *dt, int64_t line, const char *name)
{
	const struct tix_desk *d = &dt->desk;

	return tix_dt_need(dt, line, TIX_DT_NAMES("agent", d->agents,
	    d->nagents), name);
}

/* The values of a key that 'is_good' takes, as a list. */
static void
put_list(struct tix_dt *dt, struct tix_json_out *o,
    const struct tix_dt_section *s, const char *key,
    bool (*is_good)(struct tix_dt *dt, const struct tix_dt_value *v))
{
	const struct tix_dt_option *opt = tix_dt_option(s, key);

	if (opt == NULL)
		return;
	tix_json_name(o, key);
	tix_json_open(o, '[');
	for (size_t i = 0; i < opt->n; i++)
		if (is_good(dt, &opt->values[i]))
			tix_json_string(o, opt->values[i].text);
	tix_json_close(o, ']');
}

static bool
is_agent(struct tix_dt *dt, const struct tix_dt_value *v)
{
	return need_agent(dt, v->line, v->text);
}

static bool
is_hours(struct tix_dt *dt, const struct tix_dt_value *v)
{
	if (tix_hours_check(dt->tx, v->text) == TIX_OK)
		return true;
	tix_dt_complain_error(dt, v->line, NULL);
	return false;
}

static bool
is_override(struct tix_dt *dt, const struct tix_dt_value *v)
{
	struct tix_override o;

	if (tix_override_parse(dt->tx, v->text, &o) != TIX_OK) {
		tix_dt_complain_error(dt, v->line, NULL);
		return false;
	}
	return need_agent(dt, v->line, o.agent) && (o.instead_of == NULL ||
	    need_agent(dt, v->line, o.instead_of));
}

static void
put_text(struct tix_json_out *o, const char *key, const char *text)
{
	if (text == NULL)
		return;
	tix_json_name(o, key);
	tix_json_string(o, text);
}

static void
put_rotation(struct tix_dt *dt, struct tix_json_out *o,
    const struct tix_dt_section *s)
{
	const char *begins = tix_dt_text(dt, s, "begins");
	const char *every = tix_dt_text(dt, s, "every");
	struct tix_rotation r;

	if (tix_dt_option(s, "agents") == NULL)
		tix_dt_complain(dt, s->line, "rotation '%s' has no agents",
		    s->name);
	if (begins == NULL)
		tix_dt_complain(dt, s->line, "rotation '%s' says not when it "
		    "begins", s->name);
	else if (tix_wall_parse(dt->tx, begins, &r.begins) != TIX_OK)
		tix_dt_complain_error(dt, tix_dt_line(s, "begins"), "begins");
	if (every != NULL && tix_turn_parse(dt->tx, every, &r) != TIX_OK)
		tix_dt_complain_error(dt, tix_dt_line(s, "every"), "every");
	tix_json_open(o, '{');
	put_text(o, "name", s->name);
	put_list(dt, o, s, "agents", is_agent);
	put_text(o, "begins", begins);
	put_text(o, "every", every != NULL ? every : "week");
	put_list(dt, o, s, "hours", is_hours);
	tix_json_close(o, '}');
}

static void
put_rotations(struct tix_dt *dt, struct tix_json_out *o,
    const struct tix_dt_section *s)
{
	size_t n = 0;

	tix_json_name(o, "rotations");
	tix_json_open(o, '[');
	for (const struct tix_dt_section *r = s->children; r != NULL;
	    r = r->next, n++)
		put_rotation(dt, o, r);
	tix_json_close(o, ']');
	if (n == 0 && tix_dt_option(s, "overrides") == NULL)
		tix_dt_complain(dt, s->line, "schedule '%s' has no rotation",
		    s->name);
	if (n > TIX_ROTATIONS_MAX)
		tix_dt_complain(dt, s->line, "schedule '%s' has %zu rotations; "
		    "at most %d", s->name, n, TIX_ROTATIONS_MAX);
}

static void
put_schedule(struct tix_dt *dt, const struct tix_dt_section *s,
    struct tix_buf *out)
{
	struct tix_json_out *o = tix_json_out_new(dt->mem);
	const char *timezone = tix_dt_text(dt, s, "timezone"), *json;
	const struct tix_zone *zone;
	size_t len;

	if (!tix_dt_name(dt, s->line, "a schedule", s->name))
		return;
	if (timezone == NULL)
		tix_dt_complain(dt, s->line, "schedule '%s' has no timezone",
		    s->name);
	else if (tix_zone_open(dt->tx, dt->mem, timezone, &zone) != TIX_OK)
		tix_dt_complain_error(dt, tix_dt_line(s, "timezone"), NULL);
	tix_json_open(o, '{');
	put_text(o, "title", tix_dt_text(dt, s, "name"));
	put_text(o, "timezone", timezone);
	put_rotations(dt, o, s);
	put_list(dt, o, s, "overrides", is_override);
	tix_json_close(o, '}');
	json = tix_json_out_text(o, &len);
	tix_buf_printf(out, "d\t%s\t", s->name);
	tix_buf_add(out, json, len);
	tix_buf_char(out, '\n');
}

void
tix_dt_schedules(struct tix_dt *dt, struct tix_buf *out)
{
	tix_dt_find_doubles(dt, TIX_DT_SCHEDULE);
	for (const struct tix_dt_section *s = dt->first[TIX_DT_SCHEDULE];
	    s != NULL; s = s->next)
		put_schedule(dt, s, out);
}
