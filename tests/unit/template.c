/*
 * Canned answers: each fact where it was asked for, and nothing else changed.
 */
#include "unit.h"

#include <tix/template.h>
#include <tix/time.h>

static const struct tix_ticket ticket = {
	.id = 42,
	.subject = "VPN {{id}} down",
	.state = TIX_WAITING,
	.level = "L2",
	.queue = "vpn",
	.requester = "Ewa <ewa@example.org>",
	.priority = 2,
	.tags = "a b",
	.opened = INT64_C(1795442400000000),
	.effort = 90 * TIX_MINUTE,
};

static const struct { const char *in, *out; } good[] = {
	{ "", "" },
	{ "as it is } { }} {x} \n", "as it is } { }} {x} \n" },
	{ "{{id}}", "42" },
	{ "#{{ id }}: {{\tsubject\n}}!", "#42: VPN {{id}} down!" },
	{ "{{id}}{{id}}{{level}}/{{queue}}", "4242L2/vpn" },
	{ "Dear {{requester}},", "Dear Ewa <ewa@example.org>," },
	{ "[{{owner}}][{{due}}][{{breached}}][{{rating}}]", "[][][][]" },
	{ "{{state}} {{priority}} {{tags}}", "waiting 2 a b" },
	{ "{{opened}}, {{effort}}", "2026-11-23 14:00, 1h 30m" },
	{ "{{agent}} of {{desk}}", "ada of acme" },
	{ "{{{id}}", NULL },
	{ "\xFF{{id}}\xFE", "\xFF" "42\xFE" },
};

static const char *const bad[] = {
	"{{", "x {{id", "{{id}", "{{}}", "{{ }}", "{{ID}}", "{{i d}}",
	"{{nope}}", "{{fields}}", "{{id}} {{", "{{{{id}}}}", "{{id\xFF}}",
};

static const struct tix_custom customs[] = {
	{ .name = "floor", .type = TIX_C_INTEGER },
	{ .name = "site", .type = TIX_C_TEXT },
	{ .name = "os", .type = TIX_C_TEXT },
};

/* The desk's own fields, of a desk that has them; also where one is none. */
static void
own_fields(struct tix *tx)
{
	const struct tix_desk desk = { .name = "acme", .customs = customs,
	    .ncustoms = 3 };
	struct tix_ticket t = { .id = 1,
	    .fields = "{\"floor\":7,\"site\":\"{{id}} \\u0142\"}" };
	const char *out, *text = "[{{floor}}] [{{ site }}] [{{os}}]";

	CHECK_INT(tix_template_check(tx, NULL, "t", text), TIX_INVALID);
	CHECK_INT(tix_template_check(tx, &desk, "t", text), TIX_OK);
	tx->desk = &desk;
	CHECK_INT(tix_template_fill(tx, tx->mem, "t", text, &t, &out), TIX_OK);
	CHECK_STR(out, "[7] [{{id}} \xc5\x82] []");
	t.fields = NULL;
	CHECK_INT(tix_template_fill(tx, tx->mem, "t", text, &t, &out), TIX_OK);
	CHECK_STR(out, "[] [] []");
	CHECK_INT(tix_template_check(tx, &desk, "t", "{{site2}}"),
	    TIX_INVALID);
	CHECK(strstr(tx->error, ", desk, agent, floor, site, os") != NULL);
	tx->desk = NULL;
}

static void
fills(struct tix *tx)
{
	struct tix_desk desk = { .name = "acme" };
	const char *out;

	tx->desk = &desk;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		enum tix_status want = good[i].out ? TIX_OK : TIX_INVALID;

		out = NULL;
		CHECK_INT(tix_template_check(tx, tx->desk, "t", good[i].in), want);
		CHECK_INT(tix_template_fill(tx, tx->mem, "t", good[i].in,
		    &ticket, &out), want);
		CHECK_STR(out, good[i].out);
	}
	tx->on_behalf = "eve";
	CHECK_INT(tix_template_fill(tx, tx->mem, "t", "{{agent}}", &ticket,
	    &out), TIX_OK);
	CHECK_STR(out, "eve");
	tx->desk = NULL;
}

static void
refuses(struct tix *tx)
{
	const char *out;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		CHECK_INT(tix_template_check(tx, tx->desk, "t", bad[i]), TIX_INVALID);
		CHECK_INT(tix_template_fill(tx, tx->mem, "t", bad[i], &ticket,
		    &out), TIX_INVALID);
	}
	tix_template_check(tx, tx->desk, "thanks", "{{id");
	CHECK_STR(tx->error, "template 'thanks': a {{ without its }}");
	tix_template_check(tx, tx->desk, "thanks", "{{nope}}");
	CHECK(strncmp(tx->error, "template 'thanks': no '{{nope}}'; "
	    "there are: id, subject, body, ", 63) == 0);
	CHECK(strstr(tx->error, ", desk, agent") != NULL);
}

static void
bounds(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->mem };
	struct tix_ticket t = ticket;
	const char *out = NULL;
	char *body = tix_arena_alloc(tx->mem, TIX_BODY_MAX + 1);

	memset(body, 'x', TIX_BODY_MAX);
	t.body = body;
	CHECK_INT(tix_template_fill(tx, tx->mem, "t", "{{body}}", &t, &out),
	    TIX_OK);
	CHECK_INT(strlen(out), TIX_BODY_MAX);
	CHECK_INT(tix_template_fill(tx, tx->mem, "t", "{{body}}.", &t, &out),
	    TIX_INVALID);
	for (int i = 0; i < 2000; i++)
		tix_buf_str(&b, "{{body}}");
	CHECK_INT(tix_template_fill(tx, tx->mem, "t", b.data, &t, &out),
	    TIX_INVALID);
}

static const struct unit_test tests[] = {
	{ "facts are put in once, and nothing else is changed", fills },
	{ "the desk's own fields are facts, on a desk that has them",
	    own_fields },
	{ "what is no fact is refused with those that are", refuses },
	{ "an answer is bounded, whatever is put in", bounds },
};

UNIT_MAIN(tests)
