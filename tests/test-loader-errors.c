/* SPDX-License-Identifier: MIT */
/*
 * test-loader-errors.c - samples, streams and collations that fail.
 *
 * Promises: "A batch that cannot be loaded is an error in its place; the batches
 * after it follow", on_error of struct loader_options, struct loader_failure in
 * generator/loader.h; loading_fail() in generator/dataset.h.
 */
#include "loader.h"

/* ---- get ---- */

static unsigned failing; /* batches of 5, of which so many fail */

static bool some(uint64_t index)
{
	return index % 5 == 3 && index / 5 % 2 == 0 && index / 5 / 2 < failing;
}

/* Every second one fails, up to a number larger than any ring. */
static void each_failed_batch_is_one_error_in_its_place(void **state)
{
	(void)state;
	for (unsigned workers = 0; workers < 4; workers++)
		for (failing = 0; failing <= 10; failing++) {
			struct counted set = COUNTED(98, .fails = some);
			struct loader *l =
				LOAD(set, .batch = 5, .workers = workers);

			for (unsigned k = 0; k < 20; k++) {
				bool fails = k % 2 == 0 && k / 2 < failing;
				const struct loaded *b = loader_next(l);

				assert_true(fails == !b);
				assert_true(fails == !!loader_error(l));
				if (fails)
					assert_int_equal(loader_error(l)->step,
							 k);
				else
					assert_int_equal(b->step, k);
			}
			assert_end(l);
			assert_int_equal(loader_stats(l).batches, 20 - failing);
			assert_int_equal(loader_stats(l).errors, failing);
			loader_free(l);
		}
}

static bool is_13(uint64_t index)
{
	return index == 13;
}

static void an_error_says_what_and_where(void **state)
{
	struct counted set = COUNTED(50, .fails = is_13);
	struct loader *l =
		LOAD(set, .batch = 5, .epoch = 4, .workers = 1, .seed = 1);
	const struct loader_failure *f;

	(void)state;
	loader_next(l);
	loader_next(l);
	assert_null(loader_error(l));
	assert_null(loader_next(l));
	f = loader_error(l);
	assert_int_equal(f->code, EIO);
	assert_int_equal(f->epoch, 4);
	assert_int_equal(f->step, 2);
	assert_int_equal(f->index, 13);
	assert_int_equal(f->worker, 1);
	assert_non_null(strstr(f->text, "nothing at 13"));
	assert_non_null(strstr(f->text, "epoch 4"));
	assert_non_null(strstr(f->text, "batch 2"));
	assert_non_null(strstr(f->text, "sample 13"));
	assert_non_null(strstr(f->text, "tests/loader.h:"));
	assert_non_null(strstr(f->text, "worker 1"));
	assert_int_equal(iter_error(loader_iter(l)), EIO);
	assert_ptr_equal(iter_detail(loader_iter(l)), f->text);
	assert_non_null(loader_next(l));
	assert_null(loader_error(l));
	loader_free(l);
	l = LOAD(set, .batch = 20);
	assert_null(loader_next(l));
	assert_int_equal(loader_error(l)->worker, 0);
	assert_null(strstr(loader_error(l)->text, "worker"));
	loader_free(l);
}

/* ---- What an error means ---- */

static bool is_even(uint64_t index)
{
	return index % 2 == 0;
}

static void a_sample_may_be_skipped(void **state)
{
	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED(18, .fails = is_even);
		struct counted stream = STREAM(18, .fails = is_even);
		struct loader *l[] = {
			LOAD(set, .batch = 5, .workers = workers,
			     .on_error = LOADER_SKIP_SAMPLE),
			LOAD(stream, .batch = 5, .workers = workers,
			     .on_error = LOADER_SKIP_SAMPLE),
		};
		static const size_t counts[] = { 2, 3, 2, 2 };

		for (size_t i = 0; i < 2; i++) {
			uint64_t at = 1;

			for (size_t k = 0; k < 4; k++) {
				const struct loaded *b = loader_next(l[i]);
				const struct item *item = b->batch.items;

				assert_int_equal(b->batch.count, counts[k]);
				for (size_t j = 0; j < counts[k]; j++) {
					assert_int_equal(item[j].index, at);
					assert_int_equal(b->index[j], at);
					at += 2;
				}
			}
			assert_end(l[i]);
			assert_int_equal(loader_stats(l[i]).errors, 9);
			loader_free(l[i]);
		}
	}
}

