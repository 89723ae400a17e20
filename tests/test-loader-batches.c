/* SPDX-License-Identifier: MIT */
/*
 * test-loader-batches.c - which samples make up which batch.
 *
 * Promises: loader_new(), loader_next(), loader_length(), and batch, drop_last,
 * sampler, batch_sampler of struct loader_options in generator/loader.h.
 */
#include <limits.h>

#include "loader.h"

static bool every_third(uint64_t index)
{
	return index % 3 == 0;
}

/* ---- Sizes ---- */

static size_t batches_of(size_t items, size_t batch, bool drop_last)
{
	return drop_last ? items / batch : (items + batch - 1) / batch;
}

/* In order, all full but perhaps the last, and as many as was said. */
static void check_batches(struct loader *l, size_t items, size_t batch,
			  bool drop_last, bool length_is_known)
{
	size_t expected = batches_of(items, batch, drop_last), count = 0;
	uint64_t at = 0, length = length_is_known ? expected : UINT64_MAX;
	const struct loaded *b;

	assert_true(loader_length(l) == length);
	assert_true(loader_steps(l) == length);
	for (; (b = loader_next(l)); count++) {
		assert_int_equal(b->step, count);
		assert_int_equal(b->epoch, 0);
		assert_int_equal(b->padding, 0);
		assert_int_equal(b->batch.count,
				 at + batch <= items ? batch : items - at);
		assert_int_equal(b->first, at);
		for (size_t i = 0; i < b->batch.count; i++, at++) {
			const struct item *item = b->batch.items;

			assert_int_equal(item[i].index, at);
			assert_int_equal(number_of(b, i), at);
		}
	}
	assert_null(loader_error(l));
	assert_int_equal(count, expected);
	assert_true(loader_length(l) == length);
	loader_free(l);
}

/* How many samples, for batches of so many: at the borders, and between. */
static const size_t sizes[] = { 0, 1, 2, 5, 6, 7, 11, 12, 13, 20, 60 };
enum { SIZES = sizeof sizes / sizeof *sizes };

static void of_indexed(unsigned workers, bool drop_last)
{
	for (size_t i = 0; i < SIZES; i++)
		for (size_t batch = 1; batch <= 14; batch++) {
			struct counted set = COUNTED(sizes[i]);

			check_batches(LOAD(set, .batch = batch,
					   .drop_last = drop_last,
					   .workers = workers),
				      sizes[i], batch, drop_last, true);
			assert_int_equal(set.wrong, 0);
		}
}

static void of_streams(unsigned workers, bool drop_last)
{
	for (size_t i = 0; i < SIZES; i++)
		for (size_t batch = 1; batch <= 14; batch += 2) {
			struct counted set = STREAM(sizes[i]);

			check_batches(LOAD(set, .batch = batch,
					   .drop_last = drop_last,
					   .workers = workers),
				      sizes[i], batch, drop_last, false);
			assert_int_equal(set.wrong, 0);
			assert_int_equal(set.opens, 1);
		}
}

static void all_samples_come_in_order(void **state)
{
	(void)state;
	of_indexed(0, false);
	of_indexed(2, false);
}

static void the_last_is_dropped_if_it_has_fewer(void **state)
{
	(void)state;
	of_indexed(0, true);
	of_indexed(2, true);
}

static void so_it_is_with_streams(void **state)
{
	(void)state;
	of_streams(0, false);
	of_streams(0, true);
	of_streams(2, false);
	of_streams(2, true);
}

static void none_give_no_batch_shuffled_or_not(void **state)
{
	struct counted set = COUNTED(0), stream = STREAM(0);

	(void)state;
	for (unsigned workers = 0; workers < 3; workers++)
		for (int shuffle = 0; shuffle < 2; shuffle++) {
			struct loader *l =
				LOAD(set, .batch = 3, .workers = workers,
				     .shuffle = shuffle);

			assert_int_equal(loader_length(l), 0);
			assert_end(l);
			loader_restart(l);
			assert_end(l);
			loader_free(l);
			l = LOAD(stream, .batch = 3, .workers = workers,
				 .shuffle = shuffle, .window = shuffle ? 5 : 0);
			assert_end(l);
			loader_free(l);
		}
}

