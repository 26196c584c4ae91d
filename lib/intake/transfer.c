/*
 * Events of another desk made fit for this one.
 */
#include <tix/transfer.h>

#include <string.h>

#include <tix/desk.h>
#include <tix/link.h>

#define ROOM (128u << 10) /* bytes for the origin and for longer links */

/* An event being rewritten. */
struct rewriting {
	struct tix *tx;
	const struct tix_transfer *how;
	const struct tix_event *from;
	struct tix_json_out *o;
	struct tix_buf outside; /* "other:7 blocks:3", what is not here */
};

static enum tix_status
unknown(struct tix *tx, const char *what, const char *name)
{
	return tix_fail(tx, TIX_NOT_FOUND, "%s '%s' is none of this desk's",
	    what, name);
}

static enum tix_status
check_change(struct tix *tx, const struct tix_change *c)
{
	const struct tix_desk *d = tx->desk;
	const struct tix_value *v = &c->value;
	const char *name = tix_fields[c->field].name;

	if (c->op != TIX_SET || !tix_value_is_some(v))
		return TIX_OK;
	if ((c->field == TIX_F_LEVEL && tix_desk_level(d, v->s) == NULL) ||
	    (c->field == TIX_F_QUEUE && tix_desk_queue(d, v->s) == NULL) ||
	    (c->field == TIX_F_CATEGORY &&
	    tix_desk_category(d, v->s) == NULL))
		return unknown(tx, name, v->s);
	if ((c->field == TIX_F_IMPACT && (v->i < 1 ||
	    v->i > (int64_t)d->nimpacts)) ||
	    (c->field == TIX_F_URGENCY && (v->i < 1 ||
	    v->i > (int64_t)d->nurgencies)))
		return tix_fail(tx, TIX_INVALID, "%s %lld is none of this "
		    "desk's", name, (long long)v->i);
	return TIX_OK;
}

enum tix_status
tix_transfer_check(struct tix *tx, const struct tix_event *e)
{
	enum tix_status s = TIX_OK;

	if (e->data == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "the data of event %lld are gone", (long long)e->seq);
	if (e->data_len > TIX_EVENT_DATA_MAX - ROOM)
		return tix_fail(tx, TIX_INVALID,
		    "event %lld leaves no room for its origin (event-max)",
		    (long long)e->seq);
	if (e->at > tx->now)
		return tix_fail(tx, TIX_INVALID,
		    "the time of event %lld is still to come",
		    (long long)e->seq);
	for (size_t i = 0; s == TIX_OK && i < e->nchanges; i++)
		s = check_change(tx, &e->changes[i]);
	return s;
}

static void
keep_outside(struct rewriting *w, const char *what, int64_t n)
{
	tix_buf_printf(&w->outside, "%s%s:%lld", w->outside.len > 0 ? " " : "",
	    what, (long long)n);
}

/* The links that lead to tickets that are here, by their ids here. */
static void
put_links(struct rewriting *w, const struct tix_json *node)
{
	struct tix_arena *mem = w->tx->mem;
	const char *at = tix_json_get_bytes(mem, node);
	const char *links = NULL, *relation;
	int64_t id;

	while ((id = tix_links_next(mem, &at, &relation)) != 0) {
		int64_t here = w->how->ticket(w->how->arg, id);

		if (here != 0)
			links = tix_tags_add(mem, links,
			    tix_link_word(mem, relation, here));
		else
			keep_outside(w, relation, id);
	}
	if (links == NULL)
		return;
	tix_json_name(w->o, node->name);
	tix_json_bytes(w->o, links);
}

static void
put_merged_into(struct rewriting *w, const struct tix_json *node)
{
	int64_t here = w->how->ticket(w->how->arg, node->number);

	tix_json_name(w->o, node->name);
	if (here != 0) {
		tix_json_number(w->o, here);
		return;
	}
	tix_json_null(w->o);
	keep_outside(w, "merged_into", node->number);
}

static void
put_fields(struct rewriting *w, const struct tix_json *fields)
{
	const struct tix_json *n;

	for (n = fields->child; n != NULL; n = n->next) {
		if (strcmp(n->name, "links") == 0 && n->type != TIX_JSON_NULL) {
			put_links(w, n);
			continue;
		}
		if (strcmp(n->name, "merged_into") == 0 &&
		    n->type == TIX_JSON_INT) {
			put_merged_into(w, n);
			continue;
		}
		if (strcmp(n->name, "origin") == 0)
			continue;
		tix_json_name(w->o, n->name);
		tix_json_node(w->o, n);
	}
}

/* A ticket that comes in tells where it is from. */
static void
put_changes(struct rewriting *w, const char *name,
    const struct tix_json *fields)
{
	const bool opens = w->from->kind == TIX_E_OPENED &&
	    strcmp(name, "set") == 0;

	if (fields == NULL && !opens)
		return;
	tix_json_name(w->o, name);
	tix_json_open(w->o, '{');
	if (fields != NULL)
		put_fields(w, fields);
	if (opens) {
		tix_json_name(w->o, "origin");
		tix_json_string(w->o, tix_transfer_origin(w->tx->mem,
		    w->how->desk, w->from->ticket));
	}
	tix_json_close(w->o, '}');
}

