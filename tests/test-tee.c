/* SPDX-License-Identifier: MIT */
/*
 * test-tee.c - many iterators of one.
 *
 * Promises: iter_tee() in generator/pipeline.h.  Python: itertools.tee().
 */
#include <errno.h>

#include <generator/consume.h>
#include <generator/pipeline.h>

#include "source.h"

/* The next item of a reader, 1 to 9 as sources lend them; 0 for none. */
static int next(struct iter *reader)
{
	const int *item = iter_next(reader);

	return item ? *item : 0;
}

static void free_all(struct iter **readers, int count)
{
	for (int i = 0; i < count; i++)
		iter_free(readers[i]);
}

static void each_reader_has_all_items_whoever_is_ahead(void **state)
{
	static const size_t left[] = { 2, 1, 3 };
	struct source source = SOURCE(.items = 4);
	struct iter *r[3];

	(void)state;
	iter_tee(&source.iter, r, 3, 9, sizeof *n);
	assert_int_equal(source.pulls, 0);
	assert_int_equal(next(r[0]), 1);
	assert_int_equal(next(r[0]), 2);
	assert_int_equal(source.pulls, 2);
	assert_int_equal(next(r[2]), 1);
	assert_int_equal(next(r[1]), 1);
	assert_int_equal(next(r[1]), 2);
	assert_int_equal(source.pulls, 2);
	assert_int_equal(next(r[1]), 3);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(iter_count(r[i]), left[i]);
		assert_int_equal(iter_error(r[i]), 0);
		assert_int_equal(next(r[i]), 0);
	}
	assert_int_equal(source.pulls, 5);
	free_all(r, 3);
	assert_freed(source);
}

static void what_the_upstream_lends_to_another_is_missed(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *r[2];

	(void)state;
	iter_tee(&source.iter, r, 2, 9, sizeof *n);
	iter_next(&source.iter);
	assert_int_equal(next(r[0]), 2);
	assert_int_equal(next(r[1]), 2);
	free_all(r, 2);
}

static void an_item_stays_until_its_reader_is_asked_again(void **state)
{
	for (size_t most = 1; most < 4; most++) {
		struct source source = SOURCE(.items = 9);
		struct iter *r[2];
		const int *item;

		iter_tee(&source.iter, r, 2, most, sizeof *n);
		for (int k = 1; k < 5; k++) {
			item = iter_next(r[0]);
			while (iter_next(r[1]))
				;
			assert_int_equal(iter_error(r[1]), ENOBUFS);
			assert_int_equal(*item, k);
		}
		free_all(r, 2);
	}
	(void)state;
}

static void nobody_may_be_further_ahead_than_was_said(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct iter *r[3];

	(void)state;
	iter_tee(&source.iter, r, 3, 4, sizeof *n);
	assert_int_equal(next(r[1]), 1);
	assert_int_equal(iter_count(r[2]), 4);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(iter_error(r[2]), ENOBUFS);
		assert_string_equal(iter_detail(r[2]),
				    "iter_tee: reader 0 lags 4 items behind, "
				    "and no more are kept");
		assert_int_equal(next(r[2]), 0);
	}
	assert_int_equal(source.pulls, 4);
	assert_int_equal(iter_error(r[0]), 0);
	/* Nothing is lost, and it goes on. */
	assert_int_equal(next(r[0]), 1);
	assert_int_equal(next(r[2]), 5);
	assert_int_equal(iter_error(r[2]), 0);
	assert_null(iter_detail(r[2]));
	assert_int_equal(next(r[2]), 0);
	assert_non_null(strstr(iter_detail(r[2]), "reader 0 lags 4 "));
	assert_int_equal(iter_count(r[0]), 4);
	assert_non_null(strstr(iter_detail(r[0]), "reader 1 lags 4 "));
	free_all(r, 3);
	assert_freed(source);
}

static void one_alone_is_never_too_far_ahead(void **state)
{
	struct source source = SOURCE(.items = 100);
	struct iter *r[1];

	(void)state;
	iter_tee(&source.iter, r, 1, 1, sizeof *n);
	assert_int_equal(iter_count(r[0]), 100);
	assert_int_equal(iter_error(r[0]), 0);
	free_all(r, 1);
}

static void one_that_is_closed_or_freed_holds_up_nobody(void **state)
{
	for (int freed = 0; freed < 2; freed++) {
		struct source source = SOURCE(.items = 9);
		struct iter *r[2];

		iter_tee(&source.iter, r, 2, 2, sizeof *n);
		assert_int_equal(iter_count(r[1]), 2);
		if (freed)
			iter_free(r[0]);
		else
			assert_int_equal(iter_close(r[0]), 0);
		assert_int_equal(source.closed, 0);
		assert_int_equal(iter_count(r[1]), 7);
		assert_int_equal(iter_error(r[1]), 0);
		if (!freed) {
			assert_int_equal(next(r[0]), 0);
			assert_int_equal(iter_error(r[0]), 0);
			iter_free(r[0]);
		}
		assert_alive(source);
		iter_free(r[1]);
		assert_freed(source);
	}
	(void)state;
}

