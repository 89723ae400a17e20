/* SPDX-License-Identifier: MIT */
/*
 * test-loader-workers.c - who loads, when, and how far ahead.
 *
 * Promises: "It is lazy", "A batch is lent", workers and prefetch of struct
 * loader_options, loader_take(), loader_stats() and loader_advice() in
 * generator/loader.h.
 */
#include "loader.h"

enum { PATIENCE = 5000 }; /* ms: a test that waits longer has failed */

/* Wait until a count has come so far; see that it goes no further. */
static void assert_comes_to(atomic_uint *count, unsigned to)
{
	for (int ms = 0; ms < PATIENCE && *count < to; ms++)
		sleep_us(1000);
	sleep_us(3000);
	assert_int_equal(*count, to);
}

/* ---- Laziness ---- */

static void nothing_is_done_before_it_is_asked(void **state)
{
	struct counted set = COUNTED(100), stream = STREAM(100);
	int before = threads();
	struct loader *l[] = { LOAD(set, .batch = 10, .workers = 2),
			       LOAD(stream, .batch = 10, .workers = 2),
			       LOAD(stream, .batch = 10) };

	(void)state;
	sleep_us(2000);
	assert_int_equal(threads(), before);
	for (size_t i = 0; i < 3; i++) {
		assert_true(loader_length(l[i]) >= 10);
		(void)loader_save(l[i]);
		loader_restart(l[i]);
	}
	assert_int_equal(threads(), before);
	assert_int_equal(set.gets + stream.opens, 0);
	for (size_t i = 0; i < 3; i++)
		loader_free(l[i]);
}

static void without_workers_nothing_is_loaded_ahead(void **state)
{
	struct counted set = COUNTED(100), stream = STREAM(100);
	struct loader *l = LOAD(set, .batch = 10);
	struct loader *streamed = LOAD(stream, .batch = 10);
	int before = threads();

	(void)state;
	for (unsigned k = 1; k <= 10; k++) {
		loader_next(l);
		assert_int_equal(set.gets, 10 * k);
		loader_next(streamed);
		assert_int_equal(stream.copies, 10 * k);
	}
	assert_int_equal(threads(), before);
	loader_free(l);
	loader_free(streamed);
}

/* Each that is drawn makes room for the next. */
static void a_window_is_filled_and_no_more(void **state)
{
	struct counted stream = STREAM(100);
	struct loader *l =
		LOAD(stream, .batch = 10, .shuffle = true, .window = 25);

	(void)state;
	for (unsigned k = 1; k <= 7; k++) {
		loader_next(l);
		assert_int_equal(stream.copies, 25 + 10 * k - 1);
	}
	loader_next(l);
	assert_int_equal(stream.copies, 100);
	loader_free(l);
}

/* Exactly: so many are loaded ahead, if there is time, and not one more. */
static void workers_load_so_many_batches_ahead(void **state)
{
	(void)state;
	for (unsigned prefetch = 1; prefetch <= 7; prefetch += 3)
		for (unsigned workers = 1; workers <= 3; workers++) {
			struct counted set = COUNTED(1000);
			struct counted stream = STREAM(1000);
			struct loader *l =
				LOAD(set, .batch = 4, .workers = workers,
				     .prefetch = prefetch);
			struct loader *streamed =
				LOAD(stream, .batch = 4, .workers = workers,
				     .prefetch = prefetch);

			for (unsigned k = 1; k <= 2; k++) {
				loader_next(l);
				loader_next(streamed);
				assert_comes_to(&set.gets, 4 * (k + prefetch));
				assert_comes_to(&stream.copies,
						4 * (k + prefetch));
			}
			assert_in_range(loader_stats(l).most_in_flight, 1,
					prefetch + 1);
			loader_free(l);
			loader_free(streamed);
		}
}

static void never_more_however_fast_they_are(void **state)
{
	struct counted set = COUNTED(2000, .delay_us = 20);
	struct loader *l = LOAD(set, .batch = 4, .workers = 4, .prefetch = 3);

	(void)state;
	for (unsigned k = 1; loader_next(l); k++) {
		assert_in_range(set.gets, 4 * k, 4 * (k + 3));
		if (k == 60)
			break;
	}
	assert_in_range(set.most_inside, 1, 4);
	assert_in_range(loader_stats(l).most_in_flight, 1, 4);
	loader_free(l);
}

