/* SPDX-License-Identifier: MIT */
/*
 * test-loader-state.c - saving where a loader is, and going on from there.
 *
 * Promises: loader_save(), struct loader_state, and resume of struct
 * loader_options in generator/loader.h.
 */
#include "loader.h"

static bool some_fail(uint64_t index)
{
	return index % 17 == 5;
}

/* What is different between two records of one run from step k on: nothing. */
static void assert_rest(const struct record *rest, const struct record *all,
			size_t k)
{
	assert_int_equal(rest->steps, all->steps - k);
	for (size_t i = 0; i < rest->steps; i++)
		assert_true(rest->hash[i] == all->hash[k + i]);
}

static int add_random(void *ctx, void *sample, struct loading *in)
{
	struct item *item = sample;

	(void)ctx;
	item->random = fold(item->random, loading_random(in));
	return 0;
}

static const struct loader_transform random_transform[] = { { add_random,
							      NULL } };

/* Loaded by so many and so far ahead before, and after. */
static const struct {
	unsigned workers, prefetch, then_workers, then_prefetch;
} changes[] = { { 0, 0, 0, 0 },
		{ 0, 0, 2, 3 },
		{ 2, 7, 0, 0 },
		{ 3, 2, 1, 5 },
		{ 1, 1, 4, 4 } };
enum { CHANGES = sizeof changes / sizeof *changes };

static struct loader_state saved_after(struct loader *l, size_t k)
{
	struct record r = { .steps = 0 };
	struct loader_state s;

	while (r.steps < k && record_next(&r, l))
		;
	s = loader_save(l);
	loader_free(l);
	return s;
}

/* Saved after each step, and resumed: the rest is that of the unbroken run, and
 * so is the next epoch. */
static void check_all_steps(struct counted *set, struct loader_options o)
{
	struct loader *l = loader_new(&set->set, &o);
	struct record all = recorded(l), next;
	size_t change = 0;

	loader_restart(l);
	next = recorded_once(l);
	assert_in_range(all.steps, 2, MOST_STEPS - 1);
	for (size_t k = 0; k < all.steps; k++, change++) {
		struct loader_options then = o;
		struct loader_state s;
		struct record rest;

		o.workers = changes[change % CHANGES].workers;
		o.prefetch = changes[change % CHANGES].prefetch;
		then.workers = changes[change % CHANGES].then_workers;
		then.prefetch = changes[change % CHANGES].then_prefetch;
		s = saved_after(loader_new(&set->set, &o), k);
		then.resume = &s;
		l = loader_new(&set->set, &then);
		memset(&s, 0, sizeof s);
		rest = recorded(l);
		assert_rest(&rest, &all, k);
		loader_restart(l);
		assert_same(recorded_once(l), next);
	}
	assert_int_equal(set->wrong, 0);
}

static void an_order_goes_on_after_any_step(void **state)
{
	struct counted set = COUNTED(101, .fails = some_fail);
	struct loader_options o = { .batch = 4,
				    .seed = 9,
				    .epoch = 3,
				    .transforms = random_transform,
				    .transform_count = 1 };

	(void)state;
	hide_account(&set);
	check_all_steps(&set, o);
	o.shuffle = true;
	check_all_steps(&set, o);
	o.drop_last = true;
	o.on_error = LOADER_SKIP_SAMPLE;
	check_all_steps(&set, o);
	o.drop_last = false;
	o.world = 3;
	o.rank = 1;
	o.uneven = LOADER_PAD;
	check_all_steps(&set, o);
}

static void a_stream_goes_on_after_any_step(void **state)
{
	struct counted set = STREAM(61, .fails = some_fail);
	struct loader_options o = { .batch = 4,
				    .seed = 9,
				    .epoch = 3,
				    .transforms = random_transform,
				    .transform_count = 1 };

	(void)state;
	hide_account(&set);
	check_all_steps(&set, o);
	o.world = 2;
	o.rank = 1;
	check_all_steps(&set, o);
	set.breaks_at = 50;
	o.drop_last = true;
	check_all_steps(&set, o);
}

