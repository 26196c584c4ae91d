/*
 * Things by name: declared once, and there where they are named.
 */
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define LIST_MAX 40 /* names in a complaint */

static const char *
name_at(const struct tix_dt_names *names, size_t i)
{
	const char *name;

	memcpy(&name, (const char *)names->list + i * names->size,
	    sizeof name);
	return name;
}

const void *
tix_dt_find(const struct tix_dt_names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(name_at(names, i), name) == 0)
			return (const char *)names->list + i * names->size;
	return NULL;
}

bool
tix_dt_need(struct tix_dt *dt, int64_t line, const struct tix_dt_names *names,
    const char *name)
{
	struct tix_buf b = { .arena = dt->mem };

	if (tix_dt_find(names, name) != NULL)
		return true;
	for (size_t i = 0; i < names->n && i < LIST_MAX; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
		    name_at(names, i));
	if (names->n > LIST_MAX)
		tix_buf_printf(&b, " and %zu more", names->n - LIST_MAX);
	tix_dt_complain(dt, line, "no %s '%s'; there are: %s", names->what,
	    name, names->n == 0 ? "none" : tix_buf_text(&b));
	return false;
}

const char *
tix_dt_ref(struct tix_dt *dt, const struct tix_dt_section *s, const char *key,
    const struct tix_dt_names *names)
{
	const char *name = tix_dt_text(dt, s, key);

	return name != NULL && tix_dt_need(dt, tix_dt_line(s, key), names,
	    name) ? name : NULL;
}

static int
by_name(const void *a, const void *b)
{
	const struct tix_dt_section *const *p = a, *const *q = b;
	int c = strcmp((*p)->name, (*q)->name);

	return c != 0 ? c : (*p)->line < (*q)->line ? -1 : 1;
}

/* The later ones of a name are marked by themselves. */
void
tix_dt_find_doubles(struct tix_dt *dt, enum tix_dt_kind kind)
{
	struct tix_dt_section **list, *s;
	size_t n = 0;

	for (s = dt->first[kind]; s != NULL; s = s->next)
		n++;
	list = tix_arena_array(dt->mem, n + 1, sizeof *list);
	n = 0;
	for (s = dt->first[kind]; s != NULL; s = s->next)
		list[n++] = s;
	qsort(list, n, sizeof *list, by_name);
	for (size_t i = 1; i < n; i++) {
		if (strcmp(list[i - 1]->name, list[i]->name) != 0)
			continue;
		list[i]->item = list[i];
		tix_dt_complain(dt, list[i]->line, "there is %s '%s' already",
		    tix_dt_kinds[kind].one, list[i]->name);
	}
}

void *
tix_dt_declare(struct tix_dt *dt, enum tix_dt_kind kind, size_t size,
    size_t more, size_t *n)
{
	const size_t max = kind == TIX_DT_REQUESTER ?
	    TIX_DESKTEXT_PARTIES_MAX : TIX_DESKTEXT_THINGS_MAX;
	struct tix_dt_section *s;
	char *items;
	size_t all = 0;

	tix_dt_find_doubles(dt, kind);
	for (s = dt->first[kind]; s != NULL; s = s->next)
		if (all++ == max)
			tix_dt_complain(dt, s->line, "%s too many: at most "
			    "%zu", tix_dt_kinds[kind].one, max);
	items = tix_arena_array(dt->mem, all + more + 1, size);
	*n = 0;
	for (s = dt->first[kind]; s != NULL; s = s->next) {
		const bool is_double = s->item != NULL;

		s->item = NULL;
		if (is_double || *n == max || !tix_dt_name(dt, s->line,
		    tix_dt_kinds[kind].one, s->name))
			continue;
		s->item = items + (*n)++ * size;
		memcpy(s->item, &s->name, sizeof s->name);
	}
	return items;
}

const char *
tix_dt_join(struct tix_arena *mem, const char *const *words)
{
	struct tix_buf b = { .arena = mem };

	for (size_t i = 0; words[i] != NULL; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", words[i]);
	return tix_buf_text(&b);
}
