/* SPDX-License-Identifier: MIT */
/*
 * test-yield-from.c - one generator yields all that another one does.
 *
 * Promises: gen_yield_from() in generator.h, GEN_YIELD_FROM in
 * generator/stackless.h.  PEP 380: "Any values that the iterator yields are
 * passed directly to the caller.  Any values sent to the delegating generator
 * using send() are passed directly to the iterator.  [...] Exceptions other
 * than GeneratorExit thrown into the delegating generator are passed to the
 * throw() method of the iterator.  [...] If a GeneratorExit exception is thrown
 * into the delegating generator, or the close() method of the delegating
 * generator is called, then the close() method of the iterator is called".
 *
 * Delegates that are no generators are in test-delegate-iter.c, chains of many
 * in test-delegation-chain.c.
 */
#include <errno.h>

#include "both.h"

/* ---- next and send ---- */

static void items_pass_through_unchanged_and_in_order(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), YIELD(NULL), YIELD(&n[3]));
	struct gen *g =
		play(&a, state, YIELD(&n[0]), FROM(gen_iter(in)), YIELD(&n[4]));

	assert_lends(gen_next(g), &n[0]);
	assert_int_equal(b.entered, 0);
	assert_lends(gen_next(g), &n[1]);
	assert_int_equal(b.entered, 1);
	assert_lends(gen_next(g), &gen_none);
	assert_lends(gen_next(g), &n[3]);
	assert_int_equal(a.wakes, 1);
	assert_lends(gen_next(g), &n[4]);
	assert_int_equal(gen_state(in), GEN_CLOSED);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
	gen_free(in);
}

static void messages_go_to_the_innermost(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[3]));

	gen_next(g);
	assert_lends(gen_send(g, &n[5]), &n[2]);
	assert_wake(b, 0, true, &n[5]);
	assert_int_equal(a.wakes, 0);
	assert_lends(gen_send(g, &n[6]), &n[3]);
	assert_wake(b, 1, true, &n[6]);
	assert_wake(a, 0, true, NULL);
	gen_free(g);
	gen_free(in);
}

static void what_starts_the_outer_is_not_sent_to_the_inner(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, RETURN_SENT);
	struct gen *g =
		play(&a, state, YIELD(&n[1]), FROM(gen_iter(in)), RETURN_SENT);

	gen_next(g);
	assert_ends(gen_send(g, &n[5]), g, NULL);
	gen_free(g);
	gen_free(in);
}

static void its_result_is_the_value_of_the_delegation(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), RETURN(&n[7]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[2]),
			     RETURN(&n[8]));

	gen_next(g);
	assert_lends(gen_send(g, &n[5]), &n[2]);
	assert_wake(a, 0, true, &n[7]);
	assert_null(gen_result(g));
	assert_ends(gen_next(g), g, &n[8]);
	gen_free(g);
	gen_free(in);
}

static void one_without_items_does_not_suspend(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, RETURN(&n[7]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[1]));

	assert_lends(gen_next(g), &n[1]);
	assert_wake(a, 0, true, &n[7]);
	gen_free(g);
	gen_free(in);
}

static void one_that_has_ended_gives_nothing(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, RETURN(&n[7]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[1]));

	gen_next(in);
	assert_lends(gen_next(g), &n[1]);
	assert_wake(a, 0, true, NULL);
	gen_free(g);
	gen_free(in);
}

static void one_that_has_failed_gives_nothing_either(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, RAISE_WITH(EIO, &n[6]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[1]));

	gen_next(in);
	assert_lends(gen_next(g), &n[1]);
	assert_wake(a, 0, true, NULL);
	gen_free(g);
	gen_free(in);
}

static void a_partly_consumed_one_continues_where_it_is(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));

	gen_next(in);
	assert_lends(gen_next(g), &n[2]);
	assert_wake(b, 0, true, NULL);
	assert_lends(gen_next(g), &n[3]);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
	gen_free(in);
}

