/* SPDX-License-Identifier: MIT */
/*
 * test-expression.c - generator expressions: map and filter.
 *
 * Promises: iter_map() and iter_filter() in generator/pipeline.h.  PEP 289:
 * "The semantics of a generator expression are equivalent to creating an
 * anonymous generator function and calling it", and "Only the outermost
 * for-expression is evaluated immediately, the other expressions are deferred
 * until the generator is run".  What they share with the other stages is in
 * test-pipeline.c, re-entrancy in test-misuse.c.
 */
#include <errno.h>
#include <pthread.h>

#include <generator/lines.h>
#include <generator/pipeline.h>

#include "source.h"

static const void *square(const void *item, void *ctx)
{
	int *result = ctx;

	*result = *(const int *)item * *(const int *)item;
	return result;
}

static bool odd(const void *item, void *ctx)
{
	int *calls = ctx;

	if (calls)
		++*calls;
	return *(const int *)item % 2;
}

static void map_lends_what_its_function_makes(void **state)
{
	struct source source = SOURCE(.items = 4);
	int result, items = 0;
	struct iter *it = iter_map(&source.iter, square, &result);

	(void)state;
	gen_each (const int *, item, it) {
		items++;
		assert_ptr_equal(item, &result);
		assert_int_equal(*item, items * items);
	}
	assert_int_equal(items, 4);
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	assert_freed(source);
}

static void filter_lends_the_items_that_are_kept(void **state)
{
	struct source source = SOURCE(.items = 7);
	int calls = 0;
	struct iter *it = iter_filter(&source.iter, odd, &calls);

	(void)state;
	for (int i = 1; i <= 7; i += 2) {
		assert_lends(iter_next(it), &n[i]);
		assert_int_equal(calls, i);
		assert_int_equal(source.pulls, i);
	}
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

static void a_filter_that_keeps_nothing_is_empty(void **state)
{
	struct iter_array array = iter_array(&n[2], 1, sizeof *n);
	struct iter *it = iter_filter(&array.iter, odd, NULL);

	(void)state;
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

/* ---- When things are evaluated ---- */

static void the_source_is_evaluated_when_it_is_made(void **state)
{
	struct iter *it = iter_filter(iter_lines("/no/such/file"), odd, NULL);

	(void)state;
	assert_int_equal(iter_error(it), ENOENT);
	assert_int_equal(gen_state(iter_gen(it)), GEN_CREATED);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), ENOENT);
	assert_string_equal(iter_detail(it),
			    "/no/such/file: No such file or directory");
	iter_free(it);
}

/* A generator that opens its file itself does so when it runs. */
static const void *reader(struct gen *self, void *args)
{
	struct iter *rows = iter_lines(args);
	bool go_on = gen_yield_from(self, rows);

	if (!go_on)
		gen_raise(self, gen_catch(self));
	iter_free(rows);
	return NULL;
}

static void a_body_in_contrast_is_not_evaluated_at_all(void **state)
{
	static const char path[] = "/no/such/file";
	struct gen *g = gen_new(reader, path, sizeof path);

	(void)state;
	assert_int_equal(gen_error(g), 0);
	assert_int_equal(gen_state(g), GEN_CREATED);
	assert_null(gen_next(g));
	assert_int_equal(gen_error(g), ENOENT);
	gen_free(g);
}

static void its_function_is_called_when_an_item_is_asked_for(void **state)
{
	struct source source = SOURCE(.items = 4);
	int result = -1;
	struct iter *it = iter_map(&source.iter, square, &result);

	(void)state;
	assert_int_equal(result, -1);
	iter_next(it);
	assert_int_equal(result, 1);
	result = -1;
	iter_free(it);
	assert_int_equal(result, -1);
}

/* "Deferred": what ctx points to is looked at then, not before. */
struct scale {
	int by, result;
};

static const void *scale(const void *item, void *ctx)
{
	struct scale *s = ctx;

	s->result = *(const int *)item * s->by;
	return &s->result;
}

