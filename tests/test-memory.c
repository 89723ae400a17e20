/* SPDX-License-Identifier: MIT */
/*
 * test-memory.c - what a generator takes, and when it gives it back.
 *
 * Promises: gen_new() in generator.h: "Its stack (64 KiB, below it a page that
 * nothing can touch) goes back to a pool as soon as the body ends.  [...] Cost
 * one malloc; mmap when the thread's pool has no stack." gen_next(): "no
 * allocation".
 */
#include <errno.h>

#include <generator/stackless.h>

#include "allocs.h"
#include "both.h"

struct count_up_to {
	long max;
};

static const void *count_up_to(struct gen *self, void *args)
{
	long max = ((struct count_up_to *)args)->max;

	for (long count = 1; count <= max; count++)
		if (!gen_yield(self, &count))
			return NULL;
	return "Completed!";
}

/* Where the body's stack is. */
static const void *here(struct gen *self, void *args)
{
	char on_my_stack = 0;

	(void)args;
	return gen_yield(self, &on_my_stack) ? "there" : NULL;
}

static struct gen *started(uintptr_t *where)
{
	struct gen *g = gen_new(here, NULL, 0);

	*where = (uintptr_t)gen_next(g);
	return g;
}

/* Both were within one stack. */
static bool same(uintptr_t one, uintptr_t other)
{
	return (one > other ? one - other : other - one) < 32 * 1024;
}

static void live_generators_have_their_own_stacks(void **state)
{
	uintptr_t one, two;
	struct gen *g = started(&one), *h = started(&two);

	(void)state;
	assert_false(same(one, two));
	gen_free(g);
	gen_free(h);
}

static void the_stack_is_free_when_the_body_has_returned(void **state)
{
	uintptr_t one, two;
	struct gen *g = started(&one), *h;

	(void)state;
	gen_next(g);
	h = started(&two);
	assert_true(same(one, two));
	assert_string_equal(gen_result(g), "there");
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
	gen_free(h);
}

static void also_when_it_has_failed(void **state)
{
	uintptr_t one, two;
	struct gen *g = started(&one), *h;

	(void)state;
	gen_throw(g, EIO);
	h = started(&two);
	assert_true(same(one, two));
	assert_int_equal(gen_error(g), EIO);
	gen_free(g);
	gen_free(h);
}

static void also_when_it_was_closed(void **state)
{
	uintptr_t one, two;
	struct gen *g = started(&one), *h;

	(void)state;
	gen_close(g);
	h = started(&two);
	assert_true(same(one, two));
	gen_free(g);
	gen_free(h);
}

static void also_when_it_was_freed(void **state)
{
	uintptr_t one, two;
	struct gen *g;

	(void)state;
	gen_free(started(&one));
	g = started(&two);
	assert_true(same(one, two));
	gen_free(g);
}

static void also_when_it_never_started(void **state)
{
	uintptr_t one, two;
	struct gen *g;

	(void)state;
	gen_free(started(&one));
	g = gen_new(here, NULL, 0);
	gen_close(g);
	gen_free(started(&two));
	assert_true(same(one, two));
	gen_free(g);
	g = gen_new(here, NULL, 0);
	gen_free(g);
	gen_free(started(&two));
	assert_true(same(one, two));
}

static const void *stubborn(struct gen *self, void *args)
{
	char on_my_stack = 0;

	(void)args;
	while (gen_yield(self, &on_my_stack) || gen_catch(self))
		;
	return NULL;
}

static void also_when_it_ignored_that(void **state)
{
	uintptr_t one, two;
	struct gen *g = gen_new(stubborn, NULL, 0);

	(void)state;
	one = (uintptr_t)gen_next(g);
	gen_free(g);
	g = started(&two);
	assert_true(same(one, two));
	gen_free(g);
}

/* ---- How much, and how often ---- */

static void one_malloc_and_from_the_pool_no_mapping(void **state)
{
	struct gen *g;

	skip_without_allocs();
	(void)state;
	gen_free(gen_call(count_up_to, .max = 1));
	for (int i = 0; i < 100; i++) {
		allocs_watch();
		g = gen_call(count_up_to, .max = 3);
		assert_int_equal(allocs.mallocs, 1);
		assert_int_equal(allocs.maps, 0);
		while (gen_next(g))
			;
		gen_free(g);
		assert_int_equal(allocs.mallocs, 1);
		assert_int_equal(allocs.blocks, 0);
		assert_int_equal(allocs.maps, 0);
	}
	allocs.watch = false;
}

struct two {
	struct gen gen;
};