static bool is_any(uint64_t index)
{
	return index < UINT64_MAX;
}

static void if_all_are_a_batch_has_none(void **state)
{
	struct counted set = COUNTED(10, .fails = is_any);
	struct loader *l =
		LOAD(set, .batch = 5, .on_error = LOADER_SKIP_SAMPLE);

	(void)state;
	for (int k = 0; k < 2; k++)
		assert_int_equal(loader_next(l)->batch.count, 0);
	assert_end(l);
	loader_free(l);
}

static void an_error_may_be_the_last(void **state)
{
	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED(50, .fails = is_13);
		struct loader *l = LOAD(set, .batch = 5, .workers = workers,
					.on_error = LOADER_STOP);

		for (int epoch = 0; epoch < 3; epoch++) {
			assert_non_null(loader_next(l));
			assert_non_null(loader_next(l));
			assert_null(loader_next(l));
			assert_error(l, EIO, "nothing at 13");
			assert_end(l);
			loader_restart(l);
		}
		loader_free(l);
	}
}

/* Also by one who takes an error for a batch that is missing, and goes on. */
static void who_goes_on_after_errors_comes_to_an_end(void **state)
{
	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED(50, .fails = is_13);
		struct counted gone = COUNTED(50);
		struct loader *l = LOAD(set, .batch = 5, .workers = workers);
		size_t batches = 0;

		while (loader_next(l) ||
		       (loader_error(l) && !loader_error(l)->again))
			batches++;
		assert_int_equal(batches, 10);
		loader_free(l);
		gone.set.code = ENOENT;
		l = LOAD(gone, .batch = 5, .workers = workers);
		for (int i = 0; i < 3; i++) {
			assert_null(loader_next(l));
			assert_int_equal(loader_error(l)->code, ENOENT);
			assert_true(loader_error(l)->again);
		}
		loader_free(l);
	}
}

/* ---- Closing ---- */

static void closing_it_changes_no_error(void **state)
{
	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED(50, .fails = is_13);
		struct loader *l = LOAD(set, .batch = 5, .workers = workers);
		struct iter *it = loader_iter(l);

		for (int i = 0; i < 3; i++)
			(void)iter_next(it);
		iter_close(it);
		for (int i = 0; i < 2; i++) {
			assert_error(l, EIO, "sample 13: nothing at 13");
			assert_int_equal(loader_error(l)->step, 2);
			assert_int_equal(iter_error(it), EIO);
			assert_null(iter_next(it));
			iter_close(it);
		}
		iter_free(it);
	}
}

static void nor_is_it_one(void **state)
{
	struct counted set = COUNTED(50);
	struct loader *l = LOAD(set, .batch = 5, .workers = 1);

	(void)state;
	assert_non_null(loader_next(l));
	iter_close(loader_iter(l));
	assert_end(l);
	loader_free(l);
}

/* ---- Streams ---- */

/* Samples that were pulled for the batch are lent, then comes the error. */
static void a_stream_that_breaks_is_an_error_after_what_came(void **state)
{
	(void)state;
	for (unsigned workers = 0; workers < 4; workers++)
		for (uint64_t at = 1; at < 12; at++) {
			struct counted set = STREAM(20, .breaks_at = at);
			struct loader *l =
				LOAD(set, .batch = 5, .workers = workers,
				     .drop_last = at % 2);
			uint64_t seen = 0;
			const struct loaded *b;

			while ((b = loader_next(l)))
				seen += b->batch.count;
			assert_int_equal(seen, at);
			assert_error(l, EPIPE, "the pipe broke");
			assert_int_equal(loader_error(l)->step, (at + 4) / 5);
			assert_true(loader_error(l)->index == UINT64_MAX);
			assert_end(l);
			loader_restart(l);
			assert_int_equal(recorded(l).errors, 1);
			loader_free(l);
		}
}

static struct iter *open_nothing(struct dataset *set,
				 const struct dataset_part *part)
{
	(void)part;
	((struct counted *)set)->opens++;
	return NULL;
}

static const struct dataset_ops null_ops = { .open = open_nothing };

