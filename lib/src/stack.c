/* SPDX-License-Identifier: MIT */
/*
 * stack.c - stacks: mapping, guarding, keeping.
 *
 * Mapping a stack and touching it for the first time costs a thousand times
 * more than a switch, so stacks are kept when a body ends and handed out
 * again, the last one first: its pages are still in the cache.  Each thread
 * has its own pool, which needs no lock; what a thread leaves behind is
 * unmapped when it exits.
 */
#define _GNU_SOURCE
#include "gen_impl.h"

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__has_include)
#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#endif
#endif
#ifndef VALGRIND_STACK_REGISTER
#define VALGRIND_STACK_REGISTER(low, high) 0
#define VALGRIND_STACK_DEREGISTER(id) ((void)(id))
#define VALGRIND_MALLOCLIKE_BLOCK(addr, size, redzone, zeroed) ((void)(addr))
#define VALGRIND_FREELIKE_BLOCK(addr, redzone) ((void)(addr))
#endif

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102 /* Linux 6.13 */
#endif
#ifndef MAP_STACK
#define MAP_STACK 0
#endif
#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

enum {
	STACK_SIZE = 64 * 1024,
	STACK_HEAD = 512, /* struct stack, and Valgrind's room */
	STACKS_KEPT = 256 /* per thread: 16 MiB of addresses */
};

static _Thread_local struct {
	struct stack *first;
	unsigned count;
	bool known; /* pool_key holds this thread's pool */
} pool;

static pthread_key_t pool_key;
static pthread_once_t pool_once = PTHREAD_ONCE_INIT;

static size_t page_size(void)
{
	static size_t size; /* the same value, whoever writes it */
	size_t known = __atomic_load_n(&size, __ATOMIC_RELAXED);

	if (!known) {
		known = (size_t)sysconf(_SC_PAGESIZE);
		__atomic_store_n(&size, known, __ATOMIC_RELAXED);
	}
	return known;
}

/* Unmapping from the middle of others makes one mapping more, and so can fail
 * at vm.max_map_count: then the stack is kept. */
static bool stack_unmap(struct stack *stack)
{
	struct stack gone = *stack;
	size_t guard = page_size();

	gen_stack_hook_clear(stack);
	if (munmap(stack->bottom - guard, guard + STACK_SIZE) != 0)
		return false;
	gen_stack_hook_free(&gone);
	VALGRIND_STACK_DEREGISTER(gone.valgrind);
	return true;
}

/* Unmap what is in the pool beyond so many, as far as that is possible. */
static void pool_trim(unsigned most)
{
	struct stack *stack, *next;

	while (pool.count > most) {
		stack = pool.first;
		next = stack->next;
		if (!stack_unmap(stack))
			return;
		pool.first = next;
		pool.count--;
	}
}

static void pool_empty(void *unused)
{
	(void)unused;
	pool_trim(0);
	pool.known = false; /* another destructor may refill it */
}

static void pool_make_key(void)
{
	pthread_key_create(&pool_key, pool_empty);
}

/* Have pool_empty() called when this thread exits. */
static void pool_know(void)
{
	pthread_once(&pool_once, pool_make_key);
	pool.known = pthread_setspecific(pool_key, &pool) == 0;
}

/* QEMU's user mode, up to 7.2 at least, answers any advice with 0 and takes
 * none: one that nobody can know tells it from a kernel that means it. */
static bool advice_is_taken(char *base)
{
	static char known; /* 'y' or 'n': the same value, whoever writes it */
	char taken = __atomic_load_n(&known, __ATOMIC_RELAXED);

	if (!taken) {
		taken = madvise(base, page_size(), -1) == 0 ? 'n' : 'y';
		__atomic_store_n(&known, taken, __ATOMIC_RELAXED);
	}
	return taken == 'y';
}

/* A guard that splits no mapping, where the kernel has that; else mprotect(),
 * which needs one mapping more and so meets vm.max_map_count earlier. */
static bool stack_guard(char *base)
{
	return (madvise(base, page_size(), MADV_GUARD_INSTALL) == 0 &&
		advice_is_taken(base)) ||
	       mprotect(base, page_size(), PROT_NONE) == 0;
}

static struct stack *stack_map(void)
{
	static const char limit[] = "see ulimit -v and vm.max_map_count";
	size_t size = page_size() + STACK_SIZE;
	struct stack *stack;
	char *base = mmap(
		NULL, size, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);

	if (base == MAP_FAILED)
		return gen_no_memory("mmap of a generator's stack", size,
				     limit);
	if (!stack_guard(base)) {
		munmap(base, size);
		return gen_no_memory("guard page of a generator's stack",
				     page_size(), limit);
	}
	stack = (struct stack *)(base + size - STACK_HEAD);
	stack->bottom = base + page_size();
	stack->valgrind = VALGRIND_STACK_REGISTER(base, base + size);
	gen_stack_hook_new(stack);
	return stack;
}

struct stack *gen_stack_get(void)
{
	struct stack *stack = pool.first;

	if (stack) {
		pool.first = stack->next;
		pool.count--;
	} else {
		stack = stack_map();
	}
	if (stack) /* makes it visible to massif, too */
		VALGRIND_MALLOCLIKE_BLOCK(stack->bottom, gen_stack_room(stack),
					  0, 0);
	return stack;
}

void gen_stack_put(struct stack *stack, bool clean)
{
	VALGRIND_FREELIKE_BLOCK(stack->bottom, 0);
	if (!pool.known)
		pool_know();
	if (!clean)
		gen_stack_hook_forget(stack);
	stack->next = pool.first;
	pool.first = stack;
	pool.count++;
	pool_trim(pool.known ? STACKS_KEPT : 0);
}
