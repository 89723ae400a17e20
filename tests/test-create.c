/* SPDX-License-Identifier: MIT */
/*
 * test-create.c - making a generator.
 *
 * Promises: gen_new() and gen_call() in generator.h; GEN_FRAME in
 * generator/stackless.h.  PEP 255: "When a generator function is called, the
 * actual arguments are bound to function-local formal argument names in the
 * usual way, but no code in the body of the function is executed."
 */
#include <errno.h>

#include "both.h"

struct count_up_to {
	int max, by;
};

static const void *count_up_to(struct gen *self, void *args)
{
	const struct count_up_to *my = args;

	for (int count = 1; count <= my->max; count += my->by ? my->by : 1)
		if (!gen_yield(self, &count))
			return NULL;
	return "Completed!";
}

static void a_new_generator_has_run_none_of_its_body(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, SAY("started"), YIELD(&n[1]));

	assert_int_equal(a.entered, 0);
	assert_string_equal(said, "");
	assert_int_equal(gen_state(g), GEN_CREATED);
	assert_int_equal(gen_error(g), 0);
	assert_null(gen_result(g));
	gen_next(g);
	assert_int_equal(a.entered, 1);
	gen_free(g);
}

static void generators_of_one_body_are_independent(void **state)
{
	struct actor a, b;
	struct gen *first = play(&a, state, YIELD(&n[1]), YIELD(&n[2]));
	struct gen *second = play(&b, state, YIELD(&n[1]), YIELD(&n[2]));

	assert_lends(gen_next(first), &n[1]);
	assert_lends(gen_next(first), &n[2]);
	assert_lends(gen_next(second), &n[1]);
	assert_ends(gen_next(first), first, NULL);
	assert_lends(gen_next(second), &n[2]);
	gen_free(first);
	assert_ends(gen_next(second), second, NULL);
	gen_free(second);
}

static void arguments_are_copied(void **state)
{
	struct count_up_to args = { .max = 2 };
	struct gen *g = gen_new(count_up_to, &args, sizeof args);

	(void)state;
	args.max = 0;
	assert_int_equal(*(const int *)gen_next(g), 1);
	memset(&args, 0, sizeof args);
	assert_int_equal(*(const int *)gen_next(g), 2);
	assert_null(gen_next(g));
	gen_free(g);
}

static void arguments_have_names_and_are_0_without(void **state)
{
	struct gen *every = gen_call(count_up_to, .max = 5);
	struct gen *odd = gen_call(count_up_to, .by = 2, .max = 5);
	struct gen *none = gen_call(count_up_to, .by = 1);
	int items = 0, odds = 0;

	(void)state;
	gen_each (const int *, count, every)
		assert_int_equal(*count, ++items);
	gen_each (const int *, count, odd)
		assert_int_equal(*count, 1 + 2 * odds++);
	assert_int_equal(items, 5);
	assert_int_equal(odds, 3);
	assert_ends(gen_next(none), none, gen_result(every));
	gen_free(every);
	gen_free(odd);
	gen_free(none);
}

static const void *answer(struct gen *self, void *args)
{
	(void)args;
	return gen_yield(self, &n[4]) ? &n[2] : NULL;
}

static void a_body_needs_no_arguments(void **state)
{
	struct gen *g = gen_new(answer, NULL, 0);

	(void)state;
	assert_lends(gen_next(g), &n[4]);
	assert_ends(gen_next(g), g, &n[2]);
	gen_free(g);
}

static const void *give_arguments(struct gen *self, void *args)
{
	(void)self;
	return args;
}

static void arguments_live_as_long_as_the_generator(void **state)
{
	char text[] = "still here";
	struct gen *g = gen_new(give_arguments, text, sizeof text);

	(void)state;
	memset(text, 'x', sizeof text);
	assert_null(gen_next(g));
	gen_free(gen_new(answer, NULL, 0));
	assert_string_equal(gen_result(g), "still here");
	gen_free(g);
}

static void arguments_are_aligned_for_any_type(void **state)
{
	(void)state;
	for (size_t size = 1; size < 80; size += 13) {
		char args[80] = { 0 };
		struct gen *g = gen_new(give_arguments, args, size);

		assert_null(gen_next(g));
		assert_int_equal(
			(uintptr_t)gen_result(g) % _Alignof(max_align_t), 0);
		gen_free(g);
	}
}

