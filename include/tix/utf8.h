/*
 * UTF-8 (RFC 3629) from untrusted bytes.
 */
#ifndef TIX_UTF8_H
#define TIX_UTF8_H

#include <tix/arena.h>
#include <stdbool.h>

/*
 * Decode one scalar value from 's' of 'n' > 0 bytes; '*used' is what it took.
 * An ill-formed sequence gives U+FFFD and takes its maximal subpart (Unicode
 * 15, section 3.9, table 3-8), at least one byte; '*ok' says which it was.
 */
uint32_t tix_utf8_decode(const char *s, size_t n, size_t *used, bool *ok);

/* Is all of 's' well formed? */
bool tix_utf8_valid(const char *s, size_t n);

/* 's' itself where it is valid, else a copy with U+FFFD for what is not. */
const char *tix_utf8_clean(struct tix_arena *a, const char *s);

/* Is 'c' one of A to Z and a to z, in any locale? */
bool tix_ascii_letter(char c);

/* Is 'c' a control: C0, DEL or C1? */
bool tix_utf8_control(uint32_t c);

/*
 * Is 'c' a control, a bidirectional control or an invisible character that
 * must not reach a terminal (CVE-2021-42574)?
 */
bool tix_utf8_unsafe(uint32_t c);

/*
 * The same where it is known what stands before (0: nothing): a joiner
 * (U+200C, U+200D) behind a character of a script or an emoji that it may
 * join is safe.
 */
bool tix_utf8_unsafe_after(uint32_t before, uint32_t c);

/* Is there nothing to be seen in 's': blanks and invisible characters? */
bool tix_utf8_blank(const char *s);

/*
 * 's' made safe for a terminal: controls as \xNN, other unsafe characters and
 * those that libc cannot show as <U+XXXX>, ill-formed bytes as U+FFFD.  With
 * 'lines', newlines and tabs stay.  's' itself where it is plain ASCII.
 *
 * Here and below libc is asked for widths, in the locale that is set below
 * once there is other text.
 */
const char *tix_utf8_printable(struct tix_arena *a, const char *s, bool lines);

/*
 * Set a UTF-8 locale for characters unless there is one: cron runs without,
 * and text is UTF-8 all the same.  To read one takes longer than a short list,
 * so it is done where libc is to measure text, not at the start.
 */
void tix_utf8_locale(void);

/* Columns that 's' takes on a terminal; it must be printable. */
size_t tix_utf8_width(const char *s);

/*
 * The start of 's' that fits 'cells' columns, with an ellipsis where it was
 * cut; 's' itself where it fits.
 */
const char *tix_utf8_fit(struct tix_arena *a, const char *s, size_t cells);

#endif
