/* SPDX-License-Identifier: MIT */
/*
 * test-loader-memory.c - how much memory a loader takes, and what it does
 * without.
 *
 * Promises: "Its memory is that of at most prefetch + 1 batches" and loader_new()
 * in generator/loader.h; loading_room() in generator/dataset.h.
 */
#define ALLOCS_OF_ALL_THREADS
#include <generator/stack.h>

#include "allocs.h"
#include "loader.h"

/* ---- How much ---- */

/* What the header allows, if each sample has so many rooms of that size. */
static size_t promised(const struct counted *set,
		       const struct loader_options *o, size_t rooms,
		       size_t room_size)
{
	size_t batches = o->workers ? o->prefetch + 1 : 1;
	size_t room = rooms * (2 * room_size + 64);
	size_t batch = o->batch * (set->set.size + 8 + room) + 2048;
	size_t window = o->window * (set->set.size + 16 + room);

	return batches * batch + window + (size_t)64 * 1024;
}

/* Bytes at most, for an epoch or two. */
static size_t peak_of(struct counted *set, struct loader_options o)
{
	struct loader *l;

	allocs_watch();
	l = loader_new(&set->set, &o);
	while (loader_next(l))
		;
	loader_restart(l);
	while (loader_next(l))
		;
	loader_free(l);
	allocs.watch = false;
	return allocs.peak;
}

static int get_blank(struct dataset *set, uint64_t index, void *sample,
		     struct loading *in)
{
	(void)index;
	(void)in;
	memset(sample, 1, set->size);
	return 0;
}

static const struct dataset_ops blank_ops = { .get = get_blank };

static void it_is_that_of_the_batches_in_flight(void **state)
{
	struct counted set = COUNTED_AS(blank_ops, 1000);

	skip_without_allocs();
	(void)state;
	set.set.size = 3000;
	for (unsigned prefetch = 0; prefetch < 20; prefetch += 5) {
		struct loader_options o = { .batch = 16,
					    .shuffle = true,
					    .workers = prefetch ? 2 : 0,
					    .prefetch = prefetch };

		assert_in_range(peak_of(&set, o), 16 * 3000,
				promised(&set, &o, 0, 0));
	}
}

/* Of which what is besides their samples is the most. */
static void also_if_there_are_many_small_ones(void **state)
{
	struct counted set = COUNTED_AS(blank_ops, 6000);
	struct loader_options o = { .batch = 1,
				    .workers = 1,
				    .prefetch = 2000 };

	skip_without_allocs();
	(void)state;
	set.set.size = 1;
	assert_in_range(peak_of(&set, o), 2000, promised(&set, &o, 0, 0));
}

/* Each sample has a larger room than the one before. */
static size_t least_room, more_room;

static int get_room(struct dataset *set, uint64_t index, void *sample,
		    struct loading *in)
{
	size_t size = least_room + index * more_room;
	void *room = loading_room(in, size);

	(void)set;
	if (!room)
		return ENOMEM;
	memset(room, 1, size);
	memcpy(sample, &room, sizeof room);
	return 0;
}

static const struct dataset_ops room_ops = { .get = get_room };

static void so_it_is_with_rooms_large_and_small(void **state)
{
	struct counted set = COUNTED_AS(room_ops, 300);

	skip_without_allocs();
	(void)state;
	for (more_room = 0; more_room < 1000; more_room += 333)
		for (least_room = 10; least_room < 20000; least_room *= 9)
			for (unsigned prefetch = 0; prefetch < 9;
			     prefetch += 4) {
				struct loader_options o = {
					.batch = 10,
					.workers = prefetch ? 2 : 0,
					.prefetch = prefetch,
				};
				size_t most = least_room + 299 * more_room;

				assert_in_range(peak_of(&set, o), 10,
						promised(&set, &o, 1, most));
			}
}

/* One sample has a room of 4 MiB, all others of 10 bytes. */
static int get_one_large(struct dataset *set, uint64_t index, void *sample,
			 struct loading *in)
{
	(void)set;
	(void)sample;
	return loading_room(in, index == 3 ? 4 << 20 : 10) ? 0 : ENOMEM;
}

static const struct dataset_ops one_large_ops = { .get = get_one_large };

static void a_large_room_is_not_kept(void **state)
{
	struct counted set = COUNTED_AS(one_large_ops, 1000);

	skip_without_allocs();
	(void)state;
	for (unsigned prefetch = 0; prefetch < 9; prefetch += 4) {
		struct loader_options o = { .batch = 2,
					    .workers = prefetch ? 2 : 0,
					    .prefetch = prefetch };
		struct loader *l;

		allocs_watch();
		l = LOAD(set, .batch = 2, .workers = o.workers,
			 .prefetch = prefetch);
		for (int i = 0; i < 50; i++)
			assert_non_null(loader_next(l));
		assert_in_range(allocs.peak, 4 << 20, 5 << 20);
		assert_in_range(allocs.bytes, 0, promised(&set, &o, 1, 10));
		allocs.watch = false;
		loader_free(l);
	}
}

