/* SPDX-License-Identifier: MIT */
/*
 * hooks.c - telling AddressSanitizer and ThreadSanitizer about each switch.
 *
 * Both keep a picture of the running stack and must be told before and after
 * it is exchanged.  Their functions are weak here: they exist only in programs
 * that are linked with a sanitizer, so the same library serves all programs.
 *
 * This file is always compiled without sanitizers.  An instrumented function
 * that switched fibers would enter on one shadow stack and leave on another.
 */
#include "gen_impl.h"

#define WEAK __attribute__((weak))

WEAK void __sanitizer_start_switch_fiber(void **save, const void *bottom,
					 size_t size);
WEAK void __sanitizer_finish_switch_fiber(void *save, const void **bottom,
					  size_t *size);
WEAK void __asan_unpoison_memory_region(void const volatile *p, size_t size);
WEAK void *__tsan_get_current_fiber(void);
WEAK void *__tsan_create_fiber(unsigned flags);
WEAK void __tsan_destroy_fiber(void *fiber);
WEAK void __tsan_switch_to_fiber(void *fiber, unsigned flags);

/* The resumer is about to leave for g; *mine is its own to keep. */
void gen_hook_in(struct gen *g, void **mine)
{
	struct stack *stack = gen_stackful(g)->stack;

	if (__sanitizer_start_switch_fiber)
		__sanitizer_start_switch_fiber(mine, stack->bottom,
					       gen_stack_room(stack));
	if (__tsan_switch_to_fiber) {
		stack->resumer = __tsan_get_current_fiber();
		__tsan_switch_to_fiber(stack->fiber, 0);
	}
}

/* The resumer is back. */
void gen_hook_back(struct gen *g, void *mine)
{
	(void)g;
	if (__sanitizer_finish_switch_fiber)
		__sanitizer_finish_switch_fiber(mine, NULL, NULL);
}

/* The generator runs: for the first time, or again. */
static void hook_runs(struct stack *stack, void *fake)
{
	if (__sanitizer_finish_switch_fiber)
		__sanitizer_finish_switch_fiber(fake, &stack->resumer_bottom,
						&stack->resumer_size);
}

void gen_hook_started(struct gen *self)
{
	hook_runs(gen_stackful(self)->stack, NULL);
}

void gen_hook_woken(struct gen *self)
{
	struct stack *stack = gen_stackful(self)->stack;

	hook_runs(stack, stack->fake);
}

/* The generator is about to leave; *fake is kept for its return, NULL if it
 * will not return. */
static void hook_leaves(struct stack *stack, void **fake)
{
	if (__sanitizer_start_switch_fiber)
		__sanitizer_start_switch_fiber(fake, stack->resumer_bottom,
					       stack->resumer_size);
	if (__tsan_switch_to_fiber)
		__tsan_switch_to_fiber(stack->resumer, 0);
}

void gen_hook_out(struct gen *self)
{
	struct stack *stack = gen_stackful(self)->stack;

	hook_leaves(stack, &stack->fake);
}

void gen_hook_last(struct gen *self)
{
	hook_leaves(gen_stackful(self)->stack, NULL);
}

bool gen_sanitized(void)
{
	return __sanitizer_start_switch_fiber || __tsan_create_fiber;
}

void gen_stack_hook_new(struct stack *stack)
{
	stack->fiber = __tsan_create_fiber ? __tsan_create_fiber(0) : NULL;
}

void gen_stack_hook_free(struct stack *stack)
{
	if (stack->fiber)
		__tsan_destroy_fiber(stack->fiber);
}

/* Abandoned frames leave their red zones behind ... */
void gen_stack_hook_clear(struct stack *stack)
{
	if (__asan_unpoison_memory_region)
		__asan_unpoison_memory_region(stack->bottom,
					      gen_stack_room(stack));
}

/* ... and a fiber that is inside functions which will never return. */
void gen_stack_hook_forget(struct stack *stack)
{
	gen_stack_hook_clear(stack);
	if (stack->fiber) {
		__tsan_destroy_fiber(stack->fiber);
		stack->fiber = __tsan_create_fiber(0);
	}
}
