/* SPDX-License-Identifier: MIT */
/*
 * test-misuse.c - what is wrong to do is an error value, and nothing worse.
 *
 * Promises: the codes in generator.h, "Rules that hold throughout"; "The
 * library never prints, aborts or exits".  Python: ValueError "generator
 * already executing".
 *
 * EINVAL is also in test-send.c and test-throw.c, EPROTO in test-throw.c and
 * test-close.c, EBADMSG in test-raise.c, ENOTSUP in test-delegate-iter.c,
 * freeing oneself in test-free.c, circles in test-yield-from.c.
 */
#include <errno.h>

#include <generator/pipeline.h>

#include "both.h"

static void next_myself(struct actor *my)
{
	my->item = gen_next(my->g);
	my->code = gen_error(my->g);
}

static void send_myself(struct actor *my)
{
	my->item = gen_send(my->g, &n[6]);
	my->code = gen_error(my->g);
}

static void throw_into_myself(struct actor *my)
{
	my->item = gen_throw_with(my->g, EDOM, &n[6]);
	my->code = gen_error(my->g);
}

static void throw_0_into_myself(struct actor *my)
{
	my->item = gen_throw(my->g, 0);
	my->code = gen_error(my->g);
}

static void close_myself(struct actor *my)
{
	my->item = NULL;
	my->code = gen_close(my->g);
}

static void iterate_over_myself(struct actor *my)
{
	my->item = iter_next(gen_iter(my->g));
	my->code = iter_error(gen_iter(my->g));
}

static void (*const misuses[])(struct actor *my) = {
	next_myself,         send_myself,  throw_into_myself,
	throw_0_into_myself, close_myself, iterate_over_myself,
};

#define EACH_MISUSE(m) \
	for (size_t m = 0; m < sizeof misuses / sizeof *misuses; m++)

static void assert_busy(const struct actor *a)
{
	assert_null(a->item);
	assert_int_equal(a->code, EBUSY);
}

static void a_running_generator_cannot_be_resumed(void **state)
{
	EACH_MISUSE(m)
	{
		struct actor a;
		struct gen *g = play(&a, state, CALL(misuses[m]), YIELD(&n[1]),
				     CALL(misuses[m]), RETURN(&n[7]));

		a.item = &n[0];
		assert_lends(gen_next(g), &n[1]);
		assert_busy(&a);
		assert_int_equal(gen_error(g), 0);
		a.item = &n[0];
		assert_ends(gen_next(g), g, &n[7]);
		assert_busy(&a);
		gen_free(g);
	}
}

static void it_keeps_its_message(void **state)
{
	EACH_MISUSE(m)
	{
		struct actor a;
		struct gen *g = play(&a, state, YIELD(&n[1]), CALL(misuses[m]),
				     RETURN_SENT);

		gen_next(g);
		assert_ends(gen_send(g, &n[5]), g, &n[5]);
		assert_busy(&a);
		gen_free(g);
	}
}

static void it_keeps_its_error(void **state)
{
	EACH_MISUSE(m)
	{
		struct actor a;
		struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY,
				     CALL(misuses[m]));

		gen_next(g);
		assert_fails(gen_throw_with(g, EIO, &n[5]), g, EIO, &n[5]);
		assert_busy(&a);
		gen_free(g);
	}
}

static void it_keeps_on_closing(void **state)
{
	EACH_MISUSE(m)
	{
		struct actor a;
		struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY,
				     CALL(misuses[m]));

		gen_next(g);
		assert_int_equal(gen_close(g), 0);
		assert_busy(&a);
		assert_int_equal(gen_state(g), GEN_CLOSED);
		gen_free(g);
	}
}

/* The error can be looked at, and the body goes on. */
static void pass_on_ebusy(struct actor *my)
{
	next_myself(my);
	gen_raise(my->g, my->code);
	my->code = gen_catch(my->g);
}

static void ebusy_can_be_raised_and_taken(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(pass_on_ebusy), YIELD(&n[1]));

	assert_lends(gen_next(g), &n[1]);
	assert_busy(&a);
	gen_free(g);
}

/* Two generators that resume each other. */
static struct actor one, two;

static void next_other(struct actor *my)
{
	my->item = gen_next(my->other->g);
	my->code = gen_error(my->other->g);
}

static void one_that_resumes_another_runs_meanwhile(void **state)
{
	struct gen *g = play(&one, state, CALL(next_other), YIELD(&n[1]));
	struct gen *h = play_inner(&two, state, CALL(next_other), YIELD(&n[2]));

	one.other = &two;
	two.other = &one;
	assert_lends(gen_next(g), &n[1]);
	assert_ptr_equal(one.item, &n[2]);
	assert_busy(&two);
	gen_free(g);
	gen_free(h);
}

static struct iter *mapped;

static const void *ask_the_map(const void *item, void *ctx)
{
	struct actor *seen = ctx;

	seen->item = iter_next(mapped);
	seen->code = iter_error(mapped);
	seen->wakes += iter_close(mapped) == EBUSY;
	seen->seen = gen_state(iter_gen(mapped));
	return item;
}

static void a_generator_expression_cannot_resume_itself(void **state)
{
	struct iter_array array = iter_array(n, 3, sizeof *n);
	struct actor seen = { .item = &n[0] };

	(void)state;
	mapped = iter_map(&array.iter, ask_the_map, &seen);
	for (int i = 0; i < 3; i++) {
		assert_lends(iter_next(mapped), &n[i]);
		assert_busy(&seen);
		assert_int_equal(seen.wakes, i + 1);
		assert_int_equal(seen.seen, GEN_RUNNING);
	}
	iter_free(mapped);
}

/* ---- The library is silent ---- */

static void misuse_everything(void **state)
{
	a_running_generator_cannot_be_resumed(state);
	it_keeps_its_error(state);
	one_that_resumes_another_runs_meanwhile(state);
	gen_free(gen_new(NULL, NULL, 0));
	gen_throw(NULL, 0);
}

static void the_library_prints_nothing(void **state)
{
	FILE *printed = tmpfile();
	int out = dup(1), err = dup(2);

	fflush(NULL);
	dup2(fileno(printed), 1);
	dup2(fileno(printed), 2);
	misuse_everything(state);
	fflush(NULL);
	dup2(out, 1);
	dup2(err, 2);
	close(out);
	close(err);
	assert_int_equal(fseek(printed, 0, SEEK_END), 0);
	assert_int_equal(ftell(printed), 0);
	fclose(printed);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(a_running_generator_cannot_be_resumed),
		BOTH(it_keeps_its_message),
		BOTH(it_keeps_its_error),
		BOTH(it_keeps_on_closing),
		BOTH(ebusy_can_be_raised_and_taken),
		PAIRS(one_that_resumes_another_runs_meanwhile),
		ONCE(a_generator_expression_cannot_resume_itself),
		BOTH(the_library_prints_nothing),
	};

	return RUN(tests);
}