/* No sample comes twice, and none is lost, whatever the window. */
static void so_does_a_window(void **state)
{
	static const size_t windows[] = { 1, 3, 4, 10, 100 };

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct counted set = STREAM(61, .fails = some_fail);

		hide_account(&set);
		check_all_steps(
			&set, (struct loader_options){ .batch = 4,
						       .seed = 9,
						       .shuffle = true,
						       .window = windows[i] });
	}
}

static void so_does_a_sampler(void **state)
{
	static uint64_t chosen[50];
	static const struct batch batches[] = {
		{ chosen, 3 }, { chosen, 0 }, { chosen + 9, 4 }, { chosen, 1 }
	};
	struct numbers s = NUMBERS(chosen), b = NUMBERS(batches);
	struct counted set = COUNTED(40);
	struct loader_options o = { .batch = 4,
				    .sampler = numbers_open,
				    .sampler_ctx = &s };

	(void)state;
	hide_account(&set);
	for (uint64_t i = 0; i < 50; i++)
		chosen[i] = i * i % 41;
	check_all_steps(&set, o);
	o = (struct loader_options){ .batch_sampler = numbers_open,
				     .sampler_ctx = &b };
	check_all_steps(&set, o);
	assert_int_equal(s.freed, s.opens);
}

/* ---- What counts ---- */

/* The ring is full when it is saved. */
static void what_was_loaded_ahead_does_not_count(void **state)
{
	struct counted set = COUNTED(400);
	struct loader *l = LOAD(set, .batch = 4, .workers = 2, .prefetch = 16);
	struct loader_state s;

	(void)state;
	loader_next(l);
	loader_next(l);
	while (set.gets < 72)
		sleep_us(100);
	s = loader_save(l);
	assert_int_equal(loader_next(l)->step, 2);
	loader_free(l);
	l = LOAD(set, .batch = 4, .resume = &s);
	assert_int_equal(loader_next(l)->step, 2);
	loader_free(l);
}

static void saving_changes_nothing(void **state)
{
	struct counted set = COUNTED(100, .delay_us = 20);
	struct record r = { .steps = 0 };
	struct loader *l = LOAD(set, .batch = 4, .workers = 3);
	struct record alone = recorded_once(LOAD(set, .batch = 4));

	(void)state;
	do {
		struct loader_state one = loader_save(l), same = loader_save(l);

		assert_memory_equal(&one, &same, sizeof one);
	} while (record_next(&r, l));
	assert_same(r, alone);
	loader_free(l);
}

/* Saved when one is late: it has not been lent. */
static void nor_does_what_is_late(void **state)
{
	struct counted set = COUNTED(100, .stuck = 4);
	struct loader *l = LOAD(set, .batch = 4, .workers = 1, .timeout_ms = 5);
	struct loader_state s;

	(void)state;
	while (!loader_next(l)) /* which may be late, too */
		;
	assert_null(loader_next(l));
	assert_int_equal(loader_error(l)->code, ETIMEDOUT);
	s = loader_save(l);
	loader_free(l);
	set.stuck = UINT64_MAX;
	l = LOAD(set, .batch = 4, .resume = &s);
	assert_int_equal(loader_next(l)->step, 1);
	loader_free(l);
}

static void at_the_end_the_next_epoch_is_next(void **state)
{
	struct counted set = COUNTED(20);
	struct record second = recorded_once(
		LOAD(set, .batch = 4, .epoch = 1, .shuffle = true));

	(void)state;
	for (size_t k = 5; k < 7; k++) {
		struct loader_state s =
			saved_after(LOAD(set, .batch = 4, .shuffle = true), k);
		struct loader *l =
			LOAD(set, .batch = 4, .shuffle = true, .resume = &s);

		assert_same(recorded(l), second);
		loader_restart(l);
		assert_int_equal(recorded(l).steps, 5);
		loader_free(l);
	}
}

