/* SPDX-License-Identifier: MIT */
/*
 * test-state.c - where a generator is in its life.
 *
 * Promises: gen_state(), gen_error(), gen_delegate(), iter_gen(), gen_iter() in
 * generator.h; iter_is_generator() in generator/iter.h.  The states are those
 * of inspect.getgeneratorstate().
 */
#include <errno.h>

#include "both.h"

static struct gen *watched;

static void look(struct actor *my)
{
	my->seen = gen_state(watched);
	my->code = gen_error(watched);
	my->item = gen_delegate(watched);
}

static void it_is_created_running_suspended_closed(void **state)
{
	struct actor a;
	struct gen *g = watched = play(&a, state, CALL(look), YIELD(&n[1]),
				       YIELD(&n[2]), FINALLY, CALL(look));

	assert_int_equal(gen_state(g), GEN_CREATED);
	gen_next(g);
	assert_int_equal(a.seen, GEN_RUNNING);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	gen_send(g, &n[5]);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	a.seen = GEN_CLOSED;
	gen_next(g);
	assert_int_equal(a.seen, GEN_RUNNING);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

static void while_it_runs_its_error_is_ebusy(void **state)
{
	struct actor a;
	struct gen *g = watched = play(&a, state, CALL(look), YIELD(&n[1]),
				       CALL(look), YIELD(&n[2]));

	gen_next(g);
	assert_int_equal(a.code, EBUSY);
	assert_int_equal(gen_error(g), 0);
	a.code = 0;
	gen_next(g);
	assert_int_equal(a.code, EBUSY);
	assert_int_equal(gen_error(g), 0);
	gen_free(g);
}

static void it_runs_while_it_is_thrown_into_and_closed(void **state)
{
	struct actor a;
	struct gen *g = watched = play(&a, state, YIELD_TAKE(&n[1]), CALL(look),
				       YIELD(&n[2]), FINALLY, CALL(look));

	gen_next(g);
	gen_throw(g, EIO);
	assert_int_equal(a.seen, GEN_RUNNING);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	a.seen = GEN_CLOSED;
	gen_close(g);
	assert_int_equal(a.seen, GEN_RUNNING);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

static void an_error_leaves_it_closed(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RAISE(EIO));

	gen_next(g);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
	g = play(&a, state, YIELD(&n[1]));
	gen_throw(g, EIO);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

/* ---- Delegating ---- */

static void who_delegates_runs_while_its_delegate_does(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, CALL(look), YIELD(&n[1]),
				    CALL(look), YIELD(&n[2]));
	struct gen *g = watched = play(&a, state, FROM(gen_iter(in)));

	gen_next(g);
	assert_int_equal(b.seen, GEN_RUNNING);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_int_equal(gen_state(in), GEN_SUSPENDED);
	b.seen = GEN_CLOSED;
	gen_next(g);
	assert_int_equal(b.seen, GEN_RUNNING);
	assert_int_equal(b.code, EBUSY);
	assert_null(b.item);
	gen_free(g);
	gen_free(in);
}

static void also_while_it_is_thrown_into_or_closed(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD_TAKE(&n[1]), CALL(look),
				    YIELD(&n[2]), FINALLY, CALL(look));
	struct gen *g = watched = play(&a, state, FROM(gen_iter(in)));

	gen_next(g);
	assert_lends(gen_throw(g, EIO), &n[2]);
	assert_int_equal(b.seen, GEN_RUNNING);
	b.seen = GEN_CLOSED;
	assert_int_equal(gen_close(g), 0);
	assert_int_equal(b.seen, GEN_RUNNING);
	gen_free(g);
	gen_free(in);
}

static void the_delegate_is_told_only_while_suspended_in_it(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, CALL(look), YIELD(&n[1]));
	struct gen *g = watched =
		play(&a, state, YIELD(&n[2]), CALL(look), FROM(gen_iter(in)),
		     CALL(look), YIELD(&n[3]));

	assert_null(gen_delegate(g));
	gen_next(g);
	assert_null(gen_delegate(g));
	assert_lends(gen_next(g), &n[1]);
	assert_null(a.item);
	assert_null(b.item);
	assert_ptr_equal(gen_delegate(g), gen_iter(in));
	assert_null(gen_delegate(in));
	assert_lends(gen_next(g), &n[3]);
	assert_null(a.item);
	assert_null(gen_delegate(g));
	gen_next(g);
	assert_null(gen_delegate(g));
	gen_free(g);
	gen_free(in);
}

static void the_delegate_may_be_a_plain_iterator(void **state)
{
	struct iter_array array = iter_array(n, 2, sizeof *n);
	struct actor a;
	struct gen *g = play(&a, state, FROM(&array.iter), YIELD(&n[5]));

	gen_next(g);
	assert_ptr_equal(gen_delegate(g), &array.iter);
	gen_next(g);
	assert_ptr_equal(gen_delegate(g), &array.iter);
	gen_next(g);
	assert_null(gen_delegate(g));
	gen_free(g);
}

