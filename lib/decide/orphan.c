/*
 * Names that a new desk lacks, and where the tickets go that have them.
 */
#include <tix/orphan.h>

#include <string.h>

static const struct {
	const char *kind;
	enum tix_field field;
	bool may_be_none;
} kinds[] = {
	{ "level", TIX_F_LEVEL, false },
	{ "queue", TIX_F_QUEUE, true },
	{ "team", TIX_F_TEAM, true },
	{ "agent", TIX_F_OWNER, true },
	{ "category", TIX_F_CATEGORY, true },
	{ "service", TIX_F_SERVICE, true },
};

#define KINDS (sizeof kinds / sizeof kinds[0])

bool
tix_move_may(enum tix_field f)
{
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].field == f)
			return true;
	return false;
}

const char *
tix_move_kind(enum tix_field f)
{
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].field == f)
			return kinds[i].kind;
	return tix_fields[f].name;
}

static enum tix_status
no_kind(struct tix *tx, const char *text)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; i < KINDS; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", kinds[i].kind);
	return tix_fail(tx, TIX_INVALID,
	    "--move '%s': it is KIND:OLD=NEW; kinds are: %s", text,
	    tix_buf_text(&b));
}

enum tix_status
tix_move_parse(struct tix *tx, const char *text, struct tix_move *m)
{
	const char *colon = strchr(text, ':');
	const char *equals = colon == NULL ? NULL : strchr(colon, '=');
	size_t i = 0, n;

	if (equals == NULL || equals == colon + 1)
		return no_kind(tx, text);
	n = (size_t)(colon - text);
	while (i < KINDS && (strlen(kinds[i].kind) != n ||
	    strncmp(kinds[i].kind, text, n) != 0))
		i++;
	if (i == KINDS)
		return no_kind(tx, text);
	*m = (struct tix_move){
		.field = kinds[i].field, .kind = kinds[i].kind,
		.from = tix_arena_dup_n(tx->run, colon + 1,
		    (size_t)(equals - colon - 1)),
		.to = equals[1] != '\0' ? equals + 1 : NULL,
	};
	if (m->to == NULL && !kinds[i].may_be_none)
		return tix_fail(tx, TIX_INVALID,
		    "--move '%s': a ticket has a level; to which?", text);
	return TIX_OK;
}

enum tix_status
tix_move_check(struct tix *tx, const struct tix_move *m)
{
	const struct tix_level *level;
	const struct tix_queue *queue;
	const struct tix_category *category;

	if (m->to == NULL)
		return TIX_OK;
	switch (m->field) {
	case TIX_F_LEVEL:
		return tix_desk_need_level(tx, m->to, &level);
	case TIX_F_QUEUE:
		return tix_desk_need_queue(tx, m->to, &queue);
	case TIX_F_CATEGORY:
		return tix_desk_need_category(tx, m->to, &category);
	case TIX_F_TEAM:
		return tix_desk_check_team(tx, m->to);
	case TIX_F_OWNER:
		return tix_desk_check_agent(tx, m->to);
	default:
		return tix_desk_check_service(tx, m->to);
	}
}

bool
tix_desk_lacks(const struct tix_desk *d, enum tix_field f, const char *name)
{
	switch (f) {
	case TIX_F_LEVEL:
		return tix_desk_level(d, name) == NULL;
	case TIX_F_QUEUE:
		return tix_desk_queue(d, name) == NULL;
	case TIX_F_CATEGORY:
		return tix_desk_category(d, name) == NULL;
	case TIX_F_TEAM:
		return d->nteams > 0 && tix_desk_team(d, name) == NULL;
	case TIX_F_OWNER:
		return d->nagents > 0 && tix_desk_agent(d, name) == NULL;
	case TIX_F_SERVICE:
		return d->nservices > 0 && tix_desk_service(d, name) == NULL;
	default:
		return false;
	}
}

/* The queue follows the level. */
static void
fit_queue(const struct tix_desk *d, const struct tix_ticket *t,
    struct tix_event *e)
{
	const struct tix_change *to = tix_event_change(e, TIX_F_LEVEL);
	const struct tix_queue *q = t->queue == NULL ? NULL :
	    tix_desk_queue(d, t->queue);
	const struct tix_level *l;

	if (to == NULL || q == NULL || q->level == NULL ||
	    tix_event_change(e, TIX_F_QUEUE) != NULL ||
	    strcmp(q->level, to->value.s) == 0)
		return;
	l = tix_desk_level(d, to->value.s);
	if (l != NULL)
		tix_event_set_text(e, TIX_F_QUEUE, l->queue);
}

void
tix_move_ticket(const struct tix_desk *d, const struct tix_ticket *t,
    const struct tix_move *moves, size_t n, const char *reason,
    struct tix_event *e)
{
	tix_event_init(e, TIX_E_NONE);
	for (size_t i = 0; i < n; i++) {
		struct tix_value has = tix_ticket_get(t, moves[i].field);

		if (has.s == NULL || strcmp(has.s, moves[i].from) != 0)
			continue;
		if (e->kind == TIX_E_NONE) {
			tix_event_init(e, TIX_E_CHANGED);
			tix_event_text(e, "reason", reason);
		}
		tix_event_set_text(e, moves[i].field, moves[i].to);
	}
	fit_queue(d, t, e);
}
