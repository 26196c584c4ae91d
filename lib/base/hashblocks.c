/*
 * SHA-256's inner loop by the instructions that x86 has for it: a third of an
 * import's time goes into digests otherwise.  Elsewhere the library does it.
 */
#include "hashblocks.h"

#if defined(__x86_64__) && __has_include(<sys/platform/x86.h>)

#include <immintrin.h>
#include <sys/platform/x86.h>

/* FIPS 180-4, 4.2.2 */
static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
	0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
	0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
	0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
	0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* The state as the instructions want it: ABEF and CDGH, high to low. */
struct halves {
	__m128i abef;
	__m128i cdgh;
};

bool
tix_hash_blocks_are_own(void)
{
	return CPU_FEATURE_ACTIVE(SHA) && CPU_FEATURE_ACTIVE(SSE4_1);
}

/* Words 16 on of the schedule: four from the sixteen before them. */
__attribute__((target("sha,sse4.1"))) static __m128i
schedule(__m128i w0, __m128i w4, __m128i w8, __m128i w12)
{
	__m128i w = _mm_sha256msg1_epu32(w0, w4);

	w = _mm_add_epi32(w, _mm_alignr_epi8(w12, w8, 4));
	return _mm_sha256msg2_epu32(w, w12);
}

__attribute__((target("sha,sse4.1"))) static void
take_block(struct halves *s, const unsigned char *p)
{
	const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b,
	    0x0405060700010203);
	const __m128i abef = s->abef, cdgh = s->cdgh;
	__m128i w[4];

	for (int i = 0; i < 16; i++) {
		__m128i *at = &w[i % 4], k;

		if (i < 4)
			*at = _mm_shuffle_epi8(_mm_loadu_si128(
			    (const __m128i *)(const void *)(p + 16 * i)),
			    big_endian);
		else
			*at = schedule(w[i % 4], w[(i + 1) % 4],
			    w[(i + 2) % 4], w[(i + 3) % 4]);
		k = _mm_add_epi32(*at, _mm_loadu_si128(
		    (const __m128i *)(const void *)&constants[4 * i]));
		s->cdgh = _mm_sha256rnds2_epu32(s->cdgh, s->abef, k);
		k = _mm_shuffle_epi32(k, 0x0e);
		s->abef = _mm_sha256rnds2_epu32(s->abef, s->cdgh, k);
	}
	s->abef = _mm_add_epi32(s->abef, abef);
	s->cdgh = _mm_add_epi32(s->cdgh, cdgh);
}

__attribute__((target("sha,sse4.1"))) void
tix_hash_blocks(uint32_t state[8], const unsigned char *p, size_t n)
{
	struct halves s = {
		.abef = _mm_set_epi32((int)state[0], (int)state[1],
		    (int)state[4], (int)state[5]),
		.cdgh = _mm_set_epi32((int)state[2], (int)state[3],
		    (int)state[6], (int)state[7]),
	};

	for (; n > 0; n--, p += TIX_HASH_BLOCK)
		take_block(&s, p);
	state[0] = (uint32_t)_mm_extract_epi32(s.abef, 3);
	state[1] = (uint32_t)_mm_extract_epi32(s.abef, 2);
	state[4] = (uint32_t)_mm_extract_epi32(s.abef, 1);
	state[5] = (uint32_t)_mm_extract_epi32(s.abef, 0);
	state[2] = (uint32_t)_mm_extract_epi32(s.cdgh, 3);
	state[3] = (uint32_t)_mm_extract_epi32(s.cdgh, 2);
	state[6] = (uint32_t)_mm_extract_epi32(s.cdgh, 1);
	state[7] = (uint32_t)_mm_extract_epi32(s.cdgh, 0);
}

#else

bool
tix_hash_blocks_are_own(void)
{
	return false;
}

void
tix_hash_blocks(uint32_t state[8], const unsigned char *p, size_t n)
{
	(void)state;
	(void)p;
	(void)n;
}

#endif