/* The worst that chunks can be cut up by: one is full, or none fits besides. */
static int get_worst(struct dataset *set, uint64_t index, void *sample,
		     struct loading *in)
{
	(void)set;
	(void)sample;
	return loading_room(in, index % 2 ? 1009 : 1) ? 0 : ENOMEM;
}

static const struct dataset_ops worst_ops = { .get = get_worst };

static void nor_are_rooms_cut_up_too_much(void **state)
{
	struct counted set = COUNTED_AS(worst_ops, 4000);
	struct loader_options o = { .batch = 2000 };

	skip_without_allocs();
	(void)state;
	assert_in_range(peak_of(&set, o), 1000 * 1010,
			promised(&set, &o, 1, (1009 + 1) / 2));
}

static int copy_with_room(struct dataset *set, const void *item, void *sample,
			  struct loading *in)
{
	if (!loading_room(in, 1))
		return ENOMEM;
	return counted_copy(set, item, sample, in);
}

static const struct dataset_ops room_stream_ops = { .open = counted_open,
						    .copy = copy_with_room };

static void a_window_adds_its_samples(void **state)
{
	struct counted set = STREAM(30000);
	struct loader_options o = { .batch = 10,
				    .shuffle = true,
				    .window = 10000 };

	skip_without_allocs();
	(void)state;
	set.set.ops = &plain_stream_ops;
	assert_in_range(peak_of(&set, o), 10000 * sizeof(struct item),
			promised(&set, &o, 0, 0));
	set.set.ops = &room_stream_ops;
	assert_in_range(peak_of(&set, o), 10000 * sizeof(struct item),
			promised(&set, &o, 1, 1));
}

/* ---- How often ---- */

static int change_room(void *ctx, void *sample, struct loading *in)
{
	void *room = loading_room(in, 100);

	(void)ctx;
	memcpy(sample, &room, sizeof room);
	return room ? 0 : ENOMEM;
}

static const struct loader_transform rooms[] = { { change_room, NULL } };

static void when_it_is_warm_nothing_is_allocated(void **state)
{
	skip_without_allocs();
	(void)state;
	least_room = 500;
	more_room = 0;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED_AS(room_ops, 320);
		struct loader *l = LOAD(set, .batch = 10, .shuffle = true,
					.workers = workers, .transforms = rooms,
					.transform_count = 1);

		while (loader_next(l))
			;
		allocs_watch();
		for (int epoch = 0; epoch < 3; epoch++) {
			loader_restart(l);
			while (loader_next(l))
				;
		}
		allocs.watch = false;
		assert_int_equal(allocs.calls, 0);
		loader_free(l);
	}
}

static void a_loader_is_one_allocation_and_its_batch_another(void **state)
{
	struct counted set = COUNTED_AS(blank_ops, 100);
	struct loader *l;

	skip_without_allocs();
	(void)state;
	allocs_watch();
	l = LOAD(set, .batch = 10, .transforms = rooms, .transform_count = 1);
	loader_free(l);
	assert_int_equal(allocs.calls, 1);
	l = LOAD(set, .batch = 10);
	while (loader_next(l))
		;
	loader_free(l);
	allocs.watch = false;
	assert_int_equal(allocs.calls, 1 + 2);
	assert_int_equal(allocs.blocks, 0);
}

/* ---- Rooms ---- */

static int get_aligned(struct dataset *set, uint64_t index, void *sample,
		       struct loading *in)
{
	size_t size = index * 7 % 300;
	char *room = loading_room(in, size);

	(void)set;
	if (!room || (uintptr_t)room % _Alignof(max_align_t))
		return EFAULT;
	memset(room, (int)index, size);
	memcpy(sample, &room, sizeof room);
	return 0;
}

static const struct dataset_ops aligned_ops = { .get = get_aligned };

static void rooms_are_aligned_and_apart(void **state)
{
	struct counted set = COUNTED_AS(aligned_ops, 99);

	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct loader *l = LOAD(set, .batch = 33, .workers = workers);
		const struct loaded *b;

		while ((b = loader_next(l)))
			for (size_t i = 0; i < b->batch.count; i++) {
				const struct item *item = b->batch.items;
				const char *room;

				memcpy(&room, &item[i], sizeof room);
				for (size_t k = 0; k < (b->first + i) * 7 % 300;
				     k++)
					assert_int_equal(room[k], b->first + i);
			}
		assert_null(loader_error(l));
		loader_free(l);
	}
}

static size_t too_large;

static int get_too_large(struct dataset *set, uint64_t index, void *sample,
			 struct loading *in)
{
	(void)set;
	(void)index;
	(void)sample;
	return loading_room(in, too_large) ? 0 : EDOM;
}

