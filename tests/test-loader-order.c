/* SPDX-License-Identifier: MIT */
/*
 * test-loader-order.c - order and bytes depend on the seed and the epoch, and
 * not on who loads them.
 *
 * Promises: "The batches, their order and their bytes depend on the dataset,
 * the seed, the epoch and what else is in struct loader_options", and world in
 * generator/loader.h; loading_random() in generator/dataset.h.  The arithmetic
 * is test-impl-order.c's.
 */
#include "loader.h"

/* ---- Transforms, and what they draw ---- */

static int add_random(void *ctx, void *sample, struct loading *in)
{
	struct item *item = sample;

	(void)ctx;
	item->random = fold(item->random, loading_random(in));
	return 0;
}

static int write_random(void *ctx, void *sample, struct loading *in)
{
	(void)ctx;
	((struct item *)sample)->random = loading_random(in);
	return 0;
}

static int draw_more(void *ctx, void *sample, struct loading *in)
{
	(void)ctx;
	(void)sample;
	for (int i = 0; i < 5; i++)
		(void)loading_random(in);
	return 0;
}

static const struct loader_transform twice[] = { { add_random, NULL },
						 { add_random, NULL } };

/* ---- The same for any number of workers ---- */

static const struct {
	unsigned workers, prefetch;
} teams[] = { { 1, 0 }, { 1, 1 }, { 2, 1 },  { 2, 2 }, { 2, 5 }, { 3, 0 },
	      { 4, 1 }, { 4, 3 }, { 4, 16 }, { 8, 2 }, { 8, 8 } };
enum { TEAMS = sizeof teams / sizeof *teams };

static bool some_fail(uint64_t index)
{
	return index % 23 == 11;
}

static void check_teams(struct counted set, struct loader_options o)
{
	struct record alone;

	hide_account(&set);
	set.delay_us = 0;
	alone = recorded_once(loader_new(&set.set, &o));
	set.delay_us = 150;
	for (size_t i = 0; i < TEAMS; i += (size_t)rounds(1, 3)) {
		struct record r;

		o.workers = teams[i].workers;
		o.prefetch = teams[i].prefetch;
		set.seed++;
		r = recorded_once(loader_new(&set.set, &o));
		assert_same(r, alone);
	}
	assert_int_equal(set.wrong, 0);
}

static void any_number_of_workers_makes_the_same(void **state)
{
	struct counted set = COUNTED(201);

	(void)state;
	check_teams(set, (struct loader_options){ .batch = 7 });
	check_teams(set, (struct loader_options){ .batch = 7,
						  .shuffle = true,
						  .seed = 3,
						  .transforms = twice,
						  .transform_count = 2 });
}

static void errors_are_at_the_same_places(void **state)
{
	struct counted set = COUNTED(201, .fails = some_fail);
	struct loader_options o = { .batch = 7, .shuffle = true };

	(void)state;
	check_teams(set, o);
	o.on_error = LOADER_SKIP_SAMPLE;
	check_teams(set, o);
	o.on_error = LOADER_STOP;
	check_teams(set, o);
}

static void so_it_is_with_samplers(void **state)
{
	uint64_t chosen[150];
	struct numbers s = NUMBERS(chosen);
	struct counted set = COUNTED(100, .fails = some_fail);

	(void)state;
	for (uint64_t i = 0; i < 150; i++)
		chosen[i] = i * i % 101; /* 100 is none */
	check_teams(set, (struct loader_options){ .batch = 7,
						  .sampler = numbers_open,
						  .sampler_ctx = &s });
}

static void and_with_streams_shuffled_or_not(void **state)
{
	struct counted set = STREAM(101, .fails = some_fail);
	struct loader_options o = { .batch = 7 };

	(void)state;
	check_teams(set, o);
	o.shuffle = true;
	o.window = 20;
	check_teams(set, o);
	o.on_error = LOADER_SKIP_SAMPLE;
	o.transforms = twice;
	o.transform_count = 2;
	check_teams(set, o);
}

static void and_with_streams_that_break(void **state)
{
	struct counted set = STREAM(101, .breaks_at = 60);
	struct loader_options o = { .batch = 7 };

	(void)state;
	check_teams(set, o);
	o.shuffle = o.drop_last = true;
	o.window = 13;
	check_teams(set, o);
}

/* ---- Random numbers ---- */

