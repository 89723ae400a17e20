/* SPDX-License-Identifier: MIT */
/*
 * test-stackless.c - generators in a struct of the caller's.
 *
 * Promises: generator/stackless.h.  The protocol they share with the others is
 * in the tests that use both.h; here is what is their own: the macros, the
 * size, copies, direct calls.
 */
#include <errno.h>

#include "allocs.h"
#include "both.h"

struct count_up_to {
	struct gen gen;
	int max, count;
};

static const void *count_up_to(struct gen *self, void *frame)
{
	struct count_up_to *my = frame;

	GEN_BODY (self) {
		for (my->count = 1; my->count <= my->max; my->count++)
			GEN_YIELD(self, &my->count);
	}
	return GEN_DONE(self, "Completed!");
}

#define COUNT_UP_TO(max_)                             \
	{                                             \
		GEN_FRAME(count_up_to), .max = (max_) \
	}

static void the_manual_s_example_works(void **state)
{
	struct count_up_to g = COUNT_UP_TO(3);
	int items = 0;

	(void)state;
	gen_each (const int *, count, &g.gen)
		assert_int_equal(*count, ++items);
	assert_int_equal(items, 3);
	assert_string_equal(gen_result(&g.gen), "Completed!");
}

/* The tutorial prints 112 for a Python generator that does as much. */
static void it_takes_tens_of_bytes(void **state)
{
	(void)state;
	assert_true(sizeof(struct count_up_to) <= 112);
#ifdef __LP64__
	assert_int_equal(sizeof(struct gen), 56);
	assert_int_equal(sizeof(struct count_up_to), 64);
#endif
}

static void it_needs_no_heap(void **state)
{
	struct count_up_to g = COUNT_UP_TO(1000);
	int items = 0;

	skip_without_allocs();
	(void)state;
	allocs_watch();
	gen_each (const int *, count, &g.gen)
		items += *count;
	allocs.watch = false;
	assert_int_equal(allocs.calls, 0);
	assert_int_equal(items, 500500);
}

static void all_bits_0_and_its_body_is_all_it_needs(void **state)
{
	static struct count_up_to g = { .gen = {
		.iter = { .ops = &gen_ops }, .body = count_up_to,
	}, .max = 1 };

	(void)state;
	assert_int_equal(gen_state(&g.gen), GEN_CREATED);
	assert_int_equal(*(const int *)gen_next(&g.gen), 1);
	assert_null(gen_next(&g.gen));
	assert_string_equal(gen_result(&g.gen), "Completed!");
}

static void initialised_again_it_starts_over(void **state)
{
	struct count_up_to g = COUNT_UP_TO(1);

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(*(const int *)gen_next(&g.gen), 1);
		assert_null(gen_next(&g.gen));
		assert_int_equal(gen_state(&g.gen), GEN_CLOSED);
		g = (struct count_up_to)COUNT_UP_TO(1);
		assert_int_equal(gen_state(&g.gen), GEN_CREATED);
	}
}

static void before_its_first_resumption_it_can_be_copied(void **state)
{
	struct count_up_to here = COUNT_UP_TO(1), there = here;

	(void)state;
	memset(&here, 0x5a, sizeof here);
	assert_int_equal(gen_state(&there.gen), GEN_CREATED);
	assert_int_equal(*(const int *)gen_next(&there.gen), 1);
	assert_null(gen_next(&there.gen));
	assert_string_equal(gen_result(&there.gen), "Completed!");
}

static void its_body_can_be_called_directly(void **state)
{
	struct count_up_to g = COUNT_UP_TO(3);
	const int *count;
	int items = 0;

	(void)state;
	while ((count = count_up_to(&g.gen, &g)))
		assert_int_equal(*count, ++items);
	assert_int_equal(items, 3);
}

/* Nor is a bare yield then taken for the end, nor the end for a yield. */
static const void *yields_nothing(struct gen *self, void *frame)
{
	(void)frame;
	GEN_BODY (self)
		GEN_YIELD(self, NULL);
	return GEN_DONE(self, NULL);
}

static void a_bare_yield_is_not_the_end(void **state)
{
	struct gen g = { .iter = { &gen_ops }, .body = yields_nothing };

	(void)state;
	assert_ptr_equal(yields_nothing(&g, &g), &gen_none);
	assert_null(yields_nothing(&g, &g));
	assert_null(yields_nothing(&g, &g));
}

/* A body that yielded has ended if it returns NULL, also without GEN_DONE(). */
static const void *undone(struct gen *self, void *frame)
{
	(void)frame;
	GEN_BODY (self)
		GEN_YIELD(self, &n[1]);
	return NULL;
}

