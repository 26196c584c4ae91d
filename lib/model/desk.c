/*
 * Looking things up in the desk.
 */
#include <tix/desk.h>

#include <string.h>

/* All names, joined, for the complaint about one that is not there. */
#define NAMES(tx, list, n)                                          \
	names_of((tx), (list), (n), sizeof (list)[0])

static const char *
names_of(struct tix *tx, const void *list, size_t n, size_t size)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; i < n; i++) {
		const char *name;

		memcpy(&name, (const char *)list + i * size, sizeof name);
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", name);
	}
	return n > 0 ? tix_buf_text(&b) : "none";
}

/* Each of the desk's lists holds structs that begin with their name. */
static const void *
find(const void *list, size_t n, size_t size, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		const char *item = (const char *)list + i * size;
		const char *have;

		memcpy(&have, item, sizeof have);
		if (strcmp(have, name) == 0)
			return item;
	}
	return NULL;
}

const struct tix_level *
tix_desk_level(const struct tix_desk *d, const char *name)
{
	return find(d->levels, d->nlevels, sizeof d->levels[0], name);
}

const struct tix_queue *
tix_desk_queue(const struct tix_desk *d, const char *name)
{
	return find(d->queues, d->nqueues, sizeof d->queues[0], name);
}

const struct tix_category *
tix_desk_category(const struct tix_desk *d, const char *name)
{
	return find(d->categories, d->ncategories, sizeof d->categories[0],
	    name);
}

const struct tix_agent *
tix_desk_agent(const struct tix_desk *d, const char *name)
{
	return find(d->agents, d->nagents, sizeof d->agents[0], name);
}

const struct tix_team *
tix_desk_team(const struct tix_desk *d, const char *name)
{
	return find(d->teams, d->nteams, sizeof d->teams[0], name);
}

const char *
tix_desk_team_of(const struct tix_desk *d, const char *team,
    const char *queue)
{
	const struct tix_queue *q = queue == NULL ? NULL :
	    tix_desk_queue(d, queue);

	return team != NULL ? team : q == NULL ? NULL : q->team;
}

const struct tix_calendar *
tix_desk_calendar(const struct tix_desk *d, const char *name)
{
	return find(d->calendars, d->ncalendars, sizeof d->calendars[0],
	    name);
}

const struct tix_service *
tix_desk_service(const struct tix_desk *d, const char *name)
{
	return find(d->services, d->nservices, sizeof d->services[0], name);
}

const struct tix_agreement *
tix_desk_agreement(const struct tix_desk *d, const char *name)
{
	return find(d->agreements, d->nagreements, sizeof d->agreements[0],
	    name);
}

const struct tix_checklist *
tix_desk_checklist(const struct tix_desk *d, const char *name)
{
	return find(d->checklists, d->nchecklists, sizeof d->checklists[0],
	    name);
}

bool
tix_desk_category_within(const struct tix_desk *d, const char *name,
    const char *top)
{
	while (name != NULL && strcmp(name, top) != 0) {
		const struct tix_category *c = tix_desk_category(d, name);

		name = c == NULL ? NULL : c->parent;
	}
	return name != NULL;
}

bool
tix_desk_service_within(const struct tix_desk *d, const char *name,
    const char *top)
{
	while (name != NULL && strcmp(name, top) != 0) {
		const struct tix_service *v = tix_desk_service(d, name);

		name = v == NULL ? NULL : v->parent;
	}
	return name != NULL;
}

const struct tix_answer *
tix_desk_answer(const struct tix_desk *d, const char *name)
{
	return find(d->answers, d->nanswers, sizeof d->answers[0], name);
}

const struct tix_custom *
tix_desk_custom(const struct tix_desk *d, const char *name)
{
	return find(d->customs, d->ncustoms, sizeof d->customs[0], name);
}

static enum tix_status
missing(struct tix *tx, const char *what, const char *name, const char *names)
{
	return tix_fail(tx, TIX_NOT_FOUND, "no %s '%s'; there are: %s", what,
	    name, names);
}

enum tix_status
tix_desk_need_level(struct tix *tx, const char *name,
    const struct tix_level **level)
{
	const struct tix_desk *d = tx->desk;

	*level = tix_desk_level(d, name);
	return *level != NULL ? TIX_OK : missing(tx, "level", name,
	    NAMES(tx, d->levels, d->nlevels));
}

enum tix_status
tix_desk_need_queue(struct tix *tx, const char *name,
    const struct tix_queue **queue)
{
	const struct tix_desk *d = tx->desk;

	*queue = tix_desk_queue(d, name);
	return *queue != NULL ? TIX_OK : missing(tx, "queue", name,
	    NAMES(tx, d->queues, d->nqueues));
}

enum tix_status
tix_desk_need_category(struct tix *tx, const char *name,
    const struct tix_category **category)
{
	const struct tix_desk *d = tx->desk;

	*category = tix_desk_category(d, name);
	return *category != NULL ? TIX_OK : missing(tx, "category", name,
	    NAMES(tx, d->categories, d->ncategories));
}

/* A desk that declares none of a kind takes any name for one. */
static enum tix_status
check(struct tix *tx, const char *what, const void *list, size_t n,
    size_t size, const char *name)
{
	if (name == NULL || *name == '\0' || n == 0 ||
	    find(list, n, size, name) != NULL)
		return TIX_OK;
	return missing(tx, what, name, names_of(tx, list, n, size));
}

enum tix_status
tix_desk_check_team(struct tix *tx, const char *name)
{
	const struct tix_desk *d = tx->desk;

	return check(tx, "team", d->teams, d->nteams, sizeof d->teams[0],
	    name);
}