static void several_can_follow_each_other(void **state)
{
	struct actor a, b, c;
	struct gen *one = play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]));
	struct gen *two = play_inner(&c, state, YIELD(&n[3]), RETURN(&n[7]));
	struct gen *g =
		play(&a, state, FROM(gen_iter(one)), FROM(gen_iter(two)),
		     FROM(gen_iter(one)), RETURN_SENT);

	for (int i = 1; i <= 3; i++)
		assert_lends(gen_next(g), &n[i]);
	assert_ends(gen_next(g), g, NULL);
	assert_wake(a, 1, true, &n[7]);
	gen_free(g);
	gen_free(one);
	gen_free(two);
}

/* ---- Errors out of it ---- */

static void its_error_appears_in_the_outer(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), RAISE_WITH(EIO, &n[5]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[2]));

	gen_next(g);
	assert_lends(gen_next(g), &n[2]);
	assert_took(a, 0, EIO, &n[5]);
	assert_int_equal(gen_error(g), 0);
	gen_free(g);
	gen_free(in);
}

static void also_at_its_first_resumption(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, RAISE_WITH(EIO, &n[5]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[2]));

	assert_lends(gen_next(g), &n[2]);
	assert_took(a, 0, EIO, &n[5]);
	gen_free(g);
	gen_free(in);
}

static void not_taken_it_comes_out_of_the_outer(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), RAISE_WITH(EIO, &n[5]));
	struct gen *g =
		play(&a, state, FROM(gen_iter(in)), FINALLY, SAY("outer"));

	gen_next(g);
	assert_fails(gen_send(g, &n[6]), g, EIO, &n[5]);
	assert_string_equal(said, "outer ");
	gen_free(g);
	gen_free(in);
}

static void not_looked_at_before_a_yield_is_eproto(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), RAISE(EIO));
	struct gen *g = play(&a, state, FROM_IGNORE(gen_iter(in)), YIELD(&n[2]),
			     YIELD(&n[3]));

	gen_next(g);
	assert_refuses(gen_next(g), g, EPROTO, "generator ignored");
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_lends(gen_next(g), &n[3]);
	gen_free(g);
	gen_free(in);
}

static void stop_iteration_leaves_it_as_ebadmsg(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), RAISE_WITH(ENODATA, &n[5]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[2]));

	gen_next(g);
	assert_lends(gen_next(g), &n[2]);
	assert_took(a, 0, EBADMSG, &n[5]);
	gen_free(g);
	gen_free(in);
}

static void after_an_error_that_delegation_is_over(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, RAISE(EIO));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)),
			     FROM(gen_iter(in)), YIELD(&n[2]));

	assert_lends(gen_next(g), &n[2]);
	assert_took(a, 0, EIO, NULL);
	assert_wake(a, 1, true, NULL);
	gen_free(g);
	gen_free(in);
}

static void without_memory_for_it_the_outer_is_told(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(NULL), YIELD(&n[2]));

	assert_lends(gen_next(g), &n[2]);
	assert_wake(a, 0, false, NULL);
	assert_int_equal(a.woken[0].code, ENOMEM);
	assert_non_null(a.woken[0].detail);
	gen_free(g);
}

static void one_that_could_not_be_made_fails_with_its_reason(void **state)
{
	struct gen *in = gen_new(NULL, NULL, 0);
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[2]));

	assert_lends(gen_next(g), &n[2]);
	assert_took(a, 0, EINVAL, gen_detail(in));
	gen_free(g);
	gen_free(in);
}

/* ---- throw ---- */

static void an_error_is_thrown_into_the_inner_first(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD_TAKE(&n[1]), YIELD(&n[2]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));

	gen_next(g);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &n[2]);
	assert_took(b, 0, EDOM, &n[5]);
	assert_int_equal(a.wakes, 0);
	assert_int_equal(gen_error(g), 0);
	assert_ptr_equal(gen_delegate(g), gen_iter(in));
	gen_free(g);
	gen_free(in);
}