static void its_context_is_looked_at_then(void **state)
{
	struct source source = SOURCE(.items = 4);
	struct scale s = { .by = 1 };
	struct iter *it = iter_map(&source.iter, scale, &s);

	(void)state;
	s.by = 10;
	assert_int_equal(*(const int *)iter_next(it), 10);
	s.by = 100;
	assert_int_equal(*(const int *)iter_next(it), 200);
	iter_free(it);
}

struct speaker {
	const char *says;
};

static const void *speak(const void *item, void *ctx)
{
	say(((struct speaker *)ctx)->says);
	return item;
}

static bool speak_and_keep(const void *item, void *ctx)
{
	return speak(item, ctx) && *(const int *)item % 2;
}

static void items_go_through_all_stages_one_at_a_time(void **state)
{
	struct source source = SOURCE(.items = 3, .name = "source");
	struct speaker a = { "a" }, b = { "b" }, c = { "c" };
	struct iter *it = iter_map(&source.iter, speak, &a);

	(void)state;
	it = iter_filter(it, speak_and_keep, &b);
	it = iter_map(it, speak, &c);
	iter_next(it);
	assert_string_equal(said, "pull-source a b c ");
	iter_next(it);
	assert_string_equal(said, "pull-source a b c "
				  "pull-source a b pull-source a b c ");
	iter_free(it);
}

/* ---- As generators ---- */

static struct iter *expression(void **state, struct iter *up)
{
	static struct speaker none = { "item" };

	return ((struct cast *)*state)->outer == STACKFUL ?
		       iter_map(up, speak, &none) :
		       iter_filter(up, odd, NULL);
}

static void it_goes_through_the_states(void **state)
{
	struct source source = SOURCE(.items = 1);
	struct iter *it = expression(state, &source.iter);
	struct gen *g = iter_gen(it);

	assert_non_null(g);
	assert_ptr_equal(gen_iter(g), it);
	assert_int_equal(gen_state(g), GEN_CREATED);
	assert_lends(gen_next(g), &n[1]);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_null(gen_delegate(g));
	assert_ends(gen_next(g), g, NULL);
	assert_ends(gen_next(g), g, NULL);
	iter_free(it);
}

static void as_iterator_and_as_generator_it_is_the_same(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct iter *it =
		iter_map(&source.iter, speak, &(struct speaker){ "item" });
	struct gen *g = iter_gen(it);

	(void)state;
	assert_lends(iter_next(it), &n[1]);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_lends(gen_next(g), &n[2]);
	assert_lends(iter_next(it), &n[3]);
	assert_lends(iter_next(it), &n[4]);
	assert_lends(gen_send(g, &n[9]), &n[5]);
	iter_free(it);
}

static void a_message_is_ignored(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *it = expression(state, &source.iter);
	struct gen *g = iter_gen(it);

	assert_refuses(gen_send(g, &n[5]), g, EINVAL, "just-started");
	assert_int_equal(source.pulls, 0);
	assert_lends(gen_next(g), &n[1]);
	assert_non_null(gen_send(g, &n[5]));
	iter_free(it);
}

static void it_returns_nothing_whatever_it_was_sent(void **state)
{
	struct source source = SOURCE(.items = 1);
	struct iter *it = expression(state, &source.iter);
	struct gen *g = iter_gen(it);

	gen_next(g);
	assert_ends(gen_send(g, &n[5]), g, NULL);
	iter_free(it);
}

static void an_error_thrown_in_ends_it_and_closes_its_source(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *it = expression(state, &source.iter);
	struct gen *g = iter_gen(it);

	gen_next(g);
	assert_fails(gen_throw_with(g, EDOM, &n[5]), g, EDOM, &n[5]);
	assert_int_equal(source.pulls, 1);
	assert_true(source.closed >= 1);
	assert_ends(gen_next(g), g, NULL);
	iter_free(it);
	assert_freed(source);
}

