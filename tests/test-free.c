/* SPDX-License-Identifier: MIT */
/*
 * test-free.c - the end of a generator.
 *
 * Promises: gen_free(), GEN_AUTO, gen_on_unraisable() in generator.h;
 * iter_free() in generator/iter.h.  PEP 342: "a __del__() method [...] that
 * calls self.close(), if the generator is not exhausted", and errors of that
 * are "printed on sys.stderr" (today: given to sys.unraisablehook).
 */
#include <errno.h>

#include "both.h"

static struct {
	int calls;
	struct gen *g;
	int code;
	const void *detail;
	enum gen_state state;
} told;

static void tell(struct gen *g, int code, const void *detail)
{
	told.calls++;
	told.g = g;
	told.code = code;
	told.detail = detail;
	told.state = gen_state(g);
	say("hook");
}

static int listen(void **state)
{
	memset(&told, 0, sizeof told);
	gen_on_unraisable(tell);
	return say_nothing(state);
}

static int stop_listening(void **state)
{
	(void)state;
	gen_on_unraisable(NULL);
	return 0;
}

#define assert_told(g_, code_, detail_)                 \
	do {                                            \
		assert_int_equal(told.calls, 1);        \
		assert_ptr_equal(told.g, g_);           \
		assert_int_equal(told.code, code_);     \
		assert_ptr_equal(told.detail, detail_); \
	} while (0)

static void freeing_a_suspended_one_closes_it(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD_TAKE(&n[1]), FINALLY, SAY("clean"));

	gen_next(g);
	gen_free(g);
	assert_string_equal(said, "clean ");
	assert_took(a, 0, ECANCELED, NULL);
	assert_int_equal(told.calls, 0);
}

static void freeing_a_new_one_runs_nothing(void **state)
{
	struct actor a;

	gen_free(play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean")));
	assert_int_equal(a.entered, 0);
	assert_string_equal(said, "");
	assert_int_equal(told.calls, 0);
}

static void freeing_an_ended_one_runs_nothing(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean"));

	gen_next(g);
	gen_next(g);
	gen_free(g);
	assert_string_equal(said, "clean ");
	g = play(&a, state, RAISE(EIO));
	gen_next(g);
	gen_free(g);
	assert_int_equal(told.calls, 0);
}

static void freeing_null_does_nothing(void **state)
{
	(void)state;
	gen_free(NULL);
	iter_free(NULL);
	assert_int_equal(told.calls, 0);
}

static void what_closing_then_raises_goes_to_the_hook(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), FINALLY, RAISE_WITH(EIO, &n[5]));

	gen_next(g);
	gen_free(g);
	assert_told(g, EIO, &n[5]);
	assert_int_equal(told.state, GEN_CLOSED);
}

static void so_does_stop_iteration_as_ebadmsg(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY,
			     RAISE_WITH(ENODATA, &n[5]));

	gen_next(g);
	gen_free(g);
	assert_told(g, EBADMSG, &n[5]);
}

static void one_that_ignores_it_is_freed_at_that_yield(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]),
			     SAY("never"), FINALLY, SAY("nor this"));

	gen_next(g);
	gen_free(g);
	assert_int_equal(told.calls, 1);
	assert_ptr_equal(told.g, g);
	assert_int_equal(told.code, EPROTO);
	assert_non_null(strstr(told.detail, "generator ignored"));
	assert_string_equal(said, "hook ");
	assert_int_equal(a.wakes, 1);
}

static void without_a_hook_errors_are_dropped(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, RAISE(EIO));

	gen_on_unraisable(NULL);
	gen_next(g);
	gen_free(g);
	assert_int_equal(told.calls, 0);
}

static void the_hook_comes_before_the_code_after_the_free(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean"),
			     RAISE(EIO));

	gen_next(g);
	gen_free(g);
	say("after");
	assert_string_equal(said, "clean hook after ");
}

static void tell_and_free(struct gen *g, int code, const void *detail)
{
	tell(g, code, detail);
	gen_free(g);
	iter_free(gen_iter(g));
}