static const void *two(struct gen *self, void *frame)
{
	(void)frame;
	GEN_BODY (self) {
		GEN_YIELD(self, &n[1]);
		GEN_YIELD(self, &n[2]);
	}
	return GEN_DONE(self, NULL);
}

static void a_stackless_life_allocates_nothing(void **state)
{
	skip_without_allocs();
	(void)state;
	allocs_watch();
	for (int items = 0; items < 4; items++) {
		struct two t = { GEN_FRAME(two) };

		for (int i = 0; i < items; i++)
			gen_next(&t.gen);
		gen_free(&t.gen);
	}
	allocs.watch = false;
	assert_int_equal(allocs.calls, 0);
	assert_int_equal(allocs.maps, 0);
}

static void resuming_allocates_nothing(void **state)
{
	struct actor a, b;
	struct gen *in, *g;

	skip_without_allocs();
	in = play_inner(&b, state, YIELD(&n[1]), YIELD_TAKE(&n[2]),
			YIELD(&n[3]), YIELD(&n[4]), RETURN(&n[7]));
	g = play(&a, state, YIELD(&n[0]), FROM(gen_iter(in)));
	allocs_watch();
	gen_next(g);
	gen_next(g);
	gen_send(g, &n[5]);
	gen_throw(g, EDOM);
	gen_next(g);
	gen_next(g);
	gen_next(g);
	allocs.watch = false;
	assert_int_equal(allocs.mallocs, 0);
	assert_int_equal(allocs.maps, 0);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
	gen_free(in);
}

static void its_size_does_not_depend_on_how_many_items_it_has(void **state)
{
	size_t small, large;
	struct gen *g;

	skip_without_allocs();
	(void)state;
	allocs_watch();
	g = gen_call(count_up_to, .max = 1);
	small = allocs.largest;
	gen_free(g);
	allocs_watch();
	g = gen_call(count_up_to, .max = 1000 * 1000 * 1000);
	large = allocs.largest;
	for (int i = 0; i < 100 * 1000; i++)
		gen_next(g);
	assert_int_equal(allocs.largest, large);
	allocs.watch = false;
	gen_free(g);
	assert_int_equal(small, large);
	assert_in_range(small, 1, 512);
}

static void many_in_turn_take_one_stack(void **state)
{
	skip_without_allocs();
	(void)state;
	gen_free(gen_call(count_up_to, .max = 1));
	allocs_watch();
	for (int i = 0; i < 100 * 1000; i++) {
		struct gen *g = gen_call(count_up_to, .max = 1);

		gen_next(g);
		gen_free(g);
	}
	allocs.watch = false;
	assert_int_equal(allocs.maps, 0);
}

static void many_may_live_at_once(void **state)
{
	int many = at_most(20 * 1000);
	struct gen **g = malloc((size_t)many * sizeof(struct gen *));

	(void)state;
	for (int i = 0; i < many; i++) {
		g[i] = gen_call(count_up_to, .max = 2);
		assert_non_null(g[i]);
	}
	for (int round = 1; round <= 2; round++)
		for (int i = 0; i < many; i++)
			assert_int_equal(*(const long *)gen_next(g[i]), round);
	for (int i = 0; i < many; i++)
		gen_free(g[i]);
	free(g);
}

/* ---- The stack itself ---- */

__attribute__((noinline)) static int fill(volatile char *frame, int size)
{
	int sum = 0;

	for (int i = 0; i < size; i++)
		frame[i] = (char)i;
	for (int i = 0; i < size; i++)
		sum += frame[i] == (char)i;
	return sum;
}

enum { MOST = 60 * 1024 };

static const void *greedy(struct gen *self, void *args)
{
	char frame[MOST];

	(void)args;
	if (fill(frame, MOST) != MOST)
		return NULL;
	if (!gen_yield(self, frame))
		return NULL;
	return fill(frame, MOST) == MOST ? "enough" : NULL;
}

static void a_body_may_use_nearly_64_kib(void **state)
{
	struct gen *g;

	(void)state;
	if (SANITIZED) /* its frames are larger */
		skip();
	g = gen_new(greedy, NULL, 0);
	assert_non_null(gen_next(g));
	gen_next(g);
	assert_string_equal(gen_result(g), "enough");
	gen_free(g);
}

__attribute__((noinline)) static int sink(volatile char *at)
{
	volatile char frame[512];

	frame[0] = *at;
	return frame[0] ? 0 : sink(frame) + frame[0];
}

static const void *endless(struct gen *self, void *args)
{
	volatile char start = 0;

	(void)self;
	(void)args;
	return &n[sink(&start) % 2];
}

