/* SPDX-License-Identifier: MIT */
/*
 * allocs.h - counts what a program allocates, and lets it fail on demand.
 *
 * The functions below stand in for those of the C library in the program that
 * includes this file, also for calls from the C library itself.  Sanitizers
 * and Valgrind do the same: with them, ALLOCS_WORK is 0 or false, and tests
 * that need this skip themselves by skip_without_allocs().
 */
#ifndef TESTS_ALLOCS_H
#define TESTS_ALLOCS_H

#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "unit.h"

#if !SANITIZED && defined(__GLIBC__) && defined(SYS_mmap)
#define ALLOCS_WORK 1
#else
#define ALLOCS_WORK 0
#endif

/* What this thread has done since allocs_watch(). */
static _Thread_local struct {
	bool watch;
	int mallocs, maps;  /* how often: the failed ones too */
	int blocks, mapped; /* how many are not given back */
	int calls;          /* allocations of any kind */
	int fail_at;        /* which of them shall fail; 0: none */
	bool and_all_after; /* that one, and all that follow */
	const char *failed; /* what failed last */
	size_t largest;     /* malloc */
} allocs;

static inline void skip_without_allocs(void)
{
	if (!ALLOCS_WORK || on_valgrind())
		skip();
}

static inline void allocs_watch(void)
{
	memset(&allocs, 0, sizeof allocs);
	allocs.watch = true;
}

#if ALLOCS_WORK

static bool allocs_fail(const char *what)
{
	if (!allocs.watch)
		return false;
	allocs.calls++;
	if (!allocs.fail_at || allocs.calls < allocs.fail_at ||
	    (allocs.calls > allocs.fail_at && !allocs.and_all_after))
		return false;
	allocs.failed = what;
	errno = ENOMEM;
	return true;
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void __libc_free(void *block);

static bool allocs_malloc_fails(size_t size)
{
	if (allocs.watch) {
		allocs.mallocs++;
		if (size > allocs.largest)
			allocs.largest = size;
	}
	return allocs_fail("malloc");
}

static void *allocs_counted(void *block)
{
	if (block && allocs.watch)
		allocs.blocks++;
	return block;
}

void *malloc(size_t size)
{
	return allocs_malloc_fails(size) ? NULL :
					   allocs_counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return allocs_malloc_fails(count * size) ?
		       NULL :
		       allocs_counted(__libc_calloc(count, size));
}

void *realloc(void *block, size_t size)
{
	void *bigger;

	if (allocs_malloc_fails(size))
		return NULL;
	bigger = __libc_realloc(block, size);
	return block ? bigger : allocs_counted(bigger);
}

void free(void *block)
{
	if (block && allocs.watch)
		allocs.blocks--;
	__libc_free(block);
}

void *mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset)
{
	if (allocs.watch)
		allocs.maps++;
	if (allocs_fail("mmap"))
		return MAP_FAILED;
	if (allocs.watch)
		allocs.mapped++;
	return (void *)syscall(SYS_mmap, at, size, prot, flags, fd, offset);
}

int munmap(void *at, size_t size)
{
	if (allocs.watch)
		allocs.mapped--;
	return (int)syscall(SYS_munmap, at, size);
}

/* Guard pages: a failure here must not give a stack without one. */
int madvise(void *at, size_t size, int advice)
{
	return allocs_fail("madvise") ?
		       -1 :
		       (int)syscall(SYS_madvise, at, size, advice);
}

int mprotect(void *at, size_t size, int prot)
{
	return allocs_fail("mprotect") ?
		       -1 :
		       (int)syscall(SYS_mprotect, at, size, prot);
}

#endif
#endif