/* That a stream is at its end shows when it is asked once more, and not by how
 * far workers have come. */
static void of_a_stream_when_the_end_was_seen(void **state)
{
	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = STREAM(20);
		struct loader *l = LOAD(set, .batch = 4, .workers = workers);
		struct loader_state s;

		for (int k = 0; k < 5; k++)
			loader_next(l);
		sleep_us(3000);
		s = loader_save(l);
		assert_end(l);
		loader_free(l);
		l = LOAD(set, .batch = 4, .resume = &s, .workers = workers);
		assert_end(l);
		s = loader_save(l);
		loader_free(l);
		l = LOAD(set, .batch = 4, .resume = &s, .workers = workers);
		assert_int_equal(loader_next(l)->epoch, 1);
		assert_int_equal(recorded(l).steps, 4);
		loader_free(l);
	}
}

/* ---- Other programs ---- */

static struct loader_state in_child;
static int pipe_fds[2];

static int save_there(void *arg)
{
	struct counted set = COUNTED(100);
	struct loader_state s = saved_after(
		LOAD(set, .batch = 4, .shuffle = true, .seed = 3), 7);

	(void)arg;
	return write(pipe_fds[1], &s, sizeof s) == sizeof s ? 0 : 1;
}

static void it_means_the_same_in_another_process(void **state)
{
	struct counted set = COUNTED(100);
	struct record all = recorded_once(
		LOAD(set, .batch = 4, .shuffle = true, .seed = 3));
	struct record rest;

	(void)state;
	assert_int_equal(pipe(pipe_fds), 0);
	assert_int_equal(outcome_of(save_there, NULL), 0);
	assert_int_equal(read(pipe_fds[0], &in_child, sizeof in_child),
			 sizeof in_child);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	rest = recorded_once(LOAD(set, .batch = 4, .shuffle = true, .seed = 3,
				  .resume = &in_child));
	assert_rest(&rest, &all, 7);
}

/* Saved by four, each after so many steps; resumed by fewer or more. */
static void more_ranks_or_fewer_make_the_same_rounds(void **state)
{
	(void)state;
	for (uint64_t world = 1; world <= 12; world++) {
		struct counted set = COUNTED(100);
		struct loader_state s =
			saved_after(LOAD(set, .batch = 3, .world = 4, .rank = 2,
					 .shuffle = true),
				    3);
		unsigned times[100] = { 0 }, all = 0;
		struct loader *before = LOAD(set, .batch = 36, .shuffle = true);
		const struct loaded *b = loader_next(before);

		for (size_t i = 0; i < 36; i++)
			times[b->index[i]]++;
		loader_free(before);
		for (uint64_t rank = 0; rank < world && 12 % world == 0;
		     rank++) {
			struct loader *l = LOAD(set, .batch = 12 / world,
						.world = world, .rank = rank,
						.shuffle = true, .resume = &s);

			while ((b = loader_next(l)))
				for (size_t i = 0; i < b->batch.count; i++)
					times[b->index[i]]++;
			assert_null(loader_error(l));
			loader_free(l);
		}
		for (size_t i = 0; i < 100; i++)
			all += times[i] == 1;
		assert_int_equal(all, 12 % world ? 36 : 100);
	}
}

/* Also where some have one batch fewer, or none: to be told of the end is a step
 * like any other. */
static void check_ranks(struct counted *set, struct loader_options o)
{
	struct loader *l[4];
	uint64_t steps;

	for (o.rank = 0; o.rank < 4; o.rank++)
		l[o.rank] = loader_new(&set->set, &o);
	steps = loader_steps(l[0]);
	for (uint64_t step = 0; step <= steps + 1; step++)
		for (size_t rank = 0; rank < 4; rank++) {
			struct loader_state first = loader_save(l[0]);
			struct loader_state s = loader_save(l[rank]);

			assert_memory_equal(&s, &first, sizeof s);
			if (rank == 3)
				for (size_t i = 0; i < 4; i++)
					(void)loader_next(l[i]);
		}
	for (size_t rank = 0; rank < 4; rank++)
		loader_free(l[rank]);
}

