/*
 * Mail as bytes, by RFC 2045, 2047, 5322 and by hand.  With an argument the
 * questions of mail_oracle.py are answered: four fields of standard input, each
 * ended by NUL (subject, name, address, text), give a mail ended by NUL; with
 * "files" the text is also a file that is called like the subject.
 */
#include "unit.h"

#include <stdlib.h>

#include <tix/mail.h>

#define X10 "xxxxxxxxxx"
#define X40 X10 X10 X10 X10

static const struct { const char *in, *out; } subjects[] = {
	{ "VPN down", "Subject: VPN down\n" },
	{ "", "Subject: \n" },
	{ "a\nBcc: b@c", "Subject: a Bcc: b@c\n" },
	{ "a\r\n\r\nbody", "Subject: =?UTF-8?Q?a____body?=\n" },
	{ "gr\xC3\xBC\xC3\x9F", "Subject: =?UTF-8?Q?gr=C3=BC=C3=9F?=\n" },
	{ "\xFF", "Subject: =?UTF-8?Q?=EF=BF=BD?=\n" },
	{ "=?UTF-8?Q?x?=",
	  "Subject: =?UTF-8?Q?=3D=3FUTF=2D8=3FQ=3Fx=3F=3D?=\n" },
	{ " blank first", "Subject: =?UTF-8?Q?_blank_first?=\n" },
	/* 76 columns hold: "Subject: " is 9, the first word 40 */
	{ X40 " " X10 " " X10 "xxxx y",
	  "Subject: " X40 " " X10 " " X10 "xxxx\n y\n" },
	/* an encoded word ends after 75 of its own, or 76 of the line */
	{ X40 X10,
	  "Subject: =?UTF-8?Q?" X40 X10 "?=\n" },
	{ X40 X40,
	  "Subject: =?UTF-8?Q?" X40 X10 "xxxxx?=\n =?UTF-8?Q?" X10 X10
	  "xxxxx?=\n" },
};

static void
heads(struct tix *tx)
{
	for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
		struct tix_buf b = { .arena = tx->mem };

		tix_mail_header(&b, "Subject", subjects[i].in);
		CHECK_STR(tix_buf_text(&b), subjects[i].out);
	}
}

static const struct tix_address people[] = {
	{ NULL, "ewa@example.org" },
	{ "Ewa Nowak", "ewa@example.org" },
	{ "Nowak, Ewa", "e@f" },
	{ "x\nBcc: c@d", "e@f" },
	{ "\xC5\x81", "e@f" },
};

static void
addresses(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->mem };

	tix_mail_addresses(&b, "Cc", people, 0);
	CHECK_STR(tix_buf_text(&b), "");
	tix_mail_addresses(&b, "To", people, 5);
	CHECK_STR(tix_buf_text(&b), "To: ewa@example.org,\n"
	    " Ewa Nowak <ewa@example.org>,\n"
	    " =?UTF-8?Q?Nowak=2C_Ewa?= <e@f>,\n"
	    " =?UTF-8?Q?x_Bcc=3A_c=40d?= <e@f>,\n"
	    " =?UTF-8?Q?=C5=81?= <e@f>\n");
}

static const struct { int64_t at; const char *out; } dates[] = {
	{ 0, "Date: Thu, 01 Jan 1970 00:00:00 +0000\n" },
	{ INT64_C(1795442400000000), /* date -Rud@1795442400 */
	  "Date: Mon, 23 Nov 2026 14:00:00 +0000\n" },
	{ INT64_C(951782399999999),
	  "Date: Mon, 28 Feb 2000 23:59:59 +0000\n" },
	{ INT64_C(253402300799000000),
	  "Date: Fri, 31 Dec 9999 23:59:59 +0000\n" },
};

static void
days(struct tix *tx)
{
	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		struct tix_buf b = { .arena = tx->mem };

		tix_mail_date(&b, dates[i].at);
		CHECK_STR(tix_buf_text(&b), dates[i].out);
	}
}

static const struct { const char *in, *out; } texts[] = {
	{ "", "" },
	{ "a", "a\n" },
	{ "a\n", "a\n" },
	{ "a\n\nb\n", "a\n\nb\n" },
	{ "a\r\nb\rc\r\n", "a\nb=0Dc\n" },
	{ "a \nb\t\n c ", "a=20\nb=09\n c=20\n" },
	{ "a \r\n", "a=20\n" },
	{ "1=2", "1=3D2\n" },
	{ "From here\n.\nFirewall. From\n",
	  "=46rom here\n=2E\nFirewall. From\n" },
	{ "\xC5\xBC\xFF", "=C5=BC=EF=BF=BD\n" },
	{ "\x1B[m\x7F", "=1B[m=7F\n" },
	{ X40 X10 X10 X10 "12345", X40 X10 X10 X10 "12345\n" },
	{ X40 X10 X10 X10 "123456", X40 X10 X10 X10 "12345=\n6\n" },
	{ X40 X10 X10 X10 "1234=", X40 X10 X10 X10 "1234=\n=3D\n" },
	{ X40 X10 X10 X10 "12345.", X40 X10 X10 X10 "12345=\n=2E\n" },
	{ X40 X10 X10 X10 "12345From x",
	  X40 X10 X10 X10 "12345=\n=46rom x\n" },
};

static void
quotes(struct tix *tx)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct tix_buf b = { .arena = tx->mem };

		tix_mail_quoted(&b, texts[i].in);
		CHECK_STR(tix_buf_text(&b), texts[i].out);
	}
}

static const struct unit_test tests[] = {
	{ "a header line is one line, whatever is in it", heads },
	{ "addresses stand by themselves, names encoded", addresses },
	{ "a date is as RFC 5322 has it", days },
	{ "text is quoted-printable of at most 76 columns", quotes },
};

static void
answer(struct tix_arena *mem, bool files)
{
	char *f[4] = { NULL };
	size_t cap[4] = { 0 };
	int i = 0;

	while (getdelim(&f[i], &cap[i], '\0', stdin) > 0) {
		struct tix_address a = { f[1], f[2] };
		struct tix_attachment file = { .name = f[0], .data = f[3],
		    .size = f[3] != NULL ? (int64_t)strlen(f[3]) : 0 };
		struct tix_mail m = {
			.file = &file, .nfiles = files,
			.from = &a, .to = &a, .nto = 1, .cc = &a, .ncc = 1,
			.subject = f[0], .message_id = "tix.1.2.3@host",
			.date = INT64_C(1795442400000000), .text = f[3],
		};

		if (i == 3)
			printf("%s%c", tix_mail_text(mem, &m), '\0');
		i = (i + 1) % 4;
		tix_arena_reset(mem);
	}
	for (i = 0; i < 4; i++)
		free(f[i]);
}

int
main(int argc, char **argv)
{
	struct tix_arena *mem;

	if (argc < 2)
		return unit_main(tests, sizeof tests / sizeof tests[0]);
	mem = tix_arena_new();
	answer(mem, strcmp(argv[1], "files") == 0);
	tix_arena_free(mem);
	return 0;
}
