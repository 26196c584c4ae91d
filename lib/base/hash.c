/*
 * SHA-256 by libmd; the only file that includes it.
 */
#include <tix/hash.h>

#include <errno.h>
#include <sha2.h>
#include <string.h>
#include <sys/random.h>

#include "hashblocks.h"

_Static_assert(sizeof(SHA2_CTX) <= sizeof(struct tix_hash), "room for SHA-256");

void
tix_hash_init(struct tix_hash *h)
{
	SHA256Init((SHA2_CTX *)(void *)h->state);
}

/* What the library does, with the processor's own blocks. */
static void
add(SHA2_CTX *c, const unsigned char *p, size_t n)
{
	size_t used = c->bitcount[0] / 8 % TIX_HASH_BLOCK;
	size_t room = TIX_HASH_BLOCK - used;

	c->bitcount[0] += (uint64_t)n * 8;
	if (n < room) {
		memcpy(c->buffer + used, p, n);
		return;
	}
	if (used > 0) {
		memcpy(c->buffer + used, p, room);
		tix_hash_blocks(c->state.st32, c->buffer, 1);
		p += room;
		n -= room;
	}
	tix_hash_blocks(c->state.st32, p, n / TIX_HASH_BLOCK);
	memcpy(c->buffer, p + n / TIX_HASH_BLOCK * TIX_HASH_BLOCK,
	    n % TIX_HASH_BLOCK);
}

static void
put_big(unsigned char *out, uint64_t v, size_t size)
{
	while (size-- > 0) {
		out[size] = (unsigned char)(v & 0xff);
		v >>= 8;
	}
}

/* A one bit, zeros, and the length in bits up to the end of a block. */
static void
end(SHA2_CTX *c, unsigned char out[TIX_HASH_SIZE])
{
	unsigned char pad[TIX_HASH_BLOCK + 8] = { 0x80 };
	size_t used = c->bitcount[0] / 8 % TIX_HASH_BLOCK;
	size_t n = (used < 56 ? 56 : 56 + TIX_HASH_BLOCK) - used;

	put_big(pad + n, c->bitcount[0], 8);
	add(c, pad, n + 8);
	for (size_t i = 0; i < 8; i++)
		put_big(out + 4 * i, c->state.st32[i], 4);
}

void
tix_hash_add(struct tix_hash *h, const void *p, size_t n)
{
	SHA2_CTX *c = (void *)h->state;

	if (n == 0)
		return;
	if (tix_hash_blocks_are_own())
		add(c, p, n);
	else
		SHA256Update(c, p, n);
}

void
tix_hash_end(struct tix_hash *h, unsigned char out[TIX_HASH_SIZE])
{
	SHA2_CTX *c = (void *)h->state;

	if (tix_hash_blocks_are_own())
		end(c, out);
	else
		SHA256Final(out, c);
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
