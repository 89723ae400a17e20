/* SPDX-License-Identifier: MIT */
/*
 * test-throw.c - errors for the body.
 *
 * Promises: gen_throw(), gen_throw_with() in generator.h, and what gen_yield()
 * and gen_catch() do then.  PEP 342: "raises an exception at the point where
 * the generator was paused, and returns the next value yielded by the
 * generator.  [...] If the generator does not catch the passed-in exception
 * [...] that exception propagates to the caller."  (Where versions of CPython
 * disagree, this is what 3.11 does.)
 */
#include <errno.h>
#include <limits.h>

#include "both.h"

static void it_arrives_at_the_yield_and_can_be_taken(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]));

	assert_lends(gen_next(g), &n[1]);
	assert_lends(gen_throw_with(g, EILSEQ, &n[5]), &n[2]);
	assert_took(a, 0, EILSEQ, &n[5]);
	assert_int_equal(gen_error(g), 0);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_ends(gen_next(g), g, NULL);
	assert_wake(a, 1, true, NULL);
	gen_free(g);
}

static void not_taken_it_comes_out_again_once(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]));

	gen_next(g);
	assert_fails(gen_throw_with(g, EILSEQ, &n[5]), g, EILSEQ, &n[5]);
	assert_wake(a, 0, false, NULL);
	assert_int_equal(a.ended, 1);
	assert_ends(gen_next(g), g, NULL);
	assert_null(gen_detail(g));
	gen_free(g);
}

static void taken_the_body_may_return(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), RETURN(&n[7]));

	gen_next(g);
	assert_ends(gen_throw(g, EILSEQ), g, &n[7]);
	assert_took(a, 0, EILSEQ, NULL);
	gen_free(g);
}

static void a_new_generator_lets_it_out_and_runs_nothing(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD_TAKE(&n[1]), FINALLY, SAY("finally"));

	assert_fails(gen_throw_with(g, EILSEQ, &n[5]), g, EILSEQ, &n[5]);
	assert_int_equal(a.entered, 0);
	assert_ends(gen_next(g), g, NULL);
	assert_int_equal(a.entered, 0);
	gen_free(g);
	assert_string_equal(said, "");
}

static void a_closed_generator_lets_it_out_and_stays_closed(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(&n[7]));

	gen_next(g);
	for (int i = 0; i < 2; i++)
		assert_fails(gen_throw_with(g, EILSEQ, &n[i]), g, EILSEQ,
			     &n[i]);
	assert_ends(gen_next(g), g, NULL);
	assert_int_equal(a.entered, 1);
	gen_free(g);
}

static void thrown_generator_exit_is_an_error_like_any_other(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]));

	gen_next(g);
	assert_lends(gen_throw_with(g, ECANCELED, &n[5]), &n[2]);
	assert_took(a, 0, ECANCELED, &n[5]);
	assert_fails(gen_throw_with(g, ECANCELED, &n[6]), g, ECANCELED, &n[6]);
	gen_free(g);
}

static void stop_iteration_is_not_let_out_of_a_body(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]));

	gen_next(g);
	assert_fails(gen_throw_with(g, ENODATA, &n[5]), g, EBADMSG, &n[5]);
	assert_wake(a, 0, false, NULL);
	gen_free(g);
}

static void stop_iteration_can_be_taken(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]));

	gen_next(g);
	assert_lends(gen_throw_with(g, ENODATA, &n[5]), &n[2]);
	assert_took(a, 0, ENODATA, &n[5]);
	gen_free(g);
}

static void nor_out_of_a_new_generator(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]));

	assert_fails(gen_throw_with(g, ENODATA, &n[5]), g, EBADMSG, &n[5]);
	assert_int_equal(a.entered, 0);
	gen_free(g);
}

/* No body ran, so there is nothing to convert; the caller sees the
 * StopIteration itself, which is an end with a value. */
static void a_closed_generator_lets_stop_iteration_out_as_an_end(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(NULL));

	gen_next(g);
	assert_ends(gen_throw_with(g, ENODATA, &n[5]), g, &n[5]);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static void assert_no_code(struct gen *g, enum gen_state then)
{
	assert_null(gen_throw_with(g, 0, &n[5]));
	assert_int_equal(gen_error(g), EINVAL);
	assert_non_null(gen_detail(g));
	assert_ptr_not_equal(gen_detail(g), &n[5]);
	assert_int_equal(gen_state(g), then);
}

static void code_0_is_no_error_and_is_refused(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), YIELD(&n[2]), RETURN(&n[7]));

	assert_no_code(g, GEN_CREATED);
	assert_int_equal(a.entered, 0);
	assert_lends(gen_next(g), &n[1]);
	assert_no_code(g, GEN_SUSPENDED);
	assert_int_equal(a.wakes, 0);
	assert_lends(gen_send(g, &n[6]), &n[2]);
	assert_wake(a, 0, true, &n[6]);
	assert_ends(gen_next(g), g, &n[7]);
	assert_no_code(g, GEN_CLOSED);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static void not_looked_at_the_throw_fails_but_the_body_goes_on(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_IGNORE(&n[1]), YIELD(&n[2]),
			     YIELD(&n[3]), RETURN(&n[7]));

	gen_next(g);
	assert_refuses(gen_throw(g, EILSEQ), g, EPROTO, "generator ignored");
	assert_wake(a, 0, false, NULL);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_lends(gen_send(g, &n[5]), &n[3]);
	assert_int_equal(gen_error(g), 0);
	assert_wake(a, 1, true, &n[5]);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
}

