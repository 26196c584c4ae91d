/*
 * SHA-256 by nettle, which takes the processor's own instructions where there
 * are any: the chain's digests are a third of an import's work without them.
 * The only file that includes it.
 */
#include <tix/hash.h>

#include <errno.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/random.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(struct tix_hash),
    "room for SHA-256");

static struct sha256_ctx *
context(struct tix_hash *h)
{
	return (struct sha256_ctx *)(void *)h->state;
}

void
tix_hash_init(struct tix_hash *h)
{
	sha256_init(context(h));
}

void
tix_hash_add(struct tix_hash *h, const void *p, size_t n)
{
	if (n > 0)
		sha256_update(context(h), n, p);
}

void
tix_hash_end(struct tix_hash *h, unsigned char out[TIX_HASH_SIZE])
{
	sha256_digest(context(h), TIX_HASH_SIZE, out);
}

void
tix_hex(char *out, const unsigned char *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[p[i] >> 4];
		out[2 * i + 1] = digits[p[i] & 15];
	}
	out[2 * n] = '\0';
}

void
tix_hash_text(char out[2 * TIX_HASH_SIZE + 1], const char *s)
{
	unsigned char digest[TIX_HASH_SIZE];
	struct tix_hash h;

	tix_hash_init(&h);
	tix_hash_add(&h, s, strlen(s));
	tix_hash_end(&h, digest);
	tix_hex(out, digest, sizeof digest);
}

static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
tix_unhex(unsigned char *out, const char *hex, size_t n)
{
	if (strlen(hex) != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int high = digit_value(hex[2 * i]);
		int low = digit_value(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

enum tix_status
tix_random(struct tix *tx, void *p, size_t n)
{
	unsigned char *at = p;

	while (n > 0) {
		ssize_t got = getrandom(at, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return tix_fail(tx, TIX_FAILED, "random bytes: %s",
			    strerror(errno));
		at += got;
		n -= (size_t)got;
	}
	return TIX_OK;
}
