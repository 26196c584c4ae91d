/*
 * SHA-256 by the vectors of FIPS 180-4 and NIST's examples.
 */
#include "unit.h"

#include <tix/hash.h>

#define N(a) (sizeof(a) / sizeof(a)[0])

static const struct {
	const char *message;
	const char *digest;
} vectors[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    "248d6a61d20638b8e5c026930c3e6039"
	    "a33ce45964ff2167f6ecedd419db06c1" },
	{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
	    "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
	    "cf5b16a778af8380036ce59e7b049237"
	    "0b249b11e8f07a51afac45037afee9d1" },
};

static const char *
digest(struct tix *tx, const char *s, size_t n, size_t piece)
{
	unsigned char out[TIX_HASH_SIZE];
	char *hex = tix_arena_alloc(tx->mem, 2 * TIX_HASH_SIZE + 1);
	struct tix_hash h;

	tix_hash_init(&h);
	for (size_t i = 0; i < n; i += piece)
		tix_hash_add(&h, s + i, n - i < piece ? n - i : piece);
	tix_hash_end(&h, out);
	tix_hex(hex, out, sizeof out);
	return hex;
}

static void
messages(struct tix *tx)
{
	for (size_t i = 0; i < N(vectors); i++)
		CHECK_STR(digest(tx, vectors[i].message,
		    strlen(vectors[i].message), 1000), vectors[i].digest);
}

/* python3's hashlib over the same bytes, and over their digests. */
static void
all_lengths(struct tix *tx)
{
	unsigned char m[300], out[TIX_HASH_SIZE], hex[1 + 2 * TIX_HASH_SIZE];
	struct tix_hash all;

	for (size_t piece = 1; piece < 150; piece += 37) {
		tix_hash_init(&all);
		for (size_t n = 0; n < sizeof m; n++) {
			struct tix_hash h;

			for (size_t i = 0; i < n; i++)
				m[i] = (unsigned char)((i * 7 + n) & 0xff);
			tix_hash_init(&h);
			for (size_t i = 0; i < n; i += piece)
				tix_hash_add(&h, m + i,
				    n - i < piece ? n - i : piece);
			tix_hash_end(&h, out);
			tix_hash_add(&all, out, sizeof out);
		}
		tix_hash_end(&all, out);
		tix_hex((char *)hex, out, sizeof out);
		CHECK_STR((char *)hex,
		    "d5238871a46ac4a1a75ac3fb19d645b0"
		    "b3b9e5f35f5f720e2b240d605c6b694e");
	}
	(void)tx;
}

static void
pieces(struct tix *tx)
{
	for (size_t i = 0; i < N(vectors); i++)
		for (size_t piece = 1; piece < 70; piece++)
			CHECK_STR(digest(tx, vectors[i].message,
			    strlen(vectors[i].message), piece),
			    vectors[i].digest);
}

static void
million(struct tix *tx)
{
	char *s = tix_arena_alloc(tx->mem, 1000000);

	memset(s, 'a', 1000000);
	CHECK_STR(digest(tx, s, 1000000, 997),
	    "cdc76e5c9914fb9281a1c7e284d73e67"
	    "f1809a48a497200e046d39ccc7112cd0");
}

static void
nothing_added(struct tix *tx)
{
	unsigned char out[TIX_HASH_SIZE];
	char hex[2 * TIX_HASH_SIZE + 1];
	struct tix_hash h;

	(void)tx;
	tix_hash_init(&h);
	tix_hash_add(&h, NULL, 0);
	tix_hash_end(&h, out);
	tix_hex(hex, out, sizeof out);
	CHECK_STR(hex, vectors[0].digest);
}

static void
hexadecimal(struct tix *tx)
{
	char out[9];

	(void)tx;
	tix_hex(out, (const unsigned char *)"\x00\x09\xaf\xff", 4);
	CHECK_STR(out, "0009afff");
	tix_hex(out, NULL, 0);
	CHECK_STR(out, "");
}

static void
random_bytes(struct tix *tx)
{
	unsigned char a[300] = { 0 }, b[300] = { 0 };
	int zeros = 0;

	CHECK_INT(tix_random(tx, a, sizeof a), TIX_OK);
	CHECK_INT(tix_random(tx, b, sizeof b), TIX_OK);
	CHECK(memcmp(a, b, sizeof a) != 0);
	for (size_t i = 0; i < sizeof a; i++)
		zeros += a[i] == 0;
	CHECK(zeros < 30);
	CHECK_INT(tix_random(tx, NULL, 0), TIX_OK);
}

static const struct unit_test tests[] = {
	{ "the messages of the standard have its digests", messages },
	{ "a message in pieces has the digest of the whole", pieces },
	{ "messages of all lengths have the digests that others give them",
	    all_lengths },
	{ "a million times the letter a", million },
	{ "nothing added is the empty message", nothing_added },
	{ "bytes become two digits each", hexadecimal },
	{ "random bytes are not the same twice", random_bytes },
};

UNIT_MAIN(tests)
