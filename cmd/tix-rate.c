/* tix-rate - keep how content the requester was */
#include <tix/cli.h>
#include <tix/work.h>

#include <string.h>

static int64_t score;
static const char *message;

static const struct tix_opt opts[] = {
	{ 's', "score", TIX_OPT_INT, &score, "1-5",
	    "5 is best; instead of the second operand", NULL },
	{ 'm', "message", TIX_OPT_TEXT, &message, "text",
	    "what was said with it", NULL },
	{ 0 },
};

/* "tix rate 42 5": without --score the second of two operands is it. */
static enum tix_status
begin(struct tix *tx, struct tix_run *r)
{
	if (score != 0)
		return TIX_OK;
	if (r->noperands != 2 || strlen(r->operands[1]) != 1 ||
	    strchr("12345", r->operands[1][0]) == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "a rating is 1 to 5: tix rate TICKET 5, or --score 5");
	score = r->operands[1][0] - '0';
	r->noperands = 1;
	return TIX_OK;
}

static enum tix_status
rate(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_rate(tx, t, score, message, e);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "rate",
		.args = "[ticket ...] [score]",
		.takes = TIX_TAKES_TICKETS,
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.begin = begin,
		.each = rate,
	};

	return tix_main(&cmd, argc, argv);
}
