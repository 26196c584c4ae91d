/*
 * Working days where no calendar says which they are: Monday to Friday.
 */
#include <tix/agenda.h>
#include <tix/time.h>
#include <tix/zone.h>

#define DAY INT64_C(86400)

/* Days since 1970 to the day of the week, Monday 0. */
static int64_t
weekday(int64_t day)
{
	return ((day + 3) % 7 + 7) % 7;
}

int64_t
tix_working_days_after(const struct tix_zone *zone, int64_t from, int64_t days)
{
	int64_t seconds = from / TIX_SECOND;
	int64_t local = seconds + tix_zone_offset(zone, seconds, NULL);
	int64_t day = local / DAY, time = local % DAY;

	while (days > 0) {
		day++;
		if (weekday(day) < 5)
			days--;
	}
	return tix_zone_utc(zone, day * DAY + time) * TIX_SECOND;
}