static void one_that_cannot_be_opened_is_an_error(void **state)
{
	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED_AS(null_ops, 0);
		struct loader *l = LOAD(set, .batch = 5, .workers = workers);

		assert_null(loader_next(l));
		assert_int_equal(loader_error(l)->code, ENOMEM);
		assert_end(l);
		assert_int_equal(set.opens, 1);
		loader_restart(l);
		assert_null(loader_next(l));
		assert_int_equal(loader_error(l)->code, ENOMEM);
		assert_int_equal(loader_error(l)->epoch, 1);
		loader_free(l);
	}
}

/* The samples after one that fails are in the batches they would be in. */
static void a_sample_that_fails_moves_no_other(void **state)
{
	struct counted set = STREAM(50, .fails = is_13);
	struct loader *l = LOAD(set, .batch = 5, .workers = 2);

	(void)state;
	for (uint64_t k = 0; k < 10; k++) {
		const struct loaded *b = loader_next(l);

		assert_true((k == 2) == !b);
		if (!b) {
			assert_error(l, EIO, "sample 13: nothing at 13");
			continue;
		}
		assert_int_equal(b->batch.count, 5);
		assert_int_equal(number_of(b, 0), 5 * k);
	}
	assert_end(l);
	loader_free(l);
}

/* Indexed, a batch that has failed is not loaded further; streamed, it is. */
static void the_first_error_of_a_batch_counts(void **state)
{
	struct counted set = COUNTED(20, .fails = is_even);
	struct counted stream = STREAM(20, .fails = is_even);
	struct loader *l[] = { LOAD(set, .batch = 5),
			       LOAD(stream, .batch = 5) };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_null(loader_next(l[i]));
		assert_int_equal(loader_error(l[i])->index, 0);
		assert_null(loader_next(l[i]));
		assert_int_equal(loader_error(l[i])->index, 6);
		loader_free(l[i]);
	}
}

/* ---- Transforms and collations ---- */

static int fail_at_13(void *ctx, void *sample, struct loading *in)
{
	uint64_t index = ((const struct item *)sample)->index;
	const char *text = ctx;

	if (index != 13)
		return 0;
	return text ? loading_fail(in, EDOM, "%s", text) : EDOM;
}

static void a_transform_may_fail(void **state)
{
	static char text[] = "cannot be turned";
	const struct loader_transform t[] = { { fail_at_13, text } };
	const struct loader_transform silent[] = { { fail_at_13, NULL } };
	struct counted set = COUNTED(50);
	struct loader *l = LOAD(set, .batch = 5, .transforms = t, .workers = 1,
				.transform_count = 1);

	(void)state;
	loader_next(l);
	loader_next(l);
	assert_null(loader_next(l));
	assert_error(l, EDOM, "sample 13: cannot be turned");
	assert_int_equal(loader_error(l)->index, 13);
	assert_non_null(loader_next(l));
	loader_free(l);
	l = LOAD(set, .batch = 20, .transforms = silent, .transform_count = 1);
	assert_null(loader_next(l));
	assert_error(l, EDOM, strerror(EDOM));
	loader_free(l);
	l = LOAD(set, .batch = 20, .transforms = silent, .transform_count = 1,
		 .on_error = LOADER_SKIP_SAMPLE);
	assert_int_equal(loader_next(l)->batch.count, 19);
	loader_free(l);
}

enum mishap { NONE, TOLD, SILENT };

static int sum(void *ctx, const void *samples, size_t count, struct batch *out,
	       struct loading *in)
{
	const struct item *item = samples;
	uint64_t *total = loading_room(in, sizeof *total);
	enum mishap mishap = *(enum mishap *)ctx;

	*total = 0;
	for (size_t i = 0; i < count; i++)
		*total += item[i].index;
	*out = (struct batch){ total, 1 };
	if (*total != 35 || mishap == NONE)
		return 0;
	return mishap == TOLD ? loading_fail(in, EDOM, "35 is too much") :
				EPERM;
}