static void the_hook_may_try_to_free_it_once_more(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean"),
			     RAISE_WITH(EIO, &n[5]));

	gen_on_unraisable(tell_and_free);
	gen_next(g);
	gen_free(g);
	assert_told(g, EIO, &n[5]);
	assert_string_equal(said, "clean hook ");
	g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]), SAY("never"));
	gen_next(g);
	gen_free(g);
	assert_int_equal(told.calls, 2);
	assert_int_equal(told.code, EPROTO);
}

static void free_myself(struct actor *my)
{
	gen_free(my->g);
	my->seen = gen_state(my->g);
}

static void a_body_cannot_free_itself(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, CALL(free_myself), YIELD(&n[1]), RETURN(&n[7]));

	assert_lends(gen_next(g), &n[1]);
	assert_int_equal(told.calls, 1);
	assert_ptr_equal(told.g, g);
	assert_int_equal(told.code, EBUSY);
	assert_int_equal(told.state, GEN_RUNNING);
	assert_int_equal(a.seen, GEN_RUNNING);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
	assert_int_equal(told.calls, 1);
}

static struct gen *outer;

static void free_outer(struct actor *my)
{
	(void)my;
	gen_free(outer);
}

static void nor_can_one_that_it_delegates_to_free_it(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, CALL(free_outer), YIELD(&n[1]),
				    CALL(free_outer), YIELD(&n[2]));

	outer = play(&a, state, FROM(gen_iter(in)), RETURN(&n[7]));
	assert_lends(gen_next(outer), &n[1]);
	assert_int_equal(told.calls, 1);
	assert_int_equal(told.code, EBUSY);
	assert_lends(gen_next(outer), &n[2]);
	assert_int_equal(told.calls, 2);
	assert_ends(gen_next(outer), outer, &n[7]);
	gen_free(outer);
	gen_free(in);
}

static void errors_of_a_delegate_s_closing_go_to_the_hook(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), FINALLY,
				    RAISE_WITH(EIO, &n[5]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)));

	gen_next(g);
	gen_free(g);
	assert_told(g, EIO, &n[5]);
	gen_free(in);
}

static void errors_of_a_child_s_closing_go_to_the_hook(void **state)
{
	struct actor a, b;
	struct gen *in =
		play(&b, state, YIELD(&n[1]), FINALLY, RAISE_WITH(EIO, &n[5]));
	struct gen *g = play(&a, state, YIELD(&n[2]), RETURN(&n[7]));

	gen_adopt(g, gen_iter(in));
	gen_next(in);
	gen_next(g);
	assert_ends(gen_next(g), g, &n[7]);
	assert_told(in, EIO, &n[5]);
	gen_free(g);
}

static void iter_free_of_a_generator_is_the_same(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean"),
			     RAISE_WITH(EIO, &n[5]));

	gen_next(g);
	iter_free(gen_iter(g));
	assert_string_equal(said, "clean hook ");
	assert_told(g, EIO, &n[5]);
}

static void freed_without_a_stack_only_the_state_changes(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]));

	gen_next(g);
	gen_free(g);
	assert_int_equal(gen_state(&a.gen), GEN_CLOSED);
	gen_free(g);
	assert_ends(gen_next(&a.gen), &a.gen, NULL);
	assert_int_equal(told.calls, 0);
}

static void one_that_ignored_that_can_be_freed_again(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]),
			     FINALLY, SAY("clean"));

	gen_next(g);
	gen_free(g);
	assert_int_equal(told.code, EPROTO);
	assert_string_equal(said, "hook ");
	gen_free(g);
	assert_string_equal(said, "hook clean ");
	assert_int_equal(gen_state(g), GEN_CLOSED);
	assert_int_equal(told.calls, 1);
}

/* ---- Iterators ---- */

static const void *no_item(struct iter *it)
{
	(void)it;
	return NULL;
}

static int failing_close(struct iter *it)
{
	(void)it;
	say("close");
	return EIO;
}

static int failing_error(const struct iter *it, const void **with)
{
	(void)it;
	if (with)
		*with = &n[5];
	return EIO;
}

static void errors_of_an_iterator_s_closing_go_to_the_hook(void **state)
{
	static const struct iter_ops ops = {
		.next = no_item,
		.close = failing_close,
		.error = failing_error,
	};
	struct iter it = { &ops };

	(void)state;
	iter_free(&it);
	assert_string_equal(said, "close hook ");
	assert_told(NULL, EIO, &n[5]);
}

