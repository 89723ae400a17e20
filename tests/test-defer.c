/* SPDX-License-Identifier: MIT */
/*
 * test-defer.c - calls that are made when the body has ended.
 *
 * Promises: gen_defer() in generator.h.
 */
#include <errno.h>

#include "both.h"

static void say_it(void *word)
{
	say(word);
}

/* Defers some words, then yields; what then is up to its resumer. */
static const void *deferring(struct gen *self, void *args)
{
	static char one[] = "one", two[] = "two", three[] = "three";

	(void)args;
	gen_defer(self, say_it, one);
	gen_defer(self, say_it, two);
	if (gen_yield(self, &n[1]))
		gen_defer(self, say_it, three);
	say("body");
	return &n[7];
}

static struct gen *deferring_at_its_yield(void)
{
	struct gen *g = gen_new(deferring, NULL, 0);

	(void)gen_next(g);
	return g;
}

static void nothing_is_called_before_the_end(void **state)
{
	struct gen *g = deferring_at_its_yield();

	(void)state;
	assert_string_equal(said, "");
	gen_free(g);
}

static void all_are_called_last_first_when_it_returns(void **state)
{
	struct gen *g = deferring_at_its_yield();

	(void)state;
	assert_ends(gen_next(g), g, &n[7]);
	assert_string_equal(said, "body three two one ");
	gen_free(g);
	assert_string_equal(said, "body three two one ");
}

static void also_when_an_error_ends_it(void **state)
{
	struct gen *g = deferring_at_its_yield();

	(void)state;
	assert_fails(gen_throw_with(g, EDOM, &n[5]), g, EDOM, &n[5]);
	assert_string_equal(said, "body two one ");
	gen_free(g);
}

static void also_when_it_is_closed(void **state)
{
	struct gen *g = deferring_at_its_yield();

	(void)state;
	assert_int_equal(gen_close(g), 0);
	assert_string_equal(said, "body two one ");
	gen_free(g);
}

static void also_when_it_is_freed(void **state)
{
	(void)state;
	gen_free(deferring_at_its_yield());
	assert_string_equal(said, "body two one ");
}

static const void *stubborn(struct gen *self, void *args)
{
	static char one[] = "one";

	(void)args;
	gen_defer(self, say_it, one);
	while (gen_yield(self, &n[1]) || gen_catch(self))
		;
	say("never");
	return NULL;
}

static void also_when_it_is_freed_and_ignores_that(void **state)
{
	struct gen *g = gen_new(stubborn, NULL, 0);

	(void)state;
	gen_next(g);
	gen_free(g);
	assert_string_equal(said, "one ");
}

static void a_generator_that_never_started_has_deferred_nothing(void **state)
{
	(void)state;
	gen_free(gen_new(deferring, NULL, 0));
	assert_string_equal(said, "");
}

static const void *opening(struct gen *self, void *args)
{
	char *file = gen_defer(self, say_it, args ? *(char **)args : NULL);

	if (!file)
		return gen_raise(self, ENOENT);
	return gen_yield(self, file) ? file : NULL;
}

static void it_returns_its_argument(void **state)
{
	char *file = (char[]){ "closed" };
	struct gen *g = gen_new(opening, &file, sizeof file);

	(void)state;
	assert_lends(gen_next(g), file);
	assert_ends(gen_next(g), g, file);
	assert_string_equal(said, "closed ");
	gen_free(g);
}

static void of_null_it_returns_null_and_notes_nothing(void **state)
{
	char *file = NULL;
	struct gen *g = gen_new(opening, &file, sizeof file);

	(void)state;
	assert_fails(gen_next(g), g, ENOENT, NULL);
	assert_string_equal(said, "");
	gen_free(g);
}

static int calls;

static void count_down(void *arg)
{
	calls += *(int *)arg == 999 - calls;
}

static const void *many(struct gen *self, void *args)
{
	static int number[1000];

	(void)args;
	for (int i = 0; i < 1000; i++) {
		number[i] = i;
		if (!gen_defer(self, count_down, &number[i]))
			return gen_raise(self, errno);
	}
	return gen_yield(self, &n[1]) ? "done" : NULL;
}

static void there_may_be_many(void **state)
{
	struct gen *g = gen_new(many, NULL, 0);

	(void)state;
	calls = 0;
	assert_non_null(gen_next(g));
	gen_free(g);
	assert_int_equal(calls, 1000);
}

static void add_up(void *list)
{
	const int *item = list;

	calls = item[0] + item[1];
}

static const void *adding(struct gen *self, void *args)
{
	gen_defer(self, add_up, *(int **)args);
	return NULL;
}

static void they_are_called_before_the_resumption_returns(void **state)
{
	int list[2] = { 1, 2 };
	int *at = list;
	struct gen *g = gen_new(adding, &at, sizeof at);

	(void)state;
	calls = 0;
	gen_next(g);
	assert_int_equal(calls, 3);
	gen_free(g);
}

/* Deferred calls that use other generators, which end and fail. */
static void use_others(void *g)
{
	gen_next(g);
	gen_throw(g, EIO);
	gen_free(g);
}

static const void *owner(struct gen *self, void *args)
{
	gen_defer(self, use_others, *(struct gen **)args);
	return gen_yield(self, &n[1]) ? &n[7] : NULL;
}

static void they_change_neither_result_nor_error(void **state)
{
	struct gen *other = gen_new(deferring, NULL, 0);
	struct gen *g = gen_new(owner, &other, sizeof other);

	(void)state;
	gen_next(g);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
	other = gen_new(deferring, NULL, 0);
	g = gen_new(owner, &other, sizeof other);
	gen_next(g);
	assert_fails(gen_throw_with(g, EDOM, &n[5]), g, EDOM, &n[5]);
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(nothing_is_called_before_the_end),
		ONCE(all_are_called_last_first_when_it_returns),
		ONCE(also_when_an_error_ends_it),
		ONCE(also_when_it_is_closed),
		ONCE(also_when_it_is_freed),
		ONCE(also_when_it_is_freed_and_ignores_that),
		ONCE(a_generator_that_never_started_has_deferred_nothing),
		ONCE(it_returns_its_argument),
		ONCE(of_null_it_returns_null_and_notes_nothing),
		ONCE(there_may_be_many),
		ONCE(they_are_called_before_the_resumption_returns),
		ONCE(they_change_neither_result_nor_error),
	};

	return RUN(tests);
}
