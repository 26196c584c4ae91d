/*
 * Reading JSON by yajl into a tree on an arena.
 */
#include <tix/json.h>
#include <tix/utf8.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

/* Where the parser is: the open containers, and the name read last. */
struct reader {
	struct tix_arena *mem;
	struct tix_json *root;
	struct tix_json *open[TIX_JSON_DEPTH_MAX];
	struct tix_json *last[TIX_JSON_DEPTH_MAX];
	int members[TIX_JSON_DEPTH_MAX];
	size_t depth;
	const char *name;
	const char *fault; /* our own reason to stop */
};

static bool
has_member(const struct tix_json *object, const char *name)
{
	return tix_json_get(object, name) != NULL;
}

/* Put a node where the parser is; NULL where it may not be. */
static struct tix_json *
node_add(struct reader *r, enum tix_json_type type)
{
	struct tix_json *n = tix_arena_alloc(r->mem, sizeof *n);

	n->type = type;
	if (r->depth == 0) {
		r->root = n;
		return n;
	}
	n->name = r->name;
	r->name = NULL;
	if (n->name != NULL && has_member(r->open[r->depth - 1], n->name)) {
		r->fault = "a member is there twice";
		return NULL;
	}
	if (n->name != NULL &&
	    ++r->members[r->depth - 1] > TIX_JSON_MEMBERS_MAX) {
		r->fault = "an object of too many members";
		return NULL;
	}
	if (r->last[r->depth - 1] == NULL)
		r->open[r->depth - 1]->child = n;
	else
		r->last[r->depth - 1]->next = n;
	r->last[r->depth - 1] = n;
	return n;
}

static int
on_null(void *arg)
{
	return node_add(arg, TIX_JSON_NULL) != NULL;
}

static int
on_bool(void *arg, int value)
{
	return node_add(arg, value ? TIX_JSON_TRUE : TIX_JSON_FALSE) != NULL;
}

static int
on_number(void *arg, const char *s, size_t n)
{
	struct reader *r = arg;
	struct tix_json *node = node_add(r, TIX_JSON_REAL);

	if (node == NULL)
		return 0;
	node->text = tix_arena_dup_n(r->mem, s, n);
	if (memchr(s, '.', n) == NULL && memchr(s, 'e', n) == NULL &&
	    memchr(s, 'E', n) == NULL) {
		errno = 0;
		node->number = strtoll(node->text, NULL, 10);
		if (errno == 0)
			node->type = TIX_JSON_INT;
	}
	return 1;
}

static const char *
text_copy(struct reader *r, const unsigned char *s, size_t n)
{
	if (n > 0 && memchr(s, '\0', n) != NULL) {
		r->fault = "a string holds a NUL";
		return NULL;
	}
	/* yajl lets through what is beyond the last plane. */
	if (n > 0 && !tix_utf8_valid((const char *)s, n)) {
		r->fault = "invalid UTF-8";
		return NULL;
	}
	return tix_arena_dup_n(r->mem, s, n);
}

static int
on_string(void *arg, const unsigned char *s, size_t n)
{
	struct reader *r = arg;
	struct tix_json *node = node_add(r, TIX_JSON_STRING);

	if (node == NULL)
		return 0;
	node->text = text_copy(r, s, n);
	return node->text != NULL;
}

static int
on_name(void *arg, const unsigned char *s, size_t n)
{
	struct reader *r = arg;

	r->name = text_copy(r, s, n);
	return r->name != NULL;
}

static int
container_open(struct reader *r, enum tix_json_type type)
{
	struct tix_json *node;

	if (r->depth == TIX_JSON_DEPTH_MAX) {
		r->fault = "nested too deeply";
		return 0;
	}
	node = node_add(r, type);
	if (node == NULL)
		return 0;
	r->open[r->depth] = node;
	r->last[r->depth] = NULL;
	r->members[r->depth] = 0;
	r->depth++;
	return 1;
}

static int
on_object(void *arg)
{
	return container_open(arg, TIX_JSON_OBJECT);
}

static int
on_array(void *arg)
{
	return container_open(arg, TIX_JSON_ARRAY);
}

static int
on_end(void *arg)
{
	((struct reader *)arg)->depth--;
	return 1;
}

static const yajl_callbacks callbacks = {
	.yajl_null = on_null,
	.yajl_boolean = on_bool,
	.yajl_number = on_number,
	.yajl_string = on_string,
	.yajl_start_map = on_object,
	.yajl_map_key = on_name,
	.yajl_end_map = on_end,
	.yajl_start_array = on_array,
	.yajl_end_array = on_end,
};

