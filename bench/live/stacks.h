/* SPDX-License-Identifier: MIT */
/*
 * stacks.h - stacks for those who bring their own, for C and C++: each in a
 * mapping of its own.
 *
 * The kernel makes one mapping of neighbours that are alike.  A guard page, for
 * which mprotect() is what everybody uses, comes between them: with it, Linux
 * allows about 32 000 of them (vm.max_map_count).
 */
#ifndef LIVE_STACKS_H
#define LIVE_STACKS_H

#include <err.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>

enum {
	LIVE_STACK = 64 * 1024, /* as ours */
	LIVE_GUARD = 4096       /* of it, if it has one */
};

/* live_stack - its lowest byte. */
static inline char *live_stack(bool guarded, long which, long of)
{
	void *base = mmap(NULL, LIVE_STACK, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (base == MAP_FAILED)
		err(1, "generator %ld of %ld: mmap", which + 1, of);
	if (guarded && mprotect(base, LIVE_GUARD, PROT_NONE))
		err(1, "generator %ld of %ld: mprotect of a guard", which + 1,
		    of);
	return (char *)base;
}

static inline void live_stack_free(char *base)
{
	munmap(base, LIVE_STACK);
}

#endif
