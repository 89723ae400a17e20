/* SPDX-License-Identifier: MIT */
/*
 * test-consume.c - one value out of many items.
 *
 * Promises: generator/consume.h.  Python: sum(), min(), max(), any(), all(),
 * next(filter()).
 */
#include <errno.h>

#include <generator/consume.h>

#include "source.h"

/* Whether an item is as large as ctx says; 0: none is. */
static bool is(const void *item, void *ctx)
{
	return *(const int *)item == *(const int *)ctx;
}

static bool is_below(const void *item, void *ctx)
{
	return *(const int *)item < *(const int *)ctx;
}

static double value(const void *item, void *ctx)
{
	return *(const int *)item * *(const double *)ctx;
}

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void count_is_how_many_there_are(void **state)
{
	for (int items = 0; items < 30; items += 7) {
		struct source source = SOURCE(.items = items);

		assert_int_equal(iter_count(&source.iter), items);
		assert_int_equal(source.pulls, items + 1);
	}
	assert_int_equal(iter_count(NULL), 0);
	(void)state;
}

static void sum_is_that_of_what_is_said_of_each(void **state)
{
	struct source source = SOURCE(.items = 4), none = SOURCE(.items = 0);
	double half = 0.5;

	(void)state;
	assert_true(iter_sum(&source.iter, value, &half) == 5);
	assert_true(iter_sum(&none.iter, value, &half) == 0);
	assert_true(iter_sum(NULL, value, &half) == 0);
}

static void sum_is_exact_where_it_says_so(void **state)
{
	static const int items[] = { 1, 1 };
	struct iter_array array = iter_array(items, 2, sizeof *items);
	double large = (double)(1LL << 52) - 0.5;

	(void)state;
	assert_true(iter_sum(&array.iter, value, &large) ==
		    (double)((1LL << 53) - 1));
}

static void first_is_the_first_that_is_accepted_and_the_last_pulled(
	void **state)
{
	struct source source = SOURCE(.items = 9);
	int wanted = 3;

	(void)state;
	assert_lends(iter_first(&source.iter, is, &wanted), &n[3]);
	assert_int_equal(source.pulls, 3);
	assert_lends(iter_first(&source.iter, NULL, NULL), &n[4]);
	assert_int_equal(source.pulls, 4);
	assert_null(iter_first(&source.iter, is, &wanted));
	assert_int_equal(source.pulls, 10);
	assert_null(iter_first(NULL, NULL, NULL));
}

static void any_and_all_stop_when_the_answer_is_known(void **state)
{
	struct source source = SOURCE(.items = 9);
	int four = 4;

	(void)state;
	assert_true(iter_any(&source.iter, is, &four));
	assert_int_equal(source.pulls, 4);
	assert_false(iter_any(&source.iter, is, &four));
	assert_int_equal(source.pulls, 10);
	source.pulls = 0;
	assert_false(iter_all(&source.iter, is_below, &four));
	assert_int_equal(source.pulls, 4);
	source.items = 3;
	source.pulls = 0;
	assert_true(iter_all(&source.iter, is_below, &four));
	assert_int_equal(source.pulls, 4);
}

static void of_nothing_all_is_true_and_any_is_not(void **state)
{
	struct source none = SOURCE(.items = 0);

	(void)state;
	assert_true(iter_all(&none.iter, is, NULL));
	assert_false(iter_any(&none.iter, is, NULL));
	assert_true(iter_all(NULL, is, NULL));
	assert_false(iter_any(NULL, is, NULL));
}

static void min_and_max_copy_the_item(void **state)
{
	static const int items[] = { 5, 3, 9, 4 };
	struct iter_array array = iter_array(items, 4, sizeof *items);
	struct iter_array again = array;
	int least = -1, greatest = -1;

	(void)state;
	assert_true(iter_min(&array.iter, by_value, &least, sizeof least));
	assert_int_equal(least, 3);
	assert_true(
		iter_max(&again.iter, by_value, &greatest, sizeof greatest));
	assert_int_equal(greatest, 9);
}

static void of_equal_ones_the_first_counts(void **state)
{
	static const int items[][2] = {
		{ 5, 1 }, { 3, 2 }, { 5, 3 }, { 3, 4 }
	};
	struct iter_array array = iter_array(items, 4, sizeof *items);
	struct iter_array again = array;
	int result[2];

	(void)state;
	assert_true(iter_min(&array.iter, by_value, result, sizeof result));
	assert_int_equal(result[1], 2);
	assert_true(iter_max(&again.iter, by_value, result, sizeof result));
	assert_int_equal(result[1], 1);
}

static void of_nothing_there_is_no_min_and_no_max(void **state)
{
	struct source none = SOURCE(.items = 0);
	int result = 7;

	(void)state;
	assert_false(iter_min(&none.iter, by_value, &result, sizeof result));
	assert_false(iter_max(&none.iter, by_value, &result, sizeof result));
	assert_false(iter_max(NULL, by_value, &result, sizeof result));
	assert_int_equal(result, 7);
}

static void an_error_looks_like_the_end_and_can_be_asked_for(void **state)
{
	struct source source = SOURCE(.items = 3, .fails = EIO);

	(void)state;
	assert_int_equal(iter_count(&source.iter), 3);
	assert_int_equal(iter_error(&source.iter), EIO);
}

static void the_iterator_stays_the_caller_s(void **state)
{
	struct source source = SOURCE(.items = 3);
	double one = 1;
	int item = 5;

	(void)state;
	iter_count(&source.iter);
	iter_sum(&source.iter, value, &one);
	iter_first(&source.iter, is, &item);
	iter_any(&source.iter, is, &item);
	iter_all(&source.iter, is, &item);
	iter_min(&source.iter, by_value, &item, sizeof item);
	iter_max(&source.iter, by_value, &item, sizeof item);
	assert_int_equal(source.closed, 0);
	assert_alive(source);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(count_is_how_many_there_are),
		ONCE(sum_is_that_of_what_is_said_of_each),
		ONCE(sum_is_exact_where_it_says_so),
		ONCE(first_is_the_first_that_is_accepted_and_the_last_pulled),
		ONCE(any_and_all_stop_when_the_answer_is_known),
		ONCE(of_nothing_all_is_true_and_any_is_not),
		ONCE(min_and_max_copy_the_item),
		ONCE(of_equal_ones_the_first_counts),
		ONCE(of_nothing_there_is_no_min_and_no_max),
		ONCE(an_error_looks_like_the_end_and_can_be_asked_for),
		ONCE(the_iterator_stays_the_caller_s),
	};

	return RUN(tests);
}
