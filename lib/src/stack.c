/* SPDX-License-Identifier: MIT */
/*
 * stack.c - stacks: mapping, guarding, keeping.
 *
 * Mapping a stack and touching it for the first time costs a thousand times
 * more than a switch, so stacks are kept when a body ends and handed out
 * again, the last one first: its pages are still in the cache.  Each thread
 * has its own pool, which needs no lock; what a thread leaves behind is
 * unmapped when it exits.  What is too much for it goes to a pool of all
 * threads, also for those that end generators which others make.
 *
 * All stacks that are mapped are in one list, for debuggers and for messages.
 * One lock is for that list and for the common pool.
 */
#define _GNU_SOURCE
#include "gen_impl.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "valgrind_impl.h"

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102 /* Linux 6.13 */
#endif
#ifndef MADV_NOHUGEPAGE
#define MADV_NOHUGEPAGE MADV_NORMAL
#endif
#ifndef MAP_STACK
#define MAP_STACK 0
#endif
#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

enum {
	STACK_SIZE = 64 * 1024,
	KEPT = 16 * 1024 * 1024,    /* bytes of addresses, per thread */
	SHARED = 256 * 1024 * 1024, /* ... and by all threads together */
	GUARDS = 16000,             /* by mprotect(): see gen_stack_info() */
	CLASSES = 8 * sizeof(size_t)
};

static size_t default_size = STACK_SIZE;
static atomic_uint guards; /* by mprotect(), at present */

/* A thread's pool: stacks by the logarithm of their size. */
static _Thread_local struct {
	struct stack *first[CLASSES];
	size_t kept; /* bytes */
	bool known;  /* pool_key holds this thread's pool */
} pool;

/* The pool of all threads, and the most that it may keep.  With the lock. */
static struct {
	struct stack *first[CLASSES];
	size_t kept, most;
} shared = { .most = SHARED };

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

/* The logarithm of the power of two that size is rounded up to. */
static unsigned size_class(size_t size)
{
	if (size < page_size())
		size = page_size();
	if (size > SIZE_MAX / 2) /* mmap() will refuse it */
		size = SIZE_MAX / 2;
	return CLASSES - (unsigned)__builtin_clzl(size - 1);
}

void gen_stack_default(size_t size)
{
	default_size = size ? size : STACK_SIZE;
}

/* ---- The list of all stacks ---- */

struct stack *gen_stacks;
static pthread_mutex_t stacks_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t stacks_once = PTHREAD_ONCE_INIT;

static void stacks_lock(void)
{
	pthread_mutex_lock(&stacks_mutex);
}

void gen_stacks_unlock(void)
{
	pthread_mutex_unlock(&stacks_mutex);
}

/* Another thread may hold the lock during fork(): the child has no such
 * thread, and would wait for it. */
static void stacks_survive_fork(void)
{
	pthread_atfork(stacks_lock, gen_stacks_unlock, gen_stacks_unlock);
}

void gen_stacks_lock(void)
{
	pthread_once(&stacks_once, stacks_survive_fork);
	stacks_lock();
}

static void stack_list(struct stack *stack)
{
	gen_stacks_lock();
	gen_stack_link(&gen_stacks, stack);
	gen_stacks_unlock();
}

static void stack_unlist(struct stack *stack)
{
	gen_stacks_lock();
	gen_stack_unlink(&gen_stacks, stack);
	gen_stacks_unlock();
}

/* ---- Unmapping ---- */

/* Unmapping from the middle of others makes one mapping more, and so can fail
 * at vm.max_map_count: then the stack is kept. */
static bool stack_unmap(struct stack *stack)
{
	size_t guard = page_size();
	struct stack gone;

	gen_stack_hook_clear(stack);
	stack_unlist(stack);
	gone = *stack; /* its links, too, are now ours alone */
	if (munmap(stack->bottom - guard, guard + gen_stack_size(stack)) != 0) {
		stack_list(stack);
		return false;
	}
	if (gone.guard == GEN_GUARD_PAGE)
		guards--;
	gen_stack_hook_free(&gone);
	VALGRIND_STACK_DEREGISTER(gone.valgrind);
	return true;
}

/* ---- Keeping ---- */

static void keep(struct stack *stack, struct stack **first, size_t *kept)
{
	stack->next = *first;
	*first = stack;
	*kept += gen_stack_size(stack);
}

static struct stack *take(struct stack **first, size_t *kept)
{
	struct stack *stack = *first;

	if (stack) {
		*first = stack->next;
		*kept -= gen_stack_size(stack);
	}
	return stack;
}

static bool shared_keep(struct stack *stack, unsigned log)
{
	bool room;

	gen_stacks_lock();
	room = shared.kept + gen_stack_size(stack) <= shared.most;
	if (room)
		keep(stack, &shared.first[log], &shared.kept);
	gen_stacks_unlock();
	return room;
}

/* One of that size, if more than so many bytes are kept. */
static struct stack *shared_take(unsigned log, size_t most)
{
	struct stack *stack = NULL;

	gen_stacks_lock();
	if (shared.kept > most)
		stack = take(&shared.first[log], &shared.kept);
	gen_stacks_unlock();
	return stack;
}

/* Unmap what is kept for all threads beyond so many bytes.  Returns how many
 * that were. */
static size_t shared_trim(size_t most)
{
	struct stack *stack;
	size_t size, bytes = 0;

	for (unsigned log = 0; log < CLASSES; log++)
		while ((stack = shared_take(log, most))) {
			size = gen_stack_size(stack);
			if (!stack_unmap(stack)) {
				keep(stack, &pool.first[log], &pool.kept);
				return bytes;
			}
			bytes += size;
		}
	return bytes;
}