static void also_before_it_started(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *it = expression(state, &source.iter);
	struct gen *g = iter_gen(it);

	assert_fails(gen_throw_with(g, EDOM, &n[5]), g, EDOM, &n[5]);
	assert_true(source.closed >= 1);
	assert_int_equal(source.pulls, 0);
	iter_free(it);
	assert_freed(source);
}

static void closed_as_a_generator_it_closes_its_source(void **state)
{
	for (int started = 0; started < 2; started++) {
		struct source source = SOURCE(.items = 3);
		struct iter *it = expression(state, &source.iter);

		if (started)
			iter_next(it);
		assert_int_equal(gen_close(iter_gen(it)), 0);
		assert_int_equal(gen_state(iter_gen(it)), GEN_CLOSED);
		assert_true(source.closed >= 1);
		assert_alive(source);
		assert_null(iter_next(it));
		iter_free(it);
		assert_freed(source);
	}
}

static void ended_it_closes_its_source(void **state)
{
	struct source source = SOURCE(.items = 0);
	struct iter *it = expression(state, &source.iter);

	assert_null(iter_next(it));
	assert_true(source.closed >= 1);
	assert_alive(source);
	iter_free(it);
	assert_freed(source);
}

static void failed_it_closes_its_source(void **state)
{
	struct source source = SOURCE(.items = 0, .fails = EIO);
	struct iter *it = expression(state, &source.iter);

	assert_null(iter_next(it));
	assert_true(source.closed >= 1);
	assert_int_equal(iter_error(it), EIO);
	assert_ptr_equal(iter_detail(it), &n[6]);
	iter_free(it);
	assert_freed(source);
}

/* An error is thrown into the expression, not into its source. */
static void what_is_thrown_in_is_not_thrown_into_its_source(void **state)
{
	struct actor a;
	struct gen *up = play_inner(&a, state, YIELD_TAKE(&n[1]));
	struct iter *it = expression(state, gen_iter(up));

	gen_next(iter_gen(it));
	assert_fails(gen_throw_with(iter_gen(it), EDOM, &n[5]), iter_gen(it),
		     EDOM, &n[5]);
	assert_took(a, 0, ECANCELED, NULL);
	assert_int_equal(gen_state(up), GEN_CLOSED);
	iter_free(it);
}

static void an_error_of_closing_its_source_comes_out_of_close(void **state)
{
	for (int started = 0; started < 2; started++) {
		struct source source = SOURCE(.items = 3, .close_fails = EIO);
		struct iter *it = expression(state, &source.iter);
		struct gen *g = iter_gen(it);

		if (started)
			gen_next(g);
		assert_int_equal(gen_close(g), EIO);
		assert_int_equal(gen_state(g), GEN_CLOSED);
		iter_free(it);
		assert_freed(source);
	}
}

static void it_can_be_freed_as_a_generator(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *it = expression(state, &source.iter);

	iter_next(it);
	gen_free(iter_gen(it));
	assert_freed(source);
}

static void messages_through_a_delegation_are_ignored_too(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *it =
		iter_map(&source.iter, speak, &(struct speaker){ "item" });
	struct actor a;
	struct gen *g = play(&a, state, FROM(it), YIELD(&n[8]));

	assert_lends(gen_next(g), &n[1]);
	assert_lends(gen_send(g, &n[5]), &n[2]);
	assert_lends(gen_next(g), &n[3]);
	assert_lends(gen_next(g), &n[8]);
	assert_wake(a, 0, true, NULL);
	gen_free(g);
	iter_free(it);
}

/* ---- Functions that fail ---- */

static const void *fail_with(const void *item, void *ctx)
{
	if (item == &n[1])
		return item;
	errno = *(int *)ctx;
	return NULL;
}

static void null_from_the_function_is_the_error_in_errno(void **state)
{
	struct source source = SOURCE(.items = 3);
	int code = EILSEQ;
	struct iter *it = iter_map(&source.iter, fail_with, &code);

	(void)state;
	assert_lends(iter_next(it), &n[1]);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EILSEQ);
	assert_non_null(strstr(iter_detail(it), "iter_map"));
	assert_non_null(strstr(iter_detail(it), strerror(EILSEQ)));
	assert_true(source.closed >= 1);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

