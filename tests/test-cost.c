/* SPDX-License-Identifier: MIT */
/*
 * test-cost.c - what a resumption costs, counted and not timed.
 *
 * Promises: gen_next() in generator.h: "no system call; the same however deep
 * it delegates"; gen_yield_from(): "per item nothing, at any depth"; the counts
 * of iter_next() over iterators of generator/iter.h.  (CPython pays for each
 * level.)  That nothing is allocated is in test-memory.c.
 *
 * System calls: a child process forbids itself all but read, write and exit,
 * and goes on.  Instructions: a child process is single-stepped, and counted
 * are the steps between two signals that it sends itself.
 */
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#include <generator/pipeline.h>

#include "both.h"

/* ---- System calls ---- */

enum { CANNOT = 97 };

/* As in linux/seccomp.h, which musl-gcc does not find. */
#ifndef SECCOMP_MODE_STRICT
#define SECCOMP_MODE_STRICT 1
#endif

static struct cast *cast;

static const void *same(const void *item, void *ctx)
{
	(void)ctx;
	return item;
}

static const void *forever(struct gen *self, void *args)
{
	(void)args;
	while (gen_yield(self, &n[1]))
		;
	return NULL;
}

struct forever {
	struct gen gen;
};

static const void *forever_stackless(struct gen *self, void *frame)
{
	(void)frame;
	GEN_BODY (self) {
		for (;;)
			GEN_YIELD(self, &n[1]);
	}
	return GEN_DONE(self, NULL);
}

static int without_system_calls(void *how)
{
	struct forever f = { GEN_FRAME(forever_stackless) };
	struct gen *g = how == &casts[1] ? &f.gen : gen_new(forever, NULL, 0);
	struct iter_array array = iter_array(n, 10, sizeof *n);
	struct iter *it = iter_map(&array.iter, same, NULL);
	int items = 0;

	gen_next(g);
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT))
		_exit(CANNOT);
	for (int i = 0; i < 1000; i++)
		items += gen_send(g, &n[i % 10]) == &n[1];
	while (iter_next(it))
		items++;
	syscall(SYS_exit, items != 1010);
	return 1;
}

static bool switches_by_system_call(void)
{
	return !strcmp(GEN_SWITCH, "ucontext");
}

static void resuming_makes_no_system_call(void **state)
{
	int outcome;

	skip_with_tools();
	if (switches_by_system_call() && *state == &casts[0])
		skip();
	outcome = outcome_of(without_system_calls, *state);
	if (outcome == CANNOT)
		skip();
	assert_int_equal(outcome, 0);
}

/* ---- Instructions ---- */

static void count_here(void)
{
	syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGSTOP);
}

/* A chain of so many, all suspended in their innermost. */
struct link {
	struct gen gen;
	struct iter *to;
};

static const void *link_stackless(struct gen *self, void *frame)
{
	struct link *my = frame;

	GEN_BODY (self)
		GEN_YIELD_FROM(self, my->to);
	return GEN_DONE(self, NULL);
}

static const void *link_stackful(struct gen *self, void *args)
{
	return gen_yield_from(self, *(struct iter **)args) ? n : NULL;
}

static struct gen *linked(enum kind kind, struct iter *to)
{
	struct link *l;

	if (kind == STACKFUL)
		return gen_new(link_stackful, &to, sizeof to);
	l = malloc(sizeof *l);
	*l = (struct link){ GEN_FRAME(link_stackless), .to = to };
	return &l->gen;
}

static struct gen *chain(int depth)
{
	static struct forever f;
	struct gen *g = &f.gen;

	f = (struct forever){ GEN_FRAME(forever_stackless) };
	if (cast->inner == STACKFUL)
		g = gen_new(forever, NULL, 0);
	while (depth--)
		g = linked(depth % 2 ? cast->outer : cast->inner, gen_iter(g));
	return g;
}

/* The child: resume once, between two stops. */
static void resume_stepwise(int depth)
{
	struct gen *g = chain(depth);

	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
		_exit(CANNOT);
	for (int i = 0; i < 3; i++)
		gen_next(g);
	count_here();
	gen_next(g);
	count_here();
	_exit(0);
}

/* The parent: how many steps?  Minus one if that cannot be told. */
static long steps(int depth)
{
	long count = 0;
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (!child)
		resume_stepwise(depth);
	if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
		return -1;
	do {
		if (ptrace(PTRACE_SINGLESTEP, child, NULL, NULL))
			count = -1;
		else
			count++;
		if (waitpid(child, &status, 0) != child)
			count = -1;
	} while (count > 0 && WIFSTOPPED(status) &&
		 WSTOPSIG(status) == SIGTRAP);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	return count;
}

static void an_item_costs_the_same_at_any_depth(void **state)
{
	long one, many;

	skip_with_tools();
	cast = *state;
	one = steps(1);
	if (one < 0)
		skip();
	assert_in_range(one, 10, 5000);
	many = steps(2);
	assert_int_equal(many, one);
	many = steps(1000);
	assert_int_equal(many, one);
}

/* A control: the count does see it when there is more to do. */
static void and_the_counting_works(void **state)
{
	long none, one;

	skip_with_tools();
	cast = *state;
	none = steps(0);
	one = steps(1);
	if (one < 0)
		skip();
	assert_true(none < one);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(resuming_makes_no_system_call),
		PAIRS(an_item_costs_the_same_at_any_depth),
		BOTH(and_the_counting_works),
	};

	return RUN(tests);
}
