/* SPDX-License-Identifier: MIT */
/*
 * switch/ucontext.h - the context switch of POSIX: portable, and the reference
 * for the others.
 *
 * swapcontext(3) saves every register and, by two system calls, the signal
 * mask: some hundred times the price of a jump.  Both contexts lie where
 * their owners live, the generator's on its own stack and the resumer's in
 * the frame of gen_switch_in(), so that the handle has the same size as with
 * the other switches.
 */
#ifndef GENERATOR_SWITCH_UCONTEXT_H
#define GENERATOR_SWITCH_UCONTEXT_H

#include <ucontext.h>

#define GEN_SWITCH "ucontext"

struct gen_context {
	ucontext_t *self;   /* the generator continues here */
	ucontext_t *caller; /* and whoever resumed it here */
	const void *item;   /* on its way out */
	void *unused[5];
};

/* The empty statement hides from gcc where g comes from: it would warn that a
 * stackless generator, which never gets here, is too short for a context. */
static inline struct gen_context *gen_switch_context(void *g)
{
	__asm__("" : "+r"(g));
	return (struct gen_context *)((char *)g + GEN_CONTEXT);
}

GEN_SWITCH_INLINE const void *gen_switch_in(void *g)
{
	struct gen_context *context = gen_switch_context(g);
	ucontext_t here;

	context->caller = &here;
	swapcontext(&here, context->self);
	return context->item;
}

GEN_SWITCH_INLINE void gen_switch_out(void *g, const void *item)
{
	struct gen_context *context = gen_switch_context(g);

	context->item = item;
	swapcontext(context->self, context->caller);
}

#endif