/* The number that each sample of so many was given. */
static void drawn(uint64_t *random, size_t count, struct loader *l)
{
	const struct loaded *b;

	for (size_t i = 0; i < count; i++)
		random[i] = 0;
	while ((b = loader_next(l)))
		for (size_t i = 0; i < b->batch.count; i++) {
			const struct item *item = b->batch.items;

			random[item[i].index] = item[i].random;
		}
	loader_free(l);
}

enum { SAMPLES = 60 };

/* As many random numbers of other and other are equal. */
static size_t equal(const uint64_t *one, const uint64_t *other)
{
	size_t count = 0;

	for (size_t i = 0; i < SAMPLES; i++)
		count += one[i] == other[i];
	return count;
}

static const struct loader_transform write_one[] = { { write_random, NULL } };
static const struct loader_transform write_second[] = {
	{ draw_more, NULL }, { write_random, NULL }
};
static const struct loader_transform write_second_alone[] = {
	{ draw_more, NULL }, { write_random, NULL }, { draw_more, NULL }
};

#define DRAWN(random, set, ...) \
	drawn(random, SAMPLES, LOAD(set, .batch = 7, __VA_ARGS__))

static void a_sample_has_its_numbers_wherever_it_is(void **state)
{
	struct counted set = COUNTED(SAMPLES), stream = STREAM(SAMPLES);
	uint64_t plain[SAMPLES], other[SAMPLES];

	(void)state;
	DRAWN(plain, set, .seed = 5);
	DRAWN(other, set, .seed = 5, .shuffle = true, .workers = 2);
	assert_int_equal(equal(plain, other), SAMPLES);
	drawn(other, SAMPLES, LOAD(set, .batch = 11, .seed = 5));
	assert_int_equal(equal(plain, other), SAMPLES);
	DRAWN(other, stream, .seed = 5, .shuffle = true, .window = 9);
	assert_int_equal(equal(plain, other), SAMPLES);
	DRAWN(other, set, .seed = 5, .world = 2, .rank = 1);
	assert_int_equal(equal(plain, other), 7 * 4 + (SAMPLES - 7 * 8) / 2);
}

static void another_epoch_or_seed_has_others(void **state)
{
	struct counted set = COUNTED(SAMPLES);
	uint64_t plain[SAMPLES], other[SAMPLES];

	(void)state;
	DRAWN(plain, set, .seed = 5, .epoch = 6);
	DRAWN(other, set, .seed = 5, .epoch = 7);
	assert_int_equal(equal(plain, other), 0);
	DRAWN(other, set, .seed = 6, .epoch = 6);
	assert_int_equal(equal(plain, other), 0);
	DRAWN(other, set, .seed = 6, .epoch = 5);
	assert_int_equal(equal(plain, other), 0);
	for (size_t i = 0; i < SAMPLES; i++)
		for (size_t k = 0; k < i; k++)
			assert_true(plain[i] != plain[k]);
}

/* get, the first and the second transform have each their own; what one draws
 * changes nothing for the next. */
static void each_who_asks_has_its_own(void **state)
{
	struct counted set = COUNTED(SAMPLES);
	uint64_t get[SAMPLES], first[SAMPLES], second[SAMPLES], same[SAMPLES];

	(void)state;
	DRAWN(get, set, .seed = 5);
	DRAWN(first, set, .transforms = write_one, .transform_count = 1,
	      .seed = 5);
	DRAWN(second, set, .transforms = write_second, .transform_count = 2,
	      .seed = 5);
	DRAWN(same, set, .transforms = write_second_alone, .transform_count = 3,
	      .seed = 5, .workers = 2);
	assert_int_equal(equal(get, first), 0);
	assert_int_equal(equal(get, second), 0);
	assert_int_equal(equal(first, second), 0);
	assert_int_equal(equal(second, same), SAMPLES);
}

static int write_its_number(void *ctx, const void *samples, size_t count,
			    struct batch *out, struct loading *in)
{
	uint64_t *number = loading_room(in, 2 * sizeof *number);

	(void)ctx;
	(void)samples;
	(void)count;
	if (!number)
		return ENOMEM;
	number[0] = loading_random(in);
	number[1] = loading_index(in);
	*out = (struct batch){ number, 1 };
	return 0;
}

/* The numbers that collations draw: all that there are, with the samples'. */
static size_t collated(uint64_t *random, size_t most, struct loader *l)
{
	const struct loaded *b;
	size_t count = 0;

	while ((b = loader_next(l)) && count < most) {
		const uint64_t *number = b->batch.items;

		random[count++] = number[0];
		assert_true(number[1] == UINT64_MAX);
	}
	loader_free(l);
	return count;
}

