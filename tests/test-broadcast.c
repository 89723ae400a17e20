/* SPDX-License-Identifier: MIT */
/*
 * test-broadcast.c - sending items to generators.
 *
 * Promises: iter_broadcast() in generator/pipeline.h.  Python: cobroadcast.py
 * of Beazley's Curious Course on Coroutines.
 */
#include <errno.h>

#include <generator/consume.h>
#include <generator/pipeline.h>

#include "source.h"

/* Takes so many items, and says what happens: its name, and an item's. */
struct sink {
	const char *name;
	int most;
	int fails;       /* with this, when it has had as many */
	int close_fails; /* with this, when it is closed */
};

static void say_of(const struct sink *my, const char *what, const int *item)
{
	char text[40];

	snprintf(text, sizeof text, item ? "%s%s%d" : "%s%s", my->name, what,
		 item ? *item : 0);
	say(text);
}

static const void *sink(struct gen *self, void *args)
{
	const struct sink *my = args;

	say_of(my, "+", NULL);
	for (int i = 0; i < my->most; i++) {
		if (!gen_yield(self, my)) {
			say_of(my, "-", NULL);
			gen_catch(self);
			return gen_raise_with(self, my->close_fails, &n[7]);
		}
		say_of(my, ":", gen_sent(self));
	}
	return gen_raise_with(self, my->fails, &n[8]);
}

#define SINK(...) gen_call(sink, __VA_ARGS__)
#define MANY 1000

static void each_item_is_sent_to_each_sink_and_lent(void **state)
{
	struct source source = SOURCE(.items = 2);
	struct gen *sinks[] = {
		SINK(.name = "a", .most = MANY),
		SINK(.name = "b", .most = MANY),
	};
	struct iter *it = iter_broadcast(&source.iter, sinks, 2);

	(void)state;
	assert_string_equal(said, "");
	assert_lends(iter_next(it), &n[1]);
	assert_string_equal(said, "a+ b+ a:1 b:1 ");
	said[0] = '\0';
	assert_lends(iter_next(it), &n[2]);
	assert_string_equal(said, "a:2 b:2 ");
	said[0] = '\0';
	assert_null(iter_next(it));
	assert_string_equal(said, "a- b- ");
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_next(it));
	assert_int_equal(source.pulls, 3);
	iter_free(it);
	assert_string_equal(said, "a- b- ");
	assert_freed(source);
}

static void one_that_was_started_is_not_started_again(void **state)
{
	struct source source = SOURCE(.items = 1);
	struct gen *sinks[] = { SINK(.name = "a", .most = MANY) };
	struct iter *it;

	(void)state;
	gen_next(sinks[0]);
	said[0] = '\0';
	it = iter_broadcast(&source.iter, sinks, 1);
	iter_next(it);
	assert_string_equal(said, "a:1 ");
	iter_free(it);
}

static void one_that_has_returned_gets_no_more(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct gen *sinks[] = {
		SINK(.name = "a", .most = 1),
		SINK(.name = "b", .most = MANY),
		SINK(.name = "c", .most = 0),
	};
	struct iter *it = iter_broadcast(&source.iter, sinks, 3);

	(void)state;
	assert_int_equal(iter_count(it), 3);
	assert_int_equal(iter_error(it), 0);
	assert_string_equal(said, "a+ b+ c+ a:1 b:1 b:2 b:3 b- ");
	iter_free(it);
}

static void when_all_have_the_upstream_is_not_asked_again(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct gen *sinks[] = {
		SINK(.name = "a", .most = 2),
		SINK(.name = "b", .most = 1),
	};
	struct iter *it = iter_broadcast(&source.iter, sinks, 2);

	(void)state;
	assert_int_equal(iter_count(it), 2);
	assert_int_equal(iter_error(it), 0);
	assert_int_equal(source.pulls, 2);
	iter_free(it);
	assert_freed(source);
}

static void with_none_that_takes_an_item_none_is_pulled(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct gen *sinks[] = { SINK(.name = "a", .most = 0) };
	struct iter *it = iter_broadcast(&source.iter, sinks, 1);

	(void)state;
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	assert_int_equal(source.pulls, 0);
	iter_free(it);
}

static void one_that_fails_ends_it_and_the_others_are_closed(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct gen *sinks[] = {
		SINK(.name = "a", .most = MANY),
		SINK(.name = "b", .most = 2, .fails = EIO),
		SINK(.name = "c", .most = MANY),
	};
	struct iter *it = iter_broadcast(&source.iter, sinks, 3);

	(void)state;
	assert_int_equal(iter_count(it), 1);
	assert_string_equal(said, "a+ b+ c+ a:1 b:1 c:1 a:2 b:2 a- c- ");
	for (int i = 0; i < 2; i++) {
		assert_int_equal(iter_error(it), EIO);
		assert_ptr_equal(iter_detail(it), &n[8]);
		assert_null(iter_next(it));
	}
	assert_int_equal(source.pulls, 2);
	iter_free(it);
	assert_freed(source);
}

static void also_one_that_fails_before_it_takes_an_item(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct gen *sinks[] = { SINK(.name = "a", .fails = EIO),
				SINK(.name = "b", .most = MANY) };
	struct iter *it = iter_broadcast(&source.iter, sinks, 2);

	(void)state;
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EIO);
	assert_int_equal(source.pulls, 0);
	assert_string_equal(said, "a+ ");
	iter_free(it);
}

static void also_one_that_could_not_be_made(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct gen *sinks[] = { gen_new(NULL, NULL, 0) };
	struct iter *it = iter_broadcast(&source.iter, sinks, 1);

	(void)state;
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EINVAL);
	assert_non_null(iter_detail(it));
	assert_int_equal(source.pulls, 0);
	iter_free(it);
}

