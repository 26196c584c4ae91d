/*
 * Options PART=TEXT as a handover.
 */
#include <tix/parts.h>

#include <string.h>

#include "private.h"

static enum tix_status
read_file(struct tix *tx, struct tix_run *r, const char *path, bool *read,
    const char **text)
{
	const bool input = strcmp(path, "-") == 0;

	if (input && r->query == NULL && tix_ids_are_read(r))
		return tix_fail(tx, TIX_INVALID, "which ticket? standard input "
		    "cannot be both text and ids");
	if (input && *read)
		return tix_fail(tx, TIX_INVALID,
		    "handover: standard input is one part, not two");
	*read = *read || input;
	return tix_read_file(tx, tx->run, path, TIX_HANDOVER_BYTES_MAX, text);
}

static enum tix_status
read_part(struct tix *tx, struct tix_run *r, const char *given, bool *read,
    struct tix_part *p)
{
	const char *equals = strchr(given, '=');

	if (equals == NULL || equals == given)
		return tix_fail(tx, TIX_INVALID, "--handover '%s': it is "
		    "PART=TEXT or PART=@FILE", given);
	p->name = tix_arena_dup_n(tx->run, given, (size_t)(equals - given));
	p->text = equals + 1;
	if (p->text[0] != '@')
		return TIX_OK;
	p->text++;
	return p->text[0] == '@' ? TIX_OK :
	    read_file(tx, r, p->text, read, &p->text);
}

enum tix_status
tix_parts_read(struct tix *tx, struct tix_run *r,
    const struct tix_texts *given, struct tix_handover *h)
{
	struct tix_part *part = tix_arena_array(tx->run, given->n + 1,
	    sizeof *part);
	enum tix_status s = TIX_OK;
	bool read = false;

	*h = (struct tix_handover){ .part = part };
	if (given->n > TIX_HANDOVER_MAX)
		return tix_fail(tx, TIX_INVALID, "handover: %zu parts; at most "
		    "%d (handover-max)", given->n, TIX_HANDOVER_MAX);
	for (; s == TIX_OK && h->n < given->n; h->n++)
		s = read_part(tx, r, given->item[h->n], &read, &part[h->n]);
	return s;
}
