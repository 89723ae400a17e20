/* SPDX-License-Identifier: MIT */
/*
 * test-impl-order.c - the arithmetic of orders: shuffling, sharing out.
 *
 * Promises: shuffle, world and uneven of struct loader_options in
 * generator/loader.h; lib/src/order.h.
 */
#include <order.h>

#include "unit.h"

/* ---- Permutations ---- */

static void assert_bijective(uint64_t key, uint64_t n)
{
	struct permutation p = loader_order_permutation(key, n);
	bool *seen = calloc(n + 1, sizeof *seen);

	for (uint64_t i = 0; i < n; i++) {
		uint64_t at = loader_order_permute(&p, i);

		assert_true(at < n);
		assert_false(seen[at]);
		seen[at] = true;
	}
	free(seen);
}

static void each_number_comes_once(void **state)
{
	(void)state;
	for (uint64_t n = 0; n <= 300; n++)
		for (uint64_t key = 0; key < 5; key++)
			assert_bijective(key, n);
	for (unsigned bits = 9; bits <= 14; bits++)
		for (uint64_t n = (1U << bits) - 1; n <= (1U << bits) + 1; n++)
			assert_bijective(bits, n);
}

static int compare(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

	return (one > other) - (one < other);
}

/* All cannot be looked at; these, from here and there, must differ. */
static void also_of_more_than_32_bits(void **state)
{
	static const uint64_t sizes[] = { UINT32_MAX,       (1ULL << 32) + 1,
					  (1ULL << 40) - 1, 1ULL << 62,
					  (1ULL << 63) + 1, UINT64_MAX };
	enum { SPOTS = 3000 };
	static uint64_t at[SPOTS];

	(void)state;
	for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
		uint64_t n = sizes[k];
		struct permutation p = loader_order_permutation(k, n);

		for (uint64_t i = 0; i < SPOTS; i++) {
			at[i] = loader_order_permute(&p, i % 2 ? n - 1 - i : i);
			assert_true(at[i] < n);
		}
		qsort(at, SPOTS, sizeof *at, compare);
		for (size_t i = 1; i < SPOTS; i++)
			assert_true(at[i - 1] < at[i]);
	}
}

/* So that a saved state means the same tomorrow, and on another machine.  The
 * numbers were computed by a program in Python. */
static void they_are_the_same_everywhere(void **state)
{
	static const uint64_t golden[][10] = {
		{ 9, 2, 6, 5, 0, 8, 3, 7, 1, 4 },
		{ 24, 435, 502, 235, 521, 801, 907, 668, 162, 45 },
		{ 337861012525, 185586308277, 1022291800569, 919324607579,
		  1086190011773, 204783974189, 788186753042, 472187179333,
		  730931332874, 571742711116 },
	};
	static const uint64_t n[] = { 10, 1000, (1ULL << 40) + 1 };

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		struct permutation p = loader_order_permutation(1, n[k]);

		for (uint64_t i = 0; i < 10; i++)
			assert_true(loader_order_permute(&p, i) ==
				    golden[k][i]);
	}
	assert_true(loader_order_hash(0, 0) == 0xa706dd2f4d197e6f);
	assert_true(loader_order_hash(1, 0) == 0x08b4fda8c892b50e);
	assert_true(loader_order_hash(0, 1) == 0x5e41ab087439611e);
}

/* ---- Is it a shuffle? ---- */

static double root(double square)
{
	double x = square;

	for (int i = 0; i < 60; i++)
		x = (x + square / x) / 2;
	return x;
}

/* The correlation of places before and after: of n places their mean and
 * variance are known. */
static double correlation(const uint64_t *at, uint64_t n)
{
	double mean = (double)(n - 1) / 2, sum = 0;
	double variance = ((double)n * (double)n - 1) / 12;

	for (uint64_t i = 0; i < n; i++)
		sum += ((double)i - mean) * ((double)at[i] - mean);
	return sum / (double)n / variance;
}

enum { MANY = 20000 };
static uint64_t places[MANY];

static void permuted(uint64_t key)
{
	struct permutation p = loader_order_permutation(key, MANY);

	for (uint64_t i = 0; i < MANY; i++)
		places[i] = loader_order_permute(&p, i);
}

static void places_before_and_after_have_nothing_in_common(void **state)
{
	(void)state;
	for (uint64_t key = 0; key < 5; key++) {
		permuted(key);
		assert_true(correlation(places, MANY) < 3 / root(MANY));
		assert_true(correlation(places, MANY) > -3 / root(MANY));
	}
}

/* The measure is one: it sees that a window of a tenth is no shuffle. */
static void a_shuffle_in_windows_is_seen_to_be_none(void **state)
{
	enum { WINDOW = MANY / 10 };
	struct permutation p = loader_order_permutation(1, WINDOW);

	(void)state;
	for (uint64_t i = 0; i < MANY; i++)
		places[i] = i / WINDOW * WINDOW +
			    loader_order_permute(&p, i % WINDOW);
	assert_true(correlation(places, MANY) > 100 / root(MANY));
}

