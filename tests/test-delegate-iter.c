/* SPDX-License-Identifier: MIT */
/*
 * test-delegate-iter.c - delegating to iterators that are no generators.
 *
 * Promises: gen_yield_from() in generator.h: "An iterator that is not a
 * generator is asked for its items; ENOTSUP is raised here if it is sent a
 * message and cannot take one"; struct iter_ops in generator/iter.h: "All but
 * next may be NULL: gen_yield_from() then treats send and throw_in as Python
 * treats an object without these methods."
 */
#include <errno.h>

#include "both.h"

/* An iterator over n[1] to n[3] that says what it is asked to do. */
struct plain {
	struct iter iter;
	int at;
	const void *msg, *detail; /* what came in last */
	int code;
	int fails; /* the error at its end */
	int close_fails;
	const void *with;   /* what comes with that, or the end */
	const void *answer; /* to throw_in */
};

static const void *plain_next(struct iter *it)
{
	struct plain *p = (struct plain *)it;

	say("next");
	return p->at < 3 ? &n[++p->at] : NULL;
}

static const void *plain_send(struct iter *it, const void *msg)
{
	struct plain *p = (struct plain *)it;

	say("send");
	p->msg = msg;
	return p->at < 3 ? &n[++p->at] : NULL;
}

static const void *plain_throw(struct iter *it, int code, const void *detail)
{
	struct plain *p = (struct plain *)it;

	say("throw");
	p->code = code;
	p->detail = detail;
	return p->answer;
}

static int plain_close(struct iter *it)
{
	struct plain *p = (struct plain *)it;

	say("close");
	return p->close_fails;
}

static int plain_error(const struct iter *it, const void **with)
{
	const struct plain *p = (const struct plain *)it;

	if (with)
		*with = p->with;
	return p->close_fails ? p->close_fails : p->fails;
}

static const struct iter_ops bare_ops = { .next = plain_next };
static const struct iter_ops full_ops = {
	.next = plain_next,
	.send = plain_send,
	.throw_in = plain_throw,
	.close = plain_close,
	.error = plain_error,
};

#define BARE                          \
	{                             \
		.iter = { &bare_ops } \
	}
#define FULL                          \
	{                             \
		.iter = { &full_ops } \
	}

static void its_items_pass_through(void **state)
{
	struct plain p = BARE;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter), YIELD(&n[9]));

	for (int i = 1; i <= 3; i++)
		assert_lends(gen_next(g), &n[i]);
	assert_int_equal(a.wakes, 0);
	assert_lends(gen_next(g), &n[9]);
	assert_wake(a, 0, true, NULL);
	assert_string_equal(said, "next next next next ");
	gen_free(g);
}

static void sending_nothing_is_next_even_where_it_has_a_send(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter));

	assert_lends(gen_send(g, NULL), &n[1]);
	assert_lends(gen_send(g, NULL), &n[2]);
	assert_string_equal(said, "next next ");
	gen_free(g);
}

static void a_message_goes_to_its_send(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter));

	gen_next(g);
	assert_lends(gen_send(g, &n[5]), &n[2]);
	assert_ptr_equal(p.msg, &n[5]);
	assert_int_equal(a.wakes, 0);
	assert_string_equal(said, "next send ");
	assert_lends(gen_next(g), &n[3]);
	gen_free(g);
}

static void without_a_send_the_outer_is_told_enotsup(void **state)
{
	struct plain p = BARE;
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(&p.iter), YIELD(&n[9]));

	gen_next(g);
	assert_lends(gen_send(g, &n[5]), &n[9]);
	assert_wake(a, 0, false, NULL);
	assert_int_equal(a.woken[0].code, ENOTSUP);
	assert_non_null(strstr(a.woken[0].detail, "iterator has no send"));
	assert_string_equal(said, "next ");
	assert_null(gen_delegate(g));
	gen_free(g);
}

static void not_taken_enotsup_comes_out(void **state)
{
	struct plain p = BARE;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter));

	gen_next(g);
	assert_refuses(gen_send(g, &n[5]), g, ENOTSUP, "iterator has no send");
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

static void its_end_may_have_a_value(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter), RETURN_SENT);

	p.with = &n[7];
	for (int i = 1; i <= 3; i++)
		assert_lends(gen_next(g), &n[i]);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
}

static void its_end_may_come_from_its_send(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter), RETURN_SENT);

	p.with = &n[7];
	p.at = 2;
	gen_next(g);
	assert_ends(gen_send(g, &n[5]), g, &n[7]);
	gen_free(g);
}