static void closing_the_last_closes_the_upstream(void **state)
{
	struct source source = SOURCE(.items = 9, .close_fails = EIO);
	struct iter *r[2];

	(void)state;
	iter_tee(&source.iter, r, 2, 2, sizeof *n);
	iter_next(r[0]);
	assert_int_equal(iter_close(r[1]), 0);
	assert_int_equal(iter_close(r[1]), 0);
	assert_int_equal(source.closed, 0);
	assert_int_equal(iter_close(r[0]), EIO);
	assert_int_equal(source.closed, 1);
	assert_int_equal(next(r[0]), 0);
	assert_int_equal(iter_close(r[0]), 0);
	free_all(r, 2);
	assert_freed(source);
}

static int unraisable;

static void count_unraisable(struct gen *g, int code, const void *detail)
{
	(void)g;
	unraisable += code == EIO && detail == &n[6];
}

/* The other one is closed already, but not freed. */
static void freeing_the_last_that_is_open_closes_it_too(void **state)
{
	struct source source = SOURCE(.items = 9, .close_fails = EIO);
	struct iter *r[2];

	(void)state;
	iter_tee(&source.iter, r, 2, 2, sizeof *n);
	iter_next(r[0]);
	assert_int_equal(iter_close(r[1]), 0);
	gen_on_unraisable(count_unraisable);
	iter_free(r[0]);
	gen_on_unraisable(NULL);
	assert_int_equal(source.closed, 1);
	assert_int_equal(unraisable, 1);
	assert_alive(source);
	iter_free(r[1]);
	assert_freed(source);
}

static void an_error_comes_to_each_after_all_items(void **state)
{
	struct source source = SOURCE(.items = 3, .fails = EIO);
	struct iter *r[2];

	(void)state;
	iter_tee(&source.iter, r, 2, 9, sizeof *n);
	for (int i = 0; i < 2; i++) {
		for (int k = 1; k <= 3; k++) {
			assert_int_equal(next(r[i]), k);
			if (k < 3)
				assert_int_equal(iter_error(r[i]), 0);
		}
		for (int k = 0; k < 2; k++) {
			assert_int_equal(next(r[i]), 0);
			assert_int_equal(iter_error(r[i]), EIO);
			assert_ptr_equal(iter_detail(r[i]), &n[6]);
		}
	}
	assert_int_equal(source.pulls, 4);
	free_all(r, 2);
}

static void a_result_of_the_upstream_is_not_theirs(void **state)
{
	struct actor a, b;
	struct gen *up = play_inner(&b, state, YIELD(&n[1]), RETURN(&n[7]));
	struct iter *r[1];
	struct gen *g;

	iter_tee(gen_iter(up), r, 1, 9, sizeof *n);
	g = play(&a, state, FROM(r[0]), RETURN_SENT);
	assert_non_null(gen_next(g));
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
	iter_free(r[0]);
}

static void what_makes_no_sense_is_refused_to_each(void **state)
{
	static const struct {
		size_t most, size;
	} bad[] = {
		{ 0, 4 },        { 4, 0 }, { SIZE_MAX, 1 }, { SIZE_MAX / 2, 2 },
		{ 2, SIZE_MAX },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct source source = SOURCE(.items = 9);
		struct iter *r[2];

		iter_tee(&source.iter, r, 2, bad[i].most, bad[i].size);
		assert_freed(source);
		for (int k = 0; k < 2; k++) {
			assert_int_equal(next(r[k]), 0);
			assert_int_equal(iter_error(r[k]), EINVAL);
			assert_non_null(strstr(iter_detail(r[k]), "iter_tee"));
			iter_free(r[k]);
		}
	}
}

static void without_an_upstream_there_are_no_readers(void **state)
{
	struct iter *r[2] = { (struct iter *)n, (struct iter *)n };

	(void)state;
	iter_tee(NULL, r, 2, 4, sizeof *n);
	assert_null(r[0]);
	assert_null(r[1]);
	r[0] = r[1] = (struct iter *)n;
	iter_tee(NULL, r, 2, 0, 0);
	assert_null(r[0]);
	assert_null(r[1]);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(each_reader_has_all_items_whoever_is_ahead),
		ONCE(what_the_upstream_lends_to_another_is_missed),
		ONCE(an_item_stays_until_its_reader_is_asked_again),
		ONCE(nobody_may_be_further_ahead_than_was_said),
		ONCE(one_alone_is_never_too_far_ahead),
		ONCE(one_that_is_closed_or_freed_holds_up_nobody),
		ONCE(closing_the_last_closes_the_upstream),
		ONCE(freeing_the_last_that_is_open_closes_it_too),
		ONCE(an_error_comes_to_each_after_all_items),
		PAIRS(a_result_of_the_upstream_is_not_theirs),
		ONCE(what_makes_no_sense_is_refused_to_each),
		ONCE(without_an_upstream_there_are_no_readers),
	};

	return RUN(tests);
}
