/* SPDX-License-Identifier: MIT */
/*
 * overflow.c - saying whose stack has overflowed, in GEN_DEBUG builds.
 *
 * The fault on a guard page ends a program in any build.  Here a handler finds
 * out whose page it was, says so, and lets the fault happen again, unhandled,
 * so that a debugger or a core file shows where it was.
 *
 * A stack without a guard is marked at its lowest end.  The mark is looked at
 * when its body yields and ends, and when anything faults.  An overflowed stack
 * has no room to say anything: that, too, is left to the handler, which has a
 * stack of its own.
 */
#define _GNU_SOURCE
#include "gen_impl.h"

#ifdef GEN_DEBUG
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

static const uint64_t mark = 0x6b63617473206f6e; /* "no stack" */

/* From a signal handler, in a program that is about to end. */
static void say(const struct stack *stack)
{
	char name[128] = "?", text[256];
	int length;

	if (stack->owner)
		gen_symbol(gen_stackful(stack->owner)->body, name, sizeof name);
	length = snprintf(text, sizeof text,
			  "libgenerator: stack overflow in %s, whose stack has "
			  "%zu bytes: see gen_new_sized()\n",
			  name, gen_stack_size(stack));
	if (write(STDERR_FILENO, text, (size_t)length) < 0)
		return;
}

static bool marked(const char *bottom)
{
	return *(const uint64_t *)bottom == mark;
}

/* No function of another file may be called here: the dynamic linker might have
 * to find it, for which a small stack has no room. */
static bool overflowed(const struct stack *stack)
{
	return stack->owner && stack->guard == GEN_GUARD_NONE &&
	       !marked(stack->bottom);
}

/*
 * The small stack that has overflowed, in a slab.  It has written over what
 * lies below, stacks and their marks, and nothing in those can be trusted: the
 * highest of neighbours without a mark is the one.
 */
static void explain_small(struct slab *slab)
{
	bool below = false; /* one that has overflowed */

	for (unsigned i = slab->carved; i-- > 0;) {
		struct stack *stack = gen_small_at(slab, i);
		char *bottom = (char *)stack + sizeof *stack - SMALL_SIZE;

		if (!below && stack->owner && !marked(bottom))
			say(stack);
		below = stack->owner && !marked(bottom);
	}
}

static void explain(const char *fault)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	for (const struct stack *s = gen_stacks; s; s = s->older)
		if (overflowed(s) ||
		    (fault < s->bottom && fault >= s->bottom - page))
			say(s);
	for (struct slab *slab = gen_slabs; slab; slab = slab->older)
		explain_small(slab);
}

static void handle_fault(int signal, siginfo_t *info, void *context)
{
	(void)context;
	explain(info->si_addr);
	sigaction(signal, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
}

/* A program that has a handler of its own keeps it. */
static void handle(int signal)
{
	struct sigaction action = { .sa_sigaction = handle_fault,
				    .sa_flags = SA_SIGINFO | SA_ONSTACK };
	struct sigaction now;

	if (sigaction(signal, NULL, &now) == 0 &&
	    !(now.sa_flags & SA_SIGINFO) && now.sa_handler == SIG_DFL)
		sigaction(signal, &action, NULL);
}

static void handle_faults(void)
{
	handle(SIGSEGV);
	handle(SIGBUS);  /* what it is on macOS */
	handle(SIGILL);  /* __builtin_trap() on x86-64 and riscv64 */
	handle(SIGTRAP); /* ... on aarch64 */
}

bool gen_overflow_watch(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, handle_faults);
	return gen_signal_stack();
}

void gen_overflow_mark(struct stack *stack)
{
	if (stack->guard == GEN_GUARD_NONE)
		*(uint64_t *)stack->bottom = mark;
}

void gen_overflow_check(const struct stack *stack)
{
	if (overflowed(stack))
		__builtin_trap();
}
#endif

/* Whoever resumes may be a thread that has made no generator.  Programs that
 * are compiled with GEN_DEBUG also call it in a library that is not. */
void gen_watch(void)
{
	gen_overflow_watch();
}