static void its_error_is_raised_in_the_outer(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(&p.iter), YIELD(&n[9]));

	p.fails = EIO;
	p.with = &n[6];
	p.at = 2;
	gen_next(g);
	assert_lends(gen_next(g), &n[9]);
	assert_took(a, 0, EIO, &n[6]);
	gen_free(g);
}

static void an_error_goes_to_its_throw_in(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter));

	p.answer = &n[8];
	gen_next(g);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &n[8]);
	assert_int_equal(p.code, EDOM);
	assert_ptr_equal(p.detail, &n[5]);
	assert_int_equal(a.wakes, 0);
	assert_int_equal(gen_error(g), 0);
	assert_lends(gen_next(g), &n[2]);
	assert_string_equal(said, "next throw next ");
	gen_free(g);
}

static void if_that_ends_it_the_outer_goes_on(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter), YIELD(&n[9]));

	p.with = &n[7];
	gen_next(g);
	assert_lends(gen_throw(g, EDOM), &n[9]);
	assert_wake(a, 0, true, &n[7]);
	gen_free(g);
}

static void if_that_fails_the_outer_is_told(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(&p.iter), YIELD(&n[9]));

	p.with = &n[6];
	p.fails = EIO;
	gen_next(g);
	assert_lends(gen_throw(g, EDOM), &n[9]);
	assert_took(a, 0, EIO, &n[6]);
	gen_free(g);
}

static void without_a_throw_in_it_is_raised_in_the_outer(void **state)
{
	struct plain p = BARE;
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(&p.iter), YIELD(&n[9]),
			     FROM(&p.iter));

	gen_next(g);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &n[9]);
	assert_took(a, 0, EDOM, &n[5]);
	assert_string_equal(said, "next ");
	assert_lends(gen_next(g), &n[2]);
	gen_free(g);
}

/* As PEP 380 has it, and CPython up to 3.11. */
static void so_is_stop_iteration(void **state)
{
	struct plain p = BARE;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter), YIELD(&n[9]));

	gen_next(g);
	assert_fails(gen_throw_with(g, ENODATA, &n[5]), g, EBADMSG, &n[5]);
	assert_wake(a, 0, false, NULL);
	gen_free(g);
}

static void closing_the_outer_closes_it_first(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(&p.iter), SAY("outer"));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_string_equal(said, "next close outer ");
	assert_took(a, 0, ECANCELED, NULL);
	gen_free(g);
}

static void without_a_close_the_outer_alone_is_closed(void **state)
{
	struct plain p = BARE;
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(&p.iter), SAY("outer"));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_string_equal(said, "next outer ");
	assert_took(a, 0, ECANCELED, NULL);
	gen_free(g);
}

static void an_error_of_its_close_is_raised_in_the_outer(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(&p.iter), RETURN(&n[7]));

	p.close_fails = EIO;
	p.with = &n[6];
	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_took(a, 0, EIO, &n[6]);
	assert_ptr_equal(gen_result(g), &n[7]);
	gen_free(g);
	g = play(&a, state, FROM(&p.iter));
	gen_next(g);
	assert_int_equal(gen_close(g), EIO);
	gen_free(g);
}

static void thrown_generator_exit_closes_it_too(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM_TAKE(&p.iter), YIELD(&n[9]));

	gen_next(g);
	assert_lends(gen_throw_with(g, ECANCELED, &n[5]), &n[9]);
	assert_took(a, 0, ECANCELED, &n[5]);
	assert_string_equal(said, "next close ");
	gen_free(g);
}

static void one_without_items_does_not_suspend(void **state)
{
	struct plain p = FULL;
	struct actor a;
	struct gen *g = play(&a, state, FROM(&p.iter), YIELD(&n[9]));

	p.at = 3;
	p.with = &n[7];
	assert_lends(gen_next(g), &n[9]);
	assert_wake(a, 0, true, &n[7]);
	gen_free(g);
}

