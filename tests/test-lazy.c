/* SPDX-License-Identifier: MIT */
/*
 * test-lazy.c - how much each stage asks for, and when.
 *
 * Promise: "It pulls an item from upstream only when it is asked for one, and
 * not one more than it needs", generator/pipeline.h, for every stage there, in
 * generator/text.h and generator/files.h.  Three witnesses: a ledger of pulls,
 * the resumptions of a generator upstream, and what is allocated.
 */
#define GEN_COUNT /* gen_resumes() */
#include <generator/consume.h>
#include <generator/files.h>
#include <generator/pipeline.h>
#include <generator/text.h>

#include "allocs.h"
#include "source.h"

/* Items that are lines: every third one is long. */
static const struct line lines[] = {
	{ "a long line 0", 13 }, { "line 1", 6 }, { "line 2", 6 },
	{ "a long line 3", 13 }, { "line 4", 6 }, { "line 5", 6 },
	{ "a long line 6", 13 }, { "line 7", 6 }, { "line 8", 6 },
	{ "a long line 9", 13 },
};

/* ---- A stage above one upstream, or two ---- */

static const void *same(const void *item, void *ctx)
{
	(void)ctx;
	return item;
}

static bool is_even(const void *item, void *ctx)
{
	(void)ctx;
	return *(const int *)item % 2 == 0;
}

static bool is_below_four(const void *item, void *ctx)
{
	(void)ctx;
	return *(const int *)item < 4;
}

static struct iter *map(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_map(a, same, NULL);
}

static struct iter *filter(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_filter(a, is_even, NULL);
}

static struct iter *take(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_take(a, 3);
}

static struct iter *take_while(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_take_while(a, is_below_four, NULL);
}

static struct iter *skip_three(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_skip(a, 3);
}

static struct iter *enumerate(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_enumerate(a, 0);
}

static struct iter *batch(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_batch(a, 2, sizeof *n);
}

static struct iter *window(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_window(a, 3, 1, sizeof *n);
}

static struct iter *window_step(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_window(a, 2, 3, sizeof *n);
}

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static struct iter *merge(struct iter *a, struct iter *b)
{
	return iter_merge((struct iter *[]){ a, b }, 2, by_value);
}

static struct iter *tee(struct iter *a, struct iter *b)
{
	struct iter *readers[2];

	(void)b;
	iter_tee(a, readers, 2, 5, sizeof *n);
	iter_free(readers[1]);
	return readers[0];
}

static const void *sink(struct gen *self, void *args)
{
	(void)args;
	while (gen_yield(self, NULL))
		;
	return NULL;
}

static const void *sink_of_two(struct gen *self, void *args)
{
	(void)args;
	return gen_yield(self, NULL) && gen_yield(self, NULL) ? n : NULL;
}

static struct iter *broadcast(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_broadcast(a, (struct gen *[]){ gen_new(sink, NULL, 0) }, 1);
}

static struct iter *broadcast_two(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_broadcast(
		a, (struct gen *[]){ gen_new(sink_of_two, NULL, 0) }, 1);
}

static struct iter *grep(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_grep(a, "long");
}

static struct iter *grep_regex(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_grep_regex(a, "lo?ng");
}

static struct iter *fields(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_fields(a, ' ');
}

/* Iterators of two items each. */
static const void *twice(const void *item, void *ctx)
{
	static struct iter_array two;

	(void)ctx;
	two = iter_array(item, 2, sizeof *n);
	return &two;
}

static struct iter *flatten(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_flatten(iter_map(a, twice, NULL));
}

/* A file of two lines. */
static char path[] = "/tmp/test-lazy-XXXXXX";
static const struct line two_lines = { path, sizeof path - 1 };

static struct iter *cat(struct iter *a, struct iter *b)
{
	(void)b;
	return iter_cat(a);
}

/* How often a and b were asked when the k-th answer was there, k = 1 to 5, and
 * at the end. */
struct row {
	const char *name;
	struct iter *(*make)(struct iter *a, struct iter *b);
	int items_a, items_b;
	int a[6], b[6];
	const void *base;
	size_t size;
};

#define ROW(name_, make_, ...)                                \
	{                                                     \
		.name = (name_), .make = (make_), __VA_ARGS__ \
	}
#define A(items, ...) .items_a = (items), .a = { __VA_ARGS__ }
#define B(items, ...) .items_b = (items), .b = { __VA_ARGS__ }
#define LINES .base = lines, .size = sizeof *lines

