/* SPDX-License-Identifier: MIT */
/*
 * gen_impl.h - what the files of the library share, and nobody else sees.
 */
#ifndef GEN_IMPL_H
#define GEN_IMPL_H

/* Library code always tells the sanitizers, whichever mode it is built in:
 * the program around it may have been compiled with one. */
#define GEN_HOOKS 1

#include <stdalign.h>
#include <stddef.h>

#include <generator.h>

#include "iter_impl.h"
#include "stack_impl.h"

/* A call to be made later: gen_defer(), gen_adopt(). */
struct note {
	struct note *next;
	void (*fn)(void *arg);
	void *arg;
};

/*
 * struct stackful - a generator with a stack.
 *
 * One malloc: this struct, then the copy of the arguments.  The stack is
 * apart, because it goes back to the pool when the body ends, while the
 * handle stays until gen_free().
 */
struct stackful {
	_Alignas(max_align_t) struct gen gen;
	struct gen_context context; /* GEN_CONTEXT bytes in: the switch */
	gen_fn *body;
	void *args;            /* our copy of them */
	struct stack *stack;   /* NULL once the body has ended */
	struct note *deferred; /* last first; run when the body ends */
	struct note *adopted;  /* last first; freed after that */
	char keep[GEN_KEEP];   /* gen_keep() */
};

_Static_assert(offsetof(struct stackful, context) == GEN_CONTEXT,
	       "switch/ expects the context here");

/* A generator made by gen_new(): it has a struct stackful around it.  The empty
 * statement hides from gcc where g comes from: when linking with -flto it would
 * warn that a stackless one, which never gets here, is too short. */
static inline struct stackful *gen_stackful(struct gen *g)
{
	__asm__("" : "+r"(g));
	return (struct stackful *)g;
}

/* switch.c: let the first gen_switch_in(g) run its body on the stack. */
void gen_switch_start(struct gen *g, struct stack *stack);
/* switch.c: does this thread have a shadow stack, which we cannot switch? */
bool gen_switch_shadowed(void);
/* gen.c: make the calls noted, the last one first. */
void gen_notes_make(struct note **list);

static inline void gen_notes_run(struct note **list)
{
	if (*list)
		gen_notes_make(list);
}

/* hooks.c: the first and the last switch of a stack. */
void gen_hook_started(struct gen *self);
void gen_hook_last(struct gen *self);

/* gen.c: free what a generator holds, now that its body has ended. */
void gen_retire(struct gen *g);

/* gen.c: the operations in gen_ops. */
const void *gen_ops_next(struct iter *it);
const void *gen_ops_send(struct iter *it, const void *msg);
const void *gen_ops_throw_in(struct iter *it, int code, const void *detail);
int gen_ops_close(struct iter *it);
int gen_ops_error(const struct iter *it, const void **with);
void gen_ops_free(struct iter *it);

/* resume.c: is g, which is neither created nor closed, running? */
bool gen_runs(const struct gen *g);
/* resume.c: g is to be freed: end the delegation to it, and by it. */
void gen_unlink(struct gen *g);
void gen_let_go(struct gen *g);

/* count.c: one more resumption. */
void gen_count(void);

#endif