static void one_that_is_larger_than_all_holds_all(void **state)
{
	struct counted set = COUNTED(5);
	struct loader *l = LOAD(set, .batch = 100000);

	(void)state;
	assert_int_equal(loader_next(l)->batch.count, 5);
	assert_end(l);
	loader_free(l);
}

/* get is told nothing by their address then, and must not write. */
static void samples_may_have_no_bytes(void **state)
{
	struct counted set = COUNTED(10), stream = STREAM(10);

	(void)state;
	set.set.size = stream.set.size = 0;
	for (unsigned workers = 0; workers < 2; workers++) {
		struct loader *l = LOAD(set, .batch = 4, .shuffle = true,
					.workers = workers);

		for (size_t i = 0; i < 3; i++)
			assert_int_equal(loader_next(l)->batch.count,
					 i < 2 ? 4 : 2);
		assert_end(l);
		loader_free(l);
		l = LOAD(stream, .batch = 4, .shuffle = true, .window = 3,
			 .workers = workers);
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(loader_next(l)->batch.count,
					 i < 2 ? 4 : 2);
		assert_end(l);
		loader_free(l);
	}
}

/* ---- get, get_many, view ---- */

static void get_many_is_asked_for_all_at_once(void **state)
{
	struct counted set = COUNTED_AS(many_ops, 25);
	struct record r = recorded_once(LOAD(set, .batch = 10));

	(void)state;
	assert_int_equal(r.samples, 25);
	assert_false(r.wrong);
	assert_int_equal(set.manys, 3);
	assert_int_equal(set.gets, 0);
}

static void where_get_many_fails_get_is_asked_for_each(void **state)
{
	struct counted set = COUNTED_AS(many_ops, 25, .fails = every_third);
	struct record r = recorded_once(LOAD(
		set, .batch = 5, .on_error = LOADER_SKIP_SAMPLE, .workers = 1));

	(void)state;
	assert_int_equal(r.errors, 0);
	assert_int_equal(r.samples, 16);
	assert_int_equal(set.gets, 25);
	assert_false(r.wrong);
}

static struct item array[25];
static bool viewable;

static const void *view_array(struct dataset *set, uint64_t first, size_t count)
{
	if (first + count > set->length)
		((struct counted *)set)->wrong++;
	for (size_t i = first; i < first + count && i < 25; i++)
		array[i].index = i;
	return viewable ? array + first : NULL;
}

static const struct dataset_ops view_ops = { .get = counted_get,
					     .view = view_array };

static int change_nothing(void *ctx, void *sample, struct loading *in)
{
	(void)ctx;
	(void)sample;
	(void)in;
	return 0;
}

static const struct loader_transform nothing = { change_nothing, NULL };

static void what_lies_in_memory_is_not_copied(void **state)
{
	struct counted set = COUNTED_AS(view_ops, 25);
	struct loader *l = LOAD(set, .batch = 10, .workers = 1);

	(void)state;
	viewable = true;
	for (size_t i = 0; i < 3; i++) {
		const struct loaded *b = loader_next(l);

		assert_ptr_equal(b->batch.items, array + 10 * i);
		assert_int_equal(b->batch.count, i < 2 ? 10 : 5);
		assert_int_equal(b->step, i);
		assert_null(b->index);
		assert_int_equal(b->first, 10 * i);
		assert_null(loader_take(l));
	}
	assert_end(l);
	loader_free(l);
	assert_int_equal(set.gets, 0);
}

static int same_batch(void *ctx, const void *samples, size_t count,
		      struct batch *out, struct loading *in)
{
	(void)ctx;
	(void)in;
	*out = (struct batch){ samples, count };
	return 0;
}