static void if_the_inner_returns_the_outer_goes_on(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD_TAKE(&n[1]), RETURN(&n[7]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[2]));

	gen_next(g);
	assert_lends(gen_throw(g, EDOM), &n[2]);
	assert_wake(a, 0, true, &n[7]);
	gen_free(g);
	gen_free(in);
}

static void if_not_taken_it_is_raised_in_the_outer(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), FINALLY, SAY("inner"));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), SAY("outer"),
			     YIELD(&n[2]));

	gen_next(g);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &n[2]);
	assert_took(a, 0, EDOM, &n[5]);
	assert_string_equal(said, "inner outer ");
	assert_int_equal(gen_state(in), GEN_CLOSED);
	gen_free(g);
	gen_free(in);
}

static void if_another_one_is_raised_the_outer_sees_that(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), FINALLY,
				    RAISE_WITH(EIO, &n[6]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[2]));

	gen_next(g);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &n[2]);
	assert_took(a, 0, EIO, &n[6]);
	gen_free(g);
	gen_free(in);
}

static void if_the_inner_ignores_it_the_outer_sees_eproto(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD_IGNORE(&n[1]),
				    YIELD(&n[2]), YIELD(&n[3]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[4]));

	gen_next(g);
	assert_lends(gen_throw(g, EDOM), &n[4]);
	assert_wake(a, 0, false, NULL);
	assert_int_equal(a.woken[0].code, EPROTO);
	assert_int_equal(gen_state(in), GEN_SUSPENDED);
	assert_lends(gen_next(in), &n[3]);
	gen_free(g);
	gen_free(in);
}

/* The inner came to its end elsewhere, so no body lets the error out. */
static void stop_iteration_for_an_ended_inner_ends_the_delegation(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[2]));

	gen_next(g);
	gen_next(in);
	assert_int_equal(gen_state(in), GEN_CLOSED);
	assert_lends(gen_throw_with(g, ENODATA, &n[5]), &n[2]);
	assert_wake(a, 0, true, &n[5]);
	gen_free(g);
	gen_free(in);
}

static void another_error_for_an_ended_inner_is_raised_in_the_outer(
	void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[2]));

	gen_next(g);
	gen_next(in);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &n[2]);
	assert_took(a, 0, EDOM, &n[5]);
	gen_free(g);
	gen_free(in);
}

static void after_a_refusal_the_next_item_is_no_error(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));

	gen_next(g);
	assert_null(gen_throw(g, 0));
	assert_int_equal(gen_error(g), EINVAL);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_lends(gen_next(g), &n[2]);
	assert_int_equal(gen_error(g), 0);
	assert_null(gen_throw(in, 0));
	assert_lends(gen_next(g), &n[3]);
	assert_int_equal(gen_error(g), 0);
	assert_int_equal(gen_error(in), 0);
	gen_free(g);
	gen_free(in);
}

static void nor_is_it_one_for_those_on_its_way(void **state)
{
	struct actor a, b, c;
	struct gen *in =
		play(&c, state, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]));
	struct gen *middle = play_inner(&b, state, FROM(gen_iter(in)));
	struct gen *g = play(&a, state, FROM(gen_iter(middle)));

	gen_next(g);
	assert_null(gen_throw(middle, 0));
	assert_int_equal(gen_error(middle), EINVAL);
	assert_lends(gen_next(g), &n[2]);
	assert_int_equal(gen_error(middle), 0);
	assert_int_equal(gen_error(g), 0);
	assert_lends(gen_next(g), &n[3]);
	gen_free(g);
	gen_free(middle);
	gen_free(in);
}

/* ---- close, and GeneratorExit thrown in ---- */

static void closing_closes_the_inner_first(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD_TAKE(&n[1]), FINALLY,
				    SAY("inner"), RETURN(&n[7]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), FINALLY,
			     SAY("outer"), RETURN(&n[8]));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_string_equal(said, "inner outer ");
	assert_took(b, 0, ECANCELED, NULL);
	assert_took(a, 0, ECANCELED, NULL);
	assert_ptr_equal(gen_result(g), &n[8]);
	assert_int_equal(gen_state(in), GEN_CLOSED);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
	gen_free(in);
}

