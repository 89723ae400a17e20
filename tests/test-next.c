/* SPDX-License-Identifier: MIT */
/*
 * test-next.c - resuming, and what comes out.
 *
 * Promises: gen_next(), gen_yield(), gen_none, gen_error() in generator.h. PEP
 * 255: "Each time the .next() method of a generator-iterator is invoked, the
 * code in the body of the generator-function is executed until a yield or
 * return statement is encountered, or until the end of the body is reached."
 */
#include <errno.h>

#include "both.h"

static void items_come_in_order_and_then_none(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]));

	for (int i = 1; i <= 3; i++) {
		assert_lends(gen_next(g), &n[i]);
		assert_int_equal(gen_error(g), 0);
		assert_null(gen_result(g));
		assert_null(gen_detail(g));
	}
	assert_ends(gen_next(g), g, NULL);
	assert_int_equal(a.wakes, 3);
	gen_free(g);
}

static void nothing_after_a_yield_runs_before_the_next_resumption(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, SAY("one"), YIELD(&n[1]), SAY("two"),
			     YIELD(&n[2]), SAY("end"));

	gen_next(g);
	assert_string_equal(said, "one ");
	gen_next(g);
	assert_string_equal(said, "one two ");
	gen_next(g);
	assert_string_equal(said, "one two end ");
	gen_free(g);
}

static void a_body_that_never_yields_ends_at_the_first_next(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(&n[7]));

	assert_ends(gen_next(g), g, &n[7]);
	assert_int_equal(a.entered, 1);
	gen_free(g);
}

static void once_ended_it_stays_ended(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RETURN(&n[7]));

	gen_next(g);
	assert_ends(gen_next(g), g, &n[7]);
	for (int i = 0; i < 3; i++)
		assert_ends(gen_next(g), g, NULL);
	assert_int_equal(a.entered, 1);
	assert_int_equal(a.ended, 1);
	gen_free(g);
}

static void a_bare_yield_lends_gen_none_which_is_not_the_end(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(NULL), YIELD(&n[0]));

	assert_lends(gen_next(g), &gen_none);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_int_equal(gen_error(g), 0);
	assert_lends(gen_next(g), &n[0]);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static void an_error_comes_out_once(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RAISE_WITH(EIO, "disk"));

	gen_next(g);
	assert_null(gen_next(g));
	assert_int_equal(gen_error(g), EIO);
	assert_string_equal(gen_detail(g), "disk");
	assert_int_equal(gen_state(g), GEN_CLOSED);
	assert_ends(gen_next(g), g, NULL);
	assert_null(gen_detail(g));
	assert_int_equal(a.entered, 1);
	gen_free(g);
}

static void an_error_before_the_first_yield_comes_out_too(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RAISE(ENOENT));

	assert_fails(gen_next(g), g, ENOENT, NULL);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static void after_an_end_there_is_no_detail(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(&n[7]));

	assert_ends(gen_next(g), g, &n[7]);
	assert_null(gen_detail(g));
	gen_free(g);
}

static struct actor inner;

static void next_of_inner(struct actor *my)
{
	my->item = gen_next(inner.g);
}

/* Resumed by main, by a generator, by another one, by main. */
static void control_returns_to_the_most_recent_resumer(void **state)
{
	struct actor a, b;
	struct gen *one = play(&a, state, CALL(next_of_inner), YIELD(&n[1]));
	struct gen *two = play(&b, state, CALL(next_of_inner), YIELD(&n[2]));
	struct gen *g = play_inner(&inner, state, YIELD(&n[3]), YIELD(&n[4]),
				   YIELD(&n[5]), YIELD(&n[6]));

	assert_lends(gen_next(g), &n[3]);
	assert_lends(gen_next(one), &n[1]);
	assert_ptr_equal(a.item, &n[4]);
	assert_lends(gen_next(two), &n[2]);
	assert_ptr_equal(b.item, &n[5]);
	assert_lends(gen_next(g), &n[6]);
	gen_free(g);
	gen_free(one);
	gen_free(two);
}

