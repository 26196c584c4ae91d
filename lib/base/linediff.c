/*
 * Two texts, line by line: E. Myers, "An O(ND) Difference Algorithm and Its
 * Variations" (1986), told as a unified diff.
 */
#include <tix/linediff.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ABOUT 3 /* lines around a change */

struct line {
	const char *s;
	size_t len; /* with its newline */
};

struct text {
	struct line *line;
	int n;
};

/* One line of the answer: ' ', '-' or '+', with its places before it. */
struct step {
	char sign;
	struct line line;
	int from;
	int to;
};

struct script {
	struct step *step;
	size_t n;
};

static struct text
split(struct tix_arena *mem, const char *s)
{
	struct text t = { 0 };
	size_t lines = 1;

	for (const char *p = s; *p != '\0'; p++)
		lines += *p == '\n';
	t.line = tix_arena_array(mem, lines, sizeof *t.line);
	while (*s != '\0') {
		size_t len = strcspn(s, "\n");

		len += s[len] == '\n';
		t.line[t.n++] = (struct line){ s, len };
		s += len;
	}
	return t;
}

static bool
is_equal(const struct line *a, const struct line *b)
{
	return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

static void
put(struct script *s, char sign, const struct line *line, int from, int to)
{
	s->step[s->n++] = (struct step){ sign, *line, from, to };
}

/*
 * The furthest places on each diagonal after 0, 1, 2 ... changes, kept to walk
 * back: row d has the diagonals -d to d.
 */
struct search {
	const struct text *a, *b;
	int top, end_a, end_b; /* what is the same at both ends is left out */
	int **row;
	int d; /* changes, or -1: too many */
};

/* A place beyond either end is none: nobody goes on from there. */
static int
within(const struct search *s, int x, int k)
{
	return x > s->end_a || x - k > s->end_b || x - k < s->top ? -1 : x;
}

/* Where a change leads on to diagonal 'k', and whether it takes a line in. */
static int
arrive(const struct search *s, int d, int k, bool *down)
{
	const int *last = s->row[d - 1] + d - 1;
	int out = k == -d || last[k - 1] < 0 ? -1 :
	    within(s, last[k - 1] + 1, k);
	int in = k == d || last[k + 1] < 0 ? -1 : within(s, last[k + 1], k);

	*down = in >= 0 && in >= out;
	return *down ? in : out;
}

static int
slide(const struct search *s, int x, int k)
{
	while (x < s->end_a && x - k < s->end_b &&
	    is_equal(&s->a->line[x], &s->b->line[x - k]))
		x++;
	return x;
}

static void
search(struct tix_arena *mem, struct search *s)
{
	s->row = tix_arena_array(mem, TIX_LINEDIFF_MAX + 1, sizeof *s->row);
	for (int d = 0; d <= TIX_LINEDIFF_MAX; d++) {
		int *row = tix_arena_array(mem, (size_t)(2 * d + 1),
		    sizeof *row);

		s->row[d] = row;
		for (int k = -d; k <= d; k += 2) {
			bool down;
			int x = d == 0 ? s->top : arrive(s, d, k, &down);

			row[d + k] = x < 0 ? -1 : slide(s, x, k);
			if (x >= 0 && row[d + k] == s->end_a &&
			    row[d + k] - k == s->end_b) {
				s->d = d;
				return;
			}
		}
	}
	s->d = -1;
}

/* Backwards from the end; the steps are turned round afterwards. */
static void
walk_back(const struct search *s, struct script *out)
{
	int x = s->end_a, y = s->end_b;

	for (int d = s->d; d > 0; d--) {
		bool down;
		int start = arrive(s, d, x - y, &down);

		for (; x > start; x--, y--)
			put(out, ' ', &s->a->line[x - 1], x - 1, y - 1);
		if (down) {
			y--;
			put(out, '+', &s->b->line[y], x, y);
		} else {
			x--;
			put(out, '-', &s->a->line[x], x, y);
		}
	}
	for (; x > s->top; x--, y--)
		put(out, ' ', &s->a->line[x - 1], x - 1, y - 1);
}

static void
turn(struct step *step, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct step kept = step[i];

		step[i] = step[n - 1 - i];
		step[n - 1 - i] = kept;
	}
}