static void arguments_may_be_larger_than_a_stack(void **state)
{
	size_t size = 1 << 20;
	char *args = malloc(size);
	struct gen *g;
	const char *copy;

	(void)state;
	memset(args, 7, size);
	g = gen_new(give_arguments, args, size);
	free(args);
	assert_null(gen_next(g));
	copy = gen_result(g);
	assert_int_equal(copy[0], 7);
	assert_int_equal(copy[size - 1], 7);
	gen_free(g);
}

static void arguments_beyond_all_memory_give_no_generator(void **state)
{
	skip_with_tools();
	(void)state;
	/* volatile: or else the compiler objects, and rightly. */
	for (volatile size_t less = 0; less < 4096; less += 512)
		assert_null(gen_new(answer, n, SIZE_MAX - less));
	assert_int_equal(gen_error(NULL), ENOMEM);
	assert_non_null(gen_detail(NULL));
}

static void assert_faulty(struct gen *g)
{
	const char *detail = gen_detail(g);

	assert_non_null(g);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	assert_int_equal(gen_error(g), EINVAL);
	assert_non_null(detail);
	assert_true(*detail && !strchr(detail, '\n'));
	for (int i = 0; i < 2; i++) {
		assert_null(gen_next(g));
		assert_int_equal(gen_error(g), EINVAL);
		assert_null(gen_send(g, &n[1]));
		assert_int_equal(gen_error(g), EINVAL);
		assert_null(gen_throw(g, EIO));
		assert_int_equal(gen_error(g), EINVAL);
		assert_ptr_equal(iter_detail(gen_iter(g)), detail);
	}
	assert_int_equal(gen_close(g), 0);
	assert_null(gen_result(g));
	gen_free(g);
}

static void without_a_body_it_is_closed_and_says_why(void **state)
{
	(void)state;
	assert_faulty(gen_new(NULL, NULL, 0));
	assert_faulty(gen_new(NULL, n, sizeof n));
}

static void arguments_that_are_nowhere_are_an_error(void **state)
{
	(void)state;
	assert_faulty(gen_new(answer, NULL, sizeof n));
}

static void a_program_compiled_for_another_switch_is_told(void **state)
{
	(void)state;
	assert_faulty(gen_create(answer, NULL, 0, 0, "abacus"));
}

/* The tree of PEP 255: generators made by generators, one for each level. */
struct node {
	int key;
	const struct node *left, *right;
};

struct in_order {
	const struct node *tree;
};

static const void *in_order(struct gen *self, void *args)
{
	const struct node *tree = ((struct in_order *)args)->tree;
	struct gen *side;
	bool go_on = true;

	if (!tree)
		return NULL;
	side = gen_call(in_order, .tree = tree->left);
	for (const int *key; go_on && (key = gen_next(side));)
		go_on = gen_yield(self, key);
	gen_free(side);
	go_on = go_on && gen_yield(self, &tree->key);
	side = gen_call(in_order, .tree = tree->right);
	for (const int *key; go_on && (key = gen_next(side));)
		go_on = gen_yield(self, key);
	gen_free(side);
	return NULL;
}

static void generators_can_make_generators(void **state)
{
	struct node one = { 1, NULL, NULL }, three = { 3, NULL, NULL };
	struct node two = { 2, &one, &three }, five = { 5, NULL, NULL };
	struct node four = { 4, &two, &five };
	struct gen *g = gen_call(in_order, .tree = &four);
	int keys = 0;

	(void)state;
	gen_each (const int *, key, g)
		assert_int_equal(*key, ++keys);
	assert_int_equal(keys, 5);
	gen_free(g);
	g = gen_call(in_order, .tree = &four);
	gen_next(g);
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(a_new_generator_has_run_none_of_its_body),
		BOTH(generators_of_one_body_are_independent),
		ONCE(arguments_are_copied),
		ONCE(arguments_have_names_and_are_0_without),
		ONCE(a_body_needs_no_arguments),
		ONCE(arguments_live_as_long_as_the_generator),
		ONCE(arguments_are_aligned_for_any_type),
		ONCE(arguments_may_be_larger_than_a_stack),
		ONCE(arguments_beyond_all_memory_give_no_generator),
		ONCE(without_a_body_it_is_closed_and_says_why),
		ONCE(arguments_that_are_nowhere_are_an_error),
		ONCE(a_program_compiled_for_another_switch_is_told),
		ONCE(generators_can_make_generators),
	};

	return RUN(tests);
}