static void make_inner(struct actor *my)
{
	static const struct step script[] = {
		YIELD(&n[8]),
		YIELD(&n[9]),
		{ .verb = DO_END },
	};

	actor_play(&inner, my->g == &my->gen ? STACKLESS : STACKFUL, script);
	my->item = gen_next(inner.g);
}

static void a_generator_outlives_the_generator_that_made_it(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(make_inner));

	assert_ends(gen_next(g), g, NULL);
	assert_ptr_equal(a.item, &n[8]);
	gen_free(g);
	assert_lends(gen_next(inner.g), &n[9]);
	gen_free(inner.g);
}

static void two_consumers_of_one_generator_share_its_items(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]),
			     YIELD(&n[3]), YIELD(&n[4]));
	struct gen *alias = g;

	assert_lends(gen_next(g), &n[1]);
	assert_lends(gen_next(alias), &n[2]);
	assert_lends(iter_next(gen_iter(g)), &n[3]);
	assert_lends(gen_next(alias), &n[4]);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

struct squares {
	int max;
};

static const void *squares(struct gen *self, void *args)
{
	const struct squares *my = args;
	long sum = 0;

	for (int i = 1, square; i <= my->max; i++) {
		square = i * i;
		sum += square;
		if (!gen_yield(self, &square))
			return NULL;
	}
	return gen_keep(self, &sum, sizeof sum);
}

static void an_item_keeps_its_value_until_the_next_resumption(void **state)
{
	struct gen *g = gen_call(squares, .max = 20);
	struct gen *other = gen_call(squares, .max = 20);
	const int *square;

	(void)state;
	for (int i = 1; (square = gen_next(g)); i++) {
		(void)gen_next(other);
		assert_int_equal(*square, i * i);
	}
	gen_free(g);
	gen_free(other);
}

static void locals_survive_a_yield(void **state)
{
	struct gen *g = gen_call(squares, .max = 10);

	(void)state;
	while (gen_next(g))
		;
	assert_int_equal(*(const long *)gen_result(g), 385);
	gen_free(g);
}

static bool dive(struct gen *self, int depth)
{
	if (!depth)
		return true;
	return gen_yield(self, &depth) && dive(self, depth - 1) &&
	       gen_yield(self, &depth);
}

static const void *diver(struct gen *self, void *args)
{
	(void)args;
	return dive(self, 3) ? "dry" : NULL;
}

static void it_yields_from_any_depth_of_calls(void **state)
{
	static const int depth[] = { 3, 2, 1, 1, 2, 3 };
	struct gen *g = gen_new(diver, NULL, 0);
	int items = 0;

	(void)state;
	gen_each (const int *, d, g)
		assert_int_equal(*d, depth[items++]);
	assert_int_equal(items, 6);
	assert_string_equal(gen_result(g), "dry");
	gen_free(g);
	g = gen_new(diver, NULL, 0);
	for (int i = 0; i < 3; i++)
		gen_next(g);
	assert_int_equal(gen_close(g), 0);
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(items_come_in_order_and_then_none),
		BOTH(nothing_after_a_yield_runs_before_the_next_resumption),
		BOTH(a_body_that_never_yields_ends_at_the_first_next),
		BOTH(once_ended_it_stays_ended),
		BOTH(a_bare_yield_lends_gen_none_which_is_not_the_end),
		BOTH(an_error_comes_out_once),
		BOTH(an_error_before_the_first_yield_comes_out_too),
		BOTH(after_an_end_there_is_no_detail),
		PAIRS(control_returns_to_the_most_recent_resumer),
		BOTH(a_generator_outlives_the_generator_that_made_it),
		BOTH(two_consumers_of_one_generator_share_its_items),
		ONCE(an_item_keeps_its_value_until_the_next_resumption),
		ONCE(locals_survive_a_yield),
		ONCE(it_yields_from_any_depth_of_calls),
	};

	return RUN(tests);
}