static void as_many_are_ahead_as_twice_the_workers(void **state)
{
	struct counted set = COUNTED(1000), other = COUNTED(1000);
	struct loader *l = LOAD(set, .batch = 4, .workers = 3);

	(void)state;
	loader_next(l);
	assert_comes_to(&set.gets, 4 * (1 + 6));
	loader_free(l);
	l = LOAD(other, .batch = 4, .workers = 1);
	loader_next(l);
	assert_comes_to(&other.gets, 4 * (1 + 4));
	loader_free(l);
}

static void as_many_threads_as_there_are_workers(void **state)
{
	struct counted set = COUNTED(1000, .stuck = 12);
	int before = threads();
	struct loader *l = LOAD(set, .batch = 4, .workers = 3);

	(void)state;
	loader_next(l);
	assert_int_equal(threads(), before + 3);
	loader_free(l);
	assert_int_equal(threads(), before);
	assert_int_equal(set.cancelled, 1);
}

/* ---- Waiting ---- */

static void workers_without_room_sleep(void **state)
{
	struct counted set = COUNTED(1000);
	struct loader *l;
	double before;

	skip_with_tools();
	(void)state;
	l = LOAD(set, .batch = 4, .workers = 3);
	loader_next(l);
	assert_comes_to(&set.gets, 4 * 7);
	before = now_ms(CLOCK_PROCESS_CPUTIME_ID);
	sleep_us(200000);
	assert_true(now_ms(CLOCK_PROCESS_CPUTIME_ID) - before < 20);
	loader_next(l);
	assert_comes_to(&set.gets, 4 * 8); /* one has woken up */
	assert_true(loader_stats(l).worker_wait_ns > 100000000);
	loader_free(l);
}

struct release {
	struct counted *set;
	unsigned after_ms;
};

static void *release(void *arg)
{
	struct release *r = arg;

	sleep_us(r->after_ms * 1000);
	r->set->stuck = UINT64_MAX;
	return NULL;
}

static void a_consumer_without_a_batch_sleeps(void **state)
{
	struct counted set = COUNTED(1000, .stuck = 4);
	struct loader *l;
	struct release r = { &set, 200 };
	pthread_t thread;
	double before;

	skip_with_tools();
	(void)state;
	l = LOAD(set, .batch = 4, .workers = 1);
	loader_next(l);
	pthread_create(&thread, NULL, release, &r);
	before = now_ms(CLOCK_THREAD_CPUTIME_ID);
	assert_non_null(loader_next(l));
	assert_true(now_ms(CLOCK_THREAD_CPUTIME_ID) - before < 20);
	assert_true(loader_stats(l).consumer_wait_ns > 100000000);
	pthread_join(thread, NULL);
	loader_free(l);
}

/* The batch of step 1 cannot be had: those of 2 to 6 are loaded meanwhile. */
static void a_slow_sample_delays_its_own_batch_alone(void **state)
{
	struct counted set = COUNTED(1000, .stuck = 4);
	struct loader *l = LOAD(set, .batch = 4, .workers = 2, .prefetch = 6,
				.timeout_ms = 20);

	(void)state;
	assert_non_null(loader_next(l));
	assert_comes_to(&set.gets, 4 + 1 + 5 * 4);
	assert_null(loader_next(l));
	assert_int_equal(loader_error(l)->code, ETIMEDOUT);
	set.stuck = UINT64_MAX;
	assert_comes_to(&set.gets, 4 + 6 * 4 + 4);
	for (uint64_t step = 1; step < 7; step++)
		assert_int_equal(loader_next(l)->step, step);
	loader_free(l);
}

/* ---- More workers than work ---- */

static void more_workers_than_samples_end_all_the_same(void **state)
{
	int before = threads();

	(void)state;
	for (uint64_t length = 0; length < 12; length += 2) {
		struct counted set = COUNTED(length), stream = STREAM(length);
		unsigned workers = (unsigned)rounds(24, 6);
		struct loader *l = LOAD(set, .batch = 5, .workers = workers);

		assert_int_equal(recorded(l).samples, length);
		loader_restart(l);
		assert_int_equal(recorded(l).samples, length);
		assert_non_null(strstr(loader_advice(l), "more workers"));
		loader_free(l);
		l = LOAD(stream, .batch = 5, .workers = workers);
		assert_int_equal(recorded(l).samples, length);
		loader_restart(l);
		assert_int_equal(recorded(l).samples, length);
		loader_free(l);
	}
	assert_int_equal(threads(), before);
}

