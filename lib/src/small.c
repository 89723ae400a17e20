/* SPDX-License-Identifier: MIT */
/*
 * small.c - small stacks: GEN_STACK_SMALL.
 *
 * A slab is one mapping of 68 of them, so that four share a page.  All threads
 * use the same slabs, under the lock of the list of stacks: small stacks are
 * for having many, not for making them fast.  A slab that nobody uses is
 * unmapped, unless its stacks are the only ones that are free.
 *
 *	| spare | stack | stack | ... | stack |
 *
 * What is known of a slab lies elsewhere, where a stack that overflows does not
 * get to.
 */
#include "gen_impl.h"

#include <stdlib.h>
#include <sys/mman.h>

enum {
	PER_SLAB = SLAB_SIZE / SMALL_SIZE,
	SLAB_SPARE = SLAB_SIZE % SMALL_SIZE,
};

_Static_assert(SMALL_SIZE % 64 == 0, "each stack begins a cache line");

struct slab *gen_slabs;

/* Those that were used and are free, from any slab. */
static struct {
	struct stack *first;
	unsigned count;
} free_list;

struct stack *gen_small_at(struct slab *slab, unsigned i)
{
	char *low = slab->base + SLAB_SPARE + (size_t)i * SMALL_SIZE;

	return (struct stack *)(low + SMALL_SIZE - sizeof(struct stack));
}

static void free_add(struct stack *stack)
{
	gen_stack_link(&free_list.first, stack);
	free_list.count++;
}

static void free_remove(struct stack *stack)
{
	gen_stack_unlink(&free_list.first, stack);
	free_list.count--;
}

static struct slab *slab_map(void)
{
	struct slab *slab = malloc(sizeof *slab);
	char *base;

	if (!slab)
		return gen_no_memory("malloc for small stacks", sizeof *slab,
				     NULL);
	base = gen_stack_mmap("mmap of small stacks", SLAB_SIZE);
	if (!base) {
		free(slab);
		return NULL;
	}
	*slab = (struct slab){ .older = gen_slabs, .base = base };
	if (gen_slabs)
		gen_slabs->newer = slab;
	return gen_slabs = slab;
}

/* Returns how many bytes were unmapped: at vm.max_map_count it may be that
 * none can be. */
static size_t slab_unmap(struct slab *slab)
{
	for (unsigned i = 0; i < slab->carved; i++)
		free_remove(gen_small_at(slab, i));
	if (munmap(slab->base, SLAB_SIZE) != 0) {
		for (unsigned i = 0; i < slab->carved; i++)
			free_add(gen_small_at(slab, i));
		return 0;
	}
	*(slab->newer ? &slab->newer->older : &gen_slabs) = slab->older;
	if (slab->older)
		slab->older->newer = slab->newer;
	free(slab);
	return SLAB_SIZE;
}

/* A stack that was never used, from the newest slab: it is the only one that
 * may have any. */
static struct stack *carve(void)
{
	struct slab *slab = gen_slabs;
	struct stack *stack;

	if (!slab || slab->carved == PER_SLAB)
		slab = slab_map();
	if (!slab)
		return NULL;
	stack = gen_small_at(slab, slab->carved++);
	stack->slab = slab;
	stack->bottom = (char *)stack + sizeof *stack - SMALL_SIZE;
	gen_census_begin(stack);
	return stack;
}

struct stack *gen_small_get(void)
{
	struct stack *stack;

	if (!gen_signal_stack())
		return NULL;
	gen_stacks_lock();
	stack = free_list.first;
	if (stack)
		free_remove(stack);
	else
		stack = carve();
	if (stack)
		stack->slab->used++;
	gen_stacks_unlock();
	return stack;
}

void gen_small_put(struct stack *stack)
{
	struct slab *slab = stack->slab;

	gen_stacks_lock();
	free_add(stack);
	slab->used--;
	if (!slab->used && free_list.count >= slab->carved + PER_SLAB)
		slab_unmap(slab);
	gen_stacks_unlock();
}

size_t gen_small_trim(void)
{
	struct slab *slab, *older;
	size_t bytes = 0;

	gen_stacks_lock();
	for (slab = gen_slabs; slab; slab = older) {
		older = slab->older;
		if (!slab->used)
			bytes += slab_unmap(slab);
	}
	gen_stacks_unlock();
	return bytes;
}
