/* SPDX-License-Identifier: MIT */
/*
 * sigstack.c - a thread's alternate stack for signals.
 *
 * Needed where the stack that runs has no room for a signal: a small stack,
 * or one that has just overflowed.
 */
#define _GNU_SOURCE
#include "gen_impl.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>

/* The kernel's frame takes up to 11 KiB on CPUs with AMX. */
enum { SIGNAL_STACK = 64 * 1024 };

static _Thread_local bool known; /* this thread has one, ours or not */

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* The program may have set another one meanwhile: that stays. */
static void give_back(void *stack)
{
	stack_t now;

	if (sigaltstack(NULL, &now) == 0 && now.ss_sp == stack)
		sigaltstack(&(stack_t){ .ss_flags = SS_DISABLE }, NULL);
	munmap(stack, SIGNAL_STACK);
	known = false;
}

static void make_key(void)
{
	pthread_key_create(&key, give_back);
}

static bool install(void)
{
	void *stack =
		gen_stack_mmap("mmap of a stack for signals", SIGNAL_STACK);

	if (!stack)
		return false;
	pthread_once(&once, make_key);
	sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = SIGNAL_STACK },
		    NULL);
	if (pthread_setspecific(key, stack) == 0)
		return true;
	give_back(stack);
	return gen_no_memory("a thread's stack for signals", SIGNAL_STACK,
			     NULL);
}

bool gen_signal_stack(void)
{
	stack_t now;

	if (!known)
		known = (sigaltstack(NULL, &now) == 0 &&
			 !(now.ss_flags & SS_DISABLE)) ||
			install();
	return known;
}
