/* SPDX-License-Identifier: MIT */
/*
 * test-rules.c - rules of Python's proposals that no other promise covers.
 *
 * Promises: docs/semantics.md.  PEP 255, "Specification: Try/Except/Finally";
 * PEP 342, "New generator method: __del__()"; PEP 380, "The Refactoring
 * Principle"; PEP 289, "Early Binding versus Late Binding".
 */
#include <errno.h>
#include <pthread.h>

#include <generator/lines.h>
#include <generator/pipeline.h>

#include "both.h"

/* ---- PEP 255: try, except and finally ---- */

static bool give(struct gen *self, int value)
{
	return gen_yield(self, &value);
}

/* The example's f(): "goto inner" and "goto outer" go to its handlers. */
static const void *pep_255(struct gen *self, void *args)
{
	(void)args;
	if (!give(self, 1))
		goto outer;
	if (!give(self, 2))
		goto inner;
	gen_raise(self, EDOM); /* 1/0 */
inner:
	if (gen_catch(self) == EDOM) {
		if (give(self, 4) && give(self, 5))
			gen_raise(self, EDOM);
		goto outer;
	}
	if (!give(self, 6) || !give(self, 7))
		goto outer;
	goto beyond;
outer:
	gen_catch(self);
	if (!give(self, 8))
		return NULL;
beyond:
	if (!give(self, 9))
		return NULL;
	if (give(self, 10) && give(self, 11))
		return "end";
	return NULL;
}

/* All items of a new one, with an error thrown in after one of them. */
static void assert_gives(int after, int error, const int *items)
{
	struct gen *g = gen_new(pep_255, NULL, 0);
	const int *item = gen_next(g);

	for (; *items; items++) {
		assert_non_null(item);
		assert_int_equal(*item, *items);
		item = *item == after ? gen_throw(g, error) : gen_next(g);
	}
	assert_ends(item, g, gen_result(g));
	assert_string_equal(gen_result(g), "end");
	gen_free(g);
}

#define GIVES(...) ((const int[]){ __VA_ARGS__, 0 })

/* The items are what CPython gives. */
static void try_except_finally_of_pep_255(void **state)
{
	(void)state;
	assert_gives(0, 0, GIVES(1, 2, 4, 5, 8, 9, 10, 11));
	assert_gives(1, EIO, GIVES(1, 8, 9, 10, 11));
	assert_gives(2, EIO, GIVES(1, 2, 6, 7, 9, 10, 11));
	assert_gives(2, EDOM, GIVES(1, 2, 4, 5, 8, 9, 10, 11));
	assert_gives(4, EIO, GIVES(1, 2, 4, 8, 9, 10, 11));
	assert_gives(5, EIO, GIVES(1, 2, 4, 5, 8, 9, 10, 11));
}

/* ---- PEP 342: "the frame object [...] should be released" ---- */

static const void *where(struct gen *self, void *args)
{
	(void)self;
	(void)args;
	return __builtin_frame_address(0);
}

static void its_stack_is_free_when_it_ends_not_its_handle(void **state)
{
	struct gen *one, *two;

	(void)state;
	skip_with_tools();
	one = gen_new(where, NULL, 0);
	assert_null(gen_next(one));
	two = gen_new(where, NULL, 0);
	assert_null(gen_next(two));
	assert_ptr_equal(gen_result(two), gen_result(one));
	assert_int_equal(gen_state(one), GEN_CLOSED);
	gen_free(one);
	gen_free(two);
}

/* ---- PEP 380: the refactoring principle ---- */

enum { NEXT, SEND, THROW, CLOSE, KINDS, ORDERS = 6, ALL = 4096 };

struct outcome {
	const void *item, *with;
	int code;
	enum gen_state state;
};

/* Carry out the orders that the digits of number name.  Returns how many. */
static int carry_out(struct gen *g, int number, struct outcome *out)
{
	const void *item = NULL;
	int i;

	for (i = 0; i < ORDERS; i++, number /= KINDS) {
		/* "A block of code that catches GeneratorExit without
		 * subsequently re-raising it cannot be factored out." */
		if (number % KINDS == CLOSE && item == &n[2])
			break;
		if (number % KINDS == NEXT)
			item = gen_next(g);
		else if (number % KINDS == SEND)
			item = gen_send(g, &n[5]);
		else if (number % KINDS == THROW)
			item = gen_throw_with(g, EIO, &n[6]);
		else
			item = gen_close(g) ? &n[0] : NULL;
		out[i] = (struct outcome){
			.item = item,
			.code = gen_error(g),
			.with = item         ? NULL :
				gen_error(g) ? gen_detail(g) :
					       gen_result(g),
			.state = gen_state(g),
		};
	}
	return i;
}