static void a_collation_has_those_of_its_batch(void **state)
{
	struct counted set = COUNTED(SAMPLES);
	uint64_t random[2 * SAMPLES], alone[10];
	size_t count;

	(void)state;
	count = collated(random, 10,
			 LOAD(set, .batch = 7, .collate = write_its_number));
	assert_int_equal(count, 9);
	assert_int_equal(collated(alone, 10,
				  LOAD(set, .batch = 7, .workers = 2,
				       .collate = write_its_number)),
			 9);
	assert_memory_equal(random, alone, 9 * sizeof *random);
	for (uint64_t rank = 0; rank < 2; rank++)
		count += collated(random + count, 10,
				  LOAD(set, .batch = 7, .epoch = 1, .world = 2,
				       .rank = rank,
				       .collate = write_its_number));
	DRAWN(random + count, set, .seed = 0);
	for (size_t i = 0; i < count + SAMPLES; i++)
		for (size_t k = 0; k < i; k++)
			assert_true(random[i] != random[k]);
}

/* ---- Seeds and epochs ---- */

static uint64_t order_of(uint64_t seed, uint64_t epoch)
{
	struct counted set = COUNTED(100);

	return recorded_once(LOAD(set, .batch = 100, .shuffle = true,
				  .seed = seed, .epoch = epoch))
		.all;
}

/* The numbers were computed by a program in Python. */
static void orders_and_numbers_are_the_same_everywhere(void **state)
{
	static const uint64_t golden[][10] = {
		{ 5, 9, 7, 3, 1, 4, 2, 6, 8, 0 },
		{ 5, 2, 9, 8, 3, 7, 1, 0, 6, 4 },
	};
	struct counted set = COUNTED(10);
	struct loader *l = LOAD(set, .batch = 10, .shuffle = true, .seed = 1);

	(void)state;
	for (size_t k = 0; k < 2; k++) {
		const struct loaded *b = loader_next(l);

		for (size_t i = 0; i < 10; i++)
			assert_int_equal(b->index[i], golden[k][i]);
		loader_restart(l);
	}
	loader_free(l);
	l = LOAD(set, .batch = 10, .seed = 1);
	{
		const struct item *item = loader_next(l)->batch.items;

		assert_true(item[0].random == 0x9ea39d4127390507);
		assert_true(item[1].random == 0xcdc619cd5225794a);
	}
	loader_free(l);
}

static void each_seed_and_epoch_has_an_order_of_its_own(void **state)
{
	uint64_t order[36];

	(void)state;
	for (uint64_t i = 0; i < 36; i++)
		order[i] = order_of(i / 6, i % 6);
	for (size_t i = 0; i < 36; i++)
		for (size_t k = 0; k < i; k++)
			assert_true(order[i] != order[k]);
	assert_true(order_of(1, 0) == order[6]);
}

static void the_next_epoch_has_another_by_itself(void **state)
{
	struct counted set = COUNTED(100);
	struct loader *l =
		LOAD(set, .batch = 10, .shuffle = true, .workers = 1);
	struct record first = recorded(l), second, third;

	(void)state;
	loader_restart(l);
	second = recorded(l);
	loader_restart(l);
	third = recorded(l);
	assert_true(first.all != second.all && second.all != third.all);
	loader_set_epoch(l, 1);
	assert_same(recorded(l), second);
	loader_set_epoch(l, 0);
	assert_same(recorded(l), first);
	loader_free(l);
	assert_same(recorded_once(LOAD(set, .batch = 10, .shuffle = true,
				       .epoch = 1)),
		    second);
}

static void a_restart_in_the_middle_begins_the_next(void **state)
{
	struct counted set = COUNTED(100), stream = STREAM(100);
	struct record second = recorded_once(
		LOAD(set, .batch = 10, .shuffle = true, .epoch = 1));
	struct record streamed =
		recorded_once(LOAD(stream, .batch = 10, .shuffle = true,
				   .window = 25, .epoch = 1));

	(void)state;
	for (unsigned workers = 0; workers < 5; workers++)
		for (int k = 0; k < 11; k += rounds(1, 4)) {
			struct loader *l =
				LOAD(set, .batch = 10, .shuffle = true,
				     .workers = workers);

			for (int i = 0; i < k; i++)
				loader_next(l);
			loader_restart(l);
			assert_same(recorded_once(l), second);
			l = LOAD(stream, .batch = 10, .shuffle = true,
				 .window = 25, .workers = workers);
			for (int i = 0; i < k; i++)
				loader_next(l);
			loader_restart(l);
			assert_same(recorded_once(l), streamed);
		}
}

