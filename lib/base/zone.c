/*
 * Zones: finding them in the system, and asking them.
 */
#include <tix/zone.h>

#include "tzif.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "/usr/share/zoneinfo"
#define LOCALTIME "/etc/localtime"
#define NAME_MAX_BYTES 255

/* No offset is further from UTC, see tzif.c and posixtz.c. */
#define OFFSET_LIMIT 93600

/* Keeps sums with offsets from overflowing; a thousand million years. */
#define SECONDS_MAX (INT64_C(1) << 55)

static const struct tix_zone_type utc_type = { 0, "UTC" };
static const struct tix_zone utc = { .name = "UTC", .types = &utc_type };

/* Letters, digits and "_+-" in parts joined by single slashes. */
static bool
is_name(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || n > NAME_MAX_BYTES || name[0] == '/' ||
	    name[n - 1] == '/' || strstr(name, "//") != NULL)
		return false;
	return strspn(name, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/") == n;
}

static enum tix_status
unknown(struct tix *tx, const char *name)
{
	if (access(FOLDER, F_OK) != 0)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "no time zone '%s': there is no " FOLDER, name);
	return tix_fail(tx, TIX_NOT_FOUND, "no time zone '%s'", name);
}

static enum tix_status
unreadable(struct tix *tx, const char *name)
{
	return tix_fail(tx, TIX_IO, "cannot read time zone '%s': %s", name,
	    strerror(errno));
}

/* All of 'fd' up to 'max' bytes into 'buf'; -1 with errno. */
static ssize_t
read_all(int fd, unsigned char *buf, size_t max)
{
	size_t n = 0;

	while (n < max) {
		ssize_t got = read(fd, buf + n, max - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

static enum tix_status
decode_named(struct tix *tx, struct tix_arena *mem, const char *name,
    const void *bytes, size_t len, const struct tix_zone **zone)
{
	struct tix_zone *z = tix_arena_alloc(mem, sizeof *z);
	enum tix_status st;

	z->name = tix_arena_dup(mem, name);
	z->bytes = bytes;
	z->len = len;
	st = tix_tzif_decode(tx, mem, bytes, len, z);
	if (st == TIX_OK)
		*zone = z;
	return st;
}

static enum tix_status
decode_fd(struct tix *tx, struct tix_arena *mem, const char *name, int fd,
    const struct tix_zone **zone)
{
	struct stat st;
	unsigned char *buf;
	ssize_t n;

	if (fstat(fd, &st) != 0)
		return unreadable(tx, name);
	if (!S_ISREG(st.st_mode))
		return unknown(tx, name);
	if (st.st_size > TIX_ZONE_FILE_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "time zone '%s' is longer than %u bytes", name,
		    TIX_ZONE_FILE_MAX);
	buf = tix_arena_alloc(mem, (size_t)st.st_size + 1);
	n = read_all(fd, buf, (size_t)st.st_size);
	if (n < 0)
		return unreadable(tx, name);
	return decode_named(tx, mem, name, buf, (size_t)n, zone);
}

static enum tix_status
open_path(struct tix *tx, struct tix_arena *mem, const char *path,
    const char *name, const struct tix_zone **zone)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	enum tix_status st;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP ||
	    errno == ENAMETOOLONG))
		return unknown(tx, name);
	if (fd < 0)
		return unreadable(tx, name);
	st = decode_fd(tx, mem, name, fd, zone);
	close(fd);
	return st;
}

enum tix_status
tix_zone_open(struct tix *tx, struct tix_arena *mem, const char *name,
    const struct tix_zone **zone)
{
	if (strcmp(name, "UTC") == 0) {
		*zone = &utc;
		return TIX_OK;
	}
	if (!is_name(name))
		return unknown(tx, name);
	return open_path(tx, mem,
	    tix_arena_printf(mem, FOLDER "/%s", name), name, zone);
}

enum tix_status
tix_zone_parse(struct tix *tx, struct tix_arena *mem, const void *bytes,
    size_t len, const struct tix_zone **zone)
{
	return decode_named(tx, mem, "TZif", bytes, len, zone);
}

/* The machine's zone, named by where its file links to. */
static void
open_system(struct tix *tx, struct tix_arena *mem, const struct tix_zone **zone)
{
	static const char mark[] = "/zoneinfo/";
	char target[512];
	const char *name = "localtime", *found;
	ssize_t n = readlink(LOCALTIME, target, sizeof target - 1);

	if (n > 0) {
		target[n] = '\0';
		found = strstr(target, mark);
		if (found != NULL && is_name(found + sizeof mark - 1))
			name = found + sizeof mark - 1;
	}
	if (open_path(tx, mem, LOCALTIME, name, zone) != TIX_OK) {
		tx->error[0] = '\0';
		*zone = &utc;
	}
}