/* Chi-square: the first of all come from everywhere alike. */
static void the_first_come_from_everywhere(void **state)
{
	enum { BUCKETS = 100, FIRST = 2000 };

	(void)state;
	for (uint64_t key = 0; key < 5; key++) {
		struct permutation p =
			loader_order_permutation(key, FIRST * 100);
		double expected = (double)FIRST / BUCKETS, chi = 0;
		int bucket[BUCKETS] = { 0 };

		for (uint64_t i = 0; i < FIRST; i++)
			bucket[loader_order_permute(&p, i) / FIRST]++;
		for (int k = 0; k < BUCKETS; k++)
			chi += (bucket[k] - expected) * (bucket[k] - expected) /
			       expected;
		/* As many as buckets but one, and three deviations. */
		assert_true(chi > 99 - 3 * 14.07 && chi < 99 + 3 * 14.07);
	}
}

/* One pair is what chance leaves together, and rarely seven. */
static void neighbours_do_not_stay_together(void **state)
{
	(void)state;
	for (uint64_t key = 0; key < 5; key++) {
		int together = 0;

		permuted(key);
		for (uint64_t i = 1; i < MANY; i++)
			together += places[i] == places[i - 1] + 1;
		assert_in_range(together, 0, 7);
	}
}

/* Of four samples there are 24 orders.  Each comes. */
static void of_a_few_all_orders_come(void **state)
{
	int seen[256] = { 0 }, orders = 0;

	(void)state;
	for (uint64_t key = 0; key < 4800; key++) {
		struct permutation p = loader_order_permutation(key, 4);
		unsigned order = 0;

		for (uint64_t i = 0; i < 4; i++)
			order = order * 4 +
				(unsigned)loader_order_permute(&p, i);
		seen[order]++;
	}
	for (int i = 0; i < 256; i++) {
		orders += seen[i] > 0;
		if (seen[i]) /* 200 each: five deviations are 71 */
			assert_in_range(seen[i], 129, 271);
	}
	assert_int_equal(orders, 24);
}

/* ---- Sharing out ---- */

enum { MOST = 60, WORLD = 5 };

/* What all ranks together are given in one epoch. */
struct shares {
	unsigned times[MOST]; /* each sample */
	uint64_t padding, samples[WORLD], steps[WORLD];
	bool twisted; /* padding that is none, or samples that are padding */
};

static void take_span(const struct order *o, uint64_t step, struct shares *s)
{
	struct span span = loader_order_span(o, step);

	assert_in_range(span.count, o->drop_last ? o->batch : 1, o->batch);
	assert_true(span.padding <= span.count);
	for (size_t i = 0; i < span.count; i++) {
		uint64_t at = span.first + i;

		if ((at >= o->length) != (i >= span.count - span.padding))
			s->twisted = true;
		assert_true(loader_order_at(o, at) < o->length);
		s->times[loader_order_at(o, at)]++;
	}
	s->padding += span.padding;
	s->samples[o->rank] += span.count;
	s->steps[o->rank]++;
}

static struct shares shares_of(struct order o)
{
	struct shares s = { .padding = 0 };
	uint64_t most = 0;

	for (o.rank = 0; o.rank < o.world; o.rank++) {
		uint64_t steps = loader_order_steps(&o);

		for (uint64_t step = 0; step < steps; step++)
			take_span(&o, step, &s);
		for (uint64_t step = steps; step < steps + 3; step++)
			assert_int_equal(loader_order_span(&o, step).count, 0);
		if (steps > most)
			most = steps;
	}
	for (o.rank = 0; o.rank < o.world; o.rank++)
		assert_int_equal(loader_order_most_steps(&o), most);
	return s;
}

static bool alike(const uint64_t *of_ranks, uint64_t world, uint64_t by)
{
	uint64_t least = of_ranks[0], most = of_ranks[0];

	for (uint64_t i = 1; i < world; i++) {
		least = of_ranks[i] < least ? of_ranks[i] : least;
		most = of_ranks[i] > most ? of_ranks[i] : most;
	}
	return most - least <= by;
}

/* How many samples come more or less often than once. */
static void differences(const struct shares *s, uint64_t length, uint64_t *more,
			uint64_t *missing)
{
	*more = *missing = 0;
	for (uint64_t i = 0; i < length; i++) {
		*missing += !s->times[i];
		*more += s->times[i] ? s->times[i] - 1 : 0;
	}
}

static void check_even(const struct order *o)
{
	struct shares s = shares_of(*o);
	uint64_t more, missing;

	differences(&s, o->length, &more, &missing);
	assert_int_equal(more + missing + s.padding, 0);
	assert_true(alike(s.samples, o->world, 1));
	assert_true(alike(s.steps, o->world, 1));
}

