/* SPDX-License-Identifier: MIT */
/*
 * test-join.c - many iterators as one: zip and flatten.
 *
 * Promises: iter_zip(), iter_flatten() in generator/pipeline.h.  Python: zip(),
 * itertools.chain.from_iterable().
 */
#include <errno.h>

#include <generator/consume.h>
#include <generator/pipeline.h>

#include "source.h"

/* ---- zip ---- */

static void zip_pairs_items_of_both_and_ends_with_the_shorter(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct iter_array first = iter_array(n, 3, sizeof *n);
		struct iter_array second = iter_array(n + 5, 4, sizeof *n);
		struct iter *it = i ? iter_zip(&second.iter, &first.iter) :
				      iter_zip(&first.iter, &second.iter);

		for (int k = 0; k < 3; k++) {
			const struct pair *pair = iter_next(it);

			assert_lends(i ? pair->second : pair->first, &n[k]);
			assert_lends(i ? pair->first : pair->second, &n[5 + k]);
		}
		assert_null(iter_next(it));
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), 0);
		iter_free(it);
	}
	(void)state;
}

static void first_is_asked_before_second(void **state)
{
	struct source first = SOURCE(.items = 1, .name = "first");
	struct source second = SOURCE(.items = 1, .name = "second");
	struct iter *it = iter_zip(&first.iter, &second.iter);

	(void)state;
	iter_next(it);
	iter_next(it);
	assert_string_equal(said, "pull-first pull-second pull-first ");
	iter_free(it);
}

static void what_it_took_from_the_first_at_the_end_is_lost(void **state)
{
	struct source first = SOURCE(.items = 5), second = SOURCE(.items = 2);
	struct iter *it = iter_zip(&first.iter, &second.iter);

	(void)state;
	assert_int_equal(iter_count(it), 2);
	assert_lends(iter_next(&first.iter), &n[4]);
	iter_free(it);
}

static void an_error_of_either_is_its_own(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct source first = SOURCE(.items = 2);
		struct source second = SOURCE(.items = 2);
		struct iter *it = iter_zip(&first.iter, &second.iter);

		(i ? &second : &first)->fails = EIO;
		(i ? &first : &second)->items = 9;
		assert_int_equal(iter_count(it), 2);
		for (int k = 0; k < 2; k++) {
			assert_int_equal(iter_error(it), EIO);
			assert_ptr_equal(iter_detail(it), &n[6]);
			assert_null(iter_next(it));
		}
		assert_int_equal(second.pulls, i ? 3 : 2);
		iter_free(it);
		assert_freed(first);
		assert_freed(second);
	}
	(void)state;
}

static void closed_or_freed_both_are_once(void **state)
{
	struct source first = SOURCE(.items = 2, .name = "first");
	struct source second = SOURCE(.items = 2, .name = "second");
	struct iter *it = iter_zip(&first.iter, &second.iter);

	(void)state;
	assert_int_equal(iter_close(it), 0);
	assert_null(iter_next(it));
	iter_free(it);
	assert_string_equal(said, "close-first close-second "
				  "free-first free-second ");
}

static void an_error_of_closing_either_comes_out(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct source first = SOURCE(.items = 2);
		struct source second = SOURCE(.items = 2);
		struct iter *it = iter_zip(&first.iter, &second.iter);

		(i ? &second : &first)->close_fails = EIO;
		assert_int_equal(iter_close(it), EIO);
		assert_int_equal(iter_error(it), EIO);
		assert_ptr_equal(iter_detail(it), &n[6]);
		assert_int_equal(first.closed, 1);
		assert_int_equal(second.closed, 1);
		iter_free(it);
	}
	(void)state;
}

static void without_one_the_other_is_freed(void **state)
{
	struct source first = SOURCE(.items = 2), second = SOURCE(.items = 2);

	(void)state;
	assert_null(iter_zip(&first.iter, NULL));
	assert_freed(first);
	assert_null(iter_zip(NULL, &second.iter));
	assert_freed(second);
}

/* ---- flatten ---- */

/* Lends sources, one after the other. */
struct sources {
	struct source *source;
	int count, at;
};

static const void *next_source(const void *item, void *ctx)
{
	struct sources *s = ctx;

	(void)item;
	if (s->at == s->count) {
		errno = ENOMEM;
		return NULL;
	}
	return &s->source[s->at++].iter;
}

static struct iter *flat(struct source *up, struct sources *inner)
{
	return iter_flatten(iter_map(&up->iter, next_source, inner));
}

static void flatten_is_all_items_of_all_items(void **state)
{
	struct source up = SOURCE(.items = 4);
	struct source source[] = {
		SOURCE(.items = 2),
		SOURCE(.items = 0),
		SOURCE(.items = 0),
		SOURCE(.items = 1),
	};
	struct iter *it = flat(&up, &(struct sources){ source, 4, 0 });

	(void)state;
	assert_lends(iter_next(it), &n[1]);
	assert_lends(iter_next(it), &n[2]);
	assert_lends(iter_next(it), &n[1]);
	assert_null(iter_next(it));
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	for (int i = 0; i < 4; i++)
		assert_freed(source[i]);
}

