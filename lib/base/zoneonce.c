/*
 * The zones that a run has asked for, each read once.
 */
#include <tix/zone.h>

#include <string.h>

struct tix_zones {
	const struct tix_zone *zone;
	struct tix_zones *next;
};

enum tix_status
tix_zone_once(struct tix *tx, const char *name, const struct tix_zone **zone)
{
	struct tix_zones *z;
	enum tix_status s;

	for (z = tx->zones; z != NULL; z = z->next)
		if (strcmp(tix_zone_name(z->zone), name) == 0) {
			*zone = z->zone;
			return TIX_OK;
		}
	s = tix_zone_open(tx, tx->run, name, zone);
	if (s != TIX_OK)
		return s;
	z = tix_arena_alloc(tx->run, sizeof *z);
	z->zone = *zone;
	z->next = tx->zones;
	tx->zones = z;
	return TIX_OK;
}
