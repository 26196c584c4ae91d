/*
 * Versions of a policy against each other.
 */
#include <tix/deskdiff.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tix/deskshow.h>
#include <tix/desktake.h>
#include <tix/linediff.h>
#include <tix/utf8.h>

/* A line for each member and element of a line of JSON, by its depth. */
static void
unfold(struct tix_buf *b, const char *s, size_t n)
{
	int depth = 0;
	bool in_string = false;

	for (size_t i = 0; i < n; i++) {
		const char c = s[i];
		const bool opens = !in_string && (c == '{' || c == '[');
		const bool closes = !in_string && (c == '}' || c == ']');

		depth += opens - closes;
		if (closes)
			tix_buf_printf(b, "\n%*s", 2 * depth, "");
		tix_buf_char(b, c);
		if (in_string && c == '\\' && i + 1 < n)
			tix_buf_char(b, s[++i]);
		else if (c == '"')
			in_string = !in_string;
		if (opens || (!in_string && c == ','))
			tix_buf_printf(b, "\n%*s", 2 * depth, "");
	}
}

static const char *
unfolded(struct tix *tx, const char *compiled)
{
	struct tix_buf b = { .arena = tx->run };
	size_t n = strcspn(compiled, "\n");

	unfold(&b, compiled, n);
	tix_buf_str(&b, compiled + n);
	return tix_buf_text(&b);
}

void
tix_desk_texts(struct tix *tx, const struct tix_desk_version *a,
    const struct tix_desk_version *b, bool compiled, const char **from,
    const char **to)
{
	if (!compiled && a->source != NULL && b->source != NULL) {
		*from = a->source;
		*to = b->source;
		return;
	}
	*from = unfolded(tx, a->compiled);
	*to = unfolded(tx, b->compiled);
}

const char *
tix_desk_name(struct tix *tx, const struct tix_desk_version *v)
{
	return tix_arena_printf(tx->run, "version %" PRId64, v->version);
}

const char *
tix_desk_diff(struct tix *tx, const char *from_name, const char *from,
    const char *to_name, const char *to)
{
	return tix_linediff(tx->run, from_name, from, to_name, to);
}

void
tix_desk_print_diff(FILE *to, bool safe, bool colour, const char *diff)
{
	struct tix_arena *mem = tix_arena_new();

	while (*diff != '\0') {
		size_t n = strcspn(diff, "\n");
		const char *line = tix_arena_dup_n(mem, diff, n);
		const char *c = !colour ? "" : *line == '-' ? "\033[31m" :
		    *line == '+' ? "\033[32m" : *line == '@' ? "\033[36m" : "";

		fprintf(to, "%s%s%s\n", c, safe ?
		    tix_utf8_printable(mem, line, true) : line,
		    *c != '\0' ? "\033[0m" : "");
		diff += n + (diff[n] == '\n');
		tix_arena_reset(mem);
	}
	tix_arena_free(mem);
}

/* One side: a version, or a file that is compiled, too. */
struct side {
	struct tix_desk_version v;
	const char *name;
};

static bool
is_version(const char *word)
{
	return strspn(word, "0123456789") == strlen(word) &&
	    strlen(word) <= 18 && *word != '\0';
}

static enum tix_status
find_version(struct tix *tx, const struct tix_run *r, int64_t n,
    struct side *side)
{
	enum tix_status s = tix_desk_version(tx, r, n, &side->v);

	if (s == TIX_OK)
		side->name = tix_desk_name(tx, &side->v);
	return s;
}

static enum tix_status
find_side(struct tix *tx, struct tix_run *r, const char *word,
    struct side *side)
{
	struct tix_deskfile f;
	enum tix_status s;
	int64_t n;

	if (is_version(word)) {
		n = strtoll(word, NULL, 10);
		return n > 0 ? find_version(tx, r, n, side) : tix_fail(tx,
		    TIX_NOT_FOUND, "no version %s of the desk; they begin at "
		    "1", word);
	}
	s = tix_desk_take(tx, r, word, &f);
	side->v = (struct tix_desk_version){
		.compiled = f.compiled, .source = f.source,
	};
	side->name = word;
	return s;
}

/* The newest against the one before it; else what is given against it. */
static enum tix_status
find_default(struct tix *tx, struct tix_run *r, struct side *a,
    struct side *b)
{
	enum tix_status s = find_version(tx, r, 0, b);

	if (s == TIX_OK && r->noperands == 0 && b->v.version == 1)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "version 1 is the only one yet");
	if (s == TIX_OK && r->noperands == 0)
		return find_version(tx, r, b->v.version - 1, a);
	if (s != TIX_OK)
		return s;
	if (is_version(r->operands[0]))
		return find_side(tx, r, r->operands[0], a);
	*a = *b;
	return find_side(tx, r, r->operands[0], b);
}

enum tix_status
tix_desk_diff_run(struct tix *tx, struct tix_run *r, bool compiled)
{
	struct side a = { 0 }, b = { 0 };
	const char *from, *to, *diff;
	enum tix_status s = tix_desk_operands(tx, r, 0, 2, "versions");

	if (s == TIX_OK && r->noperands < 2) {
		s = find_default(tx, r, &a, &b);
	} else if (s == TIX_OK) {
		s = find_side(tx, r, r->operands[0], &a);
		if (s == TIX_OK)
			s = find_side(tx, r, r->operands[1], &b);
	}
	if (s != TIX_OK)
		return s;
	tix_desk_texts(tx, &a.v, &b.v, compiled, &from, &to);
	if (!compiled && (a.v.source == NULL || b.v.source == NULL))
		tix_notice(tx, r, "'%s' has no text: both are compared as "
		    "compiled", a.v.source == NULL ? a.name : b.name);
	diff = tix_desk_diff(tx, a.name, from, b.name, to);
	tix_desk_print_diff(r->out.to, r->terminal, r->out.colour, diff);
	return *diff != '\0' ? TIX_NO : TIX_OK;
}