static void an_error_while_closing_the_inner_goes_to_the_outer(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), FINALLY,
				    RAISE_WITH(EIO, &n[5]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)),
			     RAISE_WITH(EDOM, &n[6]));

	gen_next(g);
	assert_int_equal(gen_close(g), EDOM);
	assert_took(a, 0, EIO, &n[5]);
	assert_ptr_equal(gen_detail(g), &n[6]);
	gen_free(g);
	gen_free(in);
}

static void not_taken_there_it_comes_out_of_close(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), FINALLY,
				    RAISE_WITH(EIO, &n[5]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));

	gen_next(g);
	assert_int_equal(gen_close(g), EIO);
	assert_fails(NULL, g, EIO, &n[5]);
	gen_free(g);
	gen_free(in);
}

static void taken_there_close_succeeds(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), FINALLY, RAISE(EIO));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), RETURN(&n[7]));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_ptr_equal(gen_result(g), &n[7]);
	gen_free(g);
	gen_free(in);
}

static void an_outer_that_yields_then_has_ignored_it(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), FINALLY, RAISE(EIO));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[2]),
			     YIELD(&n[3]));

	gen_next(g);
	assert_int_equal(gen_close(g), EPROTO);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_null(gen_delegate(g));
	assert_lends(gen_next(g), &n[3]);
	gen_free(g);
	gen_free(in);
}

static void an_inner_that_yields_then_fails_the_outer_s_closing(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD_TAKE(&n[1]), YIELD(&n[2]),
				    YIELD(&n[3]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), RETURN(&n[7]));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_wake(a, 0, false, NULL);
	assert_int_equal(a.woken[0].code, EPROTO);
	assert_ptr_equal(gen_result(g), &n[7]);
	assert_int_equal(gen_state(in), GEN_SUSPENDED);
	assert_lends(gen_next(in), &n[3]);
	gen_free(g);
	gen_free(in);
}

static void thrown_generator_exit_closes_the_inner(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD_TAKE(&n[1]), RETURN(&n[7]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[2]));

	gen_next(g);
	assert_lends(gen_throw_with(g, ECANCELED, &n[5]), &n[2]);
	assert_took(b, 0, ECANCELED, NULL);
	assert_took(a, 0, ECANCELED, &n[5]);
	assert_int_equal(gen_state(in), GEN_CLOSED);
	gen_free(g);
	gen_free(in);
}

static void if_the_inner_yields_then_the_outer_sees_eproto(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD_TAKE(&n[1]), YIELD(&n[2]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[3]));

	gen_next(g);
	assert_lends(gen_throw(g, ECANCELED), &n[3]);
	assert_wake(a, 0, false, NULL);
	assert_int_equal(a.woken[0].code, EPROTO);
	assert_non_null(strstr(a.woken[0].detail, "generator ignored"));
	gen_free(g);
	gen_free(in);
}

static void if_the_inner_raises_then_the_outer_sees_that(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), FINALLY,
				    RAISE_WITH(EIO, &n[6]));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[3]));

	gen_next(g);
	assert_lends(gen_throw(g, ECANCELED), &n[3]);
	assert_took(a, 0, EIO, &n[6]);
	gen_free(g);
	gen_free(in);
}

static void not_taken_thrown_generator_exit_comes_out(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));

	gen_next(g);
	assert_fails(gen_throw_with(g, ECANCELED, &n[5]), g, ECANCELED, &n[5]);
	assert_int_equal(gen_state(in), GEN_CLOSED);
	gen_free(g);
	gen_free(in);
}

static void freeing_closes_the_inner_first_too(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), FINALLY, SAY("inner"));
	struct gen *g =
		play(&a, state, FROM(gen_iter(in)), FINALLY, SAY("outer"));

	gen_next(g);
	gen_free(g);
	assert_string_equal(said, "inner outer ");
	assert_int_equal(gen_state(in), GEN_CLOSED);
	gen_free(in);
}