static const struct row ledger[] = {
	ROW("map", map, A(9, 1, 2, 3, 4, 5, 10)),
	ROW("filter", filter, A(12, 2, 4, 6, 8, 10, 13)),
	ROW("take", take, A(9, 1, 2, 3, 3, 3, 3)),
	ROW("take_while", take_while, A(9, 1, 2, 3, 4, 4, 4)),
	ROW("skip", skip_three, A(9, 4, 5, 6, 7, 8, 10)),
	ROW("skip all", skip_three, A(2, 3, 3, 3, 3, 3, 3)),
	ROW("enumerate", enumerate, A(9, 1, 2, 3, 4, 5, 10)),
	ROW("batch", batch, A(12, 2, 4, 6, 8, 10, 13)),
	ROW("batch, odd", batch, A(3, 2, 4, 4, 4, 4, 4)),
	ROW("chain", iter_chain, A(2, 1, 2, 3, 3, 3, 3),
	    B(4, 0, 0, 1, 2, 3, 5)),
	ROW("zip", iter_zip, A(9, 1, 2, 3, 4, 5, 10), B(9, 1, 2, 3, 4, 5, 9)),
	ROW("zip(g, range(2))", iter_zip, A(9, 1, 2, 3, 3, 3, 3),
	    B(2, 1, 2, 3, 3, 3, 3)),
	ROW("zip(range(2), g)", iter_zip, A(2, 1, 2, 3, 3, 3, 3),
	    B(9, 1, 2, 2, 2, 2, 2)),
	ROW("window", window, A(9, 3, 4, 5, 6, 7, 10)),
	ROW("window, step", window_step, A(9, 2, 5, 8, 10, 10, 10)),
	ROW("merge", merge, A(9, 1, 2, 2, 3, 3, 10), B(3, 1, 1, 2, 2, 3, 4)),
	ROW("tee", tee, A(9, 1, 2, 3, 4, 5, 10)),
	ROW("broadcast", broadcast, A(9, 1, 2, 3, 4, 5, 10)),
	ROW("broadcast to few", broadcast_two, A(9, 1, 2, 2, 2, 2, 2)),
	ROW("flatten", flatten, A(4, 1, 1, 2, 2, 3, 5)),
	ROW("cat", cat, A(4, 1, 1, 2, 2, 3, 5), .base = &two_lines),
	ROW("grep", grep, A(20, 3, 6, 9, 10, 13, 21), LINES),
	ROW("grep, regex", grep_regex, A(20, 3, 6, 9, 10, 13, 21), LINES),
	ROW("fields", fields, A(9, 1, 2, 3, 4, 5, 10), LINES),
};

#define EACH_ROW(r)                        \
	for (const struct row *r = ledger; \
	     r < ledger + sizeof ledger / sizeof *ledger; r++)

static void assert_pulls(const struct row *r, const char *when,
			 const struct source *a, int wanted_a,
			 const struct source *b, int wanted_b)
{
	if (a->pulls == wanted_a && b->pulls == wanted_b)
		return;
	print_error("%s, %s: %d and %d pulls, wanted %d and %d\n", r->name,
		    when, a->pulls, b->pulls, wanted_a, wanted_b);
	fail();
}

static void of_each_upstream_as_much_as_the_ledger_says(void **state)
{
	(void)state;
	EACH_ROW(r)
	{
		struct source a = SOURCE(.items = r->items_a, .base = r->base,
					 .size = r->size);
		struct source b = SOURCE(.items = r->items_b);
		struct iter *it = r->make(&a.iter, &b.iter);

		assert_pulls(r, "made", &a, 0, &b, 0);
		for (int k = 0; k < 5; k++) {
			iter_next(it);
			assert_pulls(r, "k-th", &a, r->a[k], &b, r->b[k]);
		}
		iter_count(it);
		assert_pulls(r, "end", &a, r->a[5], &b, r->b[5]);
		assert_null(iter_next(it));
		assert_pulls(r, "after it", &a, r->a[5], &b, r->b[5]);
		assert_int_equal(iter_error(it), 0);
		iter_free(it);
		assert_pulls(r, "freed", &a, r->a[5], &b, r->b[5]);
		assert_freed(a);
	}
}

