/* SPDX-License-Identifier: MIT */
/*
 * test-pipeline.c - stages: the rules of all, and take, chain, enumerate.
 *
 * Promises: generator/pipeline.h.  Generator expressions are in
 * test-expression.c, batches in test-batch.c, lack of memory in test-alloc.c.
 */
#include <errno.h>

#include <generator/pipeline.h>

#include "source.h"

/* ---- Every stage ---- */

static const void *same(const void *item, void *ctx)
{
	(void)ctx;
	return item;
}

static bool all(const void *item, void *ctx)
{
	(void)ctx;
	return item;
}

static struct iter *mapped(struct iter *up)
{
	return iter_map(up, same, NULL);
}

static struct iter *filtered(struct iter *up)
{
	return iter_filter(up, all, NULL);
}

static struct iter *taken(struct iter *up)
{
	return iter_take(up, 100);
}

static struct iter *enumerated(struct iter *up)
{
	return iter_enumerate(up, 0);
}

static struct iter *batched(struct iter *up)
{
	return iter_batch(up, 1, sizeof *n);
}

static struct iter *chained(struct iter *up)
{
	static struct iter_array none;

	none = iter_array(n, 0, 1);
	return iter_chain(up, &none.iter);
}

static struct iter *chained_after(struct iter *up)
{
	static struct iter_array none;

	none = iter_array(n, 0, 1);
	return iter_chain(&none.iter, up);
}

struct stage {
	const char *name;
	struct iter *(*make)(struct iter *up);
};

static const struct stage stages[] = {
	{ "map", mapped },
	{ "filter", filtered },
	{ "take", taken },
	{ "enumerate", enumerated },
	{ "batch", batched },
	{ "chain", chained },
	{ "chain, second", chained_after },
};

#define EACH_STAGE(s)                        \
	for (const struct stage *s = stages; \
	     s < stages + sizeof stages / sizeof *stages; s++)

static int count(struct iter *it)
{
	int items = 0;

	gen_each (const void *, item, it)
		items++;
	return items;
}

static void each_item_is_pulled_only_when_it_is_asked_for(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 3);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(source.pulls, 0);
		for (int i = 1; i <= 3; i++) {
			assert_non_null(iter_next(it));
			assert_int_equal(source.pulls, i);
			assert_int_equal(iter_error(it), 0);
		}
		iter_free(it);
		assert_freed(source);
	}
}

static void at_the_end_it_stays_there(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 2);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(count(it), 2);
		assert_int_equal(count(it), 0);
		assert_int_equal(iter_error(it), 0);
		assert_null(iter_detail(it));
		assert_int_equal(source.pulls, 3);
		assert_alive(source);
		iter_free(it);
		assert_freed(source);
	}
}

static void an_empty_upstream_makes_an_empty_stage(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 0);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(count(it), 0);
		assert_int_equal(iter_error(it), 0);
		iter_free(it);
		assert_freed(source);
	}
}

static void an_error_of_the_upstream_is_the_stage_s_own(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 2, .fails = EIO);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(count(it), 2);
		assert_int_equal(iter_error(it), EIO);
		assert_ptr_equal(iter_detail(it), &n[6]);
		iter_free(it);
		assert_freed(source);
	}
}

static void so_it_is_through_many_stages(void **state)
{
	struct source source = SOURCE(.items = 2, .fails = EIO);
	struct iter *it = &source.iter;

	(void)state;
	EACH_STAGE(s)
	it = s->make(it);
	assert_int_equal(count(it), 2);
	assert_int_equal(iter_error(it), EIO);
	assert_ptr_equal(iter_detail(it), &n[6]);
	iter_free(it);
	assert_freed(source);
}

static void closing_it_closes_the_upstream(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 5);
		struct iter *it = s->make(&source.iter);

		assert_non_null(iter_next(it));
		assert_int_equal(iter_close(it), 0);
		assert_true(source.closed >= 1);
		assert_alive(source);
		assert_int_equal(count(it), 0);
		assert_int_equal(source.pulls, 1);
		assert_int_equal(iter_error(it), 0);
		assert_int_equal(iter_close(it), 0);
		iter_free(it);
		assert_freed(source);
	}
}