enum tix_status
tix_desk_check_agent(struct tix *tx, const char *name)
{
	const struct tix_desk *d = tx->desk;

	return check(tx, "agent", d->agents, d->nagents, sizeof d->agents[0],
	    name);
}

enum tix_status
tix_desk_check_service(struct tix *tx, const char *name)
{
	const struct tix_desk *d = tx->desk;

	return check(tx, "service", d->services, d->nservices,
	    sizeof d->services[0], name);
}

enum tix_status
tix_desk_check_agreement(struct tix *tx, const char *name)
{
	const struct tix_desk *d = tx->desk;

	return check(tx, "agreement", d->agreements, d->nagreements,
	    sizeof d->agreements[0], name);
}

enum tix_status
tix_desk_check_checklist(struct tix *tx, const char *name)
{
	const struct tix_desk *d = tx->desk;

	return check(tx, "checklist", d->checklists, d->nchecklists,
	    sizeof d->checklists[0], name);
}

enum tix_status
tix_desk_check_calendar(struct tix *tx, const char *name)
{
	const struct tix_desk *d = tx->desk;

	return check(tx, "calendar", d->calendars, d->ncalendars,
	    sizeof d->calendars[0], name);
}

enum tix_status
tix_desk_priority_find(struct tix *tx, const char *text, int64_t *priority)
{
	const struct tix_desk *d = tx->desk;

	*priority = d->priorities == NULL ? 0 :
	    tix_name_number(d->priorities, text);
	if (*priority == 0 && text[0] >= '1' && text[0] <= '5' &&
	    text[1] == '\0')
		*priority = text[0] - '0';
	if (*priority != 0)
		return TIX_OK;
	return missing(tx, "priority", text, d->priorities == NULL ?
	    "1, 2, 3, 4, 5" : NAMES(tx, d->priorities, 5));
}

/* A step by number, by name, or by a start that fits one name alone. */
static int64_t
step_find(const char *const *names, size_t n, const char *text)
{
	int64_t found = 0;

	if (text[0] >= '1' && text[0] <= '9' && text[1] == '\0')
		return text[0] - '0' <= (int)n ? text[0] - '0' : 0;
	for (size_t i = 0; i < n; i++) {
		if (strcmp(names[i], text) == 0)
			return (int64_t)i + 1;
		if (strncmp(names[i], text, strlen(text)) != 0)
			continue;
		if (found != 0)
			return 0;
		found = (int64_t)i + 1;
	}
	return found;
}

enum tix_status
tix_desk_impact(struct tix *tx, const char *text, int64_t *step)
{
	const struct tix_desk *d = tx->desk;

	*step = step_find(d->impacts, d->nimpacts, text);
	return *step != 0 ? TIX_OK : missing(tx, "impact", text,
	    NAMES(tx, d->impacts, d->nimpacts));
}

enum tix_status
tix_desk_urgency(struct tix *tx, const char *text, int64_t *step)
{
	const struct tix_desk *d = tx->desk;

	*step = step_find(d->urgencies, d->nurgencies, text);
	return *step != 0 ? TIX_OK : missing(tx, "urgency", text,
	    NAMES(tx, d->urgencies, d->nurgencies));
}

const char *
tix_desk_step(const struct tix_desk *d, enum tix_field field, int64_t step)
{
	const bool is_impact = field == TIX_F_IMPACT;

	if (d == NULL || (!is_impact && field != TIX_F_URGENCY) || step < 1 ||
	    step > (int64_t)(is_impact ? d->nimpacts : d->nurgencies))
		return NULL;
	return (is_impact ? d->impacts : d->urgencies)[step - 1];
}

int64_t
tix_desk_priority(const struct tix_desk *d, int64_t impact, int64_t urgency)
{
	if (impact < 1 || impact > (int64_t)d->nimpacts || urgency < 1 ||
	    urgency > (int64_t)d->nurgencies)
		return 0;
	return d->matrix[impact - 1][urgency - 1];
}

enum tix_status
tix_desk_need_code(struct tix *tx, const char *name)
{
	const struct tix_desk *d = tx->desk;
	struct tix_buf b = { .arena = tx->mem };

	if (d->ncodes == 0)
		return TIX_OK;
	for (size_t i = 0; i < d->ncodes; i++) {
		if (strcmp(d->codes[i], name) == 0)
			return TIX_OK;
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", d->codes[i]);
	}
	return tix_fail(tx, TIX_NOT_FOUND,
	    "no resolution code '%s'; there are: %s", name, tix_buf_text(&b));
}

enum tix_status
tix_desk_check_field(struct tix *tx, enum tix_field f, const char *name)
{
	const struct tix_category *c;
	const struct tix_level *l;
	const struct tix_queue *q;

	switch (f) {
	case TIX_F_LEVEL:
		return tix_desk_need_level(tx, name, &l);
	case TIX_F_QUEUE:
		return tix_desk_need_queue(tx, name, &q);
	case TIX_F_CATEGORY:
		return tix_desk_need_category(tx, name, &c);
	case TIX_F_TEAM:
		return tix_desk_check_team(tx, name);
	case TIX_F_OWNER:
		return tix_desk_check_agent(tx, name);
	case TIX_F_SERVICE:
		return tix_desk_check_service(tx, name);
	case TIX_F_AGREEMENT:
		return tix_desk_check_agreement(tx, name);
	case TIX_F_CHECKLIST:
		return tix_desk_check_checklist(tx, name);
	case TIX_F_CALENDAR:
		return tix_desk_check_calendar(tx, name);
	default:
		return TIX_OK;
	}
}