static void nothing_after_it_was_closed(void **state)
{
	(void)state;
	for (int k = 0; k < 3; k++)
		EACH_ROW(r)
		{
			struct source a =
				SOURCE(.items = r->items_a, .base = r->base,
				       .size = r->size);
			struct source b = SOURCE(.items = r->items_b);
			struct iter *it = r->make(&a.iter, &b.iter);
			int pulled_a, pulled_b;

			for (int i = 0; i < k; i++)
				iter_next(it);
			pulled_a = a.pulls;
			pulled_b = b.pulls;
			iter_close(it);
			assert_null(iter_next(it));
			assert_null(iter_next(it));
			assert_int_equal(iter_error(it), 0);
			assert_true(a.closed >= 1);
			assert_pulls(r, "closed", &a, pulled_a, &b, pulled_b);
			iter_free(it);
			assert_freed(a);
		}
}

/* ---- Resumptions ---- */

struct numbers {
	int stop;
};

static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;

	for (int i = 0; i < my->stop; i++)
		if (!gen_yield(self, &i))
			break;
	return NULL;
}

/* gen_next(), in this file, counts. */
struct counted {
	struct iter iter;
	struct gen *g;
};

static const void *counted_next(struct iter *it)
{
	return gen_next(((struct counted *)it)->g);
}

static void counted_free(struct iter *it)
{
	gen_free(((struct counted *)it)->g);
}

static const struct iter_ops counted_ops = {
	.next = counted_next,
	.free = counted_free,
};

#define COUNTED(stop_)                                  \
	{                                               \
		.iter = { &counted_ops },               \
		.g = gen_call(numbers, .stop = (stop_)) \
	}

static bool is_1000(const void *item, void *ctx)
{
	(void)ctx;
	return *(const int *)item == 1000;
}

static void n_items_through_many_stages_are_n_plus_1_resumptions(void **state)
{
	struct counted c = COUNTED(1000);
	struct source none = SOURCE(.items = 0), many = SOURCE(.items = 2000);
	unsigned long before = gen_resumes();
	struct iter *it = iter_zip(
		iter_chain(iter_skip(iter_map(&c.iter, same, NULL), 10),
			   &none.iter),
		&many.iter);

	(void)state;
	assert_int_equal(gen_resumes() - before, 0);
	assert_int_equal(iter_count(it), 990);
	assert_int_equal(gen_resumes() - before, 1001);
	iter_free(it);
	assert_int_equal(gen_resumes() - before, 1001);
}

static void a_search_resumes_until_it_has_found_it(void **state)
{
	struct counted c = COUNTED(100 * 1000);
	unsigned long before = gen_resumes();
	struct iter *it = iter_skip(iter_map(&c.iter, same, NULL), 10);

	(void)state;
	assert_int_equal(*(const int *)iter_first(it, is_1000, NULL), 1000);
	iter_free(it);
	assert_int_equal(gen_resumes() - before, 1001);
}

/* ---- Memory ---- */

/* What is allocated while so many items go through all rows. */
static int allocations(int items)
{
	EACH_ROW(r)
	{
		struct source a = SOURCE(.items = items, .base = r->base,
					 .size = r->size);
		struct source b = SOURCE(.items = items);
		struct iter *it = r->make(&a.iter, &b.iter);

		if (r->make == cat) { /* it opens a file for each item */
			iter_free(it);
			continue;
		}
		iter_count(it);
		iter_free(it);
		assert_freed(a);
	}
	return allocs.calls;
}

static void ten_times_the_items_allocate_no_more(void **state)
{
	int few, many;

	skip_without_allocs();
	(void)state;
	allocations(100); /* what libc allocates once */
	allocs_watch();
	few = allocations(100);
	assert_int_equal(allocs.blocks, 0);
	allocs_watch();
	many = allocations(1000);
	assert_int_equal(allocs.blocks, 0);
	allocs.watch = false;
	assert_true(few > 0);
	assert_int_equal(many, few);
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return write(fd, "one\ntwo\n", 8) != 8 || close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(of_each_upstream_as_much_as_the_ledger_says),
		ONCE(nothing_after_it_was_closed),
		ONCE(n_items_through_many_stages_are_n_plus_1_resumptions),
		ONCE(a_search_resumes_until_it_has_found_it),
		ONCE(ten_times_the_items_allocate_no_more),
	};

	return cmocka_run_group_tests_name(__FILE__, tests, make_file,
					   remove_file);
}