static void pool_trim(void)
{
	struct stack *stack;

	for (unsigned log = 0; log < CLASSES; log++)
		while ((stack = take(&pool.first[log], &pool.kept)))
			if (!stack_unmap(stack)) {
				keep(stack, &pool.first[log], &pool.kept);
				return;
			}
}

size_t gen_stack_trim(void)
{
	size_t kept = pool.kept;

	pool_trim();
	return kept - pool.kept + shared_trim(0) + gen_small_trim();
}

void gen_stack_keep(size_t bytes)
{
	gen_stacks_lock();
	shared.most = bytes;
	gen_stacks_unlock();
	shared_trim(bytes);
}

static void pool_empty(void *unused)
{
	(void)unused;
	pool_trim();
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

/* ---- Mapping ---- */

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
 * which needs two mappings more; else none, so that the program has mappings
 * for other things.  Unprotected neighbours become one mapping, which must not
 * be given huge pages: they would all be resident. */
static bool stack_guard(struct stack *stack, size_t size)
{
	char *base = stack->bottom - page_size();

	if (madvise(base, page_size(), MADV_GUARD_INSTALL) == 0 &&
	    advice_is_taken(base)) {
		stack->guard = GEN_GUARD_MARK;
		return true;
	}
	if (guards >= GUARDS) {
		stack->guard = GEN_GUARD_NONE;
		madvise(stack->bottom, size, MADV_NOHUGEPAGE);
		return true;
	}
	guards++;
	stack->guard = GEN_GUARD_PAGE;
	if (mprotect(base, page_size(), PROT_NONE) == 0)
		return true;
	guards--;
	return false;
}

static const char limits[] =
	"see ulimit -v, -d, -l, vm.max_map_count and vm.overcommit_memory";

void *gen_stack_mmap(const char *what, size_t size)
{
	void *base = mmap(
		NULL, size, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);

	return base != MAP_FAILED ? base : gen_no_memory(what, size, limits);
}

static struct stack *stack_map(size_t size)
{
	size_t page = page_size();
	char *base = gen_stack_mmap("mmap of a generator's stack", page + size);
	struct stack *stack;

	if (!base)
		return NULL;
	stack = (struct stack *)(base + page + size - STACK_HEAD);
	stack->bottom = base + page;
	if (!stack_guard(stack, size)) {
		munmap(base, page + size);
		return gen_no_memory("guard page of a generator's stack", page,
				     limits);
	}
	stack->valgrind = VALGRIND_STACK_REGISTER(base, base + page + size);
	gen_stack_hook_new(stack);
	gen_census_begin(stack);
	stack_list(stack);
	return stack;
}

static struct stack *pool_get(size_t size)
{
	unsigned log = size_class(size);
	struct stack *stack = take(&pool.first[log], &pool.kept);

	if (!stack)
		stack = shared_take(log, 0);
	return stack ? stack : stack_map((size_t)1 << log);
}

/* Where there is room for it: this thread's pool, or that of all. */
static void pool_put(struct stack *stack)
{
	size_t size = gen_stack_size(stack);
	unsigned log = size_class(size);

	if (!pool.known)
		pool_know();
	if (pool.known && pool.kept + size <= KEPT)
		keep(stack, &pool.first[log], &pool.kept);
	else if (!shared_keep(stack, log) && !stack_unmap(stack))
		keep(stack, &pool.first[log], &pool.kept);
}

const char *gen_stack_refused(size_t size)
{
	if (gen_switch_shadowed())
		return "there are no stackful generators with shadow stacks";
	if ((size ? size : default_size) != GEN_STACK_SMALL)
		return NULL;
#ifdef GENERATOR_SWITCH_UCONTEXT_H
	return "there are no small stacks with the ucontext switch";
#endif
	if (gen_sanitized())
		return "there are no small stacks with a sanitizer";
	if (RUNNING_ON_VALGRIND)
		return "there are no small stacks under Valgrind";
	return NULL;
}

struct stack *gen_stack_get(struct gen *owner, size_t size)
{
	struct stack *stack;

	size = size ? size : default_size;
	if (!gen_overflow_watch())
		return NULL;
	stack = size == GEN_STACK_SMALL ? gen_small_get() : pool_get(size);
	if (!stack)
		return NULL;
	stack->owner = owner;
	gen_overflow_mark(stack);
	/* Makes it visible to massif, too. */
	VALGRIND_MALLOCLIKE_BLOCK(stack->bottom, gen_stack_room(stack), 0, 0);
	return stack;
}

void gen_stack_put(struct stack *stack, bool clean)
{
	gen_overflow_check(stack);
	gen_census_end(stack);
	stack->owner = NULL;
	if (stack->slab) {
		gen_small_put(stack);
		return;
	}
	VALGRIND_FREELIKE_BLOCK(stack->bottom, 0);
	if (!clean)
		gen_stack_hook_forget(stack);
	pool_put(stack);
}

/* ---- Asking ---- */

static struct gen_stack_info info_of(const struct stack *stack)
{
	if (!stack)
		return (struct gen_stack_info){ 0, GEN_GUARD_NONE };
	return (struct gen_stack_info){ gen_stack_size(stack), stack->guard };
}

struct gen_stack_info gen_stack_info(const struct gen *g)
{
	struct gen_stack_info info;
	struct stack *stack;

	if (g)
		return info_of(g->body ? NULL : ((struct stackful *)g)->stack);
	stack = gen_stack_get(NULL, 0);
	info = info_of(stack);
	if (stack)
		gen_stack_put(stack, true);
	return info;
}