static void but_where_it_must_be_it_is(void **state)
{
	struct counted set = COUNTED_AS(view_ops, 25);
	struct loader_options options[] = {
		{ .shuffle = true },
		{ .transforms = &nothing, .transform_count = 1 },
		{ .collate = same_batch },
		{ .world = 5, .uneven = LOADER_PAD, .rank = 4 },
		{ .batch = 0 }, /* this one cannot be viewed */
	};
	static const unsigned gets[] = { 25, 25, 25, 5, 25 };

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct loader *l;
		const struct loaded *b;

		set.gets = 0;
		options[i].batch = 10;
		set.set.length = options[i].world ? 24 : 25;
		viewable = i < 4;
		l = loader_new(&set.set, &options[i]);
		while ((b = loader_next(l)))
			assert_true((const char *)b->batch.items <
					    (char *)array ||
				    (const char *)b->batch.items >=
					    (char *)(array + 25));
		assert_int_equal(set.gets, gets[i]);
		assert_int_equal(set.wrong, 0);
		loader_free(l);
	}
}

/* ---- Samplers ---- */

static void a_sampler_says_which_and_how_many(void **state)
{
	static const uint64_t chosen[] = { 7, 7, 0, 9, 3, 7, 1 };

	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED(10);
		struct numbers s = NUMBERS(chosen);
		struct loader *l =
			LOAD(set, .batch = 3, .workers = workers, .epoch = 5,
			     .sampler = numbers_open, .sampler_ctx = &s);
		size_t at = 0;
		const struct loaded *b;

		assert_true(loader_length(l) == UINT64_MAX);
		assert_int_equal(s.opens, 0);
		while ((b = loader_next(l)))
			for (size_t i = 0; i < b->batch.count; i++, at++)
				assert_int_equal(number_of(b, i), chosen[at]);
		assert_int_equal(at, 7);
		assert_end(l);
		assert_int_equal(s.opens, 1);
		assert_int_equal(s.epoch, 5);
		loader_restart(l);
		assert_int_equal(recorded(l).samples, 7);
		assert_int_equal(s.epoch, 6);
		loader_free(l);
		assert_int_equal(s.freed, s.opens);
	}
}

static void of_ranks_each_takes_every_such_number(void **state)
{
	static const uint64_t chosen[] = { 7, 6, 0, 9, 3, 2, 1 };
	struct counted set = COUNTED(10);
	struct numbers s = NUMBERS(chosen);
	struct loader *l = LOAD(set, .batch = 3, .rank = 1, .world = 3,
				.sampler = numbers_open, .sampler_ctx = &s);
	const struct loaded *b = loader_next(l);

	(void)state;
	assert_int_equal(b->batch.count, 2);
	assert_int_equal(number_of(b, 0), 6);
	assert_int_equal(number_of(b, 1), 3);
	assert_end(l);
	loader_free(l);
}

static void a_batch_sampler_makes_batches_of_any_size(void **state)
{
	static const uint64_t chosen[] = { 5, 4, 3, 2, 1, 0 };
	static uint64_t many[3000];
	static const struct batch batches[] = { { chosen, 2 },
						{ chosen, 0 },
						{ chosen + 2, 4 },
						{ many, 3000 },
						{ chosen, 1 } };
	(void)state;
	for (size_t i = 0; i < 3000; i++)
		many[i] = i * 7 % 10;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED(10);
		struct numbers s = NUMBERS(batches);
		struct loader *l =
			LOAD(set, .workers = workers,
			     .batch_sampler = numbers_open, .sampler_ctx = &s);

		for (size_t i = 0; i < 5; i++) {
			const struct loaded *b = loader_next(l);
			const uint64_t *index = batches[i].items;

			assert_non_null(b);
			assert_int_equal(b->batch.count, batches[i].count);
			for (size_t k = 0; k < b->batch.count; k++)
				assert_int_equal(number_of(b, k), index[k]);
			assert_int_equal(b->step, i);
		}
		assert_end(l);
		loader_free(l);
		assert_int_equal(s.freed, 1);
	}
}

