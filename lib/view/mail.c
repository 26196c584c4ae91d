/*
 * Mail for sendmail -t.
 */
#include <tix/mail.h>
#include <tix/json.h>
#include <tix/time.h>
#include <tix/utf8.h>

#include <string.h>

#define LINE 76        /* characters of a line */
#define WORD_BEGIN "=?UTF-8?Q?"
#define WORD_END "?="
#define WORD_ROOM (75 - (sizeof WORD_BEGIN - 1) - (sizeof WORD_END - 1))
#define HEX "0123456789ABCDEF"

/* Without controls, well formed. */
static const char *
plain(struct tix_arena *mem, const char *text)
{
	const char *s = tix_utf8_clean(mem, text);
	size_t n = strlen(s), used;
	struct tix_buf b = { .arena = mem };
	bool ok;

	for (; n > 0; s += used, n -= used)
		if (tix_utf8_control(tix_utf8_decode(s, n, &used, &ok)))
			tix_buf_char(&b, ' ');
		else
			tix_buf_add(&b, s, used);
	return tix_buf_text(&b);
}

/* Can it stand as it is, broken at its blanks? */
static bool
needs_words(const char *s)
{
	size_t word = 0;

	if (*s == ' ' || strstr(s, "=?") != NULL)
		return true;
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s >= 0x7F ||
		    (*s == ' ' && (s[1] == ' ' || s[1] == '\0')))
			return true;
		word = *s == ' ' ? 0 : word + 1;
		if (word > LINE - 32)
			return true;
	}
	return false;
}

/* '*column' is where the line at hand has got to. */
static void
put_plain(struct tix_buf *b, const char *s, size_t *column)
{
	while (*s != '\0') {
		size_t n = strcspn(s + 1, " ") + 1;

		if (*s == ' ' && *column + n > LINE) {
			tix_buf_char(b, '\n');
			*column = 0;
		}
		tix_buf_add(b, s, n);
		*column += n;
		s += n;
	}
}

static bool
is_alnum(char c)
{
	return tix_ascii_letter(c) || (c >= '0' && c <= '9');
}

/* Letters, digits and blanks stand for themselves: so in names too. */
static size_t
encoded_size(const char *s, size_t n)
{
	return n == 1 && (*s == ' ' || is_alnum(*s)) ? 1 :
	    3 * n;
}

static void
put_encoded(struct tix_buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (is_alnum((char)c)) {
			tix_buf_char(b, (char)c);
		} else if (c == ' ') {
			tix_buf_char(b, '_');
		} else {
			tix_buf_char(b, '=');
			tix_buf_char(b, HEX[c >> 4]);
			tix_buf_char(b, HEX[c & 15]);
		}
	}
}

/* As encoded words, whole characters in each (RFC 2047, section 5). */
static void
put_words(struct tix_buf *b, const char *s, size_t *column)
{
	const size_t around = sizeof WORD_BEGIN + sizeof WORD_END - 2;
	size_t n = strlen(s), used, size, room;
	bool ok;

	while (n > 0) {
		if (*column + around + 12 > LINE) {
			tix_buf_str(b, "\n ");
			*column = 1;
		}
		room = LINE - *column - around;
		room = room > WORD_ROOM ? WORD_ROOM : room;
		tix_buf_str(b, WORD_BEGIN);
		*column += around;
		while (n > 0) {
			tix_utf8_decode(s, n, &used, &ok);
			size = encoded_size(s, used);
			if (size > room)
				break;
			put_encoded(b, s, used);
			room -= size;
			*column += size;
			s += used;
			n -= used;
		}
		tix_buf_str(b, WORD_END);
		if (n > 0)
			*column = LINE; /* a line for each */
	}
}

void
tix_mail_header(struct tix_buf *b, const char *name, const char *text)
{
	const char *s = plain(b->arena, text);
	size_t column = strlen(name) + 2;

	tix_buf_printf(b, "%s: ", name);
	if (needs_words(s))
		put_words(b, s, &column);
	else
		put_plain(b, s, &column);
	tix_buf_char(b, '\n');
}

/* May a name stand as it is: letters, digits, single blanks? */
static bool
is_phrase(const char *s)
{
	if (needs_words(s) || strlen(s) > 40)
		return false;
	for (; *s != '\0'; s++)
		if (*s != ' ' && *s != '-' && !is_alnum(*s))
			return false;
	return true;
}

static void
put_address(struct tix_buf *b, const struct tix_address *a, size_t *column)
{
	const char *name = a->name == NULL ? "" : plain(b->arena, a->name);

	if (*name == '\0') {
		tix_buf_str(b, a->spec);
		*column += strlen(a->spec);
		return;
	}
	if (is_phrase(name)) {
		tix_buf_str(b, name);
		*column += strlen(name);
	} else {
		put_words(b, name, column);
	}
	if (*column + strlen(a->spec) + 4 > LINE) {
		tix_buf_char(b, '\n');
		*column = 0;
	}
	tix_buf_printf(b, " <%s>", a->spec);
	*column += strlen(a->spec) + 3;
}

void
tix_mail_addresses(struct tix_buf *b, const char *name,
    const struct tix_address *list, size_t n)
{
	size_t column = strlen(name) + 2;

	if (n == 0)
		return;
	tix_buf_printf(b, "%s: ", name);
	for (size_t i = 0; i < n; i++) {
		if (i > 0) {
			tix_buf_str(b, ",\n ");
			column = 1;
		}
		put_address(b, &list[i], &column);
	}
	tix_buf_char(b, '\n');
}

