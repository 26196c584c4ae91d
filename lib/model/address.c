/*
 * Mail addresses, read strictly: what is not plainly one mailbox is none.
 */
#include <tix/address.h>
#include <tix/utf8.h>

#include <string.h>

#define LOCAL_MAX 64
#define LABEL_MAX 63
#define BLANKS " \t"

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9');
}

static bool
is_local(char c)
{
	return is_alnum(c) ||
	    (c != '\0' && strchr("+-_=.'&*~^{}$#?", c) != NULL);
}

/* Dots stand between something. */
static bool
local_valid(const char *s, size_t n)
{
	if (n == 0 || n > LOCAL_MAX || *s == '-' || *s == '.' ||
	    s[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_local(s[i]) || (s[i] == '.' && s[i + 1] == '.'))
			return false;
	return true;
}

static bool
label_valid(const char *s, size_t n)
{
	if (n == 0 || n > LABEL_MAX || *s == '-' || s[n - 1] == '-')
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_alnum(s[i]) && s[i] != '-')
			return false;
	return true;
}

bool
tix_address_host_valid(const char *host)
{
	for (;;) {
		size_t n = strcspn(host, ".");

		if (!label_valid(host, n))
			return false;
		if (host[n] == '\0')
			return true;
		host += n + 1;
	}
}

bool
tix_address_spec_valid(const char *spec)
{
	const char *at = strchr(spec, '@');

	return at != NULL && strlen(spec) <= TIX_ADDRESS_MAX &&
	    local_valid(spec, (size_t)(at - spec)) &&
	    tix_address_host_valid(at + 1);
}

static enum tix_status
no_address(struct tix *tx, const char *text, const char *why)
{
	return tix_fail(tx, TIX_INVALID, "no mail address '%.300s': %s", text,
	    why);
}

/* What the name may not hold where it is not quoted. */
#define SPECIALS "()<>[]:;@\\,\""

/* The quoted name that 's' begins with; '*end' is behind its closing quote. */
static const char *
unquote(struct tix_arena *mem, const char *s, const char **end)
{
	struct tix_buf b = { .arena = mem };

	for (s++; *s != '"'; s++) {
		if (*s == '\\')
			s++;
		if (*s == '\0')
			return NULL;
		tix_buf_char(&b, *s);
	}
	*end = s + 1;
	return tix_buf_text(&b);
}

static const char *
trimmed(struct tix_arena *mem, const char *s, size_t n)
{
	while (n > 0 && strchr(BLANKS, s[n - 1]) != NULL)
		n--;
	while (n > 0 && strchr(BLANKS, *s) != NULL) {
		s++;
		n--;
	}
	return tix_arena_dup_n(mem, s, n);
}

static bool
has_controls(const char *s)
{
	size_t n = strlen(s), used;
	bool ok;

	for (; n > 0; s += used, n -= used)
		if (tix_utf8_control(tix_utf8_decode(s, n, &used, &ok)))
			return true;
	return false;
}

/* The part before "<". */
static enum tix_status
read_name(struct tix *tx, struct tix_arena *mem, const char *text,
    const char *open, const char **name)
{
	*name = trimmed(mem, text, (size_t)(open - text));
	if (**name == '"') {
		const char *end = NULL;

		*name = unquote(mem, *name, &end);
		if (*name == NULL || *end != '\0')
			return no_address(tx, text, "the quotes");
	} else if (strpbrk(*name, SPECIALS) != NULL) {
		return no_address(tx, text,
		    "one address is wanted, or a name in quotes before <>");
	}
	if (strlen(*name) > TIX_ADDRESS_NAME_MAX)
		return no_address(tx, text, "the name is too long");
	if (tix_utf8_blank(*name))
		*name = NULL;
	return TIX_OK;
}

/* Where the "<" outside quotes is, or NULL. */
static const char *
find_open(const char *s)
{
	bool quoted = false;

	for (; *s != '\0'; s++) {
		if (quoted && *s == '\\' && s[1] != '\0')
			s++;
		else if (*s == '"')
			quoted = !quoted;
		else if (*s == '<' && !quoted)
			return s;
	}
	return NULL;
}

