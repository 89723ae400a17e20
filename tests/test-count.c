/* SPDX-License-Identifier: MIT */
/*
 * test-count.c - counting resumptions.
 *
 * Promises: gen_resumes(), GEN_COUNT in generator.h: "Counts every gen_throw(),
 * and gen_next() and gen_send() in files compiled with GEN_COUNT defined".
 * Profilers of Python count likewise: n items are n + 1 resumptions.
 */
#ifndef GEN_COUNT
#define GEN_COUNT
#endif
#include <errno.h>
#include <pthread.h>

#include "both.h"

struct squares {
	int max;
};

static const void *squares(struct gen *self, void *args)
{
	int max = ((struct squares *)args)->max;

	for (int i = 0, square; i < max; i++) {
		square = i * i;
		if (!gen_yield(self, &square))
			return NULL;
	}
	return "Completed!";
}

static void n_items_are_n_plus_1_resumptions(void **state)
{
	int max = on_valgrind() || SANITIZED ? 1000 : 100 * 1000;
	struct gen *g = gen_call(squares, .max = max);
	unsigned long before = gen_resumes();

	(void)state;
	gen_each (const int *, square, g)
		;
	assert_int_equal(gen_resumes() - before, max + 1);
	gen_free(g);
	assert_int_equal(gen_resumes() - before, max + 1);
}

static void none_are_one(void **state)
{
	struct gen *g = gen_call(squares, .max = 0);
	unsigned long before = gen_resumes();

	(void)state;
	assert_null(gen_next(g));
	assert_int_equal(gen_resumes() - before, 1);
	gen_free(g);
}

static void each_operation_counts_once(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), YIELD_TAKE(&n[2]), YIELD(&n[3]));
	unsigned long before = gen_resumes();

	assert_lends(gen_next(g), &n[1]);
	assert_int_equal(gen_resumes() - before, 1);
	assert_lends(gen_send(g, &n[5]), &n[2]);
	assert_int_equal(gen_resumes() - before, 2);
	assert_lends(gen_throw(g, EDOM), &n[3]);
	assert_int_equal(gen_resumes() - before, 3);
	assert_ends(gen_next(g), g, NULL);
	assert_int_equal(gen_resumes() - before, 4);
	gen_free(g);
}

static void delegation_counts_for_nothing(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));
	unsigned long before = gen_resumes();

	while (gen_next(g))
		;
	assert_int_equal(gen_resumes() - before, 3);
	gen_free(g);
	gen_free(in);
}

static void *resume_here(void *resumes)
{
	struct gen *g = gen_call(squares, .max = 10);
	unsigned long before = gen_resumes();

	while (gen_next(g))
		;
	gen_free(g);
	*(unsigned long *)resumes = gen_resumes() - before;
	return NULL;
}

static void each_thread_counts_its_own(void **state)
{
	unsigned long before = gen_resumes(), there = 0;
	pthread_t thread;

	(void)state;
	pthread_create(&thread, NULL, resume_here, &there);
	pthread_join(thread, NULL);
	assert_int_equal(there, 11);
	assert_int_equal(gen_resumes(), before);
}

static void counted_or_not_it_does_the_same(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RETURN(&n[7]));

	assert_refuses(gen_send(g, &n[5]), g, EINVAL, "just-started");
	assert_lends(gen_next(g), &n[1]);
	assert_ends(gen_send(g, &n[5]), g, &n[7]);
	assert_ends(gen_next(g), g, NULL);
	assert_null(gen_next(NULL));
	assert_null(gen_send(NULL, &n[5]));
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(n_items_are_n_plus_1_resumptions),
		ONCE(none_are_one),
		BOTH(each_operation_counts_once),
		PAIRS(delegation_counts_for_nothing),
		ONCE(each_thread_counts_its_own),
		BOTH(counted_or_not_it_does_the_same),
	};

	return RUN(tests);
}