static void factored_out_it_does_the_same(void **state)
{
	struct outcome whole[ORDERS], parts[ORDERS];
	struct actor a, b;
	char heard[sizeof said];

	for (int number = 0; number < ALL; number += 1 + on_valgrind() * 40) {
		struct gen *in, *g;
		int count;

		g = play(&a, state, SAY("start"), YIELD(&n[1]), SAY("in"),
			 YIELD_TAKE(&n[2]), SAY("middle"), YIELD(&n[3]),
			 SAY("out"), YIELD(&n[4]), RETURN_SENT);
		count = carry_out(g, number, whole);
		gen_free(g);
		strcpy(heard, said);
		say_nothing(state);

		in = play_inner(&b, state, SAY("in"), YIELD_TAKE(&n[2]),
				SAY("middle"), YIELD(&n[3]), SAY("out"));
		g = play(&a, state, SAY("start"), YIELD(&n[1]),
			 FROM(gen_iter(in)), YIELD(&n[4]), RETURN_SENT);
		assert_int_equal(carry_out(g, number, parts), count);
		gen_free(g);
		gen_free(in);

		for (int i = 0; i < count; i++) {
			assert_ptr_equal(parts[i].item, whole[i].item);
			assert_ptr_equal(parts[i].with, whole[i].with);
			assert_int_equal(parts[i].code, whole[i].code);
			assert_int_equal(parts[i].state, whole[i].state);
		}
		assert_string_equal(said, heard);
		say_nothing(state);
	}
}

/* ---- PEP 289: generator expressions ---- */

static char map[] = "map", filter[] = "filter", out[] = "out";

static const void *call(const void *item, void *context)
{
	say(context);
	return item;
}

static bool keep(const void *item, void *context)
{
	say(context);
	return *(const int *)item % 2;
}

static void an_expression_is_a_generator(void **state)
{
	struct iter_array source = iter_array(n, 4, sizeof *n);
	struct iter *it = iter_map(&source.iter, call, map);
	struct gen *g = iter_gen(it);

	(void)state;
	assert_true(iter_is_generator(it));
	assert_int_equal(gen_state(g), GEN_CREATED);
	assert_lends(gen_next(g), &n[0]);
	assert_lends(gen_send(g, &n[9]), &n[1]);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_fails(gen_throw(g, EIO), g, EIO, NULL);
	assert_ends(gen_next(g), g, NULL);
	iter_free(it);
}

static void only_its_source_is_evaluated_when_it_is_made(void **state)
{
	struct iter *it =
		iter_map(iter_lines("assets/there is none"), call, map);

	(void)state;
	assert_int_equal(iter_error(it), ENOENT);
	assert_int_equal(gen_state(iter_gen(it)), GEN_CREATED);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), ENOENT);
	assert_string_equal(said, "");
	iter_free(it);
}

static void the_rest_is_evaluated_when_it_runs(void **state)
{
	struct iter_array source = iter_array(n, 4, sizeof *n);
	char word[] = "early";
	struct iter *it = iter_map(&source.iter, call, word);

	(void)state;
	assert_string_equal(said, "");
	strcpy(word, "late");
	assert_lends(iter_next(it), &n[0]);
	assert_string_equal(said, "late ");
	iter_free(it);
}

static void items_go_through_all_stages_one_at_a_time(void **state)
{
	struct iter_array source = iter_array(n, 4, sizeof *n);
	struct iter *it = iter_map(&source.iter, call, map);

	(void)state;
	it = iter_map(iter_filter(it, keep, filter), call, out);
	assert_lends(iter_next(it), &n[1]);
	assert_string_equal(said, "map filter map filter out ");
	assert_lends(iter_next(it), &n[3]);
	assert_null(iter_next(it));
	iter_free(it);
}

static void closing_it_closes_its_source(void **state)
{
	struct actor a;
	struct gen *source =
		play(&a, state, YIELD(&n[1]), FINALLY, SAY("source"));
	struct iter *it = iter_map(gen_iter(source), call, map);

	assert_lends(iter_next(it), &n[1]);
	assert_int_equal(iter_close(it), 0);
	assert_string_equal(said, "map source ");
	assert_int_equal(gen_state(source), GEN_CLOSED);
	iter_free(it);
}

/* ---- Rules of our own ---- */

static void *next_in_thread(void *g)
{
	return (void *)(uintptr_t)gen_next(g);
}

static void suspended_it_may_move_to_another_thread(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]),
			     YIELD(&n[3]), RETURN(&n[9]));
	pthread_t thread;
	void *item;

	assert_lends(gen_next(g), &n[1]);
	assert_int_equal(pthread_create(&thread, NULL, next_in_thread, g), 0);
	assert_int_equal(pthread_join(thread, &item), 0);
	assert_lends(item, &n[2]);
	assert_lends(gen_next(g), &n[3]);
	assert_int_equal(pthread_create(&thread, NULL, next_in_thread, g), 0);
	assert_int_equal(pthread_join(thread, &item), 0);
	assert_ends(item, g, &n[9]);
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(try_except_finally_of_pep_255),
		ONCE(its_stack_is_free_when_it_ends_not_its_handle),
		PAIRS(factored_out_it_does_the_same),
		ONCE(an_expression_is_a_generator),
		ONCE(only_its_source_is_evaluated_when_it_is_made),
		ONCE(the_rest_is_evaluated_when_it_runs),
		ONCE(items_go_through_all_stages_one_at_a_time),
		BOTH(closing_it_closes_its_source),
		BOTH(suspended_it_may_move_to_another_thread),
	};

	return RUN(tests);
}