static void a_body_that_is_not_done_ends_all_the_same(void **state)
{
	struct gen g = { .iter = { &gen_ops }, .body = undone };

	(void)state;
	assert_ptr_equal(gen_next(&g), &n[1]);
	assert_null(gen_next(&g));
	assert_int_equal(gen_state(&g), GEN_CLOSED);
	assert_null(gen_result(&g));
}

/* ---- The macros ---- */

struct story {
	struct gen gen;
	struct iter *from;
	int code;
	const void *sent, *detail;
	bool leave_early;
};

/* An error that is thrown in ends the body at GEN_YIELD. */
static const void *leaving(struct gen *self, void *frame)
{
	struct story *my = frame;

	GEN_BODY (self) {
		GEN_YIELD(self, &n[1]);
		my->sent = gen_sent(self);
		if (my->leave_early)
			return GEN_DONE(self, &n[3]);
		say("went on");
	}
	say("after");
	return GEN_DONE(self, &n[7]);
}

static void yield_leaves_when_thrown_into(void **state)
{
	struct story g = { GEN_FRAME(leaving) };

	(void)state;
	gen_next(&g.gen);
	assert_fails(gen_throw_with(&g.gen, EDOM, &n[5]), &g.gen, EDOM, &n[5]);
	assert_string_equal(said, "");
}

static void yield_leaves_when_closed(void **state)
{
	struct story g = { GEN_FRAME(leaving) };

	(void)state;
	gen_next(&g.gen);
	assert_int_equal(gen_close(&g.gen), 0);
	assert_null(gen_result(&g.gen));
	assert_string_equal(said, "");
}

static void yield_goes_on_with_a_message(void **state)
{
	struct story g = { GEN_FRAME(leaving) };

	(void)state;
	gen_next(&g.gen);
	assert_ends(gen_send(&g.gen, &n[5]), &g.gen, &n[7]);
	assert_ptr_equal(g.sent, &n[5]);
	assert_string_equal(said, "went on after ");
}

static void done_may_stand_inside_the_block(void **state)
{
	struct story g = { GEN_FRAME(leaving), .leave_early = true };

	(void)state;
	gen_next(&g.gen);
	assert_ends(gen_next(&g.gen), &g.gen, &n[3]);
	assert_ends(gen_next(&g.gen), &g.gen, NULL);
	assert_string_equal(said, "");
}

/* GEN_YIELD_OR does a statement instead. */
static const void *taking(struct gen *self, void *frame)
{
	struct story *my = frame;

	GEN_BODY (self) {
		for (;;) {
			GEN_YIELD_OR (self, &n[1]) {
				my->code = gen_catch(self);
				my->detail = gen_detail(self);
				if (my->code != EINVAL)
					break;
				say("again");
			}
			my->sent = gen_sent(self);
		}
		if (my->code != EDOM)
			gen_raise(self, my->code);
	}
	return GEN_DONE(self, &n[7]);
}

static void yield_or_takes_and_goes_on_or_leaves(void **state)
{
	struct story g = { GEN_FRAME(taking) };

	(void)state;
	gen_next(&g.gen);
	assert_lends(gen_throw_with(&g.gen, EINVAL, &n[4]), &n[1]);
	assert_ptr_equal(g.detail, &n[4]);
	assert_lends(gen_send(&g.gen, &n[5]), &n[1]);
	assert_ptr_equal(g.sent, &n[5]);
	assert_ends(gen_throw(&g.gen, EDOM), &g.gen, &n[7]);
	assert_string_equal(said, "again ");
	g = (struct story){ GEN_FRAME(taking) };
	gen_next(&g.gen);
	assert_fails(gen_throw(&g.gen, EIO), &g.gen, EIO, NULL);
}

/* Each macro is one statement: it needs no braces. */
static const void *bare(struct gen *self, void *frame)
{
	struct story *my = frame;

	GEN_BODY (self) {
		if (my->leave_early)
			GEN_YIELD(self, &n[1]);
		else
			GEN_YIELD_OR (self, &n[2])
				say("or");
	}
	return GEN_DONE(self, &n[7]);
}

static void the_macros_are_statements(void **state)
{
	struct story g = { GEN_FRAME(bare), .leave_early = true };

	(void)state;
	assert_lends(gen_next(&g.gen), &n[1]);
	assert_ends(gen_next(&g.gen), &g.gen, &n[7]);
	g = (struct story){ GEN_FRAME(bare) };
	assert_lends(gen_next(&g.gen), &n[2]);
	assert_int_equal(gen_close(&g.gen), 0);
	assert_string_equal(said, "or ");
}

static const void *passing(struct gen *self, void *frame)
{
	struct story *my = frame;

	GEN_BODY (self) {
		GEN_YIELD_FROM(self, my->from);
		my->sent = gen_sent(self);
		say("went on");
	}
	return GEN_DONE(self, &n[7]);
}

