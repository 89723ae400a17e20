/* SPDX-License-Identifier: MIT */
/*
 * test-backtrace - an unwinder walks from inside a generator to whoever
 * resumed it, and on to main.
 *
 * The promise is docs/architecture.md's, section 5; the code is gen_start in
 * lib/src/switch.c.  ucontext promises nothing of the kind.
 */
#include "unit.h"

#include <generator.h>

struct trace {
	void *frames[64];
	int count;
};

static void take(struct trace *trace)
{
	trace->count = backtrace(trace->frames, 64);
}

struct tracer {
	struct trace *trace;
};

static const void *tracer(struct gen *self, void *args)
{
	const struct tracer *my = args;

	take(my->trace);
	if (gen_yield(self, NULL))
		take(my->trace);
	return NULL;
}

struct outer {
	struct gen *inner;
};

/* Delegates for one item, then resumes it by hand. */
static const void *outer(struct gen *self, void *args)
{
	const struct outer *my = args;

	if (gen_yield(self, gen_next(my->inner)) &&
	    gen_yield_from(self, gen_iter(my->inner)))
		return my;
	return NULL;
}

/* Does the inside end in the frames of the outside's callers?  The innermost
 * of those that take() and its caller do not share is the third. */
static bool leads_to(const struct trace *inside, const struct trace *outside)
{
	int callers = outside->count - 2;

	return callers > 2 && inside->count > callers + 2 &&
	       memcmp(inside->frames + inside->count - callers,
		      outside->frames + 2,
		      sizeof(void *) * (size_t)callers) == 0;
}

static void skip_without_unwinding(void)
{
	if (strcmp(GEN_SWITCH, "ucontext") == 0 || SANITIZED || !HAS_BACKTRACE)
		skip();
}

static void it_leads_from_a_body_to_main(void **state)
{
	struct trace here, there = { .count = 0 };
	struct gen *g;

	(void)state;
	skip_without_unwinding();
	g = gen_call(tracer, .trace = &there);
	take(&here);
	assert_ptr_equal(gen_next(g), &gen_none);
	assert_true(leads_to(&there, &here));
	assert_null(gen_next(g));
	assert_true(leads_to(&there, &here));
	gen_free(g);
}

static void it_leads_through_nested_and_delegating_generators(void **state)
{
	struct trace here, there = { .count = 0 };
	struct gen *inner, *g;

	(void)state;
	skip_without_unwinding();
	inner = gen_call(tracer, .trace = &there);
	g = gen_call(outer, .inner = inner);
	take(&here);
	assert_ptr_equal(gen_next(g), &gen_none);
	assert_true(leads_to(&there, &here));
	there.count = 0;
	assert_null(gen_next(g));
	assert_non_null(gen_result(g));
	assert_true(leads_to(&there, &here));
	gen_free(g);
	gen_free(inner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_leads_from_a_body_to_main),
		cmocka_unit_test(
			it_leads_through_nested_and_delegating_generators),
	};

	return RUN(tests);
}
