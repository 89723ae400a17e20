/* SPDX-License-Identifier: MIT */
/* swapcontext(): each has a stack without a guard, and the nearly 1000 bytes
 * that are saved of it. */
#include "../numbers.h"
#include "stacks.h"

#include <ucontext.h>

static struct same {
	ucontext_t inside;
	long i;
	uint64_t square;
	char *stack;
} * all, *resumed;

static ucontext_t outside;
static long count;

static void same(void)
{
	struct same *my = resumed;

	for (;;) {
		my->square = bench_square(my->i);
		swapcontext(&my->inside, &outside);
	}
}

static void make(struct same *g, long i, long n)
{
	if (getcontext(&g->inside))
		err(1, "getcontext");
	g->i = i;
	g->stack = live_stack(false, i, n);
	g->inside.uc_stack.ss_sp = g->stack;
	g->inside.uc_stack.ss_size = LIVE_STACK;
	makecontext(&g->inside, same, 0);
}

static void prepare(long n)
{
	all = malloc((size_t)n * sizeof *all);
	if (!all)
		errx(1, "no memory for %ld generators", n);
	for (count = 0; count < n; count++)
		make(&all[count], count, n);
}

static uint64_t with_ucontext(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++) {
		resumed = &all[i];
		swapcontext(&outside, &resumed->inside);
		sum = bench_seen(sum + resumed->square);
	}
	return sum;
}

static void clean(void)
{
	while (count)
		live_stack_free(all[--count].stack);
	free(all);
}

BENCH = {
	.question = "live",
	.name = "ucontext",
	.role = "stackful",
	.label = "swapcontext",
	.prepare = prepare,
	.run = with_ucontext,
	.clean = clean,
	.most = 1000,
};
