/*
 * Attachments as a member of events.
 */
#include <tix/attachment.h>

#include <string.h>

void
tix_event_attach(struct tix *tx, struct tix_event *e,
    const struct tix_attachments *files)
{
	struct tix_json_out *o;
	size_t n;

	if (files->n == 0)
		return;
	o = tix_json_out_new(tx->mem);
	tix_json_open(o, '[');
	for (size_t i = 0; i < files->n; i++) {
		tix_json_open(o, '{');
		tix_json_name(o, "name");
		tix_json_bytes(o, files->item[i].name);
		tix_json_name(o, "size");
		tix_json_number(o, files->item[i].size);
		tix_json_name(o, "sha256");
		tix_json_string(o, files->item[i].sha256);
		tix_json_close(o, '}');
	}
	tix_json_close(o, ']');
	tix_event_json(e, "attachments", tix_json_out_text(o, &n));
	e->files = files;
}

static bool
read_one(struct tix *tx, const struct tix_json *node,
    struct tix_attachment *a)
{
	const struct tix_json *name = tix_json_get(node, "name");
	const char *hex = tix_json_text(node, "sha256");

	if (name == NULL || hex == NULL ||
	    strspn(hex, "0123456789abcdef") != 2 * TIX_HASH_SIZE ||
	    strlen(hex) != 2 * TIX_HASH_SIZE)
		return false;
	*a = (struct tix_attachment){
		.name = tix_json_get_bytes(tx->mem, name),
		.size = tix_json_int(node, "size", 0),
	};
	memcpy(a->sha256, hex, sizeof a->sha256);
	return a->name != NULL;
}

void
tix_event_attachments(struct tix *tx, const struct tix_event *e,
    struct tix_attachments *files)
{
	const struct tix_member *m = tix_event_member(e, "attachments");
	struct tix_json *root, *c;
	size_t n = 0;

	*files = (struct tix_attachments){ 0 };
	if (m == NULL || m->type != TIX_M_JSON || tix_json_parse(tx, tx->mem,
	    m->s, strlen(m->s), &root) != TIX_OK ||
	    root->type != TIX_JSON_ARRAY)
		return;
	for (c = root->child; c != NULL; c = c->next)
		n++;
	files->item = tix_arena_array(tx->mem, n + 1, sizeof *files->item);
	for (c = root->child; c != NULL; c = c->next)
		files->n += read_one(tx, c, &files->item[files->n]);
}
