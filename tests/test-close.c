/* SPDX-License-Identifier: MIT */
/*
 * test-close.c - telling a generator to end.
 *
 * Promises: gen_close() in generator.h.  PEP 342: "Raises a GeneratorExit at
 * the point where the generator function was paused.  If the generator function
 * then raises StopIteration [...] or GeneratorExit, close() returns to its
 * caller.  If the generator yields a value, a RuntimeError is raised."
 */
#include <errno.h>

#include "both.h"

static void the_body_is_told_to_leave_and_cleans_up(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), SAY("not this"),
			     YIELD(&n[2]), FINALLY, SAY("clean"));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_wake(a, 0, false, NULL);
	assert_string_equal(said, "clean ");
	assert_int_equal(gen_state(g), GEN_CLOSED);
	assert_int_equal(gen_error(g), 0);
	assert_null(gen_detail(g));
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
	assert_string_equal(said, "clean ");
}

static void the_error_is_ecanceled_for_a_body_that_takes_it(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_took(a, 0, ECANCELED, NULL);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

static void what_the_body_returns_is_the_result(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), RETURN(&n[7]));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_ptr_equal(gen_result(g), &n[7]);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

/* "Returns 0, gen_result() being what the body returned": but a body that did
 * not take the error did not return, it was left. */
static void not_taken_there_is_no_result(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_IGNORE(&n[1]), RETURN(&n[7]));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_null(gen_result(g));
	gen_free(g);
}

static void a_new_generator_runs_nothing(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean"));

	assert_int_equal(gen_close(g), 0);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	assert_int_equal(gen_error(g), 0);
	assert_ends(gen_next(g), g, NULL);
	assert_int_equal(a.entered, 0);
	gen_free(g);
	assert_string_equal(said, "");
}

static void closing_again_does_nothing(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean"));

	gen_next(g);
	for (int i = 0; i < 3; i++)
		assert_int_equal(gen_close(g), 0);
	assert_string_equal(said, "clean ");
	assert_int_equal(a.ended, 1);
	gen_free(g);
}

static void closing_one_that_has_ended_does_nothing(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, RETURN(&n[7]));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_int_equal(a.entered, 1);
	gen_free(g);
	g = play(&a, state, RAISE(EIO));
	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

static void a_body_that_yields_in_answer_ignored_it(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD(&n[2]),
			     YIELD(&n[3]), RETURN(&n[7]));

	gen_next(g);
	assert_int_equal(gen_close(g), EPROTO);
	assert_int_equal(gen_error(g), EPROTO);
	assert_non_null(gen_detail(g));
	assert_non_null(strstr(gen_detail(g), "generator ignored"));
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_lends(gen_send(g, &n[5]), &n[3]);
	assert_wake(a, 1, true, &n[5]);
	assert_int_equal(gen_error(g), 0);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
}

static void also_when_it_has_not_taken_the_error(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_IGNORE(&n[1]), YIELD(&n[2]),
			     YIELD(&n[3]));

	gen_next(g);
	assert_int_equal(gen_close(g), EPROTO);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_lends(gen_next(g), &n[3]);
	gen_free(g);
}

static void after_that_it_can_be_closed_again(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD_TAKE(&n[2]),
			     YIELD(&n[3]), FINALLY, SAY("clean"));

	gen_next(g);
	assert_int_equal(gen_close(g), EPROTO);
	assert_int_equal(gen_close(g), EPROTO);
	assert_string_equal(said, "");
	assert_int_equal(gen_close(g), 0);
	assert_string_equal(said, "clean ");
	assert_int_equal(a.wakes, 3);
	gen_free(g);
}

static void after_that_an_error_can_be_thrown(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), YIELD_TAKE(&n[2]),
			     YIELD(&n[3]));

	gen_next(g);
	assert_int_equal(gen_close(g), EPROTO);
	assert_lends(gen_throw_with(g, EDOM, &n[5]), &n[3]);
	assert_took(a, 1, EDOM, &n[5]);
	gen_free(g);
}

static void an_error_raised_meanwhile_comes_out(void **state)
{
	struct actor a;
	struct gen *g =
		play(&a, state, YIELD(&n[1]), FINALLY, RAISE_WITH(EIO, &n[5]));

	gen_next(g);
	assert_int_equal(gen_close(g), EIO);
	assert_fails(NULL, g, EIO, &n[5]);
	assert_int_equal(gen_close(g), 0);
	assert_ends(gen_next(g), g, NULL);
	gen_free(g);
}

static void stop_iteration_raised_meanwhile_is_ebadmsg(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY,
			     RAISE_WITH(ENODATA, &n[5]));

	gen_next(g);
	assert_int_equal(gen_close(g), EBADMSG);
	assert_fails(NULL, g, EBADMSG, &n[5]);
	gen_free(g);
}

static void generator_exit_raised_meanwhile_is_success(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD_TAKE(&n[1]), RAISE(ECANCELED));

	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_int_equal(gen_error(g), 0);
	assert_int_equal(gen_state(g), GEN_CLOSED);
	gen_free(g);
}

