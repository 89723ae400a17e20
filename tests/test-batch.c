/* SPDX-License-Identifier: MIT */
/*
 * test-batch.c - items in groups.
 *
 * Promises: iter_batch() in generator/pipeline.h.  Python: itertools.batched()
 * ("n must be at least one").
 */
#include <errno.h>

#include <generator/pipeline.h>

#include "source.h"

static void assert_batch(struct iter *it, size_t count, int first)
{
	const struct batch *b = iter_next(it);
	const int *items;

	assert_non_null(b);
	assert_int_equal(b->count, count);
	items = b->items;
	for (size_t i = 0; i < count; i++)
		assert_int_equal(items[i], first + (int)i);
}

static void all_are_full_but_perhaps_the_last(void **state)
{
	struct source source = SOURCE(.items = 8);
	struct iter *it = iter_batch(&source.iter, 3, sizeof *n);

	(void)state;
	assert_batch(it, 3, 1);
	assert_batch(it, 3, 4);
	assert_batch(it, 2, 7);
	for (int i = 0; i < 2; i++)
		assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	assert_freed(source);
}

static void there_is_no_empty_one_at_the_end(void **state)
{
	struct source source = SOURCE(.items = 6);
	struct iter *it = iter_batch(&source.iter, 3, sizeof *n);

	(void)state;
	assert_batch(it, 3, 1);
	assert_batch(it, 3, 4);
	assert_null(iter_next(it));
	iter_free(it);
}

static void as_many_as_the_tutorial_makes(void **state)
{
	for (size_t items = 0; items < 30; items++)
		for (size_t size = 1; size < 12; size++) {
			struct source source = SOURCE(.items = (int)items);
			struct iter *it =
				iter_batch(&source.iter, size, sizeof *n);
			size_t batches = 0, all = 0;

			gen_each (const struct batch *, b, it) {
				batches++;
				all += b->count;
			}
			assert_int_equal(batches, (items + size - 1) / size);
			assert_int_equal(all, items);
			iter_free(it);
		}
	(void)state;
}

static void one_larger_than_all_holds_all(void **state)
{
	struct source source = SOURCE(.items = 5);
	struct iter *it = iter_batch(&source.iter, 1000, sizeof *n);

	(void)state;
	assert_batch(it, 5, 1);
	assert_null(iter_next(it));
	iter_free(it);
}

static void to_make_one_exactly_its_items_are_pulled(void **state)
{
	struct source source = SOURCE(.items = 6);
	struct iter *it = iter_batch(&source.iter, 3, sizeof *n);

	(void)state;
	assert_int_equal(source.pulls, 0);
	iter_next(it);
	assert_int_equal(source.pulls, 3);
	iter_next(it);
	assert_int_equal(source.pulls, 6);
	assert_null(iter_next(it));
	assert_int_equal(source.pulls, 7);
	assert_null(iter_next(it));
	assert_int_equal(source.pulls, 7);
	iter_free(it);
}

static void an_end_that_was_seen_is_not_asked_for_again(void **state)
{
	struct source source = SOURCE(.items = 5);
	struct iter *it = iter_batch(&source.iter, 3, sizeof *n);

	(void)state;
	iter_next(it);
	assert_batch(it, 2, 4);
	assert_int_equal(source.pulls, 6);
	assert_null(iter_next(it));
	assert_int_equal(source.pulls, 6);
	iter_free(it);
}

static void items_are_copied(void **state)
{
	struct {
		char text[3];
	} word[] = { { "ab" }, { "cd" }, { "ef" } };
	struct iter_array array = iter_array(word, 3, sizeof *word);
	struct iter *it = iter_batch(&array.iter, 2, sizeof *word);
	const struct batch *b = iter_next(it);

	(void)state;
	memset(word, 'x', 6);
	assert_memory_equal(b->items, "ab\0cd", 6);
	iter_free(it);
}

static void what_they_point_to_is_not_copied(void **state)
{
	const int *pointers[] = { &n[3], &n[4] };
	struct iter_array array = iter_array(pointers, 2, sizeof *pointers);
	struct iter *it = iter_batch(&array.iter, 2, sizeof *pointers);
	const struct batch *b = iter_next(it);

	(void)state;
	assert_ptr_equal(((const int *const *)b->items)[0], &n[3]);
	assert_ptr_equal(((const int *const *)b->items)[1], &n[4]);
	iter_free(it);
}

static void one_buffer_serves_all_of_them(void **state)
{
	struct source source = SOURCE(.items = 6);
	struct iter *it = iter_batch(&source.iter, 3, sizeof *n);
	const struct batch *b = iter_next(it);
	const void *buffer = b->items;

	(void)state;
	b = iter_next(it);
	assert_ptr_equal(b->items, buffer);
	iter_free(it);
}