static void check_pad(const struct order *o)
{
	struct shares s = shares_of(*o);
	uint64_t more, missing;

	differences(&s, o->length, &more, &missing);
	assert_int_equal(missing, 0);
	assert_true(more <= o->world - 1);
	assert_int_equal(more, s.padding);
	assert_false(s.twisted);
	assert_true(alike(s.samples, o->world, 0));
	assert_true(alike(s.steps, o->world, 0));
}

static void check_drop(const struct order *o)
{
	struct shares s = shares_of(*o);
	uint64_t more, missing;

	differences(&s, o->length, &more, &missing);
	assert_int_equal(more + s.padding, 0);
	assert_true(missing <= o->world - 1);
	assert_true(alike(s.samples, o->world, 0));
	assert_true(alike(s.steps, o->world, 0));
}

/* Full batches alone: nothing comes twice, and at most a round is missing. */
static void check_drop_last(const struct order *o)
{
	struct shares s = shares_of(*o);
	uint64_t more, missing;

	differences(&s, o->length, &more, &missing);
	assert_int_equal(more, s.padding);
	assert_true(missing < o->batch * o->world);
	assert_true(alike(s.steps, o->world, o->uneven == LOADER_EVEN));
}

static void for_all_orders(void (*check)(const struct order *o),
			   enum loader_uneven uneven, bool drop_last)
{
	for (uint64_t length = 0; length <= MOST; length++)
		for (uint64_t batch = 1; batch <= 7; batch++)
			for (uint64_t world = 1; world <= WORLD; world++)
				check(&(struct order){
					.length = length,
					.batch = batch,
					.world = world,
					.uneven = uneven,
					.drop_last = drop_last,
					.shuffle = batch % 2,
					.permutation = loader_order_permutation(
						world, length) });
}

static void even_each_sample_comes_once_in_all_ranks(void **state)
{
	(void)state;
	for_all_orders(check_even, LOADER_EVEN, false);
}

static void padded_all_ranks_have_the_same_number(void **state)
{
	(void)state;
	for_all_orders(check_pad, LOADER_PAD, false);
}

static void dropped_too_and_few_are_missing(void **state)
{
	(void)state;
	for_all_orders(check_drop, LOADER_DROP, false);
}

static void without_the_last_batches_are_full(void **state)
{
	(void)state;
	for_all_orders(check_drop_last, LOADER_EVEN, true);
	for_all_orders(check_drop_last, LOADER_PAD, true);
	for_all_orders(check_drop_last, LOADER_DROP, true);
}

/* With 12 samples for all ranks together: which are in a round? */
static void rounds_are_the_same_for_any_number_of_ranks(void **state)
{
	(void)state;
	for (uint64_t world = 1; world <= 12; world++) {
		struct order o = { .length = 53,
				   .batch = 12 / world,
				   .world = world };

		for (uint64_t step = 0; step < 4 && 12 % world == 0; step++) {
			uint64_t at = step * 12;

			for (o.rank = 0; o.rank < world; o.rank++) {
				struct span s = loader_order_span(&o, step);

				assert_int_equal(s.first, at);
				assert_int_equal(s.count, o.batch);
				at += s.count;
			}
		}
	}
}

/* Places are computed with 64 bits. */
static void there_may_be_more_samples_than_32_bits_count(void **state)
{
	struct order o = {
		.length = (1ULL << 40) + 3, .batch = 64, .world = 4, .rank = 3
	};
	struct span s;

	(void)state;
	assert_true(loader_order_steps(&o) == 1ULL << 32);
	o.rank = 0;
	assert_true(loader_order_steps(&o) == (1ULL << 32) + 1);
	s = loader_order_span(&o, 1ULL << 32);
	assert_true(s.first == 1ULL << 40);
	assert_int_equal(s.count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_number_comes_once),
		cmocka_unit_test(also_of_more_than_32_bits),
		cmocka_unit_test(they_are_the_same_everywhere),
		cmocka_unit_test(
			places_before_and_after_have_nothing_in_common),
		cmocka_unit_test(a_shuffle_in_windows_is_seen_to_be_none),
		cmocka_unit_test(the_first_come_from_everywhere),
		cmocka_unit_test(neighbours_do_not_stay_together),
		cmocka_unit_test(of_a_few_all_orders_come),
		cmocka_unit_test(even_each_sample_comes_once_in_all_ranks),
		cmocka_unit_test(padded_all_ranks_have_the_same_number),
		cmocka_unit_test(dropped_too_and_few_are_missing),
		cmocka_unit_test(without_the_last_batches_are_full),
		cmocka_unit_test(rounds_are_the_same_for_any_number_of_ranks),
		cmocka_unit_test(there_may_be_more_samples_than_32_bits_count),
	};

	return RUN(tests);
}
