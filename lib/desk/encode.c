/*
 * A desk as its compiled form; tix_desk_decode() is the way back.
 */
#include "text.h"

#include <string.h>

#include <tix/calendar.h>

void
tix_dt_put_text(struct tix_json_out *o, const char *name, const char *text)
{
	if (text == NULL)
		return;
	tix_json_name(o, name);
	tix_json_string(o, text);
}

void
tix_dt_put_number(struct tix_json_out *o, const char *name, int64_t n)
{
	if (n == 0)
		return;
	tix_json_name(o, name);
	tix_json_number(o, n);
}

void
tix_dt_put_true(struct tix_json_out *o, const char *name, bool is)
{
	if (!is)
		return;
	tix_json_name(o, name);
	tix_json_bool(o, true);
}

void
tix_dt_put_list(struct tix_json_out *o, const char *name,
    const char *const *list)
{
	if (list == NULL || list[0] == NULL)
		return;
	tix_json_name(o, name);
	tix_json_open(o, '[');
	for (; *list != NULL; list++)
		tix_json_string(o, *list);
	tix_json_close(o, ']');
}

static void
put_skills(struct tix_json_out *o, const struct tix_skill *k)
{
	if (k == NULL || k->name == NULL)
		return;
	tix_json_name(o, "skills");
	tix_json_open(o, '[');
	for (; k->name != NULL; k++) {
		tix_json_open(o, '{');
		tix_dt_put_text(o, "name", k->name);
		tix_dt_put_number(o, "grade", k->grade);
		tix_json_close(o, '}');
	}
	tix_json_close(o, ']');
}

static void
put_calendar(struct tix_json_out *o, const void *item)
{
	const struct tix_calendar *c = item;

	tix_dt_put_text(o, "timezone", c->timezone);
}

static void
put_level(struct tix_json_out *o, const void *item)
{
	const struct tix_level *l = item;

	tix_dt_put_text(o, "title", l->title);
	tix_dt_put_text(o, "queue", l->queue);
	tix_dt_put_true(o, "vendor", l->vendor);
	tix_dt_put_number(o, "cost", l->cost);
	tix_dt_put_text(o, "calendar", l->calendar);
	tix_dt_put_list(o, "handover", l->handover);
	tix_dt_put_list(o, "escalates_to", l->escalates_to);
}

static void
put_queue(struct tix_json_out *o, const void *item)
{
	const struct tix_queue *q = item;

	tix_dt_put_text(o, "title", q->title);
	tix_dt_put_text(o, "level", q->level);
	tix_dt_put_text(o, "team", q->team);
}

static void
put_service(struct tix_json_out *o, const void *item)
{
	const struct tix_service *v = item;

	tix_dt_put_text(o, "title", v->title);
	tix_dt_put_text(o, "parent", v->parent);
}

static void
put_category(struct tix_json_out *o, const void *item)
{
	const struct tix_category *c = item;

	tix_dt_put_text(o, "title", c->title);
	tix_dt_put_text(o, "parent", c->parent);
	tix_dt_put_text(o, "service", c->service);
	tix_dt_put_text(o, "queue", c->queue);
	tix_dt_put_text(o, "level", c->level);
	tix_dt_put_number(o, "impact", c->impact);
	tix_dt_put_number(o, "urgency", c->urgency);
	put_skills(o, c->skills);
}

static void
put_team(struct tix_json_out *o, const void *item)
{
	const struct tix_team *t = item;

	tix_dt_put_text(o, "title", t->title);
	tix_dt_put_text(o, "level", t->level);
	tix_dt_put_text(o, "calendar", t->calendar);
	tix_dt_put_text(o, "assign", tix_strategy_names[t->assign]);
	tix_dt_put_text(o, "manager", t->manager);
}

static void
put_agent(struct tix_json_out *o, const void *item)
{
	const struct tix_agent *a = item;

	tix_dt_put_text(o, "title", a->title);
	tix_dt_put_text(o, "mail", a->mail);
	tix_dt_put_text(o, "manager", a->manager);
	tix_dt_put_text(o, "level", a->level);
	tix_dt_put_text(o, "team", a->team);
	put_skills(o, a->skills);
	tix_dt_put_number(o, "capacity", a->capacity);
	tix_dt_put_list(o, "shifts", a->shifts);
	tix_dt_put_list(o, "absences", a->absences);
}