/* ---- Shared by others ---- */

static void a_shared_inner_serves_whoever_asks(void **state)
{
	struct actor a, b, c;
	struct gen *in = play_inner(&c, state, YIELD(&n[1]), YIELD(&n[2]),
				    YIELD(&n[3]), RETURN(&n[7]));
	struct gen *one = play(&a, state, FROM(gen_iter(in)), YIELD(&n[8]));
	struct gen *two = play(&b, state, FROM(gen_iter(in)), YIELD(&n[9]));

	assert_lends(gen_next(one), &n[1]);
	assert_lends(gen_next(two), &n[2]);
	assert_lends(gen_next(one), &n[3]);
	assert_lends(gen_next(two), &n[9]);
	assert_wake(b, 0, true, &n[7]);
	assert_lends(gen_next(one), &n[8]);
	assert_wake(a, 0, true, NULL);
	gen_free(one);
	gen_free(two);
	gen_free(in);
}

static void closing_one_outer_closes_the_shared_inner(void **state)
{
	struct actor a, b, c;
	struct gen *in =
		play_inner(&c, state, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]));
	struct gen *one = play(&a, state, FROM(gen_iter(in)), YIELD(&n[8]));
	struct gen *two = play(&b, state, FROM(gen_iter(in)), YIELD(&n[9]));

	gen_next(one);
	gen_next(two);
	assert_int_equal(gen_close(one), 0);
	assert_int_equal(gen_state(in), GEN_CLOSED);
	assert_int_equal(gen_state(two), GEN_SUSPENDED);
	assert_lends(gen_next(two), &n[9]);
	assert_wake(b, 0, true, NULL);
	gen_free(one);
	gen_free(two);
	gen_free(in);
}

static void a_loop_over_it_in_contrast_does_not_close_it(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]));
	struct gen *g = play(&a, state, YIELD(gen_next(in)));

	gen_next(g);
	gen_close(g);
	assert_int_equal(gen_state(in), GEN_SUSPENDED);
	assert_lends(gen_next(in), &n[2]);
	gen_free(g);
	gen_free(in);
}

static void the_inner_can_be_used_directly_meanwhile(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]),
			   YIELD_TAKE(&n[3]), YIELD(&n[4]), RETURN(&n[7]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[8]));

	assert_lends(gen_next(g), &n[1]);
	assert_lends(gen_send(in, &n[5]), &n[2]);
	assert_wake(b, 0, true, &n[5]);
	assert_ptr_equal(gen_delegate(g), gen_iter(in));
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_lends(gen_next(g), &n[3]);
	assert_lends(gen_throw(in, EDOM), &n[4]);
	assert_ends(gen_next(in), in, &n[7]);
	assert_lends(gen_next(g), &n[8]);
	assert_wake(a, 0, true, NULL);
	gen_free(g);
	gen_free(in);
}

static void an_inner_closed_elsewhere_ends_the_delegation(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[8]));

	gen_next(g);
	assert_int_equal(gen_close(in), 0);
	assert_lends(gen_send(g, &n[5]), &n[8]);
	assert_wake(a, 0, true, NULL);
	gen_free(g);
	gen_free(in);
}

static void an_inner_freed_elsewhere_ends_the_delegation(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[8]));

	gen_next(g);
	gen_free(in);
	assert_null(gen_delegate(g));
	assert_lends(gen_next(g), &n[8]);
	assert_wake(a, 0, true, NULL);
	gen_free(g);
}

static void an_outer_freed_leaves_the_inner_usable_if_it_ignores(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD_TAKE(&n[1]), YIELD(&n[2]),
				    YIELD(&n[3]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));

	gen_next(g);
	gen_free(g);
	assert_int_equal(gen_state(in), GEN_SUSPENDED);
	assert_lends(gen_next(in), &n[3]);
	gen_free(in);
}

