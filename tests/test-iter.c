/* SPDX-License-Identifier: MIT */
/*
 * test-iter.c - the iterator protocol itself, and arrays.
 *
 * Promises: generator/iter.h.  Python: iterator.__next__(), "Once an iterator's
 * __next__() method raises StopIteration, it must continue to do so on
 * subsequent calls."
 */
#include <errno.h>

#include "both.h"

/* ---- Arrays ---- */

static void an_array_lends_its_own_items_in_order(void **state)
{
	struct iter_array a = iter_array(n, 10, sizeof *n);

	(void)state;
	for (int i = 0; i < 10; i++) {
		assert_lends(iter_next(&a.iter), &n[i]);
		assert_int_equal(iter_error(&a.iter), 0);
	}
	assert_null(iter_next(&a.iter));
}

static void at_its_end_it_stays_there_without_an_error(void **state)
{
	struct iter_array a = iter_array(n, 1, sizeof *n);

	(void)state;
	iter_next(&a.iter);
	for (int i = 0; i < 3; i++) {
		assert_null(iter_next(&a.iter));
		assert_int_equal(iter_error(&a.iter), 0);
		assert_null(iter_detail(&a.iter));
	}
}

static void items_may_have_any_size(void **state)
{
	static const struct {
		char text[7];
	} words[] = {
		{ "one" },
		{ "two" },
		{ "three" },
	};
	struct iter_array a = iter_array(words, 3, sizeof *words);

	(void)state;
	assert_string_equal(iter_next(&a.iter), "one");
	assert_string_equal(iter_next(&a.iter), "two");
	assert_string_equal(iter_next(&a.iter), "three");
	assert_null(iter_next(&a.iter));
}

static void an_array_without_items_is_empty(void **state)
{
	struct iter_array none = iter_array(n, 0, sizeof *n);
	struct iter_array sizeless = iter_array(n, 10, 0);
	struct iter_array nothing = iter_array(NULL, 0, sizeof *n);

	(void)state;
	assert_null(iter_next(&none.iter));
	assert_null(iter_next(&sizeless.iter));
	assert_null(iter_next(&nothing.iter));
	assert_int_equal(iter_error(&none.iter), 0);
	assert_int_equal(iter_error(&sizeless.iter), 0);
}

static void copied_it_is_a_second_iterator_at_the_same_place(void **state)
{
	struct iter_array a = iter_array(n, 4, sizeof *n), b;

	(void)state;
	assert_lends(iter_next(&a.iter), &n[0]);
	b = a;
	assert_lends(iter_next(&a.iter), &n[1]);
	assert_lends(iter_next(&a.iter), &n[2]);
	assert_lends(iter_next(&b.iter), &n[1]);
	assert_lends(iter_next(&a.iter), &n[3]);
	assert_null(iter_next(&a.iter));
	assert_lends(iter_next(&b.iter), &n[2]);
}

static void closed_it_has_no_more_items(void **state)
{
	struct iter_array a = iter_array(n, 4, sizeof *n);

	(void)state;
	iter_next(&a.iter);
	assert_int_equal(iter_close(&a.iter), 0);
	assert_null(iter_next(&a.iter));
	assert_int_equal(iter_error(&a.iter), 0);
	assert_int_equal(iter_close(&a.iter), 0);
}

static void freed_it_is_only_closed(void **state)
{
	struct iter_array a = iter_array(n, 4, sizeof *n);

	(void)state;
	iter_free(&a.iter);
	assert_null(iter_next(&a.iter));
}

static void it_is_no_generator(void **state)
{
	struct iter_array a = iter_array(n, 4, sizeof *n);

	(void)state;
	assert_false(iter_is_generator(&a.iter));
	assert_null(iter_gen(&a.iter));
}

static void it_needs_no_heap(void **state)
{
	(void)state;
	assert_true(sizeof(struct iter_array) <= 4 * sizeof(void *));
}

/* ---- Iterators of one's own ---- */

struct countdown {
	struct iter iter;
	int left;
	int closed;
};

static const void *countdown_next(struct iter *it)
{
	struct countdown *c = (struct countdown *)it;

	return c->left ? &n[c->left--] : NULL;
}

static void next_is_all_that_one_needs(void **state)
{
	static const struct iter_ops ops = { .next = countdown_next };
	struct countdown c = { { &ops }, 3, 0 };
	struct iter *it = &c.iter;
	int items = 0;

	(void)state;
	gen_each (const int *, item, it)
		assert_ptr_equal(item, &n[3 - items++]);
	assert_int_equal(items, 3);
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_detail(it));
	assert_int_equal(iter_close(it), 0);
	assert_false(iter_is_generator(it));
	assert_null(iter_gen(it));
	iter_free(it);
}

static int countdown_error(const struct iter *it, const void **with)
{
	const struct countdown *c = (const struct countdown *)it;

	if (with)
		*with = c->left < 0 ? &n[6] : &n[7];
	return c->left < 0 ? EIO : 0;
}

static int countdown_close(struct iter *it)
{
	struct countdown *c = (struct countdown *)it;

	c->left = 0;
	return c->closed++ ? 0 : EDOM;
}

static void countdown_free(struct iter *it)
{
	((struct countdown *)it)->closed = 100;
}

static const struct iter_ops countdown_ops = {
	.next = countdown_next,
	.close = countdown_close,
	.error = countdown_error,
	.free = countdown_free,
};

static void its_errors_and_details_are_told(void **state)
{
	struct countdown c = { { &countdown_ops }, -1, 0 };

	(void)state;
	assert_int_equal(iter_error(&c.iter), EIO);
	assert_ptr_equal(iter_detail(&c.iter), &n[6]);
}

/* What comes with an end is a return value, no detail of an error. */
static void without_an_error_there_is_no_detail(void **state)
{
	struct countdown c = { { &countdown_ops }, 0, 0 };

	(void)state;
	assert_null(iter_next(&c.iter));
	assert_int_equal(iter_error(&c.iter), 0);
	assert_null(iter_detail(&c.iter));
}

static void its_close_is_called_and_its_error_returned(void **state)
{
	struct countdown c = { { &countdown_ops }, 3, 0 };

	(void)state;
	assert_int_equal(iter_close(&c.iter), EDOM);
	assert_int_equal(c.closed, 1);
	assert_null(iter_next(&c.iter));
	assert_int_equal(iter_close(&c.iter), 0);
}

static void its_free_does_all_that_is_to_do(void **state)
{
	struct countdown c = { { &countdown_ops }, 3, 0 };

	(void)state;
	iter_free(&c.iter);
	assert_int_equal(c.closed, 100);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(an_array_lends_its_own_items_in_order),
		ONCE(at_its_end_it_stays_there_without_an_error),
		ONCE(items_may_have_any_size),
		ONCE(an_array_without_items_is_empty),
		ONCE(copied_it_is_a_second_iterator_at_the_same_place),
		ONCE(closed_it_has_no_more_items),
		ONCE(freed_it_is_only_closed),
		ONCE(it_is_no_generator),
		ONCE(it_needs_no_heap),
		ONCE(next_is_all_that_one_needs),
		ONCE(its_errors_and_details_are_told),
		ONCE(without_an_error_there_is_no_detail),
		ONCE(its_close_is_called_and_its_error_returned),
		ONCE(its_free_does_all_that_is_to_do),
	};

	return RUN(tests);
}