static void
put_agreement(struct tix_json_out *o, const void *item)
{
	const struct tix_agreement *g = item;

	tix_dt_put_text(o, "title", g->title);
}

static void
put_checklist(struct tix_json_out *o, const void *item)
{
	const struct tix_checklist *c = item;

	tix_dt_put_text(o, "title", c->title);
	tix_dt_put_list(o, "steps", c->steps);
}

static void
put_custom(struct tix_json_out *o, const void *item)
{
	static const char *const types[] = {
		[TIX_C_TEXT] = "text", [TIX_C_INTEGER] = "integer",
		[TIX_C_CHOICE] = "choice", [TIX_C_DATE] = "date",
		[TIX_C_FLAG] = "flag",
	};
	const struct tix_custom *c = item;
	const char *acts[4] = { NULL };
	size_t n = 0;

	if (c->required & TIX_ACT_OPEN)
		acts[n++] = "open";
	if (c->required & TIX_ACT_RESOLVE)
		acts[n++] = "resolve";
	if (c->required & TIX_ACT_CLOSE)
		acts[n++] = "close";
	tix_dt_put_text(o, "type", types[c->type]);
	tix_dt_put_list(o, "values", c->values);
	tix_dt_put_text(o, "help", c->help);
	tix_dt_put_list(o, "required", acts);
}

static void
put_answer(struct tix_json_out *o, const void *item)
{
	const struct tix_answer *a = item;

	tix_dt_put_text(o, "help", a->help);
	tix_dt_put_text(o, "text", a->text);
}

/* Things that begin with their name. */
static void
put_all(struct tix_json_out *o, const struct tix_dt_names *all,
    void (*put)(struct tix_json_out *o, const void *item))
{
	if (all->n == 0)
		return;
	tix_json_name(o, all->what);
	tix_json_open(o, '[');
	for (size_t i = 0; i < all->n; i++) {
		const char *item = (const char *)all->list + i * all->size;
		const char *name;

		memcpy(&name, item, sizeof name);
		tix_json_open(o, '{');
		tix_dt_put_text(o, "name", name);
		put(o, item);
		tix_json_close(o, '}');
	}
	tix_json_close(o, ']');
}

static void
put_priority(struct tix_json_out *o, const struct tix_desk *d)
{
	tix_json_name(o, "priority");
	tix_json_open(o, '{');
	tix_dt_put_list(o, "impact", d->impacts);
	tix_dt_put_list(o, "urgency", d->urgencies);
	tix_json_name(o, "matrix");
	tix_json_open(o, '[');
	for (size_t i = 0; i < d->nimpacts; i++) {
		tix_json_open(o, '[');
		for (size_t k = 0; k < d->nurgencies; k++)
			tix_json_number(o, d->matrix[i][k]);
		tix_json_close(o, ']');
	}
	tix_json_close(o, ']');
	tix_dt_put_list(o, "names", d->priorities);
	tix_dt_put_number(o, "vip", d->vip);
	tix_json_close(o, '}');
}

static void
put_default(struct tix_json_out *o, const struct tix_desk *d)
{
	tix_json_name(o, "default");
	tix_json_open(o, '{');
	tix_dt_put_number(o, "impact", d->impact);
	tix_dt_put_number(o, "urgency", d->urgency);
	tix_dt_put_text(o, "level", d->level);
	tix_dt_put_text(o, "queue", d->queue);
	tix_json_close(o, '}');
}