/* ---- Which samples ---- */

/* How often each of so many samples came. */
static void count_samples(unsigned *times, struct loader *l)
{
	const struct loaded *b;

	while ((b = loader_next(l)))
		for (size_t i = 0; i < b->batch.count; i++)
			times[number_of(b, i)]++;
	assert_null(loader_error(l));
	loader_free(l);
}

static void shuffled_each_sample_comes_once(void **state)
{
	(void)state;
	for (uint64_t length = 0; length <= 100; length++) {
		struct counted set = COUNTED(length);
		unsigned times[100] = { 0 };

		count_samples(times, LOAD(set, .batch = 7, .shuffle = true,
					  .workers = (unsigned)length % 3));
		for (size_t i = 0; i < length; i++)
			assert_int_equal(times[i], 1);
	}
}

/* Windows smaller than a batch, as large, larger than the stream. */
static void in_a_window_each_comes_once_and_not_much_too_early(void **state)
{
	static const size_t windows[] = {
		1, 2, 6, 7, 8, 50, 99, 100, 101, 999
	};

	(void)state;
	for (size_t k = 0; k < sizeof windows / sizeof *windows; k++) {
		struct counted set = STREAM(100);
		struct loader *l = LOAD(set, .batch = 7, .shuffle = true,
					.window = windows[k]);
		unsigned times[100] = { 0 };
		uint64_t at = 0, moved = 0;
		const struct loaded *b;

		while ((b = loader_next(l)))
			for (size_t i = 0; i < b->batch.count; i++, at++) {
				uint64_t from = number_of(b, i);

				times[from]++;
				moved += from != at;
				assert_true(from < at + windows[k]);
			}
		for (size_t i = 0; i < 100; i++)
			assert_int_equal(times[i], 1);
		assert_true(windows[k] < 6 || moved > 50);
		loader_free(l);
	}
}

/* In blocks, a sample would never leave the 25 among which it is, and the first
 * of them would come 12 places late on average.  Here each stays for as long as
 * it is not drawn: 24 places on average; and that is so anywhere. */
static void a_window_slides(void **state)
{
	struct counted set = STREAM(20000);
	struct loader *l =
		LOAD(set, .batch = 100, .shuffle = true, .window = 25);
	uint64_t at = 0, crossed = 0, latest = 0;
	int64_t late[25] = { 0 };
	const struct loaded *b;

	(void)state;
	while ((b = loader_next(l)))
		for (size_t i = 0; i < b->batch.count; i++, at++) {
			uint64_t from = number_of(b, i);

			if (from < 100 || from >= 19800)
				continue;
			/* When it came in, the window's others were before it. */
			late[from % 25] += (int64_t)(at - (from - 24));
			crossed += at / 25 != from / 25;
			if (at > from && at - from > latest)
				latest = at - from;
		}
	for (size_t i = 0; i < 25; i++) /* 788 of each: 24 +- 0.9 */
		assert_in_range(late[i] / 788, 20, 28);
	assert_true(crossed > 19700 / 2);
	assert_true(latest > 100);
	loader_free(l);
}

/* Two epochs do not draw from it alike. */
static void each_window_has_an_order_of_its_own(void **state)
{
	struct counted set = STREAM(50);
	struct loader *l =
		LOAD(set, .batch = 50, .shuffle = true, .window = 25);
	const struct loaded *b;
	uint64_t first[50];
	size_t same = 0;

	(void)state;
	memcpy(first, loader_next(l)->index, sizeof first);
	loader_restart(l);
	b = loader_next(l);
	for (size_t i = 0; i < 50; i++)
		same += b->index[i] == first[i];
	assert_in_range(same, 0, 10);
	loader_free(l);
}

static void ranks_share_all_samples(void **state)
{
	(void)state;
	for (uint64_t world = 1; world <= 7; world++)
		for (uint64_t length = 0; length < 40; length += 3) {
			struct counted set = COUNTED(length);
			struct counted stream = STREAM(length);
			unsigned times[40] = { 0 }, streamed[40] = { 0 };

			for (uint64_t rank = 0; rank < world; rank++) {
				count_samples(times,
					      LOAD(set, .batch = 4,
						   .world = world, .rank = rank,
						   .shuffle = true));
				count_samples(streamed, LOAD(stream, .batch = 4,
							     .world = world,
							     .rank = rank));
			}
			for (size_t i = 0; i < length; i++) {
				assert_int_equal(times[i], 1);
				assert_int_equal(streamed[i], 1);
			}
		}
}

