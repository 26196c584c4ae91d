/*
 * How a ticket was routed, step by step, for --explain.
 */
#include "private.h"

#include <string.h>

#include <tix/route.h>
#include <tix/time.h>
#include <tix/utf8.h>

#define COLUMNS 79

struct telling {
	struct tix *tx;
	struct tix_buf b;
};

/* One line, cut to a terminal's width: nothing in it may look like another. */
static void __attribute__((format(printf, 3, 4)))
line(struct telling *l, size_t depth, const char *fmt, ...)
{
	struct tix_arena *mem = l->tx->mem;
	struct tix_buf b = { .arena = mem };
	char words[2048];
	va_list ap;

	for (size_t i = 0; i <= depth; i++)
		tix_buf_str(&b, "  ");
	va_start(ap, fmt);
	vsnprintf(words, sizeof words, fmt, ap);
	va_end(ap);
	tix_buf_str(&b, words);
	tix_buf_char(&l->b, '\n');
	tix_buf_str(&l->b, tix_utf8_fit(mem, tix_utf8_printable(mem,
	    tix_buf_text(&b), false), COLUMNS));
}

/* A text may be long; what it was held against comes behind it. */
static const char *
brief(struct telling *l, const char *s)
{
	return tix_utf8_fit(l->tx->mem, tix_utf8_printable(l->tx->mem, s,
	    false), 30);
}

/* "rule 'vpn/vip' (line 12)" */
static const char *
rule_of(struct telling *l, const struct tix_step *s)
{
	if (s->line == 0)
		return tix_arena_printf(l->tx->mem, "rule '%s'", s->name);
	return tix_arena_printf(l->tx->mem, "rule '%s' (line %lld)", s->name,
	    (long long)s->line);
}

static void
tell_set(struct telling *l, const struct tix_step *s)
{
	const bool is_priority = strcmp(s->key, "priority") == 0;
	const char *value = *s->value == '\0' ? "none" : s->value;

	if (strcmp(s->by, "rule") == 0 && !is_priority)
		line(l, s->depth + 1, "set %s to %s", s->key, value);
	else if (strcmp(s->by, "sla") == 0 && *s->wanted != '\0')
		line(l, 0, "sla '%s' set %s to %s: %s", s->name, s->key,
		    value, s->wanted);
	else if (strcmp(s->by, "matrix") == 0)
		line(l, 0, "matrix: %s: %s", s->wanted, value);
	else
		line(l, 0, "%s '%s' set %s to %s", s->by, s->name, s->key,
		    value);
}

/* What the strategy looked at in one who could get it. */
static void
tell_candidate(struct telling *l, enum tix_strategy by,
    const struct tix_candidate *k)
{
	const struct tix_load *load = &k->load;
	char at[TIX_TIME_SIZE];

	if (k->out != NULL)
		line(l, 1, "%s: %s", k->agent, k->out);
	else if (by == TIX_ASSIGN_ROUND_ROBIN && load->turn != 0)
		line(l, 1, "%s: last given one by event %lld", k->agent,
		    (long long)load->turn);
	else if (by == TIX_ASSIGN_ROUND_ROBIN)
		line(l, 1, "%s: never given one", k->agent);
	else if (by == TIX_ASSIGN_LONGEST_IDLE && load->idle != 0)
		line(l, 1, "%s: idle since %s", k->agent,
		    tix_time_rfc3339(at, load->idle));
	else if (by == TIX_ASSIGN_LONGEST_IDLE)
		line(l, 1, "%s: no live ticket", k->agent);
	else
		line(l, 1, "%s: %s%lld open, weight %lld", k->agent,
		    by != TIX_ASSIGN_SKILLS || k->grade == 0 ? "" :
		    tix_arena_printf(l->tx->mem, "grade %lld, ",
		    (long long)k->grade), (long long)load->open,
		    (long long)load->weight);
}

static void
tell_choice(struct telling *l, const struct tix_step *s)
{
	const struct tix_choice *c = s->choice;

	if (c == NULL)
		return;
	line(l, 0, "assign '%s' by %s: %s: %s", s->name, s->wanted,
	    c->agent == NULL ? "nobody" : c->agent, c->why);
	for (size_t i = 0; i < c->n; i++)
		tell_candidate(l, c->by, &c->all[i]);
}

static void
tell(struct telling *l, const struct tix_step *s)
{
	switch (s->what) {
	case TIX_STEP_TAKEN:
		line(l, s->depth, "%s: taken%s", rule_of(l, s),
		    s->key == NULL ? "" : ", continues");
		break;
	case TIX_STEP_FAILED:
		line(l, s->depth, "%s: no: %s saw '%s', wants '%s'",
		    rule_of(l, s), s->key, brief(l, s->value), s->wanted);
		break;
	case TIX_STEP_LIMIT:
		line(l, s->depth, "%s: no: gave up, too many steps: %s '%s'",
		    rule_of(l, s), s->key, brief(l, s->wanted));
		break;
	case TIX_STEP_PASSED:
		line(l, s->depth, "%s: fits, but looks at nothing that "
		    "changed", rule_of(l, s));
		break;
	case TIX_STEP_SET:
		tell_set(l, s);
		break;
	case TIX_STEP_HELD:
		line(l, strcmp(s->by, "rule") == 0 ? s->depth + 1 : 0,
		    "%s is kept: '%s'%s%s%s", s->key, s->value,
		    *s->wanted == '\0' ? "" : ", not '", s->wanted,
		    *s->wanted == '\0' ? "" : "'");
		break;
	case TIX_STEP_CHOICE:
		tell_choice(l, s);
		break;
	case TIX_STEP_UNFIT:
		line(l, 0, "%s '%s': no: none of its queries fits: %s", s->by,
		    s->name, s->wanted);
		break;
	case TIX_STEP_UNPROMISED:
		line(l, 0, "no agreement: no sla fits");
		break;
	}
}

void
tix_steps_say(struct tix *tx, struct tix_run *r, const struct tix_ticket *t,
    const struct tix_event *e)
{
	struct telling l = { .tx = tx, .b = { .arena = tx->mem } };

	for (const struct tix_step *s = e->steps->first; s != NULL;
	    s = s->next)
		tell(&l, s);
	if (e->kind == TIX_E_NONE)
		line(&l, 0, "nothing to change");
	if (t->id == 0)
		tix_complain(tx, r, "the new ticket:%s", tix_buf_text(&l.b));
	else
		tix_complain(tx, r, "ticket %lld:%s", (long long)t->id,
		    tix_buf_text(&l.b));
}
