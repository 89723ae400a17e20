/* SPDX-License-Identifier: MIT */
/*
 * test-merge.c - many sorted iterators as one.
 *
 * Promises: iter_merge() in generator/pipeline.h.  Python: heapq.merge().
 */
#include <errno.h>

#include <generator/consume.h>
#include <generator/pipeline.h>

#include "source.h"

struct card {
	int value; /* first: sources lend an int alone */
	int pile;
};

static int comparisons;

static int by_value(const void *a, const void *b)
{
	comparisons++;
	return *(const int *)a - *(const int *)b;
}

static int descending(const void *a, const void *b)
{
	return by_value(b, a);
}

enum { MOST = 40 };

/* Piles of cards, each pile in order. */
struct piles {
	struct card card[MOST][MOST];
	struct iter_array array[MOST];
	struct iter *up[MOST];
};

static void make_piles(struct piles *p, int count, const int *sizes,
		       const int *values)
{
	for (int i = 0; i < count; i++) {
		for (int k = 0; k < sizes[i]; k++)
			p->card[i][k] = (struct card){ *values++, i };
		p->array[i] = iter_array(p->card[i], (size_t)sizes[i],
					 sizeof(struct card));
		p->up[i] = &p->array[i].iter;
	}
}

static void items_come_in_order_and_equal_ones_in_that_of_upstreams(
	void **state)
{
	static struct piles p;
	struct iter *it;
	char text[200] = "";

	(void)state;
	make_piles(&p, 4, (int[]){ 3, 0, 4, 2 },
		   (int[]){ 1, 5, 5, 2, 5, 5, 9, 5, 9 });
	it = iter_merge(p.up, 4, by_value);
	gen_each (const struct card *, card, it) {
		size_t used = strlen(text);

		snprintf(text + used, sizeof text - used, "%d%c ", card->value,
			 'a' + card->pile);
	}
	assert_string_equal(text, "1a 2c 5a 5a 5c 5c 5d 9c 9d ");
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

static void the_order_is_whatever_compare_says(void **state)
{
	static struct piles p;
	static const int wanted[] = { 9, 7, 3, 1 };
	struct iter *it;

	(void)state;
	make_piles(&p, 2, (int[]){ 2, 2 }, (int[]){ 9, 1, 7, 3 });
	it = iter_merge(p.up, 2, descending);
	for (int i = 0; i < 4; i++)
		assert_int_equal(((const struct card *)iter_next(it))->value,
				 wanted[i]);
	iter_free(it);
}

/* Drawn piles: what comes must be all of them, stably sorted. */
static void so_it_is_for_many_drawn_piles(void **state)
{
	static struct piles p;
	unsigned seed = 1;

	(void)state;
	for (int count = 0; count <= MOST; count++) {
		int sizes[MOST], values[MOST * MOST], all = 0, came = 0;
		struct card last = { -1, 0 };
		struct iter *it;

		for (int i = 0; i < count; i++) {
			seed = seed * 1103515245 + 12345;
			sizes[i] = (int)(seed >> 16) % MOST;
			for (int k = 0, value = 0; k < sizes[i]; k++) {
				seed = seed * 1103515245 + 12345;
				values[all++] = value += (int)(seed >> 16) % 3;
			}
		}
		make_piles(&p, count, sizes, values);
		it = iter_merge(p.up, (size_t)count, by_value);
		comparisons = 0;
		gen_each (const struct card *, card, it) {
			assert_true(card->value > last.value ||
				    (card->value == last.value &&
				     card->pile >= last.pile));
			last = *card;
			came++;
		}
		assert_int_equal(came, all);
		/* 2 * log2(40) < 11, and 2 * 40 to begin with. */
		assert_true(comparisons <= 11 * all + 80);
		iter_free(it);
	}
}

static void only_the_one_that_lent_the_last_item_is_asked(void **state)
{
	struct source a = SOURCE(.items = 3, .name = "a");
	struct source b = SOURCE(.items = 1, .name = "b");
	struct source c = SOURCE(.items = 0, .name = "c");
	struct iter *ups[] = { &a.iter, &b.iter, &c.iter };
	struct iter *it;

	(void)state;
	it = iter_merge(ups, 3, by_value);
	assert_string_equal(said, "");
	assert_lends(iter_next(it), &n[1]);
	assert_string_equal(said, "pull-a pull-b pull-c ");
	said[0] = '\0';
	assert_lends(iter_next(it), &n[1]); /* of b */
	assert_string_equal(said, "pull-a ");
	assert_lends(iter_next(it), &n[2]);
	assert_string_equal(said, "pull-a pull-b ");
	assert_lends(iter_next(it), &n[3]);
	assert_string_equal(said, "pull-a pull-b pull-a ");
	assert_null(iter_next(it));
	assert_null(iter_next(it));
	assert_string_equal(said, "pull-a pull-b pull-a pull-a ");
	said[0] = '\0';
	iter_free(it);
	assert_string_equal(said,
			    "close-a free-a close-b free-b close-c free-c ");
}

static void an_error_of_one_ends_all(void **state)
{
	for (int items = 0; items < 3; items++)
		for (int i = 0; i < 2; i++) {
			struct source a = SOURCE(.items = 5);
			struct source b = SOURCE(.items = 5);
			struct source *bad = i ? &b : &a;
			struct iter *ups[] = { &a.iter, &b.iter };
			struct iter *it;

			bad->items = items;
			bad->fails = EIO;
			it = iter_merge(ups, 2, by_value);
			/* 1 1 2 2: asked for after its last item */
			assert_int_equal(iter_count(it),
					 items ? 2 * items - 1 + i : 0);
			for (int k = 0; k < 2; k++) {
				assert_int_equal(iter_error(it), EIO);
				assert_ptr_equal(iter_detail(it), &n[6]);
				assert_null(iter_next(it));
			}
			iter_free(it);
			assert_freed(a);
			assert_freed(b);
		}
	(void)state;
}

static void closed_it_closes_all_and_freed_it_frees_all(void **state)
{
	for (int k = 0; k < 5; k++) {
		struct source a = SOURCE(.items = 2);
		struct source b = SOURCE(.items = 1, .close_fails = EIO);
		struct iter *it = iter_merge(
			(struct iter *[]){ &a.iter, &b.iter }, 2, by_value);

		for (int i = 0; i < k; i++)
			iter_next(it);
		assert_int_equal(iter_close(it), EIO);
		assert_int_equal(iter_close(it), 0);
		assert_int_equal(iter_count(it), 0);
		assert_true(a.closed >= 1 && b.closed >= 1);
		iter_free(it);
		assert_freed(a);
		assert_freed(b);
	}
	(void)state;
}

static void if_one_is_null_the_others_are_freed(void **state)
{
	struct source a = SOURCE(.items = 2), b = SOURCE(.items = 2);

	(void)state;
	assert_null(iter_merge((struct iter *[]){ &a.iter, NULL, &b.iter }, 3,
			       by_value));
	assert_freed(a);
	assert_freed(b);
}

static void without_a_function_or_upstreams_it_says_einval(void **state)
{
	struct source a = SOURCE(.items = 2), b = SOURCE(.items = 2);
	struct iter *broken[] = {
		iter_merge((struct iter *[]){ &a.iter, &b.iter }, 2, NULL),
		iter_merge(NULL, 2, by_value),
	};

	(void)state;
	assert_freed(a);
	assert_freed(b);
	for (int i = 0; i < 2; i++) {
		assert_null(iter_next(broken[i]));
		assert_int_equal(iter_error(broken[i]), EINVAL);
		assert_non_null(strstr(iter_detail(broken[i]), "iter_merge: "));
		iter_free(broken[i]);
	}
}

static void of_none_there_are_no_items(void **state)
{
	struct actor a;
	struct iter *it = iter_merge(NULL, 0, by_value);
	struct gen *g = play(&a, state, FROM(it), RETURN_SENT);

	assert_ends(gen_next(g), g, NULL);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_detail(it));
	assert_int_equal(iter_close(it), 0);
	gen_free(g);
	iter_free(it);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(items_come_in_order_and_equal_ones_in_that_of_upstreams),
		ONCE(the_order_is_whatever_compare_says),
		ONCE(so_it_is_for_many_drawn_piles),
		ONCE(only_the_one_that_lent_the_last_item_is_asked),
		ONCE(an_error_of_one_ends_all),
		ONCE(closed_it_closes_all_and_freed_it_frees_all),
		ONCE(if_one_is_null_the_others_are_freed),
		ONCE(without_a_function_or_upstreams_it_says_einval),
		BOTH(of_none_there_are_no_items),
	};

	return RUN(tests);
}