static enum tix_status
open_rule(struct tix *tx, struct tix_arena *mem, const char *tz,
    const struct tix_zone **zone)
{
	struct tix_zone *z = tix_arena_alloc(mem, sizeof *z);

	if (!tix_posixtz_parse(tz, &z->rule))
		return unknown(tx, tz);
	z->has_rule = true;
	z->name = tix_arena_dup(mem, tz);
	*zone = z;
	return TIX_OK;
}

enum tix_status
tix_zone_local(struct tix *tx, struct tix_arena *mem, const char *tz,
    const struct tix_zone **zone)
{
	enum tix_status st;

	if (tz != NULL && tz[0] == ':')
		tz++;
	if (tz == NULL || strcmp(tz, LOCALTIME) == 0) {
		open_system(tx, mem, zone);
		return TIX_OK;
	}
	if (tz[0] == '\0')
		tz = "UTC";
	if (strncmp(tz, FOLDER "/", sizeof FOLDER) == 0)
		tz += sizeof FOLDER;
	st = tix_zone_open(tx, mem, tz, zone);
	if (st == TIX_NOT_FOUND)
		st = open_rule(tx, mem, tz, zone);
	return st;
}

const void *
tix_zone_bytes(const struct tix_zone *zone, size_t *len)
{
	*len = zone == NULL ? 0 : zone->len;
	return zone == NULL ? NULL : zone->bytes;
}

const char *
tix_zone_name(const struct tix_zone *zone)
{
	return zone == NULL ? utc.name : zone->name;
}

/* How many changes have happened by 'seconds'. */
static size_t
changes_by(const struct tix_zone *zone, int64_t seconds)
{
	size_t low = 0, high = zone->ntimes;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->times[middle] <= seconds)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int
tix_zone_offset(const struct tix_zone *zone, int64_t seconds,
    const char **abbreviation)
{
	const struct tix_zone *z = zone == NULL ? &utc : zone;
	const struct tix_zone_type *type;
	size_t n = changes_by(z, seconds);

	if (n == z->ntimes && z->has_rule)
		return tix_posixtz_offset(&z->rule, seconds, abbreviation);
	type = &z->types[n == 0 ? 0 : z->kinds[n - 1]];
	if (abbreviation != NULL)
		*abbreviation = type->abbreviation;
	return type->offset;
}

/* The first instant after 'seconds' at which the offset may be another. */
static int64_t
next_change(const struct tix_zone *zone, int64_t seconds)
{
	size_t n = changes_by(zone, seconds);

	if (n < zone->ntimes)
		return zone->times[n];
	return zone->has_rule ? tix_posixtz_next(&zone->rule, seconds)
	    : INT64_MAX;
}

/*
 * Walk the stretches of one offset that can hold 'local'.  The first that does
 * wins; the gap is kept in mind, since a later stretch may show the time that
 * an earlier one skipped.
 */
int64_t
tix_zone_utc(const struct tix_zone *zone, int64_t local)
{
	int64_t from, gap = 0;
	bool in_gap = false;

	if (zone == NULL)
		return local;
	if (local > SECONDS_MAX || local < -SECONDS_MAX)
		local = local > 0 ? SECONDS_MAX : -SECONDS_MAX;
	for (from = local - OFFSET_LIMIT; from <= local + OFFSET_LIMIT;) {
		int64_t until = next_change(zone, from);
		int64_t at = local - tix_zone_offset(zone, from, NULL);

		if (at < from && !in_gap) {
			gap = from;
			in_gap = true;
		}
		if (at >= from && at < until)
			return at;
		if (until == INT64_MAX)
			break;
		from = until;
	}
	return gap;
}

/* What begins a limit before 'local' and holds it is the first that does. */
int64_t
tix_zone_utc_next(struct tix_zone_walk *w, int64_t local)
{
	int64_t from = local - OFFSET_LIMIT;

	if (w->zone == NULL)
		return local;
	if (from < w->from || local - w->offset >= w->until) {
		w->from = from;
		w->until = next_change(w->zone, from);
		w->offset = tix_zone_offset(w->zone, from, NULL);
	}
	return local - w->offset < w->until ? local - w->offset :
	    tix_zone_utc(w->zone, local);
}
