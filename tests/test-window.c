/* SPDX-License-Identifier: MIT */
/*
 * test-window.c - the last items, again and again.
 *
 * Promises: iter_window() in generator/pipeline.h.  Python: sliding_window(),
 * more_itertools.windowed().
 */
#include <errno.h>

#include <generator/consume.h>
#include <generator/pipeline.h>

#include "source.h"

/* Sources lend 1 to 9. */
static void assert_windows(int items, size_t length, size_t step,
			   const char *wanted)
{
	struct source source = SOURCE(.items = items);
	struct iter *it = iter_window(&source.iter, length, step, sizeof *n);

	said[0] = '\0';
	gen_each (const struct batch *, window, it) {
		char text[12] = "";

		assert_int_equal(window->count, length);
		for (size_t i = 0; i < length; i++)
			text[i] = (char)('0' + ((const int *)window->items)[i]);
		say(text);
	}
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_next(it));
	assert_int_equal(source.pulls, items + 1);
	assert_string_equal(said, wanted);
	iter_free(it);
	assert_freed(source);
}

static void with_a_step_of_one_it_slides(void **state)
{
	(void)state;
	assert_windows(5, 3, 1, "123 234 345 ");
	assert_windows(3, 1, 1, "1 2 3 ");
	assert_windows(4, 4, 1, "1234 ");
}

static void of_fewer_items_there_is_no_window(void **state)
{
	(void)state;
	assert_windows(0, 1, 1, "");
	assert_windows(2, 3, 1, "");
	assert_windows(4, 3, 2, "123 ");
}

static void a_step_may_be_longer(void **state)
{
	(void)state;
	assert_windows(7, 3, 2, "123 345 567 ");
	assert_windows(8, 3, 3, "123 456 ");
	assert_windows(9, 2, 3, "12 45 78 ");
	assert_windows(9, 1, 4, "1 5 9 ");
	assert_windows(5, 2, 9, "12 ");
}

static void what_a_step_leaves_out_is_pulled_for_the_next(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct iter *it = iter_window(&source.iter, 2, 5, sizeof *n);

	(void)state;
	iter_next(it);
	assert_int_equal(source.pulls, 2);
	iter_next(it);
	assert_int_equal(source.pulls, 7);
	iter_free(it);
}

static void an_error_comes_after_the_windows_before_it(void **state)
{
	for (size_t step = 1; step < 5; step++) {
		struct source source = SOURCE(.items = 5, .fails = EIO);
		struct iter *it = iter_window(&source.iter, 2, step, sizeof *n);

		assert_int_equal(iter_count(it), (4 - 1) / step + 1);
		for (int i = 0; i < 2; i++) {
			assert_int_equal(iter_error(it), EIO);
			assert_ptr_equal(iter_detail(it), &n[6]);
			assert_null(iter_next(it));
		}
		iter_free(it);
	}
	(void)state;
}

static void items_are_copied_and_aligned(void **state)
{
	long double word[] = { 1, 2 };
	struct iter_array array = iter_array(word, 2, sizeof *word);
	struct iter *it = iter_window(&array.iter, 2, 1, sizeof *word);
	const struct batch *window = iter_next(it);
	const long double *items = window->items;

	(void)state;
	word[0] = word[1] = 7;
	assert_true(items[0] == 1 && items[1] == 2);
	assert_int_equal((uintptr_t)items % _Alignof(max_align_t), 0);
	iter_free(it);
}

static void what_makes_no_sense_is_refused(void **state)
{
	static const struct {
		size_t length, step, size;
	} bad[] = {
		{ 0, 1, 4 },        { 3, 0, 4 },        { 3, 1, 0 },
		{ SIZE_MAX, 1, 2 }, { 2, 1, SIZE_MAX }, { SIZE_MAX, 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct source source = SOURCE(.items = 9);
		struct iter *it = iter_window(&source.iter, bad[i].length,
					      bad[i].step, bad[i].size);

		assert_freed(source);
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), EINVAL);
		assert_non_null(strstr(iter_detail(it), "iter_window: "));
		iter_free(it);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(with_a_step_of_one_it_slides),
		ONCE(of_fewer_items_there_is_no_window),
		ONCE(a_step_may_be_longer),
		ONCE(what_a_step_leaves_out_is_pulled_for_the_next),
		ONCE(an_error_comes_after_the_windows_before_it),
		ONCE(items_are_copied_and_aligned),
		ONCE(what_makes_no_sense_is_refused),
	};

	return RUN(tests);
}