/* Word what the parser found, without its picture of the place. */
static enum tix_status
fault(struct tix *tx, const struct reader *r, yajl_handle y)
{
	size_t at = yajl_get_bytes_consumed(y);
	unsigned char *words;
	enum tix_status s;

	if (r->fault != NULL)
		return tix_fail(tx, TIX_INVALID, "json: %s, at byte %zu",
		    r->fault, at);
	words = yajl_get_error(y, 0, NULL, 0);
	words[strcspn((char *)words, "\n")] = '\0';
	s = tix_fail(tx, TIX_INVALID, "json: %s, at byte %zu", (char *)words,
	    at);
	yajl_free_error(y, words);
	return s;
}

/* The four digits of an escape, or -1. */
static int
escape_value(const char *s)
{
	static const char digits[] = "0123456789abcdef";
	int value = 0;

	for (int i = 0; i < 4; i++) {
		int c = s[i] >= 'A' && s[i] <= 'F' ? s[i] + 32 : s[i];
		const char *at = c == '\0' ? NULL : strchr(digits, c);

		if (at == NULL)
			return -1;
		value = value * 16 + (int)(at - digits);
	}
	return value;
}

/* yajl would put something else in the place of half a pair. */
static bool
has_half_pair(const char *text, size_t len)
{
	const char *s = text, *end = text + len;

	while ((s = memchr(s, '\\', (size_t)(end - s))) != NULL) {
		int c = end - s >= 6 && s[1] == 'u' ? escape_value(s + 2) : 0;

		if (c < 0xd800 || c > 0xdfff) {
			s += end - s > 1 ? 2 : 1;
			continue;
		}
		if (c >= 0xdc00 || end - s < 12 || s[6] != '\\' ||
		    s[7] != 'u' || (escape_value(s + 8) & ~0x3ff) != 0xdc00)
			return true;
		s += 12;
	}
	return false;
}

static bool
is_blank(const char *text, size_t at, size_t len)
{
	while (at < len && text[at] != '\0' &&
	    strchr(" \t\n\r", text[at]) != NULL)
		at++;
	return at == len;
}

enum tix_status
tix_json_parse(struct tix *tx, struct tix_arena *mem, const char *text,
    size_t len, struct tix_json **root)
{
	struct reader r = { .mem = mem };
	enum tix_status s = TIX_OK;
	yajl_handle y;

	if (len > TIX_JSON_SIZE_MAX)
		return tix_fail(tx, TIX_INVALID, "json: %zu bytes; at most %u",
		    len, TIX_JSON_SIZE_MAX);
	if (len > 0 && (memchr(text, '\v', len) != NULL ||
	    memchr(text, '\f', len) != NULL))
		return tix_fail(tx, TIX_INVALID,
		    "json: a control character that is no blank");
	if (len > 0 && has_half_pair(text, len))
		return tix_fail(tx, TIX_INVALID,
		    "json: an escape that is half of a surrogate pair");
	y = yajl_alloc(&callbacks, NULL, &r);
	if (y == NULL)
		return tix_fail(tx, TIX_FAILED, "json: out of memory");
	/* Left to itself it takes an unfinished word there for none. */
	yajl_config(y, yajl_allow_trailing_garbage, 1);
	if (yajl_parse(y, (const unsigned char *)text, len) !=
	    yajl_status_ok)
		s = fault(tx, &r, y);
	else if (!is_blank(text, yajl_get_bytes_consumed(y), len))
		s = tix_fail(tx, TIX_INVALID,
		    "json: more behind the document, at byte %zu",
		    yajl_get_bytes_consumed(y));
	else if (yajl_complete_parse(y) != yajl_status_ok)
		s = fault(tx, &r, y);
	else if (r.root == NULL)
		s = tix_fail(tx, TIX_INVALID, "json: nothing there");
	yajl_free(y);
	*root = r.root;
	return s;
}

const struct tix_json *
tix_json_get(const struct tix_json *object, const char *name)
{
	const struct tix_json *n;

	if (object == NULL || object->type != TIX_JSON_OBJECT)
		return NULL;
	for (n = object->child; n != NULL; n = n->next)
		if (n->name != NULL && strcmp(n->name, name) == 0)
			return n;
	return NULL;
}

const char *
tix_json_text(const struct tix_json *object, const char *name)
{
	const struct tix_json *n = tix_json_get(object, name);

	return n != NULL && n->type == TIX_JSON_STRING ? n->text : NULL;
}

int64_t
tix_json_int(const struct tix_json *object, const char *name, int64_t otherwise)
{
	const struct tix_json *n = tix_json_get(object, name);

	return n != NULL && n->type == TIX_JSON_INT ? n->number : otherwise;
}