static void a_chain_can_be_walked_from_outside(void **state)
{
	struct actor a, b, c;
	struct gen *last = play_inner(&c, state, YIELD(&n[1]), YIELD(&n[2]));
	struct gen *middle = play(&b, state, FROM(gen_iter(last)));
	struct gen *g = play_inner(&a, state, FROM(gen_iter(middle)));

	for (int i = 1; i <= 2; i++) {
		assert_lends(gen_next(g), &n[i]);
		assert_ptr_equal(gen_delegate(g), gen_iter(middle));
		assert_ptr_equal(gen_delegate(iter_gen(gen_delegate(g))),
				 gen_iter(last));
		assert_null(gen_delegate(last));
		assert_int_equal(gen_state(middle), GEN_SUSPENDED);
	}
	gen_free(g);
	gen_free(middle);
	gen_free(last);
}

static void one_that_is_closed_or_not_begun_has_no_delegate(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));

	assert_null(gen_delegate(g));
	gen_next(g);
	gen_close(g);
	assert_null(gen_delegate(g));
	gen_free(g);
	gen_free(in);
}

/* What is freed while a body cleans up sees it run. */
static struct actor child;

static void free_child(struct actor *my)
{
	(void)my;
	gen_free(child.g);
}

static void a_child_freed_while_it_unwinds_sees_it_run(void **state)
{
	struct actor a;
	struct gen *g = watched =
		play(&a, state, YIELD(&n[1]), FINALLY, CALL(free_child));

	gen_next(play_inner(&child, state, YIELD(&n[2]), FINALLY, CALL(look)));
	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_int_equal(child.seen, GEN_RUNNING);
	gen_free(g);
}

/* ---- Generators among iterators ---- */

static void every_generator_is_an_iterator(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RETURN(&n[7]));
	struct iter *it = gen_iter(g);

	assert_ptr_equal(it, g);
	assert_ptr_equal(gen_iter(g), it);
	assert_true(iter_is_generator(it));
	assert_ptr_equal(iter_gen(it), g);
	assert_lends(iter_next(it), &n[1]);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	assert_ptr_equal(gen_result(g), &n[7]);
	iter_free(it);
}

static void not_every_iterator_is_a_generator(void **state)
{
	struct iter_array array = iter_array(n, 2, sizeof *n);

	(void)state;
	assert_false(iter_is_generator(&array.iter));
	assert_null(iter_gen(&array.iter));
}

static void as_an_iterator_it_has_its_errors(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), RAISE_WITH(EIO, &n[5]));
	struct iter *it = gen_iter(g);

	iter_next(it);
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_detail(it));
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EIO);
	assert_ptr_equal(iter_detail(it), &n[5]);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_detail(it));
	iter_free(it);
}

static void as_an_iterator_it_can_be_closed(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]),
			     FINALLY, RAISE(EIO));

	gen_next(g);
	assert_int_equal(iter_close(gen_iter(g)), EPROTO);
	assert_int_equal(iter_close(gen_iter(g)), EIO);
	assert_int_equal(iter_close(gen_iter(g)), 0);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	iter_free(gen_iter(g));
}

static void its_table_of_operations_has_all_of_them(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD_TAKE(&n[2]),
			     YIELD(&n[3]), RETURN(&n[7]));
	struct iter *it = gen_iter(g);
	const void *with;

	assert_lends(it->ops->next(it), &n[1]);
	assert_lends(it->ops->send(it, &n[5]), &n[2]);
	assert_wake(a, 0, true, &n[5]);
	assert_lends(it->ops->throw_in(it, EDOM, &n[6]), &n[3]);
	assert_took(a, 1, EDOM, &n[6]);
	assert_int_equal(it->ops->error(it, NULL), 0);
	assert_null(it->ops->next(it));
	assert_int_equal(it->ops->error(it, &with), 0);
	assert_ptr_equal(with, &n[7]);
	assert_int_equal(it->ops->close(it), 0);
	assert_true(it->ops->generator);
	iter_free(it);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(it_is_created_running_suspended_closed),
		BOTH(while_it_runs_its_error_is_ebusy),
		BOTH(it_runs_while_it_is_thrown_into_and_closed),
		BOTH(an_error_leaves_it_closed),
		PAIRS(who_delegates_runs_while_its_delegate_does),
		PAIRS(also_while_it_is_thrown_into_or_closed),
		PAIRS(the_delegate_is_told_only_while_suspended_in_it),
		BOTH(the_delegate_may_be_a_plain_iterator),
		PAIRS(a_chain_can_be_walked_from_outside),
		PAIRS(one_that_is_closed_or_not_begun_has_no_delegate),
		PAIRS(a_child_freed_while_it_unwinds_sees_it_run),
		BOTH(every_generator_is_an_iterator),
		ONCE(not_every_iterator_is_a_generator),
		BOTH(as_an_iterator_it_has_its_errors),
		BOTH(as_an_iterator_it_can_be_closed),
		BOTH(its_table_of_operations_has_all_of_them),
	};

	return RUN(tests);
}
