/*
 * Writing JSON by yajl, and text of any bytes as base64.
 */
#include <tix/json.h>
#include <tix/utf8.h>

#include <string.h>
#include <yajl/yajl_gen.h>

/* yajl's own buffer is on the arena: nothing is freed, all goes at once. */
struct tix_json_out {
	struct tix_arena *mem;
	yajl_gen gen;
	struct tix_buf buf;
};

static void *
arena_malloc(void *ctx, size_t n)
{
	return tix_arena_alloc(ctx, n);
}

/* The writer prints through print_text(), so yajl grows nothing itself. */
static void *
arena_realloc(void *ctx, void *p, size_t n)
{
	(void)p;
	return tix_arena_alloc(ctx, n);
}

static void
arena_free(void *ctx, void *p)
{
	(void)ctx;
	(void)p;
}

static void
print_text(void *ctx, const char *s, size_t n)
{
	tix_buf_add(ctx, s, n);
}

struct tix_json_out *
tix_json_out_new(struct tix_arena *mem)
{
	struct tix_json_out *o = tix_arena_alloc(mem, sizeof *o);
	yajl_alloc_funcs funcs = {
		.malloc = arena_malloc,
		.realloc = arena_realloc,
		.free = arena_free,
		.ctx = mem,
	};

	o->mem = mem;
	o->buf.arena = mem;
	o->gen = yajl_gen_alloc(&funcs);
	yajl_gen_config(o->gen, yajl_gen_print_callback, print_text, &o->buf);
	return o;
}

void
tix_json_open(struct tix_json_out *o, char bracket)
{
	if (bracket == '{')
		yajl_gen_map_open(o->gen);
	else
		yajl_gen_array_open(o->gen);
}

void
tix_json_close(struct tix_json_out *o, char bracket)
{
	if (bracket == '}')
		yajl_gen_map_close(o->gen);
	else
		yajl_gen_array_close(o->gen);
}

void
tix_json_name(struct tix_json_out *o, const char *name)
{
	tix_json_string(o, name);
}

void
tix_json_null(struct tix_json_out *o)
{
	yajl_gen_null(o->gen);
}

void
tix_json_bool(struct tix_json_out *o, bool value)
{
	yajl_gen_bool(o->gen, value);
}

void
tix_json_number(struct tix_json_out *o, int64_t value)
{
	yajl_gen_integer(o->gen, value);
}

void
tix_json_real(struct tix_json_out *o, double value)
{
	yajl_gen_double(o->gen, value);
}

void
tix_json_string(struct tix_json_out *o, const char *s)
{
	yajl_gen_string(o->gen, (const unsigned char *)s, strlen(s));
}

void
tix_json_bytes(struct tix_json_out *o, const char *s)
{
	size_t n = strlen(s);

	if (tix_utf8_valid(s, n)) {
		tix_json_string(o, s);
		return;
	}
	tix_json_open(o, '{');
	tix_json_name(o, "base64");
	tix_json_string(o, tix_base64(o->mem, s, n));
	tix_json_close(o, '}');
}

const char *
tix_json_get_bytes(struct tix_arena *mem, const struct tix_json *node)
{
	const char *text;
	size_t n;

	if (node != NULL && node->type == TIX_JSON_STRING)
		return node->text;
	text = tix_json_text(node, "base64");
	if (text == NULL)
		return NULL;
	text = tix_unbase64(mem, text, &n);
	return text != NULL && strlen(text) == n ? text : NULL;
}

/* A number is what yajl prints as it stands. */
void
tix_json_raw(struct tix_json_out *o, const char *text, size_t len)
{
	yajl_gen_number(o->gen, text, len);
}

void
tix_json_node(struct tix_json_out *o, const struct tix_json *node)
{
	const struct tix_json *n;
	char close = node->type == TIX_JSON_OBJECT ? '}' : ']';

	switch (node->type) {
	case TIX_JSON_NULL:
		tix_json_null(o);
		return;
	case TIX_JSON_FALSE:
	case TIX_JSON_TRUE:
		tix_json_bool(o, node->type == TIX_JSON_TRUE);
		return;
	case TIX_JSON_INT:
	case TIX_JSON_REAL:
		yajl_gen_number(o->gen, node->text, strlen(node->text));
		return;
	case TIX_JSON_STRING:
		tix_json_string(o, node->text);
		return;
	case TIX_JSON_ARRAY:
	case TIX_JSON_OBJECT:
		break;
	}
	tix_json_open(o, close == '}' ? '{' : '[');
	for (n = node->child; n != NULL; n = n->next) {
		if (close == '}')
			tix_json_name(o, n->name);
		tix_json_node(o, n);
	}
	tix_json_close(o, close);
}

const char *
tix_json_out_text(struct tix_json_out *o, size_t *len)
{
	*len = o->buf.len;
	return tix_buf_text(&o->buf);
}

void
tix_json_out_clear(struct tix_json_out *o)
{
	o->buf.len = 0;
	yajl_gen_reset(o->gen, NULL);
	if (o->buf.data != NULL)
		o->buf.data[0] = '\0';
}