static void ranks_that_are_as_far_have_equal_states(void **state)
{
	(void)state;
	for (uint64_t length = 0; length < 20; length++)
		for (enum loader_uneven how = LOADER_EVEN; how <= LOADER_DROP;
		     how++)
			for (int drop_last = 0; drop_last < 2; drop_last++) {
				struct counted set = COUNTED(length);
				struct loader_options o = { .batch = 2,
							    .world = 4,
							    .uneven = how };

				o.drop_last = drop_last;
				check_ranks(&set, o);
			}
}

/* How often each sample of epoch 0 is lent: to four ranks, so many times, and
 * then to so many that go on with the state of one. */
static void count_resumed(struct counted *set, unsigned *times, uint64_t calls,
			  uint64_t saved, uint64_t world)
{
	struct loader_state s = { { 0 } };
	const struct loaded *b;

	for (uint64_t rank = 0; rank < 4; rank++) {
		struct loader *l =
			LOAD(*set, .batch = 2, .world = 4, .rank = rank);

		for (uint64_t k = 0; k < calls; k++)
			if ((b = loader_next(l)))
				for (size_t i = 0; i < b->batch.count; i++)
					times[number_of(b, i)]++;
		if (rank == saved)
			s = loader_save(l);
		loader_free(l);
	}
	for (uint64_t rank = 0; rank < world; rank++) {
		struct loader *l =
			LOAD(*set, .batch = 8 / world, .world = world,
			     .rank = rank, .resume = &s);

		while ((b = loader_next(l)))
			for (size_t i = 0; !b->epoch && i < b->batch.count; i++)
				times[number_of(b, i)]++;
		assert_null(loader_error(l));
		loader_free(l);
	}
}

static void the_state_of_any_goes_on_for_all(void **state)
{
	(void)state;
	for (uint64_t length = 0; length < 20; length += 3)
		for (uint64_t calls = 0; calls < 4; calls++)
			for (uint64_t saved = 0; saved < 4; saved++)
				for (uint64_t world = 1; world <= 8;
				     world *= 2) {
					struct counted set = COUNTED(length);
					unsigned times[20] = { 0 };

					count_resumed(&set, times, calls, saved,
						      world);
					for (size_t i = 0; i < length; i++)
						assert_int_equal(times[i], 1);
				}
}

/* ---- Errors ---- */

static bool is_13(uint64_t index)
{
	return index == 13;
}

/* What has failed for a reason that is gone by now. */
static void what_stopped_it_is_tried_again(void **state)
{
	static const enum loader_on_error hows[] = { LOADER_STOP,
						     LOADER_FAIL_BATCH };

	(void)state;
	for (unsigned workers = 0; workers < 3; workers++)
		for (size_t i = 0; i < 2; i++)
			for (int more = 0; more < 3; more++) {
				struct counted set =
					COUNTED(50, .fails = is_13);
				struct loader_options o = { .batch = 5,
							    .workers = workers,
							    .on_error =
								    hows[i] };
				struct loader *l = loader_new(&set.set, &o);
				struct loader_state s;
				size_t steps = i ? 3 : 3 + (size_t)more;

				hide_account(&set);
				for (size_t k = 0; k < steps; k++)
					(void)loader_next(l);
				s = loader_save(l);
				loader_free(l);
				set.fails = NULL;
				o.resume = &s;
				l = loader_new(&set.set, &o);
				assert_int_equal(loader_next(l)->step, 2 + i);
				loader_free(l);
			}
}

/* ---- What does not fit ---- */

static struct loader_state state_of(struct counted *set,
				    struct loader_options o, size_t k)
{
	return saved_after(loader_new(&set->set, &o), k);
}