static void one_that_is_kept_must_be_copied(void **state)
{
	struct source source = SOURCE(.items = 6);
	struct iter *it = iter_batch(&source.iter, 3, sizeof *n);
	const struct batch *b = iter_next(it);
	int kept[3];

	(void)state;
	memcpy(kept, b->items, sizeof kept);
	assert_batch(it, 3, 4);
	assert_int_equal(kept[0], 1);
	assert_int_equal(kept[2], 3);
	iter_free(it);
}

static void items_are_aligned(void **state)
{
	long double one = 1;
	struct iter_array array = iter_array(&one, 1, sizeof one);
	struct iter *it = iter_batch(&array.iter, 4, sizeof one);
	const struct batch *b = iter_next(it);

	(void)state;
	assert_int_equal((uintptr_t)b->items % _Alignof(max_align_t), 0);
	iter_free(it);
}

static void a_failure_comes_after_the_batch_that_it_cut_short(void **state)
{
	struct source source = SOURCE(.items = 5, .fails = EIO);
	struct iter *it = iter_batch(&source.iter, 3, sizeof *n);

	(void)state;
	assert_batch(it, 3, 1);
	assert_batch(it, 2, 4);
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EIO);
	assert_ptr_equal(iter_detail(it), &n[6]);
	iter_free(it);
	assert_freed(source);
}

static void also_where_it_is_a_generator_that_fails(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]),
			     YIELD(&n[3]), RAISE_WITH(EIO, &n[6]));
	struct iter *it = iter_batch(gen_iter(g), 2, sizeof *n);

	assert_batch(it, 2, 1);
	assert_batch(it, 1, 3);
	for (int i = 0; i < 2; i++) {
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), EIO);
		assert_ptr_equal(iter_detail(it), &n[6]);
	}
	iter_free(it);
}

static void assert_refused(struct iter *it, struct source *source)
{
	const char *text = iter_detail(it);

	assert_non_null(it);
	assert_freed(*source);
	assert_int_equal(source->pulls, 0);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(iter_error(it), EINVAL);
		assert_null(iter_next(it));
	}
	assert_non_null(text);
	assert_true(*text && !strchr(text, '\n'));
	iter_free(it);
}

static void none_at_a_time_are_refused(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *it = iter_batch(&source.iter, 0, sizeof *n);

	(void)state;
	assert_non_null(strstr(iter_detail(it), "at least one"));
	assert_refused(it, &source);
}

static void items_without_a_size_are_refused(void **state)
{
	struct source source = SOURCE(.items = 3);

	(void)state;
	assert_refused(iter_batch(&source.iter, 3, 0), &source);
}

static void a_buffer_beyond_all_numbers_is_refused(void **state)
{
	static const struct {
		size_t count, size;
	} sizes[] = {
		{ SIZE_MAX, 2 },
		{ 2, SIZE_MAX },
		{ SIZE_MAX, SIZE_MAX },
		{ SIZE_MAX / 2 + 1, 2 },
		{ SIZE_MAX, 1 },
		{ 1, SIZE_MAX },
		{ (size_t)1 << 32, (size_t)1 << 32 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct source source = SOURCE(.items = 3);

		assert_refused(
			iter_batch(&source.iter, sizes[i].count, sizes[i].size),
			&source);
	}
}

static void a_buffer_beyond_all_memory_is_enomem(void **state)
{
	struct source source = SOURCE(.items = 3);

	skip_with_tools();
	(void)state;
	assert_null(iter_batch(&source.iter, PTRDIFF_MAX / 2, 1));
	assert_freed(source);
	assert_int_equal(iter_error(NULL), ENOMEM);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(all_are_full_but_perhaps_the_last),
		ONCE(there_is_no_empty_one_at_the_end),
		ONCE(as_many_as_the_tutorial_makes),
		ONCE(one_larger_than_all_holds_all),
		ONCE(to_make_one_exactly_its_items_are_pulled),
		ONCE(an_end_that_was_seen_is_not_asked_for_again),
		ONCE(items_are_copied),
		ONCE(what_they_point_to_is_not_copied),
		ONCE(one_buffer_serves_all_of_them),
		ONCE(one_that_is_kept_must_be_copied),
		ONCE(items_are_aligned),
		ONCE(a_failure_comes_after_the_batch_that_it_cut_short),
		BOTH(also_where_it_is_a_generator_that_fails),
		ONCE(none_at_a_time_are_refused),
		ONCE(items_without_a_size_are_refused),
		ONCE(a_buffer_beyond_all_numbers_is_refused),
		ONCE(a_buffer_beyond_all_memory_is_enomem),
	};

	return RUN(tests);
}