static void also_before_its_first_item(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 5);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(iter_close(it), 0);
		assert_true(source.closed >= 1);
		assert_int_equal(count(it), 0);
		assert_int_equal(source.pulls, 0);
		iter_free(it);
		assert_freed(source);
	}
}

static void an_error_of_that_closing_comes_out(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 5, .close_fails = EIO);
		struct iter *it = s->make(&source.iter);

		assert_non_null(iter_next(it));
		assert_int_equal(iter_close(it), EIO);
		iter_free(it);
		assert_freed(source);
	}
}

static int told;

static void tell(struct gen *g, int code, const void *detail)
{
	(void)g;
	told += code == EIO && detail == &n[6];
}

static void an_error_met_while_freeing_goes_to_the_hook(void **state)
{
	gen_on_unraisable(tell);
	EACH_STAGE(s)
	{
		struct actor a;
		struct gen *up = play(&a, state, YIELD(&n[1]), FINALLY,
				      RAISE_WITH(EIO, &n[6]));
		struct iter *it = s->make(gen_iter(up));

		told = 0;
		assert_non_null(iter_next(it));
		iter_free(it);
		assert_int_equal(told, 1);
	}
	gen_on_unraisable(NULL);
}

static void unstarted_it_frees_its_upstream(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 5);

		iter_free(s->make(&source.iter));
		assert_freed(source);
		assert_int_equal(source.pulls, 0);
	}
}

static void many_stages_are_closed_and_freed_through_the_last(void **state)
{
	struct source source = SOURCE(.items = 5);
	struct iter *it = &source.iter;

	(void)state;
	EACH_STAGE(s)
	it = s->make(it);
	assert_non_null(iter_next(it));
	assert_int_equal(source.pulls, 1);
	assert_int_equal(iter_close(it), 0);
	assert_true(source.closed >= 1);
	iter_free(it);
	assert_freed(source);
}

static void an_upstream_that_could_not_open_says_so_before_any_item(
	void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct iter *up =
			iter_batch(&(struct source)SOURCE().iter, 0, 1);
		struct iter *it = s->make(up);

		if (s->make != chained_after)
			assert_int_equal(iter_error(it), EINVAL);
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), EINVAL);
		assert_non_null(iter_detail(it));
		iter_free(it);
	}
}

static void items_that_pass_through_are_the_upstream_s_own(void **state)
{
	static struct iter *(*const through[])(struct iter * up) = {
		mapped, filtered, taken, chained, chained_after,
	};

	(void)state;
	for (int i = 0; i < 5; i++) {
		struct source source = SOURCE(.items = 2);
		struct iter *it = through[i](&source.iter);

		assert_lends(iter_next(it), &n[1]);
		assert_lends(iter_next(it), &n[2]);
		iter_free(it);
	}
}

static void generators_are_maps_and_filters_alone(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 2);
		struct iter *it = s->make(&source.iter);
		bool expression = s->make == mapped || s->make == filtered;

		assert_int_equal(iter_is_generator(it), expression);
		assert_int_equal(iter_gen(it) != NULL, expression);
		iter_free(it);
	}
}

static void a_stage_can_be_delegated_to(void **state)
{
	EACH_STAGE(s)
	{
		struct source source = SOURCE(.items = 2, .fails = EIO);
		struct iter *it = s->make(&source.iter);
		struct actor a;
		struct gen *g = play(&a, state, FROM(it));

		assert_non_null(gen_next(g));
		assert_non_null(gen_next(g));
		assert_fails(gen_next(g), g, EIO, &n[6]);
		gen_free(g);
		iter_free(it);
	}
}

static void a_generator_can_be_the_upstream(void **state)
{
	EACH_STAGE(s)
	{
		struct actor a;
		struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]),
				     RETURN(&n[7]));
		struct iter *it = s->make(gen_iter(g));

		assert_int_equal(count(it), 2);
		assert_int_equal(iter_error(it), 0);
		assert_null(iter_detail(it));
		iter_free(it);
	}
}

static void without_a_function_an_expression_says_einval(void **state)
{
	struct source source = SOURCE(.items = 5), other = SOURCE(.items = 5);
	struct iter *broken[] = {
		iter_map(&source.iter, NULL, NULL),
		iter_filter(&other.iter, NULL, NULL),
	};

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_non_null(broken[i]);
		assert_null(iter_next(broken[i]));
		assert_int_equal(iter_error(broken[i]), EINVAL);
		assert_non_null(iter_detail(broken[i]));
		iter_free(broken[i]);
	}
	assert_freed(source);
	assert_freed(other);
}

