/* SPDX-License-Identifier: MIT */
/*
 * test-raise.c - errors seen from inside the body.
 *
 * Promises: gen_catch(), gen_raise(), gen_raise_with(), gen_detail() in
 * generator.h.  PEP 479: "If a StopIteration is about to bubble out of a
 * generator frame, it is replaced with RuntimeError".
 */
#include <errno.h>

#include "both.h"

static void catch_without_an_error_answers_0(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]));

	gen_next(g);
	gen_send(g, &n[5]);
	assert_int_equal(gen_error(g), 0);
	gen_free(g);
}

static void catch_twice(struct actor *my)
{
	my->code = gen_catch(my->g);
	my->code = my->code * 100 + gen_catch(my->g);
	my->seen = (enum gen_state)(gen_sent(my->g) != NULL);
	my->item = gen_detail(my->g);
}

static void an_error_is_taken_once(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(catch_twice), YIELD_IGNORE(&n[1]),
			     CALL(catch_twice), YIELD(&n[2]));

	gen_next(g);
	assert_int_equal(a.code, 0);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &n[2]);
	assert_int_equal(a.code, EDOM * 100);
	assert_ptr_equal(a.item, &n[5]);
	gen_free(g);
}

static void raise_0(struct actor *my)
{
	my->item = gen_raise(my->g, 0);
	my->item = gen_raise_with(my->g, 0, &n[6]);
}

static void raise_two(struct actor *my)
{
	my->item = gen_raise(my->g, ERANGE);
	my->item = gen_raise_with(my->g, EDOM, &n[6]);
}

static void raising_0_changes_nothing(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), CALL(raise_0), RETURN_SENT);

	gen_next(g);
	assert_ends(gen_send(g, &n[5]), g, &n[5]);
	gen_free(g);
	g = play(&a, state, YIELD(&n[1]), FINALLY, CALL(raise_0));
	gen_next(g);
	assert_fails(gen_throw_with(g, EIO, &n[5]), g, EIO, &n[5]);
	gen_free(g);
}

static void raise_returns_nothing_to_return(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(raise_two));

	a.item = &n[1];
	assert_fails(gen_next(g), g, EDOM, &n[6]);
	assert_null(a.item);
	gen_free(g);
}

static void what_is_raised_takes_the_place_of_what_is_pending(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, CALL(raise_two));

	gen_next(g);
	assert_fails(gen_throw_with(g, EIO, &n[5]), g, EDOM, &n[6]);
	gen_free(g);
}

static void an_error_raised_comes_out_whatever_is_returned(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(raise_two), RETURN(&n[7]));

	assert_fails(gen_next(g), g, EDOM, &n[6]);
	gen_free(g);
}

static void an_error_raised_can_be_taken_back(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(raise_two), CALL(catch_twice),
			     YIELD(&n[1]), RETURN(&n[7]));

	assert_lends(gen_next(g), &n[1]);
	assert_int_equal(a.code, EDOM * 100);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
}

static void raised_stop_iteration_comes_out_as_ebadmsg(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), RAISE_WITH(ENODATA, &n[5]));

	gen_next(g);
	assert_fails(gen_next(g), g, EBADMSG, &n[5]);
	gen_free(g);
}

static void raise_stop(struct actor *my)
{
	gen_raise_with(my->g, ENODATA, &n[5]);
}

static void but_inside_it_is_an_error_like_any_other(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(raise_stop), CALL(catch_twice),
			     RETURN(&n[7]));

	assert_ends(gen_next(g), g, &n[7]);
	assert_int_equal(a.code, ENODATA * 100);
	gen_free(g);
}

static void raised_generator_exit_is_not_special(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), RAISE_WITH(ECANCELED, &n[5]));

	gen_next(g);
	assert_fails(gen_next(g), g, ECANCELED, &n[5]);
	gen_free(g);
}

/* In Python a next() that runs dry leaks its StopIteration. */
static struct actor inner;

static void pass_on(struct actor *my)
{
	my->item = gen_next(inner.g);
	if (!my->item)
		gen_raise_with(my->g, gen_error(inner.g), gen_detail(inner.g));
}

static void an_iterator_that_runs_dry_inside_is_no_error(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), CALL(pass_on),
			     CALL(pass_on), RETURN_SENT);
	struct gen *in = play_inner(&inner, state, YIELD(&n[3]), RETURN(&n[4]));

	gen_next(g);
	assert_ends(gen_send(g, &n[6]), g, &n[6]);
	assert_int_equal(gen_state(in), GEN_CLOSED);
	gen_free(g);
	gen_free(in);
}

static void an_error_of_another_can_be_passed_on_unlooked_at(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(pass_on), YIELD(&n[1]),
			     CALL(pass_on), RETURN(&n[7]));
	struct gen *in =
		play_inner(&inner, state, YIELD(&n[3]), RAISE_WITH(EIO, &n[4]));

	assert_lends(gen_next(g), &n[1]);
	assert_fails(gen_next(g), g, EIO, &n[4]);
	gen_free(g);
	gen_free(in);
}

static void use_inner(struct actor *my)
{
	my->item = gen_next(inner.g);
	my->item = gen_throw_with(inner.g, ERANGE, &n[6]);
	my->code = gen_error(inner.g);
	gen_free(inner.g);
}

static void a_pending_error_survives_the_use_of_others(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, CALL(use_inner));

	play_inner(&inner, state, YIELD_TAKE(&n[3]), YIELD(&n[4]), FINALLY,
		   RAISE_WITH(EDOM, &n[8]));
	gen_next(g);
	assert_fails(gen_throw_with(g, EIO, &n[5]), g, EIO, &n[5]);
	assert_ptr_equal(a.item, &n[4]);
	assert_int_equal(a.code, 0);
	gen_free(g);
}

static void fail_inner(struct actor *my)
{
	my->item = gen_next(inner.g);
	my->code = gen_error(inner.g);
}

static void an_error_of_another_does_not_become_ours(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), CALL(fail_inner),
			     YIELD(&n[2]), RETURN_SENT);
	struct gen *in = play_inner(&inner, state, RAISE_WITH(EIO, &n[4]));

	gen_next(g);
	assert_lends(gen_next(g), &n[2]);
	assert_int_equal(a.code, EIO);
	assert_ends(gen_send(g, &n[6]), g, &n[6]);
	gen_free(g);
	gen_free(in);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(catch_without_an_error_answers_0),
		BOTH(an_error_is_taken_once),
		BOTH(raising_0_changes_nothing),
		BOTH(raise_returns_nothing_to_return),
		BOTH(what_is_raised_takes_the_place_of_what_is_pending),
		BOTH(an_error_raised_comes_out_whatever_is_returned),
		BOTH(an_error_raised_can_be_taken_back),
		BOTH(raised_stop_iteration_comes_out_as_ebadmsg),
		BOTH(but_inside_it_is_an_error_like_any_other),
		BOTH(raised_generator_exit_is_not_special),
		PAIRS(an_iterator_that_runs_dry_inside_is_no_error),
		PAIRS(an_error_of_another_can_be_passed_on_unlooked_at),
		PAIRS(a_pending_error_survives_the_use_of_others),
		PAIRS(an_error_of_another_does_not_become_ours),
	};

	return RUN(tests);
}