static void padding_is_told_in_the_batch(void **state)
{
	struct counted set = COUNTED(9);

	(void)state;
	for (uint64_t rank = 0; rank < 4; rank++) {
		struct loader *l = LOAD(set, .batch = 2, .world = 4,
					.rank = rank, .uneven = LOADER_PAD);
		const struct loaded *b;

		assert_int_equal(loader_steps(l), 2);
		assert_int_equal(loader_length(l), 2);
		assert_int_equal(loader_next(l)->padding, 0);
		b = loader_next(l);
		assert_int_equal(b->batch.count, 1);
		assert_int_equal(b->padding, rank > 0);
		assert_int_equal(number_of(b, 0), rank ? rank - 1 : 8);
		assert_int_equal(((const struct item *)b->batch.items)->index,
				 number_of(b, 0));
		loader_free(l);
	}
}

static void steps_is_what_the_busiest_rank_has(void **state)
{
	struct counted set = COUNTED(9);

	(void)state;
	for (uint64_t rank = 0; rank < 4; rank++) {
		struct loader *l =
			LOAD(set, .batch = 2, .world = 4, .rank = rank);

		assert_int_equal(loader_steps(l), 2);
		assert_int_equal(loader_length(l), rank ? 1 : 2);
		assert_int_equal(recorded(l).steps, loader_length(l));
		loader_free(l);
	}
}

/* A stream that deals out its samples itself. */
static struct iter *open_part(struct dataset *set,
			      const struct dataset_part *part)
{
	struct counted *c = (struct counted *)set;

	c->wrong += part->epoch != 4 || part->world != 3;
	c->items = part->rank + 1;
	return counted_open(set, part);
}

/* What was lent last is a copy of the generator's. */
static void number_part(struct dataset *set, struct iter *it, uint64_t *number,
			size_t count)
{
	const struct counted *c = (const struct counted *)set;

	(void)it;
	for (size_t i = 0; i < count; i++)
		number[i] = c->numbered;
}

static int copy_part(struct dataset *set, const void *item, void *sample,
		     struct loading *in)
{
	struct counted *c = (struct counted *)set;

	(void)item;
	return make_item(c, c->numbered++, sample, in);
}

static const struct dataset_ops sharded_ops = { .open = open_part,
						.copy = copy_part,
						.numbers = number_part,
						.shards = true };

static void a_stream_may_know_its_parts(void **state)
{
	struct counted set = COUNTED_AS(sharded_ops, 0, .items = 0);

	(void)state;
	for (uint64_t rank = 0; rank < 3; rank++)
		assert_int_equal(recorded_once(LOAD(set, .batch = 2, .world = 3,
						    .rank = rank, .epoch = 4))
					 .samples,
				 rank + 1);
	assert_int_equal(set.numbered, 6);
	assert_int_equal(set.wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_number_of_workers_makes_the_same),
		cmocka_unit_test(errors_are_at_the_same_places),
		cmocka_unit_test(so_it_is_with_samplers),
		cmocka_unit_test(and_with_streams_shuffled_or_not),
		cmocka_unit_test(and_with_streams_that_break),
		cmocka_unit_test(a_sample_has_its_numbers_wherever_it_is),
		cmocka_unit_test(another_epoch_or_seed_has_others),
		cmocka_unit_test(each_who_asks_has_its_own),
		cmocka_unit_test(a_collation_has_those_of_its_batch),
		cmocka_unit_test(orders_and_numbers_are_the_same_everywhere),
		cmocka_unit_test(each_seed_and_epoch_has_an_order_of_its_own),
		cmocka_unit_test(the_next_epoch_has_another_by_itself),
		cmocka_unit_test(a_restart_in_the_middle_begins_the_next),
		cmocka_unit_test(shuffled_each_sample_comes_once),
		cmocka_unit_test(
			in_a_window_each_comes_once_and_not_much_too_early),
		cmocka_unit_test(a_window_slides),
		cmocka_unit_test(each_window_has_an_order_of_its_own),
		cmocka_unit_test(ranks_share_all_samples),
		cmocka_unit_test(padding_is_told_in_the_batch),
		cmocka_unit_test(steps_is_what_the_busiest_rank_has),
		cmocka_unit_test(a_stream_may_know_its_parts),
	};

	return RUN(tests);
}