static void not_looked_at_twice_it_fails_twice(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_IGNORE(&n[1]),
			     YIELD_IGNORE(&n[2]), YIELD(&n[3]), YIELD(&n[4]));

	gen_next(g);
	for (int i = 0; i < 2; i++) {
		assert_refuses(gen_throw(g, EILSEQ), g, EPROTO, "ignored");
		assert_int_equal(gen_state(g), GEN_SUSPENDED);
	}
	assert_lends(gen_next(g), &n[4]);
	gen_free(g);
}

static void not_looked_at_it_can_still_be_closed(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_IGNORE(&n[1]), YIELD(&n[2]),
			     FINALLY, SAY("closed"));

	gen_next(g);
	gen_throw(g, EILSEQ);
	assert_int_equal(gen_close(g), 0);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	assert_string_equal(said, "closed ");
	gen_free(g);
}

/* A handler may yield, and raise again what it has taken. */
static void it_can_be_raised_again_after_a_yield(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]),
			     RAISE_WITH(EILSEQ, &n[5]));

	gen_next(g);
	assert_lends(gen_throw_with(g, EILSEQ, &n[5]), &n[2]);
	assert_fails(gen_next(g), g, EILSEQ, &n[5]);
	gen_free(g);
}

static void a_second_error_in_the_handler_goes_out(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]),
			     SAY("handled"));

	gen_next(g);
	assert_lends(gen_throw(g, EILSEQ), &n[2]);
	assert_fails(gen_throw_with(g, EDOM, &n[6]), g, EDOM, &n[6]);
	assert_string_equal(said, "");
	gen_free(g);
}

static void a_message_to_the_handler_s_yield_is_lost_with_it(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]),
			     YIELD(&n[5]), RETURN_SENT);

	gen_next(g);
	gen_throw(g, EILSEQ);
	assert_lends(gen_send(g, &n[6]), &n[5]);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static void cleanup_runs_on_the_way_out(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), SAY("not this"), FINALLY,
			     SAY("inner"), SAY("outer"));

	gen_next(g);
	assert_fails(gen_throw(g, EILSEQ), g, EILSEQ, NULL);
	assert_string_equal(said, "inner outer ");
	gen_free(g);
}

static void cleanup_may_translate_it(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), FINALLY, RAISE_WITH(EDOM, &n[6]));

	gen_next(g);
	assert_fails(gen_throw_with(g, EILSEQ, &n[5]), g, EDOM, &n[6]);
	gen_free(g);
}

static void a_return_value_does_not_hide_it(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_IGNORE(&n[1]), RETURN(&n[7]));

	gen_next(g);
	assert_fails(gen_throw_with(g, EILSEQ, &n[5]), g, EILSEQ, &n[5]);
	gen_free(g);
}

static void codes_of_the_program_s_own_are_negative(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]));

	gen_next(g);
	assert_lends(gen_throw(g, -1), &n[2]);
	assert_took(a, 0, -1, NULL);
	assert_fails(gen_throw(g, INT_MIN), g, INT_MIN, NULL);
	gen_free(g);
}

static void without_detail_there_is_none(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD_TAKE(&n[2]),
			     YIELD(&n[3]));

	gen_next(g);
	gen_throw_with(g, EILSEQ, &n[5]);
	assert_took(a, 0, EILSEQ, &n[5]);
	gen_throw(g, EILSEQ);
	assert_took(a, 1, EILSEQ, NULL);
	gen_free(g);
}

static void an_item_follows_as_if_nothing_had_been(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(NULL), YIELD_TAKE(NULL),
			     RETURN_SENT);

	assert_lends(gen_next(g), &gen_none);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &gen_none);
	assert_ends(gen_send(g, &n[6]), g, &n[6]);
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(it_arrives_at_the_yield_and_can_be_taken),
		BOTH(not_taken_it_comes_out_again_once),
		BOTH(taken_the_body_may_return),
		BOTH(a_new_generator_lets_it_out_and_runs_nothing),
		BOTH(a_closed_generator_lets_it_out_and_stays_closed),
		BOTH(thrown_generator_exit_is_an_error_like_any_other),
		BOTH(stop_iteration_is_not_let_out_of_a_body),
		BOTH(stop_iteration_can_be_taken),
		BOTH(nor_out_of_a_new_generator),
		BOTH(a_closed_generator_lets_stop_iteration_out_as_an_end),
		BOTH(code_0_is_no_error_and_is_refused),
		BOTH(not_looked_at_the_throw_fails_but_the_body_goes_on),
		BOTH(not_looked_at_twice_it_fails_twice),
		BOTH(not_looked_at_it_can_still_be_closed),
		BOTH(it_can_be_raised_again_after_a_yield),
		BOTH(a_second_error_in_the_handler_goes_out),
		BOTH(a_message_to_the_handler_s_yield_is_lost_with_it),
		BOTH(cleanup_runs_on_the_way_out),
		BOTH(cleanup_may_translate_it),
		BOTH(a_return_value_does_not_hide_it),
		BOTH(codes_of_the_program_s_own_are_negative),
		BOTH(without_detail_there_is_none),
		BOTH(an_item_follows_as_if_nothing_had_been),
	};

	return RUN(tests);
}