static const struct dataset_ops too_large_ops = { .get = get_too_large };

static void a_room_that_is_too_large_is_an_error(void **state)
{
	struct counted set = COUNTED_AS(too_large_ops, 5);

	skip_with_tools(); /* they end the program, or complain */
	(void)state;
	for (size_t i = 0; i < 100; i++) {
		struct loader *l = LOAD(set, .batch = 5);

		too_large = SIZE_MAX - i;
		assert_null(loader_next(l));
		assert_error(l, ENOMEM, "no memory for");
		assert_end(l);
		loader_free(l);
	}
}

/* ---- Without ---- */

struct deed {
	const char *name;
	struct counted set;
	struct loader_options options;
	unsigned take; /* keep every so many-th batch */
	uint64_t fails;
};

static bool is_7(uint64_t index)
{
	return index == 7;
}

static int sum(void *ctx, const void *samples, size_t count, struct batch *out,
	       struct loading *in)
{
	struct item *total = loading_room(in, sizeof *total);

	(void)ctx;
	if (!total)
		return EDOM;
	*total = (struct item){ ((const struct item *)samples)->index, count };
	*out = (struct batch){ total, 1 };
	return 0;
}

static uint64_t chosen[20];
static struct numbers sampled = NUMBERS(chosen);
static const struct batch ragged[] = {
	{ chosen, 2 }, { chosen, 7 }, { chosen, 1 }, { chosen, 15 }
};
static struct numbers batched = NUMBERS(ragged);

static struct deed deeds[] = {
	{ "an order", COUNTED(20), { .batch = 4, .shuffle = true }, 0, 0 },
	{ "workers", COUNTED(20), { .batch = 4, .workers = 2 }, 0, 0 },
	{ "what is kept", COUNTED(20), { .batch = 4, .workers = 1 }, 2, 0 },
	{ "a failure", COUNTED(20, .fails = is_7), { .batch = 4 }, 0, EIO },
	{ "collations",
	  COUNTED(20),
	  { .batch = 4, .collate = sum, .workers = 1 },
	  0,
	  0 },
	{ "a stream",
	  COUNTED_AS(room_stream_ops, 0, .items = 18),
	  { .batch = 4, .drop_last = true },
	  0,
	  0 },
	{ "a stream with workers",
	  COUNTED_AS(room_stream_ops, 0, .items = 18),
	  { .batch = 4, .workers = 2 },
	  0,
	  0 },
	{ "a window",
	  COUNTED_AS(plain_stream_ops, 0, .items = 18),
	  { .batch = 4, .shuffle = true, .window = 7, .drop_last = true },
	  3,
	  0 },
	{ "a window with rooms",
	  COUNTED_AS(room_stream_ops, 0, .items = 18),
	  { .batch = 4, .shuffle = true, .window = 7, .drop_last = true },
	  3,
	  0 },
	{ "a sampler",
	  COUNTED(20),
	  { .batch = 4,
	    .drop_last = true,
	    .sampler = numbers_open,
	    .sampler_ctx = &sampled },
	  0,
	  0 },
	{ "a batch sampler",
	  COUNTED(20),
	  { .batch_sampler = numbers_open,
	    .sampler_ctx = &batched,
	    .workers = 1 },
	  0,
	  0 },
};

enum { STEPS = 8 };

/* What is lent, by step; in what it should be, 0 stands for an error. */
struct outcome {
	uint64_t hash[2][STEPS];
	unsigned batches, errors;
	bool wrong;
	int calls, blocks;
};

static void drop_all(struct loaded **kept, unsigned count)
{
	while (count > 0)
		loader_drop(kept[--count]);
}

static void follow(const struct deed *d, struct loader *l, struct outcome *o)
{
	const struct loaded *b = NULL;
	struct loaded *kept[2 * STEPS];
	unsigned count = 0;
	bool wrong = false;

	for (int i = 0; i < 4 * STEPS; i++) {
		const struct loader_failure *f;

		b = loader_next(l);
		f = loader_error(l);
		if (b && b->step < STEPS && b->epoch < 2) {
			o->hash[b->epoch][b->step] = hash_of_batch(b, &wrong);
			o->batches++;
			if (d->take && b->step % d->take == 0 &&
			    count < 2 * STEPS)
				kept[count++] = loader_take(l);
		} else if (f) {
			bool usual = d->fails && f->code == (int)d->fails;

			o->wrong |= !f->text || (f->code != ENOMEM && !usual &&
						 f->code != EAGAIN);
			o->errors++;
			o->wrong |= f->again != (!l || f->code == EAGAIN);
			if (f->again)
				break;
		} else if (o->hash[1][0] || o->errors > 0) {
			break;
		} else {
			loader_restart(l);
		}
		o->wrong |= i == 4 * STEPS - 1; /* it does not end */
	}
	drop_all(kept, count);
}

