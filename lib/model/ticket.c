/*
 * Values of tickets, and the moves that people may make.
 */
#include <tix/ticket.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

bool
tix_value_is_some(const struct tix_value *v)
{
	return tix_type_is_text(v->type) ? v->s != NULL : v->i != 0;
}

bool
tix_value_equal(const struct tix_value *a, const struct tix_value *b)
{
	if (!tix_type_is_text(a->type))
		return a->i == b->i;
	if (a->s == NULL || b->s == NULL)
		return a->s == b->s;
	return strcmp(a->s, b->s) == 0;
}

const char *
tix_value_name(const struct tix_value *v)
{
	return v->i > 0 && v->names != NULL ? v->names[v->i - 1] : NULL;
}

int64_t
tix_name_number(const char *const *names, const char *name)
{
	for (int64_t i = 0; name != NULL && names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return i + 1;
	return 0;
}

static void *
place(const struct tix_ticket *t, enum tix_field f)
{
	return (char *)(uintptr_t)t + tix_fields[f].offset;
}

struct tix_value
tix_ticket_get(const struct tix_ticket *t, enum tix_field f)
{
	struct tix_value v = {
		.type = tix_fields[f].type,
		.names = tix_fields[f].names,
	};

	if (tix_type_is_text(v.type))
		v.s = *(const char **)place(t, f);
	else
		v.i = *(int64_t *)place(t, f);
	return v;
}

void
tix_ticket_set(struct tix_ticket *t, enum tix_field f,
    const struct tix_value *v)
{
	if (tix_type_is_text(tix_fields[f].type))
		*(const char **)place(t, f) = v->s;
	else
		*(int64_t *)place(t, f) = v->i;
}

bool
tix_state_is_live(int64_t state)
{
	return state == TIX_NEW || state == TIX_OPEN || state == TIX_WAITING;
}

bool
tix_state_is_done(int64_t state)
{
	return state >= TIX_RESOLVED;
}

bool
tix_state_may_move(int64_t from, int64_t to)
{
	static const unsigned moves[] = {
		[TIX_S_NONE] = 1u << TIX_NEW,
		[TIX_NEW] = 1u << TIX_OPEN | 1u << TIX_WAITING |
		    1u << TIX_RESOLVED | 1u << TIX_CLOSED |
		    1u << TIX_CANCELLED | 1u << TIX_MERGED,
		[TIX_OPEN] = 1u << TIX_WAITING | 1u << TIX_RESOLVED |
		    1u << TIX_CLOSED | 1u << TIX_CANCELLED | 1u << TIX_MERGED,
		[TIX_WAITING] = 1u << TIX_OPEN | 1u << TIX_RESOLVED |
		    1u << TIX_CLOSED | 1u << TIX_CANCELLED | 1u << TIX_MERGED,
		[TIX_RESOLVED] = 1u << TIX_OPEN | 1u << TIX_CLOSED,
		[TIX_CLOSED] = 1u << TIX_OPEN,
		[TIX_CANCELLED] = 1u << TIX_OPEN,
		[TIX_MERGED] = 0,
	};

	return from >= 0 && from <= TIX_MERGED && to > 0 &&
	    to <= TIX_MERGED && (moves[from] >> to & 1) != 0;
}

int64_t
tix_id_parse(const char *text)
{
	int64_t id = 0;

	if (*text == '#' || *text == 'T')
		text++;
	if (*text == '\0' || *text == '0')
		return 0;
	for (; *text >= '0' && *text <= '9'; text++)
		if (__builtin_mul_overflow(id, 10, &id) ||
		    __builtin_add_overflow(id, *text - '0', &id))
			return 0;
	return *text == '\0' ? id : 0;
}
