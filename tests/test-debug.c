/* SPDX-License-Identifier: MIT */
/*
 * test-debug.c - builds with GEN_DEBUG stop the program at misuse.
 *
 * Promises: "The library never prints, aborts or exits (builds with GEN_DEBUG
 * do, on misuse that they can tell)" in generator.h; gen_yield(): "must be
 * called by the running body of self, on its stack"; "a yield cannot stand
 * inside a switch statement of the body: the next resumption fails with EPROTO
 * (GEN_DEBUG: aborts, naming the function)" in generator/stackless.h.  (The
 * EPROTO is in test-stackless.c.)  generator/stack.h: "GEN_DEBUG builds abort
 * when they see that a small stack has overflowed"; and one that hits its guard
 * is explained.  generator/loader.h: "GEN_DEBUG then fills it with 0xDD".
 */
#ifdef GEN_DEBUG
#define LIBRARY_DEBUGS 1 /* it was compiled so, like this file */
#else
#define LIBRARY_DEBUGS 0
#define GEN_DEBUG
#endif
#include <errno.h>
#include <pthread.h>

#include <generator/loader.h>
#include <generator/stack.h>

#include "both.h"

/* What a child process prints before it dies. */
static char printed[256];

static void assert_dies(int (*fn)(void *arg), void *arg, const char *text)
{
	FILE *file = tmpfile();
	int err = dup(2), outcome;
	size_t size;

	assert_non_null(file);
	fflush(NULL);
	dup2(fileno(file), 2);
	outcome = outcome_of(fn, arg);
	dup2(err, 2);
	close(err);
	rewind(file);
	size = fread(printed, 1, sizeof printed - 1, file);
	printed[size] = '\0';
	fclose(file);
	assert_in_range(-outcome, 1, 64); /* by a signal */
	assert_non_null(strstr(printed, text));
}

static void assert_aborts(int (*fn)(void *arg), const char *text)
{
	assert_dies(fn, NULL, text);
}

static const void *waiting(struct gen *self, void *args)
{
	(void)args;
	while (gen_yield(self, &n[1]))
		;
	return NULL;
}

static int yield_on_the_main_stack(void *unused)
{
	struct gen *g = gen_new(waiting, NULL, 0);

	(void)unused;
	gen_next(g);
	return gen_yield(g, &n[2]);
}

static void yielding_outside_of_a_body_aborts(void **state)
{
	skip_with_tools();
	(void)state;
	assert_aborts(yield_on_the_main_stack, "gen_yield");
}

static const void *yielding_for(struct gen *self, void *args)
{
	(void)self;
	return gen_yield(*(struct gen **)args, &n[2]) ? args : NULL;
}

static int yield_for_another(void *unused)
{
	struct gen *other = gen_new(waiting, NULL, 0);
	struct gen *g = gen_new(yielding_for, &other, sizeof other);

	(void)unused;
	gen_next(other);
	return gen_next(g) != NULL;
}

static void yielding_for_another_generator_aborts(void **state)
{
	skip_with_tools();
	(void)state;
	assert_aborts(yield_for_another, "gen_yield");
}

static const void *without_stack(struct gen *self, void *frame)
{
	(void)frame;
	GEN_BODY (self) {
		if (!gen_yield(self, &n[1]))
			GEN_YIELD(self, &n[2]);
	}
	return GEN_DONE(self, NULL);
}

static int yield_without_stack(void *unused)
{
	struct {
		struct gen gen;
	} g = { GEN_FRAME(without_stack) };

	(void)unused;
	return gen_next(&g.gen) != NULL;
}

static void yielding_without_a_stack_aborts(void **state)
{
	skip_with_tools();
	(void)state;
	assert_aborts(yield_without_stack, "gen_yield");
}

static const void *yield_in_a_switch(struct gen *self, void *frame)
{
	(void)frame;
	GEN_BODY (self) {
		switch (*n) {
		case 0:
			GEN_YIELD(self, &n[1]);
			break;
		}
	}
	return GEN_DONE(self, NULL);
}

static int resume_in_a_switch(void *unused)
{
	struct {
		struct gen gen;
	} g = { GEN_FRAME(yield_in_a_switch) };

	(void)unused;
	gen_next(&g.gen);
	return gen_next(&g.gen) != NULL;
}

static void a_yield_in_a_switch_aborts_and_names_its_function(void **state)
{
	skip_with_tools();
	(void)state;
	if (!LIBRARY_DEBUGS)
		skip();
	assert_aborts(resume_in_a_switch, "yield_in_a_switch");
}

/* ---- Overflow ---- */

__attribute__((noinline)) static int deeper(int deep)
{
	volatile char frame[256];

	for (size_t i = 0; i < sizeof frame; i++)
		frame[i] = (char)i;
	return deep ? deeper(deep - 1) + frame[deep % 256] : frame[0];
}

