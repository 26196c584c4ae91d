/*
 * Patterns by PCRE2; the only file that includes it.
 */
#include <tix/regex.h>

#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct tix_regex {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *limits;
	pcre2_general_context *heap;    /* of one that is kept, else NULL */
	pcre2_compile_context *context; /* the like */
};

void
tix_regex_free(struct tix_regex *re)
{
	if (re == NULL)
		return;
	pcre2_match_context_free(re->limits);
	pcre2_match_data_free(re->match);
	pcre2_code_free(re->code);
	free(re);
}

/* What is on an arena goes with it. */
static void *
on_arena(size_t n, void *mem)
{
	return tix_arena_alloc(mem, n);
}

static void
leave(void *p, void *mem)
{
	(void)p;
	(void)mem;
}

static enum tix_status
compile(struct tix *tx, const char *pattern, pcre2_compile_context *context,
    struct tix_regex *re)
{
	const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS |
	    PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
	char words[120];
	PCRE2_SIZE at;
	int error;

	if (strlen(pattern) > TIX_REGEX_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "pattern: %zu bytes; at most %d", strlen(pattern),
		    TIX_REGEX_MAX);
	re->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
	    options, &error, &at, context);
	if (re->code != NULL)
		return TIX_OK;
	pcre2_get_error_message(error, (PCRE2_UCHAR *)words, sizeof words);
	return tix_fail(tx, TIX_INVALID, "pattern '%s': %s, at byte %zu",
	    pattern, words, at);
}

/* Where it matches; the frames that it needs are on the heap it is given. */
static enum tix_status
make_space(struct tix *tx, pcre2_general_context *heap, struct tix_regex *re)
{
	re->match = pcre2_match_data_create(1, heap);
	re->limits = pcre2_match_context_create(heap);
	if (re->match == NULL || re->limits == NULL)
		return tix_fail(tx, TIX_FAILED, "pattern: out of memory");
	pcre2_set_depth_limit(re->limits, TIX_REGEX_MATCH_MAX / 100);
	pcre2_set_heap_limit(re->limits, 4096); /* KiB */
	return TIX_OK;
}

enum tix_status
tix_regex_new(struct tix *tx, const char *pattern, struct tix_regex **out)
{
	struct tix_regex *re;
	enum tix_status s;

	*out = NULL;
	re = calloc(1, sizeof *re);
	if (re == NULL)
		return tix_fail(tx, TIX_FAILED, "pattern: out of memory");
	s = compile(tx, pattern, NULL, re);
	if (s == TIX_OK)
		s = make_space(tx, NULL, re);
	if (s != TIX_OK)
		tix_regex_free(re);
	else
		*out = re;
	return s;
}

enum tix_status
tix_regex_keep(struct tix *tx, struct tix_arena *mem,
    const struct tix_regex *with, const char *pattern, struct tix_regex **out)
{
	struct tix_regex *re = tix_arena_alloc(mem, sizeof *re);
	enum tix_status s = TIX_OK;

	*out = NULL;
	if (with != NULL)
		*re = *with;
	else
		re->heap = pcre2_general_context_create(on_arena, leave, mem);
	if (with == NULL)
		re->context = pcre2_compile_context_create(re->heap);
	if (with == NULL)
		s = make_space(tx, re->heap, re);
	if (s == TIX_OK)
		s = compile(tx, pattern, re->context, re);
	if (s == TIX_OK)
		*out = re;
	return s;
}

const char *
tix_regex_word(struct tix_arena *mem, const char *word)
{
	static const char other[] = "(?-i:[0-9A-Za-z\\x{80}-\\x{10ffff}])";
	struct tix_buf b = { .arena = mem };

	tix_buf_printf(&b, "(?<!%s)", other);
	for (; *word != '\0'; word++) {
		if (*word > ' ' && *word <= '~' && strspn(word, "0123456789"
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		    "abcdefghijklmnopqrstuvwxyz") == 0)
			tix_buf_str(&b, "\\");
		tix_buf_add(&b, word, 1);
	}
	tix_buf_printf(&b, "(?!%s)", other);
	return tix_buf_text(&b);
}

enum tix_status
tix_regex_match_within(struct tix *tx, struct tix_regex *re, const char *text,
    uint32_t steps, unsigned how)
{
	int n;

	pcre2_set_match_limit(re->limits, steps);
	n = pcre2_match(re->code, (PCRE2_SPTR)text, strlen(text), 0,
	    (how & TIX_REGEX_CUT) != 0 ? PCRE2_NOTEOL : 0, re->match,
	    re->limits);
	if (n >= 0)
		return TIX_OK;
	if (n == PCRE2_ERROR_NOMATCH)
		return TIX_NO;
	return tix_fail(tx, TIX_CONFLICT,
	    "pattern: gave up after %u steps; say it more simply",
	    (unsigned)steps);
}

enum tix_status
tix_regex_match(struct tix *tx, struct tix_regex *re, const char *text)
{
	return tix_regex_match_within(tx, re, text, TIX_REGEX_MATCH_MAX, 0);
}