static void each_is_freed_before_the_next_is_pulled(void **state)
{
	struct source up = SOURCE(.items = 2, .name = "up");
	struct source source[] = {
		SOURCE(.items = 1, .name = "one"),
		SOURCE(.items = 1, .name = "two"),
	};
	struct iter *it = flat(&up, &(struct sources){ source, 2, 0 });

	(void)state;
	iter_next(it);
	assert_string_equal(said, "pull-up pull-one ");
	said[0] = '\0';
	iter_next(it);
	assert_string_equal(said, "pull-one close-one free-one "
				  "pull-up pull-two ");
	said[0] = '\0';
	iter_free(it);
	assert_string_equal(said, "close-two free-two close-up free-up ");
}

static void those_that_are_never_pulled_are_not_freed(void **state)
{
	struct source up = SOURCE(.items = 2);
	struct source source[] = { SOURCE(.items = 1), SOURCE(.items = 1) };
	struct iter *it = flat(&up, &(struct sources){ source, 2, 0 });

	(void)state;
	iter_next(it);
	assert_int_equal(iter_close(it), 0);
	assert_int_equal(source[0].closed, 1);
	assert_int_equal(up.closed, 1);
	assert_null(iter_next(it));
	iter_free(it);
	assert_freed(source[0]);
	assert_alive(source[1]);
}

static void an_error_of_one_ends_all(void **state)
{
	struct source up = SOURCE(.items = 2);
	struct source source[] = {
		SOURCE(.items = 1, .fails = EIO),
		SOURCE(.items = 1),
	};
	struct iter *it = flat(&up, &(struct sources){ source, 2, 0 });

	(void)state;
	assert_int_equal(iter_count(it), 1);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(iter_error(it), EIO);
		assert_ptr_equal(iter_detail(it), &n[6]);
		assert_null(iter_next(it));
	}
	assert_int_equal(up.pulls, 1);
	iter_free(it);
	assert_freed(source[0]);
}

static void an_error_of_a_generator_in_it_stays(void **state)
{
	struct source up = SOURCE(.items = 2);
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RAISE_WITH(EIO, &n[6]));
	struct iter *it;

	up.base = g;
	it = iter_flatten(&up.iter);
	assert_int_equal(iter_count(it), 1);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EIO);
	assert_ptr_equal(iter_detail(it), &n[6]);
	iter_free(it);
}

static void a_result_of_one_is_not_its_own(void **state)
{
	struct source up = SOURCE(.items = 1);
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), RETURN(&n[7]));
	struct iter *it;
	struct gen *g;

	up.base = in;
	it = iter_flatten(&up.iter);
	g = play(&a, state, FROM(it), RETURN_SENT);
	assert_lends(gen_next(g), &n[1]);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
	iter_free(it);
}

static void an_error_of_closing_the_one_it_is_in_comes_out(void **state)
{
	struct source up = SOURCE(.items = 2);
	struct source source[] = { SOURCE(.items = 2, .close_fails = EIO) };
	struct iter *it = flat(&up, &(struct sources){ source, 1, 0 });

	(void)state;
	iter_next(it);
	assert_int_equal(iter_close(it), EIO);
	assert_int_equal(iter_error(it), EIO);
	assert_int_equal(up.closed, 1);
	iter_free(it);
}

static void arrays_in_an_array_are_flattened_too(void **state)
{
	struct iter_array inner[] = {
		iter_array(n, 2, sizeof *n),
		iter_array(n + 4, 3, sizeof *n),
	};
	struct iter_array outer = iter_array(inner, 2, sizeof *inner);
	struct iter *it = iter_flatten(&outer.iter);
	static const int wanted[] = { 0, 1, 4, 5, 6 };

	(void)state;
	for (int i = 0; i < 5; i++)
		assert_lends(iter_next(it), &n[wanted[i]]);
	assert_null(iter_next(it));
	iter_free(it);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(zip_pairs_items_of_both_and_ends_with_the_shorter),
		ONCE(first_is_asked_before_second),
		ONCE(what_it_took_from_the_first_at_the_end_is_lost),
		ONCE(an_error_of_either_is_its_own),
		ONCE(closed_or_freed_both_are_once),
		ONCE(an_error_of_closing_either_comes_out),
		ONCE(without_one_the_other_is_freed),
		ONCE(flatten_is_all_items_of_all_items),
		ONCE(each_is_freed_before_the_next_is_pulled),
		ONCE(those_that_are_never_pulled_are_not_freed),
		ONCE(an_error_of_one_ends_all),
		BOTH(an_error_of_a_generator_in_it_stays),
		PAIRS(a_result_of_one_is_not_its_own),
		ONCE(an_error_of_closing_the_one_it_is_in_comes_out),
		ONCE(arrays_in_an_array_are_flattened_too),
	};

	return RUN(tests);
}
