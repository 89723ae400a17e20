/* SPDX-License-Identifier: MIT */
/*
 * stack.h - the stacks of stackful generators, and the pool that keeps them.
 */
#ifndef GEN_STACK_H
#define GEN_STACK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * struct stack - one mapping, seen from its top, where this struct lies:
 *
 *	        bottom
 *	| guard | ............. frames  <- grow down | struct stack | room |
 *
 * Nothing can touch the guard page, so a stack that overflows ends the
 * program instead of corrupting its neighbour (unless a single frame is larger
 * than the page: -fstack-clash-protection sees to that).  The generator's first frame
 * starts right below the struct; the room above it is there because Valgrind
 * walks a stack only as long as 512 bytes of it are left.
 */
struct stack {
	struct stack *next; /* in the pool */
	char *bottom;       /* lowest address that frames may use */
	unsigned valgrind;  /* Valgrind's number for it */
	void *fiber;        /* ThreadSanitizer's name for it, or NULL */
};

/*
 * gen_stack_get - a stack from this thread's pool, or a new one.
 *
 * Returns    NULL without memory (gen_no_memory() has been told).
 * Cost       from the pool some instructions; new, two system calls.
 */
struct stack *gen_stack_get(void);

/*
 * gen_stack_put - give a stack back to this thread's pool.
 *
 *   clean   the body has returned; false: frames were abandoned on it
 */
void gen_stack_put(struct stack *stack, bool clean);

/* How many bytes frames may use. */
static inline size_t gen_stack_room(const struct stack *stack)
{
	return (size_t)((const char *)stack - stack->bottom);
}

/* hooks.c: tell the sanitizers that a stack begins, and ends, to exist. */
void gen_stack_hook_new(struct stack *stack);
void gen_stack_hook_free(struct stack *stack);
/* hooks.c: ... that its memory is as good as new, and that frames on it were
 * abandoned. */
void gen_stack_hook_clear(struct stack *stack);
void gen_stack_hook_forget(struct stack *stack);

#endif
