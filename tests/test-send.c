/* SPDX-License-Identifier: MIT */
/*
 * test-send.c - messages for the body.
 *
 * Promises: gen_send(), gen_sent() in generator.h.  PEP 342: "the yield
 * expression now evaluates to the value passed in", and "Calling send(None) is
 * exactly equivalent to calling a generator's next() method".
 */
#include <errno.h>

#include "both.h"

static void a_message_is_the_value_of_the_yield(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]));

	assert_lends(gen_next(g), &n[1]);
	assert_lends(gen_send(g, &n[5]), &n[2]);
	assert_int_equal(a.wakes, 1);
	assert_wake(a, 0, true, &n[5]);
	assert_ends(gen_send(g, &n[6]), g, NULL);
	assert_wake(a, 1, true, &n[6]);
	gen_free(g);
}

static void next_sends_nothing(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]));

	gen_next(g);
	gen_send(g, &n[0]);
	gen_next(g);
	assert_wake(a, 0, true, &n[0]);
	assert_wake(a, 1, true, NULL);
	gen_free(g);
}

static void a_null_message_is_next(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]));

	assert_lends(gen_send(g, NULL), &n[1]);
	assert_lends(gen_send(g, NULL), &n[2]);
	assert_wake(a, 0, true, NULL);
	assert_ends(gen_send(g, NULL), g, NULL);
	gen_free(g);
}

static void send_to_a_new_generator_is_refused_and_leaves_it_usable(
	void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]));

	for (int i = 0; i < 2; i++) {
		assert_refuses(
			gen_send(g, &n[5]), g, EINVAL,
			"can't send a message to a just-started generator");
		assert_int_equal(gen_state(g), GEN_CREATED);
		assert_int_equal(a.entered, 0);
	}
	assert_lends(gen_next(g), &n[1]);
	assert_int_equal(gen_error(g), 0);
	assert_lends(gen_send(g, &n[6]), &n[2]);
	assert_int_equal(a.wakes, 1);
	assert_wake(a, 0, true, &n[6]);
	gen_free(g);
}

static void a_refused_generator_starts_without_a_message_or_error(void **state)
{
	struct actor a;
	struct gen *g;

	g = play(&a, state, RETURN_SENT);
	gen_send(g, &n[5]);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static void a_refused_generator_can_be_closed(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]));

	gen_send(g, &n[5]);
	assert_int_equal(gen_close(g), 0);
	assert_int_equal(gen_error(g), 0);
	assert_int_equal(a.entered, 0);
	gen_free(g);
}

static void send_to_a_closed_generator_is_no_error(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(&n[7]));

	gen_next(g);
	assert_ends(gen_send(g, &n[5]), g, NULL);
	assert_ends(gen_send(g, NULL), g, NULL);
	gen_free(g);
	g = play(&a, state, YIELD(&n[1]));
	gen_close(g);
	assert_ends(gen_send(g, &n[5]), g, NULL);
	gen_free(g);
}

static void a_message_that_is_not_looked_at_is_gone(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), YIELD(&n[2]), RETURN_SENT);

	gen_next(g);
	gen_send(g, &n[5]);
	assert_ends(gen_next(g), g, NULL);
	assert_wake(a, 1, true, NULL);
	gen_free(g);
}

static void send_may_end_it_and_give_its_result(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RETURN(&n[7]));

	gen_next(g);
	assert_ends(gen_send(g, &n[5]), g, &n[7]);
	gen_free(g);
}

static void the_message_itself_can_be_returned(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RETURN_SENT);

	gen_next(g);
	assert_ends(gen_send(g, &n[5]), g, &n[5]);
	gen_free(g);
}

static void a_body_that_has_just_started_was_sent_nothing(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN_SENT);

	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static void send_may_bring_out_an_error(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RAISE_WITH(-3, &n[8]));

	gen_next(g);
	assert_fails(gen_send(g, &n[5]), g, -3, &n[8]);
	gen_free(g);
}

/* The tutorial's averager: messages that are objects of the sender. */
static const void *averager(struct gen *self, void *args)
{
	double sum = 0, mean = 0;

	(void)args;
	for (int count = 1; gen_yield(self, &mean); count++) {
		const double *x = gen_sent(self);

		sum += x ? *x : 0;
		mean = sum / count;
	}
	return NULL;
}

static void a_message_is_lent_for_the_call(void **state)
{
	struct gen *g = gen_new(averager, NULL, 0);
	double x, mean = 0;

	(void)state;
	gen_next(g);
	for (int i = 1; i <= 4; i++) {
		x = 10 * i;
		mean = *(const double *)gen_send(g, &x);
		x = -1;
	}
	assert_true(mean > 24.99 && mean < 25.01);
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(a_message_is_the_value_of_the_yield),
		BOTH(next_sends_nothing),
		BOTH(a_null_message_is_next),
		BOTH(send_to_a_new_generator_is_refused_and_leaves_it_usable),
		BOTH(a_refused_generator_starts_without_a_message_or_error),
		BOTH(a_refused_generator_can_be_closed),
		BOTH(send_to_a_closed_generator_is_no_error),
		BOTH(a_message_that_is_not_looked_at_is_gone),
		BOTH(send_may_end_it_and_give_its_result),
		BOTH(the_message_itself_can_be_returned),
		BOTH(a_body_that_has_just_started_was_sent_nothing),
		BOTH(send_may_bring_out_an_error),
		ONCE(a_message_is_lent_for_the_call),
	};

	return RUN(tests);
}
