/*
 * Calendars: their hours, and the files of holidays that they name.
 */
#include "text.h"

#include <string.h>

#include <tix/calendar.h>
#include <tix/zone.h>

/* Every text of a key, held against a check that words what is wrong. */
static void
check_each(struct tix_dt *dt, const struct tix_dt_section *s, const char *key,
    enum tix_status (*check)(struct tix *tx, const char *text))
{
	const struct tix_dt_option *o = tix_dt_option(s, key);

	for (size_t i = 0; o != NULL && i < o->n; i++) {
		const struct tix_dt_value *v = &o->values[i];

		if (*v->text != '\0' && check(dt->tx, v->text) != TIX_OK)
			tix_dt_complain_error(dt, v->line, NULL);
	}
}

/* Those that stand there, and those of files in their place. */
static const char *const *
holidays(struct tix_dt *dt, const struct tix_dt_section *s,
    const struct tix_zone *zone)
{
	const struct tix_dt_option *o = tix_dt_option(s, "holidays");
	struct tix_buf list = { .arena = dt->mem };
	const char *end = NULL;

	for (size_t i = 0; o != NULL && i < o->n; i++) {
		const struct tix_dt_value *v = &o->values[i];

		if (strncmp(v->text, "file:", 5) == 0)
			tix_dt_read_holidays(dt, v, zone, &list);
		else if (*v->text == '\0')
			continue;
		else if (tix_holiday_check(dt->tx, v->text) != TIX_OK)
			tix_dt_complain_error(dt, v->line, NULL);
		else
			tix_buf_add(&list, &v->text, sizeof v->text);
	}
	tix_buf_add(&list, &end, sizeof end);
	return (const char *const *)(const void *)list.data;
}

void
tix_dt_calendar(struct tix_dt *dt, const struct tix_dt_section *s)
{
	struct tix_calendar *c = s->item;
	const struct tix_zone *zone = NULL;
	const size_t before = dt->ncomplaints;
	struct tix_window_set set;

	c->timezone = tix_dt_text(dt, s, "timezone");
	if (c->timezone == NULL)
		c->timezone = "UTC";
	else if (tix_zone_open(dt->tx, dt->mem, c->timezone, &zone) != TIX_OK)
		tix_dt_complain_error(dt, tix_dt_line(s, "timezone"),
		    "timezone");
	if (tix_dt_option(s, "hours") == NULL)
		tix_dt_complain(dt, s->line, "calendar '%s' has no hours",
		    s->name);
	c->hours = tix_dt_list(dt, s, "hours");
	c->holidays = holidays(dt, s, zone);
	c->exceptions = tix_dt_list(dt, s, "exceptions");
	check_each(dt, s, "hours", tix_hours_check);
	check_each(dt, s, "exceptions", tix_exception_check);
	if (dt->ncomplaints == before && tix_calendar_windows(dt->tx,
	    dt->tx->mem, c, &set) != TIX_OK)
		tix_dt_complain_error(dt, s->line, NULL);
}