static void a_number_that_is_none_is_an_error_that_tells_it(void **state)
{
	static const uint64_t chosen[] = { 1, 2, 3, 10,         5, 6,
					   7, 8, 9, UINT64_MAX, 0 };
	struct counted set = COUNTED(10);
	struct numbers s = NUMBERS(chosen);
	struct loader *l = LOAD(set, .batch = 3, .workers = 2,
				.sampler = numbers_open, .sampler_ctx = &s);

	(void)state;
	assert_non_null(loader_next(l));
	assert_null(loader_next(l));
	assert_error(l, ERANGE, "10");
	assert_int_equal(loader_error(l)->index, 10);
	assert_int_equal(loader_error(l)->step, 1);
	assert_non_null(loader_next(l));
	assert_null(loader_next(l));
	assert_error(l, ERANGE, "only 10 samples");
	assert_end(l);
	loader_free(l);
}

/* What came before the error is lent, also if that is less than a batch. */
static void a_sampler_may_fail(void **state)
{
	static const uint64_t chosen[] = { 1, 2, 3, 4 };

	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED(10);
		struct numbers s = NUMBERS(chosen);
		struct loader *l;

		s.fails = EDOM;
		l = LOAD(set, .batch = 3, .workers = workers, .drop_last = true,
			 .sampler = numbers_open, .sampler_ctx = &s);
		assert_int_equal(loader_next(l)->batch.count, 3);
		assert_int_equal(loader_next(l)->batch.count, 1);
		assert_null(loader_next(l));
		assert_error(l, EDOM, "no more numbers");
		assert_end(l);
		loader_free(l);
	}
}

static struct iter *no_sampler(void *ctx, uint64_t epoch)
{
	(void)ctx;
	(void)epoch;
	return NULL;
}

static void a_sampler_may_be_null(void **state)
{
	struct counted set = COUNTED(10);
	struct loader *l = LOAD(set, .batch = 3, .sampler = no_sampler);

	(void)state;
	assert_null(loader_next(l));
	assert_int_equal(loader_error(l)->code, ENOMEM);
	assert_end(l);
	loader_free(l);
}

/* ---- Options that make no sense ---- */

static struct counted ten = COUNTED(10), stream_of_ten = STREAM(10);
static struct counted no_bytes = COUNTED(10);
static const struct dataset_ops no_ops = { .view = view_array };
static struct counted nothing_at_all = COUNTED_AS(no_ops, 10);
static const struct dataset_ops unnumbered_ops = { .open = counted_open,
						   .shards = true };
static struct counted unnumbered = COUNTED_AS(unnumbered_ops, 0, .items = 10);
static const struct loader_transform no_fn[] = { { NULL, NULL } };

static const struct {
	const char *words;
	struct counted *set;
	struct loader_options options;
} refused[] = {
	{ "neither get nor open", &nothing_at_all, { .batch = 1 } },
	{ "batch is 0", &ten, { .batch = 0 } },
	{ "batch is 0", &stream_of_ten, { .workers = 2 } },
	{ "more than there can be", &ten, { .batch = SIZE_MAX / 8 } },
	{ "more than there can be", &ten, { .batch = SIZE_MAX } },
	{ "more than there can be",
	  &ten,
	  { .batch = 16, .world = UINT64_MAX / 16 } },
	{ "rank", &ten, { .batch = 1, .rank = 3, .world = 3 } },
	{ "rank", &ten, { .batch = 1, .rank = 1 } },
	{ "sampler and batch_sampler",
	  &ten,
	  { .batch = 1,
	    .sampler = numbers_open,
	    .batch_sampler = numbers_open } },
	{ "batch_sampler",
	  &ten,
	  { .batch = 1, .batch_sampler = numbers_open } },
	{ "drop_last",
	  &ten,
	  { .drop_last = true, .batch_sampler = numbers_open } },
	{ "shuffle",
	  &ten,
	  { .batch = 1, .shuffle = true, .sampler = numbers_open } },
	{ "shuffle", &ten, { .shuffle = true, .batch_sampler = numbers_open } },
	{ "streamed dataset cannot have a sampler",
	  &stream_of_ten,
	  { .batch = 1, .sampler = numbers_open } },
	{ "window", &stream_of_ten, { .batch = 1, .shuffle = true } },
	{ "window", &stream_of_ten, { .batch = 1, .window = 5 } },
	{ "window", &ten, { .batch = 1, .shuffle = true, .window = 5 } },
	{ "uneven", &stream_of_ten, { .batch = 1, .uneven = LOADER_PAD } },
	{ "uneven",
	  &ten,
	  { .batch = 1, .uneven = LOADER_DROP, .sampler = numbers_open } },
	{ "prefetch", &ten, { .batch = 1, .prefetch = 3 } },
	{ "more than there can be", &no_bytes, { .batch = SIZE_MAX / 8 + 1 } },
	{ "prefetch",
	  &ten,
	  { .batch = 1, .workers = 1, .prefetch = UINT_MAX } },
	{ "workers", &ten, { .batch = 1, .workers = UINT_MAX / 2 + 1 } },
	{ "transforms", &ten, { .batch = 1, .transform_count = 2 } },
	{ "fn is NULL",
	  &ten,
	  { .batch = 1, .transforms = no_fn, .transform_count = 1 } },
	{ "timeout_ms", &ten, { .batch = 1, .timeout_ms = 20 } },
	{ "numbers", &unnumbered, { .batch = 1 } },
};

