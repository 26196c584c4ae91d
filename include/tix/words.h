/*
 * A line as a shell's words, without a shell.
 */
#ifndef TIX_WORDS_H
#define TIX_WORDS_H

#include <tix/arena.h>
#include <tix/tix.h>

#define TIX_WORDS_MAX 256 /* words of a line */

/*
 * Split 'text' at blanks and newlines into 'words' on 'mem', ended by NULL.
 * Quotes are those of sh(1): all between ' and ' is as it stands; between "
 * and " a backslash is one but before $ ` " \ and a newline; elsewhere it
 * makes the next character plain.  A backslash and a newline are nothing.  No
 * other character means anything: nothing is expanded, joined or run.
 * TIX_INVALID for a quote or backslash without an end, or too many words.
 */
enum tix_status tix_words_split(struct tix *tx, struct tix_arena *mem,
    const char *text, char ***words, size_t *n);

#endif