static void also_one_that_fails_while_it_is_closed_at_the_end(void **state)
{
	struct source source = SOURCE(.items = 1);
	struct gen *sinks[] = {
		SINK(.name = "a", .most = MANY, .close_fails = EIO),
		SINK(.name = "b", .most = MANY, .close_fails = EDOM),
	};
	struct iter *it = iter_broadcast(&source.iter, sinks, 2);

	(void)state;
	assert_int_equal(iter_count(it), 1);
	assert_string_equal(said, "a+ b+ a:1 b:1 a- b- ");
	assert_int_equal(iter_error(it), EIO);
	assert_ptr_equal(iter_detail(it), &n[7]);
	assert_int_equal(iter_close(it), 0);
	iter_free(it);
}

static void an_error_of_the_upstream_comes_before_theirs(void **state)
{
	struct source source = SOURCE(.items = 1, .fails = EDOM);
	struct gen *sinks[] = {
		SINK(.name = "a", .most = MANY, .close_fails = EIO),
	};
	struct iter *it = iter_broadcast(&source.iter, sinks, 1);

	(void)state;
	assert_int_equal(iter_count(it), 1);
	assert_string_equal(said, "a+ a:1 a- ");
	assert_int_equal(iter_error(it), EDOM);
	assert_ptr_equal(iter_detail(it), &n[6]);
	iter_free(it);
}

static void closed_it_closes_the_sinks_first(void **state)
{
	struct source source = SOURCE(.items = 9, .name = "up");
	struct gen *sinks[] = {
		SINK(.name = "a", .most = MANY, .close_fails = EIO),
		SINK(.name = "b", .most = MANY),
	};
	struct iter *it = iter_broadcast(&source.iter, sinks, 2);

	(void)state;
	iter_next(it);
	said[0] = '\0';
	assert_int_equal(iter_close(it), EIO);
	assert_string_equal(said, "a- b- close-up ");
	assert_int_equal(iter_close(it), 0);
	assert_null(iter_next(it));
	iter_free(it);
	assert_string_equal(said, "a- b- close-up close-up free-up ");
}

static int told;

static void tell(struct gen *g, int code, const void *detail)
{
	told += g && code == EIO && detail == &n[7];
}

static void freed_it_frees_all_and_tells_the_hook(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct gen *sinks[] = {
		SINK(.name = "a", .most = MANY),
		SINK(.name = "b", .most = MANY, .close_fails = EIO),
	};
	struct iter *it = iter_broadcast(&source.iter, sinks, 2);

	(void)state;
	iter_next(it);
	gen_on_unraisable(tell);
	told = 0;
	iter_free(it);
	gen_on_unraisable(NULL);
	assert_int_equal(told, 1);
	assert_string_equal(said, "a+ b+ a:1 b:1 a- b- ");
	assert_freed(source);
}

static void before_the_first_item_no_sink_has_run(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct gen *sinks[] = { SINK(.name = "a", .most = MANY) };

	(void)state;
	iter_free(iter_broadcast(&source.iter, sinks, 1));
	assert_string_equal(said, "");
	assert_freed(source);
}

static void stackless_sinks_will_do(void **state)
{
	struct source source = SOURCE(.items = 2);
	struct actor a;
	struct gen *g = play(&a, state, YIELD(NULL), YIELD(NULL), YIELD(NULL));
	struct iter *it = iter_broadcast(&source.iter, &g, 1);

	assert_int_equal(iter_count(it), 2);
	assert_wake(a, 0, true, &n[1]);
	assert_wake(a, 1, true, &n[2]);
	assert_wake(a, 2, false, NULL);
	iter_free(it);
}

static void without_a_sink_it_says_einval(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct source other = SOURCE(.items = 9);
	struct iter *broken[] = {
		iter_broadcast(&source.iter, NULL, 0),
		iter_broadcast(&other.iter, NULL, 2),
	};

	(void)state;
	assert_freed(source);
	assert_freed(other);
	for (int i = 0; i < 2; i++) {
		assert_null(iter_next(broken[i]));
		assert_int_equal(iter_error(broken[i]), EINVAL);
		assert_non_null(iter_detail(broken[i]));
		iter_free(broken[i]);
	}
}

static void if_a_sink_is_null_or_up_the_others_are_freed(void **state)
{
	struct source source = SOURCE(.items = 9);
	struct gen *sinks[] = { SINK(.name = "a", .most = 1), NULL };

	(void)state;
	assert_null(iter_broadcast(&source.iter, sinks, 2));
	assert_freed(source);
	sinks[0] = SINK(.name = "a", .most = 1);
	assert_null(iter_broadcast(NULL, sinks, 1));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(each_item_is_sent_to_each_sink_and_lent),
		ONCE(one_that_was_started_is_not_started_again),
		ONCE(one_that_has_returned_gets_no_more),
		ONCE(when_all_have_the_upstream_is_not_asked_again),
		ONCE(with_none_that_takes_an_item_none_is_pulled),
		ONCE(one_that_fails_ends_it_and_the_others_are_closed),
		ONCE(also_one_that_fails_before_it_takes_an_item),
		ONCE(also_one_that_could_not_be_made),
		ONCE(also_one_that_fails_while_it_is_closed_at_the_end),
		ONCE(an_error_of_the_upstream_comes_before_theirs),
		ONCE(closed_it_closes_the_sinks_first),
		ONCE(freed_it_frees_all_and_tells_the_hook),
		ONCE(before_the_first_item_no_sink_has_run),
		BOTH(stackless_sinks_will_do),
		ONCE(without_a_sink_it_says_einval),
		ONCE(if_a_sink_is_null_or_up_the_others_are_freed),
	};

	return RUN(tests);
}