static void close_myself(struct actor *my)
{
	my->code = gen_close(my->g);
	my->seen = gen_state(my->g);
}

static void a_body_cannot_close_itself(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(close_myself), YIELD(&n[1]),
			     RETURN(&n[7]));

	assert_lends(gen_next(g), &n[1]);
	assert_int_equal(a.code, EBUSY);
	assert_int_equal(a.seen, GEN_RUNNING);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
}

/* ---- What becomes of a file ---- */

static void close_file(void *file)
{
	fclose(file);
}

/* Three ways to hold a file: deferred, cleaned up by hand, in a frame. */
static const void *deferring(struct gen *self, void *args)
{
	(void)args;
	if (!gen_defer(self, close_file, fopen("/dev/zero", "r")))
		return gen_raise(self, errno);
	while (gen_yield(self, &n[1]))
		if (gen_sent(self))
			break;
	return NULL;
}

static const void *by_hand(struct gen *self, void *args)
{
	FILE *file = fopen("/dev/zero", "r");

	(void)args;
	if (!file)
		return gen_raise(self, errno);
	while (gen_yield(self, &n[1]))
		if (gen_sent(self))
			break;
	fclose(file);
	return NULL;
}

struct framed {
	struct gen gen;
	FILE *file;
};

static const void *framed(struct gen *self, void *frame)
{
	struct framed *my = frame;

	GEN_BODY (self) {
		my->file = fopen("/dev/zero", "r");
		if (!my->file)
			return GEN_DONE(self, gen_raise(self, errno));
		do
			GEN_YIELD_OR (self, &n[1])
				break;
		while (!gen_sent(self));
		fclose(my->file);
	}
	return GEN_DONE(self, NULL);
}

static int files(void)
{
	return entries_in("/proc/self/fd");
}

static void assert_holds_a_file(struct gen *g, int before)
{
	assert_int_equal(files(), before);
	assert_non_null(gen_next(g));
	assert_int_equal(files(), before + 1);
	gen_each (const int *, item, g)
		if (item)
			break;
	assert_int_equal(files(), before + 1);
}

static gen_fn *holders[] = { deferring, by_hand, framed };

static struct gen *holder(void **state, struct framed *f)
{
	gen_fn *body = *(gen_fn **)*state;

	*f = (struct framed){ GEN_FRAME(framed), .file = NULL };
	return body == framed ? &f->gen : gen_new(body, NULL, 0);
}

static void a_file_in_a_body_is_released_by_close(void **state)
{
	struct framed f;
	struct gen *g = holder(state, &f);
	int before = files();

	assert_holds_a_file(g, before);
	assert_int_equal(gen_close(g), 0);
	assert_int_equal(files(), before);
	gen_free(g);
}

static void a_file_in_a_body_is_released_by_free(void **state)
{
	struct framed f;
	struct gen *g = holder(state, &f);
	int before = files();

	assert_holds_a_file(g, before);
	gen_free(g);
	assert_int_equal(files(), before);
}

static void a_file_in_a_body_is_released_by_its_end(void **state)
{
	struct framed f;
	struct gen *g = holder(state, &f);
	int before = files();

	assert_holds_a_file(g, before);
	assert_null(gen_send(g, &n[1]));
	assert_int_equal(files(), before);
	gen_free(g);
}

static void a_file_in_a_body_is_released_by_an_error(void **state)
{
	struct framed f;
	struct gen *g = holder(state, &f);
	int before = files();

	assert_holds_a_file(g, before);
	assert_null(gen_throw(g, EINTR));
	assert_int_equal(gen_error(g), EINTR);
	assert_int_equal(files(), before);
	gen_free(g);
}

#define HOLDERS(test)                                                  \
	{ #test " (deferred)", test, NULL, NULL, &holders[0] },        \
		{ #test " (by hand)", test, NULL, NULL, &holders[1] }, \
	{                                                              \
#test " (in a frame)", test, NULL, NULL, &holders[2]   \
	}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(the_body_is_told_to_leave_and_cleans_up),
		BOTH(the_error_is_ecanceled_for_a_body_that_takes_it),
		BOTH(what_the_body_returns_is_the_result),
		BOTH(not_taken_there_is_no_result),
		BOTH(a_new_generator_runs_nothing),
		BOTH(closing_again_does_nothing),
		BOTH(closing_one_that_has_ended_does_nothing),
		BOTH(a_body_that_yields_in_answer_ignored_it),
		BOTH(also_when_it_has_not_taken_the_error),
		BOTH(after_that_it_can_be_closed_again),
		BOTH(after_that_an_error_can_be_thrown),
		BOTH(an_error_raised_meanwhile_comes_out),
		BOTH(stop_iteration_raised_meanwhile_is_ebadmsg),
		BOTH(generator_exit_raised_meanwhile_is_success),
		BOTH(a_body_cannot_close_itself),
		HOLDERS(a_file_in_a_body_is_released_by_close),
		HOLDERS(a_file_in_a_body_is_released_by_free),
		HOLDERS(a_file_in_a_body_is_released_by_its_end),
		HOLDERS(a_file_in_a_body_is_released_by_an_error),
	};

	return RUN(tests);
}