static void
put_endings(struct tix_json_out *o, const struct tix_desk *d)
{
	static const char *const children[] = {
		[TIX_REFUSE] = "refuse", [TIX_CASCADE] = "cascade",
		[TIX_LEAVE] = "leave",
	};

	tix_json_name(o, "resolve");
	tix_json_open(o, '{');
	tix_dt_put_list(o, "codes", d->codes);
	tix_dt_put_true(o, "code_required", d->code_required);
	tix_dt_put_true(o, "text_required", d->text_required);
	tix_json_close(o, '}');
	if (d->return_codes[0] != NULL) {
		tix_json_name(o, "return");
		tix_json_open(o, '{');
		tix_dt_put_list(o, "codes", d->return_codes);
		tix_json_close(o, '}');
	}
	tix_json_name(o, "close");
	tix_json_open(o, '{');
	tix_dt_put_text(o, "children", children[d->children]);
	tix_dt_put_number(o, "after_days", d->close_after);
	tix_json_close(o, '}');
}

void
tix_dt_put_line(struct tix_buf *out, char kind, const char *name,
    struct tix_json_out *o)
{
	size_t len;
	const char *json = tix_json_out_text(o, &len);

	tix_buf_printf(out, "%c\t%s\t", kind, name);
	tix_buf_add(out, json, len);
	tix_buf_char(out, '\n');
}

static void
put_party(struct tix_dt *dt, char kind, const struct tix_party *p,
    struct tix_buf *out)
{
	struct tix_json_out *o = tix_json_out_new(dt->mem);

	tix_json_open(o, '{');
	tix_dt_put_text(o, "title", p->title);
	tix_dt_put_text(o, "mail", p->mail);
	tix_dt_put_text(o, "organisation", p->organisation);
	tix_dt_put_true(o, "vip", p->vip);
	tix_dt_put_text(o, "calendar", p->calendar);
	tix_dt_put_text(o, "agreement", p->agreement);
	tix_json_close(o, '}');
	tix_dt_put_line(out, kind, p->name, o);
}

static void
put_waiting(struct tix_json_out *o, const struct tix_desk *d)
{
	if (d->reminders == 0)
		return;
	tix_json_name(o, "waiting");
	tix_json_open(o, '{');
	tix_dt_put_number(o, "remind", d->remind.time);
	tix_dt_put_number(o, "days", d->remind.days);
	tix_dt_put_number(o, "reminders", d->reminders);
	tix_dt_put_text(o, "then", d->silent_then == 0 ? NULL :
	    tix_then_names[d->silent_then - 1]);
	tix_json_close(o, '}');
}

static void
put_desk(struct tix_json_out *o, const struct tix_desk *d)
{
#define ALL(what, list, n, put) \
	put_all(o, TIX_DT_NAMES(what, d->list, d->n), put)
	tix_json_open(o, '{');
	tix_dt_put_text(o, "name", d->name);
	ALL("calendars", calendars, ncalendars, put_calendar);
	ALL("levels", levels, nlevels, put_level);
	ALL("queues", queues, nqueues, put_queue);
	ALL("services", services, nservices, put_service);
	ALL("categories", categories, ncategories, put_category);
	ALL("teams", teams, nteams, put_team);
	ALL("agents", agents, nagents, put_agent);
	put_priority(o, d);
	put_default(o, d);
	ALL("agreements", agreements, nagreements, put_agreement);
	ALL("checklists", checklists, nchecklists, put_checklist);
	ALL("fields", customs, ncustoms, put_custom);
	ALL("templates", answers, nanswers, put_answer);
	put_endings(o, d);
	put_waiting(o, d);
	tix_json_close(o, '}');
#undef ALL
}

void
tix_dt_encode(struct tix_dt *dt, struct tix_buf *out)
{
	struct tix_json_out *o = tix_json_out_new(dt->mem);
	const char *json;
	size_t len;

	put_desk(o, &dt->desk);
	json = tix_json_out_text(o, &len);
	tix_buf_add(out, json, len);
	tix_buf_char(out, '\n');
	for (size_t i = 0; i < dt->desk.ncalendars; i++)
		tix_buf_printf(out, "c\t%s\t%s\n", dt->desk.calendars[i].name,
		    tix_calendar_json(dt->mem, &dt->desk.calendars[i]));
	tix_dt_encode_agreements(dt, out);
	for (size_t i = 0; i < dt->norganisations; i++)
		put_party(dt, 'o', &dt->organisations[i], out);
	for (size_t i = 0; i < dt->nrequesters; i++)
		put_party(dt, 'p', &dt->requesters[i], out);
}