static void a_collation_makes_the_batch(void **state)
{
	enum mishap mishap = NONE;

	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		struct counted set = COUNTED(48);
		struct loader *l =
			LOAD(set, .batch = 5, .collate = sum,
			     .collate_ctx = &mishap, .workers = workers);
		struct loaded *kept = NULL;

		for (uint64_t k = 0; k < 10; k++) {
			const struct loaded *b = loader_next(l);
			uint64_t expected = k < 9 ? 25 * k + 10 : 45 + 46 + 47;

			assert_int_equal(b->batch.count, 1);
			assert_int_equal(*(const uint64_t *)b->batch.items,
					 expected);
			assert_int_equal(b->step, k);
			if (k == 3)
				kept = loader_take(l);
		}
		assert_end(l);
		loader_free(l);
		assert_int_equal(*(const uint64_t *)kept->batch.items, 85);
		loader_drop(kept);
	}
}

static void a_collation_may_fail(void **state)
{
	(void)state;
	for (enum mishap mishap = TOLD; mishap <= SILENT; mishap++) {
		struct counted set = COUNTED(48);
		struct loader *l = LOAD(set, .batch = 5, .collate = sum,
					.collate_ctx = &mishap, .workers = 1);

		assert_non_null(loader_next(l));
		assert_null(loader_next(l));
		if (mishap == TOLD)
			assert_error(l, EDOM, "batch 1: 35 is too much");
		else
			assert_error(l, EPERM, strerror(EPERM));
		assert_true(loader_error(l)->index == UINT64_MAX);
		assert_int_equal(loader_error(l)->worker, 1);
		assert_non_null(loader_next(l));
		loader_free(l);
	}
}

/* ---- Texts ---- */

static size_t before; /* the text has so many bytes, then only two-byte ones */

static int say_much(struct dataset *set, uint64_t index, void *sample,
		    struct loading *in)
{
	char text[9000];
	size_t at = before;

	(void)set;
	(void)index;
	(void)sample;
	memset(text, 'a', before);
	for (; at + 2 < sizeof text; at += 2)
		memcpy(text + at, "\xc3\xa4", 2);
	text[at] = '\0';
	return loading_fail(in, EIO, "%s", text);
}

static const struct dataset_ops much_ops = { .get = say_much };

/* Of 4000 bytes nothing is lost; the last character is whole, or is not. */
static void long_texts_are_cut_between_characters(void **state)
{
	(void)state;
	for (before = 0; before < 2; before++) {
		struct counted set = COUNTED_AS(much_ops, 5);
		struct loader *l = LOAD(set, .batch = 1, .workers = 1);
		const char *text;
		size_t whole = 0;

		assert_null(loader_next(l));
		text = strstr(loader_error(l)->text, ": ") + 2;
		for (text += before; !memcmp(text, "\xc3\xa4", 2); text += 2)
			whole++;
		assert_int_equal(whole, 2000 - before);
		assert_memory_equal(text, " (", 2);
		loader_free(l);
	}
}

static void they_outlive_who_said_them(void **state)
{
	struct counted set = COUNTED(10, .fails = is_any);
	struct loader *l = LOAD(set, .batch = 1, .workers = 2, .prefetch = 3);
	char *first;

	(void)state;
	assert_null(loader_next(l));
	first = strdup(loader_error(l)->text);
	sleep_us(2000); /* others fail meanwhile */
	assert_string_equal(loader_error(l)->text, first);
	free(first);
	for (int k = 1; k < 10; k++) {
		assert_null(loader_next(l));
		assert_int_equal(loader_error(l)->index, k);
	}
	loader_free(l);
}

static int fail_oddly(struct dataset *set, uint64_t index, void *sample,
		      struct loading *in)
{
	(void)set;
	(void)sample;
	switch (index) {
	case 0:
		return loading_fail(in, 0, "no code");
	case 1:
		return -7;
	case 2:
		(void)loading_fail(in, EDOM, "told, and then well");
		return 0;
	default:
		return ENOSPC;
	}
}

static const struct dataset_ops odd_ops = { .get = fail_oddly };

static void odd_codes_are_errors_too(void **state)
{
	struct counted set = COUNTED_AS(odd_ops, 4);
	struct loader *l = LOAD(set, .batch = 1);

	(void)state;
	assert_null(loader_next(l));
	assert_error(l, EINVAL, "no code");
	assert_null(loader_next(l));
	assert_int_equal(loader_error(l)->code, -7);
	assert_non_null(loader_next(l));
	assert_null(loader_next(l));
	assert_error(l, ENOSPC, strerror(ENOSPC));
	loader_free(l);
}

