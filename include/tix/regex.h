/*
 * Patterns from users (PCRE2), bounded in time and memory.
 */
#ifndef TIX_REGEX_H
#define TIX_REGEX_H

#include <tix/arena.h>
#include <tix/tix.h>

#define TIX_REGEX_MAX 1024           /* bytes of a pattern */
#define TIX_REGEX_MATCH_MAX 200000   /* steps of one match */

struct tix_regex;

/*
 * Compile 'pattern', caseless, UTF-8 with invalid sequences never matching.
 * Owned by the caller; tix_regex_free() takes NULL too.  TIX_INVALID with
 * place and cause.
 */
enum tix_status tix_regex_new(struct tix *tx, const char *pattern,
    struct tix_regex **re);
void tix_regex_free(struct tix_regex *re);

/*
 * The same on 'mem', with nothing to free.  It matches in the working space of
 * 'with', made the same way; NULL makes one.
 */
enum tix_status tix_regex_keep(struct tix *tx, struct tix_arena *mem,
    const struct tix_regex *with, const char *pattern, struct tix_regex **re);

/*
 * The pattern for 'word' standing alone: no ASCII letter or digit, and nothing
 * beyond ASCII, is next to it.  On 'mem'.
 */
const char *tix_regex_word(struct tix_arena *mem, const char *word);

/*
 * Does it match anywhere in 'text'?  TIX_OK or TIX_NO; TIX_CONFLICT where a
 * limit stopped the match.
 */
enum tix_status tix_regex_match(struct tix *tx, struct tix_regex *re,
    const char *text);

/* The text is the beginning of a longer one: its end is no end of a line. */
#define TIX_REGEX_CUT 1u

/* The same with at most 'steps'; 'how' is 0 or TIX_REGEX_CUT. */
enum tix_status tix_regex_match_within(struct tix *tx, struct tix_regex *re,
    const char *text, uint32_t steps, unsigned how);

#endif
