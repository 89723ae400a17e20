/* SPDX-License-Identifier: MIT */
/* makecontext() and swapcontext() by hand.  All use one stack, one after the
 * other: who is left in the middle of it is forgotten. */
#include "../numbers.h"
#include "create.h"

#include <ucontext.h>

enum { STACK = 64 * 1024 };

static struct {
	ucontext_t inside, outside;
	uint64_t square;
	long i;
} g;

static void squares(void)
{
	for (;; g.i++) {
		g.square = bench_square(g.i);
		swapcontext(&g.inside, &g.outside);
	}
}

/* Apart, because a compiler distrusts locals next to getcontext(), which may
 * return twice. */
static void make(char *stack, long start)
{
	if (getcontext(&g.inside))
		err(1, "getcontext");
	g.inside.uc_stack.ss_sp = stack;
	g.inside.uc_stack.ss_size = STACK;
	g.i = start;
	makecontext(&g.inside, squares, 0);
}

static uint64_t take(char *stack, long start)
{
	uint64_t sum = 0;

	make(stack, start);
	for (int k = 0; k < TAKEN; k++) {
		swapcontext(&g.outside, &g.inside);
		sum = bench_seen(sum + g.square);
	}
	return sum;
}

static uint64_t with_ucontext(long n)
{
	char *stack = malloc(STACK);
	uint64_t sum = 0;

	if (!stack)
		errx(1, "no memory for a stack");
	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + take(stack, i));
	free(stack);
	return sum;
}

BENCH = {
	.question = "create",
	.name = "ucontext",
	.role = "stackful",
	.label = "swapcontext by hand",
	.run = with_ucontext,
};