/* Closing may come at any moment of the start. */
static void nothing_is_left_of_thousands(void **state)
{
	int before = threads();
	int files_before = entries_in("/proc/self/fd");

	(void)state;
	for (int i = 0; i < rounds(5000, 40); i++) {
		struct counted set = COUNTED(100);
		struct loader *l =
			LOAD(set, .batch = 5, .workers = (unsigned)i % 3);

		for (int k = i % 4; k > 0; k--)
			loader_next(l);
		loader_free(l);
	}
	assert_int_equal(threads(), before);
	assert_int_equal(entries_in("/proc/self/fd"), files_before);
}

/* ---- Lent, and kept ---- */

static void assert_items(const struct loaded *b, uint64_t first, size_t count)
{
	const struct item *item = b->batch.items;

	assert_int_equal(b->batch.count, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(item[i].index, first + i);
		assert_int_equal(number_of(b, i), first + i);
	}
}

/* All of the ring is kept, and more: there is always another. */
static void what_is_taken_is_kept(void **state)
{
	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED(100);
		struct loader *l = LOAD(set, .batch = 5, .workers = workers,
					.prefetch = workers);
		struct loaded *kept[20];

		for (size_t k = 0; k < 20; k++) {
			const struct loaded *b = loader_next(l);

			kept[k] = loader_take(l);
			assert_ptr_equal(kept[k], b);
			assert_null(loader_take(l));
		}
		assert_end(l);
		assert_null(loader_take(l));
		for (size_t k = 0; k < 10; k++) {
			assert_items(kept[k], 5 * k, 5);
			loader_drop(kept[k]);
		}
		loader_restart(l);
		assert_int_equal(recorded(l).samples, 100);
		loader_free(l);
		for (size_t k = 10; k < 20; k++) {
			assert_items(kept[k], 5 * k, 5);
			assert_int_equal(kept[k]->step, k);
			loader_drop(kept[k]);
		}
	}
	loader_drop(NULL);
}

static void of_a_stream_too_and_some_alone(void **state)
{
	struct counted set = STREAM(100);
	struct loader *l = LOAD(set, .batch = 5, .workers = 2, .prefetch = 1);
	struct loaded *kept[7];

	(void)state;
	assert_null(loader_take(l));
	for (size_t k = 0; k < 20; k++) {
		loader_next(l);
		if (k % 3 == 0)
			kept[k / 3] = loader_take(l);
	}
	loader_free(l);
	for (size_t k = 0; k < 7; k++) {
		assert_items(kept[k], 15 * k, 5);
		loader_drop(kept[k]);
	}
}

/* While it is lent, workers that are idle do not touch it. */
static void what_is_lent_stays(void **state)
{
	struct counted set = COUNTED(1000);
	struct loader *l = LOAD(set, .batch = 5, .workers = 3, .prefetch = 1);
	const struct loaded *b;

	(void)state;
	for (uint64_t at = 0; at < 50 && (b = loader_next(l)); at += 5) {
		assert_items(b, at, 5);
		sleep_us(1000);
		assert_items(b, at, 5);
	}
	loader_free(l);
}

/* ---- What was done ---- */

static bool is_seven(uint64_t index)
{
	return index == 7;
}

static void stats_count_what_was_lent_and_what_was_loaded(void **state)
{
	struct counted set = COUNTED(50, .fails = is_seven);
	struct loader *l = LOAD(set, .batch = 5, .workers = 1, .prefetch = 2);
	struct loader_stats s;

	(void)state;
	for (int k = 0; k < 4; k++)
		loader_next(l);
	/* The 8th, of the batch that fails, is the last of that. */
	for (int ms = 0; ms < PATIENCE && loader_stats(l).loaded < 25; ms++)
		sleep_us(1000);
	s = loader_stats(l);
	assert_int_equal(s.batches, 3);
	assert_int_equal(s.samples, 15);
	assert_int_equal(s.errors, 1);
	assert_int_equal(s.loaded, 25);
	assert_in_range(s.most_in_flight, 1, 3);
	loader_free(l);
}

