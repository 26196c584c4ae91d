/*
 * Base64 (RFC 4648 section 4), for bytes in JSON.
 */
#include <tix/json.h>

#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz0123456789+/";

const char *
tix_base64(struct tix_arena *mem, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	char *out = tix_arena_alloc(mem, (n + 2) / 3 * 4 + 1);
	char *to = out;

	for (size_t i = 0; i < n; i += 3) {
		uint32_t v = (uint32_t)p[i] << 16;

		if (i + 1 < n)
			v |= (uint32_t)p[i + 1] << 8;
		if (i + 2 < n)
			v |= p[i + 2];
		*to++ = digits[v >> 18];
		*to++ = digits[v >> 12 & 63];
		*to++ = i + 1 < n ? digits[v >> 6 & 63] : '=';
		*to++ = i + 2 < n ? digits[v & 63] : '=';
	}
	return out;
}

static int
value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* What stands behind the padding is passed over. */
void *
tix_unbase64(struct tix_arena *mem, const char *text, size_t *n)
{
	char *out = tix_arena_alloc(mem, strlen(text) / 4 * 3 + 4);
	uint32_t v = 0;
	int bits = 0;

	for (*n = 0; *text != '\0' && *text != '='; text++) {
		int value = value_of(*text);

		if (value < 0)
			return NULL;
		v = v << 6 | (uint32_t)value;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			out[(*n)++] = (char)(v >> bits & 255);
		}
	}
	return out;
}
