/*
 * SHA-256 (FIPS 180-4) and random bytes.
 */
#ifndef TIX_HASH_H
#define TIX_HASH_H

#include <tix/tix.h>

#define TIX_HASH_SIZE 32
#define TIX_SALT_SIZE 16

/* Digest of a message that comes in pieces. */
struct tix_hash {
	uint64_t state[32]; /* room for the context of the library */
};

void tix_hash_init(struct tix_hash *h);
void tix_hash_add(struct tix_hash *h, const void *p, size_t n);
void tix_hash_end(struct tix_hash *h, unsigned char out[TIX_HASH_SIZE]);

/* SHA-256 of a text as hexadecimal digits and a NUL. */
void tix_hash_text(char out[2 * TIX_HASH_SIZE + 1], const char *s);

/* 'n' bytes as 2n lower-case hexadecimal digits and a NUL. */
void tix_hex(char *out, const unsigned char *p, size_t n);

/* The way back: false unless 'hex' is 2n digits of either case. */
bool tix_unhex(unsigned char *out, const char *hex, size_t n);

/* 'n' random bytes from the kernel, or TIX_FAILED. */
enum tix_status tix_random(struct tix *tx, void *p, size_t n);

#endif