void
tix_mail_date(struct tix_buf *b, int64_t at)
{
	static const char days[][4] = {
		"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"
	};
	static const char months[][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun",
		"Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
	};
	struct tix_civil c;

	tix_time_civil(at, NULL, &c);
	tix_buf_printf(b, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\n",
	    days[c.weekday], c.day, months[c.month - 1], (int)c.year, c.hour,
	    c.minute, c.second);
}

/* A byte of text as it goes out: at most three characters. */
static size_t
quoted(const char *s, size_t column, char out[3])
{
	unsigned char c = (unsigned char)*s;
	bool last = s[1] == '\n' || s[1] == '\0' ||
	    (s[1] == '\r' && s[2] == '\n');
	/* A mailbox' "From " and a lone dot mean something to some. */
	bool special = column == 0 &&
	    (c == '.' || strncmp(s, "From ", 5) == 0);

	if ((c >= 0x21 && c <= 0x7E && c != '=' && !special) ||
	    ((c == ' ' || c == '\t') && !last)) {
		out[0] = (char)c;
		return 1;
	}
	out[0] = '=';
	out[1] = HEX[c >> 4];
	out[2] = HEX[c & 15];
	return 3;
}

void
tix_mail_quoted(struct tix_buf *b, const char *text)
{
	const char *s = tix_utf8_clean(b->arena, text);
	size_t column = 0;

	for (; *s != '\0'; s++) {
		char out[3];
		size_t n;

		if (*s == '\r' && s[1] == '\n')
			continue;
		if (*s == '\n') {
			tix_buf_char(b, '\n');
			column = 0;
			continue;
		}
		n = quoted(s, column, out);
		if (column + n > LINE - 1) {
			tix_buf_str(b, "=\n");
			column = 0;
			n = quoted(s, column, out);
		}
		tix_buf_add(b, out, n);
		column += n;
	}
	if (column > 0)
		tix_buf_char(b, '\n');
}

/* A quoted text or base64 has "=" before hexadecimal digits and at an end. */
#define BOUNDARY "=_tix"

/* In lines of a length, as RFC 2045 wants them. */
static void
put_base64(struct tix_buf *b, const unsigned char *p, size_t n)
{
	const char *s = tix_base64(b->arena, p, n);

	for (size_t left = strlen(s), take; left > 0; s += take, left -= take) {
		take = left < LINE ? left : LINE;
		tix_buf_add(b, s, take);
		tix_buf_char(b, '\n');
	}
}

/* A file's name in pieces (RFC 2231), all but letters and digits encoded. */
static void
put_name(struct tix_buf *b, const char *name)
{
	const char *s = plain(b->arena, name);

	for (int piece = 0; piece == 0 || *s != '\0'; piece++) {
		tix_buf_printf(b, ";\n filename*%d*=%s", piece,
		    piece == 0 ? "UTF-8''" : "");
		for (int room = 16; room > 0 && *s != '\0'; room--, s++) {
			if (is_alnum(*s) || strchr(".-_", *s) != NULL)
				tix_buf_char(b, *s);
			else
				tix_buf_printf(b, "%%%02X",
				    (unsigned)(unsigned char)*s);
		}
	}
}

static void
put_file(struct tix_buf *b, const struct tix_attachment *a)
{
	tix_buf_str(b, "\n--" BOUNDARY "\n"
	    "Content-Type: application/octet-stream\n"
	    "Content-Transfer-Encoding: base64\n"
	    "Content-Disposition: attachment");
	put_name(b, a->name);
	tix_buf_str(b, "\n\n");
	put_base64(b, a->data, (size_t)a->size);
}

static void
put_body(struct tix_buf *b, const struct tix_mail *m)
{
	if (m->nfiles > 0)
		tix_buf_str(b, "Content-Type: multipart/mixed; boundary=\""
		    BOUNDARY "\"\n\n--" BOUNDARY "\n");
	tix_buf_str(b, "Content-Type: text/plain; charset=UTF-8\n"
	    "Content-Transfer-Encoding: quoted-printable\n\n");
	tix_mail_quoted(b, m->text);
	for (size_t i = 0; i < m->nfiles; i++)
		put_file(b, &m->file[i]);
	if (m->nfiles > 0)
		tix_buf_str(b, "\n--" BOUNDARY "--\n");
}

const char *
tix_mail_text(struct tix_arena *mem, const struct tix_mail *m)
{
	struct tix_buf b = { .arena = mem };

	tix_mail_addresses(&b, "From", m->from, m->from != NULL);
	tix_mail_addresses(&b, "To", m->to, m->nto);
	tix_mail_addresses(&b, "Cc", m->cc, m->ncc);
	tix_mail_header(&b, "Subject", m->subject);
	tix_mail_date(&b, m->date);
	tix_buf_printf(&b, "Message-ID: <%s>\n", m->message_id);
	tix_buf_printf(&b, "Auto-Submitted: %s\n",
	    m->automatic ? "auto-generated" : "no");
	tix_buf_str(&b, "MIME-Version: 1.0\n");
	put_body(&b, m);
	return tix_buf_text(&b);
}
