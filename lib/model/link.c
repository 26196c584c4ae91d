/*
 * Relations and lists of links.
 */
#include <tix/link.h>

#include <string.h>

const struct tix_relation tix_relations[] = {
	{ "parent", "child", true, false, true, "is a part of ticket N" },
	{ "child", "parent", false, false, false, NULL },
	{ "blocks", "blocked-by", true, false, false,
	    "has to be done before ticket N can be" },
	{ "blocked-by", "blocks", false, false, false, NULL },
	{ "duplicates", "duplicated-by", true, false, true,
	    "is the same trouble as ticket N, which is worked on" },
	{ "duplicated-by", "duplicates", false, false, false, NULL },
	{ "caused-by", "causes", true, false, false, "comes of ticket N" },
	{ "causes", "caused-by", false, false, false, NULL },
	{ "recurs", "recurred-as", true, false, false,
	    "is the trouble of ticket N come back" },
	{ "recurred-as", "recurs", false, false, false, NULL },
	{ "relates", "relates", true, true, false,
	    "has something to do with ticket N" },
	{ "split-from", "split-to", false, false, false, NULL },
	{ "split-to", "split-from", false, false, false, NULL },
	{ 0 },
};

const struct tix_relation *
tix_relation_find(const char *name)
{
	const struct tix_relation *r;

	for (r = tix_relations; r->name != NULL; r++)
		if (strcmp(r->name, name) == 0)
			return r;
	return NULL;
}

const char *
tix_link_word(struct tix_arena *mem, const char *relation, int64_t id)
{
	return tix_arena_printf(mem, "%s:%lld", relation, (long long)id);
}

/* The digits behind the colon; what is no id is none. */
static int64_t
id_of(const char *digits)
{
	int64_t id = 0;

	for (; *digits >= '0' && *digits <= '9'; digits++)
		if (__builtin_mul_overflow(id, 10, &id) ||
		    __builtin_add_overflow(id, *digits - '0', &id))
			return 0;
	return *digits == ' ' || *digits == '\0' ? id : 0;
}

/* One word of the list: its id, and where its colon is. */
static int64_t
next_link(const char **at, const char **word, size_t *name)
{
	int64_t id = 0;

	while (id == 0 && *at != NULL && **at != '\0') {
		size_t n = strcspn(*at, " ");

		*word = *at;
		*name = strcspn(*at, ": ");
		if (*name < n)
			id = id_of(*at + *name + 1);
		*at += n;
		*at += strspn(*at, " ");
	}
	return id;
}

int64_t
tix_links_find(const char *links, const char *relation)
{
	const char *word;
	int64_t id;
	size_t n;

	while ((id = next_link(&links, &word, &n)) != 0)
		if (n == strlen(relation) && memcmp(word, relation, n) == 0)
			return id;
	return 0;
}

int64_t
tix_links_next(struct tix_arena *mem, const char **at, const char **relation)
{
	const char *word;
	size_t n;
	int64_t id = next_link(at, &word, &n);

	if (id != 0)
		*relation = tix_arena_dup_n(mem, word, n);
	return id;
}