static const void *too_deep(struct gen *self, void *args)
{
	int sum = deeper(*(int *)args);

	return gen_yield(self, &sum) ? args : NULL;
}

static int overflow(void *stack)
{
	int deep = 1000;

	gen_next(gen_new_sized(too_deep, &deep, sizeof deep, *(size_t *)stack));
	return 0;
}

static void *resume(void *g)
{
	gen_next(g);
	return NULL;
}

/* In a thread that has made none. */
static int overflow_elsewhere(void *unused)
{
	int deep = 1000;
	struct gen *g = gen_new(too_deep, &deep, sizeof deep);
	pthread_t thread;

	(void)unused;
	pthread_create(&thread, NULL, resume, g);
	pthread_join(thread, NULL);
	return 0;
}

/* How many small stacks are below one, and how deep that goes. */
struct many {
	int below, deep;
};

static int overflow_small(void *arg)
{
	struct many *my = arg;

	for (int i = 0; i < my->below; i++)
		gen_next(gen_new_sized(waiting, NULL, 0, GEN_STACK_SMALL));
	gen_next(gen_new_sized(too_deep, &my->deep, sizeof my->deep,
			       GEN_STACK_SMALL));
	return 0;
}

static void an_overflow_names_the_body_and_its_stack(void **state)
{
	size_t size = 0;

	(void)state;
	skip_with_tools();
	if (!LIBRARY_DEBUGS)
		skip();
	assert_dies(overflow, &size, "too_deep, whose stack has 65536 bytes");
	size = 128 * 1024;
	assert_dies(overflow, &size, "too_deep, whose stack has 131072 bytes");
}

static void in_any_thread(void **state)
{
	(void)state;
	skip_with_tools();
	if (!LIBRARY_DEBUGS)
		skip();
	assert_dies(overflow_elsewhere, NULL,
		    "too_deep, whose stack has 65536 bytes");
}

static void that_of_a_small_stack_as_well(void **state)
{
	static struct many cases[] = {
		{ 0, 3 }, { 5, 3 }, { 5, 15 }, { 100, 15 }, { 67, 3 },
	};

	(void)state;
	skip_with_tools();
	if (!LIBRARY_DEBUGS || !SWITCH_SHARES_THE_THREAD)
		skip();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_dies(overflow_small, &cases[i],
			    "too_deep, whose stack has 960 bytes");
}

static int fault_elsewhere(void *unused)
{
	int *volatile nowhere = NULL;

	(void)unused;
	gen_next(gen_new(waiting, NULL, 0));
	return *nowhere;
}

static void other_faults_are_as_they_were(void **state)
{
	(void)state;
	skip_with_tools();
	assert_dies(fault_elsewhere, NULL, "");
	assert_null(strstr(printed, "libgenerator")); /* QEMU says something */
}

/* ---- Batches ---- */

/* A batch of all that there is: nothing else is loaded into its memory, unless
 * a worker goes on with the next epoch.  Shuffled, since else the batch lies in
 * the array. */
static void a_batch_that_is_done_with_is_filled(void **state)
{
	static const int numbers[] = { 1, 2, 3, 4, 5 };
	unsigned char filled[sizeof numbers];
	struct dataset *set;

	(void)state;
	if (!LIBRARY_DEBUGS)
		skip();
	set = dataset_array(numbers, 5, sizeof *numbers);
	memset(filled, 0xDD, sizeof filled);
	for (unsigned workers = 0; workers < 3; workers++)
		for (int restart = 0; restart <= !workers; restart++) {
			struct loader_options options = { .batch = 5,
							  .shuffle = true,
							  .workers = workers };
			struct loader *l = loader_new(set, &options);
			const struct loaded *b = loader_next(l);
			const void *items = b->batch.items;

			assert_memory_not_equal(items, filled, sizeof filled);
			if (restart)
				loader_restart(l);
			else
				assert_null(loader_next(l));
			assert_memory_equal(items, filled, sizeof filled);
			loader_free(l);
		}
	dataset_free(set);
}

static void what_is_no_misuse_works_as_ever(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), YIELD_TAKE(&n[2]), RETURN(&n[7]));

	assert_lends(gen_next(g), &n[1]);
	assert_lends(gen_send(g, &n[5]), &n[2]);
	assert_ends(gen_throw(g, EDOM), g, &n[7]);
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(yielding_outside_of_a_body_aborts),
		ONCE(yielding_for_another_generator_aborts),
		ONCE(yielding_without_a_stack_aborts),
		ONCE(a_yield_in_a_switch_aborts_and_names_its_function),
		ONCE(an_overflow_names_the_body_and_its_stack),
		ONCE(in_any_thread),
		ONCE(that_of_a_small_stack_as_well),
		ONCE(other_faults_are_as_they_were),
		ONCE(a_batch_that_is_done_with_is_filled),
		BOTH(what_is_no_misuse_works_as_ever),
	};

	return RUN(tests);
}
