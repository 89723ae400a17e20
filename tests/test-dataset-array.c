/* SPDX-License-Identifier: MIT */
/*
 * test-dataset-array.c - arrays and iterators as datasets.
 *
 * Promises: dataset_array(), dataset_iter() and dataset_free() in
 * generator/dataset.h.
 */
#include "dataset.h"
#include "source.h"

static void samples_are_the_items(void **state)
{
	struct dataset *set = dataset_array(n, 10, sizeof *n);
	int sample;

	(void)state;
	assert_int_equal(set->code, 0);
	assert_int_equal(set->length, 10);
	assert_int_equal(set->size, sizeof *n);
	for (uint64_t i = 0; i < 10; i++) {
		assert_int_equal(get(set, i, &sample), 0);
		assert_int_equal(sample, i);
	}
	dataset_free(set);
}

/* Sizes 4 and 8 go their own way. */
static void many_are_got_in_the_order_asked_for(void **state)
{
	static const uint64_t index[] = { 3, 0, 3, 2 };
	unsigned char items[4 * 16], samples[4 * 16];

	(void)state;
	for (size_t i = 0; i < sizeof items; i++)
		items[i] = (unsigned char)(i * 7);
	for (size_t size = 1; size <= 16; size++) {
		struct dataset *set = dataset_array(items, 4, size);

		memset(samples, 0xdd, sizeof samples);
		assert_int_equal(
			set->ops->get_many(set, index, 4, samples, &loading),
			0);
		for (size_t i = 0; i < 4; i++)
			assert_memory_equal(samples + i * size,
					    items + index[i] * size, size);
		for (size_t i = 4 * size; i < sizeof samples; i++)
			assert_int_equal(samples[i], 0xdd);
		dataset_free(set);
	}
}

static void they_can_be_seen_where_they_are(void **state)
{
	struct dataset *set = dataset_array(n, 10, sizeof *n);

	(void)state;
	assert_ptr_equal(set->ops->view(set, 0, 10), n);
	assert_ptr_equal(set->ops->view(set, 7, 3), n + 7);
	dataset_free(set);
}

static void an_empty_array_is_no_error(void **state)
{
	struct dataset *set = dataset_array(NULL, 0, 8);

	(void)state;
	assert_int_equal(set->code, 0);
	assert_int_equal(set->length, 0);
	dataset_free(set);
}

static void no_array_and_no_size_are(void **state)
{
	(void)state;
	check_failed(dataset_array(NULL, 1, 8), EINVAL, "no array");
	check_failed(dataset_array(n, 10, 0), EINVAL, "0 bytes");
	dataset_free(NULL);
}

static void an_iterator_s_items_are_lent_for_one_epoch(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct dataset *set = dataset_iter(&source.iter, sizeof *n);
	struct iter *it;

	(void)state;
	assert_int_equal(set->code, 0);
	assert_int_equal(set->size, sizeof *n);
	assert_int_equal(source.pulls, 0);
	it = open_part(set, 0, 1);
	for (int i = 1; i <= 3; i++)
		assert_ptr_equal(iter_next(it), &n[i]);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	assert_freed(source);

	it = open_part(set, 0, 1);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EINVAL);
	assert_non_null(strstr(iter_detail(it), "one epoch"));
	iter_free(it);
	dataset_free(set);
	assert_int_equal(source.freed, 1);
}

static void one_that_nobody_opened_is_freed_with_the_dataset(void **state)
{
	struct source source = SOURCE(.items = 3), unusable = SOURCE();

	(void)state;
	dataset_free(dataset_iter(&source.iter, sizeof *n));
	assert_freed(source);
	check_failed(dataset_iter(&unusable.iter, 0), EINVAL, "0 bytes");
	assert_freed(unusable);
	assert_null(dataset_iter(NULL, 4));
}

static struct dataset *array_of_ten(void)
{
	return dataset_array(n, 10, sizeof *n);
}

static struct dataset *array_of_nothing(void)
{
	return dataset_array(n, 10, 0);
}

static void without_memory_there_is_none(void **state)
{
	struct source source = SOURCE(.items = 3);

	(void)state;
	check_allocations(array_of_ten);
	for (int k = 1; k <= 2; k++) { /* itself, and why it has failed */
		allocs_watch();
		allocs.fail_at = k;
		assert_null(array_of_nothing());
		assert_int_equal(errno, ENOMEM);
		allocs.watch = false;
		assert_int_equal(allocs.blocks, 0);
	}
	allocs_watch();
	allocs.fail_at = 1;
	assert_null(dataset_iter(&source.iter, 4));
	allocs.watch = false;
	assert_freed(source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_are_the_items),
		cmocka_unit_test(many_are_got_in_the_order_asked_for),
		cmocka_unit_test(they_can_be_seen_where_they_are),
		cmocka_unit_test(an_empty_array_is_no_error),
		cmocka_unit_test(no_array_and_no_size_are),
		cmocka_unit_test(an_iterator_s_items_are_lent_for_one_epoch),
		cmocka_unit_test(
			one_that_nobody_opened_is_freed_with_the_dataset),
		cmocka_unit_test(without_memory_there_is_none),
	};

	return RUN_IN_FOLDER(tests);
}