static void assert_refused(struct counted *set, struct loader_options o,
			   const struct loader_state *s, const char *words)
{
	struct loader *l;
	unsigned gets = set->gets;

	o.resume = s;
	l = loader_new(&set->set, &o);
	assert_null(loader_next(l));
	assert_error(l, EINVAL, words);
	assert_int_equal(set->gets, gets);
	loader_free(l);
}

static void what_is_another_is_named(void **state)
{
	struct counted set = COUNTED(100), longer = COUNTED(101);
	struct counted stream = STREAM(100);
	struct loader_options o = { .batch = 4, .world = 3, .seed = 5 };
	struct loader_state s = state_of(&set, o, 2), streamed;

	(void)state;
	assert_refused(&longer, o, &s, "length");
	o.batch = 5;
	assert_refused(&set, o, &s, "batch times world");
	o.batch = 3, o.world = 4, o.seed = 6;
	assert_refused(&set, o, &s, "seed");
	o.seed = 5, o.shuffle = true;
	assert_refused(&set, o, &s, "shuffle");
	o.shuffle = false, o.drop_last = true;
	assert_refused(&set, o, &s, "drop_last");
	o.drop_last = false, o.uneven = LOADER_PAD;
	assert_refused(&set, o, &s, "uneven");
	o = (struct loader_options){ .batch = 4, .world = 3, .seed = 5 };
	streamed = state_of(&stream, o, 2);
	o.rank = 1;
	assert_refused(&stream, o, &streamed, "rank");
	o.rank = 0, o.shuffle = true, o.window = 9;
	assert_refused(&stream, o, &streamed, "window");
	streamed = state_of(&stream, o, 2);
	o.window = 10;
	assert_refused(&stream, o, &streamed, "window");
}

/* Each bit in turn. */
static void one_that_is_damaged_is_refused(void **state)
{
	struct counted set = COUNTED(100);
	struct loader_options o = { .batch = 4, .shuffle = true };
	struct loader_state s = state_of(&set, o, 2), none = { { 0 } };

	(void)state;
	for (unsigned bit = 0; bit < 512; bit++) {
		struct loader_state damaged = s;

		damaged.word[bit / 64] ^= (uint64_t)1 << bit % 64;
		assert_refused(&set, o, &damaged, "damaged");
	}
	assert_refused(&set, o, &none, "no state");
	assert_int_equal(sizeof s, 64);
}

static void nothing_has_a_state_that_is_none(void **state)
{
	struct counted set = COUNTED(100);
	struct loader *l = LOAD(set, .batch = 0);
	struct loader_state s[2] = { loader_save(NULL), loader_save(l) };

	(void)state;
	loader_free(l);
	for (size_t i = 0; i < 2; i++)
		assert_refused(&set, (struct loader_options){ .batch = 4 },
			       &s[i], "no state");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_goes_on_after_any_step),
		cmocka_unit_test(a_stream_goes_on_after_any_step),
		cmocka_unit_test(so_does_a_window),
		cmocka_unit_test(so_does_a_sampler),
		cmocka_unit_test(what_was_loaded_ahead_does_not_count),
		cmocka_unit_test(saving_changes_nothing),
		cmocka_unit_test(nor_does_what_is_late),
		cmocka_unit_test(at_the_end_the_next_epoch_is_next),
		cmocka_unit_test(of_a_stream_when_the_end_was_seen),
		cmocka_unit_test(it_means_the_same_in_another_process),
		cmocka_unit_test(more_ranks_or_fewer_make_the_same_rounds),
		cmocka_unit_test(ranks_that_are_as_far_have_equal_states),
		cmocka_unit_test(the_state_of_any_goes_on_for_all),
		cmocka_unit_test(what_stopped_it_is_tried_again),
		cmocka_unit_test(what_is_another_is_named),
		cmocka_unit_test(one_that_is_damaged_is_refused),
		cmocka_unit_test(nothing_has_a_state_that_is_none),
	};

	return RUN(tests);
}