/* ---- GEN_AUTO ---- */

static int leave(struct gen *owned, int how)
{
	GEN_AUTO struct gen *g = owned;

	gen_next(g);
	for (;;) {
		if (how == 0)
			return 1;
		if (how == 1)
			goto out;
		if (how == 2)
			break;
	}
out:
	say("body");
	return 0;
}

static void auto_frees_it_on_every_way_out(void **state)
{
	static const char *const order[] = {
		"clean ",
		"body clean ",
		"body clean ",
	};
	struct actor a;

	for (int how = 0; how < 3; how++) {
		said[0] = '\0';
		leave(play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean")),
		      how);
		assert_string_equal(said, order[how]);
	}
}

static void auto_frees_one_in_each_round_of_a_loop(void **state)
{
	struct actor a;

	for (int i = 0; i < 3; i++) {
		GEN_AUTO struct gen *g =
			play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean"));

		gen_next(g);
		if (i == 1)
			continue;
		say("body");
	}
	assert_string_equal(said, "body clean clean body clean ");
}

static void auto_does_the_same_for_an_iterator(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean"));

	gen_next(g);
	{
		GEN_AUTO struct iter *it = gen_iter(g);

		assert_non_null(it);
	}
	assert_string_equal(said, "clean ");
}

static void auto_of_null_does_nothing(void **state)
{
	GEN_AUTO struct gen *g = NULL;
	GEN_AUTO struct iter *it = NULL;

	(void)state;
	assert_null(gen_next(g));
	assert_null(iter_next(it));
}

static void auto_frees_what_the_variable_last_held(void **state)
{
	struct actor a, b;
	struct gen *first =
		play(&a, state, YIELD(&n[1]), FINALLY, SAY("first"));

	gen_next(first);
	{
		GEN_AUTO struct gen *g = first;

		g = play(&b, state, YIELD(&n[1]), FINALLY, SAY("second"));
		gen_next(g);
	}
	assert_string_equal(said, "second ");
	gen_free(first);
}

/* These tests listen to the hook. */
#define HOOKED(test)                                                          \
	{ #test " (stackful)", test, listen, stop_listening, &casts[0] },     \
	{                                                                     \
#test " (stackless)", test, listen, stop_listening, &casts[1] \
	}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		HOOKED(freeing_a_suspended_one_closes_it),
		HOOKED(freeing_a_new_one_runs_nothing),
		HOOKED(freeing_an_ended_one_runs_nothing),
		HOOKED(freeing_null_does_nothing),
		HOOKED(what_closing_then_raises_goes_to_the_hook),
		HOOKED(so_does_stop_iteration_as_ebadmsg),
		HOOKED(one_that_ignores_it_is_freed_at_that_yield),
		HOOKED(without_a_hook_errors_are_dropped),
		HOOKED(the_hook_comes_before_the_code_after_the_free),
		HOOKED(the_hook_may_try_to_free_it_once_more),
		HOOKED(a_body_cannot_free_itself),
		HOOKED(nor_can_one_that_it_delegates_to_free_it),
		HOOKED(errors_of_a_delegate_s_closing_go_to_the_hook),
		{ "errors_of_a_child_s_closing_go_to_the_hook",
		  errors_of_a_child_s_closing_go_to_the_hook, listen,
		  stop_listening, &casts[0] },
		HOOKED(iter_free_of_a_generator_is_the_same),
		{ "freed_without_a_stack_only_the_state_changes",
		  freed_without_a_stack_only_the_state_changes, listen,
		  stop_listening, &casts[1] },
		{ "one_that_ignored_that_can_be_freed_again",
		  one_that_ignored_that_can_be_freed_again, listen,
		  stop_listening, &casts[1] },
		HOOKED(errors_of_an_iterator_s_closing_go_to_the_hook),
		BOTH(auto_frees_it_on_every_way_out),
		BOTH(auto_frees_one_in_each_round_of_a_loop),
		BOTH(auto_does_the_same_for_an_iterator),
		ONCE(auto_of_null_does_nothing),
		BOTH(auto_frees_what_the_variable_last_held),
	};

	return RUN(tests);
}
