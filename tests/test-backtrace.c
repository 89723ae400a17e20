/* SPDX-License-Identifier: MIT */
/*
 * test-backtrace - an unwinder walks from inside a generator to whoever
 * resumed it, and on to main.
 *
 * The promise is docs/architecture.md's, section 5; the code is gen_start in
 * lib/src/switch.c.  ucontext promises nothing of the kind.
 */
#include "unit.h"

#include <generator/stackless.h>

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

struct delegating {
	struct gen *to;
};

static const void *delegating(struct gen *self, void *args)
{
	const struct delegating *my = args;

	if (!gen_yield_from(self, gen_iter(my->to)))
		return NULL;
	return gen_sent(self);
}

/* The same without a stack, and a tracer without one. */
struct relay {
	struct gen gen;
	struct gen *to;
};

static const void *relay(struct gen *self, void *frame)
{
	struct relay *my = frame;

	GEN_BODY (self)
		GEN_YIELD_FROM(self, gen_iter(my->to));
	return GEN_DONE(self, gen_sent(self));
}

struct flat_tracer {
	struct gen gen;
	struct trace *trace;
};

static const void *flat_tracer(struct gen *self, void *frame)
{
	struct flat_tracer *my = frame;

	GEN_BODY (self) {
		take(my->trace);
		GEN_YIELD(self, &gen_none);
		take(my->trace);
	}
	return GEN_DONE(self, NULL);
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

/*
 * Delegate to one without a stack, which delegates to one that first resumes
 * the tracer and then delegates to it.
 */
static bool leads_from(struct gen *tracer, struct trace *there)
{
	struct gen *nesting = gen_call(outer, .inner = tracer);
	struct relay r = { GEN_FRAME(relay), .to = nesting };
	struct gen *g = gen_call(delegating, .to = &r.gen);
	struct trace here;
	bool nested, delegated, ended;

	take(&here);
	nested = gen_next(g) && leads_to(there, &here);
	there->count = 0;
	ended = !gen_next(g) && gen_result(g);
	delegated = leads_to(there, &here);
	gen_free(g);
	gen_free(nesting);
	return nested && delegated && ended;
}

static void it_leads_through_both_kinds_nested_and_delegating(void **state)
{
	struct trace there = { .count = 0 };
	struct flat_tracer flat = { GEN_FRAME(flat_tracer), .trace = &there };
	struct gen *inner;

	(void)state;
	skip_without_unwinding();
	inner = gen_call(tracer, .trace = &there);
	assert_true(leads_from(inner, &there));
	gen_free(inner);
	there.count = 0;
	assert_true(leads_from(&flat.gen, &there));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_leads_from_a_body_to_main),
		cmocka_unit_test(
			it_leads_through_nested_and_delegating_generators),
		cmocka_unit_test(
			it_leads_through_both_kinds_nested_and_delegating),
	};

	return RUN(tests);
}