enum tix_status
tix_address_parse(struct tix *tx, struct tix_arena *mem, const char *text,
    struct tix_address *a)
{
	const char *open = find_open(text), *end;
	enum tix_status s = TIX_OK;

	*a = (struct tix_address){ 0 };
	if (!tix_utf8_valid(text, strlen(text)) || has_controls(text))
		return no_address(tx, text, "it holds what no line may");
	if (open == NULL) {
		a->spec = trimmed(mem, text, strlen(text));
	} else {
		end = strchr(open, '>');
		if (end == NULL || end[1 + strspn(end + 1, BLANKS)] != '\0')
			return no_address(tx, text, "it does not end in >");
		a->spec = tix_arena_dup_n(mem, open + 1,
		    (size_t)(end - open - 1));
		s = read_name(tx, mem, text, open, &a->name);
	}
	if (s == TIX_OK && !tix_address_spec_valid(a->spec))
		return no_address(tx, text, "it is not of the form "
		    "name@host, or 'Name <name@host>'");
	return s;
}

bool
tix_address_valid(const char *text)
{
	struct tix tx = { 0 };
	struct tix_arena *mem = tix_arena_new();
	struct tix_address a;
	bool valid = tix_address_parse(&tx, mem, text, &a) == TIX_OK;

	tix_arena_free(mem);
	return valid;
}

const char *
tix_address_text(struct tix_arena *mem, const struct tix_address *a)
{
	struct tix_buf b = { .arena = mem };

	if (a->name == NULL)
		return a->spec;
	if (strpbrk(a->name, SPECIALS) == NULL)
		return tix_arena_printf(mem, "%s <%s>", a->name, a->spec);
	for (const char *s = a->name; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			tix_buf_char(&b, '\\');
		tix_buf_char(&b, *s);
	}
	return tix_arena_printf(mem, "\"%s\" <%s>", tix_buf_text(&b), a->spec);
}

/* Bytes up to the comma outside quotes, or the end. */
static size_t
one_of_list(const char *s)
{
	bool quoted = false;
	size_t n = 0;

	for (; s[n] != '\0' && (quoted || s[n] != ','); n++) {
		if (quoted && s[n] == '\\' && s[n + 1] != '\0')
			n++;
		else if (s[n] == '"')
			quoted = !quoted;
	}
	return n;
}

enum tix_status
tix_address_list(struct tix *tx, struct tix_arena *mem, const char *text,
    struct tix_address **list, size_t *n)
{
	enum tix_status s = TIX_OK;

	*n = 0;
	*list = tix_arena_array(mem, TIX_ADDRESSES_MAX, sizeof **list);
	while (s == TIX_OK && text != NULL && *text != '\0') {
		size_t len = one_of_list(text);

		if (*n == TIX_ADDRESSES_MAX)
			return tix_fail(tx, TIX_INVALID,
			    "more than %d addresses", TIX_ADDRESSES_MAX);
		s = tix_address_parse(tx, mem, tix_arena_dup_n(mem, text, len),
		    &(*list)[(*n)++]);
		text += len + (text[len] == ',');
	}
	return s;
}

enum tix_status
tix_address_join(struct tix *tx, struct tix_arena *mem,
    const char *const *texts, size_t n, const char **list)
{
	struct tix_buf b = { .arena = mem };
	enum tix_status s = TIX_OK;

	*list = NULL;
	if (n > TIX_ADDRESSES_MAX)
		return tix_fail(tx, TIX_INVALID, "more than %d addresses",
		    TIX_ADDRESSES_MAX);
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		struct tix_address a;

		s = tix_address_parse(tx, mem, texts[i], &a);
		if (s == TIX_OK)
			tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
			    tix_address_text(mem, &a));
	}
	if (s == TIX_OK && n > 0)
		*list = tix_buf_text(&b);
	return s;
}
