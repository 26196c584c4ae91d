/*
 * A mail as bytes: header lines (RFC 5322, 2047) and a text (RFC 2045) that no
 * word of a user can break out of.  Lines end in a bare newline, as what takes
 * mail on standard input wants them, and have at most 76 characters where
 * words can be broken.  Pure.
 */
#ifndef TIX_MAIL_H
#define TIX_MAIL_H

#include <tix/address.h>
#include <tix/attachment.h>

/*
 * Append "NAME: text", folded.  'text' may hold any bytes: each control becomes
 * a blank, invalid UTF-8 U+FFFD; what is not plain ASCII goes as encoded words.
 * 'name' is ours, of at most 30 letters.
 */
void tix_mail_header(struct tix_buf *b, const char *name, const char *text);

/* Append "NAME: address, address"; nothing where there is none. */
void tix_mail_addresses(struct tix_buf *b, const char *name,
    const struct tix_address *list, size_t n);

/* Append "Date: Mon, 23 Nov 2026 14:00:00 +0000". */
void tix_mail_date(struct tix_buf *b, int64_t at);

/* Append text of any bytes as quoted-printable UTF-8, ended by a newline. */
void tix_mail_quoted(struct tix_buf *b, const char *text);

/* What a mail of ours says of itself. */
struct tix_mail {
	const struct tix_address *from; /* or NULL: left to what sends it */
	const struct tix_address *to;
	size_t nto;
	const struct tix_address *cc;
	size_t ncc;
	const char *subject;
	const char *message_id; /* "tix.42.7.0123abcd@host" */
	int64_t date;
	bool automatic;         /* made by no person */
	const char *text;
	const struct tix_attachment *file; /* with their bytes */
	size_t nfiles;
};

/* The whole mail, on 'mem'. */
const char *tix_mail_text(struct tix_arena *mem, const struct tix_mail *m);

#endif