static void an_outer_abandoned_in_a_delegation_lets_go_of_the_inner(
	void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]),
				    RETURN(&n[7]));
	struct gen *g = play(&a, state, YIELD_TAKE(&n[0]), FROM(gen_iter(in)));

	gen_next(g);
	gen_free(g); /* it begins to delegate instead */
	memset(&a, 0x5a, sizeof a);
	assert_int_equal(gen_state(in), GEN_SUSPENDED);
	assert_lends(gen_send(in, &n[5]), &n[2]);
	assert_ends(gen_next(in), in, &n[7]);
	gen_free(in);
}

/* ---- Already executing ---- */

static struct actor outer;

static void next_outer(struct actor *my)
{
	my->item = gen_next(outer.g);
	my->code = gen_error(outer.g);
}

static void throw_outer(struct actor *my)
{
	my->item = gen_throw(outer.g, EDOM);
	my->code = gen_error(outer.g);
}

static void close_outer(struct actor *my)
{
	my->item = NULL;
	my->code = gen_close(outer.g);
}

static void the_inner_cannot_resume_the_outer(void **state)
{
	struct actor b;
	struct gen *in = play_inner(&b, state, CALL(next_outer), YIELD(&n[1]),
				    CALL(throw_outer), YIELD(&n[2]),
				    CALL(close_outer), YIELD(&n[3]));
	struct gen *g = play(&outer, state, FROM(gen_iter(in)), YIELD(&n[4]));

	for (int i = 1; i <= 3; i++) {
		b.item = &n[0];
		b.code = 0;
		assert_lends(gen_next(g), &n[i]);
		assert_int_equal(b.code, EBUSY);
		assert_null(b.item);
		assert_int_equal(outer.wakes, 0);
	}
	assert_lends(gen_next(g), &n[4]);
	assert_wake(outer, 0, true, NULL);
	gen_free(g);
	gen_free(in);
}

/* CPython up to 3.11 corrupted the chain here. */
static void nor_while_it_is_thrown_into(void **state)
{
	struct actor b;
	struct gen *in =
		play_inner(&b, state, YIELD_TAKE(&n[1]), CALL(throw_outer),
			   YIELD(&n[2]), RETURN(&n[7]));
	struct gen *g = play(&outer, state, FROM(gen_iter(in)), YIELD(&n[4]));

	gen_next(g);
	assert_lends(gen_throw(g, EIO), &n[2]);
	assert_int_equal(b.code, EBUSY);
	assert_ptr_equal(gen_delegate(g), gen_iter(in));
	assert_lends(gen_next(g), &n[4]);
	assert_wake(outer, 0, true, &n[7]);
	gen_free(g);
	gen_free(in);
}

/* Delegates to g, and says what came of it. */
static struct gen *delegator(struct actor *my, void **state,
			     struct step script[3])
{
	script[0] = (struct step)FROM_TAKE(NULL);
	script[1] = (struct step)YIELD(&n[2]);
	script[2] = (struct step){ .verb = DO_END };
	return actor_play(my, ((struct cast *)*state)->inner, script);
}

static void assert_told_that_it_runs(const struct actor *a)
{
	assert_wake(*a, 0, false, NULL);
	assert_int_equal(a->woken[0].code, EBUSY);
	assert_non_null(
		strstr(a->woken[0].detail, "generator already executing"));
}

static void delegating_in_a_circle_is_ebusy_in_the_last(void **state)
{
	struct actor a, b;
	struct step script[3];
	struct gen *in = delegator(&b, state, script);
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[3]));

	script[0].from = gen_iter(g);
	assert_lends(gen_next(g), &n[2]);
	assert_told_that_it_runs(&b);
	assert_lends(gen_next(g), &n[3]);
	gen_free(g);
	gen_free(in);
}

