/*
 * The TZif format (RFC 8536), from files that need not be what they claim.
 * Leap seconds are passed over: tix counts as POSIX does.
 */
#include "tzif.h"

#include <string.h>

#define HEADER_SIZE 44
#define TYPES_MAX 256

/* What section 3.2 of the RFC allows: nothing on Earth is further away. */
#define OFFSET_MIN (-89999)
#define OFFSET_MAX 93599

/* One header and where its block's tables begin. */
struct block {
	uint32_t isut, isstd, leaps, times, types, chars;
	size_t time_size;               /* 4 or 8 */
	const unsigned char *time_at, *kind_at, *type_at, *char_at;
};

/* What is left to read. */
struct input {
	const unsigned char *p;
	size_t n;
};

static uint32_t
be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

static int64_t
be_time(const unsigned char *p, size_t size)
{
	if (size == 4)
		return (int32_t)be32(p);
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

static const unsigned char *
take(struct input *in, uint64_t n)
{
	const unsigned char *p = in->p;

	if (n > in->n)
		return NULL;
	in->p += n;
	in->n -= (size_t)n;
	return p;
}

/* Read a header and step over its block; false where it is cut short. */
static bool
read_block(struct input *in, size_t time_size, struct block *b)
{
	const unsigned char *h = take(in, HEADER_SIZE);

	if (h == NULL || memcmp(h, "TZif", 4) != 0)
		return false;
	*b = (struct block){
		.isut = be32(h + 20), .isstd = be32(h + 24),
		.leaps = be32(h + 28), .times = be32(h + 32),
		.types = be32(h + 36), .chars = be32(h + 40),
		.time_size = time_size,
	};
	b->time_at = take(in, (uint64_t)b->times * time_size);
	if (b->time_at == NULL)
		return false;
	b->kind_at = take(in, b->times);
	if (b->kind_at == NULL)
		return false;
	b->type_at = take(in, (uint64_t)b->types * 6);
	if (b->type_at == NULL)
		return false;
	b->char_at = take(in, b->chars);
	if (b->char_at == NULL)
		return false;
	return take(in, (uint64_t)b->leaps * (time_size + 4)) != NULL &&
	    take(in, b->isstd) != NULL && take(in, b->isut) != NULL;
}

static bool
has_sane_counts(const struct block *b)
{
	return b->types >= 1 && b->types <= TYPES_MAX && b->chars >= 1 &&
	    (b->isstd == 0 || b->isstd == b->types) &&
	    (b->isut == 0 || b->isut == b->types);
}

static bool
decode_types(struct tix_arena *mem, const struct block *b,
    struct tix_zone *zone)
{
	struct tix_zone_type *types;
	const char *names = tix_arena_dup_n(mem, b->char_at, b->chars);

	types = tix_arena_array(mem, b->types, sizeof *types);
	for (uint32_t i = 0; i < b->types; i++) {
		const unsigned char *p = b->type_at + (size_t)i * 6;
		int32_t offset = (int32_t)be32(p);

		if (offset < OFFSET_MIN || offset > OFFSET_MAX ||
		    p[5] >= b->chars)
			return false;
		types[i].offset = offset;
		types[i].abbreviation = names + p[5];
	}
	zone->types = types;
	return true;
}

static bool
decode_times(struct tix_arena *mem, const struct block *b,
    struct tix_zone *zone)
{
	int64_t *times = tix_arena_array(mem, b->times, sizeof *times);

	for (uint32_t i = 0; i < b->times; i++) {
		times[i] = be_time(b->time_at + i * b->time_size, b->time_size);
		if (b->kind_at[i] >= b->types ||
		    (i > 0 && times[i] <= times[i - 1]))
			return false;
	}
	zone->times = times;
	zone->ntimes = b->times;
	zone->kinds = (const unsigned char *)tix_arena_dup_n(mem, b->kind_at,
	    b->times);
	return true;
}

/* The rule between two newlines; an empty one is none. */
static bool
decode_footer(struct tix_arena *mem, struct input *in, struct tix_zone *zone)
{
	const unsigned char *end;
	const char *text;
	size_t n;

	if (in->n == 0 || in->p[0] != '\n')
		return false;
	end = memchr(in->p + 1, '\n', in->n - 1);
	if (end == NULL)
		return false;
	n = (size_t)(end - in->p) - 1;
	if (n == 0)
		return true;
	text = tix_arena_dup_n(mem, in->p + 1, n);
	zone->has_rule = strlen(text) == n &&
	    tix_posixtz_parse(text, &zone->rule);
	return zone->has_rule;
}

static enum tix_status
damaged(struct tix *tx, const struct tix_zone *zone, const char *what)
{
	return tix_fail(tx, TIX_INVALID, "time zone '%s' is damaged: %s",
	    zone->name, what);
}

enum tix_status
tix_tzif_decode(struct tix *tx, struct tix_arena *mem,
    const unsigned char *bytes, size_t len, struct tix_zone *zone)
{
	struct input in = { bytes, len };
	struct block b;
	unsigned char version;

	if (len < HEADER_SIZE || memcmp(bytes, "TZif", 4) != 0)
		return tix_fail(tx, TIX_INVALID,
		    "time zone '%s' is no TZif file", zone->name);
	if (len > TIX_ZONE_FILE_MAX)
		return damaged(tx, zone, "it is too long");
	version = bytes[4];
	if (version != 0 && version < '2')
		return damaged(tx, zone, "its version is not known");
	if (!read_block(&in, 4, &b) ||
	    (version != 0 && !read_block(&in, 8, &b)))
		return damaged(tx, zone, "it is cut short");
	if (!has_sane_counts(&b))
		return damaged(tx, zone, "its counts contradict each other");
	if (!decode_types(mem, &b, zone))
		return damaged(tx, zone, "it has an impossible type of time");
	if (!decode_times(mem, &b, zone))
		return damaged(tx, zone, "it has an impossible change");
	if (version != 0 && !decode_footer(mem, &in, zone))
		return damaged(tx, zone, "its last line is no rule");
	return TIX_OK;
}
