/*
 * Where a member's value stands in a text, for what is kept to the byte.
 */
#include <tix/json.h>

#include <string.h>

static const char *
skip_blanks(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n'))
		s++;
	return s;
}

/* Behind the string that begins at 's'. */
static const char *
skip_string(const char *s, const char *end)
{
	for (s++; s < end && *s != '"'; s++)
		if (*s == '\\')
			s++;
	return s < end ? s + 1 : end;
}

/* Behind the value that begins at 's', with what it encloses. */
static const char *
skip_value(const char *s, const char *end)
{
	int depth = 0;

	while (s < end) {
		if (*s == '"') {
			s = skip_string(s, end);
			if (depth == 0)
				return s;
			continue;
		}
		if (depth == 0 && (*s == ',' || *s == '}' || *s == ']'))
			return s;
		if (*s == '{' || *s == '[')
			depth++;
		else if ((*s == '}' || *s == ']') && --depth == 0)
			return s + 1;
		s++;
	}
	return end;
}

const char *
tix_json_span(const char *text, size_t len, const char *name, size_t *n)
{
	const char *end = text + len, *s = skip_blanks(text, end);
	const size_t want = strlen(name);

	*n = 0;
	if (s == end || *s++ != '{')
		return NULL;
	while ((s = skip_blanks(s, end)) < end && *s == '"') {
		const char *key = s + 1, *value;

		s = skip_string(s, end);
		value = skip_blanks(s, end);
		if (value == end || *value++ != ':')
			return NULL;
		value = skip_blanks(value, end);
		if (value == end)
			return NULL;
		if ((size_t)(s - 1 - key) == want &&
		    memcmp(key, name, want) == 0) {
			*n = (size_t)(skip_value(value, end) - value);
			while (*n > 0 && strchr(" \t\r\n", value[*n - 1]))
				--*n;
			return value;
		}
		s = skip_blanks(skip_value(value, end), end);
		if (s == end || *s++ != ',')
			return NULL;
	}
	return NULL;
}
