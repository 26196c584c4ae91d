/* tix-fsck - prove that the desk is what its events say */
#include <stdio.h>
#include <tix/cli.h>
#include <tix/fsck.h>

static bool head;
static struct tix_texts expect;

static const struct tix_opt opts[] = {
	{ 0, "head", TIX_OPT_FLAG, &head, NULL,
	    "print the anchor of the history, SEQ:HASH, and no more", NULL },
	{ 0, "expect", TIX_OPT_LIST, &expect, "seq:hash",
	    "hold the history against an anchor kept elsewhere", NULL },
	{ 0 },
};

struct speaker {
	struct tix *tx;
	struct tix_run *r;
};

static void
say(void *arg, const char *finding)
{
	struct speaker *s = arg;

	tix_complain(s->tx, s->r, "%s", finding);
}

static enum tix_status
print_head(struct tix *tx, struct tix_run *r)
{
	unsigned char hash[TIX_HASH_SIZE];
	char hex[2 * TIX_HASH_SIZE + 1];
	int64_t seq;
	enum tix_status s = tix_events_head(tx, &seq, hash);

	if (s != TIX_OK)
		return s;
	tix_hex(hex, hash, sizeof hash);
	fprintf(r->out.to, "%lld:%s\n", (long long)seq, hex);
	return TIX_OK;
}

static enum tix_status
fsck(struct tix *tx, struct tix_run *r)
{
	struct speaker speaker = { .tx = tx, .r = r };
	struct tix_fsck f = { .say = say, .arg = &speaker };
	enum tix_status s, total;

	if (head)
		return print_head(tx, r);
	total = tix_fsck_run(tx, &f);
	for (size_t i = 0; i < expect.n && total < TIX_INVALID; i++) {
		s = tix_fsck_expect(tx, expect.item[i]);
		if (s == TIX_NO)
			tix_complain(tx, r, "%s", tx->error);
		f.findings += s == TIX_NO;
		total = tix_worse(total, s);
	}
	if (total == TIX_OK)
		tix_notice(tx, r, "%lld events, %lld tickets: sound",
		    (long long)f.events, (long long)f.tickets);
	else if (total == TIX_NO)
		tix_complain(tx, r, "%lld finding%s", (long long)f.findings,
		    f.findings == 1 ? "" : "s");
	return total;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "fsck",
		.opts = opts,
		.flags = TIX_CMD_PROVES,
		.run = fsck,
	};

	return tix_main(&cmd, argc, argv);
}
