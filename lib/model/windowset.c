/*
 * Windows in memory.  Working weeks are alike, so a window is about where the
 * line from the first to the last has it: that guess and a few steps are less
 * than halving tens of thousands.
 */
#include <tix/worktime.h>

/* What a window is looked for by. */
struct key {
	const struct tix_window *item;
	size_t n;
	bool by_sum;
};

static int64_t
value(const struct key *k, size_t i)
{
	return k->by_sum ? k->item[i].before : k->item[i].open;
}

/* Where 'at' would be if all windows were alike. */
static size_t
guess(const struct key *k, int64_t at)
{
	const int64_t first = value(k, 0), last = value(k, k->n - 1);
	size_t i;

	if (at <= first || last == first)
		return 0;
	if (at >= last)
		return k->n - 1;
	i = (size_t)((double)(at - first) / (double)(last - first) *
	    (double)(k->n - 1));
	return i < k->n ? i : k->n - 1;
}

/* The last of low..high-1 whose value is at most 'at'; the first's is. */
static size_t
halve(const struct key *k, int64_t at, size_t low, size_t high)
{
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (value(k, middle) <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The last one whose value is at most 'at': the first one's is. */
static size_t
find(const struct key *k, int64_t at)
{
	size_t low = guess(k, at), high, step = 1;

	if (value(k, low) <= at) {
		for (high = low + 1; high < k->n && value(k, high) <= at;
		    step *= 2) {
			low = high;
			high += step;
		}
		return halve(k, at, low, high < k->n ? high : k->n);
	}
	for (high = low; value(k, low) > at; step *= 2) {
		high = low;
		low = low > step ? low - step : 0;
	}
	return halve(k, at, low, high);
}

static enum tix_status
by_time(struct tix *tx, const struct tix_windows *w, int64_t at,
    struct tix_window *found)
{
	const struct tix_window_set *s = (const void *)w;
	const struct key k = { s->item, s->n, false };

	(void)tx;
	if (s->n == 0 || s->item[0].open > at)
		return TIX_NO;
	*found = s->item[find(&k, at)];
	return TIX_OK;
}

static enum tix_status
by_sum(struct tix *tx, const struct tix_windows *w, int64_t sum,
    struct tix_window *found)
{
	const struct tix_window_set *s = (const void *)w;
	const struct key k = { s->item, s->n, true };

	(void)tx;
	if (s->n == 0 || sum < 1)
		return TIX_NO;
	*found = s->item[find(&k, sum - 1)];
	return sum - found->before <= found->close - found->open ? TIX_OK :
	    TIX_NO;
}

void
tix_window_set_init(struct tix_window_set *set, const struct tix_window *item,
    size_t n)
{
	*set = (struct tix_window_set){
		.base = { by_time, by_sum }, .item = item, .n = n,
	};
}
