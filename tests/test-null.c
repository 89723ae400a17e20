/* SPDX-License-Identifier: MIT */
/*
 * test-null.c - NULL, the generator that could not be made for lack of memory.
 *
 * Promises: "NULL is accepted everywhere: a generator that could not be created
 * for lack of memory.  No items, state closed, error ENOMEM", in generator.h
 * and generator/iter.h; "An upstream that is NULL makes a stage that is NULL",
 * in generator/pipeline.h, for the stages of generator/text.h and
 * generator/files.h too.
 */
#include <errno.h>

#include <generator/files.h>
#include <generator/text.h>

#include "both.h"

/* Not a constant, or the compiler would know it in every call below. */
static struct gen *volatile no_generator;
static struct iter *volatile no_iterator;

#define NONE no_generator
#define NO_ITER no_iterator

static void it_has_no_items(void **state)
{
	int items = 0;

	(void)state;
	assert_null(gen_next(NONE));
	assert_null(gen_send(NONE, NULL));
	assert_null(gen_send(NONE, &n[5]));
	assert_null(gen_throw(NONE, EIO));
	assert_null(gen_throw_with(NONE, EIO, &n[5]));
	assert_null(gen_throw(NONE, 0));
	gen_each (const int *, item, NONE)
		items += *item;
	assert_null(iter_next(NO_ITER));
	gen_each (const int *, item, NO_ITER)
		items += *item;
	assert_int_equal(items, 0);
}

static void it_is_closed_and_its_error_is_enomem(void **state)
{
	(void)state;
	assert_int_equal(gen_state(NONE), GEN_CLOSED);
	assert_int_equal(gen_error(NONE), ENOMEM);
	assert_int_equal(iter_error(NO_ITER), ENOMEM);
	gen_throw(NONE, EIO);
	assert_int_equal(gen_error(NONE), ENOMEM);
}

static void its_detail_is_a_text(void **state)
{
	(void)state;
	assert_non_null(gen_detail(NONE));
	assert_true(*(const char *)gen_detail(NONE));
	assert_ptr_equal(gen_detail(NONE), iter_detail(NO_ITER));
}

static void it_has_nothing_to_tell(void **state)
{
	(void)state;
	assert_null(gen_result(NONE));
	assert_null(gen_delegate(NONE));
	assert_null(gen_iter(NONE));
	assert_null(iter_gen(NO_ITER));
	assert_false(iter_is_generator(NO_ITER));
}

static void it_can_be_closed_and_freed(void **state)
{
	struct gen *g = NULL;

	(void)state;
	assert_int_equal(gen_close(NONE), 0);
	assert_int_equal(iter_close(NO_ITER), 0);
	gen_free(NONE);
	iter_free(NO_ITER);
	gen_auto(&g);
}

static void one_that_adopts_or_is_adopted(void **state)
{
	struct iter_array array = iter_array(n, 3, sizeof *n);

	(void)state;
	assert_null(gen_adopt(NONE, NO_ITER));
	assert_null(gen_adopt(NONE, &array.iter));
	assert_null(iter_next(&array.iter));
}

static void delegating_to_it_fails_with_enomem(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, FROM(NO_ITER));

	assert_null(gen_next(g));
	assert_int_equal(gen_error(g), ENOMEM);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

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

static void a_stage_over_it_is_null(void **state)
{
	(void)state;
	assert_null(iter_map(NO_ITER, same, NULL));
	assert_null(iter_filter(NO_ITER, all, NULL));
	assert_null(iter_take(NO_ITER, 3));
	assert_null(iter_chain(NO_ITER, NO_ITER));
	assert_null(iter_take_while(NO_ITER, all, NULL));
	assert_null(iter_take_while(NO_ITER, NULL, NULL));
	assert_null(iter_skip(NO_ITER, 3));
	assert_null(iter_zip(NO_ITER, NO_ITER));
	assert_null(iter_flatten(NO_ITER));
	assert_null(iter_merge((struct iter *[]){ NO_ITER }, 1, NULL));
	assert_null(iter_window(NO_ITER, 2, 1, sizeof(int)));
	assert_null(iter_window(NO_ITER, 0, 0, 0));
	assert_null(iter_broadcast(NO_ITER, NULL, 0));
	assert_null(iter_grep(NO_ITER, "text"));
	assert_null(iter_grep(NO_ITER, NULL));
	assert_null(iter_grep_regex(NO_ITER, "text"));
	assert_null(iter_grep_regex(NO_ITER, "["));
	assert_null(iter_fields(NO_ITER, ' '));
	assert_null(iter_cat(NO_ITER));
	assert_null(iter_enumerate(NO_ITER, 0));
	assert_null(iter_batch(NO_ITER, 2, sizeof(int)));
	assert_null(iter_batch(NO_ITER, 0, 0));
}

static void a_whole_pipeline_is_checked_once(void **state)
{
	GEN_AUTO struct iter *p =
		iter_take(iter_filter(NO_ITER, all, NULL), 10);
	int items = 0;

	(void)state;
	p = iter_batch(iter_enumerate(p, 0), 4, sizeof(struct numbered));
	gen_each (const void *, item, p)
		items++;
	assert_int_equal(items, 0);
	assert_int_equal(iter_error(p), ENOMEM);
	assert_non_null(iter_detail(p));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(it_has_no_items),
		ONCE(it_is_closed_and_its_error_is_enomem),
		ONCE(its_detail_is_a_text),
		ONCE(it_has_nothing_to_tell),
		ONCE(it_can_be_closed_and_freed),
		ONCE(one_that_adopts_or_is_adopted),
		BOTH(delegating_to_it_fails_with_enomem),
		ONCE(a_stage_over_it_is_null),
		ONCE(a_whole_pipeline_is_checked_once),
	};

	return RUN(tests);
}
