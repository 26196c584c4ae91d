/*
 * Merge patches (RFC 7396) of one object by another.
 */
#include <tix/json.h>

#include <stdlib.h>
#include <string.h>

static int
by_name(const void *a, const void *b)
{
	const struct tix_json *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static size_t
count(const struct tix_json *object)
{
	size_t n = 0;

	if (object == NULL || object->type != TIX_JSON_OBJECT)
		return 0;
	for (const struct tix_json *c = object->child; c != NULL; c = c->next)
		n++;
	return n;
}

/* The members of both, 'patch' before 'object', by name; how many. */
static size_t
merge(struct tix_arena *mem, const struct tix_json *object,
    const struct tix_json *patch, const struct tix_json ***members)
{
	const struct tix_json *c;
	size_t n = 0;

	*members = tix_arena_array(mem, count(object) + count(patch) + 1,
	    sizeof **members);
	if (count(patch) > 0)
		for (c = patch->child; c != NULL; c = c->next)
			(*members)[n++] = c;
	if (count(object) > 0)
		for (c = object->child; c != NULL; c = c->next)
			if (tix_json_get(patch, c->name) == NULL)
				(*members)[n++] = c;
	qsort(*members, n, sizeof **members, by_name);
	return n;
}

/* A value of the patch that is an object patches what is there. */
static void
put_patched(struct tix_json_out *o, struct tix_arena *mem,
    const struct tix_json *object, const struct tix_json *patch)
{
	const struct tix_json **m;
	size_t n = merge(mem, object, patch, &m);

	tix_json_open(o, '{');
	for (size_t i = 0; i < n; i++) {
		bool patches = tix_json_get(patch, m[i]->name) == m[i];

		if (patches && m[i]->type == TIX_JSON_NULL)
			continue;
		tix_json_name(o, m[i]->name);
		if (patches && m[i]->type == TIX_JSON_OBJECT)
			put_patched(o, mem, tix_json_get(object, m[i]->name),
			    m[i]);
		else
			tix_json_node(o, m[i]);
	}
	tix_json_close(o, '}');
}

static struct tix_json *
read_object(struct tix *tx, const char *text)
{
	struct tix_json *node = NULL;

	if (text == NULL ||
	    tix_json_parse(tx, tx->mem, text, strlen(text), &node) != TIX_OK)
		return NULL;
	return node->type == TIX_JSON_OBJECT ? node : NULL;
}

const char *
tix_json_patch(struct tix *tx, const char *text, const char *patch)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	const char *out;
	size_t n;

	put_patched(o, tx->mem, read_object(tx, text), read_object(tx, patch));
	out = tix_json_out_text(o, &n);
	return strcmp(out, "{}") == 0 ? NULL : out;
}