static struct outcome do_it(struct deed *d, int fail_at, bool and_all_after)
{
	struct outcome o = { .batches = 0 };
	struct loader *l;

	allocs_watch();
	allocs.fail_at = fail_at;
	allocs.and_all_after = and_all_after;
	l = loader_new(&d->set.set, &d->options);
	follow(d, l, &o);
	loader_free(l);
	allocs.watch = false;
	gen_stack_trim();
	o.calls = allocs.calls;
	o.blocks = allocs.blocks;
	return o;
}

/* Each batch is the one that it is when nothing fails, or missing. */
static void compare(const struct deed *d, int k, const struct outcome *o,
		    const struct outcome *usual)
{
	bool wrong = o->wrong || o->blocks;
	/* A window with fewer samples has another order. */
	bool shifts = d->options.window && d->set.set.ops == &room_stream_ops;

	for (int i = 0; i < 2 * STEPS; i++)
		if (!shifts && o->hash[i / STEPS][i % STEPS] &&
		    o->hash[i / STEPS][i % STEPS] !=
			    usual->hash[i / STEPS][i % STEPS])
			wrong = true;
	if (wrong)
		fail_msg("%s, allocation %d: wrong %d, %d blocks left", d->name,
			 k, o->wrong, o->blocks);
}

static void any_allocation_may_fail(bool and_all_after)
{
	for (uint64_t i = 0; i < 20; i++)
		chosen[i] = i * 3 % 20;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		struct deed *d = &deeds[i];
		struct outcome usual = do_it(d, 0, false);

		usual = do_it(d, 0, false); /* stacks of threads are there */
		assert_false(usual.wrong);
		assert_int_equal(usual.errors, d->fails ? 1 : 0);
		assert_int_equal(usual.blocks, 0);
		for (int k = 1; k <= usual.calls; k++) {
			struct outcome o = do_it(d, k, and_all_after);

			compare(d, k, &o, &usual);
		}
	}
}

static void one_that_fails_is_an_error_and_changes_no_other(void **state)
{
	skip_without_allocs();
	(void)state;
	any_allocation_may_fail(false);
}

static void if_all_fail_from_there_on_it_ends(void **state)
{
	skip_without_allocs();
	(void)state;
	any_allocation_may_fail(true);
}

/* More than there is: not for ever. */
static void what_cannot_be_had_ends(void **state)
{
	struct counted set = STREAM(100);
	struct loader_options o[] = {
		{ .batch = 5, .shuffle = true, .window = SIZE_MAX / 64 },
		{ .batch = SIZE_MAX / 128 },
	};

	if (SANITIZED)
		skip();
	(void)state;
	for (size_t i = 0; i < 2; i++)
		for (o[i].workers = 0; o[i].workers < 3; o[i].workers++) {
			struct loader *l = loader_new(&set.set, &o[i]);

			assert_null(loader_next(l));
			assert_int_equal(loader_error(l)->code, ENOMEM);
			assert_end(l);
			loader_free(l);
		}
}

/* Its numbers alone would be more bytes than can be counted. */
static void nor_can_a_batch_of_any_size(void **state)
{
	static const struct batch huge[] = { { chosen, SIZE_MAX / 8 + 1 },
					     { chosen, 2 } };
	struct counted set = COUNTED(20);
	struct numbers s = NUMBERS(huge);
	struct loader *l =
		LOAD(set, .batch_sampler = numbers_open, .sampler_ctx = &s);

	(void)state;
	set.set.size = 0;
	assert_null(loader_next(l));
	assert_int_equal(loader_error(l)->code, ENOMEM);
	assert_int_equal(loader_next(l)->batch.count, 2);
	assert_end(l);
	loader_free(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_that_of_the_batches_in_flight),
		cmocka_unit_test(also_if_there_are_many_small_ones),
		cmocka_unit_test(so_it_is_with_rooms_large_and_small),
		cmocka_unit_test(a_large_room_is_not_kept),
		cmocka_unit_test(nor_are_rooms_cut_up_too_much),
		cmocka_unit_test(a_window_adds_its_samples),
		cmocka_unit_test(when_it_is_warm_nothing_is_allocated),
		cmocka_unit_test(
			a_loader_is_one_allocation_and_its_batch_another),
		cmocka_unit_test(rooms_are_aligned_and_apart),
		cmocka_unit_test(a_room_that_is_too_large_is_an_error),
		cmocka_unit_test(
			one_that_fails_is_an_error_and_changes_no_other),
		cmocka_unit_test(if_all_fail_from_there_on_it_ends),
		cmocka_unit_test(what_cannot_be_had_ends),
		cmocka_unit_test(nor_can_a_batch_of_any_size),
	};

	return RUN(tests);
}