static const void *just_null(const void *item, void *ctx)
{
	(void)item;
	(void)ctx;
	return NULL;
}

static void without_an_errno_it_is_einval(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *it = iter_map(&source.iter, just_null, NULL);

	(void)state;
	errno = ERANGE; /* of something before: not it */
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EINVAL);
	assert_string_equal(iter_detail(it), "iter_map: its function returned "
					     "NULL: Invalid argument");
	assert_int_equal(errno, ERANGE);
	iter_free(it);
}

static void *next_of(void *it)
{
	return (void *)iter_next(it);
}

static void it_is_the_errno_of_the_thread_that_asks(void **state)
{
	struct source source = SOURCE(.items = 3);
	int code = EILSEQ;
	struct iter *it = iter_map(&source.iter, fail_with, &code);
	pthread_t thread;
	void *item;

	(void)state;
	assert_lends(iter_next(it), &n[1]);
	assert_int_equal(pthread_create(&thread, NULL, next_of, it), 0);
	pthread_join(thread, &item);
	assert_null(item);
	assert_int_equal(iter_error(it), EILSEQ);
	iter_free(it);
}

/* ---- Clauses that nest, by a generator ---- */

struct pairs {
	int rows, columns;
};

static const void *pairs(struct gen *self, void *args)
{
	const struct pairs *my = args;
	struct iter_array rows = iter_array(n, (size_t)my->rows, sizeof *n);
	struct scale s;

	gen_each (const int *, row, &rows.iter) {
		struct iter_array columns =
			iter_array(n, (size_t)my->columns, sizeof *n);
		struct iter *it = iter_map(&columns.iter, scale, &s);
		bool go_on;

		s.by = *row;
		go_on = gen_yield_from(self, it);
		iter_free(it);
		if (!go_on)
			break;
	}
	return NULL;
}

static void later_clauses_start_again_for_every_item_of_earlier_ones(
	void **state)
{
	struct gen *g = gen_call(pairs, .rows = 4, .columns = 5);
	int items = 0;

	(void)state;
	gen_each (const int *, product, g) {
		assert_int_equal(*product, items / 5 * (items % 5));
		items++;
	}
	assert_int_equal(items, 20);
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(map_lends_what_its_function_makes),
		ONCE(filter_lends_the_items_that_are_kept),
		ONCE(a_filter_that_keeps_nothing_is_empty),
		ONCE(the_source_is_evaluated_when_it_is_made),
		ONCE(a_body_in_contrast_is_not_evaluated_at_all),
		ONCE(its_function_is_called_when_an_item_is_asked_for),
		ONCE(its_context_is_looked_at_then),
		ONCE(items_go_through_all_stages_one_at_a_time),
		/* Of two casts, one is played by map and one by filter. */
		BOTH(it_goes_through_the_states),
		ONCE(as_iterator_and_as_generator_it_is_the_same),
		BOTH(a_message_is_ignored),
		BOTH(it_returns_nothing_whatever_it_was_sent),
		BOTH(an_error_thrown_in_ends_it_and_closes_its_source),
		BOTH(also_before_it_started),
		BOTH(closed_as_a_generator_it_closes_its_source),
		BOTH(ended_it_closes_its_source),
		BOTH(failed_it_closes_its_source),
		PAIRS(what_is_thrown_in_is_not_thrown_into_its_source),
		BOTH(an_error_of_closing_its_source_comes_out_of_close),
		BOTH(it_can_be_freed_as_a_generator),
		BOTH(messages_through_a_delegation_are_ignored_too),
		ONCE(null_from_the_function_is_the_error_in_errno),
		ONCE(without_an_errno_it_is_einval),
		ONCE(it_is_the_errno_of_the_thread_that_asks),
		ONCE(later_clauses_start_again_for_every_item_of_earlier_ones),
	};

	return RUN(tests);
}