static void options_that_make_no_sense_are_named(void **state)
{
	int before = threads();

	(void)state;
	no_bytes.set.size = 0;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct loader *l =
			loader_new(&refused[i].set->set, &refused[i].options);

		assert_non_null(l);
		for (int again = 0; again < 2; again++) {
			assert_null(loader_next(l));
			assert_error(l, EINVAL, refused[i].words);
			assert_true(loader_error(l)->again);
		}
		assert_null(iter_next(loader_iter(l)));
		assert_int_equal(iter_error(loader_iter(l)), EINVAL);
		assert_non_null(
			strstr(iter_detail(loader_iter(l)), refused[i].words));
		assert_int_equal(loader_length(l), 0);
		loader_restart(l);
		assert_null(loader_next(l));
		assert_null(loader_take(l));
		assert_int_equal(loader_stats(l).batches, 0);
		assert_int_equal(loader_error(l)->code, EINVAL);
		loader_free(l);
	}
	assert_int_equal(ten.gets + stream_of_ten.opens, 0);
	assert_int_equal(threads(), before);
}

static void without_any_they_are_zeros(void **state)
{
	struct counted set = COUNTED(10);
	struct loader *l = loader_new(&set.set, NULL);

	(void)state;
	assert_null(loader_next(l));
	assert_error(l, EINVAL, "batch is 0");
	loader_free(l);
}

static void so_is_a_dataset_that_could_not_be_made(void **state)
{
	static char text[] = "no such file";
	struct counted set = COUNTED(10);
	struct loader *l;

	(void)state;
	set.set.code = ENOENT;
	set.set.text = text;
	l = LOAD(set, .batch = 1);
	assert_null(loader_next(l));
	assert_error(l, ENOENT, "no such file");
	loader_free(l);
}

static void a_dataset_that_is_null_makes_a_loader_that_is(void **state)
{
	char *before = strdup(iter_detail(NULL)); /* why it is NULL */
	struct loader *l =
		loader_new(NULL, &(struct loader_options){ .batch = 1 });

	(void)state;
	assert_null(l);
	assert_string_equal(iter_detail(NULL), before);
	free(before);
	assert_null(loader_next(l));
	assert_int_equal(loader_error(l)->code, ENOMEM);
	assert_int_equal(iter_error(loader_iter(l)), ENOMEM);
	assert_int_equal(loader_length(l) + loader_steps(l), 0);
	assert_null(loader_take(l));
	loader_restart(l);
	(void)loader_save(l);
	assert_int_equal(loader_stats(l).batches, 0);
	assert_non_null(loader_advice(l));
	loader_free(l);
}

static void options_are_copied(void **state)
{
	struct counted set = COUNTED(10);
	struct loader_transform transforms[] = { nothing, nothing };
	struct loader_options options = { .batch = 3,
					  .transforms = transforms,
					  .transform_count = 2 };
	struct loader *l = loader_new(&set.set, &options);

	(void)state;
	memset(&options, 0xff, sizeof options);
	memset(transforms, 0xff, sizeof transforms);
	assert_int_equal(recorded(l).steps, 4);
	loader_restart(l);
	assert_int_equal(recorded(l).samples, 10);
	loader_free(l);
}

