/*
 * Handovers: what a level wants of them, and how events hold them.
 */
#include <tix/handover.h>

#include <string.h>

#include <tix/utf8.h>

const char *
tix_handover_find(const struct tix_handover *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->part[i].name, name) == 0)
			return h->part[i].text;
	return NULL;
}

static bool
wants_any(const struct tix_level *l)
{
	return l->handover == NULL || l->handover[0] == NULL;
}

/* A word: a letter, then letters, digits, '-', '_'. */
static bool
is_word(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

	return tix_ascii_letter(s[0]) && s[n] == '\0' && n <= TIX_NAME_MAX;
}

static bool
is_wanted(const struct tix_level *l, const char *name)
{
	if (wants_any(l))
		return is_word(name);
	for (size_t i = 0; l->handover[i] != NULL; i++)
		if (strcmp(l->handover[i], name) == 0)
			return true;
	return false;
}

static const char *
list(struct tix *tx, const struct tix_level *l)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; l->handover[i] != NULL; i++)
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", l->handover[i]);
	return tix_buf_text(&b);
}

static enum tix_status
check_part(struct tix *tx, const struct tix_level *l,
    const struct tix_handover *h, const struct tix_part *p)
{
	if (!is_wanted(l, p->name) && wants_any(l))
		return tix_fail(tx, TIX_INVALID, "handover '%s': a part is "
		    "named by a word", p->name);
	if (!is_wanted(l, p->name))
		return tix_fail(tx, TIX_INVALID, "no part '%s' in a handover "
		    "to %s; there are: %s", p->name, l->name, list(tx, l));
	if (tix_handover_find(h, p->name) != p->text)
		return tix_fail(tx, TIX_INVALID, "handover: '%s' is given "
		    "twice", p->name);
	if (tix_utf8_blank(p->text))
		return tix_fail(tx, TIX_INVALID, "handover: '%s' says nothing",
		    p->name);
	return TIX_OK;
}

static enum tix_status
check_bounds(struct tix *tx, const struct tix_handover *h)
{
	size_t bytes = 0;

	if (h->n > TIX_HANDOVER_MAX)
		return tix_fail(tx, TIX_INVALID, "handover: %zu parts; at most "
		    "%d (handover-max)", h->n, TIX_HANDOVER_MAX);
	for (size_t i = 0; i < h->n; i++)
		bytes += strlen(h->part[i].text);
	if (bytes > TIX_HANDOVER_BYTES_MAX)
		return tix_fail(tx, TIX_INVALID, "handover: %zu bytes; at most "
		    "%u (handover-bytes-max)", bytes, TIX_HANDOVER_BYTES_MAX);
	return TIX_OK;
}

enum tix_status
tix_handover_check(struct tix *tx, const struct tix_level *level,
    const struct tix_handover *h, const char **missing)
{
	struct tix_buf b = { .arena = tx->mem };
	enum tix_status s = check_bounds(tx, h);

	*missing = NULL;
	for (size_t i = 0; s == TIX_OK && i < h->n; i++)
		s = check_part(tx, level, h, &h->part[i]);
	if (s != TIX_OK || wants_any(level))
		return s;
	for (size_t i = 0; level->handover[i] != NULL; i++)
		if (tix_handover_find(h, level->handover[i]) == NULL)
			tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "",
			    level->handover[i]);
	if (b.len > 0)
		*missing = tix_buf_text(&b);
	return TIX_OK;
}

void
tix_event_hand_over(struct tix *tx, struct tix_event *e,
    const struct tix_handover *h)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	size_t n;

	if (h->n == 0)
		return;
	tix_json_open(o, '{');
	for (size_t i = 0; i < h->n; i++) {
		tix_json_name(o, h->part[i].name);
		tix_json_bytes(o, h->part[i].text);
	}
	tix_json_close(o, '}');
	tix_event_json(e, "handover", tix_json_out_text(o, &n));
}

void
tix_event_handover(struct tix *tx, const struct tix_event *e,
    struct tix_handover *h)
{
	const struct tix_member *m = tix_event_member(e, "handover");
	struct tix_json *root, *c;
	struct tix_part *part;
	size_t n = 0;

	*h = (struct tix_handover){ 0 };
	if (m == NULL || m->type != TIX_M_JSON || tix_json_parse(tx, tx->mem,
	    m->s, strlen(m->s), &root) != TIX_OK ||
	    root->type != TIX_JSON_OBJECT)
		return;
	for (c = root->child; c != NULL; c = c->next)
		n++;
	part = tix_arena_array(tx->mem, n + 1, sizeof *part);
	for (c = root->child; c != NULL; c = c->next) {
		part[h->n].name = c->name;
		part[h->n].text = tix_json_get_bytes(tx->mem, c);
		h->n += part[h->n].text != NULL;
	}
	h->part = part;
}
