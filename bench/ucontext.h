/* SPDX-License-Identifier: MIT */
/*
 * ucontext.h - a stack of its own with what POSIX gave for it: swapcontext()
 * makes a system call each way, to save a signal mask that nobody asked about.
 */
#ifndef BENCH_UCONTEXT_H
#define BENCH_UCONTEXT_H

#include "bench.h"

#include <stddef.h>
#include <stdlib.h>
#include <ucontext.h>

enum { STACK = 64 * 1024 };

static struct {
	ucontext_t inside, outside;
	uint64_t square;
	long n;
	bool done;
} g;

static void squares(void)
{
	for (long i = 0; i < g.n; i++) {
		g.square = bench_square(i);
		swapcontext(&g.inside, &g.outside);
	}
	g.done = true;
}

/* Apart, because a compiler distrusts locals next to getcontext(), which may
 * return twice. */
static bool prepare(char *stack, long n)
{
	if (!stack || getcontext(&g.inside))
		return false;
	g.inside.uc_stack.ss_sp = stack;
	g.inside.uc_stack.ss_size = STACK;
	g.inside.uc_link = &g.outside;
	g.n = n;
	g.done = false;
	makecontext(&g.inside, squares, 0);
	return true;
}

/* ucontext_sum - of the first n squares. */
static uint64_t ucontext_sum(long n)
{
	char *stack = malloc(STACK);
	uint64_t sum = 0;

	if (!prepare(stack, n))
		return 0;
	while (swapcontext(&g.outside, &g.inside) == 0 && !g.done)
		sum = bench_seen(sum + g.square);
	free(stack);
	return sum;
}

#endif