/* Is it a member of the kind that names a ticket or an event? */
static bool
names_another(const struct rewriting *w, const struct tix_json *node)
{
	const struct tix_member_info *m = tix_events[w->from->kind].members;

	if (strcmp(node->name, "other") != 0 &&
	    strcmp(node->name, "event") != 0)
		return false;
	while (m->name != NULL && strcmp(m->name, node->name) != 0)
		m++;
	return m->name != NULL && node->type == TIX_JSON_INT;
}

static void
put_member(struct rewriting *w, const struct tix_json *node)
{
	const struct tix_transfer *how = w->how;
	int64_t here;

	tix_json_name(w->o, node->name);
	if (!names_another(w, node)) {
		tix_json_node(w->o, node);
		return;
	}
	here = strcmp(node->name, "other") == 0 ?
	    how->ticket(how->arg, node->number) :
	    how->event(how->arg, node->number);
	tix_json_number(w->o, here);
	if (here == 0)
		keep_outside(w, node->name, node->number);
}

static void
put_origin(struct rewriting *w)
{
	const struct tix_event *e = w->from;
	char hash[2 * TIX_HASH_SIZE + 1];

	tix_hex(hash, e->hash, sizeof e->hash);
	tix_json_name(w->o, "origin");
	tix_json_open(w->o, '{');
	tix_json_name(w->o, "desk");
	tix_json_string(w->o, w->how->desk);
	tix_json_name(w->o, "ticket");
	tix_json_number(w->o, e->ticket);
	tix_json_name(w->o, "seq");
	tix_json_number(w->o, e->seq);
	tix_json_name(w->o, "recorded");
	tix_json_number(w->o, e->recorded);
	tix_json_name(w->o, "actor");
	tix_json_bytes(w->o, e->actor);
	tix_json_name(w->o, "via");
	tix_json_bytes(w->o, e->via);
	tix_json_name(w->o, "hash");
	tix_json_string(w->o, hash);
	if (w->outside.len > 0) {
		tix_json_name(w->o, "outside");
		tix_json_bytes(w->o, tix_buf_text(&w->outside));
	}
	if (e->origin != NULL) {
		tix_json_name(w->o, "origin");
		tix_json_raw(w->o, e->origin, strlen(e->origin));
	}
	tix_json_close(w->o, '}');
}

static void
rewrite(struct rewriting *w, const struct tix_json *root)
{
	static const char *const apart[] = {
		"set", "add", "drop", "with", "origin",
	};
	const struct tix_json *n;

	tix_json_open(w->o, '{');
	for (size_t i = 0; i < 3; i++)
		put_changes(w, apart[i], tix_json_get(root, apart[i]));
	for (n = root->child; n != NULL; n = n->next) {
		size_t i = 0;

		while (i < sizeof apart / sizeof apart[0] &&
		    strcmp(n->name, apart[i]) != 0)
			i++;
		if (i == sizeof apart / sizeof apart[0])
			put_member(w, n);
	}
	if (w->how->with != 0) {
		tix_json_name(w->o, "with");
		tix_json_number(w->o, w->how->with);
	}
	put_origin(w);
	tix_json_close(w->o, '}');
}

enum tix_status
tix_transfer_event(struct tix *tx, const struct tix_transfer *how,
    const struct tix_event *from, struct tix_event *to)
{
	struct rewriting w = { .tx = tx, .how = how, .from = from,
	    .o = tix_json_out_new(tx->mem), .outside = { .arena = tx->mem } };
	struct tix_json *root;
	enum tix_status s = tix_json_parse(tx, tx->mem, from->data,
	    from->data_len, &root);

	if (s != TIX_OK)
		return s;
	rewrite(&w, root);
	tix_event_init(to, from->kind);
	to->at = from->at;
	to->actor = tx->actor;
	to->on_behalf = from->on_behalf != NULL ? from->on_behalf :
	    from->actor;
	to->data = tix_json_out_text(w.o, &to->data_len);
	to->encoded = true;
	return tix_event_decode(tx, to);
}

const char *
tix_transfer_origin(struct tix_arena *mem, const char *desk, int64_t ticket)
{
	return tix_arena_printf(mem, "%s:%lld", desk, (long long)ticket);
}

int64_t
tix_transfer_seq(struct tix *tx, const struct tix_event *e, const char *desk)
{
	struct tix_json *root;
	const char *from;

	if (e->origin == NULL || tix_json_parse(tx, tx->mem, e->origin,
	    strlen(e->origin), &root) != TIX_OK)
		return 0;
	from = tix_json_text(root, "desk");
	return from != NULL && strcmp(from, desk) == 0 ?
	    tix_json_int(root, "seq", 0) : 0;
}
