/* SPDX-License-Identifier: MIT */
/*
 * test-return.c - what a body returns.
 *
 * Promises: gen_result(), gen_keep(), gen_fn in generator.h; GEN_DONE in
 * generator/stackless.h.  PEP 380: "return expr in a generator causes
 * StopIteration(expr) to be raised upon exit from the generator."
 */
#include <errno.h>
#include <math.h>

#include "both.h"

static void there_is_no_result_before_the_end(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RETURN(&n[7]));

	assert_null(gen_result(g));
	gen_next(g);
	assert_null(gen_result(g));
	gen_send(g, &n[5]);
	assert_ptr_equal(gen_result(g), &n[7]);
	gen_free(g);
}

static void it_can_be_asked_for_more_than_once(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(&n[7]));

	gen_next(g);
	for (int i = 0; i < 3; i++)
		assert_ptr_equal(gen_result(g), &n[7]);
	gen_free(g);
}

static void it_is_gone_after_a_later_resumption(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(&n[7]));

	gen_next(g);
	assert_null(gen_next(g));
	assert_null(gen_result(g));
	gen_free(g);
	g = play(&a, state, RETURN(&n[7]));
	gen_next(g);
	assert_null(gen_send(g, &n[5]));
	assert_null(gen_result(g));
	gen_free(g);
	g = play(&a, state, RETURN(&n[7]));
	gen_next(g);
	assert_null(gen_throw(g, EIO));
	assert_null(gen_result(g));
	gen_next(g);
	assert_null(gen_result(g));
	gen_free(g);
}

static void closing_what_has_ended_leaves_it(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(&n[7]));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_ptr_equal(gen_result(g), &n[7]);
	gen_free(g);
}

static void falling_off_the_end_returns_nothing(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]));

	gen_next(g);
	assert_ends(gen_send(g, &n[5]), g, NULL);
	gen_free(g);
}

static void a_message_is_no_result(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RETURN(NULL));

	gen_next(g);
	assert_ends(gen_send(g, &n[5]), g, NULL);
	gen_free(g);
}

static void any_address_can_be_a_result(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(&gen_none));

	assert_ends(gen_next(g), g, &gen_none);
	gen_free(g);
}

static void a_failure_has_no_result(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RAISE_WITH(EIO, &n[5]));

	assert_fails(gen_next(g), g, EIO, &n[5]);
	gen_free(g);
}

/* While it cleans up, a body may yield; what it was about to do is
 * done afterwards. */
static void cleanup_may_yield_before_the_return(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, YIELD(&n[2]),
			     RETURN(&n[7]));

	gen_next(g);
	assert_lends(gen_next(g), &n[2]);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
}

/* ---- gen_keep() ---- */

struct keep {
	size_t size;
	int times;
};

static const void *keep(struct gen *self, void *args)
{
	const struct keep *my = args;
	const void *kept = NULL;
	char value[2 * GEN_KEEP];

	for (int i = 0; i < my->times; i++) {
		memset(value, 'a' + i, sizeof value);
		kept = gen_keep(self, value, my->size);
		memset(value, '-', sizeof value);
	}
	return kept;
}

static void a_local_can_be_kept(void **state)
{
	struct gen *g = gen_call(keep, GEN_KEEP, 1);
	const char *kept;

	(void)state;
	assert_int_equal(GEN_KEEP, 64);
	assert_null(gen_next(g));
	gen_free(gen_call(keep, GEN_KEEP, 2));
	kept = gen_result(g);
	assert_non_null(kept);
	for (int i = 0; i < GEN_KEEP; i++)
		assert_int_equal(kept[i], 'a');
	gen_free(g);
}

static void one_value_at_a_time_is_kept(void **state)
{
	struct gen *g = gen_call(keep, 5, 3);

	(void)state;
	gen_next(g);
	assert_memory_equal(gen_result(g), "ccccc", 5);
	gen_free(g);
}

static void a_larger_one_is_not_kept(void **state)
{
	struct gen *g = gen_call(keep, GEN_KEEP + 1, 1);

	(void)state;
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static const void *mean(struct gen *self, void *args)
{
	long double m = 0.5L;

	(void)args;
	return gen_keep(self, &m, sizeof m);
}

static void what_is_kept_is_aligned_for_any_type(void **state)
{
	struct gen *g = gen_new(mean, NULL, 0);

	(void)state;
	gen_next(g);
	assert_int_equal((uintptr_t)gen_result(g) % _Alignof(max_align_t), 0);
	assert_true(fabsl(*(const long double *)gen_result(g) - 0.5L) < 0.1L);
	gen_free(g);
}

static const void *fail_with_kept(struct gen *self, void *args)
{
	char text[GEN_KEEP];

	snprintf(text, sizeof text, "line %d", *(int *)args);
	return gen_raise_with(self, EILSEQ, gen_keep(self, text, sizeof text));
}

static void a_detail_can_be_kept(void **state)
{
	struct gen *g = gen_new(fail_with_kept, &(int){ 42 }, sizeof(int));

	(void)state;
	assert_null(gen_next(g));
	assert_int_equal(gen_error(g), EILSEQ);
	assert_string_equal(gen_detail(g), "line 42");
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(there_is_no_result_before_the_end),
		BOTH(it_can_be_asked_for_more_than_once),
		BOTH(it_is_gone_after_a_later_resumption),
		BOTH(closing_what_has_ended_leaves_it),
		BOTH(falling_off_the_end_returns_nothing),
		BOTH(a_message_is_no_result),
		BOTH(any_address_can_be_a_result),
		BOTH(a_failure_has_no_result),
		BOTH(cleanup_may_yield_before_the_return),
		ONCE(a_local_can_be_kept),
		ONCE(one_value_at_a_time_is_kept),
		ONCE(a_larger_one_is_not_kept),
		ONCE(what_is_kept_is_aligned_for_any_type),
		ONCE(a_detail_can_be_kept),
	};

	return RUN(tests);
}