static int overflow(void *unused)
{
	(void)unused;
	gen_next(gen_new(endless, NULL, 0));
	return 0;
}

static void a_stack_that_overflows_ends_the_program(void **state)
{
	skip_with_tools();
	(void)state;
	assert_int_equal(outcome_of(overflow, NULL), -SIGSEGV);
}

/* A guard that could be read would let some overflows pass. */
static const void *looking_down(struct gen *self, void *args)
{
	uintptr_t at = (uintptr_t)__builtin_frame_address(0);
	int sum = 0;

	(void)self;
	(void)args;
	for (uintptr_t down = 0; down < (64 + 2) * 1024; down += 256)
		sum += *(volatile char *)(at - down);
	return &n[sum & 1];
}

static int look_down(void *unused)
{
	(void)unused;
	gen_next(gen_new(looking_down, NULL, 0));
	return 0;
}

static void the_page_below_cannot_even_be_read(void **state)
{
	skip_with_tools();
	(void)state;
	assert_int_equal(outcome_of(look_down, NULL), -SIGSEGV);
}

/* From the pool, too. */
static int overflow_again(void *unused)
{
	struct gen *g[10];

	for (int i = 0; i < 10; i++) {
		g[i] = gen_call(count_up_to, .max = 1);
		gen_next(g[i]);
	}
	for (int i = 0; i < 10; i++)
		gen_free(g[i]);
	return overflow(unused);
}

static void one_from_the_pool_as_well(void **state)
{
	skip_with_tools();
	(void)state;
	assert_int_equal(outcome_of(overflow_again, NULL), -SIGSEGV);
}

/* Where the kernel has no guards of its own: those are asked for first, by
 * madvise(), after a malloc() and a mmap(). */
static int look_down_old_kernel(void *unused)
{
	for (int i = 0; i < 1000; i++) /* let the pool be empty */
		if (!gen_new(looking_down, NULL, 0))
			return 1;
	allocs_watch();
	allocs.fail_at = 3;
	return look_down(unused);
}

static void also_with_an_older_kernel(void **state)
{
	skip_without_allocs();
	(void)state;
	assert_int_equal(outcome_of(look_down_old_kernel, NULL), -SIGSEGV);
}

/* ---- Limits ---- */

static int exhaust(void *unused)
{
	struct gen **g = calloc(100 * 1000, sizeof *g);
	struct rlimit limit = { 300 << 20, 300 << 20 };
	int i;

	(void)unused;
	setrlimit(RLIMIT_AS, &limit);
	getrlimit(RLIMIT_AS, &limit);
	if (limit.rlim_cur != 300 << 20) /* QEMU does not limit itself */
		return 77;
	for (i = 0; i < 100 * 1000; i++) {
		g[i] = gen_call(count_up_to, .max = 2);
		if (!g[i])
			break;
		if (!gen_next(g[i]))
			return 1;
	}
	if (i < 1000 || i > 5000 || errno != ENOMEM)
		return 2;
	if (gen_error(g[i]) != ENOMEM || !strstr(gen_detail(g[i]), "mmap"))
		return 3;
	for (int k = 0; k < i; k++) {
		if (!gen_next(g[k]))
			return 4;
		gen_free(g[k]);
	}
	return gen_call(count_up_to, .max = 2) ? 0 : 5;
}

static void without_address_space_there_is_no_generator(void **state)
{
	int outcome;

	skip_with_tools();
	(void)state;
	outcome = outcome_of(exhaust, NULL);
	if (outcome == 77)
		skip();
	assert_int_equal(outcome, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(live_generators_have_their_own_stacks),
		ONCE(the_stack_is_free_when_the_body_has_returned),
		ONCE(also_when_it_has_failed),
		ONCE(also_when_it_was_closed),
		ONCE(also_when_it_was_freed),
		ONCE(also_when_it_never_started),
		ONCE(also_when_it_ignored_that),
		ONCE(one_malloc_and_from_the_pool_no_mapping),
		ONCE(a_stackless_life_allocates_nothing),
		PAIRS(resuming_allocates_nothing),
		ONCE(its_size_does_not_depend_on_how_many_items_it_has),
		ONCE(many_in_turn_take_one_stack),
		ONCE(many_may_live_at_once),
		ONCE(a_body_may_use_nearly_64_kib),
		ONCE(a_stack_that_overflows_ends_the_program),
		ONCE(the_page_below_cannot_even_be_read),
		ONCE(one_from_the_pool_as_well),
		ONCE(also_with_an_older_kernel),
		ONCE(without_address_space_there_is_no_generator),
	};

	return RUN(tests);
}