static int tell_and_do_well(void *ctx, void *sample, struct loading *in)
{
	(void)ctx;
	(void)sample;
	(void)loading_fail(in, EPERM, "not so bad");
	return 0;
}

/* What was told of one that is good is not said of another. */
static void what_was_told_in_vain_is_forgotten(void **state)
{
	const struct loader_transform t[] = { { tell_and_do_well, NULL },
					      { fail_at_13, NULL } };
	struct counted set = COUNTED(50);
	struct loader *l =
		LOAD(set, .batch = 20, .transforms = t, .transform_count = 2);

	(void)state;
	assert_null(loader_next(l));
	assert_error(l, EDOM, strerror(EDOM));
	assert_int_equal(loader_error(l)->index, 13);
	loader_free(l);
}

/* Whatever it costs to find out that a sample cannot be had: once. */
static void get_is_asked_once_for_each(void **state)
{
	struct counted set = COUNTED(20, .fails = is_13);

	(void)state;
	(void)recorded_once(LOAD(set, .batch = 10));
	assert_int_equal(set.gets, 14);
	set.gets = 0;
	(void)recorded_once(
		LOAD(set, .batch = 10, .on_error = LOADER_SKIP_SAMPLE));
	assert_int_equal(set.gets, 20);
}

static bool is_0(uint64_t index)
{
	return index == 0;
}

/* Of 5 samples the third rank is given 4, and in place of a 6th again 0. */
static void padding_that_is_skipped_is_none(void **state)
{
	struct counted set = COUNTED(5, .fails = is_0);
	struct loader *l =
		LOAD(set, .batch = 4, .world = 3, .rank = 2,
		     .uneven = LOADER_PAD, .on_error = LOADER_SKIP_SAMPLE);
	const struct loaded *b = loader_next(l);

	(void)state;
	assert_int_equal(b->batch.count, 1);
	assert_int_equal(number_of(b, 0), 4);
	assert_int_equal(b->padding, 0);
	assert_end(l);
	loader_free(l);
}

/* Nobody asks: they are freed. */
static void errors_that_nobody_sees_are_freed(void **state)
{
	struct counted set = COUNTED(100, .fails = is_any);
	struct counted stream = STREAM(100, .fails = is_any);

	(void)state;
	for (unsigned workers = 1; workers < 5; workers++) {
		struct loader *l = LOAD(set, .batch = 2, .workers = workers);

		loader_next(l);
		loader_free(l);
		l = LOAD(stream, .batch = 2, .workers = workers);
		loader_next(l);
		loader_restart(l);
		loader_next(l);
		loader_free(l);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_failed_batch_is_one_error_in_its_place),
		cmocka_unit_test(an_error_says_what_and_where),
		cmocka_unit_test(a_sample_may_be_skipped),
		cmocka_unit_test(if_all_are_a_batch_has_none),
		cmocka_unit_test(an_error_may_be_the_last),
		cmocka_unit_test(who_goes_on_after_errors_comes_to_an_end),
		cmocka_unit_test(closing_it_changes_no_error),
		cmocka_unit_test(nor_is_it_one),
		cmocka_unit_test(
			a_stream_that_breaks_is_an_error_after_what_came),
		cmocka_unit_test(one_that_cannot_be_opened_is_an_error),
		cmocka_unit_test(a_sample_that_fails_moves_no_other),
		cmocka_unit_test(the_first_error_of_a_batch_counts),
		cmocka_unit_test(a_transform_may_fail),
		cmocka_unit_test(a_collation_makes_the_batch),
		cmocka_unit_test(a_collation_may_fail),
		cmocka_unit_test(long_texts_are_cut_between_characters),
		cmocka_unit_test(they_outlive_who_said_them),
		cmocka_unit_test(odd_codes_are_errors_too),
		cmocka_unit_test(what_was_told_in_vain_is_forgotten),
		cmocka_unit_test(get_is_asked_once_for_each),
		cmocka_unit_test(padding_that_is_skipped_is_none),
		cmocka_unit_test(errors_that_nobody_sees_are_freed),
	};

	return RUN(tests);
}