static void
compare(struct tix_arena *mem, const struct text *a, const struct text *b,
    struct script *out)
{
	struct search s = { .a = a, .b = b, .end_a = a->n, .end_b = b->n };
	size_t first;

	while (s.top < a->n && s.top < b->n &&
	    is_equal(&a->line[s.top], &b->line[s.top])) {
		put(out, ' ', &a->line[s.top], s.top, s.top);
		s.top++;
	}
	while (s.end_a > s.top && s.end_b > s.top &&
	    is_equal(&a->line[s.end_a - 1], &b->line[s.end_b - 1])) {
		s.end_a--;
		s.end_b--;
	}
	first = out->n;
	search(mem, &s);
	if (s.d >= 0) {
		walk_back(&s, out);
		turn(out->step + first, out->n - first);
	} else {
		for (int x = s.top; x < s.end_a; x++)
			put(out, '-', &a->line[x], x, s.top);
		for (int y = s.top; y < s.end_b; y++)
			put(out, '+', &b->line[y], s.end_a, y);
	}
	for (; s.end_a < a->n; s.end_a++, s.end_b++)
		put(out, ' ', &a->line[s.end_a], s.end_a, s.end_b);
}

/* The end of the hunk that begins with 'i': no change for long enough. */
static size_t
hunk_end(const struct script *s, size_t i)
{
	size_t last = i;

	for (; i < s->n && i <= last + 2 * ABOUT + 1; i++)
		if (s->step[i].sign != ' ')
			last = i;
	return last + ABOUT + 1 < s->n ? last + ABOUT + 1 : s->n;
}

/* "12,3"; an empty part stands behind the line before it. */
static void
put_range(struct tix_buf *b, char sign, int first, int n)
{
	tix_buf_printf(b, "%c%d", sign, n == 0 ? first : first + 1);
	if (n != 1)
		tix_buf_printf(b, ",%d", n);
}

static void
put_hunk(struct tix_buf *b, const struct step *step, size_t n)
{
	int from = 0, to = 0;

	for (size_t i = 0; i < n; i++) {
		from += step[i].sign != '+';
		to += step[i].sign != '-';
	}
	tix_buf_str(b, "@@ ");
	put_range(b, '-', step[0].from, from);
	tix_buf_char(b, ' ');
	put_range(b, '+', step[0].to, to);
	tix_buf_str(b, " @@\n");
	for (size_t i = 0; i < n; i++) {
		const struct line *l = &step[i].line;

		tix_buf_char(b, step[i].sign);
		tix_buf_add(b, l->s, l->len);
		if (l->s[l->len - 1] != '\n')
			tix_buf_str(b, "\n\\ No newline at end of file\n");
	}
}

const char *
tix_linediff(struct tix_arena *mem, const char *from_name, const char *from,
    const char *to_name, const char *to)
{
	struct text a = split(mem, from), b = split(mem, to);
	struct script s = { .step = tix_arena_array(mem,
	    (size_t)a.n + (size_t)b.n + 1, sizeof *s.step) };
	struct tix_buf out = { .arena = mem };

	compare(mem, &a, &b, &s);
	for (size_t i = 0; i < s.n; i++) {
		size_t first, end;

		if (s.step[i].sign == ' ')
			continue;
		if (out.len == 0)
			tix_buf_printf(&out, "--- %s\n+++ %s\n", from_name,
			    to_name);
		first = i < ABOUT ? 0 : i - ABOUT;
		end = hunk_end(&s, i);
		put_hunk(&out, s.step + first, end - first);
		i = end - 1;
	}
	return tix_buf_text(&out);
}