/* ---- One after the other ---- */

static void after_the_end_it_stays_at_the_end(void **state)
{
	struct counted set = COUNTED(10), stream = STREAM(10);

	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct loader *l = LOAD(set, .batch = 3, .workers = workers);

		assert_int_equal(recorded(l).steps, 4);
		assert_end(l);
		loader_free(l);
		l = LOAD(stream, .batch = 3, .workers = workers);
		assert_int_equal(recorded(l).steps, 4);
		assert_end(l);
		loader_free(l);
	}
	assert_int_equal(set.gets, 30);
	assert_int_equal(stream.copies, 30);
}

static void closed_it_has_no_batches(void **state)
{
	struct counted set = COUNTED(10);

	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct loader *l = LOAD(set, .batch = 3, .workers = workers);
		struct iter *it = loader_iter(l);

		assert_non_null(iter_next(it));
		assert_int_equal(iter_close(it), 0);
		assert_end(l);
		assert_int_equal(iter_close(it), 0);
		assert_null(loader_take(l));
		assert_int_equal(loader_length(l), 0);
		loader_restart(l);
		assert_end(l);
		assert_int_equal(loader_stats(l).batches, 1);
		iter_free(it);
	}
}

static void two_over_one_dataset_do_not_meet(void **state)
{
	struct counted set = COUNTED(30);
	struct loader *one = LOAD(set, .batch = 3, .shuffle = true);
	struct loader *two = LOAD(set, .batch = 4, .workers = 2);
	struct record alone[] = {
		recorded_once(LOAD(set, .batch = 3, .shuffle = true)),
		recorded_once(LOAD(set, .batch = 4)),
	};
	struct record r[2] = { { .steps = 0 } };
	bool more = true;

	(void)state;
	while (more) {
		more = record_next(&r[0], one);
		more |= record_next(&r[1], two);
	}
	assert_same(r[0], alone[0]);
	assert_same(r[1], alone[1]);
	loader_free(one);
	loader_free(two);
}

static void freeing_it_leaves_the_dataset(void **state)
{
	struct counted set = COUNTED(30);

	(void)state;
	loader_free(LOAD(set, .batch = 3));
	assert_int_equal(set.freed, 0);
	loader_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_samples_come_in_order),
		cmocka_unit_test(the_last_is_dropped_if_it_has_fewer),
		cmocka_unit_test(so_it_is_with_streams),
		cmocka_unit_test(none_give_no_batch_shuffled_or_not),
		cmocka_unit_test(one_that_is_larger_than_all_holds_all),
		cmocka_unit_test(samples_may_have_no_bytes),
		cmocka_unit_test(get_many_is_asked_for_all_at_once),
		cmocka_unit_test(where_get_many_fails_get_is_asked_for_each),
		cmocka_unit_test(what_lies_in_memory_is_not_copied),
		cmocka_unit_test(but_where_it_must_be_it_is),
		cmocka_unit_test(a_sampler_says_which_and_how_many),
		cmocka_unit_test(of_ranks_each_takes_every_such_number),
		cmocka_unit_test(a_batch_sampler_makes_batches_of_any_size),
		cmocka_unit_test(
			a_number_that_is_none_is_an_error_that_tells_it),
		cmocka_unit_test(a_sampler_may_fail),
		cmocka_unit_test(a_sampler_may_be_null),
		cmocka_unit_test(options_that_make_no_sense_are_named),
		cmocka_unit_test(without_any_they_are_zeros),
		cmocka_unit_test(so_is_a_dataset_that_could_not_be_made),
		cmocka_unit_test(a_dataset_that_is_null_makes_a_loader_that_is),
		cmocka_unit_test(options_are_copied),
		cmocka_unit_test(after_the_end_it_stays_at_the_end),
		cmocka_unit_test(closed_it_has_no_batches),
		cmocka_unit_test(two_over_one_dataset_do_not_meet),
		cmocka_unit_test(freeing_it_leaves_the_dataset),
	};

	return RUN(tests);
}