static void an_array_can_be_delegated_to(void **state)
{
	struct iter_array array = iter_array(n, 10, sizeof *n);
	struct actor a;
	struct gen *g = play(&a, state, FROM(&array.iter), RETURN_SENT);

	for (int i = 0; i < 10; i++)
		assert_lends(gen_next(g), &n[i]);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

/* ---- Below a chain of generators ---- */

static void messages_go_down_a_chain_to_it(void **state)
{
	struct plain p = FULL;
	struct actor a, b;
	struct gen *in = play_inner(&b, state, FROM(&p.iter), RETURN_SENT);
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[9]));

	p.with = &n[7];
	assert_lends(gen_next(g), &n[1]);
	assert_lends(gen_send(g, &n[5]), &n[2]);
	assert_ptr_equal(p.msg, &n[5]);
	assert_lends(gen_send(g, &n[6]), &n[3]);
	assert_ptr_equal(p.msg, &n[6]);
	assert_int_equal(gen_state(in), GEN_SUSPENDED);
	assert_ptr_equal(gen_delegate(in), &p.iter);
	assert_lends(gen_next(g), &n[9]);
	assert_wake(a, 0, true, &n[7]);
	assert_string_equal(said, "next send send next ");
	gen_free(g);
	gen_free(in);
}

static void errors_go_down_a_chain_to_it_and_up_again(void **state)
{
	struct plain p = FULL;
	struct actor a, b;
	struct gen *in = play_inner(&b, state, FROM(&p.iter));
	struct gen *g = play(&a, state, FROM_TAKE(gen_iter(in)), YIELD(&n[9]));

	p.answer = &n[8];
	gen_next(g);
	gen_next(g);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &n[8]);
	assert_int_equal(p.code, EDOM);
	p.answer = NULL;
	p.with = &n[6];
	p.fails = EIO;
	assert_lends(gen_throw(g, ERANGE), &n[9]);
	assert_took(a, 0, EIO, &n[6]);
	assert_int_equal(gen_state(in), GEN_CLOSED);
	gen_free(g);
	gen_free(in);
}

static void without_a_send_the_one_right_above_is_told(void **state)
{
	struct plain p = BARE;
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, FROM_TAKE(&p.iter), YIELD(&n[8]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));

	gen_next(g);
	gen_next(g);
	assert_lends(gen_send(g, &n[5]), &n[8]);
	assert_int_equal(b.woken[0].code, ENOTSUP);
	assert_int_equal(a.wakes, 0);
	gen_free(g);
	gen_free(in);
}

/* A plain iterator that resumes the generator which delegates to it. */
static struct gen *outer;

static const void *nosy_next(struct iter *it)
{
	struct plain *p = (struct plain *)it;

	p->answer = gen_next(outer);
	p->code = gen_error(outer);
	return &n[1];
}

static int nosy_close(struct iter *it)
{
	struct plain *p = (struct plain *)it;

	p->code = gen_state(outer) == GEN_RUNNING ? EBUSY : 0;
	return 0;
}

static void it_cannot_resume_the_outer_and_sees_it_run(void **state)
{
	static const struct iter_ops ops = {
		.next = nosy_next,
		.close = nosy_close,
	};
	struct plain p = { .iter = { &ops } };
	struct actor a;

	outer = play(&a, state, FROM(&p.iter), YIELD(&n[9]));
	for (int i = 0; i < 2; i++) {
		p.answer = &n[0];
		p.code = 0;
		assert_lends(gen_next(outer), &n[1]);
		assert_null(p.answer);
		assert_int_equal(p.code, EBUSY);
	}
	p.code = 0;
	assert_int_equal(gen_close(outer), 0);
	assert_int_equal(p.code, EBUSY);
	gen_free(outer);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(its_items_pass_through),
		BOTH(sending_nothing_is_next_even_where_it_has_a_send),
		BOTH(a_message_goes_to_its_send),
		BOTH(without_a_send_the_outer_is_told_enotsup),
		BOTH(not_taken_enotsup_comes_out),
		BOTH(its_end_may_have_a_value),
		BOTH(its_end_may_come_from_its_send),
		BOTH(its_error_is_raised_in_the_outer),
		BOTH(an_error_goes_to_its_throw_in),
		BOTH(if_that_ends_it_the_outer_goes_on),
		BOTH(if_that_fails_the_outer_is_told),
		BOTH(without_a_throw_in_it_is_raised_in_the_outer),
		BOTH(so_is_stop_iteration),
		BOTH(closing_the_outer_closes_it_first),
		BOTH(without_a_close_the_outer_alone_is_closed),
		BOTH(an_error_of_its_close_is_raised_in_the_outer),
		BOTH(thrown_generator_exit_closes_it_too),
		BOTH(one_without_items_does_not_suspend),
		BOTH(an_array_can_be_delegated_to),
		PAIRS(messages_go_down_a_chain_to_it),
		PAIRS(errors_go_down_a_chain_to_it_and_up_again),
		PAIRS(without_a_send_the_one_right_above_is_told),
		BOTH(it_cannot_resume_the_outer_and_sees_it_run),
	};

	return RUN(tests);
}
