/* SPDX-License-Identifier: MIT */
/*
 * stack_impl.h - the stacks of stackful generators, and the pools that keep them.
 */
#ifndef GEN_STACK_IMPL_H
#define GEN_STACK_IMPL_H

#include <stdbool.h>
#include <stddef.h>

#include <generator/stack.h>

enum { STACK_HEAD = 512 }; /* struct stack, and Valgrind's room */

/*
 * struct stack - one stack, seen from its top, where this struct lies:
 *
 *	        bottom
 *	| guard | ............. frames  <- grow down | struct stack | room |
 *
 * Nothing can touch the guard page, so a stack that overflows ends the
 * program instead of corrupting its neighbour (unless a single frame is larger
 * than the page: -fstack-clash-protection sees to that).  The generator's first
 * frame starts right below the struct; the room above it is there because
 * Valgrind walks a stack only as long as 512 bytes of it are left.  Small
 * stacks have neither guard nor room: small.c.
 */
struct stack {
	struct gen *owner;           /* whose body it is for; NULL: none */
	char *bottom;                /* lowest address that frames may use */
	struct stack *newer, *older; /* in gen_stacks; small: in a free list */
	struct slab *slab;           /* of a small one */
	struct stack *next;          /* in a thread's pool */
	enum gen_guard guard;
	unsigned valgrind; /* Valgrind's number for it */
	/* ThreadSanitizer's names for it, and for the resumer's stack. */
	void *fiber, *resumer;
	/* AddressSanitizer's name for it, and the resumer's stack. */
	void *fake;
	const void *resumer_bottom;
	size_t resumer_size;
};

/* How many bytes frames may use. */
static inline size_t gen_stack_room(const struct stack *stack)
{
	return (size_t)((const char *)stack - stack->bottom);
}

/* How many bytes the stack is told to have. */
static inline size_t gen_stack_size(const struct stack *stack)
{
	return gen_stack_room(stack) +
	       (stack->slab ? sizeof *stack : STACK_HEAD);
}

/* Enter a stack at the head of a list, and take it out again: all stacks that
 * are mapped, or the small ones that are free. */
static inline void gen_stack_link(struct stack **first, struct stack *stack)
{
	stack->newer = NULL;
	stack->older = *first;
	if (*first)
		(*first)->newer = stack;
	*first = stack;
}

static inline void gen_stack_unlink(struct stack **first, struct stack *stack)
{
	*(stack->newer ? &stack->newer->older : first) = stack->older;
	if (stack->older)
		stack->older->newer = stack->newer;
}

/*
 * gen_stacks - all stacks that are mapped, and gen_slabs, all slabs of small
 * ones: the newest, and so on by older.  For debuggers and the census.
 * gen_stacks_lock guards both and the links of what is in them; it is taken
 * when memory is mapped or unmapped, and for small stacks.
 */
extern struct stack *gen_stacks;
extern struct slab *gen_slabs;
void gen_stacks_lock(void);
void gen_stacks_unlock(void);

/* Memory for stacks; NULL without (gen_no_memory() has been told what). */
void *gen_stack_mmap(const char *what, size_t size);

/*
 * gen_stack_get - a stack from this thread's pool, or a new one.
 *
 *   size   as in gen_new_sized()
 *
 * Returns    NULL without memory (gen_no_memory() has been told).
 * Cost       from the pool some instructions; new, two system calls.
 */
struct stack *gen_stack_get(struct gen *owner, size_t size);

/* Why there can be no stack of such a size here; NULL: there can be. */
const char *gen_stack_refused(size_t size);

/*
 * gen_stack_put - give a stack back to this thread's pool.
 *
 *   clean   the body has returned; false: frames were abandoned on it
 */
void gen_stack_put(struct stack *stack, bool clean);

/* small.c: struct slab, one mapping of small stacks. */
struct slab {
	struct slab *newer, *older; /* in gen_slabs */
	char *base;                 /* the mapping */
	unsigned carved;            /* the first so many were handed out */
	unsigned used;              /* ... and so many are in use */
};
enum { SLAB_SIZE = 64 * 1024, SMALL_SIZE = 960 };

struct stack *gen_small_get(void);
void gen_small_put(struct stack *stack);
/* small.c: unmap what is not used; returns how many bytes. */
size_t gen_small_trim(void);
/* small.c: the i-th stack that was carved from a slab. */
struct stack *gen_small_at(struct slab *slab, unsigned i);

#ifdef GEN_DEBUG
/* overflow.c: see that a fault on a guard page is explained.  Returns false
 * without memory. */
bool gen_overflow_watch(void);
/* overflow.c: mark the lowest words of a stack without guard ... */
void gen_overflow_mark(struct stack *stack);
/* ... and end the program if they are no longer as they were. */
void gen_overflow_check(const struct stack *stack);
#else
static inline bool gen_overflow_watch(void)
{
	return true;
}
static inline void gen_overflow_mark(struct stack *stack)
{
	(void)stack;
}
static inline void gen_overflow_check(const struct stack *stack)
{
	(void)stack;
}
#endif

#ifdef GEN_CENSUS
/* census.c: a stack is new, and has served its owner. */
void gen_census_begin(struct stack *stack);
void gen_census_end(struct stack *stack);
#else
static inline void gen_census_begin(struct stack *stack)
{
	(void)stack;
}
static inline void gen_census_end(struct stack *stack)
{
	(void)stack;
}
#endif

/* symbol.c: the name of a body, for messages (GEN_DEBUG, GEN_CENSUS). */
void gen_symbol(gen_fn *body, char *name, size_t size);

/* hooks.c: is there a sanitizer in this program? */
bool gen_sanitized(void);
/* hooks.c: tell the sanitizers that a stack begins, and ends, to exist. */
void gen_stack_hook_new(struct stack *stack);
void gen_stack_hook_free(struct stack *stack);
/* hooks.c: ... that its memory is as good as new, and that frames on it were
 * abandoned. */
void gen_stack_hook_clear(struct stack *stack);
void gen_stack_hook_forget(struct stack *stack);

#endif
