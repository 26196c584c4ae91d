/*
 * What is cut off below a text: our own lines, and nothing that was typed.
 */
#include "unit.h"

#include <tix/footer.h>

#define CUT "------ 8< ------ this line and the next ones are cut off " \
    "------ 8< ------\n"
#define NOTE "The note goes above that line; empty or unchanged, nothing " \
    "is done.\n"
#define OF "Ticket:    7, VPN down\nRequester: ewa\n"
#define MANY "It is for all tickets that were named.\n"

static void
makes(struct tix *tx)
{
	struct tix_ticket t = { .id = 7, .subject = "VPN down" };

	CHECK_STR(tix_footer_make(tx->mem, "note", &t), CUT NOTE
	    "Ticket:    7, VPN down\nRequester: none\n");
	t.requester = "ewa";
	CHECK_STR(tix_footer_make(tx->mem, "note", &t), CUT NOTE OF);
	t.subject = "a\nRequester: x";
	CHECK(strstr(tix_footer_make(tx->mem, "note", &t), "\nRequester: x")
	    == NULL);
	t.id = 0;
	CHECK_STR(tix_footer_make(tx->mem, "note", &t), CUT NOTE MANY);
}

static void
leaves(struct tix *tx)
{
	static const char *const t[][2] = {
		{ "", "" }, { "\n" CUT NOTE OF, "" }, { "x", "x" },
		{ "x\n" CUT NOTE OF, "x" }, { "x\n" CUT, "x" },
		{ "x\n" CUT NOTE, "x" }, { "x\n" CUT OF, "x" },
		{ "x\n" CUT NOTE OF "y", "x\ny" },
		{ CUT "y\n" NOTE OF, "y" },
		{ CUT NOTE OF "Requester: ewa\n", "Requester: ewa" },
		{ CUT OF NOTE, "The note goes above that line; empty or "
		    "unchanged, nothing is done." },
		{ "a\n" CUT "b\n" CUT NOTE OF, "a\n" CUT "b" },
		{ CUT NOTE "Ticket:    7, VPN dow\nRequester: ewa",
		    "Ticket:    7, VPN dow" },
		{ "x\r\n" CUT NOTE OF "\r\n\r\ny\r\n", "x\r\n\r\n\r\ny" },
		{ " x\n\n\n", " x" }, { " \n\t\n  x", "  x" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		CHECK_STR(tix_footer_leave(tx->mem, t[i][0], CUT NOTE OF),
		    t[i][1]);
}

/* As it is but for blank lines at the ends, unless 'want' says otherwise. */
static void
drops(struct tix *tx)
{
	static const char *const t[][2] = {
		{ "", "" }, { "x\n", "x" }, { "x\n" CUT NOTE OF, "x" },
		{ CUT NOTE MANY, "" }, { "x\n" CUT NOTE MANY "y", "x\ny" },
		{ "x\n" CUT NOTE OF OF, "x\n"
		    "Ticket:    7, VPN down\nRequester: ewa" },
		{ CUT NOTE OF "y\n" CUT NOTE MANY "z",
		    CUT NOTE OF "y\nz" },
		{ "x\n" CUT "y", NULL }, { CUT NOTE "y", NULL },
		{ CUT NOTE "Ticket:    7, VPN down", NULL },
		{ CUT NOTE "Ticket:    , VPN\nRequester: ewa", NULL },
		{ CUT NOTE "Ticket:    7 VPN\nRequester: ewa", NULL },
		{ CUT "The  goes above\n" OF "y", NULL },
		{ CUT "The big note goes above that line; empty or unchanged, "
		    "nothing is done.\n" OF "y", NULL },
		{ "> " CUT NOTE OF "y", NULL },
		{ CUT "\n" NOTE OF "y", NULL }, { CUT "The ", NULL },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		const char *want = t[i][1];

		if (want == NULL) {
			size_t n = strlen(t[i][0]);

			while (strchr(" \n", t[i][0][n - 1]) != NULL)
				n--;
			want = tix_arena_dup_n(tx->mem, t[i][0], n);
		}
		CHECK_STR(tix_footer_drop(tx->mem, t[i][0]), want);
	}
}

static const struct unit_test tests[] = {
	{ "it says what the text is about", makes },
	{ "of what an editor left only our lines go", leaves },
	{ "of a file only a whole footer goes", drops },
};

UNIT_MAIN(tests)