static void the_result_of_a_generator_above_is_not_the_stage_s(void **state)
{
	EACH_STAGE(s)
	{
		struct actor a, b;
		struct gen *up =
			play_inner(&b, state, YIELD(&n[1]), RETURN(&n[7]));
		struct iter *it = s->make(gen_iter(up));
		struct gen *g = play(&a, state, FROM(it), RETURN_SENT);

		assert_non_null(gen_next(g));
		assert_ends(gen_next(g), g, NULL);
		gen_free(g);
		iter_free(it);
	}
}

/* ---- take ---- */

static void take_lends_so_many_and_asks_for_no_more(void **state)
{
	struct source source = SOURCE(.items = 10);
	struct iter *it = iter_take(&source.iter, 3);

	(void)state;
	assert_int_equal(count(it), 3);
	assert_int_equal(count(it), 0);
	assert_int_equal(source.pulls, 3);
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	assert_freed(source);
}

static void take_of_none_asks_for_none(void **state)
{
	struct source source = SOURCE(.items = 10);
	struct iter *it = iter_take(&source.iter, 0);

	(void)state;
	assert_int_equal(count(it), 0);
	assert_int_equal(source.pulls, 0);
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	assert_freed(source);
}

static void take_of_more_than_there_are_is_all(void **state)
{
	struct source source = SOURCE(.items = 2);
	struct iter *it = iter_take(&source.iter, SIZE_MAX);

	(void)state;
	assert_int_equal(count(it), 2);
	assert_int_equal(count(it), 0);
	assert_int_equal(source.pulls, 3);
	iter_free(it);
}