static void delegating_to_oneself_is_ebusy(void **state)
{
	struct actor b;
	struct step script[3];
	struct gen *g = delegator(&b, state, script);

	script[0].from = gen_iter(g);
	assert_lends(gen_next(g), &n[2]);
	assert_told_that_it_runs(&b);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static struct gen *resumed;

static void resume(struct actor *my)
{
	my->item = gen_next(resumed);
}

static void delegating_to_a_resumer_is_ebusy(void **state)
{
	struct actor a, b;
	struct step script[3];
	struct gen *g = play(&a, state, CALL(resume), YIELD(&n[3]));

	resumed = delegator(&b, state, script);
	script[0].from = gen_iter(g);
	assert_lends(gen_next(g), &n[3]);
	assert_ptr_equal(a.item, &n[2]);
	assert_told_that_it_runs(&b);
	gen_free(g);
	gen_free(resumed);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		PAIRS(items_pass_through_unchanged_and_in_order),
		PAIRS(messages_go_to_the_innermost),
		PAIRS(what_starts_the_outer_is_not_sent_to_the_inner),
		PAIRS(its_result_is_the_value_of_the_delegation),
		PAIRS(one_without_items_does_not_suspend),
		PAIRS(one_that_has_ended_gives_nothing),
		PAIRS(one_that_has_failed_gives_nothing_either),
		PAIRS(a_partly_consumed_one_continues_where_it_is),
		PAIRS(several_can_follow_each_other),
		PAIRS(its_error_appears_in_the_outer),
		PAIRS(also_at_its_first_resumption),
		PAIRS(not_taken_it_comes_out_of_the_outer),
		PAIRS(not_looked_at_before_a_yield_is_eproto),
		PAIRS(stop_iteration_leaves_it_as_ebadmsg),
		PAIRS(after_an_error_that_delegation_is_over),
		BOTH(without_memory_for_it_the_outer_is_told),
		BOTH(one_that_could_not_be_made_fails_with_its_reason),
		PAIRS(an_error_is_thrown_into_the_inner_first),
		PAIRS(if_the_inner_returns_the_outer_goes_on),
		PAIRS(if_not_taken_it_is_raised_in_the_outer),
		PAIRS(if_another_one_is_raised_the_outer_sees_that),
		PAIRS(if_the_inner_ignores_it_the_outer_sees_eproto),
		PAIRS(stop_iteration_for_an_ended_inner_ends_the_delegation),
		PAIRS(another_error_for_an_ended_inner_is_raised_in_the_outer),
		PAIRS(after_a_refusal_the_next_item_is_no_error),
		PAIRS(nor_is_it_one_for_those_on_its_way),
		PAIRS(closing_closes_the_inner_first),
		PAIRS(an_error_while_closing_the_inner_goes_to_the_outer),
		PAIRS(not_taken_there_it_comes_out_of_close),
		PAIRS(taken_there_close_succeeds),
		PAIRS(an_outer_that_yields_then_has_ignored_it),
		PAIRS(an_inner_that_yields_then_fails_the_outer_s_closing),
		PAIRS(thrown_generator_exit_closes_the_inner),
		PAIRS(if_the_inner_yields_then_the_outer_sees_eproto),
		PAIRS(if_the_inner_raises_then_the_outer_sees_that),
		PAIRS(not_taken_thrown_generator_exit_comes_out),
		PAIRS(freeing_closes_the_inner_first_too),
		PAIRS(a_shared_inner_serves_whoever_asks),
		PAIRS(closing_one_outer_closes_the_shared_inner),
		PAIRS(a_loop_over_it_in_contrast_does_not_close_it),
		PAIRS(the_inner_can_be_used_directly_meanwhile),
		PAIRS(an_inner_closed_elsewhere_ends_the_delegation),
		PAIRS(an_inner_freed_elsewhere_ends_the_delegation),
		PAIRS(an_outer_freed_leaves_the_inner_usable_if_it_ignores),
		PAIRS(an_outer_abandoned_in_a_delegation_lets_go_of_the_inner),
		PAIRS(the_inner_cannot_resume_the_outer),
		PAIRS(nor_while_it_is_thrown_into),
		PAIRS(delegating_in_a_circle_is_ebusy_in_the_last),
		BOTH(delegating_to_oneself_is_ebusy),
		PAIRS(delegating_to_a_resumer_is_ebusy),
	};

	return RUN(tests);
}