static void skipped_samples_are_errors_too(void **state)
{
	struct counted set = COUNTED(50, .fails = is_seven);
	struct loader *l =
		LOAD(set, .batch = 5, .on_error = LOADER_SKIP_SAMPLE);

	(void)state;
	assert_int_equal(recorded(l).steps, 10);
	assert_int_equal(loader_stats(l).batches, 10);
	assert_int_equal(loader_stats(l).errors, 1);
	assert_int_equal(loader_stats(l).samples, 49);
	assert_int_equal(loader_stats(l).consumer_wait_ns, 0);
	loader_free(l);
}

/* On a busy machine a worker may come late, and its consumer wait for it. */
static struct loader *consumed_slowly(struct counted *set)
{
	struct loader *l = NULL;

	for (int tries = 0; tries < 20; tries++) {
		loader_free(l);
		l = LOAD(*set, .batch = 2, .workers = 1, .prefetch = 1);
		while (loader_next(l))
			sleep_us(4000);
		if (strstr(loader_advice(l), "workers wait"))
			break;
	}
	return l;
}

static void advice_names_the_side_that_waits(void **state)
{
	struct counted slow = COUNTED(20, .delay_us = 4000);
	struct counted fast = COUNTED(20);
	struct loader *l;

	skip_with_tools();
	(void)state;
	l = LOAD(slow, .batch = 2, .workers = 1);
	(void)recorded(l);
	assert_non_null(strstr(loader_advice(l), "consumer waits"));
	assert_non_null(strstr(loader_advice(l), "more may help"));
	loader_free(l);
	l = consumed_slowly(&fast);
	assert_non_null(strstr(loader_advice(l), "workers wait"));
	sleep_us(300000); /* long after the end it is the same */
	assert_non_null(strstr(loader_advice(l), "workers wait"));
	loader_free(l);
	l = LOAD(fast, .batch = 2);
	assert_non_null(strstr(loader_advice(l), "take turns"));
	loader_free(l);
}

/* However much more one has waited than the other. */
static void short_waits_need_no_advice(void **state)
{
	struct counted set = COUNTED(80, .stuck = 1);
	struct loader *l;

	skip_with_tools();
	(void)state;
	l = LOAD(set, .batch = 2, .workers = 1, .prefetch = 40,
		 .timeout_ms = 5);
	assert_non_null(strstr(loader_advice(l), "nothing was loaded"));
	assert_null(loader_next(l)); /* we wait 5 ms, and then it never does */
	set.stuck = UINT64_MAX;
	while (loader_next(l) || loader_error(l))
		sleep_us(6000);
	assert_non_null(strstr(loader_advice(l), "balanced"));
	loader_free(l);
	set.stuck = 0;
	l = LOAD(set, .batch = 2, .workers = 1, .prefetch = 38);
	while (loader_next(l)) /* it waits for the first of these times */
		sleep_us(6000);
	assert_non_null(strstr(loader_advice(l), "balanced"));
	loader_free(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_done_before_it_is_asked),
		cmocka_unit_test(without_workers_nothing_is_loaded_ahead),
		cmocka_unit_test(a_window_is_filled_and_no_more),
		cmocka_unit_test(workers_load_so_many_batches_ahead),
		cmocka_unit_test(never_more_however_fast_they_are),
		cmocka_unit_test(as_many_are_ahead_as_twice_the_workers),
		cmocka_unit_test(as_many_threads_as_there_are_workers),
		cmocka_unit_test(workers_without_room_sleep),
		cmocka_unit_test(a_consumer_without_a_batch_sleeps),
		cmocka_unit_test(a_slow_sample_delays_its_own_batch_alone),
		cmocka_unit_test(more_workers_than_samples_end_all_the_same),
		cmocka_unit_test(nothing_is_left_of_thousands),
		cmocka_unit_test(what_is_taken_is_kept),
		cmocka_unit_test(of_a_stream_too_and_some_alone),
		cmocka_unit_test(what_is_lent_stays),
		cmocka_unit_test(stats_count_what_was_lent_and_what_was_loaded),
		cmocka_unit_test(skipped_samples_are_errors_too),
		cmocka_unit_test(advice_names_the_side_that_waits),
		cmocka_unit_test(short_waits_need_no_advice),
	};

	return RUN(tests);
}
