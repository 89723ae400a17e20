/* SPDX-License-Identifier: MIT */
/*
 * test-each.c - the loop over a generator or an iterator.
 *
 * Promises: gen_each() in generator.h.
 */
#include <errno.h>

#include "both.h"

static void it_visits_every_item(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]));
	int items = 0;

	gen_each (const int *, item, g)
		assert_ptr_equal(item, &n[++items]);
	assert_int_equal(items, 3);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

static void it_does_the_same_for_an_iterator(void **state)
{
	struct iter_array a = iter_array(n, 4, sizeof *n);
	struct iter *it = &a.iter;
	int items = 0;

	(void)state;
	gen_each (const int *, item, it)
		assert_ptr_equal(item, &n[items++]);
	assert_int_equal(items, 4);
}

static void the_result_is_not_an_item_and_can_be_had_after_it(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RETURN(&n[7]));
	int items = 0;

	gen_each (const int *, item, g)
		items += *item;
	assert_int_equal(items, 1);
	assert_ptr_equal(gen_result(g), &n[7]);
	gen_free(g);
}

static void a_second_loop_over_it_is_silently_empty(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]));
	int items = 0;

	gen_each (const int *, item, g)
		items += *item;
	gen_each (const int *, item, g)
		items += *item;
	assert_int_equal(items, 1);
	assert_int_equal(gen_error(g), 0);
	gen_free(g);
}

static void break_leaves_it_suspended_and_usable(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]));

	gen_each (const int *, item, g)
		if (item == &n[2])
			break;
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_lends(gen_next(g), &n[3]);
	gen_free(g);
}

static const int *find(struct gen *g, int wanted)
{
	gen_each (const int *, item, g) {
		if (*item != wanted)
			continue;
		return item;
	}
	return NULL;
}

static void continue_and_return_do_what_they_do_in_any_loop(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]));

	assert_ptr_equal(find(g, 2), &n[2]);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_null(find(g, 2));
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

static void loops_can_be_nested(void **state)
{
	struct actor a, b;
	struct gen *rows = play(&a, state, YIELD(&n[1]), YIELD(&n[2]));
	int sum = 0;

	gen_each (const int *, row, rows) {
		struct gen *columns =
			play(&b, state, YIELD(&n[3]), YIELD(&n[4]));

		gen_each (const int *, column, columns)
			sum += *row * *column;
		gen_free(columns);
	}
	assert_int_equal(sum, (1 + 2) * (3 + 4));
	gen_free(rows);
}

static void loops_over_one_generator_share_its_position(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]),
			     YIELD(&n[3]), YIELD(&n[4]));
	int outer = 0, inner = 0;

	gen_each (const int *, item, g) {
		outer += *item;
		gen_each (const int *, other, g)
			inner += *other;
	}
	assert_int_equal(outer, 1);
	assert_int_equal(inner, 2 + 3 + 4);
	gen_free(g);
}

static void after_it_an_error_can_be_told_from_an_end(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RAISE(EIO));
	int items = 0;

	gen_each (const int *, item, g)
		items += *item;
	assert_int_equal(items, 1);
	assert_int_equal(gen_error(g), EIO);
	gen_free(g);
}

static int evaluations;

static struct gen *counted(struct gen *g)
{
	evaluations++;
	return g;
}

static void the_generator_is_evaluated_before_each_item(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]));

	evaluations = 0;
	gen_each (const int *, item, counted(g))
		assert_non_null(item);
	assert_int_equal(evaluations, 3);
	gen_free(g);
}

static void leave_by_break(struct gen *owned)
{
	GEN_AUTO struct gen *g = owned;

	gen_each (const int *, item, g)
		if (item)
			break;
	say("loop");
}

static void owned_it_is_closed_where_its_scope_is_left(void **state)
{
	struct actor a;

	leave_by_break(play(&a, state, YIELD(&n[1]), FINALLY, SAY("closed")));
	say("after");
	assert_string_equal(said, "loop closed after ");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(it_visits_every_item),
		ONCE(it_does_the_same_for_an_iterator),
		BOTH(the_result_is_not_an_item_and_can_be_had_after_it),
		BOTH(a_second_loop_over_it_is_silently_empty),
		BOTH(break_leaves_it_suspended_and_usable),
		BOTH(continue_and_return_do_what_they_do_in_any_loop),
		BOTH(loops_can_be_nested),
		BOTH(loops_over_one_generator_share_its_position),
		BOTH(after_it_an_error_can_be_told_from_an_end),
		BOTH(the_generator_is_evaluated_before_each_item),
		BOTH(owned_it_is_closed_where_its_scope_is_left),
	};

	return RUN(tests);
}