static void yield_from_passes_items_and_result(void **state)
{
	struct count_up_to in = COUNT_UP_TO(2);
	struct story g = { GEN_FRAME(passing), .from = &in.gen.iter };

	(void)state;
	assert_int_equal(*(const int *)gen_next(&g.gen), 1);
	assert_int_equal(*(const int *)gen_next(&g.gen), 2);
	assert_ends(gen_next(&g.gen), &g.gen, &n[7]);
	assert_string_equal(g.sent, "Completed!");
	assert_string_equal(said, "went on ");
}

static void yield_from_leaves_with_an_error(void **state)
{
	struct count_up_to in = COUNT_UP_TO(2);
	struct story g = { GEN_FRAME(passing), .from = &in.gen.iter };

	(void)state;
	gen_next(&g.gen);
	assert_fails(gen_throw_with(&g.gen, EDOM, &n[5]), &g.gen, EDOM, &n[5]);
	assert_int_equal(gen_state(&in.gen), GEN_CLOSED);
	assert_string_equal(said, "");
}

static const void *passing_or(struct gen *self, void *frame)
{
	struct story *my = frame;

	GEN_BODY (self) {
		GEN_YIELD_FROM_OR (self, my->from)
			my->code = gen_catch(self);
		GEN_YIELD(self, &n[2]);
	}
	return GEN_DONE(self, &n[7]);
}

static void yield_from_or_does_a_statement_instead(void **state)
{
	struct count_up_to in = COUNT_UP_TO(2);
	struct story g = { GEN_FRAME(passing_or), .from = &in.gen.iter };

	(void)state;
	gen_next(&g.gen);
	assert_lends(gen_throw(&g.gen, EDOM), &n[2]);
	assert_int_equal(g.code, EDOM);
	assert_ends(gen_next(&g.gen), &g.gen, &n[7]);
}

/* ---- What cannot be ---- */

#ifndef GEN_DEBUG
/* As the manual says, a yield cannot stand inside a switch of the body. */
static const void *switching(struct gen *self, void *frame)
{
	struct story *my = frame;

	GEN_BODY (self) {
		switch (my->code) {
		case 0:
			GEN_YIELD(self, &n[1]);
			say("never");
			break;
		}
	}
	return GEN_DONE(self, &n[7]);
}

static void a_yield_in_a_switch_fails_when_resumed(void **state)
{
	struct story g = { GEN_FRAME(switching) };

	(void)state;
	assert_lends(gen_next(&g.gen), &n[1]);
	assert_refuses(gen_next(&g.gen), &g.gen, EPROTO, "switch");
	assert_int_equal(gen_state(&g.gen), GEN_CLOSED);
	assert_string_equal(said, "");
	assert_ends(gen_next(&g.gen), &g.gen, NULL);
}
#endif

static void call_deferred(void *arg)
{
	say(arg);
}

/* gen_defer(), gen_adopt() and gen_keep() need a stack.  Without one they fail
 * as they do without memory: what they were given is released. */
static void what_needs_a_stack_fails_as_without_memory(void **state)
{
	struct count_up_to g = COUNT_UP_TO(2), child = COUNT_UP_TO(2);
	char word[] = "deferred";

	(void)state;
	assert_null(gen_defer(&g.gen, call_deferred, word));
	assert_string_equal(said, "deferred ");
	gen_next(&child.gen);
	assert_null(gen_adopt(&g.gen, &child.gen.iter));
	assert_int_equal(gen_state(&child.gen), GEN_CLOSED);
	assert_null(gen_keep(&g.gen, n, sizeof *n));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(the_manual_s_example_works),
		ONCE(it_takes_tens_of_bytes),
		ONCE(it_needs_no_heap),
		ONCE(all_bits_0_and_its_body_is_all_it_needs),
		ONCE(initialised_again_it_starts_over),
		ONCE(before_its_first_resumption_it_can_be_copied),
		ONCE(its_body_can_be_called_directly),
		ONCE(a_bare_yield_is_not_the_end),
		ONCE(a_body_that_is_not_done_ends_all_the_same),
		ONCE(yield_leaves_when_thrown_into),
		ONCE(yield_leaves_when_closed),
		ONCE(yield_goes_on_with_a_message),
		ONCE(done_may_stand_inside_the_block),
		ONCE(yield_or_takes_and_goes_on_or_leaves),
		ONCE(the_macros_are_statements),
		ONCE(yield_from_passes_items_and_result),
		ONCE(yield_from_leaves_with_an_error),
		ONCE(yield_from_or_does_a_statement_instead),
#ifndef GEN_DEBUG
		ONCE(a_yield_in_a_switch_fails_when_resumed),
#endif
		ONCE(what_needs_a_stack_fails_as_without_memory),
	};

	return RUN(tests);
}