static void an_error_after_the_last_item_taken_is_not_met(void **state)
{
	struct source source = SOURCE(.items = 2, .fails = EIO);
	struct iter *it = iter_take(&source.iter, 2);

	(void)state;
	assert_int_equal(count(it), 2);
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

/* ---- chain ---- */

static void chain_is_all_of_the_first_then_all_of_the_second(void **state)
{
	struct iter_array first = iter_array(n, 3, sizeof *n);
	struct iter_array second = iter_array(n + 3, 4, sizeof *n);
	struct iter *it = iter_chain(&first.iter, &second.iter);

	(void)state;
	for (int i = 0; i < 7; i++)
		assert_lends(iter_next(it), &n[i]);
	assert_null(iter_next(it));
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

static void its_second_is_not_asked_before_its_first_has_ended(void **state)
{
	struct source first = SOURCE(.items = 1, .name = "first");
	struct source second = SOURCE(.items = 1, .name = "second");
	struct iter *it = iter_chain(&first.iter, &second.iter);

	(void)state;
	iter_next(it);
	assert_string_equal(said, "pull-first ");
	iter_next(it);
	assert_string_equal(said, "pull-first pull-first pull-second ");
	iter_free(it);
	assert_freed(first);
	assert_freed(second);
}

static void an_error_of_its_first_ends_it(void **state)
{
	struct source first = SOURCE(.items = 1, .fails = EIO);
	struct source second = SOURCE(.items = 1);
	struct iter *it = iter_chain(&first.iter, &second.iter);

	(void)state;
	assert_int_equal(count(it), 1);
	assert_int_equal(count(it), 0);
	assert_int_equal(iter_error(it), EIO);
	assert_int_equal(second.pulls, 0);
	iter_free(it);
	assert_freed(first);
	assert_freed(second);
}

static void an_error_of_closing_either_comes_out_of_close(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct source first = SOURCE(.items = 1);
		struct source second = SOURCE(.items = 1);
		struct iter *it = iter_chain(&first.iter, &second.iter);

		(i ? &second : &first)->close_fails = EIO;
		iter_next(it);
		assert_int_equal(iter_close(it), EIO);
		assert_int_equal(first.closed, 1);
		assert_int_equal(second.closed, 1);
		assert_int_equal(count(it), 0);
		iter_free(it);
		assert_freed(first);
		assert_freed(second);
	}
	(void)state;
}

static void an_error_of_its_second_comes_after_all(void **state)
{
	struct source first = SOURCE(.items = 2);
	struct source second = SOURCE(.items = 2, .fails = EIO);
	struct iter *it = iter_chain(&first.iter, &second.iter);

	(void)state;
	assert_int_equal(count(it), 4);
	assert_int_equal(iter_error(it), EIO);
	iter_free(it);
	assert_freed(first);
	assert_freed(second);
}

static void closed_it_closes_both_and_freed_it_frees_both(void **state)
{
	for (int pulls = 0; pulls < 5; pulls++) {
		struct source first = SOURCE(.items = 2);
		struct source second = SOURCE(.items = 2);
		struct iter *it = iter_chain(&first.iter, &second.iter);

		for (int i = 0; i < pulls; i++)
			iter_next(it);
		assert_int_equal(iter_close(it), 0);
		assert_true(first.closed >= 1);
		assert_int_equal(second.closed, 1);
		assert_int_equal(count(it), 0);
		iter_free(it);
		assert_freed(first);
		assert_freed(second);
	}
	(void)state;
}

static void if_one_is_null_the_other_is_freed(void **state)
{
	struct source first = SOURCE(.items = 2);
	struct source second = SOURCE(.items = 2);

	(void)state;
	assert_null(iter_chain(&first.iter, NULL));
	assert_freed(first);
	assert_null(iter_chain(NULL, &second.iter));
	assert_freed(second);
}

/* ---- enumerate ---- */

static void enumerate_numbers_the_items_of_the_upstream(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *it = iter_enumerate(&source.iter, 0);
	size_t index = 0;

	(void)state;
	gen_each (const struct numbered *, numbered, it) {
		assert_int_equal(numbered->index, index++);
		assert_ptr_equal(numbered->item, &n[index]);
	}
	assert_int_equal(index, 3);
	iter_free(it);
}

static void enumerate_counts_from_where_it_is_told(void **state)
{
	struct source source = SOURCE(.items = 2);
	struct iter *it = iter_enumerate(&source.iter, 100);
	const struct numbered *numbered = iter_next(it);

	(void)state;
	assert_int_equal(numbered->index, 100);
	numbered = iter_next(it);
	assert_int_equal(numbered->index, 101);
	iter_free(it);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(each_item_is_pulled_only_when_it_is_asked_for),
		ONCE(at_the_end_it_stays_there),
		ONCE(an_empty_upstream_makes_an_empty_stage),
		ONCE(an_error_of_the_upstream_is_the_stage_s_own),
		ONCE(so_it_is_through_many_stages),
		ONCE(closing_it_closes_the_upstream),
		ONCE(also_before_its_first_item),
		ONCE(an_error_of_that_closing_comes_out),
		BOTH(an_error_met_while_freeing_goes_to_the_hook),
		ONCE(unstarted_it_frees_its_upstream),
		ONCE(many_stages_are_closed_and_freed_through_the_last),
		ONCE(an_upstream_that_could_not_open_says_so_before_any_item),
		ONCE(items_that_pass_through_are_the_upstream_s_own),
		ONCE(generators_are_maps_and_filters_alone),
		BOTH(a_stage_can_be_delegated_to),
		BOTH(a_generator_can_be_the_upstream),
		PAIRS(the_result_of_a_generator_above_is_not_the_stage_s),
		ONCE(without_a_function_an_expression_says_einval),
		ONCE(take_lends_so_many_and_asks_for_no_more),
		ONCE(take_of_none_asks_for_none),
		ONCE(take_of_more_than_there_are_is_all),
		ONCE(an_error_after_the_last_item_taken_is_not_met),
		ONCE(chain_is_all_of_the_first_then_all_of_the_second),
		ONCE(its_second_is_not_asked_before_its_first_has_ended),
		ONCE(an_error_of_its_first_ends_it),
		ONCE(an_error_of_closing_either_comes_out_of_close),
		ONCE(an_error_of_its_second_comes_after_all),
		ONCE(closed_it_closes_both_and_freed_it_frees_both),
		ONCE(if_one_is_null_the_other_is_freed),
		ONCE(enumerate_numbers_the_items_of_the_upstream),
		ONCE(enumerate_counts_from_where_it_is_told),
	};

	return RUN(tests);
}
